# Made from tests/client/_async/test_console_resources.py by scripts/regenerate: change that one.
"""Every method of the Server API document, and those beside it, on a console of each dialect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dify_ext import (
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    DifyServer,
    MemoryTokenStore,
    NotFoundError,
    RawResponse,
)
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from tests.secrets.clients import ServerOf, Slow, Together
from tests.secrets.console import APP, FakeConsole

DIALECTS = ("1.8", "1.10", "1.13")
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def server_of(emulator: Emulator, **options: Any) -> DifyServer:
    given = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD, "token_store": MemoryTokenStore()}
    return DifyServer(emulator.base_url, **{**given, **options})


@pytest.fixture(params=DIALECTS, scope="module")
def emulator(request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """A console of each dialect; tests leave it as they found it."""
    with Emulator(dialect=request.param) as running:
        yield running


def test_apps(emulator: Emulator) -> None:
    """1.1, 1.2, 1.3: listed whole and by pages, filtered, and one by one."""
    with server_of(emulator) as server:
        ids = {app.id for app in server.apps.list()}
        assert ids == {*emulator.app_ids.values()}
        page = server.apps.list(page=1, limit=3)
        assert (len(page.data), page.has_more, page.limit, page.page, page.total) == (3, True, 3, 1, 5)
        following = page.next_page()
        assert following is not None
        assert {app.id for app in [*page.data, *following.data]} == ids
        assert (following.next_page()) is None
        assert {app.mode for app in server.apps.list(mode="agent-chat")} == {"agent-chat"}
        named = (server.apps.list(name="chat", is_created_by_me=True)).data
        assert named
        assert all("chat" in (app.name or "").lower() for app in named)
        app = server.apps.get(emulator.app_ids["chat"])
        assert (app.id, app.mode) == (emulator.app_ids["chat"], "chat")
        with pytest.raises(NotFoundError, match="App not found"):
            server.apps.get(UNKNOWN)


def test_keys_of_apps_and_knowledge_bases(emulator: Emulator) -> None:
    """1.4, 1.5, 2.1, 2.2: read, made, ensured (made once), deleted; the eleventh is refused."""
    app_id = emulator.app_ids["agent"]
    with server_of(emulator) as server:
        (first,) = server.apps.api_keys(app_id)
        assert first.token == emulator.keys["agent"]
        assert (server.apps.ensure_api_key(app_id)).id == first.id
        made = server.apps.create_api_key(app_id)
        assert made.token.startswith("app-")
        assert {key.id for key in server.apps.api_keys(app_id)} == {first.id, made.id}
        more = [server.apps.create_api_key(app_id) for _ in range(8)]
        with pytest.raises(BadRequestError):
            server.apps.create_api_key(app_id)
        for key in (made, *more):
            assert (server.apps.delete_api_key(app_id, key.id)) is None
        assert len(server.apps.api_keys(app_id)) == 1

        assert server.datasets.api_keys() == []
        ensured = server.datasets.ensure_api_key()
        assert (server.datasets.ensure_api_key()).id == ensured.id
        another = server.datasets.create_api_key()
        assert another.token.startswith("dataset-")
        assert len(server.datasets.api_keys()) == 2
        for key in (ensured, another):
            server.datasets.delete_api_key(key.id)
        assert server.datasets.api_keys() == []


def test_conversations_and_statistics(emulator: Emulator) -> None:
    """3.1, 4.1, 4.2, 6.1, 7.1 and the other statistics: what a chat through `server.dify` leaves behind."""
    app_id = emulator.app_ids["chat"]
    with server_of(emulator) as server:
        dify = server.dify(app_id, user="alice")
        assert (dify.chat.send("Hello")).answer
        conversations = [
            one for one in server.apps.chat_conversations(app_id, limit=1, sort_by="-created_at")
        ]
        assert conversations
        now = datetime.now(UTC)
        soon, long_ago = now + timedelta(minutes=2), now - timedelta(days=9)
        page = server.apps.chat_conversations(
            app_id, start=now - timedelta(days=1), end=soon, keyword="Hello"
        )
        assert page.data
        assert not (server.apps.chat_conversations(app_id, start=long_ago, end=long_ago + timedelta(1))).data
        statistics = server.statistics
        (day,) = statistics.daily_conversations(app_id, now - timedelta(days=1), soon)
        assert (day.date, day.conversation_count) == (
            str(now.astimezone(ZoneInfo("America/New_York")).date()),
            1,
        )
        assert (statistics.daily_end_users(app_id))[0].terminal_count == 1
        assert (statistics.average_session_interactions(app_id))[0].interactions
        assert (statistics.tokens_per_second(app_id))[0].tps is not None
        assert (statistics.daily_messages(app_id))[0].message_count == 1
        assert isinstance((statistics.token_costs(app_id))[0].total_price, str)
        assert (statistics.user_satisfaction_rate(app_id))[0].date == day.date
        assert statistics.daily_conversations(app_id, start=long_ago, end=now - timedelta(days=8)) == []
        with pytest.raises(NotFoundError):
            statistics.average_session_interactions(emulator.app_ids["completion"])
        assert isinstance(statistics.average_response_time(emulator.app_ids["completion"]), list)
        flow = server.apps.create("Flow", "workflow")
        for read in (
            statistics.workflow_daily_conversations,
            statistics.workflow_daily_terminals,
            statistics.workflow_token_costs,
            statistics.workflow_average_app_interactions,
        ):
            assert read(flow.id, long_ago, now) == []
        server.apps.delete(flow.id)


def test_people(emulator: Emulator) -> None:
    """The account, its workspaces, who is a member, and inviting."""
    with server_of(emulator) as server:
        profile = server.account.profile()
        assert (profile.email, profile.timezone) == (ADMIN_EMAIL, "America/New_York")
        assert [one.current for one in server.account.workspaces()] == [True]
        members = [one.email for one in server.members.list()]
        assert ADMIN_EMAIL in members
        invited = server.members.invite("new@example.com", "editor")
        assert [one.email for one in invited.invitation_results or []] == ["new@example.com"]


def test_an_app_from_birth_to_death(emulator: Emulator) -> None:
    """Made, changed, set up, exported, imported, published, deleted."""
    with server_of(emulator) as server:
        app = server.apps.create("Born", "chat", description="d")
        assert (server.apps.update(app.id, "Grown", description="e")).name == "Grown"
        config = {"model": {"provider": "p", "name": "m", "mode": "chat"}, "pre_prompt": "Be short."}
        assert (server.apps.update_model_config(app.id, config)) is None
        dsl = server.apps.export_dsl(app.id)
        assert "Be short." in dsl
        imported = server.apps.import_dsl(dsl, name="Copy")
        assert imported.app_id
        for app_id in (app.id, imported.app_id):
            assert (server.apps.delete(app_id)) is None
        with pytest.raises(NotFoundError):
            server.apps.get(app.id)
        assert (server.apps.publish_workflow(emulator.app_ids["chatflow"])).result == "success"


def test_knowledge(emulator: Emulator) -> None:
    """How far documents are, which failed, and trying those again."""
    with server_of(emulator) as server:
        documents = server.datasets.indexing_status(emulator.dataset_id)
        assert len(documents) == 3
        one = server.datasets.document_indexing_status(emulator.dataset_id, documents[0].id)
        assert one.id == documents[0].id
        failed = server.datasets.error_documents(emulator.dataset_id)
        assert (server.datasets.retry(emulator.dataset_id, [one.id for one in failed])) is None
        assert server.datasets.error_documents(emulator.dataset_id) == []


def test_signing_in_and_out(emulator: Emulator) -> None:
    """All of it by one sign-in;
    tokens that are refused cost a refresh, dead ones a sign-in, `logout` ends both.
    """
    with server_of(emulator) as server:
        before = emulator.sign_ins, emulator.refreshes, emulator.refused_refreshes
        for _ in range(5):
            server.account.profile()
        emulator.expire_access_tokens()
        server.account.profile()
        assert (emulator.sign_ins - before[0], emulator.refreshes - before[1]) == (1, 1)
        emulator.expire_access_tokens()
        emulator.forget_refresh_tokens()
        server.account.profile()
        assert (emulator.sign_ins - before[0], emulator.refused_refreshes - before[2]) == (2, 1)
        server.login()
        server.logout()
        server.account.profile()
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
def test_consoles_that_are_odd(dialect: Any, settings: dict[str, Any]) -> None:
    """Behind TLS, hidden, with opaque tokens, with clocks an hour off: one sign-in, then one refresh."""
    with Emulator(dialect=dialect, **settings) as emulator:
        with server_of(emulator) as server:
            for _ in range(3):
                server.account.profile()
            emulator.expire_access_tokens()
            server.account.profile()
        assert (emulator.sign_ins, emulator.refreshes) == (1, 1)


@pytest.mark.parametrize(
    ("dialect", "hidden", "attempts"), [("1.8", False, 1), ("1.10", True, 2), ("1.13", False, 1)]
)
def test_a_wrong_password_is_counted(dialect: Any, hidden: bool, attempts: int) -> None:
    """The server counts one attempt, two where it hides its release, over many calls."""
    with Emulator(dialect=dialect, hide_version=hidden) as emulator:
        with server_of(emulator, password="Wrong-pa55word") as server:
            for _ in range(4):
                with pytest.raises(AuthenticationError, match="Invalid e"):
                    server.apps.list()
        assert emulator.refused_sign_ins == attempts


def test_an_admin_key() -> None:
    """The installation's key needs no account (1.11 and later)."""
    with Emulator(admin_key="admin-key-1") as emulator:
        with DifyServer(
            emulator.base_url, admin_key="admin-key-1", workspace_id=emulator.workspace_id
        ) as server:
            assert len((server.apps.list()).data) == 5
        with DifyServer(emulator.base_url, admin_key="wrong", workspace_id="w") as server:
            with pytest.raises(AuthenticationError):
                server.apps.list()
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
def test_moments(given: Any, sent: str | None) -> None:
    """Aware datetimes in the account's time zone, naive ones, dates and strings as they are."""
    console = FakeConsole()
    with ServerOf(console) as server:
        server.statistics.daily_conversations(APP, given, end=given)
        server.apps.chat_conversations(APP, start=given, end=given)
    for asked in console.requests:
        if asked.url.path.endswith(("daily-conversations", "chat-conversations")):
            assert (asked.url.params.get("start"), asked.url.params.get("end")) == (sent, sent)


def test_what_is_no_moment() -> None:
    with ServerOf(FakeConsole()) as server:
        with pytest.raises(ConfigurationError, match="a time is a datetime, a date or a text, not 7"):
            server.statistics.token_costs(APP, 7)  # type: ignore[arg-type]


def test_the_time_zone_is_read_once() -> None:
    """The account's profile is read for the first aware datetime, not again, and not at all without one."""
    console = FakeConsole()
    now = datetime.now(UTC)
    with ServerOf(Slow(console, 0.002)) as server:
        server.statistics.daily_conversations(APP, date.today(), "2026-01-02 03:04")
        assert console.count("GET /console/api/account/profile") == 0

        def week() -> list[Any]:
            return server.statistics.daily_conversations(APP, now - timedelta(days=7), now)

        assert Together(week, tasks=5, threads=5) == [[]] * 5
        server.apps.chat_conversations(APP, start=now)
    assert console.count("GET /console/api/account/profile") == 1


def test_a_time_zone_that_nobody_knows() -> None:
    """It is said which one, and what to install."""
    for name in ("Mars/Olympus_Mons", "../etc/passwd", "America"):
        with ServerOf(FakeConsole(timezone=name)) as server:
            with pytest.raises(ConfigurationError, match="tzdata"):
                server.statistics.token_costs(APP, datetime.now(UTC))


def test_raw_responses() -> None:
    """Status, headers and the result on request, of every resource; a page among them goes on by itself."""
    with ServerOf(FakeConsole()) as server:
        profile = server.with_raw_response.account.profile()
        assert profile.status_code == 200
        assert profile.parse() == server.account.profile()
        page = server.with_raw_response.apps.list(limit=1)
        assert isinstance(page, RawResponse)
        assert [app.id for app in page.parse().data] == [app.id for app in (server.apps.list(limit=1)).data]
