"""Which connection sends which request: the same as httpcore says, whatever the state of its pool."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.pool import assign

HTTPCORE: Callable[[Any], list[Any]] = httpcore.ConnectionPool._assign_requests_to_connections
ORIGINS = ("a", "b")
STATES = ("closed", "expired", "idle", "active")


class Connection:
    """A connection of a pool, in one state."""

    def __init__(self, origin: str, state: str) -> None:
        self.origin, self.state = origin, state
        self.is_closed = lambda: state == "closed"
        self.has_expired = lambda: state == "expired"
        self.is_idle = self.is_available = lambda: state == "idle"
        self.can_handle_request = lambda wanted: origin == wanted

    def __repr__(self) -> str:
        return f"{self.state} to {self.origin}"


class Waiting:
    """A request, waiting or with a connection."""

    def __init__(self, origin: str, *, is_queued: bool) -> None:
        self.request = SimpleNamespace(url=SimpleNamespace(origin=origin))
        self.connection = None if is_queued else "one"
        self.is_queued = lambda: self.connection is None
        self.assign_to_connection = lambda connection: setattr(self, "connection", connection)


def outcome(
    assigning: Callable[[Any], list[Any]],
    connections: list[tuple[str, str]],
    requests: list[tuple[str, bool]],
    limits: tuple[int, int],
) -> tuple[list[str], ...]:
    """What is closed, what is kept, and who got what."""
    pool = SimpleNamespace(
        _connections=[Connection(*about) for about in connections],
        _requests=[Waiting(origin, is_queued=is_queued) for origin, is_queued in requests],
        _max_connections=max(limits),
        _max_keepalive_connections=min(limits),
        create_connection=lambda origin: Connection(origin, "active"),
    )
    names: dict[Any, str] = {one: f"{number}: {one}" for number, one in enumerate(pool._connections)}
    closed = assigning(pool)
    given = [waiting.connection for waiting in pool._requests]
    return tuple([names.get(one, repr(one)) for one in some] for some in (closed, pool._connections, given))


@pytest.mark.parametrize(
    ("connections", "requests", "limits", "expected"),
    [
        (
            [("a", "closed"), ("a", "expired"), ("a", "idle"), ("b", "active")],
            [("a", True), ("b", True), ("b", False)],
            (4, 9),
            (["1: expired to a"], ["2: idle to a", "3: active to b", "active to b"]),
        ),
        ([("a", "idle"), ("a", "idle")], [], (1, 9), (["0: idle to a"], ["1: idle to a"])),
        (
            [("a", "active"), ("b", "idle")],
            [("a", True), ("a", True)],
            (2, 2),
            (["1: idle to b"], ["0: active to a", "active to a"]),
        ),
    ],
    ids=["ended and free ones", "too many idle ones", "a full pool"],
)
def test_what_is_closed_and_kept(
    connections: list[tuple[str, str]],
    requests: list[tuple[str, bool]],
    limits: tuple[int, int],
    expected: tuple[list[str], list[str]],
) -> None:
    """Closed and expired connections go, and idle ones beyond the limit or in the way of a new one."""
    assert outcome(assign, connections, requests, limits)[:2] == expected


@given(
    st.lists(st.tuples(st.sampled_from(ORIGINS), st.sampled_from(STATES)), max_size=8),
    st.lists(st.tuples(st.sampled_from(ORIGINS), st.booleans()), max_size=4),
    st.tuples(st.integers(1, 8), st.integers(1, 8)),
)
def test_as_httpcore_does(
    connections: list[tuple[str, str]], requests: list[tuple[str, bool]], limits: tuple[int, int]
) -> None:
    """Nothing differs but the time that it takes."""
    ours, theirs = (outcome(way, connections, requests, limits) for way in (assign, HTTPCORE))
    assert ours == theirs
