"""Texts by a completion app: ``client.completion``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.completion import send_completion_message, stop_completion_message
from dify_api.models.completion_request import CompletionRequest
from dify_api.models.stop_request import StopRequest

from dify_ext._async.resources.made.completion import AsyncCompletionBase
from dify_ext._async.run_driver import Run
from dify_ext._async.streams import AsyncChatStream
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming.answers import ChatAnswer
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext.files import Mention, mentioned, with_mentions


class AsyncCompletion(AsyncCompletionBase):
    """Let a completion app write a text."""

    async def send(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        query: str | None = None,
        files: Iterable[Mention] | None = None,
        response_mode: str | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ChatAnswer:
        """Give the app's variables, and wait for the whole text.

        The text is streamed internally, so that no proxy cuts a long answer.

        Args:
            inputs: The app's variables by name. A value may be a file.
            query: The end user's words, if the app's prompt has a place for them.
            files: :class:`UploadedFile` and :class:`RemoteFile`, which go with the inputs.
            response_mode: ``"blocking"`` asks for the text in one piece instead.
            user: The end user. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The text, in ``answer``, and what belongs to it.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke before the end.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            APIError: The server refused the request.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            text = await dify.completion.send({"query": "A haiku about the sea"})
            print(text.answer)

        POST /v1/completion-messages
        """
        user = self._session.user(user)
        request = _request(inputs, query, user, response_mode or "streaming", files)
        if request.response_mode != "streaming":
            sent = call(send_completion_message, body=request)
            return await self._session.execute(sent.map(ChatAnswer.from_completion), options)
        async with self._stream(request, user, options, stop_on_exit=True) as stream:
            return await stream.get_final_answer()

    def stream(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        query: str | None = None,
        files: Iterable[Mention] | None = None,
        stop_on_exit: bool = True,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncChatStream:
        """Give the app's variables, and read the text while it is generated.

        Args:
            inputs: The app's variables by name. A value may be a file.
            query: The end user's words, if the app's prompt has a place for them.
            files: :class:`UploadedFile` and :class:`RemoteFile`, which go with the inputs.
            stop_on_exit: False lets the run continue on the server if the stream is left before its end.
            user: The end user. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which sends the request when it is entered or iterated over.

        Raises:
            ConfigurationError: An argument cannot be sent, or no end user is named. The stream itself
                raises the errors that :meth:`send` raises.

        POST /v1/completion-messages
        """
        user = self._session.user(user)
        return self._stream(
            _request(inputs, query, user, "streaming", files), user, options, stop_on_exit=stop_on_exit
        )

    def _stream(
        self, request: CompletionRequest, user: str, options: RequestOptions, *, stop_on_exit: bool
    ) -> AsyncChatStream:
        run = Run(
            self._session,
            call(send_completion_message, body=request),
            ChatAccumulator("completion"),
            user=user,
            stop_call=lambda task_id: _stop(task_id, user),
            options=options,
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)


def _stop(task_id: str, user: str) -> Call[None]:
    return call(stop_completion_message, task_id, body=StopRequest(user=user)).done()


def _request(
    inputs: Mapping[str, Any] | None,
    query: str | None,
    user: str,
    response_mode: str,
    files: Iterable[Mention] | None,
) -> CompletionRequest:
    return CompletionRequest(
        inputs=with_mentions(inputs or {}),
        query=query,
        user=user,
        response_mode=response_mode,
        files=mentioned(files),
    )
