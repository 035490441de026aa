"""The events that a run will send: recorded events with the question, ids, times and text of this
run.

The directives are in `_directives`. The scripts of apps without a workflow are here, the others in
`_flows`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol
from uuid import uuid4

from ._answers import SPEECH_PIECE
from ._directives import Directives
from ._spec import row
from ._state import load

BLOCKED = "OUTPUT BLOCKED"

_SLOT = re.compile(r"<<([a-z_]+(?::[a-z0-9_]+)?)>>")


@dataclass(slots=True)
class Step:
    """An event to send, with its slots still open.

    `wait` is seconds before it instead of the emulator's delay; `prepare` is called before it is
    filled in. A step with `write` is replaced by the steps that it writes. One that is `verbatim`
    was given by a test: it says nothing about the nodes of the run.
    """

    template: dict[str, Any]
    text: str | None = None
    wait: float | None = None
    prepare: Callable[[], None] | None = None
    write: Callable[[], Coroutine[Any, Any, list[Step]]] | None = None
    verbatim: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is a piece of the answer."""
        return self.template["event"] in ("message", "agent_message")


class Script(Protocol):
    """The events that a run will send."""

    def begin(self) -> list[Step]:
        """From the start to the end, or to the first pause."""
        ...

    def resume(self) -> list[Step]:
        """From the last pause on."""
        ...

    def stop(self) -> list[Step]:
        """The events after a stop."""
        ...


@dataclass(slots=True)
class Plain:
    """The script of a run that never pauses."""

    steps: list[Step]
    on_stop: list[Step]

    def begin(self) -> list[Step]:
        """All steps."""
        return self.steps

    def resume(self) -> list[Step]:
        """No steps: it does not pause."""
        return []

    def stop(self) -> list[Step]:
        """The events after a stop."""
        return self.on_stop


class Values(dict[str, Any]):
    """The values for the slots. An ``id:…`` without a value becomes a new UUID, which stays."""

    def __missing__(self, name: str) -> Any:
        if not name.startswith("id:"):
            raise KeyError(name)
        self[name] = str(uuid4())
        return self[name]


def write_script(mode: str, directives: Directives) -> Plain:
    """The script of a chat, agent or completion app."""
    steps = recorded("chat" if mode == "completion" else mode, directives)
    if directives.error:
        cut = [index for index, step in enumerate(steps) if step.is_text]
        steps = steps[: cut[len(cut) // 2]] if directives.mid else []
        steps += recorded("chat-error", directives)
    else:
        steps = with_extras(steps, directives)
    return Plain(steps, recorded("chat-stopped", directives))


def write_annotation_script(mode: str, directives: Directives) -> Plain:
    """The script of a question with an annotation."""
    ping = [Step({"event": "ping"})] if mode == "advanced-chat" else []
    return Plain([*ping, *recorded("annotation", directives)], recorded("chat-stopped", directives))


def with_extras(steps: list[Step], directives: Directives) -> list[Step]:
    """The steps with moderation and speech, if they are asked for."""
    if directives.moderation and any(step.is_text for step in steps):
        steps = [step for step in steps if not step.is_text or step.text or step.template["answer"]]
        last = max(index for index, step in enumerate(steps) if step.is_text)
        steps[last + 1 : last + 1] = recorded("moderation", directives)
    if directives.speech:
        one, end = recorded("tts", directives)
        steps = [*steps, one, one, one, end]
    return steps


def recorded(name: str, directives: Directives) -> list[Step]:
    """A recorded stream as steps, with its text in the requested number of pieces."""
    steps: list[Step] = []
    wait: float | None = directives.silence or None
    for event in load("streams", name)["events"]:
        if event.get("answer") == "<<text>>":
            steps += spoken({**event, "answer": "<<text_piece>>"}, directives, wait)
        else:
            steps.append(Step(event, None, wait))
        wait = None
    return steps


def spoken(template: dict[str, Any], directives: Directives, wait: float | None) -> list[Step]:
    """The text in pieces, each an event; `wait` is seconds before the first."""
    steps = []
    for piece in split(directives.text, directives.pieces):
        steps.append(
            Step(template, piece, wait if directives.gap is None else (wait or 0.0) + directives.gap)
        )
        wait = None
    return steps


def split(text: str, pieces: int) -> list[str]:
    """The text in that many pieces, or fewer if it is too short."""
    pieces = max(1, min(pieces, len(text)))
    cuts = [len(text) * index // pieces for index in range(pieces + 1)]
    return [text[start:end] for start, end in pairwise(cuts)]


def fill(template: Any, values: Values) -> Any:
    """A copy of recorded JSON with the values in its slots. The values are not filled in again."""
    if isinstance(template, str):
        whole = _SLOT.fullmatch(template)
        return values[whole[1]] if whole else _SLOT.sub(lambda slot: str(values[slot[1]]), template)
    if isinstance(template, list):
        return [fill(item, values) for item in template]
    if isinstance(template, dict):
        filled: dict[str, Any] = {}
        for name, value in template.items():
            filled.update(values["inputs"] if name == "<<inputs>>" else {name: fill(value, values)})
        return filled
    return template


def usage(question: str, answer: str) -> dict[str, Any]:
    """Tokens and prices for the slots; an empty answer costs nothing."""
    asked, said = (len(question) // 4 + 3, len(answer) // 4 + 1) if answer else (0, 0)
    return {
        "prompt_tokens": asked,
        "completion_tokens": said,
        "total_tokens": asked + said,
        "prompt_price": _price(asked),
        "completion_price": _price(2 * said),
        "total_price": _price(asked + 2 * said),
        "latency": 0.0,
        "first_token": 0.01 if answer else None,
        "generating": 0.0 if answer else None,
    }


def node_usage(values: Values) -> dict[str, Any]:
    """The usage in one object, as in the node of a model."""
    known = {**values, "prompt_unit_price": "0.001", "completion_unit_price": "0.002", "currency": "USD"}
    known |= dict.fromkeys(("prompt_price_unit", "completion_price_unit"), "0.001")
    return row(
        "Usage", **{**known, "latency": 0.026, "time_to_first_token": 0.025, "time_to_generate": 0.001}
    )


def _price(millionths: int) -> str:
    # In the format of Python's Decimal, as in the recordings.
    return f"{millionths / 1_000_000:.7f}" if millionths else "0E-7"


AUDIO = base64.b64encode(SPEECH_PIECE).decode()
