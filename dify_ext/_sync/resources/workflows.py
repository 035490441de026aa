# Made from dify_ext/_async/resources/workflows.py by scripts/regenerate: change that one.
"""Workflows: ``client.workflows``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from dify_api.api.workflows import list_workflow_logs, run_workflow, run_workflow_by_id, stop_workflow_task
from dify_api.models.stop_request import StopRequest
from dify_api.models.workflow_completion import WorkflowCompletion
from dify_api.models.workflow_log import WorkflowLog
from dify_api.models.workflow_run import WorkflowRun
from dify_api.models.workflow_run_request import WorkflowRunRequest

from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._streaming import human_input, run_calls
from dify_ext._streaming.accumulators import WorkflowAccumulator
from dify_ext._streaming.answers import WorkflowResult, paused
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.run_driver import Run
from dify_ext._sync.session import raw
from dify_ext._sync.streams import WorkflowStream
from dify_ext.files import Mention, mentioned, with_mentions


class Workflows(Resource):
    """Run a workflow app, and follow its runs."""

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
    ) -> WorkflowResult:
        """Run the workflow, and wait for its result.

        It streams underneath, so that no proxy cuts a long run; where the connection breaks the run is taken up again
        (Dify 1.14 and later), or asked about until it has ended: it never runs twice. ``response_mode="blocking"`` asks
        for one piece instead. ``inputs`` are the workflow's variables, files among them; ``files`` are those of the run
        as a whole; ``workflow_id`` chooses a published version; ``trace_id`` is for tracing.

        ``on_human_input`` is called with the form (``form_content``, ``inputs``, ``actions``, ``expiration_time`` in
        Unix seconds) when the run waits for a human, and returns the id of an action, or ``(action, inputs)``; then the
        run goes on. The asynchronous client takes a coroutine function, too.

        Raises what any call raises, the errors of a stream with what had arrived in ``.partial``,
        :class:`WorkflowFailed` with the run's end in ``.run``, and :class:`WorkflowPaused` where the run waits for a
        human and there is no handler. A run that was ``stopped`` or ``partial-succeeded`` does not raise.

        POST /v1/workflows/run, or /v1/workflows/{workflow_id}/run
        """
        user = self._session.user(user)
        request = _request(inputs, user, response_mode or "streaming", files, trace_id)
        if request.response_mode != "streaming":
            human_input.no_handler(on_human_input)
            return self._session.execute(_start(request, workflow_id).map(WorkflowResult.from_completion))
        with self._stream(request, workflow_id, user, on_human_input=on_human_input) as stream:
            result = stream.get_final_result()
        if stream.is_paused:
            raise paused(result, stream.forms)
        return result

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
    ) -> WorkflowStream:
        """Run the workflow, and see its events as they come: see :class:`WorkflowStream`. Arguments as for :meth:`run`.

        ``stop_on_exit=False`` lets the run go on when the stream is left before its end. ``resume=False`` says that a
        broken connection is not to be taken up again: it raises :class:`StreamIncomplete` then.

        POST /v1/workflows/run, or /v1/workflows/{workflow_id}/run
        """
        user = self._session.user(user)
        request = _request(inputs, user, "streaming", files, trace_id)
        return self._stream(
            request,
            workflow_id,
            user,
            stop_on_exit=stop_on_exit,
            resume=resume,
            on_human_input=on_human_input,
        )

    def _stream(
        self,
        request: WorkflowRunRequest,
        workflow_id: str | None,
        user: str,
        *,
        stop_on_exit: bool = True,
        resume: bool = True,
        on_human_input: OnHumanInput | None = None,
    ) -> WorkflowStream:
        run = Run(
            self._session,
            _start(request, workflow_id),
            WorkflowAccumulator(),
            user=user,
            stop_call=lambda task_id: _stop(task_id, user),
            resume=resume,
            on_human_input=on_human_input,
        )
        return WorkflowStream(run, stop_on_exit=stop_on_exit)

    def resume(
        self,
        workflow_run_id: str,
        *,
        stop_on_exit: bool = False,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
    ) -> WorkflowStream:
        """Take up a run that another call, or another process, began (Dify 1.14 and later): what it did so far in
        short (a start and an end for each node, without text), then its events as they come. A run that has ended gives
        its end alone.

        A run that waits for a human is waited for until it goes on, up to the client's ``stall_timeout``, after which
        the stream ends with ``is_paused``; with ``on_human_input`` the handler is asked, as by :meth:`run`. The user
        must be the one who began the run, else it is a :class:`NotFoundError`.

        GET /v1/workflow/{workflow_run_id}/events
        """
        user = self._session.user(user)
        run = Run.taken_up_again(
            self._session,
            workflow_run_id,
            WorkflowAccumulator(),
            user,
            lambda task_id: _stop(task_id, user),
            on_human_input,
        )
        return WorkflowStream(run, stop_on_exit=stop_on_exit)

    def stop(self, task_id: str, *, user: str | None = None) -> None:
        """Stop a streamed run. The server answers with success for an unknown task, or another user's, too: nothing
        happens then.

        POST /v1/workflows/tasks/{task_id}/stop
        """
        return self._session.execute(_stop(task_id, self._session.user(user)))

    def get_run(self, workflow_run_id: str) -> WorkflowRun:
        """How a run stands, or ended: ``status``, ``outputs``, ``error``, ``elapsed_time`` in seconds. ``inputs`` is a
        JSON object in a string. A :class:`NotFoundError` where there is no such run; Dify 1.8.1 gives one then whose
        ``id`` is None.

        GET /v1/workflows/run/{workflow_run_id}
        """
        return self._session.execute(run_calls.run_call(workflow_run_id))

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
    ) -> Page[WorkflowLog]:
        """The app's runs, the latest first, by keyword, status (``succeeded``, ``failed``, ``stopped``), time (ISO 8601
        or a ``datetime``), the end user's name or the account's e-mail; ``limit`` rows a page (1–100).

        GET /v1/workflows/logs
        """

        def ask(cursor: Any) -> Call[PageData[WorkflowLog]]:
            return call(
                list_workflow_logs,
                keyword=keyword,
                status=status,
                created_at_before=_iso(created_at__before),
                created_at_after=_iso(created_at__after),
                created_by_end_user_session_id=created_by_end_user_session_id,
                created_by_account=created_by_account,
                page=cursor,
                limit=limit,
            ).map(page_data)

        return self._session.page(Paging(ask, "page"), page)


class WorkflowsWithRawResponse:
    """``client.with_raw_response.workflows``."""

    def __init__(self, workflows: Workflows) -> None:
        self.stop = raw(workflows.stop)
        self.get_run = raw(workflows.get_run)
        self.logs = raw(workflows.logs)


def _start(request: WorkflowRunRequest, workflow_id: str | None) -> Call[WorkflowCompletion]:
    if workflow_id is None:
        return call(run_workflow, body=request)
    return call(run_workflow_by_id, workflow_id, body=request)


def _stop(task_id: str, user: str) -> Call[None]:
    return call(stop_workflow_task, task_id, body=StopRequest(user=user)).done()


def _request(
    inputs: Mapping[str, Any] | None,
    user: str,
    response_mode: str,
    files: Iterable[Mention] | None,
    trace_id: str | None,
) -> WorkflowRunRequest:
    return WorkflowRunRequest(
        inputs=with_mentions(inputs or {}),
        user=user,
        response_mode=response_mode,
        files=mentioned(files),
        trace_id=trace_id,
    )


def _iso(moment: datetime | str | None) -> str | None:
    return moment.isoformat() if isinstance(moment, datetime) else moment
