"""A refused password, as it is kept in a token store."""

from __future__ import annotations

import itertools

import pytest

from dify_ext._console.refusal import WAITS, note_of, recalled, refusal_key
from dify_ext._console.sign_in import Account
from dify_ext._redaction import Secret
from dify_ext.errors import APIError, AuthenticationError, RateLimitError
from dify_ext.tokens import Tokens

NOW = 1.8e9
DAY = 86_400.0


def account(
    password: str = "wrong-4711", email: str = "me@example.com", root: str = "https://a.example.com"
) -> Account:
    return Account(root, email, Secret(password))


def refusal(status: int = 401, code: str | None = "authentication_failed") -> APIError:
    return account().refusal(status, code, "Invalid email or password.")


def test_each_host_account_and_password_has_a_key() -> None:
    """A key tells none of them; the case of an e-mail does not matter."""
    others = [account("other"), account(email="you@example.com"), account(root="https://b.example.com")]
    keys = [refusal_key("k", one) for one in (account(), *others)]
    assert len(set(keys)) == 4
    assert refusal_key("k", account(email="Me@Example.com")) == keys[0]
    assert not any(word in key for key in keys for word in ("wrong", "4711", "example"))
    assert refusal_key("k2", account()) != keys[0]


def test_others_get_the_same_error() -> None:
    """With status, code, message and advice."""
    note, ttl = note_of(refusal(), None, NOW)
    error = recalled(Tokens.loads(note.dumps()), account(), NOW + 299)
    assert isinstance(error, AuthenticationError)
    assert str(error) == str(refusal())
    assert "check email= and password=" in str(error)
    assert (error.status, error.code, error.message) == (
        401,
        "authentication_failed",
        "Invalid email or password.",
    )
    assert recalled(note, account(), NOW + 300) is None
    assert ttl > 300
    locked, _ = note_of(refusal(429, "email_code_login_limit"), None, NOW)
    assert isinstance(recalled(locked, account(), NOW), RateLimitError)


def test_a_fleet_never_locks_its_account() -> None:
    """Processes that are started all the time send fewer than six attempts within any day, even two at a
    time.
    """
    attempts: list[float] = []
    note: Tokens | None = None
    kept_until = 0.0
    for minute in range(4 * 24 * 60):
        now = NOW + 60 * minute
        note = note if now < kept_until else None
        if recalled(note, account(), now) is None:
            attempts.append(now)
            note, ttl = note_of(refusal(), note, now)
            kept_until = now + ttl
    assert [later - earlier for earlier, later in itertools.pairwise(attempts)][:3] == list(WAITS)
    within_a_day = [sum(start <= at < start + DAY for at in attempts) for start in attempts]
    assert max(within_a_day) == 3
    assert 2 * max(within_a_day) <= 6  # a release that is hidden costs two attempts


@pytest.mark.parametrize(
    "text", ["x", "e30=", "W10=", "bnVsbA==", "7", "eyJjb3VudCI6IDAsICJzdGF0dXMiOiA0MDF9"]
)
def test_another_value_is_no_note(text: str) -> None:
    """It is passed over, and written over."""
    foreign = Tokens(text, "refused", NOW + 300, NOW + 600, "body")
    assert recalled(foreign, account(), NOW) is None
    assert note_of(refusal(), foreign, NOW)[0].expires_at == NOW + 300
