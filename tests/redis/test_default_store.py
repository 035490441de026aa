"""Which store is used where none was chosen, and the one line that says so."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from tests.redis.flavours import bare, default_store, tokens
from tests.redis.servers import RedisServer


async def chosen(flavour: str, environ: dict[str, str], caplog: pytest.LogCaptureFixture) -> tuple[str, str]:
    """The kind of store, and the line."""
    caplog.set_level(logging.INFO, "dify_ext")
    caplog.clear()
    store = await default_store(flavour, environ)
    async with store.lock("k", 5.0) as fence:
        await store.save("k", tokens(), 60, fence)
    assert await store.load("k") == tokens()
    await store.aclose()
    (record,) = (record for record in caplog.records if record.name == "dify_ext")
    assert record.levelname == "INFO"
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
    kind, line = await chosen(flavour, {"DIFY_REDIS_URL": "redis://:PASSWORD@127.0.0.1:1"}, caplog)
    assert kind == "MemoryTokenStore"
    assert "DIFY_REDIS_URL is set, but" in line
    assert "ConnectionError" in line


async def test_memory_where_the_password_is_refused(
    flavour: str, own_redis: RedisServer, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """A password that Redis does not take is said without it."""
    url = own_redis.url.replace("://", "://nobody:PASSWORD@")
    kind, line = await chosen(flavour, {"REDIS_URL": url}, caplog)
    assert kind == "MemoryTokenStore"
    assert "AuthenticationError" in line


async def test_memory_where_the_url_is_none(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """A URL that cannot be read is said without it."""
    kind, line = await chosen(flavour, {"REDIS_URL": "postgres://:PASSWORD@host"}, caplog)
    assert kind == "MemoryTokenStore"
    assert "REDIS_URL is set, but cannot be used" in line


async def test_memory_where_the_package_is_missing(
    flavour: str, redis_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package redis it is memory, and the line says what to install."""
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    kind, line = await chosen(flavour, {"REDIS_URL": redis_url}, caplog)
    assert kind == "MemoryTokenStore"
    assert "pip install 'dify-ext[redis]'" in line
