"""``chat`` and ``run``, in pipes and as JSON. On a terminal: ``test_terminal.py``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typer

from dify_ext.cli.app import program
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.failures import reported
from dify_ext.emulator import Emulator
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "stdin", "answer"),
    [
        (["Hello", "there"], "", "Echo: Hello there"),
        ([], "from a pipe\n", "Echo: from a pipe"),
        (["-"], "\ufefffrom a pipe\n", "Echo: from a pipe"),
        (["Review:", "-"], "a diff\n", "Echo: Review:\n\na diff"),
    ],
)
def test_chat(words: list[str], stdin: str, answer: str, dify: Run) -> None:
    """The question is in the words, or piped in; stdout has the answer alone."""
    done = dify("chat", *words, stdin=stdin)
    assert (done.code, done.stdout, done.stderr) == (0, f"{answer}\n", "")


def test_a_terminal_without_the_characters(dify: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are question marks there, and no error."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdout", screen)
    assert dify("chat", "--raw", "日本").code == 0
    assert screen.buffer.getvalue().startswith(b"Echo: ??\n")


def test_chat_goes_on(dify: Run, emulator: Emulator) -> None:
    """With a conversation by its id, or with the newest one of the end user."""
    first = dify("chat", "--json", "--user", "goes-on", "One").json
    again = dify("chat", "--json", "-u", "goes-on", "-c", first["conversation_id"], "Two").json
    last = dify("chat", "--json", "-u", "goes-on", "-c", "last", "Three").json
    assert first["conversation_id"] == again["conversation_id"] == last["conversation_id"]
    assert dify("chat", "--json", "-u", "never-asked", "-c", "last", "One").json["conversation_id"]
    rows = dify("messages", "last", "--user", "goes-on").rows
    assert [row[1:] for row in rows] == [[name, f"Echo: {name}"] for name in ("Three", "Two", "One")]
    assert dify("messages", "--user", "goes-on").rows[0][0] == first["conversation_id"]
    assert len(dify("messages", "last", "--user", "goes-on", "--limit", "2", "--json").json) == 2
    assert dify("messages", "last", "--user", "nobody").code == ExitCode.COULD_NOT_BEGIN


def test_chat_sends_files_and_inputs(dify: Run, home: Path) -> None:
    """A path is uploaded."""
    Path("plan.txt").write_text("a plan")
    done = dify("chat", "--file", "plan.txt", "--input", "topic=x", "What is in it?")
    assert done.stdout == "Echo: What is in it? (files: plan.txt)\n"


def test_events_are_lines_of_json(dify: Run) -> None:
    """One line an event, for programs that read while the answer is written."""
    events = [json.loads(line)["event"] for line in dify("chat", "--events", "Hi").stdout.splitlines()]
    assert events[0] == "message"
    assert events[-1] == "message_end"


def test_an_app_by_its_name(dify: Run, emulator: Emulator) -> None:
    """Through the account, without a key."""
    assert dify("chat", "--app", "Emulated agent", "Hi", DIFY_API_KEY="").stdout.startswith("Echo: Hi")
    assert dify("chat", "--app", emulator.app_ids["chat"], "Hi").stdout == "Echo: Hi\n"
    done = dify("chat", "--app", "Nothing", "Hi")
    assert done.code == ExitCode.COULD_NOT_BEGIN
    assert "no app is named 'Nothing'" in done.stderr


@pytest.mark.parametrize(
    ("words", "app", "code", "said"),
    [
        (["chat", "[[error:auth]] x"], "chat", ExitCode.FAILED, "Incorrect API key provided"),
        (["chat", "Hi"], "workflow", ExitCode.FAILED, "Try: `dify-ext run`"),
        (["run", "text=x"], "chat", ExitCode.FAILED, "Try: `dify-ext chat`"),
        (["run", "text=[[fail]]"], "workflow", ExitCode.FAILED, "the workflow failed"),
        (["run", "--output", "nothing", "text=x"], "workflow", ExitCode.FAILED, "--resume"),
        (["run", "text=[[pause]]"], "workflow", ExitCode.WAITS_FOR_HUMAN, "dify-ext run --resume"),
        (["run", "text=[[pause]]", "--json"], "workflow", ExitCode.WAITS_FOR_HUMAN, "waits for a human"),
        (["chat", "--json", "[[pause]]"], "chatflow", ExitCode.WAITS_FOR_HUMAN, "waits for a human"),
        (["run", "text"], "workflow", ExitCode.COULD_NOT_BEGIN, "is not an input"),
        (["run", "text=@no.txt"], "workflow", ExitCode.COULD_NOT_BEGIN, "cannot read 'no.txt'"),
        (["apps", "import", "binary"], "chat", ExitCode.COULD_NOT_BEGIN, "'binary' is not UTF-8 text"),
        (["openapi", "--out", "no/such/folder"], "chat", ExitCode.COULD_NOT_BEGIN, "no/such/folder: No"),
        (["--timeout", "0.2", "chat", "[[delay:5]]"], "chat", ExitCode.FAILED, "Try: a longer --timeout"),
        (["--timeout", "0", "chat", "x"], "chat", ExitCode.COULD_NOT_BEGIN, "seconds above 0"),
        (["speak", "--out", "no/such/folder.mp3", "x"], "chat", ExitCode.COULD_NOT_BEGIN, "folder.mp3"),
    ],
)
def test_failures(words: list[str], app: str, code: ExitCode, said: str, dify: Run) -> None:
    """One line, what to do, and an exit code."""
    Path("binary").write_bytes(b"\xff")
    done = dify(*words, app=app)
    assert done.code == code
    assert done.stderr.startswith("Error: ")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_what_could_not_begin(dify: Run, run: Run) -> None:
    """No key, a refused key, no server: the exit code is another than that of a failed run."""
    for done, said in (
        (run("chat", "Hi"), "run `dify-ext login`, set DIFY_API_KEY, or name an app with --app"),
        (run("apps", "list"), "run `dify-ext login`, or set DIFY_EMAIL and DIFY_PASSWORD"),
        (run("ask", "x", "y"), "no key for knowledge bases"),
        (dify("chat", "Hi", DIFY_API_KEY="app-refused-refused"), "Try: `dify-ext login`"),
        (dify("chat", "Hi", DIFY_BASE_URL="http://127.0.0.1:9"), "Try: `dify-ext doctor`"),
        (dify("chat", "Hi", "--profile", "nothing"), "no profile 'nothing'"),
    ):
        assert done.code == ExitCode.COULD_NOT_BEGIN
        assert said in done.stderr


def test_a_question_that_is_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C at a prompt is Ctrl-C."""
    with pytest.raises(typer.Exit) as end, reported(typer.Context(program())):
        raise typer.Abort
    assert (end.value.exit_code, capsys.readouterr().err) == (ExitCode.INTERRUPTED, "Interrupted.\n")


def test_debug_shows_more_but_no_secret(dify: Run, emulator: Emulator) -> None:
    """Requests and the traceback, with the key masked."""
    done = dify("chat", "--debug", "[[error:auth]] x")
    assert "Traceback" in done.stderr
    assert emulator.keys["chat"] not in done.stderr + done.stdout


def test_run(dify: Run) -> None:
    """Several outputs are JSON, one is a text."""
    done = dify("run", "text=Hi", app="workflow")
    assert done.json["out"] == "Echo: Hi"
    assert dify("run", "--output", "out", "text=Hi", app="workflow").stdout == "Echo: Hi\n"
    assert dify("run", "--output", "out", "text=Hi", "--json", app="workflow").json == "Echo: Hi"
    assert dify("run", "--json", '{"text": "Hi"}', app="workflow").json["status"] == "succeeded"
    assert dify("run", "-", app="workflow", stdin='{"text": "piped"}').json["out"] == "Echo: piped"
    events = dify("run", "--events", "text=Hi", app="workflow").stdout.splitlines()
    assert json.loads(events[-1])["event"] == "workflow_finished"


def test_run_of_a_completion_app(dify: Run) -> None:
    """The same command; its text is printed as it comes."""
    assert dify("run", "query=Hi", app="completion").stdout == "Echo: Hi\n"
    assert dify("run", "query=Hi", "--json", app="completion").json["answer"] == "Echo: Hi"


def test_resume_a_run_that_waits(dify: Run, emulator: Emulator) -> None:
    """Without a terminal it still waits; a person answers elsewhere."""
    paused = dify("run", "text=[[pause]] x", app="workflow", DIFY_USER="who")
    run_id = paused.stderr.split("the run ")[1].split()[0]
    again = dify("run", "--resume", run_id, "--timeout", "1", app="workflow", DIFY_USER="who")
    assert again.code in (ExitCode.WAITS_FOR_HUMAN, ExitCode.FAILED)
