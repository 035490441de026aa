from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    present,
    short_repr,
)


@define(kw_only=True)
class FormAction:
    """One button of a form.

    Attributes:
        id: The action to name when the form is submitted; a letter or underscore, then letters,
            digits and underscores, up to 20 characters.
        title: What the button says, up to 100 characters.
        button_style: How the button looks, such as `primary` or `default`.
    """

    id: str | None = None
    title: str | None = None
    button_style: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "title": self.title,
                    "button_style": self.button_style,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            id=d.pop("id", None),
            title=d.pop("title", None),
            button_style=d.pop("button_style", None),
            additional_properties=d,
        )
