"""Runs over several recorded exchanges:
stopped, taken up where their stream broke, asked how they ended, gone on with after a human's answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import dify_ext._async._io
import dify_ext._sync._io
from dify_ext import DifyError, StreamError, StreamIncomplete, WorkflowFailed

from . import calls
from .changes import USER, Request
from .expect import assert_same, assert_same_event, ends_with
from .recordings import RECORDINGS, Recording, without_nulls
from .replay import FLAVOURS, Server, assert_sent, client_for, collect, entered, final, play, settle
from .test_shapes import harmed

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)


class Stopping(Server):
    """Answers a question with its stream, and the stop of it as was recorded, too."""

    def __init__(self, recording: Recording, stop: Recording) -> None:
        super().__init__(recording)
        self.stops: list[httpx.Request] = []
        self._stop = stop

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/stop"):
            self.stops.append(request)
            return httpx.Response(self._stop.status, json=self._stop.json)
        return super().__call__(request)


STOPPED = {
    "chat-messages--chat-streaming-stopped-ok": "chat-messages-stop--chat-ok",
    "chat-messages--agent-streaming-stopped-ok": "chat-messages-stop--agent-ok",
    "chat-messages--chatflow-streaming-stopped-ok": "chat-messages-stop--chatflow-ok",
    "completion-messages--completion-streaming-stopped-ok": "completion-messages-stop--completion-ok",
    "workflows-run--workflow-streaming-stopped-ok": "workflows-run-stop--workflow-ok",
}


@both_flavours
@pytest.mark.parametrize("how", ["stream.stop", "leaving"])
@pytest.mark.parametrize("name", STOPPED)
def test_a_stream_is_stopped_as_recorded(name: str, how: str, flavour: str) -> None:
    """Stopping a stream sends what was recorded when it was stopped:
    its task, its user; reading on gives its end.
    """
    recording = RECORDINGS[f"1.13.2/{name}"]
    stop = RECORDINGS[f"1.13.2/{STOPPED[name]}"]

    async def scenario() -> None:
        server, request = Stopping(recording, stop), calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            async with entered(calls.STREAMS[recording.operation](client, request)) as stream:
                if how == "stream.stop":
                    await settle(stream.stop())  # the task is not known yet
                    assert server.stops == []
                    seen = await collect(stream)
                    assert len(seen) == len(recording.events)
                    assert_same(await settle(final(stream)), recording)
                else:
                    await anext(stream) if flavour == "async" else next(stream)
            (sent,) = server.stops
            assert_sent(sent, stop.request)
            assert server.bodies[0].closed

    play(scenario())


class Exchanges:
    """Answers each request with the next recording of its method and path, the last of them again and
    again, and what there is no recording of with 404.
    """

    def __init__(self, *recordings: Recording) -> None:
        self.requests: list[httpx.Request] = []
        self._left = list(recordings)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        of_it = [
            it
            for it in self._left
            if (it.request["method"], it.request["path"]) == (request.method, request.url.path)
        ]
        if not of_it:
            return httpx.Response(404, json={"code": "not_found", "message": "Not found.", "status": 404})
        if len(of_it) > 1:
            self._left.remove(of_it[0])
        return httpx.Response(of_it[0].status, headers=of_it[0].headers, content=b"".join(of_it[0].body))

    @property
    def asked(self) -> list[str]:
        """Method and path of each request."""
        return [f"{request.method} {request.url.path}" for request in self.requests]


def answering(request: Request, recording: Recording) -> Recording:
    """The recorded answer to another request."""
    return Recording(recording.name, {**recording.exchange, "request": request})


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client meant to sleep: it does not."""
    taken: list[float] = []

    async def nap(seconds: float) -> None:
        taken.append(seconds)

    monkeypatch.setattr(dify_ext._sync._io, "sleep", taken.append)
    monkeypatch.setattr(dify_ext._async._io, "sleep", nap)
    return taken


RUN: Request = RECORDINGS["1.13.2/workflows-run--human-streaming"].request
RESUMED = RECORDINGS["1.14.2/workflow-events--live-resume"]
FORM = RECORDINGS["1.14.2/form-get--ok"]
SUBMITTED = RECORDINGS["1.14.2/form-submit--ok"]
# What a server does not tell a second time of a run that is taken up: it has no id to tell it by.
ONCE = ("text_chunk", "human_input_form_filled")


@both_flavours
def test_a_run_is_taken_up_where_its_stream_broke(flavour: str) -> None:
    """Cut after any of its events, a run of 1.14 gives each event once, in order, and its whole result."""
    request = calls.request_of(RESUMED)
    cuts = [
        length
        for length in range(1, len(RESUMED.events))
        if not RESUMED.with_events(RESUMED.events[:length]).is_whole
    ]
    assert len(cuts) == 15

    async def scenario() -> None:
        for length in cuts:
            before = RESUMED.events[:length]
            again = [event for event in before if event["event"] not in ONCE] + RESUMED.events[length:]
            server = Exchanges(RESUMED.with_events(before), RESUMED.with_events(again))
            async with client_for(flavour, server, request) as client:
                stream = calls.STREAMS[RESUMED.operation](client, request)
                seen = await collect(stream)
                assert_same(await settle(final(stream)), RESUMED)
            for event, sent in zip(seen, RESUMED.events, strict=True):
                assert_same_event(event, sent)
            for asked in server.requests:
                assert_sent(asked, request)
            assert len(server.requests) == 2

    play(scenario())


@both_flavours
@pytest.mark.parametrize("written", [lambda outputs: outputs, json.dumps], ids=["1.13", "1.8"])
def test_a_run_that_cannot_be_taken_up_is_asked_how_it_ended(
    flavour: str, written: Callable[[Any], Any], naps: list[float]
) -> None:
    """Cut after any of its events, a run of 1.13 is asked about until it has ended, and then has the
    recorded end. In 1.8 its outputs are JSON in a string.
    """
    recording = RECORDINGS["1.13.2/workflows-run--streaming"]
    request = calls.request_of(recording)
    end = recording.last("workflow_finished")
    assert end is not None
    run_id = end["workflow_run_id"]
    detail = RECORDINGS["1.13.2/workflows-run-detail--ok"]
    asked: Request = {**detail.request, "path": f"/v1/workflows/run/{run_id}"}
    known = {name: value for name, value in end["data"].items() if name in detail.json}
    told = {**detail.json, **known, "outputs": written(known["outputs"])}
    ended = answering(asked, detail.with_json(told))
    going_on = answering(
        asked, detail.with_json({**ended.json, "status": "running", "outputs": {}, "finished_at": None})
    )

    async def scenario() -> None:
        for length in range(1, len(recording.events)):
            part = recording.with_events(recording.events[:length])
            server = Exchanges(part, going_on, ended)
            async with client_for(flavour, server, request) as client:
                stream = calls.STREAMS[recording.operation](client, request)
                seen = await collect(stream)
                result = await settle(final(stream))
            *before, last = [without_nulls(event.to_dict()) for event in seen]
            assert before == without_nulls(part.events)
            assert (last["event"], last["data"]["id"], last["data"]["outputs"]) == (
                "workflow_finished",
                run_id,
                without_nulls(end["data"]["outputs"]),
            )
            assert {name: getattr(result, name) for name in known if name != "id"} == {
                name: value for name, value in known.items() if name != "id"
            }
            assert server.asked == [
                "POST /v1/workflows/run",
                f"GET /v1/workflow/{run_id}/events",
                *[f"GET /v1/workflows/run/{run_id}"] * 2,
            ]

    play(scenario())
    assert max(naps) > 0


@both_flavours
def test_a_run_that_the_server_does_not_know(flavour: str) -> None:
    """1.8 knows a run it does not know: all of it is null. Then the stream is incomplete."""
    recording = RECORDINGS["1.13.2/workflows-run--streaming"]
    part, request = recording.with_events(recording.events[:5]), calls.request_of(recording)
    detail = RECORDINGS["1.13.2/workflows-run-detail--ok"]
    asked: Request = {**detail.request, "path": f"/v1/workflows/run/{part.events[0]['workflow_run_id']}"}
    unknown = answering(asked, detail.with_json(dict.fromkeys(detail.json)))

    async def scenario() -> None:
        server = Exchanges(part, unknown)
        async with client_for(flavour, server, request) as client:
            with pytest.raises(StreamIncomplete) as caught:
                await settle(calls.METHODS[recording.operation](client, request))
        assert_same(caught.value.partial, part)
        assert len(server.requests) == 3

    play(scenario())


def test_an_end_of_another_shape(naps: list[float]) -> None:
    """Whatever stands in a run's end where something else was promised:
    a result, or one of the package's errors.
    """
    recording = RECORDINGS["1.13.2/workflows-run--streaming"]
    part, request = recording.with_events(recording.events[:5]), calls.request_of(recording)
    detail = RECORDINGS["1.13.2/workflows-run-detail--ok"]
    asked: Request = {**detail.request, "path": f"/v1/workflows/run/{part.events[0]['workflow_run_id']}"}
    raised: list[DifyError] = []

    async def scenario() -> None:
        for value in [
            *harmed(detail.json),
            {**detail.json, "outputs": "{"},
            {**detail.json, "outputs": "7"},
            None,
            [],
        ]:
            server = Exchanges(part, answering(asked, detail.with_json(value)), answering(asked, detail))
            async with client_for("sync", server, request) as client:
                try:
                    calls.METHODS[recording.operation](client, request)
                except DifyError as error:
                    raised.append(error)

    play(scenario())
    assert StreamIncomplete in {type(error) for error in raised}
    assert all(isinstance(error, StreamError | WorkflowFailed) for error in raised)


@both_flavours
def test_a_human_answers(flavour: str) -> None:
    """``on_human_input`` is asked with the form as it reads,
    its answer is sent as recorded, and the run goes on.
    """
    events = RESUMED.events
    pause = next(index for index, event in enumerate(events) if event["event"] == "workflow_paused")
    begun = answering(RUN, RESUMED.with_events(events[: pause + 1]))
    sent = SUBMITTED.request["json"]
    forms: list[Any] = []

    def decide(form: Any) -> tuple[str, dict[str, Any]]:
        forms.append(form)
        return sent["action"], sent["inputs"]

    async def scenario() -> None:
        server = Exchanges(begun, FORM, RESUMED, SUBMITTED)
        async with client_for(flavour, server, SUBMITTED.request) as client:
            result = await settle(
                client.workflows.run(RUN["json"]["inputs"], on_human_input=decide, user=USER)
            )
        assert_same(result, RESUMED)
        (form,) = forms
        asked = FORM.json
        assert (form.form_content, form.expiration_time) == (asked["form_content"], asked["expiration_time"])
        assert [action.to_dict() for action in form.actions] == asked["user_actions"]
        assert without_nulls([field.to_dict() for field in form.inputs]) == without_nulls(asked["inputs"])
        begin, read, follow, submit = server.requests
        assert_sent(read, FORM.request)
        assert_sent(follow, calls.request_of(RESUMED))
        assert_sent(submit, SUBMITTED.request)
        assert begin.url.path == RUN["path"]

    play(scenario())


@both_flavours
def test_a_run_that_may_not_be_taken_up(flavour: str) -> None:
    """With ``resume=False`` a broken stream is incomplete, and nothing is asked."""
    recording = RECORDINGS["1.13.2/workflows-run--streaming"]
    part = recording.with_events(recording.events[:5])
    assert ends_with(part) is StreamIncomplete

    async def scenario() -> None:
        server, request = Server(part), calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            with pytest.raises(StreamIncomplete) as caught:
                await collect(client.workflows.stream(request["json"]["inputs"], resume=False, user=USER))
        assert_same(caught.value.partial, part)
        assert_sent(server.request, request)

    play(scenario())
