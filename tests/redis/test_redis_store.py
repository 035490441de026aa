"""What lies in Redis: with its lifetime, sealed where asked for, and garbage taken as absent."""

from __future__ import annotations

import asyncio
import base64
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
import redis
import redis.asyncio
from cryptography.fernet import Fernet

from dify_ext._async.stores import AsyncFileTokenStore, AsyncMemoryTokenStore, AsyncRedisTokenStore
from dify_ext._sync.stores import FileTokenStore, MemoryTokenStore, RedisTokenStore
from dify_ext.errors import ConfigurationError, TokenStoreError
from tests.redis.flavours import bare, redis_store, tokens
from tests.secrets.leaks import failure, leaks, shown_by

SECRETS = ("ACCESS", "REFRESH", "CSRF")


async def saved(store: Any, key: str = "k", name: str = "one", ttl: float = 60) -> None:
    async with store.lock(key, 5.0) as fence:
        assert await store.save(key, tokens(name), ttl, fence) is True


def everything(raw: Any) -> str:
    """All that Redis holds, as one text."""
    return " ".join(f"{name!r}={raw.get(name)!r}" for name in raw.scan_iter("*"))


def value_name(raw: Any) -> bytes:
    (name,) = (name for name in raw.scan_iter("*") if name.endswith(b"}"))
    found: bytes = name
    return found


async def test_the_lifetime_is_set_with_the_value(flavour: str, redis_url: str, raw: Any) -> None:
    """The value ends after its lifetime, which no second command set; nothing else stays for ever either."""
    store = redis_store(flavour, redis_url)
    async with store.lock("k", 5.0) as fence:
        assert await store.save("k", tokens(), 1234.5, fence)
        assert 1_230_000 < raw.pttl(value_name(raw)) <= 1_234_500
        assert all(raw.pttl(name) > 0 for name in raw.scan_iter("*"))
        assert len(list(raw.scan_iter("dify:token:*"))) == raw.dbsize() == 2
    await store.aclose()
    assert raw.dbsize() == 2  # the value, and the fences
    assert not {"cmdstat_expire", "cmdstat_pexpire"} & set(raw.info("commandstats"))


async def test_names_do_not_tell_the_account(flavour: str, redis_url: str, raw: Any) -> None:
    """The names have the prefix and one hash tag, and not the key, which may hold an address."""
    store = redis_store(flavour, redis_url, prefix="mine:")
    await saved(store, "https://dify.example.com|bob@example.com")
    await store.aclose()
    names = [name.decode() for name in raw.scan_iter("*")]
    assert all(name.startswith("mine:{") for name in names)
    assert len({name[name.index("{") : name.index("}")] for name in names}) == 1
    assert "bob" not in everything(raw)


async def test_a_client_of_ones_own_is_left_open(flavour: str, redis_url: str) -> None:
    """The store closes the client it made, and no other; one that decodes its answers will do as well."""
    kind = redis.asyncio.Redis if flavour == "async" else redis.Redis
    client: Any = kind.from_url(redis_url, decode_responses=True)
    store = redis_store(flavour, client)
    await saved(store)
    await store.aclose()
    assert await store.load("k") == tokens("one")
    await store.ping()
    await client.aclose() if flavour == "async" else client.close()


async def test_sealed_tokens_are_no_tokens(
    flavour: str, redis_url: str, raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """With a key nothing in Redis is a token,
    and who has another key, or none, finds nothing and says so once.
    """
    key = Fernet.generate_key()
    store = redis_store(flavour, redis_url, encryption_key=key)
    await saved(store)
    assert await store.load("k") == tokens("one")
    lies = everything(raw)
    assert not any(secret in lies for secret in SECRETS)
    assert not any(base64.b64encode(secret.encode()).decode()[:6] in lies for secret in SECRETS)
    same = redis_store(flavour, redis_url, encryption_key=key.decode())
    assert await same.load("k") == tokens("one")
    assert not caplog.records
    for options in ({"encryption_key": Fernet.generate_key()}, {}):
        stranger = redis_store(flavour, redis_url, **options)
        for _ in range(2):
            assert await stranger.load("k") is None
        assert len(caplog.records) == 1
        caplog.clear()
        await stranger.aclose()
    assert key.decode() not in repr(store) + str(vars(bare(store)))
    for each in (store, same):
        await each.aclose()


async def test_plain_tokens_are_not_taken_for_sealed(
    flavour: str, redis_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What was written without a key is absent for a store with one, and written over by it."""
    plain = redis_store(flavour, redis_url)
    await saved(plain, name="plain")
    sealed = redis_store(flavour, redis_url, encryption_key=Fernet.generate_key())
    assert await sealed.load("k") is None
    assert "another key, or not at all" in caplog.text
    await saved(sealed, name="sealed")
    assert await sealed.load("k") == tokens("sealed")
    for each in (plain, sealed):
        await each.aclose()


@pytest.mark.parametrize("bad", ["", "short", b"x" * 32, "ü" * 44, base64.b64encode(b"SECRET-KEY")])
def test_a_key_that_is_none(bad: Any) -> None:
    """A key of another form is refused before any I/O, and not shown."""
    for kind in (RedisTokenStore, AsyncRedisTokenStore):
        with pytest.raises(ConfigurationError, match="generate_key") as caught:
            kind("redis://127.0.0.1:1", encryption_key=bad)
        assert caught.value.__context__ is None
        assert len(bad) == 0 or str(bad) not in str(caught.value)


GARBAGE = {
    "bytes": b"\xff\xfe\x00garbage",
    "empty": b"",
    "foreign": b'{"access_token": "ACCESS-other"}',
    "no tokens": b"[]",
    "deep": b"[" * 100_000,
    "later": b'{"format":2,"access_token":"ACCESS-x"}',
}
STATES = [b"\xffgarbage", b"{", b'{"issued": 99999999999999999999, "written": 0}', b""]


@pytest.mark.parametrize("decode", [False, True])
async def test_a_store_full_of_garbage(
    flavour: str, redis_url: str, raw: Any, decode: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever lies there is absent, said once for each key, and written over;
    and locks work all the same.
    """
    kind = redis.asyncio.Redis if flavour == "async" else redis.Redis
    client: Any = kind.from_url(redis_url, decode_responses=decode)
    store = redis_store(flavour, client)
    for key in (*GARBAGE, "half", "list"):
        await saved(store, key)
        name = value_name(raw)
        if key == "list":
            raw.delete(name)
            raw.rpush(name, "item")
        else:
            raw.set(name, GARBAGE.get(key, (raw.get(name) or b"")[:70]))
        raw.set(name + b":state", STATES[len(key) % len(STATES)])
        for _ in range(2):
            assert await store.load(key) is None, key
        (record,) = caplog.records
        assert record.levelname == "WARNING"
        assert "RedisTokenStore" in record.getMessage()
        assert not any(secret in record.getMessage() for secret in SECRETS)
        await saved(store, key, "new")
        assert await store.load(key) == tokens("new"), key
        caplog.clear()
        raw.flushall()
    await client.aclose() if flavour == "async" else client.close()


async def test_garbage_can_be_deleted(flavour: str, redis_url: str, raw: Any) -> None:
    """Deleting what is no value of ours works, and so does waiting for nobody's lock."""
    store = redis_store(flavour, redis_url)
    await saved(store)
    name = value_name(raw)
    raw.delete(name)
    raw.rpush(name, "item")
    await store.delete("k")
    assert not raw.exists(name)
    await store.aclose()


async def test_fences_outlive_what_redis_knew(flavour: str, redis_url: str, raw: Any) -> None:
    """After a Redis that lost everything, a holder from before does not overwrite what a later one wrote."""
    store = redis_store(flavour, redis_url)
    async with store.lock("k", 5.0) as early:
        raw.flushall()
        await anyio.sleep(0.005)  # no Redis comes back sooner
        async with store.lock("k", 5.0) as late:
            assert late > early
            assert await store.save("k", tokens("late"), 60, late)
        assert not await store.save("k", tokens("early"), 60, early)
    await store.aclose()


async def test_a_lost_answer_does_not_lock_us_out(flavour: str, redis_url: str, raw: Any) -> None:
    """A client that sends the same again because the answer was lost has its own lock, not somebody
    else's.
    """
    client: Any = (redis.asyncio.Redis if flavour == "async" else redis.Redis).from_url(redis_url)
    once = client.eval
    twice = (lambda *a: _again(once, a)) if flavour == "async" else (lambda *a: (once(*a), once(*a))[1])
    client.eval = twice
    store = redis_store(flavour, client)
    await saved(store)
    assert raw.dbsize() == 2
    await client.aclose() if flavour == "async" else client.close()


async def _again(once: Any, arguments: tuple[Any, ...]) -> Any:
    await once(*arguments)
    return await once(*arguments)


def test_the_wrong_flavour(redis_url: str) -> None:
    """A client of the other flavour, or none, is refused with the name of the store it belongs into."""
    with pytest.raises(ConfigurationError, match="pass it to RedisTokenStore"):
        AsyncRedisTokenStore(redis.Redis.from_url(redis_url))  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="pass it to AsyncRedisTokenStore"):
        RedisTokenStore(redis.asyncio.Redis.from_url(redis_url))  # type: ignore[arg-type]
    for nothing in (None, {}, b"redis://x"):
        with pytest.raises(ConfigurationError, match="needs a URL or a client"):
            RedisTokenStore(nothing)  # type: ignore[arg-type]


def test_another_librarys_client_is_taken_as_meant() -> None:
    """A client that is not of redis-py, and speaks as one, is not judged."""

    class Client:
        def eval(self, *arguments: Any) -> list[Any]:
            return ["", "", 1_700_000_000, 0]

    assert RedisTokenStore(Client()).load("k") is None  # type: ignore[arg-type]


STORES = (
    *(AsyncFileTokenStore, AsyncMemoryTokenStore, AsyncRedisTokenStore),
    *(FileTokenStore, MemoryTokenStore, RedisTokenStore),
)
BAD_URLS = [
    "http://:PASSWORD@localhost",
    "redis://:PASS/WORD@localhost",
    "redis://:PASS#WORD@localhost:6379/0",
    "redis://user:PASS?WORD@localhost",
    "redis://user:123/PASSWORD@localhost",
    "redis://localhost:PASSWORD",
    "redis://[PASSWORD",
    "redis://localhost/0?socket_timeout=PASSWORD",
]


@pytest.mark.parametrize("url", BAD_URLS)
def test_an_unusable_url(url: str) -> None:
    """A URL that cannot be read, or would be misread, is refused, and no part of it is in the error."""
    for kind in (RedisTokenStore, AsyncRedisTokenStore):
        with pytest.raises(ConfigurationError, match="URL") as caught:
            kind(url)
        assert not any(part in _all_of(caught.value) for part in ("PASS", "WORD"))


def _all_of(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + repr(error.__context__)


@pytest.mark.parametrize("kind", [RedisTokenStore, AsyncRedisTokenStore])
def test_missing_packages(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without redis, or without cryptography where a key is given, the error says what to install."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "redis", None)
        patch.setitem(sys.modules, "redis.asyncio", None)
        with pytest.raises(ConfigurationError, match=r"pip install 'dify-ext\[redis\]'"):
            kind("redis://localhost")
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'dify-ext\[encryption\]'"):
        kind("redis://localhost", encryption_key=Fernet.generate_key())


async def test_a_password_is_never_shown(flavour: str, redis_url: str) -> None:
    """A Redis that refuses the password is a TokenStoreError that does not repeat it, nor does its cause."""
    store = redis_store(flavour, redis_url.replace("redis://", "redis://nobody:PASSWORD@"))
    with pytest.raises(TokenStoreError) as caught:
        await store.load("k")
    assert caught.value.__cause__ is not None
    assert "PASSWORD" not in _all_of(caught.value) + _all_of(caught.value.__cause__) + repr(store)
    await store.aclose()


def test_one_store_on_several_event_loops(redis_url: str) -> None:
    """A store made from a URL serves one event loop after the other, and two at the same time."""
    store = AsyncRedisTokenStore(redis_url)

    async def use() -> None:
        for _ in range(3):
            await saved(store)
            assert await store.load("k") == tokens()
        await store.aclose()

    asyncio.run(use())
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(asyncio.run, use()) for _ in range(2)]:
            done.result()


@pytest.mark.parametrize("kind", [RedisTokenStore, AsyncRedisTokenStore])
async def test_constructor_arguments_are_in_no_traceback(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither URL nor key is a local of a frame that raises, however it fails."""
    good, key = "redis://:PASSWORD@127.0.0.1:1/0", "SECRET-encryption-key"
    cases: list[tuple[Any, dict[str, Any]]] = [(url, {}) for url in BAD_URLS]
    cases += [
        (good, {"encryption_key": key}),
        (good, {"encryption_key": key.encode()}),
        (7, {"encryption_key": None}),
    ]
    for url, options in cases:
        error = await failure(kind, url, **options)
        assert isinstance(error, ConfigurationError)
        assert leaks(shown_by(error), {"PASSWORD", "PASS/WORD", "PASS#WORD", "PASS?WORD", key}) == []
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    for options in ({}, {"encryption_key": key}):
        error = await failure(kind, good, **options)
        assert "pip install" in str(error)
        assert leaks(shown_by(error), {"PASSWORD", key}) == []


@pytest.mark.parametrize("kind", STORES)
def test_the_repr_of_a_half_made_store(kind: Any) -> None:
    """An object whose constructor failed has a repr all the same."""
    assert repr(object.__new__(kind)) == f"{kind.__name__}(not made)"
