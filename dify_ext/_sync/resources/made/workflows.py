# Made from dify_ext/_async/resources/made/workflows.py by scripts/regenerate: change that one.
# Made from spec/workflows.yaml by scripts/regenerate: change that one.
"""``dify.workflows``: Run a workflow app, stop a run, look at runs and take up their streams again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack

from dify_api.api.workflows import (
    get_workflow_run,
    list_workflow_logs,
    run_workflow,
    run_workflow_by_id,
    stop_workflow_task,
)
from dify_api.models import StopRequest, WorkflowLog, WorkflowRun, WorkflowRunRequest

from dify_ext._core.arguments import (
    iso,
)
from dify_ext._core.hooks import no_hooks
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._streaming import human_input
from dify_ext._streaming.accumulators import WorkflowAccumulator
from dify_ext._streaming.answers import WorkflowResult
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._streaming.run_calls import events_call, stopping
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource, Rows
from dify_ext._sync.run_driver import Run
from dify_ext._sync.streams import WorkflowStream, get_result
from dify_ext.files import Mention, mentioned, with_mentions

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport


class Workflows(Resource):
    """Run a workflow app, stop a run, look at runs and take up their streams again."""

    def run(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        files: Iterable[Mention] | None = None,
        workflow_id: str | None = None,
        trace_id: str | None = None,
        response_mode: str | None = None,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowResult:
        """Run the workflow, and wait for its result.

        The run is streamed internally, so that no proxy cuts it. If the connection breaks, the
        client continues with the same run (Dify 1.14 and later), or asks for its state until it has
        ended. A workflow never runs twice.

        Args:
            inputs: Values of the workflow's input variables by their names; a file is a
                ``FileMention``. ``{}`` if there are none. It may hold files: :class:`UploadedFile`
                and :class:`RemoteFile`.
            files: Files of the run as a whole, ``sys.files``; those of a file variable belong in
                ``inputs``. :class:`UploadedFile` and :class:`RemoteFile`.
            workflow_id: A published version of the workflow. None runs the latest one.
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
            The result. A run that was ``stopped`` or ``partial-succeeded`` does not raise.

        Raises:
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            WorkflowFailed: The run failed; ``run`` holds its end.
            WorkflowPaused: The run waits for a human, and there is no handler.
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            result = dify.workflows.run({"text": "Paris"})
            print(result.status, result.outputs)

        POST /v1/workflows/run, or /v1/workflows/{workflow_id}/run
        """
        user_ = self._session.options.need_user(user)
        body = WorkflowRunRequest(
            inputs=with_mentions(inputs or {}),
            user=user_,
            response_mode=response_mode or "streaming",
            files=mentioned(files),
            trace_id=trace_id,
        )
        asked = (
            call(run_workflow, body=body)
            if workflow_id is None
            else call(run_workflow_by_id, workflow_id, body=body)
        )
        if body.response_mode != "streaming":
            human_input.no_handler(on_human_input)
            no_hooks(self._session.hooks)
            whole = asked.map(WorkflowResult.from_completion)
            return self._session.execute(whole, options)
        run = Run(
            self._session,
            asked,
            WorkflowAccumulator(),
            user=user_,
            stop_call=stopping(stop_workflow_task, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return get_result(WorkflowStream(run, stop_on_exit=True))

    def stream(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        files: Iterable[Mention] | None = None,
        workflow_id: str | None = None,
        trace_id: str | None = None,
        stop_on_exit: bool = True,
        resume: bool = True,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowStream:
        """Run the workflow, and read its events while it runs.

        Args:
            inputs: Values of the workflow's input variables by their names; a file is a
                ``FileMention``. ``{}`` if there are none. It may hold files: :class:`UploadedFile`
                and :class:`RemoteFile`.
            files: Files of the run as a whole, ``sys.files``; those of a file variable belong in
                ``inputs``. :class:`UploadedFile` and :class:`RemoteFile`.
            workflow_id: A published version of the workflow. None runs the latest one.
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
            WorkflowFailed: The run failed; ``run`` holds its end.
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            with dify.workflows.stream({"text": "Paris"}) as stream:
                for event in stream:
                    print(event.event)

        POST /v1/workflows/run, or /v1/workflows/{workflow_id}/run
        """
        user_ = self._session.options.need_user(user)
        body = WorkflowRunRequest(
            inputs=with_mentions(inputs or {}),
            user=user_,
            response_mode="streaming",
            files=mentioned(files),
            trace_id=trace_id,
        )
        asked = (
            call(run_workflow, body=body)
            if workflow_id is None
            else call(run_workflow_by_id, workflow_id, body=body)
        )
        run = Run(
            self._session,
            asked,
            WorkflowAccumulator(),
            user=user_,
            stop_call=stopping(stop_workflow_task, user_),
            resume=resume,
            on_human_input=on_human_input,
            options=options,
        )
        return WorkflowStream(run, stop_on_exit=stop_on_exit)

    def run_many(self, rows: Rows, **options: Unpack[BatchOptions]) -> BatchReport:
        """Run the workflow once for each row of a table.

        With a journal nothing runs twice and nothing is lost, whenever the program is killed: call
        it again with the same rows and journal. A row that is done never runs again; one that was
        begun is looked up, by its run, else by its own end user. A row with other values is a new
        row. Too many requests are waited out.

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
            rows = [{"text": "Paris"}, {"text": "Rome"}]
            report = dify.workflows.run_many(rows, journal="runs.db")
            report.to_csv("results.csv")

        POST /v1/workflows/run, for each row
        """
        from dify_ext._sync.batch import Batch

        return Batch(self._session, "workflow", rows, options).run()

    def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
        """Stop a run that is being streamed.

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

        POST /v1/workflows/tasks/{task_id}/stop
        """
        body = StopRequest(user=self._session.options.need_user(user))
        return self._session.execute(call(stop_workflow_task, task_id, body=body).done(), options)

    def get_run(self, workflow_run_id: str, **options: Unpack[RequestOptions]) -> WorkflowRun:
        """Get the state of a run.

        Tells how a run stands or ended, also while it runs or waits for a human. The server answers
        500 to an id that is no UUID. For an unknown run Dify up to 1.12.1 gives a run whose fields
        are all null.

        Args:
            workflow_run_id: The run's id, from the answer or any event of the run.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The run.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/workflows/run/{workflow_run_id}
        """
        return self._session.execute(call(get_workflow_run, workflow_run_id).unless_absent("id"), options)

    def logs(
        self,
        *,
        keyword: str | None = None,
        status: str | None = None,
        created_at__before: datetime | str | None = None,
        created_at__after: datetime | str | None = None,
        created_by_end_user_session_id: str | None = None,
        created_by_account: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[WorkflowLog]:
        """List the runs of a workflow app.

        Gives the runs page by page, the newest first. Another kind of app has an empty log. Runs
        that wait for a human are in it, but no value of ``status`` selects them.

        Args:
            keyword: Only runs with this text in their inputs, outputs, id or user.
            status: Only runs with this result. Known values: ``succeeded``, ``failed``,
                ``stopped``.
            created_at__before: Only runs logged at this time or earlier, in ISO 8601. A
                ``datetime``, or text in ISO 8601.
            created_at__after: Only runs logged at this time or later, in ISO 8601. A ``datetime``,
                or text in ISO 8601.
            created_by_end_user_session_id: Only runs of this end user.
            created_by_account: Only runs by the console account with this e-mail address.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of the log. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed. Dify 1.14 and 1.16 fail if keyword and
                created_by_end_user_session_id are given together: leave one out.

        Example:
            for row in dify.workflows.logs(status="succeeded"):
                print(row.id, row.created_at)

        GET /v1/workflows/logs
        """
        advice = {
            500: (
                "Dify 1.14 and 1.16 fail if keyword and created_by_end_user_session_id are given "
                "together: leave one out"
            )
        }
        created_at__before_ = iso(created_at__before)
        created_at__after_ = iso(created_at__after)

        def ask(cursor: Any) -> Call[PageData[WorkflowLog]]:
            return (
                call(
                    list_workflow_logs,
                    keyword=keyword,
                    status=status,
                    page=cursor,
                    limit=limit,
                    created_at_before=created_at__before_,
                    created_at_after=created_at__after_,
                    created_by_end_user_session_id=created_by_end_user_session_id,
                    created_by_account=created_by_account,
                )
                .with_advice(advice if keyword is not None else {})
                .map(page_data)
            )

        return pages(self._session, Paging(ask, "page"), page, options)

    def resume(
        self,
        workflow_run_id: str,
        *,
        stop_on_exit: bool = False,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowStream:
        """Continue to read a run that another call, or another process, began.

        The server first tells in short what the run did so far (a start and an end for each node,
        without text), then its events as they come. For a run that has ended it tells the end
        alone. A run that waits for a human is waited for up to the client's ``stall_timeout``;
        after that the stream ends with ``is_paused``.

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
            WorkflowFailed: The run failed; ``run`` holds its end.
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
            WorkflowAccumulator(run_id=workflow_run_id),
            user=user_,
            stop_call=stopping(stop_workflow_task, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return WorkflowStream(run, stop_on_exit=stop_on_exit)
