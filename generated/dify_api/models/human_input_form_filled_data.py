from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)


@define(kw_only=True)
class HumanInputFormFilledData:
    """A form that was filled in. (Dify since 1.13.2)

    Attributes:
        node_id: The node in the workflow.
        node_title: The node's title.
        rendered_content: The form's text with the values in it.
        action_id: The button that was pressed.
        action_text: What the button says.
        submitted_data: The values, by the names of their variables. (Dify since 1.16)
    """

    node_id: str | None = None
    node_title: str | None = None
    rendered_content: str | None = None
    action_id: str | None = None
    action_text: str | None = None
    submitted_data: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "node_id": self.node_id,
                    "node_title": self.node_title,
                    "rendered_content": self.rendered_content,
                    "action_id": self.action_id,
                    "action_text": self.action_text,
                    "submitted_data": plain(self.submitted_data),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.node_id = d.pop("node_id", None)
        self.node_title = d.pop("node_title", None)
        self.rendered_content = d.pop("rendered_content", None)
        self.action_id = d.pop("action_id", None)
        self.action_text = d.pop("action_text", None)
        self.submitted_data = optional(d, "submitted_data", as_object)
        self.additional_properties = d or {}
        return self if cls is HumanInputFormFilledData else called(self)
