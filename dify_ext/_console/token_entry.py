"""An entry of a token store: tokens, the holder of the lock, and the fences. Pure.

A store keeps entries, and changes one in a transaction: ``change(entry, now)`` gives the new one.
So locks, fences and lifetimes are the same in memory, file and Redis. ``now`` is always Unix
seconds.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import attrs

from dify_ext._core.forks import renew_after_fork
from dify_ext.tokens import Tokens

FENCES_KEPT: Final = 7 * 86_400.0
"""For how many seconds the fences of a key are remembered after its tokens are gone."""

_LONGEST: Final = 10 * 365 * 86_400.0
# Fences begin at the clock's milliseconds: they grow even if the store has lost them.
_FENCE_LIMIT: Final = 10**14


def lifetime(ttl: float) -> float:
    """Seconds to keep a value: never negative, never endless."""
    return min(ttl, _LONGEST) if ttl > 0 else 0.0


@attrs.frozen
class Entry:
    """A key without anything has an empty entry."""

    issued: int = 0  # the last fence that was given out
    written: int = 0  # the fence of the last save
    holder: str = ""  # of the lock
    lease: float = 0.0  # when the lock ends
    until: float = 0.0  # when the tokens' lifetime ends
    tokens: Tokens | None = None
    problem: str = ""  # why the tokens cannot be read; no part of them

    def unusable(self, now: float) -> str:
        """Why the tokens cannot be used; empty if they can, or if there are none."""
        is_over = self.tokens is not None and self.until <= now
        return self.problem or ("they have expired" if is_over else "")

    def save(self, tokens: Tokens, ttl: float, fence: int, now: float) -> Entry:
        """With tokens, if no later fence has saved: then ``written`` is that fence."""
        if fence < self.written:
            return self
        return attrs.evolve(
            self,
            issued=max(self.issued, fence),
            written=fence,
            until=now + lifetime(ttl),
            tokens=tokens,
            problem="",
        )

    def delete(self) -> Entry:
        """Without tokens. For a late writer this counts as a save by the last fence."""
        return attrs.evolve(self, written=self.issued, until=0.0, tokens=None, problem="")

    def lock(
        self, holder: str, lease: float, now: float, is_dead: Callable[[str], bool] = lambda _: False
    ) -> Entry:
        """Locked by a holder, with a new fence, if no other holds the lock whose lease runs."""
        is_held = self.holder and self.lease > now and not is_dead(self.holder)
        if is_held or self.holder == holder:
            return self
        fence = max(self.issued + 1, self.written + 1, int(now * 1000))
        return attrs.evolve(self, issued=fence, holder=holder, lease=now + lease)

    def unlock(self, holder: str) -> Entry:
        """Without the lock of a holder."""
        return attrs.evolve(self, holder="", lease=0.0) if self.holder == holder else self

    def pruned(self, now: float) -> Entry | None:
        """Without expired tokens; None if nothing is worth keeping. A fence contains its time."""
        alive = self.tokens is not None and self.until > now
        if self.problem or not (alive or now < max(self.issued, self.written) / 1000 + FENCES_KEPT):
            return None
        return self if alive else attrs.evolve(self, tokens=None, until=0.0)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**attrs.asdict(self, recurse=False), "tokens": self.tokens and self.tokens.to_dict()}

    @classmethod
    def from_dict(cls, data: Any) -> Entry:
        """The entry that ``to_dict`` gave; one with a problem for other data."""
        try:
            issued, written, until, tokens = (data[name] for name in ("issued", "written", "until", "tokens"))
            holder, lease = data.get("holder", ""), data.get("lease", 0.0)
            fences_are_sound = all(
                isinstance(fence, int) and 0 <= fence < _FENCE_LIMIT for fence in (issued, written)
            )
            if not (fences_are_sound and isinstance(holder, str) and math.isfinite(until + lease)):
                return UNREADABLE
            tokens = None if tokens is None else Tokens.from_dict(tokens)
            return cls(issued, written, holder, lease, until, tokens)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return UNREADABLE


EMPTY: Final = Entry()
UNREADABLE: Final = Entry(problem="it is half-written, or not tokens of this version")
Change: TypeAlias = Callable[[Entry, float], Entry]


class MemoryTable:
    """Entries in the memory of this process, for all threads and event loops."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._mutex = threading.Lock()  # held for moments
        renew_after_fork(self)

    def after_fork(self) -> None:
        """The child keeps the tokens; locks belong to threads that it does not have."""
        self._mutex = threading.Lock()
        self._entries = {key: entry.unlock(entry.holder) for key, entry in self._entries.items()}

    def update(self, key: str, change: Change) -> Entry:
        """Change an entry; gives the new one. Others that have expired go."""
        with self._mutex:
            now = time.time()
            entry = change(self._entries.get(key, EMPTY), now)
            kept = ((other, pruned) for other, one in self._entries.items() if (pruned := one.pruned(now)))
            self._entries = {**dict(kept), key: entry}
            return entry

    def read(self, key: str) -> Entry:
        """An entry."""
        return self._entries.get(key, EMPTY)
