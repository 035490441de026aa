"""Files and speech over a wire that fails:
a whole file or none, the right error in time, the connection free again.
"""

from __future__ import annotations

import gc
import gzip
import io
import os
import random
import stat
import threading
import zlib
from pathlib import Path
from typing import IO, Any, cast  # sync: from typing import Any

import aiofiles  # sync:
import anyio  # sync:
import httpx
import pytest

from dify_ext import (
    APIError,
    AsyncDify,
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
    TIMEOUT,
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
pytestmark = [
    pytest.mark.usefixtures("transport"),  # sync:
    pytest.mark.filterwarnings(
        "ignore:Async generator 'httpx:ResourceWarning", "ignore:Async generator 'httpcore:ResourceWarning"
    ),
]


BOTH = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


# end async only
@pytest.mark.parametrize("how", BREAKS)
async def test_a_file_that_breaks_off_is_not_written(server: FaultServer, tmp_path: Path, how: str) -> None:
    """write_to gives the whole file or none: nothing is there afterwards but what was there before."""
    step, expected, cause = BREAKS[how]
    server.on(PREVIEW, step, step)
    (tmp_path / "old").write_bytes(b"as it was")
    timeout = SHORT if expected is RequestTimeout else TIMEOUT
    async with AsyncOneConnection(server, max_retries=2, timeout=timeout) as dify:
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
    """read() and iter_bytes() raise where the bytes end too soon;
    what iter_bytes() had is right; asked once.
    """
    step, expected, _ = BREAKS[how]
    server.on(SPEECH, step, step)
    timeout = SHORT if expected is RequestTimeout else TIMEOUT
    async with AsyncOneConnection(server, max_retries=2, timeout=timeout) as dify:
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
    """A full disk, a folder that is not there, a progress that raises:
    no file, and the connection is given back.
    """

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
    timeout = SHORT if expected is RequestTimeout else TIMEOUT
    async with AsyncOneConnection(server, timeout=timeout) as dify:
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


WHOLE = steps.raw(LENGTH, DATA)


async def test_a_file_keeps_its_mode(server: FaultServer, tmp_path: Path) -> None:
    """A file that was there keeps its permissions; a new one gets the usual ones."""
    server.on(PREVIEW, WHOLE, WHOLE)
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "old").chmod(0o640)
    (tmp_path / "usual").touch()
    async with AsyncOneConnection(server) as dify:
        for name in ("old", "new"):
            assert await (await dify.files.preview("f1")).write_to(tmp_path / name) == len(DATA)
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o640
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


async def test_a_link_stays_one(server: FaultServer, tmp_path: Path) -> None:
    """What a symbolic link leads to is written, there or not, also in another folder."""
    server.on(PREVIEW, WHOLE, WHOLE)
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "old").write_bytes(b"old")
    async with AsyncOneConnection(server) as dify:
        for name in ("old", "new"):
            (tmp_path / name).symlink_to(Path("real") / name)
            await (await dify.files.preview("f1")).write_to(str(tmp_path / name))
            assert (tmp_path / name).is_symlink()
            assert (tmp_path / "real" / name).read_bytes() == DATA
    assert sorted(os.listdir(tmp_path / "real")) == ["new", "old"]


async def test_a_long_name(server: FaultServer, tmp_path: Path) -> None:
    """A name of 250 characters is one that a file may have."""
    server.on(PREVIEW, WHOLE)
    async with AsyncOneConnection(server) as dify:
        await (await dify.files.preview("f1")).write_to(tmp_path / ("n" * 250))
    assert os.listdir(tmp_path) == ["n" * 250]


async def test_a_pipe_is_written_itself(server: FaultServer, tmp_path: Path) -> None:
    """A path that is no plain file stays what it is."""
    server.on(PREVIEW, WHOLE)
    os.mkfifo(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    async with AsyncOneConnection(server) as dify:
        await (await dify.files.preview("f1")).write_to(tmp_path / "pipe")
    reader.join()
    assert got == [DATA]
    assert os.listdir(tmp_path) == ["pipe"]


@BOTH  # sync:
async def test_targets_that_cannot_be_written(server: FaultServer, tmp_path: Path) -> None:
    """They are refused in our words, and the connection is given back."""
    closed = io.BytesIO()
    closed.close()
    (tmp_path / "read").touch()
    server.on(PREVIEW, *[steps.raw(LENGTH, HALF, steps.hold)] * 5)
    async with AsyncOneConnection(server, timeout=httpx.Timeout(5, pool=0.4)) as dify:
        with (tmp_path / "read").open("rb") as reading:
            targets: list[tuple[Any, str]] = [
                (io.StringIO(), "text mode"),
                (closed, "closed file"),
                (reading, "write"),
                (5, "cannot write to a int"),
                (tmp_path / ("n" * 300), "name too long"),
            ]
            for target, message in targets:
                with within(), pytest.raises(ConfigurationError, match=f"(?i){message}"):
                    await (await dify.files.preview("f1")).write_to(target)
    assert os.listdir(tmp_path) == ["read"]


async def test_in_one_expression(server: FaultServer) -> None:
    """The answer is not closed under the one who iterates over it."""
    server.on(PREVIEW, *[WHOLE] * 4)
    async with AsyncOneConnection(server) as dify:
        for size in (None, 1, 100_000):
            chunks = (await dify.files.preview("f1")).iter_bytes(size and max(size, 4096))
            gc.collect()
            got = []
            async for chunk in chunks:
                got.append(chunk)
                gc.collect(0)
            assert b"".join(got) == DATA
            assert size is None or {len(chunk) for chunk in got[:-1]} == {max(size, 4096)}
        with pytest.raises(ConfigurationError, match="chunk_size"):
            (await dify.files.preview("f1")).iter_bytes(0)


async def test_the_bytes_come_once(server: FaultServer) -> None:
    """They can be read into memory, and then again; without that a second iteration is refused."""
    server.on(PREVIEW, WHOLE, WHOLE, WHOLE)
    async with AsyncOneConnection(server) as dify:
        binary = await dify.files.preview("f1")
        assert await binary.read() == await binary.read() == DATA
        assert b"".join([chunk async for chunk in binary.iter_bytes(9999)]) == DATA
        target = io.BytesIO()
        assert await binary.write_to(target) == len(target.getvalue()) == len(DATA)
        binary = await dify.files.preview("f1")
        assert b"".join([chunk async for chunk in binary.iter_bytes()]) == DATA
        with pytest.raises(ConfigurationError, match="it can be read only once"):
            await binary.read()


async def test_a_hook_that_reads_the_answer(server: FaultServer) -> None:
    """A hook of the program's own client may have read it before."""

    async def read(response: httpx.Response) -> None:
        await response.aread()

    packed = steps.body(steps.gzip(DATA), kind="audio/mpeg", Content_Encoding="gzip")
    server.on(PREVIEW, packed)
    async with httpx.AsyncClient(event_hooks={"response": [read]}) as http_client:
        dify = AsyncDify("app-key", user="u", base_url=server.url, http_client=http_client)
        assert await (await dify.files.preview("f1")).read() == DATA


async def test_a_forgotten_answer_is_closed(server: FaultServer) -> None:
    """One that nobody has gives its connection back, whether it was begun or not."""
    server.on(PREVIEW, *[steps.raw(LENGTH, HALF, steps.hold)] * 2)
    async with AsyncOneConnection(server, timeout=httpx.Timeout(5, pool=0.4)) as dify:
        binary: Any = await dify.files.preview("f1")
        binary = None
        gc.collect()
        await AsyncEventually(server.connections[0].gone.is_set)
        binary = await dify.files.preview("f1")
        async for _ in binary.iter_bytes():
            break
        binary = None
        gc.collect()
        await AsyncEventually(server.connections[1].gone.is_set)


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
@pytest.mark.parametrize("missing", [1, 4, 8, 1000])
async def test_a_compressed_file_that_is_cut_short(
    server: FaultServer, tmp_path: Path, kind: str, missing: int
) -> None:
    """Though HTTP says that it is whole: an error in each way to read it, and no file."""
    content = random.Random(1).randbytes(50_000)
    packed = zlib.compress(content) if kind == "deflate" else gzip.compress(content)
    step = steps.body(packed[:-missing], kind="audio/mpeg", Content_Encoding=kind)
    server.on(PREVIEW, step, step, step)
    async with AsyncOneConnection(server) as dify:
        with pytest.raises(ResponseDecodeError, match="cut short"):
            await (await dify.files.preview("f1")).read()
        with pytest.raises(ResponseDecodeError, match="cut short"):
            await (await dify.files.preview("f1")).write_to(tmp_path / "file")
        with pytest.raises(ResponseDecodeError, match="cut short"):
            async for _ in (await dify.files.preview("f1")).iter_bytes(1000):
                pass
    assert os.listdir(tmp_path) == []


async def test_a_compression_that_was_not_asked_for(server: FaultServer) -> None:
    """One that is not known is an error, not a file of what nobody can read."""
    server.on(PREVIEW, steps.body(DATA, kind="audio/mpeg", Content_Encoding="br"))
    async with AsyncOneConnection(server) as dify:
        with pytest.raises(ResponseDecodeError, match="compressed with br"):
            await (await dify.files.preview("f1")).read()


# async only
async def test_writing_that_must_be_awaited(server: FaultServer, tmp_path: Path) -> None:
    """A file of aiofiles or anyio is written by awaiting."""
    server.on(PREVIEW, WHOLE, WHOLE)
    async with AsyncOneConnection(server) as dify:
        async with aiofiles.open(tmp_path / "a", "wb") as file:
            assert await (await dify.files.preview("f1")).write_to(cast("IO[bytes]", file)) == len(DATA)
        async with await anyio.open_file(tmp_path / "b", "wb") as other:
            assert await (await dify.files.preview("f1")).write_to(cast("IO[bytes]", other)) == len(DATA)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == DATA


# end async only
