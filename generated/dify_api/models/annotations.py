from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    required,
    required_list,
)

if TYPE_CHECKING:
    from .enums import JobStatus


@define(kw_only=True, repr=False, eq=False)
class Annotation(Model):
    """A prepared answer.

    Attributes:
        id: The annotation's id (UUID).
        question: The question.
        answer: The answer.
        hit_count: How often it has been the answer.
        created_at: When it was made, in seconds since 1970.
    """

    id: str
    question: str | None = None
    answer: str | None = None
    hit_count: int | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.question = d.pop("question", None)
        self.answer = d.pop("answer", None)
        self.hit_count = d.pop("hit_count", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class AnnotationPage(Model):
    """One page of annotations.

    Attributes:
        data: The annotations of this page.
        has_more: Whether more follow.
        limit: How many annotations a page may hold.
        total: How many annotations there are on all pages.
        page: Number of this page, from 1.
    """

    data: list[Annotation]
    has_more: bool | None = None
    limit: int | None = None
    total: int | None = None
    page: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Annotation.from_dict)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.total = d.pop("total", None)
        self.page = d.pop("page", None)


@define(kw_only=True, repr=False, eq=False)
class AnnotationReplyJob(Model):
    """The job that switches prepared answers on or off.

    Attributes:
        job_id: The job's id (UUID).
        job_status: How far it is.
        error_msg: Why it failed; empty where it did not. Absent from the answer that starts the
            job.
    """

    job_id: str
    job_status: JobStatus | None = None
    error_msg: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.job_id = required(d, "job_id")
        self.job_status = d.pop("job_status", None)
        self.error_msg = d.pop("error_msg", None)


@define(kw_only=True, repr=False, eq=False)
class AnnotationReplyRequest(Model):
    """How questions are compared with the prepared ones.

    Attributes:
        score_threshold: How similar a question must be to get the answer, 0 to 1.
        embedding_provider_name: Provider of the embedding model that compares questions.
        embedding_model_name: Name of the embedding model that compares questions.
    """

    score_threshold: float
    embedding_provider_name: str
    embedding_model_name: str

    def _take(self, d: dict[str, Any]) -> None:
        self.score_threshold = required(d, "score_threshold")
        self.embedding_provider_name = required(d, "embedding_provider_name")
        self.embedding_model_name = required(d, "embedding_model_name")


@define(kw_only=True, repr=False, eq=False)
class AnnotationRequest(Model):
    """A question and the answer to it.

    Attributes:
        question: The question.
        answer: The answer that is given to questions like it.
    """

    question: str
    answer: str

    def _take(self, d: dict[str, Any]) -> None:
        self.question = required(d, "question")
        self.answer = required(d, "answer")
