"""The rules of the spec's style, as ``spec/README.md`` states them.

A rule is a generator that yields one line for each breach of it, the place first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

Node = dict[str, Any]
Rule = Callable[[Node], Iterator[str]]
RULES: dict[str, Rule] = {}

METHODS = ("get", "put", "post", "delete", "patch")
SCALARS = {"string", "integer", "number", "boolean", "null"}
SCHEMA_WORDS = {
    "$ref", "additionalProperties", "const", "contentMediaType", "contentSchema", "description",
    "discriminator", "enum", "format", "items", "oneOf", "properties", "required", "type",
}  # fmt: skip
NOTES = {"x-since", "x-until", "x-note", "x-secret", "x-instead", "x-releases"}


def rule(function: Rule) -> Rule:
    RULES[function.__name__] = function
    return function


# Ways through a document


def schemas(document: Node) -> Node:
    found: Node = document.get("components", {}).get("schemas", {})
    return found


def operations(document: Node) -> Iterator[tuple[str, Node]]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def parameters(document: Node) -> Iterator[tuple[str, Node]]:
    for name, parameter in document.get("components", {}).get("parameters", {}).items():
        yield f"parameters/{name}", parameter
    for place, operation in operations(document):
        for parameter in operation.get("parameters", []):
            if "$ref" not in parameter:
                yield f"{place} {parameter['name']}", parameter


def walk(node: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every node but the examples, which follow no rule of style."""
    yield place, node
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "example":
                continue
            yield from walk(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, f"{place}/{index}")


def within(schema: Any, place: str) -> Iterator[tuple[str, Node]]:
    """A schema and every schema in it.
    Names of properties are never taken for words of the schema language.
    """
    if not isinstance(schema, dict):
        return
    yield place, schema
    for name, value in schema.get("properties", {}).items():
        yield from within(value, f"{place}.{name}")
    yield from within(schema.get("items"), f"{place}[]")
    yield from within(schema.get("additionalProperties"), f"{place}.*")
    for index, value in enumerate(schema.get("oneOf", [])):
        yield from within(value, f"{place}|{index}")


def every_schema(document: Node) -> Iterator[tuple[str, Node]]:
    for name, schema in schemas(document).items():
        yield from within(schema, name)
    for place, parameter in parameters(document):
        yield from within(parameter.get("schema"), place)
    for place, operation in operations(document):
        contents = [("body", operation.get("requestBody", {})), *operation.get("responses", {}).items()]
        for part, holder in contents:
            for kind, content in holder.get("content", {}).items():
                yield from within(content.get("schema"), f"{place} {part} {kind}")


def named(ref: str) -> str:
    return ref.rsplit("/", 1)[-1]


def refs(node: Any) -> set[str]:
    found = {
        value["$ref"]
        for _, value in walk(node, "")
        if isinstance(value, dict) and isinstance(value.get("$ref"), str)
    }
    for _, value in walk(node, ""):
        if isinstance(value, dict) and isinstance(value.get("discriminator"), dict):
            found.update(value["discriminator"].get("mapping", {}).values())
    return found


def reached(document: Node, roots: Any) -> set[str]:
    """The names of all schemas that the roots lead to."""
    todo, seen = refs(roots), set[str]()
    while todo:
        ref = todo.pop()
        if ref not in seen:
            seen.add(ref)
            todo |= refs(resolve(document, ref))
    return {named(ref) for ref in seen if ref.startswith("#/components/schemas/")}


def resolve(document: Node, ref: str) -> Any:
    node: Any = document
    for step in ref.removeprefix("#/").split("/"):
        node = node.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(node, dict) else None
    return node


def answers(document: Node) -> Node:
    """The schemas that a successful answer can hold."""
    roots = [
        response for _, operation in operations(document) for response in operation["responses"].values()
    ]
    names = reached(document, roots)
    return {name: schema for name, schema in schemas(document).items() if name in names}


def types(schema: Node) -> set[str]:
    found = schema.get("type", [])
    return {found} if isinstance(found, str) else set(found)


def kinds(document: Node, schema: Node) -> set[str]:
    """The JSON types that a schema lets through, references followed; none means any."""
    if "$ref" in schema:
        return kinds(document, resolve(document, schema["$ref"]) or {})
    return types(schema).union(*(kinds(document, choice) for choice in schema.get("oneOf", [])))


# The rules


@rule
def described(document: Node) -> Iterator[str]:
    """Every operation, parameter, answer, schema and property says what it is."""
    for place, operation in operations(document):
        yield from (
            f"{place} has no {word}" for word in ("summary", "description") if not operation.get(word)
        )
        for part, holder in [("body", operation.get("requestBody")), *operation.get("responses", {}).items()]:
            if holder and "$ref" not in holder and not holder.get("description"):
                yield f"{place} {part} has no description"
    for place, parameter in parameters(document):
        if not parameter.get("description"):
            yield f"{place} has no description"
    for name, schema in schemas(document).items():
        if not schema.get("description"):
            yield f"{name} has no description"
        for key, value in schema.get("properties", {}).items():
            if not value.get("description"):
                yield f"{name}.{key} has no description"


@rule
def words_a_docstring_can_hold(document: Node) -> Iterator[str]:
    """Descriptions become docstrings: sentences, without backslashes and triple quotes."""
    for place, node in walk(document, ""):
        if place.endswith(("/description", "/summary", "/x-note")) and isinstance(node, str):
            if "\\" in node or '"""' in node:
                yield f"{place} has a backslash or three quotes"
            elif node != node.strip() or not node.endswith((".", "?")):
                yield f"{place} does not end like a sentence"


@rule
def required_is_short_in_answers(document: Node) -> Iterator[str]:
    """An answer requires ids and what it exists for (a list, a text, a key), nothing else."""
    for name, schema in answers(document).items():
        for key in schema.get("required", []):
            if not re.fullmatch(
                r"(\w+_)?id|data|accounts|workspaces|records|document|batch|url|text|token|event", key
            ):
                yield f"{name}.{key} is required: a server that leaves it out would make the call fail"


@rule
def optional_objects_are_nullable_in_answers(document: Node) -> Iterator[str]:
    """An optional property of an answer that is an object may be null."""
    for name, schema in answers(document).items():
        for key, value in schema.get("properties", {}).items():
            kind = kinds(document, value)
            if "object" in kind and "null" not in kind and key not in schema.get("required", []):
                yield f"{name}.{key} may not be null"


@rule
def no_formats_but_binary(document: Node) -> Iterator[str]:
    """Dates and UUIDs are plain strings; only the bytes of a file have a format."""
    for place, schema in every_schema(document):
        if "format" in schema and (schema["format"] != "binary" or types(schema) != {"string"}):
            yield f"{place} has format {schema['format']}: say it in the description"


@rule
def nothing_inline(document: Node) -> Iterator[str]:
    """Every object with properties and every enum is a named component."""
    components = {id(schema) for schema in schemas(document).values()}
    for place, schema in every_schema(document):
        if id(schema) in components:
            continue
        if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
            yield f"{place} is an object without a name"
        if "enum" in schema:
            yield f"{place} is an enum without a name"


@rule
def no_defaults(document: Node) -> Iterator[str]:
    """No default: the server has them, and a client would freeze them in."""
    for place, schema in every_schema(document):
        if "default" in schema:
            yield f"{place} has a default, which a client would always send: say it in the description"


@rule
def unions_have_one_model_at_most(document: Node) -> Iterator[str]:
    """A union is made of scalars, or of one model or list and scalars; StreamEvent is the exception."""
    for place, schema in every_schema(document):
        if place != "StreamEvent" and "oneOf" in schema:
            choices = [kinds(document, choice) for choice in schema["oneOf"]]
            if sum(1 for choice in choices if not choice or choice - SCALARS) > 1:
                yield f"{place} can be two things that are no scalars"
        if {"object", "array"} & types(schema) and len(types(schema) - {"null"}) > 1:
            yield f"{place} mixes an object or array with something else"


@rule
def no_names_that_break_a_class(document: Node) -> Iterator[str]:
    """No property is called like a method or field that every model has."""
    for place, schema in every_schema(document):
        for name in {"to_dict", "from_dict", "additional_properties"} & set(schema.get("properties", {})):
            yield f"{place}.{name} is the name of something every model has"


@rule
def objects_are_open(document: Node) -> Iterator[str]:
    """Every object takes fields that are not named here; a map says what its values are."""
    for place, schema in every_schema(document):
        if "object" in types(schema):
            more = schema.get("additionalProperties")
            if more is not True and ("properties" in schema or not isinstance(more, dict)):
                yield f"{place} does not say additionalProperties: true"


@rule
def prices_are_strings_or_numbers(document: Node) -> Iterator[str]:
    """A price comes as a string or as a number."""
    for place, schema in every_schema(document):
        for key, value in schema.get("properties", {}).items():
            if re.search(r"_price(_unit)?$", key) and not {"string", "number"} <= types(value):
                yield f"{place}.{key} is not both string and number"


@rule
def enums_are_lists_of_strings(document: Node) -> Iterator[str]:
    """Enums hold strings, and null stands beside the reference to one."""
    for place, schema in every_schema(document):
        if "enum" in schema and (
            types(schema) != {"string"} or not all(isinstance(value, str) for value in schema["enum"])
        ):
            yield f"{place} is an enum of something else than strings (null belongs beside the reference)"


@rule
def only_words_the_generator_knows(document: Node) -> Iterator[str]:
    """Schemas use only the words of JSON Schema that the generator reads."""
    for place, schema in every_schema(document):
        for word in sorted(schema.keys() - SCHEMA_WORDS - NOTES):
            yield f"{place} says {word}"


@rule
def notes_name_releases(document: Node) -> Iterator[str]:
    """Releases differ by x-since, x-until and x-note alone; x-secret: true keeps a field from reprs."""
    for place, node in walk(document, ""):
        if isinstance(node, dict) and not place.endswith("/properties"):
            for key in [key for key in node if isinstance(key, str) and key.startswith("x-")]:
                if key in ("x-client", "x-java"):  # scripts/regenerate reads them
                    continue
                if key not in NOTES:
                    yield f"{place} has {key}, which nobody reads"
                elif key == "x-secret" and node[key] is not True:
                    yield f"{place} {key} is true or not there"
                elif key in ("x-since", "x-until") and not re.fullmatch(r"\d+\.\d+(\.\d+)?", str(node[key])):
                    yield f"{place} {key} is no release"


@rule
def failures_are_errors(document: Node) -> Iterator[str]:
    """Each documented failure refers to a shared response that is an Error;
    401, 403 and 500 are everywhere.
    """
    for place, operation in operations(document):
        for status, response in operation.get("responses", {}).items():
            if status >= "4":
                target = resolve(document, response.get("$ref", ""))
                if not response.get("$ref", "").startswith("#/components/responses/") or not target:
                    yield f"{place} {status} does not refer to components/responses"
                elif named(target["content"]["application/json"]["schema"].get("$ref", "")) != "Error":
                    yield f"{place} {status} is no Error"
        yield from (
            f"{place} does not say {status}"
            for status in ("401", "403", "500")
            if status not in operation["responses"]
        )


@rule
def one_success_each(document: Node) -> Iterator[str]:
    """Every operation has one way to succeed: where it has several 2xx they give the same."""
    for place, operation in operations(document):
        found = [
            {kind: media["schema"] for kind, media in response.get("content", {}).items()}
            for status, response in operation["responses"].items()
            if status.startswith("2")
        ]
        if not found or any(one != found[0] for one in found):
            yield f"{place} has not exactly one way to succeed"


@rule
def operations_have_names(document: Node) -> Iterator[str]:
    """Each operation has one tag and an id of its own; tags without operations are not declared."""
    found: dict[str, set[str]] = {}
    for place, operation in operations(document):
        if len(operation.get("tags", [])) != 1:
            yield f"{place} has not exactly one tag"
            continue
        names = found.setdefault(operation["tags"][0], set())
        if operation["operationId"] in names:
            yield f"{place} has the operationId {operation['operationId']} again"
        names.add(operation["operationId"])
    declared = [tag["name"] for tag in document.get("tags", [])]
    if sorted(declared) != sorted(found):
        yield f"tags declares {declared}"


@rule
def paths_are_whole(document: Node) -> Iterator[str]:
    """Paths start with /v1 or /console/api, servers have none,
    and each name in a path is a required parameter.
    """
    for place, operation in operations(document):
        path = place.split(" ", 1)[1]
        if not path.startswith(("/v1/", "/console/api/")):
            yield f"{place} does not start with /v1/ or /console/api/"
        given = [
            resolve(document, item["$ref"]) if "$ref" in item else item
            for item in operation.get("parameters", [])
        ]
        known = {
            item["name"] for item in given if item and item["in"] == "path" and item.get("required") is True
        }
        for name in sorted(known ^ set(re.findall(r"\{(\w+)\}", path))):
            yield f"{place} {name} is only in the path or only among the required parameters"
    for server in document.get("servers", []):
        if re.sub(r"^https://", "", server["url"]).count("/"):
            yield f"servers {server['url']} has a path"


@rule
def the_path_says_who_may_call(document: Node) -> Iterator[str]:
    """The Service API takes the key of an app, the console a sign-in, and signing in takes nothing."""
    if document.get("security") != [{"bearer": []}]:
        yield "security is not the bearer key"
    for place, operation in operations(document):
        console = "/console/api/" in place
        open_to_all = operation.get("tags") == ["console_auth"]
        wanted: list[Node] | None = ([] if open_to_all else [{"console": []}]) if console else None
        if operation.get("security") != wanted:
            yield f"{place} has security {operation.get('security')}, not {wanted}"


@rule
def events_are_told_apart_by_their_names(document: Node) -> Iterator[str]:
    """An event is named after its wire name, which is all it requires; so is its data."""
    union = schemas(document).get("StreamEvent", {})
    mapping = union.get("discriminator", {}).get("mapping", {})
    if [choice["$ref"] for choice in union.get("oneOf", [])] != list(mapping.values()):
        yield "StreamEvent names other schemas in oneOf than in its mapping"
    if "ping" in mapping:
        yield "StreamEvent.ping is no event"
    for name, ref in mapping.items():
        camel = "".join(word.capitalize() for word in name.split("_"))
        schema = resolve(document, ref) or {}
        properties = schema.get("properties", {})
        if named(ref) != f"{camel}Event":
            yield f"{named(ref)} is the event {name}"
        if properties.get("event", {}).get("const") != name or schema.get("required") != ["event"]:
            yield f"{named(ref)}.event is not the constant {name}, and all that is required"
        for choice in properties.get("data", {}).get("oneOf", []):
            if "$ref" in choice and named(choice["$ref"]) not in {f"{camel}Data", "HumanInputForm"}:
                yield f"{named(ref)}.data is not {camel}Data"


@rule
def references_lead_somewhere(document: Node) -> Iterator[str]:
    """Every reference and every target of a discriminator is there."""
    for ref in sorted(refs(document)):
        if not ref.startswith("#/") or resolve(document, ref) is None:
            yield f"{ref} leads nowhere"


@rule
def nothing_is_unused(document: Node) -> Iterator[str]:
    """Every schema, parameter and response is used by an operation."""
    seen, todo = set[str](), refs(document.get("paths", {}))
    while todo:
        ref = todo.pop()
        seen.add(ref)
        todo |= refs(resolve(document, ref)) - seen
    for kind in ("schemas", "parameters", "responses"):
        for name in document.get("components", {}).get(kind, {}):
            if f"#/components/{kind}/{name}" not in seen:
                yield f"components/{kind}/{name} is used by no operation"


@rule
def the_validator_accepts_it(document: Node) -> Iterator[str]:
    """The bundled document is valid OpenAPI 3.1."""
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
