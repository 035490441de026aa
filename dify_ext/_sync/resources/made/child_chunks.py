# Made from dify_ext/_async/resources/made/child_chunks.py by scripts/regenerate: change that one.
# Made from spec/child_chunks.yaml by scripts/regenerate: change that one.
"""``dify.child_chunks``: The child chunks (smaller pieces) by which a segment of a hierarchical
document is found.
"""

from __future__ import annotations

from typing import Any, Unpack

from dify_api.api.child_chunks import (
    create_child_chunk,
    delete_child_chunk,
    list_child_chunks,
    update_child_chunk,
)
from dify_api.models import ChildChunk, ChildChunkRequest

from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource


class ChildChunks(Resource):
    """The child chunks (smaller pieces) by which a segment of a hierarchical document is found."""

    def list(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        keyword: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[ChildChunk]:
        """List the child chunks of a segment.

        Returns the child chunks of a segment, page by page. A page tells how many there are in
        total, not whether more follow.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            keyword: Only child chunks whose text contains this.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of child chunks. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks
        """

        def ask(cursor: Any) -> Call[PageData[ChildChunk]]:
            return call(
                list_child_chunks,
                dataset_id,
                document_id,
                segment_id,
                page=cursor,
                limit=limit,
                keyword=keyword,
            ).map(page_data)

        return pages(self._session, Paging(ask, "page"), page, options)

    def create(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        content: str,
        **options: Unpack[RequestOptions],
    ) -> ChildChunk:
        """Add a child chunk to a segment.

        Puts a child chunk at the end of a segment and indexes it. A document that is not
        hierarchical accepts one, too, but searches do not use it.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            content: The text; it may not be empty.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The child chunk as it was stored.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks
        """
        body = ChildChunkRequest(content=content)
        asked = call(create_child_chunk, dataset_id, document_id, segment_id, body=body)
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def delete(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Delete a child chunk.

        Removes a child chunk from its segment and from the index.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            child_chunk_id: The child chunk's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}
        """
        return self._session.execute(
            call(delete_child_chunk, dataset_id, document_id, segment_id, child_chunk_id).done(), options
        )

    def update(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        child_chunk_id: str,
        content: str,
        **options: Unpack[RequestOptions],
    ) -> ChildChunk:
        """Change a child chunk.

        Gives a child chunk another text and indexes it again.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            child_chunk_id: The child chunk's id, a UUID.
            content: The text; it may not be empty.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The child chunk as it is now.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        PATCH /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}
        """
        body = ChildChunkRequest(content=content)
        asked = call(update_child_chunk, dataset_id, document_id, segment_id, child_chunk_id, body=body)
        return self._session.execute(asked.map(lambda answer: answer.data), options)
