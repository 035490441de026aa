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
        """The model as a JSON object."""
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
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.text_input = optional(d, "text-input", UserInputControl.from_dict)
        self.paragraph = optional(d, "paragraph", UserInputControl.from_dict)
        self.select = optional(d, "select", UserInputControl.from_dict)
        self.number = optional(d, "number", UserInputControl.from_dict)
        self.checkbox = optional(d, "checkbox", UserInputControl.from_dict)
        self.file = optional(d, "file", UserInputControl.from_dict)
        self.file_list = optional(d, "file-list", UserInputControl.from_dict)
        self.additional_properties = d or {}
        return self if cls is UserInputForm else called(self)
