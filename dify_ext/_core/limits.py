"""How long a call may wait: for the next progress, and as a whole. Pure, but for the clock.

The read timeout of a socket begins anew with each byte, so a server that sends a byte now and then
could hold a call for ever. The connections of our own clients look at the limit of their call
(:data:`CURRENT`) before each wait.
"""

from __future__ import annotations

import time
from contextvars import ContextVar

import attrs

from dify_ext.errors import RequestTimeout

CURRENT: ContextVar[Limit | None] = ContextVar("dify_ext.limit", default=None)

# A body that is read as a whole makes progress if it brings so many bytes a second.
SLOWEST = 1024


@attrs.define(eq=False)
class Limit:
    """The limits of one call."""

    seconds: float | None  # that the server may take to the next progress
    until: float | None = None  # the end of the whole call, by time.monotonic()
    _end: float | None = attrs.field(default=None, init=False)
    _arrived: int = attrs.field(default=0, init=False)

    def allow(self, seconds: float | None) -> None:
        """From the next wait on, the server may take so long to the next progress."""
        self.seconds = seconds
        self._end = None

    def progress(self) -> None:
        """Something useful came or went: the time to the next begins with the next wait."""
        self._end = None
        self._arrived = 0

    def arrived(self, size: int) -> None:
        """Count bytes of a whole body: progress, if they do not come too slowly."""
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
        """Whether the whole call has had its time."""
        return self.until is not None and time.monotonic() >= self.until

    def whole(self, timeout: float | None) -> float | None:
        """The timeout of one step, at most the rest of the whole call."""
        if self.until is None:
            return timeout
        left = max(self.until - time.monotonic(), 0.001)
        return left if timeout is None else min(timeout, left)


def patience() -> float | None:
    """Seconds for which the present call may wait for another that signs in: for two of its steps.

    None for no limit.
    """
    limit = CURRENT.get()
    return None if limit is None else limit.whole(limit.seconds and 2 * limit.seconds)


def out_of_patience() -> RequestTimeout:
    """The error of a call that has waited so long."""
    return RequestTimeout(
        "another call has been signing in for too long: raise timeout= or call_timeout= if it needs longer"
    )
