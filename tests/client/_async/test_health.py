"""The health of one client, and of many at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dify_ext import AsyncDify, AsyncDifyServer, AsyncHealthCheck, AsyncMemoryTokenStore, ConfigurationError
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from tests.faults import steps
from tests.faults.clients import AsyncAtOnce, within
from tests.faults.server import FaultServer


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2") as running:
        yield running


async def test_many_clients(emulator: Emulator) -> None:
    """Keys and accounts side by side; each failure is a status, none is raised."""

    def account(password: str) -> AsyncDifyServer:
        return AsyncDifyServer(
            emulator.base_url, email=ADMIN_EMAIL, password=password, token_store=AsyncMemoryTokenStore()
        )

    clients: dict[str, Any] = {
        "app": AsyncDify(emulator.keys["chat"], base_url=emulator.base_url),
        "knowledge": AsyncDify(emulator.dataset_key, base_url=emulator.base_url),
        "wrong key": AsyncDify("app-wrong", base_url=emulator.base_url),
        "no key": AsyncDify(base_url=emulator.base_url),
        "no server": AsyncDify("app-x", base_url="http://127.0.0.1:9"),
        "account": account(ADMIN_PASSWORD),
        "wrong password": account("wrong-password-1"),
    }
    report = await AsyncHealthCheck(clients, timeout=30).run()
    assert {name: health.status for name, health in report.checks.items()} == {
        **dict.fromkeys(("app", "knowledge", "account"), "normal"),
        **dict.fromkeys(("wrong key", "wrong password"), "unauthorized_401"),
        **{"no key": "not_configured", "no server": "network_error"},
    }
    assert (report.ok, report.http_status) == (False, 503)
    for client in clients.values():
        await client.aclose()


async def test_a_silent_server(server: FaultServer) -> None:
    """It costs no more than the time of the check."""
    server.on("GET /v1/info", steps.hold)
    async with AsyncDify("app-x", base_url=server.url) as dify:
        with within():
            report = await AsyncHealthCheck({"silent": dify}, timeout=0.2).run()
    assert report.checks["silent"].status == "timeout"


async def test_a_report_is_kept_for_a_moment(server: FaultServer) -> None:
    """Within its age one request serves all who ask, also those who ask at the same time."""
    async with AsyncDify("app-x", base_url=server.url) as dify:
        check = AsyncHealthCheck({"app": dify}, max_age=60)
        reports: list[Any] = []

        async def ask() -> None:
            reports.append(await check.run())

        await AsyncAtOnce(ask, ask)
        await ask()
        assert [report.ok for report in reports] == [True] * 3
        assert server.count("GET /v1/info") == 1
        always = AsyncHealthCheck({"app": dify}, max_age=0)
        await always.run()
        await always.run()
        assert server.count("GET /v1/info") == 3
    assert (await AsyncHealthCheck({}).run()).ok


def test_what_cannot_be_checked() -> None:
    """It is refused at once."""
    client: Any = "app-key"
    with pytest.raises(ConfigurationError, match="'a'"):
        AsyncHealthCheck({"a": client})
    for options in ({"max_age": -1}, {"timeout": 0}):
        with pytest.raises(ConfigurationError, match="seconds"):
            AsyncHealthCheck({}, **options)
