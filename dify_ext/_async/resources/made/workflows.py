# Made from spec/workflows.yaml by scripts/regenerate: change that one.
"""``dify.workflows``: Run a workflow app, stop a run, look at runs and resume their streams."""

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

from dify_ext._async.pages import AsyncPager, pages
from dify_ext._async.resources._resource import AsyncResource, Rows
from dify_ext._async.run_driver import Run
from dify_ext._async.streams import AsyncWorkflowStream, get_result
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
from dify_ext.files import Mention, mentioned, with_mentions

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport


class AsyncWorkflows(AsyncResource):
    """Run a workflow app, stop a run, look at runs and resume their streams."""

    async def run(
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
        client continues with the same run (Dify 1.14 and later), or polls its state until it ends.
        A workflow never runs twice.

        Args:
            inputs: Values of the workflow's input variables by their names; a file is a
                ``FileMention``. ``{}`` if there are none. Values may be files:
                :class:`UploadedFile` and :class:`RemoteFile`.
            files: Files of the run as a whole, ``sys.files``; those of a file variable belong in
                ``inputs``. Each is an :class:`UploadedFile` or a :class:`RemoteFile`.
            workflow_id: A published version of the workflow. None runs the latest one.
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
            The result. A run that was ``stopped`` or ``partial-succeeded`` does not raise.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            WorkflowFailed: The run failed; ``run`` is the data of its last event.
            WorkflowPaused: The run waits for a human, and there is no handler.
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            result = await dify.workflows.run({"text": "Paris"})
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
            return await self._session.execute(whole, options)
        run = Run(
            self._session,
            asked,
            WorkflowAccumulator(),
            user=user_,
            stop_call=stopping(stop_workflow_task, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return await get_result(AsyncWorkflowStream(run, stop_on_exit=True))

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
    ) -> AsyncWorkflowStream:
        """Run the workflow, and read its events while it runs.

        Args:
            inputs: Values of the workflow's input variables by their names; a file is a
                ``FileMention``. ``{}`` if there are none. Values may be files:
                :class:`UploadedFile` and :class:`RemoteFile`.
            files: Files of the run as a whole, ``sys.files``; those of a file variable belong in
                ``inputs``. Each is an :class:`UploadedFile` or a :class:`RemoteFile`.
            workflow_id: A published version of the workflow. None runs the latest one.
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
            WorkflowFailed: The run failed; ``run`` is the data of its last event.
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            RateLimitError: Too many requests, or the quota is used up.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            async with dify.workflows.stream({"text": "Paris"}) as stream:
                async for event in stream:
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
        return AsyncWorkflowStream(run, stop_on_exit=stop_on_exit)

    async def run_many(self, rows: Rows, **options: Unpack[BatchOptions]) -> BatchReport:
        """Run the workflow once for each row of a table.

        If the program is interrupted or killed, call it again with the same rows and the same
        journal: no row runs twice, and none is lost. A row that is done never runs again; one that
        was started is looked up on the server, by its run or by its own end user. A row whose
        values have changed is a new row. If there are too many requests, the batch waits.

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
            rows = [{"text": "Paris"}, {"text": "Rome"}]
            report = await dify.workflows.run_many(rows, journal="runs.db")
            report.to_csv("results.csv")

        POST /v1/workflows/run, for each row
        """
        from dify_ext._async.batch import AsyncBatch

        return await AsyncBatch(self._session, "workflow", rows, options).run()

    async def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
        """Stop a run that is being streamed.

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

        POST /v1/workflows/tasks/{task_id}/stop
        """
        body = StopRequest(user=self._session.options.need_user(user))
        return await self._session.execute(call(stop_workflow_task, task_id, body=body).done(), options)

    async def get_run(self, workflow_run_id: str, **options: Unpack[RequestOptions]) -> WorkflowRun:
        """Get the state of a run.

        Returns the state of a run, also while it runs or waits for a human. The server answers 500
        to an id that is no UUID. For an unknown run Dify up to 1.12.1 gives a run whose fields are
        all null.

        Args:
            workflow_run_id: The run's id, from the answer or any event of the run.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The run.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/workflows/run/{workflow_run_id}
        """
        return await self._session.execute(
            call(get_workflow_run, workflow_run_id).unless_absent("id"), options
        )

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
    ) -> AsyncPager[WorkflowLog]:
        """List the runs of a workflow app.

        Returns the runs page by page, the newest first. Other kinds of apps have an empty log. Runs
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
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed. Dify 1.14 and 1.16 fail if keyword and
                created_by_end_user_session_id are given together: give only one.

        Example:
            async for row in dify.workflows.logs(status="succeeded"):
                print(row.id, row.created_at)

        GET /v1/workflows/logs
        """
        advice = {
            500: (
                "Dify 1.14 and 1.16 fail if keyword and created_by_end_user_session_id are given "
                "together: give only one"
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
    ) -> AsyncWorkflowStream:
        """Continue to read a run that another call, or another process, began.

        The server first sends a summary of the run so far (a start and an end for each node,
        without text), then new events as they occur. For a run that has ended, it sends only the
        end. If the run waits for a human, the stream waits up to the client's ``stall_timeout``;
        then it ends, and ``is_paused`` is True.

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
            WorkflowFailed: The run failed; ``run`` is the data of its last event.
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
            WorkflowAccumulator(run_id=workflow_run_id),
            user=user_,
            stop_call=stopping(stop_workflow_task, user_),
            on_human_input=on_human_input,
            options=options,
        )
        return AsyncWorkflowStream(run, stop_on_exit=stop_on_exit)
