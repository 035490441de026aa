"""Operations on child_chunks: The child chunks (smaller pieces) by which a segment of a hierarchical
document is found.
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


class list_child_chunks:
    """``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``:
    List the child chunks of a segment.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}/child_chunks",
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
    ) -> models.ChildChunkPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.ChildChunkPage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
    ) -> Response[models.ChildChunkPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(dataset_id, document_id, segment_id, page=page, limit=limit, keyword=keyword)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
    ) -> models.ChildChunkPage | models.Error | None:
        """List the child chunks of a segment.

        Returns the child chunks of a segment, page by page. A page tells how many there are in
        total, not whether more follow. (Dify since 1.2.0)

        ``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            keyword: Only child chunks whose text contains this.

        Returns:
            ``ChildChunkPage`` or ``Error``. One page of child chunks.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            dataset_id, document_id, segment_id, client=client, page=page, limit=limit, keyword=keyword
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
    ) -> Response[models.ChildChunkPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(dataset_id, document_id, segment_id, page=page, limit=limit, keyword=keyword)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
    ) -> models.ChildChunkPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                dataset_id, document_id, segment_id, client=client, page=page, limit=limit, keyword=keyword
            )
        ).parsed


class create_child_chunk:
    """``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``:
    Add a child chunk to a segment.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, segment_id: str, *, body: models.ChildChunkRequest
    ) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}/child_chunks",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ChildChunkAnswer | models.Error | None:
        if response.is_success:
            return json_body(response, models.ChildChunkAnswer.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        client: Client,
        body: models.ChildChunkRequest,
    ) -> Response[models.ChildChunkAnswer | models.Error]:
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
        body: models.ChildChunkRequest,
    ) -> models.ChildChunkAnswer | models.Error | None:
        """Add a child chunk to a segment.

        Puts a child chunk at the end of a segment and indexes it. A document that is not
        hierarchical accepts one, too, but searches do not use it. (Dify since 1.2.0)

        ``POST
        /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            body: The child chunk's text.

        Returns:
            ``ChildChunkAnswer`` or ``Error``. The child chunk as it was stored.
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
        body: models.ChildChunkRequest,
    ) -> Response[models.ChildChunkAnswer | models.Error]:
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
        body: models.ChildChunkRequest,
    ) -> models.ChildChunkAnswer | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(dataset_id, document_id, segment_id, client=client, body=body)
        ).parsed


class delete_child_chunk:
    """``DELETE
    /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}``:
    Delete a child chunk.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str
    ) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}/child_chunks/{path_segment(child_chunk_id, 'child_chunk_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, segment_id, child_chunk_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str, *, client: Client
    ) -> models.Error | None:
        """Delete a child chunk.

        Removes a child chunk from its segment and from the index. (Dify since 1.2.0)

        ``DELETE
        /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            child_chunk_id: The child chunk's id, a UUID.

        Returns:
            ``Error``. The child chunk is gone.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, segment_id, child_chunk_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(dataset_id, document_id, segment_id, child_chunk_id)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str, *, client: Client
    ) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(dataset_id, document_id, segment_id, child_chunk_id, client=client)
        ).parsed


class update_child_chunk:
    """``PATCH
    /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}``:
    Change a child chunk.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        *,
        body: models.ChildChunkRequest,
    ) -> dict[str, Any]:
        return {
            "method": "patch",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}/child_chunks/{path_segment(child_chunk_id, 'child_chunk_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ChildChunkAnswer | models.Error | None:
        if response.is_success:
            return json_body(response, models.ChildChunkAnswer.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        *,
        client: Client,
        body: models.ChildChunkRequest,
    ) -> Response[models.ChildChunkAnswer | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(dataset_id, document_id, segment_id, child_chunk_id, body=body)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        *,
        client: Client,
        body: models.ChildChunkRequest,
    ) -> models.ChildChunkAnswer | models.Error | None:
        """Change a child chunk.

        Gives a child chunk another text and indexes it again. (Dify since 1.2.0)

        ``PATCH
        /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            child_chunk_id: The child chunk's id, a UUID.
            body: The child chunk's text.

        Returns:
            ``ChildChunkAnswer`` or ``Error``. The child chunk as it is now.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            dataset_id, document_id, segment_id, child_chunk_id, client=client, body=body
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        *,
        client: Client,
        body: models.ChildChunkRequest,
    ) -> Response[models.ChildChunkAnswer | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(dataset_id, document_id, segment_id, child_chunk_id, body=body)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        *,
        client: Client,
        body: models.ChildChunkRequest,
    ) -> models.ChildChunkAnswer | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                dataset_id, document_id, segment_id, child_chunk_id, client=client, body=body
            )
        ).parsed
