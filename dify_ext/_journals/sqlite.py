"""A journal in a file: SQLite, for all processes of one machine."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import attrs

from dify_ext._batch.records import Record
from dify_ext._core.forks import abandon, renew_after_fork
from dify_ext._journals.base import FORMAT, LEASE, Journal, JournalFailed, boot_id, new_id, refuse_another
from dify_ext.errors import ConfigurationError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (content TEXT PRIMARY KEY, mention TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS workers (id TEXT PRIMARY KEY, until REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (
    id INTEGER PRIMARY KEY, pass INT, number INT, key TEXT, inputs TEXT, query TEXT, digest TEXT,
    state TEXT, owner TEXT, attempt INT, finished_in INT,
    ids TEXT, result TEXT, error TEXT, tokens INT, price TEXT);
CREATE INDEX IF NOT EXISTS rows_by_key ON rows (key);
CREATE INDEX IF NOT EXISTS rows_by_number ON rows (pass, number);
"""
_COLUMNS: Final = ", ".join(attribute.name for attribute in attrs.fields(Record))
_BUSY: Final = 60.0  # seconds to wait for another process that writes


class SqliteJournal(Journal):
    """A journal in a file, or in a temporary one that ends with this object.

    Args:
        path: The file; None takes a temporary one.
    """

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self._is_temporary = path is None
        self._end: weakref.finalize[..., SqliteJournal] | None = None
        if path is None:
            folder = tempfile.mkdtemp(prefix="dify-batch-")
            self._end = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            path = Path(folder, "journal.db")
        self._path = os.path.abspath(path)
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.RLock()
        renew_after_fork(self)

    def open(self, identity: Mapping[str, str]) -> None:
        with self._change(durable=True) as db:
            about = dict(db.execute("SELECT name, value FROM about"))
            if not about:
                about = {"format": FORMAT, "batch": new_id(), **identity}
                db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        refuse_another(self._path, about, {"format": FORMAT, **identity})
        self.batch = about["batch"]

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def begin(self) -> int:
        with self._change() as db:
            return int(
                db.execute(
                    "INSERT INTO about VALUES ('pass', 1) ON CONFLICT DO UPDATE SET value = value + 1 "
                    "RETURNING value"
                ).fetchone()[0]
            )

    def add(self, current: int, rows: Sequence[Record], *, may_change: bool) -> None:
        with self._change() as db:
            for row in rows:
                place = (current, row.number)
                changed = db.execute(
                    "UPDATE rows SET pass = ?, number = ? WHERE key = ? AND digest = ?",
                    (*place, row.key, row.digest),
                )
                if changed.rowcount:
                    continue
                attempt = 1
                if may_change:
                    last = db.execute("SELECT max(attempt) FROM rows WHERE key = ?", (row.key,))
                    attempt += last.fetchone()[0] or 0
                db.execute(
                    "INSERT INTO rows VALUES (NULL, ?, ?, ?, ?, ?, ?, 'waiting', NULL, ?, 0, '{}', "
                    "NULL, NULL, 0, NULL)",
                    (*place, row.key, row.inputs, row.query, row.digest, attempt),
                )

    def read(self, current: int, first: int, count: int) -> list[Record]:
        with self._reading() as db:
            found = db.execute(
                f"SELECT {_COLUMNS} FROM rows WHERE pass = ? AND number >= ? AND number < ? ORDER BY number",  # noqa: S608
                (current, first, first + count),
            ).fetchall()
        rows: list[list[Any]] = [[*row[:10], json.loads(row[10]), *row[11:]] for row in found]
        return [Record(*row) for row in rows]

    def alive(self, owners: set[str]) -> set[str]:
        with self._reading() as db:
            found = dict(db.execute("SELECT id, until FROM workers")) if owners else {}
        return {owner for owner in owners if found.get(owner, 0.0) > time.time()}

    def unsure(self, owners: set[str]) -> set[str]:
        # That a run begins is written without waiting for the disk: a power cut may take it back.
        return {owner for owner in owners if owner.partition(".")[0] != boot_id()}

    def own(self, records: Sequence[Record], owners: Sequence[str | None], worker: str) -> list[Record]:
        taken = []
        with self._change(durable=True) as db:
            for record, owner in zip(records, owners, strict=True):
                done = db.execute(
                    "UPDATE rows SET owner = ?, state = ?, attempt = ?, ids = ? WHERE id = ? AND owner IS ?",
                    (worker, record.state, record.attempt, json.dumps(record.ids), record.id, owner),
                )
                if done.rowcount:
                    record.owner = worker
                    taken.append(record)
        return taken

    def save(self, record: Record, *, durable: bool = False) -> bool:
        ended = record.state in ("done", "failed", "unknown")
        with self._change(durable=durable) as db:
            done = db.execute(
                "UPDATE rows SET state = ?, attempt = ?, finished_in = ?, ids = ?, result = ?, error = ?, "
                "tokens = ?, price = ?, owner = ? WHERE id = ? AND owner = ?",
                (
                    *(record.state, record.attempt, record.finished_in, json.dumps(record.ids)),
                    *(record.result, record.error, record.tokens, record.price),
                    *(None if ended else record.owner, record.id, record.owner),
                ),
            )
            return done.rowcount > 0

    def renew(self, worker: str) -> float:
        now = time.time()
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO workers VALUES (?, ?)", (worker, now + LEASE))
            paused = db.execute("SELECT value FROM about WHERE name = 'paused_until'").fetchone()
        return max(0.0, paused[0] - now) if paused else 0.0

    def leave(self, worker: str) -> None:
        with self._change() as db:
            db.execute("DELETE FROM workers WHERE id = ? OR until < ?", (worker, time.time() - LEASE))

    def pause(self, seconds: float) -> None:
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO about VALUES ('paused_until', ?)", (time.time() + seconds,))

    def file(self, content: str, mention: str | None = None) -> str | None:
        if mention is not None:
            with self._change() as db:
                db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (content, mention))
            return mention
        with self._reading() as db:
            found = db.execute("SELECT mention FROM files WHERE content = ?", (content,)).fetchone()
        return found[0] if found else None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection or self._connect()
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
                    raise ConfigurationError(f"{self._path} is no journal of a batch: {error}") from error
                raise JournalFailed(f"the journal {self._path} failed: {error}") from error

    @contextmanager
    def _change(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction, which outlives the process, and if it is durable also a power cut."""
        with self._reading() as db:
            db.execute(f"PRAGMA synchronous = {'FULL' if durable and not self._is_temporary else 'NORMAL'}")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        with suppress(OSError):  # SQLite says what is wrong
            Path(self._path).touch(0o600)
        db = sqlite3.connect(self._path, _BUSY, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)
        except BaseException:
            db.close()
            raise
        self._connection = db
        return db

    def after_fork(self) -> None:
        """A child makes a connection of its own."""
        abandon(self._connection)
        if self._end is not None:
            self._end.detach()  # the file is the parent's
        self._connection, self._lock = None, threading.RLock()

    def __reduce__(self) -> tuple[Any, ...]:
        return _at, (self._path,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._path!r})"


def _at(path: str) -> SqliteJournal:
    """The journal in another process, which must be there already."""
    if not os.path.exists(path):
        raise ConfigurationError(
            f"the journal {path} is not on this machine: workers elsewhere need a RedisJournal"
        )
    return SqliteJournal(path)
