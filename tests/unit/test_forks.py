"""What objects do in the child of a fork."""

from __future__ import annotations

import gc
import importlib
import os
import subprocess
import sys
import threading
import time
import weakref

import pytest

from dify_ext._core import forks


class Thing:
    def __init__(self) -> None:
        self.forks = 0
        forks.renew_after_fork(self)

    def after_fork(self) -> None:
        self.forks += 1


def test_an_object_is_told_and_may_go() -> None:
    """Each living object is told once for each fork; the list keeps none alive."""
    thing, gone = Thing(), Thing()
    reference = weakref.ref(gone)
    del gone
    gc.collect()
    assert reference() is None
    forks._in_child()
    forks._in_child()
    assert thing.forks == 2


def test_an_object_that_goes_meanwhile_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference may be dead before its entry is gone."""
    thing = Thing()
    monkeypatch.setitem(forks._objects, -1, weakref.ref(Thing()))
    forks._in_child()
    assert thing.forks == 1


PROGRAM = """
import os
from dify_ext._core import forks

class Thing:
    forks = 0
    def after_fork(self):
        self.forks += 1

thing, kept = Thing(), [object()]
forks.renew_after_fork(thing)
forks.abandon(kept)
child = os.fork()
if not child:
    os._exit(7 if thing.forks == 1 else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
assert thing.forks == 0
assert any(one is kept for one in forks._abandoned)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_the_child_of_a_real_fork() -> None:
    """It runs in the child, before anything else, and not in the parent; what is given up is kept alive."""
    subprocess.run([sys.executable, "-c", PROGRAM], check=True, timeout=140)


def test_giving_up_a_value_keeps_it() -> None:
    """Its destructor, which would close what the parent uses, does not run."""
    kept = Thing()
    forks.abandon(kept)
    assert any(one is kept for one in forks._abandoned)


class Lock:
    """The lock of a module, as importlib has it."""

    def __init__(self, owner: int | None) -> None:
        self.owner = owner


def test_a_fork_waits_for_imports_of_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits until the import is done, not for one's own, and not for ever."""
    lock = Lock(-1)
    locks = {"free": lambda: Lock(None), "gone": lambda: None, "own": lambda: Lock(threading.get_ident())}
    monkeypatch.setattr(importlib._bootstrap, "_module_locks", locks)  # type: ignore[attr-defined]
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("it waits for nobody"))
    forks._wait_for_imports()
    locks["busy"] = lambda: lock
    monkeypatch.setattr(time, "sleep", lambda seconds: setattr(lock, "owner", None))
    forks._wait_for_imports()
    assert lock.owner is None
    lock.owner = -1
    monkeypatch.setattr(forks, "_LONGEST_IMPORT", 0.01)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    forks._wait_for_imports()
    assert lock.owner == -1
