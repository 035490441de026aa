"""Which module of ``dify_api.models`` each class is in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from .document import Document, operations, resolve, walk
from .problems import refuse
from .shapes import module_name

_SCHEMAS = "#/components/schemas/"
ENUMS = "enums"


def model_modules(lowered: Document, events: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The module of each schema.

    What is needed together is in one module, because each module costs time to find and space in
    the wheel: the classes that the operations of the same tags and the same kinds of events reach.
    A program then imports few classes that it does not need. Enums, which only type checkers read,
    are together, too.

    Args:
        lowered: The document.
        events: The value of ``event`` and the class of each event; its first word is its kind.

    Returns:
        The name of the module by that of the schema: the tag, the kind of events, or, where several
        need it, the class in it that refers to most of the others.
    """
    needed_by: dict[str, set[str]] = defaultdict(set)
    for _, _, operation in operations(lowered):
        for name in _reached(lowered, operation):
            needed_by[name].add(operation["tags"][0])
    for wire, event in events:
        for name in _reached(lowered, {"$ref": _SCHEMAS + event}):
            needed_by[name].add(f"{wire.partition('_')[0]}_events")
    groups: dict[frozenset[str], set[str]] = defaultdict(set)
    for name, schema in lowered["components"]["schemas"].items():
        groups[frozenset({ENUMS} if "enum" in schema else needed_by[name])].add(name)
    modules = [(_module_of(lowered, *group), group[1]) for group in groups.items()]
    repeated = [module for module, times in Counter(module for module, _ in modules).items() if times > 1]
    refuse(repeated, "modules of two groups of classes")
    return {name: module for module, names in modules for name in names}


def _module_of(lowered: Document, needed_by: frozenset[str], names: set[str]) -> str:
    if len(needed_by) == 1:
        return next(iter(needed_by))
    within = {name: len(_reached(lowered, {"$ref": _SCHEMAS + name}) & names) for name in sorted(names)}
    return module_name(max(within, key=lambda name: within[name]))


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
