# Made from spec/chat.yaml by scripts/regenerate: change that one.
"""``dify.chat``: Ask a chat, agent or chatflow app and stop an answer that is under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from dify_api.api.chat import send_chat_message, stop_chat_message
from dify_api.models import ChatRequest, StopRequest

from dify_ext._async.resources._resource import AsyncResource, Rows
from dify_ext._async.run_driver import Run
from dify_ext._async.streams import AsyncChatStream, get_result
from dify_ext._core.arguments import (
    checked_text,
)
from dify_ext._core.hooks import no_hooks
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming import human_input
from dify_ext._streaming.answers import ChatAnswer
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._streaming.run_calls import events_call, stopping
from dify_ext.files import Mention, mentioned, with_mentions

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport, ByRow


class AsyncChat(AsyncResource):
    """Ask a chat, agent or chatflow app and stop an answer that is under way."""

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
        **options: Unpack[RequestOptions],
    ) -> ChatAnswer:
        """Ask, and wait for the whole answer.

        The answer is streamed internally, so that no proxy cuts a long run and agent apps work. If
        the connection of a chatflow breaks, the client continues with the same run (Dify 1.14 and
        later), or asks for its state until it has ended. A question never runs twice.

        Args:
            query: What the end user says. It may not be empty.
            inputs: Values of the app's input variables by their names; ``{}`` if there are none. It
                may hold files: :class:`UploadedFile` and :class:`RemoteFile`.
            conversation_id: The conversation to continue. Left out, empty or null begins a new one.
            files: Files that go with the message. :class:`UploadedFile` and :class:`RemoteFile`.
            auto_generate_name: Whether a new conversation is given a title made by the model.
                Default: true.
            workflow_id: Runs this published version of a chatflow instead of the newest (a UUID).
            trace_id: An id of the calling program's tracing, handed on to the server's own; 1 to
                128 letters, digits, ``-`` and ``_``.
            response_mode: ``blocking`` asks for the answer in one piece instead of as a stream.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id
                of an action, or ``(action, inputs)``; then the run continues. The asynchronous
                client takes a coroutine function, too.
            user: The end user, in the words of the calling program; up to 255 characters. None
                takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The whole answer.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            WorkflowFailed: The chatflow failed.
            WorkflowPaused: The run waits for a human, and there is no handler.
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            answer = await dify.chat.send("What is the capital of France?")
            print(answer.answer)
            again = await dify.chat.send("And of Spain?", conversation_id=answer.conversation_id)

        POST /v1/chat-messages
        """
        user_ = self._session.options.need_user(user)
        body = ChatRequest(
            inputs=with_mentions(inputs or {}),
            query=checked_text(query, "query"),
            user=user_,
            response_mode=response_mode or "streaming",
            conversation_id=conversation_id,
            files=mentioned(files),
            auto_generate_name=auto_generate_name,
            workflow_id=workflow_id,
            trace_id=trace_id,
        )
        asked = call(send_chat_message, body=body)
        if body.response_mode != "streaming":
            human_input.no_handler(on_human_input)
            no_hooks(self._session.hooks)
            whole = asked.map(ChatAnswer.from_completion)
            return await self._session.execute(whole, options)
        run = Run(
            self._session,
            asked,
            ChatAccumulator(),
            user=user_,
            stop_call=stopping(stop_chat_message, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return await get_result(AsyncChatStream(run, stop_on_exit=True))

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
        **options: Unpack[RequestOptions],
    ) -> AsyncChatStream:
        """Ask, and read the answer while it is generated.

        Text that was lost with a connection comes at the end: nothing is left out, and nothing
        comes twice.

        Args:
            query: What the end user says. It may not be empty.
            inputs: Values of the app's input variables by their names; ``{}`` if there are none. It
                may hold files: :class:`UploadedFile` and :class:`RemoteFile`.
            conversation_id: The conversation to continue. Left out, empty or null begins a new one.
            files: Files that go with the message. :class:`UploadedFile` and :class:`RemoteFile`.
            auto_generate_name: Whether a new conversation is given a title made by the model.
                Default: true.
            workflow_id: Runs this published version of a chatflow instead of the newest (a UUID).
            trace_id: An id of the calling program's tracing, handed on to the server's own; 1 to
                128 letters, digits, ``-`` and ``_``.
            stop_on_exit: True stops the run on the server if the stream is left before its end.
                False lets it continue.
            resume: False raises :class:`StreamIncomplete` if the connection breaks, instead of
                continuing with the same run.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id
                of an action, or ``(action, inputs)``; then the run continues. The asynchronous
                client takes a coroutine function, too.
            user: The end user, in the words of the calling program; up to 255 characters. None
                takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which sends the request when it is entered or iterated over. It raises the
                errors below; the call itself raises ConfigurationError alone.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            WorkflowFailed: The chatflow failed.
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            async with dify.chat.stream("Tell me a story") as stream:
                async for text in stream.text_stream:
                    print(text, end="")

        POST /v1/chat-messages
        """
        user_ = self._session.options.need_user(user)
        body = ChatRequest(
            inputs=with_mentions(inputs or {}),
            query=checked_text(query, "query"),
            user=user_,
            response_mode="streaming",
            conversation_id=conversation_id,
            files=mentioned(files),
            auto_generate_name=auto_generate_name,
            workflow_id=workflow_id,
            trace_id=trace_id,
        )
        asked = call(send_chat_message, body=body)
        run = Run(
            self._session,
            asked,
            ChatAccumulator(),
            user=user_,
            stop_call=stopping(stop_chat_message, user_),
            resume=resume,
            on_human_input=on_human_input,
            options=options,
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)

    async def send_many(
        self, rows: Rows, *, query: ByRow = "query", **options: Unpack[BatchOptions]
    ) -> BatchReport:
        """Ask once for each row of a table, each in a conversation of its own.

        With a journal nothing runs twice and nothing is lost, whenever the program is killed: call
        it again with the same rows and journal. A row that is done never runs again; one that was
        begun is looked up, by its run, else by its own end user. A row with other values is a new
        row. Too many requests are waited out.

        A plain chat has no run to ask for: after a kill, its answer is looked up in the messages of
        the row's end user.

        Args:
            rows: Mappings of names to values (any iterable; all of it is read first), or the path
                of a file in CSV, JSONL or Parquet (needs pyarrow). Files to upload are a ``Path``,
                bytes, an open binary file or ``(name, content)``; each is uploaded once.
            query: The column of the question, which is no input then; or a function of the row.
            **options: See :class:`BatchOptions`.

        Returns:
            The report, with the result of each row. Rows that failed do not raise.

        Raises:
            ConfigurationError: A row cannot be read, or the journal is of another batch.
            AuthenticationError: The key is wrong. This and what else every row would get ends the
                batch.
            TransportError: The server cannot be reached for a minute.

        Example:
            report = await dify.chat.send_many([{"query": "Where is Paris?"}], concurrency=4)
            print([row.result.answer for row in report.results()])

        POST /v1/chat-messages, for each row
        """
        from dify_ext._async.batch import AsyncBatch

        return await AsyncBatch(self._session, "chat", rows, options, query).run()

    async def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
        """Stop an answer that is being streamed.

        The server answers with success for an unknown task and for another user's task, too, and
        then does nothing.

        Args:
            task_id: The task's id, from any event of the stream.
            user: The end user who started the stream. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        POST /v1/chat-messages/{task_id}/stop
        """
        body = StopRequest(user=self._session.options.need_user(user))
        return await self._session.execute(call(stop_chat_message, task_id, body=body).done(), options)

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

        The server first tells in short what the run did so far, then its events as they come. The
        whole answer is there at the end. A run that waits for a human is waited for up to the
        client's ``stall_timeout``; after that the stream ends with ``is_paused``.

        Args:
            workflow_run_id: The run's id, from the answer or any event of the run.
            stop_on_exit: True stops the run on the server if the stream is left before its end.
                False lets it continue.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id
                of an action, or ``(action, inputs)``; then the run continues. The asynchronous
                client takes a coroutine function, too.
            user: The end user who started the run. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which sends the request when it is entered or iterated over. It raises the
                errors below; the call itself raises ConfigurationError alone.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            WorkflowFailed: The chatflow failed.
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Since:
            Dify 1.14.0

        GET /v1/workflow/{workflow_run_id}/events
        """
        user_ = self._session.options.need_user(user)
        asked = events_call(workflow_run_id, user_)
        run = Run(
            self._session,
            asked,
            ChatAccumulator(run_id=workflow_run_id),
            user=user_,
            stop_call=stopping(stop_chat_message, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return AsyncChatStream(run, stop_on_exit=stop_on_exit)
