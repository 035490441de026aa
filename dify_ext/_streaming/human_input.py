"""The forms that a run waits for, and the answers of humans. Pure."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from dify_api.models import HumanInputForm

from dify_ext.errors import ConfigurationError

Reply: TypeAlias = "str | tuple[str, Mapping[str, Any]]"
OnHumanInput: TypeAlias = Callable[[HumanInputForm], "Reply | Awaitable[Reply]"]

_UNRESOLVED = re.compile(r"\{\{#(?!\$output\.)")


def no_handler(on_human_input: OnHumanInput | None) -> None:
    """Refuse a handler for an answer in one piece, before the run: it would never be called."""
    if on_human_input is not None:
        raise ConfigurationError("on_human_input= works only with a stream: leave response_mode out")


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
