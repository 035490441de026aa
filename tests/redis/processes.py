"""What other processes do in these tests:
``python processes.py <task> <redis|file> <URL or path> <arguments>``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dify_ext._sync.stores import FileTokenStore, RedisTokenStore
from dify_ext.tokens import Tokens

KEY = "contested"
Store = FileTokenStore | RedisTokenStore


def fight(store: Store, number: int, folder: str, rounds: str) -> None:
    """Take the lock again and again; a folder that is there already shows that two held it at once."""
    inside = Path(folder) / "inside"
    for _ in range(int(rounds)):
        with store.lock(KEY, 10.0) as fence:
            inside.mkdir()
            with (Path(folder) / "fences").open("a") as journal:
                journal.write(f"{fence} {number}\n")
            time.sleep(0.002)
            inside.rmdir()


def write(store: Store, number: int, count: str) -> None:
    """Write many keys of one's own."""
    for each in range(int(count)):
        key = f"{number}-{each}"
        with store.lock(key, 10.0) as fence:
            assert store.save(key, Tokens(key, key, 2e9, 2e9), 600, fence)


def hold(store: Store, number: int, lease: str) -> None:
    """Take the lock, say so, and never let it go."""
    with store.lock(KEY, float(lease)) as fence:
        print(fence, flush=True)
        time.sleep(60)


def at_once(count: int, run: Callable[[int], None]) -> None:
    """Let several processes run, each a child of this one; fail if any does."""
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            run(number)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * count


if __name__ == "__main__":
    name, kind, where, *rest = sys.argv[1:]

    def run(number: int) -> None:
        """One's part, with a store of one's own."""
        store: Store = RedisTokenStore(where) if kind == "redis" else FileTokenStore(where)
        {"fight": fight, "write": write, "hold": hold}[name](store, number, *rest)
        store.close()

    if name == "hold":  # it is killed by its process id
        run(0)
    else:
        at_once(4, run)
