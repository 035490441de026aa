# Made from dify_ext/_async/resources/made/chat.py by scripts/regenerate: change that one.
# Made from spec/chat.yaml by scripts/regenerate: change that one.
"""``dify.chat``: Ask a chat, agent or chatflow app, and stop an answer while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from dify_api.api.chat import send_chat_message, stop_chat_message
from dify_api.models import ChatRequest, StopRequest

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
from dify_ext._sync.resources._resource import Resource, Rows
from dify_ext._sync.run_driver import Run
from dify_ext._sync.streams import ChatStream, get_result
from dify_ext.files import Mention, mentioned, with_mentions

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport, ByRow


class Chat(Resource):
    """Ask a chat, agent or chatflow app, and stop an answer while it is written."""

    def send(
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
        later), or polls its state until it has ended. A question never runs twice.

        Args:
            query: What the end user says. It may not be empty.
            inputs: Values of the app's input variables by their names; ``{}`` if there are none.
                Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            conversation_id: The conversation to continue. If it is left out, empty or ``None``, a
                new one begins.
            files: Files that go with the message. Each is an :class:`UploadedFile` or a
                :class:`RemoteFile`.
            auto_generate_name: Whether the model makes a title for a new conversation. Default:
                true.
            workflow_id: Runs this published version of a chatflow instead of the newest (a UUID).
            trace_id: The trace id of your program, which the server passes on to its own tracing; 1
                to 128 letters, digits, ``-`` and ``_``.
            response_mode: ``blocking`` requests the answer in one piece. None: it is streamed
                internally.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id
                of an action, or ``(action, inputs)``; then the run continues. In the asynchronous
                client it may be a coroutine function.
            user: The end user: an id that your program chooses, up to 255 characters. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The whole answer.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            WorkflowFailed: The chatflow failed.
            WorkflowPaused: The run waits for a human, and there is no handler.
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            answer = dify.chat.send("What is the capital of France?")
            print(answer.answer)
            again = dify.chat.send("And of Spain?", conversation_id=answer.conversation_id)

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
            return self._session.execute(whole, options)
        run = Run(
            self._session,
            asked,
            ChatAccumulator(),
            user=user_,
            stop_call=stopping(stop_chat_message, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return get_result(ChatStream(run, stop_on_exit=True))

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
    ) -> ChatStream:
        """Ask, and read the answer while it is generated.

        Text that was lost with a connection comes at the end: nothing is left out, and nothing
        comes twice.

        Args:
            query: What the end user says. It may not be empty.
            inputs: Values of the app's input variables by their names; ``{}`` if there are none.
                Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            conversation_id: The conversation to continue. If it is left out, empty or ``None``, a
                new one begins.
            files: Files that go with the message. Each is an :class:`UploadedFile` or a
                :class:`RemoteFile`.
            auto_generate_name: Whether the model makes a title for a new conversation. Default:
                true.
            workflow_id: Runs this published version of a chatflow instead of the newest (a UUID).
            trace_id: The trace id of your program, which the server passes on to its own tracing; 1
                to 128 letters, digits, ``-`` and ``_``.
            stop_on_exit: True: the run is stopped on the server if the stream is left before its
                end. False: it continues.
            resume: False: a broken connection raises :class:`StreamIncomplete`. True: the stream is
                resumed.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id
                of an action, or ``(action, inputs)``; then the run continues. In the asynchronous
                client it may be a coroutine function.
            user: The end user: an id that your program chooses, up to 255 characters. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream. It sends the request when it is entered, or when iteration begins, and
                raises the errors below then; the call itself raises only ConfigurationError.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            WorkflowFailed: The chatflow failed.
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            with dify.chat.stream("Tell me a story") as stream:
                for text in stream.text_stream:
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
        return ChatStream(run, stop_on_exit=stop_on_exit)

    def send_many(
        self, rows: Rows, *, query: ByRow = "query", **options: Unpack[BatchOptions]
    ) -> BatchReport:
        """Ask once for each row of a table, each in a conversation of its own.

        If the program is interrupted or killed, call it again with the same rows and the same
        journal: no row runs twice, and none is lost. A row that is done never runs again; one that
        was started is looked up on the server, by its run or by its own end user. A row whose
        values have changed is a new row. If there are too many requests, the batch waits.

        A plain chat has no run to ask for: after a kill, its answer is looked up in the messages of
        the row's end user.

        Args:
            rows: An iterable of mappings of input names to values (read completely before the first
                run), or the path of a CSV, JSONL or Parquet file (Parquet needs pyarrow). A file in
                a row is a ``Path``, bytes, an open binary file or ``(name, content)``; each content
                is uploaded once.
            query: The column of the question (it is then not an input), or a function of the row.
            **options: Options of the batch: see :class:`BatchOptions`.

        Returns:
            The report, with the result of each row. Rows that failed do not raise.

        Raises:
            ConfigurationError: A row cannot be read, or the journal belongs to another batch.
            AuthenticationError: The key is wrong. Every error that all rows would get ends the
                batch.
            TransportError: The server could not be reached for a minute.

        Example:
            report = dify.chat.send_many([{"query": "Where is Paris?"}], concurrency=4)
            print([row.result.answer for row in report.results()])

        POST /v1/chat-messages, for each row
        """
        from dify_ext._sync.batch import Batch

        return Batch(self._session, "chat", rows, options, query).run()

    def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
        """Stop an answer that is being streamed.

        The server answers with success for an unknown task and for another user's task, too, and
        then does nothing.

        Args:
            task_id: The task's id, from any event of the stream.
            user: The end user who started the stream. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        POST /v1/chat-messages/{task_id}/stop
        """
        body = StopRequest(user=self._session.options.need_user(user))
        return self._session.execute(call(stop_chat_message, task_id, body=body).done(), options)

    def resume(
        self,
        workflow_run_id: str,
        *,
        stop_on_exit: bool = False,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ChatStream:
        """Continue to read a chatflow's run that another call, or another process, began.

        The server first sends a summary of the run so far, then new events as they occur. At the
        end, the stream has the whole answer. If the run waits for a human, the stream waits up to
        the client's ``stall_timeout``; then it ends, and ``is_paused`` is True.

        Args:
            workflow_run_id: The run's id, from the answer or any event of the run.
            stop_on_exit: True: the run is stopped on the server if the stream is left before its
                end. False: it continues.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id
                of an action, or ``(action, inputs)``; then the run continues. In the asynchronous
                client it may be a coroutine function.
            user: The end user who started the run. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream. It sends the request when it is entered, or when iteration begins, and
                raises the errors below then; the call itself raises only ConfigurationError.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            WorkflowFailed: The chatflow failed.
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
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
        return ChatStream(run, stop_on_exit=stop_on_exit)
