"""The forms that a run waits for, and the answers of humans. Pure."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import attrs
from dify_api.models import HumanInputForm, HumanInputFormDefinition

from dify_ext._core.retry import pause
from dify_ext._streaming.actions import AskHuman, Send
from dify_ext._streaming.run_calls import form_call, submit_call
from dify_ext.errors import APIError, ConfigurationError

Reply: TypeAlias = "str | tuple[str, Mapping[str, Any]]"
OnHumanInput: TypeAlias = Callable[[HumanInputForm], "Reply | Awaitable[Reply]"]

_UNRESOLVED = re.compile(r"\{\{#(?!\$output\.)")


def no_handler(on_human_input: OnHumanInput | None) -> None:
    """Refuse a handler for an answer in one piece, before the run: it would never be called."""
    if on_human_input is not None:
        raise ConfigurationError("on_human_input= asks while the run streams: leave response_mode out")


def read_reply(reply: Any) -> tuple[str, Mapping[str, Any]]:
    """The action and the inputs that a handler answered."""
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
    """Whether the text has variables: in a snapshot it has, in the form itself not."""
    return isinstance(form.form_content, str) and _UNRESOLVED.search(form.form_content) is not None


def as_read(form: HumanInputForm, definition: HumanInputFormDefinition) -> HumanInputForm:
    """The form with the answer of the server to :func:`form_call`."""
    return attrs.evolve(
        form,
        form_content=definition.form_content,
        inputs=definition.inputs,
        actions=definition.user_actions,
        resolved_default_values=definition.resolved_default_values,
        expiration_time=definition.expiration_time,
    )


class Questions:
    """The forms of a pause: all are asked, then all answers are sent, each once."""

    def __init__(self) -> None:
        self.is_answering = False  # all were asked: their answers are to be sent
        self._forms: list[HumanInputForm] = []
        self._replies: list[tuple[str, str, Mapping[str, Any]]] = []  # token, action, inputs
        self._answered: set[str | None] = set()
        self._attempts = 0  # how often the answer at hand was sent

    def begin(self, forms: list[HumanInputForm]) -> None:
        """The run is paused for these forms; a pause may name forms that were answered before."""
        self._forms = [form for form in forms if form.form_token not in self._answered]

    def next_question(self) -> AskHuman | Send | None:
        """The next form: read it from the server, or ask the human; None when all are filled in."""
        if not self._forms:
            self.is_answering = True
            return None
        form = self._forms[0]
        return Send(form_call(form.form_token or "")) if needs_reading(form) else AskHuman(form)

    def was_read(self, definition: HumanInputFormDefinition) -> AskHuman:
        """The server sent the text of the form."""
        return AskHuman(as_read(self._forms[0], definition))

    def replied(self, reply: Any) -> None:
        """The handler answered."""
        action, inputs = read_reply(reply)
        self._replies.append((self._forms.pop(0).form_token or "", action, inputs))

    def next_answer(self, user: str) -> Send | None:
        """Send the next answer; None when all were taken."""
        if not self._replies:
            self.is_answering = False
            return None
        token, action, inputs = self._replies[0]
        return Send(submit_call(token, action, inputs, user), pause(self._attempts))

    def taken(self) -> None:
        """The server took the answer."""
        self._answered.add(self._replies.pop(0)[0])
        self._attempts = 0

    def lost(self) -> int:
        """The answer may be lost; returns how often. It may be sent again: a form is taken once."""
        self._attempts += 1
        return self._attempts

    def was_taken_before(self, error: APIError) -> bool:
        """Whether this refusal says that an answer which seemed lost was taken."""
        return self._attempts > 0 and error.code == "human_input_form_submitted"
