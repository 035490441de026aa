"""What is behind the token stores: entries, encryption, and the values in Redis."""

from __future__ import annotations

import json
import sys
from typing import Any

import attrs
import pytest
from cryptography.fernet import Fernet

from dify_ext._console import redis_scripts
from dify_ext._console.redis_scripts import fernet_of
from dify_ext._console.token_entry import (
    EMPTY,
    FENCES_KEPT,
    UNREADABLE,
    Entry,
    MemoryTable,
    lifetime,
)
from dify_ext._core.redis_url import client_for
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError
from dify_ext.tokens import Tokens

NOW = 1.7e9
TOKENS = Tokens("ACCESS", "REFRESH", 2e9, 2e9, "cookie", "CSRF", "__Host-")


def test_an_entry_is_the_same_after_writing_and_reading() -> None:
    """With tokens, lifetimes, lock and fences."""
    entry = EMPTY.lock("me", 5, NOW)
    assert entry.issued == NOW * 1000
    entry = entry.save(TOKENS, 60, entry.issued, NOW)
    again = Entry.from_dict(json.loads(json.dumps(entry.to_dict())))
    assert again == entry
    assert not again.unusable(NOW + 59)
    assert "expired" in again.unusable(NOW + 60)
    assert again.save(TOKENS, 60, entry.issued - 1, NOW) is again
    full = EMPTY.save(Tokens("a", "r", 1.5, 2.5, "body", None, "", 0.5), 60, 1, NOW)
    assert Entry.from_dict(full.to_dict()) == full


def test_a_clock_that_goes_back() -> None:
    """Fences grow even if the clock does not."""
    entry, fences = EMPTY, []
    for at, now in enumerate((NOW, NOW - 3600, NOW - 7200, NOW + 1)):
        entry = entry.lock(f"holder {at}", 5, now).unlock(f"holder {at}")
        fences.append(entry.issued)
    assert fences == sorted(set(fences))


def test_the_lock_of_an_entry() -> None:
    """It lasts for its lease, over a save and a deletion;
    only its holder ends it before, or the holder's death.
    """
    entry = EMPTY.lock("early", 5, NOW)
    assert entry.lock("late", 5, NOW + 4) is entry
    assert entry.lock("early", 5, NOW + 4) is entry  # an answer was lost
    entry = entry.save(TOKENS, 60, entry.issued, NOW).delete()
    assert entry.lock("late", 5, NOW + 4) is entry
    assert entry.unlock("late") is entry
    for after in (
        entry.lock("late", 5, NOW + 5),
        entry.lock("late", 5, NOW + 1, lambda name: name == "early"),
    ):
        assert (after.holder, after.issued) == ("late", max(entry.issued + 1, int(after.lease - 5) * 1000))
        assert after.unlock("early") is after
        assert after.unlock("late").lease == 0
    unlocked = entry.unlock("early")
    assert unlocked.lock("late", 5, NOW).holder == "late"


def test_a_deleted_entry_is_not_brought_back() -> None:
    """Deleting counts as a save by the last fence."""
    early = EMPTY.lock("a", 5, NOW)
    late = early.unlock("a").lock("b", 5, NOW)
    deleted = late.delete()
    assert deleted.tokens is None
    assert not deleted.unusable(NOW)
    assert deleted.save(TOKENS, 60, early.issued, NOW) is deleted
    assert deleted.save(TOKENS, 60, late.issued, NOW).tokens == TOKENS
    assert UNREADABLE.delete() == EMPTY


def test_what_is_worth_keeping() -> None:
    """Tokens for their lifetime, fences for a week after the last; nothing that cannot be read."""
    entry = EMPTY.lock("me", 5, NOW)
    entry = entry.save(TOKENS, 60, entry.issued, NOW)
    assert entry.pruned(NOW + 59) is entry
    assert entry.pruned(NOW + 61) == attrs.evolve(entry, tokens=None, until=0.0)
    assert entry.pruned(NOW + FENCES_KEPT + 1) is None
    long = entry.save(TOKENS, 10 * FENCES_KEPT, entry.issued, NOW)
    assert long.pruned(NOW + FENCES_KEPT + 1) is long
    assert UNREADABLE.pruned(NOW) is None
    assert EMPTY.pruned(NOW) is None


ENTRY = {"issued": 1, "written": 1, "until": NOW + 60, "tokens": TOKENS.to_dict()}


@pytest.mark.parametrize(
    "data",
    [
        None,
        "ACCESS",
        [],
        {},
        {**ENTRY, "issued": "1"},
        {**ENTRY, "written": 10**14},
        {**ENTRY, "holder": 7},
        {**ENTRY, "lease": "x"},
        {**ENTRY, "until": None},
        {**ENTRY, "until": float("nan")},
        {**ENTRY, "until": 10**400},
        {**ENTRY, "tokens": {}},
        {**ENTRY, "tokens": "ACCESS"},
    ],
)
def test_an_entry_of_another_form(data: Any) -> None:
    """It is unusable until it is deleted or written over."""
    entry = Entry.from_dict(data)
    assert "half-written" in entry.unusable(NOW)
    assert not entry.save(TOKENS, 60, 1, NOW).unusable(NOW)
    assert Entry.from_dict(ENTRY).tokens == TOKENS


@pytest.mark.parametrize(
    ("ttl", "kept"), [(1.5, 1.5), (0, 0), (-3, 0), (float("nan"), 0), (float("inf"), 315_360_000)]
)
def test_lifetimes(ttl: float, kept: float) -> None:
    """A lifetime is never negative, never endless."""
    assert lifetime(ttl) == kept


def test_a_table_in_memory_forgets_what_has_expired() -> None:
    """With the next change: a process that serves many accounts does not grow for ever."""
    table = MemoryTable()
    table.update("old", lambda entry, now: entry.save(TOKENS, -1, 1, now))
    table.update("new", lambda entry, now: entry.save(TOKENS, 60, 1, now))
    assert table.read("old") == EMPTY
    assert table.read("new").tokens == TOKENS


def test_a_fork_ends_the_locks_of_a_table_in_memory() -> None:
    """The child keeps the tokens, and waits for no thread of its parent."""
    table = MemoryTable()
    table.update("k", lambda entry, now: entry.lock("a thread", 60, now).save(TOKENS, 60, 10**13, now))
    table._mutex.acquire()
    table.after_fork()
    assert table.read("k").tokens == TOKENS
    assert table.update("k", lambda entry, now: entry.lock("me", 60, now)).holder == "me"


def test_encryption() -> None:
    """The same key decrypts, as text or bytes; nothing else does. A repr shows no key."""
    key = Fernet.generate_key()
    fernet = fernet_of(Secret(key))
    encrypted_text = fernet.encrypt(TOKENS.dumps().encode()).decode()
    assert entry_of("", encrypted_text, fernet_of(Secret(key.decode()))).tokens == TOKENS
    for other in (encrypted_text[:-5], "x" + encrypted_text, "SECRET", "ü"):
        assert "another key, or not at all" in entry_of("", other, fernet).unusable(NOW)
    other_key = fernet_of(Secret(Fernet.generate_key()))
    assert "another key, or not at all" in entry_of("", encrypted_text, other_key).unusable(NOW)
    assert key.decode()[:8] not in repr(fernet)


def test_a_key_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of another form, and a missing package, are refused with what to do; the error has no context."""
    for bad in ("", "SECRET", b"x" * 32, 7):
        with pytest.raises(ConfigurationError, match="generate_key") as caught:
            fernet_of(Secret(bad))  # type: ignore[arg-type]
        assert caught.value.__context__ is None
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'dify-ext\[encryption\]'"):
        fernet_of(Secret(Fernet.generate_key()))


def entry_of(state: str | bytes, value: str | bytes, fernet: Fernet | None = None) -> Entry:
    _, entry, now = redis_scripts.read_entry([state, value, b"1700000000", b"500000"], fernet)
    assert now == NOW + 0.5
    return entry


def test_names_in_redis() -> None:
    """State and value have one hash tag, whatever is in the key."""
    state, value = redis_scripts.names("p:", "a{b}|bob@example.com")
    assert state == f"{value}:state"
    assert value.startswith("p:{")
    assert value.endswith("}")
    assert "bob" not in value
    assert value != redis_scripts.names("p:", "another")[1]


@pytest.mark.parametrize("fernet", [None, fernet_of(Secret(Fernet.generate_key().decode()))])
def test_an_entry_in_redis(fernet: Fernet | None) -> None:
    """What is written is read, as text or bytes; the value is sent only if it has changed."""
    locked = EMPTY.lock("me", 5, NOW)
    state, *new = redis_scripts.change_arguments("", EMPTY, locked, NOW, fernet)
    assert (state, new[1:]) == ("", [int(FENCES_KEPT * 1000)])
    assert attrs.evolve(entry_of(str(new[0]), b""), until=0.0) == locked
    saved = locked.save(TOKENS, 60, locked.issued, NOW)
    old, text, _, ttl, value = redis_scripts.change_arguments("old", locked, saved, NOW, fernet)
    assert (old, ttl) == ("old", 60_000)
    assert isinstance(value, Secret)
    assert ("ACCESS" in value.reveal()) is (fernet is None)
    found = entry_of(str(text).encode(), value.reveal().encode(), fernet)
    assert (found.tokens, found.issued, found.holder) == (TOKENS, locked.issued, "me")
    assert len(redis_scripts.change_arguments("", found, found.unlock("me"), NOW, fernet)) == 3
    assert redis_scripts.change_arguments("", found, found.delete(), NOW, fernet)[3:] == [0]
    assert redis_scripts.change_arguments("", UNREADABLE, EMPTY, NOW, fernet)[3:] == [0]
    assert (
        redis_scripts.change_arguments("", locked, saved.save(TOKENS, 0, saved.written, NOW), NOW, fernet)[3]
        == 0
    )


@pytest.mark.parametrize("value", ["?", "dify1:", "dify2:{}", "[]", "[" * 100_000, "{}", "x"])
@pytest.mark.parametrize("state", ["", "?", "{", "[]", "7", '{"issued": "x", "written": 1}', "[" * 100_000])
def test_garbage_in_redis(state: str, value: str) -> None:
    """A state that cannot be read is that of an empty entry, a value is unusable; both are written over."""
    entry = entry_of(state, value)
    assert (entry.issued, entry.holder) == (0, "")
    assert entry.unusable(NOW)
    assert not entry.save(TOKENS, 60, 1, NOW).unusable(NOW)


@pytest.mark.parametrize(
    "url", ["redis://h", "redis://u:p@h:1/0?a=b", "rediss://:p%2F%40@h", "unix:///a@b/c.sock?db=1"]
)
def test_urls_of_redis(url: str) -> None:
    """These are read as they were meant."""
    assert client_for(Secret(url), lambda url, **options: (url, options), a=1) == (url, {"a": 1})


@pytest.mark.parametrize(
    "url", ["", "localhost", "http://h", "redis://u:p/w@h", "redis://:p#w@h", "redis://:p@h?w@h"]
)
def test_urls_that_are_misread(url: str) -> None:
    """Another scheme, or an @ after what ends the host's part, is refused."""
    with pytest.raises(ConfigurationError, match="the URL of Redis"):
        client_for(Secret(url), str)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        client_for(Secret("redis://h"), int)


def client_of(module: str) -> Any:
    """A client whose class says that it is of a module."""
    return type("Client", (), {"__module__": module, "eval": print})()


def test_clients_and_flavours() -> None:
    """A client goes into a store of its flavour;
    one of another library is not judged, and what cannot eval is none.
    """
    for module, flavour in (("redis.client", "synchronous"), ("redis.asyncio.client", "asynchronous")):
        other = {"synchronous": "asynchronous", "asynchronous": "synchronous"}[flavour]
        redis_scripts.refuse_wrong_client(client_of(module), flavour)
        with pytest.raises(ConfigurationError, match=f"redis-py is {flavour}"):
            redis_scripts.refuse_wrong_client(client_of(module), other)
    for flavour in ("synchronous", "asynchronous"):
        redis_scripts.refuse_wrong_client(client_of("rediscluster"), flavour)
        with pytest.raises(ConfigurationError, match="not NoneType"):
            redis_scripts.refuse_wrong_client(None, flavour)


def test_what_a_client_fails_with() -> None:
    """The error is one line, with the store, the kind of failure and its reason."""
    assert str(redis_scripts.failed("Store()", OSError("it\nbroke"))) == "Store(): OSError: it broke"
    assert str(redis_scripts.failed("Store()", TimeoutError())) == "Store(): TimeoutError: no reason given"
