"""A run as servers tell it: on the stream that began it, and to those who take it up again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.faults import steps
from tests.faults.server import FaultServer, Step

RUN = "POST /v1/workflows/run"
ASK = "POST /v1/chat-messages"
EVENTS = "GET /v1/workflow/r1/events"
DETAIL = "GET /v1/workflows/run/r1"
STORED = "GET /v1/messages"
STOP = "POST /v1/workflows/tasks/t1/stop"
STOP_CHAT = "POST /v1/chat-messages/t1/stop"
FORM = "* /v1/form/human_input/tok1"
SUBMIT = "POST /v1/form/human_input/*"

TEXT = ("Hel", "lo, ", "you")
WHOLE = "Hello, you"


def flow(name: str, *, by: str | None = "t1", **data: Any) -> bytes:
    """An event of a workflow."""
    ids = {"task_id": by, "message_id": None, "conversation_id": None, "created_at": None}
    return steps.event(name, **ids, workflow_run_id="r1", data=data)


def chatflow(name: str, **data: Any) -> bytes:
    """The same of a chatflow."""
    return steps.event(name, workflow_run_id="r1", data=data)


def started(tell: Any = flow, at: int = 1, reason: str = "initial") -> bytes:
    """The run begins, or goes on after a pause."""
    return bytes(tell("workflow_started", id="r1", workflow_id="w1", inputs={}, created_at=at, reason=reason))


def node(number: int, tell: Any = flow, at: int = 1) -> tuple[bytes, bytes]:
    """A node's start and end."""
    said = {
        "id": f"n{number}",
        "node_id": f"node{number}",
        "node_type": "llm",
        "title": "N",
        "created_at": at,
    }
    return tell("node_started", **said), tell("node_finished", **said, status="succeeded")


def chunk(text: str) -> bytes:
    """A piece of a workflow's text."""
    return flow("text_chunk", text=text, from_variable_selector=["node2", "text"])


def message(text: str) -> bytes:
    """A piece of a chatflow's answer."""
    return steps.message(text, workflow_run_id="r1")


def finished(tell: Any = flow, status: str = "succeeded", **more: Any) -> bytes:
    """The run's end."""
    said = {"id": "r1", "workflow_id": "w1", "status": status, "created_at": 1, "finished_at": 9, **more}
    return bytes(tell("workflow_finished", **said))


def ended(**more: Any) -> bytes:
    """The end of a run as it is told when it was over before it was taken up:
    no ids of a message, and the run's id in the task's place.
    """
    return flow("workflow_finished", by="r1", **{"id": "r1", "status": "succeeded", "created_at": 1, **more})


OUTPUTS = {"out": WHOLE}
ANSWER = {"answer": WHOLE, "files": []}
END = steps.event("message_end", id="m1", metadata={"usage": {"total_tokens": 18, "total_price": "0.1"}})
# What the streams that began the runs have: seven events each that are no text, and three that are.
WORKFLOW = (
    *(started(), *node(1), node(2)[0], *map(chunk, TEXT), node(2)[1]),
    *(*node(3), finished(outputs=OUTPUTS, total_tokens=18)),
)
CHATFLOW = (
    *(started(chatflow), *node(1, chatflow), node(2, chatflow)[0], *map(message, TEXT), node(2, chatflow)[1]),
    *(END, finished(chatflow, outputs=ANSWER)),
)
STORED_MESSAGE = {
    **{"id": "m1", "conversation_id": "c1", "inputs": {}, "query": "q", "created_at": 1, "status": "normal"},
    **{"answer": WHOLE, "message_tokens": 12, "answer_tokens": 6, "total_tokens": 18, "message_files": []},
}


def form(number: int = 1, **more: Any) -> dict[str, Any]:
    """What a human is asked."""
    return {
        **{
            "form_id": f"f{number}",
            "node_id": f"node{number}",
            "node_title": "Human",
            "form_token": f"tok{number}",
        },
        **{
            "form_content": "Fine?\n{{#$output.comment#}}",
            "expiration_time": 1795176694,
            "resolved_default_values": {},
        },
        "inputs": [{"output_variable_name": "comment", "type": "paragraph"}],
        "actions": [{"id": "ok", "title": "Fine"}, {"id": "no", "title": "Not so"}],
        **more,
    }


def asked(*forms: dict[str, Any], tell: Any = flow, at: int = 1) -> tuple[bytes, ...]:
    """The run waits for these forms."""
    reasons = [{"TYPE": "human_input_required", **one} for one in forms]
    paused = {"paused_nodes": [one["node_id"] for one in forms], "reasons": reasons, "status": "paused"}
    return (
        *(tell("human_input_required", **one) for one in forms),
        tell("workflow_paused", workflow_run_id="r1", outputs={}, created_at=at, **paused),
    )


def snapshot(events: Iterable[bytes]) -> list[bytes]:
    """What is told again of these events: no text, and nothing of the message."""
    said = ("workflow_started", "node_started", "node_finished", "human_input_required", "workflow_paused")
    return [sent for sent in events if read(sent)["event"] in said]


def taken_up(*parts: Any, log: Iterable[bytes] = ()) -> Step:
    """The events of a run from where it stands: what it did so far, then these."""
    return steps.stream(steps.PING, *snapshot(log), *parts)


def page(*messages: dict[str, Any]) -> Step:
    """A conversation's stored messages."""
    return steps.json({"limit": 20, "has_more": False, "data": list(messages)})


def detail(status: str | None, **more: Any) -> Step:
    """How a run stands."""
    return steps.json(
        {"id": "r1", "workflow_id": "w1", "status": status, "inputs": "{}", "created_at": 1, **more}
    )


def read(sent: bytes) -> dict[str, Any]:
    """An event as it was sent."""
    value: dict[str, Any] = json.loads(sent.removeprefix(b"data: "))
    return value


def key(event: Any) -> tuple[Any, ...]:
    """What a reader of events tells them by, sent or given."""
    said = read(event) if isinstance(event, bytes) else event.to_dict()
    data = said.get("data") or {}
    words = data.get("text") or said.get("answer")
    return said["event"], data.get("id") or data.get("form_id"), data.get("created_at"), words


def keys(events: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The same of many."""
    return [key(event) for event in events]


def asked_for(server: FaultServer) -> list[str]:
    """All that was asked of the server, in order."""
    return [f"{request.method} {request.path}" for request in server.requests]


def query(server: FaultServer, what: str) -> dict[str, str]:
    """The query of the last request of a kind."""
    return {name: value for name, (value,) in parse_qs(urlsplit(server.of(what)[-1].target).query).items()}
