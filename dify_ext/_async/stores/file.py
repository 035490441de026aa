"""Tokens in a file of this user: shared by processes, kept over restarts."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from dify_ext._async import _io
from dify_ext._async.stores._waiting import wait_for
from dify_ext._console.token_file import TokenFile, default_path
from dify_ext._console.token_table import Complaints, Unusable
from dify_ext.tokens import Tokens


class AsyncFileTokenStore:
    """Keeps tokens in one JSON file that only its owner can read, replaced as a whole and locked between processes.

    ``path`` is the file; by default ``dify-ext/tokens.json`` in the user's folder for settings (``$XDG_CONFIG_HOME``,
    else ``~/.config``; ``%APPDATA%`` on Windows). A file that others can read or write, or that belongs to somebody
    else, is refused with a TokenStoreError.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._file = TokenFile(default_path() if path is None else Path(path).expanduser().absolute())
        self._complaints = Complaints(repr(self))

    async def load(self, key: str) -> Tokens | None:
        """The tokens under the key; None where there are none, or what is there is none of ours."""
        try:
            return await _io.blocking(self._file.load, key)
        except Unusable as reason:
            self._complaints.say(key, reason)
            return None

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens for ``ttl`` seconds; False, and nothing changed, where a later fence has written already."""
        return await _io.blocking(self._file.save, key, tokens, ttl, fence)

    async def delete(self, key: str) -> None:
        """Forget the tokens under the key."""
        await _io.blocking(self._file.delete, key)

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        """Hold the key alone, for at most ``lease`` seconds; gives the fence. A process that dies holds it no more.

        Raises TokenStoreError where others held it for twice as long, or the file cannot be used.
        """
        lock = self._file.lock(key)

        async def attempt() -> int | None:
            return await _io.blocking(lock.attempt, lease)

        try:
            yield await wait_for(attempt, lease, 0.01, 0.1, self)
        finally:
            lock.leave()

    async def aclose(self) -> None:
        """Nothing stays open."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._file.path)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self._file.path),)
