"""The operations with their releases: the client's table, and the table of the documentation."""

from __future__ import annotations

from .document import Document, operations
from .hints import methods
from .problems import Problem
from .resources import head
from .values import Node

# Operation id → endpoint, its description, and the names of its methods.
Described = dict[str, tuple[str, Node, list[str]]]


def operations_module(document: Document) -> str:
    """dify_ext/_core/operations.py: each operation with its releases and its methods."""
    described = _described(document)
    lines = []
    for endpoint, operation, names in described.values():
        said = {key: str(operation[f"x-{key}"]) for key in ("since", "until") if f"x-{key}" in operation}
        if other := _instead(described, operation):
            said["instead"] = described[other][0]
        arguments = [repr(endpoint), repr(" ".join(names)), *(f"{key}={said[key]!r}" for key in said)]
        lines.append(f"    Operation({', '.join(arguments)}),")
    return head("") + _MODULE + "\n".join(["OPERATIONS: Final = (", *lines, ")"]) + "\n"


def releases_table(document: Document) -> str:
    """Which of the recorded releases can do what; a method that works on all of them has no row."""
    releases = [str(release) for release in document["info"].get("x-releases", [])]
    described = _described(document)
    text = f"| method | {' | '.join(releases)} |\n|---|{'---|' * len(releases)}\n"
    for _, operation, names in described.values():
        other = _instead(described, operation)
        ways = [operation, described[other][1]] if other else [operation]
        there = [any(_is_on(release, way) for way in ways) for release in releases]
        if names and not all(there):
            named = ", ".join(f"`{name}`" for name in names)
            text += f"| {named} | {' | '.join('yes' if one else '–' for one in there)} |\n"
    return text


def _described(document: Document) -> Described:
    found: Described = {
        operation["operationId"]: (f"{http.upper()} {path}", operation, [])
        for path, http, operation in operations(document)
    }
    for method in methods(document):
        names, given = found[method.operation_id][2], ""
        if method.operation.get("x-client") == "alternative":
            [argument] = [one for one in method.arguments if one.value and one.value.place == "alternative"]
            given = f"({argument.name}=)"
        name = f"{method.resource}.{method.name}{given}"
        names += [] if name in names else [name]
    return found


def _instead(described: Described, operation: Node) -> str | None:
    wanted: str | None = operation.get("x-instead")
    if wanted is None:
        return None
    own = described[operation["operationId"]][0]
    if wanted not in described or not _parameters(described[wanted][0]) <= _parameters(own):
        raise Problem(
            f"{operation['operationId']}: x-instead names {wanted!r}, which is no operation, or needs more "
            "in its path than this one"
        )
    return wanted


def _parameters(endpoint: str) -> set[str]:
    return {part for part in endpoint.split("/") if part.startswith("{")}


def _is_on(release: str, operation: Node) -> bool:
    since, until = (str(operation.get(key, release)) for key in ("x-since", "x-until"))
    return _numbers(since) <= _numbers(release) <= _numbers(until)


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(number) for number in release.split("."))


_MODULE = '''"""Each operation of the API, and the releases of Dify that have it."""

from __future__ import annotations

from typing import Final, NamedTuple


class Operation(NamedTuple):
    """An operation. ``since`` and ``until`` are empty if no release is known to lack it."""

    endpoint: str
    methods: str  # of the client, with spaces in between
    since: str = ""
    until: str = ""
    instead: str = ""  # the endpoint that does the same on other releases


'''
