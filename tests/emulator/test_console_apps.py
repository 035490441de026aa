"""Apps in the emulated console, in each dialect: list, keys, set-up, and what the Service API makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dify_ext.emulator._console.call import ConsoleCall
from dify_ext.emulator._operations import served
from tests.bundled import bundled_spec

from .caller import Caller
from .console_caller import DIALECTS, ConsoleCaller, signed_in

NOBODY = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> Iterator[ConsoleCaller]:
    """The console of an emulator of this test's own, signed in."""
    with signed_in(request.param) as caller:
        yield caller


def test_every_operation_of_the_spec_is_served() -> None:
    """By every dialect, but for those that an older one has by another method;
    and beside them only the probe.
    """
    ours = [
        {
            (operation.method, operation.path)
            for operation, _, kind in served()
            if kind is ConsoleCall and operation.is_in(release)
        }
        for release in ((1, 13, 2), (1, 8, 1))
    ]
    theirs = {
        (method.upper(), path)
        for path, methods in bundled_spec()["paths"].items()
        for method, operation in methods.items()
        if operation["tags"][0].startswith("console_")
    }
    assert ours[0] - theirs == {("GET", "/console/api/setup")}
    assert theirs <= ours[0]
    assert theirs - ours[1] == {
        ("POST", "/console/api/logout"),
        ("POST", "/console/api/workspaces/current"),
    }


class TestList:
    def test_pages(self, console: ConsoleCaller) -> None:
        """The newest first, each once."""
        console("POST", "/apps", 201, json={"name": "New", "mode": "workflow"})
        pages = [console("GET", "/apps", params={"page": page, "limit": 2}).json() for page in (1, 2, 3)]
        assert [page["has_more"] for page in pages] == [True, True, False]
        assert {page["total"] for page in pages} == {6}
        modes = [row["mode"] for page in pages for row in page["data"]]
        assert modes == ["workflow", "workflow", "advanced-chat", "completion", "agent-chat", "chat"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"mode": "chat"}, 1),
            ({"mode": "workflow"}, 1),
            ({"mode": "all"}, 5),
            ({"mode": "channel"}, 5),
            ({"name": "CHATFLOW"}, 1),
            ({"is_created_by_me": "true"}, 5),
            ({"is_created_by_me": "false"}, 5),
            ({"tag_ids": NOBODY}, 0),
        ],
    )
    def test_filters(self, console: ConsoleCaller, query: dict[str, str], found: int) -> None:
        """By kind, by a part of the name, by who made it."""
        assert len(console("GET", "/apps", params=query).json()["data"]) == found

    @pytest.mark.parametrize(
        "query", [{"limit": 0}, {"limit": 101}, {"page": 0}, {"mode": "x"}, {"tag_ids": "x"}]
    )
    def test_wrong_queries(self, console: ConsoleCaller, query: dict[str, Any]) -> None:
        """Are refused in the form of the release."""
        body = console("GET", "/apps", 400, wrong=True, params=query).json()
        if console.dialect == "1.13":
            assert body["code"] == "invalid_param"
        else:
            assert list(body["errors"]) == list(query)

    def test_tags_of_1_14(self) -> None:
        """Are refused whatever they are."""
        with signed_in("1.13", "1.14.2") as caller:
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
        for path, first, status in (
            (f"/apps/{console.emulator.app_ids['agent']}/api-keys", 1, 201),
            DATASET_KEYS,
        ):
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
        refused = console("GET", f"/apps/{NOBODY}/api-keys", 404).json()
        assert refused == {"message": "App not found"}
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
        api("GET", "/v1/parameters", 400 if mode in ("advanced-chat", "workflow") else 200)
        if mode == "chat":
            assert api.ask("hello")["answer"] == "Echo: hello"
        elif mode == "advanced-chat":
            assert api.ask("hello", 400)["message"] == "Workflow not published"
        elif mode == "workflow":
            assert api.ask("hello", 400)["code"] == "not_chat_app"
        console("DELETE", path, 204)
        console("GET", path, 404)
        api("GET", "/v1/info", 401)
        assert made["id"] not in [row["id"] for row in console("GET", "/apps").json()["data"]]

    def test_a_completion_app_that_was_made(self, console: ConsoleCaller) -> None:
        """Completes what it is asked, whatever inputs it declares."""
        made = console("POST", "/apps", 201, json={"name": "Mine", "mode": "completion"}).json()
        api = Caller(
            console.client, console("POST", f"/apps/{made['id']}/api-keys", 201).json()["token"], "u"
        )
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
        app = emulator.asgi.state.emulator.apps[emulator.keys["chat"]]
        app.active = 1
        api = Caller(console.client, emulator.keys["chat"], "u")
        assert "Too many requests" in api.ask("hi", 400)["message"]
        console("PUT", path, json=body)
        api.ask("hi")

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_of_no_app(self, console: ConsoleCaller, method: str) -> None:
        """A 404."""
        sent = {"json": {"name": "n"}} if method == "PUT" else {}
        body = console(method, f"/apps/{NOBODY}", 404, **sent).json()
        assert body["code"] == "app_not_found"
        assert body["message"] == "App not found"


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
