"""Holds requests and answers against the spec: valid, and with no field that the spec does not know."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from tests.bundled import bundled_spec


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind references, in place of them."""
    while "$ref" in schema:
        node: Any = bundled_spec()
        for part in schema["$ref"].removeprefix("#/").split("/"):
            node = node[part]
        schema = node
    return schema


@cache
def _validator(place: str) -> Draft202012Validator:
    return Draft202012Validator({**json.loads(place), "components": bundled_spec()["components"]})


def assert_fits(schema: dict[str, Any], value: Any, what: str) -> None:
    """The value is valid, and all its fields are known."""
    problems = [
        f"{error.json_path}: {error.message}" for error in _validator(json.dumps(schema)).iter_errors(value)
    ]
    assert not problems, f"{what}: {problems}"
    unknown = list(unknown_fields(schema, value, "$"))
    assert not unknown, f"{what}: the spec does not know {unknown}"


def unknown_fields(schema: dict[str, Any], value: Any, place: str) -> list[str]:
    """Where the value has a field that its object schema does not list.
    Schemas without properties know every field.
    """
    schema = resolved(schema)
    for union in ("oneOf", "anyOf", "allOf"):
        if union in schema:
            fitting = [part for part in schema[union] if _validator(json.dumps(part)).is_valid(value)]
            return [name for part in fitting[:1] for name in unknown_fields(part, value, place)]
    if isinstance(value, list):
        return [
            name for item in value for name in unknown_fields(schema.get("items", {}), item, f"{place}[]")
        ]
    if not isinstance(value, dict):
        return []
    known = schema.get("properties")
    others = schema.get("additionalProperties")
    found = []
    for name, item in value.items():
        here = f"{place}.{name}"
        if known is not None and name in known:
            found += unknown_fields(known[name], item, here)
        elif isinstance(others, dict):
            found += unknown_fields(others, item, here)
        elif known is not None:
            found.append(here)
    return found


def assert_event_fits(event: dict[str, Any]) -> None:
    """A stream event is what the schema of its name says."""
    place = resolved({"$ref": "#/components/schemas/StreamEvent"})["discriminator"]["mapping"].get(
        event["event"]
    )
    assert place is not None, f"the spec knows no event {event['event']!r}"
    assert_fits({"$ref": place}, event, f"event {event['event']}")


@cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    # A path without a part that varies comes before one that it would fit, too.
    paths = sorted(bundled_spec()["paths"].items(), key=lambda item: "{" in item[0])
    return [(re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), methods) for path, methods in paths]


@cache
def operation(method: str, path: str) -> dict[str, Any] | None:
    """The operation of the spec behind a request, if there is one."""
    for pattern, methods in _paths():
        if pattern.fullmatch(path) and method.lower() in methods:
            found: dict[str, Any] = methods[method.lower()]
            return found
    return None


def assert_request_fits(request: httpx.Request, form: dict[str, Any] | None) -> None:
    """Query and body are what the operation takes."""
    found = operation(request.method, request.url.path)
    assert found is not None, f"{request.method} {request.url.path} is not in the spec"
    parameters = [resolved(parameter) for parameter in found.get("parameters", [])]
    query = {parameter["name"]: parameter for parameter in parameters if parameter["in"] == "query"}
    for name, text in request.url.params.items():
        assert name in query, f"the spec knows no query parameter {name}"
        schema = resolved(query[name]["schema"])
        whole = schema.get("type") in ("integer", "boolean")
        assert_fits(schema, json.loads(text) if whole else text, f"query parameter {name}")
    for name, parameter in query.items():
        assert not parameter.get("required") or name in request.url.params, (
            f"query parameter {name} is missing"
        )
    body = found.get("requestBody")
    if body is None:
        assert not request.content, "the spec knows no body here"
        return
    ((kind, content),) = body["content"].items()
    assert request.headers["Content-Type"].startswith(kind)
    sent = form if form is not None else json.loads(request.content)
    schema = content["schema"]
    assert_fits(schema, sent, f"request of {found['operationId']}")


def assert_response_fits(response: httpx.Response) -> None:
    """Status, content type and body are what the operation answers."""
    assert response.headers["X-Version"]
    found = operation(response.request.method, response.request.url.path)
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if found is None or (
        response.status_code in (404, 405) and str(response.status_code) not in found["responses"]
    ):
        assert response.status_code in (404, 405)
        return
    described = found["responses"].get(str(response.status_code))
    assert described is not None, f"{found['operationId']} does not answer {response.status_code}"
    contents = resolved(described).get("content")
    if contents is None:
        assert response.content == b""
        return
    if kind == "text/html" or response.text == "null\n":
        return  # no JSON at all: the spec says so in words
    if kind == "text/event-stream":
        for event in events_of(response.text):
            assert_event_fits(event)
    elif kind == "application/json":
        assert_fits(
            contents[kind]["schema"], response.json(), f"{response.status_code} of {found['operationId']}"
        )
    else:
        assert kind in contents or "application/octet-stream" in contents or "*/*" in contents, kind


def events_of(stream: str) -> list[dict[str, Any]]:
    """The events of a stream, pings left out.
    Frames are exactly what Dify sends: one data line, one empty line.
    """
    frames = stream.split("\n\n")
    assert frames.pop() == "", "the stream ends within an event"
    found = []
    for frame in frames:
        if frame != "event: ping":
            assert frame.startswith("data: "), frame
            assert "\n" not in frame
            found.append(json.loads(frame.removeprefix("data: ")))
    return found
