"""From a recorded request to the client's method that makes it, and where the client makes another on
purpose.

The tables are written by area, in ``calls_*.py``; here they are put together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import calls_app, calls_documents, calls_runs, calls_segments
from .changes import Different, Method, Request
from .recordings import Recording

_AREAS = (calls_app, calls_documents, calls_runs, calls_segments)


def _together(name: str) -> dict[str, Any]:
    tables = [getattr(area, name, {}) for area in _AREAS]
    found = {key: value for table in tables for key, value in table.items()}
    assert len(found) == sum(map(len, tables)), f"{name}: two areas have the same"
    return found


# By operation: the method, with the whole answer; the method that gives its stream; the generated module (by
# recording where those of an operation have several).
METHODS: dict[str, Method] = _together("METHODS")
STREAMS: dict[str, Method] = _together("STREAMS")
MODULES: dict[str, str] = _together("MODULES")
# What of an answer a method gives, by operation, where that is not all.
GIVES: dict[str, Callable[[Any], Any]] = _together("GIVES")
# What the client sends instead: by operation, for all of its recordings, and by recording.
DIFFERENT_ALWAYS: dict[str, Different] = _together("DIFFERENT_ALWAYS")
DIFFERENT: dict[str, Different] = _together("DIFFERENT")


def module_of(recording: Recording) -> str:
    """The generated operation of a recorded one, with its module."""
    return MODULES.get(recording.name) or MODULES[recording.operation]


def given(recording: Recording) -> Any:
    """What of a recorded answer the method is to give."""
    return GIVES.get(recording.operation, lambda sent: sent)(recording.json)


def request_of(recording: Recording) -> Request:
    """The request that the client is to send: the recorded one, or the one it sends instead."""
    request = recording.request
    for table, key in ((DIFFERENT_ALWAYS, recording.operation), (DIFFERENT, recording.name)):
        if key in table:
            table[key].change(request)
    return request
