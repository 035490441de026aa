"""The pure rooms behind the stores: what is remembered, what is sealed, what is said."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from cryptography.fernet import Fernet

from dify_ext._sealing import Seal
from dify_ext._shelf import FENCES_KEPT, Complaints, Shelf, Unusable, lifetime, pauses
from dify_ext.tokens import Tokens
from tests.redis.colours import tokens

NOW = 1.7e9


def test_a_shelf_is_the_same_after_writing_and_reading() -> None:
    """What is dumped is loaded: tokens, lifetimes and fences."""
    shelf = Shelf()
    fence = shelf.next_fence("k", NOW)
    assert fence == NOW * 1000
    assert shelf.save("k", tokens(), 60, fence, NOW)
    again = Shelf.loads(shelf.dumps(NOW))
    assert again.load("k", NOW + 59) == tokens()
    with pytest.raises(Unusable, match="expired"):
        again.load("k", NOW + 60)
    assert again.next_fence("k", NOW) == fence + 1
    assert not again.save("k", tokens("early"), 60, fence - 1, NOW)
    assert again.dumps(NOW) == Shelf.loads(again.dumps(NOW)).dumps(NOW)


def test_a_clock_that_goes_back() -> None:
    """Fences grow where the clock does not."""
    shelf = Shelf()
    fences = [shelf.next_fence("k", now) for now in (NOW, NOW - 3600, NOW - 7200, NOW + 1)]
    assert fences == sorted(set(fences))


def test_fences_are_forgotten_at_last() -> None:
    """Of tokens that are gone the fences stay for a week, and then nothing."""
    shelf = Shelf()
    shelf.save("k", tokens(), 60, shelf.next_fence("k", NOW), NOW)
    kept = json.loads(shelf.dumps(NOW + 61))["keys"]
    assert kept["k"]["tokens"] is None
    assert json.loads(shelf.dumps(NOW + FENCES_KEPT + 1))["keys"] == {}
    shelf.save("k", tokens(), 10 * FENCES_KEPT, shelf.next_fence("k", NOW), NOW)
    assert json.loads(shelf.dumps(NOW + FENCES_KEPT + 1))["keys"]["k"]["tokens"] is not None


@pytest.mark.parametrize(("ttl", "kept"), [(1.5, 1.5), (0, 0), (-3, 0), (float("nan"), 0), (float("inf"), 315_360_000)])
def test_lifetimes(ttl: float, kept: float) -> None:
    """A lifetime is never negative, never endless."""
    assert lifetime(ttl) == kept


def test_pauses() -> None:
    """Waiters look soon, then less often, and never all at once."""
    pause = pauses(0.02, 0.2)
    first = next(pause)
    later = [next(pause) for _ in range(50)]
    assert 0.02 <= first <= 0.04
    assert all(0.02 <= each <= 0.2 for each in later)
    assert len(set(later)) > 25
    assert max(later) > 0.1


def test_a_seal_opens_what_it_closed() -> None:
    """A seal opens its own, as every seal with the same key; nothing else."""
    key = Fernet.generate_key()
    closed = Seal(key).close("SECRET ü")
    assert "SECRET" not in closed
    assert Seal(key.decode()).open(closed) == "SECRET ü"
    for other in (closed[:-5], "x" + closed, "", "SECRET", "ü", Fernet(key).encrypt(b"\xff").decode()):
        with pytest.raises(Unusable) as caught:
            Seal(key).open(other)
        assert caught.value.__cause__ is None
    with pytest.raises(Unusable):
        Seal(Fernet.generate_key()).open(closed)


def test_a_seal_shows_no_key() -> None:
    """Neither a repr nor a pickle nor a copy has the key."""
    seal = Seal(Fernet.generate_key())
    assert repr(seal) == "Seal(***)"
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            attempt(seal)


def test_complaints_are_said_once_for_each_key(caplog: pytest.LogCaptureFixture) -> None:
    """One warning for a key, one for the next, and neither names the key."""
    complaints = Complaints("Store()")
    for key in ("bob@example.com", "eve@example.com", "bob@example.com"):
        complaints.say(key, Unusable("it is no text"))
    expected = "Store(): the tokens it keeps cannot be used (it is no text): taken as absent"
    assert [record.getMessage() for record in caplog.records] == [expected] * 2


def test_tokens_of_a_shelf_are_tokens() -> None:
    """What comes off a shelf that was read is a Tokens again, with all it had."""
    shelf = Shelf()
    full = Tokens("a", "r", 1.5, 2.5, "body", None, "", 0.5)
    shelf.save("k", full, 60, 1, NOW)
    assert Shelf.loads(shelf.dumps(NOW).encode()).load("k", NOW) == full
