"""Local files that cannot be read: told by their name, and before anything is sent if that can be known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dify_ext import ConfigurationError
from tests.faults import steps
from tests.faults.clients import AsyncOneConnection
from tests.faults.server import FaultServer

UPLOAD = "POST /v1/files/upload"
MEGABYTE = 1 << 20


class Failing:
    """A file on a disk that fails after so many bytes."""

    def __init__(self, good: int, error: Exception) -> None:
        self._left, self._error = good, error

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            raise self._error
        size, self._left = min(size, self._left), max(0, self._left - size)
        return bytes(size)


def failing(good: int, error: Exception) -> Iterator[bytes]:
    """The same as an iterator."""
    yield from iter(partial(Failing(good, error).read, 1000), b"")


DISK = OSError(5, "Input/output error")


@pytest.mark.parametrize(
    "make",
    [
        lambda: ("disk.pdf", Failing(0, DISK)),
        lambda: ("disk.pdf", failing(0, DISK)),
        lambda: ("disk.pdf", Failing(0, ValueError("I/O operation on closed file"))),
        lambda: ("disk.pdf", ["text"]),
        lambda: ("disk.pdf", iter([5])),
    ],
)
async def test_a_source_that_gives_nothing(server: FaultServer, make: Callable[[], Any]) -> None:
    """It is told by its name, and before a connection is used."""
    async with AsyncOneConnection(server) as dify:
        with pytest.raises(ConfigurationError, match=r"^cannot send 'disk.pdf': "):
            await dify.files.upload(make())
        with pytest.raises(ConfigurationError, match=r"^cannot send 'disk.pdf': "):
            await dify.audio.audio_to_text(make())
        assert not server.requests
        assert not server.connections


async def test_a_file_that_vanishes(server: FaultServer, tmp_path: Path) -> None:
    """Between the look at it and the sending."""
    server.on(UPLOAD, steps.refusal(429, "too_many_requests", "Slow down."))
    (tmp_path / "a file.bin").write_bytes(b"data")

    def vanish(sent: int, total: int | None) -> None:
        (tmp_path / "a file.bin").unlink()

    async with AsyncOneConnection(server, max_retries=1) as dify:
        with pytest.raises(ConfigurationError, match=r"^cannot send 'a file.bin': No such file"):
            await dify.files.upload(tmp_path / "a file.bin", progress=vanish)


@pytest.mark.parametrize("source", [Failing, failing])
async def test_a_source_that_fails_in_the_middle(server: FaultServer, source: Any) -> None:
    """It is told, and the connection is not left half used."""
    async with AsyncOneConnection(server) as dify:
        with pytest.raises(ConfigurationError, match=r"^cannot send 'disk.pdf': Input/output error"):
            await dify.files.upload(("disk.pdf", source(5 * MEGABYTE, DISK)))


async def test_an_iterator_of_the_program_that_fails(server: FaultServer) -> None:
    """What a program's own iterator raises is raised as it is."""
    async with AsyncOneConnection(server) as dify:
        for good in (0, 5 * MEGABYTE):
            with pytest.raises(ValueError, match=r"^mine$"):
                await dify.files.upload(failing(good, ValueError("mine")))
