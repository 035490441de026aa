"""Questions and answers: ``client.chat``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dify_api.api.chat import send_chat_message, stop_chat_message
from dify_api.models.chat_request import ChatRequest
from dify_api.models.stop_request import StopRequest

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.run_driver import Run
from dify_ext._async.session import raw
from dify_ext._async.streams import AsyncChatStream
from dify_ext._core.operation_call import Call, call
from dify_ext._streaming import human_input
from dify_ext._streaming.answers import ChatAnswer, paused
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext.errors import ConfigurationError
from dify_ext.files import Mention, mentioned, with_mentions


class AsyncChat(AsyncResource):
    """Ask a chat, agent or chatflow app."""

    async def send(
        self,
        query: str,
        *,
        inputs: Mapping[str, Any] | None = None,
        conversation_id: str | None = None,
        files: Iterable[Mention] | None = None,
        auto_generate_name: bool | None = None,
        workflow_id: str | None = None,
        trace_id: str | None = None,
        response_mode: str | None = None,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
    ) -> ChatAnswer:
        """Ask, and wait for the whole answer.

        It streams underneath, so that no proxy cuts a long run and agent apps work; where a chatflow's connection
        breaks its run is taken up again (Dify 1.14 and later), or asked about until it has ended: it never runs twice.
        ``response_mode="blocking"`` asks for one piece instead.

        ``inputs`` are the app's variables, files among them; ``conversation_id`` goes on with a conversation; ``files``
        are :class:`UploadedFile` and :class:`RemoteFile`; ``auto_generate_name=False`` leaves the conversation unnamed;
        ``workflow_id`` chooses a published version of a chatflow; ``trace_id`` is for tracing.

        ``on_human_input`` is called with the form (``form_content``, ``inputs``, ``actions``, ``expiration_time`` in
        Unix seconds) when a chatflow waits for a human, and returns the id of an action, or ``(action, inputs)``; then
        the run goes on. The asynchronous client takes a coroutine function, too.

        Raises what any call raises, the errors of a stream with what had arrived in ``.partial``,
        :class:`WorkflowFailed`, and :class:`WorkflowPaused` where the run waits for a human and there is no handler.

        POST /v1/chat-messages
        """
        user = self._session.user(user)
        request = _request(
            query,
            user,
            response_mode or "streaming",
            inputs=inputs,
            conversation_id=conversation_id,
            files=files,
            auto_generate_name=auto_generate_name,
            workflow_id=workflow_id,
            trace_id=trace_id,
        )
        if request.response_mode != "streaming":
            human_input.no_handler(on_human_input)
            return await self._session.execute(
                call(send_chat_message, body=request).map(ChatAnswer.from_completion)
            )
        async with self._stream(request, user, on_human_input=on_human_input) as stream:
            answer = await stream.get_final_answer()
        if stream.is_paused:
            raise paused(answer, stream.forms)
        return answer

    def stream(
        self,
        query: str,
        *,
        inputs: Mapping[str, Any] | None = None,
        conversation_id: str | None = None,
        files: Iterable[Mention] | None = None,
        auto_generate_name: bool | None = None,
        workflow_id: str | None = None,
        trace_id: str | None = None,
        stop_on_exit: bool = True,
        resume: bool = True,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
    ) -> AsyncChatStream:
        """Ask, and read the answer as it comes: see :class:`ChatStream`. Arguments as for :meth:`send`.

        ``stop_on_exit=False`` lets the run go on when the stream is left before its end. ``resume=False`` says that a
        chatflow's broken connection is not to be taken up again: it raises :class:`StreamIncomplete` then, as that of
        any other app does. Text that was lost in between comes at the end: nothing is left out, nothing comes twice.

        POST /v1/chat-messages
        """
        user = self._session.user(user)
        request = _request(
            query,
            user,
            "streaming",
            inputs=inputs,
            conversation_id=conversation_id,
            files=files,
            auto_generate_name=auto_generate_name,
            workflow_id=workflow_id,
            trace_id=trace_id,
        )
        return self._stream(
            request, user, stop_on_exit=stop_on_exit, resume=resume, on_human_input=on_human_input
        )

    def _stream(
        self,
        request: ChatRequest,
        user: str,
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
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)

    def resume(
        self,
        workflow_run_id: str,
        *,
        stop_on_exit: bool = False,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
    ) -> AsyncChatStream:
        """Take up a chatflow's run that another call, or another process, began (Dify 1.14 and later): what it did so
        far in short, then its events as they come. The whole answer is there at the end.

        A run that waits for a human is waited for until it goes on, up to the client's ``stall_timeout``, after which
        the stream ends with ``is_paused``; with ``on_human_input`` the handler is asked, as by :meth:`send`. The user
        must be the one who asked, else it is a :class:`NotFoundError`.

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
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)

    async def stop(self, task_id: str, *, user: str | None = None) -> None:
        """Stop a streamed run. The server answers with success for an unknown task, or another user's, too: nothing
        happens then.

        POST /v1/chat-messages/{task_id}/stop
        """
        return await self._session.execute(_stop(task_id, self._session.user(user)))


class AsyncChatWithRawResponse:
    """``client.with_raw_response.chat``."""

    def __init__(self, chat: AsyncChat) -> None:
        self.stop = raw(chat.stop)


def _stop(task_id: str, user: str) -> Call[None]:
    return call(stop_chat_message, task_id, body=StopRequest(user=user)).done()


def _request(
    query: str,
    user: str,
    response_mode: str,
    *,
    inputs: Mapping[str, Any] | None,
    conversation_id: str | None,
    files: Iterable[Mention] | None,
    auto_generate_name: bool | None,
    workflow_id: str | None,
    trace_id: str | None,
) -> ChatRequest:
    if not isinstance(query, str):
        raise ConfigurationError(f"query must be a string, not {type(query).__name__}")
    return ChatRequest(
        query=query,
        user=user,
        response_mode=response_mode,
        inputs=with_mentions(inputs or {}),
        conversation_id=conversation_id,
        files=mentioned(files),
        auto_generate_name=auto_generate_name,
        workflow_id=workflow_id,
        trace_id=trace_id,
    )
