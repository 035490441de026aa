"""Files and speech over a wire that fails: a whole file or none, the right error in time, the connection free again."""

from __future__ import annotations

import io
import os
import zlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    NotFoundError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
)
from dify_ext._async import _io
from tests.faults import steps
from tests.faults.clients import (
    SHORT,
    AsyncEventually,
    AsyncOneConnection,
    cancelled_when,  # sync:
    within,
)
from tests.faults.server import FaultServer

PREVIEW = "GET /v1/files/f1/preview"
SPEECH = "POST /v1/text-to-audio"
DATA = bytes(range(256)) * 1000
LENGTH = steps.head(kind="audio/mpeg", length=len(DATA))
CHUNKED = steps.head(kind="audio/mpeg", Transfer_Encoding="chunked")
HALF = DATA[:100_000]
BAD_GZIP = steps.gzipped([HALF, HALF])

# Each after the first half has arrived.
BREAKS: dict[str, tuple[Any, type[DifyError], type[Exception]]] = {
    "closed": (steps.raw(LENGTH, HALF, steps.close), ConnectionFailed, httpx.RemoteProtocolError),
    "reset": (steps.raw(LENGTH, HALF, steps.reset), ConnectionFailed, httpx.ReadError),
    "silent": (steps.raw(LENGTH, HALF, steps.hold), RequestTimeout, httpx.ReadTimeout),
    "closed in a chunk": (
        steps.raw(CHUNKED, b"ffffff\r\n", HALF, steps.close),
        ConnectionFailed,
        httpx.RemoteProtocolError,
    ),
    "closed after a chunk": (
        steps.raw(CHUNKED, b"%x\r\n%b\r\n" % (len(HALF), HALF), steps.close),
        ConnectionFailed,
        httpx.RemoteProtocolError,
    ),
    "broken gzip": (
        steps.body(BAD_GZIP[0] + b"oops" + BAD_GZIP[1][4:], kind="audio/mpeg", Content_Encoding="gzip"),
        ResponseDecodeError,
        zlib.error,
    ),
}

# async only
# httpx leaves its own generators to the garbage collector, which trio tells everybody about.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Async generator 'httpx:ResourceWarning", "ignore:Async generator 'httpcore:ResourceWarning"
)


BOTH = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


# end async only
@pytest.mark.parametrize("how", BREAKS)
async def test_a_file_that_breaks_off_is_not_written(server: FaultServer, tmp_path: Path, how: str) -> None:
    """write_to gives the whole file or none: nothing is there afterwards but what was there before."""
    step, expected, cause = BREAKS[how]
    server.on(PREVIEW, step, step)
    (tmp_path / "old").write_bytes(b"as it was")
    async with AsyncOneConnection(server, max_retries=2, timeout=SHORT) as dify:
        for name in ("new", "old"):
            binary = await dify.files.preview("f1")
            with within(), pytest.raises(expected) as caught:
                await binary.write_to(tmp_path / name)
            assert isinstance(caught.value.__cause__, cause)
            assert "\n" not in str(caught.value)
        assert server.count(PREVIEW) == 2
    assert os.listdir(tmp_path) == ["old"]
    assert (tmp_path / "old").read_bytes() == b"as it was"


@pytest.mark.parametrize("how", BREAKS)
async def test_bytes_that_break_off(server: FaultServer, how: str) -> None:
    """read() and iter_bytes() raise where the bytes end too soon; what iter_bytes() had is right; asked once."""
    step, expected, _ = BREAKS[how]
    server.on(SPEECH, step, step)
    async with AsyncOneConnection(server, max_retries=2, timeout=SHORT) as dify:
        async with await dify.audio.text_to_audio("t") as binary:
            with within(), pytest.raises(expected):
                await binary.read()
            with pytest.raises(DifyError):
                await binary.read()
        got = b""
        async with await dify.audio.text_to_audio("t") as binary:
            with within(), pytest.raises(expected):
                async for chunk in binary.iter_bytes():
                    got += chunk
        assert HALF.startswith(got)
        assert got or how == "broken gzip"
        assert server.count(SPEECH) == 2


@pytest.mark.parametrize("how", ["closed", "reset"])
async def test_into_an_open_file(server: FaultServer, how: str) -> None:
    """An open file gets what arrived; it is the caller's, and stays open."""
    server.on(PREVIEW, BREAKS[how][0])
    target = io.BytesIO()
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(ConnectionFailed):
            await (await dify.files.preview("f1")).write_to(target)
        assert target.getvalue() == HALF


@pytest.mark.parametrize(
    "step",
    {
        "with its length": steps.raw(LENGTH, DATA),
        "in chunks": steps.raw(CHUNKED, b"%x\r\n%b\r\n0\r\n\r\n" % (len(DATA), DATA)),
        "until the end of the connection": steps.raw(steps.head(kind="audio/mpeg"), DATA, steps.close),
        "in gzip": steps.body(steps.gzip(DATA), kind="audio/mpeg", Content_Encoding="gzip"),
        "slowly": steps.raw(LENGTH, DATA[:9], 0.1, DATA[9:99], 0.1, DATA[99:]),
    }.items(),
    ids=lambda step: step[0],
)
async def test_a_whole_file(server: FaultServer, tmp_path: Path, step: tuple[str, Any]) -> None:
    """However it comes, a whole file is written, in place of what was there; progress tells all of it."""
    server.on(PREVIEW, step[1])
    (tmp_path / "file").write_bytes(b"old")
    calls: list[tuple[int, int | None]] = []
    async with AsyncOneConnection(server) as dify, await dify.files.preview("f1") as binary:
        with within():
            written = await binary.write_to(tmp_path / "file", progress=lambda *call: calls.append(call))
    assert (written, calls[-1][0]) == (len(DATA), len(DATA))
    assert [call[0] for call in calls] == sorted(call[0] for call in calls)
    assert {call[1] for call in calls} == {len(DATA) if step[0] in ("with its length", "slowly") else None}
    assert os.listdir(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == DATA


@BOTH  # sync:
async def test_what_the_writer_raises(server: FaultServer, tmp_path: Path) -> None:
    """A full disk, a folder that is not there, a progress that raises: no file, and the connection is given back."""

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    def progress(written: int, total: int | None) -> None:
        raise KeyError("enough")

    server.on(PREVIEW, *[steps.raw(LENGTH, HALF, steps.hold)] * 3, steps.raw(LENGTH, DATA))
    async with AsyncOneConnection(server, timeout=httpx.Timeout(5, pool=0.4)) as dify:
        with within(), pytest.raises(ConfigurationError, match="No space left"):
            await (await dify.files.preview("f1")).write_to(Full())
        with within(), pytest.raises(ConfigurationError, match="no folder"):
            await (await dify.files.preview("f1")).write_to(tmp_path / "no folder" / "file")
        with within(), pytest.raises(KeyError, match="enough"):
            await (await dify.files.preview("f1")).write_to(tmp_path / "file", progress=progress)
        (tmp_path / "folder").mkdir()
        with within(), pytest.raises(ConfigurationError, match=r"folder.*[Dd]irectory"):
            await (await dify.files.preview("f1")).write_to(tmp_path / "folder")
        assert os.listdir(tmp_path) == ["folder"]


@BOTH  # sync:
async def test_bytes_left_early(server: FaultServer) -> None:
    """Left unread, or in the middle: closed, and the connection is free at once."""
    server.on(PREVIEW, *[steps.raw(LENGTH, HALF, steps.hold)] * 3)
    async with AsyncOneConnection(server, timeout=httpx.Timeout(5, pool=0.4)) as dify:
        with within():
            async with await dify.files.preview("f1") as binary:
                assert binary.content_length == len(DATA)
            async with await dify.files.preview("f1") as binary:
                async for _ in binary.iter_bytes():
                    break
            binary = await dify.files.preview("f1")
            await binary.aclose()
        for number in range(3):
            await AsyncEventually(server.connections[number].gone.is_set)
        with pytest.raises(ConfigurationError, match="closed"):
            await binary.read()


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (steps.json(None), ResponseDecodeError),
        (steps.json({"code": "x"}), ResponseDecodeError),
        (steps.html(200, "Log in"), ResponseDecodeError),
        (steps.raw(steps.head(length=99), b"{", steps.reset), ConnectionFailed),
        (steps.raw(steps.head(length=99), b"{", steps.hold), RequestTimeout),
        (steps.body(b"no gzip", kind="application/json", Content_Encoding="gzip"), ResponseDecodeError),
        (steps.body(b"no gzip", 404, kind="application/json", Content_Encoding="gzip"), DifyError),
        (steps.refusal(404, "file_not_found", "File not found."), NotFoundError),
        (steps.html(500), ServerError),
        (steps.redirect(302, "http://127.0.0.1:9/x"), APIError),
        (steps.reset, ConnectionFailed),
        (steps.hold, RequestTimeout),
    ],
)
async def test_no_bytes_at_all(server: FaultServer, step: Any, expected: type[DifyError]) -> None:
    """Where no file begins it is an error of the call itself, and nothing is left open."""
    server.on(PREVIEW, step)
    server.on(SPEECH, step)
    async with AsyncOneConnection(server, timeout=SHORT) as dify:
        with within(), pytest.raises(expected):
            await dify.files.preview("f1")
        with within(), pytest.raises(expected):
            await dify.audio.text_to_audio("t")


async def test_only_a_preview_may_be_asked_for_again(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview whose beginning was lost is asked for again; speech, which costs money, is not."""

    async def note(seconds: float) -> None:
        pass

    monkeypatch.setattr(_io, "sleep", note)
    server.on(PREVIEW, steps.reset, steps.html(502), steps.raw(LENGTH, DATA))
    server.on(SPEECH, steps.html(502), steps.raw(LENGTH, DATA))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        assert await (await dify.files.preview("f1")).read() == DATA
        with pytest.raises(ServerError):
            await dify.audio.text_to_audio("t")
        assert (server.count(PREVIEW), server.count(SPEECH)) == (3, 1)
        assert await (await dify.audio.text_to_audio("t")).read() == DATA


# async only
@BOTH
async def test_cancelled_writing(server: FaultServer, tmp_path: Path) -> None:
    """A write that is cancelled leaves no file and gives its connection back."""
    server.on(PREVIEW, steps.raw(LENGTH, HALF, steps.hold), steps.hold)
    async with AsyncOneConnection(server, timeout=httpx.Timeout(5, pool=0.4)) as dify:

        async def write() -> None:
            await (await dify.files.preview("f1")).write_to(tmp_path / "file")

        for number in range(2):
            with within():
                await cancelled_when(lambda count=number + 1: server.count(PREVIEW) == count, write, 0.1)
            await AsyncEventually(server.connections[number].gone.is_set)
    assert os.listdir(tmp_path) == []


# end async only
