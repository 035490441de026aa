"""The spec, as the emulator uses it: operations, their requests, and what each release answers.

The document is the one that the package `dify_api` brings. ``requests.json`` adds, in
JSON Schema, what a real server checks and the spec does not say.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ._data import load
from ._dialects import Release, release_of

Schema = dict[str, Any]

#: First releases of fields that other answers with the same schema have had longer, or not as long.
SINCE: dict[str, dict[str, Release]] = {
    "MessageMetadata": {"retriever_resources": (1, 4), "annotation_reply": (1, 4)},
    "NodeStartedData": {"agent_strategy": (1, 4)},
    "Workspace": {"custom_config": (0,), "trial_end_reason": (0,)},
}
#: Ids in paths that need not be UUIDs.
_ANY_TEXT = frozenset(
    {"task_id", "form_token", "workflow_run_id", "workflow_id", "batch", "node_id", "import_id"}
    | {"action", "model_type"}
)
#: The end user is checked by itself.
_NO_USER: Schema = {"properties": {"user": None}}
_PART = re.compile(r"\{(\w+)\}")


@cache
def document() -> dict[str, Any]:
    """The document. `dify_api` itself, a part of the client, is not imported."""
    package = find_spec("dify_api")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("The emulator needs dify_api, which is a part of dify-ext.")
    text = Path(package.submodule_search_locations[0], "openapi.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def component(kind: str, name: str) -> dict[str, Any]:
    """A component of the document."""
    found: dict[str, Any] = document()["components"][kind][name]
    return found


def name_of(schema: Schema) -> str | None:
    """The component that a schema stands for, alone, as rows of a list, or unless it is null."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "items" in schema:
        return name_of(schema["items"])
    parts = [name for part in schema.get("oneOf", ()) if (name := name_of(part))]
    return parts[0] if len(parts) == 1 else None


@cache
def properties(name: str) -> dict[str, Schema]:
    """The fields of a component."""
    found: dict[str, Schema] = component("schemas", name).get("properties", {})
    return found


@cache
def _differences(name: str, release: Release) -> dict[str, str | None]:
    """The fields of a component that a release lacks (None), and the components of others."""
    found: dict[str, str | None] = {}
    for field, schema in properties(name).items():
        first = SINCE.get(name, {}).get(field) or release_of(schema.get("x-since", "0.15"))
        last = release_of(schema.get("x-until", "1.16.99"))
        if not first <= release <= last:
            found[field] = None
        elif (inner := name_of(schema)) and (inner == name or _differences(inner, release)):
            found[field] = inner
    return found


def as_of(name: str | None, value: Any, release: Release) -> Any:
    """A value of a component, without the fields that a release does not have."""
    changes = _differences(name, release) if name else {}
    if not changes or value is None:
        return value
    if isinstance(value, list):
        return [as_of(name, item, release) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        field: as_of(changes.get(field), item, release)
        for field, item in value.items()
        if changes.get(field, field) is not None
    }


@cache
def _events() -> dict[str, str]:
    mapping = component("schemas", "StreamEvent")["discriminator"]["mapping"]
    return {event: place.rpartition("/")[2] for event, place in mapping.items()}


def event_as_of(event: dict[str, Any], release: Release) -> dict[str, Any]:
    """An event of a stream, as a release sends it."""
    found: dict[str, Any] = as_of(_events().get(event["event"]), event, release)
    return found


def row(name: str, thing: object = None, /, **fields: Any) -> dict[str, Any]:
    """An object as the spec describes it, from these fields and the attributes of a thing.

    What neither has is null; times of a thing are whole seconds.
    """
    found: dict[str, Any] = {}
    for field in properties(name):
        value = fields[field] if field in fields else getattr(thing, field, None)
        if field.endswith("_at") and field not in fields and value is not None:
            value = int(value)
        found[field] = value
    return found


def merged(schema: Schema, addition: Schema) -> Schema:
    """A schema with the keywords of another; a keyword that is null there is removed."""
    found = dict(schema)
    for keyword, value in addition.items():
        known = found.get(keyword)
        if isinstance(known, dict) and isinstance(value, dict):
            found[keyword] = merged(known, value)
        elif value is None and keyword in found:
            del found[keyword]
        else:
            found[keyword] = value
    return found


def _expanded(schema: Schema) -> Schema:
    """A schema with the component that it refers to in place of the reference."""
    if not schema.get("$ref"):
        return schema
    name = schema["$ref"].rpartition("/")[2]
    known = merged(document()["components"]["schemas"].get(name, {}), load("requests").get(name, {}))
    return merged(known, {keyword: value for keyword, value in schema.items() if keyword != "$ref"})


def resolved(schema: Schema) -> Schema:
    """A schema without references, with the keywords of ``requests.json``."""
    schema = _expanded(schema)
    others = [part for part in schema.get("oneOf", ()) if part.get("type") != "null"]
    found = merged(resolved(others[0]), schema) if len(others) == 1 else dict(schema)
    if "properties" in found:
        fields = found["properties"].items()
        found["properties"] = {name: resolved(field) for name, field in fields if field is not None}
    if "items" in found:
        found["items"] = resolved(found["items"])
    return found


@cache
def checked(name: str) -> Schema:
    """What a server checks of a component."""
    return resolved({"$ref": f"#/components/schemas/{name}"})


@dataclass(frozen=True)
class Operation:
    """An operation of the spec, at one of its places: from release `first` on, before `gone`."""

    id: str
    method: str
    path: str
    first: Release
    gone: Release

    @cached_property
    def _described(self) -> dict[str, Any]:
        return _described().get(self.id, ("", "", {"responses": {"200": {}}, "security": []}))[2]

    def is_in(self, release: Release) -> bool:
        """Whether a release has it."""
        return self.first <= release < self.gone

    @property
    def is_open(self) -> bool:
        """Whether nobody need sign in."""
        return self._described.get("security") == []

    @property
    def route(self) -> str:
        """The path for Starlette: most ids are UUIDs, and others are not found."""
        return _PART.sub(lambda part: part[0] if part[1] in _ANY_TEXT else f"{{{part[1]}:uuid}}", self.path)

    @cached_property
    def _parameters(self) -> Schema:
        found: Schema = {"properties": {}, "required": []}
        for parameter in self._described.get("parameters", ()):
            if "$ref" in parameter:
                parameter = component("parameters", parameter["$ref"].rpartition("/")[2])
            if parameter["in"] == "query":
                found["properties"][parameter["name"]] = parameter["schema"]
                found["required"] += [parameter["name"]] if parameter.get("required") else []
        return found

    @cached_property
    def _content(self) -> dict[str, Any]:
        found: dict[str, Any] = self._described.get("requestBody", {}).get("content", {})
        return found

    @cached_property
    def _body(self) -> Schema:
        return next((_expanded(one["schema"]) for one in self._content.values()), {"properties": {}})

    @property
    def content_type(self) -> str | None:
        """The type of its body, if it takes one."""
        return next(iter(self._content), None)

    @cached_property
    def query(self) -> Schema:
        """What is checked of its query parameters."""
        return resolved(merged(merged(self._parameters, _NO_USER), load("requests").get(self.id, {})))

    @cached_property
    def body(self) -> Schema:
        """What is checked of its body."""
        return resolved(merged(merged(self._body, _NO_USER), load("requests").get(self.id, {})))

    @cached_property
    def user_place(self) -> str | None:
        """Where a request names the end user: in its ``query`` or its ``body``."""
        if "user" in self._parameters["properties"]:
            return "query"
        return "body" if "user" in self._body["properties"] else None

    @cached_property
    def user_required(self) -> bool:
        """Whether it must name one."""
        place = self._parameters if self.user_place == "query" else self._body
        return "user" in place.get("required", ())

    @cached_property
    def status(self) -> int:
        """The status of its success."""
        return next(int(status) for status in self._described["responses"] if status.startswith("2"))

    @cached_property
    def answer(self) -> str | None:
        """The component of its answer, if that is JSON."""
        content = self._described["responses"][str(self.status)].get("content", {})
        return name_of(content["application/json"]["schema"]) if "application/json" in content else None


@cache
def _described() -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {
        described["operationId"]: (method.upper(), path, described)
        for path, methods in document()["paths"].items()
        for method, described in methods.items()
        if method in ("get", "post", "put", "patch", "delete")
    }


@cache
def operations() -> dict[str, Operation]:
    """All operations of the spec."""
    return {
        id: Operation(id, method, path, *_span(described))
        for id, (method, path, described) in _described().items()
    }


def _span(described: Schema) -> tuple[Release, Release]:
    first, last = described.get("x-since", "0.15"), described.get("x-until", "1.16.98")
    *start, end = release_of(last)
    return release_of(first), (*start, end + 1)
