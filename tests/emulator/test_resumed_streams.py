"""Streams that break, and streams that take a run up again."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from dify_ext.emulator import Emulator

from .caller import Caller
from .contract import events_of
from .recorded import assert_same_shape

ROUTES = {"workflow": "/v1/workflows/run", "chatflow": "/v1/chat-messages"}
NOBODY = "11111111-1111-1111-1111-111111111111"


def kind(caller: Caller) -> str:
    return caller.key.removeprefix("app-emulator-")


def received(caller: Caller, method: str, path: str, **sent: Any) -> tuple[list[dict[str, Any]], str]:
    """The whole events that came, and what came after them;
    a connection that was dropped ends with ``dropped``.
    """
    text = ""
    try:
        with caller.client.stream(
            method, path, headers={"Authorization": f"Bearer {caller.key}"}, **sent
        ) as response:
            assert response.status_code == 200
            for piece in response.iter_text():
                text += piece
    except httpx.RemoteProtocolError:
        end = text.rfind("\n\n") + 2 if "\n\n" in text else 0
        return events_of(text[:end]), text[end:] + "dropped"
    return events_of(text), ""


def begin(caller: Caller, text: str) -> tuple[list[dict[str, Any]], str]:
    """What came of a run."""
    body: dict[str, Any] = {"inputs": {"text": text}, "user": "u", "response_mode": "streaming"}
    if kind(caller) == "chatflow":
        body |= {"inputs": {}, "query": text}
    return received(caller, "POST", ROUTES[kind(caller)], json=body)


def take_up(caller: Caller, run_id: str, **query: str) -> tuple[list[dict[str, Any]], str]:
    """What came of taking it up again."""
    asked = {"user": "u", "include_state_snapshot": "true", "continue_on_pause": "true", **query}
    return received(caller, "GET", f"/v1/workflow/{run_id}/events", params=asked)


def marks(stream: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """The events of nodes that are no iteration or loop, as what makes them the same event."""
    found = [(event["event"], event["data"]["id"]) for event in stream if event["event"].startswith("node_")]
    hidden = {
        event["data"]["id"]
        for event in stream
        if "node_type" in event.get("data", {}) and is_container(event)
    }
    return [mark for mark in found if mark[1] not in hidden]


def is_container(event: dict[str, Any]) -> bool:
    return event["data"]["node_type"] in ("iteration", "loop")


class TestCuts:
    def test_after_each_event(self, newer: Emulator, flow: Caller) -> None:
        """The rest is there however often the stream breaks: every node once, and no run started twice."""
        before = newer.runs_started
        whole, _ = begin(flow, "[[iterate:2]] [[say:some words]] [[slow:3:0]]")
        for after in range(len(whole)):
            begun, end = begin(
                flow, f"[[iterate:2]] [[say:some words]] [[slow:3:0]] [[cut:{after}]] [[lockstep]]"
            )
            assert (len(begun), end) == (after, "dropped")
            if not begun:
                continue
            run_id = begun[0]["workflow_run_id"]
            newer.cut(2 + after, of="events")
            first, end = take_up(flow, run_id)
            assert (len(first), end) == (2 + after, "dropped") or first[-1]["event"] == "workflow_finished"
            newer.mend()
            last, end = take_up(flow, run_id)
            assert (last[-1]["event"], end) == ("workflow_finished", "")
            seen = dict.fromkeys([*marks(begun), *marks(first), *marks(last)])
            if len(last) > 1:
                assert len(seen) == len(marks(whole)), after
            outputs = [stream[-1]["data"]["outputs"] for stream in (whole, last)]
            texts = [given.get("out") or given["answer"].partition("\n")[0] for given in outputs]
            assert texts[0] == texts[1] == "some words"
        assert newer.runs_started - before == 1 + len(whole)

    @pytest.mark.parametrize(("how", "rest"), [("drop", "dropped"), ("torn", None), ("clean", "")])
    def test_ways(self, newer: Emulator, flow: Caller, how: str, rest: str | None) -> None:
        """The connection is dropped, in the middle of an event, or the answer ends as if that were all."""
        for text in (f"[[cut:3:{how}]]", "hi"):
            if text == "hi":
                newer.cut(3, how=how)  # type: ignore[arg-type]
            begun, end = begin(flow, text)
            assert len(begun) == 3
            if rest is None:
                assert end.startswith('data: {"event":"')
                assert end.endswith("dropped")
            else:
                assert end == rest
        assert begin(flow, "hi")[1] == ""  # it was to break once

    def test_every_time(self, newer: Emulator, flow: Caller) -> None:
        """Until it is mended; by the question as well as by the emulator."""
        newer.cut(2, times=None)
        assert [len(begin(flow, "hi")[0]) for _ in range(3)] == [2, 2, 2]
        newer.mend()
        run_id = begin(flow, "[[recuts:4]] [[cut:5]] [[lockstep]]")[0][-1]["workflow_run_id"]
        assert [len(take_up(flow, run_id)[0]) for _ in range(3)] == [4, 4, 4]
        run_id = begin(flow, "[[recut:4]] [[cut:5]] [[lockstep]]")[0][-1]["workflow_run_id"]
        assert len(take_up(flow, run_id)[0]) == 4
        assert take_up(flow, run_id)[0][-1]["event"] == "workflow_finished"

    def test_a_run_goes_on_alone(self, flow: Caller) -> None:
        """Nobody needs to read it: then all there is to take up is its end."""
        begun, _ = begin(flow, "[[cut:1]] [[pace:2ms]]")
        run_id, deadline = begun[0]["workflow_run_id"], time.monotonic() + 10
        while (row := flow("GET", f"/v1/workflows/run/{run_id}").json())["status"] == "running":
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert row["status"] == "succeeded"
        ((end,), rest) = take_up(flow, run_id)
        assert rest == ""
        assert (end["event"], end["task_id"], end["data"]["outputs"]) == (
            "workflow_finished",
            run_id,
            row["outputs"],
        )
        assert "message_id" not in end


class TestTakingUp:
    def test_what_a_snapshot_says(self, flow: Caller) -> None:
        """How each node stands, iterations as nodes; no text.
        Of a chatflow the stored answer, empty until it ends.
        """
        begun, _ = begin(flow, "[[nodes:1]] [[loop:1]] [[say:abc]] [[cut:99]] [[lockstep]]")
        assert begun[-1]["event"] == "workflow_finished"
        count = [event["event"] for event in begun].index("loop_completed")
        begun, _ = begin(flow, f"[[nodes:1]] [[loop:1]] [[say:abc]] [[cut:{count}]] [[lockstep]]")
        stream, _ = take_up(flow, begun[0]["workflow_run_id"])
        at = [event["event"] for event in stream].index("loop_completed")
        told = stream[:at]
        replaced = [event for event in told if event["event"] == "message_replace"]
        assert [event["answer"] for event in replaced] == ([""] if kind(flow) == "chatflow" else [])
        nodes = [event["data"] for event in told if event["event"] in ("node_started", "node_finished")]
        stands = {data["node_id"]: data.get("status", "running") for data in nodes}
        assert {name: stands[name] for name in ("start", "code", "assigner", "loop")} == {
            "start": "succeeded",
            "code": "succeeded",
            "assigner": "succeeded",
            "loop": "running",
        }
        assert {data["outputs"] for data in nodes if "outputs" in data} == {None}
        assert {event["task_id"] for event in stream} == {begun[0]["task_id"]}
        if kind(flow) == "chatflow":
            assert {(event["message_id"], event["created_at"]) for event in stream} == {
                (begun[0]["message_id"], begun[0]["created_at"])
            }

    def test_only_what_comes(self, flow: Caller) -> None:
        """Without a snapshot what went before is not told."""
        begun, _ = begin(flow, "[[cut:4]] [[lockstep]]")
        stream, _ = take_up(flow, begun[0]["workflow_run_id"], include_state_snapshot="false")
        assert stream[0] not in begun
        assert stream[-1]["event"] == "workflow_finished"
        assert {event["task_id"] for event in stream} == {begun[0]["task_id"]}

    def test_a_node_that_is_told_twice(self, flow: Caller) -> None:
        """The last events may come again after the snapshot: the same ones, whole this time."""
        begun, _ = begin(flow, "[[overlap:1]] [[cut:3]] [[lockstep]]")
        stream, _ = take_up(flow, begun[0]["workflow_run_id"])
        twice = [
            event
            for event in stream
            if event["event"] == "node_finished" and event["data"]["node_id"] == "start"
        ]
        assert twice[1] == begun[2]
        assert twice[0]["data"]["id"] == twice[1]["data"]["id"]
        assert twice[0]["data"]["created_at"] == twice[1]["data"]["created_at"]

    def test_the_task_of_a_slow_run(self, newer: Emulator) -> None:
        """Nothing tells it as long as nothing happens: then the run's own id stands for it."""
        with httpx.Client(base_url=newer.base_url) as client:
            workflow = Caller(client, newer.keys["workflow"], "u")
            begun, _ = begin(workflow, "[[cut:6]] [[delay:0.8]]")
            run_id = begun[0]["workflow_run_id"]
            stream, _ = take_up(workflow, run_id)
        assert stream[0]["task_id"] == run_id
        assert stream[-1]["task_id"] == begun[0]["task_id"]

    def test_pauses(self, flow: Caller) -> None:
        """A stream ends with a pause that happens before its eyes, unless it is to stay;
        an old one does not end it.
        """
        begun, _ = begin(flow, "[[pause:3]] [[lockstep]]")
        run_id = begun[0]["workflow_run_id"]
        for turn in range(2):
            (token,) = (reason["form_token"] for reason in begun[-1]["data"]["reasons"])
            flow.submit(token)
            begun, _ = take_up(flow, run_id, continue_on_pause="false")
            live = [event["data"]["paused_nodes"] for event in begun if event["event"] == "workflow_paused"]
            assert live[-1] == [f"human{turn + 2}"]
        # The next submits while the stream is open.
        asked = {"user": "u", "include_state_snapshot": "true", "continue_on_pause": "true"}
        seen = []
        with flow.client.stream(
            "GET",
            f"/v1/workflow/{run_id}/events",
            params=asked,
            headers={"Authorization": f"Bearer {flow.key}"},
        ) as response:
            assert response.headers["Cache-Control"] == "no-cache"
            for line in response.iter_lines():
                if line.startswith("data: "):
                    seen.append(json.loads(line.removeprefix("data: ")))
                    if seen[-1]["event"] == "workflow_paused":
                        flow.submit(seen[-1]["data"]["reasons"][0]["form_token"])
        assert [event["event"] for event in seen].count("workflow_paused") == 1
        assert [event["data"]["reason"] for event in seen if event["event"] == "workflow_started"] == [
            "initial",
            "resumption",
        ]
        assert seen[-1]["event"] == "workflow_finished"

    def test_a_later_release_ends_with_an_old_pause(self) -> None:
        """From 1.15 on, unless the stream is to stay."""
        with Emulator(version="1.15.0") as emulator, httpx.Client(base_url=emulator.base_url) as client:
            workflow = Caller(client, emulator.keys["workflow"], "u")
            run_id = workflow.run("[[pause]]")[0]["workflow_run_id"]
            stream = workflow.events(run_id, continue_on_pause="false")
        assert stream[-1]["event"] == "workflow_paused"

    def test_a_pause_without_a_snapshot(self) -> None:
        """Gives pings alone, as recorded."""
        quick = Emulator(version="1.14.2", ping_interval=0.02)
        with quick as emulator, httpx.Client(base_url=emulator.base_url) as client:
            workflow = Caller(client, emulator.keys["workflow"], "u")
            path = f"/v1/workflow/{workflow.run('[[pause]]')[0]['workflow_run_id']}/events"
            headers = {"Authorization": f"Bearer {workflow.key}"}
            with client.stream("GET", path, params={"user": "u"}, headers=headers) as response:
                lines = response.iter_lines()
                assert [next(lines) for _ in range(6)] == ["event: ping", ""] * 3

    def test_whose_it_is(self, newer: Emulator, flow: Caller) -> None:
        """Another user's run is not found, nor another app's;
        a chat app has none; older releases know no such path.
        """
        run_id = begin(flow, "hi")[0][0]["workflow_run_id"]
        path, query = f"/v1/workflow/{run_id}/events", {"user": "u"}
        assert flow("GET", path, 404, params={"user": "zz"}).json()["message"] == "Workflow run not found"
        assert flow("GET", f"/v1/workflow/{NOBODY}/events", 404, params=query).json()["code"] == "not_found"
        other = {"workflow": "chatflow", "chatflow": "workflow"}[kind(flow)]
        assert (
            Caller(flow.client, newer.keys[other], "u")("GET", path, 404, params=query).json()["code"]
            == "not_found"
        )
        chat = Caller(flow.client, newer.keys["chat"], "u")
        assert chat("GET", path, 400, params=query).json()["code"] == "not_workflow_app"
        assert flow("GET", path, 400, wrong=True).json()["message"] == "Arg user must be provided."

    def test_older_releases(self, workflow: Caller) -> None:
        """Do not know the path: a page says so."""
        answer = workflow("GET", f"/v1/workflow/{NOBODY}/events", 404, params={"user": "u"})
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_lockstep_waits_for_nobody_who_reads_in_one_piece() -> None:
    """An emulator in lockstep answers blocking requests as ever."""
    with (
        Emulator(version="1.14.2", lockstep=True) as emulator,
        httpx.Client(base_url=emulator.base_url, timeout=40) as client,
    ):
        workflow = Caller(client, emulator.keys["workflow"], "u")
        started = time.monotonic()
        answer = workflow.run("hi", "blocking")
        assert_same_shape(answer["data"]["outputs"], workflow.run("hi")[-1]["data"]["outputs"])
        assert time.monotonic() - started < 30
