"""Events folded into one answer: each kind of app, each order of events, and when a stream is whole."""

from __future__ import annotations

import copy
import json
import pickle
import time
from typing import Any

import pytest
from dify_api.models import ChatCompletion, PipelineRun, WorkflowCompletionData
from dify_api.types import WrongShape
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import ChatAnswer, StreamFailed, WorkflowFailed, WorkflowPaused
from dify_ext._streaming.answers import ended, paused
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext.events import parse_event

IDS = {"task_id": "t", "message_id": "m", "conversation_id": "c", "created_at": 1795172750}
RUN = {**IDS, "workflow_run_id": "r"}
USAGE = {"prompt_tokens": 12, "total_tokens": 18, "total_price": "0E-7", "currency": "USD", "latency": 1.5}
METADATA: dict[str, Any] = {"annotation_reply": None, "retriever_resources": [], "usage": USAGE}
END = {"event": "message_end", **IDS, "id": "m", "metadata": METADATA, "files": None}
STARTED = {"event": "workflow_started", **RUN, "data": {"id": "r", "workflow_id": "w", "inputs": {}}}
FORM = {
    "form_id": "f1",
    "node_id": "human",
    "node_title": "Human",
    "form_content": "Please review: check \n{{#$output.comment#}}",
    "inputs": [{"type": "text_input", "output_variable_name": "comment"}],
    "actions": [{"id": "approve", "title": "Approve", "button_style": "primary"}],
    "form_token": "qXPaicxFMhQUaQPXjpHghG",
}
PAUSE = {
    "workflow_run_id": "r",
    "paused_nodes": ["human"],
    "reasons": [{"TYPE": "scheduled"}, {"TYPE": "human_input_required", **FORM}],
    "status": "paused",
}


def message(text: str | None, **more: Any) -> dict[str, Any]:
    """A piece of an answer."""
    return {"event": "message", **IDS, "id": "m", "answer": text, **more}


def agent_message(text: str | None) -> dict[str, Any]:
    """The same of an agent."""
    return {"event": "agent_message", **IDS, "id": "m", "answer": text}


def thought(id: str | None, **more: Any) -> dict[str, Any]:
    """An agent's step."""
    return {"event": "agent_thought", **IDS, "id": id, "position": 1, **more}


def replace(text: str | None) -> dict[str, Any]:
    """What output moderation puts in the answer's place."""
    return {"event": "message_replace", **IDS, "answer": text, "reason": "output_moderation"}


def finished(status: str, **more: Any) -> dict[str, Any]:
    """The end of a run."""
    return {"event": "workflow_finished", **RUN, "data": {"id": "r", "status": status, **more}}


def folded(*events: dict[str, Any]) -> tuple[ChatAccumulator, list[str]]:
    """The accumulator after these events, and the text that each added."""
    accumulator = ChatAccumulator()
    return accumulator, [accumulator.add(parse_event(event)) for event in events]


# Apps.


def test_a_chat() -> None:
    """The answer is the pieces' text; ids come with the first, usage with the last."""
    accumulator, texts = folded(message("Hel"), message("lo"), message(""), message(None), END)
    assert texts == ["Hel", "lo", "", "", ""]
    answer = accumulator.result
    assert (answer.answer, answer.mode, answer.workflow_run_id) == ("Hello", "chat", None)
    assert (answer.id, answer.message_id, answer.conversation_id, answer.task_id) == ("m", "m", "c", "t")
    assert answer.created_at == 1795172750
    assert answer.usage is not None
    assert (answer.usage.total_tokens, answer.usage.total_price) == (18, "0E-7")
    assert (answer.retriever_resources, answer.files, answer.agent_thoughts) == ([], [], [])
    assert accumulator.whole
    assert accumulator.failure() is None


def test_a_completion() -> None:
    """A completion has no conversation."""
    accumulator, _ = folded(
        {k: v for k, v in message("Hi").items() if k != "conversation_id"}, END | {"conversation_id": None}
    )
    assert (accumulator.result.conversation_id, accumulator.message_id, accumulator.result.mode) == (
        None,
        "m",
        "chat",
    )


def test_an_agent() -> None:
    """A thought that comes again with the same id takes the first one's place; files on the way are kept."""
    file = {
        "event": "message_file",
        "id": "f",
        "type": "image",
        "belongs_to": "assistant",
        "url": "https://h/f.png",
    }
    accumulator, texts = folded(
        thought("a", thought="", tool="", message_files=[]),
        agent_message("It is "),
        {**file, "conversation_id": "c"},
        thought(
            "a", thought="It is", tool="current_time", tool_input='{"current_time": {}}', message_files=["f"]
        ),
        thought("b", thought="noon"),
        agent_message("noon"),
        agent_message(None),
        END | {"files": []},
    )
    answer = accumulator.result
    assert texts == ["", "It is ", "", "", "", "noon", "", ""]
    assert (answer.answer, answer.mode) == ("It is noon", "agent-chat")
    assert [step.id for step in answer.agent_thoughts] == ["a", "b"]
    first = answer.agent_thoughts[0]
    assert (first.thought, first.tool, first.tool_input, first.files) == (
        "It is",
        "current_time",
        '{"current_time": {}}',
        ["f"],
    )
    (given_file,) = answer.files
    assert (given_file.related_id, given_file.type, given_file.url) == ("f", "image", "https://h/f.png")
    assert given_file.to_dict()["belongs_to"] == "assistant"
    assert accumulator.whole


def test_an_agent_that_repeats_its_answer() -> None:
    """Agent apps of 1.16 send the whole answer once more at the end: it is no second one."""
    accumulator, texts = folded(agent_message("It is "), agent_message("noon"), message("It is noon"), END)
    assert "".join(texts) == accumulator.result.answer == "It is noon"


def test_an_agent_that_completes_its_answer() -> None:
    """Where the repeated answer is longer, the rest is text that was still missing."""
    accumulator, texts = folded(agent_message("It is "), message("It is noon"))
    assert texts == ["It is ", "noon"]
    assert accumulator.result.answer == "It is noon"


def test_an_agent_that_says_more() -> None:
    """The stored answer stands, whatever was told before it; later messages are pieces again."""
    accumulator, texts = folded(agent_message("It is "), message("noon"), message("!"))
    assert (texts, accumulator.result.answer) == (["It is ", "", "!"], "noon!")


def test_a_chat_that_repeats_itself() -> None:
    """Without an agent a piece that reads like the answer so far is a piece."""
    assert folded(message("ha"), message("ha"), message("haha"))[0].result.answer == "hahahaha"


def test_a_chatflow() -> None:
    """The end of the message is not the end of the stream: that is the run's."""
    accumulator, _ = folded({"event": "node_started", **RUN, "data": {"id": "n"}}, message("Hi"), END)
    assert not accumulator.whole
    accumulator.add(parse_event(finished("succeeded", outputs={"answer": "Hi"})))
    assert accumulator.whole
    assert (accumulator.result.mode, accumulator.result.workflow_run_id, accumulator.workflow_run_id) == (
        "advanced-chat",
        "r",
        "r",
    )
    assert accumulator.result.usage is not None
    assert accumulator.run is not None
    assert accumulator.run.outputs == {"answer": "Hi"}
    assert accumulator.failure() is None


def test_a_chatflow_of_1_8() -> None:
    """There the message ends after the run."""
    accumulator, _ = folded(STARTED, message("Hi"), finished("succeeded"), END)
    assert accumulator.whole
    assert (accumulator.result.answer, accumulator.result.usage is not None) == ("Hi", True)


def test_speech_after_the_end() -> None:
    """Speech goes on after ``message_end``; it changes nothing in the answer."""
    accumulator, texts = folded(
        message("Hi"),
        END,
        {"event": "tts_message", **IDS, "audio": "//OE"},
        {"event": "tts_message_end", **IDS},
    )
    assert (accumulator.whole, accumulator.result.answer, texts[2:]) == (True, "Hi", ["", ""])


def test_a_workflows_text() -> None:
    """The text of a workflow's chunks is the answer of its stream."""
    chunks = [
        {"event": "text_chunk", "task_id": "t", "workflow_run_id": "r", "data": data}
        for data in ({"text": "a"}, {}, None)
    ]
    accumulator, texts = folded(*chunks)
    assert (accumulator.result.answer, texts) == ("a", ["a", "", ""])
    assert (accumulator.task_id, accumulator.message_id) == ("t", None)


def test_moderation() -> None:
    """The text that moderation puts in the answer's place is the answer; what goes on from there is added."""
    accumulator, texts = folded(message("bad"), replace("sorry"), message("!"), END)
    assert (accumulator.result.answer, texts) == ("sorry!", ["bad", "", "!", ""])
    accumulator, texts = folded(message("be"), replace("better"))
    assert (accumulator.result.answer, texts) == ("better", ["be", "tter"])
    assert folded(message("x"), replace(None))[0].result.answer == ""


def test_an_unknown_event() -> None:
    """An event of a newer server brings its ids and nothing else."""
    accumulator, texts = folded({"event": "brand_new", **RUN, "answer": "no text"})
    assert texts == [""]
    assert (
        accumulator.task_id,
        accumulator.message_id,
        accumulator.conversation_id,
        accumulator.workflow_run_id,
    ) == ("t", "m", "c", "r")
    assert not accumulator.whole


def test_nothing_yet() -> None:
    """Before the first event there is an answer without anything."""
    accumulator = ChatAccumulator()
    assert accumulator.result == ChatAnswer()
    assert (
        accumulator.result.id,
        accumulator.result.usage,
        accumulator.result.retriever_resources,
        accumulator.result.mode,
    ) == (
        None,
        None,
        [],
        None,
    )
    assert (
        accumulator.whole,
        accumulator.is_paused,
        accumulator.forms,
        accumulator.run,
        accumulator.failure(),
    ) == (
        False,
        False,
        [],
        None,
        None,
    )


def test_ids_as_soon_as_known() -> None:
    """An id stays once it is known, whatever later events leave out or say."""
    accumulator, _ = folded(
        {"event": "new", "conversation_id": "c", "created_at": 1}, {"event": "newer", "task_id": "t"}
    )
    assert (
        accumulator.conversation_id,
        accumulator.task_id,
        accumulator.result.created_at,
        accumulator.result.mode,
    ) == (
        "c",
        "t",
        1,
        None,
    )
    accumulator.add(parse_event({"event": "newest"}))
    assert (accumulator.conversation_id, accumulator.task_id) == ("c", "t")
    accumulator.add(parse_event(message("x") | {"task_id": "other"}))
    assert (accumulator.message_id, accumulator.task_id) == ("m", "t")
    accumulator.add(parse_event(message("x") | {"message_id": "m2", "conversation_id": "c2"}))
    assert (accumulator.message_id, accumulator.conversation_id) == ("m", "c")
    accumulator.add(parse_event(STARTED))
    accumulator.add(parse_event(STARTED | {"workflow_run_id": "r2"}))
    assert (accumulator.workflow_run_id, accumulator.result.mode) == ("r", "advanced-chat")


def test_the_end_with_files_and_sources() -> None:
    """The end of the message names the files and the sources."""
    sources = [{"position": 1, "document_name": "a.txt", "score": 0.9, "content": "…"}]
    accumulator, _ = folded(
        {"event": "message_file", "id": "f", "type": "image", "url": "https://h/f"},
        END
        | {"metadata": {"retriever_resources": sources}, "files": [{"related_id": "g", "filename": "g.txt"}]},
    )
    assert [source.document_name for source in accumulator.result.retriever_resources] == ["a.txt"]
    assert [file.related_id for file in accumulator.result.files] == ["g"]
    assert accumulator.result.usage is None


def test_an_end_without_metadata() -> None:
    """A second end that says less takes nothing away."""
    accumulator, _ = folded(message("x"), END, {"event": "message_end", **IDS})
    assert accumulator.result.usage is not None


# Failures.


def test_an_error_event() -> None:
    """It raises with the server's status, code and words, and with what had arrived."""
    accumulator, _ = folded(message("so far"))
    with pytest.raises(StreamFailed, match="fake rate_limit error") as caught:
        accumulator.add(
            parse_event(
                {"event": "error", **IDS, "status": 400, "code": "c", "message": "fake rate_limit error"}
            )
        )
    error = caught.value
    assert (error.status, error.code, error.message) == (400, "c", "fake rate_limit error")
    assert (error.partial.answer, error.partial.task_id) == ("so far", "t")


@pytest.mark.parametrize(("said", "message"), [(None, ""), ({"a": 1}, '{"a": 1}')])
def test_an_error_event_without_words(said: Any, message: str) -> None:
    """Its message may be null, or anything."""
    with pytest.raises(StreamFailed) as caught:
        folded({"event": "error", **IDS, "status": 500, "code": "internal_server_error", "message": said})
    assert caught.value.message == message


@pytest.mark.parametrize("status", ["failed", "exception"])
def test_a_failed_workflow(status: str) -> None:
    """The stream is whole and yet a failure, told on one line, with the run and what had arrived."""
    accumulator, _ = folded(
        STARTED, message("so far"), finished(status, error="req_id: 29dd\nPluginInvokeError")
    )
    assert accumulator.whole
    failure = accumulator.failure()
    assert isinstance(failure, WorkflowFailed)
    assert len(str(failure).splitlines()) == 1
    assert "req_id: 29dd PluginInvokeError" in str(failure)
    assert failure.run is accumulator.run
    assert failure.partial.answer == "so far"
    assert "no reason" in str(folded(finished("failed"))[0].failure())


@pytest.mark.parametrize("status", ["succeeded", "stopped", "partial-succeeded", "a-newer-word", None])
def test_ends_that_are_no_failure(status: Any) -> None:
    """A run that was stopped, or succeeded in part, does not raise."""
    accumulator, _ = folded(STARTED, finished(status))
    assert accumulator.whole
    assert accumulator.failure() is None


def test_an_end_that_says_nothing() -> None:
    """An end of a run without data is an end."""
    accumulator, _ = folded({"event": "workflow_finished", **RUN})
    assert (accumulator.whole, accumulator.run, accumulator.failure()) == (True, None, None)


@pytest.mark.parametrize(
    "make", [message, agent_message, replace, lambda text: {"event": "text_chunk", "data": {"text": text}}]
)
@pytest.mark.parametrize("text", [5, ["a"], {"a": 1}, True])
def test_text_that_is_none(make: Any, text: Any) -> None:
    """What is no text is never made part of an answer."""
    with pytest.raises(WrongShape):
        folded(make(text))


# A human is asked.


def test_a_pause() -> None:
    """The stream is whole with ``workflow_paused``, and the form is known."""
    required = {"event": "human_input_required", **RUN, "data": {**FORM, "expiration_time": 1795176694}}
    accumulator, _ = folded(STARTED, required)
    assert (accumulator.whole, accumulator.is_paused) == (False, False)
    accumulator.add(parse_event({"event": "workflow_paused", **RUN, "data": PAUSE}))
    assert (accumulator.whole, accumulator.is_paused) == (True, True)
    (form,) = accumulator.forms
    assert (form.form_id, form.form_token, form.expiration_time) == (
        "f1",
        FORM["form_token"],
        1795176694,
    )
    assert accumulator.failure() is None


def test_a_pause_that_alone_says_why() -> None:
    """The form is among the pause's reasons too."""
    accumulator, _ = folded(STARTED, {"event": "workflow_paused", **RUN, "data": PAUSE})
    (form,) = accumulator.forms
    assert (form.form_id, form.node_title) == ("f1", "Human")


@pytest.mark.parametrize(
    "data", [None, {}, {"reasons": None}, {"reasons": []}, {"reasons": [{"TYPE": "scheduled"}]}]
)
def test_a_pause_without_a_form(data: Any) -> None:
    """A run can wait for something else than a human."""
    accumulator, _ = folded({"event": "workflow_paused", **RUN, "data": data})
    assert (accumulator.whole, accumulator.is_paused, accumulator.forms) == (True, True, [])


def test_going_on_after_a_pause() -> None:
    """A run that goes on is not whole any more, and the next pause asks something else."""
    second = {"reasons": [{"TYPE": "human_input_required", **FORM, "form_id": "f2"}]}
    accumulator, _ = folded({"event": "workflow_paused", **RUN, "data": PAUSE}, STARTED)
    assert (accumulator.whole, accumulator.is_paused) == (False, False)
    accumulator.add(parse_event({"event": "workflow_paused", **RUN, "data": second}))
    assert [form.form_id for form in accumulator.forms] == ["f2"]


def test_the_error_for_a_pause() -> None:
    """It says at which node, on one line, and has the form and what had arrived."""
    accumulator, _ = folded(
        {"event": "human_input_required", **RUN, "data": FORM | {"node_title": "Ask\nme"}}
    )
    error = paused(accumulator.result, accumulator.forms)
    assert isinstance(error, WorkflowPaused)
    assert "Ask me" in str(error)
    assert len(str(error).splitlines()) == 1
    assert (error.form, error.partial) == (accumulator.forms[0], accumulator.result)
    assert "human" in str(paused(accumulator.result, []))
    unnamed, _ = folded({"event": "human_input_required", **RUN, "data": {"node_id": "node-7"}})
    assert "node-7" in str(paused(unnamed.result, unnamed.forms))


# In one piece.

COMPLETION = {"event": "message", **IDS, "id": "m", "mode": "chat", "answer": "Hello", "metadata": METADATA}


def test_the_same_in_one_piece_and_as_a_stream() -> None:
    """An answer is the same, whichever way it came."""
    accumulator, _ = folded(message("Hel"), message("lo"), END)
    assert ChatAnswer.from_completion(ChatCompletion.from_dict(COMPLETION)) == accumulator.result


def test_an_answer_in_one_piece_that_says_little() -> None:
    """What is left out is absent."""
    answer = ChatAnswer.from_completion(ChatCompletion.from_dict({"message_id": "m", "answer": None}))
    assert answer == ChatAnswer(message_id="m")


def test_a_pause_in_one_piece() -> None:
    """1.14.2 answers a pause with its own event: it raises as ``send`` does, with the form."""
    completion = COMPLETION | {
        "event": "workflow_paused",
        "answer": "so far",
        "workflow_run_id": "r",
        "data": PAUSE,
    }
    with pytest.raises(WorkflowPaused) as caught:
        ChatAnswer.from_completion(ChatCompletion.from_dict(completion))
    assert (caught.value.form.form_id, caught.value.partial.answer) == ("f1", "so far")
    assert caught.value.partial.workflow_run_id == "r"
    with pytest.raises(WorkflowPaused) as caught:
        ChatAnswer.from_completion(ChatCompletion.from_dict(COMPLETION | {"event": "workflow_paused"}))
    assert caught.value.form is None


# Text.

TEXTS = st.lists(st.text(max_size=5), max_size=20)


@given(TEXTS)
def test_no_text_is_lost(texts: list[str]) -> None:
    """Whatever the pieces, the answer is all of them, and so is the text a reader was given."""
    accumulator, given_texts = folded(*map(message, texts))
    assert accumulator.result.answer == "".join(given_texts) == "".join(texts)


@given(TEXTS, st.text(max_size=3))
def test_what_an_agent_says_once_is_there_once(texts: list[str], more: str) -> None:
    """An agent's pieces and the message that repeats them are one answer, whatever the pieces."""
    said = "".join(texts)
    accumulator, given_texts = folded(*map(agent_message, texts), message(said + more))
    assert accumulator.result.answer == "".join(given_texts) == said + more


@given(
    st.lists(st.sampled_from([message("ab"), replace("abc"), replace("x"), END]), max_size=12),
    st.integers(0, 12),
)
def test_looking_changes_nothing(events: list[dict[str, Any]], at: int) -> None:
    """Asking for the answer in between gives the same in the end."""
    looked = ChatAccumulator()
    for number, event in enumerate(events):
        looked.add(parse_event(event))
        if number == at:
            assert looked.result == folded(*events[: at + 1])[0].result
    assert looked.result == folded(*events)[0].result


def test_long_answers_are_linear() -> None:
    """A hundred thousand pieces are added up in no time."""
    event = parse_event(message("word "))
    accumulator = ChatAccumulator()
    started = time.process_time()
    for _ in range(100_000):
        accumulator.add(event)
    assert len(accumulator.result.answer) == 500_000
    assert time.process_time() - started < 5


def test_answers_are_values() -> None:
    """They compare, pickle and copy, inside an error too."""
    accumulator, _ = folded(STARTED, message("Hi"), thought("a"), END, finished("failed", error="no"))
    assert (
        pickle.loads(pickle.dumps(accumulator.result))
        == copy.deepcopy(accumulator.result)
        == accumulator.result
    )
    failure = accumulator.failure()
    assert isinstance(failure, WorkflowFailed)
    again = pickle.loads(pickle.dumps(failure))
    assert (again.run, again.partial, str(again)) == (accumulator.run, accumulator.result, str(failure))


# Text that comes in other events, too little text, and text that is told twice.


def workflow(name: str, **data: Any) -> dict[str, Any]:
    """An event of a chatflow's run."""
    return {"event": name, **RUN, "data": {"id": "r", **data}}


def file_text(text: Any, **more: Any) -> dict[str, Any]:
    """Text as 1.11.2 – 1.12.1 send it for a chat that mentions a file."""
    return {"event": "message_file", **IDS, "answer": text, **more}


def test_text_in_events_of_files() -> None:
    """It is text, and no file; a file that comes with text is both."""
    accumulator, texts = folded(file_text("Hel"), file_text("lo"), file_text(None), END)
    assert texts == ["Hel", "lo", "", ""]
    assert (accumulator.result.answer, accumulator.result.files, accumulator.whole) == ("Hello", [], True)
    accumulator, texts = folded(file_text("Hi", id="f", url="https://h/f"))
    assert (texts, [file.related_id for file in accumulator.result.files]) == (["Hi"], ["f"])
    with pytest.raises(WrongShape):
        folded(file_text(5))


@pytest.mark.parametrize("told", [[], ["the "], ["the ", "answer"], ["the answer and more"], ["another"]])
@pytest.mark.parametrize("status", ["succeeded", "stopped"])
def test_a_chatflow_with_too_few_messages(told: list[str], status: str) -> None:
    """The outputs have the answer when the events bring nothing, or its beginning;
    else what was told stands.
    """
    accumulator, texts = folded(
        STARTED, *map(message, told), finished(status, outputs={"answer": "the answer"})
    )
    rest = accumulator.complete_text()
    whole = "the answer" if "the answer".startswith("".join(told)) else "".join(told)
    assert "".join(texts) + rest == accumulator.result.answer == whole
    assert accumulator.add(parse_event(message("!"))) == ("" if rest else "!")


def test_moderation_stands() -> None:
    """Neither the outputs nor what comes after a break take the place of a moderation's text."""
    accumulator, _ = folded(STARTED, message("bad"), replace("sorry"))
    accumulator.lose_text()
    accumulator.add(parse_event(finished("succeeded", outputs={"answer": "bad words"})))
    assert (accumulator.complete_text(), accumulator.result.answer) == ("", "sorry")
    assert not accumulator.text.has_gap


NO_END = "Workflow stream ended without a terminal event"


def test_an_answer_before_any_workflow() -> None:
    """An annotation or the input's moderation:
    whole with message_end, whatever the server then says of a workflow.
    """
    accumulator, _ = folded(message("annotated"), END)
    assert accumulator.is_final
    for event in (STARTED, finished("failed", error=NO_END)):
        accumulator.add(parse_event(event))
        assert accumulator.is_final
    assert (accumulator.failure(), accumulator.result.mode) == (None, "advanced-chat")
    accumulator, _ = folded(message("annotated"), END, STARTED, finished("failed", error="out of cheese"))
    assert isinstance(accumulator.failure(), WorkflowFailed)
    accumulator, _ = folded(
        message("a"), STARTED, finished("failed", error="Workflow stream ended without a terminal event")
    )
    assert isinstance(accumulator.failure(), WorkflowFailed)


def test_text_before_and_after_a_pause() -> None:
    """1.14 tells the text before the pause once more; the outputs are right whatever it tells."""
    for again in ([], ["before "], ["be", "fore "], ["something else"]):
        events = [STARTED, message("before "), workflow("workflow_paused", reasons=[]), STARTED]
        accumulator, texts = folded(*events, *map(message, [*again, "after"]), END)
        accumulator.add(parse_event(finished("succeeded", outputs={"answer": "before after"})))
        rest = accumulator.complete_text()
        assert accumulator.result.answer == "before after"
        assert accumulator.text.is_contradicted is (again == ["something else"])
        assert accumulator.text.is_contradicted or "".join(texts) + rest == "before after"


@pytest.mark.parametrize("id", [5, None, ["x"], {"a": 1}, True])
def test_thoughts_with_ids_of_other_types(id: Any) -> None:
    """They are kept, each under its id."""
    accumulator, _ = folded(thought(id, thought="first"), thought("other"), thought(id, thought="second"))
    assert [step.thought for step in accumulator.result.agent_thoughts] == ["second", None]
    json.dumps(accumulator.result.to_dict())


def test_answers_as_json() -> None:
    """All that an answer has, models as objects; what is absent is left out."""
    file = {"related_id": "f", "filename": "f.png"}
    source = {"position": 1, "content": "thirty days"}
    end = {**END, "metadata": {**METADATA, "retriever_resources": [source]}, "files": [file]}
    accumulator, _ = folded(thought("a", thought="so"), message("Hi"), end)
    said = json.loads(json.dumps(accumulator.result.to_dict()))
    assert (said["answer"], said["id"], said["message_id"], said["conversation_id"]) == ("Hi", "m", "m", "c")
    assert (said["usage"]["total_tokens"], said["retriever_resources"], said["files"]) == (
        18,
        [source],
        [file],
    )
    assert said["agent_thoughts"][0]["thought"] == "so"
    assert "workflow_run_id" not in said
    assert ChatAnswer().to_dict() == {"answer": "", "files": [], "agent_thoughts": []}


def test_a_pipeline_s_draft_that_failed_raises() -> None:
    """The published pipeline has no data, and is not over yet."""
    published = PipelineRun(batch="b")
    assert ended(published) is published
    draft = PipelineRun(data=WorkflowCompletionData(status="succeeded"))
    assert ended(draft) is draft
    with pytest.raises(WorkflowFailed, match="no such node"):
        ended(PipelineRun(data=WorkflowCompletionData(status="failed", error="no such node")))
