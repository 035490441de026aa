"""Tasks cancelled while a run is taken up, asked about, or waits for a human:
nothing hangs, nothing leaks.
"""

from __future__ import annotations

# async only
from typing import Any

import anyio
import pytest

from tests.faults import runs, steps
from tests.faults.clients import PATIENCE, AsyncEventually, AsyncOneConnection, cancelled_when, within
from tests.faults.runs import ASK, CHATFLOW, DETAIL, EVENTS, RUN, STOP, STORED, SUBMIT, WORKFLOW, asked, form
from tests.faults.server import FaultServer

BEFORE = (*WORKFLOW[:5], *asked(form()))
READ = "GET /v1/form/human_input/tok1"

# httpx leaves its own generators to the garbage collector, which trio tells everybody about.
pytestmark = [
    pytest.mark.usefixtures("transport"),  # sync:
    pytest.mark.filterwarnings(
        "ignore:Async generator 'httpx:ResourceWarning", "ignore:Async generator 'httpcore:ResourceWarning"
    ),
]
BOTH = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])

# Where a run is cancelled: what its events and the question how it stands are answered with, and what arrived
# then.
PLACES: dict[str, tuple[tuple[Any, ...], tuple[Any, ...], str]] = {
    "before the answer": ((steps.hold,), (), EVENTS),
    "in the answer's head": ((steps.raw(steps.head()[:20], steps.hold),), (), EVENTS),
    "in its events": ((runs.taken_up(steps.hold, log=WORKFLOW[:5]),), (), EVENTS),
    "in a refusal": ((steps.raw(steps.head(500, length=99), b"{", steps.hold),), (), EVENTS),
    "between two tries": ((steps.stream(), steps.hold), (), EVENTS),
    "in a question": ((steps.html(404),), (steps.hold,), DETAIL),
    "between two questions": ((steps.html(404),), (runs.detail("running"), steps.hold), DETAIL),
}


@BOTH
@pytest.mark.parametrize("place", PLACES)
async def test_a_run_cancelled_while_it_is_taken_up(server: FaultServer, place: str) -> None:
    """It is closed, stopped in spite of the cancelling, and asked nothing more."""
    events, details, last = PLACES[place]
    server.on(RUN, steps.stream(*WORKFLOW[:5]))
    server.on(EVENTS, *events)
    server.on(DETAIL, *details)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within():
            await cancelled_when(lambda: server.count(last), lambda: dify.workflows.run(user="eve"), 0.06)
        assert [request.json() for request in server.of(STOP)] == [{"user": "eve"}]
        if not place.startswith("between"):
            assert server.of(last)[0].connection.gone.wait(PATIENCE)
        assert (server.count(RUN), server.count(EVENTS), server.count(DETAIL)) == (1, 1, min(1, len(details)))


@BOTH
async def test_a_run_cancelled_once_it_has_ended(server: FaultServer) -> None:
    """While the message is asked for there is no run to stop any more."""
    server.on(ASK, steps.stream(*CHATFLOW[:5]))
    server.on(EVENTS, steps.stream(runs.ended(outputs={})))
    server.on(STORED, steps.hold)
    async with AsyncOneConnection(server, connections=2) as dify:
        with within():
            await cancelled_when(lambda: server.count(STORED), lambda: dify.chat.send("q"))
        assert server.of(STORED)[0].connection.gone.wait(PATIENCE)
        assert server.count("POST *") == 1


@BOTH
@pytest.mark.parametrize("place", ["the handler", "its events", "the answer", "the form"])
async def test_a_run_cancelled_while_a_human_is_asked(server: FaultServer, place: str) -> None:
    """It waits on: it is neither stopped nor answered twice, and whoever comes next can take it up."""
    asked_at: list[Any] = []

    async def answer(form: Any) -> str:
        asked_at.append(form)
        if place == "the handler":
            await anyio.sleep_forever()
        return "ok"

    raw = (*WORKFLOW[:5], *asked(form(form_content="{{#start.text#}}"))) if place == "the form" else BEFORE
    server.on(RUN, steps.stream(*raw))
    server.on(EVENTS, steps.hold if place == "its events" else steps.stream(steps.PING, steps.hold))
    server.on(SUBMIT, steps.hold)
    server.on(READ, steps.hold)
    where = {"its events": EVENTS, "the answer": SUBMIT, "the form": READ}
    async with AsyncOneConnection(server, connections=2) as dify:
        with within():
            await cancelled_when(
                lambda: asked_at if place == "the handler" else server.count(where[place]),
                lambda: dify.workflows.run(on_human_input=answer),
            )
        for connection in server.connections[1:]:
            await AsyncEventually(connection.gone.is_set)
        assert server.count("POST *") == (2 if place == "the answer" else 1)


# end async only
