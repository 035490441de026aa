# Made from spec/annotations.yaml by scripts/regenerate: change that one.
"""``dify.annotations``: The annotations (prepared answers) of an app, and the job that switches them
on or off.
"""

from __future__ import annotations

from typing import Any, Unpack

from dify_api.api.annotations import (
    create_annotation,
    delete_annotation,
    get_annotation_reply_status,
    list_annotations,
    set_annotation_reply,
    update_annotation,
)
from dify_api.models import Annotation, AnnotationReplyJob, AnnotationReplyRequest, AnnotationRequest

from dify_ext._async.pages import AsyncPager, pages
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncAnnotations(AsyncResource):
    """The annotations (prepared answers) of an app, and the job that switches them on or off."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Annotation]:
        """List the app's prepared answers.

        Returns the annotations of the app, page by page.

        Args:
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page. Default: 20.
            keyword: Only annotations whose question or answer contains this text.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of annotations. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        GET /v1/apps/annotations
        """

        def ask(cursor: Any) -> Call[PageData[Annotation]]:
            return call(list_annotations, page=cursor, limit=limit, keyword=keyword).map(page_data)

        return pages(self._session, Paging(ask, "page"), page, options)

    async def create(self, question: str, answer: str, **options: Unpack[RequestOptions]) -> Annotation:
        """Prepare an answer.

        Adds an annotation to the app: questions like this one get this answer, without the model.

        Args:
            question: The question.
            answer: The answer that is given to questions like it.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The annotation as it was stored.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        Example:
            await dify.annotations.create("When are you open?", "From nine to five.")

        POST /v1/apps/annotations
        """
        body = AnnotationRequest(question=question, answer=answer)
        return await self._session.execute(call(create_annotation, body=body), options)

    async def update(
        self, annotation_id: str, question: str, answer: str, **options: Unpack[RequestOptions]
    ) -> Annotation:
        """Change a prepared answer.

        Replaces the question and the answer of an annotation.

        Args:
            annotation_id: The annotation's id, a UUID.
            question: The question.
            answer: The answer that is given to questions like it.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The annotation as it is now.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.3.1

        PUT /v1/apps/annotations/{annotation_id}
        """
        body = AnnotationRequest(question=question, answer=answer)
        return await self._session.execute(call(update_annotation, annotation_id, body=body), options)

    async def delete(self, annotation_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a prepared answer.

        Removes an annotation from the app.

        Args:
            annotation_id: The annotation's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        DELETE /v1/apps/annotations/{annotation_id}
        """
        return await self._session.execute(call(delete_annotation, annotation_id).done(), options)

    async def enable_reply(
        self,
        *,
        score_threshold: float,
        embedding_provider_name: str,
        embedding_model_name: str,
        **options: Unpack[RequestOptions],
    ) -> AnnotationReplyJob:
        """Let the app answer with its annotations. It starts a job; pass its ``job_id`` to
        :meth:`reply_status`.

        Args:
            score_threshold: How similar a question must be to get the answer, 0 to 1.
            embedding_provider_name: Provider of the embedding model that compares questions.
            embedding_model_name: Name of the embedding model that compares questions.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The job that was started, or the one that runs already.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        POST /v1/apps/annotation-reply/enable
        """
        body = AnnotationReplyRequest(
            score_threshold=score_threshold,
            embedding_provider_name=embedding_provider_name,
            embedding_model_name=embedding_model_name,
        )
        return await self._session.execute(call(set_annotation_reply, "enable", body=body), options)

    async def disable_reply(self, **options: Unpack[RequestOptions]) -> AnnotationReplyJob:
        """Stop answering with annotations. It starts a job; pass its ``job_id`` to
        :meth:`reply_status`.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The job that was started, or the one that runs already.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        POST /v1/apps/annotation-reply/disable
        """
        body = AnnotationReplyRequest(
            score_threshold=0.0, embedding_provider_name="", embedding_model_name=""
        )
        return await self._session.execute(call(set_annotation_reply, "disable", body=body), options)

    async def reply_status(
        self, action: str, job_id: str, **options: Unpack[RequestOptions]
    ) -> AnnotationReplyJob:
        """Ask how far the job is that switches prepared answers on or off.

        The server answers 400 if there is no such job for this action.

        Args:
            action: Whether the job switches prepared answers on or off. Known values: ``enable``,
                ``disable``.
            job_id: The job's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The job.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        GET /v1/apps/annotation-reply/{action}/status/{job_id}
        """
        return await self._session.execute(call(get_annotation_reply_status, action, job_id), options)
