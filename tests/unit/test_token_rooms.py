"""The pure rooms behind the stores: what is remembered, what is sealed, what is said."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from typing import Any

import pytest
from cryptography.fernet import Fernet

from dify_ext._console import redis_scripts
from dify_ext._console.encryption import Encryption
from dify_ext._console.token_table import (
    FENCES_KEPT,
    SharedTable,
    TokenTable,
    Unusable,
    lifetime,
    read_tokens,
)
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError
from dify_ext.tokens import Tokens

NOW = 1.7e9
TOKENS = Tokens("ACCESS", "REFRESH", 2e9, 2e9, "cookie", "CSRF", "__Host-")


def test_a_table_is_the_same_after_writing_and_reading() -> None:
    """What is dumped is loaded: tokens, lifetimes and fences."""
    table = TokenTable()
    fence = table.lock("k", 5, NOW)
    assert fence == NOW * 1000
    assert table.save("k", TOKENS, 60, fence, NOW)
    again = TokenTable.loads(table.dumps(NOW))
    assert again.load("k", NOW + 59) == TOKENS
    with pytest.raises(Unusable, match="expired"):
        again.load("k", NOW + 60)
    assert again.lock("k", 5, NOW) == fence + 1
    assert not again.save("k", TOKENS, 60, fence - 1, NOW)
    assert again.dumps(NOW) == TokenTable.loads(again.dumps(NOW)).dumps(NOW)


def test_a_clock_that_goes_back() -> None:
    """Fences grow where the clock does not."""
    table = TokenTable()
    fences = [table.lock("k", 5, now) for now in (NOW, NOW - 3600, NOW - 7200, NOW + 1)]
    assert fences == sorted(set(fences))


def test_fences_are_forgotten_at_last() -> None:
    """Of tokens that are gone the fences stay for a week, and then nothing."""
    table = TokenTable()
    table.save("k", TOKENS, 60, table.lock("k", 5, NOW), NOW)
    kept = json.loads(table.dumps(NOW + 61))["keys"]
    assert kept["k"]["tokens"] is None
    assert json.loads(table.dumps(NOW + FENCES_KEPT + 1))["keys"] == {}
    table.save("k", TOKENS, 10 * FENCES_KEPT, table.lock("k", 5, NOW), NOW)
    assert json.loads(table.dumps(NOW + FENCES_KEPT + 1))["keys"]["k"]["tokens"] is not None


@pytest.mark.parametrize(
    ("ttl", "kept"), [(1.5, 1.5), (0, 0), (-3, 0), (float("nan"), 0), (float("inf"), 315_360_000)]
)
def test_lifetimes(ttl: float, kept: float) -> None:
    """A lifetime is never negative, never endless."""
    assert lifetime(ttl) == kept


def test_a_encryption_opens_what_it_closed() -> None:
    """A seal opens its own, as every seal with the same key; nothing else."""
    key = Fernet.generate_key()
    closed = Encryption(Secret(key)).encrypt("SECRET ü")
    assert "SECRET" not in closed
    assert Encryption(Secret(key.decode())).decrypt(closed) == "SECRET ü"
    for other in (closed[:-5], "x" + closed, "", "SECRET", "ü", Fernet(key).encrypt(b"\xff").decode()):
        with pytest.raises(Unusable) as caught:
            Encryption(Secret(key)).decrypt(other)
        assert caught.value.__cause__ is None
    with pytest.raises(Unusable):
        Encryption(Secret(Fernet.generate_key())).decrypt(closed)


def test_a_encryption_shows_no_key() -> None:
    """Neither a repr nor a pickle nor a copy has the key."""
    seal = Encryption(Secret(Fernet.generate_key()))
    assert repr(seal) == "Encryption(***)"
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            attempt(seal)


def test_the_lock_of_a_key() -> None:
    """It lasts for its lease, over a save and a deletion; only its own fence ends it before."""
    table = TokenTable()
    assert not table.is_locked("k", NOW)
    early = table.lock("k", 5, NOW)
    assert table.save("k", TOKENS, 60, early, NOW)
    assert TokenTable.loads(table.dumps(NOW)).is_locked("k", NOW + 4)
    assert not table.is_locked("k", NOW + 5)
    late = table.lock("k", 5, NOW + 5)
    table.delete("k", NOW + 5)
    table.unlock("k", early)
    table.unlock("other", late)
    assert table.is_locked("k", NOW + 6)
    table.unlock("k", late)
    assert not table.is_locked("k", NOW + 6)


def test_a_shared_table_forgets_what_has_expired() -> None:
    """With the next save: a process that serves many accounts does not grow for ever."""
    table = SharedTable()
    fence = table.lock("old", 5)
    assert fence is not None
    assert table.lock("old", 5) is None
    table.save("old", TOKENS, -1, fence)
    table.unlock("old", fence)
    table.save("new", TOKENS, 60, 1)
    assert table.load("old") is None
    table.delete("new")
    assert table.load("new") is None


def test_a_fork_ends_the_locks_of_a_shared_table() -> None:
    """The child keeps the tokens, and waits for no thread of its parent."""
    table = SharedTable()
    fence = table.lock("k", 60)
    assert fence is not None
    table.save("k", TOKENS, 60, fence)
    table._mutex.acquire()
    table.after_fork()
    assert table.load("k") == TOKENS
    assert table.lock("k", 60) is not None


def test_tokens_of_a_table_are_tokens() -> None:
    """What comes off a table that was read is a Tokens again, with all it had."""
    table = TokenTable()
    full = Tokens("a", "r", 1.5, 2.5, "body", None, "", 0.5)
    table.save("k", full, 60, 1, NOW)
    assert TokenTable.loads(table.dumps(NOW).encode()).load("k", NOW) == full


def test_what_was_deleted_is_not_brought_back() -> None:
    """Deleting counts as writing by the last fence; of a key that was never there nothing is remembered."""
    table = TokenTable()
    early, late = table.lock("k", 5, NOW), table.lock("k", 5, NOW)
    table.delete("k", NOW)
    table.delete("never there", NOW)
    assert not table.save("k", TOKENS, 60, early, NOW)
    assert table.load("k", NOW) is None
    assert table.save("k", TOKENS, 60, late, NOW)
    assert set(json.loads(table.dumps(NOW))["keys"]) == {"k"}
    assert table.load("other", NOW) is None


ENTRY = {"issued": 1, "written": 1, "touched": NOW, "until": NOW + 60, "tokens": TOKENS.to_dict()}


@pytest.mark.parametrize(
    "entry",
    [
        None,
        "ACCESS",
        [],
        {},
        {**ENTRY, "issued": "1"},
        {**ENTRY, "written": 10**14},
        {**ENTRY, "touched": None},
        {**ENTRY, "until": float("nan")},
        {**ENTRY, "until": 10**400},
        {**ENTRY, "tokens": {}},
        {**ENTRY, "tokens": "ACCESS"},
    ],
)
def test_an_entry_of_another_form(entry: Any) -> None:
    """An entry that cannot be read is unusable until it is deleted or written over; others are not touched."""
    text = json.dumps({"format": 1, "keys": {"bad": entry, "good": ENTRY}})
    for mend in (lambda table: table.delete("bad", NOW), lambda table: table.save("bad", TOKENS, 60, 1, NOW)):
        table = TokenTable.loads(text)
        with pytest.raises(Unusable):
            table.load("bad", NOW)
        assert table.load("good", NOW) == TOKENS
        mend(table)
        assert table.load("bad", NOW) in (None, TOKENS)


NO_SHELVES = ["", "{", "[]", "null", "7", "{}", '{"format":2,"keys":{}}', '{"format":1}', "[" * 10**5]


@pytest.mark.parametrize("text", NO_SHELVES)
def test_a_text_of_another_form(text: str) -> None:
    """A text that cannot be read is a table on which everything is unusable."""
    with pytest.raises(Unusable):
        TokenTable.loads(text).load("k", NOW)


@pytest.mark.parametrize("text", ["", "{", "null", b"\xff", '{"format":1}', "[" * 10**5])
def test_a_value_that_is_no_tokens(text: str | bytes) -> None:
    """A value that is none is unusable, and nothing of it is in the reason."""
    with pytest.raises(Unusable, match=r"^it is not tokens of this version$"):
        read_tokens(text)
    assert read_tokens(TOKENS.dumps()) == TOKENS


def test_a_key_that_seals_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of another form, and a missing package, are refused with what to do; the error has no context."""
    for bad in ("", "SECRET", b"x" * 32, 7):
        with pytest.raises(ConfigurationError, match="generate_key") as caught:
            Encryption(Secret(bad))  # type: ignore[arg-type]
        assert caught.value.__context__ is None
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'dify-ext\[encryption\]'"):
        Encryption(Secret(Fernet.generate_key()))


def test_names_in_redis() -> None:
    """Value, lock and fence have one hash tag, whatever is in the key."""
    value, lock, fence = redis_scripts.names("p:", "a{b}|bob@example.com")
    assert (lock, fence) == (f"{value}:lock", f"{value}:fence")
    assert value.startswith("p:{")
    assert value.endswith("}")
    assert "bob" not in value
    assert value != redis_scripts.names("p:", "another")[0]


def test_values_in_redis() -> None:
    """What is written is read, as text or bytes; what is of another form is unusable."""
    written = redis_scripts.value(7, "text\nü")
    assert redis_scripts.payload(written) == redis_scripts.payload(written.encode()) == "text\nü"
    for other in (b"\xff", b"", b"dify1:7:", "dify2:7:text", "dify1:x:text", "text"):
        with pytest.raises(Unusable):
            redis_scripts.payload(other)


@pytest.mark.parametrize(
    "url", ["redis://h", "redis://u:p@h:1/0?a=b", "rediss://:p%2F%40@h", "unix:///a@b/c.sock?db=1"]
)
def test_urls_of_redis(url: str) -> None:
    """These are read as they were meant."""
    redis_scripts.refuse_wrong_url(Secret(url))


@pytest.mark.parametrize(
    "url", ["", "localhost", "http://h", "redis://u:p/w@h", "redis://:p#w@h", "redis://:p@h?w@h"]
)
def test_urls_that_are_misread(url: str) -> None:
    """Another scheme, or an @ after what ends the host's part, is refused."""
    with pytest.raises(ConfigurationError, match="the URL of Redis"):
        redis_scripts.refuse_wrong_url(Secret(url))


def client_of(module: str) -> Any:
    """A client whose class says that it is of a module."""
    return type("Client", (), {"__module__": module, "eval": print})()


def test_clients_and_flavours() -> None:
    """A client goes into a store of its flavour; one of another library is not judged, and what cannot eval is none."""
    for module, flavour in (("redis.client", "synchronous"), ("redis.asyncio.client", "asynchronous")):
        other = {"synchronous": "asynchronous", "asynchronous": "synchronous"}[flavour]
        redis_scripts.refuse_wrong_client(client_of(module), flavour)
        with pytest.raises(ConfigurationError, match=f"a client of the {flavour} redis"):
            redis_scripts.refuse_wrong_client(client_of(module), other)
    for flavour in ("synchronous", "asynchronous"):
        redis_scripts.refuse_wrong_client(client_of("rediscluster"), flavour)
        with pytest.raises(ConfigurationError, match="not NoneType"):
            redis_scripts.refuse_wrong_client(None, flavour)


def test_what_a_client_fails_with() -> None:
    """The error is one line, with the store, the kind of failure and its reason."""
    assert str(redis_scripts.failed("Store()", OSError("it\nbroke"))) == "Store(): OSError: it broke"
    assert str(redis_scripts.failed("Store()", TimeoutError())) == "Store(): TimeoutError: no reason given"
