"""The recordings of this folder: reading them, and what they say without any help of the client."""

from __future__ import annotations

import base64
import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

# Answers whose status is a success and which are not what was asked for.
NOT_AS_PROMISED = {
    "1.13.2/chat-messages--options": "the answer to OPTIONS: an empty page",
    "1.13.2/text-to-audio--unknown-message": "an unknown message's speech: 200 and null",
}
# Operations that answer with a run in one piece, and how it stands where that is an error, though the status
# is 200.
RUNS = ("workflows-run", "workflows-run-by-id")
BAD_ENDS = ("failed", "paused")


@dataclass(frozen=True)
class Recording:
    """One exchange: ``name`` is ``VERSION/OPERATION--CASE``, the place of its file."""

    name: str
    exchange: dict[str, Any]

    @property
    def operation(self) -> str:
        return self.name.partition("/")[2].partition("--")[0]

    @property
    def request(self) -> dict[str, Any]:
        return copy.deepcopy(self.exchange["request"])

    @property
    def response(self) -> dict[str, Any]:
        return self.exchange["response"]

    @property
    def status(self) -> int:
        return self.response["status"]

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The answer's headers; where one came several times, its values are a list in the file."""
        sent = self.response["headers"].items()
        return [
            (name, value)
            for name, values in sent
            for value in ([values] if isinstance(values, str) else values)
        ]

    @property
    def json(self) -> Any:
        return copy.deepcopy(self.response["json"])

    @property
    def is_of_workflow(self) -> bool:
        """Whether a workflow ran, or is asked about: a run has a result, and no message."""
        return self.operation.startswith("workflow")

    @property
    def kind(self) -> str:
        """How it is replayed: each recording has one kind, each kind one set of tests."""
        if self.name in NOT_AS_PROMISED:
            return "not as promised"
        if self.status >= 400:
            return "error"
        if self.operation in RUNS and self.response.get("json", {}).get("data", {}).get("status") in BAD_ENDS:
            return "bad end"
        return next(kind for kind in ("chunks", "bytes", "json", "text") if kind in self.response)

    @cached_property
    def body(self) -> list[bytes]:
        """The answer's body in the pieces it came in.
        Of long bytes only the head was kept: the rest is made up.
        """
        response = self.response
        if "chunks" in response:
            return [chunk.encode() for chunk in response["chunks"]]
        if "bytes" in response:
            head = base64.b64decode(response["bytes"]["head"])
            return [head, bytes(response["bytes"]["length"] - len(head))]
        if "json" in response:  # As Dify writes JSON; the recordings kept its value alone.
            return [json.dumps(response["json"], separators=(",", ":")).encode() + b"\n"]
        return [response["text"].encode()]

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """The events of a stream, pings left out.
        Dify sends one line of data and an empty line for each, with LF.
        """
        frames = b"".join(self.body).decode().split("\n\n")
        assert frames.pop() == "", "the recording ends in the middle of an event"
        sent = [frame for frame in frames if frame != "event: ping"]
        assert all(frame.startswith("data: ") and "\n" not in frame for frame in sent)
        return [json.loads(frame.removeprefix("data: ")) for frame in sent]

    @cached_property
    def readable(self) -> list[dict[str, Any]]:
        """The events that a stream gives: all of them, but for an error, which it raises."""
        return [event for event in self.events if event["event"] != "error"]

    def up_to(self, pieces: int) -> Recording:
        """The recording of the same stream, had it ended after so many of its pieces."""
        response = {**self.response, "chunks": self.response["chunks"][:pieces]}
        return Recording(self.name, {**self.exchange, "response": response})

    def with_json(self, value: Any) -> Recording:
        """The recording with another answer."""
        return Recording(self.name, {**self.exchange, "response": {**self.response, "json": value}})

    def with_events(self, events: list[dict[str, Any]]) -> Recording:
        """The recording of a stream with other events."""
        chunks = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]
        return Recording(self.name, {**self.exchange, "response": {**self.response, "chunks": chunks}})

    def last(self, name: str) -> dict[str, Any] | None:
        """The last event of this name."""
        return next((event for event in reversed(self.events) if event["event"] == name), None)

    @property
    def is_whole(self) -> bool:
        """Whether the stream's end is on record: of a workflow-backed one its run's, else its message's."""
        names = [event["event"] for event in self.events]
        if "workflow_started" not in names:  # of a run that had ended, only its end may be told
            return not {"message_end", "workflow_finished"}.isdisjoint(names)
        since = len(names) - names[::-1].index("workflow_started")
        return not {"workflow_finished", "workflow_paused"}.isdisjoint(names[since:])

    @property
    def is_paused(self) -> bool:
        return [e["event"] for e in self.events if e["event"].startswith("workflow_")][-1:] == [
            "workflow_paused"
        ]

    @cached_property
    def text(self) -> str:
        """The answer that a stream's events add up to."""
        text, is_agents = "", False
        for event in self.events:
            if event["event"] == "message" and is_agents:  # an agent's answer once more, as it is stored
                text = event["answer"]
            elif event["event"] in ("message", "agent_message"):
                text += event["answer"]
                is_agents = event["event"] == "agent_message"
            elif event["event"] == "message_file":
                text += event.get("answer") or ""
            elif event["event"] == "text_chunk":
                text += event["data"]["text"]
            elif event["event"] == "message_replace":
                text = event["answer"]
        return text


def read(folder: Path) -> Iterator[Recording]:
    """The recordings of a folder."""
    for path in sorted(folder.glob("*/*.json")):
        yield Recording(f"{path.parent.name}/{path.stem}", json.loads(path.read_text(encoding="utf-8")))


RECORDINGS = {recording.name: recording for recording in read(FOLDER)}


def of_kind(*kinds: str) -> list[str]:
    """The names of the recordings of these kinds."""
    return [name for name, recording in RECORDINGS.items() if recording.kind in kinds]


# One answer for each operation: the longest.
LONGEST = {
    RECORDINGS[name].operation: name
    for name in sorted(of_kind("json"), key=lambda it: len(RECORDINGS[it].body[0]))
}


def class_name(event: str) -> str:
    """The class of a wire name: ``message_end`` → ``MessageEndEvent``."""
    return re.sub(r"(?:^|_)(.)", lambda match: match[1].upper(), event) + "Event"


def without_nulls(value: Any) -> Any:
    """The value as it reads: null is absent."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value
