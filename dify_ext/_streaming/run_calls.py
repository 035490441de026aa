"""The calls that follow a run beyond its first connection. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from dify_api.api.human_input import get_human_input_form, submit_human_input_form
from dify_api.api.messages import list_messages
from dify_api.api.workflows import get_workflow_run, stream_workflow_events
from dify_api.models import (
    HumanInputForm,
    HumanInputFormDefinition,
    HumanInputSubmitRequest,
    Message,
    StopRequest,
    WorkflowRun,
)

from dify_ext._core.operation_call import Call, Operation, call
from dify_ext.events import Event, parse_event
from dify_ext.files import with_mentions

_FORMS = {404: "a form is for the app whose run asks"}
_EVENTS = {404: "a run can be resumed by the end user who began it"}
_ENDS = ("succeeded", "partial-succeeded", "failed", "exception", "stopped")


def events_call(run_id: str, user: str) -> Call[Any]:
    """A run's events: what it did so far in short, then its new events (since 1.14)."""
    return call(
        stream_workflow_events, run_id, user=user, include_state_snapshot=True, continue_on_pause=True
    ).with_advice(_EVENTS)


def stopping(operation: Operation[..., Any], user: str) -> Callable[[str], Call[None]]:
    """How a user's run is stopped by ``operation``, when the id of its task is known."""
    return lambda task_id: call(operation, task_id, body=StopRequest(user=user)).done()


def run_call(run_id: str) -> Call[WorkflowRun]:
    """The state of a run."""
    return call(get_workflow_run, run_id).map(_with_outputs)


def stored_message_call(conversation_id: str, message_id: str | None, user: str) -> Call[Message | None]:
    """A message as the server keeps it, if it is one of the conversation's last."""
    return call(list_messages, conversation_id=conversation_id, user=user).map(
        lambda page: next((message for message in page.data if message.id == message_id), None)
    )


def form_call(form: HumanInputForm) -> Call[HumanInputForm]:
    """A form with the values of its variables, as a human is to see it."""

    def filled(read: HumanInputFormDefinition) -> HumanInputForm:
        return attrs.evolve(
            form,
            form_content=read.form_content,
            inputs=read.inputs,
            actions=read.user_actions,
            resolved_default_values=read.resolved_default_values,
            expiration_time=read.expiration_time,
        )

    return call(get_human_input_form, form.form_token or "").with_advice(_FORMS).map(filled)


def submit_call(form_token: str, action: str, inputs: Mapping[str, Any] | None, user: str) -> Call[None]:
    """A human's answer."""
    body = HumanInputSubmitRequest(inputs=with_mentions(inputs or {}), action=action, user=user)
    return call(submit_human_input_form, form_token, body=body).done().with_advice(_FORMS)


def end_event(run: WorkflowRun, task_id: str | None) -> Event | None:
    """The event that the end or pause of a run would have sent; None while it runs."""
    if run.status != "paused" and run.status not in _ENDS and run.finished_at is None:
        return None
    said = {name: value for name, value in run.to_dict().items() if name != "inputs"}
    name = "workflow_paused" if run.status == "paused" else "workflow_finished"
    return parse_event({"event": name, "workflow_run_id": run.id, "task_id": task_id, "data": said})


def _with_outputs(run: WorkflowRun) -> WorkflowRun:
    """The run with its outputs as an object; 1.8.1 gives them as JSON in a string."""
    try:
        outputs = json.loads(run.outputs) if isinstance(run.outputs, str) else run.outputs
    except (ValueError, RecursionError):
        return run
    return attrs.evolve(run, outputs=outputs) if isinstance(outputs, dict) else run
