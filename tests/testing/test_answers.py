"""What an app of `DifyEmulator` answers: what the test says, in each form and in each kind of app."""

from __future__ import annotations

import asyncio
import re
import threading
from contextvars import ContextVar
from typing import Any

import httpx
import pytest

from dify_ext import APIError, BadRequestError, Dify, RemoteFile, StreamFailed, WorkflowFailed, WorkflowPaused
from dify_ext.events import MessageEvent
from dify_ext.testing import (
    Answer,
    AskedRun,
    DifyEmulator,
    DifyFailure,
    FilledForm,
    HumanInput,
    Iteration,
    NodeRun,
    RespondError,
)

CHATS = ("chat", "agent-chat", "advanced-chat")


def client(emulator: DifyEmulator, key: str) -> Dify:
    return Dify(key, user="ada", base_url=emulator.base_url, max_retries=0)


@pytest.mark.parametrize("mode", CHATS)
def test_a_text(emulator: DifyEmulator, mode: str) -> None:
    """Streamed, in one piece, and in the list of messages."""
    app = emulator.app(mode, respond="A <<text>> with\u2028all [[fail]] of it.")
    with client(emulator, app.api_key) as dify:
        answer = dify.chat.send("Hi")
        assert answer.answer == "A <<text>> with\u2028all [[fail]] of it."
        if mode != "agent-chat":
            blocking = dify.chat.send("Hi", conversation_id=answer.conversation_id, response_mode="blocking")
            assert blocking.answer == answer.answer
        stored = [message.answer for message in dify.messages.list(answer.conversation_id or "")]
        assert set(stored) == {answer.answer}
        assert dify.app.info().mode == mode == app.mode


def test_outputs(emulator: DifyEmulator) -> None:
    """Of a workflow: as events, in one piece, and as the stored run."""
    outputs = {"label": "bug", "score": 0.5, "tags": ["<<a>>"], "nothing": None}
    app = emulator.app("workflow", inputs=["ticket"], respond=outputs)
    with client(emulator, app.api_key) as dify:
        result = dify.workflows.run({"ticket": "It crashes"})
        assert (result.status, result.outputs) == ("succeeded", outputs)
        stored = dify.workflows.get_run(result.workflow_run_id or "")
        assert stored.to_dict()["outputs"] == outputs
        assert emulator.requests.last.path == f"/v1/workflows/run/{result.workflow_run_id}"


def test_a_completion(emulator: DifyEmulator) -> None:
    """A text for a completion app, which gets its inputs."""
    app = emulator.app("completion", respond=lambda run: f"Dear {run.inputs['name']}")
    with client(emulator, app.api_key) as dify:
        assert dify.completion.send({"name": "Ada"}).answer == "Dear Ada"
        assert dify.completion.send({"name": "Bo"}, response_mode="blocking").answer == "Dear Bo"


def test_a_function_sees_what_was_asked(emulator: DifyEmulator) -> None:
    """Inputs, question, files with their content, end user, conversation and what was said before."""
    seen: list[AskedRun] = []

    def respond(run: AskedRun) -> str:
        seen.append(run)
        return f"answer {len(seen)}"

    app = emulator.app("chat", inputs={"name": "text-input"}, respond=respond)
    with client(emulator, app.api_key) as dify:
        file = dify.files.upload(("note.txt", b"a note", "text/plain"))
        first = dify.chat.send(
            "one", inputs={"name": "Ada"}, files=[file, RemoteFile("https://example.com/a.png")]
        )
        dify.chat.send("two", conversation_id=first.conversation_id, inputs={"name": "Ada"})
    one, two = seen
    assert (one.mode, one.query, one.inputs, one.user) == ("chat", "one", {"name": "Ada"}, "ada")
    assert (one.conversation_id, one.history, one.form) == (first.conversation_id, [], None)
    assert [(file.filename, file.type, file.content) for file in one.files] == [
        ("note.txt", "document", b"a note"),
        ("a.png", "image", None),
    ]
    assert one.files[1].url == "https://example.com/a.png"
    assert two.history == [("one", "answer 1")]


def test_functions_of_every_kind(emulator: DifyEmulator) -> None:
    """Asynchronous ones, objects, and one that asks the emulator itself: none holds up the other."""
    echo = emulator.app("chat", respond="inner")

    async def later(run: AskedRun) -> str:
        await asyncio.sleep(0)
        return "later"

    class Waiting:
        async def __call__(self, run: AskedRun) -> str:
            return "object"

    def asks(run: AskedRun) -> str:
        assert threading.current_thread().daemon
        with client(emulator, echo.api_key) as inner:
            return f"asked: {inner.chat.send('?').answer}"

    for respond, wanted in ((later, "later"), (Waiting(), "object"), (asks, "asked: inner")):
        with client(emulator, emulator.app("chat", respond=respond).api_key) as dify:
            assert dify.chat.send("Hi").answer == wanted


async def test_a_function_sees_context_variables() -> None:
    """Those of the request, although it runs in a thread of its own."""
    who: ContextVar[str] = ContextVar("who", default="nobody")
    emulator = DifyEmulator()
    app = emulator.app("chat", respond=lambda run: f"{who.get()} asks")
    who.set("ada")
    transport = httpx.ASGITransport(emulator.asgi)
    async with httpx.AsyncClient(transport=transport, base_url="http://emulator") as sender:
        body = {"inputs": {}, "query": "Hi", "user": "u", "response_mode": "blocking"}
        headers = {"Authorization": f"Bearer {app.api_key}"}
        answer = await sender.post("/v1/chat-messages", json=body, headers=headers)
    assert answer.json()["answer"] == "ada asks"


def test_answers_in_turn() -> None:
    """One for each run; one run more is the test author's error."""
    emulator = DifyEmulator()
    with pytest.raises(RespondError, match="chat app 'greeter' has 2 answers, and this is run 3"), emulator:
        app = emulator.app("chat", respond=["one", lambda run: "two"], name="greeter")
        with client(emulator, app.api_key) as dify:
            assert [dify.chat.send("?").answer for _ in range(2)] == ["one", "two"]
            with pytest.raises(StreamFailed, match="has 2 answers"):
                dify.chat.send("?")


def test_everything_that_comes_with_an_answer(emulator: DifyEmulator) -> None:
    """Pieces, tokens, price, citations; streamed and stored."""
    answer = Answer(
        pieces=["Hel", "lo"],
        text="Hello",
        prompt_tokens=100,
        completion_tokens=20,
        price="0.0012",
        retriever_resources=[{"document_name": "manual.pdf", "content": "Turn it on.", "score": 0.9}],
    )
    with client(emulator, emulator.app("advanced-chat", respond=answer).api_key) as dify:
        with dify.chat.stream("Hi") as stream:
            texts = [event.answer for event in stream if isinstance(event, MessageEvent)]
        got = stream.get_final_answer()
        assert texts == ["Hel", "lo"]
        assert got.usage is not None
        assert (got.usage.prompt_tokens, got.usage.total_tokens, got.usage.total_price) == (
            100,
            120,
            "0.0012",
        )
        assert [one.document_name for one in got.retriever_resources or []] == ["manual.pdf"]
        (stored,) = dify.messages.list(got.conversation_id or "").data
        assert [one.content for one in stored.retriever_resources or []] == ["Turn it on."]


def test_thoughts_of_an_agent(emulator: DifyEmulator) -> None:
    """Each step is an event, and is stored."""
    thoughts = [
        "I look it up.",
        {"thought": "Found.", "tool": "search", "tool_input": '{"search": {"q": "x"}}'},
    ]
    app = emulator.app("agent-chat", respond=Answer("Here.", agent_thoughts=thoughts))
    with client(emulator, app.api_key) as dify:
        got = dify.chat.send("Hi")
        assert [thought.tool for thought in got.agent_thoughts or []] == ["", "search", ""]
        assert got.answer == "Here."
        (stored,) = dify.messages.list(got.conversation_id or "").data
        assert [one.thought for one in stored.agent_thoughts or []] == ["I look it up.", "Found.", "Here."]


def test_nodes_and_iterations(emulator: DifyEmulator) -> None:
    """They run before the end, in their order; one that fails does not end the run."""
    answer = Answer(
        outputs={"n": 2},
        nodes=[
            NodeRun("Fetch", "http-request", inputs={"url": "u"}, outputs={"body": "b"}),
            NodeRun("Try", error="no luck"),
            Iteration(["a", "b"], "Each"),
        ],
    )
    with client(emulator, emulator.app("workflow", respond=answer).api_key) as dify:
        with dify.workflows.stream({}) as stream:
            seen = [event.to_dict() for event in stream]
        ran = [one["data"] for one in seen if one["event"] == "node_finished"]
        titles = [one["title"] for one in ran]
        assert titles == ["Start", "Fetch", "Try", "Template", "Template", "End"]
        assert (ran[1]["node_type"], ran[1]["outputs"]) == ("http-request", {"body": "b"})
        assert (ran[2]["status"], ran[2]["error"]) == ("exception", "no luck")
        done = next(one["data"] for one in seen if one["event"] == "iteration_completed")
        assert (done["title"], done["outputs"]) == ("Each", {"output": ["a", "b"]})
        assert stream.get_final_result().outputs == {"n": 2}


@pytest.mark.parametrize("mode", ["workflow", "advanced-chat"])
def test_a_human_is_asked(emulator: DifyEmulator, mode: str) -> None:
    """The run pauses; when the form is sent the function is called again, with what is in it."""
    filled: list[FilledForm | None] = []

    def respond(run: AskedRun) -> Any:
        filled.append(run.form)
        if run.form is None:
            return HumanInput("Refund 5 $?", fields=["reason"], actions=["yes", "no"])
        said = f"{run.form.action}: {run.form.inputs['reason']}"
        return {"said": said} if run.mode == "workflow" else said

    with client(emulator, emulator.app(mode, respond=respond).api_key) as dify:
        with pytest.raises(WorkflowPaused) as caught:
            dify.workflows.run({}) if mode == "workflow" else dify.chat.send("Hi")
        form = caught.value.form
        assert form is not None
        assert "Refund 5 $?" in str(form.form_content)
        assert _answered(dify, mode) == "yes: late"
    assert filled == [None, None, FilledForm("yes", {"reason": "late"})]


def test_an_old_release_asks_nobody() -> None:
    """It is told, not passed over."""
    emulator = DifyEmulator(version="1.9.2")
    with pytest.raises(RespondError, match=r"older than 1\.13"), emulator:
        app = emulator.app("workflow", respond=HumanInput())
        with client(emulator, app.api_key) as dify, pytest.raises(WorkflowFailed):
            dify.workflows.run({})


def _answered(dify: Dify, mode: str) -> str:
    def fill(form: Any) -> tuple[str, dict[str, str]]:
        return "yes", {"reason": "late"}

    if mode == "workflow":
        return str(dify.workflows.run({}, on_human_input=fill).outputs["said"])
    return dify.chat.send("Hi", on_human_input=fill).answer


def test_failures_by_code(emulator: DifyEmulator) -> None:
    """As a model fails: an error event, a failed workflow, or the status of a blocking call."""

    def broke(run: AskedRun) -> str:
        raise DifyFailure("provider_quota_exceeded")

    with client(emulator, emulator.app("chat", respond=broke).api_key) as dify:
        with pytest.raises(StreamFailed) as streamed:
            dify.chat.send("Hi")
        assert (streamed.value.status, streamed.value.code) == (400, "provider_quota_exceeded")
        with pytest.raises(BadRequestError) as blocking:
            dify.chat.send("Hi", response_mode="blocking")
        assert blocking.value.code == "provider_quota_exceeded"
    late = Answer("Half", error=DifyFailure("rate_limit_error", "slow down"))
    with client(emulator, emulator.app("chat", respond=late).api_key) as dify:
        with pytest.raises(StreamFailed, match="slow down") as stopped:
            dify.chat.send("Hi")
        assert (stopped.value.status, stopped.value.partial.answer) == (429, "Half")
    half = Answer("Half", {}, error=DifyFailure("rate_limit_error", "slow down"))
    key = emulator.app("workflow", respond=half).api_key
    with client(emulator, key) as dify, pytest.raises(WorkflowFailed, match="slow down"):
        dify.workflows.run({})
    told = emulator.requests.of("POST /v1/workflows/run").last.events
    ends = [one["data"] for one in told if one["event"] == "node_finished"]
    assert [(one["node_id"], one["status"]) for one in ends] == [("start", "succeeded"), ("llm1", "failed")]
    key = emulator.app("workflow", respond=DifyFailure("x", "no", 418)).api_key
    with client(emulator, key) as dify, pytest.raises(WorkflowFailed, match="no"):
        dify.workflows.run({})
    with pytest.raises(ValueError, match="'nonsense' is not one that the emulator knows"):
        DifyFailure("nonsense")


async def fails(run: AskedRun) -> None:
    pytest.fail("in a coroutine")


USELESS = [
    ("chat", lambda run: None, "gave None: is there a `return` missing"),
    ("chat", lambda run: 5, "gave int 5"),
    ("chat", lambda run: {"label": 1}, "only a workflow has outputs"),
    ("chat", lambda run: HumanInput(), "only workflows can do"),
    ("chat", lambda run: ["a", "b"], r"gave list \['a', 'b'\]"),
    ("chat", lambda run: Answer(), "without a text"),
    ("workflow", lambda run: {"x": object()}, "no JSON"),
    ("workflow", lambda run: {"x": float("nan")}, "no JSON"),
    ("chat", lambda run: "\ud800", "surrogates not allowed"),
    ("workflow", lambda run: Answer("x"), "without outputs"),
    ("workflow", lambda run: run.inputs["missing"], "raised KeyError: 'missing'"),
    ("workflow", lambda run: next(iter([])), "no more answers"),
    ("workflow", lambda run: pytest.fail("wrong"), "raised Failed: wrong"),
    ("workflow", fails, "raised Failed: in a coroutine"),
]


@pytest.mark.parametrize(("mode", "respond", "message"), USELESS, ids=[message for *_, message in USELESS])
def test_a_useless_answer(emulator: DifyEmulator, mode: str, respond: Any, message: str) -> None:
    """The run fails at once and says why; leaving the emulator raises it again."""
    app = emulator.app(mode, respond=respond)
    with client(emulator, app.api_key) as dify, pytest.raises((StreamFailed, WorkflowFailed), match=message):
        dify.workflows.run({}) if mode == "workflow" else dify.chat.send("Hi")
    with pytest.raises(RespondError, match=message):
        emulator.raise_problems()


def test_a_useless_answer_is_told_at_once(emulator: DifyEmulator) -> None:
    """What is no function is checked when the app is made."""
    for respond in (5, [], {"label": 1}, [None], ["a", 5]):
        with pytest.raises(RespondError):
            emulator.app("chat", respond=respond)


def test_a_test_that_fails_keeps_its_error() -> None:
    """An error in the `with` is not replaced by that of the answer, which is added as a note."""
    with pytest.raises(ZeroDivisionError) as caught, DifyEmulator() as emulator:
        key = emulator.app("chat", respond=lambda run: None).api_key
        with client(emulator, key) as dify, pytest.raises(StreamFailed):
            dify.chat.send("Hi")
        _ = 1 / 0
    assert any("gave None" in note for note in caught.value.__notes__)


def test_inputs(emulator: DifyEmulator) -> None:
    """Those that are named are needed, others are dropped; without names everything is taken."""
    seen: list[dict[str, Any]] = []

    def respond(run: AskedRun) -> dict[str, Any]:
        seen.append(run.inputs)
        return {}

    named = emulator.app("workflow", inputs=["text", "n"], respond=respond)
    typed = emulator.app("workflow", inputs={"n": "number", "why": {"required": False}}, respond=respond)
    free = emulator.app("workflow", respond=respond)
    with client(emulator, named.api_key) as dify:
        with pytest.raises(BadRequestError, match="n is required in input form"):
            dify.workflows.run({"text": "x"})
        dify.workflows.run({"text": "x", "n": 5, "more": 1})
        form = [one.to_dict()["paragraph"] for one in dify.app.parameters().user_input_form or []]
        assert [control["variable"] for control in form] == ["text", "n"]
    with client(emulator, typed.api_key) as dify:
        with pytest.raises(BadRequestError, match="valid number"):
            dify.workflows.run({"n": "many"})
        dify.workflows.run({"n": 5})
    with client(emulator, free.api_key) as dify:
        dify.workflows.run({"a": [1], "b": {"c": None}})
    assert seen == [{"text": "x", "n": 5}, {"n": 5, "why": None}, {"a": [1], "b": {"c": None}}]
    for inputs in ("text", {"a": "colour"}):
        with pytest.raises(ValueError, match=re.escape("input")):
            emulator.app("workflow", inputs=inputs)
    no_modes: list[Any] = ["talk", ["talk"], None]
    for mode in no_modes:
        with pytest.raises(ValueError, match="There is no mode"):
            emulator.app(mode)


def test_a_run_can_be_stopped_before_its_answer(emulator: DifyEmulator) -> None:
    """A function that never answers holds up neither the stop nor the emulator."""
    forever = threading.Event()
    app = emulator.app("workflow", respond=lambda run: forever.wait(60) and {})
    with client(emulator, app.api_key) as dify:
        with dify.workflows.stream({}) as stream:
            for event in stream:
                if event.event == "node_finished":
                    stream.stop()
        assert stream.get_final_result().status == "stopped"
    forever.set()


def test_the_console_knows_the_app(emulator: DifyEmulator) -> None:
    """With its name and its key."""
    from dify_ext import DifyServer, MemoryTokenStore

    app = emulator.app("chat", name="Support desk", api_key="app-support-desk")
    with pytest.raises(ValueError, match="has this key"):
        emulator.app("chat", api_key="app-support-desk")
    for key in ("", "a key", "clé"):
        with pytest.raises(ValueError, match="signs of ASCII"):
            emulator.app("chat", api_key=key)
    account = {"email": emulator.email, "password": emulator.password}
    with DifyServer(emulator.base_url, **account, token_store=MemoryTokenStore()) as server:
        assert server.apps.get(app.id).name == "Support desk"
        assert [key.token for key in server.apps.api_keys(app.id)] == ["app-support-desk"]


def test_unknown_key(emulator: DifyEmulator) -> None:
    """Another key opens nothing."""
    with client(emulator, "app-nothing") as dify, pytest.raises(APIError):
        dify.chat.send("Hi")
