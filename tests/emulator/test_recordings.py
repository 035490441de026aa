"""Recorded requests, sent to the emulator: it answers as the real servers did.

Errors are compared word for word, answers field for field. The emulator is brought to where the recorded
server stood: its conversations, messages, variables, files and annotations have the recorded ids.
"""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from dify_ext.emulator import create_app
from dify_ext.emulator._state import Annotation, Feedback, ReplyJob, State, StoredFile, state_of

from .contract import assert_response_fits
from .recorded import FOLDER, assert_same_shape, error, exchange

# Recorded keys of the apps that the emulator has, too.
APPS = {
    "app-key-8aa50f3c1b": "chat",
    "app-key-120a92855e": "agent",
    "app-key-d98f9f6f89": "chatflow",
    "app-key-0289461729": "completion",
}
# Recordings of these apps that are not for these tests; a wrong action is a 500 there, and a 400 here.
ELSEWHERE = ("apps-annotation-reply-status--job-error", "apps-annotation-reply--bad-action", "end-users--")
# Fields that only a fork has: the spec leaves them out, and so does the emulator.
FORK = frozenset(
    {
        "chat_page_background_color",
        "default_user_avatar_url",
        "default_user_avatar_file_id",
        "enable_homepage",
        "show_answer_disclaimer",
    }
)
SLOW, BOB, FLOW = (
    "33ebf191-e281-4b77-b2e3-3691ee1da628",
    "d025465f-d196-4b61-a22e-3cb0f6819ed3",
    "1b60ecf5-20bb-4912-945b-efdabece1cf0",
)
PICTURE = "a4459573-6e5f-412c-9ad7-c74d5cd7e2b8"


def to_replay() -> list[str]:
    """The recordings in one piece of the apps that the emulator has."""
    names = []
    for path in sorted(FOLDER.glob("*.json")):
        recorded = exchange(path.stem)
        key = recorded["request"].get("headers", {}).get("Authorization", "").removeprefix("Bearer ")
        if path.stem.startswith(ELSEWHERE) or "chunks" in recorded["response"]:
            continue
        if recorded["request"]["path"].startswith("/v1/workflow"):
            continue
        if key in APPS or recorded["response"]["status"] == 401:
            names.append(path.stem)
    return names


class Stage:
    """Brings an emulator to where the recorded server stood."""

    def __init__(self, state: State, client: httpx.AsyncClient) -> None:
        self.state, self.client = state, client
        self.chat, self.flow = state.apps["app-emulator-chat"], state.apps["app-emulator-chatflow"]
        self.flow.variable_ids[:] = [f"e208ec58-4503-48a9-baf8-17aae67e5fa{digit}" for digit in "2310"]

    async def ask(self, app: str, conversation: str, message: str, query: str, **more: Any) -> None:
        """A question whose conversation and message get the recorded ids."""
        known = self.state.apps[f"app-emulator-{app}"]
        body = {"inputs": {}, "query": query, "user": "user-1", "response_mode": "blocking", **more}
        if conversation in known.conversations:
            body["conversation_id"] = conversation
        headers = {"Authorization": f"Bearer app-emulator-{app}"}
        answer = (await self.client.post("/v1/chat-messages", json=body, headers=headers)).json()
        ours, said = (
            known.conversations.pop(answer["conversation_id"]),
            known.messages.pop(answer["message_id"]),
        )
        ours.id = said.conversation_id = conversation
        ours.updated_at += len(known.messages)  # of another second than the others
        said.id = message
        known.conversations[conversation], known.messages[message] = ours, said

    async def set(self, name: str) -> None:
        """Everything that a recorded request speaks of, as far as it had happened by then."""
        self.annotate(name)
        user = self.chat.user("user-1")
        if not name.startswith("files-upload"):
            self.state.files[PICTURE] = StoredFile(
                PICTURE, self.chat.id, user.id, "图 pic.png", "image/png", picture(), self.state.now()
            )
        hello = "0964b5fc-6588-48e0-a458-592de2fc6320"
        turns: list[tuple[str, str, dict[str, Any]]] = [
            (hello, "hello 世界 [[separators]]", {"inputs": {"name": "Bob"}}),
            ("3a5df257-66f7-4d99-827b-052f5da5488b", "stream me 世界", {}),
        ]
        if name.startswith("messages--ok"):
            turns.reverse()  # they are of the same second, and the server did not tell them apart
        for message, query, more in turns:
            await self.ask("chat", BOB, message, query, **more)
        if name in ("conversations-delete--ok", "conversations--page2"):
            await self.ask("chat", "d4e2c2f5-770c-493f-b390-46889b176c09", PICTURE, "to be deleted")
        await self.ask("chat", SLOW, "71564d2f-7032-45a9-a44f-749f81215b80", "[[say:slow answer]]")
        await self.ask("chatflow", FLOW, "fe57af89-a8a9-490f-acd2-b33d0bb335ae", "first [[plain]]")
        await self.ask("chatflow", FLOW, "c5c8c229-a145-4705-94cc-8975fe16fe77", "second 第二 [[plain]]")
        if name != "messages--ok":
            now = self.state.now()
            self.chat.messages[hello].feedback = Feedback(
                "038b743e-a7c6-433c-bb3f-7dd288452937", "like", "c", now, now
            )
        if name in ("messages--with-files", "files-preview--ok", "files-preview--other-app"):
            mention = {"type": "image", "transfer_method": "local_file", "upload_file_id": PICTURE}
            await self.ask("chat", "1c38163b-798b-4296-8530-7022f5f483a5", PICTURE, "look", files=[mention])
        if name == "messages--page-3-limit-2":
            await self.page_through()
        if name == "messages--after-client-disconnect":
            await self.ask(
                "chat", "d7b8d6b5-cc77-4f6f-bd2c-a98e95e2505a", PICTURE, "[[say:x]] dis", user="disc"
            )

    async def page_through(self) -> None:
        """A conversation of three messages, of another user."""
        ids = (
            "4d06b84d-c45c-4822-909b-a58ade95d9b8",
            "0446f2ce-9860-4761-93f7-b3234329b160",
            "11111111-1111-4111-8111-111111111111",
        )
        for index, message in enumerate(ids):
            await self.ask(
                "chat", "798b9edc-ad6a-4c6a-90bc-01ff9a180a36", message, f"[[say:a{index}]]", user="pager"
            )

    def annotate(self, name: str) -> None:
        """Annotations and the setting that uses them."""
        for index, (id_, question) in enumerate(
            [
                ("934fcb76-8d6c-41aa-b539-509716b9d1ad", "second"),
                ("bad27577-bb85-428c-b637-7c723763f8e7", "What is Dify? 什么"),
                ("51f2e932-7a35-41df-a02c-f2f9e9e34016", "What is Dify?"),
            ]
        ):
            gone = index == 1 and name.endswith(("--again", "--after"))
            if not gone and (index < 2 or name == "chat-messages--annotation-hit-blocking"):
                self.chat.annotations[id_] = Annotation(id_, question, "A platform 平台", float(index))
        for action, job in (
            ("enable", "da711cdb-c346-4f63-beb0-438fb50ea9fe"),
            ("disable", "ca8be542-8c22-4a5c-8dbd-f11913ce9ad2"),
        ):
            self.chat.reply_jobs[job] = ReplyJob(
                job, action, "waiting" if action == "enable" else "completed"
            )
        if name in ("chat-messages--annotation-hit-blocking", "parameters--chat-annotation-enabled"):
            self.chat.parameters["annotation_reply"] = {
                "id": PICTURE,
                "enabled": True,
                "score_threshold": 0.9,
                "embedding_model": {"embedding_provider_name": "p", "embedding_model_name": "m"},
            }

    async def send(self, name: str) -> httpx.Response:
        """The recorded request, with our key in place of the recorded one."""
        recorded = exchange(name)["request"]
        headers = dict(recorded.get("headers", {}))
        for theirs, app in APPS.items():
            if "Authorization" in headers:
                headers["Authorization"] = headers["Authorization"].replace(theirs, f"app-emulator-{app}")
        sent: dict[str, Any] = {"params": recorded.get("query")}
        if "form" in recorded:
            fields = [(field, (None, text)) for field, text in recorded["form"]["fields"]]
            files = [
                (field, (name_, bytes(size), kind)) for field, name_, size, kind in recorded["form"]["files"]
            ]
            sent["files"] = [*fields, *files]
        elif "raw" in recorded:
            sent["content"], headers["Content-Type"] = recorded["raw"], "application/json"
        elif "json" in recorded:
            sent["json"] = recorded["json"]
        return await self.client.request(recorded["method"], recorded["path"], headers=headers, **sent)


def picture() -> bytes:
    """The picture that was uploaded for the recordings."""
    return base64.b64decode(exchange("files-preview--ok")["response"]["bytes"]["head"])


@pytest.mark.parametrize("name", to_replay())
async def test_answers_as_recorded(name: str) -> None:
    """Status, headers and body are the recorded ones."""
    recorded = exchange(name)["response"]
    app = create_app()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:5101"
    ) as client:
        stage = Stage(state_of(app), client)
        await stage.set(name)
        response = await stage.send(name)
    assert response.status_code == recorded["status"], response.text
    for header in ("Content-Type", "X-Version", "WWW-Authenticate", "Cache-Control"):
        assert response.headers.get(header) == recorded["headers"].get(header), header
    if response.request.method != "OPTIONS":
        assert_response_fits(response)
    if "bytes" in recorded:
        assert len(response.content) == recorded["bytes"]["length"]
        assert response.content.startswith(base64.b64decode(recorded["bytes"]["head"]))
    elif "json" in recorded and response.status_code >= 400:
        assert error(response.json()) == error(recorded["json"])
    elif "json" in recorded:
        assert_same_shape(response.json(), recorded["json"], FORK)
    else:
        assert response.text == recorded["text"]
