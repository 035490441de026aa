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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from dify_ext._batch.records import Record
from dify_ext._core.forks import abandon, renew_after_fork
from dify_ext._journals.base import Journal, JournalFailed
from dify_ext.errors import ConfigurationError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value, until REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (
    id INTEGER PRIMARY KEY, pass INT, number INT, key TEXT, digest TEXT, row TEXT, status TEXT, owner TEXT);
CREATE INDEX IF NOT EXISTS rows_by_key ON rows (key);
CREATE INDEX IF NOT EXISTS rows_by_number ON rows (pass, number);
"""
_BEGIN: Final = """
INSERT INTO facts (name, value) VALUES ('pass', 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value
"""
_FIND: Final = "UPDATE rows SET pass = ?, number = ? WHERE key = ? AND digest = ?"
_ADD: Final = "INSERT INTO rows (pass, number, key, digest, row, status) VALUES (?, ?, ?, ?, ?, ?)"
_READ: Final = """
SELECT id, number, row, status, owner FROM rows WHERE pass = ? AND number >= ? AND number < ? ORDER BY number
"""
_WRITE: Final = "UPDATE rows SET owner = ?, status = ? WHERE id = ? AND owner IS ?"
_RECALL: Final = "SELECT value FROM facts WHERE name = ? AND (until IS NULL OR until > ?)"
_BUSY: Final = 60.0  # seconds to wait for another process that writes


class SqliteJournal(Journal):
    """A journal in a file, or without a path in a temporary one that ends with this object."""

    forgets = True

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

    def begin(self) -> int:
        with self._change() as db:
            return int(db.execute(_BEGIN).fetchone()[0])

    def add(self, current: int, rows: Sequence[Record], *, may_change: bool) -> None:
        with self._change() as db:
            for row in rows:
                place = (current, row.number)
                if db.execute(_FIND, (*place, row.key, row.digest)).rowcount:
                    continue
                if may_change:
                    before = db.execute("SELECT count(*) FROM rows WHERE key = ?", (row.key,))
                    row.version = before.fetchone()[0] + 1
                db.execute(_ADD, (*place, row.key, row.digest, row.row, row.status))

    def read(self, current: int, first: int, count: int) -> list[Record]:
        with self._reading() as db:
            found = db.execute(_READ, (current, first, first + count)).fetchall()
        return [
            Record(id=id_, number=number, owner=owner, **json.loads(row), **json.loads(status))
            for id_, number, row, status, owner in found
        ]

    def write(self, records: Sequence[Record], owner: str | None, *, durable: bool = False) -> list[Record]:
        with self._change(durable=durable) as db:
            written = [
                record
                for record in records
                if db.execute(_WRITE, (owner, record.status, record.id, record.owner)).rowcount
            ]
        for record in written:
            record.owner = owner
        return written

    def recall(self, *names: str) -> list[str | None]:
        with self._reading() as db:
            found = [db.execute(_RECALL, (name, time.time())).fetchone() for name in names]
        return [row and row[0] for row in found]

    def remember(
        self, name: str, value: str | None, *, seconds: float | None = None, once: bool = False
    ) -> None:
        otherwise = "IGNORE" if once else "REPLACE"
        until = None if seconds is None else time.time() + seconds
        with self._change(durable=once) as db:
            if value is None:
                db.execute("DELETE FROM facts WHERE name = ? OR until < ?", (name, time.time()))
            else:
                db.execute(f"INSERT OR {otherwise} INTO facts VALUES (?, ?, ?)", (name, value, until))  # noqa: S608

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

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
