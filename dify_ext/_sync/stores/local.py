# Made from dify_ext/_async/stores/local.py by scripts/regenerate: change that one.
"""Token stores on this machine: in the memory of the process (the default), or in a file."""

from __future__ import annotations

import os
import time
from typing import Any

from dify_ext._console.token_entry import Change, Entry, MemoryTable
from dify_ext._console.token_file import TokenFile, default_path, given_path, is_dead
from dify_ext._sync import _io
from dify_ext._sync.stores._base import BaseTokenStore


class MemoryTokenStore(BaseTokenStore):
    """Keeps tokens in the memory of this process, for all clients that use this store."""

    _pauses = (0.002, 0.05)

    def __init__(self) -> None:
        super().__init__("")
        self._table = MemoryTable()

    @classmethod
    def _of(cls, table: MemoryTable) -> MemoryTokenStore:
        store = cls()
        store._table = table
        return store

    def _read(self, key: str) -> tuple[Entry, float]:
        return self._table.read(key), time.time()

    def _update(self, key: str, change: Change) -> Entry:
        return self._table.update(key, change)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a MemoryTokenStore cannot be pickled: use a FileTokenStore or a RedisTokenStore")


class FileTokenStore(BaseTokenStore):
    """Keeps tokens in one JSON file that only its owner can read (extra ``file``).

    The file is replaced atomically, and locked between processes. If others can read or write it,
    or it belongs to another user, :class:`TokenStoreError` is raised.

    Args:
        path: The file. By default ``dify-ext/tokens.json`` in the user's folder for settings
            (``$XDG_CONFIG_HOME``, else ``~/.config``; ``%APPDATA%`` on Windows).

    Raises:
        ConfigurationError: The package filelock is missing, the path cannot be one, or the user has
            no home directory.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._file = TokenFile(default_path() if path is None else given_path(path))
        super().__init__(repr(str(self._file.path)))

    def _read(self, key: str) -> tuple[Entry, float]:
        return _io.blocking(self._file.read, key), time.time()

    def _update(self, key: str, change: Change) -> Entry:
        return _io.blocking(self._file.update, key, change)

    _is_dead = staticmethod(is_dead)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self._file.path),)
