"""Folds of runs that pause, break and are taken up again:
what is missing is known, and made good where it can be.
"""

from __future__ import annotations

from typing import Any

import pytest
from dify_api.models import Message
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import StreamFailed, WorkflowFailed
from dify_ext._streaming.accumulators import DatasourceAccumulator, RunAccumulator, WorkflowAccumulator
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext.events import parse_event
from tests.wire.recordings import RECORDINGS

IDS = {"task_id": "t", "workflow_run_id": "r"}
CHAT = {**IDS, "message_id": "m", "conversation_id": "c", "created_at": 1795172750}
STARTED = {
    "event": "workflow_started",
    **IDS,
    "data": {"id": "r", "workflow_id": "w", "inputs": {}, "created_at": 1},
}
END = {"event": "message_end", **CHAT, "id": "m", "metadata": {"usage": {"total_tokens": 18}}, "files": None}
FORMS = [{"form_id": f"f{number}", "node_id": f"n{number}", "node_title": "Human"} for number in (1, 2)]
STORED = {"id": "m", "conversation_id": "c", "inputs": {}, "query": "q", "created_at": 1, "status": "normal"}


def chunk(text: str) -> dict[str, Any]:
    """A piece of a workflow's text."""
    return {"event": "text_chunk", **IDS, "data": {"text": text, "from_variable_selector": ["n", "text"]}}


def message(text: str) -> dict[str, Any]:
    """A piece of a chatflow's answer."""
    return {"event": "message", **CHAT, "answer": text}


def required(form: dict[str, Any]) -> dict[str, Any]:
    """A human is asked."""
    return {"event": "human_input_required", **IDS, "data": form}


def paused(*forms: dict[str, Any]) -> dict[str, Any]:
    """The run waits."""
    reasons = [{"TYPE": "human_input_required", **form} for form in forms]
    data = {
        "workflow_run_id": "r",
        "paused_nodes": ["n1"],
        "reasons": reasons,
        "status": "paused",
        "total_steps": 2,
    }
    return {"event": "workflow_paused", **IDS, "data": data}


def finished(status: str = "succeeded", **more: Any) -> dict[str, Any]:
    """The run's end."""
    return {"event": "workflow_finished", **IDS, "data": {"id": "r", "status": status, **more}}


def folded(accumulator: Any, *events: dict[str, Any]) -> list[str]:
    """The text that each of these events added."""
    return [accumulator.add(parse_event(event)) for event in events]


def torn_open(accumulator: Any, before: list[str], after: list[str], piece: Any = chunk) -> str:
    """Fold what came before the connection broke, and what came on the next;
    the text that a reader was given.
    """
    given_texts = folded(accumulator, STARTED, *map(piece, before))
    accumulator.lose_text()
    return "".join([*given_texts, *folded(accumulator, *map(piece, after))])


# A workflow's run.


def test_a_recorded_run() -> None:
    """The result has all that its end says, and the text on the way."""
    recording = RECORDINGS["1.13.2/workflows-run--streaming"]
    accumulator = WorkflowAccumulator()
    texts = folded(accumulator, *recording.events[:-1])
    assert not accumulator.whole
    end = recording.events[-1]
    texts += folded(accumulator, end)
    result = accumulator.result
    assert result is accumulator.result
    assert (result.status, result.outputs, result.error) == ("succeeded", end["data"]["outputs"], None)
    assert (result.task_id, result.workflow_run_id) == (end["task_id"], end["workflow_run_id"])
    assert (result.workflow_id, result.total_steps) == (
        end["data"]["workflow_id"],
        end["data"]["total_steps"],
    )
    assert (result.elapsed_time, result.finished_at) == (
        end["data"]["elapsed_time"],
        end["data"]["finished_at"],
    )
    assert result.text == recording.text == "".join(texts)
    assert (accumulator.whole, accumulator.is_final, accumulator.is_paused, accumulator.failure()) == (
        True,
        True,
        False,
        None,
    )


@pytest.mark.parametrize(
    "name", ["1.13.2/workflows-run--streaming", "1.13.2/workflows-run-by-id--streaming", "live-resume"]
)
def test_a_recorded_text_can_be_told_from_the_outputs(name: str) -> None:
    """Whatever is lost in the middle, the outputs have it, as it would have come."""
    recording = RECORDINGS[{"live-resume": "1.14.2/workflow-events--live-resume"}.get(name, name)]
    texts = [event["data"]["text"] for event in recording.events if event["event"] == "text_chunk"]
    for lost in range(len(texts)):
        accumulator = WorkflowAccumulator()
        read = torn_open(accumulator, texts[:lost], texts[lost + 1 :])
        assert read == "".join(texts[:lost])
        assert accumulator.text.all_pieces == "".join(texts[:lost] + texts[lost + 1 :])
        folded(accumulator, recording.events[-1])
        assert read + accumulator.complete_text() == accumulator.result.text == recording.text
        assert (accumulator.text.has_gap, accumulator.text.is_contradicted) == (False, False)


def test_a_failed_run() -> None:
    """The stream is whole and yet a failure, with the run's end and the result so far."""
    accumulator = WorkflowAccumulator()
    folded(accumulator, STARTED, chunk("so far"), finished("failed", error="out of cheese", elapsed_time=1.5))
    failure = accumulator.failure()
    assert isinstance(failure, WorkflowFailed)
    assert "out of cheese (run r)" in str(failure)
    assert failure.run is accumulator.run
    assert (failure.partial.text, failure.partial.status, failure.partial.elapsed_time) == (
        "so far",
        "failed",
        1.5,
    )


def test_an_error_event_of_a_workflow() -> None:
    """It raises with the result so far."""
    accumulator = WorkflowAccumulator()
    folded(accumulator, STARTED, chunk("so far"))
    with pytest.raises(StreamFailed, match="no credits") as caught:
        folded(accumulator, {"event": "error", "status": 400, "code": "c", "message": "no credits"})
    assert (caught.value.partial.text, caught.value.partial.workflow_id) == ("so far", "w")


def test_events_that_say_nothing() -> None:
    """Events without data change nothing but what they are."""
    accumulator = WorkflowAccumulator()
    bare = [{"event": name, **IDS} for name in ("workflow_started", "human_input_required", "text_chunk")]
    assert folded(accumulator, *bare, {"event": "human_input_form_filled", **IDS}) == [""] * 4
    assert (accumulator.whole, accumulator.forms, accumulator.result.status) == (False, [], None)
    folded(accumulator, {"event": "workflow_paused", **IDS})
    assert (accumulator.whole, accumulator.is_paused, accumulator.forms) == (True, True, [])
    folded(accumulator, {"event": "workflow_finished", **IDS})
    assert (accumulator.whole, accumulator.is_paused, accumulator.run) == (True, False, None)


def test_the_ids() -> None:
    """The task's id is the first that is known;
    where a server put the run's in its place, the next takes over.
    """
    accumulator = WorkflowAccumulator()
    folded(
        accumulator,
        {"event": "new", "task_id": "t"},
        {"event": "new", "task_id": "t2", "workflow_run_id": "r"},
    )
    assert (accumulator.task_id, accumulator.workflow_run_id) == ("t", "r")
    accumulator = WorkflowAccumulator()
    accumulator.workflow_run_id = "r"
    folded(accumulator, {**STARTED, "task_id": "r"}, {**STARTED, "task_id": None})
    assert accumulator.task_id == "r"
    folded(accumulator, chunk("x"), {**chunk("x"), "task_id": "t2"})
    assert (accumulator.task_id, accumulator.result.task_id) == ("t", "t")


def test_a_accumulator_of_no_kind() -> None:
    """What kinds of runs differ in is theirs to say:
    there is none of no kind, and one may have no text to mend.
    """
    with pytest.raises(TypeError, match="result"):
        RunAccumulator()  # type: ignore[abstract]
    accumulator = DatasourceAccumulator()
    accumulator.lose_text()
    assert (accumulator.complete_text(), accumulator.text.has_gap, accumulator.result) == ("", True, [])


# Pauses.


def test_several_forms_at_once() -> None:
    """All are known until the run goes on; a form that is filled in is none any more."""
    accumulator = WorkflowAccumulator()
    folded(accumulator, STARTED, *map(required, FORMS), paused(*FORMS))
    assert [form.form_id for form in accumulator.forms] == ["f1", "f2"]
    assert (accumulator.result.status, accumulator.result.total_steps) == ("paused", 2)
    folded(
        accumulator, {"event": "human_input_form_filled", **IDS, "data": {"node_id": "n1", "action_id": "ok"}}
    )
    assert [form.form_id for form in accumulator.forms] == ["f2"]
    accumulator.unpause()
    assert (accumulator.forms, accumulator.whole, accumulator.is_paused) == ([], False, False)


def test_a_run_that_ends_while_it_seems_to_wait() -> None:
    """An end is an end, though nothing said that the run went on: servers tell it but once a second."""
    accumulator = WorkflowAccumulator()
    folded(accumulator, STARTED, required(FORMS[0]), paused(FORMS[0]), finished(outputs={"a": 1}))
    assert (accumulator.whole, accumulator.is_paused, accumulator.forms) == (True, False, [])
    assert (accumulator.result.status, accumulator.result.outputs) == ("succeeded", {"a": 1})


def test_going_on_after_a_pause_of_a_chatflow() -> None:
    """The answer has a new end then; what was written before the pause stays."""
    accumulator = ChatAccumulator()
    folded(accumulator, STARTED, message("a"), END, paused(FORMS[0]))
    assert (accumulator.has_end, accumulator.is_paused) == (True, True)
    folded(accumulator, STARTED)
    assert (accumulator.has_end, accumulator.whole, accumulator.is_missing_parts) == (False, False, True)
    folded(accumulator, message("b"), END, finished())
    assert (
        accumulator.result.answer,
        accumulator.whole,
        accumulator.is_missing_parts,
        accumulator.is_paused,
    ) == (
        "ab",
        True,
        False,
        False,
    )


# Gaps, and what fills them.


def test_text_after_a_gap_is_held_back() -> None:
    """A reader gets no text with a hole in it: what comes after is for the end, each gap for itself."""
    accumulator = WorkflowAccumulator()
    assert torn_open(accumulator, ["a", "b"], ["d", "e"]) == "ab"
    accumulator.lose_text()
    assert folded(accumulator, chunk("g")) == [""]
    assert (
        accumulator.text.has_gap,
        accumulator.text.delivered,
        accumulator.text.all_pieces,
        accumulator.result.text,
    ) == (
        True,
        "ab",
        "abdeg",
        "abdeg",
    )
    folded(accumulator, finished(outputs={"out": "abcdefg"}))
    assert accumulator.complete_text() == "cdefg"
    assert (
        accumulator.text.has_gap,
        accumulator.text.is_contradicted,
        accumulator.text.delivered,
        accumulator.result.text,
    ) == (
        False,
        False,
        "abcdefg",
        "abcdefg",
    )
    assert folded(accumulator, chunk("!")) == ["!"]
    assert accumulator.result.text == "abcdefg!"


@pytest.mark.parametrize(
    ("outputs", "read", "whole"),
    [
        ({"out": "abcde"}, "ab", "abcde"),
        ({"n": 3, "out": "abcde"}, "ab", "abcde"),
        ({"one": "ab", "two": "cde"}, "abc", "abcde"),
        ({"one": "ab", "two": "cde"}, "ab", "ab\ncde"),
        ({"one": "ab", "n": 5, "two": "e"}, "ab", "ab\n5\ne"),
        ({"n": 5, "one": "ab", "two": "e"}, "ab", "ab\ne"),
        ({"one": "ab", "none": None, "two": {"é": ["e"]}}, "ab", 'ab\n\n{\n  "é": [\n    "e"\n  ]\n}'),
        *[(outputs, "ab", None) for outputs in ({"one": "xyz"}, {"one": "ab"}, {"n": 5}, {}, None)],
    ],
)
def test_outputs_that_fit(outputs: Any, read: str, whole: str | None) -> None:
    """An output, or all of them as they are streamed,
    where it goes on from what was read and ends as that ended.
    """
    accumulator = WorkflowAccumulator()
    after = "e" if whole is None else whole[-1]
    torn_open(accumulator, [read], [after])
    folded(accumulator, finished(outputs=outputs))
    rest = accumulator.complete_text()
    if whole is None:
        assert (rest, accumulator.text.has_gap, accumulator.result.text) == ("", True, read + after)
    else:
        assert (read + rest, accumulator.text.has_gap, accumulator.result.text) == (whole, False, whole)


def test_nothing_to_fill_a_gap_with() -> None:
    """Before the run has ended there are no outputs."""
    accumulator = WorkflowAccumulator()
    torn_open(accumulator, ["ab"], [])
    assert (accumulator.complete_text(), accumulator.text.has_gap) == ("", True)


def test_a_text_that_was_another() -> None:
    """Where the whole text does not go on from what was read it is the result, and a reader must be told."""
    accumulator = WorkflowAccumulator()
    torn_open(accumulator, ["ab"], ["e"])
    assert accumulator.text.complete("xyz") == ""
    assert (accumulator.text.is_contradicted, accumulator.text.has_gap, accumulator.result.text) == (
        True,
        False,
        "xyz",
    )


PIECES = st.lists(st.text("ab\n", max_size=3), min_size=1, max_size=8)


@given(PIECES, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=3))
def test_what_was_lost_is_read_in_the_end(pieces: list[str], lost: list[tuple[int, int]]) -> None:
    """Whatever breaks lost: what was read, and what is then made good,
    are the whole text, and nothing of it twice.
    """
    accumulator, read, at = WorkflowAccumulator(), "", 0
    for start, length in sorted(lost):
        read += "".join(folded(accumulator, *map(chunk, pieces[at:start])))
        accumulator.lose_text()
        at = max(at, start) + length
    read += "".join(folded(accumulator, *map(chunk, pieces[at:])))
    whole = "".join(pieces)
    assert whole.startswith(read)
    if accumulator.text.has_gap:
        assert read + accumulator.text.complete(whole) == whole
    assert (
        accumulator.text.has_gap,
        accumulator.text.is_contradicted,
        read if not lost else whole,
        accumulator.result.text,
    ) == (
        False,
        False,
        whole,
        whole,
    )


@given(
    st.dictionaries(st.text(max_size=2), st.text("ab\n", max_size=4) | st.integers(), min_size=1), st.data()
)
def test_outputs_are_the_text(outputs: dict[str, Any], data: st.DataObject) -> None:
    """A text that was streamed from the outputs is made good from them, wherever it was cut."""
    whole = "\n".join(str(value) for value in outputs.values())
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    accumulator = WorkflowAccumulator()
    read = torn_open(accumulator, [whole[:start]], [whole[end:]])
    folded(accumulator, finished(outputs=outputs))
    assert read + accumulator.complete_text() == accumulator.result.text == whole


# A chatflow's answer.


def test_an_answer_with_a_gap() -> None:
    """The run's output has it."""
    accumulator = ChatAccumulator()
    assert torn_open(accumulator, ["Hel"], ["!"], message) == "Hel"
    folded(accumulator, END, finished(outputs={"answer": "Hello!", "files": []}))
    assert accumulator.is_missing_parts
    assert accumulator.complete_text() == "lo!"
    assert (accumulator.result.answer, accumulator.is_missing_parts) == ("Hello!", False)
    assert accumulator.result.usage is not None
    assert (accumulator.result.usage.total_tokens, accumulator.result.mode) == (18, "advanced-chat")


@pytest.mark.parametrize(
    "outputs", [None, {}, {"answer": None}, {"answer": 5}, {"answer": ""}, {"out": "Hello!"}]
)
def test_an_answer_that_the_outputs_have_not(outputs: Any) -> None:
    """Then the gap stays."""
    accumulator = ChatAccumulator()
    torn_open(accumulator, ["Hel"], ["!"], message)
    folded(accumulator, END, finished(outputs=outputs))
    assert (accumulator.complete_text(), accumulator.text.has_gap, accumulator.result.answer) == (
        "",
        True,
        "Hel!",
    )


def test_an_answer_as_it_was_stored() -> None:
    """The message that the server keeps has text, tokens, sources and files."""
    stored = {
        **STORED,
        "answer": "Hello!",
        "retriever_resources": [{"position": 1, "document_name": "a.txt"}],
        "message_files": [
            {
                "id": "f",
                "type": "image",
                "url": "https://h/f",
                "belongs_to": "assistant",
                "filename": "f.png",
            },
            {"id": "u", "type": "image", "url": "https://h/u", "belongs_to": "user"},
        ],
        **{
            "message_tokens": 12,
            "answer_tokens": 6,
            "total_tokens": 18,
            "total_price": "0.1",
            "currency": "USD",
        },
    }
    accumulator = ChatAccumulator()
    torn_open(accumulator, ["Hel"], ["!"], message)
    folded(accumulator, finished(outputs={}))
    assert accumulator.take_stored(Message.from_dict(stored)) == "lo!"
    answer = accumulator.result
    assert (answer.answer, accumulator.text.has_gap) == ("Hello!", False)
    assert answer.usage is not None
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (
        12,
        6,
        18,
    )
    assert (answer.usage.total_price, answer.usage.currency) == ("0.1", "USD")
    assert [source.document_name for source in answer.retriever_resources] == ["a.txt"]
    assert [(file.to_dict()["id"], file.filename) for file in answer.files] == [("f", "f.png")]


def test_a_stored_message_that_says_little() -> None:
    """What it does not say is absent; what the end of the message said stays."""
    accumulator = ChatAccumulator()
    torn_open(accumulator, ["Hel"], [], message)
    assert accumulator.take_stored(Message.from_dict(STORED)) == ""
    assert (
        accumulator.result.answer,
        accumulator.text.is_contradicted,
        accumulator.result.usage,
        accumulator.result.files,
    ) == ("", True, None, [])
    accumulator = ChatAccumulator()
    folded(accumulator, message("Hello"), END | {"files": [{"related_id": "g", "filename": "g.txt"}]})
    assert accumulator.take_stored(Message.from_dict({**STORED, "answer": "other", "total_tokens": 99})) == ""
    assert (
        accumulator.result.answer,
        accumulator.text.is_contradicted,
        [file.filename for file in accumulator.result.files],
    ) == (
        *("Hello", False),
        ["g.txt"],
    )
    assert accumulator.result.usage is not None
    assert accumulator.result.usage.total_tokens == 18


def test_a_break_after_the_end_of_the_message() -> None:
    """There is no text after it that could be lost."""
    accumulator = ChatAccumulator()
    folded(accumulator, STARTED, message("Hello"), END)
    accumulator.lose_text()
    assert (accumulator.text.has_gap, accumulator.is_missing_parts) == (False, False)
    folded(accumulator, finished(outputs={}))
    assert (accumulator.result.answer, accumulator.whole) == ("Hello", True)


def test_moderation_after_a_gap() -> None:
    """A text put in the answer's place is the whole of it: nothing is missing any more."""
    accumulator = ChatAccumulator()
    torn_open(accumulator, ["Hel"], ["!"], message)
    assert folded(accumulator, {"event": "message_replace", **CHAT, "answer": "Help"}, message("!")) == [
        "p",
        "!",
    ]
    assert (accumulator.result.answer, accumulator.text.has_gap, accumulator.text.all_pieces) == (
        "Help!",
        False,
        "Help!",
    )


def test_a_text_in_the_place_of_a_workflows() -> None:
    """``text_replace`` is the whole of the text so far, and nothing if it says nothing."""
    accumulator = WorkflowAccumulator()
    chunk = {"event": "text_chunk", "task_id": "t", "data": {"text": "Hel"}}
    whole = {"event": "text_replace", "task_id": "t", "data": {"text": "Help"}}
    assert folded(accumulator, chunk, whole) == ["Hel", "p"]
    assert accumulator.result.text == "Help"
    assert folded(accumulator, {**whole, "data": None}) == [""]
    assert accumulator.result.text == ""


def test_the_mode_of_a_run_that_another_began() -> None:
    """Its id is known before its first event: it is a chatflow all the same."""
    accumulator = ChatAccumulator()
    accumulator.workflow_run_id = "r"
    folded(accumulator, {"event": "workflow_started", **CHAT, "data": {"id": "r"}}, message("Hi"))
    assert (accumulator.result.mode, accumulator.result.message_id, accumulator.result.conversation_id) == (
        "advanced-chat",
        "m",
        "c",
    )
    folded(accumulator, {"event": "agent_message", **CHAT, "answer": "!"}, message("?"))
    assert accumulator.result.mode == "agent-chat"


def test_a_chatflow_taken_up_as_a_workflow() -> None:
    """``workflows.resume`` of a chatflow's run: its messages are text, too."""
    accumulator = WorkflowAccumulator()
    assert accumulator.add(parse_event({"event": "message", "task_id": "t", "answer": "Hi"})) == "Hi"
    assert (accumulator.result.text, accumulator.result.task_id) == ("Hi", "t")
