# Made from tests/client/_async/test_runs_cut.py by scripts/regenerate: change that one.
"""Runs on the emulator whose connection breaks after each of their events in turn: the run goes on, and a
client that takes it up again misses nothing and gives nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dify_ext import ConnectionFailed, Dify, HumanInputForm, StreamIncomplete
from dify_ext.emulator import Emulator
from dify_ext.events import Event

# In lockstep a run goes on when somebody reads: each break meets it where it was, but for the event it was
# at.
IN_LOCKSTEP = "[[lockstep]]"
BUSY = "[[say:one two three four]][[iterate:2]][[loop:2]]"
TEXT = "one two three four"
HOW = pytest.mark.parametrize(("how", "step"), [("drop", 1), ("torn", 5), ("clean", 7)])
# A snapshot has a start and an end of an iteration or loop as of any node; a stream has events of their own
# for them.
CONTAINERS = ("iteration", "loop")


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0) as running:
        yield running


def data_of(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.to_dict().get("data") or {}
    return data


def told_of_nodes(events: list[Event]) -> Counter[tuple[Any, ...]]:
    """What was told of nodes, in words that two runs of one question share (the index of a node is not one:
    a snapshot counts from another number).
    """
    return Counter(
        (event.event, *map(data_of(event).get, ("node_id", "status", "iteration_id", "loop_id")))
        for event in events
        if event.event.startswith("node_") and data_of(event).get("node_type") not in CONTAINERS
    )


def told(events: list[Event]) -> Counter[tuple[Any, ...]]:
    """The same, and what was told of rounds, which a server does not tell again, and of the run."""
    return told_of_nodes(events) + Counter(
        (event.event, *map(data_of(event).get, ("node_id", "status", "index")))
        for event in events
        if event.event.startswith(("iteration_", "loop_", "workflow_"))
    )


def assert_none_twice(events: list[Event]) -> None:
    """Each start and end of a node is there once, by the id of its execution."""
    ends = Counter((event.event, data_of(event)["id"]) for event in events if event.event.startswith("node_"))
    assert set(ends.values()) == {1}


@HOW
def test_a_workflow_cut_after_every_event(emulator: Emulator, how: str, step: int) -> None:
    """No event twice, every node's once, the whole text and the right result; the run is begun once."""
    question = IN_LOCKSTEP + BUSY
    with Dify(emulator.keys["workflow"], user="u", base_url=emulator.base_url) as dify:
        whole = [event for event in dify.workflows.stream({"text": question})]
        assert len(whole) > 25
        for after in range(1, len(whole) + 1, step):
            started = emulator.runs_started
            stream = dify.workflows.stream({"text": f"{question}[[cut:{after}:{how}]]"})
            events = [event for event in stream]
            result = stream.get_final_result()
            assert emulator.runs_started == started + 1, after
            assert told_of_nodes(events) == told_of_nodes(whole), after
            assert not told(events) - told(whole), after
            assert_none_twice(events)
            assert (result.status, result.outputs["out"]) == ("succeeded", TEXT), after
            assert result.text.startswith(TEXT), after


@HOW
def test_a_chatflow_cut_after_every_event(emulator: Emulator, how: str, step: int) -> None:
    """The same of a chatflow: the answer is whole, and what its stream gives as text is the answer."""
    question = IN_LOCKSTEP + BUSY
    with Dify(emulator.keys["chatflow"], user="u", base_url=emulator.base_url) as dify:
        whole = [event for event in dify.chat.stream(question)]
        for after in range(1, len(whole) + 1, step):
            started = emulator.runs_started
            stream = dify.chat.stream(f"{question}[[cut:{after}:{how}]]")
            events = [event for event in stream]
            answer = stream.get_final_answer()
            assert emulator.runs_started == started + 1, after
            assert told_of_nodes(events) == told_of_nodes(whole), after
            assert not told(events) - told(whole), after
            assert_none_twice(events)
            assert answer.answer.startswith(TEXT), after
            assert answer.message_id == stream.message_id is not None


@pytest.mark.parametrize("app", ["workflow", "chatflow"])
def test_runs_that_do_not_wait(emulator: Emulator, app: str) -> None:
    """A run that went on while nobody read, to its end or nearly so:
    its text is made good, and its result is right.
    """
    with Dify(emulator.keys[app], user="u", base_url=emulator.base_url) as dify:
        for after in range(1, 14):
            question = f"[[say:{TEXT}]][[cut:{after}]]"
            started = emulator.runs_started
            if app == "workflow":
                text = [piece for piece in dify.workflows.stream({"text": question}).text_stream]
                result = dify.workflows.run({"text": question})
                assert result.outputs["out"] == TEXT
                assert "".join(text).startswith(f"{TEXT}\n"), after
            else:
                text = [piece for piece in dify.chat.stream(question).text_stream]
                answer = dify.chat.send(question)
                assert answer.answer == "".join(text), after
                assert answer.answer.startswith(TEXT)
            assert emulator.runs_started == started + 2


def test_a_stream_that_breaks_again_and_again(emulator: Emulator) -> None:
    """Every connection breaks after four events, and still the run comes to its end:
    each brings something new.
    """
    question = f"{IN_LOCKSTEP}{BUSY}[[cut:4]][[overlap:3]]"
    with Dify(emulator.keys["workflow"], user="u", base_url=emulator.base_url, max_retries=0) as dify:
        whole = [event for event in dify.workflows.stream({"text": IN_LOCKSTEP + BUSY})]
        events = [event for event in dify.workflows.stream({"text": question + "[[recut:9]]"})]
        assert told_of_nodes(events) == told_of_nodes(whole)
        assert_none_twice(events)
        started = emulator.runs_started
        with pytest.raises(StreamIncomplete) as caught:  # the snapshot alone is longer than what comes of it
            dify.workflows.run({"text": question + "[[recuts:4]]"})
        assert isinstance(caught.value.__cause__, ConnectionFailed)
        assert emulator.runs_started == started + 1


def test_on_human_input(emulator: Emulator) -> None:
    """A handler is asked once for each form, wherever the connection breaks; its answer is in the result."""
    asked: list[str] = []

    def decide(form: HumanInputForm) -> tuple[str, dict[str, str]]:
        assert form.expiration_time is not None
        asked.append(form.form_id or "")
        return (form.actions or [])[0].id or "", {"comment": f"fine {len(asked)}"}

    with Dify(emulator.keys["workflow"], user="u", base_url=emulator.base_url) as dify:
        for after in range(1, 9):
            asked.clear()
            submitted, started = emulator.forms_submitted, emulator.runs_started
            question = f"{IN_LOCKSTEP}[[pause:2]][[cut:{after}]][[recut:{after + 4}]]"
            result = dify.workflows.run({"text": question}, on_human_input=decide)
            assert (result.outputs["comment"], result.outputs["comment2"]) == ("fine 1", "fine 2")
            assert len(asked) == len(set(asked)) == 2
            assert (emulator.forms_submitted - submitted, emulator.runs_started - started) == (2, 1)
        events = [event for event in dify.workflows.stream({"text": "[[pause]]"}, on_human_input=decide)]
        ends = [
            data_of(event)["status"]
            for event in events
            if event.event in ("node_finished", "workflow_finished")
        ]
        assert ends == ["succeeded", "paused", *["succeeded"] * 3]  # though it may all be in one second
        assert [event.event for event in events].count("workflow_started") == 2
    with Dify(emulator.keys["chatflow"], user="u", base_url=emulator.base_url) as dify:
        asked.clear()
        answer = dify.chat.send("[[pause]][[say:hello]]", on_human_input=decide)
        assert answer.answer == "hello\napproved fine 1"


def test_an_older_release(emulator: Emulator) -> None:
    """One that has no stream to take up is asked how the run ended; the run is begun once."""
    with Emulator(version="1.13.2", delay=0.0) as older:
        with Dify(older.keys["workflow"], user="u", base_url=older.base_url) as dify:
            result = dify.workflows.run({"text": f"[[say:{TEXT}]][[cut:5]]"})
            assert (result.status, result.outputs["out"]) == ("succeeded", TEXT)
            assert older.runs_started == 1
        with Dify(older.keys["chatflow"], user="u", base_url=older.base_url) as dify:
            answer = dify.chat.send(f"[[say:{TEXT}]][[cut:5]]")
            assert answer.answer.startswith(TEXT)
            assert older.runs_started == 2
