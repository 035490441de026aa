"""The lowered document becomes a package, by openapi-python-client with our own templates."""

from __future__ import annotations

import contextlib
import io
import json
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint

from .bundle import Document, dump
from .events import event_names
from .lower import lower
from .problems import Problem, refuse
from .shapes import is_map
from .validate import operations, resolve
from .views import circles, model_view, operation_view
from .words import Words, docstring

TEMPLATES = Path(__file__).with_name("templates")

# Rendered beside what the generator renders by itself.
_MORE_FILES = {"_answers.py": "answers.py.jinja", "events.py": "events.py.jinja"}


def generate(document: Document, into: Path) -> None:
    """Write the package for a valid document to a folder that does not exist yet."""
    lowered = lower(document)
    config = _config(into)
    data = GeneratorData.from_dict(lowered, config=config)
    if isinstance(data, GeneratorError):
        raise Problem(f"the generator: {data.header} {data.detail or ''}")
    refuse(_told([*data.errors, *_parse_errors(data)]), "the generator warns")
    refuse(_lost_schemas(lowered, data), "schemas that the generator lost or renamed")
    refuse(_lost_operations(lowered, data), "operations that the generator lost")
    project = _project(document, data, config)
    with contextlib.redirect_stdout(io.StringIO()):
        errors = list(project.build())
    refuse(_told(errors), "the generator warns")
    for name, template in _MORE_FILES.items():
        (into / name).write_text(project.env.get_template(template).render(), encoding="utf-8")
    (into / "py.typed").write_text("", encoding="utf-8")
    (into / "openapi.json").write_text(dump(_for_users(document)), encoding="utf-8")


def _for_users(node: Any) -> Any:
    """The document without the hints for this project's own client."""
    if isinstance(node, dict):
        return {key: _for_users(value) for key, value in node.items() if key != "x-client"}
    return [_for_users(item) for item in node] if isinstance(node, list) else node


def _config(into: Path) -> Config:
    options = ConfigFile(
        literal_enums=True, post_hooks=[], package_name_override="dify_api", project_name_override="dify_api"
    )
    return Config.from_sources(
        options, MetaType.NONE, document_source=into, file_encoding="utf-8", overwrite=False, output_path=into
    )


def _project(document: Document, data: GeneratorData, config: Config) -> Project:
    words = Words(document)
    models = {str(model.class_info.name): model for model in data.models}
    around = circles(models)
    data.models = sorted(
        (model for model in data.models if not is_map(model)), key=lambda model: model.class_info.name
    )
    data.enums = sorted(data.enums, key=lambda enum: enum.class_info.name)
    named = [
        (str(one.class_info.name), str(one.class_info.module_name)) for one in [*data.models, *data.enums]
    ]
    modules, events = dict(named), event_names(document)
    tags = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    project.env.globals.update(
        view=lambda model: model_view(model, models, around, words),
        operation=lambda endpoint: operation_view(endpoint, models, words),
        values=lambda enum: ", ".join(repr(value) for value in sorted(enum.values)),
        enum_doc=lambda enum: docstring(words.schema(str(enum.class_info.name)), 0),
        tag_doc=lambda tag: docstring(
            f"Operations on {tag}: {tags[tag]}" if tags.get(tag) else f"Operations on {tag}.", 0
        ),
        named=sorted(named),
        packed=_packed,
        events=events,
        event_modules=sorted((name, modules[name]) for _, name in events),
        module_of=modules,
        api=document["info"],
        server=document["servers"][0]["url"].rstrip("/").removesuffix("/v1"),
    )
    return project


def _packed(items: Iterable[str | tuple[str, str]]) -> str:
    """Quoted names, or pairs of them, as many on a line as fit: lists of hundreds stay a page long."""
    pairs = ((item,) if isinstance(item, str) else item for item in items)
    entries = [": ".join(json.dumps(word) for word in pair) + "," for pair in pairs]
    return textwrap.fill(
        " ".join(entry.replace(" ", "\0") for entry in entries),
        116,
        initial_indent="    ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    ).replace("\0", " ")


def _told(errors: Any) -> Iterator[str]:
    for error in errors:
        yield " ".join(f"{error.header or ''} {error.detail or ''}".split())


def _parse_errors(data: GeneratorData) -> Iterator[GeneratorError]:
    for collection in data.endpoint_collections_by_tag.values():
        yield from collection.parse_errors


def _lost_schemas(lowered: Document, data: GeneratorData) -> Iterator[str]:
    """The generator leaves out what it cannot parse and renames as it likes: compare with what the spec names."""
    models = {str(model.class_info.name): model for model in data.models}
    enums = {str(enum.class_info.name) for enum in data.enums}
    for name, schema in lowered["components"]["schemas"].items():
        if "enum" in schema:
            if name not in enums:
                yield name
        elif "properties" in schema:
            model = models.get(name)
            props = [*(model.required_properties or []), *(model.optional_properties or [])] if model else []
            for missing in sorted(
                set(schema["properties"]) - {prop.name.get_untrusted_value() for prop in props}
            ):
                yield f"{name}.{missing}"


def _lost_operations(lowered: Document, data: GeneratorData) -> Iterator[str]:
    made = {
        (endpoint.method, str(endpoint.name), str(tag)): endpoint
        for tag, collection in data.endpoint_collections_by_tag.items()
        for endpoint in collection.endpoints
    }
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
    got = {(str(place), prop.name.get_untrusted_value()) for place, prop in endpoint.iter_all_parameters()}
    yield from (f"parameter {name} in {place}" for place, name in sorted(wanted ^ got))
    statuses = {response.status_code.pattern for response in endpoint.responses.patterns}
    yield from (f"status {status}" for status in sorted(set(operation["responses"]) ^ statuses))
    if bool(operation.get("requestBody")) != bool(endpoint.bodies):
        yield "the body"
    if not any(status.startswith("2") for status in operation["responses"]):
        yield "a success"
