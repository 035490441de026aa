from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    optional,
    plain,
    present,
    short_repr,
)
from .user_input_control import UserInputControl


@define(kw_only=True)
class UserInputForm:
    """One input of the app's form. Exactly one of the fields is there, and its name is the kind of the
    input.

    Attributes:
        text_input: One line of text.
        paragraph: Several lines of text.
        select: A choice.
        number: A number.
        checkbox: Yes or no.
        file: A file.
        file_list: Several files.
    """

    text_input: UserInputControl | None = None
    paragraph: UserInputControl | None = None
    select: UserInputControl | None = None
    number: UserInputControl | None = None
    checkbox: UserInputControl | None = None
    file: UserInputControl | None = None
    file_list: UserInputControl | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
        return {
            **self.additional_properties,
            **present(
                {
                    "text-input": plain(self.text_input),
                    "paragraph": plain(self.paragraph),
                    "select": plain(self.select),
                    "number": plain(self.number),
                    "checkbox": plain(self.checkbox),
                    "file": plain(self.file),
                    "file-list": plain(self.file_list),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            text_input=optional(d, "text-input", UserInputControl.from_dict),
            paragraph=optional(d, "paragraph", UserInputControl.from_dict),
            select=optional(d, "select", UserInputControl.from_dict),
            number=optional(d, "number", UserInputControl.from_dict),
            checkbox=optional(d, "checkbox", UserInputControl.from_dict),
            file=optional(d, "file", UserInputControl.from_dict),
            file_list=optional(d, "file-list", UserInputControl.from_dict),
            additional_properties=d,
        )
