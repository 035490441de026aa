from __future__ import annotations

from typing import Any

from attrs import define, field

from ..types import (
    Model,
    as_list,
    as_object,
    optional,
    optional_list,
)
from .form_input import FormAction, FormInput


@define(kw_only=True, repr=False, eq=False)
class HumanInputForm(Model):
    """A form that a person has to fill in before a run goes on.

    Attributes:
        form_id: The form's id.
        node_id: The node that asks.
        node_title: The node's title.
        form_content: The form's text in Markdown; `{{#$output.NAME#}}` marks where an input
            belongs.
        inputs: The inputs of the form.
        actions: The buttons of the form.
        display_in_ui: Whether the web app shows the form.
        form_token: The token to fetch and submit the form with; null where it goes to the person by
            another way.
        resolved_default_values: Values the inputs start with, by the names of their variables,
            where they come from variables of the run.
        expiration_time: When the form expires, in Unix seconds.
        approval_channels: The ways by which the form reaches a person, such as `console`. (Dify
            since 1.16)
    """

    form_id: str | None = None
    node_id: str | None = None
    node_title: str | None = None
    form_content: str | None = None
    inputs: list[FormInput] | None = None
    actions: list[FormAction] | None = None
    display_in_ui: bool | None = None
    form_token: str | None = field(default=None, repr=False)
    resolved_default_values: dict[str, Any] | None = None
    expiration_time: int | None = None
    approval_channels: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.form_id = d.pop("form_id", None)
        self.node_id = d.pop("node_id", None)
        self.node_title = d.pop("node_title", None)
        self.form_content = d.pop("form_content", None)
        self.inputs = optional_list(d, "inputs", FormInput.from_dict)
        self.actions = optional_list(d, "actions", FormAction.from_dict)
        self.display_in_ui = d.pop("display_in_ui", None)
        self.form_token = d.pop("form_token", None)
        self.resolved_default_values = optional(d, "resolved_default_values", as_object)
        self.expiration_time = d.pop("expiration_time", None)
        self.approval_channels = optional(d, "approval_channels", as_list)
