"""The states of a streamed run. CONTRIBUTING.md has them as a diagram."""

from __future__ import annotations

from enum import Enum
from typing import Final


class State(Enum):
    """The state of a run."""

    OPENING = "the call that begins the run, or takes up another's, is on its way"
    READING = "events are read"
    WHOLE = "the answer is whole; what may follow is read"
    STOPPING = "the server is asked to stop the run"
    COMPLETING = "the stored message is asked for, because some of the answer was lost"
    REOPENING = "another connection is opened"
    POLLING = "the run is asked how it stands, again and again"
    ASKING = "a human is asked"
    ANSWERING = "a human's answers are sent"
    ENDED = "the stream has ended well"
    FAILED = "the stream has ended with an error"


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
