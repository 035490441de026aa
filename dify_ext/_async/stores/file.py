"""Tokens in a file of this user: shared by processes, kept over restarts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dify_ext._async import _io
from dify_ext._async.stores._base import AsyncBaseTokenStore
from dify_ext._console.token_file import Holder, TokenFile, default_path
from dify_ext.tokens import Tokens


class AsyncFileTokenStore(AsyncBaseTokenStore):
    """Keeps tokens in one JSON file that only its owner can read (extra ``file``).

    The file is replaced as a whole, and locked between processes. A file that others can read or write, or that
    belongs to another user, is refused with a :class:`TokenStoreError`.

    Args:
        path: The file. By default ``dify-ext/tokens.json`` in the user's folder for settings
            (``$XDG_CONFIG_HOME``, else ``~/.config``; ``%APPDATA%`` on Windows).

    Raises:
        ConfigurationError: The package filelock is not installed, or the user has no home directory.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._file = TokenFile(default_path() if path is None else Path(path).expanduser().absolute())
        super().__init__(repr(str(self._file.path)))

    async def _load(self, key: str) -> Tokens | None:
        return await _io.blocking(self._file.load, key)

    async def _save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        return await _io.blocking(self._file.save, key, tokens, ttl, fence)

    async def _delete(self, key: str) -> None:
        await _io.blocking(self._file.delete, key)

    def _holder(self) -> Holder:
        return Holder()

    async def _attempt(self, key: str, holder: Holder, lease: float) -> int | None:
        return await _io.blocking(self._file.attempt, key, holder, lease)

    async def _leave(self, key: str, holder: Holder) -> None:
        self._file.leave(holder)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self._file.path),)
