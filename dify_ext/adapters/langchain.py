"""LangChain: a chat model on a Dify app, and a retriever on a knowledge base.

    from dify_ext.adapters.langchain import ChatDify, DifyRetriever

    print(ChatDify(user="alice").invoke("Hello").text)

It needs an extra: ``pip install 'dify-ext[langchain]'``.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, TypeVar

from dify_ext import AsyncDify, ChatAnswer, ConfigurationError, Dify, RemoteFile, UploadedFile
from dify_ext._core.knowledge import fitting_retrieval
from dify_ext.adapters._transcript import transcript
from dify_ext.types import Retrieval

try:
    from langchain_core.callbacks import (
        AsyncCallbackManagerForLLMRun,
        AsyncCallbackManagerForRetrieverRun,
        CallbackManagerForLLMRun,
        CallbackManagerForRetrieverRun,
    )
    from langchain_core.documents import Document
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, SystemMessage
    from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
    from langchain_core.retrievers import BaseRetriever
    from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("this needs an extra: pip install 'dify-ext[langchain]'") from error

C = TypeVar("C", Dify, AsyncDify)


_NO_CLIENTS = {"_own": None, "_own_async": None}


class _OnDify(BaseModel):
    """The base of the model and the retriever: their clients, created when first needed."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    api_key: SecretStr | None = None
    base_url: str | None = None
    user: str | None = None
    client: Dify | None = Field(default=None, exclude=True, repr=False)
    async_client: AsyncDify | None = Field(default=None, exclude=True, repr=False)
    _own: Dify | None = PrivateAttr(default=None)
    _own_async: AsyncDify | None = PrivateAttr(default=None)

    def __getstate__(self) -> dict[Any, Any]:
        """What is pickled: without the key, which the environment gives where it is unpickled."""
        fields = {**self.__dict__, "api_key": None}
        return {**super().__getstate__(), "__dict__": fields, "__pydantic_private__": _NO_CLIENTS}

    def _sync(self) -> Dify:
        client = self.client or self._own
        if client is None:
            client = self._own = self._made(Dify)
        return client

    def _async(self) -> AsyncDify:
        client = self.async_client or self._own_async
        if client is None:
            client = self._own_async = self._made(AsyncDify)
        return client

    def _made(self, kind: type[C]) -> C:
        key = self.api_key.get_secret_value() if self.api_key else None
        return kind(key, user=self.user, base_url=self.base_url)

    def close(self) -> None:
        """Close the synchronous client, unless you passed it as ``client=``."""
        if self._own is not None:
            self._own.close()

    async def aclose(self) -> None:
        """Close both clients, unless you passed them."""
        self.close()
        if self._own_async is not None:
            await self._own_async.aclose()


class ChatDify(_OnDify, BaseChatModel):
    """A chat, agent or chatflow app as a chat model.

    A message of the model has a ``conversation_id`` in its ``response_metadata``. If the last
    message of the model in a call has one, the call continues this conversation, and sends only the
    messages after it. Otherwise a new conversation begins, and all messages are sent as text.
    Images, files and audio of the last message are sent as files. Settings of the app, such as
    ``temperature`` and ``stop``, are ignored.

    Args:
        api_key: The key of the app. None: ``DIFY_API_KEY``.
        base_url: The address of the server. None: ``DIFY_BASE_URL``.
        user: The end user. None: ``DIFY_USER``.
        client: A client of yours for synchronous calls, with its own options.
        async_client: The same for asynchronous calls.
        model: The name that traces show.
        inputs: Values of the app's variables.
        conversation_id: The conversation to go on in, whatever the messages are.
    """

    model: str = "dify"
    inputs: dict[str, Any] = Field(default_factory=dict)
    conversation_id: str | None = None

    @property
    def _llm_type(self) -> str:
        return "dify"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.model, "base_url": self.base_url}

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return self._result(self._sync().chat.send(**self._arguments(messages)))

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        arguments = await self._async_arguments(messages)
        return self._result(await self._async().chat.send(**arguments))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        with self._sync().chat.stream(**self._arguments(messages)) as stream:
            for text in stream.text_stream:
                chunk = ChatGenerationChunk(message=AIMessageChunk(content=text))
                if run_manager:
                    run_manager.on_llm_new_token(text, chunk=chunk)
                yield chunk
            yield self._last(stream.get_final_answer())

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        arguments = await self._async_arguments(messages)
        async with self._async().chat.stream(**arguments) as stream:
            async for text in stream.text_stream:
                chunk = ChatGenerationChunk(message=AIMessageChunk(content=text))
                if run_manager:
                    await run_manager.on_llm_new_token(text, chunk=chunk)
                yield chunk
            yield self._last(await stream.get_final_answer())

    def _arguments(self, messages: Sequence[BaseMessage]) -> dict[str, Any]:
        """The arguments of a call; files that are bytes have been uploaded."""
        question, parts = self._question(messages)
        upload = self._sync().files.upload
        files = [upload(part) if isinstance(part, tuple) else part for part in parts]
        return {**question, "files": files or None}

    async def _async_arguments(self, messages: Sequence[BaseMessage]) -> dict[str, Any]:
        question, parts = self._question(messages)
        upload = self._async().files.upload
        files = [await upload(part) if isinstance(part, tuple) else part for part in parts]
        return {**question, "files": files or None}

    def _question(self, messages: Sequence[BaseMessage]) -> tuple[dict[str, Any], list[_Part]]:
        """The arguments of a call but its files, and these, which are not uploaded yet."""
        told = [message for message in messages if not isinstance(message, SystemMessage)]
        # Several messages after the last answer are one question.
        start = max((at + 1 for at, message in enumerate(told) if isinstance(message, AIMessage)), default=0)
        history, asked = told[:start], told[start:]
        if not asked:
            raise ConfigurationError("the last message is one of the model: add a message with the question")
        query = "\n\n".join(message.text for message in asked)
        conversation_id = self.conversation_id or (
            history[-1].response_metadata.get("conversation_id") if history else None
        )
        if conversation_id is None:
            system = "\n\n".join(message.text for message in messages if isinstance(message, SystemMessage))
            query = transcript(system, [(_role(message), message.text) for message in history], query)
        question = {"query": query, "inputs": self.inputs, "conversation_id": conversation_id}
        return question, [part for message in asked for part in _parts(message)]

    def _result(self, answer: ChatAnswer) -> ChatResult:
        message = AIMessage(content=answer.answer, id=answer.message_id, **self._facts(answer))
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _last(self, answer: ChatAnswer) -> ChatGenerationChunk:
        message = AIMessageChunk(
            content="", id=answer.message_id, chunk_position="last", **self._facts(answer)
        )
        return ChatGenerationChunk(message=message, generation_info={"finish_reason": "stop"})

    def _facts(self, answer: ChatAnswer) -> dict[str, Any]:
        usage = answer.usage
        said: dict[str, Any] = {"model_name": self.model, "model_provider": "dify"}
        said |= {name: getattr(answer, name) for name in ("conversation_id", "task_id", "workflow_run_id")}
        if answer.retriever_resources:
            said["retriever_resources"] = [one.to_dict() for one in answer.retriever_resources]
        facts: dict[str, Any] = {
            "response_metadata": {name: value for name, value in said.items() if value is not None}
        }
        if usage is not None:
            into, out = usage.prompt_tokens or 0, usage.completion_tokens or 0
            total = usage.total_tokens or into + out
            facts["usage_metadata"] = {"input_tokens": into, "output_tokens": out, "total_tokens": total}
        return facts


class DifyRetriever(_OnDify, BaseRetriever):
    """The segments of a knowledge base as documents, the best first.

    The metadata of a document are ``score``, ``segment_id``, ``document_id``, ``document_name`` and
    ``source``.

    Args:
        dataset_id: The knowledge base.
        api_key: A key for knowledge bases.
        base_url: The server: ``DIFY_BASE_URL``.
        client: A client of yours for synchronous calls.
        async_client: The same for asynchronous calls.
        k: How many segments, at most. None: as the base is set up.
        retrieval_model: How to search, as ``datasets.retrieve`` takes it. None: as the base is set
            up.
    """

    dataset_id: str
    k: int | None = None
    retrieval_model: dict[str, Any] | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        client, k = self._sync(), k or self.k
        model = self.retrieval_model
        if model is None and k is not None:
            model = fitting_retrieval(client.datasets.get(self.dataset_id))
        return _documents(client.datasets.retrieve(self.dataset_id, query, retrieval_model=_with_k(model, k)))

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        client, k = self._async(), k or self.k
        model = self.retrieval_model
        if model is None and k is not None:
            model = fitting_retrieval(await client.datasets.get(self.dataset_id))
        found = await client.datasets.retrieve(self.dataset_id, query, retrieval_model=_with_k(model, k))
        return _documents(found)


_Part = tuple[str, bytes, str] | RemoteFile | UploadedFile
_ROLES = {"human": "user", "ai": "assistant"}


def _role(message: BaseMessage) -> str:
    return _ROLES.get(message.type, message.type)


def _parts(message: BaseMessage) -> Iterator[_Part]:
    """The files in a message, in LangChain's standard form, which OpenAI's is brought into."""
    for block in message.content_blocks:
        said: dict[str, Any] = dict(block)
        kind = said["type"]
        if kind not in ("image", "audio", "video", "file"):
            continue
        group = "document" if kind == "file" else kind
        if said.get("url"):
            yield RemoteFile(said["url"], type=None if kind == "file" else kind)
        elif said.get("base64"):
            mime_type = said.get("mime_type") or "application/octet-stream"
            name = (said.get("extras") or {}).get("filename") or f"{kind}.{mime_type.partition('/')[2]}"
            yield name, base64.b64decode(said["base64"]), mime_type
        elif said.get("file_id"):
            yield UploadedFile.from_id(said["file_id"], type=group)


def _with_k(model: dict[str, Any] | None, k: int | None) -> dict[str, Any] | None:
    return model if model is None or k is None else {**model, "top_k": k}


def _documents(found: Retrieval) -> list[Document]:
    documents = []
    for record in found.records or []:
        segment = record.segment
        if segment is None:
            continue
        source = segment.document
        said = {
            "score": record.score,
            "segment_id": segment.id,
            "document_id": segment.document_id,
            "document_name": source.name if source else None,
            "source": "dify",
        }
        metadata = {name: value for name, value in said.items() if value is not None}
        documents.append(Document(page_content=segment.content or "", id=segment.id, metadata=metadata))
    return documents
