# Made from dify_ext/_async/resources/annotations.py by scripts/regenerate: change that one.
"""Prepared answers: ``client.annotations``."""

from __future__ import annotations

from typing import Any

from dify_api.api.annotations import (
    create_annotation,
    delete_annotation,
    get_annotation_reply_status,
    list_annotations,
    set_annotation_reply,
    update_annotation,
)
from dify_api.models.annotation import Annotation
from dify_api.models.annotation_reply_job import AnnotationReplyJob
from dify_api.models.annotation_reply_request import AnnotationReplyRequest
from dify_api.models.annotation_request import AnnotationRequest

from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw


class Annotations(Resource):
    """Questions with answers written by hand, and the switch that lets the app answer with them."""

    def list(
        self, *, page: int | None = None, limit: int | None = None, keyword: str | None = None
    ) -> Page[Annotation]:
        """The app's annotations, or those with ``keyword``, from page ``page`` (the first is 1), ``limit`` a page
        (1–100).

        GET /v1/apps/annotations
        """

        def ask(cursor: Any) -> Call[PageData[Annotation]]:
            return call(list_annotations, page=cursor, limit=limit, keyword=keyword).map(page_data)

        return self._session.page(Paging(ask, "page"), page)

    def create(self, question: str, answer: str) -> Annotation:
        """Add an annotation.

        POST /v1/apps/annotations
        """
        body = AnnotationRequest(question=question, answer=answer)
        return self._session.execute(call(create_annotation, body=body))

    def update(self, annotation_id: str, question: str, answer: str) -> Annotation:
        """Change an annotation.

        PUT /v1/apps/annotations/{annotation_id}
        """
        body = AnnotationRequest(question=question, answer=answer)
        return self._session.execute(call(update_annotation, annotation_id, body=body))

    def delete(self, annotation_id: str) -> None:
        """Delete an annotation.

        DELETE /v1/apps/annotations/{annotation_id}
        """
        return self._session.execute(call(delete_annotation, annotation_id).done())

    def enable_reply(
        self, *, score_threshold: float, embedding_provider_name: str, embedding_model_name: str
    ) -> AnnotationReplyJob:
        """Let the app answer with annotations whose question is at least ``score_threshold`` (0–1) like the one asked.
        Gives the job that builds the index: ask :meth:`reply_status` with its ``job_id``.

        POST /v1/apps/annotation-reply/enable
        """
        body = AnnotationReplyRequest(
            score_threshold=score_threshold,
            embedding_provider_name=embedding_provider_name,
            embedding_model_name=embedding_model_name,
        )
        return self._session.execute(call(set_annotation_reply, "enable", body=body))

    def disable_reply(self) -> AnnotationReplyJob:
        """Let the app answer without annotations again; gives the job that drops the index.

        POST /v1/apps/annotation-reply/disable
        """
        # The server wants these of a switch-off too, and uses none.
        body = AnnotationReplyRequest(
            score_threshold=0.0, embedding_provider_name="", embedding_model_name=""
        )
        return self._session.execute(call(set_annotation_reply, "disable", body=body))

    def reply_status(self, action: str, job_id: str) -> AnnotationReplyJob:
        """How far the job of ``action`` (``"enable"`` or ``"disable"``) is: ``job_status``, ``error_msg``.

        GET /v1/apps/annotation-reply/{action}/status/{job_id}
        """
        return self._session.execute(call(get_annotation_reply_status, action, job_id))


class AnnotationsWithRawResponse:
    """``client.with_raw_response.annotations``."""

    def __init__(self, annotations: Annotations) -> None:
        self.list = raw(annotations.list)
        self.create = raw(annotations.create)
        self.update = raw(annotations.update)
        self.delete = raw(annotations.delete)
        self.enable_reply = raw(annotations.enable_reply)
        self.disable_reply = raw(annotations.disable_reply)
        self.reply_status = raw(annotations.reply_status)
