"""What a spec may not say: each mistake is named with its place, and nothing is passed over in silence."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.codegen.bundle import bundle, bundle_parts
from scripts.codegen.events import event_names
from scripts.codegen.examples import add_examples
from scripts.codegen.generate import generate
from scripts.codegen.lower import lower
from scripts.codegen.problems import Problem
from scripts.codegen.validate import validate

from .conftest import HERE

Document = dict[str, Any]

MAIN = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


@pytest.fixture
def document() -> Document:
    return bundle(HERE / "mini/spec")


def test_the_small_spec_itself_is_right(document: Document) -> None:
    validate(document)
    lower(document)


def test_lowering_leaves_the_document_as_it_was(document: Document) -> None:
    before = copy.deepcopy(document)
    lower(document)
    assert document == before


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("components: {schemas: {A: {type: string}}}", r"b.yaml defines components/schemas/A again"),
        ("components: {schemas: {B: {}, B: {}}}", r"b.yaml:1: 'B' is there twice"),
        ("paths: {/x: {get: {}}}", r"b.yaml defines paths//x/get again"),
        ("tags: [{name: t}]", r"b.yaml defines the tag t again"),
        ("openapi: 3.0.0", r"b.yaml defines openapi again"),
        ("- a list", r"b.yaml is not a mapping"),
        ("a: {", r"b.yaml is no YAML"),
    ],
)
def test_what_two_parts_define_is_refused(part: str, reason: str) -> None:
    a = "components: {schemas: {A: {type: string}}}\npaths: {/x: {get: {}}}\ntags: [{name: t}]\n"
    with pytest.raises(Problem, match=reason):
        bundle_parts({"openapi.yaml": MAIN, "a.yaml": a, "b.yaml": part})


def test_parts_are_merged_and_yaml_plays_no_tricks() -> None:
    a = "paths: {/x: {get: {responses: {200: {description: on}}}}}\ntags: [{name: a}]\ncomponents: {schemas: {A: {enum: [no, 2026-01-01, true]}}}"
    b = "paths: {/x: {put: {}}}\ntags: [{name: b}]\ncomponents: {schemas: {B: {}}}"
    whole = bundle_parts({"openapi.yaml": MAIN, "b.yaml": b, "a.yaml": a})
    assert whole["paths"] == {"/x": {"get": {"responses": {"200": {"description": "on"}}}, "put": {}}}
    assert whole["components"]["schemas"] == {"A": {"enum": ["no", "2026-01-01", True]}, "B": {}}
    assert whole["tags"] == [{"name": "a"}, {"name": "b"}]


def test_a_spec_without_its_main_part_is_refused() -> None:
    with pytest.raises(Problem, match="no openapi.yaml"):
        bundle_parts({"a.yaml": "{}"})


def thing(document: Document) -> Document:
    found: Document = document["components"]["schemas"]["Thing"]["properties"]
    return found


def get(document: Document) -> Document:
    found: Document = document["paths"]["/v1/things/{thing_id}"]["get"]
    return found


def _set(where: Callable[[Document], Document], key: str, value: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        where(document)[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_set(thing, "owner", {"$ref": "#/components/schemas/Nobody"}), "properties/owner → #/components/schemas/Nobody"),
        (_set(thing, "owner", {"$ref": "other.yaml#/Owner"}), "properties/owner → other.yaml#/Owner"),
        (_set(get, "operationId", "add_thing"), "'add_thing' for 'post' in '/v1/things' is not unique"),
        (lambda document: get(document).pop("operationId"), "has no operationId"),
        (_set(get, "tags", ["things", "more"]), "needs exactly one tag"),
        (_set(get, "tags", ["other"]), "has the tag other, which openapi.yaml does not list"),
        (_set(thing, "owner", {"type": "objekt"}), "the spec is no valid OpenAPI 3.1"),
    ],
)
def test_an_invalid_spec_is_refused(change: Callable[[Document], None], reason: str, document: Document) -> None:
    change(document)
    with pytest.raises(Problem, match=reason):
        validate(document)


JSON = "application/json"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_set(thing, "a", {"type": "string", "nullable": True}), "nullable at schemas/Thing/properties/a"),
        (_set(thing, "a", {"allOf": [{"type": "string"}]}), "allOf at"),
        (_set(thing, "a", {"anyOf": [{"type": "string"}], "type": "string"}), "anyOf beside type"),
        (_set(thing, "a", {"type": "object", "additionalProperties": False}), "additionalProperties: false"),
        (_set(thing, "a", {"type": ["string", "integer"], "enum": ["a", 1]}), "an enum of several types"),
        (_set(thing, "a", {"type": ["string", "null"], "const": "a"}), "const in a union"),
        (_set(thing, "a", True), "is no schema"),
        (_set(lambda document: document["components"]["schemas"]["Thing"], "required", ["no"]), "required no"),
        (_set(lambda document: document, "webhooks", {}), "webhooks at the top"),
        (_set(lambda document: document["components"], "callbacks", {}), "components/callbacks"),
        (_set(lambda document: document["paths"]["/v1/things"], "$ref", "#/x"), r"\$ref at /v1/things"),
        (_set(get, "servers", []), "servers at get"),
        (_set(get, "parameters", [{"name": "a", "in": "query", "content": {}}]), "content at"),
        (_set(get, "parameters", [{"name": "a", "in": "query", "schema": {}, "style": "form"}]), "style at"),
        (_set(get, "parameters", [{"name": "a", "in": "cookie", "schema": {}}]), "no cookie parameters"),
        (_set(get, "requestBody", {"content": {"text/plain": {"schema": {}}}}), "one body of"),
        (_set(get, "requestBody", {"content": {JSON: {}}}), "has no schema"),
        (_set(get, "responses", {"default": {"description": ""}}), "name each status"),
        (_set(get, "responses", {"4XX": {"description": ""}}), "name each status"),
        (_set(get, "responses", {"400": {"description": ""}}), "does not refer to a response"),
        (_set(get, "responses", {"200": {"content": {JSON: {"schema": {}}, "a/b": {}}}}), "JSON and a/b"),
    ],
)
def test_what_the_generator_would_ignore_is_refused(
    change: Callable[[Document], None], reason: str, document: Document
) -> None:
    change(document)
    with pytest.raises(Problem, match=reason):
        lower(document)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_set(thing, "to_dict", {"type": "string"}), "a field named to_dict would break the class"),
        (_set(thing, "additional_properties", {"type": "string"}), "would break the class"),
        (_set(thing, "textInput", {"type": "string"}), "two fields are called text_input"),
        (_set(thing, "a", {"type": "string", "format": "binary"}), "no multipart body uses it"),
        (
            _set(thing, "a", {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Owner", "Error")]}),
            "no union of two objects",
        ),
        (_set(lambda document: document["components"]["schemas"], "bad_name", {"properties": {"a": {}}}), "bad_name.a"),
        (lambda document: get(document)["parameters"].append({"name": "deep", "in": "header", "schema": {}}), "in header"),
        (
            lambda document: get(document)["parameters"].append(
                {"name": "o", "in": "query", "schema": {"$ref": "#/components/schemas/Owner"}}
            ),
            "the query parameter o is no scalar",
        ),
        (
            lambda document: document["paths"]["/v1/things/{thing_id}"].pop("parameters"),
            "Path parameters do not match",
        ),
    ],
)
def test_what_would_come_out_wrong_is_refused(
    change: Callable[[Document], None], reason: str, document: Document, tmp_path: Path
) -> None:
    change(document)
    with pytest.raises(Problem, match=reason):
        generate(document, tmp_path / "out")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda union: union["oneOf"].pop(), "GoneEvent is in one of oneOf and mapping only"),
        (lambda union: union["discriminator"].pop("mapping"), "needs oneOf and a discriminator with a mapping"),
        (
            lambda union: union["discriminator"]["mapping"].update({"here": "#/components/schemas/BornEvent"}),
            "BornEvent needs a required event with const: here",
        ),
    ],
)
def test_events_must_fit_their_mapping(change: Callable[[Document], None], reason: str, document: Document) -> None:
    change(document["components"]["schemas"]["Happening"])
    with pytest.raises(Problem, match=reason):
        event_names(document)


def test_a_spec_without_events_has_none(document: Document) -> None:
    del document["components"]["schemas"]["Happening"]
    assert event_names(document) == []


def test_examples_take_their_places(document: Document) -> None:
    """A stream has one event, the JSON beside it the whole answer;
    a shared parameter keeps its first value.
    """
    add_examples(
        document,
        {
            "get_thing": {"request": {"path": {"thing_id": "t1"}, "query": {"deep": True}}, "response": {"id": "t1"}},
            "add_thing": {"request": {"body": {"user": "u"}}, "response": {"id": "t2"}, "event": {"event": "born"}},
            "Failed": {"response": {"code": "not_found"}},
        },
    )
    add_examples(document, {"get_thing": {"request": {"path": {"thing_id": "t3"}}}})
    path, add = document["paths"]["/v1/things/{thing_id}"], document["paths"]["/v1/things"]["post"]
    assert path["parameters"][0]["example"] == "t1"
    assert path["get"]["parameters"][0]["example"] is True
    assert add["requestBody"]["content"]["multipart/form-data"]["example"] == {"user": "u"}
    content = add["responses"]["201"]["content"]
    assert (content[JSON]["example"], content["text/event-stream"]["example"]) == ({"id": "t2"}, {"event": "born"})
    assert document["components"]["responses"]["Failed"]["content"][JSON]["example"] == {"code": "not_found"}
    validate(document)
    lower(document)


@pytest.mark.parametrize(
    ("examples", "reason"),
    [
        ({"get_nothing": {"response": 1}}, "get_nothing is no operation and no response"),
        ({"get_thing": {"answer": 1}}, "get_thing: answer"),
        ({"get_thing": {"request": {"query": {"size": 1}}}}, "get_thing: size in query"),
        ({"get_thing": {"request": {"body": 1}}}, "get_thing: body"),
        ({"get_thing": {"event": 1}}, "get_thing: event"),
        ({"get_thing": {"request": {"cookies": 1}}}, "get_thing: cookies"),
    ],
)
def test_an_example_without_a_place_is_refused(examples: Document, reason: str, document: Document) -> None:
    with pytest.raises(Problem, match=reason):
        add_examples(document, examples)
