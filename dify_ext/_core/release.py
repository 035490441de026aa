"""The release of a server, from the ``X-Version`` of its answers, and what it lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dify_ext._core.operations import OPERATIONS, Operation

_VERSION = re.compile(r"v?([0-9]{1,9})\.([0-9]{1,9})(?:\.([0-9]{1,9}))?")
OLDEST: Final = (0, 15)  # the first release whose answers were recorded
_KNOWLEDGE: Final = ("/v1/datasets", "/v1/workspaces")
# What Dify says of a path that it does not know; the last is for all pages.
_NO_ROUTE: Final = ("The requested URL was not found", "the answer is an HTML page")


def release_of(x_version: str | None) -> tuple[int, ...] | None:
    """Read the header's value.

    Returns:
        Three numbers; None if the value does not begin with numbers.
    """
    found = _VERSION.match((x_version or "").strip())
    return tuple(int(part or 0) for part in found.groups()) if found else None


class Lacking(NamedTuple):
    """A request that a server did not run, because it does not know its path and method.

    Attributes:
        advice: Which release knows it; None if the server is not known to lack it.
        method: Of the request that does the same on this server; None if there is none.
        path: Its path.
    """

    advice: str | None
    method: str | None = None
    path: str = ""


def lacking(method: str, path: str, status: int, message: str, x_version: str | None) -> Lacking | None:
    """Judge a refusal: None if the server knows path and method, and something else was not found.

    Args:
        method: The method of the request.
        path: Its path.
        status: The status of the refusal.
        message: The text of the refusal.
        x_version: The server's ``X-Version``.
    """
    matched = _operation_at(method, path) if status in (404, 405) else None
    if matched is None:
        return None
    operation, values = matched
    release = release_of(x_version)
    is_on = release is None or _is_on(release, operation)
    if is_on and not is_no_route(status, message):
        return None
    advice = _advice(operation, x_version) if release is None or not is_on else None
    for other in OPERATIONS:
        if other.endpoint == operation.instead and (release is None or _is_on(release, other)):
            other_method, _, other_path = _filled(other.endpoint, values).partition(" ")
            return Lacking(advice, other_method, other_path)
    return Lacking(advice) if advice else None


def is_no_route(status: int, message: str) -> bool:
    """Whether a refusal says that the server knows no such path and method."""
    return status == 405 or (status == 404 and message.startswith(_NO_ROUTE))


def missing_methods(x_version: str | None, key_kind: str | None = None) -> Iterator[str]:
    """The methods of ``Dify`` that a server cannot do, each with the release that can.

    Args:
        x_version: The server's ``X-Version``; None for one of which nothing is known.
        key_kind: Only methods for this kind of key: ``app`` or ``dataset``.
    """
    release = release_of(x_version)
    others = {operation.endpoint: operation for operation in OPERATIONS}
    for operation in OPERATIONS:
        path = operation.endpoint.partition(" ")[2]
        kind = "dataset" if path.startswith(_KNOWLEDGE) else "app"
        ways = [operation, others.get(operation.instead, operation)]
        is_missing = release is not None and not any(_is_on(release, way) for way in ways)
        if is_missing and path.startswith("/v1/") and key_kind in (None, kind):
            yield from (f"{name} (since {operation.since})" for name in operation.methods.split())


def _is_on(release: tuple[int, ...], operation: Operation) -> bool:
    since, until = release_of(operation.since), release_of(operation.until)
    return (since is None or since <= release) and (until is None or release <= until)


def _advice(operation: Operation, x_version: str | None) -> str | None:
    server = f"the server is {x_version}" if x_version else "the server does not say its release"
    if operation.until:
        return f"Dify has this up to {operation.until}, and {server}"
    return f"this needs Dify {operation.since} or later, and {server}" if operation.since else None


def _operation_at(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """The operation, with the values of its path, whatever a gateway has before it.

    A word of its own goes before a parameter.
    """
    parts = path.split("/")
    for operation in sorted(OPERATIONS, key=lambda one: one.endpoint.count("{")):
        own_method, _, own_path = operation.endpoint.partition(" ")
        names = own_path.split("/")[1:]
        pairs = list(zip(names, parts[-len(names) :], strict=False))
        is_as_long = len(pairs) == len(names) < len(parts)
        fits = all(name == part or name.startswith("{") for name, part in pairs)
        if own_method == method and is_as_long and fits:
            return operation, {name: part for name, part in pairs if name.startswith("{")}
    return None


def _filled(endpoint: str, values: dict[str, str]) -> str:
    return "/".join(values.get(part, part) for part in endpoint.split("/"))
