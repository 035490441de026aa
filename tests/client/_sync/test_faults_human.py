# Made from tests/client/_async/test_faults_human.py by scripts/regenerate: change that one.
"""A run that waits for a human:
the handler is asked once for each form, and nothing of what follows is missed.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest

from dify_ext import (
    APIError,
    BadRequestError,
    ConfigurationError,
    NotFoundError,
    StreamIncomplete,
    UploadedFile,
    WorkflowPaused,
)
from dify_ext._sync import _io
from tests.faults import runs, steps
from tests.faults.clients import Eventually, OneConnection, within
from tests.faults.runs import ASK, EVENTS, RUN, SUBMIT, WHOLE, asked, chunk, form, message, node, started
from tests.faults.server import FaultServer
from tests.faults.steps import PING

FIRST = (started(), *node(1), node(2)[0], chunk("Hel"))  # until a human is asked
GOES_ON = started(at=5, reason="resumption")
REST = (node(2, at=5)[0], chunk("lo, "), chunk("you"), node(2, at=5)[1], runs.finished(outputs=runs.OUTPUTS))
READ = "GET /v1/form/human_input/tok1"
ANY_STOP = "POST /v1/*/stop"


def waits_for(server: FaultServer, *forms: dict[str, Any], rest: Any = REST) -> tuple[bytes, ...]:
    """A run that waits for these forms, and goes on once all were submitted. Gives what its stream has."""
    paused = asked(*forms)
    server.on(RUN, steps.stream(PING, *FIRST, *paused))
    gates = [threading.Event() for _ in forms]
    again = [PING, *runs.snapshot([*FIRST, *paused]), PING]
    server.on(EVENTS, steps.stream(*again, *gates, GOES_ON, *rest))
    server.on(SUBMIT, *[steps.then(gate, steps.json({})) for gate in gates])
    return FIRST + paused


def bodies(server: FaultServer) -> list[Any]:
    """What was submitted."""
    return [request.json() for request in server.of(SUBMIT)]


@pytest.mark.parametrize("reply", ["ok", ("ok", {}), ["ok", {"comment": "fine 好"}]])
def test_a_handler_answers(server: FaultServer, reply: Any) -> None:
    """The form is submitted as the run's user once its events are open;
    each event comes once, the result is whole.
    """
    before = waits_for(server, form())
    seen: list[Any] = []
    with OneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream(on_human_input=lambda form: seen.append(form) or reply, user="eve")
        with within():
            with stream:
                events = [next(stream) for _ in range(len(before) + 1 + len(REST))]
        assert runs.keys(events) == runs.keys([*before, GOES_ON, *REST])
        assert (stream.is_paused, stream.forms) == (False, [])
        assert [(one.form_id, one.form_content, one.expiration_time) for one in seen] == [
            ("f1", "Fine?\n{{#$output.comment#}}", 1795176694)
        ]
        assert [action.id for action in seen[0].actions] == ["ok", "no"]
        inputs = {} if isinstance(reply, str) else reply[1]
        assert bodies(server) == [{"inputs": inputs, "action": "ok", "user": "eve"}]
        assert runs.asked_for(server)[:3] == [RUN, EVENTS, "POST /v1/form/human_input/tok1"]
        assert runs.query(server, EVENTS)["user"] == "eve"
        assert server.count(ANY_STOP) == 0


def test_a_run_with_a_handler(server: FaultServer) -> None:
    """workflows.run and chat.send come to their end, whatever the handler is, files in its answer and all."""
    waits_for(server, form(), rest=[*REST])
    paused = asked(form(), tell=runs.chatflow)
    first = [started(runs.chatflow), message("Hel"), *paused]
    replaced = steps.event("message_replace", answer="Hel", reason="")
    rest = [message("lo, you"), runs.END, runs.finished(runs.chatflow, outputs=runs.ANSWER)]
    server.on(ASK, steps.stream(*first))
    server.on(
        EVENTS, steps.stream(first[0], replaced, *paused, started(runs.chatflow, 5, "resumption"), *rest)
    )

    def answer(form: Any) -> Any:
        _io.sleep(0.01)
        return "ok", {"comment": "fine", "files": [UploadedFile.from_id("u1", type="image")]}

    with OneConnection(server, connections=2) as dify:
        with within():
            result = dify.workflows.run(on_human_input=answer)
        assert (result.status, result.outputs, result.text) == ("succeeded", runs.OUTPUTS, WHOLE)
        file = {"type": "image", "transfer_method": "local_file", "upload_file_id": "u1"}
        assert bodies(server) == [
            {"inputs": {"comment": "fine", "files": [file]}, "action": "ok", "user": "u"}
        ]
        with within():
            said = dify.chat.send("q", on_human_input=answer)
        assert (said.answer, said.usage and said.usage.total_tokens) == (WHOLE, 18)
        assert (server.count(RUN), server.count(ASK), server.count(EVENTS), server.count(ANY_STOP)) == (
            1,
            1,
            2,
            0,
        )


def test_the_text_goes_on(server: FaultServer) -> None:
    """Nothing broke: a reader of the text has each piece when it comes, before and after the pause."""
    waits_for(server, form())
    with OneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream(on_human_input=lambda form: "ok")
        assert [text for text in stream.text_stream] == ["Hel", "lo, ", "you"]


def test_a_server_that_tells_its_log_again(server: FaultServer) -> None:
    """Text from before the pause does not come twice where a server tells it once more."""
    paused = asked(form())
    server.on(RUN, steps.stream(*FIRST, *paused))
    again = [*runs.snapshot([*FIRST, *paused]), *FIRST, *paused, GOES_ON, *REST]
    server.on(EVENTS, steps.stream(*again))
    with OneConnection(server, connections=2) as dify:
        result = dify.workflows.run(on_human_input=lambda form: "ok")
        assert (result.status, result.text) == ("succeeded", WHOLE)


def test_several_forms(server: FaultServer) -> None:
    """Two forms at one pause: both are asked, in their order, and then submitted; each once."""
    waits_for(server, form(1), form(2))
    asked_in_turn: list[str] = []

    def answer(form: Any) -> str:
        asked_in_turn.append(form.form_id)
        assert server.count(SUBMIT) == 0
        return "ok"

    with OneConnection(server, connections=2) as dify:
        assert (dify.workflows.run(on_human_input=answer)).text == WHOLE
        assert asked_in_turn == ["f1", "f2"]
        assert runs.asked_for(server)[1:4] == [EVENTS, *(f"POST /v1/form/human_input/tok{n}" for n in (1, 2))]


def test_a_pause_that_the_first_answer_does_not_end(server: FaultServer) -> None:
    """The server takes the first of two forms and pauses for the second:
    that is answered already, nobody is asked.
    """
    both, second = asked(form(1), form(2)), asked(form(2), at=6)
    server.on(RUN, steps.stream(*FIRST, *both))
    told = runs.snapshot([*FIRST, *both])
    server.on(EVENTS, steps.stream(*told, GOES_ON, *second, steps.hold))
    server.on(
        EVENTS, steps.stream(*runs.snapshot([*FIRST, *second]), started(at=7, reason="resumption"), *REST)
    )
    seen: list[str] = []
    with OneConnection(server, connections=2) as dify:
        with within():
            result = dify.workflows.run(on_human_input=lambda form: seen.append(form.form_id) or "ok")
        assert (result.text, seen, server.count(SUBMIT)) == (WHOLE, ["f1", "f2"], 2)


def test_one_pause_after_another(server: FaultServer) -> None:
    """The second form has its own token; what is told again of the first is not a pause."""
    first, second = asked(form(1)), asked(form(2), at=5)
    told_1, told_2 = [*FIRST, *first], [*FIRST, *first, GOES_ON, *second]
    server.on(RUN, steps.stream(*told_1))
    server.on(EVENTS, steps.stream(*runs.snapshot(told_1), GOES_ON, chunk("lo, "), *second, steps.hold))
    server.on(
        EVENTS,
        steps.stream(*runs.snapshot(told_2), started(at=9, reason="resumption"), chunk("you"), REST[-1]),
    )
    seen: list[str] = []
    with OneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream(on_human_input=lambda form: seen.append(form.form_id) or "ok")
        with within():
            events = [event for event in stream]
        names = [event.event for event in events]
        assert (names.count("workflow_paused"), names.count("human_input_required")) == (2, 2)
        assert (stream.get_final_result()).text == WHOLE
        assert seen == ["f1", "f2"]
        assert [request.path[-4:] for request in server.of(SUBMIT)] == ["tok1", "tok2"]


def test_a_run_that_goes_on_within_the_second(server: FaultServer) -> None:
    """Where all happens in one second what goes on cannot be told from what began:
    the end is an end all the same.
    """
    before = [*FIRST, *asked(form())]
    after = [started(reason="resumption"), *node(2), chunk("lo, you"), REST[-1]]
    server.on(RUN, steps.stream(*before))
    server.on(EVENTS, steps.stream(*runs.snapshot(before), *after))
    with OneConnection(server, connections=2) as dify:
        result = dify.workflows.run(on_human_input=lambda form: "ok")
        assert (result.status, result.text) == ("succeeded", WHOLE)


# What breaks.


def test_a_break_around_the_pause(server: FaultServer) -> None:
    """Between the form and the pause, after the answer, in what follows:
    asked once, answered once, nothing lost.
    """
    paused = asked(form())
    server.on(RUN, steps.stream(*FIRST, paused[0], steps.reset))
    told = runs.snapshot([*FIRST, *paused])
    server.on(EVENTS, steps.stream(*told, steps.hold))
    server.on(EVENTS, steps.stream(*told, steps.reset))
    server.on(EVENTS, steps.stream(*told, GOES_ON, REST[0], steps.close))
    server.on(EVENTS, steps.stream(*runs.snapshot([*FIRST, *REST[:1]]), REST[0], REST[-2], REST[-1]))
    seen: list[str] = []
    with OneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream(on_human_input=lambda form: seen.append(form.form_id) or "ok")
        with within():
            events = [event for event in stream]
        assert runs.keys(events) == runs.keys([*FIRST, *paused, GOES_ON, REST[0], *REST[-2:]])
        assert (stream.get_final_result()).text == WHOLE
        assert (seen, server.count(SUBMIT), server.count(RUN), server.count(EVENTS)) == (["f1"], 1, 1, 4)


@pytest.mark.parametrize("tell", [runs.flow, runs.chatflow])
def test_no_handler(server: FaultServer, tell: Any) -> None:
    """WorkflowPaused with the form and what had arrived; a stream ends whole, paused. Nothing is stopped."""
    paused = asked(form(), tell=tell)
    text = chunk("Hel") if tell is runs.flow else message("Hel")
    server.on(RUN, *[steps.stream(started(), text, *paused)] * 3)
    server.on(ASK, *[steps.stream(started(tell), text, *paused)] * 3)
    with OneConnection(server) as dify:
        is_flow = tell is runs.flow
        with pytest.raises(WorkflowPaused, match="on_human_input") as caught:
            (dify.workflows.run() if is_flow else dify.chat.send("q"))
        assert (caught.value.form.form_token, caught.value.partial.workflow_run_id) == ("tok1", "r1")
        with dify.workflows.stream() if is_flow else dify.chat.stream("q") as stream:
            assert [event.event for event in stream][-1] == "workflow_paused"
            assert stream.is_paused
            assert stream.form is not None
            assert stream.form.form_id == "f1"
        with dify.workflows.stream() if is_flow else dify.chat.stream("q") as left:
            for event in left:
                if event.event == "workflow_paused":
                    break
        assert {server.count(EVENTS), server.count(SUBMIT), server.count(ANY_STOP)} == {0}


def test_no_handler_after_a_break(server: FaultServer) -> None:
    """A pause that is heard of over another connection, which stays open meanwhile, is one at once."""
    server.on(RUN, steps.stream(*FIRST, steps.reset))
    server.on(EVENTS, runs.taken_up(steps.hold, log=[*FIRST, *asked(form())]))
    with OneConnection(server) as dify:
        with within(), pytest.raises(WorkflowPaused) as caught:
            dify.workflows.run()
        assert (caught.value.form.form_token, caught.value.partial.text) == ("tok1", "Hel")
        Eventually(server.of(EVENTS)[0].connection.gone.is_set)
        assert runs.asked_for(server) == [RUN, EVENTS]


def test_what_cannot_be_called(server: FaultServer) -> None:
    """A handler or a progress= that is no function is refused before anything runs or is sent."""
    bad: Any = 5
    with OneConnection(server) as dify:
        for call in (
            lambda: dify.workflows.run(on_human_input=bad),
            lambda: dify.chat.send("q", on_human_input=bad),
            lambda: dify.files.upload(b"x", progress=bad),
            lambda: dify.documents.wait_indexed("ds", "batch", progress=bad),
        ):
            with pytest.raises(ConfigurationError, match="must be a function, not int"):
                call()
        assert server.requests == []


@pytest.mark.parametrize("bad", [None, 5, ("ok",), {"action": "ok"}])
def test_a_handler_that_answers_nonsense(server: FaultServer, bad: Any) -> None:
    """It is refused, and nothing is submitted; the run waits on."""
    server.on(RUN, steps.stream(*FIRST, *asked(form())))
    with OneConnection(server) as dify:
        with pytest.raises(ConfigurationError, match="on_human_input must return"):
            dify.workflows.run(on_human_input=lambda form: bad)
        assert runs.asked_for(server) == [RUN]


def test_a_handler_that_raises(server: FaultServer) -> None:
    """What it raises goes through as it is; the run waits on, with all of its forms, and is not stopped."""
    server.on(RUN, steps.stream(*FIRST, *asked(form(1), form(2))))
    mine = KeyError("mine")

    def answer(form: Any) -> str:
        if form.form_id == "f2":
            raise mine
        return "ok"

    with OneConnection(server) as dify:
        with pytest.raises(KeyError) as caught:
            with dify.workflows.stream(on_human_input=answer) as stream:
                for _ in stream:
                    pass
        assert caught.value is mine
        assert stream.is_paused
        assert runs.asked_for(server) == [RUN]


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (steps.refusal(400, "invalid_form_data", "Missing required inputs: comment"), BadRequestError),
        (steps.refusal(412, "human_input_form_submitted", "This form has already been submitted"), APIError),
        (steps.refusal(404, "not_found", "Form not found"), NotFoundError),
    ],
)
def test_an_answer_that_is_refused(server: FaultServer, refusal: Any, expected: type[Exception]) -> None:
    """It is what it is for any call, is not sent again, and the run is not stopped."""
    server.on(RUN, steps.stream(*FIRST, *asked(form())))
    server.on(EVENTS, steps.stream(PING, steps.hold))
    server.on(SUBMIT, refusal)
    with OneConnection(server, connections=2, max_retries=2) as dify:
        with within(), pytest.raises(expected):
            dify.workflows.run(on_human_input=lambda form: "ok")
        assert runs.asked_for(server) == [RUN, EVENTS, "POST /v1/form/human_input/tok1"]
        Eventually(server.of(EVENTS)[0].connection.gone.is_set)


@pytest.mark.parametrize("lost", [steps.reset, steps.html(502)])
@pytest.mark.parametrize(
    "then", [steps.json({}), steps.refusal(412, "human_input_form_submitted", "It was already")]
)
def test_an_answer_that_got_lost(server: FaultServer, waits: list[float], lost: Any, then: Any) -> None:
    """It is given once more, for a form is taken but once; that it was taken already is as good."""
    server.on(RUN, steps.stream(*FIRST, *asked(form())))
    server.on(EVENTS, steps.stream(GOES_ON, *REST))
    server.on(SUBMIT, lost, then)
    with OneConnection(server, connections=2, max_retries=1) as dify:
        with within():
            result = dify.workflows.run(on_human_input=lambda form: "ok")
        assert (result.text, server.count(RUN), server.count(SUBMIT)) == (WHOLE, 1, 2)


def test_an_answer_that_never_comes_through(server: FaultServer, waits: list[float]) -> None:
    """Then nobody knows whether it was taken: the stream is incomplete, and says so."""
    server.on(RUN, steps.stream(*FIRST, *asked(form())))
    server.on(EVENTS, steps.stream(PING, steps.hold))
    server.on(SUBMIT, *[steps.reset] * 2)
    with OneConnection(server, connections=2, max_retries=1) as dify:
        with within(), pytest.raises(StreamIncomplete, match="not known whether") as caught:
            dify.workflows.run(on_human_input=lambda form: "ok")
        assert (caught.value.partial.workflow_run_id, server.count(SUBMIT)) == ("r1", 2)


def test_where_the_events_cannot_be_had(server: FaultServer) -> None:
    """Nothing is submitted whose outcome could not be seen:
    the run is paused, and an older release is named.
    """
    server.on(RUN, steps.stream(*FIRST, *asked(form())))
    server.on(EVENTS, steps.html(404))
    with OneConnection(server) as dify:
        with pytest.raises(WorkflowPaused, match=r"1\.14") as caught:
            dify.workflows.run(on_human_input=lambda form: "ok")
        assert isinstance(caught.value.__cause__, NotFoundError)
        assert (caught.value.form.form_token, caught.value.partial.workflow_run_id) == ("tok1", "r1")
        assert runs.asked_for(server) == [RUN, EVENTS]


@pytest.mark.parametrize("forms", [(), (form(form_token=None),), (form(1), form(2, form_token=None))])
def test_forms_that_cannot_be_answered_here(server: FaultServer, forms: Any) -> None:
    """A pause without a form, or with one that goes to the human by another way: nobody is asked."""
    server.on(RUN, steps.stream(*FIRST, *asked(*forms)))
    with OneConnection(server) as dify:
        with pytest.raises(WorkflowPaused, match="no form with a token") as caught:
            dify.workflows.run(on_human_input=lambda form: pytest.fail("nobody is to be asked"))
        assert caught.value.partial.text == "Hel"
        assert runs.asked_for(server) == [RUN]


# Forms of a snapshot.


def test_a_form_with_variables_in_it_is_read_first(server: FaultServer) -> None:
    """A snapshot's text has the run's variables in it: the form is asked for, so that a human may read it."""
    raw = form(form_content="Review {{#start.text#}}:\n{{#$output.comment#}}")
    read = {
        "form_content": "Review this:\n{{#$output.comment#}}",
        "inputs": [],
        "user_actions": [{"id": "ok"}],
    }
    server.on(EVENTS, runs.taken_up(log=[*FIRST, *asked(raw)]), runs.taken_up(GOES_ON, REST[-1]))
    server.on(READ, steps.json({**read, "expiration_time": 9, "resolved_default_values": {"comment": "x"}}))
    seen: list[Any] = []
    with OneConnection(server, connections=2) as dify:
        stream = dify.workflows.resume("r1", on_human_input=lambda form: seen.append(form) or "ok")
        with within():
            assert (stream.get_final_result()).outputs == runs.OUTPUTS
        assert (seen[0].form_content, seen[0].expiration_time) == ("Review this:\n{{#$output.comment#}}", 9)
        assert (seen[0].resolved_default_values, seen[0].form_token) == ({"comment": "x"}, "tok1")
        assert runs.asked_for(server) == [EVENTS, READ, EVENTS, "POST /v1/form/human_input/tok1"]


def test_a_form_that_cannot_be_read(server: FaultServer) -> None:
    """It is what it is for any call; the run waits on."""
    server.on(EVENTS, runs.taken_up(log=[*FIRST, *asked(form(form_content="{{#start.text#}}"))]))
    server.on(READ, steps.refusal(404, "not_found", "Form not found"))
    with OneConnection(server, connections=2) as dify:
        with pytest.raises(NotFoundError, match=r"Form not found.*1\.14"):
            with dify.workflows.resume("r1", on_human_input=lambda form: "ok", stop_on_exit=True) as stream:
                stream.get_final_result()
        assert runs.asked_for(server) == [EVENTS, READ]


def test_forms_by_hand(server: FaultServer) -> None:
    """get_form and submit are calls like any other, and say which releases have them."""
    server.on(
        READ,
        steps.json({"form_content": "Fine?", "inputs": [], "user_actions": [{"id": "ok", "title": "Fine"}]}),
    )
    server.on(READ, steps.html(404))
    server.on(SUBMIT, steps.json({}), steps.html(404))
    with OneConnection(server) as dify:
        read = dify.human_input.get_form("tok1")
        assert [action.id for action in read.user_actions or []] == ["ok"]
        dify.human_input.submit("tok1", "ok", {"f": UploadedFile.from_id("u1", type="image")}, user="eve")
        assert bodies(server)[0]["user"] == "eve"
        assert bodies(server)[0]["inputs"]["f"]["upload_file_id"] == "u1"
        with pytest.raises(NotFoundError, match=r"1\.14"):
            dify.human_input.get_form("tok1")
        with pytest.raises(NotFoundError, match=r"1\.14"):
            dify.human_input.submit("tok1", "ok")


def test_an_answer_in_one_piece_asks_nobody(server: FaultServer) -> None:
    """A handler goes with a stream: the other is refused before the run is begun."""
    with OneConnection(server) as dify:
        with pytest.raises(ConfigurationError, match="response_mode"):
            dify.workflows.run(response_mode="blocking", on_human_input=lambda form: "ok")
        with pytest.raises(ConfigurationError, match="response_mode"):
            dify.chat.send("q", response_mode="blocking", on_human_input=lambda form: "ok")
    assert server.count(RUN) == server.count(ASK) == 0
