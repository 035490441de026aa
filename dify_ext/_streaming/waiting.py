"""How long a run is waited for: for the next event, after its end, between two attempts, as a whole. Pure.

Times are seconds of a clock that only goes forward.
"""

from __future__ import annotations

from typing import Final

from attrs import define, field, frozen
from dify_api.models.workflow_run import WorkflowRun

from dify_ext._core.retry import pause

GRACE: Final = 1.0  # who wants the answer waits so long for more once it is complete
QUIET: Final = 10.0  # a stream whose answer is whole ends after so long without an event
POLL: Final = (0.5, 5.0)  # between two questions how a run stands: at first, and at most
LONGEST_RUN: Final = 3600.0  # a run is asked about so long, or stall_timeout if that is more
# After so many connections that brought only text, seconds to wait before the next; and how many there may be.
IN_A_ROW, BREATH, AT_MOST = 20, 0.5, 200


@frozen
class Limits:
    """The options of a client that bound its runs."""

    stall_timeout: float
    max_retries: int
    call_timeout: float | None = None


@define
class Waiting:
    """The wait for the next event. The reader's own time between two events does not count."""

    limits: Limits
    deadline: float | None = None  # the end of call_timeout
    until_deadline: bool = False  # the wait at hand ends with it
    since: float | None = None  # the wait for the next event began; None while the reader has the last one
    complete_since: float | None = None

    def begin(self, now: float) -> None:
        """Whatever is done first begins now."""
        if self.deadline is None and self.limits.call_timeout is not None:
            self.deadline = now + self.limits.call_timeout

    def left(self, now: float) -> float | None:
        """Seconds until ``call_timeout`` is over; None if there is none."""
        return None if self.deadline is None else self.deadline - now

    def within(self, now: float, *, is_over: bool, is_enough: bool) -> float:
        """Seconds to wait for bytes; ``is_over`` if the answer is whole, ``is_enough`` if nobody wants more."""
        self.since = now if self.since is None else self.since
        until = self.since + self.limits.stall_timeout
        if is_enough:
            self.complete_since = now if self.complete_since is None else self.complete_since
            until = min(until, self.complete_since + GRACE)
        elif is_over:
            until = min(until, self.since + QUIET)
        self.until_deadline = self.deadline is not None and self.deadline < until
        return (self.deadline if self.deadline is not None and self.until_deadline else until) - now


@define
class Reconnections:
    """How often a run was taken up again, and when it may be once more."""

    max_retries: int
    in_vain: int = 0  # since the last new event
    in_a_row: int = 0  # since the last event that is surely new, as text is not

    def next_pause(self) -> float | None:
        """Seconds to wait before the next; None if there were enough."""
        if self.in_vain > self.max_retries or self.in_a_row >= AT_MOST:
            return None
        after = max(pause(self.in_vain), BREATH if self.in_a_row > IN_A_ROW else 0.0)
        self.in_vain += 1
        self.in_a_row += 1
        return after

    def reset(self) -> None:
        """Something surely new came."""
        self.in_vain = self.in_a_row = 0


@define
class Polling:
    """Questions how a run stands, further and further apart.

    Older releases write down nothing of a run before its end: silence says nothing, and only a run that nobody would
    wait for is given up. A server that does not say its release may be one that forgets runs.
    """

    patience: float
    failures: int = 0
    _pause: float = field(factory=lambda: POLL[0])
    _run: WorkflowRun | None = None
    _since: float = 0.0

    def next_pause(self, run: WorkflowRun, now: float) -> float | None:
        """Seconds to the next question, after this answer; None if the run has not moved for too long."""
        self.failures = 0
        if run != self._run:
            self._run, self._since = run, now
        elif now - self._since > self.patience:
            return None
        after, self._pause = self._pause, min(self._pause * 1.5, POLL[1])
        return after
