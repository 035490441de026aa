"""Scripts: what the run of an app tells, event by event.

The questions of apps that are always there say by directives (`_directives`) what is answered; of
other apps a test says it. `_flow_script` has the scripts of workflows.
"""

from __future__ import annotations

import base64
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import uuid4

from ._answers import SPEECH_PIECE
from ._directives import FLOW_PREFIXES, MODEL_ERRORS
from ._respond import Answer, DifyFailure, FilledForm, HumanInput, Ready, RespondError
from ._runs import Run
from ._spec import as_of, row
from ._state import Annotation

BLOCKED = "OUTPUT BLOCKED"
AUDIO = base64.b64encode(SPEECH_PIECE).decode()
#: What a citation has if the answer does not say it.
CITATION: dict[str, Any] = {"data_source_type": "upload_file", "retriever_from": "api", "score": 0.0}
CITATION |= dict.fromkeys(("dataset_id", "dataset_name", "document_id", "document_name"), "")
CITATION |= {"segment_id": "", "content": "", "doc_metadata": {}}


class Cost(NamedTuple):
    """The tokens of a question and its answer; `price` is one that was given, in USD."""

    prompt: int = 0
    completion: int = 0
    price: str | None = None

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.prompt + self.completion

    @property
    def total_price(self) -> str:
        """The price of all tokens in USD."""
        return self.price or _price(self.prompt + 2 * self.completion)

    def usage(self, latency: float, first: float | None, generating: float | None) -> dict[str, Any]:
        """It as ``usage``, with times in seconds."""
        return {
            "prompt_tokens": self.prompt,
            "prompt_unit_price": "0.001",
            "prompt_price_unit": "0.001",
            "prompt_price": _price(self.prompt),
            "completion_tokens": self.completion,
            "completion_unit_price": "0.002",
            "completion_price_unit": "0.001",
            "completion_price": _price(2 * self.completion),
            "total_tokens": self.tokens,
            "total_price": self.total_price,
            "currency": "USD",
            "latency": latency,
            "time_to_first_token": first,
            "time_to_generate": generating,
        }


def _price(millionths: int) -> str:
    # In the format of Python's Decimal, as in the recordings.
    return f"{millionths / 1_000_000:.7f}" if millionths else "0E-7"


def cost_of(question: str, answer: str) -> Cost:
    """What a model takes for an answer; an empty one costs nothing."""
    return Cost(len(question) // 4 + 3, len(answer) // 4 + 1) if answer else Cost()


def split(text: str, pieces: int) -> list[str]:
    """The text in that many pieces, or fewer if it is too short."""
    pieces = max(1, min(pieces, len(text)))
    cuts = [len(text) * index // pieces for index in range(pieces + 1)]
    return [text[start:end] for start, end in pairwise(cuts)]


def parts_of(answer: Answer) -> list[str]:
    """The text of an answer in its pieces."""
    if not answer.text:
        return []
    return split(answer.text, answer.pieces) if isinstance(answer.pieces, int) else list(answer.pieces)


class Script(ABC):
    """The script of one run. `cost` is what it has cost so far."""

    def __init__(self, run: Run) -> None:
        self.run, self.directives, self.cost = run, run.directives, Cost()
        self.citations: list[dict[str, Any]] = []
        self.files: list[dict[str, Any]] | None = run.files or None

    @abstractmethod
    async def write(self) -> None:
        """Tell everything, from the start to the end."""

    @abstractmethod
    async def stop(self) -> None:
        """Tell the end of a run that was stopped. It costs nothing."""

    async def tell(self, name: str, wait: float | None = None, /, **fields: Any) -> None:
        """Tell an event that does not depend on the time, in its turn."""
        await self.run.turn(wait)
        self.run.emit(name, **fields)

    @property
    def failure(self) -> DifyFailure:
        """How the recorded model fails."""
        kind = self.directives.error or "unavailable"
        code, message = MODEL_ERRORS[kind]
        if kind in ("inner", "other"):
            code = self.run.traits.model_error
        if self.run.flow is not None:
            message = FLOW_PREFIXES.get(kind, "") + message
        return DifyFailure(code, message, 400)

    async def given(self, form: FilledForm | None = None) -> Ready | DifyFailure:
        """The answer that the test gives; a failure if there is none."""
        run = self.run
        assert run.app.responder is not None
        assert run.asked is not None
        try:
            ready = await run.unless_stopped(run.app.responder.answer(replace(run.asked, form=form)))
            if isinstance(ready, HumanInput) and not run.traits.people:
                raise RespondError("respond gave HumanInput, but this release is older than 1.13.")
        except DifyFailure as failure:
            return failure
        except RespondError as error:
            run.state.problems.append(error)
            return DifyFailure("internal_server_error", str(error), 500)
        if isinstance(ready, Answer):
            self.spend(ready)
        return ready

    def spend(self, answer: Answer) -> None:
        """Note what an answer costs, and what it cites."""
        said = json.dumps(answer.outputs, default=dict) if answer.text is None else answer.text
        guessed = cost_of(self.run.question, said)
        prompt, completion, price = answer.prompt_tokens, answer.completion_tokens, answer.price
        self.cost = Cost(
            guessed.prompt if prompt is None else prompt,
            guessed.completion if completion is None else completion,
            None if price is None else str(price),
        )
        self.citations = [
            {**row("RetrieverResource", **CITATION, position=place), **resource}
            for place, resource in enumerate(answer.retriever_resources, 1)
        ]

    async def tell_given(self, events: list[dict[str, Any]]) -> None:
        """Tell events that were given, each completed with what all events of its kind have."""
        for event in events:
            await self.run.turn()
            name = event["event"]
            known = {"event": name, **self.run.context(name), **self.fields_of(name)}
            self.run.emit_given(_completed(known, event))

    def fields_of(self, name: str) -> dict[str, Any]:
        """What an event has besides the ids of its run, if nothing is said about it."""
        known: dict[str, dict[str, Any]] = {
            "message": self.text(""),
            "message_replace": {"answer": "", "reason": ""},
            "error": {"code": self.failure.code, "status": 400, "message": self.failure.message},
        }
        return self.end() if name == "message_end" else known.get(name, {})

    def text(self, text: str, *source: str) -> dict[str, Any]:
        """A piece of the answer: the fields of ``message``."""
        return {"id": self.run.message.id, "answer": text, "from_variable_selector": list(source) or None}

    def end(self) -> dict[str, Any]:
        """The end of the message."""
        elapsed, cost = self.run.elapsed, self.cost
        times = (0.01, round(elapsed, 4)) if cost.tokens else (None, None)
        cited = {"retriever_resources": self.citations, "usage": cost.usage(elapsed, *times)}
        metadata = {"annotation_reply": None, **cited, "reasoning": {}}
        return {"id": self.run.message.id, "metadata": metadata, "files": self.files}

    async def moderate(self) -> None:
        """Replace the answer, if the question says so."""
        if self.directives.moderation and self.run.said:
            await self.tell("message_replace", answer=BLOCKED, reason="")

    async def speak(self) -> None:
        """Speech comes after the text, if the question says so, and nobody stops the run."""
        if not self.directives.speech or self.run.app.mode == "workflow":
            return
        for audio in (AUDIO, AUDIO, AUDIO, ""):
            await self.run.turn()
            if not self.run.stopped:
                self.run.emit("tts_message" if audio else "tts_message_end", audio=audio)


def _completed(default: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(default)
    for name, value in given.items():
        inner = default.get(name)
        if isinstance(value, Mapping) and isinstance(inner, dict):
            value = _completed(inner, value)
        found[name] = value
    return found


class MessageScript(Script):
    """The script of a chat, agent or completion app."""

    async def write(self) -> None:
        """Thoughts, pieces of the text, and the end."""
        ready = await self.given() if self.run.app.responder else self._directed()
        if isinstance(ready, list):
            await self.tell_given(ready)
        elif isinstance(ready, DifyFailure):
            await self._fail(ready, self.directives.silence)
        elif isinstance(ready, Answer):
            await self._say(ready)

    def _directed(self) -> Answer | DifyFailure:
        """The answer that the directives of the question say."""
        said, wait = self.directives, self.directives.silence + (self.directives.gap or 0.0)
        pieces = split(said.text, said.pieces)
        if said.error is None:
            if not said.free:
                self.cost = cost_of(self.run.question, said.text)
            return Answer(said.text, pieces=pieces, delay=wait, gap=said.gap or 0.0)
        half = pieces[: (len(pieces) + 1) // 2]
        mid = Answer(said.text, pieces=half, delay=wait, gap=said.gap or 0.0, error=self.failure)
        return mid if said.mid else self.failure

    async def _say(self, answer: Answer) -> None:
        run, agent = self.run, self.run.app.mode == "agent-chat"
        name, delay = "agent_message" if agent else "message", answer.delay or None
        last = {**self._thought(len(answer.agent_thoughts) + 1), "id": str(uuid4())}
        if agent:
            for place, given in enumerate(answer.agent_thoughts, 1):
                known = {"thought": given} if isinstance(given, str) else given
                await self.tell("agent_thought", **{**self._thought(place), **known})
            await self.tell("agent_thought", delay, **last)
            delay = answer.gap or None
        for piece in parts_of(answer):
            await self.tell(name, delay, **self._text(piece))
            delay = answer.gap or None
        if answer.error is not None:
            await self._fail(answer.error)
            return
        if self.directives.moderation:
            await self.moderate()
        else:
            await self.tell(name, **self._text(""))
        if agent:
            await self.tell("agent_thought", **{**last, "thought": answer.text})
        await run.turn()
        run.emit("message_end", **self.end())
        await self.speak()

    async def stop(self) -> None:
        """The message ends."""
        self.cost, self.files = Cost(), None
        self.run.emit("message_end", **self.end())

    async def _fail(self, failure: DifyFailure, wait: float = 0.0) -> None:
        self.cost = Cost()
        said = {"code": failure.code, "status": failure.status, "message": failure.message}
        await self.tell("error", wait or None, **said)

    def _text(self, text: str) -> dict[str, Any]:
        """A piece of the answer; an agent's has no variable that it is from."""
        said = self.text(text)
        if self.run.app.mode == "agent-chat":
            del said["from_variable_selector"]
        return said

    def _thought(self, place: int) -> dict[str, Any]:
        texts = {"thought": "", "observation": "", "tool": "", "tool_labels": {}, "tool_input": ""}
        return {"id": str(uuid4()), "position": place, **texts, "message_files": []}

    def fields_of(self, name: str) -> dict[str, Any]:
        """What an event has besides the ids of its run, if nothing is said about it."""
        if name == "agent_thought":
            return self._thought(1)
        return self._text("") if name == "agent_message" else super().fields_of(name)


class AnnotationScript(Script):
    """The script of a question that has an annotation: the answer of that. It costs nothing."""

    def __init__(self, run: Run, annotation: Annotation) -> None:
        super().__init__(run)
        self.annotation, self.files = annotation, None

    async def write(self) -> None:
        """The answer, and who has written it."""
        if self.run.app.mode == "advanced-chat":
            await self.run.turn()
            self.run.emit_given({"event": "ping"})
        for piece in split(self.annotation.answer, 8):
            await self.tell("message", **self.text(piece))
        await self.run.turn()
        self.run.emit("message_end", **self.end())

    def end(self) -> dict[str, Any]:
        """The end of the message."""
        end = super().end()
        account = {"id": self.run.state.account_id, "name": "Admin"}
        usage = end["metadata"]["usage"]
        usage |= {name: "0.0" for name in usage if "price" in name}
        metadata = {**end["metadata"], "annotation_reply": {"id": self.annotation.id, "account": account}}
        return {**end, "metadata": metadata}

    async def stop(self) -> None:
        """The message ends."""
        self.run.emit("message_end", **super().end())


def spent(cost: Cost, release: tuple[int, ...]) -> Any:
    """The usage of a workflow's node."""
    return as_of("Usage", row("Usage", **cost.usage(0.026, 0.025, 0.001)), release)
