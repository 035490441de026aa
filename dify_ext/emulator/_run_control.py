"""Starting and stopping the runs of every kind of app."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response

from ._call import AppCall
from ._directives import Directives, read_directives
from ._errors import Refusal, broken, invalid_param, not_found
from ._files import mention_in_event, mention_in_workflow
from ._flow_runs import FlowRun
from ._flow_script import GivenFlow
from ._inputs import all_mentions, read_inputs, read_mentions
from ._recorded_flow import RecordedFlow
from ._respond import AskedFile, AskedRun
from ._runs import Listener, Run
from ._script import AnnotationScript, MessageScript, Script
from ._spec import merged
from ._state import Annotation, Conversation, Message, Variable
from ._streams import stream


async def asked_run(call: AppCall, *optional: str) -> dict[str, Any]:
    """The checked body of a run; some releases need the response mode, too."""
    asked = await call.body(*optional, **{name: {"default": "", "x-null": True} for name in optional})
    if call.traits.mode_required and asked["response_mode"] is None:
        mode = merged(call.operation.body, {"properties": {"response_mode": {"x-null": False}}})
        call.checked(
            {**mode, "required": ["response_mode"]}, {"response_mode": None, **call.given}, call.validation
        )
    return asked


def leave_room(call: AppCall) -> None:
    """400 if the app has reached its number of concurrent runs."""
    limits = [
        limit for limit in (call.app.max_active_requests, call.state.options.max_active_requests) if limit
    ]
    most = min(limits, default=None)
    if most is not None and call.app.active >= most:
        raise invalid_param(
            "Too many requests. Please try again later. The current maximum concurrent requests allowed "
            f"for {call.app.id} is {most}."
        )


def must_be_published(call: AppCall) -> None:
    """400 if the app's workflow was never published."""
    if not call.app.published:
        raise invalid_param("Workflow not published")


def check_workflow_id(call: AppCall, workflow_id: str) -> None:
    """400 if it is no id, 404 if it is not the app's workflow."""
    try:
        UUID(workflow_id)
    except ValueError:
        raise Refusal(400, "bad_request", f"Invalid workflow_id format: '{workflow_id}'. ") from None
    if workflow_id != call.app.workflow_id:
        raise not_found(f"Workflow not found with id: {workflow_id}.")


def stop(call: AppCall) -> dict[str, Any]:
    """Stop the user's run.

    An unknown task, or that of another user, is ignored without an error.
    """
    user, event = call.state.stops.get(call.path("task_id"), (None, None))
    if event is not None and user is call.user:
        event.set()
    return {"result": "success"}


def begin(call: AppCall, asked: dict[str, Any], conversation: Conversation | None = None) -> Run:
    """The run that is asked for, not started yet; its question is stored."""
    state, app = call.state, call.app
    inputs, mentions = read_inputs(app, asked["inputs"]), read_mentions(state, asked["files"])
    files = all_mentions(state, mentions, inputs)
    query, question = question_of(app.mode, asked, inputs)
    if conversation is None and app.chats:
        conversation = open_conversation(call, inputs)
    talk = conversation.id if conversation else None
    message = Message(str(uuid4()), talk, call.user, inputs, query, state.now(), mentions)
    app.messages[message.id] = message  # the console counts runs of workflows, too
    state.used_files |= {mention.stored.id: app.id for mention in mentions if mention.stored}
    annotation = matching_annotation(call, question)
    directives, told = Directives(""), None
    if annotation is None and app.responder is None:
        directives = read_directives(question, [mention.filename for mention in files])
        if not call.traits.people:  # persons are asked since 1.13
            directives = replace(directives, pauses=0, model=True)
    elif annotation is None:
        sent = [AskedFile(one.filename, one.type, one.mime_type, one.url, one.content) for one in files]
        said = [(one.query, one.answer) for one in conversation.messages] if conversation else []
        told = AskedRun(app.mode, dict(inputs), question, sent, call.user.name, talk, said)
    if conversation is not None:
        conversation.messages.append(message)
    flow = None
    if app.flows and annotation is None:
        flow = flow_run(call, message, question, conversation)
    first = conversation is not None and len(conversation.messages) == 1
    run = Run(
        state,
        app,
        call.user,
        question,
        directives,
        message,
        [mention_in_event(call, mention) for mention in mentions],
        flow,
        told,
        conversation,
        rename=first and asked["auto_generate_name"],
    )
    run.script = script_of(run, annotation)
    if flow is not None:
        flow.run = run
    return run


def question_of(mode: str, asked: dict[str, Any], inputs: dict[str, Any]) -> tuple[str, str]:
    """The query that is stored, and the question that the app answers."""
    query: str = asked.get("query") or ""
    if mode == "completion":
        return query, str(inputs.get("query") or query)
    if mode == "workflow":
        # The recorded app is asked by its input `text`, another one by its first text.
        texts = [value for value in inputs.values() if isinstance(value, str)]
        query = str(inputs.get("text") or next(iter(texts), ""))
    return query, query


def script_of(run: Run, annotation: Annotation | None) -> Script:
    """What the run will tell."""
    if annotation is not None:
        return AnnotationScript(run, annotation)
    if run.flow is None:
        return MessageScript(run)
    if run.asked is not None:
        return GivenFlow(run, run.flow)
    variables = run.conversation.variables.values() if run.conversation else ()
    count = next((variable.value for variable in variables if variable.name == "count"), 0)
    return RecordedFlow(run, run.flow, count + 1)


def flow_run(call: AppCall, message: Message, question: str, conversation: Conversation | None) -> FlowRun:
    """The stored data of the run of a workflow."""
    app = call.app
    run_id = message.id if conversation is None else str(uuid4())
    flow = FlowRun(run_id, app, call.user, app.workflow_id, message.inputs, message.created_at)
    flow.system = {
        "sys.files": [mention_in_workflow(call, mention) for mention in message.mentions],
        "sys.user_id": call.user.name,
        "sys.app_id": app.id,
        "sys.workflow_id": app.workflow_id,
        "sys.workflow_run_id": run_id,
    }
    if conversation is not None:
        flow.message = message
        flow.system |= {"sys.query": question, "sys.dialogue_count": len(conversation.messages)}
    app.flow_runs[run_id] = flow
    return flow


def matching_annotation(call: AppCall, question: str) -> Annotation | None:
    """The annotation for the question, if annotation replies are enabled.

    The texts must be equal here.
    """
    if not call.app.chats or not call.app.annotation_reply["enabled"]:
        return None
    asked = " ".join(question.split()).casefold()
    for annotation in call.app.annotations.values():
        if " ".join(annotation.question.split()).casefold() == asked:
            annotation.hit_count += 1
            return annotation
    return None


def open_conversation(call: AppCall, inputs: dict[str, Any]) -> Conversation:
    """A new conversation, its introduction filled in, its variables at their first values."""

    def known(slot: re.Match[str]) -> str:
        return slot[0] if slot[1] not in inputs else str(inputs[slot[1]] or "")

    introduction = re.sub(r"\{\{(\w+)\}\}", known, call.app.parameters["opening_statement"])
    now = call.state.now()
    conversation = Conversation(str(uuid4()), call.user, "New conversation", inputs, introduction, now, now)
    if call.app.mode == "advanced-chat":
        conversation.variables = {item.id: item for item in first_variables(call.app.variable_ids, now)}
    call.app.conversations[conversation.id] = conversation
    return conversation


def first_variables(ids: list[str], now: float) -> list[Variable]:
    """The conversation variables of the emulated chatflow."""
    return [
        Variable(ids[0], "history", "array[string]", [], "list", now, now),
        Variable(ids[1], "obj", "object", {"a": 1}, "obj", now, now),
        Variable(ids[2], "count", "number", 0, "", now, now),
        Variable(ids[3], "topic", "string", "", "last topic", now, now),
    ]


async def respond(call: AppCall, run: Run, streaming: bool) -> Response | None:
    """Start the run; return its stream, or None when it has ended or paused."""
    if streaming:
        listener = Listener(run)
        run.start()
        cut = run.directives.cut or call.state.next_cut("runs")
        return stream(call.request, listener.frames(), cut)
    run.lockstep = False
    run.start()
    try:
        await asyncio.shield(run.part)
    except asyncio.CancelledError:
        if run.part.cancelled():  # the emulator is being stopped
            raise broken() from None
        raise
    return None
