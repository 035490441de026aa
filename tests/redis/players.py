"""What other processes do in these tests: ``python players.py <play> <redis|file> <URL or path> <arguments>``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from dify_ext._sync.stores import FileTokenStore, RedisTokenStore
from dify_ext.tokens import Tokens

KEY = "contested"


def fight(store: FileTokenStore | RedisTokenStore, folder: str, rounds: str) -> None:
    """Take the lock again and again; a folder that is there already shows that two held it at once."""
    inside = Path(folder) / "inside"
    for _ in range(int(rounds)):
        with store.lock(KEY, 10.0) as fence:
            inside.mkdir()
            with (Path(folder) / "fences").open("a") as journal:
                journal.write(f"{fence} {os.getpid()}\n")
            time.sleep(0.002)
            inside.rmdir()


def hold(store: FileTokenStore | RedisTokenStore, lease: str) -> None:
    """Take the lock, say so, and never let it go."""
    with store.lock(KEY, float(lease)) as fence:
        print(fence, flush=True)
        time.sleep(60)


def write(store: FileTokenStore | RedisTokenStore, name: str, count: str) -> None:
    """Write many keys of one's own."""
    for number in range(int(count)):
        key = f"{name}-{number}"
        with store.lock(key, 10.0) as fence:
            assert store.save(key, Tokens(key, key, 2e9, 2e9), 600, fence)


if __name__ == "__main__":
    play, kind, where, *rest = sys.argv[1:]
    store = RedisTokenStore(where) if kind == "redis" else FileTokenStore(where)
    {"fight": fight, "hold": hold, "write": write}[play](store, *rest)
    store.close()
