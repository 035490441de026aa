"""How long a run is waited for: for an event, after its end, between attempts, as a whole. Pure.

Times are seconds of a monotonic clock.
"""

from __future__ import annotations

from typing import Final

from attrs import define, field
from dify_api.models import WorkflowRun

from dify_ext._core.options import Options
from dify_ext._core.retry import pause

GRACE: Final = 1.0  # the longest wait for more if only the answer is wanted
QUIET: Final = 10.0  # a stream whose answer is whole ends after so long without an event
POLL: Final = (0.5, 5.0)  # the pauses of polling: at first, and at most
LONGEST_RUN: Final = 3600.0  # a run is polled so long, or ``stall_timeout``
# Connections in a row that bring only text: after so many a pause (seconds), and the most of them.
AT_ONCE, PAUSE, AT_MOST = 20, 0.5, 200


@define
class Waiting:
    """The wait for the next event. The reader's own time between two events does not count."""

    options: Options
    deadline: float | None = None  # the end of call_timeout
    until_deadline: bool = False  # the wait at hand ends with it
    since: float | None = None  # the wait for the next event began; None while it is read
    complete_since: float | None = None

    def begin(self, now: float) -> None:
        """Whatever is done first begins now."""
        if self.options.call_timeout is not None:
            self.deadline = now + self.options.call_timeout

    def within(self, now: float, *, is_whole: bool, is_enough: bool) -> float:
        """Seconds to wait for bytes, less if the answer is whole or nothing more is wanted."""
        self.since = now if self.since is None else self.since
        until = self.since + self.options.stall_timeout
        if is_enough:
            self.complete_since = now if self.complete_since is None else self.complete_since
            until = min(until, self.complete_since + GRACE)
        elif is_whole:
            until = min(until, self.since + QUIET)
        self.until_deadline = self.deadline is not None and self.deadline < until
        return (self.deadline if self.deadline is not None and self.until_deadline else until) - now


@define
class Reconnections:
    """How often a run was resumed, and when it may be again."""

    max_retries: int
    without_event: int = 0  # since the last new event
    without_marker: int = 0  # since the last event that is surely new, as text is not

    def next_pause(self) -> float | None:
        """Seconds to wait before the next; None if there were enough."""
        if self.without_event > self.max_retries or self.without_marker >= AT_MOST:
            return None
        after = max(pause(self.without_event), PAUSE if self.without_marker > AT_ONCE else 0.0)
        self.without_event += 1
        self.without_marker += 1
        return after

    def reset(self) -> None:
        """Something surely new came."""
        self.without_event = self.without_marker = 0


@define
class Polling:
    """The pauses between two looks at a run, longer and longer.

    Older releases store nothing of a run before its end, so only a very long silence is given up. A
    server without a release may be one that forgets runs.
    """

    patience: float
    _pause: float = field(factory=lambda: POLL[0])
    _run: WorkflowRun | None = None
    _since: float = 0.0

    def next_pause(self, run: WorkflowRun, now: float) -> float | None:
        """Seconds to the next look; None if the run has not changed for too long."""
        if run != self._run:
            self._run, self._since = run, now
        elif now - self._since > self.patience:
            return None
        after, self._pause = self._pause, min(self._pause * 1.5, POLL[1])
        return after
