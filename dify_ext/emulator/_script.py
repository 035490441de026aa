"""What a run will say: recorded events with this run's question, ids, times and text put in.

The question steers it:

======================  ================================================================================================
``[[say:TEXT]]``        the answer is TEXT, not an echo
``[[separators]]``      the echo goes on with what breaks bad stream readers: line separators, a false ``data:`` line …
``[[slow:N:SECONDS]]``  the answer comes in N pieces, SECONDS apart (of a chatflow: at once, after N * SECONDS)
``[[delay:SECONDS]]``   that long nothing comes at all but pings
``[[error]]``           the model fails (``[[error:KIND]]``: auth, rate_limit, unavailable, credentials, inner, other)
``[[error_mid]]``       … in the middle of its answer
``[[fail]]``            the workflow of a chatflow fails (as it does by ``[[error]]`` there)
``[[pause]]``           a chatflow waits for a person
``[[moderation]]``      output moderation replaces the answer
``[[tts]]``             speech comes after the text
======================  ================================================================================================
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import uuid4

from ._answers import SPEECH_PIECE
from ._world import load

#: What the recordings' echo ends with.
SEPARATORS = (
    " 你好\uff0c世界\uff01🌍👩\u200d👩\u200d👧 | LS:\u2028| PS:\u2029| NEL:\x85| VT:\x0b| FF:\x0c| RS:\x1e| NUL-free "
    '| tab:\t| quote:"\\ | nl:\n| crlf:\r\n| data: not-a-frame\n\ndata: {"event": "fake"}\n\n| ok'
)

#: How the recorded model fails: code and message of the error.
MODEL_ERRORS = {
    "auth": ("completion_request_error", "Incorrect API key provided"),
    "rate_limit": ("completion_request_error", "fake rate_limit error"),
    "unavailable": ("completion_request_error", "fake unavailable error"),
    "credentials": ("invalid_param", "fake credentials error"),
    "inner": ("invalid_param", "fake inner error-500"),
    "other": ("invalid_param", '{"error_type": "SomethingElse", "message": "fake other error", "args": {}}'),
}

#: What a chatflow says of it where that is not the same: its model is asked by another way.
FLOW_PREFIXES = {"other": "req_id: 29dd31abff PluginInvokeError: "}

BLOCKED = "OUTPUT BLOCKED"

_SLOT = re.compile(r"<<([a-z_]+(?::[a-z0-9_]+)?)>>")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question asks of its run."""

    text: str
    pieces: int = 8
    pace: float | None = None  # seconds before each piece; None: as fast as all else
    silence: float = 0.0
    error: str | None = None
    mid: bool = False
    fail: bool = False
    pause: bool = False
    moderation: bool = False
    speech: bool = False


@dataclass(slots=True)
class Step:
    """An event to come, with its slots still open. `wait` is seconds before it beyond the emulator's own delay."""

    template: dict[str, Any]
    text: str | None = None
    wait: float | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is a piece of the answer."""
        return self.template["event"] in ("message", "agent_message")


class Values(dict[str, Any]):
    """What goes into the slots. An ``id:…`` that nobody set is a new UUID, the same from then on."""

    def __missing__(self, name: str) -> Any:
        if not name.startswith("id:"):
            raise KeyError(name)
        self[name] = str(uuid4())
        return self[name]


def read_wish(question: str, names: list[str]) -> Wish:
    """What the question steers, and the answer to it; `names` are the files it mentions."""

    def tag(pattern: str) -> re.Match[str] | None:
        return re.search(rf"\[\[{pattern}\]\]", question, re.DOTALL)

    slow = tag(r"slow:(\d+):([\d.]+)")
    delay = tag(r"delay:([\d.]+)")
    error = tag(r"(error|error_mid)(?::(\w+))?")
    say = tag(r"say:(.*?)")
    text = say[1] if say else f"Echo: {question}"
    if tag("separators"):
        text += SEPARATORS
    if names:
        text += f" (files: {', '.join(names)})"
    kind = (error[2] or "unavailable") if error else None
    return Wish(
        text=text,
        pieces=max(1, int(slow[1])) if slow else 8,
        pace=float(slow[2]) if slow else None,
        silence=float(delay[1]) if delay else 0.0,
        error=kind if kind in MODEL_ERRORS or kind is None else "other",
        mid=error is not None and error[1] == "error_mid",
        fail=tag("fail") is not None,
        pause=tag("pause") is not None,
        moderation=tag("moderation") is not None,
        speech=tag("tts") is not None,
    )


def write_script(mode: str, wish: Wish) -> list[Step]:
    """The events of a run to its end."""
    flow = mode == "advanced-chat"
    if flow and wish.pause:
        return _steps("advanced-chat-paused", wish, flow)
    if flow and (wish.fail or wish.error):
        return _steps("advanced-chat-failed", wish, flow)
    steps = _steps("chat" if mode == "completion" else mode, wish, flow)
    if wish.error:
        cut = [index for index, step in enumerate(steps) if step.is_text]
        steps = steps[: cut[len(cut) // 2]] if wish.mid else []
        return steps + _steps("chat-error", wish, flow)
    if wish.moderation:
        steps = [step for step in steps if not step.is_text or step.text or step.template["answer"]]
        last = max(index for index, step in enumerate(steps) if step.is_text)
        steps[last + 1 : last + 1] = _steps("moderation", wish, flow)
    if wish.speech:
        one, end = _steps("tts", wish, flow)
        steps += [one, one, one, end]
    return steps


def write_annotation_script(mode: str, wish: Wish) -> list[Step]:
    """The events of a question that an annotation answers."""
    steps = _steps("annotation", wish, False)
    return [Step({"event": "ping"}), *steps] if mode == "advanced-chat" else steps


def write_stop(mode: str) -> list[Step]:
    """What comes after the last event of a run that was stopped."""
    name = "advanced-chat-stopped" if mode == "advanced-chat" else "chat-stopped"
    return [Step(event) for event in load("streams", name)["events"]]


def _steps(name: str, wish: Wish, flow: bool) -> list[Step]:
    steps: list[Step] = []
    # A chatflow's text comes after its model has ended, as the recorded one assigns variables before it answers.
    wait: float | None = None if flow else (wish.silence or None)
    for event in load("streams", name)["events"]:
        if event["event"] == "<<model>>":
            wait = wish.silence + wish.pieces * (wish.pace or 0.0)
        elif event.get("answer") == "<<text>>":
            pace = None if flow else wish.pace
            for piece in split(wish.text, wish.pieces):
                steps.append(Step(event, piece, wait if pace is None else (wait or 0.0) + pace))
                wait = None
        else:
            steps.append(Step(event, None, wait))
            wait = None
    return steps


def split(text: str, pieces: int) -> list[str]:
    """The text in that many pieces, fewer where it has not as many letters."""
    pieces = max(1, min(pieces, len(text)))
    cuts = [len(text) * index // pieces for index in range(pieces + 1)]
    return [text[start:end] for start, end in pairwise(cuts)]


def fill(template: Any, values: Values) -> Any:
    """A copy of recorded JSON with the values in its slots. What was put in is not looked at again."""
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


def _price(millionths: int) -> str:
    # As Python's Decimal prints it: the recordings have it so.
    return f"{millionths / 1_000_000:.7f}" if millionths else "0E-7"


AUDIO = base64.b64encode(SPEECH_PIECE).decode()
