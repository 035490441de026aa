from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .file_mention import FileMention

if TYPE_CHECKING:
    from .response_mode import ResponseMode


@define(kw_only=True)
class WorkflowRunRequest:
    """What a workflow is to run with.

    Attributes:
        inputs: Values of the workflow's input variables by their names; a file is a `FileMention`.
            `{}` if there are none.
        user: The end user, in the words of the calling program; up to 255 characters.
        response_mode: How the answer comes. Default: `blocking`.
        files: Files of the run as a whole, `sys.files`; those of a file variable belong in
            `inputs`.
        trace_id: An id of the calling program's tracing, handed on to the server's own; 1 to 128
            letters, digits, `-` and `_`. Header `X-Trace-Id` and query parameter `trace_id` do the
            same and go before it.
    """

    inputs: dict[str, Any]
    user: str
    response_mode: ResponseMode | None = None
    files: list[FileMention] | None = None
    trace_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "inputs": plain(self.inputs),
            "user": self.user,
            **present(
                {
                    "response_mode": self.response_mode,
                    "files": plain(self.files),
                    "trace_id": self.trace_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.inputs = required(d, "inputs", as_object)
        self.user = required(d, "user")
        self.response_mode = d.pop("response_mode", None)
        self.files = optional_list(d, "files", FileMention.from_dict)
        self.trace_id = d.pop("trace_id", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowRunRequest else called(self)
