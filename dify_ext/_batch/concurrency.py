"""How many rows run at a time: one more after successes, half as many if there are too many.

Additive increase, multiplicative decrease, as TCP does it: it finds the limit of a server without
being told, and shares it fairly with other workers. Pure. Times are seconds of a monotonic clock.
"""

from __future__ import annotations

import random
from typing import Final

import attrs

FIRST_PAUSE: Final = 0.25  # seconds without a new run after the first refusal
LONGEST_PAUSE: Final = 30.0  # unless the server names a longer one
_JITTER: Final = random.SystemRandom()  # forked workers must not come back at the same time


@attrs.define
class AdaptiveConcurrency:
    """The present limit of one worker, and the pause in which it begins no run.

    Attributes:
        maximum: The highest limit.
        limit: The limit for now.
        paused_until: The end of the pause.
        failing_since: The first refusal since a run succeeded; None after a success.
    """

    maximum: int
    limit: float = attrs.field(default=attrs.Factory(lambda self: float(self.maximum), takes_self=True))
    paused_until: float = 0.0
    failing_since: float | None = None
    _refusals: int = 0  # in a row
    _decreased: float = 0.0

    def wait(self, slot: int, now: float) -> float:
        """Seconds for which a slot (they count from 0) takes no row; 0 if it may."""
        least = FIRST_PAUSE if slot >= int(self.limit) else 0.0
        return max(least, self.paused_until - now)

    def succeeded(self) -> None:
        """A run has ended well: one more at a time, after as many as run at a time."""
        self.limit = min(float(self.maximum), self.limit + 1 / self.limit)
        self._refusals, self.failing_since = 0, None

    def refused(self, began: float, now: float, retry_after: float | None = None) -> None:
        """Too many runs: half as many, after a pause, or after that which the server asks for.

        A run that ``began`` before the last decrease says nothing new.
        """
        self.failing_since = now if self.failing_since is None else self.failing_since
        if began >= self._decreased:
            self.limit, self._decreased = max(1.0, self.limit / 2), now
            self._refusals += 1
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._refusals - 1, 10))
            self.pause(now, pause * _JITTER.uniform(0.5, 1.0))
        if retry_after is not None:
            self.pause(now, retry_after)

    def pause(self, now: float, seconds: float) -> None:
        """Begin no run for some seconds."""
        self.paused_until = max(self.paused_until, now + seconds)

    def failing_for(self, now: float) -> float:
        """Seconds since the first refusal without a success."""
        return 0.0 if self.failing_since is None else now - self.failing_since
