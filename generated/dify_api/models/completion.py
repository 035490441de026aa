from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional_list,
    required,
)
from .file_mention import FileMention

if TYPE_CHECKING:
    from .enums import ResponseMode


@define(kw_only=True, repr=False, eq=False)
class CompletionRequest(Model):
    """What a completion app is to write about.

    Attributes:
        inputs: Values of the app's input variables by their names; `{}` if there are none.
        user: The end user: an id that your program chooses, up to 255 characters.
        query: What the end user says, where the app wants it beside its inputs. The server takes an
            empty text where it is left out.
        response_mode: How the text comes. Default: `blocking`.
        files: Files that go with the inputs.
    """

    inputs: dict[str, Any]
    user: str
    query: str | None = None
    response_mode: ResponseMode | None = None
    files: list[FileMention] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.inputs = required(d, "inputs", as_object)
        self.user = required(d, "user")
        self.query = d.pop("query", None)
        self.response_mode = d.pop("response_mode", None)
        self.files = optional_list(d, "files", FileMention.from_dict)
