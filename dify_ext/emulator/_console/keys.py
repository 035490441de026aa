"""Keys of apps and of the knowledge bases. They work at once."""

from __future__ import annotations

from typing import Any

from .._errors import Refusal
from .._resources import Resource
from .._spec import row
from .call import ConsoleCall
from .state import MOST_KEYS, Key


def _row(call: ConsoleCall, key: Key) -> dict[str, Any]:
    """A key, in clear text."""
    return row("ApiKey", key)


def _make(call: ConsoleCall, owner: None, asked: dict[str, Any]) -> Key:
    """One more key; 400 if there are too many."""
    if len(call.keys) >= MOST_KEYS:
        message = f"Cannot create more than {MOST_KEYS} API keys for this resource type."
        raise Refusal(400, body={"custom": "max_keys_exceeded", "message": message})
    key = call.console.new_key("app" if call.of_an_app else "dataset")
    call.keys.append(key)
    if call.of_an_app:
        call.state.apps[key.token] = call.find("resource_id").app
    else:
        call.state.knowledge.keys.add(key.token)
    return key


def _forget(call: ConsoleCall, key: Key) -> None:
    call.keys.remove(key)
    call.state.apps.pop(key.token, None)
    call.state.knowledge.keys.discard(key.token)


KEYS = Resource("api_key_id", _row, make=_make, forget=_forget)


async def list_app_api_keys(call: ConsoleCall) -> Any:
    """All keys of an app."""
    return {"data": [_row(call, key) for key in call.keys]}


list_dataset_api_keys = list_app_api_keys
