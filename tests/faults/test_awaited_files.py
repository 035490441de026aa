"""Files whose reading must be awaited, with the libraries themselves:
one client awaits, the other refuses.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiofiles
import anyio
import pytest
from starlette.datastructures import Headers, UploadFile

from dify_ext import ConfigurationError, Dify, RateLimitError
from tests.faults import steps
from tests.faults.clients import AsyncOneConnection
from tests.faults.forms import announced, sent_file
from tests.faults.server import FaultServer

UPLOAD = "POST /v1/files/upload"
DATA = b"%PDF" + bytes(range(256)) * 4000
PDF = "application/pdf"
LIBRARIES = ["Starlette", "aiofiles", "anyio"]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "contract.pdf"
    path.write_bytes(DATA)
    return path


async def opened(name: str, path: Path) -> Any:
    """A file whose reading must be awaited."""
    if name == "Starlette":
        headers = Headers({"content-type": PDF})
        return UploadFile(path.open("rb"), filename="contract.pdf", headers=headers)
    if name == "aiofiles":
        return await aiofiles.open(path, "rb")
    return await anyio.open_file(path, "rb")


async def close(file: Any) -> None:
    """Close what is the test's own."""
    await (file.aclose() if hasattr(file, "aclose") else file.close())


@pytest.mark.parametrize("library", LIBRARIES)
async def test_a_file_that_must_be_awaited(server: FaultServer, path: Path, library: str) -> None:
    """It is read by awaiting, from where it stands, and can be sent again."""
    server.on(UPLOAD, steps.refusal(429, "too_many_requests", "Slow down."))
    async with AsyncOneConnection(server, max_retries=0) as dify:
        file = await opened(library, path)
        with pytest.raises(RateLimitError):
            await dify.files.upload(file)
        await file.seek(0)
        await dify.files.upload(file)
        for request in server.requests:
            assert sent_file(request) == ("contract.pdf", PDF, DATA)
            assert announced(request) is not None
        with pytest.raises(ConfigurationError, match=r"seek\(0\)"):
            await dify.files.upload(file)
        await file.seek(4)
        await dify.files.upload(file)
        assert sent_file(server.requests[-1])[2] == DATA[4:]
        await close(file)
        with pytest.raises(ConfigurationError, match="closed"):
            await dify.files.upload(file)
        assert server.count(UPLOAD) == 3


async def test_a_file_that_says_little(server: FaultServer) -> None:
    """One with ``read`` and ``tell`` alone is read to its end; where it stands there, it is refused."""

    class Plain:
        name = "/srv/uploads/contract.pdf"

        def __init__(self) -> None:
            self.inner = io.BytesIO(DATA)

        async def read(self, size: int = -1) -> bytes:
            return self.inner.read(size)

        async def tell(self) -> int:
            return self.inner.tell()

    async with AsyncOneConnection(server) as dify:
        file: Any = Plain()
        await dify.files.upload(file)
        assert sent_file(server.requests[-1]) == ("contract.pdf", PDF, DATA)
        with pytest.raises(ConfigurationError, match=r"seek\(0\)"):
            await dify.files.upload(file)
        assert server.count(UPLOAD) == 1


@pytest.mark.parametrize("library", LIBRARIES)
async def test_the_other_client_refuses(server: FaultServer, path: Path, library: str) -> None:
    """Before anything is sent."""
    file = await opened(library, path)
    with Dify("app-key", user="u", base_url=server.url) as dify:
        for source in (file, ("a.pdf", file)):
            with pytest.raises(ConfigurationError, match=r"must be awaited; use the asynchronous client"):
                dify.files.upload(source)
    assert not server.requests
    await close(file)
