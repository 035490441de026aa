# Made from dify_ext/_async/resources/made/segments.py by scripts/regenerate: change that one.
# Made from spec/segments.yaml by scripts/regenerate: change that one.
"""``dify.segments``: The segments (pieces of text) that a document of a knowledge base is split into."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.segments import create_segments, delete_segment, get_segment, list_segments, update_segment
from dify_api.models import Segment, SegmentInput, SegmentsRequest, SegmentUpdate, SegmentUpdateRequest

from dify_ext._core.arguments import (
    given_all,
    texts,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource


class Segments(Resource):
    """The segments (pieces of text) that a document of a knowledge base is split into."""

    def list(
        self,
        dataset_id: str,
        document_id: str,
        *,
        keyword: str | None = None,
        status: str | Iterable[str] | None = None,
        page: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Segment]:
        """List the segments of a document.

        Returns the segments page by page, in their order in the document.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            keyword: Only segments whose text contains this.
            status: Only segments in one of these states: ``waiting``, ``indexing``, ``completed``,
                ``error`` and others. One, or several.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of segments. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/segments
        """
        status_ = None if status is None else texts(status)

        def ask(cursor: Any) -> Call[PageData[Segment]]:
            return call(
                list_segments,
                dataset_id,
                document_id,
                page=cursor,
                limit=limit,
                status=status_,
                keyword=keyword,
            ).map(page_data)

        return pages(self._session, Paging(ask, "page"), page, options)

    def create(
        self,
        dataset_id: str,
        document_id: str,
        segments: Iterable[SegmentInput | Mapping[str, Any]],
        **options: Unpack[RequestOptions],
    ) -> builtins.list[Segment]:
        """Add segments to a document.

        Puts segments at the end of a document that is indexed and enabled, and indexes them. An
        empty list gives an empty list; the server answers 400 if a segment has no content.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segments: The segments, in their order. Models of ``dify_api.models``, or mappings,
                which are sent as they are.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The segments as they were stored.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/segments
        """
        body = SegmentsRequest(segments=given_all(SegmentInput, segments))
        asked = call(create_segments, dataset_id, document_id, body=body)
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def get(
        self, dataset_id: str, document_id: str, segment_id: str, **options: Unpack[RequestOptions]
    ) -> Segment:
        """Get a segment.

        Returns one segment of a document.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The segment.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}
        """
        asked = call(get_segment, dataset_id, document_id, segment_id)
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def update(
        self,
        dataset_id: str,
        document_id: str,
        segment_id: str,
        *,
        content: str | None = None,
        answer: str | None = None,
        keywords: str | Iterable[str] | None = None,
        enabled: bool | None = None,
        regenerate_child_chunks: bool | None = None,
        attachment_ids: str | Iterable[str] | None = None,
        summary: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Segment:
        """Change a segment.

        Changes what is given of a segment, and indexes it again if that is needed. The server
        answers 400 while it works an earlier change into the index (try again a moment later), and
        if the segment is switched off and ``enabled`` is not sent. If the text changes as well,
        1.13.2 keeps the old keywords.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            content: The text, or the question in a document of questions and answers.
            answer: The answer, in a document of questions and answers.
            keywords: Words that find the segment. One, or several.
            enabled: Whether the segment may be found.
            regenerate_child_chunks: Whether to make the child chunks again from the text. Default:
                false.
            attachment_ids: Ids of uploaded images that belong to the segment. Dify 1.16 and later.
                One, or several.
            summary: Summary of the segment, for an index of summaries. Dify 1.16 and later.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The segment as it is now.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}
        """
        segment = SegmentUpdate(
            content=content,
            answer=answer,
            keywords=None if keywords is None else texts(keywords),
            enabled=enabled,
            regenerate_child_chunks=regenerate_child_chunks,
            attachment_ids=None if attachment_ids is None else texts(attachment_ids),
            summary=summary,
        )
        body = SegmentUpdateRequest(segment=segment)
        asked = call(update_segment, dataset_id, document_id, segment_id, body=body)
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def delete(
        self, dataset_id: str, document_id: str, segment_id: str, **options: Unpack[RequestOptions]
    ) -> None:
        """Delete a segment.

        Removes a segment from its document and from the index.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            segment_id: The segment's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}
        """
        return self._session.execute(
            call(delete_segment, dataset_id, document_id, segment_id).done(), options
        )
