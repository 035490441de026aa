"""Knowledge, statistics, apps, answers and files: each command in a pipe and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dify_ext.cli.exit_codes import ExitCode
from dify_ext.emulator import ADMIN_PASSWORD, Emulator
from tests.cli.conftest import Run


@pytest.fixture
def handbook(home: Path) -> Path:
    folder = Path("handbook")
    folder.mkdir()
    (folder / "holidays.md").write_text("There are thirty days of holidays.")
    (folder / "lunch.md").write_text("Lunch is at noon.")
    return folder


def test_sync(handbook: Path, dify: Run) -> None:
    """0 in step, 1 failures, 2 could not begin, 3 a dry run with changes."""

    def sync(*words: str) -> tuple[int, str]:
        done = dify("sync", "handbook", "Book of sync", *words, app="knowledge")
        return done.code, done.stderr.splitlines()[-1]

    code, error = sync()
    assert code == ExitCode.COULD_NOT_BEGIN
    assert error.startswith("Error: no knowledge base is named 'Book of sync' (there are: ")
    assert error.endswith("; to create it, use --create")
    assert sync("--create", "--dry-run")[0] == ExitCode.COULD_NOT_BEGIN
    assert sync("--create", "--indexing", "economy", "--wait") == (0, "2 created.")
    assert sync() == (0, "2 unchanged.")
    (handbook / "more.md").write_text("More.")
    assert sync("--dry-run", "--exclude", "more.md") == (0, "Dry run: 2 unchanged.")
    assert sync("--dry-run") == (3, "Dry run: 1 created, 2 unchanged.")
    (handbook / "more.md").write_text("[[fail]]")
    assert sync("--wait")[0] == ExitCode.FAILED
    done = dify("sync", "handbook", "Book of sync", "--json", app="knowledge")
    assert {row["path"]: row["action"] for row in done.json}["lunch.md"] == "unchanged"
    assert dify("sync", "nowhere", "Book of sync", app="knowledge").code == ExitCode.COULD_NOT_BEGIN
    assert dify("sync", "handbook", "x", DIFY_API_KEY="dataset-refused").code == ExitCode.COULD_NOT_BEGIN


def test_ask(handbook: Path, dify: Run) -> None:
    """By the key for knowledge bases, or by the account alone."""
    words = ["sync", "handbook", "Book of questions", "--create", "--indexing", "economy", "--wait"]
    assert dify(*words, app="knowledge").code == 0
    done = dify("ask", "Book of questions", "How many holidays?", app="knowledge")
    assert done.rows[0][1:] == ["holidays.md", "There are thirty days of holidays."]
    found = dify("ask", "Book of questions", "holidays", "--top", "1", "--json", DIFY_API_KEY="").json
    assert [one["segment"]["content"] for one in found] == ["There are thirty days of holidays."]
    nothing = dify("ask", "Book of questions", "zzz", app="knowledge")
    assert (nothing.stdout, nothing.stderr) == ("", "No passages found.\n")


def test_stats(dify: Run) -> None:
    """Rows for each day in a pipe, all of it as JSON."""
    assert dify("chat", "Hi").code == 0
    rows = dify("stats", "Emulated chat", "--days", "3").rows
    assert len(rows) == 4
    assert rows[0][:3] == ["date", "daily_messages", "daily_conversations"]
    assert int(rows[-1][1]) > 0
    told = dify("stats", "Emulated chat", "--days", "2", "--json").json
    assert len(told["days"]) == 2
    assert told["mode"] == "chat"
    for name, first in (
        ("Emulated workflow", "workflow_daily_conversations"),
        ("Emulated completion", "daily_"),
    ):
        assert dify("stats", name, "--days", "1").rows[0][1].startswith(first)
    assert len(dify("stats", "Emulated chat", "--start", "2026-01-01", "--end", "2026-01-31").rows) == 32
    assert dify("stats", "Emulated chat", "--start", "2999-01-01").code == ExitCode.COULD_NOT_BEGIN


def test_plots(dify: Run) -> None:
    """SVG, PNG, and HTML that needs no network."""
    for name, begins in (("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.html", b"<!DOCTYPE html>")):
        assert dify("stats", "Emulated chat", "--days", "3", "--plot", name).code == 0
        content = Path(name).read_bytes().lstrip()
        assert content.startswith(begins)
        assert name == "a.png" or b"Emulated chat" in content
        assert b"<script src" not in content
    done = dify("stats", "Emulated chat", "--plot", "a.pdf")
    assert done.code == ExitCode.COULD_NOT_BEGIN
    assert ".svg, .png, .html" in done.stderr


def test_apps(dify: Run, emulator: Emulator) -> None:
    """List, get, create, export, import, keys."""
    assert ["workflow", "Emulated workflow"] in [row[1:] for row in dify("apps", "list").rows]
    assert len(dify("apps", "list", "--mode", "workflow", "--json").json) >= 1
    assert dify("apps", "get", "Emulated chat").rows[0] == ["id", emulator.app_ids["chat"]]
    made = dify("apps", "create", "A new one", "--mode", "chat", "--description", "new", "--json").json
    assert made["name"] == "A new one"
    text = dify("apps", "export", "Emulated chatflow").stdout
    assert text.startswith("app:")
    assert dify("apps", "export", "Emulated chatflow", "--json").json == {"yaml": text}
    dify("apps", "export", "Emulated chatflow", "--out", "flow.yml")
    again = dify("apps", "import", "flow.yml", "--name", "Copy of it", "--publish")
    assert again.rows[0][1:] == ["advanced-chat", "completed"]
    over = dify("apps", "import", "-", "--into", again.rows[0][0], "--json", stdin=text).json
    assert over["app_id"] == again.rows[0][0]
    refused = dify("apps", "import", "-", stdin="[")
    assert refused.code == ExitCode.COULD_NOT_BEGIN
    assert "cannot use this export: Invalid YAML" in refused.stderr


def test_an_export_of_another_version_is_confirmed(dify: Run) -> None:
    """The import of another major version waits to be confirmed, and the command does so."""
    text = dify("apps", "export", "Emulated chat").stdout
    newer = "\n".join("version: 9.9.9" if line.startswith("version:") else line for line in text.splitlines())
    done = dify("apps", "import", "-", "--name", "From tomorrow", "--json", stdin=newer).json
    assert done["status"].startswith("completed")


def test_keys_are_masked(dify: Run, emulator: Emulator) -> None:
    """Unless the command is told to reveal them."""
    masked = dify("apps", "keys", "Emulated chat")
    assert emulator.keys["chat"] not in masked.stdout
    assert dify("apps", "keys", "Emulated chat", "--reveal").rows[0][1] == emulator.keys["chat"]
    made = dify("apps", "create", "For keys", "--mode", "chat", "--json").json["id"]
    assert dify("apps", "keys", made).stderr == "The app has no keys yet. To create one, use --create.\n"
    assert dify("apps", "keys", made, "--create", "--reveal", "--json").json[0]["key"].startswith("app-")


def test_promote(dify: Run, run: Run, emulator: Emulator) -> None:
    """Export, import, publish, key, smoke test: from one profile to another."""
    for profile in ("staging", "prod"):
        words = ["--profile", profile, "--base-url", emulator.base_url, "--email", "admin@example.com"]
        assert run("login", *words, "--password-stdin", stdin=f"{ADMIN_PASSWORD}\n").code == 0
    way = ["--from", "staging", "--to", "prod"]
    done = run(
        "promote", "Emulated workflow", *way, "--name", "Promoted", "--input", "text=Hi", "--key-file", "key"
    )
    assert (done.code, len(done.stdout.split())) == (0, 1)
    steps = [line.split()[0] for line in done.stderr.splitlines()]
    assert steps == ["export", "import", "publish", "key", "try"]
    key = Path("key").read_text().strip()
    assert key.startswith("app-")
    assert key not in done.stdout + done.stderr
    assert Path("key").stat().st_mode & 0o077 == 0
    for app, words in (("Emulated chat", ["--try", "Are you there?"]), ("Emulated completion", [])):
        report = run(
            "promote", app, *way, "--name", f"{app} there", *words, "--expect", "echo", "--json"
        ).json
        assert report["answer"].startswith("Echo: ")
        assert report["key"].startswith("app-…")
    failed = run("promote", "Emulated chat", *way, "--name", "Wrong one", "--expect", "something else")
    assert failed.code == ExitCode.FAILED
    assert "was copied, but the smoke test failed: the answer does not contain" in failed.stderr
    assert len(failed.stdout.split()) == 1
    over = run("promote", "Emulated workflow", *way, "--into", "Promoted", "--no-smoke-test")
    assert over.stdout == done.stdout


def test_annotations(dify: Run, home: Path) -> None:
    """Import tells what it does, does it once, and exports what is there."""
    Path("a.csv").write_text('question,answer\nWhen?,Nine\n"Where, then?",Here\nWhen?,Ten\n')
    assert dify("annotations", "import", "a.csv", "--dry-run", app="agent").code == ExitCode.WOULD_CHANGE
    assert dify("annotations", "import", "a.csv", app="agent").rows == [
        ["created", "When?"],
        ["created", "Where, then?"],
    ]
    assert dify("annotations", "import", "a.csv", app="agent").stderr == "0 changed, 2 unchanged.\n"
    changed = dify("annotations", "import", "-", app="agent", stdin="question,answer\nWhen?,Noon\n")
    assert changed.rows == [["updated", "When?"]]
    assert '"Where, then?",Here\n' in dify("annotations", "export", app="agent").stdout
    for name in ("b.json", "b.jsonl", "b.csv"):
        assert dify("annotations", "export", "--out", name, app="agent").code == 0
        assert "Noon" in Path(name).read_text()
        again = dify("annotations", "import", name, "--json", app="agent")
        assert {row["action"] for row in again.json} == {"unchanged"}
    assert {row["answer"] for row in dify("annotations", "export", "--json", app="agent").json} == {
        "Noon",
        "Here",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "q,a\n1,2\n"),
        ("a.csv", "question,answer\n1\n"),
        ("a.json", "[{"),
        ("a.jsonl", '{"question": 1}\n'),
        ("a.xls", "question,answer\n1,2\n"),
    ],
)
def test_a_wrong_table_is_refused(name: str, text: str, dify: Run, home: Path) -> None:
    """Before anything is changed; the error names the row."""
    Path(name).write_text(text)
    done = dify("annotations", "import", name)
    assert done.code == ExitCode.COULD_NOT_BEGIN
    assert name in done.stderr


def test_files_and_speech(dify: Run, home: Path) -> None:
    """Upload, speak, transcribe."""
    Path("plan.txt").write_text("a plan")
    uploaded = dify("upload", "plan.txt", "plan.txt")
    assert [row[1:3] for row in uploaded.rows] == [["plan.txt", "6"]] * 2
    stopped = dify("upload", "plan.txt", "missing.txt")
    assert (stopped.code, len(stopped.rows)) == (ExitCode.COULD_NOT_BEGIN, 1)
    told = dify("speak", "Good morning", "--out", "morning.mp3", "--json").json
    assert told["bytes"] == Path("morning.mp3").stat().st_size > 0
    assert "morning.mp3: " in dify("speak", "Good morning", "--out", "morning.mp3").stderr
    assert dify("transcribe", "morning.mp3").stdout.startswith("transcribed")
    assert dify("transcribe", "morning.mp3", "--json").json["text"]


def test_doctor(dify: Run, run: Run, emulator: Emulator) -> None:
    """All keys and accounts side by side, with their states."""
    words = ["--profile", "other", "--base-url", emulator.base_url, "--key-stdin"]
    assert run("login", *words, stdin=emulator.keys["workflow"]).code == 0
    fine = dify("doctor")
    assert fine.code == 0
    told = {(row["profile"], row["what"]): row for row in dify("doctor", "--json").json["checks"]}
    assert told["other", "app key"]["mode"] == "workflow"
    assert told["other", "account"]["status"] == "not_configured"
    assert told["environment", "account"]["mode"] == "admin@example.com"
    bad = dify("doctor", "--json", DIFY_API_KEY="app-refused-refused")
    assert bad.code == ExitCode.FAILED
    assert bad.json["checks"][0]["status"] == "unauthorized_401"
    assert (
        dify("doctor", "--json", DIFY_BASE_URL="http://127.0.0.1:9").json["checks"][0]["status"]
        == "network_error"
    )
    assert "stream without an event 300" in fine.stderr
    assert run("doctor", "--profile", "other").rows[0][2:4] == [emulator.base_url, "normal"]


def test_doctor_without_any_settings(run: Run) -> None:
    """There is nothing to check."""
    done = run("doctor")
    assert done.code == ExitCode.COULD_NOT_BEGIN
    assert "run `dify-ext login`" in done.stderr


def test_login_and_logout(run: Run, emulator: Emulator, home: Path) -> None:
    """Secrets come from stdin, are tried first, and are gone after a logout."""
    url = ["--base-url", emulator.base_url]
    assert run("login", stdin="app-x").code == ExitCode.COULD_NOT_BEGIN
    assert run("login", *url, "--key-stdin", stdin="app-refused-refused").code == ExitCode.COULD_NOT_BEGIN
    assert not (home / "settings").exists()
    done = run("login", *url, "--key-stdin", "--json", stdin=f"{emulator.keys['chat']}\n")
    assert done.json["checked"] == ["Key of the app 'Emulated chat' (chat): accepted"]
    assert run("login", "--key-stdin", stdin=f"{emulator.dataset_key}\n").code == 0
    account = ["login", "--email", "admin@example.com", "--password-stdin"]
    assert run(*account, stdin=f"{ADMIN_PASSWORD}\n").code == 0
    assert run(*account, stdin="wrong\n").code == ExitCode.COULD_NOT_BEGIN
    assert run("login", "--password-stdin", "--key-stdin").code == ExitCode.COULD_NOT_BEGIN
    assert run("login", "--key-stdin", stdin="\n").code == ExitCode.COULD_NOT_BEGIN
    assert run("login", "--profile", "new", "--password-stdin", stdin="x\n").code == ExitCode.COULD_NOT_BEGIN
    assert run("chat", "Hi").stdout == "Echo: Hi\n"
    assert len(run("apps", "list").rows) >= 5
    held = "".join(path.read_text() for path in (home / "config").rglob("*.json"))
    assert ADMIN_PASSWORD not in held
    assert run("logout").stderr == "Profile 'default' was deleted.\n"
    assert run("logout", "--json").json == {"profile": "default", "forgotten": False}
    assert run("chat", "Hi").code == ExitCode.COULD_NOT_BEGIN
    assert json.loads((home / "settings" / "secrets.json").read_text()) == {}


def test_logout_without_the_server(run: Run, emulator: Emulator, home: Path) -> None:
    """The profile is forgotten; the tokens may live on, and that is said."""
    words = ["--base-url", emulator.base_url, "--email", "admin@example.com", "--password-stdin"]
    assert run("login", *words, stdin=f"{ADMIN_PASSWORD}\n").code == 0
    assert run("apps", "list").code == 0
    file = home / "settings" / "profiles.json"
    file.write_text(file.read_text().replace(emulator.base_url, "http://127.0.0.1:9"))
    assert run("logout").code == 0
    assert run("chat", "Hi").code == ExitCode.COULD_NOT_BEGIN


def test_serve_openai(dify: Run, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app of the key, or apps by their names, each with the name of a model."""
    served: list[tuple[list[str], dict[str, Any]]] = []

    def serve(apps: dict[str, Any], **options: Any) -> None:
        served.append((list(apps), options))
        options["on_ready"](f"http://127.0.0.1:{options['port']}/v1")
        raise KeyboardInterrupt

    monkeypatch.setattr("dify_ext.adapters.openai_server.serve", serve)
    done = dify("serve-openai", "--port", "8123", "--json")
    assert done.code == 0
    assert done.json == {"base_url": "http://127.0.0.1:8123/v1", "models": ["Emulated chat"]}
    names = ["-a", emulator.app_ids["agent"], "-a", "Emulated completion"]
    assert dify("serve-openai", *names).code == 0
    assert [names for names, _ in served] == [["Emulated chat"], ["Emulated agent", "Emulated completion"]]
    assert served[0][1]["port"] == 8123


def test_openapi(run: Run) -> None:
    """The description that is in the package."""
    assert run("openapi").json["openapi"].startswith("3.1")
    assert run("openapi", "--out", "dify.json").code == 0
    assert "/v1/chat-messages" in json.loads(Path("dify.json").read_text())["paths"]


def test_batch(dify: Run, home: Path) -> None:
    """A table in, a table out; what is done is not run again."""
    rows = [{"id": number, "text": f"row {number}"} for number in range(5)]
    rows.append({"id": 5, "text": "[[fail]]"})
    Path("rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    first = dify("batch", "rows.jsonl", "out.csv", "--key", "id", "--json", app="workflow")
    assert first.code == ExitCode.FAILED
    assert (first.json["succeeded"], first.json["failures"]) == (5, {"workflow_failed": 1})
    assert "Echo: row 4" in Path("out.csv").read_text()
    again = dify("batch", "rows.jsonl", "out.csv", "--key", "id", app="workflow")
    assert "5 were done before" in again.stderr
    assert "First failure: row 5: the workflow failed" in again.stderr
    assert "--retry-failed" in again.stderr
    assert dify("batch", "rows.jsonl", "other.xls").code == ExitCode.COULD_NOT_BEGIN
    refused = {
        ("rows.jsonl", "rows.jsonl"): "is the table itself",
        ("rows.jsonl", "no/folder/out.csv"): "the folder 'no/folder' does not exist",
        ("-", "piped.csv"): "stdin, line 1: ",
    }
    for words, said in refused.items():
        done = dify("batch", *words, app="workflow", stdin="text\nRome\n")
        assert (done.code, said in done.stderr) == (ExitCode.COULD_NOT_BEGIN, True)
    secret = dify("batch", "rows.jsonl", "other.csv", "--journal", "redis://:pw@127.0.0.1:9/0")
    assert (secret.code, "pw" in secret.stderr) == (ExitCode.COULD_NOT_BEGIN, False)


@pytest.mark.parametrize(("app", "words"), [("chat", ["--query", "ask"]), ("completion", [])])
def test_batch_of_other_apps(app: str, words: list[str], dify: Run) -> None:
    """Chats ask the column of the question; rows may be piped in."""
    done = dify("batch", "-", "out.jsonl", *words, app=app, stdin='{"ask": "x", "query": "y"}\n\n')
    assert (done.code, done.stdout) == (0, "")
    (row,) = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert row["result"]["answer"].startswith("Echo: ")
