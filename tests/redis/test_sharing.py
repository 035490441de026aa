"""Processes share one sign-in through a real Redis, counted at the server;
and what lies in Redis meanwhile.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from dify_ext import (
    AsyncDifyServer,
    AsyncRedisTokenStore,
    DifyServer,
    RedisTokenStore,
    Tokens,
    TokenStoreError,
)
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, OTHER_EMAIL, OTHER_PASSWORD, Emulator
from tests.redis import sharing_processes
from tests.redis.servers import RedisServer
from tests.secrets.clients import AsyncServerOf, ServerOf
from tests.secrets.console import FakeConsole
from tests.secrets.leaks import failure, leaks, outcome, shown_by

Start = Callable[[list[dict[str, Any]]], subprocess.Popen[str]]
ADMIN = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}
OTHER = {"email": OTHER_EMAIL, "password": OTHER_PASSWORD}


@pytest.fixture
def start() -> Iterator[Start]:
    """Start processes that play parts; they are gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(parts: list[dict[str, Any]]) -> subprocess.Popen[str]:
        command = [sys.executable, sharing_processes.__file__, json.dumps(parts)]
        same = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, env=same, start_new_session=True, **pipes))
        return started[-1]

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def reports_of(processes: subprocess.Popen[str], expected: int) -> list[dict[str, Any]]:
    """What each process told, once all have ended; no call of any failed."""
    told, complaints = processes.communicate(timeout=100)
    assert processes.returncode == 0, complaints
    assert complaints == ""
    reports = [json.loads(line) for line in told.splitlines()]
    assert len(reports) == expected, told
    assert [report["errors"] for report in reports] == [[]] * expected
    return reports


@pytest.mark.parametrize("dialect", ["1.8", "1.13"])
def test_eight_processes_over_an_expiring_token(
    dialect: Any, redis_url: str, start: Start, record_property: Callable[[str, object], None]
) -> None:
    """8 processes × 50 calls: one sign-in, then one refresh per lifetime, and no call fails."""
    lifetime, flavour = 1.0, {"1.8": "sync", "1.13": "async"}[dialect]
    with Emulator(dialect=dialect, access_lifetime=lifetime) as emulator:
        part = {
            "redis": redis_url,
            "url": emulator.base_url,
            "calls": 50,
            "pause": 0.05,
            "flavour": flavour,
            **ADMIN,
        }
        reports = reports_of(start([part] * 8), 8)
        took = max(report["last"] for report in reports) - min(report["first"] for report in reports)
        cost = f"{emulator.sign_ins} sign-ins, {emulator.refreshes} refreshes, {took:.2f} s of {lifetime} s"
        refused = emulator.refused_refreshes, emulator.refused_sign_ins
        answers = [served.status for served in emulator.requests if served.path.endswith("/profile")]
    print(
        f"8 × 50 calls, {flavour}, {dialect}: {cost}; {refused} refused; "
        f"{answers.count(401)} of {len(answers)} were 401"
    )
    record_property("cost", cost)
    assert [report["answered"] for report in reports] == [50] * 8
    assert [report["warnings"] for report in reports] == [[]] * 8
    assert emulator.sign_ins == 1
    # Renewed a tenth of a life before its end, or two tenths, for a Date has whole seconds; and when somebody
    # calls, which is later on a busy machine.
    assert 1 <= emulator.refreshes <= took / (0.78 * lifetime) + 1
    assert refused == (0, 0)


def test_the_holder_is_killed(redis_url: str, raw: Any, start: Start) -> None:
    """SIGKILL while its sign-in is under way: when its lease is over another signs in, once, for all."""
    with Emulator() as emulator:
        part = {"redis": redis_url, "url": emulator.base_url, "calls": 5, "lease": 2.0, **ADMIN}
        holder = start([{**part, "hangs": True}])
        assert holder.stdout is not None
        assert holder.stdout.readline() == "signing in\n"
        held_at = time.time()
        seen = raw.info("stats")["total_connections_received"]
        others = start([part] * 4)
        while raw.info("stats")["total_connections_received"] < seen + 4:  # the others wait for the lock
            time.sleep(0.005)
        os.killpg(holder.pid, signal.SIGKILL)
        reports = reports_of(others, 4)
        assert [report["answered"] for report in reports] == [5] * 4
        assert [report["warnings"] for report in reports] == [[]] * 4
        assert max(report["last"] for report in reports) - held_at > 0.5
        assert (emulator.sign_ins, emulator.refused_refreshes) == (1, 0)


def test_redis_goes_and_comes_back(own_redis: RedisServer, start: Start, tmp_path: Path) -> None:
    """Without Redis each goes on by itself, with one warning; with it again they share again."""
    lifetime, count = 0.6, 4
    with Emulator(access_lifetime=lifetime) as emulator:

        def renewed(times: int) -> None:
            until = emulator.sign_ins + emulator.refreshes + times
            while emulator.sign_ins + emulator.refreshes < until:
                time.sleep(0.005)

        end = str(tmp_path / "end")
        part = {"redis": own_redis.url, "url": emulator.base_url, "until": end, "pause": 0.045, **ADMIN}
        processes = start([part] * count)
        while len(emulator.requests) < 10 * count:
            time.sleep(0.005)
        assert emulator.sign_ins == 1
        own_redis.stop()
        renewed(count + 1)  # as many have seen that Redis is gone
        own_redis.start()
        renewed(2 * count)  # everyone has looked into Redis again
        before, began = (emulator.sign_ins, emulator.refreshes), time.time()
        renewed(3)
        Path(end).touch()
        reports = reports_of(processes, count)
        took = max(report["last"] for report in reports) - began
        assert emulator.sign_ins <= 1 + count
        assert emulator.sign_ins == before[0]
        assert emulator.refreshes - before[1] <= took / (0.6 * lifetime) + 1
    assert [len(report["warnings"]) for report in reports] == [1] * count


def test_two_accounts(redis_url: str, start: Start) -> None:
    """Processes of two accounts on one Redis:
    each account signs in once, and nobody is taken for the other.
    """
    with Emulator() as emulator:
        common = {"redis": redis_url, "url": emulator.base_url, "calls": 10}
        flavours = ("sync", "async")
        parts = [
            {**common, **account, "flavour": flavour} for account in (ADMIN, OTHER) for flavour in flavours
        ]
        reports = reports_of(start(parts + parts), 8)
        assert [report["answered"] for report in reports] == [10] * 8
        assert (emulator.sign_ins, emulator.refreshes, emulator.refused_refreshes) == (2, 0, 0)


def test_a_wrong_password(redis_url: str, start: Start) -> None:
    """Eight processes of both flavours send it once, and all get the same error;
    later ones do not send it.
    """
    with Emulator() as emulator:
        part = {
            "redis": redis_url,
            "url": emulator.base_url,
            "calls": 5,
            "email": ADMIN_EMAIL,
            "password": "wrong",
        }
        for _ in range(2):
            processes = start([part, {**part, "flavour": "async"}] * 4)
            told, complaints = processes.communicate(timeout=100)
            assert complaints == ""
            reports = [json.loads(line) for line in told.splitlines()]
            errors = {error for report in reports for error in report["errors"]}
            assert [len(report["errors"]) for report in reports] == [5] * 8
            assert len(errors) == 1
            assert "AuthenticationError" in errors.pop()
        assert emulator.refused_sign_ins == 1
        good = {**part, "password": ADMIN_PASSWORD}
        assert [report["answered"] for report in reports_of(start([good] * 2), 2)] == [5, 5]
        assert (emulator.sign_ins, emulator.refused_sign_ins) == (1, 1)


@pytest.mark.parametrize("garbage", ["text", "bytes", "list", "half", "foreign", "strange"])
def test_full_of_garbage(garbage: str, redis_url: str, raw: Any, start: Start) -> None:
    """Whatever lies under our names is taken as absent:
    at most a warning each, one sign-in, and shared again.
    """
    with Emulator() as emulator:
        store = RedisTokenStore(redis_url)
        with DifyServer(emulator.base_url, **ADMIN, token_store=store) as server:
            server.account.profile()
        store.close()
        good = {name: raw.get(name) for name in raw.scan_iter()}
        assert good
        for name, value in good.items():
            raw.delete(name)
            spoilt = {"text": "garbage", "bytes": b"\xff\x00\xfe", "half": value[: len(value) // 2 + 1]}
            spoilt["foreign"] = '{"access_token": "x"}'
            strange = Tokens("tök\nen", "x y", 2e9, 2e9, "cookie", "a\r\nb", "x=y; ").dumps()
            spoilt["strange"] = strange
            if garbage == "list":
                raw.rpush(name, "a", "b")
            else:
                raw.set(name, spoilt[garbage])
        part = {"redis": redis_url, "url": emulator.base_url, "calls": 5, **ADMIN}
        reports = reports_of(start([part, {**part, "flavour": "async"}]), 2)
        assert [report["answered"] for report in reports] == [5, 5]
        assert all(len(report["warnings"]) <= 1 for report in reports)
        assert (emulator.sign_ins, emulator.refused_refreshes) == (2, 0)


async def test_both_flavours_share(redis_url: str) -> None:
    """What one flavour put into Redis the other takes, and renews."""
    console = FakeConsole()
    for _ in range(2):
        store, other = RedisTokenStore(redis_url), AsyncRedisTokenStore(redis_url)
        with ServerOf(console, token_store=store) as server:
            server.account.profile()
        async with AsyncServerOf(console, token_store=other) as another:
            await another.account.profile()
            console.expire_access()
            await another.account.profile()
        store.close()
        await other.aclose()
    assert (console.sign_ins, console.refreshes) == (1, 2)


async def test_nothing_readable_lies_in_redis(flavour: str, redis_url: str, raw: Any) -> None:
    """Encrypted, no value holds a token; encrypted or not, no name holds server or account."""
    stores: dict[str, Any] = {
        "async": (AsyncRedisTokenStore, AsyncServerOf),
        "sync": (RedisTokenStore, ServerOf),
    }
    make_store, make_server = stores[flavour]
    for key in (Fernet.generate_key(), None):
        console = FakeConsole()
        store = make_store(redis_url, encryption_key=key)
        for _ in range(2):
            await outcome(make_server(console, token_store=store).account.profile)
        assert console.sign_ins == 1
        names, values = [*raw.scan_iter()], [raw.get(name) for name in raw.scan_iter()]
        assert len(values) >= 2
        assert not [name for name in names if b"example" in name]
        text = b" ".join(values).decode()
        assert bool(leaks(iter([("redis", text)]), console.secrets | {"SECRET"})) is (key is None)
        raw.flushall()
        await outcome(store.aclose if flavour == "async" else store.close)


async def test_a_store_that_cannot_write_shows_nothing(flavour: str, own_redis: RedisServer) -> None:
    """The error of a Redis that is gone holds no token:
    not in its frames, nor in those of the driver below.
    """
    store: Any = (AsyncRedisTokenStore if flavour == "async" else RedisTokenStore)(own_redis.url)
    tokens = Tokens("access-SECRET", "refresh-SECRET", 2e9, 2e9, "cookie", "csrf-SECRET")
    await outcome(store.save, "k", tokens, 60, 1)
    own_redis.stop()
    for call in ((store.save, "k", tokens, 60, 2), (store.load, "k"), (store.delete, "k")):
        error = await failure(*call)
        assert isinstance(error, TokenStoreError)
        assert leaks(shown_by(error), {"SECRET"}) == []
    await outcome(store.aclose if flavour == "async" else store.close)


def connections(raw: Any, expected: int) -> int:
    """How many Redis has, once it has heard of those that were closed, which it does a moment later."""
    until = time.monotonic() + 5
    while (count := len(raw.client_list())) != expected and time.monotonic() < until:
        time.sleep(0.005)
    return count


@pytest.mark.filterwarnings("error")
async def test_the_default_store_is_closed_with_its_client(
    flavour: str, redis_url: str, raw: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Redis store that a client chose by itself leaves no connection open,
    not even before it is closed.
    """
    monkeypatch.setenv("DIFY_REDIS_URL", redis_url)
    console = FakeConsole()
    assert connections(raw, 1) == 1  # the test's own
    kinds: dict[str, Any] = {"async": (AsyncServerOf, AsyncDifyServer), "sync": (ServerOf, DifyServer)}
    for _ in range(2):
        server = kinds[flavour][0](console, token_store=None)
        await outcome(server.account.profile)
        assert connections(raw, 1) == 1
        await outcome(server.aclose if flavour == "async" else server.close)
        assert connections(raw, 1) == 1
    assert console.sign_ins == 1
    del server
    gc.collect()


async def test_redis_is_looked_for_again(
    flavour: str, redis_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One info line says which store it is and why, once a client; a store of one's own is not spoken of."""
    make: Any = AsyncServerOf if flavour == "async" else ServerOf
    caplog.set_level("INFO", "dify_ext")
    for url, line in (
        (redis_url, "DIFY_REDIS_URL is set, and it answers"),
        ("", "neither DIFY_REDIS_URL nor"),
    ):
        caplog.clear()
        monkeypatch.setenv("DIFY_REDIS_URL", url)
        server = make(FakeConsole(), token_store=None)
        for _ in range(3):
            await outcome(server.account.profile)
        assert sum(line in record.getMessage() for record in caplog.records) == 1
        await outcome(server.aclose if flavour == "async" else server.close)
    caplog.clear()
    server = make(FakeConsole())
    await outcome(server.account.profile)
    assert not [record for record in caplog.records if "tokens are kept" in record.getMessage()]
