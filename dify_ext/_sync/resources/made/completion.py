# Made from dify_ext/_async/resources/made/completion.py by scripts/regenerate: change that one.
# Made from spec/completion.yaml by scripts/regenerate: change that one.
"""``dify.completion``: Have a completion app write a text and stop one that is under way."""

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
    """Have a completion app write a text and stop one that is under way."""

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
        """Give the app's variables, and wait for the whole text.

        The text is streamed internally, so that no proxy cuts a long answer.

        Args:
            inputs: Values of the app's input variables by their names; ``{}`` if there are none. It
                may hold files: :class:`UploadedFile` and :class:`RemoteFile`.
            query: What the end user says, where the app wants it beside its inputs. The server
                takes an empty text where it is left out.
            files: Files that go with the inputs. :class:`UploadedFile` and :class:`RemoteFile`.
            response_mode: ``blocking`` asks for the answer in one piece instead of as a stream.
            user: The end user, in the words of the calling program; up to 255 characters. None
                takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The text, in ``answer``, with its ``usage``.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
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
        """Give the app's variables, and read the text while it is generated.

        Args:
            inputs: Values of the app's input variables by their names; ``{}`` if there are none. It
                may hold files: :class:`UploadedFile` and :class:`RemoteFile`.
            query: What the end user says, where the app wants it beside its inputs. The server
                takes an empty text where it is left out.
            files: Files that go with the inputs. :class:`UploadedFile` and :class:`RemoteFile`.
            stop_on_exit: True stops the run on the server if the stream is left before its end.
                False lets it continue.
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
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
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

        With a journal nothing runs twice and nothing is lost, whenever the program is killed: call
        it again with the same rows and journal. A row that is done never runs again; one that was
        begun is looked up, by its run, else by its own end user. A row with other values is a new
        row. Too many requests are waited out.

        Servers do not give the answer of a completion app again: a row whose worker was killed
        while it was written is unknown.

        Args:
            rows: Mappings of names to values (any iterable; all of it is read first), or the path
                of a file in CSV, JSONL or Parquet (needs pyarrow). Files to upload are a ``Path``,
                bytes, an open binary file or ``(name, content)``; each is uploaded once.
            **options: See :class:`BatchOptions`.

        Returns:
            The report, with the result of each row. Rows that failed do not raise.

        Raises:
            ConfigurationError: A row cannot be read, or the journal is of another batch.
            AuthenticationError: The key is wrong. This and what else every row would get ends the
                batch.
            TransportError: The server cannot be reached for a minute.

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
            user: The end user who started the stream. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        POST /v1/completion-messages/{task_id}/stop
        """
        body = StopRequest(user=self._session.options.need_user(user))
        return self._session.execute(call(stop_completion_message, task_id, body=body).done(), options)
