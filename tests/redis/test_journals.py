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
from dify_ext._batch.table import pieces
from dify_ext._journals.base import BLOCK, Journal, JournalFailed, new_worker
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


def rows(*keys: str, text: str = "x") -> list[Record]:
    return [Record(number, key, {"text": text}, digest=text) for number, key in enumerate(keys)]


def claim(
    journal: Journal, records: list[Record], worker: str = W1, *, call: str = "c1", failed: bool = False
) -> list[str]:
    return list(journal.claim(records, worker, call, retry_failed=failed))


def read(journal: Journal, *keys: str) -> list[Record]:
    """Rows as another worker reads them."""
    return journal.read([journal.add(rows(*keys))], 0, len(keys))


def test_rows_are_found_again_in_the_order_of_the_table(journal: Journal) -> None:
    first = journal.add(rows("a", "b", "c"))
    second = journal.add(rows("c", "d", "a"))
    assert [(row.number, row.key) for row in journal.read([second], 0, 3)] == [(0, "c"), (1, "d"), (2, "a")]
    assert [(row.number, row.key) for row in journal.read([second], 1, 1)] == [(1, "d")]
    assert journal.add(rows("a", "b", "c")) == first


def test_many_calls_at_once(journal: Journal) -> None:
    """Each has its own order; what the journal has lost is said, and not left out."""
    tables = ("ab", "ba", "c", "ab")
    blocks = [journal.add(rows(*keys)) for keys in tables]
    for block, keys in zip(blocks, tables, strict=True):
        assert [row.key for row in journal.read([block], 0, len(keys))] == list(keys)
    journal.put(blocks[2], None)
    for block in blocks[1:3]:
        with pytest.raises(JournalFailed, match="has lost rows of this batch"):
            journal.read([block], 0, 3)


def test_a_row_with_other_inputs_is_a_new_row(journal: Journal) -> None:
    """With an end user of its own; with the old inputs again it is the old row."""
    for text, version in (("x", 1), ("y", 2), ("x", 1)):
        (row,) = journal.read([journal.add(rows("a", text=text))], 0, 1)
        assert (row.version, row.inputs) == (version, {"text": text})


def test_what_is_sent_twice_is_done_once(redis_url: str) -> None:
    """A connection broke after a script ran, and the driver has sent it again."""
    journal = RedisJournal(redis_url, "twice")
    for _ in range(2):
        assert journal.swap([("a", None, "1")]) == [True]
    for _ in range(2):
        assert journal.swap([("a", "1", "2")]) == [True]
    assert journal.swap([("a", "1", "3"), ("b", None, "4")]) == [False, True]
    assert journal.get(["a", "b"]) == ["2", "4"]
    journal.close()


def test_who_closes_a_journal_disturbs_no_other_thread(redis_url: str) -> None:
    """The tasks of a thread pool have one journal, and each closes it at its end."""
    journal = RedisJournal(redis_url, "shared")
    other = journal._redis.client()  # it keeps a connection of the pool
    opened = other.connection._sock
    journal.close()
    assert other.ping()
    assert other.connection._sock is opened
    other.close()
    journal.close()


def test_more_rows_than_a_block(journal: Journal) -> None:
    """Also of a longer table in an earlier call."""
    for count in (3 * BLOCK, BLOCK + 1):
        keys = [f"k{number}" for number in range(count)]
        blocks = [journal.add(rows(*block)) for block in pieces(keys, BLOCK)]
        found = journal.read(blocks, 0, count)
        assert [(row.number, row.key) for row in found] == list(enumerate(keys))
    assert [row.key for row in journal.read(blocks, BLOCK - 1, 2)] == [f"k{BLOCK - 1}", f"k{BLOCK}"]
    assert [row.key for row in journal.read(blocks, 5, 1)] == ["k5"]
    journal.put("row:1:k0", None)
    with pytest.raises(JournalFailed, match="has lost rows of this batch"):
        journal.read(blocks, 0, 1)


def test_a_row_belongs_to_one_worker(journal: Journal) -> None:
    """As long as the worker lives; only its owner writes it."""
    assert not journal.renew(W1)
    assert claim(journal, read(journal, "a", "b")) == ["run", "run"]
    assert claim(journal, read(journal, "a", "b"), W2) == ["wait", "wait"]
    (row,) = read(journal, "a")
    row.state, row.ids = "started", {"task_id": "t"}
    assert journal.write([row])
    journal.release(W1)
    assert claim(journal, read(journal, "a", "b"), W2) == ["look up", "run"]
    assert not journal.write([row])
    assert read(journal, "a")[0].ids == {"task_id": "t"}


def test_what_a_worker_wrote_before_a_power_cut_may_be_missing(tmp_path: Path) -> None:
    """Its rows may have begun, although the file says that they wait."""
    journal = SqliteJournal(tmp_path / "runs.db")
    journal.open(IDENTITY)
    (row,) = read(journal, "a")
    row.owner = "another-boot.w0"
    assert journal.write([row])
    assert claim(journal, read(journal, "a", "b")) == ["look up", "run"]
    journal.close()


def test_two_workers_do_not_take_the_same_row(journal: Journal) -> None:
    """Both have read it before either took it."""
    journal.renew(W1)
    first, second = read(journal, "a", "b"), read(journal, "b", "a")
    assert claim(journal, first[:1]) == ["run"]
    assert claim(journal, second, W2) == ["run", "wait"]


def test_a_row_that_ended(journal: Journal) -> None:
    """Its result stays; it has no owner, and runs again on request alone."""
    ended = done, failed = read(journal, "a", "b")
    claim(journal, ended)
    done.state, done.result, done.tokens, done.price = "done", {"a": 1}, 3, "0.1"
    failed.state, failed.error = "failed", {"code": "c"}
    done.finished_in = failed.finished_in = "c1"
    done.owner = failed.owner = None
    assert journal.write([done, failed], durable=True) == [done, failed]
    assert claim(journal, read(journal, "a", "b"), call="c2") == ["leave", "leave"]
    assert claim(journal, read(journal, "a", "b"), call="c2", failed=True) == ["leave", "run"]
    first, second = read(journal, "a", "b")
    assert (first.owner, first.result, first.tokens, first.price) == (None, {"a": 1}, 3, "0.1")
    assert (second.state, second.attempt, second.owner) == ("waiting", 2, W1)


def test_a_pause_holds_for_all_workers(journal: Journal) -> None:
    journal.pause(0.8)
    assert journal.renew(W2)
    time.sleep(0.8)
    assert not journal.renew(W2)


def test_texts(journal: Journal) -> None:
    """They are kept, replaced, and removed."""
    journal.put("a", "1")
    journal.put("b", "2")
    journal.put("b", "3")
    assert journal.get(["a", "b", "c"]) == ["1", "3", None]
    journal.put("a", None)
    assert journal.get(["a"]) == [None]


def test_another_batch_is_refused(journal: Journal) -> None:
    """It names what differs."""
    before = journal.batch
    journal.open(IDENTITY)
    assert journal.batch == before
    with pytest.raises(ConfigurationError, match="to another batch: it was begun with another server"):
        journal.open({**IDENTITY, "server": "https://other.example"})


def test_a_journal_in_another_process(journal: Journal) -> None:
    """A pickle opens the same journal."""
    block = journal.add(rows("a"))
    other = pickle.loads(pickle.dumps(journal))
    other.open(IDENTITY)
    assert other.batch == journal.batch
    assert [row.key for row in other.read([block], 0, 1)] == ["a"]
    other.close()


def test_a_child_of_a_fork_has_a_connection_of_its_own(journal: Journal) -> None:
    found = read(journal, "a")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            claim(journal, found, CHILD)
            journal.renew(CHILD)
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert claim(journal, read(journal, "a")) == ["wait"]


def test_a_file_that_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("some notes, and not a database " * 100)
    for path, message in (
        (tmp_path / "a.db", "is not the journal"),
        (tmp_path / "no" / "a.db", "unable to open"),
    ):
        journal = SqliteJournal(path)
        with pytest.raises(DifyError, match=message):
            journal.open(IDENTITY)
        assert repr(journal) == f"SqliteJournal({str(path)!r})"


def test_a_change_that_fails_leaves_nothing(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "a.db")
    journal.open(IDENTITY)
    wrong: Any = object()
    with pytest.raises(JournalFailed, match="Error binding parameter"):
        journal.swap([("a", None, "1"), ("b", None, wrong)])
    assert journal.get(["a"]) == [None]
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
        ConfigurationError, match="does not exist on this machine: for several machines use a RedisJournal"
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
    for url in ("redis://127.0.0.1:1/0?password=hunter2", "redis://:hunter2@127.0.0.1:1/0"):
        pickled = pickle.dumps(RedisJournal(url, "a"))
        assert b"hunter2" not in pickled
    with pytest.raises(ConfigurationError, match="has an @ after /"):
        RedisJournal("redis://127.0.0.1:1/hunter2@x", "a")
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
    journal.add(rows(*(f"k{number}" for number in range(150))))
    journal.delete()
    assert raw.keys() == [b"dify:batch:{b}:about"]
    journal.close()
