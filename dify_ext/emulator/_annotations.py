"""Annotations: answers written by hand, and the setting that makes chats use them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from ._answers import empty_answer, json_answer, taken
from ._call import Call
from ._checks import Field, number, text
from ._errors import broken, invalid_param, not_found
from ._state import Annotation, ReplyJob

FIELDS = {"question": Field(text), "answer": Field(text)}
SETTING = {
    "score_threshold": Field(number),
    "embedding_provider_name": Field(text),
    "embedding_model_name": Field(text),
}


async def list_annotations(call: Call) -> Response:
    """GET /v1/apps/annotations: the newest first.

    A `page` or `limit` that is no number is ignored.
    """
    must_work(call)

    def integer(name: str, otherwise: int) -> int:
        found = call.query.get(name, "")
        return int(found) if re.fullmatch(r"-?[0-9]{1,9}", found) else otherwise

    page, limit = max(1, integer("page", 1)), integer("limit", 20)
    word = call.query.get("keyword", "").casefold()
    rows = [
        item for item in call.app.annotations.values() if word in f"{item.question}\n{item.answer}".casefold()
    ]
    rows.sort(key=lambda item: item.created_at, reverse=True)
    size = min(limit, 100)
    shown = rows[(page - 1) * size : page * size] if size > 0 else rows
    return json_answer(
        {
            "data": [annotation_row(item) for item in shown],
            # A full page always says that more follow, even the last one.
            "has_more": len(shown) == limit,
            "limit": limit,
            "total": len(rows),
            "page": page,
        }
    )


def annotation_row(annotation: Annotation) -> dict[str, Any]:
    """An annotation in an answer."""
    return taken(annotation, "id question answer hit_count created_at")


async def create_annotation(call: Call) -> Response:
    """POST /v1/apps/annotations."""
    must_work(call)
    asked = call.check("AnnotationCreatePayload", FIELDS)
    annotation = Annotation(str(uuid4()), asked["question"], asked["answer"], call.state.now())
    call.app.annotations[annotation.id] = annotation
    return json_answer(annotation_row(annotation), call.traits.annotation_status)


async def update_annotation(call: Call) -> Response:
    """PUT /v1/apps/annotations/{annotation_id}."""
    asked = call.check("AnnotationCreatePayload", FIELDS)
    annotation = find(call)
    annotation.question, annotation.answer = asked["question"], asked["answer"]
    return json_answer(annotation_row(annotation))


async def delete_annotation(call: Call) -> Response:
    """DELETE /v1/apps/annotations/{annotation_id}."""
    if call.traits.annotations == "broken":
        raise broken()
    del call.app.annotations[find(call).id]
    return empty_answer()


def must_work(call: Call) -> None:
    """400 in a release that takes the app for an account."""
    if call.traits.annotations == "broken":
        raise invalid_param("current_user must be an Account instance")


def find(call: Call) -> Annotation:
    """The annotation of the path, or 404."""
    annotation = call.app.annotations.get(call.path("annotation_id"))
    if annotation is None:
        raise not_found("Annotation not found")
    return annotation


async def set_annotation_reply(call: Call) -> Response:
    """POST /v1/apps/annotation-reply/{action}.

    The setting holds at once; its job waits for the first question.
    """
    asked = call.check("AnnotationReplyActionPayload", SETTING)
    action = call.path("action")
    if action not in ("enable", "disable"):
        raise invalid_param("action must be enable or disable")  # real servers answer 500
    call.app.parameters["annotation_reply"] = {"enabled": False}
    if action == "enable":
        call.app.parameters["annotation_reply"] = {
            "id": str(uuid4()),
            "enabled": True,
            "score_threshold": asked["score_threshold"],
            "embedding_model": {
                "embedding_provider_name": asked["embedding_provider_name"],
                "embedding_model_name": asked["embedding_model_name"],
            },
        }
    job = ReplyJob(str(uuid4()), action)
    call.app.reply_jobs[job.id] = job
    return json_answer({"job_id": job.id, "job_status": "waiting"})


async def get_annotation_reply_status(call: Call) -> Response:
    """GET /v1/apps/annotation-reply/{action}/status/{job_id}: waiting once, then completed."""
    job = call.app.reply_jobs.get(call.path("job_id"))
    if job is None or job.action != call.path("action"):
        raise invalid_param("The job does not exist.")
    status, job.status = job.status, "completed"
    return json_answer({"job_id": job.id, "job_status": status, "error_msg": ""})
