"""What a client can be asked for of a recorded request: a recorded body may lack what a method needs."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.wire.changes import DOCUMENT, USER, Request
from tests.wire.recordings import Recording

HTTP_METHODS = ("get", "post", "put", "patch", "delete")


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], str, dict[str, Any]]]:
    found = [
        (
            method.upper(),
            re.compile("[^/]+".join(map(re.escape, re.split(r"\{\w+\}", path)))),
            path,
            item[method],
        )
        for path, item in DOCUMENT["paths"].items()
        for method in HTTP_METHODS
        if method in item
    ]
    return sorted(found, key=lambda one: one[2].count("{"))


def operation_of(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """The documented operation of a request: its path, and what the spec says of it."""
    for other, pattern, documented, operation in _patterns():
        if method == other and pattern.fullmatch(path):
            return documented, operation
    return None


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """What a reference of the document stands for."""
    while "$ref" in node:
        target: Any = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def _example(schema: dict[str, Any]) -> Any:
    kind = resolved(schema).get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    return {"string": "", "array": [], "object": {}, "integer": 1, "number": 0.5, "boolean": False}[kind]


def sendable(recording: Recording, operation: dict[str, Any]) -> Request:
    """The recorded request with what one must give, and without what no method takes."""
    request = recording.request
    headers = request.setdefault("headers", {})
    headers["Authorization"] = _key(headers.get("Authorization", ""), request["path"])
    parameters = [resolved(one) for one in operation.get("parameters", [])]
    query = {one["name"]: one for one in parameters if one["in"] == "query"}
    asked = {name: value for name, value in request.pop("query", {}).items() if name in query}
    asked |= {name: "x" for name, one in query.items() if one.get("required") and name not in asked}
    if "user" in query:
        asked.setdefault("user", USER)
    request["query"] = asked
    content = resolved(operation.get("requestBody", {})).get("content", {})
    json_body, form = request.pop("json", None), request.pop("form", None)
    if "application/json" in content:
        request["json"] = _filled(json_body, resolved(content["application/json"]["schema"]))
        if "response_mode" in resolved(content["application/json"]["schema"])["properties"]:
            is_whole = "json" in recording.response and recording.status < 400
            request["json"].setdefault("response_mode", "blocking" if is_whole else "streaming")
    elif content:
        request["form"] = _form(form or {}, resolved(content["multipart/form-data"]["schema"]))
    return request


def _key(sent: str, path: str) -> str:
    """The key; one of another kind, which the client does not send, without its prefix."""
    kind = "dataset-" if path.startswith(("/v1/datasets", "/v1/workspaces")) else "app-"
    return sent if sent.startswith(f"Bearer {kind}") else "Bearer other-key"


def _filled(sent: Any, schema: dict[str, Any]) -> dict[str, Any]:
    fields = {name: one for name, one in schema.get("properties", {}).items() if name != "streaming"}
    sent = {name: value for name, value in (sent if isinstance(sent, dict) else {}).items() if name in fields}
    for name in schema.get("required", []):
        if sent.get(name) is None:
            sent[name] = _example(fields[name])
    if "user" in fields:
        sent["user"] = str(sent.get("user") or USER)
    return {name: value for name, value in sent.items() if value is not None or name == "rating"}


def _form(form: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    known = schema["properties"]
    fields = [[name, value] for name, value in form.get("fields", []) if name in known and value != "{bad"]
    if "user" in known and "user" not in dict(fields):
        fields.append(["user", USER])
    return {"fields": fields, "files": form.get("files", [])[:1] or [["file", "a.txt", 1, "text/plain"]]}


def accepted(method: Callable[..., Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments that a method has."""
    known = inspect.signature(method).parameters
    return {name: value for name, value in arguments.items() if name in known}
