"""Annotations: answers written by hand, and the setting that makes chats use them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from ._call import AppCall
from ._errors import broken, invalid_param
from ._resources import MOST_ROWS, Resource
from ._spec import row
from ._state import Annotation, ReplyJob


def must_work(call: AppCall) -> None:
    """400 in a release that takes the app for an account."""
    if call.traits.annotations == "broken":
        raise invalid_param("current_user must be an Account instance")


def _row(call: AppCall, annotation: Annotation) -> dict[str, Any]:
    return row("Annotation", annotation)


def _change(call: AppCall, annotation: Annotation, asked: dict[str, Any]) -> None:
    annotation.question, annotation.answer = asked["question"], asked["answer"]


def _forget(call: AppCall, annotation: Annotation) -> None:
    if call.traits.annotations == "broken":
        raise broken()


ANNOTATIONS = Resource("annotation_id", _row, change=_change, forget=_forget, body_first=True)


async def list_annotations(call: AppCall) -> Any:
    """The newest first."""
    must_work(call)
    asked = call.query()
    page, limit, word = max(1, asked["page"]), asked["limit"], asked["keyword"].casefold()
    rows = [
        item for item in call.app.annotations.values() if word in f"{item.question}\n{item.answer}".casefold()
    ]
    rows.sort(key=lambda item: item.created_at, reverse=True)
    size = min(limit, MOST_ROWS)
    shown = rows[(page - 1) * size : page * size] if size > 0 else rows
    # A full page always says that more follow, even the last one.
    numbers = {"limit": limit, "total": len(rows), "page": page}
    return {"data": [_row(call, item) for item in shown], "has_more": len(shown) == limit, **numbers}


async def create_annotation(call: AppCall) -> Any:
    """Older releases answer 200."""
    must_work(call)
    asked = await call.body()
    annotation = Annotation(str(uuid4()), asked["question"], asked["answer"], call.state.now())
    call.app.annotations[annotation.id] = annotation
    return call.answer(_row(call, annotation), call.traits.annotation_status)


async def set_annotation_reply(call: AppCall) -> Any:
    """The setting holds at once; its job waits for the first question."""
    asked, action = await call.body(), call.path("action")
    if action not in ("enable", "disable"):
        raise invalid_param("action must be enable or disable")  # real servers answer 500
    call.app.parameters["annotation_reply"] = {"enabled": False}
    if action == "enable":
        threshold = asked.pop("score_threshold")
        setting = {"id": str(uuid4()), "enabled": True, "score_threshold": threshold}
        call.app.parameters["annotation_reply"] = {**setting, "embedding_model": asked}
    job = ReplyJob(str(uuid4()), action)
    call.app.reply_jobs[job.id] = job
    return {"job_id": job.id, "job_status": "waiting"}


async def get_annotation_reply_status(call: AppCall) -> Any:
    """Waiting once, then completed."""
    job = call.app.reply_jobs.get(call.path("job_id"))
    if job is None or job.action != call.path("action"):
        raise invalid_param("The job does not exist.")
    status, job.status = job.status, "completed"
    return {"job_id": job.id, "job_status": status, "error_msg": ""}
