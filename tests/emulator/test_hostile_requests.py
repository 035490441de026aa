"""Requests that no program should send, to every operation of the spec: none brings the emulator down."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from dify_ext.emulator import create_app
from dify_ext.emulator._knowledge.state import DATASET_KEY
from dify_ext.emulator._state import state_of
from tests.bundled import bundled_spec

from .contract import resolved

#: Hostile values for each place of a body.
EACH = 2
CHANCE = random.Random(7)
NAMES = ("a.txt", "a:b", "a" * 300 + ".txt", "\u2028", "a.exe", "no extension")
ADMIN_KEY = "admin-key"
APPS = ("chat", "agent", "completion", "chatflow", "workflow")
#: What stands where something else belongs.
HOSTILE: tuple[Any, ...] = (
    *(None, [], {}, [[]], [None], [{}], {"": None}, "", " ", "x" * 250, "\x00", "\u2028", "😀", True, False),
    *(0, -1, 1.5, 10**30, 1e308, "null", "2026-01-01 00:00", "-1", "[[error", "[[slow:9:x]]"),
    *([1], ["a", 1], {"type": []}, {"transfer_method": {}}, {"id": {}}, {"mode": []}, {"rules": 7}),
)


def sample(schema: dict[str, Any], depth: int = 0) -> Any:
    """A value that a schema allows."""
    schema = resolved(schema)
    for union in ("oneOf", "anyOf", "allOf"):
        if union in schema:
            return sample(schema[union][0], depth)
    if "examples" in schema or "example" in schema:
        return copy.deepcopy(schema.get("example", next(iter(schema.get("examples", [None])))))
    if "enum" in schema or "const" in schema:
        return schema.get("const", next(iter(schema.get("enum", [None]))))
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        names = schema.get("properties", {}) if depth < 4 else {}
        return {name: sample(part, depth + 1) for name, part in names.items()}
    if kind == "array":
        return [sample(schema.get("items", {}), depth + 1)] if depth < 4 else []
    return {"integer": 1, "number": 0.5, "boolean": True}.get(kind, "text")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from places(item, (*path, name))


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    """The value with something else in one place."""
    if not path:
        return by
    changed = copy.copy(value)
    changed[path[0]] = replaced(value[path[0]], path[1:], by)
    return changed


class Server:
    """An emulator with one of everything, and the ids of it."""

    def __init__(self, version: str) -> None:
        self.app = create_app(version=version, admin_key=ADMIN_KEY, indexing_seconds=0.0)
        self.state = state_of(self.app)
        self.transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        self.ids: dict[str, str] = {}

    def client(self) -> httpx.AsyncClient:
        """A client of it."""
        return httpx.AsyncClient(transport=self.transport, base_url="http://emulator")

    async def fill(self) -> None:
        """One of everything."""
        async with self.client() as client:
            await self._knowledge(client)
            for name in ("workflow", "chat", "chatflow"):
                asked = {"inputs": {"text": "hi"}, "query": "hi", "user": "u", "response_mode": "blocking"}
                path = "workflows/run" if name == "workflow" else "chat-messages"
                body = (await self._post(client, f"/v1/{path}", f"app-emulator-{name}", asked)).json()
                self.ids |= {key: text for key, text in body.items() if key.endswith("_id")}
        self.ids |= {"app_id": next(iter(self.state.apps.values())).id, "action": "enable", "node_id": "file"}
        self.ids |= {"resource_id": self.ids["app_id"], "model_type": "llm", "task_id": "t", "batch": "b"}

    async def _post(self, client: httpx.AsyncClient, path: str, key: str, body: Any) -> httpx.Response:
        return await client.post(path, json=body, headers={"Authorization": f"Bearer {key}"})

    async def _knowledge(self, client: httpx.AsyncClient) -> None:
        name = {"name": "base [[pipeline]]"}
        base = (await self._post(client, "/v1/datasets", DATASET_KEY, name)).json()["id"]
        rules = {"indexing_technique": "economy", "process_rule": {"mode": "automatic"}}
        text = {"name": "a.txt", "text": "some text", **rules}
        path = f"/v1/datasets/{base}"
        made = (await self._post(client, f"{path}/document/create-by-text", DATASET_KEY, text)).json()
        document = made["document"]["id"]
        inner = {"segments": [{"content": "more"}]}
        path = f"{path}/documents/{document}/segments"
        segment = (await self._post(client, path, DATASET_KEY, inner)).json()["data"][0]["id"]
        self.ids |= {"dataset_id": base, "document_id": document, "segment_id": segment}

    def headers(self, path: str, app: str) -> dict[str, str]:
        """The key that an operation wants."""
        if path.startswith("/console"):
            return {"Authorization": f"Bearer {ADMIN_KEY}", "X-WORKSPACE-ID": self.state.tenant_id}
        of_bases = path.startswith(("/v1/datasets", "/v1/workspaces"))
        return {"Authorization": f"Bearer {DATASET_KEY if of_bases else f'app-emulator-{app}'}"}


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation of the spec; those that delete come last."""
    found = [
        (method.upper(), path, operation)
        for path, methods in bundled_spec()["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]
    return sorted(found, key=lambda item: item[0] == "DELETE")


def requests(server: Server, method: str, path: str, operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Requests to an operation, of which one value is hostile: in the body, the form or the query."""
    parameters = [resolved(parameter) for parameter in operation.get("parameters", [])]
    names = [parameter["name"] for parameter in parameters if parameter["in"] == "query"]
    for name in names:
        yield {"params": {"user": "u", name: str(chosen(HOSTILE))}}
    kind, media = next(iter(operation.get("requestBody", {}).get("content", {}).items()), ("", {}))
    if kind == "application/json":
        valid = sample(media["schema"])
        if "user" in valid:
            valid["user"] = "u"
        for place in places(valid):
            for _ in range(EACH):
                yield {"content": json.dumps(replaced(valid, place, chosen(HOSTILE)))}
        yield from ({"content": text} for text in ("", "{", "[" * 100_000, '{"user": "\\ud800"}', "NaN"))
    elif kind:
        valid = {
            "indexing_technique": "economy",
            "process_rule": {"mode": "custom", "rules": {}},
            "name": "x",
        }
        for place in places(valid):
            data = {"data": json.dumps(replaced(valid, place, chosen(HOSTILE))), "user": "u"}
            yield {"data": data, "files": {"file": (chosen(NAMES), b"text", "text/plain")}}
    yield {}


def as_recorded(response: httpx.Response) -> bool:
    """Whether it is one of the 500s that real servers answer: of a pipeline, of a speech model."""
    return "pipeline_run_error" in response.text or "<html>" in response.text


def chosen(values: tuple[Any, ...]) -> Any:
    """One of them, the same in each run."""
    return CHANCE.choice(values)


@pytest.mark.parametrize("version", ["1.13.2", "1.16.1"])
async def test_nothing_brings_it_down(version: str) -> None:
    """No answer is a 500, and what is no JSON object is a 400."""
    CHANCE.seed(7)
    server = Server(version)
    await server.fill()
    async with server.client() as client:
        for method, path, operation in operations():
            filled = re.sub(r"\{(\w+)\}", lambda slot: server.ids.get(slot[1], server.ids["app_id"]), path)
            for request in requests(server, method, path, operation):
                headers = {**server.headers(path, chosen(APPS)), "Content-Type": "application/json"}
                if "files" in request:
                    del headers["Content-Type"]
                response = await client.request(method, filled, headers=headers, **request)
                said = f"{method} {path} {request}: {response.text}"
                assert response.status_code < 500 or as_recorded(response), said
    await server.state.close()
