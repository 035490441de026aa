"""Objects with connections or locks replace them in a forked child, before any other code runs
there.

A child must not use or close the connections of its parent, and a lock that another thread held
during the fork is held in the child for ever.
"""

from __future__ import annotations

import importlib  # noqa: F401 - with it comes importlib._bootstrap
import os
import sys
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, Protocol


class _Forked(Protocol):
    def after_fork(self) -> None: ...


# A dict is copied in one step, so that a fork in the middle of a change does no harm.
_objects: dict[int, weakref.ref[_Forked]] = {}
_abandoned: list[Any] = []
_LONGEST_IMPORT = 5.0  # seconds


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


def _wait_for_imports() -> None:
    """Fork when no other thread is in the middle of an import, or after some seconds.

    A child inherits the locks of modules that other threads are importing, held for ever: its own
    import of such a module would hang. Many modules here are imported on first use.
    """
    locks: dict[str, Callable[[], Any]] = getattr(
        sys.modules.get("importlib._bootstrap"), "_module_locks", {}
    )
    until = time.monotonic() + _LONGEST_IMPORT
    while time.monotonic() < until:
        owners = {getattr(reference(), "owner", None) for reference in list(locks.values())}
        if owners <= {None, threading.get_ident()}:
            return
        time.sleep(0.001)


# Windows does not fork, and has no such function.
_register = getattr(os, "register_at_fork", lambda **hooks: None)
_register(before=_wait_for_imports, after_in_child=_in_child)
