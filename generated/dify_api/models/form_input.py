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


@define(kw_only=True, repr=False, eq=False)
class FormAction(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.title = d.pop("title", None)
        self.button_style = d.pop("button_style", None)


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
class FormInputDefault(Model):
    """What an input of a form starts with.

    Attributes:
        type: `constant` where `value` holds it, `variable` where `selector` points at it.
        selector: The path of the variable, node first; empty for a constant.
        value: The constant value.
    """

    type: str | None = None
    selector: list[str] | None = None
    value: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.type = d.pop("type", None)
        self.selector = optional(d, "selector", as_list)
        self.value = d.pop("value", None)


@define(kw_only=True, repr=False, eq=False)
class FormOptionSource(Model):
    """Where the options of a choice in a form come from.

    Attributes:
        type: `constant` where `value` holds them, `variable` where `selector` points at them.
        selector: The path of the variable, node first.
        value: The options themselves.
    """

    type: str | None = None
    selector: list[str] | None = None
    value: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.type = d.pop("type", None)
        self.selector = optional(d, "selector", as_list)
        self.value = optional(d, "value", as_list)
