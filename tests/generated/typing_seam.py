"""Checked by mypy and pyright, never run: every operation fits the seam, and what it gives is inferred."""

from __future__ import annotations

from typing import Any, Generic, ParamSpec, Protocol, TypeVar, assert_type

import httpx

from dify_api.api.audio import text_to_audio
from dify_api.api.chat import send_chat_message
from dify_api.api.conversations import delete_conversation, list_conversations, update_conversation_variable
from dify_api.client import Client
from dify_api.models import (
    ChatCompletion,
    ChatRequest,
    ConversationPage,
    ConversationVariable,
    DeleteConversationRequest,
    Error,
    TextToAudioRequest,
    UpdateConversationVariableRequest,
)
from dify_api.types import Response

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Call(Generic[T]): ...


class Operation(Protocol[P, T_co]):
    def _get_kwargs(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]: ...

    def _parse_response(self, *, client: Client, response: httpx.Response) -> T_co | Error | None: ...


def call(operation: Operation[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Call[T]: ...  # type: ignore[empty-body]


def inferred(client: Client) -> None:
    assert_type(call(list_conversations, user="u", limit=5), Call[ConversationPage])
    assert_type(call(send_chat_message, body=ChatRequest(query="q", inputs={}, user="u")), Call[ChatCompletion])
    assert_type(call(text_to_audio, body=TextToAudioRequest(text="t")), Call[bytes])
    value = UpdateConversationVariableRequest(value=None)
    assert_type(call(update_conversation_variable, "c", "v", body=value), Call[ConversationVariable])
    call(delete_conversation, "c", body=DeleteConversationRequest(user="u"))
    assert_type(list_conversations.sync(client=client), ConversationPage | Error | None)
    assert_type(delete_conversation.sync_detailed("c", client=client, body=DeleteConversationRequest()), Response[Error])


def refused() -> None:
    call(list_conversations, limit="5")  # type: ignore[arg-type]  # pyright: ignore
    call(list_conversations, nobody="knows")  # type: ignore[call-arg]  # pyright: ignore
    call(update_conversation_variable, "c", body=UpdateConversationVariableRequest(value=1))  # type: ignore[call-arg]  # pyright: ignore
