"""Our own connections under asyncio: encrypted ones, through a proxy, and what becomes of them unused."""

from __future__ import annotations

import asyncio
import gc
import ssl
import threading
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import anyio
import pytest

from dify_ext import AsyncDify, PayloadTooLargeError, StreamStalled
from dify_ext._asyncio import WaitTimer
from tests.faults import steps
from tests.faults.clients import KEY, AsyncEventually
from tests.faults.server import Connection, FaultServer, Request
from tests.faults.tls import certificate

ASK = "POST /v1/chat-messages"


@asynccontextmanager
async def tunnel(
    to: int, *, context: ssl.SSLContext | None = None, is_proxy: bool = False
) -> AsyncIterator[int]:
    """The port of a relay to another port: it decrypts, or is told by CONNECT to go there."""

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
        writer.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if is_proxy:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        there, back = await asyncio.open_connection("127.0.0.1", to)
        await asyncio.gather(pump(reader, back), pump(there, writer))

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        relays.create_task(relay(reader, writer))

    async with (
        asyncio.TaskGroup() as relays,
        await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context) as server,
    ):
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize("through_proxy", [False, True])
async def test_encrypted(through_proxy: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls, an upload, a stream and a stall on one encrypted connection, also behind a proxy."""
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with FaultServer() as server:
        server.on(ASK, steps.stream(*steps.WHOLE), steps.stream(*steps.WHOLE[:1], steps.hold))
        async with (
            tunnel(int(server.url.rpartition(":")[2]), context=context) as encrypted,
            tunnel(encrypted, is_proxy=True) as proxy,
        ):
            if through_proxy:
                monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy}")
            url = f"https://127.0.0.1:{encrypted}"
            async with AsyncDify(KEY, user="u", base_url=url, stall_timeout=0.5) as dify:
                assert (await dify.app.info()).name == "good"
                await dify.files.upload(bytes(3 << 20))
                assert (await dify.chat.send("q")).answer == "Hello"
                with pytest.raises(StreamStalled):
                    await dify.chat.send("q")
        assert len(server.connections) == 1


async def test_a_refusal_before_the_end_of_an_upload(caplog: pytest.LogCaptureFixture) -> None:
    """The server answers, and breaks the connection while the rest is being sent: its answer is read."""
    answered, is_read = threading.Event(), threading.Event()

    def refuse(connection: Connection, request: Request) -> None:
        steps.refusal(413, "file_too_large", "too large")(connection, request)
        answered.set()
        is_read.wait(30)
        connection.reset()

    async def file() -> AsyncIterator[bytes]:
        yield b"x"
        await AsyncEventually(answered.is_set)
        await asyncio.sleep(0.01)  # the event loop takes what has come
        is_read.set()
        await AsyncEventually(server.connections[0].gone.is_set)
        for _ in range(8):
            yield b"x"

    with FaultServer() as server:
        server.before_body("POST /v1/files/upload", refuse)
        async with AsyncDify(KEY, user="u", base_url=server.url) as dify:
            with pytest.raises(PayloadTooLargeError):
                await dify.files.upload(("a.txt", file()))
    assert not caplog.records


async def test_an_idle_connection_is_not_held() -> None:
    """A client that is forgotten, with a connection that waits for the next call, is closed."""
    with FaultServer() as server, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        dify = AsyncDify(KEY, base_url=server.url)
        await dify.app.info()
        await asyncio.sleep(0.01)
        del dify
        gc.collect()
        await AsyncEventually(server.connections[0].gone.is_set)


async def test_the_timer() -> None:
    """It rings if a wait is too long, however many shorter ones came before, and not after them."""
    rings: list[None] = []
    timer = WaitTimer(lambda: rings.append(None))
    timer.start(None)
    for _ in range(5):
        timer.start(0.5)
        await asyncio.sleep(0.12)
        timer.stop()
    await asyncio.sleep(0.5)
    assert not rings
    timer.start(30)
    timer.start(0.01)  # sooner than the timer that runs
    with anyio.fail_after(30):
        await AsyncEventually(lambda: rings)
    timer.start(0.01)
    timer.close()
    await asyncio.sleep(0.03)
    assert len(rings) == 1
