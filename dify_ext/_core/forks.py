"""What an object does when its process was forked: in the child it gives up what belongs to the parent.

Connections of the parent must not be used in the child, nor closed there in a way that the server notices; a lock
that another thread held at the fork stays held in the child for ever. So each object that has connections or locks
replaces them in the child, before any other code runs there.
"""

from __future__ import annotations

import os
import weakref
from typing import Any, Protocol


class _Forked(Protocol):
    def after_fork(self) -> None: ...


# A dict is copied in one step, so that a fork in the middle of a change does no harm.
_objects: dict[int, weakref.ref[_Forked]] = {}
_abandoned: list[Any] = []


def renew_after_fork(thing: _Forked) -> None:
    """Call ``thing.after_fork()`` in each child process; the object may go meanwhile."""
    key = id(thing)
    _objects[key] = weakref.ref(thing, lambda _: _objects.pop(key, None))


def abandon(value: Any) -> None:
    """Keep a value of the parent without using it: its destructor would close what the parent still uses."""
    _abandoned.append(value)


def _in_child() -> None:
    for reference in list(_objects.values()):
        thing = reference()
        if thing is not None:
            thing.after_fork()


# Windows does not fork, and has no such function.
getattr(os, "register_at_fork", lambda **hooks: None)(after_in_child=_in_child)
