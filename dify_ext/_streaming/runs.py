"""How a run is followed beyond its first connection: which calls ask for it, what was seen of it already, what a human
is asked and answers. Pure.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import attrs
from dify_api.api.human_input import get_human_input_form, submit_human_input_form
from dify_api.api.messages import list_messages
from dify_api.api.workflows import get_workflow_run, stream_workflow_events
from dify_api.models.human_input_form import HumanInputForm
from dify_api.models.human_input_form_definition import HumanInputFormDefinition
from dify_api.models.human_input_required_event import HumanInputRequiredEvent
from dify_api.models.human_input_submit_request import HumanInputSubmitRequest
from dify_api.models.message import Message
from dify_api.models.message_event import MessageEvent
from dify_api.models.message_replace_event import MessageReplaceEvent
from dify_api.models.text_chunk_event import TextChunkEvent
from dify_api.models.workflow_paused_event import WorkflowPausedEvent
from dify_api.models.workflow_run import WorkflowRun
from dify_api.models.workflow_started_event import WorkflowStartedEvent

from dify_ext._core.operation_call import Call, call
from dify_ext._streaming.answers import forms_in
from dify_ext.errors import ConfigurationError
from dify_ext.events import Event, UnknownEvent, parse_event
from dify_ext.files import with_mentions

Reply: TypeAlias = "str | tuple[str, Mapping[str, Any]]"
OnHumanInput: TypeAlias = Callable[[HumanInputForm], "Reply | Awaitable[Reply]"]

_FORMS = {404: "forms are for Dify 1.14 and later, and for the app whose run asks"}
_EVENTS = {404: "taking up a run is for Dify 1.14 and later, and for the end user who began it"}
_ENDS = ("succeeded", "partial-succeeded", "failed", "exception", "stopped")
# What shares an id with another, and often its second, too: the rounds of an iteration, the tries of a node; a run that
# goes on at once after a pause, and its node that had ended only for the time being.
_COUNTED_BY = {"iteration_next": "index", "loop_next": "index", "node_retry": "retry_index"}
_NOT_THE_FIRST = {
    "workflow_started": ("reason", "resumption"),
    "node_finished": ("status", "paused", "retry"),
}
_UNRESOLVED = re.compile(r"\{\{#(?!\$output\.)")


def events_call(run_id: str, user: str) -> Call[Any]:
    """A run's events from where it stands: what it did so far in short, then what it does (since 1.14)."""
    return call(
        stream_workflow_events, run_id, user=user, include_state_snapshot=True, continue_on_pause=True
    ).with_advice(_EVENTS)


def run_call(run_id: str) -> Call[WorkflowRun]:
    """How a run stands."""
    return call(get_workflow_run, run_id).map(_with_outputs)


def stored_message_call(conversation_id: str, message_id: str | None, user: str) -> Call[Message | None]:
    """A message as the server keeps it, where it is one of the conversation's last."""
    return call(list_messages, conversation_id=conversation_id, user=user).map(
        lambda page: next((message for message in page.data if message.id == message_id), None)
    )


def form_call(form_token: str) -> Call[HumanInputFormDefinition]:
    """What a human is asked."""
    return call(get_human_input_form, form_token).with_advice(_FORMS)


def submit_call(form_token: str, action: str, inputs: Mapping[str, Any] | None, user: str) -> Call[None]:
    """A human's answer."""
    body = HumanInputSubmitRequest(inputs=with_mentions(inputs or {}), action=action, user=user)
    return call(submit_human_input_form, form_token, body=body).done().with_advice(_FORMS)


def no_handler(on_human_input: OnHumanInput | None) -> None:
    """An answer in one piece cannot ask anybody: say so before the run is begun."""
    if on_human_input is not None:
        raise ConfigurationError("on_human_input= asks while the run streams: leave response_mode out")


def read_reply(reply: Any) -> tuple[str, Mapping[str, Any]]:
    """What a handler answered: an action, or an action and its inputs."""
    match reply:
        case str() as action:
            return action, {}
        case (str() as action, Mapping() | None as inputs):
            return action, inputs or {}
    if inspect.iscoroutine(reply):
        reply.close()
        raise ConfigurationError("on_human_input is a coroutine function: only AsyncDify can wait for one")
    raise ConfigurationError(
        f"on_human_input must return an action's id, or (action, inputs), not {type(reply).__name__}"
    )


def needs_reading(form: HumanInputForm) -> bool:
    """Whether a form's text still has variables in it: a snapshot has them, the form itself does not."""
    return _UNRESOLVED.search(form.form_content or "") is not None


def as_read(form: HumanInputForm, read: HumanInputFormDefinition) -> HumanInputForm:
    """The form with what the server says of it when it is asked for."""
    return attrs.evolve(
        form,
        form_content=read.form_content,
        inputs=read.inputs,
        actions=read.user_actions,
        resolved_default_values=read.resolved_default_values,
        expiration_time=read.expiration_time,
    )


def end_event(run: WorkflowRun, task_id: str | None) -> Event | None:
    """The event that a run's end, or pause, would have sent; None while it goes on."""
    if run.status != "paused" and run.status not in _ENDS and run.finished_at is None:
        return None
    said = {name: value for name, value in run.to_dict().items() if name != "inputs"}
    name = "workflow_paused" if run.status == "paused" else "workflow_finished"
    return parse_event({"event": name, "workflow_run_id": run.id, "task_id": task_id, "data": said})


def _with_outputs(run: WorkflowRun) -> WorkflowRun:
    """The run with its outputs as an object, which 1.8.1 gives as JSON in a string."""
    try:
        outputs = json.loads(run.outputs) if isinstance(run.outputs, str) else run.outputs
    except ValueError:
        return run
    return attrs.evolve(run, outputs=outputs) if isinstance(outputs, dict) else run


class Seen:
    """Which of a run's events were given out, for a run that is taken up again tells some of them once more."""

    def __init__(self) -> None:
        self.again = False  # whether this is another connection than the one that began the run
        self.is_marked = False  # whether the last event is one that can be told from others
        self._marks: set[str] = set()
        self._texts = 0  # pieces of text given out
        self._texts_again = 0  # of those, how many this connection told once more
        self._beginnings = 0  # how often this connection told how the run began
        self._at_beginning = False

    def connect_again(self) -> None:
        """From here on events come over another connection."""
        self.again = True
        self._texts_again = self._beginnings = 0
        self._at_beginning = False

    def is_new(self, event: Event) -> bool:
        """Whether this event was not given out before; from now on it was."""
        at_beginning, self._at_beginning = self._at_beginning, event.event == "workflow_started"
        self.is_marked = False
        if isinstance(event, MessageEvent | TextChunkEvent):
            return self._is_new_text()
        match event:
            case MessageReplaceEvent():
                # At the beginning it is a chatflow's text as it was stored last, and that is behind what was read.
                return not (self.again and at_beginning)
            case WorkflowStartedEvent() if event.data and event.data.reason == "initial":
                self._beginnings += 1
        mark = _mark(event)
        if mark is None:
            return True
        self.is_marked = True
        known = mark in self._marks
        self._marks.add(mark)
        return not (known and self.again)

    def _is_new_text(self) -> bool:
        """Text has no mark. Servers do not send it again, but for those that keep a log of the run: they tell how it
        stands, then all of the log, which begins as the run did, once more.
        """
        if self.again and self._beginnings > 1 and self._texts_again < self._texts:
            self._texts_again += 1
            return False
        self._texts += 1
        self._texts_again += 1
        return True


def _mark(event: Event) -> str | None:
    """What tells an event from all others: its name, its thing's id, and when that thing began. None where an event has
    no such thing, as pieces of text have not: those are not sent again.
    """
    if isinstance(event, WorkflowPausedEvent) and event.data:
        # It has no id, and when it is told again another time: what it waits for tells it from other pauses.
        forms: list[Any] = [form.form_id for form in forms_in(event.data.reasons) if form.form_id]
        return repr((event.event, forms or [event.data.created_at, event.data.paused_nodes]))
    if isinstance(event, HumanInputRequiredEvent):
        return repr((event.event, event.data.form_id)) if event.data else None
    data = event.data.get("data") if isinstance(event, UnknownEvent) else getattr(event, "data", None)

    def look(name: str) -> Any:
        return data.get(name) if isinstance(data, dict) else getattr(data, name, None)

    thing, began = look("id"), look("created_at")
    if thing is None or began is None:
        return None
    if event.event == "workflow_started" and look("reason") == "initial":
        began = "the beginning"  # there is one, whatever second it is told to have been
    word, *others = _NOT_THE_FIRST.get(event.event, ("",))
    other = look(word) if look(word) in others else look(_COUNTED_BY.get(event.event, ""))
    return repr((event.event, thing, began, other))
