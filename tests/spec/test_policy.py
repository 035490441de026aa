"""The style of the spec holds, and each rule of it can fail.

Every rule is tested twice: it finds nothing in the spec, and it finds the breach in a small document that has
one, so that no rule passes because it looks at nothing.
"""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Node = dict[str, Any]


def _rules() -> ModuleType:
    """The module next to this one; test folders are no packages here."""
    found = importlib.util.spec_from_file_location("_rules_of_the_spec", Path(__file__).with_name("rules.py"))
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


rules = _rules()
GONE: Any = object()
ITEM = "/components/schemas/Item"
EVENT = "/components/schemas/ItemMadeEvent"
GET = "/paths/~1v1~1items~1{item_id}/get"

# A document that keeps every rule (but has none of the real operations), to be broken in one place at a time.
GOOD: Node = {
    "openapi": "3.1.0",
    "info": {"title": "Items", "version": "1"},
    "servers": [{"url": "https://example.com"}],
    "security": [{"bearer": []}],
    "tags": [{"name": "items"}],
    "paths": {
        "/v1/items/{item_id}": {
            "get": {
                "operationId": "get_item",
                "tags": ["items"],
                "summary": "Get an item.",
                "description": "Gives one item.",
                "parameters": [{"$ref": "#/components/parameters/ItemId"}],
                "responses": {
                    "200": {
                        "description": "The item.",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Item"}},
                            "text/event-stream": {"schema": {"$ref": "#/components/schemas/StreamEvent"}},
                        },
                    },
                    **{status: {"$ref": "#/components/responses/Failed"} for status in ("401", "403", "500")},
                },
            }
        }
    },
    "components": {
        "parameters": {
            "ItemId": {
                "name": "item_id",
                "in": "path",
                "required": True,
                "description": "The item.",
                "schema": {"type": "string"},
            }
        },
        "responses": {
            "Failed": {
                "description": "It failed.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            }
        },
        "schemas": {
            "Error": {"type": "object", "description": "An error.", "additionalProperties": True},
            "Colour": {"type": "string", "description": "A colour.", "enum": ["red", "green"]},
            "Part": {"type": "object", "description": "A part.", "additionalProperties": True},
            "Item": {
                "type": "object",
                "description": "An item.",
                "additionalProperties": True,
                "required": ["id"],
                "properties": {
                    "id": {"type": "string", "description": "Its id."},
                    "colour": {"description": "Its colour.", "$ref": "#/components/schemas/Colour"},
                    "part": {
                        "description": "Its part.",
                        "oneOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}],
                    },
                    "total_price": {
                        "type": ["string", "number"],
                        "description": "Its price.",
                        "x-since": "1.13.2",
                    },
                },
            },
            "ItemMadeData": {"type": "object", "description": "What was made.", "additionalProperties": True},
            "ItemMadeEvent": {
                "type": "object",
                "description": "An item was made.",
                "additionalProperties": True,
                "required": ["event"],
                "properties": {
                    "event": {"type": "string", "const": "item_made", "description": "The name."},
                    "data": {
                        "description": "What was made.",
                        "oneOf": [{"$ref": "#/components/schemas/ItemMadeData"}, {"type": "null"}],
                    },
                },
            },
            "StreamEvent": {
                "description": "An event.",
                "oneOf": [{"$ref": "#/components/schemas/ItemMadeEvent"}],
                "discriminator": {
                    "propertyName": "event",
                    "mapping": {"item_made": "#/components/schemas/ItemMadeEvent"},
                },
            },
        },
    },
}

# rule, where the good document is changed, what stands there then, what the rule says of it
BREACHES: list[tuple[str, str, Any, str]] = [
    ("described", f"{GET}/description", GONE, "GET /v1/items/{item_id} has no description"),
    ("described", f"{GET}/summary", "", "GET /v1/items/{item_id} has no summary"),
    ("described", f"{GET}/requestBody", {"content": {}}, "GET /v1/items/{item_id} body has no description"),
    ("described", f"{GET}/responses/200/description", "", "GET /v1/items/{item_id} 200 has no description"),
    ("described", "/components/parameters/ItemId/description", GONE, "parameters/ItemId has no description"),
    ("described", f"{ITEM}/description", GONE, "Item has no description"),
    ("described", f"{ITEM}/properties/id/description", "", "Item.id has no description"),
    (
        "words_a_docstring_can_hold",
        f"{ITEM}/description",
        "A \\d item.",
        f"{ITEM}/description has a backslash",
    ),
    ("words_a_docstring_can_hold", f"{ITEM}/description", "An item", "does not end like a sentence"),
    ("required_is_short_in_answers", f"{ITEM}/required", ["colour"], "Item.colour is required"),
    (
        "optional_objects_are_nullable_in_answers",
        f"{ITEM}/properties/part",
        {"$ref": "#/components/schemas/Part"},
        "Item.part may",
    ),
    ("no_formats_but_binary", f"{ITEM}/properties/id/format", "uuid", "Item.id has format uuid"),
    (
        "no_formats_but_binary",
        "/components/parameters/ItemId/schema/format",
        "date",
        "parameters/ItemId has format date",
    ),
    (
        "nothing_inline",
        f"{ITEM}/properties/part",
        {"type": "object", "properties": {}},
        "Item.part is an object without a name",
    ),
    (
        "nothing_inline",
        f"{ITEM}/properties/colour",
        {"type": "string", "enum": ["red"]},
        "Item.colour is an enum without a name",
    ),
    ("no_defaults", f"{ITEM}/properties/id/default", "x", "Item.id has a default"),
    ("no_defaults", "/components/parameters/ItemId/schema/default", "x", "parameters/ItemId has a default"),
    (
        "unions_have_one_model_at_most",
        f"{ITEM}/properties/part/oneOf",
        [{"$ref": "#/components/schemas/Part"}, {"$ref": "#/components/schemas/Item"}],
        "Item.part can be two things",
    ),
    ("unions_have_one_model_at_most", f"{ITEM}/properties/id/type", ["object", "string"], "Item.id mixes"),
    ("no_names_that_break_a_class", f"{ITEM}/properties/to_dict", {"type": "string"}, "Item.to_dict"),
    ("objects_are_open", f"{ITEM}/additionalProperties", GONE, "Item does not say"),
    ("objects_are_open", f"{ITEM}/additionalProperties", {"type": "string"}, "Item does not say"),
    ("prices_are_strings_or_numbers", f"{ITEM}/properties/total_price/type", "number", "Item.total_price"),
    (
        "enums_are_lists_of_strings",
        "/components/schemas/Colour/enum",
        ["red", None],
        "Colour is an enum of something else",
    ),
    (
        "enums_are_lists_of_strings",
        "/components/schemas/Colour/type",
        ["string", "null"],
        "Colour is an enum of something else",
    ),
    ("only_words_the_generator_knows", f"{ITEM}/properties/id/nullable", True, "Item.id says nullable"),
    ("only_words_the_generator_knows", f"{ITEM}/allOf", [], "Item says allOf"),
    ("notes_name_releases", f"{ITEM}/x-seen", "1.2", "x-seen, which nobody reads"),
    ("notes_name_releases", f"{ITEM}/properties/total_price/x-since", "later", "x-since is no release"),
    (
        "failures_are_errors",
        f"{GET}/responses/401",
        {"description": "No key."},
        "401 does not refer to components/responses",
    ),
    ("failures_are_errors", f"{GET}/responses/500", GONE, "does not say 500"),
    (
        "failures_are_errors",
        "/components/responses/Failed/content/application~1json/schema",
        {"type": "string"},
        "401 is no Error",
    ),
    (
        "one_success_each",
        f"{GET}/responses/204",
        {"description": "Gone."},
        "GET /v1/items/{item_id} has not exactly one way to succeed",
    ),
    (
        "one_success_each",
        f"{GET}/responses/200",
        GONE,
        "GET /v1/items/{item_id} has not exactly one way to succeed",
    ),
    ("operations_have_names", f"{GET}/tags", [], "GET /v1/items/{item_id} has not exactly one tag"),
    ("operations_have_names", "/tags", [], "tags declares []"),
    ("paths_are_whole", "/paths/~1items", {"get": {"responses": {}}}, "GET /items does not start with /v1/"),
    ("paths_are_whole", f"{GET}/parameters", [], "item_id is only in the path"),
    ("the_path_says_who_may_call", f"{GET}/security", [], "has security [], not None"),
    ("the_path_says_who_may_call", "/security", GONE, "security is not the bearer key"),
    (
        "the_path_says_who_may_call",
        "/paths/~1console~1api~1items",
        {"get": {"tags": ["items"], "responses": {}}},
        "GET /console/api/items has security None",
    ),
    (
        "paths_are_whole",
        "/servers/0/url",
        "https://example.com/v1",
        "servers https://example.com/v1 has a path",
    ),
    (
        "events_are_told_apart_by_their_names",
        f"{EVENT}/properties/event/const",
        "made",
        "ItemMadeEvent.event is not the constant",
    ),
    (
        "events_are_told_apart_by_their_names",
        f"{EVENT}/required",
        ["event", "data"],
        "ItemMadeEvent.event is not the constant",
    ),
    (
        "events_are_told_apart_by_their_names",
        f"{EVENT}/properties/data/oneOf/0/$ref",
        "#/components/schemas/Part",
        "data is not",
    ),
    (
        "events_are_told_apart_by_their_names",
        "/components/schemas/StreamEvent/oneOf",
        [],
        "StreamEvent names other schemas",
    ),
    (
        "events_are_told_apart_by_their_names",
        "/components/schemas/StreamEvent/discriminator/mapping/ping",
        "#/components/schemas/Part",
        "StreamEvent.ping is no event",
    ),
    (
        "references_lead_somewhere",
        f"{ITEM}/properties/colour/$ref",
        "#/components/schemas/None",
        "None leads nowhere",
    ),
    (
        "references_lead_somewhere",
        "/components/schemas/StreamEvent/discriminator/mapping/item_made",
        "#/components/schemas/None",
        "None leads nowhere",
    ),
    (
        "nothing_is_unused",
        "/components/schemas/Spare",
        {"type": "object"},
        "components/schemas/Spare is used by no operation",
    ),
    ("nothing_is_unused", f"{GET}/parameters", [], "components/parameters/ItemId is used by no operation"),
    ("the_validator_accepts_it", "/info/title", GONE, "title"),
    ("the_validator_accepts_it", f"{ITEM}/type", "thing", "thing"),
]


def changed(place: str, value: Any) -> Node:
    document = copy.deepcopy(GOOD)
    *steps, last = [step.replace("~1", "/") for step in place.removeprefix("/").split("/")]
    node: Any = document
    for step in steps:
        node = node[int(step) if isinstance(node, list) else step]
    if value is GONE:
        del node[last]
    else:
        node[last] = value
    return document


@pytest.mark.parametrize("name", rules.RULES)
def test_the_spec_keeps_the_rule(name: str, document: Node) -> None:
    """The bundled spec breaks no rule."""
    found = list(rules.RULES[name](document))
    assert not found, f"{rules.RULES[name].__doc__}\n" + "\n".join(found)


@pytest.mark.parametrize("name", sorted(rules.RULES))
def test_the_rule_has_nothing_against_a_good_document(name: str) -> None:
    """A rule that finds a breach in the good document would find its own breach for the wrong reason."""
    assert list(rules.RULES[name](copy.deepcopy(GOOD))) == []


@pytest.mark.parametrize(
    ("name", "place", "value", "says"), BREACHES, ids=[f"{name}-{place}" for name, place, *_ in BREACHES]
)
def test_the_rule_finds_a_breach(name: str, place: str, value: Any, says: str) -> None:
    """Each rule reports a document that breaks it, and names the place."""
    found = list(rules.RULES[name](changed(place, value)))
    assert any(says in line for line in found), found


def test_every_rule_is_seen_to_fail() -> None:
    """No rule is without a document that breaks it, and none without words that say what it wants."""
    assert {name for name, *_ in BREACHES} == rules.RULES.keys()
    assert all(found.__doc__ for found in rules.RULES.values())


def test_each_part_holds_paths_and_components_only(parts: Node) -> None:
    """What all parts share stands in openapi.yaml, and nothing else does."""
    head = parts["openapi.yaml"]
    assert set(head) == {"openapi", "info", "servers", "security", "tags", "components"}
    assert set(head["components"]) == {"securitySchemes"}
    for name, part in parts.items():
        if name != "openapi.yaml":
            assert set(part) <= {"paths", "components"}, name
            assert set(part.get("components", {})) <= {"schemas", "parameters", "responses"}, name


def test_each_operation_stands_in_the_part_of_its_tag(parts: Node) -> None:
    """A part is named after the tag of the operations in it."""
    for name, part in parts.items():
        for place, operation in rules.operations(part):
            assert operation["tags"] == [name.removesuffix(".yaml")], f"{name} {place}"


def test_the_spec_names_no_place_outside_of_itself(document: Node) -> None:
    """The only address in the spec is the server's; examples name a host that nobody can have."""
    text = json.dumps({key: value for key, value in document.items() if key != "servers"})
    text = text.replace("https://dify.example.com", "")
    for word in ("http://", "https://", "../", "file:/"):
        assert word not in text, word
