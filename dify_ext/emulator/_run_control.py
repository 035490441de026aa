"""Starting and stopping the runs of every kind of app."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from starlette.responses import Response

from ._call import AppCall
from ._directives import FLOW_PREFIXES, HOUR, MODEL_ERRORS, Directives
from ._errors import Refusal, broken, invalid_param, not_found
from ._flow_runs import FlowRun
from ._flows import Flow
from ._human import Form
from ._nodes import Node
from ._runs import Listener, Run
from ._script import Values, node_usage, usage
from ._spec import as_of, merged
from ._state import Conversation, Message
from ._step_builder import StepBuilder
from ._streams import stream

if TYPE_CHECKING:
    from ._respond import HumanInput
    from ._scripted import Writer

FLOWS = ("workflow", "advanced-chat")


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


def values_of_run(call: AppCall, question: str, directives: Directives, answer: str) -> Values:
    """The values for the slots of every run; `answer` is the text that the model is paid for."""
    app = call.app
    kind = directives.error or "unavailable"
    code, error = MODEL_ERRORS[kind]
    if kind in ("inner", "other"):
        code = call.traits.model_error
    if app.mode in FLOWS:
        error = FLOW_PREFIXES.get(kind, "") + error
    # A run that was blocked or has failed costs nothing.
    values = Values(
        usage(
            question,
            ""
            if directives.moderation or directives.error or directives.fail or directives.partial
            else answer,
        )
    )
    spent = as_of("Usage", node_usage(values), call.options.release)
    values.update(
        task_id=str(uuid4()),
        workflow_run_id=str(uuid4()),
        workflow_id=app.workflow_id,
        app_id=app.id,
        account_id=call.state.account_id,
        user=call.user.name,
        user_id=call.user.id,
        query=question,
        text=directives.text,
        code=code,
        error=error,
        usage=spent,
        usage_text=json.dumps(spent, indent=2, ensure_ascii=False),
    )
    return values


def writer_of(
    call: AppCall, values: Values, message: Message, conversation: Conversation | None = None
) -> Writer | None:
    """The writer of the answers that a test gives for this app, if it gives them."""
    if call.app.responder is None:
        return None
    from ._scripted import writer  # few apps have one

    return writer(call, call.app.responder, values, message, conversation)


def as_release(call: AppCall, directives: Directives) -> Directives:
    """The directives that the release supports: persons are asked since 1.13."""
    return directives if call.traits.people else replace(directives, pauses=0, model=True)


def flow_run(
    call: AppCall,
    directives: Directives,
    values: Values,
    now: float,
    *,
    message: Message | None = None,
    store_result: Callable[[Run], None] | None = None,
    writer: Writer | None = None,
) -> Run:
    """The run of a workflow, not started yet. `writer` has the answer, if a test gives it."""
    state, app, chat = call.state, call.app, call.app.mode == "advanced-chat"
    system = {
        "sys.files": values["system_files"],
        "sys.user_id": call.user.name,
        "sys.app_id": app.id,
        "sys.workflow_id": app.workflow_id,
        "sys.workflow_run_id": values["workflow_run_id"],
    }
    if chat:
        system |= {"sys.query": values["query"], "sys.dialogue_count": values["dialogue_count"]}
    flow = FlowRun(
        values["workflow_run_id"],
        app,
        call.user,
        app.workflow_id,
        values["inputs"],
        system,
        now,
        message=message,
    )

    def open_form(node: Node, human: HumanInput | None = None) -> Form:
        expires = directives.expires if human is None else human.expires
        form = Form(flow, node, values["query"], chat, call.traits, state.time() + expires)
        if human is not None:
            form.text, form.fields = human.content, tuple(human.fields)
            form.actions = tuple(
                {"id": one, "title": one.capitalize(), "button_style": "default"} for one in human.actions
            )
        flow.forms.append(form)
        state.forms[form.token] = form
        if expires < HOUR:
            state.spawn(let_expire(form, expires))
        return form

    builder = StepBuilder(chat, call.traits, directives, values)
    if writer is None:
        script = Flow(builder, open_form, skips="skip" in values["query"])
    else:
        script = writer.flow(builder, open_form)
    flow.run = Run(state, app, call.user, script, values, directives, store_result, flow)
    app.flow_runs[flow.id] = flow
    return flow.run


async def let_expire(form: Form, seconds: float) -> None:
    """Let the run go on without the form when it expires."""
    await asyncio.sleep(seconds)
    if not form.done and form.flow.run is not None:
        form.expired = True
        form.flow.run.go_on()


async def respond(call: AppCall, run: Run, streaming: bool) -> Response | None:
    """Start the run; return its stream, or None when it has ended or paused."""
    if streaming:
        listener = Listener(run)
        run.start()
        cut = run.directives.cut or call.state.faults.take("runs")
        return stream(call.request, listener.frames(), cut)
    run.lockstep = False
    task = run.start()
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if task.cancelled():  # the emulator is being stopped
            raise broken() from None
        raise
    return None
