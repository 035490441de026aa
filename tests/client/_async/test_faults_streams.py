"""Streams over a wire that fails:
never silently short, what arrived is in the error, the connection is free again.
"""

from __future__ import annotations

import threading
import zlib
from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    AsyncDify,
    BadRequestError,
    ConnectionFailed,
    DifyError,
    MessageEvent,
    RateLimitError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    WorkflowFailed,
)
from dify_ext._async import _io
from tests.faults import steps
from tests.faults.clients import KEY, SHORT, TIMEOUT, AsyncEventually, AsyncOneConnection, within
from tests.faults.server import FaultServer, unused_port
from tests.faults.steps import END, PING, WHOLE, message

pytestmark = pytest.mark.usefixtures("transport")  # sync:

ASK = "POST /v1/chat-messages"
SNOWMAN = message("sn☃wman")
CUT = SNOWMAN.index("☃".encode()) + 1  # in the middle of its three bytes
BAD_GZIP = steps.gzipped([message("Hel"), message("lo")])

# What happens after "Hel" has arrived, and httpx's error for it (None: to HTTP all was well).
BREAKS: dict[str, tuple[Any, type | None]] = {
    "closed between events": (steps.stream(message("Hel"), steps.close), httpx.RemoteProtocolError),
    "reset between events": (steps.stream(message("Hel"), steps.reset), httpx.ReadError),
    "closed in an event": (
        steps.stream(message("Hel"), message("lo")[:30], steps.close),
        httpx.RemoteProtocolError,
    ),
    "reset in an event": (steps.stream(message("Hel"), message("lo")[:30], steps.reset), httpx.ReadError),
    "reset in a character": (steps.stream(message("Hel"), SNOWMAN[:CUT], steps.reset), httpx.ReadError),
    "ended in a character": (steps.stream(message("Hel"), SNOWMAN[:CUT]), None),
    "ended in an event": (steps.stream(message("Hel"), message("lo")[:-1]), None),
    "ended between events": (steps.stream(message("Hel")), None),
    "ended after a ping": (steps.stream(PING, message("Hel"), PING), None),
    "closed in a chunk's length": (
        steps.stream(message("Hel"), lambda c: c.send(b"4"), steps.close),
        httpx.RemoteProtocolError,
    ),
    "a broken chunk": (
        steps.stream(message("Hel"), 0.05, lambda c: c.send(b"oops\r\n"), steps.hold),
        httpx.RemoteProtocolError,
    ),
    "not in chunks, closed": (
        steps.raw(steps.head(kind="text/event-stream"), message("Hel"), steps.close),
        None,
    ),
    "a length that is not reached": (
        steps.raw(steps.head(kind="text/event-stream", length=999), message("Hel"), steps.close),
        httpx.RemoteProtocolError,
    ),
    "no JSON": (steps.stream(message("Hel"), b"data: {oops\n\n", END), ValueError),
    "JSON but no object": (steps.stream(message("Hel"), b"data: [1]\n\n", END), ValueError),
    "too deep JSON": (steps.stream(message("Hel"), b"data: " + b"[" * 100_000 + b"\n\n", END), Exception),
    "an event of another shape": (
        steps.stream(message("Hel"), b'data: {"event": "message_end", "metadata": 1}\n\n'),
        ValueError,
    ),
    "broken gzip": (
        steps.stream(BAD_GZIP[0], b"oops" + BAD_GZIP[1][4:], END, Content_Encoding="gzip"),
        zlib.error,
    ),
    "cut gzip": (steps.stream(BAD_GZIP[0], BAD_GZIP[1][:-6], Content_Encoding="gzip"), type(None)),
}
STALLS: dict[str, tuple[Any, str]] = {
    "silent after the headers": (steps.stream(steps.hold), ""),
    "silent after a ping": (steps.stream(PING, steps.hold), ""),
    "only pings": (steps.stream(steps.pings(0.04)), ""),
    "silent between events": (steps.stream(message("Hel"), steps.hold), "Hel"),
    "silent in an event": (steps.stream(message("Hel"), message("lo")[:30], steps.hold), "Hel"),
    "only pings after an event": (steps.stream(message("Hel"), steps.pings(0.04)), "Hel"),
    "an event that never ends": (
        steps.stream(message("Hel"), *steps.dripped(b"data: " + b"." * 999, 0.01)),
        "Hel",
    ),
    "only comments": (steps.stream(message("Hel"), *[b": here\n\n", 0.04] * 99), "Hel"),
}


async def texts(dify: AsyncDify, into: list[str]) -> None:
    """Read a stream to its end, with_advice the text as it arrives."""
    async with dify.chat.stream("q") as stream:
        async for text in stream.text_stream:
            into.append(text)


@pytest.mark.parametrize("how", BREAKS)
async def test_a_stream_that_breaks(server: FaultServer, how: str) -> None:
    """However a stream breaks: StreamIncomplete with the text so far, the cause chained;
    the question is asked once.
    """
    step, cause = BREAKS[how]
    server.on(ASK, step, step)
    got: list[str] = []
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(StreamIncomplete) as caught:
            await texts(dify, got)
        assert got == ["Hel"]
        assert (caught.value.partial.answer, caught.value.partial.task_id) == ("Hel", "t1")
        if cause is None:
            assert caught.value.__cause__ is None
        else:
            assert isinstance(caught.value.__cause__, DifyError)
            assert isinstance(caught.value.__cause__.__cause__, cause)
        assert "\n" not in str(caught.value)
        with within(), pytest.raises(StreamIncomplete) as caught:
            await dify.chat.send("q")
        assert caught.value.partial.answer == "Hel"
        assert server.count(ASK) == 2
        assert server.count("POST /v1/chat-messages/*") == 0


@pytest.mark.parametrize("how", STALLS)
async def test_a_stream_that_stalls(server: FaultServer, how: str) -> None:
    """Silence, pings, comments, a drip without end:
    StreamStalled with the text so far when stall_timeout is over.
    """
    step, before = STALLS[how]
    server.on(ASK, step)
    got: list[str] = []
    async with AsyncOneConnection(server, max_retries=2, stall_timeout=0.4) as dify:
        with within(at_least=0.4), pytest.raises(StreamStalled, match=r"0\.4 seconds") as caught:
            await texts(dify, got)
        assert "".join(got) == caught.value.partial.answer == before
        assert server.count(ASK) == 1
        await AsyncEventually(server.connections[0].gone.is_set)


@pytest.mark.parametrize(
    ("step", "expected", "cause"),
    [
        (steps.reset, ConnectionFailed, httpx.ReadError),
        (steps.close, ConnectionFailed, httpx.RemoteProtocolError),
        (steps.hold, RequestTimeout, httpx.ReadTimeout),
        (steps.stream(steps.reset), ConnectionFailed, httpx.ReadError),
        (steps.stream(PING, steps.reset), ConnectionFailed, httpx.ReadError),
        (steps.stream(steps.close), ConnectionFailed, httpx.RemoteProtocolError),
        (steps.stream(message("Hel")[:9], steps.reset), ConnectionFailed, httpx.ReadError),
        (steps.stream(b"data: oops\n\n"), ResponseDecodeError, ValueError),
        (steps.stream(b"no gzip", Content_Encoding="gzip"), ResponseDecodeError, zlib.error),
        (steps.stream(), StreamIncomplete, None),
        (steps.stream(PING), StreamIncomplete, None),
        (steps.html(502), ServerError, None),
        (steps.html(504), ServerError, None),
        (steps.html(200, "Log in"), ResponseDecodeError, None),
        (steps.json({"answer": "not streamed"}), ResponseDecodeError, None),
        (
            steps.raw(steps.head(kind="text/html", length=99), b"<", steps.close),
            DifyError,
            httpx.RemoteProtocolError,
        ),
        (steps.raw(steps.head(kind="text/html", length=99), b"<", steps.hold), DifyError, httpx.ReadTimeout),
        (steps.body(b"no gzip", kind="text/html", Content_Encoding="gzip"), DifyError, zlib.error),
        (steps.raw(b"HTTP/1.1 204 No Content\r\n\r\n"), StreamIncomplete, None),
        (steps.refusal(400, "invalid_param", "query is required"), BadRequestError, None),
        (steps.redirect(302, "http://127.0.0.1:9/v1/chat-messages"), APIError, None),
        (steps.redirect(307, "/v1/chat-messages"), APIError, None),
    ],
)
async def test_a_stream_that_does_not_begin(
    server: FaultServer, step: Any, expected: type, cause: type | None
) -> None:
    """Before the first event a failure is what it is for any call, and the question is not asked again."""
    server.on(ASK, step, step)
    timeout = SHORT if cause is httpx.ReadTimeout else TIMEOUT
    async with AsyncOneConnection(server, max_retries=2, timeout=timeout) as dify:
        with within(), pytest.raises(expected) as caught:
            await dify.chat.send("q")
        assert cause is None or isinstance(caught.value.__cause__, cause)
        assert KEY not in str(caught.value)
        with within(), pytest.raises(expected):
            async for _ in dify.chat.stream("q"):
                pass
        assert server.count(ASK) == 2


async def test_a_stream_whose_question_is_not_read(server: FaultServer) -> None:
    """A connection reset with the question on its way: it may have been read, and is not sent again."""
    server.on_accept(steps.reset_unread)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(ConnectionFailed):
            await dify.chat.send("q")
        assert len(server.connections) == 1


async def test_a_stream_to_nobody(server: FaultServer, waits: list[float]) -> None:
    """A refused connection is tried again as for any call, then ConnectionFailed on entering the stream."""
    connection = AsyncOneConnection(server, base_url=f"http://127.0.0.1:{unused_port()}", max_retries=2)
    async with connection as dify:
        with within(), pytest.raises(ConnectionFailed) as caught:
            async with dify.chat.stream("q"):
                raise AssertionError("never entered")
        assert isinstance(caught.value.__cause__, httpx.ConnectError)
        assert len(waits) == 2


@pytest.mark.parametrize(
    "busy", [steps.busy(), steps.refusal(429, "too_many_requests", "Slow down.", Retry_After="2")]
)
async def test_a_busy_app_is_asked_again(server: FaultServer, waits: list[float], busy: Any) -> None:
    """A refusal that says that nothing ran is tried again, and raised when the tries are used up."""
    server.on(ASK, busy, busy, steps.stream(*WHOLE), busy, busy, busy)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        assert (await dify.chat.send("q")).answer == "Hello"
        assert (server.count(ASK), len(waits)) == (3, 2)
        with pytest.raises(RateLimitError):
            await dify.chat.send("q")


async def test_busy_inside_a_stream_is_not_asked_again(server: FaultServer, waits: list[float]) -> None:
    """An error event is StreamFailed with the event's words and the text so far; nothing is sent again."""
    error = steps.event(
        "error", status=400, code="invalid_param", message="Too many requests. Please try again later."
    )
    server.on(ASK, steps.stream(message("Hel"), error, message("never read")))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(StreamFailed) as caught:
            await dify.chat.send("q")
        assert (caught.value.status, caught.value.code, caught.value.partial.answer) == (
            400,
            "invalid_param",
            "Hel",
        )
        assert (server.count(ASK), waits) == (1, [])


@pytest.mark.parametrize(
    "step",
    {
        "in one chunk": steps.stream(b"".join(WHOLE)),
        "in gzip": steps.stream(*steps.gzipped(WHOLE), Content_Encoding="gzip"),
        "byte by byte": steps.stream(*steps.dripped(b"".join(WHOLE), 0.0003)),
        "with pings": steps.stream(PING, *[part for piece in WHOLE for part in (piece, PING)]),
        "closed after its end": steps.stream(*WHOLE, steps.close),
        "reset after its end": steps.stream(*WHOLE, steps.reset),
        "unreadable after its end": steps.stream(*WHOLE, b"data: oops\n\n"),
        "cut in an event after its end": steps.stream(*WHOLE, b"data: oops"),
        "silent after its end": steps.stream(*WHOLE, steps.hold),
        "pinging after its end": steps.stream(*WHOLE, steps.pings(0.04)),
        "not in chunks": steps.raw(steps.head(kind="text/event-stream"), *WHOLE, steps.close),
        "with no content type": steps.raw(b"HTTP/1.1 200 OK\r\n\r\n", *WHOLE, steps.close),
        "with another charset": steps.raw(
            steps.head(kind="text/event-stream; charset=latin-1"), *WHOLE, steps.close
        ),
    }.items(),
    ids=lambda step: step[0],
)
async def test_a_stream_that_is_whole(server: FaultServer, step: tuple[str, Any]) -> None:
    """However it comes, and whatever happens once the answer was whole:
    the answer is there, and nothing raises.
    """
    server.on(ASK, step[1])
    async with AsyncOneConnection(server, stall_timeout=1.5) as dify:
        with within():
            answer = await dify.chat.send("q")
        assert (answer.answer, answer.message_id, answer.usage and answer.usage.total_tokens) == (
            "Hello",
            "m1",
            2,
        )


async def test_an_event_of_five_megabytes(server: FaultServer) -> None:
    """A huge event is one event, and takes no time to speak of."""
    huge = "ü0123456789" * 476_000
    server.on(ASK, steps.stream(message(huge), END))
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.stream("q")
        with within():
            first = await anext(stream)
            assert isinstance(first, MessageEvent)
            assert first.answer == huge
            assert len((await stream.get_final_answer()).answer) == len(huge)


async def test_many_small_events_arrive_one_by_one(server: FaultServer) -> None:
    """Each event is given when it is there, not when the next one comes."""
    gates = [threading.Event() for _ in range(20)]
    parts = [part for number, gate in enumerate(gates) for part in (gate, message(str(number)))]
    server.on(ASK, steps.stream(*parts, END))
    async with AsyncOneConnection(server) as dify, dify.chat.stream("q") as stream:
        with within():
            for number, gate in enumerate(gates):
                gate.set()
                event = await anext(stream)
                assert isinstance(event, MessageEvent)
                assert event.answer == str(number)


async def test_a_slow_stream_is_no_stalled_one(server: FaultServer) -> None:
    """Events within stall_timeout keep a stream alive beyond it,
    and beyond the read timeout of other calls.
    """
    server.on(ASK, steps.stream(0.5, message("Hel"), 0.5, message("lo"), 0.5, END))
    async with AsyncOneConnection(server, stall_timeout=1.2, timeout=SHORT) as dify:
        with within(at_least=1.5):
            assert (await dify.chat.send("q")).answer == "Hello"


async def test_the_readers_own_time_does_not_count(server: FaultServer) -> None:
    """A reader may take longer over an event than stall_timeout."""
    server.on(ASK, steps.stream(*WHOLE))
    async with AsyncOneConnection(server, stall_timeout=0.4) as dify, dify.chat.stream("q") as stream:
        await anext(stream)
        await _io.sleep(0.5)
        assert (await stream.get_final_answer()).answer == "Hello"


async def test_stall_timeout_of_a_view(server: FaultServer) -> None:
    """A view's stall_timeout is its streams' own; the client's is unchanged."""
    server.on(ASK, steps.stream(steps.hold), steps.stream(0.15, *WHOLE))
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(StreamStalled):
            await dify.with_options(stall_timeout=0.1).chat.send("q")
        assert (await dify.chat.send("q")).answer == "Hello"


async def test_after_a_failure(server: FaultServer) -> None:
    """What failed stays failed: no more events, get_final_answer() raises the same;
    ids and headers are still there.
    """
    server.on(ASK, steps.stream(message("Hel"), steps.reset))
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.stream("q")
        with pytest.raises(StreamIncomplete) as caught:
            async for _ in stream:
                pass
        assert [event async for event in stream] == []
        with pytest.raises(StreamIncomplete) as again:
            await stream.get_final_answer()
        assert again.value is caught.value
        assert (stream.task_id, stream.message_id, stream.conversation_id) == ("t1", "m1", "c1")
        assert stream.headers is not None
        assert stream.headers["x-version"] == "1.13.2"


async def test_a_failed_stream_that_never_began_stays_failed(server: FaultServer) -> None:
    """get_final_answer() of a stream whose beginning failed raises that failure, and asks nothing again."""
    server.on(ASK, steps.html(502))
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.stream("q")
        for _ in range(2):
            with pytest.raises(ServerError):
                await stream.get_final_answer()
        assert server.count(ASK) == 1


async def test_a_workflow_that_breaks_and_one_that_failed(server: FaultServer) -> None:
    """A chatflow is whole with workflow_finished, not with message_end;
    a failed run raises at the end, not before.
    """

    def flow(name: str, **data: Any) -> bytes:
        return steps.event(name, workflow_run_id="r1", data={"id": "r1", "workflow_id": "w1", **data})

    started = flow("workflow_started")
    finished = flow("workflow_finished", status="failed", error="node X: out of cheese")
    server.on(ASK, steps.stream(started, *WHOLE), steps.stream(started, *WHOLE, finished, message("!")))
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(StreamIncomplete) as cut:
            await dify.chat.send("q")
        assert (cut.value.partial.answer, cut.value.partial.workflow_run_id) == ("Hello", "r1")
        with within(), pytest.raises(WorkflowFailed, match="out of cheese") as failed:
            await dify.chat.send("q")
        assert failed.value.partial.answer == "Hello!"


async def test_debugging_changes_nothing(server: FaultServer, caplog: pytest.LogCaptureFixture) -> None:
    """With the log at debug faults end as they do without; no secret and nothing of a stream is in it."""
    broken = steps.raw(steps.head(length=99), b'{"', steps.reset)
    packed = steps.body(b"no gzip", 500, kind="application/json", Content_Encoding="gzip")
    server.on("GET /v1/site", broken, packed)
    server.on(ASK, BREAKS["reset in a character"][0], steps.stream(*WHOLE))
    with caplog.at_level("DEBUG", "dify_ext"):
        async with AsyncOneConnection(server) as dify:
            with pytest.raises(ConnectionFailed):
                await dify.app.site()
            with pytest.raises(DifyError):
                await dify.app.site()
            with pytest.raises(StreamIncomplete) as caught:
                await dify.chat.send("q")
            assert caught.value.partial.answer == "Hel"
            assert (await dify.chat.send("q")).answer == "Hello"
    assert "/v1/chat-messages" in caplog.text
    assert KEY not in caplog.text
    assert "Hel" not in caplog.text


async def test_a_stream_of_a_closed_client() -> None:
    """A client closed in mid-stream: the stream breaks as if the wire had, and nothing hangs."""
    with FaultServer() as server:
        server.on(ASK, steps.stream(message("Hel"), steps.hold))
        dify = AsyncDify(KEY, user="u", base_url=server.url, max_retries=0)
        stream = dify.chat.stream("q")
        await anext(stream)
        await dify.aclose()
        with within(), pytest.raises(StreamIncomplete) as caught:
            await anext(stream)
        assert caught.value.partial.answer == "Hel"
        await stream.aclose()
