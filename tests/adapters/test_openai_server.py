"""Apps as models of the OpenAI API: on a real server, by the real ``openai`` package."""

from __future__ import annotations

import base64
import contextlib
import json
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
import uvicorn
from starlette.testclient import TestClient

from dify_ext import AsyncDify, ConfigurationError, Dify
from dify_ext.adapters import openai_server
from dify_ext.adapters.openai_server import _answers, create_app, serve
from dify_ext.emulator import Emulator
from dify_ext.emulator._server import listen
from tests.faults.clients import Eventually, within

KEY = "sk-of-the-server"
PNG = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2") as running:
        yield running


@contextlib.contextmanager
def served(apps: dict[str, AsyncDify], **options: Any) -> Iterator[str]:
    """The server on a free port, in a thread."""
    listener = listen("127.0.0.1", 0)
    app = create_app(apps, api_key=KEY, close_clients=True, **options)
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    Eventually(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    finally:
        server.should_exit = True
        thread.join(5)


SENT: list[dict[str, Any]] = []  # the questions that Dify was sent by the model "chat"


async def noted(request: httpx.Request) -> None:
    if request.url.path == "/v1/chat-messages":
        SENT.append(json.loads(request.content))


class Noting(AsyncDify):
    """A client whose questions are noted."""

    def __init__(self, key: str, base_url: str) -> None:
        self.sender = httpx.AsyncClient(event_hooks={"request": [noted]}, trust_env=False)
        super().__init__(key, base_url=base_url, http_client=self.sender)

    async def aclose(self) -> None:
        await super().aclose()
        await self.sender.aclose()


@pytest.fixture(scope="module")
def url(emulator: Emulator) -> Iterator[str]:
    apps = {
        name: AsyncDify(key, base_url=emulator.base_url, max_retries=0) for name, key in emulator.keys.items()
    }
    apps["chat"] = Noting(emulator.keys["chat"], emulator.base_url)
    apps["wrong"] = AsyncDify("app-wrong", base_url=emulator.base_url)
    with served(apps, allow_origins=["https://ui.example"]) as url:
        yield url


@pytest.fixture(scope="module")
def ai(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=url, api_key=KEY, max_retries=2) as client:
        yield client


def says(text: Any, *history: tuple[str, str]) -> list[Any]:
    """Messages: what was said before, and the question."""
    return [*({"role": role, "content": said} for role, said in history), {"role": "user", "content": text}]


def test_models(ai: openai.OpenAI) -> None:
    """Apps are models."""
    models = ai.models.list().data
    assert [model.id for model in models] == ["chat", "agent", "completion", "chatflow", "workflow", "wrong"]
    assert {(model.object, model.owned_by) for model in models} == {("model", "dify")}
    assert ai.models.retrieve("chat").id == "chat"
    with pytest.raises(openai.NotFoundError):
        ai.models.retrieve("gpt")


@pytest.mark.parametrize("model", ["chat", "agent", "completion", "chatflow", "workflow"])
def test_an_answer_of_each_kind_of_app(ai: openai.OpenAI, model: str) -> None:
    """In one piece and as a stream, with usage."""
    whole = ai.chat.completions.create(model=model, messages=says("[[say:Hello there]]"), temperature=0.2)
    [choice] = whole.choices
    assert (choice.message.role, choice.finish_reason) == ("assistant", "stop")
    assert (choice.message.content or "").startswith("Hello there")
    assert (whole.model, whole.object) == (model, "chat.completion")
    chunks = list(
        ai.chat.completions.create(
            model=model,
            messages=says("[[say:Hello there]]"),
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices).startswith("Hello there")
    assert chunks[0].choices[0].delta.role == "assistant"
    assert (chunks[-2].choices[0].finish_reason, chunks[-1].choices) == ("stop", [])
    for usage in (whole.usage, chunks[-1].usage):
        assert usage is not None
        assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 0
    assert len({chunk.id for chunk in chunks}) == 1


async def test_the_asynchronous_client(url: str) -> None:
    """The stream helper of the package reads it, too."""
    async with openai.AsyncOpenAI(base_url=url, api_key=KEY) as ai:
        async with ai.chat.completions.stream(model="chat", messages=says("[[say:Hi]]")) as stream:
            assert [event.type async for event in stream if event.type == "content.done"] == ["content.done"]
            final = await stream.get_final_completion()
        assert final.choices[0].message.content == "Hi"


def test_a_conversation_goes_on(ai: openai.OpenAI) -> None:
    """Dify is sent the question alone if the history is what was said there; else all of it."""

    def ask(*said: Any, **more: Any) -> Any:
        return ai.chat.completions.create(model="chat", user="alice", messages=says(*said), **more)

    first = ask("[[say:One]]").model_dump()["dify"]["conversation_id"]
    history = (("user", "[[say:One]]"), ("assistant", " One\n"))
    chunks = list(ask("[[say:Two]]", *history, stream=True))
    assert chunks[-1].model_dump()["dify"]["conversation_id"] == first
    longer = (*history, ("user", "[[say:Two]]"), ("assistant", "Two"))
    third = ask("[[say:Three]]", *longer).model_dump()["dify"]
    assert third["conversation_id"] == first
    assert [body["query"] for body in SENT[-3:]] == ["[[say:One]]", "[[say:Two]]", "[[say:Three]]"]
    # Asked for again: the conversation is beyond that point.
    again = ask("[[say:Three]]", *longer).model_dump()["dify"]["conversation_id"]
    assert again != first
    sent = SENT[-1]
    assert sent["query"].startswith("user: [[say:One]]\n\nassistant: One\n\nuser: [[say:Two]]")
    assert sent["query"].endswith("user: [[say:Three]]")
    # The caller may say which conversation it means.
    named = ask("[[say:Four]]", extra_body={"dify": {"conversation_id": first, "inputs": {"name": "A"}}})
    assert named.model_dump()["dify"]["conversation_id"] == first
    assert SENT[-1]["inputs"] == {"name": "A"}
    assert {body["user"] for body in SENT[-5:]} == {"alice"}


def test_instructions_begin_a_conversation(ai: openai.OpenAI) -> None:
    """They are said once."""
    system: Any = {"role": "system", "content": "Be brief."}
    ai.chat.completions.create(model="chat", messages=[system, *says("[[say:A]]")])
    assert SENT[-1]["query"] == "Be brief.\n\n[[say:A]]"
    history = (("user", "[[say:A]]"), ("assistant", "A"))
    ai.chat.completions.create(model="chat", messages=[system, *says("[[say:B]]", *history)])
    assert SENT[-1]["query"] == "[[say:B]]"


def test_files_and_images(ai: openai.OpenAI) -> None:
    """Bytes are uploaded; addresses are handed on."""
    parts: list[Any] = [
        {"type": "text", "text": "[[say:Seen]]"},
        {"type": "image_url", "image_url": {"url": PNG}},
        {"type": "image_url", "image_url": {"url": "https://example.com/cat"}},
        {"type": "file", "file": {"filename": "a.txt", "file_data": base64.b64encode(b"text").decode()}},
        {"type": "input_audio", "input_audio": {"data": base64.b64encode(b"RIFF").decode(), "format": "wav"}},
    ]
    answer = ai.chat.completions.create(model="chat", messages=says(parts))
    assert answer.choices[0].message.content == "Seen (files: image.png, cat, a.txt, audio.wav)"
    sent = SENT[-1]["files"]
    assert [(file["type"], file["transfer_method"]) for file in sent] == [
        ("image", "local_file"),
        ("image", "remote_url"),
        ("document", "local_file"),
        ("audio", "local_file"),
    ]


@pytest.mark.parametrize(
    ("model", "text", "kind", "code"),
    [
        ("wrong", "Hi", openai.InternalServerError, "unauthorized"),
        ("chat", "[[error:other]]", openai.APIStatusError, None),
        ("workflow", "[[fail]]", openai.InternalServerError, "workflow_failed"),
        ("workflow", "[[pause]]", openai.BadRequestError, "human_input_required"),
        ("none", "Hi", openai.NotFoundError, "model_not_found"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_failures(
    ai: openai.OpenAI, emulator: Emulator, model: str, text: str, kind: Any, code: str | None, stream: bool
) -> None:
    """They have OpenAI's shape and a status; nothing is run again by the caller's library."""
    before = emulator.runs_started
    with pytest.raises(kind) as caught:
        ai.chat.completions.create(model=model, messages=says(text), stream=stream)
    assert caught.value.body["message"]
    assert code is None or caught.value.code == code
    assert emulator.runs_started - before <= 1


def test_half_a_character() -> None:
    """A model may send half of one: it is a question mark, streamed or not."""
    assert _answers.JSONAnswer({"content": "a\ud83d"}).body == b'{"content": "a?"}'
    assert _answers.event({"content": "a\ud83d"}) == b'data: {"content": "a?"}\n\n'


def test_a_failure_in_the_middle(ai: openai.OpenAI) -> None:
    """It ends the stream with an error event, which the package raises."""
    said = []
    with pytest.raises(openai.APIError):
        for chunk in ai.chat.completions.create(model="chat", messages=says("[[error_mid]]"), stream=True):
            said.append(chunk.choices[0].delta.content)
    assert any(said)


@pytest.mark.parametrize("stream", [False, True])
def test_a_caller_that_hangs_up(url: str, emulator: Emulator, stream: bool) -> None:
    """The run is stopped on the server."""

    def stops() -> int:
        return sum(request.path.endswith("/stop") for request in emulator.requests)

    before, runs = stops(), emulator.runs_started
    body = {"model": "chat", "messages": says("[[slow:500:100ms]] word " * 20), "stream": stream}
    with httpx.Client(timeout=30) as client, within():
        request = client.build_request(
            "POST", f"{url}/chat/completions", json=body, headers={"Authorization": f"Bearer {KEY}"}
        )
        if stream:
            response = client.send(request, stream=True)
            next(response.iter_lines())
            response.close()
        else:
            request.extensions["timeout"] = {"read": 0.8, "connect": 30, "write": 30, "pool": 30}
            with pytest.raises(httpx.ReadTimeout):
                client.send(request)
        Eventually(lambda: emulator.runs_started == runs + 1)
        Eventually(lambda: stops() == before + 1)


def test_what_open_webui_sends_and_expects(url: str) -> None:
    """Its requests, by its source (backend/open_webui/routers/openai.py and utils/middleware.py)."""
    headers = {
        "Authorization": f"Bearer {KEY}",
        "Content-Type": "application/json",
        "X-OpenWebUI-User-Id": "user-of-the-ui",
        "X-OpenWebUI-Chat-Id": "chat-1",
    }
    with httpx.Client(base_url=url, headers=headers) as ui:
        listed = ui.get("/models").json()["data"]
        assert all(model["id"] and model["name"] for model in listed)
        body = {"model": "chat", "messages": says("[[say:Hi]]"), "stream_options": {"include_usage": True}}
        body |= {"stream": True, "metadata": {"chat_id": "chat-1"}, "chat_id": "chat-1", "tool_ids": None}
        with ui.stream("POST", "/chat/completions", json=body) as response:
            assert "text/event-stream" in response.headers["Content-Type"]
            lines = [line for line in response.iter_lines() if line]
        assert all(line.startswith("data: ") for line in lines)
        assert lines[-1] == "data: [DONE]"
        chunks = [json.loads(line[6:]) for line in lines[:-1]]
        assert [chunk["usage"]["total_tokens"] > 0 for chunk in chunks if "usage" in chunk] == [True]
        # Titles and tags are asked for without a stream; they must not disturb the conversation.
        title = ui.post("/chat/completions", json={**body, "stream": False, "stream_options": None}).json()
        assert title["choices"][0]["message"]["content"] == "Hi"
        refused = ui.get("/models", headers={"Authorization": "Bearer no"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_api_key")
        # A browser that calls it directly.
        preflight = {"Origin": "https://ui.example", "Access-Control-Request-Method": "POST"}
        allowed = ui.options("/chat/completions", headers=preflight)
        assert allowed.headers["access-control-allow-origin"] == "https://ui.example"


@pytest.mark.parametrize(
    "body",
    [
        *(b"no", b"[]", b"{}"),
        *({"messages": []}, {"messages": ["x"]}, {"messages": [{"role": "assistant", "content": "x"}]}),
        *({"messages": [{"role": "user", "content": 1}]}, {"n": 2, "messages": says("x")}),
        *({"user": 1, "messages": says("x")}, {"dify": [1], "messages": says("x")}),
        *({"messages": says([part])} for part in ("x", {"type": "video"}, {"type": "text"})),
        {"messages": says([{"type": "image_url", "image_url": {"url": 1}}])},
        {"messages": says([{"type": "image_url", "image_url": {"url": "data:image/png"}}])},
        {"messages": says([{"type": "file", "file": {"file_data": "???"}}])},
    ],
    ids=str,
)
def test_bad_requests(body: Any) -> None:
    """They are refused with 400 before anything is sent to Dify."""
    app = create_app({"chat": AsyncDify("app-x", base_url="http://127.0.0.1:9")}, api_key=[KEY, "other"])
    content = body if isinstance(body, bytes) else json.dumps({"model": "chat", **body}).encode()
    client = TestClient(app, headers={"Authorization": "Bearer other"})
    answer = client.post("/v1/chat/completions", content=content)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")


def test_the_rest_of_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there says so in OpenAI's shape; a body has a limit; one origin may stand alone."""
    origin = "https://ui.example"
    app = create_app({"chat": AsyncDify("app-x")}, api_key=KEY, allow_origins=origin)
    client = TestClient(app, headers={"Authorization": f"Bearer {KEY}", "Origin": origin})
    assert client.get("/v1/models").headers["access-control-allow-origin"] == origin
    assert client.post("/v1/embeddings").json()["error"]["code"] == "unknown_url"
    assert client.post("/v1/models").json()["error"]["code"] == "method_not_allowed"
    monkeypatch.setattr(openai_server, "MAX_BODY", 10)
    assert client.post("/v1/chat/completions", content=b"x" * 11).status_code == 413


def test_what_cannot_be_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said at once; a server is never open to everybody."""
    apps: Any = {"chat": AsyncDify("app-x")}
    for key in (None, "", [], " "):
        with pytest.raises(ConfigurationError, match="DIFY_OPENAI_API_KEY"):
            create_app(apps, api_key=key)
    with pytest.raises(ConfigurationError, match="at least one"):
        create_app({}, api_key=KEY)
    with pytest.raises(ConfigurationError, match="AsyncDify"):
        create_app({"chat": Dify("app-x")}, api_key=KEY)  # type: ignore[dict-item]
    monkeypatch.setenv("DIFY_OPENAI_API_KEY", KEY)
    runs: list[Any] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: runs.append((self.config.app, sockets)))
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ConfigurationError, match="listen"):
        serve(apps, port=taken.getsockname()[1], on_ready=said.append)
    assert said == []
    serve(apps, port=0, on_ready=said.append)
    [(app, [listener])] = runs
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", said[0])
    assert listener.fileno() == -1
    with TestClient(app) as client:
        assert client.get("/v1/models").status_code == 401
    assert apps["chat"]._connections is not None
