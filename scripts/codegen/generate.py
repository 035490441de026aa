"""Makes the package from the document, with openapi-python-client and our own templates."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .bundle import dump
from .document import Document, operations, resolve
from .events import event_names
from .lower import lower
from .modules import model_modules
from .parser import Endpoint, ModelProperty, Parsed, properties, response_status, wire_name
from .problems import refuse
from .shapes import is_map
from .views import OperationView, circles, model_view, operation_view
from .words import Words, docstring

# Templates that the generator does not know.
_MORE_FILES = {"_answers.py": "answers.py.jinja", "events.py": "events.py.jinja"}


def generate(document: Document, into: Path) -> None:
    """Write the package for a valid document to a folder that does not exist yet."""
    lowered = lower(document)
    parsed = Parsed(lowered, into, model_modules(lowered, event_names(document)))
    refuse(_lost_schemas(lowered, parsed), "schemas that the generator lost or renamed")
    refuse(_lost_operations(lowered, parsed), "operations that the generator lost")
    models = sorted(
        (model for model in parsed.models.values() if not is_map(model)),
        key=lambda model: model.class_info.name,
    )
    modules = _modules(models, parsed.enums)
    render = parsed.render(_template_names(document, parsed, modules))
    for module, classes in modules.items():
        text = render("models_module.py.jinja", **classes)
        (into / "models" / f"{module}.py").write_text(text, encoding="utf-8")
    for tag, views in _operations(document, parsed).items():
        text = render("api_module.py.jinja", tag=tag, operations=views)
        (into / "api" / f"{tag}.py").write_text(text, encoding="utf-8")
    for name, template in _MORE_FILES.items():
        (into / name).write_text(render(template), encoding="utf-8")
    (into / "py.typed").write_text("", encoding="utf-8")
    (into / "openapi.json").write_text(dump(_for_users(document)), encoding="utf-8")


def _modules(models: Iterable[ModelProperty], enums: Iterable[Any]) -> dict[str, dict[str, list[Any]]]:
    """The objects and the enums of each module of ``dify_api.models``."""
    modules: dict[str, dict[str, list[Any]]] = {}
    for kind, found in (("models", models), ("enums", enums)):
        for one in found:
            module = modules.setdefault(str(one.class_info.module_name), {"models": [], "enums": []})
            module[kind].append(one)
    return dict(sorted(modules.items()))


def _operations(document: Document, parsed: Parsed) -> dict[str, list[OperationView]]:
    """The operations of each module of ``dify_api.api``."""
    words = Words(document)
    found: dict[str, list[OperationView]] = defaultdict(list)
    for tag, endpoint in parsed.endpoints:
        found[tag].append(operation_view(endpoint, parsed.models, words))
    return found


def _for_users(node: Any) -> Any:
    """The document without the hints for this project's own client."""
    if isinstance(node, dict):
        return {key: _for_users(value) for key, value in node.items() if key not in ("x-client", "x-java")}
    return [_for_users(item) for item in node] if isinstance(node, list) else node


def _template_names(
    document: Document, parsed: Parsed, modules: dict[str, dict[str, list[Any]]]
) -> dict[str, Any]:
    """The names that the templates use, beside those of the generator."""
    words = Words(document)
    around = circles(parsed.models)
    classes = {
        module: sorted(str(one.class_info.name) for kind in found.values() for one in kind)
        for module, found in modules.items()
    }
    tags = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    return {
        "views_of": lambda models: [model_view(model, parsed.models, around, words) for model in models],
        "lines_of": lambda views, kind: sorted({line for view in views for line in getattr(view, kind)}),
        "values": lambda enum: ", ".join(repr(value) for value in sorted(enum.values)),
        "enum_doc": lambda enum: docstring(words.schema(str(enum.class_info.name)), 0),
        "errors_doc": docstring(_errors_doc(words), 0),
        "tag_doc": lambda tag: docstring(
            f"Operations on {tag}: {tags[tag]}" if tags.get(tag) else f"Operations on {tag}.", 0
        ),
        "classes": classes,
        "named": sorted(name for names in classes.values() for name in names),
        "packed": _packed,
        "events": event_names(document),
        "api": document["info"],
        "server": document["servers"][0]["url"].rstrip("/").removesuffix("/v1"),
    }


def _errors_doc(words: Words) -> str:
    errors = sorted(words.shared_answers().items())
    return (
        "What an operation gives if it fails.\n\n"
        "An error that the operation documents is returned, as ``dify_api.models.Error``:\n\n"
        + "\n".join(f"    {status}: {said}" for status, said in errors)
        + "\n\nAll else is raised:\n\n"
        "    UnexpectedStatus: Another status, or an error whose body is no JSON, such as a proxy's page.\n"
        "    WrongShape: A success has not the shape that the API promises.\n"
        "    httpx.HTTPError: There was no answer."
    )


def _packed(names: Iterable[str]) -> str:
    """Quoted names, as many on a line as fit."""
    text = " ".join(f'"{name}",' for name in names)
    return textwrap.fill(text, 110, initial_indent="    ", subsequent_indent="    ")


def _lost_schemas(lowered: Document, parsed: Parsed) -> Iterator[str]:
    """Schemas and fields of the spec that the generator left out or renamed."""
    enums = {str(enum.class_info.name) for enum in parsed.enums}
    for name, schema in lowered["components"]["schemas"].items():
        if "enum" in schema:
            if name not in enums:
                yield name
        elif "properties" in schema:
            model = parsed.models.get(name)
            kept = {wire_name(prop) for prop in properties(model)} if model else set()
            yield from (f"{name}.{missing}" for missing in sorted(set(schema["properties"]) - kept))


def _lost_operations(lowered: Document, parsed: Parsed) -> Iterator[str]:
    made = {(endpoint.method, str(endpoint.name), tag): endpoint for tag, endpoint in parsed.endpoints}
    for path, method, operation in operations(lowered):
        name = f"{operation['operationId']} ({method.upper()} {path})"
        endpoint = made.pop((method, operation["operationId"], operation["tags"][0]), None)
        if endpoint is None:
            yield name
        else:
            yield from (f"{what} of {name}" for what in _lost_parts(lowered, path, operation, endpoint))
    yield from (f"{key}, which the spec does not have" for key in made)


def _lost_parts(lowered: Document, path: str, operation: dict[str, Any], endpoint: Endpoint) -> Iterator[str]:
    parameters = [*operation["parameters"], *lowered["paths"][path].get("parameters", [])]
    whole = [resolve(lowered, one["$ref"]) if "$ref" in one else one for one in parameters]
    wanted = {(one["in"], one["name"]) for one in whole}
    got = {(str(place), wire_name(prop)) for place, prop in endpoint.iter_all_parameters()}
    yield from (f"parameter {name} in {place}" for place, name in sorted(wanted ^ got))
    statuses = {str(response_status(response)) for response in endpoint.responses.patterns}
    yield from (f"status {status}" for status in sorted(set(operation["responses"]) ^ statuses))
    if bool(operation.get("requestBody")) != bool(endpoint.bodies):
        yield "the body"
    if not any(status.startswith("2") for status in operation["responses"]):
        yield "a success"
