# Made from dify_ext/_async/batch.py by scripts/regenerate: change that one.
"""A table of inputs through an app: all rows go into the journal, then workers run them.

:mod:`dify_ext._batch` has the decisions, :mod:`dify_ext._journals` what is kept, and
:mod:`dify_ext._sync.batch_worker` the work. Nothing runs before the whole table was read: a row
that cannot be read costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from typing import Any, cast

from dify_ext._batch.records import Kind, Record
from dify_ext._batch.report import BatchProgress, BatchReport, Results, RowResult, RunningTotals
from dify_ext._batch.table import (
    ByRow,
    Row,
    as_json,
    digest_of,
    pieces,
    rows_of,
    value_by,
    with_files,
)
from dify_ext._core.arguments import at_least_one, refuse_uncallable, refuse_unknown
from dify_ext._core.options import RequestOptions
from dify_ext._core.uploads import Upload, cannot_send
from dify_ext._journals.base import BLOCK, Journal
from dify_ext._journals.sqlite import SqliteJournal
from dify_ext._sync import _io
from dify_ext._sync.batch_worker import BatchWorker, Plan, Task, run_task
from dify_ext._sync.executors import ClientSource, refuse_no_executor, spread
from dify_ext._sync.resources.made.files import Files
from dify_ext._sync.session import Session
from dify_ext._sync.uploads import UploadStream
from dify_ext._sync.worker_pool import WorkerPool
from dify_ext.batch import BatchOptions
from dify_ext.errors import ConfigurationError

# Each key comes once. They may be more than fit into memory: this is a temporary file.
_KEYS = "CREATE TABLE keys (key TEXT PRIMARY KEY, count INT, place TEXT) WITHOUT ROWID; BEGIN"
_COUNT = """
INSERT INTO keys VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count, place
"""


class Batch:
    """One call of ``run_many`` or ``send_many``."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        rows: Any,
        options: Mapping[str, Any],
        query: ByRow | None = None,
    ) -> None:
        refuse_unknown(options, BatchOptions)
        self._session, self._rows, self._query, self._options = session, rows, query, options
        calls = {name: options[name] for name in RequestOptions.__annotations__ if name in options}
        self._plan = Plan(
            kind=kind,
            identity={"method": kind, "server": session.options.base_url},
            user=session.options.need_user(options.get("user")),
            concurrency=at_least_one("concurrency", options.get("concurrency", 8)),
            chunk=at_least_one("chunk", options.get("chunk", 100)),
            retry_failed=bool(options.get("retry_failed")),
            retry_unknown=bool(options.get("retry_unknown")),
            query_column=query if isinstance(query, str) else None,
            options=cast("RequestOptions", calls),
        )
        session.options.for_call(self._plan.options)  # they are checked here
        if options.get("executor") is not None and calls.get("extra_headers"):
            raise ConfigurationError(
                "extra_headers would be seen by the executor: let client= make a client with default_headers"
            )
        refuse_no_executor(options.get("executor"))
        refuse_uncallable(client=options.get("client"))
        told = {name: options.get(name) for name in ("on_result", "progress")}
        refuse_uncallable(awaits=_io.AWAITS, **told)
        self._key: ByRow | None = options.get("key")
        self._journal = _journal(options.get("journal"))
        self._telling = threading.Lock()
        self._totals = RunningTotals()
        self._total = 0
        self._blocks: list[str] = []  # the names of the table's blocks of rows in the journal
        self._started = time.monotonic()

    def run(self) -> BatchReport:
        """Do all of it."""
        journal, plan = self._journal, self._plan
        try:
            key = self._session.options.need_api_key().digest()
            _io.blocking(journal.open, {**self._plan.identity, "API key": key})
            self._add_rows()
            executor = self._options.get("executor")
            if executor is None:
                worker = BatchWorker(self._session, journal, plan, self._tell)
                self._totals = worker.totals
                worker.run(self._blocks, 0, self._total)
            else:
                self._spread(executor)
        finally:
            journal.close()
        self._tell_progress()
        results = Results(partial(_read, journal, self._blocks, self._total), plan.kind)
        return BatchReport(**self._totals.so_far(), seconds=self._seconds(), results=results)

    # The table goes into the journal.

    def _add_rows(self) -> None:
        # Threads of the asynchronous flavour may change between two rows.
        with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as keys:
            keys.executescript(_KEYS)
            for piece in pieces(rows_of(self._rows), BLOCK):
                self._add(piece, keys)

    def _add(self, rows: list[tuple[str, Row]], keys: sqlite3.Connection) -> None:
        files: list[Any] = []
        with_files([row for _, row in rows], files.append)
        mentions = self._uploaded(files)
        records: list[Record] = []
        for place, row in rows:
            inputs = as_json(with_files(row, lambda file: mentions[id(file)]), place)
            query = None if self._query is None else value_by(self._query, row, place, "query")
            query = query if callable(self._query) else None
            digest = digest_of(inputs, query)
            key = digest if self._key is None else value_by(self._key, row, place, "key")
            count, first = keys.execute(_COUNT, (key, place)).fetchone()
            if count > 1:
                if self._key is not None:
                    raise ConfigurationError(f"{place} has the same key as {first}: {key!r}")
                key = f"{key}-{count}"
            records.append(Record(self._total + len(records), key, inputs, query, digest))
        self._blocks.append(_io.blocking(self._journal.add, records))
        self._total += len(records)

    def _uploaded(self, files: list[Any]) -> dict[int, Any]:
        """What stands for each file in a request; each content is uploaded once."""
        uploads = {id(file): _io.blocking(Upload.of, file) for file in files}
        contents = {key: _digest(upload) for key, upload in uploads.items()}
        mentions: dict[str, Any] = {}

        def send(item: tuple[str, Upload]) -> None:
            content, upload = item
            (known,) = _io.blocking(self._journal.get, [f"file:{content}"])
            if known is None:
                file = upload.filename, upload.content, upload.mime_type
                sent = Files(self._session).upload(file, user=self._plan.user, **self._plan.options)
                _rewind(upload)
                known = json.dumps(sent.to_mention())
                _io.blocking(self._journal.put, f"file:{content}", known)
            mentions[content] = json.loads(known)

        if files:
            distinct = {contents[key]: upload for key, upload in uploads.items()}
            WorkerPool(self._plan.concurrency).each(distinct.items(), send)
        return {key: mentions[content] for key, content in contents.items()}

    # An executor's workers run the rows.

    def _spread(self, executor: Executor) -> None:
        plan = self._plan
        source = ClientSource(self._session.options.without_secrets(), self._options.get("client"))

        def tasks() -> Iterator[Task]:
            for first in range(0, self._total, plan.chunk):
                last = min(first + plan.chunk, self._total)
                before = first // BLOCK  # blocks that the task does not need
                blocks = self._blocks[before : -(-last // BLOCK)]
                first, last = first - before * BLOCK, last - before * BLOCK
                yield Task(source, self._journal, plan, blocks, first, last)

        def collect(task: Task, totals: RunningTotals) -> None:
            self._totals += totals
            if self._options.get("on_result") is not None:
                read = partial(self._journal.read, task.blocks, task.first, task.last - task.first)
                for record in _io.blocking(read):
                    if record.finished_in == plan.call_id:
                        self._tell_result(record)
            self._tell_progress()

        spread(executor, run_task, tasks(), collect)

    # The user's functions.

    def _tell(self, record: Record) -> None:
        """Tell how a row ended, one at a time."""
        with self._telling:
            self._tell_result(record)
            self._tell_progress()

    def _tell_result(self, record: Record) -> None:
        if (on_result := self._options.get("on_result")) is not None:
            _io.settled(on_result(RowResult.of(self._plan.kind, record)))

    def _tell_progress(self) -> None:
        if (progress := self._options.get("progress")) is not None:
            sums = self._totals.so_far()
            _io.settled(progress(BatchProgress(**sums, total=self._total, seconds=self._seconds())))

    def _seconds(self) -> float:
        return time.monotonic() - self._started


def _journal(given: Any) -> Journal:
    if isinstance(given, Journal):
        return given
    if given is None or isinstance(given, str | os.PathLike):
        return SqliteJournal(given)
    raise ConfigurationError(f"journal must be a path or a RedisJournal, not {type(given).__name__}")


def _read(journal: Journal, blocks: list[str], total: int, first: int, count: int) -> list[Record]:
    """Rows for a report, which keeps nothing open."""
    with closing(journal):
        return journal.read(blocks, first, min(count, total - first))


def _digest(upload: Upload) -> str:
    """The digest of a file's name, type and bytes; a file that is open is left where it was."""
    if not upload.resendable:
        raise cannot_send(upload.filename, "a file of a row is read twice, and this can be read but once")
    found = hashlib.sha256(json.dumps([upload.filename, upload.mime_type]).encode())
    stream = UploadStream(b"", upload, b"")
    try:
        for piece in stream:
            found.update(piece)
    finally:
        stream.close_source()
    _rewind(upload)
    return found.hexdigest()


def _rewind(upload: Upload) -> None:
    if hasattr(upload.content, "seek"):
        _io.settled(upload.content.seek(upload.start))
