"""Streams of workflows against the recorded ones: the order of events, and their fields in each release."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from dify_ext.emulator import Emulator

from .caller import Caller
from .contract import events_of
from .recorded import FOLDER, assert_like, assert_same_shape, by_name, events, order

RELEASES = ("1.8.1", "1.14.2")


@pytest.mark.parametrize(
    ("text", "inputs", "recording"),
    [
        ("hi 世界 [[separators]]", {"n": 1.5}, "workflows-run--streaming"),
        ("[[error:rate_limit]]", {}, "workflows-run--streaming-retry-error"),
        ("check [[pause]]", {}, "workflows-run--human-streaming"),
    ],
)
def test_a_run_is_like_the_recorded_one(
    workflow: Caller, text: str, inputs: dict[str, Any], recording: str
) -> None:
    """Same events, same order, same fields; how it ended in the same words."""
    ours, theirs = workflow.run(text, inputs={"text": text, **inputs}), events(recording)
    assert_like(ours, recording)
    for field in ("status", "error", "total_steps", "exceptions_count"):
        assert ours[-1]["data"].get(field) == theirs[-1]["data"].get(field), field


def test_a_run_by_the_id_of_its_workflow(workflow: Caller) -> None:
    """As any other run."""
    workflow_id = workflow.run("x")[0]["data"]["workflow_id"]
    body = {"inputs": {"text": "[[say:by id]]"}, "user": workflow.user, "response_mode": "streaming"}
    stream = events_of(workflow("POST", f"/v1/workflows/{workflow_id}/run", json=body).text)
    assert_like(stream, "workflows-run-by-id--streaming")
    assert stream[-1]["data"]["outputs"]["out"] == "by id"


def test_the_ids_of_nodes(workflow: Caller) -> None:
    """Every node has a UUID of its own, the last one too."""
    stream = workflow.run("hi")
    ids = {event["data"]["id"] for event in stream if event["event"] == "node_started"}
    assert len({str(UUID(found)) for found in ids}) == 4


def test_a_run_that_asks_and_would_speak(newer: Emulator) -> None:
    """A workflow has no speech: a question that wants it goes on after its pause all the same."""
    with httpx.Client(base_url=newer.base_url) as client:
        workflow = Caller(client, newer.keys["workflow"], "u")
        paused = workflow.run("[[pause]] [[tts]] [[lockstep]]")[-1]
        (reason,) = paused["data"]["reasons"]
        workflow.submit(reason["form_token"])
        stream = workflow.events(paused["workflow_run_id"])
    assert (stream[-1]["event"], stream[-1]["data"]["status"]) == ("workflow_finished", "succeeded")


def test_a_run_that_is_stopped(workflow: Caller) -> None:
    """Ends at once, as recorded; another user's word counts for nothing."""
    body = {
        "inputs": {"text": "[[slow:40:0.03]] stop me"},
        "user": workflow.user,
        "response_mode": "streaming",
    }
    headers = {"Authorization": f"Bearer {workflow.key}"}
    seen = []
    with workflow.client.stream("POST", "/v1/workflows/run", json=body, headers=headers) as response:
        for line in response.iter_lines():
            if line.startswith("data: "):
                seen.append(json.loads(line.removeprefix("data: ")))
                texts = [event["event"] for event in seen].count("text_chunk")
                if seen[-1]["event"] == "text_chunk" and texts in (2, 4):
                    user = "somebody else" if texts == 2 else workflow.user
                    path = f"/v1/workflows/tasks/{seen[-1]['task_id']}/stop"
                    assert workflow("POST", path, json={"user": user}).json() == {"result": "success"}
    assert_like(seen, "workflows-run--workflow-streaming-stopped-ok")
    assert seen[-1]["data"]["error"] == "Stopped by user."
    assert 4 <= [event["event"] for event in seen].count("text_chunk") < 40


@pytest.fixture(scope="module", params=RELEASES)
def release(request: pytest.FixtureRequest) -> Iterator[tuple[str, Emulator, httpx.Client]]:
    """An emulator of a release."""
    with Emulator(version=request.param) as emulator, httpx.Client(base_url=emulator.base_url) as client:
        yield request.param, emulator, client


def test_a_run_that_is_taken_up_is_like_the_recorded_one() -> None:
    """How it stands, then what a person's answer makes of it:
    the recorded stream, field for field, values too.
    """
    with Emulator(version="1.14.2") as emulator, httpx.Client(base_url=emulator.base_url) as client:
        workflow = Caller(client, emulator.keys["workflow"], "user-1")
        paused = workflow.run("check [[pause]] [[lockstep]]")[-1]
        (reason,) = paused["data"]["reasons"]
        assert workflow.submit(reason["form_token"]) == {}
        ours = workflow.events(paused["workflow_run_id"])
    theirs = events("1.14.2/workflow-events--live-resume")
    assert order(ours) == order(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert_same_shape(
            mine, other, frozenset({"inputs"} if mine["event"] != "node_finished" else ()) | {"text"}
        )
    assert (ours[0]["data"]["reason"], ours[7]["data"]["reason"]) == ("initial", "resumption")
    assert by_name(ours)["workflow_finished"]["data"]["outputs"] == {"comment": "fine 好", "act": "approve"}
    for index in (3, 4, 8, 12):
        mine, other = ours[index]["data"], theirs[index]["data"]
        for field in ("node_id", "node_type", "title", "index", "status", "outputs"):
            assert str(mine.get(field)).replace(" [[pause]] [[lockstep]]", "") == str(other.get(field)), (
                index,
                field,
            )


def fields_of(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all fields, of data that is the caller's own only the name."""
    for name, item in value.items():
        here = f"{path}{name}"
        yield here
        free = name in ("inputs", "outputs", "process_data", "data.data") or name.endswith("_map")
        if isinstance(item, dict) and not free and here != "data.extras":
            yield from fields_of(item, f"{here}.")


def known_fields(version: str) -> dict[str, list[str]]:
    """The fields that the events of a release were seen to have, by name and kind of app."""
    lines = (FOLDER.parent / "fields" / f"{version}.txt").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        head, _, rest = line.partition(": ")
        found[head] = [field.partition(":")[0] for field in rest.split(", ")]
    return found


def test_fields_of_each_release(release: tuple[str, Emulator, httpx.Client]) -> None:
    """Every event has all fields it was seen to have there, and no others."""
    version, emulator, client = release
    workflow, chatflow = (Caller(client, emulator.keys[name], "u") for name in ("workflow", "chatflow"))
    known = known_fields(version)
    streams: dict[str, list[dict[str, Any]]] = {"workflow": [], "chatlike": []}
    for text in ("[[iterate:2]] [[loop:2]]", "[[error]]", "[[pause]]"):
        streams["workflow"] += workflow.run(text)
    for text in ("hi", "[[error]]", "[[pause]]"):  # no iteration of a chatflow was ever recorded
        streams["chatlike"] += chatflow.stream(text)
    seen = set()
    for kind, stream in streams.items():
        for event in stream:
            head = f"{event['event']} [{kind}]"
            seen.add(head)
            ours, theirs = list(fields_of(event)), known[head]
            extra = [field for field in ours if field not in theirs]
            assert not extra, (head, extra)
            if version == "1.8.1":
                missing = [field for field in theirs if "metadata." not in field and field not in ours]
                assert [field for field in missing if not field.startswith("data.execution")] == [], (
                    head,
                    missing,
                )
    names = {head.partition(" ")[0] for head in seen}
    assert names >= {
        "iteration_next",
        "loop_completed",
        "node_retry",
        "text_chunk",
        "message",
        "workflow_finished",
    }
    assert ("error" in names) == (version == "1.8.1")
    assert ("workflow_paused" in names) == (version == "1.14.2")


def test_the_old_release_counts_nodes_and_ends_otherwise(release: tuple[str, Emulator, httpx.Client]) -> None:
    """1.8 knows which node ran before;
    a chatflow's message ends last there, and a failed one has an error event.
    """
    version, emulator, client = release
    chatflow = Caller(client, emulator.keys["chatflow"], "u")
    well, failed = chatflow.stream("hi"), chatflow.stream("[[fail]]")
    last = [event["event"] for event in well[-2:]]
    started = [event["data"] for event in well if event["event"] == "node_started"]
    nodes = [(data["index"], data["predecessor_node_id"]) for data in started]
    if version == "1.8.1":
        assert last == ["workflow_finished", "message_end"]
        assert nodes == [(1, None), (2, "start"), (3, "llm1"), (4, "assign")]
        assert failed[-1]["message"] == "Run failed: fake unavailable error"
    else:
        assert last == ["message_end", "workflow_finished"]
        assert nodes == [(1, None)] * 4
        assert failed[-1]["event"] == "workflow_finished"
    assert chatflow.ask("[[fail]]", 400)["message"] == "Run failed: fake unavailable error"
    query = {"user": "u", "conversation_id": well[0]["conversation_id"]}
    (stored,) = chatflow("GET", "/v1/messages", params=query).json()["data"]
    assert stored["answer"].startswith("Echo: hi")
