"""Operations on workflows: Run a workflow app, stop a run, look at runs and resume their streams."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import bytes_body, error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    path_segment,
    query_fields,
)


class run_workflow:
    """``POST /v1/workflows/run``: Run a workflow app."""

    @staticmethod
    def _get_kwargs(*, body: models.WorkflowRunRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/workflows/run",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowCompletion | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowCompletion.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 429, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.WorkflowRunRequest
    ) -> Response[models.WorkflowCompletion | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.WorkflowRunRequest
    ) -> models.WorkflowCompletion | models.Error | None:
        """Run a workflow app.

        Runs the published workflow and gives its outputs, in one piece (`blocking`) or as a stream
        of events (`streaming`). The status of a run that fails is 200: then its `status` is
        `failed`, and `error` tells why. The `status` of a run that waits for a human is `paused`.

        ``POST /v1/workflows/run``

        Args:
            client: Whom to ask, and with which key.
            body: The inputs, and for whom the workflow runs.

        Returns:
            ``WorkflowCompletion`` or ``Error``. How the run ended, or a stream with one event in
                each `data:` line.
            ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.WorkflowRunRequest
    ) -> Response[models.WorkflowCompletion | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.WorkflowRunRequest
    ) -> models.WorkflowCompletion | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class run_workflow_by_id:
    """``POST /v1/workflows/{workflow_id}/run``: Run a version of a workflow."""

    @staticmethod
    def _get_kwargs(workflow_id: str, *, body: models.WorkflowRunRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/workflows/{path_segment(workflow_id, 'workflow_id')}/run",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowCompletion | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowCompletion.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 429, 500)

    @classmethod
    def sync_detailed(
        cls, workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
    ) -> Response[models.WorkflowCompletion | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(workflow_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
    ) -> models.WorkflowCompletion | models.Error | None:
        """Run a version of a workflow.

        Runs one published version of the app's workflow instead of the latest; otherwise like
        `run_workflow`. (Dify since 1.7.2)

        ``POST /v1/workflows/{workflow_id}/run``

        Args:
            client: Whom to ask, and with which key.
            workflow_id: The version's id, a UUID. Anything that is no UUID is a 400.
            body: The inputs, and for whom the workflow runs.

        Returns:
            ``WorkflowCompletion`` or ``Error``. How the run ended, or a stream with one event in
                each `data:` line.
            ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(workflow_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
    ) -> Response[models.WorkflowCompletion | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(workflow_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
    ) -> models.WorkflowCompletion | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(workflow_id, client=client, body=body)).parsed


class stop_workflow_task:
    """``POST /v1/workflows/tasks/{task_id}/stop``: Stop a run that is being streamed."""

    @staticmethod
    def _get_kwargs(task_id: str, *, body: models.StopRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/workflows/tasks/{path_segment(task_id, 'task_id')}/stop",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 500)

    @classmethod
    def sync_detailed(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(task_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> models.Result | models.Error | None:
        """Stop a run that is being streamed.

        The server answers with success for an unknown task and for another user's task, too, and
        then does nothing.

        ``POST /v1/workflows/tasks/{task_id}/stop``

        Args:
            client: Whom to ask, and with which key.
            task_id: The task's id, from any event of the stream.
            body: The user who started the run.

        Returns:
            ``Result`` or ``Error``. The request to stop was taken.
            ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(task_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(task_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(task_id, client=client, body=body)).parsed


class get_workflow_run:
    """``GET /v1/workflows/run/{workflow_run_id}``: Get the state of a run."""

    @staticmethod
    def _get_kwargs(workflow_run_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/workflows/run/{path_segment(workflow_run_id, 'workflow_run_id')}",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowRun | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowRun.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, workflow_run_id: str, *, client: Client
    ) -> Response[models.WorkflowRun | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(workflow_run_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, workflow_run_id: str, *, client: Client) -> models.WorkflowRun | models.Error | None:
        """Get the state of a run.

        Returns the state of a run, also while it runs or waits for a human. The server answers 500
        to an id that is no UUID. For an unknown run Dify up to 1.12.1 gives a run whose fields are
        all null. Up to 1.12.1 an unknown run, or one of another app, is 200 and a run whose fields
        are all null.

        ``GET /v1/workflows/run/{workflow_run_id}``

        Args:
            client: Whom to ask, and with which key.
            workflow_run_id: The run's id, from the answer or any event of the run.

        Returns:
            ``WorkflowRun`` or ``Error``. The run.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(workflow_run_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, workflow_run_id: str, *, client: Client
    ) -> Response[models.WorkflowRun | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(workflow_run_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, workflow_run_id: str, *, client: Client
    ) -> models.WorkflowRun | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(workflow_run_id, client=client)).parsed


class list_workflow_logs:
    """``GET /v1/workflows/logs``: List the runs of a workflow app."""

    @staticmethod
    def _get_kwargs(
        *,
        keyword: str | None = None,
        status: models.WorkflowLogStatus | None = None,
        page: int | None = None,
        limit: int | None = None,
        created_at_before: str | None = None,
        created_at_after: str | None = None,
        created_by_end_user_session_id: str | None = None,
        created_by_account: str | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/workflows/logs",
            "params": query_fields(
                {
                    "keyword": keyword,
                    "status": status,
                    "page": page,
                    "limit": limit,
                    "created_at__before": created_at_before,
                    "created_at__after": created_at_after,
                    "created_by_end_user_session_id": created_by_end_user_session_id,
                    "created_by_account": created_by_account,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowLogPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowLogPage.from_dict)
        return error_body(client, response, 400, 401, 403, 500)

    @classmethod
    def sync_detailed(
        cls,
        *,
        client: Client,
        keyword: str | None = None,
        status: models.WorkflowLogStatus | None = None,
        page: int | None = None,
        limit: int | None = None,
        created_at_before: str | None = None,
        created_at_after: str | None = None,
        created_by_end_user_session_id: str | None = None,
        created_by_account: str | None = None,
    ) -> Response[models.WorkflowLogPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(
                keyword=keyword,
                status=status,
                page=page,
                limit=limit,
                created_at_before=created_at_before,
                created_at_after=created_at_after,
                created_by_end_user_session_id=created_by_end_user_session_id,
                created_by_account=created_by_account,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        *,
        client: Client,
        keyword: str | None = None,
        status: models.WorkflowLogStatus | None = None,
        page: int | None = None,
        limit: int | None = None,
        created_at_before: str | None = None,
        created_at_after: str | None = None,
        created_by_end_user_session_id: str | None = None,
        created_by_account: str | None = None,
    ) -> models.WorkflowLogPage | models.Error | None:
        """List the runs of a workflow app.

        Returns the runs page by page, the newest first. Other kinds of apps have an empty log. Runs
        that wait for a human are in it, but no value of `status` selects them.

        ``GET /v1/workflows/logs``

        Args:
            client: Whom to ask, and with which key.
            keyword: Only runs with this text in their inputs, outputs, id or user.
            status: Only runs with this result.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            created_at_before: Only runs logged at this time or earlier, in ISO 8601.
            created_at_after: Only runs logged at this time or later, in ISO 8601.
            created_by_end_user_session_id: Only runs of this end user.
            created_by_account: Only runs by the console account with this e-mail address.

        Returns:
            ``WorkflowLogPage`` or ``Error``. One page of the log.
            ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            client=client,
            keyword=keyword,
            status=status,
            page=page,
            limit=limit,
            created_at_before=created_at_before,
            created_at_after=created_at_after,
            created_by_end_user_session_id=created_by_end_user_session_id,
            created_by_account=created_by_account,
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        *,
        client: Client,
        keyword: str | None = None,
        status: models.WorkflowLogStatus | None = None,
        page: int | None = None,
        limit: int | None = None,
        created_at_before: str | None = None,
        created_at_after: str | None = None,
        created_by_end_user_session_id: str | None = None,
        created_by_account: str | None = None,
    ) -> Response[models.WorkflowLogPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(
                keyword=keyword,
                status=status,
                page=page,
                limit=limit,
                created_at_before=created_at_before,
                created_at_after=created_at_after,
                created_by_end_user_session_id=created_by_end_user_session_id,
                created_by_account=created_by_account,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        *,
        client: Client,
        keyword: str | None = None,
        status: models.WorkflowLogStatus | None = None,
        page: int | None = None,
        limit: int | None = None,
        created_at_before: str | None = None,
        created_at_after: str | None = None,
        created_by_end_user_session_id: str | None = None,
        created_by_account: str | None = None,
    ) -> models.WorkflowLogPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                client=client,
                keyword=keyword,
                status=status,
                page=page,
                limit=limit,
                created_at_before=created_at_before,
                created_at_after=created_at_after,
                created_by_end_user_session_id=created_by_end_user_session_id,
                created_by_account=created_by_account,
            )
        ).parsed


class stream_workflow_events:
    """``GET /v1/workflow/{workflow_run_id}/events``: Continue the stream of a run."""

    @staticmethod
    def _get_kwargs(
        workflow_run_id: str,
        *,
        user: str,
        include_state_snapshot: bool | None = None,
        continue_on_pause: bool | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/workflow/{path_segment(workflow_run_id, 'workflow_run_id')}/events",
            "params": query_fields(
                {
                    "user": user,
                    "include_state_snapshot": include_state_snapshot,
                    "continue_on_pause": continue_on_pause,
                }
            ),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
        if response.is_success:
            return bytes_body(response)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        workflow_run_id: str,
        *,
        client: Client,
        user: str,
        include_state_snapshot: bool | None = None,
        continue_on_pause: bool | None = None,
    ) -> Response[bytes | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(
                workflow_run_id,
                user=user,
                include_state_snapshot=include_state_snapshot,
                continue_on_pause=continue_on_pause,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        workflow_run_id: str,
        *,
        client: Client,
        user: str,
        include_state_snapshot: bool | None = None,
        continue_on_pause: bool | None = None,
    ) -> bytes | models.Error | None:
        """Continue the stream of a run.

        Streams the events of a run from now on, also of one that continues after a pause. A run
        that has ended gives `workflow_finished` alone; one that waits gives keep-alives until it
        continues. The server answers 404 for the run of another user. (Dify since 1.14.0)

        ``GET /v1/workflow/{workflow_run_id}/events``

        Args:
            client: Whom to ask, and with which key.
            workflow_run_id: The run's id, from the answer or any event of the run.
            user: The end user who started the run.
            include_state_snapshot: Whether the stream starts with the events that tell how the run
                stands, those of the nodes and of the pause it is in. Default: false.
            continue_on_pause: Whether the stream stays open over a pause. Default: false.

        Returns:
            ``bytes`` or ``Error``. A stream with one event in each `data:` line.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            workflow_run_id,
            client=client,
            user=user,
            include_state_snapshot=include_state_snapshot,
            continue_on_pause=continue_on_pause,
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        workflow_run_id: str,
        *,
        client: Client,
        user: str,
        include_state_snapshot: bool | None = None,
        continue_on_pause: bool | None = None,
    ) -> Response[bytes | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(
                workflow_run_id,
                user=user,
                include_state_snapshot=include_state_snapshot,
                continue_on_pause=continue_on_pause,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        workflow_run_id: str,
        *,
        client: Client,
        user: str,
        include_state_snapshot: bool | None = None,
        continue_on_pause: bool | None = None,
    ) -> bytes | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                workflow_run_id,
                client=client,
                user=user,
                include_state_snapshot=include_state_snapshot,
                continue_on_pause=continue_on_pause,
            )
        ).parsed
