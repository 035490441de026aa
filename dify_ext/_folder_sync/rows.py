"""What a sync must know of documents and files, in a temporary file: memory does not grow with either."""

from __future__ import annotations

import json
import pickle
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from dify_ext._folder_sync.plan import Known
from dify_ext.errors import ConfigurationError, DifyError

_CACHE_KIB: Final = 1024
_AT_A_TIME: Final = 100

_TABLES = """
PRAGMA cache_size = -{cache};
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE document (
    id BLOB PRIMARY KEY, name BLOB, first INTEGER, listed INTEGER, seen INTEGER, marked INTEGER, was INTEGER, known TEXT
) WITHOUT ROWID;
CREATE INDEX document_name ON document (name);
CREATE TABLE file (
    number INTEGER PRIMARY KEY, file BLOB UNIQUE, name BLOB, path BLOB, document_id BLOB, batch BLOB, action TEXT,
    error BLOB, bytes INTEGER, sha TEXT
);
CREATE INDEX file_action ON file (action);
CREATE TABLE unlisted (path BLOB PRIMARY KEY);
"""


class Rows:
    """The rows of one sync. SQLite keeps them in a file without a name, which the system frees whatever ends the
    process; every method may be called from any thread.
    """

    def __init__(self) -> None:
        connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        connection.executescript(_TABLES.format(cache=_CACHE_KIB))
        self._connection = connection
        self._guard = threading.Lock()
        self._round = 0
        self._before = 0
        self.close = weakref.finalize(self, _close, connection, self._guard)

    def _do(self, statement: str, *values: Any, **named: Any) -> list[tuple[Any, ...]]:
        with self._guard:
            try:
                return self._connection.execute(statement, named or values).fetchall()
            except sqlite3.ProgrammingError as error:
                raise ConfigurationError("the report is closed: only its counts are left") from error

    def begin_listing(self) -> None:
        """From now on documents are listed, once more."""
        self._round += 1

    def begin_work(self) -> None:
        """From now on a document that was not listed before has appeared."""
        self._before = self._round

    def add(self, documents: Iterable[Known]) -> int:
        """Documents of a listing; how many had not been in it yet (a list may move on while it is read)."""
        new = 0
        for known in documents:
            found = self._do("SELECT listed FROM document WHERE id = ?", _bytes(known.id))
            new += not found or found[0][0] != self._round
            self._do(
                "INSERT INTO document VALUES (:id, :name, :round, :round, 0, :marked, :size, :known) ON CONFLICT (id) "
                "DO UPDATE SET name = :name, listed = :round, marked = :marked, known = :known",
                **{"id": _bytes(known.id), "name": _bytes(known.name), "round": self._round},
                **{
                    "marked": known.mark is not None,
                    "size": known.size,
                    "known": json.dumps(attrs.asdict(known)),
                },
            )
        return new

    def listed(self) -> int:
        """How many documents the listing has."""
        return int(self._do("SELECT count(*) FROM document WHERE listed = ?", self._round)[0][0])

    def named(self, name: str) -> list[Known]:
        """The documents of that name, by the last listing."""
        rows = self._do(
            "SELECT known, first, was FROM document WHERE name = ? AND listed = ?", _bytes(name), self._round
        )
        twin = len(rows) > 1
        return [
            attrs.evolve(Known(**json.loads(text)), appeared=0 < self._before < first, was=was, twin=twin)
            for text, first, was in rows
        ]

    def see(self, name: str) -> None:
        """The file of that name is there."""
        self._do("UPDATE document SET seen = 1 WHERE name = ?", _bytes(name))

    def cannot_list(self, path: str) -> None:
        """What is in that folder is not known."""
        self._do("INSERT OR IGNORE INTO unlisted VALUES (?)", _bytes(path))

    def may_be_there(self, path: str | None) -> bool:
        """Whether a file that was not found may be there after all, in a folder that could not be listed; None is one
        whose path nobody knows.
        """
        if path is None:
            return bool(self._do("SELECT 1 FROM unlisted LIMIT 1"))
        parts = path.split("/")
        folders = ("/".join(parts[:end]) for end in range(len(parts)))
        return any(self._do("SELECT 1 FROM unlisted WHERE path = ?", _bytes(folder)) for folder in folders)

    def unseen(self) -> Iterator[Known]:
        """The documents with a mark whose file was not found."""
        last = b""
        while rows := self._do(
            "SELECT id, known FROM document WHERE marked AND NOT seen AND listed = ? AND id > ? ORDER BY id LIMIT ?",
            *(self._round, last, _AT_A_TIME),
        ):
            for key, text in rows:
                yield Known(**json.loads(text))
                last = key

    def twins(self) -> Iterator[tuple[str, str, int]]:
        """The files (their paths) whose name several documents of the last listing have, with hash and bytes."""
        last = b""
        while rows := self._do(
            "SELECT file, path, sha, bytes FROM file JOIN document ON file = document.name WHERE sha NOT NULL "
            "AND listed = ? AND file > ? GROUP BY file HAVING count(*) > 1 ORDER BY file LIMIT ?",
            *(self._round, last, _AT_A_TIME),
        ):
            for key, path, sha, size in rows:
                yield _text(path), sha, size
                last = key

    def has_twins(self) -> bool:
        """Whether there are any of these."""
        return next(self.twins(), None) is not None

    def report(self, report: Mapping[str, Any], *, sha: str | None = None, file: str | None = None) -> None:
        """What became of something (the fields of a ``FileReport``); ``file`` is the name that a file's document has,
        of which there is one report, the last. ``sha`` is the hash of what was read.
        """
        error = report["error"]
        texts = {field: _bytes(report[field]) for field in ("name", "path", "document_id", "batch")}
        self._do(
            "INSERT INTO file (file, name, path, document_id, batch, action, error, bytes, sha) "
            "VALUES (:file, :name, :path, :document_id, :batch, :action, :error, :bytes, :sha) "
            "ON CONFLICT (file) DO UPDATE SET document_id = :document_id, batch = :batch, action = :action, "
            "error = :error, bytes = :bytes, sha = :sha",
            **texts,
            **{"file": _bytes(file), "action": report["action"], "error": error and _kept(error)},
            **{"bytes": report["bytes"], "sha": sha},
        )

    def settle(self, file: str, document_id: str, batch: str | None) -> None:
        """A file's document turned out to be another; without a batch the one it was sent in stays."""
        self._do(
            "UPDATE file SET document_id = ?, batch = coalesce(?, batch) WHERE file = ?",
            *map(_bytes, (document_id, batch, file)),
        )

    def files(self, action: str | None = None) -> Iterator[dict[str, Any]]:
        """What became of the files, as they came; of those with that action."""
        last = 0
        while rows := self._do(
            "SELECT number, path, name, document_id, batch, action, error, bytes FROM file "
            "WHERE number > ? AND ? IN (action, '') ORDER BY number LIMIT ?",
            *(last, action or "", _AT_A_TIME),
        ):
            for number, *texts, said, error, size in rows:
                named = dict(
                    zip(("path", "name", "document_id", "batch"), map(_text_or_none, texts), strict=True)
                )
                yield {**named, "action": said, "error": error and pickle.loads(error), "bytes": size}  # noqa: S301
                last = number

    def counts(self) -> dict[str, int]:
        """How many files came to which action."""
        return dict(self._do("SELECT action, count(*) FROM file GROUP BY action"))


def _close(connection: sqlite3.Connection, guard: threading.Lock) -> None:
    with guard:  # a thread that a cancelled task left behind may be at work: SQLite does not survive that
        connection.close()


def _bytes(text: str | None) -> bytes | None:
    """A text as it is kept: SQLite takes no half of a surrogate pair, and a file's name may have one."""
    return None if text is None else text.encode("utf-8", "surrogatepass")


def _text(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogatepass")


def _text_or_none(kept: bytes | None) -> str | None:
    return None if kept is None else _text(kept)


def _kept(error: Exception) -> bytes:
    """An error as it is kept; of one that does not travel, its text."""
    try:
        return pickle.dumps(error)
    except Exception:
        return pickle.dumps(DifyError(f"{type(error).__name__}: {error}"))
