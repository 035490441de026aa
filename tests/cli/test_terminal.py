"""Commands in a real terminal: what people see, type and interrupt."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from dify_ext.cli.exit_codes import ExitCode
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
termios = pytest.importorskip("termios", reason="needs a pseudo-terminal")
PATIENCE = 30.0
# A session leader that opens a terminal is controlled by it: then Ctrl-C reaches the program.
PROGRAM = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); from dify_ext.cli import main; sys.exit(main())"


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, *words: str, **environ: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SSL_CERT")}
        self._fd, theirs = pty.openpty()
        command = [sys.executable, "-c", PROGRAM, *words]
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=kept | environ, start_new_session=True
        )
        os.close(theirs)
        self.written = ""
        self._seen = 0

    def wait_for(self, text: str) -> None:
        """Read until the program has written a text that was not waited for before."""
        until = time.monotonic() + PATIENCE
        while (at := self.written.find(text, self._seen)) < 0:
            assert time.monotonic() < until, f"never saw {text!r} in {self.written!r}"
            if not self._read():
                raise AssertionError(f"ended without {text!r}: {self.written!r}")
        self._seen = at + len(text)

    def wait_until_asleep(self) -> None:
        """Wait until the program waits for a key.

        Python sees a signal that comes right before that only with the next key.
        """
        state, until = Path(f"/proc/{self.process.pid}/stat"), time.monotonic() + PATIENCE
        while state.exists() and state.read_text().rpartition(") ")[2][0] != "S":
            assert time.monotonic() < until
            time.sleep(0.005)

    def _read(self) -> bool:
        if not select.select([self._fd], [], [], 1)[0]:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode("utf-8", "replace"))
        return bool(data)

    def wait_until_hidden(self, *, hidden: bool) -> None:
        """Wait until what is typed is shown, or is not: a question is written before that."""
        until = time.monotonic() + PATIENCE
        while bool(termios.tcgetattr(self._fd)[3] & termios.ECHO) == hidden:
            assert time.monotonic() < until
            time.sleep(0.005)

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def end(self) -> int:
        """Read to the end; gives the exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._fd)


@pytest.fixture
def slow() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.02) as running:
        yield running


@pytest.fixture
def environ(tmp_path: Path, slow: Emulator) -> dict[str, str]:
    return {
        "DIFY_CONFIG_DIR": str(tmp_path / "settings"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "TERM": "xterm",
        "COLUMNS": "80",
    }


def test_from_the_help_to_a_streamed_answer(environ: dict[str, str], slow: Emulator) -> None:
    """Three commands: help, login, chat; secrets are typed, and never shown."""
    with Terminal("--help", **environ) as terminal:
        assert terminal.end() == 0
        assert terminal.written.index("dify-ext login") < terminal.written.index("dify-ext chat")

    with Terminal("login", **environ) as terminal:
        for question, answer in (
            ("Server [https://api.dify.ai]:", slow.base_url),
            ("API key", slow.keys["chat"]),
            ("E-mail of the console", ADMIN_EMAIL),
            ("Password", ADMIN_PASSWORD),
        ):
            terminal.wait_for(question)
            terminal.wait_until_hidden(hidden=question in ("API key", "Password"))
            terminal.type(f"{answer}\n")
        assert terminal.end() == 0
        assert "Saved as profile 'default'" in terminal.written
        assert slow.keys["chat"] not in terminal.written
        assert ADMIN_PASSWORD not in terminal.written

    with Terminal("chat", **environ) as terminal:
        terminal.wait_for("> ")
        terminal.type("Some **bold** words\n")
        terminal.wait_for("Echo: Some bold words")
        terminal.wait_for("> ")
        terminal.type("[[slow:50:0.1]] a long answer to this question\n")
        terminal.wait_for("Echo")
        terminal.type("\x03")
        terminal.wait_for("Stopped.")
        terminal.wait_for("> ")
        terminal.type("/file missing.txt\n")
        terminal.wait_for("Error: cannot send 'missing.txt'")
        terminal.wait_for("> ")
        terminal.type("forget this")
        terminal.wait_for("forget this")
        terminal.wait_until_asleep()
        terminal.type("\x03")
        terminal.wait_for("> ")
        terminal.type("\x04")
        assert terminal.end() == 0
    assert [one for one in slow.requests if one.path.endswith("/stop")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminated_run_is_stopped(environ: dict[str, str], slow: Emulator, number: int) -> None:
    """By a supervisor, or with its terminal: the server does not go on."""
    key = {"DIFY_BASE_URL": slow.base_url, "DIFY_API_KEY": slow.keys["chat"]}
    with Terminal("chat", "[[slow:50:0.1]] a long answer to this question", **environ, **key) as terminal:
        terminal.wait_for("Echo")
        terminal.process.send_signal(number)
        terminal.process.send_signal(number)  # again, as `timeout` and shells do
        terminal.wait_for("Terminated.")
        assert terminal.end() == 128 + number
    assert [one for one in slow.requests if one.path.endswith("/stop")]


def test_a_run_asks_a_human(environ: dict[str, str], slow: Emulator) -> None:
    """The form is shown, its inputs are asked with their defaults, then its actions."""
    key = {"DIFY_BASE_URL": slow.base_url, "DIFY_API_KEY": slow.keys["workflow"]}
    with Terminal("run", "text=[[pause]] Please", **environ, **key) as terminal:
        terminal.wait_for("Please review: [[pause]] Please (comment)")
        terminal.wait_for("comment [dflt]:")
        terminal.type("fine by me\n")
        terminal.wait_for("Approve")
        terminal.type("7\n")
        terminal.wait_for("Type the number of one of these.")
        terminal.type("1\n")
        terminal.wait_for('"comment": "fine by me"')
        assert terminal.end() == 0


def test_an_interrupted_batch_says_how_to_go_on(
    environ: dict[str, str], slow: Emulator, tmp_path: Path
) -> None:
    """The bar shows rate and rows; Ctrl-C ends it, and nothing is lost."""
    table = tmp_path / "rows.csv"
    table.write_text("text\n" + "".join(f"[[delay:0.2]] {number}\n" for number in range(200)))
    key = {"DIFY_BASE_URL": slow.base_url, "DIFY_API_KEY": slow.keys["workflow"]}
    with Terminal("batch", str(table), str(tmp_path / "out.csv"), **environ, **key) as terminal:
        terminal.wait_for("/s, ")
        terminal.type("\x03")
        terminal.wait_for("run the same command again")
        assert terminal.end() == ExitCode.INTERRUPTED
