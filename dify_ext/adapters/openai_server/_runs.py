"""A question as a run of an app: which method, which inputs, which files."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from dify_ext import AsyncChatStream, AsyncDify, AsyncWorkflowStream, ChatAnswer, ConfigurationError
from dify_ext.adapters.openai_server._conversations import Conversations, text_of
from dify_ext.adapters.openai_server._questions import Attached, Question

Stream: TypeAlias = AsyncChatStream | AsyncWorkflowStream

_USER = "openai"  # the end user of requests that name none, if the client has none, either


class App:
    """An app as a model.

    Args:
        name: The model's name.
        client: The client of the app.
        conversations: What was said in which conversation.
    """

    def __init__(self, name: str, client: AsyncDify, conversations: Conversations) -> None:
        self.name = name
        self.conversations = conversations
        self._client = client
        self._mode: str | None = None
        self._variable = ""

    async def stream(self, question: Question, conversation_id: str | None) -> Stream:
        """The stream of the answer, not yet opened."""
        client = self._client.with_options(user=question.user or self._client._options.user or _USER)
        mode = await self._known_mode()
        files = [
            await client.files.upload((file.name, file.content, file.mime_type))
            if isinstance(file, Attached)
            else file
            for file in question.last.files
        ]
        if mode in ("completion", "workflow"):
            inputs = {self._variable: text_of(question), **question.inputs}
            if mode == "workflow":
                return client.workflows.stream(inputs, files=files or None)
            return client.completion.stream(inputs, files=files or None)
        text = question.last.text if conversation_id else text_of(question)
        if not text:
            raise ConfigurationError("the question has no text")
        return client.chat.stream(
            text, inputs=question.inputs, conversation_id=conversation_id, files=files or None
        )

    async def _known_mode(self) -> str:
        """The mode of the app, asked for once; and the variable that takes the question."""
        if self._mode is None:
            mode = (await self._client.app.info()).mode or "chat"
            if mode in ("completion", "workflow"):
                self._variable = await self._first_text_variable()
            self._mode = mode
        return self._mode

    async def _first_text_variable(self) -> str:
        form = (await self._client.app.parameters()).user_input_form or []
        fields = [item for control in form for item in control.to_dict().items()]
        texts = [field["variable"] for kind, field in fields if kind in ("paragraph", "text-input")]
        return next((name for name in texts if name == "query"), texts[0] if texts else "query")


def answer_text(result: Any) -> str:
    """The text of a whole answer; of a workflow without text its outputs."""
    if isinstance(result, ChatAnswer):
        return str(result.answer)
    if result.text:
        return str(result.text)
    outputs = [value for value in result.outputs.values() if value is not None]
    if len(outputs) == 1 and isinstance(outputs[0], str):
        return outputs[0]
    return json.dumps(result.outputs, ensure_ascii=False) if outputs else ""
