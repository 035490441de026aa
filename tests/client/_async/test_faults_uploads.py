"""Uploads across a real socket, whole and broken: what arrives is what was given, and never twice unasked."""

from __future__ import annotations

import gc
import io
import os
import random
import threading
import tracemalloc
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio.lowlevel  # sync:
import httpx
import pytest

from dify_ext import (
    AsyncDify,
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    PayloadTooLargeError,
    RateLimitError,
    RequestTimeout,
    ServerError,
)
from dify_ext._async import _io
from tests.faults import steps
from tests.faults.clients import (
    PATIENCE,
    AsyncEventually,
    AsyncOneConnection,
    cancelled_when,  # sync:
    within,
)
from tests.faults.forms import announced, same_content, sent_file
from tests.faults.server import Connection, FaultServer, Request, unused_port

pytestmark = pytest.mark.usefixtures("transport")  # sync:

UPLOAD = "POST /v1/files/upload"
MEGABYTE = 1 << 20
SIZES = (0, 1, 65535, 65536, 65537)
BUSY = steps.refusal(429, "too_many_requests", "Slow down.")


class Unseekable(io.RawIOBase):
    """A file that can only be read on."""

    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._inner.read(min(size, 10_000))

    def seekable(self) -> bool:
        return False


class Lying(io.BytesIO):
    """A file that is not as long as it says."""

    def __init__(self, said: int, data: bytes) -> None:
        super().__init__(data)
        self._said = said

    def seek(self, offset: int, whence: int = 0) -> int:
        return super().seek(self._said if whence == io.SEEK_END else offset)


def pieces(data: bytes) -> Iterator[bytes]:
    """The data in pieces of random sizes, empty ones among them."""
    chance = random.Random(len(data))
    while data:
        size = chance.choice((0, 1, 7, 4096, 100_000))
        yield data[:size]
        data = data[size:]


# async only
async def apieces(data: bytes) -> AsyncIterator[bytes]:
    for piece in pieces(data):
        await anyio.lowlevel.checkpoint()
        yield piece


# end async only
def path(data: bytes, folder: Path) -> Path:
    (folder / "a file.bin").write_bytes(data)
    return folder / "a file.bin"


def half_read(data: bytes, folder: Path) -> Any:
    """An open file that is sent from where it stands."""
    file = path(b"12345" + data, folder).open("rb")
    file.seek(5)
    return file


def pipe(data: bytes, folder: Path) -> Any:
    read, write = os.pipe()

    def fill() -> None:
        with os.fdopen(write, "wb") as file:
            file.write(data)

    threading.Thread(target=fill, daemon=True).start()
    return os.fdopen(read, "rb")


Make = Callable[[bytes, Path], Any]
# What can be sent again from its beginning, and says how long it is.
SIZED: dict[str, Make] = {
    "bytes": lambda data, folder: data,
    "bytearray": lambda data, folder: bytearray(data),
    "memoryview": lambda data, folder: memoryview(data),
    "path": path,
    "path as a string": lambda data, folder: str(path(data, folder)),
    "open file": lambda data, folder: path(data, folder).open("rb"),
    "half-read file": half_read,
    "BytesIO": lambda data, folder: io.BytesIO(data),
    "named bytes": lambda data, folder: ("a file.bin", data),
    "named and typed path": lambda data, folder: ("a file.bin", path(data, folder), "application/x-mine"),
}
UNSIZED: dict[str, Make] = {"list": lambda data, folder: list(pieces(data))}
# What comes but once.
SINGLE: dict[str, Make] = {
    "generator": lambda data, folder: pieces(data),
    "named generator": lambda data, folder: ("a file.bin", pieces(data)),
    "unseekable": lambda data, folder: Unseekable(data),
    "pipe": pipe,
    "async generator": lambda data, folder: apieces(data),  # sync:
}


def closed(source: Any) -> None:
    """Close what is the test's own; the client must not have done it."""
    if hasattr(source, "close") and hasattr(source, "read"):
        assert not source.closed
        source.close()


@pytest.mark.parametrize("kind", {**SIZED, **UNSIZED, **SINGLE})
async def test_what_arrives_is_what_was_given(server: FaultServer, tmp_path: Path, kind: str) -> None:
    """Bytes of every source and size arrive unchanged,
    with their length where it is known; progress tells all.
    """
    chance = random.Random(kind)
    async with AsyncOneConnection(server) as dify:
        for size in (*SIZES, chance.randrange(200_000, 600_000)):
            data = chance.randbytes(size)
            source = {**SIZED, **UNSIZED, **SINGLE}[kind](data, tmp_path)
            if kind == "half-read file" and not data:  # at its end, from which nothing would be sent
                with source, pytest.raises(ConfigurationError, match=r"seek\(0\)"):
                    await dify.files.upload(source)
                continue
            calls: list[tuple[int, int | None]] = []
            uploaded = await dify.files.upload(source, progress=lambda *call, calls=calls: calls.append(call))
            assert uploaded.id == "f1"
            closed(source)
            request = server.requests[-1]
            name, mime_type, content = sent_file(request)
            assert content == data
            assert (announced(request) is not None) == (kind in SIZED)
            assert name == ("a file.bin" if "named" in kind or "path" in kind or "file" in kind else "file")
            assert ("x-mine" in mime_type) == ("typed" in kind)
            sent = [call[0] for call in calls]
            assert sent == sorted(sent)
            assert (sent[-1] if sent else 0) == size
            assert {call[1] for call in calls} <= {size if kind in SIZED else None}
    assert len(server.connections) == 1


@pytest.mark.parametrize("kind", ["path", "generator"])
async def test_a_large_file_in_constant_memory(server: FaultServer, tmp_path: Path, kind: str) -> None:
    """64 MB are sent, and never more than a little of it is in memory."""

    def generated() -> Iterator[bytes]:
        for number in range(256):
            yield bytes([number]) * (MEGABYTE // 4)

    source: Any = generated()
    if kind == "path":
        source = tmp_path / "large.bin"
        with source.open("wb") as file:
            file.writelines(generated())
    async with AsyncOneConnection(server) as dify:
        tracemalloc.start()
        try:
            with within(20):
                await dify.files.upload(source)
            assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
        finally:
            tracemalloc.stop()
    assert same_content(server.of(UPLOAD)[0], generated())


@pytest.mark.parametrize("kind", {**SIZED, **UNSIZED})
async def test_what_can_start_anew_is_sent_again(
    server: FaultServer, tmp_path: Path, waits: list[float], kind: str
) -> None:
    """A busy server gets a source that can start anew once more, from its beginning;
    progress starts anew, too.
    """
    data = random.Random(1).randbytes(100_000)
    source = {**SIZED, **UNSIZED}[kind](data, tmp_path)
    server.on(UPLOAD, BUSY)
    calls: list[int] = []
    async with AsyncOneConnection(server, max_retries=2) as dify:
        await dify.files.upload(source, progress=lambda sent, total: calls.append(sent))
    closed(source)
    first, second = server.of(UPLOAD)
    assert sent_file(first)[2] == sent_file(second)[2] == data
    assert calls.count(100_000) == 2


@pytest.mark.parametrize("kind", SINGLE)
async def test_what_comes_but_once_is_sent_once(
    server: FaultServer, tmp_path: Path, waits: list[float], kind: str
) -> None:
    """A source that cannot start anew is not sent again: the server's refusal is raised."""
    source = SINGLE[kind](b"x" * 100_000, tmp_path)
    server.on(UPLOAD, BUSY)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(RateLimitError):
            await dify.files.upload(source)
        assert (server.count(UPLOAD), waits) == (1, [])
    closed(source)


@pytest.mark.parametrize("kind", SINGLE)
async def test_what_was_not_begun_can_still_be_sent(
    monkeypatch: pytest.MonkeyPatch, server: FaultServer, tmp_path: Path, kind: str
) -> None:
    """A refused connection has taken nothing of the source: it is tried again, and arrives whole."""
    late = FaultServer(unused_port())

    async def start(seconds: float) -> None:
        late.start()

    monkeypatch.setattr(_io, "sleep", start)
    source = SINGLE[kind](b"x" * 1000, tmp_path)
    async with AsyncOneConnection(server, base_url=late.url, max_retries=1) as dify:
        await dify.files.upload(source)
    closed(source)
    late.close()
    assert sent_file(late.requests[0])[2] == b"x" * 1000


def refuse_and_drain(connection: Connection, request: Request) -> None:
    """As a careful proxy does: refuse at once, take what still comes, hang up."""
    steps.refusal(413, "file_too_large", "File size exceeded.", Connection="close")(connection, request)
    connection.read_body(request)
    connection.close()


def refuse_and_close(connection: Connection, request: Request) -> None:
    """As a careless one does."""
    steps.refusal(413, "file_too_large", "File size exceeded.", Connection="close")(connection, request)
    connection.close()


@pytest.mark.parametrize("kind", ["bytes", "open file", "generator"])
async def test_a_refusal_before_the_end(server: FaultServer, tmp_path: Path, kind: str) -> None:
    """A server that refuses without waiting for the end:
    the refusal is raised; a careless server may cut it off.
    """
    data = b"x" * (3 * MEGABYTE)
    server.before_body(UPLOAD, refuse_and_drain, refuse_and_close)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        source = {**SIZED, **SINGLE}[kind](data, tmp_path)
        with within(), pytest.raises(PayloadTooLargeError):
            await dify.files.upload(source)
        closed(source)
        source = {**SIZED, **SINGLE}[kind](data, tmp_path)
        with within(), pytest.raises((PayloadTooLargeError, ConnectionFailed)):
            await dify.files.upload(source)
        closed(source)
        assert server.count(UPLOAD) == 2


@pytest.mark.parametrize("kind", ["bytes", "path", "open file", "list", "generator", "unseekable"])
async def test_a_connection_that_breaks_during_an_upload(
    server: FaultServer, tmp_path: Path, kind: str
) -> None:
    """Reset in the middle of the body, or after it: ConnectionFailed, sent once."""
    data = b"x" * (3 * MEGABYTE)

    def break_off(connection: Connection, request: Request) -> None:
        connection.sock.recv(100_000)
        connection.reset()

    server.before_body(UPLOAD, break_off)
    server.on(UPLOAD, steps.reset)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for number in (1, 2):
            source = {**SIZED, **UNSIZED, **SINGLE}[kind](data, tmp_path)
            with within(), pytest.raises(ConnectionFailed):
                await dify.files.upload(source)
            closed(source)
            assert server.count(UPLOAD) == number
    gc.collect()  # a file left open would be told here


async def test_a_server_that_takes_nothing(tmp_path: Path) -> None:
    """A server that does not read:
    RequestTimeout that names writing, as soon as the write timeout is over.
    """
    with FaultServer(receive_buffer=65536) as server:
        server.before_body(UPLOAD, lambda connection, request: connection.wait(server.closing))
        async with AsyncOneConnection(
            server, timeout=httpx.Timeout(PATIENCE, write=0.3), max_retries=2
        ) as dify:
            with within(at_least=0.3), pytest.raises(RequestTimeout, match="write") as caught:
                await dify.files.upload(bytes(16 * MEGABYTE))
            assert isinstance(caught.value.__cause__, httpx.WriteTimeout)
            assert server.count(UPLOAD) == 1


async def test_a_server_that_takes_its_time(server: FaultServer) -> None:
    """An upload that goes on may take longer than the timeouts;
    so may the answer, as long as it begins in time.
    """

    def slowly(connection: Connection, request: Request) -> None:
        for _ in range(3):
            connection.wait_for_data()
            connection.pause(0.15)

    server.before_body(UPLOAD, slowly)
    async with AsyncOneConnection(server, timeout=5) as dify:
        with within(at_least=0.3):
            await dify.files.upload(bytes(8 * MEGABYTE))


@pytest.mark.parametrize("step", [steps.html(502), steps.html(503), steps.html(504)])
async def test_a_gateway_may_have_passed_it_on(server: FaultServer, waits: list[float], step: Any) -> None:
    """An upload that a gateway lost may have arrived: it is not sent again."""
    server.on(UPLOAD, step)
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with pytest.raises(ServerError):
            await dify.files.upload(b"x")
        assert (server.count(UPLOAD), waits) == (1, [])


async def test_a_source_that_fails(server: FaultServer) -> None:
    """What the source raises comes through as it is; nothing that looks whole reaches the server."""

    def failing() -> Iterator[bytes]:
        yield b"x" * 1000
        raise KeyError("the disk is gone")

    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(KeyError, match="the disk is gone"):
            await dify.files.upload(failing())
        await AsyncEventually(lambda: server.requests and server.connections[0].gone.is_set())
        assert (server.count(UPLOAD), server.requests[0].complete.is_set()) == (1, False)


async def test_a_source_of_no_bytes(server: FaultServer) -> None:
    """A source that gives something else is refused with its type named."""
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(DifyError, match="str"):
            await dify.files.upload(iter([b"x", "y"]))  # type: ignore[list-item]
        await AsyncEventually(lambda: server.requests and server.connections[0].gone.is_set())


async def test_progress_that_fails(server: FaultServer, tmp_path: Path) -> None:
    """What progress raises stops the upload and comes through: a way to cancel it."""

    class Enough(Exception):
        pass

    def progress(sent: int, total: int | None) -> None:
        if sent >= 200_000:
            raise Enough

    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(Enough):
            await dify.files.upload(path(bytes(MEGABYTE), tmp_path), progress=progress)
        await AsyncEventually(lambda: server.requests and server.connections[0].gone.is_set())
        assert not server.requests[0].complete.is_set()
    gc.collect()


async def test_a_file_that_shrinks(server: FaultServer) -> None:
    """A file that ends before its announced length:
    an error that does not blame the server, and no second try.
    """
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within(), pytest.raises(DifyError) as caught:
            await dify.files.upload(Lying(2000, b"x" * 1000))
        assert "hung up" not in str(caught.value)
        await AsyncEventually(lambda: server.requests and server.connections[0].gone.is_set())
        assert (server.count(UPLOAD), server.requests[0].complete.is_set()) == (1, False)


async def test_a_file_that_grows(server: FaultServer) -> None:
    """Of a file that grows meanwhile as much is sent as was announced."""
    async with AsyncOneConnection(server) as dify:
        await dify.files.upload(Lying(1000, b"x" * 2000))
    assert sent_file(server.requests[0])[2] == b"x" * 1000


async def test_speech_is_an_upload_like_any_other(server: FaultServer, waits: list[float]) -> None:
    """audio_to_text sends a file the same way, with the type that Dify wants."""
    server.on("POST /v1/audio-to-text", BUSY)
    data = random.Random(2).randbytes(70_000)
    async with AsyncOneConnection(server, max_retries=1) as dify:
        assert (await dify.audio.audio_to_text(("speech.mp3", data))).text == "spoken"
    for request in server.of("POST /v1/audio-to-text"):
        assert sent_file(request) == ("speech.mp3", "audio/mp3", data)


# async only
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
@pytest.mark.parametrize("kind", ["bytes", "path", "open file", "generator", "async generator"])
async def test_a_cancelled_upload(tmp_path: Path, kind: str) -> None:
    """An upload cancelled in the middle:
    the connection is given back, the file closed, nothing sent again.
    """
    source = {**SIZED, **SINGLE}[kind](bytes(8 * MEGABYTE), tmp_path)
    with FaultServer(receive_buffer=65536) as server:
        server.before_body(UPLOAD, lambda connection, request: connection.wait(server.closing))
        async with AsyncOneConnection(server, max_retries=2) as dify:
            with within():
                await cancelled_when(lambda: server.requests, lambda: dify.files.upload(source))
            assert server.count(UPLOAD) == 1
            closed(source)
            if kind == "async generator":
                await source.aclose()  # the test's own
            gc.collect()


async def test_a_client_is_not_blocked_by_a_slow_source(server: FaultServer, tmp_path: Path) -> None:
    """While a file is read other tasks go on."""
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await anyio.sleep(0.001)
            ticks += 1

    async def upload(dify: AsyncDify) -> None:
        await dify.files.upload(path(bytes(8 * MEGABYTE), tmp_path))

    async with AsyncOneConnection(server) as dify, anyio.create_task_group() as tasks:
        tasks.start_soon(tick)
        await upload(dify)
        tasks.cancel_scope.cancel()
    assert ticks > 2


# end async only
