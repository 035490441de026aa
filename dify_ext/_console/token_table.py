"""The table of a token store: tokens by key, with their lifetimes, locks and fences. Pure."""

from __future__ import annotations

import json
import math
import threading
import time
from typing import Any, Final

import attrs

from dify_ext._core.forks import renew_after_fork
from dify_ext.tokens import Tokens

FENCES_KEPT: Final = 7 * 86_400.0
"""For how many seconds the fences of a key are remembered after its tokens are gone."""

_FORMAT: Final = 1
_LONGEST: Final = 10 * 365 * 86_400.0
# Fences begin at the clock's milliseconds, so that they grow even if the table was lost. More is garbage.
_FENCE_LIMIT: Final = 10**14


class Unusable(ValueError):
    """The stored value is not ours. The text gives the reason, and no part of the value."""


def lifetime(ttl: float) -> float:
    """Seconds to keep a value: never negative, never endless."""
    return min(ttl, _LONGEST) if ttl > 0 else 0.0


def read_tokens(text: str | bytes) -> Tokens:
    """The tokens in a text; ``Unusable`` if it is another text."""
    try:
        return Tokens.loads(text)
    except (ValueError, RecursionError):
        raise Unusable("it is not tokens of this version") from None


@attrs.frozen
class _Entry:
    issued: int = 0  # the last fence that was given out
    written: int = 0  # the fence of the last save
    touched: float = 0.0
    until: float = 0.0
    lease: float = 0.0  # when the lock of the last fence ends
    tokens: Tokens | None = None

    def is_alive(self, now: float) -> bool:
        return self.tokens is not None and self.until > now

    def to_dict(self) -> dict[str, Any]:
        return {**attrs.asdict(self, recurse=False), "tokens": self.tokens and self.tokens.to_dict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> _Entry:
        """The entry that ``to_dict`` gave; a KeyError, TypeError or ValueError for other data."""
        issued, written, touched, until = (data[name] for name in ("issued", "written", "touched", "until"))
        lease, tokens = data.get("lease", 0.0), data["tokens"]
        if not all(isinstance(fence, int) and 0 <= fence < _FENCE_LIMIT for fence in (issued, written)):
            raise ValueError("a fence is a whole number")
        if not all(map(math.isfinite, (touched, until, lease))):
            raise ValueError("times are finite")
        return cls(
            issued, written, touched, until, lease, None if tokens is None else Tokens.from_dict(tokens)
        )


class TokenTable:
    """Tokens by key. ``now`` is always Unix seconds."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._spoilt: set[str] = set()
        self._unreadable = False

    def load(self, key: str, now: float) -> Tokens | None:
        """The tokens under a key; ``Unusable`` if the entry cannot be read, or has expired."""
        if self._unreadable or key in self._spoilt:
            raise Unusable("it is half-written, or not tokens of this version")
        entry = self._entries.get(key, _Entry())
        if entry.tokens is not None and not entry.is_alive(now):
            raise Unusable("they have expired")
        return entry.tokens

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int, now: float) -> bool:
        """Keep tokens; False if a later fence has saved."""
        entry = self._entries.get(key, _Entry())
        if fence < entry.written:
            return False
        issued = max(entry.issued, fence)
        self._put(key, _Entry(issued, fence, now, now + lifetime(ttl), entry.lease, tokens))
        return True

    def delete(self, key: str, now: float) -> None:
        """Forget tokens. For a late writer this counts as a save by the last fence."""
        self._spoilt.discard(key)
        if entry := self._entries.get(key):
            self._put(key, _Entry(entry.issued, entry.issued, now, lease=entry.lease))

    def lock(self, key: str, lease: float, now: float) -> int:
        """Lock a key for ``lease`` seconds; gives the fence, a number larger than all before."""
        entry = self._entries.get(key, _Entry())
        fence = max(entry.issued + 1, entry.written + 1, int(now * 1000))
        self._entries[key] = attrs.evolve(entry, issued=fence, touched=now, lease=now + lease)
        return fence

    def is_locked(self, key: str, now: float) -> bool:
        """Whether the lease of the last lock still runs."""
        return self._entries.get(key, _Entry()).lease > now

    def unlock(self, key: str, fence: int | None) -> None:
        """End the lock that gave this fence, if no later one has begun."""
        if (entry := self._entries.get(key)) and entry.issued == fence:
            self._entries[key] = attrs.evolve(entry, lease=0.0)

    def _put(self, key: str, entry: _Entry) -> None:
        self._entries[key] = entry
        self._spoilt.discard(key)

    def unlock_all(self) -> None:
        """End all locks."""
        self._entries = {key: attrs.evolve(entry, lease=0.0) for key, entry in self._entries.items()}

    def prune(self, now: float) -> None:
        """Drop expired tokens, and the fences that nobody needs any more."""
        self._entries = {
            key: entry if entry.is_alive(now) else attrs.evolve(entry, tokens=None)
            for key, entry in self._entries.items()
            if entry.is_alive(now) or now - entry.touched < FENCES_KEPT
        }

    def dumps(self, now: float) -> str:
        """The pruned table as JSON text."""
        self.prune(now)
        keys = {key: entry.to_dict() for key, entry in self._entries.items()}
        return json.dumps({"format": _FORMAT, "keys": keys}, indent=1) + "\n"

    @classmethod
    def loads(cls, text: str | bytes) -> TokenTable:
        """The table that ``dumps`` gave. Entries that cannot be read are in it as unusable."""
        table = cls()
        try:
            data = json.loads(text)
            if data["format"] != _FORMAT:
                raise ValueError("another format")
            for key, entry in data["keys"].items():
                try:
                    table._entries[key] = _Entry.from_dict(entry)
                except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                    table._spoilt.add(key)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            table._unreadable = True
        return table


class SharedTable:
    """A table in the memory of this process, for all threads and event loops.

    The mutex is held for moments, and never while something is awaited.
    """

    def __init__(self) -> None:
        self._table = TokenTable()
        self._mutex = threading.Lock()
        renew_after_fork(self)

    def after_fork(self) -> None:
        """The child keeps the tokens; the locks belong to threads that it does not have."""
        self._mutex = threading.Lock()
        self._table.unlock_all()

    def load(self, key: str) -> Tokens | None:
        """As :meth:`TokenTable.load`."""
        with self._mutex:
            return self._table.load(key, time.time())

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """As :meth:`TokenTable.save`. Expired entries of other keys go."""
        with self._mutex:
            self._table.prune(time.time())
            return self._table.save(key, tokens, ttl, fence, time.time())

    def delete(self, key: str) -> None:
        """As :meth:`TokenTable.delete`."""
        with self._mutex:
            self._table.delete(key, time.time())

    def lock(self, key: str, lease: float) -> int | None:
        """The fence; None if the key is locked."""
        with self._mutex:
            now = time.time()
            return None if self._table.is_locked(key, now) else self._table.lock(key, lease, now)

    def unlock(self, key: str, fence: int | None) -> None:
        """As :meth:`TokenTable.unlock`."""
        with self._mutex:
            self._table.unlock(key, fence)
