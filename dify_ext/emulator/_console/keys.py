"""Keys of apps and of the knowledge bases."""

from __future__ import annotations

from starlette.responses import Response

from .._answers import empty_answer, json_answer
from .._errors import Refusal
from .call import ConsoleCall
from .rows import key_row
from .state import MOST_KEYS, Key


async def list_app_api_keys(call: ConsoleCall) -> Response:
    """GET /console/api/apps/{resource_id}/api-keys."""
    return listed(call.record_of_keys().keys)


async def create_app_api_key(call: ConsoleCall) -> Response:
    """POST /console/api/apps/{resource_id}/api-keys: the key works at once."""
    record = call.record_of_keys()
    key = added(call, record.keys, "app")
    call.state.apps[key.token] = record.app
    return json_answer(key_row(key), 201)


async def delete_app_api_key(call: ConsoleCall) -> Response:
    """DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}."""
    key = removed(call, call.record_of_keys().keys)
    call.state.apps.pop(key.token, None)
    return empty_answer()


async def list_dataset_api_keys(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/api-keys."""
    return listed(call.console.dataset_keys)


async def create_dataset_api_key(call: ConsoleCall) -> Response:
    """POST /console/api/datasets/api-keys: the key works at once."""
    key = added(call, call.console.dataset_keys, "dataset")
    call.state.knowledge.keys.add(key.token)
    return json_answer(key_row(key))


async def delete_dataset_api_key(call: ConsoleCall) -> Response:
    """DELETE /console/api/datasets/api-keys/{api_key_id}."""
    call.state.knowledge.keys.discard(removed(call, call.console.dataset_keys).token)
    return empty_answer()


def listed(keys: list[Key]) -> Response:
    """All keys."""
    return json_answer({"data": [key_row(key) for key in keys]})


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
