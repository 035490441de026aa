"""What the operations do together: pages, changes, who may see what.
Their single answers are in test_recordings.
"""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from dify_ext.emulator import Emulator
from dify_ext.emulator._call import AppCall
from dify_ext.emulator._operations import served
from dify_ext.emulator._state import state_of
from tests.bundled import bundled_spec

from .caller import Caller

NOBODY = "11111111-1111-1111-1111-111111111111"


def test_every_operation_of_the_spec_is_served() -> None:
    """Each with its method and path, and nothing besides them."""
    ours = {(operation.method, operation.path) for operation, _, kind in served() if kind is AppCall}
    chats = ("chat", "messages", "conversations", "audio", "files", "app", "annotations")
    app_api = (*chats, "completion", "workflows", "human_input", "end_users")
    theirs = {
        (method.upper(), path)
        for path, methods in bundled_spec()["paths"].items()
        for method, operation in methods.items()
        if operation["tags"][0] in app_api
    }
    assert theirs == ours


class TestConversations:
    def spread(self, emulator: Emulator, ids: list[str]) -> None:
        """Conversations of different seconds, as they come to be in life."""
        found = state_of(emulator.asgi).apps[emulator.keys["chat"]].conversations
        for index, id_ in enumerate(ids):
            found[id_].created_at += index
            found[id_].updated_at += index + (10 if id_ == ids[1] else 0)

    def test_pages_lose_rows_of_one_second(self, chat: Caller) -> None:
        """As they do on a real server: whoever wants all asks for a large page."""
        ids = [chat.ask(f"q{index}")["conversation_id"] for index in range(3)]
        query = {"user": chat.user, "limit": 2, "sort_by": "created_at"}
        page = chat("GET", "/v1/conversations", params=query).json()
        assert ([row["id"] for row in page["data"]], page["has_more"]) == (ids[:2], True)
        if page["data"][0]["created_at"] == int(time.time()):
            rest = chat("GET", "/v1/conversations", params={**query, "last_id": ids[1]}).json()
            assert rest["data"] == []

    def test_pages(self, chat: Caller, emulator: Emulator) -> None:
        """All of them once, in each order, however they are paged."""
        ids = [chat.ask(f"q{index}")["conversation_id"] for index in range(5)]
        chat.ask("again", conversation_id=ids[1])
        self.spread(emulator, ids)
        orders = {
            None: [ids[1], ids[4], ids[3], ids[2], ids[0]],
            "-updated_at": [ids[1], ids[4], ids[3], ids[2], ids[0]],
            "updated_at": [ids[0], ids[2], ids[3], ids[4], ids[1]],
            "created_at": ids,
            "-created_at": ids[::-1],
        }
        for sort_by, wanted in orders.items():
            query: dict[str, Any] = {
                "user": chat.user,
                "limit": 2,
                **({"sort_by": sort_by} if sort_by else {}),
            }
            seen: list[str] = []
            more = True
            while more:
                page = chat("GET", "/v1/conversations", params=query).json()
                seen += [row["id"] for row in page["data"]]
                query["last_id"], more = seen[-1], page["has_more"]
                assert page["limit"] == 2
            assert seen == wanted

    def test_wrong_pages(self, chat: Caller) -> None:
        """An unknown order and an unknown last one."""
        query = {"user": chat.user, "sort_by": "name"}
        message = chat("GET", "/v1/conversations", 400, params=query, wrong=True).json()["message"]
        assert "Input should be 'created_at', '-created_at', 'updated_at' or '-updated_at'" in message
        query = {"user": chat.user, "last_id": NOBODY}
        message = chat("GET", "/v1/conversations", 404, params=query).json()["message"]
        assert message == "Last Conversation Not Exists."

    def test_rename(self, chat: Caller) -> None:
        """To a name, to one found by itself; a blank one is refused."""
        conversation = chat.ask("what is   up [[separators]]")["conversation_id"]
        path = f"/v1/conversations/{conversation}/name"
        assert chat("POST", path, json={"name": "Mine", "user": chat.user}).json()["name"] == "Mine"
        named = chat("POST", path, json={"auto_generate": True, "user": chat.user}).json()
        assert named["name"] == "what is up"
        for name in ("  ", None):
            message = chat("POST", path, 400, wrong=True, json={"name": name, "user": chat.user}).json()[
                "message"
            ]
            assert message.startswith(
                "1 validation error for ConversationRenamePayload\n  Value error, name is req"
            )

    def test_delete(self, chat: Caller) -> None:
        """It is gone with its messages; a second time it is 404."""
        answer = chat.ask()
        path = f"/v1/conversations/{answer['conversation_id']}"
        assert chat("DELETE", path, 204, json={"user": chat.user}).content == b""
        assert chat("GET", "/v1/conversations", params={"user": chat.user}).json()["data"] == []
        chat("DELETE", path, 404, json={"user": chat.user})
        query = {"user": chat.user, "conversation_id": answer["conversation_id"]}
        chat("GET", "/v1/messages", 404, params=query)
        chat("GET", f"/v1/messages/{answer['message_id']}/suggested", 404, params={"user": chat.user})
        chat.ask("go on", 404, conversation_id=answer["conversation_id"])

    def test_another_user_sees_nothing(self, chat: Caller) -> None:
        """A conversation is one user's: to others it is not there."""
        answer = chat.ask()
        conversation, other = answer["conversation_id"], Caller(chat.client, chat.key, "somebody else")
        path = f"/v1/conversations/{conversation}"
        assert conversation not in other("GET", "/v1/conversations", params={"user": other.user}).text
        other("GET", "/v1/messages", 404, params={"user": other.user, "conversation_id": conversation})
        other("POST", f"{path}/name", 404, json={"name": "x", "user": other.user})
        other("DELETE", path, 404, json={"user": other.user})
        other("GET", f"{path}/variables", 404, params={"user": other.user})
        other.ask("go on", 404, conversation_id=conversation)
        feedback = f"/v1/messages/{answer['message_id']}/feedbacks"
        other("POST", feedback, 404, json={"rating": "like", "user": other.user})

    def test_another_app_sees_nothing(self, chat: Caller, chatflow: Caller) -> None:
        """Nor does another app's key help."""
        conversation = chat.ask()["conversation_id"]
        query = {"user": chat.user, "conversation_id": conversation}
        chatflow("GET", "/v1/messages", 404, params=query)

    def test_inputs_are_kept(self, chat: Caller) -> None:
        """Those of the form, and the introduction greets by name."""
        chat.ask(inputs={"name": "Bob", "tone": "rude", "count": "7", "unknown": 1})
        (row,) = chat("GET", "/v1/conversations", params={"user": chat.user}).json()["data"]
        assert row["inputs"] == {"name": "Bob", "tone": "rude", "notes": None, "count": 7}
        assert row["introduction"] == "Hello Bob 你好"

    @pytest.mark.parametrize(
        ("inputs", "message"),
        [
            ({"name": 1}, "(type 'text-input') name in input form must be a string"),
            ({"name": "x" * 49}, "name in input form must be less than 48 characters"),
            ({"count": "many"}, "count in input form must be a valid number"),
            ({"tone": "loud"}, "tone in input form must be one of the following: ['polite', 'rude']"),
        ],
    )
    def test_wrong_inputs(self, inputs: dict[str, Any], message: str, chat: Caller) -> None:
        """Each with the server's words."""
        assert chat.ask(status=400, inputs=inputs)["message"] == message


class TestMessages:
    def test_pages(self, chat: Caller, emulator: Emulator) -> None:
        """The newest page first, each from old to new, `first_id` not among them."""
        conversation = chat.ask("q0")["conversation_id"]
        for index in range(1, 5):
            chat.ask(f"q{index}", conversation_id=conversation)
        app = state_of(emulator.asgi).apps[emulator.keys["chat"]]
        for index, message in enumerate(app.conversations[conversation].messages):
            message.created_at += index
        query: dict[str, Any] = {"user": chat.user, "conversation_id": conversation, "limit": 2}
        pages, more = [], True
        while more:
            page = chat("GET", "/v1/messages", params=query).json()
            pages.append([row["query"] for row in page["data"]])
            query["first_id"], more = page["data"][0]["id"], page["has_more"]
        assert pages == [["q3", "q4"], ["q1", "q2"], ["q0"]]

    def test_feedback(self, chat: Caller) -> None:
        """It is stored, replaced, listed for the app, and taken back."""
        answer = chat.ask()
        path = f"/v1/messages/{answer['message_id']}/feedbacks"
        query = {"user": chat.user, "conversation_id": answer["conversation_id"]}
        listed = []
        for rating, content in (("like", "good 好"), ("dislike", None)):
            chat(
                "POST",
                path,
                json={"rating": rating, "user": chat.user, **({"content": content} if content else {})},
            )
            assert chat("GET", "/v1/messages", params=query).json()["data"][0]["feedback"] == {
                "rating": rating
            }
            listed.append(chat("GET", "/v1/app/feedbacks", params={"limit": 1}).json()["data"][0])
        assert [(row["rating"], row["content"]) for row in listed] == [("like", "good 好"), ("dislike", None)]
        assert listed[0]["id"] == listed[1]["id"]
        chat("POST", path, json={"rating": None, "user": chat.user})
        assert chat("GET", "/v1/messages", params=query).json()["data"][0]["feedback"] is None
        refused = chat("POST", path, 400, json={"rating": None, "user": chat.user}).json()
        assert refused["message"] == "rating cannot be None when feedback not exists"
        refused = chat("POST", path, 400, json={"rating": "great", "user": chat.user}, wrong=True).json()
        assert "Input should be 'like' or 'dislike' [type=literal_error" in refused["message"]

    def test_feedbacks_are_paged_by_number(self, chat: Caller) -> None:
        """A page past the last is empty."""
        for _ in range(3):
            path = f"/v1/messages/{chat.ask()['message_id']}/feedbacks"
            chat("POST", path, json={"rating": "like", "user": chat.user})
        pages = [
            chat("GET", "/v1/app/feedbacks", params={"page": page, "limit": 2}).json()["data"]
            for page in (1, 2, 99)
        ]
        assert len(pages[0]) == 2
        assert not {row["id"] for row in pages[0]} & {row["id"] for row in pages[1]}
        assert pages[2] == []
        chat("GET", "/v1/app/feedbacks", 400, params={"page": 0})

    def test_an_agent_has_thought(self, agent: Caller) -> None:
        """The list of messages has what the stream had."""
        stream = agent.stream("think")
        query = {"user": agent.user, "conversation_id": stream[0]["conversation_id"]}
        ((thought,),) = [
            row["agent_thoughts"] for row in agent("GET", "/v1/messages", params=query).json()["data"]
        ]
        assert thought["thought"] == "Echo: think"
        assert thought["id"] == stream[0]["id"]

    def test_a_failed_question_is_kept_with_its_error(self, chat: Caller) -> None:
        """With what had been said."""
        stream = chat.stream("[[error_mid:auth]]")
        query = {"user": chat.user, "conversation_id": stream[0]["conversation_id"]}
        (row,) = chat("GET", "/v1/messages", params=query).json()["data"]
        assert (row["status"], row["error"]) == ("error", "Incorrect API key provided")
        assert row["answer"] == "".join(event.get("answer", "") for event in stream) != ""


class TestVariables:
    def path(self, chatflow: Caller) -> str:
        conversation = chatflow.ask("first")["conversation_id"]
        return f"/v1/conversations/{conversation}/variables"

    def test_they_follow_the_conversation(self, chatflow: Caller) -> None:
        """The chatflow counts and remembers; a value set from outside is what it goes on with."""
        answer = chatflow.ask("first")
        path = f"/v1/conversations/{answer['conversation_id']}/variables"
        rows = {
            row["name"]: row for row in chatflow("GET", path, params={"user": chatflow.user}).json()["data"]
        }
        assert {name: row["value"] for name, row in rows.items()} == {
            "history": "[]",
            "obj": "{'a': 1}",
            "count": "1",
            "topic": "first",
        }
        sent = {"value": 41, "user": chatflow.user}
        assert chatflow("PUT", f"{path}/{rows['count']['id']}", json=sent).json()["value"] == "41"
        again = chatflow.ask("next", conversation_id=answer["conversation_id"])
        assert again["answer"] == "Echo: next\n[topic=next n=42]"

    @pytest.mark.parametrize(
        ("name", "value", "kind"),
        [
            ("count", "1", "number, but got string"),
            ("count", None, "number, but got none"),
            ("count", True, "number, but got boolean"),
            ("topic", 1, "string, but got integer"),
            ("topic", 1.5, "string, but got float"),
            ("obj", [], "object, but got array[any]"),
            ("obj", [1, 2.5], "object, but got array[number]"),
            ("history", [1], "array[string], but got array[number]"),
            ("history", [1, "a"], "array[string], but got array[any]"),
        ],
    )
    def test_a_value_of_another_type(self, name: str, value: Any, kind: str, chatflow: Caller) -> None:
        """Is refused, and both types named."""
        path = self.path(chatflow)
        rows = {
            row["name"]: row for row in chatflow("GET", path, params={"user": chatflow.user}).json()["data"]
        }
        sent = {"value": value, "user": chatflow.user}
        refused = chatflow("PUT", f"{path}/{rows[name]['id']}", 400, json=sent).json()
        assert refused["message"] == f"Type mismatch: variable '{name}' expects {kind} type"

    @pytest.mark.parametrize(
        ("name", "value", "shown"),
        [
            ("history", ["a", "b"], "['a', 'b']"),
            ("history", [], "[]"),
            ("obj", {"b": None}, "{'b': None}"),
            ("count", 1.5, "1.5"),
            ("topic", "值", "值"),
        ],
    )
    def test_a_value_of_its_type(self, name: str, value: Any, shown: str, chatflow: Caller) -> None:
        """Is stored; it is shown as Python prints it."""
        path = self.path(chatflow)
        rows = {
            row["name"]: row for row in chatflow("GET", path, params={"user": chatflow.user}).json()["data"]
        }
        sent = {"value": value, "user": chatflow.user}
        assert chatflow("PUT", f"{path}/{rows[name]['id']}", json=sent).json()["value"] == shown

    def test_pages_lose_rows_of_one_second(self, chatflow: Caller) -> None:
        """As they do on a real server: whoever wants all asks for a large page."""
        path = self.path(chatflow)
        page = chatflow("GET", path, params={"user": chatflow.user, "limit": 2}).json()
        assert (len(page["data"]), page["has_more"]) == (2, True)
        query = {"user": chatflow.user, "limit": 2, "last_id": page["data"][-1]["id"]}
        assert chatflow("GET", path, params=query).json() == {"limit": 2, "has_more": False, "data": []}

    def test_unknown_and_missing(self, chatflow: Caller) -> None:
        """An unknown variable is 404, a missing value 400."""
        path = self.path(chatflow)
        refused = chatflow("PUT", f"{path}/{NOBODY}", 404, json={"value": 1, "user": chatflow.user}).json()
        assert refused["message"].startswith("Conversation Variable Not Exists.")
        refused = chatflow("PUT", f"{path}/{NOBODY}", 400, json={"user": chatflow.user}, wrong=True).json()
        assert "value\n  Field required [type=missing" in refused["message"]

    def test_by_name(self, chatflow: Caller) -> None:
        """Newer releases fall over it; older ones ignore it."""
        path = self.path(chatflow)
        query = {"user": chatflow.user, "variable_name": "topic"}
        assert chatflow("GET", path, 500, params=query).json()["code"] == "unknown"
        query["variable_name"] = "no name"
        chatflow("GET", path, 400, params=query)
        with Emulator(version="1.11.4") as later, httpx.Client(base_url=later.base_url) as client:
            caller = Caller(client, later.keys["chatflow"], "u")
            query = {"user": "u", "variable_name": "topic"}
            assert len(caller("GET", self.path(caller), params=query).json()["data"]) == 4


class TestRequests:
    @pytest.mark.parametrize(
        ("body", "problem"),
        [
            ({"inputs": {}, "query": 1}, "query\n  Input should be a valid string [type=string_type"),
            ({"query": "x"}, "inputs\n  Field required [type=missing, input_value={'query': 'x'"),
            ({"inputs": {}}, "query\n  Field required [type=missing, input_value={'inputs': {}"),
            (
                {"inputs": {}, "query": "x", "files": "f"},
                "files\n  Input should be a valid list [type=list_type",
            ),
            (
                {"inputs": {}, "query": "x", "auto_generate_name": "perhaps"},
                "auto_generate_name\n  Input should be a",
            ),
            (
                {"inputs": {}, "query": "x", "conversation_id": 7},
                "conversation_id\n  Input should be a valid string",
            ),
        ],
    )
    def test_wrong_bodies(self, body: dict[str, Any], problem: str, chat: Caller) -> None:
        """pydantic's report names the field and what is wrong with it."""
        sent = {**body, "user": "u"}
        refused = chat("POST", "/v1/chat-messages", 400, json=sent, wrong=True).json()
        assert refused["code"] == "invalid_param"
        assert problem in refused["message"]

    def test_a_long_value_is_cut_in_the_report(self, chat: Caller) -> None:
        """As pydantic cuts it, in the middle."""
        sent = {"inputs": "x" * 100, "query": "q", "user": "u"}
        message = chat("POST", "/v1/chat-messages", 400, json=sent, wrong=True).json()["message"]
        assert f"input_value='{'x' * 24}...{'x' * 23}', input_type=str" in message

    def test_without_a_user(self, chat: Caller) -> None:
        """Where one is needed."""
        sent = {"inputs": {}, "query": "x"}
        refused = chat("POST", "/v1/chat-messages", 400, json=sent, wrong=True).json()
        assert refused["message"] == "Arg user must be provided."

    def test_a_user_too_long_brings_it_down(self, chat: Caller) -> None:
        """500, as the real one."""
        assert chat("GET", "/v1/conversations", 500, params={"user": "u" * 256}).json()["code"] == "unknown"

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"null", b"7", b"\xff", b'{"user": "\\ud800"}', b"[" * 100_000]
    )
    def test_bodies_that_are_no_objects(self, body: bytes, chat: Caller) -> None:
        """400, also for JSON that is no object, and for what no program reads."""
        headers = {"Content-Type": "application/json"}
        chat("POST", "/v1/chat-messages", 400, content=body, headers=headers, wrong=True)

    def test_a_broken_form(self, chat: Caller) -> None:
        """400 for what does not follow its own boundary."""
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        chat("POST", "/v1/files/upload", 400, content=b"--y\r\n", headers=headers, wrong=True)

    @pytest.mark.parametrize("path", ["/", "/v1", "/v1/", "/v1/info/", "/v1/nothing", "/v1/files/7/preview"])
    def test_unknown_paths(self, path: str, chat: Caller) -> None:
        """404, HTML."""
        answer = chat("GET", path, 404, wrong=True)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.text.startswith("<!doctype html>")

    def test_a_completion_app_has_no_conversations(self, completion: Caller) -> None:
        """Every operation about them says so; its own ones work."""
        query = {"user": completion.user}
        for path in (f"/v1/conversations/{NOBODY}/variables", f"/v1/messages/{NOBODY}/suggested"):
            assert completion("GET", path, 400, params=query).json()["code"] == "not_chat_app"
        completion.ask(status=400)
        body = {"inputs": {"query": "say it"}, "user": completion.user, "response_mode": "blocking"}
        answer = completion("POST", "/v1/completion-messages", json=body).json()
        assert answer["answer"] == "Echo: say it"
        feedback = f"/v1/messages/{answer['message_id']}/feedbacks"
        completion("POST", feedback, json={"rating": "like", "user": completion.user})
        refused = completion("POST", "/v1/completion-messages", 400, json={**body, "inputs": {}}).json()
        assert refused["message"] == "query is required in input form"

    def test_a_workflow_of_the_app_itself(self, chatflow: Caller) -> None:
        """May be asked for by its id."""
        stream = chatflow.stream("x")
        workflow = stream[0]["data"]["workflow_id"]
        assert chatflow.ask("x", workflow_id=workflow)["answer"].startswith("Echo: x")
