"""The fault server does what it is told: seen through plain sockets, without any client."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
import zlib
from collections.abc import Iterator

import pytest

from tests.faults import steps
from tests.faults.clients import Eventually
from tests.faults.server import KEPT, Connection, FaultServer, Request, unused_port


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def connect(server: FaultServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), 2)


def ask(server: FaultServer, what: str = "GET /v1/info", *, body: bytes = b"") -> socket.socket:
    sock = connect(server)
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    sock.sendall(f"{what} HTTP/1.1\r\nHost: here\r\n{length}\r\n".encode() + body)
    return sock


def all_of(sock: socket.socket) -> bytes:
    """What comes until the end; it raises where the end is a reset."""
    with sock:
        data = b""
        while piece := sock.recv(65536):
            data += piece
        return data


def test_what_has_no_step_is_answered_well_and_the_connection_kept(server: FaultServer) -> None:
    """Two good requests go over one connection; both are recorded."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
    connection.request("GET", "/v1/info?x=1", headers={"A": "b"})
    assert json.loads(connection.getresponse().read())["name"] == "good"
    connection.request("DELETE", "/v1/conversations/c", body=b'{"user": "u"}')
    assert connection.getresponse().status == 204
    connection.close()
    first, second = server.requests
    assert (first.method, first.path, first.target, first.headers["a"]) == (
        "GET",
        "/v1/info",
        "/v1/info?x=1",
        "b",
    )
    assert (second.json(), len(server.connections)) == ({"user": "u"}, 1)


def test_steps_come_in_turn_and_by_kind(server: FaultServer) -> None:
    """Each kind of request has its own steps, and is well answered when they are used up."""
    server.on("GET /v1/info", steps.html(502))
    server.on("GET /v1/*/x", steps.json({"wild": 1}))
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
    seen = []
    for path in ("/v1/site/x", "/v1/info", "/v1/info"):
        connection.request("GET", path)
        answer = connection.getresponse()
        seen.append((answer.status, answer.read()[:5]))
    connection.close()
    assert seen == [(200, b'{"wil'), (502, b"<html"), (200, b'{"nam')]
    assert (server.count("GET /v1/info"), server.count("GET /v1/*")) == (2, 3)


@pytest.mark.parametrize("step", [steps.reset_at_once, steps.reset_unread])
def test_a_reset_before_reading_is_a_reset(server: FaultServer, step: object) -> None:
    """Nothing is recorded, and the other side sees RST, not FIN."""
    server.on_accept(step)  # type: ignore[arg-type]
    with pytest.raises(ConnectionError):
        all_of(ask(server))
    assert server.requests == []


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 20", steps.head(length=100), steps.head(length=100) + b"{"])
def test_reset_and_close_anywhere(server: FaultServer, sent: bytes) -> None:
    """What was sent before the end arrives, then the end as it was asked for."""
    server.on("GET /v1/info", steps.raw(sent, steps.close), steps.raw(sent, steps.reset))
    assert all_of(ask(server)) == sent
    sock = ask(server)
    assert sock.recv(65536) == sent if sent else True
    with pytest.raises(ConnectionError):
        all_of(sock)


def test_a_stream_in_chunks_with_and_without_its_end(server: FaultServer) -> None:
    """Each part is one HTTP chunk; the terminator is left out where it is not wanted."""
    server.on("POST /v1/chat-messages", steps.stream(steps.PING, b"x", steps.close, finish=False))
    _, _, body = all_of(ask(server, "POST /v1/chat-messages")).partition(b"\r\n\r\n")
    assert body == b"d\r\nevent: ping\n\n\r\n1\r\nx\r\n"
    server.on("POST /v1/chat-messages", steps.stream(steps.END))
    sock = ask(server, "POST /v1/chat-messages")
    answer = http.client.HTTPResponse(sock)
    answer.begin()
    assert answer.read() == steps.END
    sock.close()


def test_holding_ends_when_the_other_side_hangs_up(server: FaultServer) -> None:
    """A silent or pinging connection notices that its client is gone."""
    server.on("GET /v1/info", steps.hold, steps.stream(steps.pings(0.005)))
    for number in range(2):
        with ask(server):
            Eventually(lambda number=number: len(server.requests) > number)
        assert server.connections[number].gone.wait(2)
        assert server.connections[number].hung_up_at is not None


def test_a_step_waits_for_the_test(server: FaultServer) -> None:
    """An event between two parts lets a test decide when it goes on."""
    gate = threading.Event()
    server.on("GET /v1/info", steps.raw(b"a", gate, b"b", steps.close))
    sock = ask(server)
    assert sock.recv(10) == b"a"
    gate.set()
    assert all_of(sock) == b"b"


def test_dripping_is_byte_by_byte(server: FaultServer) -> None:
    """Every byte is sent on its own."""
    server.on("GET /v1/info", steps.raw(*steps.dripped(b"abc", 0.002), steps.close))
    assert all_of(ask(server)) == b"abc"
    assert [len(part) for part in steps.dripped(b"abc", 1.0) if isinstance(part, bytes)] == [1, 1, 1]


def test_gzip_can_be_read_part_by_part() -> None:
    """Each part can be unpacked when it arrives; all together are one gzip file."""
    parts = [b"one", b"two"]
    packed = steps.gzipped(parts)
    assert zlib.decompressobj(wbits=31).decompress(packed[0]) == b"one"
    assert gzip.decompress(b"".join(packed)) == b"onetwo"
    assert gzip.decompress(steps.gzip(b"x")) == b"x"


def test_bodies_are_recorded_large_ones_by_digest(server: FaultServer) -> None:
    """A body up to a limit is kept; of a larger one digest, length and ends."""
    with ask(server, "POST /v1/files/upload", body=b"small") as sock:
        assert sock.recv(12) == b"HTTP/1.1 201"
    with ask(server, "POST /v1/files/upload", body=b"a" + b"." * KEPT + b"z") as sock:
        assert sock.recv(12) == b"HTTP/1.1 201"
    small, large = server.requests
    assert (small.body, small.complete.is_set()) == (b"small", True)
    assert (large.length, large.first[:1], large.last[-1:]) == (KEPT + 2, b"a", b"z")
    with pytest.raises(AssertionError, match="too large"):
        _ = large.body


def test_chunked_bodies_are_put_together(server: FaultServer) -> None:
    """A chunked request body is recorded without its chunking, however it is cut."""
    with connect(server) as sock:
        sock.sendall(b"POST /v1/files/upload HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab")
        sock.sendall(b"c\r\n2\r\nde\r\n0\r\n\r\n")
        assert sock.recv(12) == b"HTTP/1.1 201"
    assert server.requests[0].body == b"abcde"


def test_a_refusal_before_the_body_is_read(server: FaultServer) -> None:
    """A step may answer when only the head was read."""

    def refuse(connection: Connection, request: Request) -> None:
        steps.refusal(413, "file_too_large", "too large")(connection, request)
        connection.close()

    server.before_body("POST /v1/files/upload", refuse)
    assert b"413 " in all_of(ask(server, "POST /v1/files/upload", body=b"")).partition(b"\r\n")[0]
    assert not server.requests[0].complete.is_set()


def test_a_mistake_in_a_step_is_not_lost() -> None:
    """What a step raises is raised when the server is closed."""

    def mistake(connection: Connection, request: Request) -> None:
        raise ZeroDivisionError

    server = FaultServer().start()
    server.on("GET /v1/info", mistake)
    assert all_of(ask(server)) == b""
    with pytest.raises(ZeroDivisionError):
        server.close()


def test_an_unused_port_refuses() -> None:
    """Nobody listens on it; a server can be started there later."""
    port = unused_port()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 1)
    with FaultServer(port) as server, connect(server):
        assert server.url.endswith(str(port))
