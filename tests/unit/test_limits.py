"""How long a wait may take: to the next progress, and to the end of the call."""

from __future__ import annotations

import math
import time

import pytest

from dify_ext._core.limits import CURRENT, SLOWEST, Limit, longest_wait, waited_too_long


class Clock:
    now = 100.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    return clock


def test_silence_is_counted_from_the_first_wait(clock: Clock) -> None:
    """The time to the next progress begins with the first wait,
    and goes on over all waits until there is some.
    """
    limit = Limit(2.0)
    clock.now += 50
    assert limit.left() == 2.0
    clock.now += 1.5
    assert limit.left() == 0.5
    limit.progress()
    clock.now += 50
    assert limit.left() == 2.0


def test_how_long_another_call_is_waited_for(clock: Clock) -> None:
    """For two steps, and never beyond the end of the call."""
    assert longest_wait() is None
    cases = ((Limit(2.0), 4.0), (Limit(None, 105.0), 5.0), (Limit(9.0, 105.0), 5.0), (Limit(None), None))
    for limit, seconds in cases:
        current = CURRENT.set(limit)
        assert longest_wait() == seconds
        CURRENT.reset(current)
    assert "call_timeout=" in str(waited_too_long())


def test_the_smallest_limit_holds(clock: Clock) -> None:
    """A timeout of the step, the time to the next progress, the end of the call: whatever comes first."""
    assert Limit(None).left() is None
    assert Limit(None).left(3.0) == 3.0
    assert Limit(2.0).left(3.0) == 2.0
    assert Limit(2.0).left(1.0) == 1.0
    assert Limit(2.0, clock.now + 0.5).left(1.0) == 0.5
    assert Limit(None, clock.now - 1).left(1.0) == -1.0


def test_another_limit_for_the_next_wait(clock: Clock) -> None:
    """A stream allows more silence than a call, and less when its answer is whole."""
    limit = Limit(2.0)
    assert limit.left() == 2.0
    limit.allow(30.0)
    assert limit.left() == 30.0
    limit.allow(None)
    assert limit.left() is None


def test_a_body_makes_progress_if_it_is_not_too_slow(clock: Clock) -> None:
    """Bytes of a whole body count when they come at the slowest speed that is taken; dripped ones do not."""
    limit = Limit(2.0)
    assert limit.left() == 2.0
    clock.now += 1
    limit.arrived(2 * SLOWEST - 1)
    assert limit.left() == 1.0
    limit.arrived(1)
    assert limit.left() == 2.0
    endless = Limit(None)
    endless.arrived(1)
    assert endless.left() is None


def test_the_end_of_the_whole_call(clock: Clock) -> None:
    """Each step's timeout is cut to what is left of the call,
    and is never zero, which would mean: do not wait.
    """
    assert not Limit(2.0).is_over
    assert Limit(2.0).whole(5.0) == 5.0
    assert Limit(2.0).whole(None) is None
    limit = Limit(2.0, clock.now + 3)
    assert limit.whole(5.0) == limit.whole(None) == 3.0
    assert limit.whole(1.0) == 1.0
    assert not limit.is_over
    clock.now += 3
    assert limit.is_over
    assert math.isclose(limit.whole(5.0) or 0, 0.001)
