"""What a token store keeps under its keys, the rules of fences and lifetimes, and how it looks as text. Pure."""

from __future__ import annotations

import json
import math
import random
import threading
from collections.abc import Iterator
from typing import Any, Final

import attrs

from dify_ext._core.log import logger
from dify_ext.tokens import Tokens

FENCES_KEPT: Final = 7 * 86_400.0
"""For how many seconds the fences of a key are remembered after its tokens are gone."""

_FORMAT: Final = 1
_LONGEST: Final = 10 * 365 * 86_400.0
# Fences start at the clock's milliseconds, so that they grow even where what was kept is lost. Above this is garbage.
_FENCE_LIMIT: Final = 10**14


class Unusable(ValueError):
    """What is kept is no value of ours. The text says why, and nothing of what it is."""


def lifetime(ttl: float) -> float:
    """Seconds to keep a value: never negative, never endless."""
    return min(ttl, _LONGEST) if ttl > 0 else 0.0


def pauses(shortest: float, longest: float) -> Iterator[float]:
    """How long to wait between looks at a lock that is held: at random, so that waiters do not march in step."""
    widest = shortest
    while True:
        widest = min(2 * widest, longest)
        yield random.uniform(shortest, widest)  # noqa: S311 - nothing secret


def read_tokens(text: str | bytes) -> Tokens:
    """The tokens in a text; ``Unusable`` where there are none of ours."""
    try:
        return Tokens.loads(text)
    except (ValueError, RecursionError):
        raise Unusable("it is no tokens of this version") from None


class Complaints:
    """Says in the log that what a store keeps under a key cannot be used: once per key."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._said: set[str] = set()
        self._guard = threading.Lock()

    def say(self, key: str, reason: Unusable) -> None:
        """One warning; the key is not shown, for it may name an account."""
        with self._guard:
            if key in self._said:
                return
            self._said.add(key)
        logger.warning("%s: the tokens it keeps cannot be used (%s): taken as absent", self._store, reason)


@attrs.define
class _Place:
    issued: int = 0  # the last fence that was given out
    written: int = 0  # the fence of the last write
    touched: float = 0.0
    until: float = 0.0
    tokens: Tokens | None = None

    def to_dict(self) -> dict[str, Any]:
        tokens = self.tokens and self.tokens.to_dict()
        return {**attrs.asdict(self, recurse=False), "tokens": tokens}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> _Place:
        """What ``to_dict`` gave; a KeyError, TypeError or ValueError where it is not that."""
        issued, written, touched, until = (data[name] for name in ("issued", "written", "touched", "until"))
        if not all(isinstance(fence, int) and 0 <= fence < _FENCE_LIMIT for fence in (issued, written)):
            raise ValueError("a fence is a whole number")
        if not (math.isfinite(touched) and math.isfinite(until)):
            raise ValueError("times are finite")
        tokens = data["tokens"]
        return cls(issued, written, touched, until, None if tokens is None else Tokens.from_dict(tokens))


class TokenTable:
    """Tokens by key, with their lifetimes and fences. ``now`` is always Unix seconds."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._spoilt: set[str] = set()
        self._unreadable = False

    def load(self, key: str, now: float) -> Tokens | None:
        """The tokens under a key; ``Unusable`` where what is there are none, or none any more."""
        if self._unreadable or key in self._spoilt:
            raise Unusable("it is half-written, or no tokens of this version")
        place = self._places.get(key)
        if place is None or place.tokens is None:
            return None
        if place.until <= now:
            raise Unusable("they have expired")
        return place.tokens

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int, now: float) -> bool:
        """Keep tokens; False where a later fence has written."""
        place = self._places.get(key, _Place())
        if fence < place.written:
            return False
        self._put(key, _Place(max(place.issued, fence), fence, now, now + lifetime(ttl), tokens))
        return True

    def delete(self, key: str, now: float) -> None:
        """Forget tokens; for whoever writes late it counts as written by the last fence."""
        self._spoilt.discard(key)
        if place := self._places.get(key):
            self._put(key, _Place(place.issued, place.issued, now))

    def next_fence(self, key: str, now: float) -> int:
        """A number larger than all before."""
        place = self._places.get(key, _Place())
        fence = max(place.issued + 1, place.written + 1, int(now * 1000))
        self._places[key] = attrs.evolve(place, issued=fence, touched=now)
        return fence

    def _put(self, key: str, place: _Place) -> None:
        self._places[key] = place
        self._spoilt.discard(key)

    def dumps(self, now: float) -> str:
        """All that is still worth keeping, as JSON text."""
        kept: dict[str, Any] = {}
        for key, place in self._places.items():
            alive = place.tokens is not None and place.until > now
            if alive or now - place.touched < FENCES_KEPT:
                kept[key] = (place if alive else attrs.evolve(place, tokens=None)).to_dict()
        return json.dumps({"format": _FORMAT, "keys": kept}, indent=1) + "\n"

    @classmethod
    def loads(cls, text: str | bytes) -> TokenTable:
        """What ``dumps`` gave. What is not that, whole or in part, is on the table as unusable."""
        table = cls()
        try:
            data = json.loads(text)
            if data["format"] != _FORMAT:
                raise ValueError("another format")
            for key, entry in data["keys"].items():
                try:
                    table._places[key] = _Place.from_dict(entry)
                except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                    table._spoilt.add(key)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            table._unreadable = True
        return table
