"""Recorded requests to a console, sent to the emulator: it answers as the real servers did.

Errors are compared word for word, answers field for field, cookies attribute for attribute. The emulator is
brought to where the recorded server stood: its apps have the recorded ids, its clock the recorded day, and
what the recordings have in place of tokens and passwords is replaced by real ones.
"""

from __future__ import annotations

import base64
import json
import re
import time
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext.emulator import ADMIN_PASSWORD, create_app
from dify_ext.emulator._console.config import DEFAULTS, completed
from dify_ext.emulator._console.state import Change, Console, Key, Record, console_of
from dify_ext.emulator._console.tokens import jwt
from dify_ext.emulator._state import App, Conversation, Feedback, Message

from .contract import assert_response_fits, operation
from .recorded import assert_same_shape, error, without_guess

FOLDER = Path(__file__).resolve().parents[1] / "wire_console"
# The recorded servers were not set up yet.
BEFORE_SETUP = ("login--before-setup", "1.8.1/setup--get")
# Fields that only a fork has: the spec leaves them out, and so does the emulator.
FORK = frozenset({"enable_homepage", "show_answer_disclaimer"})
# When most of it was recorded.
THEN = 1795175000

CHAT, AGENT, FLOW, COMPLETION = (
    "efcc24bf-176a-4a53-baa3-ed093651ae9a",
    "55feb618-42c6-4e4d-a765-a0579206c844",
    "d1435849-e590-4a3e-bec1-3986af333526",
    "e4ca2aa6-bf66-4dcb-bebd-6ab29b846f79",
)
WORKFLOW, EMPTY = "1a989366-80cc-42cb-81a2-3db03f80b658", "2fcca3cd-7e4f-4bfe-9674-1cb04db213dc"
LIMITED, PLAIN = "43974355-42b7-4771-a0c4-8fd0eb1a6586", "346aeb86-f083-4326-b347-489d86976b79"
SEEDED = {"agent": AGENT, "chat": CHAT, "chatflow": FLOW, "completion": COMPLETION}
OTHERS = {
    "467e4c8c-807a-4f0c-8435-c70e37012546": "advanced-chat",
    "5b621e38-2391-41f3-ae61-d4da1f44f2ff": "workflow",
    "cf590ef5-93a1-40ba-93c1-cd1279899387": "workflow",
    "e4204556-da19-46eb-be07-0356cbe062db": "workflow",
    EMPTY: "workflow",
    WORKFLOW: "workflow",
    PLAIN: "chat",
    "13397b83-dd68-4641-a0af-69093031d6b1": "chat",
    "425b2918-9098-49a8-aa24-7a64922cd968": "chat",
    LIMITED: "chat",
}
DATASET, DOCUMENT = "1a800dab-6fe1-42ab-80ce-e3e70b533f93", "e0738208-7286-4747-89fc-dca7e86fb812"


@cache
def exchange(name: str) -> dict[str, Any]:
    """A recorded request and its response."""
    return without_guess(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def set_up(app_id: str) -> dict[str, Any]:
    """The recorded configuration of an app."""
    found = (exchange(name)["request"] for name in to_replay() if "/model-config--" in name)
    return next(request["json"] for request in found if app_id in request["path"])


def to_replay() -> list[str]:
    """All recordings of servers that were set up."""
    names = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("*/*.json"))
    return [name for name in names if not name.endswith(BEFORE_SETUP)]


class Stage:
    """Brings an emulator to where the recorded server stood."""

    def __init__(self, name: str, console: Console) -> None:
        self.name, self.console, self.state = name, console, console.state
        self.version, _, self.case = name.partition("/")
        self.console.owner.last_login_at = self.state.now()

    def set(self) -> None:
        """Everything that the recorded request speaks of."""
        # The workflow of ours stays away: the recorded one stands among the others.
        records = [record for record in self.console.records.values() if record.app.name in SEEDED]
        self.console.records.clear()
        for id_, mode in OTHERS.items():
            app = App("T other", mode)
            app.id, app.info["mode"] = id_, mode
            record = self.console.add(app, self.console.owner)
            app.site.update(icon_type=None, icon=None, icon_background=None)
            if mode == "chat":
                record.model_config = completed(set_up(id_)) if id_ == LIMITED else DEFAULTS
            record.draft = None if mode == "chat" else " {}"
            self.console.records[id_] = record
        self.console.records[WORKFLOW].published = Change(self.console.owner.id, self.state.now())
        self.console.records[WORKFLOW].icon_type = self.console.records[WORKFLOW].icon = "emoji"
        self.console.records[WORKFLOW].icon_background = "#FFEAD5"
        for record in records:
            record.app.id = SEEDED[record.app.name]
            self.console.records[record.app.id] = record
        # The newest of the recorded lists: of chats one that nobody set up; else an agent, before there was a
        # workflow.
        newest = {
            "apps-list--mode-chat": PLAIN,
            "apps-list--no-args": WORKFLOW,
            "apps-list--mode-channel": WORKFLOW,
        }
        for id_ in (WORKFLOW, newest.get(self.case, AGENT)):
            self.console.records[id_] = self.console.records.pop(id_)
        self.fill_keys(self.console.records[EMPTY])
        self.talk()
        dataset = next(iter(self.console.datasets.values()))
        self.console.datasets = {DATASET: dataset}
        document = next(iter(dataset.documents.values()))
        document.id, dataset.documents = DOCUMENT, {DOCUMENT: document}

    def fill_keys(self, record: Record) -> None:
        """As many keys as there were."""
        keys = {"app-api-keys--create-over-limit": 10, "app-api-keys--list": 1}
        record.keys = [self.console.new_key("app") for _ in range(keys.get(self.case, 0))]
        key = Key("dataset", "dataset-x", self.state.now(), "14542f02-fe72-46a5-93e8-7c3f937765b3")
        self.console.dataset_keys.append(key)

    def talk(self) -> None:
        """A conversation about Dify in each app that talks,
        a run of the workflow, and somebody who liked one.
        """
        for id_ in (CHAT, AGENT, FLOW, COMPLETION, WORKFLOW):
            app, now = self.console.records[id_].app, self.state.now()
            user = app.user("user-1")
            talk = Conversation("", user, "Fake title", {}, "", now, now)
            chats = id_ not in (COMPLETION, WORKFLOW)
            message = Message(
                "m", talk.id if chats else None, user, {}, "What is Dify?", now, [], "Echo", latency=0.2
            )
            message.question_tokens, message.answer_tokens, message.price = 54, 41, "0.0000390"
            message.feedback = Feedback("f", "like", None, now, now) if id_ == CHAT else None
            app.messages[message.id] = message
            if chats:
                app.conversations[talk.id] = talk
                talk.messages = [message, message] if "count" in self.case else [message]

    def attempts(self) -> None:
        """Sign-ins that had been refused before."""
        found = re.search(r"lockout-(\d)", self.case)
        if found:
            self.console.bad_attempts["lock@example.com"] = int(found[1])

    def token(self, kind: str) -> str:
        """A real token in place of a recorded one."""
        tokens, account = self.console.tokens, self.console.owner
        issued = tokens.issue(account.id)
        if "bad-signature" in self.case:
            return jwt({"user_id": account.id, "exp": 4e9}, b"another secret")
        if "expired" in self.case:
            tokens.expire_access()
        if kind == "refresh" and exchange(self.name)["response"]["status"] == 401:
            tokens.forget_refresh()
        return {"access": issued.access, "refresh": issued.refresh, "csrf": issued.csrf}[kind]

    def real(self, text: str, csrf: str) -> str:
        """Text of the recorded request with real tokens and passwords in it."""
        text = re.sub(r"csrf_token=jwt-\w+", f"csrf_token={csrf}", text)
        text = re.sub(r"jwt-\w+", lambda _: self.token("access"), text)
        text = re.sub(r"refresh-\w+", lambda _: self.token("refresh"), text)
        text = re.sub(r"password-b64-\w+", base64.b64encode(ADMIN_PASSWORD.encode()).decode(), text)
        return re.sub(r"password-\w+", ADMIN_PASSWORD, text)

    async def send(self, client: httpx.AsyncClient) -> httpx.Response:
        """The recorded request."""
        recorded = exchange(self.name)["request"]
        csrf = self.token("csrf")
        headers = {}
        for header, text in recorded.get("headers", {}).items():
            if header.lower() == "x-csrf-token":
                headers[header] = csrf if text else ""
            else:
                headers[header] = self.real(text, csrf)
        query = {name: self.real(str(value), csrf) for name, value in recorded.get("query", {}).items()}
        sent: dict[str, Any] = {"params": query}
        if "json" in recorded:
            body = recorded["json"]
            names = ("email", "password", "refresh_token")
            sent["json"] = {k: self.real(v, csrf) if k in names else v for k, v in body.items()}
        return await client.request(recorded["method"], recorded["path"], headers=headers, **sent)


def cookies(headers: Any) -> list[str]:
    """Set-Cookie without what differs each time."""
    if isinstance(headers, str):
        headers = [headers]
    plain = [re.sub(r"=(jwt|refresh)-\w+;|=[\w.-]{40,};", "=TOKEN;", text) for text in headers]
    return [
        re.sub(r"Expires=\w{3}, \d\d \w{3} 20\d\d \d\d:\d\d:\d\d GMT", "Expires=LATER", text)
        for text in plain
    ]


def assert_as_full(ours: Any, theirs: Any) -> None:
    """A list that has something in the recording has something here."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in theirs.keys() & ours.keys() & {"data", "accounts", "workspaces", "invitation_results"}:
            assert bool(ours[name]) == bool(theirs[name]), name


@pytest.mark.parametrize("name", to_replay())
async def test_answers_as_recorded(name: str) -> None:
    """Status, headers and body are the recorded ones."""
    recorded = exchange(name)["response"]
    app = create_app(
        version=name.partition("/")[0],
        host_cookies="-https--" in name,
        cookie_domain="example.com" if "-https-domain--" in name else None,
        clock_ahead=THEN - time.time(),
    )
    stage = Stage(name, console_of(app))
    stage.set()
    stage.attempts()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:5101"
    ) as client:
        response = await stage.send(client)
    assert response.status_code == recorded["status"], response.text
    for header in ("Content-Type", "X-Version", "WWW-Authenticate"):
        if header != "Content-Type" or response.status_code != 204:
            assert response.headers.get(header) == recorded["headers"].get(header), header
    assert cookies(response.headers.get_list("Set-Cookie")) == cookies(
        recorded["headers"].get("Set-Cookie", [])
    )
    if operation(response.request.method, response.request.url.path):
        assert_response_fits(response)
    if "json" in recorded and response.status_code >= 400:
        assert error(response.json()) == error(recorded["json"])
    elif "json" in recorded:
        assert_same_shape(response.json(), recorded["json"], FORK)
        assert_as_full(response.json(), recorded["json"])
    else:
        assert response.text == recorded["text"]


def test_the_recordings_are_there() -> None:
    """Of both ways to sign in."""
    names = to_replay()
    assert {"1.8.1/login--ok", "1.13.2/login--ok", "1.13.2/refresh-token-https--ok"} <= set(names)
    assert len(names) > 150
