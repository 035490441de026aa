"""The emulator as a program: its seed, its file, its log, and its control API."""

from __future__ import annotations

import contextlib
import json
import pickle
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext import Dify, DifyServer, MemoryTokenStore, NotFoundError
from dify_ext.emulator import create_app
from dify_ext.emulator.__main__ import main
from dify_ext.emulator._persist import PersistError, Store
from dify_ext.testing import DifyEmulator

SEED = """
apps:
  - {mode: chat, name: Support, api_key: app-support, respond: [One., Two., Three.]}
  - {mode: workflow, api_key: app-flow, respond: {label: bug}}
accounts: [{email: eva@example.com, password: Secret123}]
datasets: [{name: Manual, documents: {on.txt: Press the green button.}}]
faults: [{operation: GET /v1/site, status: 503, times: 2}]
"""
ACCOUNT = {"email": "eva@example.com", "password": "Secret123"}


@contextlib.contextmanager
def process(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str], str]]:
    """`python -m dify_ext.emulator`: its address, the process, what it said."""
    command = [sys.executable, "-W", "error", "-m", "dify_ext.emulator", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        try:
            said = ""
            for line in started.stdout:
                said += line
                if line.startswith("Ctrl-C"):
                    break
            found = re.search(r"on (http://127\.0\.0\.1:\d+)\n", said)
            assert found, said + started.stderr.read()
            yield found[1], started, said
        finally:
            started.kill()


def site(url: str, key: str) -> int:
    """The status of an operation that fails twice."""
    return httpx.get(f"{url}/v1/site", headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_restart_keeps_all(tmp_path: Path) -> None:
    """Conversations, files, knowledge, sign-ins, answers in turn and faults are there again: after
    the end of the process, and after its death.
    """
    seed, file = tmp_path / "seed.yaml", tmp_path / "emulator.db"
    seed.write_text(SEED, "utf-8")
    store = MemoryTokenStore()
    begin = ("--port", "0", "--seed", str(seed), "--persist", str(file))
    with process(*begin) as (url, emulator, said):
        assert re.search(r"app-support +chat\n", said)
        assert re.search(r"eva@example.com +Secret123\n", said)
        with Dify("app-support", user="ada", base_url=url, max_retries=0) as dify:
            talk = dify.chat.send("Hi").conversation_id or ""
            upload = dify.files.upload(("a.txt", b"content", "text/plain"))
            assert site(url, "app-support") == 503
        emulator.terminate()
        assert emulator.wait(100) == 0
    with process(*begin) as (url, emulator, _):
        with Dify("app-support", user="ada", base_url=url, max_retries=0) as dify:
            dify.chat.send("And?", conversation_id=talk, files=[upload])
        with DifyServer(url, **ACCOUNT, token_store=store) as server:
            key = server.apps.create_api_key(next(iter(server.apps.list(name="Support"))).id).token
        done = time.time()
        saves: set[float] = set()  # the first is whole as soon as there is a second
        while len({at for at in saves if at > done + 0.01}) < 2:
            httpx.get(f"{url}/v1/info")  # something that makes it save
            saves.add(file.stat().st_mtime)
            time.sleep(0.02)
        emulator.kill()
        emulator.wait(100)
    with process(*begin) as (url, _, _):
        with Dify(key, user="ada", base_url=url, max_retries=0) as dify:
            assert [message.answer for message in dify.messages.list(talk)] == ["Two.", "One."]
            assert dify.chat.send("Third", conversation_id=talk).answer == "Three."
            assert dify.files.preview(upload.id).read() == b"content"
            assert [site(url, key) for _ in range(2)] == [503, 200]
        with Dify("dataset-emulator", base_url=url) as dify:
            base = next(iter(dify.datasets.list()))
            assert "green" in str(dify.datasets.retrieve(base.id, "green button").to_dict())
        with DifyServer(url, **ACCOUNT, token_store=store) as server:
            assert server.account.profile().name == "eva"


def test_what_does_not_survive(tmp_path: Path) -> None:
    """A run that is under way is stopped; what is deleted is gone."""
    file = tmp_path / "emulator.db"
    emulator = DifyEmulator()
    with emulator, Dify("app-emulator-workflow", user="u", base_url=emulator.base_url) as dify:
        app = emulator.app("chat", respond=lambda run: "x")
        with dify.workflows.stream({"text": "[[delay:60]]"}, stop_on_exit=False) as stream:
            next(iter(stream))
        store = Store(file, emulator.asgi)
        store.save()
        del emulator.asgi.state.emulator.apps[app.api_key]
        del emulator.asgi.state.console.records[app.id]
        store.save()
        store.close()
    other = DifyEmulator()
    Store(file, other.asgi).close()
    with other, Dify("app-emulator-workflow", user="u", base_url=other.base_url) as dify:
        assert stream.workflow_run_id is not None
        run = dify.workflows.get_run(stream.workflow_run_id)
        assert (run.status, run.error) == ("stopped", "The emulator was restarted.")
        headers = {"Authorization": f"Bearer {app.api_key}"}
        assert httpx.get(f"{other.base_url}/v1/info", headers=headers).status_code == 401


class Evil:
    def __reduce__(self) -> Any:
        return print, ("loaded",)


def test_files_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another file, one of another version, one in use, one that would run code."""
    file = tmp_path / "emulator.db"
    first = Store(file, create_app())
    first.save()
    with pytest.raises(PersistError, match="another emulator uses it"):
        Store(file, create_app())
    first.close()
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE thing SET state = ? WHERE row = 0", (pickle.dumps(Evil()),))
        database.commit()
    with pytest.raises(PersistError, match=r"builtins\.print, which no emulator writes"):
        Store(file, create_app())
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(PersistError, match="another version"):
        Store(file, create_app())
    file.write_bytes(b"something else, longer than the header of a database" * 100)
    assert main(["--port", "0", "--persist", str(file)]) == 1
    assert "it is no file of an emulator" in capsys.readouterr().err
    assert main(["--port", "0", "--persist", str(tmp_path / "none" / "emulator.db")]) == 1
    assert "unable to open database file" in capsys.readouterr().err
    assert main(["--port", "0", "--seed", str(tmp_path / "none.yaml")]) == 1
    assert "Cannot read the seed" in capsys.readouterr().err


def test_the_container() -> None:
    """What the container starts serves, and what asks for its health succeeds."""
    text = (Path(__file__).parents[2] / "Containerfile").read_text("utf-8")
    entry = json.loads(re.findall(r"^ENTRYPOINT (.*)$", text, re.MULTILINE)[0])
    assert entry[:3] == ["python", "-m", "dify_ext.emulator"]
    health = json.loads(re.findall(r"^HEALTHCHECK .*CMD (.*)$", text, re.MULTILINE)[0])
    with process(*entry[3:], "--host", "127.0.0.1", "--port", "0") as (url, _, _):
        code = health[2].replace("http://127.0.0.1:5001", url)
        subprocess.run([sys.executable, "-c", code], check=True, timeout=140)


def test_the_log_is_bounded() -> None:
    """The program keeps the newest requests."""
    with DifyEmulator() as emulator:
        emulator.requests.most = 3
        for _ in range(5):
            httpx.get(f"{emulator.base_url}/v1/info")
        assert (len(emulator.requests), emulator.requests.total) == (3, 5)


def test_the_control_api() -> None:
    """All that a test can do in its own process a program can do by HTTP, in any language."""
    with DifyEmulator() as emulator, httpx.Client(base_url=f"{emulator.base_url}/_emulator") as control:
        app = control.post("/apps", json={"mode": "chat", "respond": "Hello", "inputs": []}).json()
        with Dify(app["api_key"], user="u", base_url=emulator.base_url, max_retries=0) as dify:
            assert dify.chat.send("Hi").answer == "Hello"
        listed = control.get("/apps").json()["data"]
        assert app in listed
        rule = control.post(
            "/faults", json={"operation": "GET /v1/info", "status": 418, "times": None}
        ).json()
        headers = {"Authorization": f"Bearer {app['api_key']}"}

        def info() -> int:
            return httpx.get(f"{emulator.base_url}/v1/info", headers=headers).status_code

        assert info() == 418
        assert control.patch(f"/faults/{rule['number']}", json={"enabled": False}).json()["active"] is False
        assert info() == 200
        assert [one["taken"] for one in control.get("/faults").json()["data"]] == [1]
        assert control.delete(f"/faults/{rule['number']}").status_code == 204
        assert control.delete(f"/faults/{rule['number']}").status_code == 404
        asked = control.get("/requests", params={"operation": "POST /v1/chat-messages"}).json()["data"]
        assert [one["json"]["query"] for one in asked] == ["Hi"]
        one = control.get(f"/requests/{asked[0]['number']}").json()
        assert one["events"][-1]["event"] == "message_end"
        assert app["api_key"] not in str(one)
        made = control.post("/datasets", json={"name": "Manual", "documents": ["a"]}).json()
        assert control.get("/datasets").json()["data"] == [
            {"id": made["id"], "name": "Manual", "documents": 1}
        ]
        assert control.post("/accounts", json=ACCOUNT).status_code == 201
        seeded = control.post("/seed", json={"apps": [{"mode": "workflow", "respond": {"a": 1}}]})
        assert [one["mode"] for one in seeded.json()["apps"]] == ["workflow"]
        assert control.put("/clock", json={"ahead": 60}).json() == {"ahead": 60}
        assert control.get("/").json()["clock_ahead"] == 60
        with DifyServer(emulator.base_url, **ACCOUNT, token_store=MemoryTokenStore()) as server:
            server.apps.list()
            control.post("/tokens/expire", json={"refresh": True})
            server.apps.list()
            with pytest.raises(NotFoundError):
                server.apps.get("11111111-1111-1111-1111-111111111111")
        assert emulator.sign_ins == 2
        assert control.delete("/requests").status_code == 204
        assert not emulator.requests


def test_the_control_api_refuses() -> None:
    """Pages of other sites, other types than JSON, what no seed may have."""
    with DifyEmulator() as emulator, httpx.Client(base_url=f"{emulator.base_url}/_emulator") as control:
        fault = {"operation": "GET /v1/info", "status": 500}
        other = control.post("/faults", json=fault, headers={"Origin": "https://evil.example"})
        assert (other.status_code, other.json()["code"]) == (403, "emulator")
        assert control.post("/faults", content=b"{}").status_code == 415
        for path, body, message in (
            ("/faults", {**fault, "kind": "sleep"}, "fault.kind is 'sleep'"),
            ("/faults", {"operation": "GET /v1/inf", "status": 500}, "did you mean"),
            ("/apps", {"mode": "talk"}, "app.mode is 'talk'"),
            ("/apps", {"mode": "chat", "respond": {"a": 1}}, "only a workflow has outputs"),
            ("/seed", {"app": 1}, "unknown 'app'"),
            ("/accounts", {"email": "eva@example.com"}, "no 'password'"),
        ):
            answer = control.post(path, json=body)
            assert answer.status_code == 400
            assert message in answer.json()["message"]
        for ahead in ("x", -1e300):
            assert control.put("/clock", json={"ahead": ahead}).status_code == 400
        assert control.patch("/faults/1", json={}).status_code == 404
        assert control.get("/requests/0").status_code == 404
        assert not list(emulator.faults)
        assert not emulator.requests
