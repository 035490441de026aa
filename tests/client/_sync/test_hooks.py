# Made from tests/client/_async/test_hooks.py by scripts/regenerate: change that one.
"""Hooks: the reader, the text and the answer have what the hooks made of the events;
whether the answer is whole is judged by what the server sent.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from dify_ext import DROP, ConfigurationError, Dify, StreamFailed, StreamIncomplete
from dify_ext.events import (
    ErrorEvent,
    MessageEndEvent,
    MessageEvent,
    MessageFileEvent,
    TextChunkEvent,
    WorkflowFinishedEvent,
)
from tests.faults import runs, steps
from tests.faults.clients import OneConnection, within
from tests.faults.runs import ASK, CHATFLOW, EVENTS, RUN, STORED, STORED_MESSAGE, WORKFLOW
from tests.faults.server import FaultServer


def louder(event: MessageEvent) -> MessageEvent:
    """A hook that replaces the text."""
    event.answer = (event.answer or "").upper()
    return event


def whole(server: FaultServer, times: int = 1) -> None:
    server.on(ASK, *[steps.stream(*steps.WHOLE)] * times)


def stops(server: FaultServer) -> int:
    return server.count("POST /v1/*/stop")


def test_the_text_after_some_events(server: FaultServer) -> None:
    """text_stream has the text of the events that follow, and of those that a hook drops meanwhile."""
    whole(server)
    loud = OneConnection(server, on_event=[("message", louder)])
    with loud as dify, dify.chat.stream("Hi") as stream:
        next(stream)
        assert [text for text in stream.text_stream] == ["LO"]


def test_hooks_see_replace_and_drop(server: FaultServer) -> None:
    """In the order of registration; the answer is added up from what is left."""
    whole(server)
    seen: list[tuple[str, Any]] = []
    with OneConnection(server, on_event=[lambda e: seen.append(("all", e.event))]) as dify:
        dify.on("message")(louder)

        @dify.on(MessageEvent)
        def second(event: MessageEvent) -> Any:
            seen.append(("second", event.answer))
            return DROP if event.answer == "LO" else None

        dify.on("message_end", MessageFileEvent)(lambda event: seen.append(("end", type(event))))
        answer = dify.chat.send("Hi")
    assert answer.answer == "HEL"
    assert (answer.message_id, answer.conversation_id, answer.mode) == ("m1", "c1", "chat")
    assert answer.usage is not None
    assert seen == [
        ("all", "message"),
        ("second", "HEL"),
        ("all", "message"),
        ("second", "LO"),
        ("all", "message_end"),
        ("end", MessageEndEvent),
    ]


def test_the_reader_has_the_same(server: FaultServer) -> None:
    """Events, text and final answer agree, also if a hook drops the events that end the run."""
    whole(server, 2)
    with OneConnection(server) as dify:
        dify.on("message")(louder)
        dify.on("message_end")(lambda event: DROP)
        with dify.chat.stream("Hi") as stream:
            events = [event for event in stream]
            assert [event.to_dict()["answer"] for event in events] == ["HEL", "LO"]
            final = stream.get_final_answer()
        assert (final.answer, final.metadata) == ("HELLO", None)
        with dify.chat.stream("Hi") as stream:
            assert [text for text in stream.text_stream] == ["HEL", "LO"]
    assert stops(server) == 0


def test_a_view_has_hooks_of_its_own(server: FaultServer) -> None:
    """Those of its client come first, also if they were registered later; its own stay its own."""
    whole(server, 2)
    order: list[str] = []
    with OneConnection(server) as dify:
        view = dify.with_options(user="v")
        view.on("message_end")(lambda event: order.append("view"))
        dify.on("message_end")(lambda event: order.append("client"))
        view.chat.send("Hi")
        assert order == ["client", "view"]
        dify.chat.send("Hi")
        assert order == ["client", "view", "client"]


class Refused(Exception):
    """What a hook raises."""


def test_an_exception_of_a_hook(server: FaultServer) -> None:
    """It is the reader's, the run is stopped, and nothing pretends that the answer is whole."""
    server.on(ASK, *[steps.stream(steps.message("bad"), steps.hold)] * 2)
    server.on("POST /v1/chat-messages/t1/stop", *[steps.json({"result": "success"})] * 2)
    with OneConnection(server, connections=2) as dify:

        @dify.on("message")
        def refuse(event: MessageEvent) -> None:
            raise Refused(event.answer)

        with within():
            stream = dify.chat.stream("Hi")
            with pytest.raises(Refused, match="bad"):
                with stream:
                    for _ in stream:
                        raise AssertionError("the event was given")
            with pytest.raises(Refused):
                stream.get_final_answer()
            assert stops(server) == 1
            with pytest.raises(Refused):
                dify.chat.send("Hi")
    assert stops(server) == 2


def test_a_hook_that_finds_nothing(server: FaultServer) -> None:
    """Its StopIteration is no end of the stream, and no second reader."""
    whole(server)
    with OneConnection(server, on_event=[("message", lambda event: next(iter(())))]) as dify:
        with pytest.raises(RuntimeError, match="raised StopIteration"):
            dify.chat.send("Hi")


def test_an_error_by_a_hook(server: FaultServer) -> None:
    """A hook that returns an error event fails the stream; other values are refused."""
    whole(server, 2)
    with OneConnection(server) as dify:
        view = dify.with_options()
        view.on("message_end")(
            lambda event: ErrorEvent.from_dict(
                {"event": "error", "status": 400, "code": "bad_words", "message": "no"}
            )
        )
        with pytest.raises(StreamFailed) as caught:
            view.chat.send("Hi")
        assert (caught.value.code, caught.value.partial.answer) == ("bad_words", "Hello")
        other: Any = dify.with_options()
        other.on("message")(lambda event: "text")
        with pytest.raises(ConfigurationError, match="returned a str"):
            other.chat.send("Hi")


def test_what_had_arrived_went_through_the_hooks(server: FaultServer) -> None:
    """The partial answer of an error shows nothing that a hook has replaced."""
    server.on(ASK, steps.stream(steps.message("secret")), steps.stream(*steps.WHOLE))
    with OneConnection(server) as dify:
        dify.on("message")(louder)
        with pytest.raises(StreamIncomplete) as caught:
            dify.chat.send("Hi")
        assert caught.value.partial.answer == "SECRET"
        stream = dify.chat.stream("Hi")
        with stream:
            next(stream)
        with pytest.raises(StreamIncomplete) as caught:
            next(stream)
        assert caught.value.partial.answer == "HEL"


def test_text_that_was_lost_and_restored(server: FaultServer, waits: list[float]) -> None:
    """It comes to the hooks, too; the answer and the text have nothing that did not."""
    before, rest = CHATFLOW[:5], CHATFLOW[7:]
    server.on(ASK, *[steps.stream(*before)] * 2)
    server.on(EVENTS, *[steps.stream(*runs.snapshot(before), *rest)] * 2)
    server.on(STORED, *[runs.page(STORED_MESSAGE)] * 2)
    seen: list[str] = []
    with OneConnection(server) as dify:
        dify.on("message")(louder)
        dify.on("message")(lambda event: seen.append(event.answer or ""))
        dify.on("workflow_finished")(lambda event: DROP)
        answer = dify.chat.send("Hi")
        assert (answer.answer, answer.mode) == ("HELLO, YOU", "advanced-chat")
        assert seen == ["HEL", "LO, YOU"]
        with dify.chat.stream("Hi") as stream:
            assert "".join([text for text in stream.text_stream]) == "HELLO, YOU"


def test_a_workflow(server: FaultServer, waits: list[float]) -> None:
    """Its outputs and its text have hooks of their own; the status is the server's."""
    server.on(RUN, steps.stream(*WORKFLOW[:5]))
    server.on(EVENTS, steps.stream(*runs.snapshot(WORKFLOW[:5]), *WORKFLOW[7:]))
    with OneConnection(server) as dify:

        @dify.on("workflow_finished")
        def hide(event: WorkflowFinishedEvent) -> None:
            assert event.data is not None
            event.data.outputs = {"out": "***"}
            event.data.status = "failed"  # of the copy: the run is judged by what the server sent

        @dify.on("text_chunk")
        def upper(event: TextChunkEvent) -> None:
            assert event.data is not None
            event.data.text = (event.data.text or "").upper()

        result = dify.workflows.run({})
        assert (result.status, result.outputs, result.text) == ("succeeded", {"out": "***"}, "HELLO, YOU")


def test_an_answer_in_one_piece_does_not_go_past_a_hook(server: FaultServer) -> None:
    """It has no events; nothing is sent."""
    with OneConnection(server, on_event=[louder]) as dify:
        with pytest.raises(ConfigurationError, match=r"louder sees the events .* leave response_mode out"):
            dify.chat.send("Hi", response_mode="blocking")
        with pytest.raises(ConfigurationError, match="louder"):
            dify.with_options(user="v").workflows.run({}, response_mode="blocking")
    assert server.count(ASK) == server.count(RUN) == 0


def test_what_cannot_be_a_hook() -> None:
    """It is refused at once, also the function under a decorator without parentheses."""
    dify: Any = Dify("k")
    for wrong, said in (
        (lambda: dify.on("mesage_end"), "is 'message_end' meant"),
        (lambda: dify.on(int), "is no event"),
        (lambda: dify.on(louder), "is no event"),
    ):
        with pytest.raises(ConfigurationError, match=said):
            wrong()
    with pytest.raises(ConfigurationError, match="must be a function"):
        dify.on("message")(1)
    for wrong in ("message", 1, [("message", louder, 1)]):
        with pytest.raises(ConfigurationError, match="on_event"):
            Dify("k", on_event=wrong)
    assert dify.on("a_newer_event")(louder) is louder


def test_pickles_keep_hooks_or_say_that_they_cannot() -> None:
    """A hook that moderates is never lost on the way to another process."""
    dify = Dify("k", on_event=[louder, ("message", louder)])
    dify.on("message_end")(louder)
    view = pickle.loads(pickle.dumps(dify.with_options(user="v")))
    assert [(hook.function, hook.kinds) for hook in view._hooks] == [
        (louder, ()),
        (louder, ("message",)),
        (louder, ("message_end",)),
    ]
    dify.on("message")(lambda event: None)
    with pytest.raises(ConfigurationError, match="cannot be pickled with its hook"):
        pickle.dumps(dify)
