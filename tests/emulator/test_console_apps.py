"""Apps in the emulated console, in each dialect: list, keys, set-up, DSL, conversations, and what the API makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from dify_ext.emulator import Emulator
from dify_ext.emulator._console.operations import BODY, COOKIES, OPEN, OPEN_BODY, OPEN_COOKIES, OPERATIONS
from dify_ext.emulator._console.state import console_of
from dify_ext.emulator._console.yaml_text import read_dsl, write_scalar

from .caller import Caller
from .console_caller import DIALECTS, ConsoleCaller, InProcess
from .contract import document

NOBODY = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> Iterator[ConsoleCaller]:
    """The console of an emulator of this test's own, signed in."""
    emulator = Emulator(dialect=request.param)
    with httpx.Client(base_url="http://test", transport=InProcess(emulator)) as client:
        caller = ConsoleCaller(emulator, client, request.param)
        caller.sign_in()
        yield caller


def test_every_operation_of_the_spec_is_served() -> None:
    """By every dialect, but for those that an older one has by another method; and beside them only the probe."""
    served = [
        {(method, re.sub(r"\{(\w+):\w+\}", r"{\1}", path)) for method, path, _ in operations}
        for operations in ((*OPEN, *OPEN_COOKIES, *OPERATIONS, *COOKIES), (*OPEN, *OPEN_BODY, *OPERATIONS, *BODY))
    ]
    theirs = {
        (method.upper(), path)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
        if operation["tags"][0].startswith("console_")
    }
    assert served[0] - theirs == {("GET", "/console/api/setup")}
    assert theirs <= served[0]
    assert theirs - served[1] == {("POST", "/console/api/logout"), ("POST", "/console/api/workspaces/current")}


class TestList:
    def test_pages(self, console: ConsoleCaller) -> None:
        """The newest first, each once."""
        console("POST", "/apps", 201, json={"name": "New", "mode": "workflow"})
        pages = [console("GET", "/apps", params={"page": page, "limit": 2}).json() for page in (1, 2, 3)]
        assert [page["has_more"] for page in pages] == [True, True, False]
        assert {page["total"] for page in pages} == {5}
        modes = [row["mode"] for page in pages for row in page["data"]]
        assert modes == ["workflow", "advanced-chat", "completion", "agent-chat", "chat"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"mode": "chat"}, 1),
            ({"mode": "workflow"}, 0),
            ({"mode": "all"}, 4),
            ({"mode": "channel"}, 4),
            ({"name": "CHATFLOW"}, 1),
            ({"is_created_by_me": "true"}, 4),
            ({"is_created_by_me": "false"}, 4),
            ({"tag_ids": NOBODY}, 0),
        ],
    )
    def test_filters(self, console: ConsoleCaller, query: dict[str, str], found: int) -> None:
        """By kind, by a part of the name, by who made it."""
        assert len(console("GET", "/apps", params=query).json()["data"]) == found

    @pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"page": 0}, {"mode": "x"}, {"tag_ids": "x"}])
    def test_wrong_queries(self, console: ConsoleCaller, query: dict[str, Any]) -> None:
        """Are refused in the form of the release."""
        body = console("GET", "/apps", 400, wrong=True, params=query).json()
        if console.dialect == "1.13":
            assert body["code"] == "invalid_param"
        else:
            assert list(body["errors"]) == list(query)

    def test_tags_of_1_14(self) -> None:
        """Are refused whatever they are."""
        emulator = Emulator(version="1.14.2")
        with httpx.Client(base_url="http://test", transport=InProcess(emulator)) as client:
            caller = ConsoleCaller(emulator, client, "1.13")
            caller.sign_in()
            assert "Unsupported" in caller("GET", "/apps", 400, params={"tag_ids": NOBODY}).json()["message"]


class TestKeys:
    def test_a_new_key_opens_the_api_at_once(self, console: ConsoleCaller) -> None:
        """And no more once it is deleted; the app's own key is in the list, too."""
        emulator = console.emulator
        path = f"/apps/{emulator.app_ids['chat']}/api-keys"
        made = console("POST", path, 201).json()
        listed = console("GET", path).json()["data"]
        assert [row["token"] for row in listed] == [emulator.keys["chat"], made["token"]]
        api = Caller(console.client, made["token"], "u")
        assert api("GET", "/v1/info").json()["mode"] == "chat"
        assert api.ask("hello")["answer"] == "Echo: hello"
        console("DELETE", f"{path}/{made['id']}", 204)
        assert api("GET", "/v1/info", 401).json()["message"] == "Access token is invalid"
        assert console("DELETE", f"{path}/{made['id']}", 404).json() == {"message": "API key not found"}

    def test_ten_keys(self, console: ConsoleCaller) -> None:
        """One more is refused, of an app as of the knowledge bases."""
        for path, first, status in ((f"/apps/{console.emulator.app_ids['agent']}/api-keys", 1, 201), DATASET_KEYS):
            for _ in range(first, 10):
                console("POST", path, status)
            assert console("POST", path, 400).json()["custom"] == "max_keys_exceeded"
            assert len(console("GET", path).json()["data"]) == 10

    def test_dataset_keys(self, console: ConsoleCaller) -> None:
        """Made, listed, deleted; no app's."""
        made = console("POST", "/datasets/api-keys").json()
        assert made["token"].startswith("dataset-")
        assert console("GET", "/datasets/api-keys").json()["data"] == [made]
        Caller(console.client, made["token"], "u")("GET", "/v1/info", 401)
        console("DELETE", f"/datasets/api-keys/{made['id']}", 204)
        assert console("GET", "/datasets/api-keys").json()["data"] == []
        console("DELETE", f"/datasets/api-keys/{made['id']}", 404)

    def test_of_no_app(self, console: ConsoleCaller) -> None:
        """Is a 404 with a message alone, and a page where the id is none."""
        assert console("GET", f"/apps/{NOBODY}/api-keys", 404).json()["message"].startswith("App not found. You have")
        page = console.send("GET", "/console/api/apps/zz/api-keys", headers=console.headers)
        assert (page.status_code, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


DATASET_KEYS = ("/datasets/api-keys", 0, 200)


class TestLife:
    @pytest.mark.parametrize("mode", ["chat", "agent-chat", "advanced-chat", "workflow", "completion"])
    def test_from_made_to_deleted(self, console: ConsoleCaller, mode: str) -> None:
        """An app is made, found, changed, used by a key of its own, and gone with its keys."""
        made = console("POST", "/apps", 201, json={"name": "Mine", "mode": mode, "icon": "🐟"}).json()
        path = f"/apps/{made['id']}"
        found = console("GET", path).json()
        assert (found["mode"], found["icon"], found["site"]["title"]) == (mode, "🐟", "Mine")
        assert (found["model_config"] is None) == (mode in ("advanced-chat", "workflow"))
        body = {"name": "Yours", "description": "d", "max_active_requests": 3}
        changed = console("PUT", path, json=body).json()
        assert (changed["name"], changed["icon"], changed["max_active_requests"]) == ("Yours", "", 3)
        api = Caller(console.client, console("POST", f"{path}/api-keys", 201).json()["token"], "u")
        assert api("GET", "/v1/info").json()["name"] == "Yours"
        api("GET", "/v1/parameters")
        if mode in ("chat", "advanced-chat"):
            assert api.ask("hello")["answer"].startswith("Echo: hello")
        elif mode == "workflow":
            assert api.ask("hello", 400)["code"] == "not_chat_app"
        console("DELETE", path, 204)
        console("GET", path, 404)
        api("GET", "/v1/info", 401)
        assert made["id"] not in [row["id"] for row in console("GET", "/apps").json()["data"]]

    def test_a_completion_app_that_was_made(self, console: ConsoleCaller) -> None:
        """Completes what it is asked, whatever inputs it declares."""
        made = console("POST", "/apps", 201, json={"name": "Mine", "mode": "completion"}).json()
        api = Caller(console.client, console("POST", f"/apps/{made['id']}/api-keys", 201).json()["token"], "u")
        body = {"inputs": {}, "query": "hi", "user": "u", "response_mode": "blocking"}
        assert api("POST", "/v1/completion-messages", json=body).json()["answer"] == "Echo: hi"

    def test_what_cannot_be_made(self, console: ConsoleCaller) -> None:
        """Without a name, or of no kind."""
        for body in (
            {"mode": "chat"},
            {"name": "", "mode": "chat"},
            {"name": "x", "mode": "x"},
            {"name": 1, "mode": "chat"},
        ):
            console("POST", "/apps", 400, wrong=True, json=body)

    def test_a_name_alone(self, console: ConsoleCaller) -> None:
        """Empties the rest, and brings 1.8 down."""
        path = f"/apps/{console.emulator.app_ids['chat']}"
        if console.dialect == "1.8":
            assert console("PUT", path, 500, json={"name": "n"}).json()["code"] == "unknown"
            return
        changed = console("PUT", path, json={"name": "n"}).json()
        assert (changed["description"], changed["icon"], changed["icon_type"]) == ("", "", None)

    def test_a_limit_of_runs(self, console: ConsoleCaller) -> None:
        """Holds at the Service API, until it is lifted."""
        emulator = console.emulator
        path, body = f"/apps/{emulator.app_ids['chat']}", {"name": "n", "description": ""}
        console("PUT", path, json={**body, "max_active_requests": 1})
        app = emulator.app.state.world.apps[emulator.keys["chat"]]
        app.active = 1
        api = Caller(console.client, emulator.keys["chat"], "u")
        assert "Too many requests" in api.ask("hi", 400)["message"]
        console("PUT", path, json=body)
        api.ask("hi")

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_of_no_app(self, console: ConsoleCaller, method: str) -> None:
        """A 404 that guesses what was meant."""
        sent = {"json": {"name": "n"}} if method == "PUT" else {}
        body = console(method, f"/apps/{NOBODY}", 404, **sent).json()
        assert body["code"] == "app_not_found"
        assert body["message"].startswith("App not found. You have requested this URI")


class TestSetUp:
    def test_the_api_shows_it(self, console: ConsoleCaller) -> None:
        """What was left out is as in a new app; the console gives it back."""
        app_id = console.emulator.app_ids["chat"]
        config = {
            "model": {"provider": "p", "name": "m", "mode": "chat", "completion_params": {"temperature": 1}},
            "pre_prompt": "Be brief.",
            "opening_statement": "Hi {{who}}",
            "user_input_form": [{"text-input": {"label": "Who", "variable": "who", "required": True}}],
            "text_to_speech": {"enabled": True, "voice": "v"},
        }
        assert console("POST", f"/apps/{app_id}/model-config", json=config).json() == {"result": "success"}
        kept = console("GET", f"/apps/{app_id}").json()["model_config"]
        assert kept["model"]["completion_params"] == {"temperature": 1, "stop": []}
        assert (kept["pre_prompt"], kept["suggested_questions"]) == ("Be brief.", [])
        api = Caller(console.client, console.emulator.keys["chat"], "u")
        shown = api("GET", "/v1/parameters").json()
        assert (shown["opening_statement"], shown["suggested_questions"]) == ("Hi {{who}}", [])
        assert api.ask("hello", 400)["message"] == "who is required in input form"
        api.ask("hello", inputs={"who": "Bob"})
        row = console("GET", "/apps", params={"mode": "chat"}).json()["data"][0]
        assert set(row["model_config"]) == {
            "model",
            "pre_prompt",
            "created_by",
            "created_at",
            "updated_by",
            "updated_at",
        }

    def test_what_cannot_be_set(self, console: ConsoleCaller) -> None:
        """No model, and an app that is a workflow."""
        ids = console.emulator.app_ids
        console("POST", f"/apps/{ids['chat']}/model-config", 400, json={"pre_prompt": "x"})
        body = console("POST", f"/apps/{ids['chatflow']}/model-config", 404, json={"pre_prompt": "x"}).json()
        assert "App mode is not in the supported list" in body["message"]

    def test_publishing(self, console: ConsoleCaller) -> None:
        """Makes a new version; there must be a draft, and a workflow at all."""
        path = f"/apps/{console.emulator.app_ids['chatflow']}"
        before = console("GET", path).json()["workflow"]
        done = console("POST", f"{path}/workflows/publish", json={"marked_name": "v2"}).json()
        assert done["result"] == "success"
        assert console("GET", path).json()["workflow"]["id"] != before["id"]
        empty = console("POST", "/apps", 201, json={"name": "n", "mode": "workflow"}).json()
        assert empty["workflow"] is None
        console("POST", f"/apps/{empty['id']}/workflows/publish", 400, json={})
        console("POST", f"/apps/{console.emulator.app_ids['chat']}/workflows/publish", 404, json={})

    def test_without_a_body(self, console: ConsoleCaller) -> None:
        """415, where older releases are content."""
        path = f"/apps/{console.emulator.app_ids['chatflow']}/workflows/publish"
        console("POST", path, 415 if console.dialect == "1.13" else 200, wrong=True)


class TestDsl:
    @pytest.mark.parametrize("name", ["chat", "agent", "completion", "chatflow"])
    def test_there_and_back(self, console: ConsoleCaller, name: str) -> None:
        """What was exported makes the same app, by another name if one is given."""
        path = f"/apps/{console.emulator.app_ids[name]}"
        one = console("GET", path).json()
        dsl = console("GET", f"{path}/export", params={"include_secret": "false"}).json()["data"]
        body = {"mode": "yaml-content", "yaml_content": dsl, "name": "Copy"}
        done = console("POST", "/apps/imports", json=body).json()
        assert (done["status"], done["app_mode"], done["error"]) == ("completed", one["mode"], "")
        two = console("GET", f"/apps/{done['app_id']}").json()
        assert (two["name"], two["description"], two["icon"]) == ("Copy", one["description"], one["icon"])
        if one["model_config"]:
            fields = ("pre_prompt", "model", "opening_statement", "user_input_form", "suggested_questions")
            assert {field: two["model_config"][field] for field in fields} == {
                field: one["model_config"][field] for field in fields
            }
        again = console("GET", f"/apps/{done['app_id']}/export").json()["data"]
        assert again == dsl.replace(one["name"], "Copy")

    def test_written_by_hand(self, console: ConsoleCaller) -> None:
        """YAML in several styles; its workflow is given back as it was written, and can be published."""
        text = (
            "app:\n  description: 'It''s a\n\n    text'\n  icon: \"\\U0001F916\"\n  mode: workflow\n  name: By hand\n"
            "  use_icon_as_answer_icon: false\nkind: app\nversion: 0.1.0\nworkflow:\n  graph:\n    edges: []\n"
        )
        body = {"mode": "yaml-content", "yaml_content": text}
        done = console("POST", "/apps/imports", json=body).json()
        assert (done["status"], done["imported_dsl_version"]) == ("completed-with-warnings", "0.1.0")
        path = f"/apps/{done['app_id']}"
        found = console("GET", path).json()
        assert (found["name"], found["description"], found["icon"]) == ("By hand", "It's a\ntext", "🤖")
        assert "\nworkflow:\n  graph:\n    edges: []\n" in console("GET", f"{path}/export").json()["data"]
        console("POST", f"{path}/workflows/publish", json={})

    def test_overwriting(self, console: ConsoleCaller) -> None:
        """A chatflow takes it, a chat does not, and of an app that is not there nothing is made."""
        ids = console.emulator.app_ids
        dsl = json.dumps({"app": {"mode": "advanced-chat", "name": "Over"}, "version": "0.3.0", "workflow": {"a": 1}})
        body = {"mode": "yaml-content", "yaml_content": dsl}
        assert (
            console("POST", "/apps/imports", json={**body, "app_id": ids["chatflow"]}).json()["app_id"]
            == ids["chatflow"]
        )
        assert console("GET", f"/apps/{ids['chatflow']}").json()["name"] == "Over"
        for app_id in (ids["chat"], NOBODY):
            assert console("POST", "/apps/imports", 400, json={**body, "app_id": app_id}).json()["status"] == "failed"

    def test_confirming(self, console: ConsoleCaller) -> None:
        """A newer version waits; it is confirmed once, and not after ten minutes."""
        dsl = json.dumps({"app": {"mode": "chat", "name": "Newer"}, "version": "9.0.0"})
        body = {"mode": "yaml-content", "yaml_content": dsl}
        waiting = console("POST", "/apps/imports", 202, json=body).json()
        assert (waiting["status"], waiting["app_id"]) == ("pending", None)
        done = console("POST", f"/apps/imports/{waiting['id']}/confirm").json()
        assert (done["status"], done["app_mode"]) == ("completed", "chat")
        assert console("POST", f"/apps/imports/{waiting['id']}/confirm", 400).json()["status"] == "failed"
        late = console("POST", "/apps/imports", 202, json=body).json()["id"]
        console_of(console.emulator.app).imports[late].until = 0
        console("POST", f"/apps/imports/{late}/confirm", 400)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[1]",
            "no key here",
            "kind: app",
            '{"app": {"mode": "x"}}',
            '{"app": {"mode": "chat"}, "version": "x.y"}',
        ],
    )
    def test_what_cannot_be_used(self, console: ConsoleCaller, text: str) -> None:
        """Fails with a reason; nothing is made."""
        body = console("POST", "/apps/imports", 400, json={"mode": "yaml-content", "yaml_content": text}).json()
        assert body["status"] == "failed"
        assert body["error"]
        assert console("GET", "/apps").json()["total"] == 4

    def test_from_elsewhere(self, console: ConsoleCaller) -> None:
        """The emulator fetches nothing, and knows two modes."""
        body = {"mode": "yaml-url", "yaml_url": "http://127.0.0.1:9/x.yml"}
        assert console("POST", "/apps/imports", 400, json=body).json()["status"] == "failed"
        assert console("POST", "/apps/imports", 400, json={"mode": "x"}).json()["code"] == "invalid_param"

    def test_a_draft_is_needed(self, console: ConsoleCaller) -> None:
        """A workflow that nobody drew has no DSL."""
        made = console("POST", "/apps", 201, json={"name": "n", "mode": "workflow"}).json()
        console("GET", f"/apps/{made['id']}/export", 400)

    @pytest.mark.parametrize(
        "text", ["plain", "two words", "", "true", "#x", "a: b", " x", "x\ny", "🤖", "1.0", "it's", '"']
    )
    def test_texts(self, text: str) -> None:
        """Are read as they were written."""
        assert read_dsl(f"app:\n  name: {write_scalar(text)}\n")["app"]["name"] == text

    def test_blocks(self) -> None:
        """A block keeps its lines, or folds them; true, null and numbers are what they look like."""
        text = "---\n# a comment\napp:\n  a: |\n    x\n    y\n  b: >-\n    x\n    y\n  c: True\n  d:\n  e: ~\n\nversion: '0.1'\n\n"
        assert read_dsl(text) == {
            "app": {"a": "x\ny", "b": "x y", "c": True, "d": None, "e": None},
            "version": "0.1",
        }


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
        names = {"success", "failed", "partial_success"} | ({"paused"} if console.dialect != "1.8" else set())
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
            ({"annotation_status": "not_annotated", "sort_by": "created_at", "limit": 1}, ["first about fish"]),
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
        app = console.emulator.app.state.world.apps[console.emulator.keys["chat"]]
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
        if console.dialect == "1.8":
            del counted["paused"]
        assert row["status_count"] == counted
        assert row["model_config"] == {"model": None, "pre_prompt": None}

    def test_of_an_agent(self, console: ConsoleCaller) -> None:
        """As of a chat."""
        self.ask(console, "agent")
        assert console("GET", f"/apps/{console.emulator.app_ids['agent']}/chat-conversations").json()["total"] == 1

    def test_what_1_14_does_otherwise(self) -> None:
        """It knows the model, counts no runs where there are none, and falls over annotations."""
        emulator = Emulator(version="1.14.2")
        with httpx.Client(base_url="http://test", transport=InProcess(emulator)) as client:
            console = ConsoleCaller(emulator, client, "1.13")
            console.sign_in()
            self.ask(console)
            path = f"/apps/{emulator.app_ids['chat']}/chat-conversations"
            row = console("GET", path).json()["data"][0]
            assert row["model_config"]["model"]["name"] == "echo"
            assert row["status_count"] is None
            console("GET", path, 500, params={"annotation_status": "annotated"})

    def test_of_others(self, console: ConsoleCaller) -> None:
        """A completion has none, and wrong queries are refused."""
        ids = console.emulator.app_ids
        assert console("GET", f"/apps/{ids['completion']}/chat-conversations", 404).json()["code"] == "app_not_found"
        for query in ({"sort_by": "x"}, {"annotation_status": "x"}, {"start": "x"}, {"limit": 101}):
            console("GET", f"/apps/{ids['chat']}/chat-conversations", 400, wrong=True, params=query)
