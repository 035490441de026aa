"""scripts/demo: its steps fit the key, whatever kind of app it is of, on old and new releases."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from dify_ext.emulator._state import state_of

SCRIPT = Path(__file__).parents[2] / "scripts" / "demo.py"
STEPS = {
    "chat": ["chat.stream", "conversation_id=", "messages.feedback", "conversations.delete", "AsyncDify"],
    "agent": ["chat.stream", "conversation_id=", "messages.feedback", "conversations.delete", "AsyncDify"],
    "chatflow": ["chat.stream", "conversation_id=", "messages.feedback", "conversations.delete", "AsyncDify"],
    "completion": ["completion.stream", "messages.feedback", "completion.send", "audio.text_to_audio"],
    "workflow": ["workflows.stream", "workflows.get_run", "workflows.logs"],
}
KNOWLEDGE = ["datasets.list", "datasets.create", "documents.sync_folder", "datasets.retrieve"]


@pytest.fixture
def demo() -> Any:
    """The program, as a module of its own for each test."""
    spec = importlib.util.spec_from_file_location("demo", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_on(demo: Any, monkeypatch: pytest.MonkeyPatch, emulator: Emulator, key: str) -> None:
    monkeypatch.setenv("DIFY_BASE_URL", emulator.base_url)
    monkeypatch.setenv("DIFY_API_KEY", key)
    monkeypatch.setattr("sys.argv", ["demo"])
    assert demo.main() == 0


@pytest.mark.parametrize("version", ["1.8.1", "1.13.2", "1.16.1"])
@pytest.mark.parametrize("name", STEPS)
def test_an_app(
    demo: Any, name: str, version: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All steps of its kind are taken, and none that does not fit."""
    with Emulator(version=version) as emulator:
        run_on(demo, monkeypatch, emulator, emulator.keys[name])
        assert {request.status for request in emulator.requests} <= {200, 201, 204}
    told = capsys.readouterr().out
    assert [word for word in STEPS[name] if f"{word})" not in told] == []
    assert "skipped" not in told


@pytest.mark.parametrize("name", STEPS)
def test_an_app_of_an_old_server(
    demo: Any, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Up to 1.3 a server does not say what kind of app it is: that is found out."""
    with Emulator(version="1.8.1") as emulator:
        for app in state_of(emulator.asgi).apps.values():
            del app.info["mode"]
        run_on(demo, monkeypatch, emulator, emulator.keys[name])
    told = capsys.readouterr().out
    assert [word for word in STEPS[name] if f"{word})" not in told] == []


@pytest.mark.parametrize("version", ["1.8.1", "1.13.2", "1.16.1"])
def test_knowledge_bases(
    demo: Any, version: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a dataset key a knowledge base is made, and nothing of it is left."""
    with Emulator(version=version) as emulator:
        run_on(demo, monkeypatch, emulator, emulator.dataset_key)
        assert state_of(emulator.asgi).knowledge.datasets == {}
    told = capsys.readouterr().out
    assert [word for word in KNOWLEDGE if f"{word})" not in told] == []
    assert "3 created, 0 updated, 0 unchanged" in told
    assert "0 created, 1 updated, 2 unchanged" in told
    assert "All that there is to know about holidays." in told


def test_the_console_and_required_inputs(
    demo: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The console's steps come with an account; every kind of required input gets a value."""
    monkeypatch.setenv("DIFY_EMAIL", ADMIN_EMAIL)
    monkeypatch.setenv("DIFY_PASSWORD", ADMIN_PASSWORD)
    with Emulator() as emulator:
        for app in state_of(emulator.asgi).apps.values():
            for entry in app.parameters["user_input_form"]:
                for field in entry.values():
                    field["required"] = True
        run_on(demo, monkeypatch, emulator, emulator.keys["workflow"])
    told = capsys.readouterr().out
    assert re.search(r"succeeded: \{.*fjord", told)
    assert "statistics" in told
    assert "Echo: Who made you?" in told


def test_everything(demo: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a server it runs on an emulator of its own, with all steps."""
    monkeypatch.setattr("sys.argv", ["demo"])
    assert demo.main() == 0
    told = capsys.readouterr().out
    assert "looks good" in told
    assert "started once" in told
    assert "skipped" not in told
