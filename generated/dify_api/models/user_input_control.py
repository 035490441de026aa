from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
)

if TYPE_CHECKING:
    from .enums import FileType, TransferMethod


@define(kw_only=True, repr=False)
class UserInputControl(Model):
    """An input of the app's form. Which fields it has depends on its kind and on the app's.

    Attributes:
        label: What stands beside it.
        variable: The name under which its value goes into `inputs`.
        required: Whether it has to be filled in.
        type: The kind of the input once more. Only in chatflows and workflows.
        max_length: How many characters, or for several files how many files, it takes.
        default: What it starts with; empty text where there is nothing.
        options: What can be chosen.
        allowed_file_types: The groups of files it takes.
        allowed_file_extensions: The extensions it takes, for files of the group `custom`.
        allowed_file_upload_methods: How its files may come.
    """

    label: str | None = None
    variable: str | None = None
    required: bool | None = None
    type: str | None = None
    max_length: int | None = None
    default: Any = None
    options: list[str] | None = None
    allowed_file_types: list[FileType] | None = None
    allowed_file_extensions: list[str] | None = None
    allowed_file_upload_methods: list[TransferMethod] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.label = d.pop("label", None)
        self.variable = d.pop("variable", None)
        self.required = d.pop("required", None)
        self.type = d.pop("type", None)
        self.max_length = d.pop("max_length", None)
        self.default = d.pop("default", None)
        self.options = optional(d, "options", as_list)
        self.allowed_file_types = optional(d, "allowed_file_types", as_list)
        self.allowed_file_extensions = optional(d, "allowed_file_extensions", as_list)
        self.allowed_file_upload_methods = optional(d, "allowed_file_upload_methods", as_list)
