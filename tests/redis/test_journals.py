"""The journals of a batch, on disk and in Redis: what both promise, and what each does alone."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dify_ext import ConfigurationError, DifyError, RedisJournal
from dify_ext._batch.records import Record
from dify_ext._journals.base import Journal, JournalFailed, Keys, new_worker
from dify_ext._journals.sqlite import SqliteJournal
from tests.redis.servers import RedisServer

W1, W2, CHILD = new_worker(), new_worker(), new_worker()
IDENTITY = {"method": "workflow", "server": "https://dify.example"}


@pytest.fixture(params=["file", "temporary", "redis"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    """A journal that is open."""
    made: Journal
    if request.param == "redis":
        made = RedisJournal(request.getfixturevalue("redis_url"), "a [name]*")
    else:
        made = SqliteJournal(tmp_path / "runs.db" if request.param == "file" else None)
    made.open(IDENTITY)
    yield made
    made.close()


def rows(*keys: str, first: int = 0, text: str = "x") -> list[Record]:
    return [Record(first + number, key, {"text": text}, digest=text) for number, key in enumerate(keys)]


def claim(journal: Journal, current: int, worker: str = W1, *, failed: bool = False) -> list[tuple[str, str]]:
    found = journal.claim(current, 0, 10, worker, retry_failed=failed)
    return [(record.key, step) for record, step in found]


def test_rows_are_found_again_in_the_order_of_the_table(journal: Journal) -> None:
    first = journal.begin()
    journal.add(first, rows("a", "b", "c"), may_change=True)
    second = journal.begin()
    assert second == first + 1
    journal.add(second, rows("c", "d"), may_change=True)
    journal.add(second, rows("a", first=2), may_change=True)
    assert [(row.number, row.key) for row in journal.read(second, 0, 10)] == [(0, "c"), (1, "d"), (2, "a")]
    assert [(row.number, row.key) for row in journal.read(second, 1, 1)] == [(1, "d")]


def test_a_row_with_other_inputs_is_a_new_row(journal: Journal) -> None:
    """With an end user of its own; with the old inputs again it is the old row."""
    for text, version in (("x", 1), ("y", 2), ("x", 1)):
        current = journal.begin()
        journal.add(current, rows("a", text=text), may_change=True)
        (row,) = journal.read(current, 0, 10)
        assert (row.version, row.inputs) == (version, {"text": text})


def test_a_piece_that_is_added_twice(redis_url: str) -> None:
    """A connection broke after it was added, and the driver has sent it again."""
    journal = RedisJournal(redis_url, "twice")
    current = journal.begin()
    journal.add(current, rows("a"), may_change=True)
    for _ in range(2):
        journal.add(current, rows("b", "c", first=1), may_change=True)
    assert [row.key for row in journal.read(current, 0, 10)] == ["a", "b", "c"]
    (row, *_) = journal.read(current, 0, 10)
    for _ in range(2):
        row.state, row.owner = "started", None
        assert journal.write([row], W1)
    row.state, row.owner = "done", "another"
    assert not journal.write([row], None)
    journal.close()


def test_a_row_belongs_to_one_worker(journal: Journal) -> None:
    """As long as the worker lives; only its owner writes it."""
    current = journal.begin()
    journal.add(current, rows("a", "b"), may_change=False)
    assert not journal.renew(W1)
    assert claim(journal, current) == [("a", "run"), ("b", "run")]
    assert claim(journal, current, W2) == [("a", "wait"), ("b", "wait")]
    row = journal.read(current, 0, 1)[0]
    row.state, row.ids = "started", {"task_id": "t"}
    assert journal.write([row], W1)
    journal.leave(W1)
    assert claim(journal, current, W2) == [("a", "look up"), ("b", "run")]
    assert not journal.write([row], W1)
    assert journal.read(current, 0, 1)[0].ids == {"task_id": "t"}


def test_what_a_worker_wrote_before_a_power_cut_may_be_missing(tmp_path: Path) -> None:
    """Its rows may have begun, although the file says that they wait."""
    journal = SqliteJournal(tmp_path / "runs.db")
    journal.open(IDENTITY)
    current = journal.begin()
    journal.add(current, rows("a", "b"), may_change=False)
    assert journal.write(journal.read(current, 0, 1), "another-boot.w0")
    assert claim(journal, current) == [("a", "look up"), ("b", "run")]
    journal.close()


def test_two_workers_do_not_take_the_same_row(journal: Journal) -> None:
    """Both have read it before either took it."""
    current = journal.begin()
    journal.add(current, rows("a"), may_change=False)
    (first,), (second,) = journal.read(current, 0, 1), journal.read(current, 0, 1)
    assert journal.write([first], W1) == [first]
    assert journal.write([second], W2) == []


def test_a_row_that_ended(journal: Journal) -> None:
    """Its result stays; it has no owner, and runs again on request alone."""
    current = journal.begin()
    journal.add(current, rows("a", "b"), may_change=False)
    claim(journal, current)
    done, failed = journal.read(current, 0, 2)
    done.state, done.result, done.tokens, done.price = "done", {"a": 1}, 3, "0.1"
    failed.state, failed.error = "failed", {"code": "c"}
    done.finished_in = failed.finished_in = current
    assert journal.write([done, failed], None, durable=True) == [done, failed]
    later = journal.begin()
    journal.add(later, rows("a", "b"), may_change=False)
    assert claim(journal, later) == [("a", "leave"), ("b", "leave")]
    assert claim(journal, later, failed=True) == [("a", "leave"), ("b", "run")]
    first, second = journal.read(later, 0, 2)
    assert (first.owner, first.result, first.tokens, first.price) == (None, {"a": 1}, 3, "0.1")
    assert (second.state, second.attempt, second.owner) == ("waiting", 2, W1)


def test_a_pause_holds_for_all_workers(journal: Journal) -> None:
    journal.pause(0.05)
    assert journal.renew(W2)
    time.sleep(0.06)
    assert not journal.renew(W2)


def test_facts(journal: Journal) -> None:
    """They are kept, replaced, and ended."""
    journal.remember("a", "1")
    journal.remember("b", "2")
    journal.remember("b", "3")
    journal.remember("b", "4", once=True)
    assert journal.recall("a", "b", "c") == ["1", "3", None]
    journal.remember("a", None)
    assert journal.recall("a") == [None]


def test_another_batch_is_refused(journal: Journal) -> None:
    """It names what differs."""
    before = journal.batch
    journal.open(IDENTITY)
    assert journal.batch == before
    with pytest.raises(ConfigurationError, match="of another batch: it was begun with another server"):
        journal.open({**IDENTITY, "server": "https://other.example"})


def test_a_journal_in_another_process(journal: Journal) -> None:
    """A pickle opens the same journal."""
    current = journal.begin()
    journal.add(current, rows("a"), may_change=False)
    other = pickle.loads(pickle.dumps(journal))
    other.open(IDENTITY)
    assert other.batch == journal.batch
    assert [row.key for row in other.read(current, 0, 10)] == ["a"]
    other.close()


def test_a_child_of_a_fork_has_a_connection_of_its_own(journal: Journal) -> None:
    current = journal.begin()
    journal.add(current, rows("a"), may_change=False)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            claim(journal, current, CHILD)
            journal.renew(CHILD)
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert claim(journal, current) == [("a", "wait")]


def test_keys_come_once() -> None:
    keys = Keys()
    assert keys.count("a", "row 1") == (1, "row 1")
    assert keys.count("a", "row 2") == (2, "row 1")
    keys.close()


def test_a_file_that_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("some notes, and not a database " * 100)
    for path, message in ((tmp_path / "a.db", "is no journal"), (tmp_path / "no" / "a.db", "unable to open")):
        journal = SqliteJournal(path)
        with pytest.raises(DifyError, match=message):
            journal.open(IDENTITY)
        assert repr(journal) == f"SqliteJournal({str(path)!r})"


def test_a_change_that_fails_leaves_nothing(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "a.db")
    journal.open(IDENTITY)
    wrong: Any = Record(1, "b", {}, digest=object())  # type: ignore[arg-type]
    with pytest.raises(JournalFailed, match="Error binding parameter"):
        journal.add(1, [*rows("a"), wrong], may_change=False)
    assert journal.read(1, 0, 10) == []
    journal.close()


def test_a_temporary_journal_ends_with_its_object() -> None:
    journal = SqliteJournal(None)
    journal.open(IDENTITY)
    folder = Path(journal._path).parent
    assert folder.exists()
    journal.close()
    pickled = pickle.dumps(journal)
    del journal
    assert not folder.exists()
    with pytest.raises(
        ConfigurationError, match="not on this machine: workers elsewhere need a RedisJournal"
    ):
        pickle.loads(pickled)


def test_a_url_of_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the environment, too; what cannot be read is refused without being shown."""
    with pytest.raises(ConfigurationError, match="set DIFY_REDIS_URL or REDIS_URL"):
        RedisJournal(None, "a")
    with pytest.raises(ConfigurationError, match="name must be a non-empty string"):
        RedisJournal("redis://127.0.0.1:1/0", "")
    with pytest.raises(ConfigurationError, match="cannot be read") as caught:
        RedisJournal("redis://:hunter2@[::1/0", "a")
    assert "hunter2" not in str(caught.value) + repr(caught.value.__context__)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    assert repr(RedisJournal(None, "a")) == "RedisJournal(name='a')"


def test_no_password_in_a_pickle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is unpickled, the URL comes from the environment."""
    pickled = pickle.dumps(RedisJournal("redis://:hunter2@127.0.0.1:1/0", "a"))
    assert b"hunter2" not in pickled
    with pytest.raises(ConfigurationError, match="set DIFY_REDIS_URL"):
        pickle.loads(pickled)
    monkeypatch.setenv("DIFY_REDIS_URL", "redis://:hunter2@127.0.0.1:1/0")
    assert pickle.loads(pickled)._url.reveal() == "redis://:hunter2@127.0.0.1:1/0"


def test_a_redis_that_is_away(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours that says what to do, after some tries."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    journal = RedisJournal(own_redis.url, "a")
    own_redis.stop()
    with pytest.raises(
        DifyError, match=r"the journal 'a' in Redis failed: ConnectionError.*run the batch again"
    ):
        journal.open(IDENTITY)
    journal.close()


def test_a_batch_is_removed_from_redis(redis_url: str, raw: Any) -> None:
    """And nothing else."""
    raw.set("dify:batch:{b}:about", "another batch")
    journal = RedisJournal(redis_url, "?")
    journal.open(IDENTITY)
    journal.add(journal.begin(), rows(*(f"k{number}" for number in range(450))), may_change=True)
    journal.delete()
    assert raw.keys() == [b"dify:batch:{b}:about"]
    journal.close()
