from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .form_action import FormAction
from .form_input import FormInput


@define(kw_only=True)
class HumanInputFormDefinition:
    """A form that a run waits for, as whoever has its token sees it. (Dify since 1.14.2)

    Attributes:
        form_content: The form's text in Markdown; `{{#$output.NAME#}}` marks where an input
            belongs.
        inputs: The inputs of the form.
        resolved_default_values: Values the inputs start with, by the names of their variables,
            where they come from variables of the run.
        user_actions: The buttons of the form; events call them `actions`.
        expiration_time: Until when it can be submitted, in seconds since 1970.
    """

    form_content: str | None = None
    inputs: list[FormInput] | None = None
    resolved_default_values: dict[str, Any] | None = None
    user_actions: list[FormAction] | None = None
    expiration_time: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "form_content": self.form_content,
                    "inputs": plain(self.inputs),
                    "resolved_default_values": plain(self.resolved_default_values),
                    "user_actions": plain(self.user_actions),
                    "expiration_time": self.expiration_time,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.form_content = d.pop("form_content", None)
        self.inputs = optional_list(d, "inputs", FormInput.from_dict)
        self.resolved_default_values = optional(d, "resolved_default_values", as_object)
        self.user_actions = optional_list(d, "user_actions", FormAction.from_dict)
        self.expiration_time = d.pop("expiration_time", None)
        self.additional_properties = d or {}
        return self if cls is HumanInputFormDefinition else called(self)
