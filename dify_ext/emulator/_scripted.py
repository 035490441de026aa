"""The scripts of apps that a test or a seed file answers for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from ._call import AppCall
from ._flows import Flow, Opener
from ._human import Form
from ._inputs import all_mentions
from ._nodes import Node, Round, container_completed, container_next, container_started, node
from ._respond import (
    Answer,
    AskedFile,
    AskedRun,
    DifyFailure,
    FilledForm,
    HumanInput,
    Iteration,
    NodeRun,
    Ready,
    Responder,
    RespondError,
)
from ._script import Script, Step, Values, node_usage, split, usage
from ._spec import row
from ._state import Conversation, Message, load
from ._step_builder import StepBuilder

#: What a citation has if the answer does not say it.
CITATION: dict[str, Any] = {"data_source_type": "upload_file", "retriever_from": "api", "score": 0.0}
CITATION |= dict.fromkeys(("dataset_id", "dataset_name", "document_id", "document_name"), "")
CITATION |= {"segment_id": "", "content": "", "doc_metadata": {}}
#: What every event of a message has.
_CONTEXT = ("conversation_id", "message_id", "task_id")


class Writer:
    """Writes the steps of one answer when it is the answer's turn."""

    def __init__(
        self,
        responder: Responder,
        asked: Callable[[FilledForm | None], AskedRun],
        values: Values,
        report: Callable[[RespondError], None],
        asks_people: bool,
    ) -> None:
        self.responder, self.asked, self.values, self.report = responder, asked, values, report
        self.asks_people = asks_people  # whether the release does it

    async def ready(self, form: FilledForm | None = None) -> Ready | DifyFailure:
        """The answer; a failure if there is none."""
        try:
            ready = await self.responder.answer(self.asked(form))
            if isinstance(ready, HumanInput) and not self.asks_people:
                raise RespondError("respond gave HumanInput, but this release is older than 1.13.")
            return ready
        except DifyFailure as failure:
            return failure
        except RespondError as error:
            self.report(error)
            return DifyFailure("internal_server_error", str(error), 500)

    def message(self, mode: str) -> Script:
        """The script of a chat, agent or completion app."""
        return ScriptedMessage(self, mode)

    def flow(self, builder: StepBuilder, open_form: Opener) -> Flow:
        """The script of a chatflow or a workflow."""
        return ScriptedFlow(builder, open_form, self)

    def fail(self, failure: DifyFailure) -> None:
        """Put the failure into the slots; it costs nothing."""
        self.values.update(usage("", ""))
        self.values.update(code=failure.code, error=failure.message, error_status=failure.status)

    def spend(self, answer: Answer) -> None:
        """Put the text, the tokens and the price of an answer into the slots."""
        values = self.values
        said = answer.text if answer.text is not None else json.dumps(answer.outputs, default=dict)
        spent = usage(values["query"], said)
        if answer.prompt_tokens is not None:
            spent["prompt_tokens"] = answer.prompt_tokens
        if answer.completion_tokens is not None:
            spent["completion_tokens"] = answer.completion_tokens
        spent["total_tokens"] = spent["prompt_tokens"] + spent["completion_tokens"]
        if answer.price is not None:
            spent["total_price"] = str(answer.price)
        values.update(spent, text=answer.text or "", answer=answer.text or "")
        values["usage"] = node_usage(values)
        citations = [
            {**row("RetrieverResource", **CITATION, position=place), **resource}
            for place, resource in enumerate(answer.retriever_resources, 1)
        ]
        values["retriever_resources"] = citations

    def slot(self, value: Any) -> str:
        """A slot with this value. What users give goes into slots, never into templates."""
        name = f"given:{len(self.values)}"
        self.values[name] = value
        return f"<<{name}>>"

    def given(self, event: Mapping[str, Any], default: dict[str, Any]) -> Step:
        """An event that was given, completed with what all events of its kind have."""
        return Step(self._merged(default, event), verbatim=True)

    def _merged(self, default: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        merged = dict(default)
        for name, value in given.items():
            inner = default.get(name)
            if isinstance(value, Mapping) and isinstance(inner, dict):
                merged[name] = self._merged(inner, value)
            else:
                merged[name] = value if name == "event" else self.slot(value)
        return merged


def writer(
    call: AppCall, responder: Responder, values: Values, message: Message, talk: Conversation | None
) -> Writer:
    """The writer of the answer to a question."""
    files = [
        AskedFile(one.filename, one.type, one.mime_type, one.url, one.stored.content if one.stored else None)
        for one in all_mentions(call.state, message.mentions, message.inputs)
    ]
    known = [(one.query, one.answer) for one in talk.messages[:-1]] if talk else []

    def asked(form: FilledForm | None) -> AskedRun:
        place, inputs = talk.id if talk else None, dict(message.inputs)
        return AskedRun(call.app.mode, inputs, values["query"], files, call.user.name, place, known, form)

    return Writer(responder, asked, values, call.state.problems.append, call.traits.people)


def pieces(template: dict[str, Any], answer: Answer) -> list[Step]:
    """The text of an answer in pieces, each an event."""
    text = answer.text or ""
    parts = split(text, answer.pieces) if isinstance(answer.pieces, int) else list(answer.pieces)
    if not text:
        parts = []
    first, wait = (answer.delay or None), answer.gap or None
    return [Step(template, part, wait if number else first) for number, part in enumerate(parts)]


def later(write: Callable[[], Any]) -> Step:
    """Steps that are written when it is their turn."""
    return Step({"event": "later"}, write=write)


class ScriptedMessage:
    """The script of a chat, agent or completion app."""

    def __init__(self, writer: Writer, mode: str) -> None:
        self.writer, self.mode = writer, mode
        self.recorded: list[dict[str, Any]] = load(
            "streams", "agent-chat" if mode == "agent-chat" else "chat"
        )["events"]

    def begin(self) -> list[Step]:
        """The whole run."""
        return [later(self._write)]

    def resume(self) -> list[Step]:
        """No steps: it does not pause."""
        return []

    def stop(self) -> list[Step]:
        """The events after a stop."""
        return [Step(load("streams", "chat-stopped")["events"][0])]

    async def _write(self) -> list[Step]:
        ready = await self.writer.ready()
        if isinstance(ready, DifyFailure):
            return self._failed(ready)
        if isinstance(ready, list):
            return [self.writer.given(event, self._default(event["event"])) for event in ready]
        assert isinstance(ready, Answer)
        self.writer.spend(ready)
        template = next(event for event in self.recorded if event.get("answer") == "<<text>>")
        said = pieces({**template, "answer": "<<text_piece>>"}, ready)
        if self.mode == "agent-chat":
            thoughts = [self._thought(place, given) for place, given in enumerate(ready.agent_thoughts, 1)]
            last = self._thought(len(thoughts) + 1, {"thought": ready.text or ""})
            said = [*thoughts, *said, last]
        if ready.error is not None:
            return [*said, *self._failed(ready.error)]
        end = dict(self.recorded[-1])
        end["metadata"] = {**end["metadata"], "retriever_resources": "<<retriever_resources>>"}
        return [*said, Step({**template, "answer": ""}), Step(end)]

    def _failed(self, failure: DifyFailure) -> list[Step]:
        self.writer.fail(failure)
        return [Step({**load("streams", "chat-error")["events"][0], "status": "<<error_status>>"})]

    def _thought(self, place: int, given: Any) -> Step:
        given = {"thought": given} if isinstance(given, str) else given
        default = {**load("streams", "agent-chat")["events"][0], "id": str(uuid4()), "position": place}
        return self.writer.given(given, default)

    def _default(self, name: str) -> dict[str, Any]:
        known = [
            *self.recorded,
            *load("streams", "chat-error")["events"],
            *load("streams", "moderation")["events"],
        ]
        found = next((event for event in known if event["event"] == name), None)
        if found is None:
            return {"event": name, **{part: f"<<{part}>>" for part in _CONTEXT}, "created_at": "<<now>>"}
        return {**found, "answer": ""} if "answer" in found else found


class ScriptedFlow(Flow):
    """The script of a chatflow or a workflow."""

    def __init__(self, builder: StepBuilder, open_form: Opener, writer: Writer) -> None:
        super().__init__(builder, open_form)
        self.writer = writer

    def begin(self) -> list[Step]:
        """The start, and what follows as soon as it is known; or all events, if they are given."""
        return [Step({"event": "ping"}), later(self._open)]

    async def _open(self) -> list[Step]:
        builder = self.builder
        if self.writer.responder.has_events:
            self.values.update(total_steps=0, exceptions=0)
            return self._given(await self.writer.ready())
        start = builder.run(node("start of a chatflow" if builder.chat else "start"))
        return [builder.begun("initial"), *start, later(self._write)]

    def resume(self) -> list[Step]:
        """The steps after the form was submitted or has expired."""
        form = self.waiting[0]
        started = self.builder.step("node_started", form.node.started())
        return [
            self.builder.begun("resumption"),
            started,
            *self._tell(form),
            self._done(form),
            later(lambda: self._write(FilledForm(form.action["id"] if form.action else "", form.inputs))),
        ]

    async def _write(self, form: FilledForm | None = None) -> list[Step]:
        ready = await self.writer.ready(form)
        if isinstance(ready, DifyFailure):
            return self._failed(ready)
        if isinstance(ready, HumanInput):
            return self._ask_human(ready)
        if isinstance(ready, list):
            return self._after_the_start(ready)
        return self._answered(ready)

    def _given(self, events: Any) -> list[Step]:
        return [self.writer.given(event, self._default(event["event"])) for event in events]

    def _after_the_start(self, events: list[dict[str, Any]]) -> list[Step]:
        """The events of a function. The start was sent while it ran; a chatflow's run ends, too."""
        names = [event["event"] for event in events]
        steps = self._given(events)
        if self.builder.chat and "message_end" in names and "workflow_finished" not in names:
            place = names.index("message_end")
            ends = self.builder.finished("succeeded", {"answer": "<<said>>", "files": []})
            steps[place : place + 1] = [
                steps[place] if step.template["event"] == "message_end" else step for step in ends
            ]
        if "workflow_started" in names:
            del steps[names.index("workflow_started")]
        return steps

    def _answered(self, answer: Answer) -> list[Step]:
        builder, slot = self.builder, self.writer.slot
        self.writer.spend(answer)
        steps = [step for number, ran in enumerate(answer.nodes, 1) for step in self._ran(number, ran)]
        said = pieces(builder.word("<<text_piece>>", "llm1", "text").template, answer)
        if answer.text is not None:
            model = node("llm1")
            begun, ended = builder.run(model)
            steps += [begun, ended, *said] if builder.chat else [begun, *said, ended]
        if answer.error is not None:
            return [*steps, *self._failed(answer.error)]
        outputs: Any = slot(dict(answer.outputs or {}))
        if builder.chat:
            outputs = {
                "answer": "<<answer>>",
                "files": [],
                **{name: slot(value) for name, value in (answer.outputs or {}).items()},
            }
        kind = node("answer" if builder.chat else "endB").kind
        last = Node(kind, "answer" if builder.chat else "end", "Answer" if builder.chat else "End", "end")
        ran = builder.run(last, inputs={} if builder.chat else outputs, outputs=outputs)
        if not said:
            ran[0].wait = answer.delay or None
        steps += [*ran, *builder.finished("succeeded", outputs)]
        for step in steps:
            if step.template["event"] == "message_end":
                metadata = {**step.template["metadata"], "retriever_resources": "<<retriever_resources>>"}
                step.template = {**step.template, "metadata": metadata, "files": "<<files>>"}
        return steps

    def _ran(self, number: int, ran: NodeRun | Iteration) -> list[Step]:
        builder, slot = self.builder, self.writer.slot
        if isinstance(ran, Iteration):
            return self._iterated(ran)
        key = f"node{number}"
        made = Node(_kind(ran.type), key, slot(ran.title), key)
        changed: dict[str, Any] = {"inputs": slot(dict(ran.inputs)), "outputs": slot(dict(ran.outputs))}
        if ran.error is not None:
            changed |= {"status": "exception", "error": slot(ran.error)}
        begun, ended = builder.run(made, **changed)
        ended.wait = ran.delay or None
        return [begun, ended]

    def _iterated(self, ran: Iteration) -> list[Step]:
        builder, slot, count = self.builder, self.writer.slot, len(ran.outputs)
        title = slot(ran.title)
        steps = [builder.step("iteration_started", {**container_started("iteration", count), "title": title})]
        for index, output in enumerate(ran.outputs):
            steps.append(
                builder.step("iteration_next", {**container_next("iteration", index), "title": title})
            )
            inner = node("inner", round=Round("iteration", index))
            steps += builder.run(inner, inputs={"item": index}, outputs={"output": slot(output)})
        done = container_completed("iteration", count, builder.priced)
        done |= {"title": title, "outputs": {"output": slot(list(ran.outputs))}}
        return [*steps, builder.step("iteration_completed", done)]

    def _failed(self, failure: DifyFailure) -> list[Step]:
        self.writer.fail(failure)
        return [*self.builder.failed_model(), *self.builder.finished("failed", {}, "<<error>>")]

    def _ask_human(self, human: HumanInput) -> list[Step]:
        self.asked += 1
        self.waiting = []
        place = node("human", self.asked)
        begun = self.builder.step("node_started", place.started())
        begun.prepare = lambda: self.waiting.append(self.open_form(place, human))
        return [begun, *self._wait([place])]

    def _tell(self, form: Form) -> list[Step]:
        """The form was submitted, or it expired."""
        form.told = True
        name = "human_input_form_filled" if form.action else "human_input_form_timeout"
        return [self.builder.step(name, self.builder.slot(f"told:{form.node.key}", form.submission()))]

    def _default(self, name: str) -> dict[str, Any]:
        builder = self.builder
        if name in ("message", "text_chunk"):
            return builder.word("", "llm1", "text").template
        if name == "workflow_started":
            return builder.begun("initial").template
        if name in ("workflow_finished", "message_end"):
            found = [step.template for step in builder.finished("succeeded", {})]
            return next((event for event in found if event["event"] == name), {"event": name})
        if name in ("node_started", "node_finished"):
            made = Node(_kind("code"), "node", "Node", "node")
            return builder.step(name, made.started() if name == "node_started" else made.finished()).template
        return builder.step(name).template


def _kind(type: str) -> dict[str, Any]:
    return {**node("code").kind, "node_type": type, "process_data": {}, "inputs": {}, "outputs": {}}
