"""Recorded requests about workflows, forms and end users, sent to the emulator: it answers as the real
servers did.

Errors are compared word for word, answers field for field. The emulator is brought to where the recorded
servers stood.
"""

from __future__ import annotations

import re
from typing import Any

import anyio
import httpx
import pytest

from dify_ext.emulator import create_app
from dify_ext.emulator._human import Form
from dify_ext.emulator._state import App, State, User, state_of

from .contract import assert_response_fits
from .recorded import FOLDER, assert_same_shape, error, exchange

# Recorded keys, by the app of ours that stands for theirs.
APPS = {
    "app-key-afb741e145": "workflow",
    "app-key-9df2fad8ff": "workflow",
    "app-key-91bf7072ef": "workflow",
    "app-key-1183975208": "chatflow",
    "app-key-d853e9f1b2": "chatflow",
    "app-key-8aa50f3c1b": "chat",
    "app-key-557a5f5d8e": "chat",
    "app-key-e004819b61": "unpublished",
}
# Their workflow asks a person where ours does so only if it is told to.
ASKING = ("app-key-9df2fad8ff", "app-key-91bf7072ef")
NAMES = re.compile(r"(workflows?-|form-|end-users-|messages--human-resumed).*")
WORKFLOW = "2f83299a-7dc9-4f0a-9aaf-2501a781ceec"
TOKEN, FORM = "W8jcgvJnOv2KEYe3N7Csng", "01a1f8c4-c18e-7dd3-9554-ee6ad48a6511"


def to_replay() -> list[str]:
    """The recordings in one piece about workflows, forms and end users."""
    found = [
        path.relative_to(FOLDER.parent).with_suffix("").as_posix()
        for path in FOLDER.parent.glob("1.1*/*.json")
    ]
    names = sorted(name for name in found if NAMES.fullmatch(name.partition("/")[2]))
    return [name for name in names if "chunks" not in exchange(name)["response"]]


class Stage:
    """Brings an emulator to where the recorded server stood."""

    def __init__(self, state: State, client: httpx.AsyncClient) -> None:
        self.state, self.client = state, client
        self.workflow = state.apps["app-emulator-workflow"]
        self.workflow.workflow_id = WORKFLOW
        state.apps["app-emulator-unpublished"] = App("draft", "workflow")
        state.apps["app-emulator-unpublished"].published = False

    async def run(self, text: str, run_id: str | None = None, **inputs: Any) -> None:
        """A run of the workflow; it gets the recorded id."""
        body = {"inputs": {"text": text, **inputs}, "user": "user-1", "response_mode": "blocking"}
        headers = {"Authorization": "Bearer app-emulator-workflow"}
        answer = (await self.client.post("/v1/workflows/run", json=body, headers=headers)).json()
        if run_id is not None:
            flow = self.workflow.flow_runs.pop(answer["workflow_run_id"])
            flow.id = run_id
            self.workflow.flow_runs[run_id] = flow

    async def set(self, name: str) -> None:
        """Everything that the recorded request speaks of."""
        self.state.apps["app-emulator-chat"].users["user-1"] = User(
            "2136a09a-9eb5-4e16-89c6-68badb189810", "user-1"
        )
        if name == "1.13.2/messages--human-resumed":
            await self.talk()
            return
        await self.run("[[error:rate_limit]]")
        await self.run("hi 世界", "d0bb5f55-c4b2-4c9e-9cfc-263d6dd63aff", n=3, choice="a")
        if name == "1.13.2/workflows-run-detail--paused":
            await self.run("check [[pause]]", "e0bf382e-e351-4419-b506-069fde150b66")
        if name.startswith("1.14.2") or name == "1.13.2/workflows-logs--human":
            await self.run("check [[pause]]", "fcb5eea8-1d09-4fc0-bb70-535c016b2d4f")
        if name.startswith("1.14.2"):
            form = self.only_form()
            form.id, form.token, form.asked = FORM, TOKEN, "check"
            self.state.forms = {TOKEN: form}
        if name == "1.14.2/form-submit--again":
            await self.send("1.14.2/form-submit--ok")

    def only_form(self) -> Form:
        """The form there is."""
        (form,) = self.state.forms.values()
        return form

    async def talk(self) -> None:
        """A conversation that a person was asked in; its id is the recorded one."""
        app = self.state.apps["app-emulator-chatflow"]
        body = {"inputs": {}, "query": "q2 [[pause]]", "user": "user-1", "response_mode": "streaming"}
        await self.client.post(
            "/v1/chat-messages", json=body, headers={"Authorization": "Bearer app-emulator-chatflow"}
        )
        path = f"/api/form/human_input/{self.only_form().token}"
        asked = {**(await self.client.get(path)).json()}
        assert [action["id"] for action in asked["user_actions"]] == ["approve", "reject"]
        answer = await self.client.post(path, json={"inputs": {"comment": "fine"}, "action": "approve"})
        assert answer.json() == {}
        (flow,) = app.flow_runs.values()
        while flow.finished_at is None:
            await anyio.sleep(0)
        (conversation,) = app.conversations.values()
        conversation.id = "90677aee-2e8d-44c1-98aa-10fadbf0c89c"
        app.conversations = {conversation.id: conversation}

    async def send(self, name: str) -> httpx.Response:
        """The recorded request, with our key in place of the recorded one."""
        recorded = exchange(name)["request"]
        headers, body = dict(recorded.get("headers", {})), recorded.get("json")
        for theirs, app in APPS.items():
            if theirs in headers.get("Authorization", ""):
                headers["Authorization"] = f"Bearer app-emulator-{app}"
                if theirs in ASKING and body and "text" in body["inputs"]:
                    body = {**body, "inputs": {"text": "check [[pause]]"}}
        sent = {} if body is None else {"json": body}
        return await self.client.request(
            recorded["method"], recorded["path"], params=recorded.get("query"), headers=headers, **sent
        )


@pytest.mark.parametrize("name", to_replay())
async def test_answers_as_recorded(name: str) -> None:
    """Status, headers and body are the recorded ones."""
    recorded = exchange(name)["response"]
    app = create_app(version=name.partition("/")[0])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:5101"
    ) as client:
        stage = Stage(state_of(app), client)
        await stage.set(name)
        response = await stage.send(name)
    assert response.status_code == recorded["status"], response.text
    for header in ("Content-Type", "X-Version", "WWW-Authenticate"):
        assert response.headers.get(header) == recorded["headers"].get(header), header
    assert_response_fits(response)
    if response.status_code >= 400 or name.startswith("1.14.2/form-submit"):
        assert error(response.json()) == error(recorded["json"])
    else:
        # The form of a chatflow of ours has inputs that theirs had not.
        ignore = frozenset({"inputs"}) if "messages--" in name else frozenset()
        assert_same_shape(response.json(), recorded["json"], ignore)
    if name == "1.13.2/workflows-run--blocking-skip":
        assert response.json()["data"]["outputs"] == recorded["json"]["data"]["outputs"]
    if name == "1.14.2/form-get--ok":
        assert {**response.json(), "expiration_time": 1795178606} == recorded["json"]
