"""Plain calls over a wire that fails: the right error in time, and the connection is free again."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    AsyncDify,
    AuthenticationError,
    ConnectionFailed,
    DifyError,
    NotFoundError,
    RateLimitError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
)
from tests.faults import steps
from tests.faults.clients import KEY, PATIENCE, SHORT, AsyncEventually, AsyncOneConnection, within
from tests.faults.server import FaultServer, unused_port

pytestmark = pytest.mark.usefixtures("transport")  # sync:

INFO = {"name": "ünïcode", "description": "", "tags": [], "mode": "chat", "author_name": "a"}
BODY = json.dumps(INFO, ensure_ascii=False).encode()
HEAD = steps.head(length=len(BODY))
CHUNKED = steps.head(Transfer_Encoding="chunked")
PACKED = steps.gzip(BODY)

BROKEN = {
    "closed instead of an answer": (steps.close, httpx.RemoteProtocolError),
    "reset instead of an answer": (steps.reset, httpx.ReadError),
    "closed in the status line": (steps.raw(HEAD[:10], steps.close), httpx.RemoteProtocolError),
    "closed in the headers": (steps.raw(HEAD[:-10], steps.close), httpx.RemoteProtocolError),
    "reset in the headers": (steps.raw(HEAD[:-10], steps.reset), httpx.ReadError),
    "closed after the headers": (steps.raw(HEAD, steps.close), httpx.RemoteProtocolError),
    "reset after the headers": (steps.raw(HEAD, steps.reset), httpx.ReadError),
    "closed in the body": (steps.raw(HEAD, BODY[:20], steps.close), httpx.RemoteProtocolError),
    "reset in the body": (steps.raw(HEAD, BODY[:20], steps.reset), httpx.ReadError),
    "closed in a chunk": (steps.raw(CHUNKED, b"40\r\n{", steps.close), httpx.RemoteProtocolError),
    "closed after the last chunk": (
        steps.raw(CHUNKED, b"2\r\n{}\r\n", steps.close),
        httpx.RemoteProtocolError,
    ),
    "a broken chunk": (steps.raw(CHUNKED, b"what?\r\n", steps.hold), httpx.RemoteProtocolError),
    "another protocol": (steps.raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", steps.close), httpx.RemoteProtocolError),
    "headers without end": (
        steps.raw(HEAD[:-2], b"X: y\r\n" * 20_000, steps.hold),
        httpx.RemoteProtocolError,
    ),
}
REFUSED = steps.gzip(b'{"code": "broken", "message": "a long story"}')
UNREADABLE_REFUSALS = {
    "closed in its body": lambda status: steps.raw(steps.head(status, length=99), b"{", steps.close),
    "reset in its body": lambda status: steps.raw(steps.head(status, length=99), b"{", steps.reset),
    "closed in a chunk": lambda status: steps.raw(
        steps.head(status, Transfer_Encoding="chunked"), b"40\r\n{", steps.close
    ),
    "no gzip": lambda status: steps.body(b"{", status, kind="text/plain", Content_Encoding="gzip"),
    "cut gzip": lambda status: steps.body(REFUSED[:30], status, kind="text/plain", Content_Encoding="gzip"),
    "too long": lambda status: steps.body(b"x" * 2_000_000, status, kind="text/plain"),
}
SILENT = {
    "no answer": steps.hold,
    "silent in the headers": steps.raw(HEAD[:30], steps.hold),
    "silent after the headers": steps.raw(HEAD, steps.hold),
    "silent in the body": steps.raw(HEAD, BODY[:20], steps.hold),
    "silent in an error's body": steps.raw(steps.head(503, length=9), b"{", steps.hold),
    "silent in a 429's body": steps.raw(steps.head(429, length=9), b"{", steps.hold),
}
UNREADABLE = {
    "a page": steps.html(200, "Welcome to nginx!"),
    "nothing": steps.raw(steps.head(length=0)),
    "no content": steps.raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "null": steps.json(None),
    "a list": steps.json([]),
    "no UTF-8": steps.body(b'{"name": "\xff\xfe"}', kind="application/json"),
    "cut by a Content-Length too short": steps.raw(steps.head(length=20), BODY[:20]),
    "gzip that is none": steps.body(BODY, kind="application/json", Content_Encoding="gzip"),
    "broken gzip": steps.body(
        PACKED[:30] + b"!!!" + PACKED[33:], kind="application/json", Content_Encoding="gzip"
    ),
    "cut gzip": steps.body(PACKED[:40], kind="application/json", Content_Encoding="gzip"),
    "an event stream": steps.stream(*steps.WHOLE),
}


def tells(error: DifyError) -> str:
    """The error's line, which must be one, and hold no secret."""
    line = str(error)
    assert line
    assert "\n" not in line
    assert KEY not in line + repr(error)
    return line


async def test_a_refused_connection(server: FaultServer) -> None:
    """Nobody listens: ConnectionFailed, with the cause chained, at once."""
    connection = AsyncOneConnection(server, base_url=f"http://127.0.0.1:{unused_port()}")
    async with connection as dify:
        with within(), pytest.raises(ConnectionFailed) as caught:
            await dify.app.info()
        assert isinstance(caught.value.__cause__, httpx.ConnectError)
        assert "base_url" in tells(caught.value)


@pytest.mark.parametrize("step", [steps.reset_at_once, steps.reset_unread])
async def test_a_reset_before_the_request_was_read(server: FaultServer, step: Any) -> None:
    """The server breaks the connection as soon as it stands, or with the request unread: ConnectionFailed."""
    server.on_accept(step)
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(ConnectionFailed) as caught:
            await dify.app.info()
        assert isinstance(caught.value.__cause__, httpx.TransportError)
        tells(caught.value)


@pytest.mark.parametrize("how", BROKEN)
async def test_a_broken_answer(server: FaultServer, how: str) -> None:
    """Wherever an answer breaks off it is ConnectionFailed, with httpx's own error as the cause."""
    step, cause = BROKEN[how]
    server.on("GET /v1/info", step)
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(ConnectionFailed) as caught:
            await dify.app.info()
        assert isinstance(caught.value.__cause__, cause)
        assert "GET /v1/info" in tells(caught.value)
        assert server.count("GET /v1/info") == 1


@pytest.mark.parametrize("how", SILENT)
async def test_a_silent_server(server: FaultServer, how: str) -> None:
    """Wherever a server falls silent it is RequestTimeout,
    as soon as the timeout is over; the server sees us go.
    """
    server.on("GET /v1/info", SILENT[how])
    async with AsyncOneConnection(server, timeout=SHORT) as dify:
        with within(at_least=0.4), pytest.raises(RequestTimeout, match="timeout") as caught:
            await dify.app.info()
        assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
        tells(caught.value)
        assert server.count("GET /v1/info") == 1
        await AsyncEventually(server.connections[0].gone.is_set)


@pytest.mark.parametrize("how", UNREADABLE)
async def test_an_unreadable_answer(server: FaultServer, how: str) -> None:
    """An answer with success that is not what was promised is ResponseDecodeError;
    it is not asked for again.
    """
    server.on("GET /v1/info", UNREADABLE[how])
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(ResponseDecodeError) as caught:
            await dify.app.info()
        tells(caught.value)
        assert server.count("GET /v1/info") == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
async def test_a_page_instead_of_an_error(server: FaultServer, status: int) -> None:
    """A proxy's page is a ServerError with its status and title, whatever the status is."""
    step = steps.raw(
        b"HTTP/1.1 520 \r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<title>Oops</title>\n"
    )
    server.on("GET /v1/info", step if status == 520 else steps.html(status, "Oops"))
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(ServerError, match=r"HTML page \(Oops") as caught:
            await dify.app.info()
        assert (caught.value.status, caught.value.code) == (status, None)
        assert caught.value.response is not None
        assert "Oops" in caught.value.response.text
        tells(caught.value)


@pytest.mark.parametrize("how", UNREADABLE_REFUSALS)
async def test_a_refusal_that_cannot_be_read(server: FaultServer, how: str, waits: list[float]) -> None:
    """Its status still decides: about the class of the error, and about a retry, also of a stream."""
    refusal = UNREADABLE_REFUSALS[how]
    server.on("GET /v1/info", refusal(401))
    server.on("POST /v1/chat-messages", refusal(429), refusal(500), refusal(429))
    async with AsyncOneConnection(server, max_retries=1) as dify:
        with within(), pytest.raises(AuthenticationError) as caught:
            await dify.app.info()
        tells(caught.value)
        with within(), pytest.raises(ServerError):
            await dify.chat.send("hi")
        with within(), pytest.raises(RateLimitError):
            await dify.with_options(max_retries=0).chat.send("hi", response_mode="blocking")
        assert server.count("POST /v1/chat-messages") == 3
        assert len(waits) == 1


async def test_an_error_of_deep_json(server: FaultServer) -> None:
    """An error body nested beyond all reason is an error of its status like any other."""
    server.on("GET /v1/info", steps.body(b"[" * 100_000, 500, kind="application/json"))
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(ServerError) as caught:
            await dify.app.info()
        tells(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(server: FaultServer, status: int) -> None:
    """A redirect to another host is an APIError that says where to; the key is not taken there."""
    with FaultServer() as other:
        server.on("GET /v1/info", steps.redirect(status, f"{other.url}/v1/info"))
        async with AsyncOneConnection(server, max_retries=2) as dify:
            with within(), pytest.raises(APIError, match="base_url") as caught:
                await dify.app.info()
            assert caught.value.status == status
            assert other.url in tells(caught.value)
        assert other.requests == []


async def test_a_redirect_to_nowhere(server: FaultServer) -> None:
    """A redirect whose target is no URL is a DifyError too."""
    server.on("GET /v1/info", steps.redirect(302, "http://[oops"))
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(DifyError) as caught:
            await dify.app.info()
        tells(caught.value)


@pytest.mark.parametrize(
    "how",
    {
        "in gzip": steps.body(PACKED, kind="application/json", Content_Encoding="gzip"),
        "byte by byte": steps.raw(HEAD, *steps.dripped(BODY, 0.001)),
        "headers byte by byte": steps.raw(*steps.dripped(HEAD, 0.001), BODY),
        "in chunks": steps.raw(CHUNKED, b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)),
        "until the end of the connection": steps.raw(steps.head(), BODY, steps.close),
        "after early hints": steps.raw(b"HTTP/1.1 103 Early Hints\r\n\r\n", HEAD, BODY),
    }.items(),
    ids=lambda how: how[0],
)
async def test_an_unusual_answer_that_is_whole(server: FaultServer, how: tuple[str, Any]) -> None:
    """Gzip, a slow drip, chunks, no length at all: the answer is what it is."""
    server.on("GET /v1/info", how[1])
    async with AsyncOneConnection(server) as dify:
        with within():
            assert (await dify.app.info()).name == "ünïcode"


async def test_a_drip_may_take_longer_than_the_timeout(server: FaultServer) -> None:
    """The read timeout is for silence: an answer that keeps coming may take longer."""
    pauses = [part for number in range(5) for part in (0.12, BODY[number : number + 1])]
    server.on("GET /v1/info", steps.raw(HEAD, *pauses, BODY[5:]))
    async with AsyncOneConnection(server, timeout=SHORT) as dify:
        with within(at_least=0.5):
            assert (await dify.app.info()).name == "ünïcode"


@pytest.mark.parametrize("goodbye", [steps.close, steps.reset])
async def test_a_connection_closed_while_idle(server: FaultServer, goodbye: Any) -> None:
    """A kept connection that the server has closed since is not used again:
    what may be sent but once goes through.
    """
    server.on("GET /v1/info", steps.raw(HEAD, BODY, goodbye))
    server.on("POST /v1/apps/annotations", steps.json({"id": "a1", "question": "q", "answer": "a"}, 201))
    async with AsyncOneConnection(server) as dify:
        await dify.app.info()
        assert server.connections[0].gone.wait(PATIENCE)
        assert (await dify.annotations.create("q", "a")).id == "a1"
        assert (server.count("POST /v1/apps/annotations"), len(server.connections)) == (1, 2)


async def test_connections_are_kept(server: FaultServer) -> None:
    """Good answers, refusals and unreadable ones all leave their connection for the next call."""
    server.on(
        "GET /v1/info", steps.json(INFO), steps.html(404), steps.json([]), steps.busy(), steps.html(500)
    )
    async with AsyncOneConnection(server) as dify:
        await dify.app.info()
        for expected in (NotFoundError, ResponseDecodeError, APIError, ServerError):
            with pytest.raises(expected):
                await dify.app.info()
    assert len(server.connections) == 1


async def test_a_pool_without_a_free_connection(server: FaultServer) -> None:
    """No connection becomes free in time: RequestTimeout that names the pool;
    the stream that has it goes on.
    """
    server.on("POST /v1/chat-messages", steps.stream(steps.message("a"), 0.25, steps.END))
    timeout = httpx.Timeout(PATIENCE, pool=0.1)
    async with (
        AsyncOneConnection(server, timeout=timeout) as dify,
        dify.chat.stream("q") as stream,
    ):
        with within(), pytest.raises(RequestTimeout, match="pool") as caught:
            await dify.app.info()
        assert isinstance(caught.value.__cause__, httpx.PoolTimeout)
        assert (await stream.get_final_answer()).answer == "a"


async def test_a_client_of_its_own_pool(server: FaultServer) -> None:
    """Without http_client= it is the same: a fault leaves the client usable."""
    server.on("GET /v1/info", steps.reset, steps.html(502), steps.json(INFO))
    async with AsyncDify(KEY, base_url=server.url, max_retries=0) as dify:
        with pytest.raises(ConnectionFailed):
            await dify.app.info()
        with pytest.raises(ServerError):
            await dify.app.info()
        assert (await dify.app.info()).name == "ünïcode"


async def test_doctor_reports_faults(server: FaultServer) -> None:
    """doctor() says in its report what other calls raise."""
    server.on("GET /v1/info", steps.reset, steps.html(502), steps.hold)
    async with AsyncOneConnection(server, timeout=SHORT) as dify:
        first, second, third = [await dify.doctor() for _ in range(3)]
        assert (first.reachable, second.reachable, third.reachable) == (False, True, False)
        assert not first.ok
        assert "HTML page" in str(second)
        for no_dify in (steps.html(200), steps.body(b"[" * 100_000, kind="application/json")):
            server.on("GET /v1/info", no_dify)
            report = await dify.doctor()
            assert (report.reachable, report.key_accepted, report.ok) == (True, None, False)
            assert "expected JSON" in str(report)
