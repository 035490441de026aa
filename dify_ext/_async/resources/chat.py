"""Questions and answers: ``client.chat``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.chat import send_chat_message, stop_chat_message
from dify_api.models.chat_request import ChatRequest
from dify_api.models.stop_request import StopRequest

from dify_ext._async.resources.made.chat import AsyncChatBase
from dify_ext._async.run_driver import Run
from dify_ext._async.streams import AsyncChatStream
from dify_ext._core.arguments import split
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming import human_input
from dify_ext._streaming.answers import ChatAnswer, paused
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext.errors import ConfigurationError
from dify_ext.files import Mention, mentioned, with_mentions


class ChatArguments(RequestOptions, total=False):
    """The arguments of ``chat.send`` and ``chat.stream`` beside the question.

    Args:
        inputs: The app's variables by name. A value may be a file.
        conversation_id: The conversation to continue. None begins a new one.
        files: :class:`UploadedFile` and :class:`RemoteFile`, which go with the question.
        auto_generate_name: False leaves a new conversation without a name.
        workflow_id: A published version of a chatflow. None runs the latest one.
        trace_id: An id for tracing on the server.
        on_human_input: Called with the form if a chatflow waits for a human. It returns the id of an
            action, or ``(action, inputs)``; then the run continues. The asynchronous client takes a
            coroutine function, too.
        user: The end user. None takes the client's.
    """

    inputs: Mapping[str, Any] | None
    conversation_id: str | None
    files: Iterable[Mention] | None
    auto_generate_name: bool | None
    workflow_id: str | None
    trace_id: str | None
    on_human_input: OnHumanInput | None
    user: str | None


class AsyncChat(AsyncChatBase):
    """Ask a chat, agent or chatflow app."""

    async def send(
        self, query: str, *, response_mode: str | None = None, **arguments: Unpack[ChatArguments]
    ) -> ChatAnswer:
        """Ask, and wait for the whole answer.

        The answer is streamed internally, so that no proxy cuts a long run and agent apps work. If the
        connection of a chatflow breaks, the client continues with the same run (Dify 1.14 and later), or
        asks for its state until it has ended. A question never runs twice.

        Args:
            query: The question.
            response_mode: ``"blocking"`` asks for the answer in one piece instead.
            inputs: The app's variables by name. A value may be a file.
            conversation_id: The conversation to continue. None begins a new one.
            files: :class:`UploadedFile` and :class:`RemoteFile`, which go with the question.
            auto_generate_name: False leaves a new conversation without a name.
            workflow_id: A published version of a chatflow. None runs the latest one.
            trace_id: An id for tracing on the server.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if a chatflow waits for a human. It returns the id of
                an action, or ``(action, inputs)``; then the run continues.
            user: The end user. None takes the client's.
            **arguments: Also the options of :class:`RequestOptions`.

        Returns:
            The whole answer.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            WorkflowFailed: The chatflow failed.
            WorkflowPaused: The run waits for a human, and there is no handler.
            APIError: The server refused the question.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            answer = await dify.chat.send("What is the capital of France?")
            print(answer.answer)
            again = await dify.chat.send("And of Spain?", conversation_id=answer.conversation_id)

        POST /v1/chat-messages
        """
        own, options = split(arguments, ChatArguments)
        on_human_input = own.pop("on_human_input", None)
        user = self._session.user(own.pop("user", None))
        request = _request(query, user, response_mode or "streaming", **own)
        if request.response_mode != "streaming":
            human_input.no_handler(on_human_input)
            return await self._session.execute(
                call(send_chat_message, body=request).map(ChatAnswer.from_completion), options
            )
        async with self._stream(request, user, options, on_human_input=on_human_input) as stream:
            answer = await stream.get_final_answer()
        if stream.is_paused:
            raise paused(answer, stream.forms)
        return answer

    def stream(
        self,
        query: str,
        *,
        stop_on_exit: bool = True,
        resume: bool = True,
        **arguments: Unpack[ChatArguments],
    ) -> AsyncChatStream:
        """Ask, and read the answer while it is generated.

        Args:
            query: The question.
            stop_on_exit: False lets the run continue on the server if the stream is left before its end.
            resume: False raises :class:`StreamIncomplete` if the connection of a chatflow breaks,
                instead of continuing with the same run.
            inputs: The app's variables by name. A value may be a file.
            conversation_id: The conversation to continue. None begins a new one.
            files: :class:`UploadedFile` and :class:`RemoteFile`, which go with the question.
            auto_generate_name: False leaves a new conversation without a name.
            workflow_id: A published version of a chatflow. None runs the latest one.
            trace_id: An id for tracing on the server.
            on_human_input: Called with the form if a chatflow waits for a human: see :meth:`send`.
            user: The end user. None takes the client's.
            **arguments: Also the options of :class:`RequestOptions`.

        Returns:
            The stream, which sends the question when it is entered or iterated over. Text that was lost
            with a connection comes at the end: nothing is left out, and nothing comes twice.

        Raises:
            ConfigurationError: An argument cannot be sent, or no end user is named. The stream itself
                raises the errors that :meth:`send` raises.

        Example:
            async with dify.chat.stream("Tell me a story") as stream:
                async for text in stream.text_stream:
                    print(text, end="")

        POST /v1/chat-messages
        """
        own, options = split(arguments, ChatArguments)
        on_human_input = own.pop("on_human_input", None)
        user = self._session.user(own.pop("user", None))
        return self._stream(
            _request(query, user, "streaming", **own),
            user,
            options,
            stop_on_exit=stop_on_exit,
            resume=resume,
            on_human_input=on_human_input,
        )

    def _stream(
        self,
        request: ChatRequest,
        user: str,
        options: RequestOptions,
        *,
        stop_on_exit: bool = True,
        resume: bool = True,
        on_human_input: OnHumanInput | None = None,
    ) -> AsyncChatStream:
        run = Run(
            self._session,
            call(send_chat_message, body=request),
            ChatAccumulator(),
            user=user,
            stop_call=lambda task_id: _stop(task_id, user),
            resume=resume,
            on_human_input=on_human_input,
            options=options,
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)

    def resume(
        self,
        workflow_run_id: str,
        *,
        stop_on_exit: bool = False,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncChatStream:
        """Continue to read a chatflow's run that another call, or another process, began.

        The server first tells in short what the run did so far, then its events as they come. The whole
        answer is there at the end. A run that waits for a human is waited for up to the client's
        ``stall_timeout``; after that the stream ends with ``is_paused``.

        Args:
            workflow_run_id: The run's id: ``stream.workflow_run_id``, ``answer.workflow_run_id``.
            stop_on_exit: True stops the run if the stream is left before its end.
            on_human_input: Called with the form if the run waits for a human: see :meth:`send`.
            user: The end user who asked. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which asks the server when it is entered or iterated over.

        Raises:
            NotFoundError: There is no such run, or it is another user's (raised by the stream).
            ConfigurationError: No end user is named.

        Since:
            Dify 1.14.0

        GET /v1/workflow/{workflow_run_id}/events
        """
        user = self._session.user(user)
        run = Run.taken_up_again(
            self._session,
            workflow_run_id,
            ChatAccumulator(),
            user,
            lambda task_id: _stop(task_id, user),
            on_human_input,
            options,
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)


def _stop(task_id: str, user: str) -> Call[None]:
    return call(stop_chat_message, task_id, body=StopRequest(user=user)).done()


def _request(
    query: str,
    user: str,
    response_mode: str,
    *,
    inputs: Mapping[str, Any] | None = None,
    files: Iterable[Mention] | None = None,
    **more: Any,
) -> ChatRequest:
    if not isinstance(query, str):
        raise ConfigurationError(f"query must be a string, not {type(query).__name__}")
    return ChatRequest(
        query=query,
        user=user,
        response_mode=response_mode,
        inputs=with_mentions(inputs or {}),
        files=mentioned(files),
        **more,
    )
