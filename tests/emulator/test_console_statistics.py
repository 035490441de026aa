"""Statistics of the emulated console:
counted from what was said, in the account's time zone, in each dialect.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from dify_ext.emulator import OTHER_EMAIL, OTHER_PASSWORD
from dify_ext.emulator._console.state import console_of
from dify_ext.emulator._operations import served
from dify_ext.emulator._state import App, Message

from .caller import Caller
from .console_caller import DIALECTS, ConsoleCaller, signed_in

NOBODY = "11111111-1111-1111-1111-111111111111"
NEW_YEAR = 1767243600.0  # 2026-01-01 00:00 in New York, 13:00 in Shanghai
PATHS = [
    operation.path.removeprefix("/console/api/apps/{app_id}/")
    for operation, *_ in served()
    if "/statistics/" in operation.path
]


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> Iterator[ConsoleCaller]:
    """The console of an emulator of this test's own, signed in."""
    with signed_in(request.param) as caller:
        yield caller


def app_of(console: ConsoleCaller, name: str) -> App:
    """What the emulator has of an app."""
    found: App = console.emulator.asgi.state.emulator.apps[console.emulator.keys[name]]
    return found


def rows(console: ConsoleCaller, app: str, path: str, **query: str) -> list[dict[str, Any]]:
    """A statistic of one of the emulator's apps."""
    found: list[dict[str, Any]] = console(
        "GET", f"/apps/{console.emulator.app_ids[app]}/{path}", params=query
    ).json()["data"]
    return found


def talk(console: ConsoleCaller, app: str = "chat") -> None:
    """Yesterday bob said two things in one conversation,
    today bob and eve one each, in conversations of their own.
    """
    bob, eve = (Caller(console.client, console.emulator.keys[app], user) for user in ("bob", "eve"))
    first = bob.ask("[[say:one]]")
    bob.ask("[[say:two]]", conversation_id=first["conversation_id"])
    bob.ask("[[say:three]]")
    last = eve.ask("[[say:four]]")
    eve("POST", f"/v1/messages/{last['message_id']}/feedbacks", json={"rating": "like", "user": "eve"})
    state = app_of(console, app)
    for seconds, message in zip((-7200, -1, 0, 3600), state.messages.values(), strict=True):
        message.created_at, message.latency = NEW_YEAR + seconds, 0.25
    for seconds, conversation in zip((-7200, 0, 3600), state.conversations.values(), strict=True):
        conversation.created_at = NEW_YEAR + seconds


def test_a_chat(console: ConsoleCaller) -> None:
    """Each statistic has two days."""
    talk(console)
    days = ("2025-12-31", "2026-01-01")

    def two(name: str, one: Any, other: Any) -> list[dict[str, Any]]:
        return [{"date": day, name: value} for day, value in zip(days, (one, other), strict=True)]

    assert rows(console, "chat", "statistics/daily-messages") == two("message_count", 2, 2)
    assert rows(console, "chat", "statistics/daily-conversations") == two("conversation_count", 1, 2)
    assert rows(console, "chat", "statistics/daily-end-users") == two("terminal_count", 1, 2)
    assert rows(console, "chat", "statistics/average-session-interactions") == two("interactions", 2.0, 1.0)
    assert rows(console, "chat", "statistics/user-satisfaction-rate") == two("rate", 0.0, 500.0)
    said = [message.answer_tokens for message in app_of(console, "chat").messages.values()]
    assert rows(console, "chat", "statistics/tokens-per-second") == two(
        "tps", sum(said[:2]) / 0.5, sum(said[2:]) / 0.5
    )
    costs = rows(console, "chat", "statistics/token-costs")
    messages = list(app_of(console, "chat").messages.values())
    assert [row["token_count"] for row in costs] == [
        sum(message.question_tokens + message.answer_tokens for message in pair)
        for pair in (messages[:2], messages[2:])
    ]
    assert Decimal(costs[0]["total_price"]) == sum(Decimal(message.price) for message in messages[:2])
    assert costs[0]["currency"] == "USD"
    assert rows(console, "chat", "workflow/statistics/daily-conversations") == []


def test_what_was_said_costs_something(console: ConsoleCaller) -> None:
    """Tokens, a price and time, as its answer says; a run that failed costs nothing."""
    api = Caller(console.client, console.emulator.keys["chat"], "u")
    usage = api.ask("hello")["metadata"]["usage"]
    api.ask("hello [[error]]", 400)
    one, failed = app_of(console, "chat").messages.values()
    assert one.question_tokens + one.answer_tokens == usage["total_tokens"]
    assert (one.price, one.latency > 0) == (usage["total_price"], True)
    assert (failed.question_tokens, failed.answer_tokens, failed.price) == (0, 0, "0")


def test_ranges(console: ConsoleCaller) -> None:
    """The first minute is in, the last is not; either may be left out."""
    talk(console)

    def count(**query: str) -> int:
        return sum(
            row["message_count"] for row in rows(console, "chat", "statistics/daily-messages", **query)
        )

    assert count(start="2025-12-31 00:00", end="2026-01-01 00:00") == 2
    assert count(start="2026-01-01 00:00") == 2
    assert count(end="2026-01-01 00:01") == 3
    assert count(start="2026-01-01 00:00", end="2026-01-01 01:00") == 1
    assert count(start="2026-01-01 00:00", end="2026-01-01 00:00") == 0
    query = {"start": "2026-01-01 00:00", "end": "2025-01-01 00:00"}
    path = f"/apps/{console.emulator.app_ids['chat']}/statistics/daily-messages"
    if console.dialect == "1.13":
        body = console("GET", path, 400, params=query).json()
        assert body["message"] == "start must be earlier than or equal to end"
    else:
        assert count(**query) == 0


def test_another_time_zone(console: ConsoleCaller) -> None:
    """The other account's days are those of Shanghai, and so are its ranges."""
    talk(console)
    console.sign_in(OTHER_EMAIL, OTHER_PASSWORD)
    assert rows(console, "chat", "statistics/daily-messages") == [{"date": "2026-01-01", "message_count": 4}]
    assert rows(console, "chat", "statistics/daily-messages", start="2026-01-01 13:00") == [
        {"date": "2026-01-01", "message_count": 2}
    ]


@pytest.mark.parametrize("name", ["start", "end"])
@pytest.mark.parametrize("text", ["2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01 00:00:00", "x", ""])
def test_wrong_times(console: ConsoleCaller, name: str, text: str) -> None:
    """Are refused in the form of the release; an empty one is none since 1.13."""
    path = f"/apps/{console.emulator.app_ids['chat']}/statistics/daily-messages"
    if console.dialect == "1.13" and not text:
        console("GET", path, params={name: text})
        return
    body = console("GET", path, 400, params={name: text}).json()
    if console.dialect == "1.13":
        assert body["message"].startswith(f"Invalid {name} time format: ")
    else:
        assert body["errors"] == {
            name: f"Invalid argument: {text}. argument must be conform to the format %Y-%m-%d %H:%M"
        }


def test_a_completion(console: ConsoleCaller) -> None:
    """Each completion is a conversation; how long it took is asked of completions alone."""
    api = Caller(console.client, console.emulator.keys["completion"], "u")
    for _ in range(2):
        body = {"inputs": {"query": "[[say:x]]"}, "user": "u", "response_mode": "blocking"}
        api("POST", "/v1/completion-messages", json=body)
    for seconds, message in zip((0.1, 0.3), app_of(console, "completion").messages.values(), strict=True):
        message.created_at, message.latency = NEW_YEAR, seconds
    assert rows(console, "completion", "statistics/daily-conversations")[0]["conversation_count"] == 2
    assert rows(console, "completion", "statistics/average-response-time") == [
        {"date": "2026-01-01", "latency": 200.0}
    ]
    for app, path in (("chat", "average-response-time"), ("completion", "average-session-interactions")):
        full = f"/apps/{console.emulator.app_ids[app]}/statistics/{path}"
        assert console("GET", full, 404).json()["code"] == "app_not_found"


def test_a_chatflow(console: ConsoleCaller) -> None:
    """Is a workflow, too: its runs are counted as runs."""
    talk(console, "chatflow")
    messages = list(app_of(console, "chatflow").messages.values())
    tokens = [
        sum(item.question_tokens + item.answer_tokens for item in pair)
        for pair in (messages[:2], messages[2:])
    ]
    counted = {
        "daily-conversations": ("runs", [2, 2]),
        "daily-terminals": ("terminal_count", [1, 2]),
        "token-costs": ("token_count", [str(number) for number in tokens]),
    }
    for path, (name, values) in counted.items():
        assert [row[name] for row in rows(console, "chatflow", f"workflow/statistics/{path}")] == values


def test_a_workflow(console: ConsoleCaller) -> None:
    """Has runs and no messages; how often a user runs it is asked of workflows alone."""
    made = console("POST", "/apps", 201, json={"name": "n", "mode": "workflow"}).json()
    app = console_of(console.emulator.asgi).records[made["id"]].app
    for number, name in enumerate(("bob", "bob", "eve")):
        message = Message(str(number), None, app.user(name), {}, "", NEW_YEAR, [])
        app.messages[message.id] = message
    path = f"/apps/{made['id']}"
    assert console("GET", f"{path}/workflow/statistics/average-app-interactions").json() == {
        "data": [{"date": "2026-01-01", "interactions": 1.5}]
    }
    assert console("GET", f"{path}/statistics/daily-messages").json() == {"data": []}
    chat = f"/apps/{console.emulator.app_ids['chat']}/workflow/statistics/average-app-interactions"
    assert "{'workflow'}" in console("GET", chat, 404).json()["message"]


@pytest.mark.parametrize("path", PATHS)
def test_of_no_app(console: ConsoleCaller, path: str) -> None:
    """Is a 404; of an app that nobody used a list of nothing."""
    assert console("GET", f"/apps/{NOBODY}/{path}", 404).json()["code"] == "app_not_found"
    app = "completion" if "response" in path else "chatflow"
    if "app-interactions" not in path:
        assert rows(console, app, path) == []
