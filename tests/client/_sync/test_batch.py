# Made from tests/client/_async/test_batch.py by scripts/regenerate: change that one.
"""Many rows: each runs once, whatever happens; how each ended, and what a report says of it."""

from __future__ import annotations

import io
import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from dify_ext import (
    AuthenticationError,
    BadRequestError,
    BatchProgress,
    ConfigurationError,
    ConnectionFailed,
    Dify,
    RowResult,
    ServerError,
)
from dify_ext._batch import concurrency
from dify_ext._batch.records import Record
from dify_ext._batch.table import digest_of
from dify_ext._journals import base
from dify_ext._journals.sqlite import SqliteJournal
from dify_ext._sync import _io, batch, batch_runs, batch_worker
from dify_ext.emulator import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0) as running:
        yield running


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses and searches are short."""
    monkeypatch.setattr(concurrency, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(batch_runs, "_LOOKS", (0.0, 0.05))


def client_of(emulator: Emulator, app: str = "workflow", **options: Any) -> Dify:
    return Dify(emulator.keys[app], user="me", base_url=emulator.base_url, **options)


def runs(emulator: Emulator) -> list[Any]:
    """The requests that asked for a run."""
    ends = ("/workflows/run", "/chat-messages", "/completion-messages")
    return [one for one in list(emulator.requests) if one.method == "POST" and one.path.endswith(ends)]


def users(emulator: Emulator) -> list[str]:
    """The end users of the runs, in the order of their requests."""
    return [str(run.user) for run in runs(emulator)]


def rows_in(path: Path) -> list[Record]:
    """All rows of a journal, in the order in which they were added."""
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT text FROM texts WHERE name LIKE 'row:%' ORDER BY id").fetchall()
    return [Record(**json.loads(text), number=number, stored=text) for number, (text,) in enumerate(found)]


def texts(*values: str) -> list[dict[str, str]]:
    return [{"text": value} for value in values]


def test_a_workflow_for_each_row(emulator: Emulator) -> None:
    """In the order of the table, with tokens and price, each for an end user of its own."""
    told: list[RowResult] = []
    progress: list[BatchProgress] = []

    def tell(row: RowResult) -> None:
        told.append(row)

    rows = (row for row in texts(*"abcdefghijkl", "a"))
    with client_of(emulator) as dify:
        report = dify.workflows.run_many(rows, on_result=tell, progress=progress.append)
    assert (report.total, report.succeeded, report.failed, report.unknown, report.skipped) == (
        13,
        13,
        0,
        0,
        0,
    )
    assert [row.result.outputs["out"] for row in report.results()] == [f"Echo: {v}" for v in "abcdefghijkla"]
    assert {row.key for row in told} == {row.key for row in report.results()}
    assert (progress[-1].done, progress[-1].total, progress[-1].tokens) == (13, 13, report.tokens)
    assert report.tokens == sum(row.tokens for row in told) > 0
    assert report.price == sum(row.price or 0 for row in told) > 0
    assert report.seconds > 0
    assert len(runs(emulator)) == 13
    report.raise_for_failures()


def test_chats_and_texts(emulator: Emulator) -> None:
    """The question is a column, which is no input, or a function of the row."""
    rows = [{"query": "one", "name": "x"}, {"query": "two", "name": "y"}]
    with client_of(emulator, "chat") as dify:
        report = dify.chat.send_many(rows)
        assert [row.result.answer for row in report.results()] == ["Echo: one", "Echo: two"]
        assert [row.inputs for row in report.results()] == rows
        report = dify.chat.send_many(rows, query=lambda row: f"{row['name']}?")
        assert [row.result.answer for row in report.results()] == ["Echo: x?", "Echo: y?"]
        assert report.tokens > 0
        with pytest.raises(ConfigurationError, match=r"row 1 has no column 'question' \(query=\)"):
            dify.chat.send_many(rows, query="question")
    with client_of(emulator, "completion") as dify:
        report = dify.completion.send_many(rows)
        assert [row.result.answer for row in report.results()] == ["Echo: one", "Echo: two"]
    assert len(runs(emulator)) == 6


def test_rows_that_are_done_never_run_again(emulator: Emulator, tmp_path: Path) -> None:
    """A row with other values is a new row, for another end user."""
    journal = tmp_path / "runs.db"
    rows = [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]
    with client_of(emulator) as dify:
        dify.workflows.run_many(rows, journal=journal, key="id")
        rows[1]["text"] = "c"
        rows.append({"id": "3", "text": "d"})
        report = dify.workflows.run_many(rows, journal=str(journal), key="id")
        assert (report.total, report.succeeded, report.skipped) == (3, 2, 1)
        assert [row.result.outputs["out"] for row in report.results()] == ["Echo: a", "Echo: c", "Echo: d"]
        assert [row.key for row in report.results()] == ["1", "2", "3"]
    (batch,) = {user.split(":")[1] for user in users(emulator)}
    assert sorted(users(emulator)) == [f"me:{batch}:{key}" for key in ("1", "2", "2#2.1", "3")]


def test_rows_that_failed_run_again_on_request(emulator: Emulator, tmp_path: Path) -> None:
    journal = tmp_path / "runs.db"
    with client_of(emulator) as dify:
        for options, count in (({}, 2), ({}, 2), ({"retry_failed": True}, 3)):
            report = dify.workflows.run_many(texts("a", "[[fail]]"), journal=journal, **options)
            assert (report.failed, report.failures) == (1, {"workflow_failed": 1})
            assert len(runs(emulator)) == count
    failed = list(report.results())[1]
    assert failed.error is not None
    assert (failed.status, failed.error.kind, failed.result) == ("failed", "WorkflowFailed", None)
    assert failed.workflow_run_id


def test_another_batch_is_refused(emulator: Emulator, tmp_path: Path) -> None:
    """The journal of another app, or of another kind of call."""
    with client_of(emulator) as dify:
        dify.workflows.run_many(texts("a"), journal=tmp_path / "runs.db")
        with pytest.raises(ConfigurationError, match="begun with another method"):
            dify.completion.send_many(texts("a"), journal=tmp_path / "runs.db")
    with client_of(emulator, "completion") as dify:
        with pytest.raises(ConfigurationError, match="begun with another API key"):
            dify.workflows.run_many(texts("a"), journal=tmp_path / "runs.db")


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([{"text": "a"}, "b"], {}, "row 2 is of type str"),
        ([{"id": 1}, {"id": 2}, {"id": 1}], {"key": "id"}, "row 3 has the same key as row 1: '1'"),
        ([{"text": "a"}], {"key": "id"}, "row 1 has no column 'id'"),
        ([{"text": Path("missing.txt")}], {}, "cannot send 'missing.txt': No such file"),
        ([{"text": io.StringIO("a")}], {}, "it is open in text mode"),
        ([{"text": ("n.txt", SimpleNamespace(read=bytes))}], {}, "'n.txt': .* can be read but once"),
        ([], {"concurrency": 0}, "concurrency must be a whole number, 1 or more, not 0"),
        ([], {"chunk": True}, "chunk must be a whole number"),
        ([], {"call_timeout": -1}, "call_timeout must be a number of seconds"),
        ([], {"journal": 7}, "journal must be a path or a RedisJournal, not int"),
        ([], {"user": ""}, "user must be a non-empty string"),
        ([], {"executor": 7}, "executor must be a concurrent.futures.Executor, not int"),
        ([], {"on_result": 7}, "on_result must be a function, not int"),
        ([], {"executor": Executor(), "extra_headers": {"X-Team": "a"}}, "seen by the executor"),
    ],
)
def test_nothing_runs_if_something_is_wrong(
    rows: Any, options: dict[str, Any], message: str, emulator: Emulator
) -> None:
    """Also if it is the last row."""
    with client_of(emulator) as dify:
        with pytest.raises(ConfigurationError, match=message):
            dify.workflows.run_many(rows, **options)
    assert not emulator.requests


def test_an_unknown_argument_is_a_type_error(emulator: Emulator) -> None:
    with client_of(emulator) as dify:
        with pytest.raises(TypeError, match="there is no argument 'speed'"):
            dify.workflows.run_many([], speed=1)  # type: ignore[call-arg]


def test_a_file_is_uploaded_once(emulator: Emulator, tmp_path: Path) -> None:
    """Whatever form it is given in; also if the batch is run again."""
    (tmp_path / "a.txt").write_text("a")
    with (tmp_path / "a.txt").open("rb") as opened:
        files = [
            tmp_path / "a.txt",
            tmp_path / "a.txt",
            b"a",
            b"a",
            ("n.txt", b"a"),
            ("n.txt", bytearray(b"a")),
        ]
        rows = [{"text": str(number), "attach": file} for number, file in enumerate([*files, opened])]
        with client_of(emulator) as dify:
            for _ in range(2):
                opened.seek(0)
                report = dify.workflows.run_many(rows, journal=tmp_path / "runs.db")
                assert (report.total, report.failed) == (7, 0)
    uploads = [one for one in emulator.requests if one.path.endswith("/files/upload")]
    assert len(uploads) == 3
    assert len(runs(emulator)) == 7
    first = next(iter(report.results()))
    assert first.inputs["attach"]["transfer_method"] == "local_file"


def test_an_open_file_in_many_rows(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left where it was; as web frameworks give it, it is read with ."""
    for module in (batch, base):
        monkeypatch.setattr(module, "BLOCK", 1)
    files: list[Any] = [io.BytesIO(b"a")]
    with client_of(emulator) as dify:
        report = dify.workflows.run_many([{"text": n, "attach": file} for n in "12" for file in files])
    assert report.succeeded == 2 * len(files)
    uploads = [one for one in emulator.requests if one.path.endswith("/files/upload")]
    assert [one.files[0].content for one in uploads] == [b"a", b"b"][: len(files)]


def test_a_busy_app_is_waited_for(emulator: Emulator) -> None:
    """Fewer runs at a time, and every row succeeds."""
    emulator_of_two = Emulator(delay=0.0, max_active_requests=2)
    with emulator_of_two as busy:
        with client_of(busy) as dify:
            rows = texts(*(f"{number} [[delay:10ms]]" for number in range(30)))
            report = dify.workflows.run_many(rows, concurrency=12)
        refused = [one for one in busy.requests if one.status == 400]
    assert (report.succeeded, report.total) == (30, 30)
    assert 0 < len(refused) < 60


def test_an_app_that_is_no_workflow_ends_the_batch(emulator: Emulator, tmp_path: Path) -> None:
    """It would be wrong for each row: the first one says so, and no row has failed."""
    with client_of(emulator, "chat") as dify:
        with pytest.raises(BadRequestError, match="the key's app is no workflow"):
            dify.workflows.run_many(texts(*"abcdefgh"), concurrency=2, journal=tmp_path / "runs.db")
    assert {row.state for row in rows_in(tmp_path / "runs.db")} <= {"waiting", "started"}
    assert len(runs(emulator)) <= 2
    with Dify("app-unknown-key", user="me", base_url=emulator.base_url) as dify:
        with pytest.raises(AuthenticationError):
            dify.workflows.run_many(texts("a"))


def test_a_server_that_is_down_ends_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while without any success."""
    monkeypatch.setattr(batch_worker, "_UNREACHABLE_FOR", 0.05)
    with Dify("app-key", user="me", base_url="http://127.0.0.1:9") as dify:
        with pytest.raises(ConnectionFailed):
            dify.workflows.run_many(texts("a"))


def test_a_run_that_takes_too_long(emulator: Emulator) -> None:
    """It is stopped on the server, and has failed."""
    with client_of(emulator) as dify:
        report = dify.workflows.run_many(texts("a", "b [[slow:2:30]]"), call_timeout=1.0)
    assert report.failures == {"request_timeout": 1}
    assert any(one.path.endswith("/stop") for one in emulator.requests)


def test_options_of_each_call(emulator: Emulator) -> None:
    """Headers of a batch are those of the requests of its rows."""
    with client_of(emulator) as dify:
        dify.workflows.run_many(texts("a", "b"), extra_headers={"X-Team": "books"}, max_retries=0)
    assert [one.headers.get("x-team") for one in runs(emulator)] == ["books", "books"]


def test_a_run_that_waits_for_a_human(emulator: Emulator, tmp_path: Path) -> None:
    """It is looked up again, and never begun again, whether it still waits or not."""
    rows = texts("[[pause]] [[say:well]]")
    with client_of(emulator) as dify:
        for _ in range(2):
            report = dify.workflows.run_many(rows, journal=tmp_path / "runs.db", retry_failed=True)
            assert report.failures == {"workflow_paused": 1}
        (row,) = report.results()
        assert row.workflow_run_id is not None
        with dify.workflows.resume(
            row.workflow_run_id,
            user=users(emulator)[0],
            on_human_input=lambda form: (form.actions[0].id, {"comment": "well"}),
        ) as stream:
            stream.get_final_result()
        report = dify.workflows.run_many(rows, journal=tmp_path / "runs.db")
    assert (report.succeeded, len(runs(emulator))) == (1, 1)


def lost(path: Path, attempt: int = 1, **ids: str) -> None:
    """Leave the row of a journal as a worker does that is killed when the run has begun.

    Of an attempt that was none, the server knows nothing.
    """
    journal, row = SqliteJournal(path), rows_in(path)[0]
    row.state, row.ids, row.result, row.owner, row.attempt = "started", ids, None, "dead", attempt
    assert journal.write([row])
    journal.close()


@pytest.mark.parametrize("knows_run", [True, False])
@pytest.mark.parametrize("app", ["workflow", "chatflow", "chat"])
def test_a_row_that_was_begun_is_looked_up(
    app: str, knows_run: bool, emulator: Emulator, tmp_path: Path
) -> None:
    """By its run, else by its end user in the logs, or in the messages."""
    path, rows = tmp_path / "runs.db", [{"text": "a", "query": "a"}]

    def go(dify: Dify) -> Any:
        if app == "workflow":
            return dify.workflows.run_many(rows, journal=path)
        return dify.chat.send_many(rows, journal=path)

    with client_of(emulator, app) as dify:
        (before,) = (go(dify)).results()
        lost(path, **(rows_in(path)[0].ids if knows_run else {}))
        report = go(dify)
    assert (report.succeeded, report.skipped, len(runs(emulator))) == (1, 0, 1)
    (after,) = report.results()
    if app == "workflow":
        assert after.result.outputs == before.result.outputs
        assert after.workflow_run_id == before.workflow_run_id
    else:
        assert after.result.answer == before.result.answer
        assert after.result.conversation_id == before.result.conversation_id


def test_a_run_that_goes_on_is_waited_for(emulator: Emulator, tmp_path: Path) -> None:
    """Its worker was killed; the run has not ended when it is looked up."""
    rows, journal = texts("[[slow:2:300ms]]"), SqliteJournal(tmp_path / "runs.db")
    digest = digest_of(rows[0], None)
    with client_of(emulator) as dify:
        key = dify._session.options.need_api_key().digest()
        server = dify._session.options.base_url
        journal.open({"method": "workflow", "server": server, "API key": key})
        row = Record(0, digest, rows[0], digest=digest)
        block = journal.add([row])
        user = row.end_user("me", journal.batch)
        with dify.workflows.stream(rows[0], user=user, stop_on_exit=False) as stream:
            next(stream.__iter__())
        (row,) = journal.read([block], 0, 1)
        row.state = "started"
        assert journal.write([row])
        journal.close()
        report = dify.workflows.run_many(rows, journal=tmp_path / "runs.db")
    good = [run for run in runs(emulator) if run.status == 200]
    assert (report.succeeded, len(good)) == (1, 1)


def test_a_row_that_cannot_be_found_is_unknown(emulator: Emulator, tmp_path: Path) -> None:
    """It is left alone, and runs again on request, for another end user."""
    path = tmp_path / "runs.db"
    with client_of(emulator, "completion") as dify:
        dify.completion.send_many([{"query": "a"}], journal=path)
        lost(path, message_id="m")
        for _ in range(2):
            report = dify.completion.send_many([{"query": "a"}], journal=path)
            assert (report.unknown, report.failures) == (1, {"unknown": 1})
            (row,) = report.results()
            assert row.status == "unknown"
            assert "retry_unknown=True" in str(row.error)
            assert len(runs(emulator)) == 1
        report = dify.completion.send_many([{"query": "a"}], journal=path, retry_unknown=True)
    assert (report.succeeded, len(runs(emulator))) == (1, 2)
    first, second = users(emulator)
    assert second == f"{first}#2"


class Refusing(httpx.HTTPTransport):
    """Refuses requests that only ask, one with each status."""

    def __init__(self, *statuses: int) -> None:
        super().__init__()
        self.statuses = list(statuses)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET" and self.statuses:
            said = {"code": "some_code", "message": "not now"}
            return httpx.Response(self.statuses.pop(0), json=said, request=request)
        return super().handle_request(request)


@pytest.mark.parametrize("knows_run", [True, False])
def test_a_server_that_cannot_be_asked(
    knows_run: bool, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked again while it is busy or away. The error of the question is not one of the row."""
    path = tmp_path / "runs.db"
    monkeypatch.setattr(batch_runs, "_PATIENT", {"max_retries": 0})

    def again(*statuses: int) -> Any:
        lost(path, **(ids if knows_run else {}))
        http = httpx.Client(transport=Refusing(*statuses))
        with http, client_of(emulator, http_client=http) as dify:
            return dify.workflows.run_many(texts("a"), journal=path, retry_unknown=True)

    with client_of(emulator) as dify:
        dify.workflows.run_many(texts("a"), journal=path)
    ids = rows_in(path)[0].ids
    assert (again(503, 429, 503)).succeeded == 1
    report = again(500)
    assert report.failures == {"unknown": 1}
    (row,) = report.results()
    assert "the server cannot be asked for its run: 500 some_code: not now" in str(row.error)
    monkeypatch.setattr(batch_worker, "_UNREACHABLE_FOR", 0.05)
    with pytest.raises(ServerError):
        again(*[503] * 1000)
    assert len(runs(emulator)) == 1


def test_a_stream_that_breaks_is_looked_up(emulator: Emulator) -> None:
    """The server does not resume it, and it has run once."""
    with client_of(emulator) as dify:
        report = dify.workflows.run_many(texts("a [[cut:3]] [[recuts:0]]"))
    assert (report.succeeded, len(runs(emulator))) == (1, 1)
    with client_of(emulator, "chat") as dify:
        report = dify.chat.send_many([{"query": "a [[cut:2]]"}])
    assert (report.succeeded, len(runs(emulator))) == (1, 2)


def test_a_users_http_client(emulator: Emulator, tmp_path: Path) -> None:
    """Its transport may say nothing of its requests: a row is written down before it is sent."""
    states: list[str] = []

    def look(request: httpx.Request) -> None:
        if request.url.path.endswith("/run"):
            states.extend(row.state for row in rows_in(tmp_path / "runs.db"))

    http = httpx.Client(event_hooks={"request": [look]})
    with http, client_of(emulator, http_client=http) as dify:
        report = dify.workflows.run_many(texts("a"), journal=tmp_path / "runs.db")
    assert (report.succeeded, states) == (1, ["started"])


class BusyAtFirst(httpx.HTTPTransport):
    """Refuses the first run of "b" after a while, and is slow to begin that of "c"; others wait for both."""

    slow, refused = 0, False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        if b'"b"' in body or b'"c"' in body:
            self.slow += 1
            _io.sleep(0.2)
        while self.slow < 2:
            _io.sleep(0.01)
        if b'"b"' in body and not self.refused:
            self.refused = True
            return httpx.Response(429, json={"code": "too_many_requests", "message": "busy"}, request=request)
        return super().handle_request(request)


def test_a_callback_that_fails_ends_the_batch(emulator: Emulator, tmp_path: Path) -> None:
    """Its error is raised as it is. What the server says meanwhile is not lost."""

    def fail(row: RowResult) -> None:
        raise ZeroDivisionError

    rows, path = texts(*"abcd"), tmp_path / "runs.db"
    http = httpx.Client(transport=BusyAtFirst())
    with http, client_of(emulator, http_client=http) as dify:
        with pytest.raises(ZeroDivisionError):
            dify.workflows.run_many(rows, journal=path, on_result=fail)
        _, refused, slow, _ = rows_in(path)
        assert refused.state == "waiting" or refused.ids
        assert "workflow_run_id" in slow.ids
        report = dify.workflows.run_many(rows, journal=path)
    assert (report.total, report.succeeded + report.skipped, report.unknown) == (4, 4, 0)
    assert len(runs(emulator)) == 4


def test_who_ends_early_looks_for_nothing_more(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row of which the server says nothing does not hold Ctrl-C up."""
    path, rows = tmp_path / "runs.db", texts("a", "b")

    def fail(row: RowResult) -> None:
        raise ZeroDivisionError

    with client_of(emulator) as dify:
        dify.workflows.run_many(rows[:1], journal=path)
        lost(path, attempt=2)
        monkeypatch.setattr(batch_runs, "_LOOKS", (0.0, 60.0))
        began = time.monotonic()
        with pytest.raises(ZeroDivisionError):
            dify.workflows.run_many(rows, journal=path, on_result=fail)
    assert time.monotonic() - began < 30.0


def test_files_of_rows(emulator: Emulator, tmp_path: Path) -> None:
    """From CSV, with the number of the line that cannot be read."""
    path = tmp_path / "rows.csv"
    path.write_text("id,text\n1,a\n2,b\n")
    with client_of(emulator) as dify:
        report = dify.workflows.run_many(path, key="id")
        assert [row.key for row in report.results()] == ["1", "2"]
        path.write_text("id,text\n1,a\n2\n")
        with pytest.raises(ConfigurationError, match=r"rows.csv, line 3 has more or fewer values"):
            dify.workflows.run_many(path, key="id")


def test_nothing_is_left(emulator: Emulator) -> None:
    """No thread, and no file."""
    before = threading.active_count()
    with client_of(emulator) as dify:
        dify.workflows.run_many(texts("a"))
    assert threading.active_count() <= before + 1  # anyio keeps an idle one
