"""What is sent again over a wire that fails, what never is, and how long is waited: counted at the server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from dify_api.api.conversations import list_conversations

from dify_ext import (
    AsyncDify,
    BadRequestError,
    ConnectionFailed,
    DifyError,
    NotFoundError,
    RateLimitError,
    RequestTimeout,
    ServerError,
    TransportError,
)
from dify_ext._async import _io
from tests.faults import steps
from tests.faults.clients import SHORT, AsyncOneConnection, within
from tests.faults.server import FaultServer, unused_port

pytestmark = pytest.mark.usefixtures("transport")  # sync:

Call = Callable[[AsyncDify], Awaitable[Any]]

CONVERSATION = {"id": "c1", "name": "n", "inputs": {}, "status": "normal"}
VARIABLE = {"id": "v1", "name": "n", "value_type": "string", "value": "x"}
ANNOTATION = {"id": "a1", "question": "q", "answer": "a"}
BUSY_429 = steps.refusal(429, "too_many_requests", "Slow down.")
SUCCESS = {"result": "success"}
COMPLETION = {"event": "message", "id": "m1", "message_id": "m1", "answer": "Hi", "mode": "chat"}

# Running these twice does no more than running them once.
REPEATABLE: dict[str, tuple[str, Call, Any]] = {
    "get": ("GET /v1/site", lambda d: d.app.site(), {"title": "t"}),
    "put": ("PUT /v1/conversations/*", lambda d: d.conversations.update_variable("c", "v", "x"), VARIABLE),
    "delete": ("DELETE /v1/conversations/c", lambda d: d.conversations.delete("c"), SUCCESS),
    "stop": ("POST /v1/chat-messages/t/stop", lambda d: d.chat.stop("t"), SUCCESS),
    "feedback": ("POST /v1/messages/m/feedbacks", lambda d: d.messages.feedback("m", "like"), SUCCESS),
}
# These may have run, and must not run again unasked.
ONCE: dict[str, tuple[str, Call, Any]] = {
    "chat": ("POST /v1/chat-messages", lambda d: d.chat.send("q", response_mode="blocking"), COMPLETION),
    "rename": ("POST /v1/conversations/c/name", lambda d: d.conversations.rename("c", "n"), CONVERSATION),
    "annotation": ("POST /v1/apps/annotations", lambda d: d.annotations.create("q", "a"), ANNOTATION),
    "upload": ("POST /v1/files/upload", lambda d: d.files.upload(b"bytes"), {"id": "f1", "name": "file"}),
    "transcript": ("POST /v1/audio-to-text", lambda d: d.audio.audio_to_text(b"bytes"), {"text": "t"}),
    "speech": ("POST /v1/text-to-audio", lambda d: d.audio.text_to_audio("t"), None),
}
EVERY = {**REPEATABLE, **ONCE}

HEAD = steps.head(length=40)
LOST = {
    "closed instead of an answer": steps.close,
    "reset instead of an answer": steps.reset,
    "reset in the headers": steps.raw(HEAD[:30], steps.reset),
    "closed after the headers": steps.raw(HEAD, steps.close),
    "closed in the body": steps.raw(HEAD, b'{"result": ', steps.close),
    "reset in the body": steps.raw(HEAD, b'{"result": ', steps.reset),
}


def good(answer: Any, kind: str = "") -> Any:
    if answer is None:
        return steps.body(b"sound", kind="audio/mpeg")
    return steps.json(answer, 201 if kind in ("upload", "annotation") else 200)


@pytest.mark.parametrize("how", LOST)
async def test_a_lost_answer_is_asked_for_again(server: FaultServer, waits: list[float], how: str) -> None:
    """What may run twice is sent again when its answer was lost, wherever it broke off."""
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for what, call, answer in REPEATABLE.values():
            waits.clear()
            server.on(what, LOST[how], good(answer))
            with within():
                await call(dify)
            first, second = server.of(what)
            assert (first.body, len(waits)) == (second.body, 1)


@pytest.mark.parametrize("how", LOST)
async def test_what_may_have_run_is_not_sent_again(server: FaultServer, waits: list[float], how: str) -> None:
    """What may have run is sent once when its answer was lost; the caller hears of it."""
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for what, call, _ in ONCE.values():
            server.on(what, LOST[how])
            with within(), pytest.raises(ConnectionFailed):
                await call(dify)
            assert (what, server.count(what), waits) == (what, 1, [])


@pytest.mark.parametrize("kind", ["get", "stop", "chat", "upload"])
async def test_an_answer_that_does_not_come_in_time(
    server: FaultServer, waits: list[float], kind: str
) -> None:
    """A timeout is a lost answer like any other."""
    what, call, answer = EVERY[kind]
    server.on(what, steps.hold, good(answer, kind))
    async with AsyncOneConnection(server, max_retries=1, timeout=SHORT) as dify:
        with within():
            if kind in REPEATABLE:
                await call(dify)
            else:
                with pytest.raises(RequestTimeout):
                    await call(dify)
        assert server.count(what) == (2 if kind in REPEATABLE else 1)


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_a_failing_gateway(server: FaultServer, waits: list[float], status: int) -> None:
    """502, 503 and 504 say nothing about whether it ran: only what may run twice is sent again."""
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for what, call, answer in REPEATABLE.values():
            server.on(what, steps.html(status), good(answer))
            await call(dify)
            assert (what, server.count(what)) == (what, 2)
        for what, call, _ in ONCE.values():
            server.on(what, steps.html(status))
            with pytest.raises(ServerError):
                await call(dify)
            assert (what, server.count(what)) == (what, 1)


@pytest.mark.parametrize("busy", [steps.busy(), BUSY_429], ids=["400", "429"])
async def test_a_busy_server_is_asked_again(server: FaultServer, waits: list[float], busy: Any) -> None:
    """The 400 "Too many requests" and 429 say that it did not run:
    everything is sent again, with the same body.
    """
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for kind, (what, call, answer) in EVERY.items():
            waits.clear()
            server.on(what, busy, busy, good(answer, kind))
            result = await call(dify)
            if answer is None:
                assert await result.read() == b"sound"
            assert (what, server.count(what), len(waits)) == (what, 3, 2)
            assert len({request.body for request in server.of(what)}) == 1


async def test_a_server_that_stays_busy(server: FaultServer, waits: list[float]) -> None:
    """When the retries are used up the refusal is raised, whatever its status."""
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for what, call, _ in EVERY.values():
            server.on(what, steps.busy(), BUSY_429, steps.busy())
            with pytest.raises(RateLimitError) as caught:
                await call(dify)
            error = caught.value
            assert (error.status, error.code, error.retry_after) == (400, "invalid_param", None)
            assert (what, server.count(what)) == (what, 3)


@pytest.mark.parametrize(
    "refusal",
    [
        steps.refusal(429, "rate_limit_error", "Your quota is used up.", Retry_After="1"),
        steps.refusal(429, "too_many_requests", "Slow down.", Retry_After="61"),
        steps.refusal(429, "too_many_requests", "Slow down.", Retry_After="9" * 400),
        steps.refusal(400, "invalid_param", "query is required"),
        steps.refusal(409, "conflict", "Too many requests"),
        steps.refusal(500, "unknown", "Internal Server Error"),
        steps.html(500),
    ],
    ids=["quota", "asks for more than a minute", "asks for ever", "400", "409", "500", "500 page"],
)
@pytest.mark.parametrize("kind", ["get", "chat"])
async def test_what_no_second_try_would_mend(
    server: FaultServer, waits: list[float], kind: str, refusal: Any
) -> None:
    """A used-up quota, a wait that is too long, and refusals that would come again are not tried again."""
    what, call, _ = EVERY[kind]
    server.on(what, refusal)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with pytest.raises(DifyError):
            await call(dify)
        assert (server.count(what), waits) == (1, [])


async def test_retry_after_in_seconds(server: FaultServer, waits: list[float]) -> None:
    """Retry-After is obeyed: no less is waited, and little more."""
    busy = steps.refusal(429, "too_many_requests", "Slow down.", Retry_After="7")
    server.on("GET /v1/info", busy, steps.refusal(503, "down", "Restarting", Retry_After="3"))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        await dify.app.info()
    assert 7 <= waits[0] <= 8
    assert 3 <= waits[1] <= 4


async def test_retry_after_as_a_date(server: FaultServer, waits: list[float]) -> None:
    """A date is measured by the server's own clock, however wrong; one in the past asks for no wait."""

    def busy(after: str) -> Any:
        return steps.refusal(
            429, "too_many_requests", "Slow down.", Date="Thu, 01 Jan 2015 10:00:00 GMT", Retry_After=after
        )

    server.on("GET /v1/info", busy("Thu, 01 Jan 2015 10:00:20 GMT"), busy("Thu, 01 Jan 2015 09:00:00 GMT"))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        await dify.app.info()
        assert 20 <= waits[0] <= 21
        assert 0 <= waits[1] < 1
        server.on("GET /v1/info", busy("Thu, 01 Jan 2015 10:01:30 GMT"))
        with pytest.raises(RateLimitError) as caught:
            await dify.app.info()
        assert caught.value.retry_after == 90


@pytest.mark.parametrize("nonsense", ["soon", "-5", "1e9", "Thu, 99 Jan 2015 10:00:20 GMT", "٣", ""])
async def test_a_senseless_retry_after_is_ignored(
    server: FaultServer, waits: list[float], nonsense: str
) -> None:
    """What is no number and no date is as if it were not there."""
    value = nonsense.encode().decode("latin-1")
    server.on("GET /v1/info", steps.refusal(429, "too_many_requests", "Slow down.", Retry_After=value))
    async with AsyncOneConnection(server, max_retries=1) as dify:
        await dify.app.info()
    assert 0 <= waits[0] <= 0.5


async def test_waits_grow_and_differ(server: FaultServer, waits: list[float]) -> None:
    """Without Retry-After the waits are random below a bound that doubles, and never above eight seconds."""
    server.on("GET /v1/info", *[steps.html(503)] * 12)
    async with AsyncOneConnection(server, max_retries=12) as dify:
        await dify.app.info()
    assert len(set(waits)) == 12
    assert all(0 <= wait <= min(8, 0.5 * 2**number) for number, wait in enumerate(waits))


async def test_a_short_real_wait(server: FaultServer) -> None:
    """The wait really happens, and the connection is free for others meanwhile."""
    server.on("GET /v1/info", steps.refusal(429, "too_many_requests", "Slow down.", Retry_After="0.2"))
    async with AsyncOneConnection(server, max_retries=1) as dify:
        with within(at_least=0.2):
            await dify.app.info()


async def test_a_refused_connection_is_always_tried_again(
    monkeypatch: pytest.MonkeyPatch, server: FaultServer
) -> None:
    """Nothing was sent: everything is tried again, and goes through when somebody listens at last."""
    late: list[FaultServer] = []

    async def somebody_listens(seconds: float) -> None:
        late[-1].start()

    monkeypatch.setattr(_io, "sleep", somebody_listens)
    for kind, (what, call, answer) in EVERY.items():
        late.append(FaultServer(unused_port()))
        late[-1].on(what, good(answer, kind))
        async with AsyncOneConnection(server, base_url=late[-1].url, max_retries=2) as dify:
            result = await call(dify)
            if answer is None:
                await result.read()
        late[-1].close()
        assert (what, late[-1].count(what)) == (what, 1)


async def test_a_refused_connection_in_the_end(server: FaultServer, waits: list[float]) -> None:
    """As many tries as allowed, then ConnectionFailed that says how many."""
    connection = AsyncOneConnection(server, base_url=f"http://127.0.0.1:{unused_port()}", max_retries=2)
    async with connection as dify:
        with within(), pytest.raises(ConnectionFailed, match="2"):
            await dify.chat.send("q")
        assert len(waits) == 2


async def test_faults_in_turn(server: FaultServer, waits: list[float]) -> None:
    """Every try may fail in its own way; the last one's failure is the one that is raised."""
    faults = (steps.reset, steps.html(503), steps.raw(HEAD[:20], steps.close), steps.hold)
    server.on("GET /v1/info", *faults)
    async with AsyncOneConnection(server, max_retries=3, timeout=SHORT) as dify:
        with within(), pytest.raises(RequestTimeout):
            await dify.app.info()
        assert (server.count("GET /v1/info"), len(waits)) == (4, 3)


async def test_a_delete_whose_answer_was_lost(server: FaultServer, waits: list[float]) -> None:
    """A DELETE that was lost and then finds nothing has succeeded."""
    missing = steps.refusal(404, "not_found", "Conversation Not Exists.")
    what = "DELETE /v1/conversations/c"
    for lost in (steps.reset, steps.html(504), steps.close):
        server.on(what, lost, missing)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for _ in range(3):
            await dify.conversations.delete("c")
    assert server.count(what) == 6


@pytest.mark.parametrize("first", [None, steps.busy(), BUSY_429])
async def test_a_delete_that_finds_nothing(server: FaultServer, waits: list[float], first: Any) -> None:
    """Where no earlier try can have run, a 404 is an error; a busy server has not run it."""
    missing = steps.refusal(404, "not_found", "Conversation Not Exists.")
    server.on("DELETE /v1/conversations/c", *([first] if first else []), missing)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with pytest.raises(NotFoundError):
            await dify.conversations.delete("c")


async def test_no_retries_and_views(server: FaultServer, waits: list[float]) -> None:
    """max_retries=0 tries once; a view has its own number."""
    server.on("GET /v1/info", steps.html(503), steps.html(503))
    async with AsyncOneConnection(server, max_retries=0) as dify:
        with pytest.raises(ServerError):
            await dify.app.info()
        await dify.with_options(max_retries=1).app.info()
    assert server.count("GET /v1/info") == 4  # the last is the good call at the end


async def test_the_low_level_is_retried_too(server: FaultServer, waits: list[float]) -> None:
    """A generated operation on the client's connections gets its retries, its key and its timeouts."""
    server.on("GET /v1/conversations", steps.reset, steps.html(502), steps.hold)
    async with AsyncOneConnection(server, max_retries=3, timeout=SHORT) as dify:
        page = await list_conversations.asyncio(client=dify.low_level, user="u")
        assert page is not None
        assert server.count("GET /v1/conversations") == 4
    assert {request.headers["authorization"] for request in server.requests} == {
        "Bearer app-secret0123456789"
    }


async def test_paging_survives_faults(server: FaultServer, waits: list[float]) -> None:
    """A fault between two pages is made good; no item is lost or doubled."""

    def page(*ids: str, more: bool) -> Any:
        return steps.json({"limit": 2, "has_more": more, "data": [{**CONVERSATION, "id": i} for i in ids]})

    what = "GET /v1/conversations"
    server.on(
        what, steps.html(503), page("1", "2", more=True), steps.reset, steps.reset, page("3", more=False)
    )
    async with AsyncOneConnection(server, max_retries=2) as dify:
        assert [item.id async for item in dify.conversations.list()] == ["1", "2", "3"]


async def test_paging_fails_with_the_page(server: FaultServer, waits: list[float]) -> None:
    """What arrived was given; the page that cannot be had raises."""
    page = steps.json({"limit": 1, "has_more": True, "data": [CONVERSATION]})
    server.on("GET /v1/conversations", page, steps.reset)
    got = []
    async with AsyncOneConnection(server) as dify:
        with pytest.raises(TransportError):
            async for item in dify.conversations.list():
                got.append(item.id)
    assert got == ["c1"]


async def test_a_bad_request_is_itself(server: FaultServer, waits: list[float]) -> None:
    """A 400 that only mentions requests is no busy server."""
    server.on(
        "GET /v1/info", steps.refusal(400, "invalid_param", "There were too many requests for this parameter")
    )
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with pytest.raises(BadRequestError) as caught:
            await dify.app.info()
        assert not isinstance(caught.value, RateLimitError)
