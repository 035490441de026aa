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
class ChatRequest(Model):
    """A message to a chat, agent or chatflow app.

    Attributes:
        inputs: Values of the app's input variables by their names; `{}` if there are none.
        query: What the end user says. It may not be empty.
        user: The end user: an id that your program chooses, up to 255 characters.
        response_mode: How the answer comes. Default: `blocking`.
        conversation_id: The conversation to continue. If it is left out, empty or `null`, a new one
            begins.
        files: Files that go with the message.
        auto_generate_name: Whether the model makes a title for a new conversation. Default: true.
        workflow_id: Runs this published version of a chatflow instead of the newest (a UUID).
        trace_id: The trace id of your program, which the server passes on to its own tracing; 1 to
            128 letters, digits, `-` and `_`. Header `X-Trace-Id` and query parameter `trace_id` do
            the same and go before it.
    """

    inputs: dict[str, Any]
    query: str
    user: str
    response_mode: ResponseMode | None = None
    conversation_id: str | None = None
    files: list[FileMention] | None = None
    auto_generate_name: bool | None = None
    workflow_id: str | None = None
    trace_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.inputs = required(d, "inputs", as_object)
        self.query = required(d, "query")
        self.user = required(d, "user")
        self.response_mode = d.pop("response_mode", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.files = optional_list(d, "files", FileMention.from_dict)
        self.auto_generate_name = d.pop("auto_generate_name", None)
        self.workflow_id = d.pop("workflow_id", None)
        self.trace_id = d.pop("trace_id", None)
