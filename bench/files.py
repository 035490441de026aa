"""Uploads and downloads, and the memory that they need."""

from __future__ import annotations

import asyncio
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.measure import Bench, Figures, Peer

_MIB = 1 << 20
_CLEAR_PEAK = "5"  # what /proc/self/clear_refs takes to forget the highest memory so far


def _size(full: bool) -> int:
    return 256 if full else 16


def _source(folder: str, mebibytes: int) -> Path:
    path = Path(folder) / "upload.bin"
    with path.open("wb") as file:
        for _ in range(mebibytes):
            file.write(os.urandom(_MIB))
    return path


def upload(bench: Bench, full: bool) -> Figures:
    """Microseconds of CPU for each MiB that is sent from a file."""
    with TemporaryDirectory() as folder:
        path = _source(folder, _size(full))
        return bench.cpu("upload", lambda client: client.upload(path), _size(full))


def download(bench: Bench, full: bool) -> Figures:
    """Microseconds of CPU for each MiB that is received and written to a file."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "download.bin"
        return bench.cpu("download", lambda client: client.download(_size(full) * _MIB, target), _size(full))


def upload_memory(bench: Bench, full: bool) -> Figures:
    """KiB that the process grows by at the most while it sends a file."""
    return _memory(bench, "upload", full)


def download_memory(bench: Bench, full: bool) -> Figures:
    """KiB that the process grows by at the most while it receives a file."""
    return _memory(bench, "download", full)


def _memory(bench: Bench, what: str, full: bool) -> Figures:
    """Each peer in a process of its own, which has sent or received a small file before."""
    if not Path("/proc/self/clear_refs").exists():
        return {}
    grown: Figures = {}
    for peer in bench.having(what):
        kind = type(peer.client)
        place = (kind.__module__, kind.__name__)
        command = [sys.executable, "-m", "bench.files", what, *place, bench.url, str(_size(full))]
        grown[peer.label] = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return grown


def _peak(work: Callable[[], Any]) -> int:
    Path("/proc/self/clear_refs").write_text(_CLEAR_PEAK)
    before = _status("VmRSS")
    work()
    return _status("VmHWM") - before


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _main(what: str, module: str, name: str, url: str, mebibytes: int) -> None:
    kind = getattr(importlib.import_module(module), name)
    runner = asyncio.Runner()

    async def made() -> Any:
        return kind(url)

    peer = Peer(name, runner.run(made()), runner)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "download.bin"
        for size in (1, mebibytes):
            path = _source(folder, size)

            def go(path: Path = path, size: int = size) -> None:
                if what == "upload":
                    peer.do(lambda client: client.upload(path))
                else:
                    peer.do(lambda client: client.download(size * _MIB, target))

            peak = _peak(go)
    print(peak)


if __name__ == "__main__":
    _main(*sys.argv[1:5], int(sys.argv[5]))
