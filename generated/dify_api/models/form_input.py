from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
)
from .form_input_default import FormInputDefault
from .form_option_source import FormOptionSource

if TYPE_CHECKING:
    from .enums import FileType, TransferMethod


@define(kw_only=True, repr=False)
class FormInput(Model):
    """One input of a form.

    Attributes:
        type: Kind of the input, such as `paragraph` or `text_input`.
        output_variable_name: The variable that takes the value.
        default: What the input starts with.
        option_source: Where the options of a choice come from. (Dify since 1.16)
        allowed_file_types: Groups of files that a file input takes. (Dify since 1.16)
        allowed_file_extensions: Extensions that a file input takes, for files of the group
            `custom`. (Dify since 1.16)
        allowed_file_upload_methods: Ways in which a file input takes files. (Dify since 1.16)
        number_limits: How many files a file input takes. (Dify since 1.16)
    """

    type: str | None = None
    output_variable_name: str | None = None
    default: FormInputDefault | None = None
    option_source: FormOptionSource | None = None
    allowed_file_types: list[FileType] | None = None
    allowed_file_extensions: list[str] | None = None
    allowed_file_upload_methods: list[TransferMethod] | None = None
    number_limits: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.type = d.pop("type", None)
        self.output_variable_name = d.pop("output_variable_name", None)
        self.default = optional(d, "default", FormInputDefault.from_dict)
        self.option_source = optional(d, "option_source", FormOptionSource.from_dict)
        self.allowed_file_types = optional(d, "allowed_file_types", as_list)
        self.allowed_file_extensions = optional(d, "allowed_file_extensions", as_list)
        self.allowed_file_upload_methods = optional(d, "allowed_file_upload_methods", as_list)
        self.number_limits = d.pop("number_limits", None)
