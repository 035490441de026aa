"""Each operation has an example of its request and of its answer, and both are right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import httpx
import jsonschema
import pytest
import yaml
from dify_api import Client

Node = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
EVENT_STREAM = "text/event-stream"
SECRETS = {"access_token", "refresh_token", "token", "password", "form_token"}
# What stands in examples instead of a secret.
INVENTED = {
    "app-fake-key", "dataset-fake-key", "fake-access-token", "fake-refresh-token", "fake-password-in-base64",
    "fake-site-code", "fake-form-token",
}  # fmt: skip
EXAMPLES: Node = {
    name: example
    for path in sorted((ROOT / "spec/examples").glob("*.yaml"))
    for name, example in yaml.safe_load(path.read_text("utf-8")).items()
}


def operations(document: Node) -> dict[str, Node]:
    found = (one for item in document["paths"].values() for one in item.values() if isinstance(one, dict))
    return {operation["operationId"]: operation for operation in found if "operationId" in operation}


def success(operation: Node) -> tuple[int, Node]:
    status, answer = next(item for item in operation["responses"].items() if item[0] < "3")
    return int(status), answer.get("content", {})


def resolved(document: Node, node: Node) -> Node:
    for step in node.get("$ref", "#").split("/")[1:]:
        node = document = document[step]
    return node


def held(recording: str) -> Node | None:
    """The recording as the tests hold it, if they do."""
    release, *area, name = recording.split("/")
    folder = "wire_console" if area == ["console"] else "wire"
    path = ROOT / "tests" / folder / release / f"{name}.json"
    found: Node | None = json.loads(path.read_text("utf-8")) if path.exists() else None
    return found


def agrees(example: Any, recorded: Any) -> bool:
    """Whether an example is a shortened recording:
    fewer fields, rows and words, invented secrets and another host.
    """
    if isinstance(example, dict):
        return isinstance(recorded, dict) and all(
            key in recorded and agrees(value, recorded[key]) for key, value in example.items()
        )
    if isinstance(example, list):
        return isinstance(recorded, list) and all(
            any(agrees(one, other) for other in recorded) for one in example
        )
    if isinstance(example, str) and isinstance(recorded, str):
        if example in INVENTED:
            return True
        if "://dify.example.com" in example:
            return example.partition("?")[0].split("/")[3:] == recorded.partition("?")[0].split("/")[3:]
        return (
            recorded.startswith(example.removesuffix(" …")) if example.endswith(" …") else example == recorded
        )
    return bool(example == recorded)


def events(exchange: Node) -> list[Any]:
    text = "".join(exchange["response"]["chunks"])
    return [json.loads(line[6:]) for line in text.split("\n") if line.startswith("data: ")]


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(one) for key, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


def parts_held(example: Node) -> list[tuple[Any, Any]]:
    """Parts of an example, each beside the same part of its recording, if the tests hold that."""
    found: list[tuple[Any, Any]] = []
    exchange = held(example.get("recording", "none/none"))
    if exchange:
        found += [(example["response"], exchange["response"]["json"])] if "response" in example else []
        if "body" in example.get("request", {}) and "json" in exchange["request"]:
            found.append((example["request"]["body"], exchange["request"]["json"]))
    streamed = held(example.get("stream_recording", example.get("recording", "none/none")))
    if streamed and "event" in example:
        found.append(([example["event"]], events(streamed)))
    return found


@pytest.fixture(scope="session")
def validator(document: Node) -> Any:
    """Checks a value against a schema of the document."""

    def check(schema: Node, value: Any) -> None:
        whole = {**schema, "components": document["components"]}
        jsonschema.validate(value, whole, cls=jsonschema.Draft202012Validator)

    return check


def test_every_operation_has_a_request_and_an_answer(document: Node) -> None:
    for name, operation in operations(document).items():
        _, content = success(operation)
        answers = [media for kind, media in content.items() if kind in ("application/json", EVENT_STREAM)]
        bodies = operation.get("requestBody", {}).get("content", {}).values()
        parameters = [resolved(document, one) for one in operation.get("parameters", [])]
        for part in [*answers, *bodies, *(one for one in parameters if one["required"])]:
            assert "example" in part, name
    for name, response in document["components"]["responses"].items():
        assert "example" in response["content"]["application/json"], name


def test_every_example_takes_its_place(document: Node) -> None:
    known = operations(document)
    assert EXAMPLES.keys() <= known.keys() | document["components"]["responses"].keys()
    for name, example in EXAMPLES.items():
        assert ("recording" in example) != ("x-note" in example), name
        if name not in known:
            content = document["components"]["responses"][name]["content"]
            assert content["application/json"]["example"] == example["response"], name
            continue
        request, (_, content) = example.get("request", {}), success(known[name])
        for kind, part in (("application/json", "response"), (EVENT_STREAM, "event")):
            assert content.get(kind, {}).get("example") == example.get(part), name
        for media in known[name].get("requestBody", {}).get("content", {}).values():
            assert media["example"] == request["body"], name
        for parameter in (resolved(document, one) for one in known[name].get("parameters", [])):
            if parameter["required"]:
                assert parameter["name"] in request[parameter["in"]], name


def test_every_example_has_the_shape_that_its_schema_promises(document: Node, validator: Any) -> None:
    for name, operation in operations(document).items():
        _, content = success(operation)
        for media in [*content.values(), *operation.get("requestBody", {}).get("content", {}).values()]:
            if "example" in media:
                validator(media["schema"], media["example"])
        for parameter in (resolved(document, one) for one in operation.get("parameters", [])):
            values = EXAMPLES.get(name, {}).get("request", {}).get(parameter["in"], {})
            if parameter["name"] in values:
                validator(parameter["schema"], values[parameter["name"]])
    for response in document["components"]["responses"].values():
        validator(*(response["content"]["application/json"][key] for key in ("schema", "example")))
    with pytest.raises(jsonschema.ValidationError):
        validator({"$ref": "#/components/schemas/Message"}, {"id": 1})


def test_the_low_level_client_reads_every_answer(document: Node) -> None:
    client = Client("https://dify.test")
    read = 0
    for name, operation in operations(document).items():
        status, content = success(operation)
        if "application/json" not in content:
            continue
        example = content["application/json"]["example"]
        found = resolve_name(f"dify_api.api.{operation['tags'][0]}.{name}")
        answer = found._parse_response(client=client, response=httpx.Response(status, json=example))
        rows = answer if isinstance(answer, list) else [answer]
        written = [row.to_dict() if hasattr(row, "to_dict") else row for row in rows]
        assert without_nulls(written) == without_nulls(example if isinstance(example, list) else [example]), (
            name
        )
        read += 1
    assert read > 90


def test_examples_are_what_servers_said() -> None:
    """An example agrees with its recording; almost all of those are in the folders of the tests."""
    compared = 0
    for name, example in EXAMPLES.items():
        for part, recorded in parts_held(example):
            assert agrees(part, recorded), (name, part)
            compared += 1
    assert compared >= 150


@pytest.mark.parametrize(
    ("example", "recorded"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": [{"b": "x"}]}, {"a": [{"b": "y"}]}),
        ({"a": "text …"}, {"a": "another text"}),
        ({"a": "https://dify.example.com/files/1?sign=fake"}, {"a": "http://127.0.0.1:5101/files/2?sign=x"}),
        ({"a": 1}, ["a"]),
        ([1], {"a": 1}),
        (1, "1"),
    ],
)
def test_an_example_that_no_server_said_is_found(example: Any, recorded: Any) -> None:
    assert not agrees(example, recorded)
    assert agrees(recorded, recorded)


def secrets(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The values that could be secrets, with the name of their field, and addresses that could hold one."""
    if isinstance(node, dict | list):
        for name, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from secrets(value, str(name))
    elif isinstance(node, str) and (key in SECRETS or "sign=" in node or "token=" in node):
        yield key, node


def test_no_example_has_a_secret() -> None:
    found = list(secrets(EXAMPLES))
    assert len(found) > 10
    assert all(value in INVENTED or "=fake" in value for _, value in found), found
    assert not re.search(r"(app|dataset)-[A-Za-z0-9]{20}|eyJ[A-Za-z0-9]", json.dumps(EXAMPLES))
