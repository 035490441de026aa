from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..types import (
    Model,
    optional,
)
from .user_input_control import UserInputControl


@define(kw_only=True, repr=False)
class UserInputForm(Model):
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

    _wire_names: ClassVar[Mapping[str, str]] = {"text_input": "text-input", "file_list": "file-list"}

    def _take(self, d: dict[str, Any]) -> None:
        self.text_input = optional(d, "text-input", UserInputControl.from_dict)
        self.paragraph = optional(d, "paragraph", UserInputControl.from_dict)
        self.select = optional(d, "select", UserInputControl.from_dict)
        self.number = optional(d, "number", UserInputControl.from_dict)
        self.checkbox = optional(d, "checkbox", UserInputControl.from_dict)
        self.file = optional(d, "file", UserInputControl.from_dict)
        self.file_list = optional(d, "file-list", UserInputControl.from_dict)
