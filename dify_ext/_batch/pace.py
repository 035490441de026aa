"""The number of runs at a time: one more after successes, half as many if there are too many.

Additive increase, multiplicative decrease, as TCP does it: it finds the limit of a server without
being told, and shares it fairly with other workers. Pure.
"""

from __future__ import annotations

import random
from typing import Final

import attrs

FIRST_PAUSE: Final = 0.25  # seconds without a new run after the first refusal
LONGEST_PAUSE: Final = 30.0  # unless the server names a longer one
_JITTER: Final = random.SystemRandom()  # forked workers must not come back at the same time


@attrs.define
class Pace:
    """The present limit of one worker, and the pause in which it begins no run.

    Attributes:
        most: The most runs at a time.
        limit: The runs at a time for now.
        until: When the pause is over, by the monotonic clock.
        since: Since when no run has succeeded; None after a success.
    """

    most: int
    limit: float = attrs.field(default=attrs.Factory(lambda self: float(self.most), takes_self=True))
    until: float = 0.0
    since: float | None = None
    _refused: int = 0  # in a row
    _decreased: float = 0.0

    def wait(self, slot: int, now: float) -> float:
        """Seconds for which a slot takes no row; 0 if it may.

        Args:
            slot: The number of the slot, from 0.
            now: The monotonic clock.
        """
        if slot >= int(self.limit):
            return max(FIRST_PAUSE, self.until - now)
        return max(0.0, self.until - now)

    def succeeded(self) -> None:
        """A run has ended well: one more at a time, after a round of them."""
        self.limit = min(float(self.most), self.limit + 1 / self.limit)
        self._refused, self.since = 0, None

    def refused(self, began: float, now: float, retry_after: float | None = None) -> float:
        """Too many runs: half as many, after a pause; returns its seconds.

        Runs that began before the last decrease say nothing new.

        Args:
            began: When the run was asked for.
            now: The monotonic clock.
            retry_after: The pause that the server asks for.
        """
        self.since = now if self.since is None else self.since
        if began >= self._decreased:
            self.limit, self._decreased = max(1.0, self.limit / 2), now
            self._refused += 1
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._refused - 1, 10))
            self.pause(now, pause * _JITTER.uniform(0.5, 1.0))
        if retry_after is not None:
            self.pause(now, retry_after)
        return max(0.0, self.until - now)

    def pause(self, now: float, seconds: float) -> None:
        """Begin no run for some seconds.

        Args:
            now: The monotonic clock.
            seconds: For how long.
        """
        self.until = max(self.until, now + seconds)
