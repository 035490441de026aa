from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    optional_list,
    required,
)
from .form_input import FormAction, FormInput


@define(kw_only=True, repr=False, eq=False)
class HumanInputFormDefinition(Model):
    """A form that a run waits for, as whoever has its token sees it. (Dify since 1.14.2)

    Attributes:
        form_content: The form's text in Markdown; `{{#$output.NAME#}}` marks where an input
            belongs.
        inputs: The inputs of the form.
        resolved_default_values: Values the inputs start with, by the names of their variables,
            where they come from variables of the run.
        user_actions: The buttons of the form; events call them `actions`.
        expiration_time: When the form expires, in Unix seconds.
    """

    form_content: str | None = None
    inputs: list[FormInput] | None = None
    resolved_default_values: dict[str, Any] | None = None
    user_actions: list[FormAction] | None = None
    expiration_time: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.form_content = d.pop("form_content", None)
        self.inputs = optional_list(d, "inputs", FormInput.from_dict)
        self.resolved_default_values = optional(d, "resolved_default_values", as_object)
        self.user_actions = optional_list(d, "user_actions", FormAction.from_dict)
        self.expiration_time = d.pop("expiration_time", None)


@define(kw_only=True, repr=False, eq=False)
class HumanInputSubmitRequest(Model):
    """What a person filled in, and how they decided. (Dify since 1.14.2)

    Attributes:
        inputs: A value for each of the form's inputs, by name.
        action: The id of one of the form's actions.
        user: The end user who answered it: an id of your own.
    """

    inputs: dict[str, Any]
    action: str
    user: str

    def _take(self, d: dict[str, Any]) -> None:
        self.inputs = required(d, "inputs", as_object)
        self.action = required(d, "action")
        self.user = required(d, "user")
