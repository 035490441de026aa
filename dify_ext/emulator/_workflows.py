"""Workflow apps: run, stop, get a run, list the logs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.responses import Response

from ._call import AppCall
from ._dialects import Traits
from ._errors import broken, invalid_param, not_found
from ._flow_runs import FlowRun
from ._resources import page_of
from ._run_control import (
    asked_run,
    begin,
    check_workflow_id,
    leave_room,
    must_be_published,
    respond,
    stop,
)
from ._runs import Run
from ._spec import properties, row
from ._state import FLOWS


async def run_workflow(call: AppCall) -> Response:
    """Run the published workflow."""
    call.must_be("workflow", code="not_workflow_app")
    return await run(call, await asked_run(call))


async def run_workflow_by_id(call: AppCall) -> Response:
    """Run a version of the workflow."""
    call.must_be("workflow", code="not_workflow_app")
    asked = await asked_run(call)
    check_workflow_id(call, call.path("workflow_id"))
    return await run(call, asked)


async def run(call: AppCall, asked: dict[str, Any]) -> Response:
    """Run the app's workflow and answer with the stream, or with the result in one piece."""
    leave_room(call)
    must_be_published(call)
    started = begin(call, asked)
    streamed = await respond(call, started, asked["response_mode"] == "streaming")
    return streamed or call.in_one_piece(in_one_piece(call, started))


def in_one_piece(call: AppCall, run: Run) -> dict[str, Any]:
    """The end of the run, or the reason of its pause."""
    ended, paused = run.last("workflow_finished"), run.last("workflow_paused")
    ids = {"task_id": run.task_id, "workflow_run_id": run.message.id}
    names = list(properties("WorkflowRun"))
    if ended is not None:
        return {**ids, "data": {name: ended["data"][name] for name in names if name != "inputs"}}
    if paused is None:
        raise broken()
    known = {**paused["data"], "id": run.message.id, "workflow_id": call.app.workflow_id}
    shown = row("WorkflowCompletionData", **known)
    more = ("paused_nodes", "reasons") if call.traits.people_api else ()
    return {**ids, "data": {name: shown[name] for name in (*names, *more) if name != "inputs"}}


async def stop_workflow_task(call: AppCall) -> Any:
    """The run ends soon."""
    call.must_be("workflow", code="not_workflow_app")
    return stop(call)


async def get_workflow_run(call: AppCall) -> Any:
    """A run of any user."""
    call.must_be(*FLOWS, code="not_workflow_app")
    try:
        found = call.app.flow_runs.get(str(UUID(call.path("workflow_run_id"))))
    except ValueError:
        raise broken() from None
    if found is None and call.traits.unknown_run == "404":
        raise not_found("Workflow run not found.")
    return run_row(found, call.traits) if found else row("WorkflowRun")


def run_row(run: FlowRun, traits: Traits) -> dict[str, Any]:
    """A run as an answer."""

    def time(at: float | None) -> int | str | None:
        if at is None or traits.run_times == "number":
            return None if at is None else int(at)
        return datetime.fromtimestamp(int(at), UTC).strftime("%a, %d %b %Y %H:%M:%S -0000")

    outputs: Any = run.outputs
    if traits.run_outputs == "text":
        outputs = json.dumps(run.outputs) if run.finished_at is not None else None
    inputs = {**run.all_inputs, "sys.timestamp": int(run.created_at)}
    return row(
        "WorkflowRun",
        run,
        inputs=json.dumps(inputs),
        outputs=outputs,
        total_steps=run.steps,
        total_tokens=run.tokens,
        created_at=time(run.created_at),
        finished_at=time(run.finished_at),
    )


async def list_workflow_logs(call: AppCall) -> Any:
    """The newest first. Other apps have none."""
    asked = call.query()
    keyword, user = asked["keyword"], asked["created_by_end_user_session_id"]
    if keyword and user and not call.traits.logs_by_both:
        raise broken()  # its query joins the table of users twice
    before, after = moment(asked["created_at__before"]), moment(asked["created_at__after"])
    runs = list(call.app.flow_runs.values())[::-1] if call.app.mode == "workflow" else []
    rows = [
        run
        for run in runs
        if (asked["status"] in (None, run.status))
        and (before is None or run.created_at <= before)
        and (after is None or run.created_at >= after)
        and (user in (None, run.user.name))
        and not asked["created_by_account"]  # no account ran them
        and (not keyword or speaks_of(run, keyword))
    ]
    return page_of(rows, asked, lambda run: log_row(call, run))


def moment(text: str | None) -> float | None:
    """A time in ISO 8601 as seconds since 1970; UTC if it has no zone."""
    if text is None:
        return None
    if len(text) < 4:
        raise invalid_param("ISO string too short")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise invalid_param("Unused components in ISO string") from None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def speaks_of(run: FlowRun, keyword: str) -> bool:
    """Whether the keyword is in the inputs, the outputs or the user's name, or is the run's id."""
    texts = (
        json.dumps(run.inputs, ensure_ascii=False),
        json.dumps(run.outputs, ensure_ascii=False),
        run.user.name,
    )
    return run.id == keyword or any(keyword.casefold() in text.casefold() for text in texts)


def log_row(call: AppCall, run: FlowRun) -> dict[str, Any]:
    """An entry of the log."""
    user = row("RunEndUser", id=run.user.id, type="service-api", session_id=run.user.name)
    return row(
        "WorkflowLog",
        id=run.log_id,
        workflow_run=row(
            "WorkflowRunSummary",
            run,
            version=call.app.version,
            triggered_from="app-run",
            total_tokens=run.tokens,
            total_steps=run.steps,
            exceptions_count=run.exceptions,
        ),
        created_from="service-api",
        created_by_role="end_user",
        created_by_end_user={**user, "is_anonymous": run.user.anonymous},
        created_at=int(run.created_at),
    )
