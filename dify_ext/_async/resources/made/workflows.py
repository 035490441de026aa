# Made from spec/workflows.yaml by scripts/regenerate: change that one.
"""``dify.workflows``: Run a workflow app, stop a run, look at runs and take up their streams again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from dify_api.api.workflows import get_workflow_run, list_workflow_logs, stop_workflow_task
from dify_api.models.stop_request import StopRequest
from dify_api.models.workflow_log import WorkflowLog
from dify_api.models.workflow_run import WorkflowRun

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.arguments import iso
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncWorkflowsBase(AsyncResource):
    """Run a workflow app, stop a run, look at runs and take up their streams again. The methods that
    only call.
    """

    async def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
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
        body = StopRequest(user=self._session.user(user))
        return await self._session.execute(call(stop_workflow_task, task_id, body=body).done(), options)

    async def get_run(self, workflow_run_id: str, **options: Unpack[RequestOptions]) -> WorkflowRun:
        """Get the state of a run.

        Tells how a run stands or ended, also while it runs or waits for a human. The server answers
        500 to an id that is no UUID. For an unknown run 1.8.1 gives a run whose fields are all
        null.

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
        return await self._session.execute(call(get_workflow_run, workflow_run_id), options)

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
            async for row in dify.workflows.logs(status="succeeded"):
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

        return self._session.page(Paging(ask, "page"), page, options)
