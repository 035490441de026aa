"""Streams of the emulator against the recorded ones: the order of events, and their fields."""

from __future__ import annotations

import base64

import httpx
import pytest

from dify_ext.emulator import Emulator

from .caller import Caller
from .contract import assert_event_fits
from .recorded import assert_like, assert_same_shape, by_name, events, order, raw


@pytest.mark.parametrize(
    ("app", "query", "recording"),
    [
        ("chat", "stream me 世界 [[separators]]", "chat-messages--streaming"),
        ("chat", "[[say:ok]]", "chat-messages--null-conv-id"),
        ("chat", "[[error:auth]]", "chat-messages--chat-streaming-modelerror-auth"),
        ("chat", "[[error:inner]]", "chat-messages--chat-streaming-modelerror-inner"),
        ("chat", "[[error:other]]", "chat-messages--chat-streaming-modelerror-other"),
        ("chat", "[[error]]", "chat-messages--chat-streaming-modelerror-unavailable"),
        ("chat", "some text [[moderation]]", "chat-messages--moderation-output"),
        ("agent", "hello agent", "chat-messages--agent-streaming"),
        ("agent", "[[error:rate_limit]]", "chat-messages--agent-streaming-modelerror-rate_limit"),
        ("completion", "hello completion", "completion-messages--completion-streaming"),
        ("completion", "[[error_mid]] abc", "completion-messages--completion-streaming-error-mid"),
        (
            "completion",
            "[[error:rate_limit]]",
            "completion-messages--completion-streaming-modelerror-rate_limit",
        ),
        ("chatflow", "second 第二", "chat-messages--chatflow-second-turn2"),
        ("chatflow", "[[fail]] abc", "chat-messages--chatflow-streaming-error-mid"),
        ("chatflow", "[[error_mid:unavailable]] abc", "chat-messages--chatflow-streaming-error-mid"),
    ],
)
def test_a_stream_is_like_the_recorded_one(
    app: str, query: str, recording: str, request: pytest.FixtureRequest
) -> None:
    """Same events, same order, same fields; errors in the same words."""
    caller: Caller = request.getfixturevalue(app)
    path = "/v1/completion-messages" if app == "completion" else "/v1/chat-messages"
    ours = caller.stream(query, path, inputs={"query": query} if app == "completion" else {})
    assert_like(ours, recording)
    theirs = events(recording)
    if theirs[-1]["event"] == "error":
        for field in ("code", "message", "status"):
            assert ours[-1][field] == theirs[-1][field]


def test_recorded_events_fit_the_spec() -> None:
    """What these tests compare with is itself what the spec says."""
    for event in events("chat-messages--chatflow-second-turn2"):
        assert_event_fits(event)


def test_the_text_adds_up_to_the_answer(chat: Caller) -> None:
    """The pieces are the echo, whole, with all that breaks bad readers; the stored message says the same."""
    stream = chat.stream("one [[separators]]")
    text = "".join(event["answer"] for event in stream if event["event"] == "message")
    assert text.startswith("Echo: one")
    assert "\u2028" in text
    assert "data: not-a-frame\n\ndata:" in text
    query = {"user": chat.user, "conversation_id": stream[0]["conversation_id"]}
    assert chat("GET", "/v1/messages", params=query).json()["data"][0]["answer"] == text


def test_one_run_has_one_set_of_ids(chatflow: Caller) -> None:
    """All events of a run speak of the same run, two runs of different ones; a node keeps its id."""
    first, second = chatflow.stream(), chatflow.stream()
    for name in ("task_id", "message_id", "conversation_id"):
        assert len({event[name] for event in first}) == 1
        assert first[0][name] != second[0][name]
    nodes = [
        (event["data"]["node_id"], event["data"]["id"])
        for event in first
        if event["event"].startswith("node_")
    ]
    assert len(set(nodes)) == len(nodes) / 2


def test_separators_are_not_escaped(emulator: Emulator, client: httpx.Client, chat: Caller) -> None:
    """They stand in the stream as they are; only LF ends a line."""
    body = {"inputs": {}, "query": "[[separators]]", "user": chat.user, "response_mode": "streaming"}
    raw = chat("POST", "/v1/chat-messages", json=body).content
    assert "\u2028".encode() in raw
    assert "\x85".encode() in raw


def test_what_is_put_in_is_not_read_again(chatflow: Caller) -> None:
    """A question that looks like one of the emulator's own slots stays what it is."""
    stream = chatflow.stream("<<answer>> <<nothing>> <<now>>")
    assert stream[-1]["data"]["outputs"]["answer"].startswith("Echo: <<answer>> <<nothing>> <<now>>")


def test_a_chatflow_starts_with_a_ping(chatflow: Caller) -> None:
    """Before anything else, as recorded."""
    assert raw("chat-messages--chatflow-second-turn2").startswith("event: ping\n\ndata: ")
    body = {"inputs": {}, "query": "hi", "user": chatflow.user, "response_mode": "streaming"}
    assert chatflow("POST", "/v1/chat-messages", json=body).text.startswith("event: ping\n\ndata: ")


@pytest.mark.parametrize("app", ["chat", "agent", "chatflow"])
def test_speech_comes_last(app: str, request: pytest.FixtureRequest) -> None:
    """After message_end, and after workflow_finished where there is one."""
    caller: Caller = request.getfixturevalue(app)
    stream = caller.stream("[[tts]]")
    assert order(stream)[-2:] == ["tts_message", "tts_message_end"]
    assert order(stream)[-3] == ("workflow_finished" if app == "chatflow" else "message_end")
    theirs = by_name(events("chat-messages--rag-streaming"))
    for name in ("tts_message", "tts_message_end"):
        assert_same_shape(by_name(stream)[name], theirs[name])
    speech = b"".join(base64.b64decode(event["audio"]) for event in stream if event["event"] == "tts_message")
    assert len(speech) == 10008


@pytest.mark.parametrize("app", ["chat", "agent", "completion", "chatflow"])
def test_moderation_replaces_the_answer(app: str, request: pytest.FixtureRequest) -> None:
    """One message_replace after the text; blocking and the stored message have only the replacement."""
    caller: Caller = request.getfixturevalue(app)
    path = "/v1/completion-messages" if app == "completion" else "/v1/chat-messages"
    stream = caller.stream(
        "[[moderation]]", path, inputs={"query": "[[moderation]]"} if app == "completion" else {}
    )
    names = [event["event"] for event in stream]
    assert names.count("message_replace") == 1
    text = max(index for index, name in enumerate(names) if name in ("message", "agent_message"))
    assert names[text + 1] == "message_replace"
    if app == "chat":
        assert caller.ask("[[moderation]]")["answer"] == "OUTPUT BLOCKED"


def test_a_chatflow_waits_for_a_person(chatflow: Caller) -> None:
    """It asks, pauses and ends; the events are the recorded workflow's with the fields of a chatflow."""
    stream = chatflow.stream("[[pause]]")
    theirs = by_name(events("workflows-run--human-streaming"))
    assert order(stream) == order(events("workflows-run--human-streaming"))
    for name in ("human_input_required", "workflow_paused"):
        assert_same_shape(by_name(stream)[name]["data"], theirs[name]["data"])
    query = {"user": chatflow.user, "conversation_id": stream[0]["conversation_id"]}
    (message,) = chatflow("GET", "/v1/messages", params=query).json()["data"]
    assert message["status"] == "paused"
    (content,) = message["extra_contents"]
    assert (content["submitted"], content["type"]) == (False, "human_input")
    assert content["form_definition"] == by_name(stream)["human_input_required"]["data"]
    refused = chatflow.ask("[[pause]]", 400)
    assert refused["message"] == "queue listening stopped unexpectedly."


def test_files_are_named_and_described(chat: Caller) -> None:
    """The answer names them; message_end and the list of messages describe them as recorded."""
    mentions = [
        {
            "type": "image",
            "transfer_method": "local_file",
            "upload_file_id": chat.upload("图 pic.png", b"x", "image/png"),
        },
        {"type": "image", "transfer_method": "remote_url", "url": "https://example.com/a%20cat.png?x=1"},
    ]
    stream = chat.stream("look", files=mentions)
    wrong = {**mentions[0], "type": "document"}
    assert "Detected file type" in chat.ask("look", 400, files=[wrong])["message"]
    text = "".join(event["answer"] for event in stream if event["event"] == "message")
    assert text == "Echo: look (files: 图 pic.png, a cat.png)"
    assert_same_shape(stream[-1], events("chat-messages--chat-with-file")[-1])
    assert [file["filename"] for file in stream[-1]["files"]] == ["图 pic.png", "a cat.png"]


def test_files_in_inputs_are_named_too(chatflow: Caller) -> None:
    """A chatflow takes files as inputs."""
    attached = {"type": "document", "transfer_method": "local_file", "upload_file_id": chatflow.upload()}
    stream = chatflow.stream("look", inputs={"attach": attached, "name": "Ann"})
    assert "(files: notes.txt)" in stream[-1]["data"]["outputs"]["answer"]
    assert stream[0]["data"]["inputs"]["attach"] == attached


def test_a_pause_in_one_piece_of_a_later_release() -> None:
    """1.14.2 answers 200 and says why it waits."""
    with Emulator(version="1.14.2") as emulator, httpx.Client(base_url=emulator.base_url) as client:
        answer = Caller(client, emulator.keys["chatflow"], "u").ask("[[pause]]")
    assert answer["event"] == "workflow_paused"
    assert answer["data"]["status"] == "paused"
