"""Objects with connections or locks replace them in a forked child, before any other code runs
there.

A child must not use or close the connections of its parent, and a lock that another thread held
during the fork is held in the child for ever.
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
    """Call ``thing.after_fork()`` in each child process, as long as the object exists."""
    key = id(thing)
    _objects[key] = weakref.ref(thing, lambda _: _objects.pop(key, None))


def abandon(value: Any) -> None:
    """Keep a value of the parent: its destructor would close connections that the parent uses."""
    _abandoned.append(value)


def _in_child() -> None:
    for reference in list(_objects.values()):
        thing = reference()
        if thing is not None:
            thing.after_fork()


# Windows does not fork, and has no such function.
getattr(os, "register_at_fork", lambda **hooks: None)(after_in_child=_in_child)
