"""Operations on segments: The segments (pieces of text) that a document of a knowledge base is split
into.
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


class list_segments:
    """``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments``: List the segments of a
    document.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str,
        document_id: str,
        *,
        page: int | None = None,
        limit: int | None = None,
        status: list[str] | None = None,
        keyword: str | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                    "status": status,
                    "keyword": keyword,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.SegmentPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.SegmentPage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        status: list[str] | None = None,
        keyword: str | None = None,
    ) -> Response[models.SegmentPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(dataset_id, document_id, page=page, limit=limit, status=status, keyword=keyword)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        status: list[str] | None = None,
        keyword: str | None = None,
    ) -> models.SegmentPage | models.Error | None:
        """List the segments of a document.

        Returns the segments page by page, in their order in the document.

        ``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            status: Only segments in one of these states: `waiting`, `indexing`, `completed`,
                `error` and others.
            keyword: Only segments whose text contains this.

        Returns:
            ``SegmentPage`` or ``Error``. One page of segments.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            dataset_id, document_id, client=client, page=page, limit=limit, status=status, keyword=keyword
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        status: list[str] | None = None,
        keyword: str | None = None,
    ) -> Response[models.SegmentPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(dataset_id, document_id, page=page, limit=limit, status=status, keyword=keyword)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        status: list[str] | None = None,
        keyword: str | None = None,
    ) -> models.SegmentPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                dataset_id, document_id, client=client, page=page, limit=limit, status=status, keyword=keyword
            )
        ).parsed


class create_segments:
    """``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments``: Add segments to a document."""

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str, *, body: models.SegmentsRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.SegmentList | models.Error | None:
        if response.is_success:
            return json_body(response, models.SegmentList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.SegmentsRequest
    ) -> Response[models.SegmentList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.SegmentsRequest
    ) -> models.SegmentList | models.Error | None:
        """Add segments to a document.

        Puts segments at the end of a document that is indexed and enabled, and indexes them. An
        empty list gives an empty list; the server answers 400 if a segment has no content.

        ``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            body: The segments.

        Returns:
            ``SegmentList`` or ``Error``. The segments as they were stored.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.SegmentsRequest
    ) -> Response[models.SegmentList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.SegmentsRequest
    ) -> models.SegmentList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client, body=body)).parsed


class get_segment:
    """``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``: Get a segment."""

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str, segment_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.SegmentAnswer | models.Error | None:
        if response.is_success:
            return json_body(response, models.SegmentAnswer.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> Response[models.SegmentAnswer | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, segment_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> models.SegmentAnswer | models.Error | None:
        """Get a segment.

        Returns one segment of a document. (Dify since 1.4.2)

        ``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.

        Returns:
            ``SegmentAnswer`` or ``Error``. The segment.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, segment_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> Response[models.SegmentAnswer | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, segment_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> models.SegmentAnswer | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, segment_id, client=client)).parsed


class update_segment:
    """``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``: Change a
    segment.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, segment_id: str, *, body: models.SegmentUpdateRequest
    ) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.SegmentAnswer | models.Error | None:
        if response.is_success:
            return json_body(response, models.SegmentAnswer.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        body: models.SegmentUpdateRequest,
    ) -> Response[models.SegmentAnswer | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, segment_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        body: models.SegmentUpdateRequest,
    ) -> models.SegmentAnswer | models.Error | None:
        """Change a segment.

        Changes what is given of a segment, and indexes it again if that is needed. The server
        answers 400 while it works an earlier change into the index (try again a moment later), and
        if the segment is switched off and `enabled` is not sent. If the text changes as well,
        1.13.2 keeps the old keywords. Where the text changes as well, 1.13.2 keeps the old
        keywords.

        ``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            body: What to change.

        Returns:
            ``SegmentAnswer`` or ``Error``. The segment as it is now.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, segment_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        body: models.SegmentUpdateRequest,
    ) -> Response[models.SegmentAnswer | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, segment_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        body: models.SegmentUpdateRequest,
    ) -> models.SegmentAnswer | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(dataset_id, document_id, segment_id, client=client, body=body)
        ).parsed


class delete_segment:
    """``DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``: Delete a
    segment.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str, segment_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, segment_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> models.Error | None:
        """Delete a segment.

        Removes a segment from its document and from the index. 1.4 to 1.12 answer 200 with the body
        `204`.

        ``DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.

        Returns:
            ``Error``. The segment is gone.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, segment_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, segment_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, segment_id: str, *, client: Client
    ) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, segment_id, client=client)).parsed
