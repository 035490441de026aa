"""The segments of a document: ``client.segments``."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from typing import Any

from dify_api.api.segments import create_segments, delete_segment, get_segment, list_segments, update_segment
from dify_api.models.segment import Segment
from dify_api.models.segment_input import SegmentInput
from dify_api.models.segment_update import SegmentUpdate
from dify_api.models.segment_update_request import SegmentUpdateRequest
from dify_api.models.segments_request import SegmentsRequest

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._core.arguments import given_all, texts
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncSegments(AsyncResource):
    """The pieces that a document of a knowledge base is cut into, indexed and found by."""

    async def create(
        self, dataset_id: str, document_id: str, segments: Iterable[SegmentInput | Mapping[str, Any]]
    ) -> builtins.list[Segment]:
        """Put segments at the end of a document that is indexed: models, or mappings with ``content`` and, where
        wanted, ``answer`` (in a document of questions and answers), ``keywords`` and ``attachment_ids``. Gives them as
        they were stored.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/segments
        """
        body = SegmentsRequest(segments=given_all(SegmentInput, segments))
        made = call(create_segments, dataset_id, document_id, body=body)
        return await self._session.execute(made.map(lambda answer: answer.data))

    def list(
        self,
        dataset_id: str,
        document_id: str,
        *,
        keyword: str | None = None,
        status: str | Iterable[str] | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Segment]:
        """The document's segments in their order, or those whose text holds ``keyword``, or whose indexing is at one of
        the states ``status`` (``waiting``, ``indexing``, ``completed``, ``error``); from page ``page`` (the first
        is 1), ``limit`` a page (1–100).

        GET /v1/datasets/{dataset_id}/documents/{document_id}/segments
        """
        states = None if status is None else texts(status)

        def ask(cursor: Any) -> Call[PageData[Segment]]:
            asked = call(
                list_segments,
                dataset_id,
                document_id,
                page=cursor,
                limit=limit,
                keyword=keyword,
                status=states,
            )
            return asked.map(page_data)

        return self._session.page(Paging(ask, "page"), page)

    async def get(self, dataset_id: str, document_id: str, segment_id: str) -> Segment:
        """One segment.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}
        """
        found = call(get_segment, dataset_id, document_id, segment_id)
        return await self._session.execute(found.map(lambda answer: answer.data))

    async def update(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        content: str | None = None,
        answer: str | None = None,
        keywords: Iterable[str] | None = None,
        enabled: bool | None = None,
        regenerate_child_chunks: bool | None = None,
        attachment_ids: Iterable[str] | None = None,
        summary: str | None = None,
    ) -> Segment:
        """Change what is given of a segment; it is indexed anew where that is needed. ``enabled`` says whether it may
        be found; ``regenerate_child_chunks=True`` cuts its child chunks anew.

        A :class:`BadRequestError` while the server still works an earlier change into its index, as after
        ``enabled=False``: try again a moment later. A segment that is switched off changes only with ``enabled=True``.
        Dify 1.13.2 keeps the old keywords where ``content`` changes, too.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}
        """
        change = SegmentUpdate(
            content=content,
            answer=answer,
            keywords=None if keywords is None else texts(keywords),
            enabled=enabled,
            regenerate_child_chunks=regenerate_child_chunks,
            attachment_ids=None if attachment_ids is None else texts(attachment_ids),
            summary=summary,
        )
        body = SegmentUpdateRequest(segment=change)
        changed = call(update_segment, dataset_id, document_id, segment_id, body=body)
        return await self._session.execute(changed.map(lambda answer: answer.data))

    async def delete(self, dataset_id: str, document_id: str, segment_id: str) -> None:
        """Delete a segment.

        DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}
        """
        return await self._session.execute(call(delete_segment, dataset_id, document_id, segment_id).done())


class AsyncSegmentsWithRawResponse:
    """``client.with_raw_response.segments``."""

    def __init__(self, segments: AsyncSegments) -> None:
        self.create = raw(segments.create)
        self.list = raw(segments.list)
        self.get = raw(segments.get)
        self.update = raw(segments.update)
        self.delete = raw(segments.delete)
