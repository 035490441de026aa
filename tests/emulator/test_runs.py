"""Runs: stopped, left alone, too many of them, slow and silent ones."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from dify_ext.emulator import Emulator

from .caller import Caller
from .recorded import assert_same_shape, events, order


def opened(caller: Caller, query: str, path: str = "/v1/chat-messages") -> Any:
    """A stream that is read while it is written."""
    body = {"inputs": {"query": query}, "query": query, "user": caller.user, "response_mode": "streaming"}
    return caller.client.stream("POST", path, json=body, headers={"Authorization": f"Bearer {caller.key}"})


def lines(response: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in response.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def stored_answer(caller: Caller, conversation: str) -> str:
    """The answer of the last message as the server has it now."""
    query = {"user": caller.user, "conversation_id": conversation}
    return str(caller("GET", "/v1/messages", params=query).json()["data"][-1]["answer"])


def wait_for_answer(caller: Caller, conversation: str) -> str:
    """The answer once it is there."""
    deadline = time.monotonic() + 10
    while not (answer := stored_answer(caller, conversation)):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return answer


@pytest.mark.parametrize(
    ("app", "path", "recording"),
    [
        ("chat", "/v1/chat-messages", "chat-messages--chat-streaming-stopped-ok"),
        ("agent", "/v1/chat-messages", "chat-messages--agent-streaming-stopped-ok"),
        ("completion", "/v1/completion-messages", "completion-messages--completion-streaming-stopped-ok"),
        ("chatflow", "/v1/chat-messages", "chat-messages--chatflow-streaming-stopped-ok"),
    ],
)
def test_a_stopped_stream_ends_as_recorded(
    app: str, path: str, recording: str, request: pytest.FixtureRequest
) -> None:
    """What was said is kept; the end is the recorded one, its usage zero."""
    caller: Caller = request.getfixturevalue(app)
    seen = []
    started = time.monotonic()
    with opened(caller, f"[[slow:2000:0.05]] stop me {'in time ' * 20}", path) as response:
        for event in lines(response):
            seen.append(event)
            if len(seen) == 4:
                stop = f"{path}/{event['task_id']}/stop"
                assert caller("POST", stop, json={"user": caller.user}).json() == {"result": "success"}
    assert time.monotonic() - started < 50  # it would take a hundred seconds
    theirs = events(recording)
    assert order(seen) == order(theirs)
    assert_same_shape(seen[-1], theirs[-1])
    if app == "chatflow":
        assert (seen[-1]["data"]["status"], seen[-1]["data"]["error"]) == ("stopped", "Stopped by user.")
    else:
        assert seen[-1]["metadata"]["usage"] | {"latency": 0} == theirs[-1]["metadata"]["usage"] | {
            "latency": 0
        }
    if app == "chat":
        stored = stored_answer(caller, seen[0]["conversation_id"])
        assert stored == "".join(event.get("answer", "") for event in seen)


def test_stopped_after_its_end() -> None:
    """The end is told all the same, speech is not; the message is whole."""
    with Emulator(delay=0.03) as emulator, httpx.Client(base_url=emulator.base_url) as client:
        caller = Caller(client, emulator.keys["chatflow"], "u")
        seen = []
        with opened(caller, "[[say:x]] [[tts]]") as response:
            for event in lines(response):
                seen.append(event)
                if event["event"] == "message_end":
                    caller("POST", f"/v1/chat-messages/{event['task_id']}/stop", json={"user": "u"})
    assert [event["event"] for event in seen][-2:] == ["message_end", "workflow_finished"]
    assert seen[-1]["data"]["status"] == "succeeded"


@pytest.mark.parametrize("who", ["somebody else", "the wrong task", "another app"])
def test_stopping_what_is_not_ones_own_does_nothing(who: str, chat: Caller, agent: Caller) -> None:
    """It says success all the same."""
    with opened(chat, "[[slow:6:0.02]] go on") as response:
        stream = lines(response)
        task = next(stream)["task_id"]
        caller, user = (agent, chat.user) if who == "another app" else (chat, chat.user)
        if who == "somebody else":
            user = "other-user"
        if who == "the wrong task":
            task = "11111111-1111-1111-1111-111111111111"
        sent = caller("POST", f"/v1/chat-messages/{task}/stop", json={"user": user})
        assert sent.json() == {"result": "success"}
        rest = list(stream)
    assert rest[-1]["metadata"]["usage"]["total_tokens"] > 0


def test_a_client_that_hangs_up_leaves_the_run_going(chat: Caller) -> None:
    """The message is there at once, empty, and whole when the run has ended."""
    with opened(chat, "[[slow:10:0.05]] bye") as response:
        conversation = next(lines(response))["conversation_id"]
    assert stored_answer(chat, conversation) == ""
    assert wait_for_answer(chat, conversation) == "Echo: [[slow:10:0.05]] bye"


def test_a_blocking_client_that_hangs_up_leaves_the_run_going(chat: Caller) -> None:
    """As with a stream."""
    body = {
        "inputs": {},
        "query": "[[delay:0.2]][[say:whole]]",
        "user": chat.user,
        "response_mode": "blocking",
    }
    headers = {"Authorization": f"Bearer {chat.key}"}
    with pytest.raises(httpx.ReadTimeout):
        chat.client.post("/v1/chat-messages", json=body, headers=headers, timeout=httpx.Timeout(5, read=0.05))
    (row,) = chat("GET", "/v1/conversations", params={"user": chat.user}).json()["data"]
    assert wait_for_answer(chat, row["id"]) == "whole"


def test_silence_is_pinged() -> None:
    """An event line without data, again and again, before the answer comes."""
    with Emulator(ping_interval=0.03) as emulator, httpx.Client(base_url=emulator.base_url) as client:
        caller = Caller(client, emulator.keys["chat"], "u")
        with opened(caller, "[[delay:0.2]][[say:at last]]") as response:
            text = response.read().decode()
    assert text.startswith("event: ping\n\nevent: ping\n\n")
    assert text.index('"answer":"a"') > text.rindex("event: ping")


def test_delay_spreads_the_events() -> None:
    """Seconds between one and the next."""
    with Emulator(delay=0.02) as emulator, httpx.Client(base_url=emulator.base_url) as client:
        started = time.monotonic()
        stream = Caller(client, emulator.keys["chat"], "u").stream("hello")
        assert time.monotonic() - started >= 0.02 * (len(stream) - 1)


def test_an_app_at_its_limit_refuses() -> None:
    """400 "Too many requests" while a run goes on, even one that nobody reads; then again a place."""
    with Emulator(max_active_requests=1) as emulator, httpx.Client(base_url=emulator.base_url) as client:
        chat = Caller(client, emulator.keys["chat"], "u")
        completion = Caller(client, emulator.keys["completion"], "u")
        with opened(chat, "[[slow:10:0.05]]") as response:
            conversation = next(lines(response))["conversation_id"]
            refused = chat.ask("y", 400)
            assert refused["code"] == "invalid_param"
            assert refused["message"].startswith(
                "Too many requests. Please try again later. The current maximum"
            )
            assert refused["message"].endswith(" is 1.")
            assert completion.stream("x", "/v1/completion-messages", inputs={"query": "x"})
        wait_for_answer(chat, conversation)
        assert chat.ask("y")["answer"] == "Echo: y"


def test_a_conversation_gets_a_name_when_its_first_answer_is_there(chat: Caller) -> None:
    """Until then, and where nobody wants one, it is a new conversation."""
    with opened(chat, "[[slow:4:0.1]] What is   new?") as response:
        stream = lines(response)
        next(stream)
        names = [
            row["name"] for row in chat("GET", "/v1/conversations", params={"user": chat.user}).json()["data"]
        ]
        assert names == ["New conversation"]
        list(stream)
    chat.ask("nameless", auto_generate_name=False)
    names = [
        row["name"] for row in chat("GET", "/v1/conversations", params={"user": chat.user}).json()["data"]
    ]
    assert names == ["New conversation", "What is new?"]


@pytest.mark.parametrize("time", ["[[delay:1.2.3]]", "[[pace:...]]", "[[slow:2:5m]]"])
def test_a_time_that_is_none_directs_nothing(chat: Caller, time: str) -> None:
    """A directive with a time that cannot be read is a part of the question."""
    assert chat.ask(time)["answer"] == f"Echo: {time}"
