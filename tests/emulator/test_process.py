"""The emulator as a thread and as a process: it starts, answers, stops, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import dify_ext.emulator
from dify_ext.emulator import Emulator, _app, _app_info, _operations, create_app
from dify_ext.emulator.__main__ import main
from dify_ext.emulator._server import Server, listen
from dify_ext.emulator._state import state_of
from tests.bundled import ROOT

from .caller import Caller


def open_files() -> int:
    """How many files and sockets this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


@contextlib.contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m dify_ext.emulator`, ended at the latest here. A warning in it is an error."""
    command = [sys.executable, "-W", "error", "-m", "dify_ext.emulator", *arguments]
    # Where the test suite runs without the package installed, the process finds it as the suite does.
    paths = os.pathsep.join([str(ROOT), *sys.path])
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as started:
        try:
            yield started
        finally:
            started.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal(number: signal.Signals) -> None:
    """It says where and with which keys, answers there, and ends with 0, an open stream or not."""
    with process("--port", "0", "--delay", "0", "--version", "1.14.2") as emulator:
        assert emulator.stdout is not None
        assert emulator.stderr is not None
        first = emulator.stdout.readline()
        found = re.fullmatch(r"Dify emulator 1\.14\.2 on (http://127\.0\.0\.1:\d+)\n", first)
        assert found, first + emulator.stderr.read()
        keys = dict(emulator.stdout.readline().split() for _ in range(5))
        assert keys == {
            "app-emulator-chat": "chat",
            "app-emulator-agent": "agent-chat",
            "app-emulator-completion": "completion",
            "app-emulator-chatflow": "advanced-chat",
            "app-emulator-workflow": "workflow",
        }
        with httpx.Client(base_url=found[1]) as client:
            for key, mode in keys.items():
                answer = client.get("/v1/info", headers={"Authorization": f"Bearer {key}"})
                assert answer.json()["mode"] == mode
                assert answer.headers["X-Version"] == "1.14.2"
            body = {"inputs": {}, "query": "[[delay:60]]", "user": "u", "response_mode": "streaming"}
            headers = {"Authorization": "Bearer app-emulator-chatflow"}
            with client.stream("POST", "/v1/chat-messages", json=body, headers=headers) as response:
                next(response.iter_raw())
                started = time.monotonic()
                emulator.send_signal(number)
                assert emulator.wait(30) == 0
                assert time.monotonic() - started < 30
        assert emulator.stderr.read() == ""


def test_a_taken_port_is_one_line() -> None:
    """Exit code 1 and what is wrong."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with process("--port", str(port)) as emulator:
            out, err = emulator.communicate(timeout=100)
    assert (emulator.returncode, out) == (1, "")
    assert re.fullmatch(rf"Cannot listen on 127\.0\.0\.1:{port}: .*in use.*\n", err)


def test_a_missing_extra_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names what is missing and how to get it."""
    monkeypatch.setattr("dify_ext.emulator.__main__.find_spec", lambda name: None)
    assert main([]) == 1
    err = capsys.readouterr().err
    assert (
        err == "The emulator needs jinja2, starlette, uvicorn, python_multipart, yaml: "
        "pip install 'dify-ext[emulator]'\n"
    )


def test_as_json_each_app_has_its_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Also two apps of one name, which the table of keys by name cannot tell apart."""
    seed = tmp_path / "seed.json"
    apps = [{"name": "Help", "mode": mode, "api_key": f"app-{mode}"} for mode in ("chat", "completion")]
    seed.write_text(json.dumps({"apps": apps}))
    monkeypatch.setattr("dify_ext.emulator.__main__.signal.signal", lambda *_: None)
    monkeypatch.setattr("dify_ext.emulator._server.Server.run", lambda _, sockets: sockets[0].close())
    assert main(["--port", "0", "--json", "--seed", str(seed)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["base_url"].startswith("http://127.0.0.1:")
    keys = {app["api_key"]: (app["name"], app["mode"]) for app in told["apps"] if app["name"] == "Help"}
    assert keys == {"app-chat": ("Help", "chat"), "app-completion": ("Help", "completion")}


def test_the_package_itself_imports_without_the_extra() -> None:
    """Only its names need it; an unknown one is an ordinary AttributeError."""
    found = "[name for name in ('starlette', 'uvicorn') if name in sys.modules]"
    code = f"import sys, dify_ext.emulator; print({found})"
    paths = os.pathsep.join([str(ROOT), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert done.stdout == "[]\n"
    assert {"Emulator", "create_app"} <= set(dir(dify_ext.emulator))
    with pytest.raises(AttributeError, match="nothing"):
        _ = dify_ext.emulator.nothing


def test_it_leaves_no_thread_and_no_socket() -> None:
    """However it was left: idle connections, an open stream, a run that nobody reads."""
    with Emulator():
        pass  # what is loaded once is loaded now
    threads, files = threading.active_count(), open_files()
    for _ in range(2):
        with httpx.Client() as client, Emulator() as emulator:
            client.base_url = httpx.URL(emulator.base_url)
            caller = Caller(client, emulator.keys["chat"], "u")
            caller.ask()
            body = {"inputs": {}, "query": "[[delay:60]]", "user": "u", "response_mode": "streaming"}
            headers = {"Authorization": f"Bearer {caller.key}"}
            with (
                contextlib.suppress(httpx.ReadTimeout),
                client.stream(
                    "POST", "/v1/chat-messages", json=body, headers=headers, timeout=0.05
                ) as response,
            ):
                response.read()
    assert threading.active_count() == threads
    assert open_files() == files


def test_a_question_in_one_piece_is_answered_when_the_emulator_stops() -> None:
    """With a 500: its run will not end any more."""
    with concurrent.futures.ThreadPoolExecutor() as pool:
        with Emulator() as emulator:
            body = {"inputs": {}, "query": "[[delay:60]]", "user": "u", "response_mode": "blocking"}
            headers = {"Authorization": f"Bearer {emulator.keys['chat']}"}
            url = f"{emulator.base_url}/v1/chat-messages"
            waiting = pool.submit(httpx.post, url, json=body, headers=headers, timeout=100)
            state = state_of(emulator.asgi)
            deadline = time.monotonic() + 10
            while not state.stops:
                assert time.monotonic() < deadline
                time.sleep(0.01)
        assert waiting.result(100).status_code == 500


def test_a_thousand_requests_leave_nothing_open() -> None:
    """One connection, and of the answers nothing but the log."""
    with Emulator() as emulator, httpx.Client(base_url=emulator.base_url) as client:
        headers = {"Authorization": f"Bearer {emulator.keys['chat']}"}
        body = {"inputs": {}, "query": "[[say:x]]", "user": "u", "response_mode": "streaming"}
        client.get("/v1/info", headers=headers)
        files = open_files()
        for _ in range(900):
            assert client.get("/v1/info", headers=headers).status_code == 200
        for _ in range(100):
            assert client.post("/v1/chat-messages", json=body, headers=headers).status_code == 200
        assert open_files() <= files
        assert len(emulator.requests) == 1001


def test_the_log() -> None:
    """Method, path and status of everything that was answered, errors too."""
    with Emulator() as emulator, httpx.Client(base_url=emulator.base_url) as client:
        client.get("/v1/info")
        client.post("/v1/nothing?x=1")
        seen = [(one.method, one.path, one.status) for one in emulator.requests]
        assert seen == [("GET", "/v1/info", 401), ("POST", "/v1/nothing", 404)]


def test_two_at_once_know_nothing_of_each_other() -> None:
    """Each its own port, its own state; keys are the same."""
    with Emulator() as one, Emulator() as other:
        assert one.base_url != other.base_url
        assert one.keys == other.keys
        with httpx.Client() as client:
            for emulator, count in ((one, 1), (other, 0)):
                client.base_url = httpx.URL(emulator.base_url)
                caller = Caller(client, emulator.keys["chat"], "u")
                if count:
                    caller.ask()
                rows = caller("GET", "/v1/conversations", params={"user": "u"}).json()["data"]
                assert len(rows) == count


def test_one_for_each_test_is_cheap() -> None:
    """A new one starts and stops at once: there is nothing to build anew, and no wait."""
    assert create_app().routes == create_app().routes
    took = []
    for _ in range(20):
        started = time.monotonic()
        with Emulator() as emulator:
            assert httpx.get(f"{emulator.base_url}/v1/info").status_code == 401
        took.append(time.monotonic() - started)
    assert min(took) < 0.1


def test_stopped_from_within() -> None:
    """A program's own signal handler stops it: at once, and before it has begun to serve, too."""
    for early in (True, False):
        with listen("127.0.0.1", 0) as listener:
            server = Server(create_app())
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            if early:
                server.stop()
            thread.start()
            if not early:
                assert httpx.get(f"{server.address(listener)}/v1/info").status_code == 401
                server.stop()
            thread.join(100)
            assert not thread.is_alive()
            server.stop()  # has ended already


def test_started_twice() -> None:
    """Is a mistake; stopped twice is none, and it can start again."""
    emulator = Emulator()
    with emulator, pytest.raises(RuntimeError, match="running already"):
        emulator.start()
    emulator.stop()
    with emulator:
        assert httpx.get(f"{emulator.base_url}/v1/info").status_code == 401


def test_a_start_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is left running."""
    monkeypatch.setattr("dify_ext.emulator._server.Server.run", lambda self, sockets: sockets[0].close())
    threads = threading.active_count()
    with pytest.raises(RuntimeError, match="did not start"):
        Emulator().start()
    assert threading.active_count() == threads


def test_bugs_are_answered_and_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler that raises is a 500 with the release on it, and the error is not swallowed."""

    async def broken(call: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(_app_info, "get_app_info", broken)
    monkeypatch.setattr(_operations, "served", _operations.served.__wrapped__)
    monkeypatch.setattr(_app, "routes", _operations.routes.__wrapped__)
    app = create_app()

    async def ask(raise_app_exceptions: bool) -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=raise_app_exceptions)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/v1/info", headers={"Authorization": "Bearer app-emulator-chat"})

    answer = asyncio.run(ask(False))
    assert (answer.status_code, answer.json()["code"]) == (500, "unknown")
    assert answer.headers["X-Version"] == "1.13.2"
    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask(True))
