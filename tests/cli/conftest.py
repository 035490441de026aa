"""Commands run in this process against an emulator, with settings in a folder of their own."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dify_ext.cli import profiles
from dify_ext.cli.app import start
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator


@dataclass(frozen=True)
class Done:
    """What a command said and how it ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.stdout.splitlines()]


Run = Callable[..., Done]


@pytest.fixture(scope="package")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0, indexing_seconds=0.0) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user without settings, whose working folder is empty."""
    monkeypatch.setenv("DIFY_CONFIG_DIR", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(profiles, "_keyring", lambda: None)
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):  # read by each client, which takes 20 ms
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    logger = logging.getLogger("dify_ext")
    handlers, level = list(logger.handlers), logger.level
    yield tmp_path
    logger.handlers[:] = handlers  # those of --debug write to a closed stream
    logger.setLevel(level)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command without any settings."""

    def run(*words: str, stdin: str = "", **environ: str) -> Done:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environ.items():
                patch.setenv(name, value)
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            capsys.readouterr()
            code = start(list(words))
        done = capsys.readouterr()
        return Done(code, done.out, done.err)

    return run


@pytest.fixture
def dify(run: Run, emulator: Emulator) -> Run:
    """Runs a command with the emulator in the environment: its chat app, and its account."""

    def dify(*words: str, stdin: str = "", app: str = "chat", **environ: str) -> Done:
        settings = {
            "DIFY_BASE_URL": emulator.base_url,
            "DIFY_API_KEY": emulator.dataset_key if app == "knowledge" else emulator.keys[app],
            "DIFY_EMAIL": ADMIN_EMAIL,
            "DIFY_PASSWORD": ADMIN_PASSWORD,
        }
        return run(*words, stdin=stdin, **{**settings, **environ})

    return dify
