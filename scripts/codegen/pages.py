"""The pages of docs/ that are made from the spec: operations, Java methods, the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from .document import Document
from .events import event_names
from .hints import CLIENTS, Method, methods, resources, without_method
from .releases import releases_table
from .surroundings import home
from .values import Node

_HEAD = "<!-- Made from spec/ by scripts/regenerate: change that one. -->\n"


def operations_table(document: Document) -> str:
    """docs/operations.md: each operation with its methods and its name in the low level."""
    rows: dict[str, dict[str, list[str]]] = {}
    first: dict[str, tuple[str, str, Node]] = {}
    for method in methods(document):
        first[method.operation_id] = (method.path, method.http, method.operation)
        names = rows.setdefault(method.tag, {}).setdefault(method.operation_id, [])
        names.append(f"`{method.resource}.{method.name}`")
    for path, http, operation, reason in without_method(document):
        first[operation["operationId"]] = (path, http, operation)
        rows.setdefault(operation["tags"][0], {})[operation["operationId"]] = [f"({reason})"]
    text = _HEAD + _OPERATIONS
    for tag in document["tags"]:
        if tag["name"] not in rows:
            continue
        text += f"\n## {tag['name']}\n\n{tag['description']}\n\n"
        text += "| HTTP | method, name in the low level | since |\n|---|---|---|\n"
        for operation_id, names in rows[tag["name"]].items():
            path, http, operation = first[operation_id]
            where = f"{http.upper()} {path.replace('/{', '/<wbr>{')}"  # where a line may end
            since = operation.get("x-since", "")
            text += f"| {where} | {', '.join(names)}<br>low level: `{operation_id}` | {since} |\n"
    return text + _RELEASES + releases_table(document)


_OPERATIONS = """\
# All operations

Each operation of the Service API (`/v1`) with its method of `Dify` and `AsyncDify`, each of the console
(`/console/api`) with its method of `DifyServer` and `AsyncDifyServer`, and for each its name in the low
level: the module of `dify_api.api` has the name of the section. Calls below `/v1/datasets` and
`/v1/workspaces` need a key for knowledge bases (`dataset-…`), the other calls of `/v1` the key of an app
(`app-…`). The last column is the first release of Dify that is known to have the operation.
"""

_RELEASES = """
## By release

What the releases that were recorded lack; an operation without a row is on all of them.

"""


def java_table(document: Document) -> str:
    """docs/java.md: each method of the Java starter with its method here."""
    text = _HEAD + _JAVA
    for client in CLIENTS:
        text += f"\n## {'Chat API' if client == 'dify' else 'Server API'}\n\n"
        text += "| Java | Python | HTTP | since |\n|---|---|---|---|\n"
        for found in _by_operation(document, client).values():
            first = found[0]
            java = ", ".join(f"`{name}`" for name in first.operation.get("x-java", ()))
            if java:
                python = ", ".join(f"`{client}.{one.resource}.{one.name}`" for one in found)
                since = first.operation.get("x-since", "")
                text += f"| {java} | {python} | {first.http.upper()} {first.path} | {since} |\n"
    return text


def _by_operation(document: Document, client: str) -> dict[str, list[Method]]:
    found: dict[str, list[Method]] = {}
    for method in methods(document):
        if method.client == client:
            found.setdefault(method.operation_id, []).append(method)
    return found


_JAVA = """\
# Java methods

The methods of the Java starter (dify-spring-boot-starter), with the method here that makes the same call.
Each exists in `Dify` and `AsyncDify`, or in `DifyServer` and `AsyncDifyServer`.
"""


_INHERITED = ["on", "low_level", "health", "close", "aclose"]


def reference(document: Document, client: str, prefix: str) -> str:
    """A page of docs/reference: a client of one flavour, and its resources with all methods."""
    name = f"{prefix}{CLIENTS[client]}"
    text = f"{_HEAD}# {name}\n\n::: dify_ext.{name}\n    options:\n      inherited_members: {_INHERITED}\n"
    return text + "".join(_reference_of_resources(document, client, prefix))


def _reference_of_resources(document: Document, client: str, prefix: str) -> Iterator[str]:
    for resource in resources(document):
        if resource.client == client:
            module = home(resource) if prefix else home(resource).replace("._async.", "._sync.")
            yield f"\n## {client}.{resource.name}\n\n"
            yield f"::: {module}.{prefix}{resource.class_name}\n    options:\n"
            yield "      heading_level: 3\n      show_root_heading: false\n      show_root_toc_entry: false\n"


_EVENTS = """\
# Events

What a stream gives, by the value of `event` on the wire. The classes are in `dify_ext.events`, those of their
data in `dify_ext.types`. Each has `to_dict()`, and fields that this version does not know in
`additional_properties`. [Streams](../streaming.md) shows how events are read.
"""


def events_reference(document: Document) -> str:
    """docs/reference/events.md: each event, and what is in its ``data``."""
    schemas = document["components"]["schemas"]
    text = _HEAD + _EVENTS
    told: set[str] = set()
    for wire, name in event_names(document):
        data = schemas[name]["properties"].get("data", {})
        inside = [one["$ref"].rpartition("/")[2] for one in (data, *data.get("oneOf", ())) if "$ref" in one]
        text += f"\n## {wire}\n"
        for cls in (name, *inside):
            if cls not in told:
                text += f"\n::: dify_api.models.{cls}\n    options: {{heading_level: 3, members: false}}\n"
                told.add(cls)
    return text


PAGES: dict[str, Callable[[Document], str]] = {
    "docs/operations.md": operations_table,
    "docs/java.md": java_table,
    "docs/reference/dify.md": partial(reference, client="dify", prefix=""),
    "docs/reference/async-dify.md": partial(reference, client="dify", prefix="Async"),
    "docs/reference/dify-server.md": partial(reference, client="server", prefix=""),
    "docs/reference/async-dify-server.md": partial(reference, client="server", prefix="Async"),
    "docs/reference/events.md": events_reference,
}
