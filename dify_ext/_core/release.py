"""The release of a server, from the ``X-Version`` of its answers, and what it lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import httpx

from dify_ext._core.operations import OPERATIONS, Operation

_VERSION = re.compile(r"v?([0-9]{1,9})\.([0-9]{1,9})(?:\.([0-9]{1,9}))?")
OLDEST: Final = (0, 15)  # the first release whose answers were recorded
_KNOWLEDGE: Final = ("/v1/datasets", "/v1/workspaces")
_BY_ENDPOINT: Final = {operation.endpoint: operation for operation in OPERATIONS}
# What Dify says of a path that it does not know; the last is for all pages.
_NO_ROUTE: Final = ("The requested URL was not found", "the answer is an HTML page")


def release_of(x_version: str | None) -> tuple[int, ...] | None:
    """The three numbers of the header's value; None if it does not begin with numbers."""
    found = _VERSION.match((x_version or "").strip())
    return tuple(int(part or 0) for part in found.groups()) if found else None


class Lacking(NamedTuple):
    """A request that a server did not run, because it does not know its path and method."""

    advice: str | None  # which release knows it; None if the server is not known to lack it
    method: str | None = None  # of the request that does the same on this server, if there is one
    path: str = ""


def lacking(response: httpx.Response, message: str) -> Lacking | None:
    """What a refusal says; None if the server knows path and method, and misses something else."""
    request = getattr(response, "_request", None)
    if request is None or response.status_code not in (404, 405):
        return None
    matched = _operation_at(request.method, request.url.path)
    if matched is None:
        return None
    operation, values = matched
    x_version = response.headers.get("x-version")
    release = release_of(x_version)
    is_on = _is_on(release, operation)
    if is_on and not is_no_route(response.status_code, message):
        return None
    advice = None if is_on and release else _advice(operation, x_version)
    other = _BY_ENDPOINT.get(operation.instead)
    if other and _is_on(release, other):
        method, _, path = other.endpoint.format(**values).partition(" ")
        return Lacking(advice, method, path)
    return Lacking(advice) if advice else None


def is_no_route(status: int, message: str) -> bool:
    """Whether a refusal says that the server knows no such path and method."""
    return status == 405 or (status == 404 and message.startswith(_NO_ROUTE))


def missing_methods(x_version: str | None, key_kind: str | None = None) -> Iterator[str]:
    """The methods for a kind of key that a server cannot do, each with the release that can."""
    release = release_of(x_version)
    for operation in OPERATIONS:
        path = operation.endpoint.partition(" ")[2]
        kind = "dataset" if path.startswith(_KNOWLEDGE) else "app"
        ways = [operation, _BY_ENDPOINT.get(operation.instead, operation)]
        is_missing = not any(_is_on(release, way) for way in ways)
        if is_missing and path.startswith("/v1/") and key_kind in (None, kind):
            yield from (f"{name} (since {operation.since})" for name in operation.methods.split())


def _is_on(release: tuple[int, ...] | None, operation: Operation) -> bool:
    """Whether a release has an operation; one that is not known may have it."""
    since, until = release_of(operation.since), release_of(operation.until)
    return release is None or ((since is None or since <= release) and (until is None or release <= until))


def _advice(operation: Operation, x_version: str | None) -> str | None:
    server = f"the server is {x_version}" if x_version else "the server does not say its release"
    if operation.until:
        return f"Dify has this up to {operation.until}, and {server}"
    return f"this needs Dify {operation.since} or later, and {server}" if operation.since else None


def _operation_at(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """The operation, with the values of its path, whatever a gateway has before it.

    A word of its own goes before a parameter.
    """
    for operation in sorted(OPERATIONS, key=lambda one: one.endpoint.count("{")):
        own_method, _, own_path = operation.endpoint.partition(" ")
        pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]*)", own_path)
        if own_method == method and (match := re.search(f"{pattern}$", path)):
            return operation, match.groupdict()
    return None
