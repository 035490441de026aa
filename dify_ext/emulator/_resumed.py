"""The further events of a run whose reader is gone: GET /v1/workflow/{workflow_run_id}/events."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response

from ._answers import PING, frame
from ._call import AppCall
from ._dialects import Traits
from ._directives import Cut
from ._errors import not_found
from ._flow_runs import FlowRun
from ._human import paused
from ._nodes import Node
from ._runs import Listener, Run
from ._spec import row
from ._state import FLOWS
from ._streams import stream

#: Seconds that the server waits for the task id of a run in progress.
HINT = 0.2


async def stream_workflow_events(call: AppCall) -> Response:
    """A stream that takes up a run, or tells its end."""
    call.must_be(*FLOWS, code="not_workflow_app")
    flow = call.app.flow_runs.get(call.path("workflow_run_id"))
    if flow is None or flow.user is not call.user or flow.run is None:
        raise not_found("Workflow run not found")
    flow.run.resumed += 1
    cut = cut_of(call, flow.run)
    headers = {"Cache-Control": "no-cache"}
    if flow.finished_at is not None:
        return stream(call.request, only(finished(flow)), cut, **headers)
    shown = call.request.query_params.get("include_state_snapshot", "").lower() == "true"
    goes_on = call.request.query_params.get("continue_on_pause", "").lower() == "true"
    frames = taken_up(flow, flow.run, shown, goes_on, call.traits)
    return stream(call.request, frames, cut, **headers)


def cut_of(call: AppCall, run: Run) -> Cut | None:
    """The way in which this stream breaks."""
    if run.directives.recut is not None and (run.directives.recuts or run.resumed == 1):
        return run.directives.recut
    return call.state.next_cut("events")


async def only(one: bytes) -> AsyncIterator[bytes]:
    """A stream of one frame."""
    yield one


async def taken_up(
    flow: FlowRun, run: Run, shown: bool, goes_on: bool, traits: Traits
) -> AsyncIterator[bytes]:
    """The state of the run, if that is wanted, and its events from now on."""
    with contextlib.closing(Listener(run)) as listener:
        waits = flow.status == "paused"
        told = snapshot(flow, run.task_id) if shown else []
        nodes = [event for event in run.events if event["event"].startswith("node_")]
        pending = nodes[-run.directives.overlap :] if shown and run.directives.overlap else []
        yield PING
        if told and not waits:
            with contextlib.suppress(TimeoutError):
                event = await listener.next(HINT)
                pending += [event] if event else []
            if not pending:  # no event has told the task id
                told = [{**event, "task_id": flow.id} for event in told]
        for event in told:
            yield frame(event)
        if told and waits and not goes_on and not traits.snapshot_waits:
            return
        for event in pending:
            yield frame(event)
            if ends(event, goes_on):
                return
        async for live in rest(listener, flow):
            yield PING if live is None else frame(live)
            if live is not None and ends(live, goes_on):
                return


async def rest(listener: Listener, flow: FlowRun) -> AsyncIterator[dict[str, Any] | None]:
    """The events of a run through all its parts, None after each silence."""
    silence = listener.run.state.options.ping_interval
    while not (listener.queue.empty() and (flow.finished_at is not None or listener.over)):
        try:
            event = await listener.next(silence)
        except TimeoutError:
            yield None
            continue
        if event is not None:
            yield event


def ends(event: dict[str, Any], goes_on: bool) -> bool:
    """Whether this event is the last."""
    return event["event"] == "workflow_finished" or (event["event"] == "workflow_paused" and not goes_on)


def snapshot(run: FlowRun, task_id: str) -> list[dict[str, Any]]:
    """All events of the run, without texts, inputs and outputs, in the form of 1.14."""
    head: dict[str, Any] = {"task_id": task_id, "workflow_run_id": run.id}
    events: list[dict[str, Any]] = [{"event": "workflow_started", **head, "data": _begun(run)}]
    if run.message is not None:
        # The stored answer: empty until the run pauses or ends.
        events.append(
            {"event": "message_replace", "task_id": task_id, "answer": run.message.answer, "reason": ""}
        )
    for node in run.nodes.values():
        events.append({"event": "node_started", **head, "data": _started(node)})
        if node.status != "running":
            events.append({"event": "node_finished", **head, "data": _finished(node)})
    if run.status == "paused":
        # A form that was just submitted is included until the run goes on.
        waiting = run.waiting
        events += [
            {"event": "human_input_required", **head, "data": form.required(live=False)} for form in waiting
        ]
        data = paused(run, waiting, int(run.created_at), 0.0, run.tokens, live=False)
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


_EMPTY = ("predecessor_node_id", "inputs", "iteration_id", "loop_id")
_EMPTY_AT_THE_END = ("process_data", "outputs", "error", "execution_metadata")


def _started(node: Node) -> dict[str, Any]:
    names = ("id", "node_id", "node_type", "title", "created_at")
    shown = {name: getattr(node, name) for name in names}
    return {**shown, "index": node.place, **dict.fromkeys(_EMPTY), **node.within, "extras": {}}


def _finished(node: Node) -> dict[str, Any]:
    ended = {name: getattr(node, name) for name in ("status", "elapsed_time", "finished_at")}
    if node.status == "paused":
        ended["elapsed_time"] = 0.016676
    shown = {**_started(node), **ended, **dict.fromkeys(_EMPTY_AT_THE_END), "files": []}
    del shown["extras"]
    return shown


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
