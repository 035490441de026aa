"""What was talked about, as the emulated console lists it, in each dialect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .caller import Caller
from .console_caller import DIALECTS, ConsoleCaller, signed_in

NOBODY = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> Iterator[ConsoleCaller]:
    """The console of an emulator of this test's own, signed in."""
    with signed_in(request.param) as caller:
        yield caller


class TestConversations:
    def ask(self, console: ConsoleCaller, app: str = "chat") -> list[dict[str, Any]]:
        """Three conversations: of two users, one with two messages and a thumb up."""
        bob, eve = (Caller(console.client, console.emulator.keys[app], user) for user in ("bob", "eve"))
        if app == "agent":
            return [bob.stream("first")[-1]]
        first = bob.ask("first about fish")
        eve.ask("second")
        third = bob.ask("third")
        again = bob.ask("and again", conversation_id=first["conversation_id"])
        bob("POST", f"/v1/messages/{again['message_id']}/feedbacks", json={"rating": "like", "user": "bob"})
        return [first, third, again]

    def test_rows(self, console: ConsoleCaller) -> None:
        """The one that was talked in last comes first, with what was thought of it."""
        first, _, _ = self.ask(console)
        path = f"/apps/{console.emulator.app_ids['chat']}/chat-conversations"
        page = console("GET", path, params={"limit": 2}).json()
        assert (page["total"], page["has_more"], page["page"], page["limit"]) == (3, True, 1, 2)
        row = page["data"][0]
        assert (row["id"], row["message_count"]) == (first["conversation_id"], 2)
        assert (row["summary"], row["from_end_user_session_id"]) == ("first about fish", "bob")
        assert row["user_feedback_stats"] == {"like": 1, "dislike": 0}
        assert row["model_config"] == {"model": None, "pre_prompt": "Echo."}
        names = {"success", "failed", "partial_success"} | (
            {"paused"} if console.dialect == "1.13" else set()
        )
        assert row["status_count"] == dict.fromkeys(names)
        last = console("GET", path, params={"limit": 2, "page": 2}).json()
        assert (len(last["data"]), last["has_more"]) == (1, False)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"keyword": "FISH"}, ["first about fish"]),
            ({"keyword": "eve"}, ["second"]),
            ({"keyword": "nothing"}, []),
            ({"sort_by": "created_at"}, ["first about fish", "second", "third"]),
            ({"sort_by": "-created_at"}, ["third", "second", "first about fish"]),
            ({"sort_by": "updated_at"}, ["second", "third", "first about fish"]),
            ({"annotation_status": "annotated"}, []),
            (
                {"annotation_status": "not_annotated", "sort_by": "created_at", "limit": 1},
                ["first about fish"],
            ),
            ({"message_count_gte": 2, "sort_by": "created_at"}, ["first about fish", "second", "third"]),
            ({"start": "2020-01-01 00:00", "end": "2020-02-01 00:00"}, []),
            ({"start": "2020-01-01 00:00", "sort_by": "created_at", "keyword": "second"}, ["second"]),
        ],
    )
    def test_filters(self, console: ConsoleCaller, query: dict[str, Any], found: list[str]) -> None:
        """By text, by time, in each order."""
        self.ask(console)
        path = f"/apps/{console.emulator.app_ids['chat']}/chat-conversations"
        assert [row["summary"] for row in console("GET", path, params=query).json()["data"]] == found

    def test_the_minute_of_the_end_is_in(self, console: ConsoleCaller) -> None:
        """In the account's time zone, five hours before UTC in winter."""
        self.ask(console)
        app = console.emulator.asgi.state.emulator.apps[console.emulator.keys["chat"]]
        for second, talk in zip((0, 59, 60), app.conversations.values(), strict=True):
            talk.created_at = 1767243600 + second  # 2026-01-01 05:00 UTC
        path = f"/apps/{console.emulator.app_ids['chat']}/chat-conversations"
        query = {"start": "2026-01-01 00:00", "end": "2026-01-01 00:00", "sort_by": "created_at"}
        rows = console("GET", path, params=query).json()["data"]
        assert [row["summary"] for row in rows] == ["first about fish", "second"]

    def test_of_a_chatflow(self, console: ConsoleCaller) -> None:
        """Its runs are counted."""
        api = Caller(console.client, console.emulator.keys["chatflow"], "bob")
        talk = api.ask("one")["conversation_id"]
        api.ask("two [[fail]]", 400, conversation_id=talk)
        path = f"/apps/{console.emulator.app_ids['chatflow']}/chat-conversations"
        row = console("GET", path).json()["data"][0]
        counted = {"success": 1, "failed": 1, "partial_success": 0, "paused": 0}
        if console.dialect != "1.13":
            del counted["paused"]
        assert row["status_count"] == counted
        assert row["model_config"] == {"model": None, "pre_prompt": None}

    def test_of_an_agent(self, console: ConsoleCaller) -> None:
        """As of a chat."""
        self.ask(console, "agent")
        assert (
            console("GET", f"/apps/{console.emulator.app_ids['agent']}/chat-conversations").json()["total"]
            == 1
        )

    def test_what_1_14_does_otherwise(self) -> None:
        """It knows the model, counts no runs where there are none, and falls over annotations."""
        with signed_in("1.13", "1.14.2") as console:
            self.ask(console)
            path = f"/apps/{console.emulator.app_ids['chat']}/chat-conversations"
            row = console("GET", path).json()["data"][0]
            assert row["model_config"]["model"]["name"] == "echo"
            assert row["status_count"] is None
            console("GET", path, 500, params={"annotation_status": "annotated"})

    def test_of_others(self, console: ConsoleCaller) -> None:
        """A completion has none, and wrong queries are refused."""
        ids = console.emulator.app_ids
        assert (
            console("GET", f"/apps/{ids['completion']}/chat-conversations", 404).json()["code"]
            == "app_not_found"
        )
        for query in ({"sort_by": "x"}, {"annotation_status": "x"}, {"start": "x"}, {"limit": 101}):
            console("GET", f"/apps/{ids['chat']}/chat-conversations", 400, wrong=True, params=query)
