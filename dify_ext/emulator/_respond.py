"""The answers of an app that a test or a seed file gives, and what they may consist of."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import inspect
import json
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ._faults import error_of
from ._state import FLOWS

#: What a function that answers may return, and what `respond` may be.
Respond = Any


class RespondError(Exception):
    """`respond` gave something that the app cannot answer with, or failed itself."""


class DifyFailure(Exception):
    """An error for `respond` to raise: the run fails, as if the model had failed.

    A stream gets an ``error`` event, a workflow ends ``failed``, a blocking call gets the status.

    Args:
        code: The code, such as ``"provider_quota_exceeded"`` or ``"completion_request_error"``.
        message: The text of the error; by default the server's for this code.
        status: The HTTP status; by default the server's for this code.
    """

    def __init__(
        self, code: str = "completion_request_error", message: str | None = None, status: int | None = None
    ) -> None:
        self.status, self.code, self.message = error_of(status, code, message)
        super().__init__(f"{self.code}: {self.message}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.code, self.message, self.status)


@dataclass(frozen=True, slots=True)
class AskedFile:
    """A file of a question.

    Attributes:
        filename: Its name.
        type: ``image``, ``document``, ``audio``, ``video`` or ``custom``.
        mime_type: Its MIME type.
        url: Its address, if it is at one; else empty.
        content: Its bytes, if it was uploaded; else None.
    """

    filename: str
    type: str
    mime_type: str
    url: str
    content: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskedRun:
    """The argument of `respond`: what the app was asked.

    Attributes:
        mode: The kind of app.
        inputs: The inputs of the app's form.
        query: The question; of a workflow its first text.
        files: The files of the question and of its inputs.
        user: The end user.
        conversation_id: The conversation; None for a workflow or a completion app.
        history: The earlier questions and answers of the conversation, as pairs.
        form: What the human has sent, if the run went on after a pause; else None.
    """

    mode: str
    inputs: dict[str, Any]
    query: str
    files: list[AskedFile]
    user: str
    conversation_id: str | None
    history: list[tuple[str, str]] = field(default_factory=list)
    form: FilledForm | None = None


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that a human has filled in.

    Attributes:
        action: The id of the button; empty if the form has expired.
        inputs: The values of its fields.
    """

    action: str
    inputs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeRun:
    """A node that runs before the answer.

    Args:
        title: Its title.
        type: Its type, such as ``"code"``, ``"http-request"`` or ``"tool"``.
        inputs: What goes in.
        outputs: What comes out.
        error: The text of its error; then it ends ``exception``, and the run goes on.
        delay: The seconds that it takes.
    """

    title: str
    type: str = "code"
    inputs: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Iteration:
    """An iteration that runs before the answer: one node runs in each round.

    Args:
        outputs: The outputs of the rounds.
        title: Its title.
    """

    outputs: Sequence[Any]
    title: str = "Iteration"


@dataclass(frozen=True, slots=True)
class HumanInput:
    """Pauses a chatflow or a workflow: a human is asked, then `respond` is called again.

    Args:
        content: The text of the form.
        fields: The names of its text fields.
        actions: The ids of its buttons.
        expires: The seconds in which it can be sent.
    """

    content: str = "Please review."
    fields: Sequence[str] = ("comment",)
    actions: Sequence[str] = ("approve", "reject")
    expires: float = 3600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with all that comes with it.

    Args:
        text: The text; of a chatflow, chat, agent or completion app.
        outputs: The outputs of a workflow.
        pieces: The number of events that the text comes in, or the pieces themselves.
        delay: Seconds before the first piece.
        gap: Seconds between the pieces.
        prompt_tokens: The tokens of the question; by default guessed from its length.
        completion_tokens: The tokens of the answer; by default guessed from its length.
        price: The price of both in USD, such as ``"0.0012"``.
        retriever_resources: The citations, as in ``metadata.retriever_resources``; what is left out
            of one is filled in.
        agent_thoughts: The steps of an agent: texts, or objects as in ``agent_thoughts``.
        nodes: The nodes and iterations that run first.
        error: The failure that the run ends with, after the text.
    """

    text: str | None = None
    outputs: Mapping[str, Any] | None = None
    pieces: int | Sequence[str] = 8
    delay: float = 0.0
    gap: float = 0.0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    price: str | float | None = None
    retriever_resources: Sequence[Mapping[str, Any]] = ()
    agent_thoughts: Sequence[str | Mapping[str, Any]] = ()
    nodes: Sequence[NodeRun | Iteration] = ()
    error: DifyFailure | None = None


#: The answers of one run, ready to be played.
Ready = Answer | HumanInput | list[dict[str, Any]]


class Responder:
    """What an app answers with.

    Args:
        respond: A text, a dict of outputs, an `Answer`, a `DifyFailure`, events, a file of events,
            a list of these, one for each run, or a function that gives one of them.
        mode: The kind of app.
        name: The app's name, for messages.
    """

    def __init__(self, respond: Respond, mode: str, name: str) -> None:
        self.mode, self.name = mode, name
        self._respond = respond
        self._turn = 0
        in_turn = isinstance(respond, (list, tuple)) and not is_events(respond)
        self._turns: Sequence[Any] | None = respond if in_turn else None
        if self._turns is not None and not self._turns:
            raise RespondError(f"{self._at()} is an empty list: it has no answer.")
        for one in (respond,) if self._turns is None else self._turns:
            if not callable(one) and not isinstance(one, DifyFailure):
                self.read(one)

    async def answer(self, run: AskedRun) -> Ready:
        """The answer to one run.

        Raises:
            DifyFailure: The run fails.
            RespondError: There is no answer that can be used.
        """
        value = self._respond if self._turns is None else self._next()
        if callable(value):
            try:
                value = await call(value, run)
            except (DifyFailure, RespondError, asyncio.CancelledError):
                raise
            except BaseException as error:  # also pytest's own, which are no Exception
                raise RespondError(f"{self._at()} raised {type(error).__name__}: {error}") from error
        if isinstance(value, DifyFailure):
            raise value
        return self.read(value)

    @property
    def has_events(self) -> bool:
        """Whether the next answer is events that are known before the run."""
        left = (self._respond,) if self._turns is None else self._turns[self._turn :]
        return any(isinstance(one, (bytes, Path)) or is_events(one) for one in left[:1])

    def _next(self) -> Any:
        assert self._turns is not None
        turn, self._turn = self._turn, self._turn + 1
        if turn >= len(self._turns):
            raise RespondError(f"{self._at()} has {len(self._turns)} answers, and this is run {turn + 1}.")
        return self._turns[turn]

    def _at(self) -> str:
        return f"respond of the {self.mode} app {self.name!r}"

    def read(self, value: Any) -> Ready:
        """An answer that was given, checked."""
        problem = None
        if isinstance(value, (bytes, Path)):
            value = read_events(value)
        if value is None:
            problem = "gave None: is there a `return` missing?"
        elif isinstance(value, str):
            value = Answer(value) if self.mode != "workflow" else Answer(value, {"text": value})
        elif isinstance(value, Mapping):
            value, problem = self._of_mapping(value)
        elif is_events(value):
            value = [dict(event) for event in value]
        elif not isinstance(value, (Answer, HumanInput)):
            problem = f"gave {_shown(value)}"
        if problem is None:
            problem = self._problem(value)
        if problem is not None:
            wanted = "a dict of outputs" if self.mode == "workflow" else "a text"
            raise RespondError(f"{self._at()} {problem}. It gives {wanted}, a list of events, or an Answer.")
        return value  # type: ignore[no-any-return]

    def _of_mapping(self, value: Mapping[str, Any]) -> tuple[Any, str | None]:
        if self.mode == "workflow":
            return Answer(outputs=dict(value)), None
        if isinstance(value.get("answer"), str) and len(value) == 1:
            return Answer(value["answer"]), None
        return value, f"gave {_shown(value)}, but only a workflow has outputs"

    def _problem(self, value: Any) -> str | None:
        if isinstance(value, HumanInput):
            flows = self.mode in FLOWS
            return None if flows else "asks a human, which only workflows can do"
        parts = value
        if isinstance(value, Answer):
            if self.mode == "workflow" and value.outputs is None and value.error is None:
                return "gave an Answer without outputs"
            if self.mode != "workflow" and value.text is None and value.error is None:
                return "gave an Answer without a text"
            text: Any = value.text
            if text is not None and not isinstance(text, str):
                return f"gave an Answer whose text is {_shown(text)}"
            if value.nodes and self.mode not in FLOWS:
                return "gave nodes, which only workflows have"
            parts = [text, value.outputs, list(value.retriever_resources), list(value.agent_thoughts)]
            parts += [asdict(ran) for ran in value.nodes]
        try:
            json.dumps(parts, allow_nan=False, ensure_ascii=False).encode()
        except (TypeError, ValueError) as error:
            return f"gave something that is no JSON ({error})"
        return None


def _shown(value: Any) -> str:
    shown = repr(value)
    return f"{type(value).__name__} {shown if len(shown) < 80 else f'{shown[:77]}...'}"


def is_events(value: Any) -> bool:
    """Whether this is a list of events."""
    return (
        isinstance(value, (list, tuple))
        and len(value) > 0
        and all(isinstance(one, Mapping) and isinstance(one.get("event"), str) for one in value)
    )


def read_events(source: Path | bytes) -> list[dict[str, Any]]:
    """The events of a recorded stream: the bytes of a ``text/event-stream``, or a JSON list.

    Raises:
        RespondError: There are no events in it.
    """
    name = f"The recording {source}" if isinstance(source, Path) else "The recording"
    found: Any
    try:
        text = (source.read_bytes() if isinstance(source, Path) else source).decode("utf-8-sig")
        if text.lstrip().startswith(("[", "{")):
            found = json.loads(text)
            found = found.get("events") if isinstance(found, dict) else found
        else:
            lines = (line for line in text.split("\n") if line.startswith("data:"))
            found = [
                json.loads(line.removeprefix("data:")) for line in lines if line.strip() != "data: [DONE]"
            ]
    except (OSError, ValueError) as error:
        raise RespondError(f"{name} cannot be read: {error}") from error
    if not is_events(found):
        raise RespondError(f"{name} has no events.")
    return list(found)


async def call(function: Callable[[AskedRun], Any], run: AskedRun) -> Any:
    """The result of a function; one that is not asynchronous runs in a thread of its own.

    So it may call this emulator, and does not hold up other requests. It sees the context variables
    of the request. Nobody waits for the thread if the emulator is stopped meanwhile.
    """
    if inspect.iscoroutinefunction(function):
        return await function(run)
    loop, context = asyncio.get_running_loop(), contextvars.copy_context()
    done: asyncio.Future[Any] = loop.create_future()

    def finish(value: Any, error: BaseException | None) -> None:
        if done.done():
            return
        if error is None:
            done.set_result(value)
        else:
            done.set_exception(error)

    def work() -> None:
        value: Any = None
        error: BaseException | None = None
        try:
            value = context.run(function, run)
        except StopIteration as problem:  # a future does not take it
            error = RespondError(f"respond raised {problem!r}: it has no more answers.")
        except BaseException as problem:
            error = problem
        with contextlib.suppress(RuntimeError):  # the emulator was stopped
            loop.call_soon_threadsafe(finish, value, error)

    threading.Thread(target=work, name="dify-respond", daemon=True).start()
    result = await done
    return await result if isinstance(result, Awaitable) else result
