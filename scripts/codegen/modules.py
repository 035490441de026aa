"""Which module of ``dify_api.models`` each class is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from .document import Document, operations, resolve, walk
from .problems import refuse
from .shapes import module_name

_SCHEMAS = "#/components/schemas/"
ENUMS = "enums"


def model_modules(lowered: Document, events: Iterable[str]) -> dict[str, str]:
    """The module of each schema.

    What is needed together is in one module, because each module costs time to find and space in
    the wheel: the classes that only the operations of one tag reach, and those that only one event
    reaches. Enums, which only type checkers read, are together, too. Any other class is alone, so
    that a program imports few classes that it does not need.
    """
    needed_by: dict[str, set[str]] = defaultdict(set)
    for _, _, operation in operations(lowered):
        for name in _reached(lowered, operation):
            needed_by[name].add(operation["tags"][0])
    for event in events:
        for name in _reached(lowered, {"$ref": _SCHEMAS + event}):
            needed_by[name].add(module_name(event))
    schemas = lowered["components"]["schemas"]
    modules = {
        name: ENUMS
        if "enum" in schema
        else next(iter(needed_by[name]))
        if len(needed_by[name]) == 1
        else module_name(name)
        for name, schema in schemas.items()
    }
    shared = [module_name(name) for name in schemas if len(needed_by[name]) != 1 and modules[name] != ENUMS]
    taken = {ENUMS, *(one for name, one in modules.items() if len(needed_by[name]) == 1)}
    refuse(sorted(taken & set(shared)), "modules of a class and of a tag, an event or the enums")
    return modules


def _reached(document: Document, node: Any) -> set[str]:
    """The names of the schemas to which a part of the document refers, directly or not."""
    names: set[str] = set()
    todo, seen = [node], set[str]()
    while todo:
        for reference in _references(todo.pop()):
            if reference not in seen:
                seen.add(reference)
                todo.append(resolve(document, reference))
                if reference.startswith(_SCHEMAS):
                    names.add(reference.removeprefix(_SCHEMAS))
    return names


def _references(node: Any) -> Iterator[str]:
    for _, inner in walk(node):
        if isinstance(inner, dict) and isinstance(inner.get("$ref"), str):
            yield inner["$ref"]
