# Made from dify_ext/_async/stores/_base.py by scripts/regenerate: change that one.
"""The common part of the token stores: their methods, waiting for a lock, warnings."""

from __future__ import annotations

import math
import random
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import attrs

from dify_ext._console.token_entry import Change, Entry
from dify_ext._console.token_file import holder_name
from dify_ext._core.limits import CURRENT, longest_wait, waited_too_long
from dify_ext._core.log import logger
from dify_ext._sync import _io
from dify_ext.errors import TokenStoreError
from dify_ext.tokens import Tokens


@attrs.define
class _Holder:
    name: str = attrs.field(factory=lambda: holder_name(secrets.token_hex(8)))
    has_left: bool = False


class BaseTokenStore(ABC):
    """A token store over a place that keeps entries; subclasses say how one is read and changed.

    A lock is taken by attempts with random pauses: this works for threads, tasks, event loops and
    processes alike.
    """

    _pauses: ClassVar = (0.01, 0.1)
    _shown = "not made"  # of an object whose constructor failed

    @staticmethod
    def _is_dead(holder: str) -> bool:
        """Whether a holder cannot go on; if that is not known, its lease is waited for."""
        return False

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._complained: set[str] = set()

    def load(self, key: str) -> Tokens | None:
        """Return the tokens under a key.

        Args:
            key: The name of the tokens.

        Returns:
            The tokens; None if there are none, or if they cannot be used (this is logged once).

        Raises:
            TokenStoreError: The store does not work at the moment.
        """
        entry, now = self._read(key)
        reason = entry.unusable(now)
        if reason and key not in self._complained:  # the key is not shown: it may name an account
            self._complained.add(key)
            logger.warning("%r: stored tokens cannot be used (%s), and are ignored", self, reason)
        return None if reason else entry.tokens

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Save tokens.

        Args:
            key: The name of the tokens.
            tokens: The tokens.
            ttl: How long to keep them, in seconds.
            fence: The fence (the number of the lock) under which they were created.

        Returns:
            False if tokens with a higher fence were saved before; then nothing is changed.

        Raises:
            TokenStoreError: The store does not work at the moment.
        """
        entry = self._update(key, lambda entry, now: entry.save(tokens, ttl, fence, now))
        return entry.written == fence

    def delete(self, key: str) -> None:
        """Delete the tokens under a key.

        Args:
            key: The name of the tokens.

        Raises:
            TokenStoreError: The store does not work at the moment.
        """
        self._update(key, lambda entry, now: entry.delete())

    @contextmanager
    def lock(self, key: str, lease: float) -> Iterator[int]:
        """Lock a key, so that only one client signs in.

        The lock of a process that died ends with its lease; in a file, at once.

        Args:
            key: The name of the tokens.
            lease: After how many seconds the lock expires by itself.

        Returns:
            A context manager whose value is the fence: a number that grows with each lock.

        Raises:
            TokenStoreError: Other clients held the lock for twice the lease, or the store does not
                work.
        """
        holder = _Holder()
        try:
            yield self._wait(key, holder, lease)
        finally:
            holder.has_left = True
            with _io.finishing(2.0):
                self._unlock(key, holder)

    def _wait(self, key: str, holder: _Holder, lease: float) -> int:
        def lock(entry: Entry, now: float) -> Entry:
            # The task that waits may have been cancelled while this runs in a thread.
            return entry if holder.has_left else entry.lock(holder.name, lease, now, self._is_dead)

        limit, most = CURRENT.get(), min(2 * lease, longest_wait() or math.inf)
        until = time.monotonic() + most
        shortest, longest = self._pauses
        widest = shortest
        while True:
            entry = self._update(key, lock)
            if entry.holder == holder.name:
                return entry.issued
            left = until - time.monotonic()
            if left <= 0 and limit is not None and limit.is_over:
                raise waited_too_long()
            if left <= 0:
                raise TokenStoreError(f"{self!r}: other clients held the lock for {most:g} s")
            widest = min(2 * widest, longest)
            _io.sleep(min(random.uniform(shortest, widest), left))  # noqa: S311 - no secret

    def _unlock(self, key: str, holder: _Holder) -> None:
        try:
            self._update(key, lambda entry, now: entry.unlock(holder.name))
        except TokenStoreError as error:
            # The work under the lock is done, and its lease ends by itself.
            logger.debug("a lock was not released: %s", error)

    @abstractmethod
    def _read(self, key: str) -> tuple[Entry, float]:
        """The entry of a key, and the time."""

    @abstractmethod
    def _update(self, key: str, change: Change) -> Entry:
        """Change the entry of a key in a transaction; gives the new one."""

    def close(self) -> None:  # noqa: B027 - a store may have something to close
        """Close the store: no store of this package keeps anything open."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._shown})"
