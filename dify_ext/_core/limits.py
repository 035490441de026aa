"""How long a call may wait for progress, and how long it may take. Pure, except for the clock.

The read timeout of a socket starts again with each byte, so a server that sends single bytes could
delay a call forever. The connections of our own clients check the limit of their call
(:data:`CURRENT`) before each wait.
"""

from __future__ import annotations

import time
from contextvars import ContextVar

import attrs

from dify_ext.errors import RequestTimeout

CURRENT: ContextVar[Limit | None] = ContextVar("dify_ext.limit", default=None)

# A body that is read as a whole makes progress if it brings this number of bytes per second.
SLOWEST = 1024


@attrs.define(eq=False)
class Limit:
    """The limits of one call."""

    seconds: float | None  # the time until the next progress
    until: float | None = None  # the end of the whole call, by time.monotonic()
    _end: float | None = attrs.field(default=None, init=False)
    _arrived: int = attrs.field(default=0, init=False)

    def allow(self, seconds: float | None) -> None:
        """Set the time until the next progress, beginning with the next wait."""
        self.seconds = seconds
        self._end = None

    def progress(self) -> None:
        """Note progress: the time until the next one begins with the next wait."""
        self._end = None
        self._arrived = 0

    def arrived(self, size: int) -> None:
        """Count received bytes of a whole body; if they come fast enough, this is progress."""
        self._arrived += size
        if self.seconds is None or self._arrived >= SLOWEST * self.seconds:
            self.progress()

    def left(self, timeout: float | None = None) -> float | None:
        """Seconds that a wait may take from now, at most ``timeout``; None for no limit."""
        now = time.monotonic()
        if self._end is None and self.seconds is not None:
            self._end = now + self.seconds
        for end in (self._end, self.until):
            if end is not None and (timeout is None or end - now < timeout):
                timeout = end - now
        return timeout

    @property
    def is_over(self) -> bool:
        """Whether the time of the whole call is over."""
        return self.until is not None and time.monotonic() >= self.until

    def whole(self, timeout: float | None) -> float | None:
        """The timeout of one step, at most the rest of the whole call."""
        if self.until is None:
            return timeout
        left = max(self.until - time.monotonic(), 0.001)
        return left if timeout is None else min(timeout, left)


def longest_wait() -> float | None:
    """Seconds for which the present call may wait for another that signs in: for two of its steps.

    None for no limit.
    """
    limit = CURRENT.get()
    return None if limit is None else limit.whole(limit.seconds and 2 * limit.seconds)


def waited_too_long() -> RequestTimeout:
    """The error of a call that has waited so long."""
    return RequestTimeout(
        "another call has been signing in for too long: raise timeout= or call_timeout= if it needs longer"
    )
