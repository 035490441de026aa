"""The state of a run as events: the start of a stream that resumes it."""

from __future__ import annotations

import json
from typing import Any

from ._flow_runs import Execution, FlowRun
from ._spec import row


def snapshot(run: FlowRun, task_id: str) -> list[dict[str, Any]]:
    """All events of the run, without texts, inputs and outputs, in the form of 1.14."""
    head: dict[str, Any] = {"task_id": task_id, "workflow_run_id": run.id}
    events: list[dict[str, Any]] = [{"event": "workflow_started", **head, "data": _begun(run)}]
    if run.message is not None:
        # The stored answer: empty until the run pauses or ends.
        events.append(
            {"event": "message_replace", "task_id": task_id, "answer": run.message.answer, "reason": ""}
        )
    for execution in run.executions.values():
        events.append({"event": "node_started", **head, "data": _started(execution)})
        if execution.status != "running":
            events.append({"event": "node_finished", **head, "data": _finished(execution)})
    if run.status == "paused":
        # A form that was just submitted is included until the run goes on.
        waiting = run.waiting
        events += [
            {"event": "human_input_required", **head, "data": form.required(live=False)} for form in waiting
        ]
        data: dict[str, Any] = {
            "workflow_run_id": run.id,
            "paused_nodes": [form.node.node_id for form in waiting],
            "outputs": {},
            "reasons": [form.reason(live=False) for form in waiting],
            "status": "paused",
            "created_at": int(run.created_at),
            "elapsed_time": 0.0,
            "total_tokens": run.tokens,
            "total_steps": run.steps,
        }
        events.append({"event": "workflow_paused", **head, "data": data})
    return [{**event, **_context(run)} for event in events]


def _context(run: FlowRun) -> dict[str, Any]:
    message = run.message
    if message is None:
        return {}
    ids = {"conversation_id": message.conversation_id, "message_id": message.id}
    return {**ids, "created_at": int(message.created_at)}


def _begun(run: FlowRun) -> dict[str, Any]:
    inputs = {**run.all_inputs, "sys.timestamp": int(run.created_at)}
    ids = {"id": run.id, "workflow_id": run.workflow_id}
    return {**ids, "inputs": inputs, "created_at": int(run.created_at), "reason": "initial"}


_NODE = ("id", "node_id", "node_type", "title", "index", "created_at", "iteration_id", "loop_id")
_EMPTY = ("predecessor_node_id", "inputs")
_EMPTY_AT_THE_END = ("process_data", "outputs", "error", "execution_metadata")


def _started(execution: Execution) -> dict[str, Any]:
    return {**{name: getattr(execution, name) for name in _NODE}, **dict.fromkeys(_EMPTY), "extras": {}}


def _finished(execution: Execution) -> dict[str, Any]:
    names = (*_NODE, "status", "elapsed_time", "finished_at")
    shown = {name: getattr(execution, name) for name in names}
    return {**shown, **dict.fromkeys(_EMPTY + _EMPTY_AT_THE_END), "files": []}


def finished(run: FlowRun) -> bytes:
    """The only event of the stream of a finished run. Its task id is the run's."""
    data = row(
        "WorkflowFinishedData",
        run,
        total_tokens=run.tokens,
        total_steps=run.steps,
        created_by={"id": run.user.id, "user": run.user.name},
        exceptions_count=run.exceptions,
        files=[],
    )
    del data["sequence_number"]
    event = {"event": "workflow_finished", "task_id": run.id, "workflow_run_id": run.id, "data": data}
    return f"data: {json.dumps(event)}\n\n".encode()
