"""Operations on annotations: The annotations (prepared answers) of an app, and the job that switches
them on or off.
"""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    path_segment,
    query_fields,
)


class list_annotations:
    """``GET /v1/apps/annotations``: List the app's prepared answers."""

    @staticmethod
    def _get_kwargs(
        *, page: int | None = None, limit: int | None = None, keyword: str | None = None
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/apps/annotations",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                    "keyword": keyword,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AnnotationPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.AnnotationPage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
    ) -> Response[models.AnnotationPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(page=page, limit=limit, keyword=keyword))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
    ) -> models.AnnotationPage | models.Error | None:
        """List the app's prepared answers.

        Returns the annotations of the app, page by page. (Dify since 1.2.0)

        ``GET /v1/apps/annotations``

        Args:
            client: Whom to ask, and with which key.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page. Default: 20. 0 is taken as well, and says nothing of the rows.
            keyword: Only annotations whose question or answer contains this text.

        Returns:
            ``AnnotationPage`` or ``Error``. One page of annotations.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.
            400: 1.9.2 answers so for every key of an app: it takes the caller for no account.
            404: 0.15.8 does not have this operation and answers with a page of HTML.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, page=page, limit=limit, keyword=keyword).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
    ) -> Response[models.AnnotationPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(page=page, limit=limit, keyword=keyword))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
    ) -> models.AnnotationPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, page=page, limit=limit, keyword=keyword)).parsed


class create_annotation:
    """``POST /v1/apps/annotations``: Prepare an answer."""

    @staticmethod
    def _get_kwargs(*, body: models.AnnotationRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/apps/annotations",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.Annotation | models.Error | None:
        if response.is_success:
            return json_body(response, models.Annotation.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.AnnotationRequest
    ) -> Response[models.Annotation | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.AnnotationRequest
    ) -> models.Annotation | models.Error | None:
        """Prepare an answer.

        Adds an annotation to the app: questions like this one get this answer, without the model.
        (Dify since 1.2.0)

        ``POST /v1/apps/annotations``

        Args:
            client: Whom to ask, and with which key.
            body: The question and its answer.

        Returns:
            ``Annotation`` or ``Error``. The annotation as it was stored.
            ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.AnnotationRequest
    ) -> Response[models.Annotation | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.AnnotationRequest
    ) -> models.Annotation | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class update_annotation:
    """``PUT /v1/apps/annotations/{annotation_id}``: Change a prepared answer."""

    @staticmethod
    def _get_kwargs(annotation_id: str, *, body: models.AnnotationRequest) -> dict[str, Any]:
        return {
            "method": "put",
            "url": f"/v1/apps/annotations/{path_segment(annotation_id, 'annotation_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.Annotation | models.Error | None:
        if response.is_success:
            return json_body(response, models.Annotation.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, annotation_id: str, *, client: Client, body: models.AnnotationRequest
    ) -> Response[models.Annotation | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(annotation_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, annotation_id: str, *, client: Client, body: models.AnnotationRequest
    ) -> models.Annotation | models.Error | None:
        """Change a prepared answer.

        Replaces the question and the answer of an annotation. (Dify since 1.3.1)

        ``PUT /v1/apps/annotations/{annotation_id}``

        Args:
            client: Whom to ask, and with which key.
            annotation_id: The annotation's id, a UUID.
            body: The question and its answer.

        Returns:
            ``Annotation`` or ``Error``. The annotation as it is now.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(annotation_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, annotation_id: str, *, client: Client, body: models.AnnotationRequest
    ) -> Response[models.Annotation | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(annotation_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, annotation_id: str, *, client: Client, body: models.AnnotationRequest
    ) -> models.Annotation | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(annotation_id, client=client, body=body)).parsed


class delete_annotation:
    """``DELETE /v1/apps/annotations/{annotation_id}``: Delete a prepared answer."""

    @staticmethod
    def _get_kwargs(annotation_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/apps/annotations/{path_segment(annotation_id, 'annotation_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, annotation_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(annotation_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, annotation_id: str, *, client: Client) -> models.Error | None:
        """Delete a prepared answer.

        Removes an annotation from the app. (Dify since 1.2.0)

        ``DELETE /v1/apps/annotations/{annotation_id}``

        Args:
            client: Whom to ask, and with which key.
            annotation_id: The annotation's id, a UUID.

        Returns:
            ``Error``. The annotation is gone.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(annotation_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, annotation_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(annotation_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, annotation_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(annotation_id, client=client)).parsed


class set_annotation_reply:
    """``POST /v1/apps/annotation-reply/{action}``: Switch prepared answers on or off."""

    @staticmethod
    def _get_kwargs(
        action: models.AnnotationReplyAction, *, body: models.AnnotationReplyRequest
    ) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/apps/annotation-reply/{path_segment(action, 'action')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AnnotationReplyJob | models.Error | None:
        if response.is_success:
            return json_body(response, models.AnnotationReplyJob.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 500)

    @classmethod
    def sync_detailed(
        cls, action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
    ) -> Response[models.AnnotationReplyJob | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(action, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
    ) -> models.AnnotationReplyJob | models.Error | None:
        """Switch prepared answers on or off.

        Starts a job that switches the annotations of the app on or off, and gives the job. All
        three fields must be sent for `disable`, too. The server answers 500 to an action that it
        does not know. (Dify since 1.2.0)

        ``POST /v1/apps/annotation-reply/{action}``

        Args:
            client: Whom to ask, and with which key.
            action: Whether the job switches prepared answers on or off.
            body: How questions are compared.

        Returns:
            ``AnnotationReplyJob`` or ``Error``. The job that was started, or the one that runs
                already.
            ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(action, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
    ) -> Response[models.AnnotationReplyJob | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(action, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
    ) -> models.AnnotationReplyJob | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(action, client=client, body=body)).parsed


class get_annotation_reply_status:
    """``GET /v1/apps/annotation-reply/{action}/status/{job_id}``: Ask how far the job is that switches
    prepared answers on or off.
    """

    @staticmethod
    def _get_kwargs(action: models.AnnotationReplyAction, job_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/apps/annotation-reply/{path_segment(action, 'action')}/status/{path_segment(job_id, 'job_id')}",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AnnotationReplyJob | models.Error | None:
        if response.is_success:
            return json_body(response, models.AnnotationReplyJob.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, action: models.AnnotationReplyAction, job_id: str, *, client: Client
    ) -> Response[models.AnnotationReplyJob | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(action, job_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, action: models.AnnotationReplyAction, job_id: str, *, client: Client
    ) -> models.AnnotationReplyJob | models.Error | None:
        """Ask how far the job is that switches prepared answers on or off.

        The server answers 400 if there is no such job for this action. (Dify since 1.2.0)

        ``GET /v1/apps/annotation-reply/{action}/status/{job_id}``

        Args:
            client: Whom to ask, and with which key.
            action: Whether the job switches prepared answers on or off.
            job_id: The job's id, a UUID.

        Returns:
            ``AnnotationReplyJob`` or ``Error``. The job.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(action, job_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, action: models.AnnotationReplyAction, job_id: str, *, client: Client
    ) -> Response[models.AnnotationReplyJob | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(action, job_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, action: models.AnnotationReplyAction, job_id: str, *, client: Client
    ) -> models.AnnotationReplyJob | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(action, job_id, client=client)).parsed
