"""Directives: words in a question that control its run.

The question is the query of a message, or the input ``text`` of a workflow.

======================  ===========================================================================
``[[say:TEXT]]``        the answer is TEXT, not an echo
``[[separators]]``      the echo ends with text that breaks bad stream readers: line separators,
                        a false ``data:`` line, …
``[[slow:N:SECONDS]]``  the answer comes in N pieces, SECONDS apart (in a chatflow: at once, after
                        N * SECONDS)
``[[delay:SECONDS]]``   nothing but pings comes for that time
``[[pace:SECONDS]]``    the run waits that time before each event
``[[lockstep]]``        the run goes on only if somebody reads and has read everything so far
                        (without a reader: after 10 s)
``[[error]]``           the model fails (``[[error:KIND]]``: auth, bad_request, connection,
                        rate_limit, unavailable, credentials, inner, other)
``[[error_mid]]``       the model fails in the middle of its answer
``[[fail]]``            the workflow fails (like ``[[error]]``, but without retries)
``[[moderation]]``      output moderation replaces the answer
``[[tts]]``             speech comes after the text
======================  ===========================================================================

Only for chatflows and workflows:

========================  =========================================================================
``[[nodes:N]]``           N more nodes run
``[[iterate:N]]``         an iteration of N rounds with one node (``[[loop:N]]``: a loop)
``[[retry:N]]``           the model's node fails N times and then succeeds
``[[partial]]``           the model's node fails and the run goes on: it ends
                          ``partial-succeeded``
``[[pause:N]]``           the run waits for a person N times (``[[pause]]``: once). The model
                          runs only with ``[[say:…]]``, ``[[slow:…]]`` or ``[[separators]]``
``[[forms:N]]``           each pause asks N persons at once
``[[expire:SECONDS]]``    a form can be submitted for that time; then the run goes on without it
========================  =========================================================================

A workflow whose text says ``skip`` runs without the model.

Connections that break while the run goes on. HOW is ``drop`` (close the connection, the default),
``torn`` (close it in the middle of the next event) or ``clean`` (end the answer as if whole):

========================  =========================================================================
``[[cut:N:HOW]]``         the stream that started the run breaks after N events, without pings
``[[recut:N:HOW]]``       the first stream that resumes the run breaks after N events
``[[recuts:N:HOW]]``      every stream that resumes the run breaks after N events
``[[overlap:N]]``         such a stream gives the last N events of nodes twice: in the snapshot
                          and after it
========================  =========================================================================

SECONDS are seconds, or milliseconds as in ``5ms``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast, get_args

#: The end of the echo in the recordings.
SEPARATORS = (
    " 你好\uff0c世界\uff01🌍👩\u200d👩\u200d👧 | LS:\u2028| PS:\u2029| NEL:\x85| VT:\x0b| FF:\x0c| RS:\x1e| "
    'NUL-free | tab:\t| quote:"\\ | nl:\n| crlf:\r\n| data: not-a-frame\n\ndata: {"event": "fake"}\n\n| ok'
)

#: The failures of the recorded model: code and message of the error.
MODEL_ERRORS = {
    "auth": ("completion_request_error", "Incorrect API key provided"),
    "rate_limit": ("completion_request_error", "fake rate_limit error"),
    "bad_request": ("completion_request_error", "fake bad_request error"),
    "connection": ("completion_request_error", "fake connection error"),
    "unavailable": ("completion_request_error", "fake unavailable error"),
    "credentials": ("invalid_param", "fake credentials error"),
    "inner": ("invalid_param", "fake inner error-500"),
    "other": ("invalid_param", '{"error_type": "SomethingElse", "message": "fake other error", "args": {}}'),
}

#: The start of the message in a workflow, which calls its model in another way.
FLOW_PREFIXES = {"other": "req_id: 29dd31abff PluginInvokeError: "}

#: The number of retries of a failing model in the recorded workflow.
RETRIES = 2

#: Seconds in which a form can be submitted, unless the question gives another number.
HOUR = 3600.0

#: Seconds that nobody notices, where none at all would mean the usual delay.
NOTHING = 1e-9

#: The pattern of SECONDS in a directive.
TIME = r"((?:\d+\.?\d*|\.\d+)(?:ms|s)?)"

#: The way in which a stream breaks.
How = Literal["drop", "torn", "clean"]
#: The streams that break: those that start a run, or those that resume one.
Kind = Literal["runs", "events"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A stream breaks after so many events."""

    after: int
    how: How = "drop"


@dataclass(frozen=True, slots=True)
class Directives:
    """The directives of a question."""

    text: str
    pieces: int = 8
    gap: float | None = None  # seconds before each piece; None: the delay of all events
    silence: float = 0.0
    pace: float | None = None  # seconds before each event; None: the emulator's delay
    lockstep: bool = False
    error: str | None = None
    mid: bool = False
    fail: bool = False
    moderation: bool = False
    speech: bool = False
    nodes: int = 0
    iterations: int = 0
    loops: int = 0
    retries: int = 0
    partial: bool = False
    pauses: int = 0
    forms: int = 1
    expires: float = HOUR
    model: bool = True  # whether the model runs
    cut: Cut | None = None
    recut: Cut | None = None
    recuts: bool = False  # whether every resumed stream breaks
    overlap: int = 0

    @property
    def free(self) -> bool:
        """Whether the run costs nothing: it was blocked, or it has failed."""
        return bool(self.moderation or self.error or self.fail or self.partial)


def seconds(text: str) -> float:
    """A time, as in ``0.5``, ``0.5s`` or ``500ms``."""
    return float(text[:-2]) / 1000 if text.endswith("ms") else float(text.removesuffix("s"))


def read_directives(question: str, names: list[str]) -> Directives:
    """The directives of a question, and the answer to it; `names` are the files it mentions."""

    def tag(pattern: str) -> re.Match[str] | None:
        return re.search(rf"\[\[{pattern}\]\]", question, re.DOTALL)

    def count(name: str, default: int = 1) -> int:
        found = tag(rf"{name}(?::(\d+))?")
        return 0 if found is None else int(found[1] or default)

    def time(name: str) -> float | None:
        found = tag(rf"{name}:{TIME}")
        return seconds(found[1]) if found else None

    def cut(name: str) -> Cut | None:
        found = tag(rf"{name}:(\d+)(?::({'|'.join(get_args(How))}))?")
        return Cut(int(found[1]), cast("How", found[2] or "drop")) if found else None

    slow = tag(rf"slow:(\d+):{TIME}")
    error = tag(r"(error|error_mid)(?::(\w+))?")
    say = tag(r"say:(.*?)")
    text = say[1] if say else f"Echo: {question}"
    if tag("separators"):
        text += SEPARATORS
    if names:
        text += f" (files: {', '.join(names)})"
    if tag("partial"):
        text = ""  # the model never answers
    kind = (error[2] or "unavailable") if error else None
    pauses = count("pause")
    every = cut("recuts")
    expires = time("expire")
    return Directives(
        text=text,
        pieces=max(1, int(slow[1])) if slow else 8,
        gap=(seconds(slow[2]) or NOTHING) if slow else None,
        silence=time("delay") or 0.0,
        pace=time("pace"),
        lockstep=tag("lockstep") is not None,
        error=kind if kind in MODEL_ERRORS or kind is None else "other",
        mid=error is not None and error[1] == "error_mid",
        fail=tag("fail") is not None,
        moderation=tag("moderation") is not None,
        speech=tag("tts") is not None,
        nodes=count("nodes"),
        iterations=count("iterate"),
        loops=count("loop"),
        retries=count("retry"),
        partial=tag("partial") is not None,
        pauses=pauses,
        forms=max(1, count("forms", 2)),
        expires=HOUR if expires is None else expires,
        model=not pauses or any((say, slow, tag("separators"))),
        cut=cut("cut"),
        recut=every or cut("recut"),
        recuts=every is not None,
        overlap=count("overlap"),
    )
