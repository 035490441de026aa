"""The further events of a run whose reader is gone: GET /v1/workflow/{workflow_run_id}/events."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response

from ._answers import PING, frame
from ._call import AppCall
from ._dialects import Traits
from ._directives import Cut
from ._errors import not_found
from ._flow_runs import FlowRun
from ._run_control import FLOWS
from ._runs import Listener, Run
from ._snapshots import finished, snapshot
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
    return call.state.faults.take("events")


async def only(one: bytes) -> AsyncIterator[bytes]:
    """A stream of one frame."""
    yield one


async def taken_up(
    flow: FlowRun, run: Run, shown: bool, goes_on: bool, traits: Traits
) -> AsyncIterator[bytes]:
    """The state of the run, if that is wanted, and its events from now on."""
    with contextlib.closing(Listener(run)) as listener:
        paused = flow.status == "paused"
        told = snapshot(flow, run.task_id) if shown else []
        nodes = [event for event in run.events if event["event"].startswith("node_")]
        pending = nodes[-run.directives.overlap :] if shown and run.directives.overlap else []
        yield PING
        if told and not paused:
            with contextlib.suppress(TimeoutError):
                event = await listener.next(HINT)
                pending += [event] if event else []
            if not pending:  # no event has told the task id
                told = [{**event, "task_id": flow.id} for event in told]
        for event in told:
            yield frame(event)
        if told and paused and not goes_on and not traits.snapshot_waits:
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
