"""The child chunks of a segment: ``client.child_chunks``."""

from __future__ import annotations

from typing import Any

from dify_api.api.child_chunks import (
    create_child_chunk,
    delete_child_chunk,
    list_child_chunks,
    update_child_chunk,
)
from dify_api.models.child_chunk import ChildChunk
from dify_api.models.child_chunk_request import ChildChunkRequest

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncChildChunks(AsyncResource):
    """The pieces by which a segment of a hierarchical document is found."""

    async def create(self, dataset_id: str, document_id: str, segment_id: str, content: str) -> ChildChunk:
        """Put a child chunk at the end of a segment. Documents of another form take one, too, and make nothing of it.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks
        """
        body = ChildChunkRequest(content=content)
        made = call(create_child_chunk, dataset_id, document_id, segment_id, body=body)
        return await self._session.execute(made.map(lambda answer: answer.data))

    def list(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        keyword: str | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> AsyncPager[ChildChunk]:
        """The segment's child chunks, or those whose text holds ``keyword``, from page ``page`` (the first is 1),
        ``limit`` a page (1–100). A page has ``total`` and no ``has_more``.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks
        """

        def ask(cursor: Any) -> Call[PageData[ChildChunk]]:
            asked = call(
                list_child_chunks,
                dataset_id,
                document_id,
                segment_id,
                page=cursor,
                limit=limit,
                keyword=keyword,
            )
            return asked.map(page_data)

        return self._session.page(Paging(ask, "page"), page)

    async def update(
        self, dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str, content: str
    ) -> ChildChunk:
        """Give a child chunk another text.

        PATCH /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}
        """
        body = ChildChunkRequest(content=content)
        changed = call(update_child_chunk, dataset_id, document_id, segment_id, child_chunk_id, body=body)
        return await self._session.execute(changed.map(lambda answer: answer.data))

    async def delete(self, dataset_id: str, document_id: str, segment_id: str, child_chunk_id: str) -> None:
        """Delete a child chunk.

        DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}
        """
        return await self._session.execute(
            call(delete_child_chunk, dataset_id, document_id, segment_id, child_chunk_id).done()
        )


class AsyncChildChunksWithRawResponse:
    """``client.with_raw_response.child_chunks``."""

    def __init__(self, child_chunks: AsyncChildChunks) -> None:
        self.create = raw(child_chunks.create)
        self.list = raw(child_chunks.list)
        self.update = raw(child_chunks.update)
        self.delete = raw(child_chunks.delete)
