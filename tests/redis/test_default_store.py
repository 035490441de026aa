"""Which store is used if the user gave none, and the one line that says so."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from dify_ext._async.stores import AsyncDefaultStore
from dify_ext._console import process_memory
from dify_ext._console.sign_in import Account
from dify_ext._redaction import Secret
from dify_ext._sync.stores import DefaultStore
from tests.redis.flavours import bare, default_store, tokens
from tests.redis.servers import RedisServer
from tests.secrets.leaks import outcome


@pytest.fixture(autouse=True)
def _new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered of the tests before."""
    monkeypatch.setattr(process_memory, "_tables", {})
    monkeypatch.setattr(process_memory, "next_tries", {})


async def chosen(
    flavour: str, environ: dict[str, str], caplog: pytest.LogCaptureFixture, level: str = "INFO"
) -> tuple[str, str]:
    """The kind of store, and the line."""
    caplog.set_level(logging.INFO, "dify_ext")
    caplog.clear()
    store = await default_store(flavour, environ)
    async with store.lock("k", 5.0) as fence:
        await store.save("k", tokens(), 60, fence)
    assert await store.load("k") == tokens()
    await store.aclose()
    (record,) = (record for record in caplog.records if record.name == "dify_ext")
    assert record.levelname == level
    assert "PASSWORD" not in record.getMessage()
    return type(bare(store)).__name__.removeprefix("Async"), record.getMessage()


async def test_redis_where_there_is_one(
    flavour: str, redis_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Either variable names it, the first wins, an empty one is none."""
    kind, line = await chosen(flavour, {"REDIS_URL": redis_url, "DIFY_REDIS_URL": ""}, caplog)
    assert kind == "RedisTokenStore"
    assert " REDIS_URL is set, and it answers" in line
    kind, line = await chosen(
        flavour, {"DIFY_REDIS_URL": redis_url, "REDIS_URL": "redis://127.0.0.1:1"}, caplog
    )
    assert kind == "RedisTokenStore"
    assert "DIFY_REDIS_URL is set, and it answers" in line


async def test_memory_where_none_is_named(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """Without a variable it is memory."""
    kind, line = await chosen(flavour, {}, caplog)
    assert kind == "MemoryTokenStore"
    assert "neither DIFY_REDIS_URL nor REDIS_URL is set" in line


async def test_memory_where_none_answers(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """A Redis that does not answer, or refuses us, is none; the line has the reason and no password."""
    kind, line = await chosen(flavour, {"DIFY_REDIS_URL": "redis://:PASSWORD@127.0.0.1:1"}, caplog, "WARNING")
    assert kind == "MemoryTokenStore"
    assert "DIFY_REDIS_URL is set, but" in line
    assert "ConnectionError" in line


async def test_memory_where_the_password_is_refused(
    flavour: str, own_redis: RedisServer, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """A password that Redis does not take is said without it."""
    url = own_redis.url.replace("://", "://nobody:PASSWORD@")
    kind, line = await chosen(flavour, {"REDIS_URL": url}, caplog, "WARNING")
    assert kind == "MemoryTokenStore"
    assert "AuthenticationError" in line


async def test_memory_where_the_url_is_none(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """A URL that cannot be read is said without it."""
    kind, line = await chosen(flavour, {"REDIS_URL": "postgres://:PASSWORD@host"}, caplog, "WARNING")
    assert kind == "MemoryTokenStore"
    assert "REDIS_URL is set, but cannot be used" in line


async def test_memory_where_the_package_is_missing(
    flavour: str, redis_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package redis it is memory, and the line says what to install."""
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    kind, line = await chosen(flavour, {"REDIS_URL": redis_url}, caplog, "WARNING")
    assert kind == "MemoryTokenStore"
    assert "pip install 'dify-ext[redis]'" in line


ME = Account("http://console.example.com", "me@example.com", Secret("pass"))


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]


async def test_one_warning_for_a_process(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """Ten clients that cannot use Redis warn once, and share the memory of the process."""
    environ = {"REDIS_URL": "redis://:PASSWORD@127.0.0.1:1"}
    stores = [await default_store(flavour, environ) for _ in range(10)]
    (line,) = warnings_in(caplog)
    assert "REDIS_URL is set, but cannot be used" in line
    assert "PASSWORD" not in line
    async with stores[0].lock("k", 5.0) as fence:
        await stores[0].save("k", tokens(), 60, fence)
    assert [await store.load("k") for store in stores] == [tokens()] * 10


def let_pass(seconds: float) -> None:
    """Let the process's memory of unusable URLs grow older."""
    for url in process_memory.next_tries:
        process_memory.next_tries[url] -= seconds


async def test_redis_is_tried_again(
    flavour: str, own_redis: RedisServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a minute, and not before; a Redis that fails later is a warning again."""
    caplog.set_level("INFO", "dify_ext")
    environ = {"REDIS_URL": own_redis.url}
    own_redis.stop()
    kind = AsyncDefaultStore if flavour == "async" else DefaultStore
    monkeypatch.setenv("REDIS_URL", own_redis.url)
    store = kind()

    async def chosen_kind() -> str:
        return type(await outcome(store.choose, ME)).__name__.removeprefix("Async")

    assert await chosen_kind() == "MemoryTokenStore"
    own_redis.start()
    let_pass(45)
    assert await chosen_kind() == "MemoryTokenStore"
    assert len(warnings_in(caplog)) == 1
    let_pass(20)
    assert await chosen_kind() == "RedisTokenStore"
    assert "it answers" in caplog.records[-1].getMessage()
    own_redis.stop()
    assert await chosen_kind() == "RedisTokenStore"  # a store that fails later is the session's matter
    assert type(bare(await default_store(flavour, environ))).__name__.endswith("MemoryTokenStore")
    assert len(warnings_in(caplog)) == 2


async def test_accounts_and_passwords_do_not_share_memory(flavour: str) -> None:
    """Only who knows the password finds the tokens of an account; both flavours share."""
    store = await default_store(flavour, {})
    async with store.lock("k", 5.0) as fence:
        await store.save("k", tokens(), 60, fence)
    for other in ("async", "sync"):
        assert await (await default_store(other, {})).load("k") == tokens()
        assert await (await default_store(other, {}, "you@example.com")).load("k") is None
    another = Account(ME.root, ME.email, Secret("another"))
    assert await (await AsyncDefaultStore().choose(another)).load("k") is None
