"""A journal in a file: SQLite, for all processes of one machine."""

from __future__ import annotations

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

from dify_ext._core.forks import abandon, renew_after_fork
from dify_ext._journals.base import Change, Journal, JournalFailed
from dify_ext.errors import ConfigurationError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, name TEXT UNIQUE, text TEXT, until REAL)
"""
_GET: Final = "SELECT text FROM texts WHERE name = ? AND (until IS NULL OR until > ?)"
_PUT: Final = "INSERT OR REPLACE INTO texts (name, text, until) VALUES (?, ?, ?)"
_REMOVE: Final = "DELETE FROM texts WHERE name = ? OR until < ?"
_ADD: Final = "INSERT OR IGNORE INTO texts (text, name) VALUES (?, ?)"
_SWAP: Final = "UPDATE texts SET text = ? WHERE name = ? AND text = ?"
_BUSY: Final = 60.0  # seconds to wait for another process that writes


class SqliteJournal(Journal):
    """A journal in a file, or without a path in a temporary one that ends with this object."""

    may_lose_writes = True

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

    def get(self, names: Sequence[str]) -> list[str | None]:
        with self._reading() as db:
            found = [db.execute(_GET, (name, time.time())).fetchone() for name in names]
        return [row and row[0] for row in found]

    def put(self, name: str, text: str | None, *, seconds: float | None = None) -> None:
        now = time.time()
        with self._change() as db:
            if text is None:
                db.execute(_REMOVE, (name, now))
            else:
                db.execute(_PUT, (name, text, None if seconds is None else now + seconds))

    def swap(self, changes: Sequence[Change], *, durable: bool = False) -> list[bool]:
        with self._change(durable=durable) as db:
            made = [
                db.execute(_ADD, (new, name)) if old is None else db.execute(_SWAP, (new, name, old))
                for name, old, new in changes
            ]
            return [bool(cursor.rowcount) for cursor in made]

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
                    raise ConfigurationError(
                        f"{self._path} is not the journal of a batch: {error}"
                    ) from error
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
        db = sqlite3.connect(self._path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
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
            f"the journal {path} does not exist on this machine: for several machines use a RedisJournal"
        )
    return SqliteJournal(path)
