"""Each recipe of the documentation does its job, with the framework it is for, on the emulator."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import uvicorn

from dify_ext import Dify, DifyServer
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from dify_ext.testing import DifyEmulator

RECIPES = Path(__file__).parents[2] / "docs/recipes"


def program(recipe: str) -> str:
    (block,) = re.findall(
        r"^```python\n(.*?)^```$", (RECIPES / f"{recipe}.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(block.splitlines()) < 60
    return block


def load(recipe: str) -> ModuleType:
    """The recipe's program, imported as a module."""
    module = ModuleType("recipe_" + recipe.replace("-", "_"))
    module.__dict__["__name__"] = module.__name__
    sys.modules[module.__name__] = module  # frameworks look annotations up there
    exec(compile(program(recipe), f"{recipe}.md", "exec"), module.__dict__)
    return module


@pytest.fixture
def emulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """A fresh one, its key and account in the environment, an empty folder around."""
    monkeypatch.chdir(tmp_path)
    with Emulator(version="1.14.2", delay=0.0, indexing_seconds=0.0) as running:
        for name, value in (
            ("DIFY_BASE_URL", running.base_url),
            ("DIFY_API_KEY", running.keys["chat"]),
            ("DIFY_EMAIL", ADMIN_EMAIL),
            ("DIFY_PASSWORD", ADMIN_PASSWORD),
        ):
            monkeypatch.setenv(name, value)
        yield running


@contextmanager
def served(app: Any) -> Iterator[httpx.Client]:
    """A client of an ASGI app that a real server serves."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def answered(emulator: Emulator, path: str) -> int:
    """How often the emulator answered a path that begins so."""
    return sum(request.path.startswith(path) for request in emulator.requests)


def eventually(what: Any, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def test_fastapi(emulator: Emulator) -> None:
    """Events as they come, an answer, an error's status; a browser that goes away stops the run."""
    with served(load("fastapi").app) as client:
        body = client.post("/chat", json={"text": "[[say:one two]]", "user": "u"}).text
        events = [json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: ")]
        assert "".join(event["answer"] for event in events if event["event"] == "message") == "one two"
        assert events[-1]["event"] == "message_end"

        asked = client.post("/ask", json={"text": "[[say:hello]]", "user": "u"}).json()
        assert asked["answer"] == "hello"
        assert client.post("/ask", json={"text": "[[error:auth]]", "user": "u"}).status_code == 502

        slow = {"text": "[[slow:1000:50ms]]", "user": "u"}
        with client.stream("POST", "/chat", json=slow) as response:
            next(response.iter_lines())
        eventually(lambda: any(request.path.endswith("/stop") for request in emulator.requests))


def test_celery(emulator: Emulator, tmp_path: Path) -> None:
    """Real prefork workers, with a client that was made before the fork."""
    (tmp_path / "tasks.py").write_text(program("celery"))
    (tmp_path / "folders.py").write_text(
        "broker_transport_options = {'data_folder_in': 'queue', 'data_folder_out': 'queue'}\n"
        "result_backend = 'file://results'\n"
    )
    for folder in ("queue", "results"):
        (tmp_path / folder).mkdir()
    settings = {"CELERY_BROKER": "filesystem://", "CELERY_BACKEND": f"file://{tmp_path}/results"}
    environment = {**os.environ, **settings, "PYTHONPATH": str(tmp_path)}
    ask = (
        "from tasks import app, summarize\n"
        "app.conf.broker_transport_options = {'data_folder_in': 'queue', 'data_folder_out': 'queue'}\n"
        "found = [summarize.delay(f'[[say:{n}]]', 'u') for n in range(6)]\n"
        "print([one.get(timeout=100)['answer'] for one in found])\n"
    )
    options = ["-c2", "--pool=prefork", "--without-gossip", "--without-mingle", "-l", "warning"]
    start = (
        "import sys, tasks\n"
        "tasks.app.conf.broker_transport_options = {'data_folder_in': 'queue', 'data_folder_out': 'queue'}\n"
        f"tasks.app.worker_main(['worker', *{options}])\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", start], cwd=tmp_path, env=environment)
    try:
        done = subprocess.run(
            [sys.executable, "-c", ask],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=140,
        )  # fmt: skip
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(50)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str([str(number) for number in range(6)])
    assert emulator.runs_started == 6


@pytest.mark.filterwarnings("default")  # streamlit's own
def test_streamlit(emulator: Emulator, tmp_path: Path) -> None:
    """A visitor asks twice, in one conversation."""
    from streamlit.testing.v1 import AppTest

    (tmp_path / "page.py").write_text(program("streamlit"))
    page = AppTest.from_file(str(tmp_path / "page.py"), default_timeout=100).run()
    for text in ("one", "two"):
        page.chat_input[0].set_value(f"[[say:{text}]]").run()
        assert not page.exception
        assert not page.error
    assert [message.markdown[0].value for message in page.chat_message][1::2] == ["one", "two"]
    with Dify(user=page.session_state["user"]) as dify:
        assert len(list(dify.conversations.list())) == 1


def test_jupyter(emulator: Emulator) -> None:
    """The messages become a data frame, a page of rows a table."""
    module = load("jupyter")
    assert list(module.frame["query"]) == ["What can you do?"]
    assert "<caption>Page of 1, has_more=False</caption>" in module.conversations._repr_html_()
    module.dify.close()


def test_knowledge_sync(emulator: Emulator, tmp_path: Path) -> None:
    """Creates the base, brings the folder over; the second time nothing is to do."""
    (tmp_path / "sync.py").write_text(program("knowledge-sync"))
    for name in ("handbook/a.md", "handbook/b.md", "handbook/drafts/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.")
    environment = {**os.environ, "DIFY_API_KEY": emulator.dataset_key}

    def sync(expected: str) -> None:
        done = subprocess.run(
            [sys.executable, "sync.py", "Handbook", "handbook"],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")

    sync("created 2, updated 0, deleted 0\n")
    (tmp_path / "handbook/a.md").unlink()
    sync("created 0, updated 0, deleted 1\n")


def test_promote(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """An app of one server is on the other, twice the same, and answers there."""
    with Emulator(version="1.14.2", delay=0.0) as production:
        for prefix, url in (("STAGING", emulator.base_url), ("PRODUCTION", production.base_url)):
            monkeypatch.setenv(f"{prefix}_URL", url)
            monkeypatch.setenv(f"{prefix}_EMAIL", ADMIN_EMAIL)
            monkeypatch.setenv(f"{prefix}_PASSWORD", ADMIN_PASSWORD)
        with DifyServer() as staging:
            staging.apps.export_dsl(emulator.app_ids["workflow"])
            name = staging.apps.get(emulator.app_ids["workflow"]).name or ""
        promote = load("promote").promote
        assert promote(name) == promote(name)


@pytest.mark.filterwarnings("default")  # matplotlib's own
def test_statistics(emulator: Emulator, tmp_path: Path) -> None:
    """A picture is written."""
    with Dify(user="u") as dify:
        dify.chat.send("Hi")
    load("statistics")
    assert "<svg" in (tmp_path / "week.svg").read_text()


def test_human_input(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run waits, a person answers in the browser, the run goes on. No token reaches the browser."""
    monkeypatch.setenv("DIFY_API_KEY", emulator.keys["workflow"])
    module = load("human-input")
    with served(module.app) as client:
        started = client.post("/start", data={"text": "[[pause]]"})
        (link,) = re.findall(r"/answer/[\w-]+", started.text)
        shown = client.get(link).text
        ((form, _),) = module.waiting.values()
        assert form.form_token not in started.text + shown
        action = re.findall(r"value='(\w+)'", shown)[0]
        done = client.post(link, data={"action": action, "comment": "fine"})
        assert done.status_code == 200, done.text
        assert client.get(link).status_code == 404
    assert (emulator.forms_submitted, emulator.runs_started) == (1, 1)


def test_testing(tmp_path: Path) -> None:
    """Its tests pass in a project that has nothing else."""
    (tmp_path / "test_bot.py").write_text(program("testing"))
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:asyncio"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "4 passed" in done.stdout, done.stdout


def test_batch(dify_emulator: DifyEmulator, tmp_path: Path) -> None:
    """Killed in the middle and started again, each row has run once."""
    rows, answered_first = 100, 20
    runs, go_on = itertools.count(1), threading.Event()

    async def respond(run: Any) -> dict[str, str]:
        # After the first ones, answers wait: the kill meets each worker in a run, never between two.
        if next(runs) > answered_first:
            while not go_on.is_set():
                await asyncio.sleep(0.01)
        return {"label": run.inputs["text"]}

    app = dify_emulator.app("workflow", inputs=["id", "text"], respond=respond)
    (tmp_path / "label.py").write_text(program("batch"))
    (tmp_path / "rows.csv").write_text("id,text\n" + "".join(f"{n},row {n}\n" for n in range(rows)))
    command = [sys.executable, "label.py", "rows.csv", "labels.csv"]
    environment = {**os.environ, "DIFY_BASE_URL": dify_emulator.base_url, "DIFY_API_KEY": app.api_key}
    settings: dict[str, Any] = {"cwd": tmp_path, "env": environment}
    with subprocess.Popen(command, **settings, stderr=subprocess.DEVNULL) as first:
        try:
            eventually(lambda: dify_emulator.runs_started == answered_first + 8, 30)
        finally:
            first.kill()
    go_on.set()
    done = subprocess.run(command, **settings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    now, before = map(int, re.findall(r"(\d+) (?:done|earlier)", done.stdout))
    assert (now + before, before > 0) == (rows, True)
    assert dify_emulator.runs_started == rows
    assert len((tmp_path / "labels.csv").read_text().splitlines()) == rows + 1
