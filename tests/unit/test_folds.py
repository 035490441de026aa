"""Folds of runs that pause, break and are taken up again: what is missing is known, and made good where it can be."""

from __future__ import annotations

from typing import Any

import pytest
from dify_api.models.message import Message
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import StreamFailed, WorkflowFailed
from dify_ext._datasource import DatasourceFold
from dify_ext._folds import ChatFold, RunFold, WorkflowFold
from dify_ext.events import parse_event
from tests.wire.recordings import RECORDINGS

IDS = {"task_id": "t", "workflow_run_id": "r"}
CHAT = {**IDS, "message_id": "m", "conversation_id": "c", "created_at": 1795172750}
STARTED = {"event": "workflow_started", **IDS, "data": {"id": "r", "workflow_id": "w", "inputs": {}, "created_at": 1}}
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
    data = {"workflow_run_id": "r", "paused_nodes": ["n1"], "reasons": reasons, "status": "paused", "total_steps": 2}
    return {"event": "workflow_paused", **IDS, "data": data}


def finished(status: str = "succeeded", **more: Any) -> dict[str, Any]:
    """The run's end."""
    return {"event": "workflow_finished", **IDS, "data": {"id": "r", "status": status, **more}}


def folded(fold: Any, *events: dict[str, Any]) -> list[str]:
    """The text that each of these events added."""
    return [fold.add(parse_event(event)) for event in events]


def torn_open(fold: Any, before: list[str], after: list[str], piece: Any = chunk) -> str:
    """Fold what came before the connection broke, and what came on the next; the text that a reader was given."""
    given_texts = folded(fold, STARTED, *map(piece, before))
    fold.lose_text()
    return "".join([*given_texts, *folded(fold, *map(piece, after))])


# A workflow's run.


def test_a_recorded_run() -> None:
    """The result has all that its end says, and the text on the way."""
    recording = RECORDINGS["1.13.2/workflows-run--streaming"]
    fold = WorkflowFold()
    texts = folded(fold, *recording.events[:-1])
    assert not fold.is_over
    end = recording.events[-1]
    texts += folded(fold, end)
    result = fold.result
    assert result is fold.partial
    assert (result.status, result.outputs, result.error) == ("succeeded", end["data"]["outputs"], None)
    assert (result.task_id, result.workflow_run_id) == (end["task_id"], end["workflow_run_id"])
    assert (result.workflow_id, result.total_steps) == (end["data"]["workflow_id"], end["data"]["total_steps"])
    assert (result.elapsed_time, result.finished_at) == (end["data"]["elapsed_time"], end["data"]["finished_at"])
    assert result.text == recording.text == "".join(texts)
    assert (fold.whole, fold.is_over, fold.is_paused, fold.failure()) == (True, True, False, None)


@pytest.mark.parametrize(
    "name", ["1.13.2/workflows-run--streaming", "1.13.2/workflows-run-by-id--streaming", "live-resume"]
)
def test_a_recorded_text_can_be_told_from_the_outputs(name: str) -> None:
    """Whatever is lost in the middle, the outputs have it, as it would have come."""
    recording = RECORDINGS[{"live-resume": "1.14.2/workflow-events--live-resume"}.get(name, name)]
    texts = [event["data"]["text"] for event in recording.events if event["event"] == "text_chunk"]
    for lost in range(len(texts)):
        fold = WorkflowFold()
        read = torn_open(fold, texts[:lost], texts[lost + 1 :])
        assert read == "".join(texts[:lost])
        assert fold.text_with_gaps == "".join(texts[:lost] + texts[lost + 1 :])
        folded(fold, recording.events[-1])
        assert read + fold.mend_from_outputs() == fold.result.text == recording.text
        assert (fold.has_gap, fold.is_torn) == (False, False)


def test_a_failed_run() -> None:
    """The stream is whole and yet a failure, with the run's end and the result so far."""
    fold = WorkflowFold()
    folded(fold, STARTED, chunk("so far"), finished("failed", error="out of cheese", elapsed_time=1.5))
    failure = fold.failure()
    assert isinstance(failure, WorkflowFailed)
    assert "out of cheese (run r)" in str(failure)
    assert failure.run is fold.run
    assert (failure.partial.text, failure.partial.status, failure.partial.elapsed_time) == ("so far", "failed", 1.5)


def test_an_error_event_of_a_workflow() -> None:
    """It raises with the result so far."""
    fold = WorkflowFold()
    folded(fold, STARTED, chunk("so far"))
    with pytest.raises(StreamFailed, match="no credits") as caught:
        folded(fold, {"event": "error", "status": 400, "code": "c", "message": "no credits"})
    assert (caught.value.partial.text, caught.value.partial.workflow_id) == ("so far", "w")


def test_events_that_say_nothing() -> None:
    """Events without data change nothing but what they are."""
    fold = WorkflowFold()
    bare = [{"event": name, **IDS} for name in ("workflow_started", "human_input_required", "text_chunk")]
    assert folded(fold, *bare, {"event": "human_input_form_filled", **IDS}) == [""] * 4
    assert (fold.whole, fold.forms, fold.result.status) == (False, [], None)
    folded(fold, {"event": "workflow_paused", **IDS})
    assert (fold.whole, fold.is_paused, fold.forms) == (True, True, [])
    folded(fold, {"event": "workflow_finished", **IDS})
    assert (fold.whole, fold.is_paused, fold.run) == (True, False, None)


def test_the_ids() -> None:
    """The task's id is the first that is known; where a server put the run's in its place, the next takes over."""
    fold = WorkflowFold()
    folded(fold, {"event": "new", "task_id": "t"}, {"event": "new", "task_id": "t2", "workflow_run_id": "r"})
    assert (fold.task_id, fold.workflow_run_id) == ("t", "r")
    fold = WorkflowFold()
    fold.workflow_run_id = "r"
    folded(fold, {**STARTED, "task_id": "r"}, {**STARTED, "task_id": None})
    assert fold.task_id == "r"
    folded(fold, chunk("x"), {**chunk("x"), "task_id": "t2"})
    assert (fold.task_id, fold.result.task_id) == ("t", "t")


def test_a_fold_of_no_kind() -> None:
    """What kinds of runs differ in is theirs to say: there is none of no kind, and one may have no text to mend."""
    with pytest.raises(TypeError, match="partial"):
        RunFold()  # type: ignore[abstract]
    fold = DatasourceFold()
    fold.lose_text()
    assert (fold.mend_from_outputs(), fold.has_gap, fold.partial) == ("", True, [])


# Pauses.


def test_several_forms_at_once() -> None:
    """All are known until the run goes on; a form that is filled in is none any more."""
    fold = WorkflowFold()
    folded(fold, STARTED, *map(required, FORMS), paused(*FORMS))
    assert [form.form_id for form in fold.forms] == ["f1", "f2"]
    assert (fold.result.status, fold.result.total_steps) == ("paused", 2)
    folded(fold, {"event": "human_input_form_filled", **IDS, "data": {"node_id": "n1", "action_id": "ok"}})
    assert [form.form_id for form in fold.forms] == ["f2"]
    fold.resumed()
    assert (fold.forms, fold.whole, fold.is_paused) == ([], False, False)


def test_a_run_that_ends_while_it_seems_to_wait() -> None:
    """An end is an end, though nothing said that the run went on: servers tell it but once a second."""
    fold = WorkflowFold()
    folded(fold, STARTED, required(FORMS[0]), paused(FORMS[0]), finished(outputs={"a": 1}))
    assert (fold.whole, fold.is_paused, fold.forms) == (True, False, [])
    assert (fold.result.status, fold.result.outputs) == ("succeeded", {"a": 1})


def test_going_on_after_a_pause_of_a_chatflow() -> None:
    """The answer has a new end then; what was written before the pause stays."""
    fold = ChatFold()
    folded(fold, STARTED, message("a"), END, paused(FORMS[0]))
    assert (fold.has_end, fold.is_paused) == (True, True)
    folded(fold, STARTED)
    assert (fold.has_end, fold.whole, fold.lacks) == (False, False, True)
    folded(fold, message("b"), END, finished())
    assert (fold.answer.answer, fold.whole, fold.lacks, fold.is_paused) == ("ab", True, False, False)


# Gaps, and what fills them.


def test_text_after_a_gap_is_held_back() -> None:
    """A reader gets no text with a hole in it: what comes after is for the end, each gap for itself."""
    fold = WorkflowFold()
    assert torn_open(fold, ["a", "b"], ["d", "e"]) == "ab"
    fold.lose_text()
    assert folded(fold, chunk("g")) == [""]
    assert (fold.has_gap, fold.text, fold.text_with_gaps, fold.result.text) == (True, "ab", "abdeg", "abdeg")
    folded(fold, finished(outputs={"out": "abcdefg"}))
    assert fold.mend_from_outputs() == "cdefg"
    assert (fold.has_gap, fold.is_torn, fold.text, fold.result.text) == (False, False, "abcdefg", "abcdefg")
    assert folded(fold, chunk("!")) == ["!"]
    assert fold.result.text == "abcdefg!"


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
    """An output, or all of them as they are streamed, where it goes on from what was read and ends as that ended."""
    fold = WorkflowFold()
    after = "e" if whole is None else whole[-1]
    torn_open(fold, [read], [after])
    folded(fold, finished(outputs=outputs))
    rest = fold.mend_from_outputs()
    if whole is None:
        assert (rest, fold.has_gap, fold.result.text) == ("", True, read + after)
    else:
        assert (read + rest, fold.has_gap, fold.result.text) == (whole, False, whole)


def test_nothing_to_fill_a_gap_with() -> None:
    """Before the run has ended there are no outputs."""
    fold = WorkflowFold()
    torn_open(fold, ["ab"], [])
    assert (fold.mend_from_outputs(), fold.has_gap) == ("", True)


def test_a_text_that_was_another() -> None:
    """Where the whole text does not go on from what was read it is the result, and a reader must be told."""
    fold = WorkflowFold()
    torn_open(fold, ["ab"], ["e"])
    assert fold.mend("xyz") == ""
    assert (fold.is_torn, fold.has_gap, fold.result.text) == (True, False, "xyz")


PIECES = st.lists(st.text("ab\n", max_size=3), min_size=1, max_size=8)


@given(PIECES, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=3))
def test_what_was_lost_is_read_in_the_end(pieces: list[str], lost: list[tuple[int, int]]) -> None:
    """Whatever breaks lost: what was read, and what is then made good, are the whole text, and nothing of it twice."""
    fold, read, at = WorkflowFold(), "", 0
    for start, length in sorted(lost):
        read += "".join(folded(fold, *map(chunk, pieces[at:start])))
        fold.lose_text()
        at = max(at, start) + length
    read += "".join(folded(fold, *map(chunk, pieces[at:])))
    whole = "".join(pieces)
    assert whole.startswith(read)
    if fold.has_gap:
        assert read + fold.mend(whole) == whole
    assert (fold.has_gap, fold.is_torn, read if not lost else whole, fold.result.text) == (False, False, whole, whole)


@given(st.dictionaries(st.text(max_size=2), st.text("ab\n", max_size=4) | st.integers(), min_size=1), st.data())
def test_outputs_are_the_text(outputs: dict[str, Any], data: st.DataObject) -> None:
    """A text that was streamed from the outputs is made good from them, wherever it was cut."""
    whole = "\n".join(str(value) for value in outputs.values())
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    fold = WorkflowFold()
    read = torn_open(fold, [whole[:start]], [whole[end:]])
    folded(fold, finished(outputs=outputs))
    assert read + fold.mend_from_outputs() == fold.result.text == whole


# A chatflow's answer.


def test_an_answer_with_a_gap() -> None:
    """The run's output has it."""
    fold = ChatFold()
    assert torn_open(fold, ["Hel"], ["!"], message) == "Hel"
    folded(fold, END, finished(outputs={"answer": "Hello!", "files": []}))
    assert fold.lacks
    assert fold.mend_from_outputs() == "lo!"
    assert (fold.answer.answer, fold.lacks) == ("Hello!", False)
    assert fold.answer.usage is not None
    assert (fold.answer.usage.total_tokens, fold.answer.mode) == (18, "advanced-chat")


@pytest.mark.parametrize("outputs", [None, {}, {"answer": None}, {"answer": 5}, {"answer": "other"}, {"out": "Hello!"}])
def test_an_answer_that_the_outputs_have_not(outputs: Any) -> None:
    """Then the gap stays."""
    fold = ChatFold()
    torn_open(fold, ["Hel"], ["!"], message)
    folded(fold, END, finished(outputs=outputs))
    assert (fold.mend_from_outputs(), fold.has_gap, fold.answer.answer) == ("", True, "Hel!")


def test_an_answer_as_it_was_stored() -> None:
    """The message that the server keeps has text, tokens, sources and files."""
    stored = {
        **STORED,
        "answer": "Hello!",
        "retriever_resources": [{"position": 1, "document_name": "a.txt"}],
        "message_files": [
            {"id": "f", "type": "image", "url": "https://h/f", "belongs_to": "assistant", "filename": "f.png"},
            {"id": "u", "type": "image", "url": "https://h/u", "belongs_to": "user"},
        ],
        **{"message_tokens": 12, "answer_tokens": 6, "total_tokens": 18, "total_price": "0.1", "currency": "USD"},
    }
    fold = ChatFold()
    torn_open(fold, ["Hel"], ["!"], message)
    folded(fold, finished(outputs={}))
    assert fold.take_stored(Message.from_dict(stored)) == "lo!"
    answer = fold.answer
    assert (answer.answer, fold.has_gap) == ("Hello!", False)
    assert answer.usage is not None
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (12, 6, 18)
    assert (answer.usage.total_price, answer.usage.currency) == ("0.1", "USD")
    assert [source.document_name for source in answer.retriever_resources] == ["a.txt"]
    assert [(file.to_dict()["id"], file.filename) for file in answer.files] == [("f", "f.png")]


def test_a_stored_message_that_says_little() -> None:
    """What it does not say is absent; what the end of the message said stays."""
    fold = ChatFold()
    torn_open(fold, ["Hel"], [], message)
    assert fold.take_stored(Message.from_dict(STORED)) == ""
    assert (fold.answer.answer, fold.is_torn, fold.answer.usage, fold.answer.files) == ("", True, None, [])
    fold = ChatFold()
    folded(fold, message("Hello"), END | {"files": [{"related_id": "g", "filename": "g.txt"}]})
    assert fold.take_stored(Message.from_dict({**STORED, "answer": "other", "total_tokens": 99})) == ""
    assert (fold.answer.answer, fold.is_torn, [file.filename for file in fold.answer.files]) == (
        *("Hello", False),
        ["g.txt"],
    )
    assert fold.answer.usage is not None
    assert fold.answer.usage.total_tokens == 18


def test_a_break_after_the_end_of_the_message() -> None:
    """There is no text after it that could be lost."""
    fold = ChatFold()
    folded(fold, STARTED, message("Hello"), END)
    fold.lose_text()
    assert (fold.has_gap, fold.lacks) == (False, False)
    folded(fold, finished(outputs={}))
    assert (fold.answer.answer, fold.whole) == ("Hello", True)


def test_moderation_after_a_gap() -> None:
    """A text put in the answer's place is the whole of it: nothing is missing any more."""
    fold = ChatFold()
    torn_open(fold, ["Hel"], ["!"], message)
    assert folded(fold, {"event": "message_replace", **CHAT, "answer": "Help"}, message("!")) == ["p", "!"]
    assert (fold.answer.answer, fold.has_gap, fold.text_with_gaps) == ("Help!", False, "Help!")


def test_the_mode_of_a_run_that_another_began() -> None:
    """Its id is known before its first event: it is a chatflow all the same."""
    fold = ChatFold()
    fold.workflow_run_id = "r"
    folded(fold, {"event": "workflow_started", **CHAT, "data": {"id": "r"}}, message("Hi"))
    assert (fold.answer.mode, fold.answer.message_id, fold.answer.conversation_id) == ("advanced-chat", "m", "c")
    folded(fold, {"event": "agent_message", **CHAT, "answer": "!"}, message("?"))
    assert fold.answer.mode == "agent-chat"


def test_a_chatflow_taken_up_as_a_workflow() -> None:
    """``workflows.resume`` of a chatflow's run: its messages are text, too."""
    fold = WorkflowFold()
    assert fold.add(parse_event({"event": "message", "task_id": "t", "answer": "Hi"})) == "Hi"
    assert (fold.result.text, fold.result.task_id) == ("Hi", "t")
