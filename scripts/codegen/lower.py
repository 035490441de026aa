"""The document as the generator understands it.

The generator knows only a part of OpenAPI 3.1 and ignores the rest. Each word that it would ignore
is rewritten here into one that it reads, dropped on purpose, or refused.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from .document import METHODS, Document, operations, walk
from .problems import Problem, refuse

EVENT_STREAM = "text/event-stream"
OCTETS = "application/octet-stream"
_BODIES = {"application/json", "multipart/form-data"}

# The words that may stand in each place. Words that only inform (a limit, an example) are dropped.
# Any other word is refused: the generator would ignore it, and the client would not do what the
# spec says.
_SCHEMA = {
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "$ref",
}
_SCHEMA_INFORMS = {
    "description", "title", "example", "examples", "default", "deprecated", "externalDocs", "minimum",
    "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
    "pattern",
    "contentMediaType", "contentSchema",  # of a string that holds JSON: the methods of the client make it
}  # fmt: skip
_TOP = {"openapi", "info", "servers", "tags", "paths", "components", "security", "externalDocs"}
_COMPONENTS = {"schemas", "responses", "parameters", "securitySchemes", "requestBodies"}
_OPERATION = {"operationId", "tags", "parameters", "requestBody", "responses", "security"}
_OPERATION_INFORMS = {"summary", "description", "deprecated", "externalDocs"}
_PARAMETER = {"name", "in", "required", "schema"}
_PARAMETER_INFORMS = {"description", "deprecated", "example", "examples"}


def lower(document: Document) -> Document:
    """A copy for the generator, without descriptions: ``words.py`` reads those from the spec."""
    lowered = copy.deepcopy(document)
    refuse(_unknown_places(lowered), "the generator would ignore")
    lowered["components"] = _components(lowered)
    lowered["paths"] = {path: _path(path, item) for path, item in lowered["paths"].items()}
    refuse(_left_over(lowered), "left in the lowered document")
    return lowered


def _unknown_places(document: Document) -> Iterator[str]:
    yield from (
        f"{key} at the top of the document" for key in document if key not in _TOP and not _is_note(key)
    )
    yield from (f"components/{kind}" for kind in document.get("components", {}) if kind not in _COMPONENTS)


def _is_note(key: str) -> bool:
    return key.startswith("x-")


def _only(node: dict[str, Any], known: set[str], inform: set[str], place: str) -> dict[str, Any]:
    unknown = sorted(key for key in node if key not in known | inform and not _is_note(key))
    refuse((f"{key} at {place}" for key in unknown), "the generator would ignore")
    return {key: value for key, value in node.items() if key in known}


def _components(document: Document) -> Document:
    components = document.get("components", {})
    streams = event_unions(document)
    schemas = {name: schema for name, schema in components.get("schemas", {}).items() if name not in streams}
    kinds = {"parameters": _parameter, "responses": _response, "requestBodies": _body}
    return {
        "securitySchemes": components.get("securitySchemes", {}),
        "schemas": {name: _schema(schema, f"schemas/{name}") for name, schema in schemas.items()},
        **{
            kind: {name: lower_one(one, f"{kind}/{name}") for name, one in components.get(kind, {}).items()}
            for kind, lower_one in kinds.items()
        },
    }


def event_unions(document: Document) -> dict[str, dict[str, Any]]:
    """The unions of stream events by name; our own template needs them, not the generator."""
    schemas = document.get("components", {}).get("schemas", {})
    return {name: schema for name, schema in schemas.items() if "discriminator" in schema}


def _schema(schema: Any, place: str) -> Any:
    if not isinstance(schema, dict):
        raise Problem(f"{place} is no schema but {schema!r}")
    kept = _only(schema, _SCHEMA | {"format"}, _SCHEMA_INFORMS, place)
    if kept.get("format") != "binary":  # dates stay text; widths of numbers mean nothing
        kept.pop("format", None)
    refuse(_mixed(kept), f"the generator would ignore a part of {place}")
    if "$ref" in kept:
        return kept
    for word in ("anyOf", "oneOf"):
        if word in kept:
            kept[word] = [_schema(one, f"{place}/{word}/{index}") for index, one in enumerate(kept[word])]
    if "properties" in kept:
        kept["properties"] = {
            name: _schema(value, f"{place}/properties/{name}") for name, value in kept["properties"].items()
        }
    if "items" in kept:
        kept["items"] = _schema(kept["items"], f"{place}/items")
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = _schema(kept["additionalProperties"], f"{place}/additionalProperties")
    return _nullable_enum(kept)


def _mixed(schema: dict[str, Any]) -> Iterator[str]:
    """Combinations of words of which the generator reads only one."""
    words = set(schema)
    for alone in ("$ref", "anyOf", "oneOf"):
        if alone in words and len(words) > 1:
            yield f"{alone} beside {', '.join(sorted(words - {alone}))}"
    if "const" in words and words & {"enum", "properties", "items"}:
        yield "const beside other words"
    if isinstance(schema.get("type"), list) and "const" in words:
        yield "const in a union of types"
    if schema.get("additionalProperties") is False:
        yield "additionalProperties: false, but a newer server's fields are always kept"
    if "properties" in words and isinstance(schema.get("additionalProperties"), dict):
        yield "additionalProperties with a schema beside properties"
    for name in sorted(set(schema.get("required", [])) - set(schema.get("properties", {}))):
        yield f"required {name}, which is no property"


def _nullable_enum(schema: dict[str, Any]) -> dict[str, Any]:
    """Rewrite ``type: [string, "null"]`` with an enum: the generator reads only the enum."""
    kinds = schema.get("type")
    if "enum" not in schema or not isinstance(kinds, list):
        return schema
    others = [kind for kind in kinds if kind != "null"]
    values = [value for value in schema["enum"] if value is not None]
    if len(others) != 1:
        raise Problem(f"an enum of several types: {schema}")
    return {"anyOf": [{"type": others[0], "enum": values}, {"type": "null"}]}


def _path(path: str, item: dict[str, Any]) -> dict[str, Any]:
    # The generator ignores a $ref here and does not warn.
    kept = _only(item, {*METHODS, "parameters"}, {"summary", "description"}, path)
    if "parameters" in kept:
        kept["parameters"] = [_parameter(parameter, f"{path}/parameters") for parameter in kept["parameters"]]
    return kept | {
        method: _operation(kept[method], f"{method} {path}") for method in METHODS if method in kept
    }


def _operation(operation: dict[str, Any], place: str) -> dict[str, Any]:
    kept = _only(operation, _OPERATION, _OPERATION_INFORMS, place)
    kept["parameters"] = [_parameter(one, f"{place}/parameters") for one in kept.get("parameters", [])]
    if "requestBody" in kept:
        kept["requestBody"] = _body(kept["requestBody"], f"{place}/requestBody")
    kept["responses"] = {
        status: _response(one, f"{place}/responses/{status}") for status, one in kept["responses"].items()
    }
    return kept


def _parameter(parameter: dict[str, Any], place: str) -> dict[str, Any]:
    if "$ref" in parameter:
        return _only(parameter, {"$ref"}, set(), place)
    kept = _only(parameter, _PARAMETER, _PARAMETER_INFORMS, f"{place}/{parameter.get('name')}")
    if kept["in"] == "cookie":
        raise Problem(f"{place}/{kept['name']}: our template sends no cookie parameters")
    return kept | {"schema": _schema(kept["schema"], f"{place}/{kept['name']}")}


def _body(body: dict[str, Any], place: str) -> dict[str, Any]:
    if "$ref" in body:
        return _only(body, {"$ref"}, set(), place)
    kept = _only(body, {"content", "required"}, {"description"}, place)
    if set(kept["content"]) - _BODIES or len(kept["content"]) != 1:
        raise Problem(
            f"{place}: one body of {' or '.join(sorted(_BODIES))}, not {', '.join(kept['content'])}"
        )
    [(content_type, media)] = kept["content"].items()
    return kept | {"content": {content_type: _media(media, f"{place}/{content_type}")}}


def _media(media: dict[str, Any], place: str) -> dict[str, Any]:
    kept = _only(media, {"schema"}, {"example", "examples"}, place)
    if "schema" not in kept:
        raise Problem(f"{place} has no schema: the generator would read it as no answer at all")
    return {"schema": _schema(kept["schema"], place)}


def _response(response: dict[str, Any], place: str) -> dict[str, Any]:
    """Keep JSON, drop a stream beside it, which ``dify_ext`` reads, and make bytes of the rest."""
    if "$ref" in response:
        return _only(response, {"$ref"}, {"description"}, place)
    kept = _only(response, {"content"}, {"description", "headers"}, place) | {"description": ""}
    content = kept.pop("content", {})
    if "application/json" in content:
        others = sorted(set(content) - {"application/json", EVENT_STREAM})
        refuse(
            (f"{place}: JSON and {kind} in one answer" for kind in others),
            "the generator would see one of two",
        )
        kept["content"] = {"application/json": _media(content["application/json"], place)}
    elif content:
        kept["content"] = {OCTETS: {"schema": {"type": "string", "format": "binary"}}}
    return kept


def _left_over(document: Document) -> Iterator[str]:
    for place, node in walk(document):
        if isinstance(node, dict) and "default" in node and place[-1] not in ("properties", "responses"):
            yield f"a default at {'/'.join(place)}: it would be frozen in and always sent"
        if isinstance(node, dict) and "discriminator" in node and place[-1] != "properties":
            yield f"a discriminator at {'/'.join(place)}"
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            if not status.isdigit():
                yield f"status {status} of {method.upper()} {path}: name each status"
            elif int(status) >= 400 and response.get("$ref") is None:
                yield f"status {status} of {method.upper()} {path} does not refer to a response of components"
