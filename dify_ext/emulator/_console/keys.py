"""Keys of apps and of the knowledge bases. They work at once."""

from __future__ import annotations

from typing import Any

from .._errors import Refusal
from .._spec import row
from .call import ConsoleCall
from .state import MOST_KEYS, Key


async def list_app_api_keys(call: ConsoleCall) -> Any:
    """In clear text."""
    return listed(call.find("resource_id").keys)


async def create_app_api_key(call: ConsoleCall) -> Any:
    """One more key of an app."""
    record = call.find("resource_id")
    key = added(call, record.keys, "app")
    call.state.apps[key.token] = record.app
    return row("ApiKey", key)


async def delete_app_api_key(call: ConsoleCall) -> None:
    """The key stops working."""
    key = removed(call, call.find("resource_id").keys)
    call.state.apps.pop(key.token, None)


async def list_dataset_api_keys(call: ConsoleCall) -> Any:
    """In clear text."""
    return listed(call.console.dataset_keys)


async def create_dataset_api_key(call: ConsoleCall) -> Any:
    """One more key of the knowledge bases."""
    key = added(call, call.console.dataset_keys, "dataset")
    call.state.knowledge.keys.add(key.token)
    return row("ApiKey", key)


async def delete_dataset_api_key(call: ConsoleCall) -> None:
    """The key stops working."""
    call.state.knowledge.keys.discard(removed(call, call.console.dataset_keys).token)


def listed(keys: list[Key]) -> dict[str, Any]:
    """All keys."""
    return {"data": [row("ApiKey", key) for key in keys]}


def added(call: ConsoleCall, keys: list[Key], type: str) -> Key:
    """One more key; 400 if there are too many."""
    if len(keys) >= MOST_KEYS:
        message = f"Cannot create more than {MOST_KEYS} API keys for this resource type."
        raise Refusal(400, body={"custom": "max_keys_exceeded", "message": message})
    keys.append(call.console.new_key(type))
    return keys[-1]


def removed(call: ConsoleCall, keys: list[Key]) -> Key:
    """The key of the path, after it was removed; 404 if there is none."""
    for key in keys:
        if key.id == call.path("api_key_id"):
            keys.remove(key)
            return key
    raise Refusal(404, body={"message": "API key not found"})
