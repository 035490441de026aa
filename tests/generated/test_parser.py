"""What we expect of the inside of openapi-python-client. After a new release, a break shows here first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.codegen import parser
from scripts.codegen.problems import Problem

from .conftest import PROJECT

OWNER = {"$ref": "#/components/schemas/Owner"}
KINDS: dict[str, tuple[dict[str, Any], type]] = {
    "text": ({"type": "string"}, parser.StringProperty),
    "count": ({"type": "integer"}, parser.IntProperty),
    "share": ({"type": "number"}, parser.FloatProperty),
    "done": ({"type": "boolean"}, parser.BooleanProperty),
    "nothing": ({"type": "null"}, parser.NoneProperty),
    "anything": ({}, parser.AnyProperty),
    "kind": ({"type": "string", "const": "a"}, parser.ConstProperty),
    "file": ({"type": "string", "format": "binary"}, parser.FileProperty),
    "list": ({"type": "array", "items": {"type": "string"}}, parser.ListProperty),
    "either": ({"oneOf": [OWNER, {"type": "null"}]}, parser.UnionProperty),
    "level": ({"$ref": "#/components/schemas/Level"}, parser.LiteralEnumProperty),
    "owner": (OWNER, parser.ModelProperty),
}


def document() -> dict[str, Any]:
    """One of everything that we read from the parsed document."""
    properties = {name: schema for name, (schema, _) in KINDS.items()}
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    binary = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    parameters = [{"name": "thing-id", "in": "path", "required": True, "schema": {"type": "string"}}]
    operation = {
        "operationId": "send_thing",
        "tags": ["things"],
        "parameters": [*parameters, {"name": "user", "in": "query", "schema": {"type": "string"}}],
        "requestBody": {"required": True, "content": answer},
        "responses": {
            "200": {"description": "", "content": answer},
            "201": {"description": "", "content": binary},
            "204": {"description": ""},
        },
    }
    upload = {
        "operationId": "upload_thing",
        "tags": ["things"],
        "requestBody": {"content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Upload"}}}},
        "responses": {"204": {"description": ""}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things/{thing-id}": {"post": operation}, "/things": {"post": upload}},
        "components": {
            "schemas": {
                "Thing": {"type": "object", "required": ["text"], "properties": properties},
                "Owner": {"type": "object", "properties": {"ownerName": {"type": "string"}}},
                "Map": {"type": "object", "additionalProperties": {"type": "integer"}},
                "Level": {"type": "string", "enum": ["low", "high"]},
                "Upload": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}},
            }
        },
    }


@pytest.fixture
def parsed(tmp_path: Path) -> parser.Parsed:
    return parser.Parsed(document(), tmp_path)


def test_nothing_else_imports_the_generator() -> None:
    for path in (PROJECT / "scripts").rglob("*.py"):
        assert path.name == "parser.py" or "openapi_python_client" not in path.read_text("utf-8"), path


def test_each_kind_of_schema_is_a_class_of_its_own(parsed: parser.Parsed) -> None:
    found = {parser.wire_name(prop): prop for prop in parser.properties(parsed.models["Thing"])}
    assert {name: type(prop) for name, prop in found.items()} == {name: kind for name, (_, kind) in KINDS.items()}
    assert [name for name, prop in found.items() if prop.required] == ["text"]
    assert type(found["list"].inner_property) is parser.StringProperty
    assert [type(one) for one in found["either"].inner_properties] == [parser.ModelProperty, parser.NoneProperty]
    assert found["kind"].value.python_code.as_unembedded_code() == "'a'"
    assert (found["level"].class_info.name, found["level"].class_info.module_name) == ("Level", "level")
    assert [parser.wire_name(prop) for prop in parser.properties(parsed.models["Owner"])] == ["ownerName"]


def test_objects_and_enums_keep_their_names(parsed: parser.Parsed) -> None:
    assert parsed.models.keys() == {"Thing", "Owner", "Map", "Upload"}
    assert type(parsed.models["Map"].additional_properties) is parser.IntProperty
    assert [model for model in parsed.models if parsed.models[model].is_multipart_body] == ["Upload"]
    assert [(enum.class_info.name, sorted(enum.values), enum.value_type) for enum in parsed.enums] == [
        ("Level", ["high", "low"], str)
    ]


def test_operations_keep_their_parts(parsed: parser.Parsed) -> None:
    endpoints = {str(endpoint.name): endpoint for tag, endpoint in parsed.endpoints if tag == "things"}
    assert endpoints.keys() == {"send_thing", "upload_thing"}
    send, upload = endpoints["send_thing"], endpoints["upload_thing"]
    assert (send.method, send.path.get_untrusted_value()) == ("post", "/things/{thing_id}")
    parameters = [(str(place), parser.wire_name(prop)) for place, prop in send.iter_all_parameters()]
    assert parameters == [("path", "thing-id"), ("query", "user")]
    assert [(str(body.body_type), body.prop.required) for body in send.bodies] == [("json", True)]
    assert [(str(body.body_type), body.prop.required) for body in upload.bodies] == [("files", False)]
    responses = {parser.response_status(one): one.source["attribute"] for one in send.responses.patterns}
    assert responses == {200: "response.json()", 201: "response.content", 204: "None"}


def test_what_the_generator_cannot_read_is_a_problem(tmp_path: Path) -> None:
    broken = document()
    broken["components"]["schemas"]["Broken"] = {"type": "object", "properties": {"a": {"$ref": "#/nowhere"}}}
    with pytest.raises(Problem, match="components/schemas/Broken"):
        parser.Parsed(broken, tmp_path)
    with pytest.raises(Problem, match="the generator"):
        parser.Parsed({"openapi": "3.1.0"}, tmp_path)
