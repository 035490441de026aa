"""Every method of the Server API document, and those beside it, on a console of each dialect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dify_ext import (
    AsyncDifyServer,
    AsyncMemoryTokenStore,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    NotFoundError,
    RawResponse,
)
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from tests.secrets.clients import AsyncServerOf, AsyncSlow, AsyncTogether
from tests.secrets.console import APP, FakeConsole

DIALECTS = ("1.8", "1.10", "1.13")
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def server_of(emulator: Emulator, **options: Any) -> AsyncDifyServer:
    given = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD, "token_store": AsyncMemoryTokenStore()}
    return AsyncDifyServer(emulator.base_url, **{**given, **options})


@pytest.fixture(params=DIALECTS, scope="module")
def emulator(request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """A console of each dialect; tests leave it as they found it."""
    with Emulator(dialect=request.param) as running:
        yield running


async def test_apps(emulator: Emulator) -> None:
    """1.1, 1.2, 1.3: listed whole and by pages, filtered, and one by one."""
    async with server_of(emulator) as server:
        ids = {app.id async for app in server.apps.list()}
        assert ids == {*emulator.app_ids.values()}
        page = await server.apps.list(page=1, limit=3)
        assert (len(page.data), page.has_more, page.limit, page.page, page.total) == (3, True, 3, 1, 5)
        following = await page.next_page()
        assert following is not None
        assert {app.id for app in [*page.data, *following.data]} == ids
        assert (await following.next_page()) is None
        assert {app.mode async for app in server.apps.list(mode="agent-chat")} == {"agent-chat"}
        named = (await server.apps.list(name="chat", is_created_by_me=True)).data
        assert named
        assert all("chat" in (app.name or "").lower() for app in named)
        app = await server.apps.get(emulator.app_ids["chat"])
        assert (app.id, app.mode) == (emulator.app_ids["chat"], "chat")
        with pytest.raises(NotFoundError, match="App not found"):
            await server.apps.get(UNKNOWN)


async def test_keys_of_apps_and_knowledge_bases(emulator: Emulator) -> None:
    """1.4, 1.5, 2.1, 2.2: read, made, ensured (made once), deleted; the eleventh is refused."""
    app_id = emulator.app_ids["agent"]
    async with server_of(emulator) as server:
        (first,) = await server.apps.api_keys(app_id)
        assert first.token == emulator.keys["agent"]
        assert (await server.apps.ensure_api_key(app_id)).id == first.id
        made = await server.apps.create_api_key(app_id)
        assert made.token.startswith("app-")
        assert {key.id for key in await server.apps.api_keys(app_id)} == {first.id, made.id}
        more = [await server.apps.create_api_key(app_id) for _ in range(8)]
        with pytest.raises(BadRequestError):
            await server.apps.create_api_key(app_id)
        for key in (made, *more):
            assert (await server.apps.delete_api_key(app_id, key.id)) is None
        assert len(await server.apps.api_keys(app_id)) == 1

        assert await server.datasets.api_keys() == []
        ensured = await server.datasets.ensure_api_key()
        assert (await server.datasets.ensure_api_key()).id == ensured.id
        another = await server.datasets.create_api_key()
        assert another.token.startswith("dataset-")
        assert len(await server.datasets.api_keys()) == 2
        for key in (ensured, another):
            await server.datasets.delete_api_key(key.id)
        assert await server.datasets.api_keys() == []


async def test_conversations_and_statistics(emulator: Emulator) -> None:
    """3.1, 4.1, 4.2, 6.1, 7.1 and the other statistics: what a chat through `server.dify` leaves behind."""
    app_id = emulator.app_ids["chat"]
    async with server_of(emulator) as server:
        dify = await server.dify(app_id, user="alice")
        assert (await dify.chat.send("Hello")).answer
        conversations = [
            one async for one in server.apps.chat_conversations(app_id, limit=1, sort_by="-created_at")
        ]
        assert conversations
        now = datetime.now(UTC)
        soon, long_ago = now + timedelta(minutes=2), now - timedelta(days=9)
        page = await server.apps.chat_conversations(
            app_id, start=now - timedelta(days=1), end=soon, keyword="Hello"
        )
        assert page.data
        assert not (
            await server.apps.chat_conversations(app_id, start=long_ago, end=long_ago + timedelta(1))
        ).data
        statistics = server.statistics
        (day,) = await statistics.daily_conversations(app_id, now - timedelta(days=1), soon)
        assert (day.date, day.conversation_count) == (
            str(now.astimezone(ZoneInfo("America/New_York")).date()),
            1,
        )
        assert (await statistics.daily_end_users(app_id))[0].terminal_count == 1
        assert (await statistics.average_session_interactions(app_id))[0].interactions
        assert (await statistics.tokens_per_second(app_id))[0].tps is not None
        assert (await statistics.daily_messages(app_id))[0].message_count == 1
        assert isinstance((await statistics.token_costs(app_id))[0].total_price, str)
        assert (await statistics.user_satisfaction_rate(app_id))[0].date == day.date
        assert await statistics.daily_conversations(app_id, start=long_ago, end=now - timedelta(days=8)) == []
        with pytest.raises(NotFoundError):
            await statistics.average_session_interactions(emulator.app_ids["completion"])
        assert isinstance(await statistics.average_response_time(emulator.app_ids["completion"]), list)
        flow = await server.apps.create("Flow", "workflow")
        for read in (
            statistics.workflow_daily_conversations,
            statistics.workflow_daily_terminals,
            statistics.workflow_token_costs,
            statistics.workflow_average_app_interactions,
        ):
            assert await read(flow.id, long_ago, now) == []
        await server.apps.delete(flow.id)


async def test_people(emulator: Emulator) -> None:
    """The account, its workspaces, who is a member, and inviting."""
    async with server_of(emulator) as server:
        profile = await server.account.profile()
        assert (profile.email, profile.timezone) == (ADMIN_EMAIL, "America/New_York")
        assert [one.current for one in await server.account.workspaces()] == [True]
        members = [one.email async for one in server.members.list()]
        assert ADMIN_EMAIL in members
        invited = await server.members.invite("new@example.com", "editor")
        assert [one.email for one in invited.invitation_results or []] == ["new@example.com"]


async def test_an_app_from_birth_to_death(emulator: Emulator) -> None:
    """Made, changed, set up, exported, imported, published, deleted."""
    async with server_of(emulator) as server:
        app = await server.apps.create("Born", "chat", description="d")
        assert (await server.apps.update(app.id, "Grown", description="e")).name == "Grown"
        config = {"model": {"provider": "p", "name": "m", "mode": "chat"}, "pre_prompt": "Be short."}
        assert (await server.apps.update_model_config(app.id, config)) is None
        dsl = await server.apps.export_dsl(app.id)
        assert "Be short." in dsl
        imported = await server.apps.import_dsl(dsl, name="Copy")
        assert imported.app_id
        for app_id in (app.id, imported.app_id):
            assert (await server.apps.delete(app_id)) is None
        with pytest.raises(NotFoundError):
            await server.apps.get(app.id)
        assert (await server.apps.publish_workflow(emulator.app_ids["chatflow"])).result == "success"


async def test_knowledge(emulator: Emulator) -> None:
    """How far documents are, which failed, and trying those again."""
    async with server_of(emulator) as server:
        documents = await server.datasets.indexing_status(emulator.dataset_id)
        assert len(documents) == 3
        one = await server.datasets.document_indexing_status(emulator.dataset_id, documents[0].id)
        assert one.id == documents[0].id
        failed = await server.datasets.error_documents(emulator.dataset_id)
        assert (await server.datasets.retry(emulator.dataset_id, [one.id for one in failed])) is None
        assert await server.datasets.error_documents(emulator.dataset_id) == []


async def test_signing_in_and_out(emulator: Emulator) -> None:
    """All of it by one sign-in;
    tokens that are refused cost a refresh, dead ones a sign-in, `logout` ends both.
    """
    async with server_of(emulator) as server:
        before = emulator.sign_ins, emulator.refreshes, emulator.refused_refreshes
        for _ in range(5):
            await server.account.profile()
        emulator.expire_access_tokens()
        await server.account.profile()
        assert (emulator.sign_ins - before[0], emulator.refreshes - before[1]) == (1, 1)
        emulator.expire_access_tokens()
        emulator.forget_refresh_tokens()
        await server.account.profile()
        assert (emulator.sign_ins - before[0], emulator.refused_refreshes - before[2]) == (2, 1)
        await server.login()
        await server.logout()
        await server.account.profile()
        assert emulator.sign_ins - before[0] == 4
    assert emulator.refused_sign_ins == 0


@pytest.mark.parametrize(
    ("dialect", "settings"),
    [
        ("1.8", {"hide_version": True, "clock_ahead": -3600.0}),
        ("1.8", {"opaque_tokens": True, "clock_ahead": 3600.0}),
        ("1.10", {"hide_version": True, "host_cookies": True}),
        ("1.10", {"opaque_tokens": True, "clock_ahead": -3600.0, "cookie_domain": "example.com"}),
        ("1.13", {"hide_version": True, "host_cookies": True, "clock_ahead": -3600.0}),
        ("1.13", {"opaque_tokens": True, "clock_ahead": 3600.0}),
    ],
)
async def test_consoles_that_are_odd(dialect: Any, settings: dict[str, Any]) -> None:
    """Behind TLS, hidden, with opaque tokens, with clocks an hour off: one sign-in, then one refresh."""
    with Emulator(dialect=dialect, **settings) as emulator:
        async with server_of(emulator) as server:
            for _ in range(3):
                await server.account.profile()
            emulator.expire_access_tokens()
            await server.account.profile()
        assert (emulator.sign_ins, emulator.refreshes) == (1, 1)


@pytest.mark.parametrize(
    ("dialect", "hidden", "attempts"), [("1.8", False, 1), ("1.10", True, 2), ("1.13", False, 1)]
)
async def test_a_wrong_password_is_counted(dialect: Any, hidden: bool, attempts: int) -> None:
    """The server counts one attempt, two where it hides its release, over many calls."""
    with Emulator(dialect=dialect, hide_version=hidden) as emulator:
        async with server_of(emulator, password="Wrong-pa55word") as server:
            for _ in range(4):
                with pytest.raises(AuthenticationError, match="Invalid e"):
                    await server.apps.list()
        assert emulator.refused_sign_ins == attempts


async def test_an_admin_key() -> None:
    """The installation's key needs no account (1.11 and later)."""
    with Emulator(admin_key="admin-key-1") as emulator:
        async with AsyncDifyServer(
            emulator.base_url, admin_key="admin-key-1", workspace_id=emulator.workspace_id
        ) as server:
            assert len((await server.apps.list()).data) == 5
        async with AsyncDifyServer(emulator.base_url, admin_key="wrong", workspace_id="w") as server:
            with pytest.raises(AuthenticationError):
                await server.apps.list()
        assert emulator.sign_ins == emulator.refused_sign_ins == 0


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (None, None),
        ("2026-01-02 03:04", "2026-01-02 03:04"),
        (date(2026, 1, 2), "2026-01-02 00:00"),
        (datetime(2026, 1, 2, 3, 4, 59), "2026-01-02 03:04"),
        (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "2026-01-01 22:04"),
        (datetime(2026, 7, 2, 3, 4, tzinfo=UTC), "2026-07-01 23:04"),
        (datetime(2026, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=8))), "2026-01-01 14:04"),
        (datetime(2026, 1, 2, 3, 4, tzinfo=ZoneInfo("America/New_York")), "2026-01-02 03:04"),
    ],
)
async def test_moments(given: Any, sent: str | None) -> None:
    """Aware datetimes in the account's time zone, naive ones, dates and strings as they are."""
    console = FakeConsole()
    async with AsyncServerOf(console) as server:
        await server.statistics.daily_conversations(APP, given, end=given)
        await server.apps.chat_conversations(APP, start=given, end=given)
    for asked in console.requests:
        if asked.url.path.endswith(("daily-conversations", "chat-conversations")):
            assert (asked.url.params.get("start"), asked.url.params.get("end")) == (sent, sent)


async def test_what_is_no_moment() -> None:
    async with AsyncServerOf(FakeConsole()) as server:
        with pytest.raises(ConfigurationError, match="a time is a datetime, a date or a text, not 7"):
            await server.statistics.token_costs(APP, 7)  # type: ignore[arg-type]


async def test_the_time_zone_is_read_once() -> None:
    """The account's profile is read for the first aware datetime, not again, and not at all without one."""
    console = FakeConsole()
    now = datetime.now(UTC)
    async with AsyncServerOf(AsyncSlow(console, 0.002)) as server:
        await server.statistics.daily_conversations(APP, date.today(), "2026-01-02 03:04")
        assert console.count("GET /console/api/account/profile") == 0

        async def week() -> list[Any]:
            return await server.statistics.daily_conversations(APP, now - timedelta(days=7), now)

        assert await AsyncTogether(week, tasks=5, threads=5) == [[]] * 5
        await server.apps.chat_conversations(APP, start=now)
    assert console.count("GET /console/api/account/profile") == 1


async def test_a_time_zone_that_nobody_knows() -> None:
    """It is said which one, and what to install."""
    for name in ("Mars/Olympus_Mons", "../etc/passwd", "America"):
        async with AsyncServerOf(FakeConsole(timezone=name)) as server:
            with pytest.raises(ConfigurationError, match="tzdata"):
                await server.statistics.token_costs(APP, datetime.now(UTC))


async def test_raw_responses() -> None:
    """Status, headers and the result on request, of every resource; a page among them goes on by itself."""
    async with AsyncServerOf(FakeConsole()) as server:
        profile = await server.with_raw_response.account.profile()
        assert profile.status_code == 200
        assert profile.parse() == await server.account.profile()
        page = await server.with_raw_response.apps.list(limit=1)
        assert isinstance(page, RawResponse)
        assert [app.id for app in page.parse().data] == [
            app.id for app in (await server.apps.list(limit=1)).data
        ]
