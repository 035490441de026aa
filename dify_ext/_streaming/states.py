"""The states of a streamed run, and the actions that its protocol asks its driver for."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, TypeAlias

from attrs import field, frozen
from dify_api.models import HumanInputForm

from dify_ext._core.operation_call import Call


class State(Enum):
    """The state of a run. CONTRIBUTING.md has them as a diagram."""

    OPENING = "the request that begins the run, or resumes one, is sent"
    READING = "events are read"
    WHOLE = "the answer is complete; events that may follow are read"
    STOPPING = "the server is asked to stop the run"
    COMPLETING = "the stored message is requested, because a part of the answer was lost"
    REOPENING = "another connection is opened"
    POLLING = "the state of the run is polled"
    ASKING = "the handler for human input is called"
    ANSWERING = "the answers of the handler are sent"
    ENDED = "the stream ended without an error"
    FAILED = "the stream ended with an error"


# The states that may follow each state; beside these, FAILED may follow every state but ENDED.
TRANSITIONS: Final[dict[State, set[State]]] = {
    State.OPENING: {State.READING},
    State.READING: {State.WHOLE, State.STOPPING, State.REOPENING},
    State.WHOLE: {State.READING, State.COMPLETING, State.STOPPING, State.ASKING, State.ENDED},
    State.STOPPING: {State.READING},
    State.COMPLETING: {State.WHOLE},
    State.REOPENING: {State.READING, State.POLLING, State.ANSWERING, State.STOPPING},
    State.POLLING: {State.WHOLE, State.STOPPING},
    State.ASKING: {State.REOPENING, State.STOPPING},
    State.ANSWERING: {State.READING, State.STOPPING},
    State.ENDED: set(),
    State.FAILED: set(),
}


@frozen
class Receive:
    """Wait for the next bytes, at most so many seconds; then ``receive`` or ``connection_lost``."""

    within: float


@frozen
class Open:
    """Open a connection to events, after so many seconds; its result is the response."""

    call: Call[Any] = field(repr=False)
    after: float = 0.0


@frozen
class Send:
    """Send a call, after so many seconds."""

    call: Call[Any] = field(repr=False)
    after: float = 0.0


@frozen
class Stop:
    """Ask the server to stop the run, without waiting long."""

    call: Call[None] = field(repr=False)


@frozen
class AskHuman:
    """Call the user's handler with a form."""

    form: HumanInputForm


Action: TypeAlias = "Receive | Open | Send | Stop | AskHuman"
