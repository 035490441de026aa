# Made from dify_ext/_async/resources/made/completion.py by scripts/regenerate: change that one.
# Made from spec/completion.yaml by scripts/regenerate: change that one.
"""``dify.completion``: Let a completion app write a text, and stop it while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from dify_api.api.completion import send_completion_message, stop_completion_message
from dify_api.models import CompletionRequest, StopRequest

from dify_ext._core.hooks import no_hooks
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming.answers import ChatAnswer
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.run_calls import stopping
from dify_ext._sync.resources._resource import Resource, Rows
from dify_ext._sync.run_driver import Run
from dify_ext._sync.streams import ChatStream, get_result
from dify_ext.files import Mention, mentioned, with_mentions

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport


class Completion(Resource):
    """Let a completion app write a text, and stop it while it is written."""

    def send(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        query: str | None = None,
        files: Iterable[Mention] | None = None,
        response_mode: str | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ChatAnswer:
        """Send the app's inputs, and wait for the whole text.

        The text is streamed internally, so that no proxy cuts a long answer.

        Args:
            inputs: Values of the app's input variables by their names; ``{}`` if there are none.
                Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            query: What the end user says, where the app wants it beside its inputs. The server
                takes an empty text where it is left out.
            files: Files that go with the inputs. Each is an :class:`UploadedFile` or a
                :class:`RemoteFile`.
            response_mode: ``blocking`` requests the answer in one piece. None: it is streamed
                internally.
            user: The end user: an id that your program chooses, up to 255 characters. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The text, in ``answer``, with its ``usage``.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            text = dify.completion.send({"query": "A haiku about the sea"})
            print(text.answer)

        POST /v1/completion-messages
        """
        user_ = self._session.options.need_user(user)
        body = CompletionRequest(
            inputs=with_mentions(inputs or {}),
            query=query,
            user=user_,
            response_mode=response_mode or "streaming",
            files=mentioned(files),
        )
        asked = call(send_completion_message, body=body)
        if body.response_mode != "streaming":
            no_hooks(self._session.hooks)
            whole = asked.map(ChatAnswer.from_completion)
            return self._session.execute(whole, options)
        run = Run(
            self._session,
            asked,
            ChatAccumulator("completion"),
            user=user_,
            stop_call=stopping(stop_completion_message, user_),
            options=options,
        )
        return get_result(ChatStream(run, stop_on_exit=True))

    def stream(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        query: str | None = None,
        files: Iterable[Mention] | None = None,
        stop_on_exit: bool = True,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ChatStream:
        """Send the app's inputs, and read the text while it is generated.

        Args:
            inputs: Values of the app's input variables by their names; ``{}`` if there are none.
                Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            query: What the end user says, where the app wants it beside its inputs. The server
                takes an empty text where it is left out.
            files: Files that go with the inputs. Each is an :class:`UploadedFile` or a
                :class:`RemoteFile`.
            stop_on_exit: True: the run is stopped on the server if the stream is left before its
                end. False: it continues.
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
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        POST /v1/completion-messages
        """
        user_ = self._session.options.need_user(user)
        body = CompletionRequest(
            inputs=with_mentions(inputs or {}),
            query=query,
            user=user_,
            response_mode="streaming",
            files=mentioned(files),
        )
        asked = call(send_completion_message, body=body)
        run = Run(
            self._session,
            asked,
            ChatAccumulator("completion"),
            user=user_,
            stop_call=stopping(stop_completion_message, user_),
            options=options,
        )
        return ChatStream(run, stop_on_exit=stop_on_exit)

    def send_many(self, rows: Rows, **options: Unpack[BatchOptions]) -> BatchReport:
        """Have a text written for each row of a table.

        If the program is interrupted or killed, call it again with the same rows and the same
        journal: no row runs twice, and none is lost. A row that is done never runs again; one that
        was started is looked up on the server, by its run or by its own end user. A row whose
        values have changed is a new row. If there are too many requests, the batch waits.

        Servers do not give the answer of a completion app again: a row whose worker was killed
        while it was written is unknown.

        Args:
            rows: An iterable of mappings of input names to values (read completely before the first
                run), or the path of a CSV, JSONL or Parquet file (Parquet needs pyarrow). A file in
                a row is a ``Path``, bytes, an open binary file or ``(name, content)``; each content
                is uploaded once.
            **options: Options of the batch: see :class:`BatchOptions`.

        Returns:
            The report, with the result of each row. Rows that failed do not raise.

        Raises:
            ConfigurationError: A row cannot be read, or the journal belongs to another batch.
            AuthenticationError: The key is wrong. Every error that all rows would get ends the
                batch.
            TransportError: The server could not be reached for a minute.

        Example:
            report = dify.completion.send_many([{"query": "Paris"}, {"query": "Rome"}])
            print([row.result.answer for row in report.results()])

        POST /v1/completion-messages, for each row
        """
        from dify_ext._sync.batch import Batch

        return Batch(self._session, "completion", rows, options).run()

    def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
        """Stop a text that is being streamed.

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

        POST /v1/completion-messages/{task_id}/stop
        """
        body = StopRequest(user=self._session.options.need_user(user))
        return self._session.execute(call(stop_completion_message, task_id, body=body).done(), options)
