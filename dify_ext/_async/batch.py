"""A table of inputs through an app: all rows go into the journal, then workers run them.

:mod:`dify_ext._batch` has the decisions, :mod:`dify_ext._journals` what is kept, and
:mod:`dify_ext._async.batch_worker` the work. Nothing runs before the whole table was read: a row
that cannot be read costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import AsyncGenerator, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Any, cast

import anyio  # sync: import threading

from dify_ext._async import _io
from dify_ext._async.batch_worker import AsyncBatchWorker, Plan, Task, run_task
from dify_ext._async.executors import ClientSource, spread
from dify_ext._async.resources.made.files import AsyncFiles
from dify_ext._async.session import AsyncSession
from dify_ext._async.worker_pool import WorkerPool
from dify_ext._batch.records import Kind, Record
from dify_ext._batch.report import BatchProgress, BatchReport, RowResult, Totals
from dify_ext._batch.rows import (
    ByRow,
    Row,
    as_json,
    checked,
    digest_of,
    files_in,
    rows_of,
    value_by,
    with_uploads,
)
from dify_ext._core.arguments import refuse_unknown
from dify_ext._core.options import RequestOptions
from dify_ext._journals.base import Journal, Keys, Retries
from dify_ext._journals.sqlite import SqliteJournal
from dify_ext.batch import BatchOptions
from dify_ext.errors import ConfigurationError

_PIECE = 200  # rows that are added to the journal at a time
_BLOCK = 1024 * 1024  # bytes


class AsyncBatch:
    """One call of ``run_many`` or ``send_many``."""

    def __init__(
        self,
        session: AsyncSession,
        kind: Kind,
        rows: Any,
        options: Mapping[str, Any],
        query: ByRow | None = None,
    ) -> None:
        refuse_unknown(options, BatchOptions)
        self._session, self._rows, self._query = session, rows, query
        self._kind: Kind = kind
        self._key: ByRow | None = options.get("key")
        self._user = session.options.need_user(options.get("user"))
        self._concurrency = _count("concurrency", options.get("concurrency", 8))
        self._chunk = _count("chunk", options.get("chunk", 100))
        self._retries = Retries(bool(options.get("retry_failed")), unknown=bool(options.get("retry_unknown")))
        self._options = cast(
            "RequestOptions",
            {name: options[name] for name in RequestOptions.__annotations__ if name in options},
        )
        session.options.for_call(self._options)  # they are checked here
        self._on_result, self._progress = options.get("on_result"), options.get("progress")
        self._executor: Executor | None = options.get("executor")
        if self._executor is not None and self._options.get("extra_headers"):
            raise ConfigurationError(
                "extra_headers would be seen by the executor: let client= make a client with default_headers"
            )
        self._client = options.get("client")
        self._journal = _journal(options.get("journal"))
        self._identity = {"method": kind, "server": session.options.base_url}
        self._telling = anyio.Lock()  # sync: self._telling = threading.Lock()
        self._totals = Totals()
        self._total = 0
        self._started = time.monotonic()

    async def run(self) -> BatchReport:
        """Do all of it."""
        journal = self._journal
        try:
            identity = {**self._identity, "API key": self._session.options.need_api_key().digest()}
            await _io.blocking(journal.open, identity)
            current = await _io.blocking(journal.begin)
            await self._add_rows(current)
            plan = Plan(
                self._kind,
                self._user,
                current,
                self._concurrency,
                self._retries,
                self._query if isinstance(self._query, str) else None,
                self._options,
            )
            if self._executor is None:
                worker = AsyncBatchWorker(self._session, journal, plan, self._tell)
                self._totals = worker.totals
                await worker.run(0, self._total)
            else:
                await self._spread(self._executor, plan)
        finally:
            journal.close()
        await self._tell(None)
        seconds = time.monotonic() - self._started
        return BatchReport(self._totals, seconds, self._kind, partial(_read, journal, current))

    # The table goes into the journal.

    async def _add_rows(self, current: int) -> None:
        keys = Keys()
        piece: list[tuple[str, Row]] = []
        try:
            async with aclosing(self._each()) as rows:
                async for placed in rows:
                    piece.append(placed)
                    if len(piece) == _PIECE:
                        await self._add(current, piece, keys)
                        piece = []
            await self._add(current, piece, keys)
        finally:
            keys.close()

    async def _each(self) -> AsyncGenerator[tuple[str, Row], None]:
        if hasattr(self._rows, "__aiter__"):  # sync:
            number = 0  # sync:
            async for row in self._rows:  # sync:
                number += 1  # sync:
                yield checked(row, f"row {number}")  # sync:
            return  # sync:
        for placed in rows_of(self._rows):
            yield placed

    async def _add(self, current: int, rows: list[tuple[str, Row]], keys: Keys) -> None:
        mentions = await self._uploaded([file for _, row in rows for file in files_in(row)])
        records: list[Record] = []
        for place, row in rows:
            text = as_json(with_uploads(row, lambda file: mentions[id(file)]), place)
            query = None if self._query is None else value_by(self._query, row, place, "query")
            query = query if callable(self._query) else None
            digest = digest_of(text, query)
            key = digest if self._key is None else value_by(self._key, row, place, "key")
            count, first = keys.count(key, place)
            if count > 1:
                if self._key is not None:
                    raise ConfigurationError(f"{place} has the same key as {first}: {key!r}")
                key = f"{key}-{count}"
            records.append(Record(None, self._total + len(records), key, text, query, digest))
        await _io.blocking(partial(self._journal.add, current, records, may_change=self._key is not None))
        self._total += len(records)

    async def _uploaded(self, files: list[Any]) -> dict[int, Any]:
        """What stands for each file in a request; each content is uploaded once."""
        contents = {id(file): await _io.blocking(_digest, file) for file in files}
        mentions: dict[str, Any] = {}
        missing = {}
        for file in files:
            content = contents[id(file)]
            known = await _io.blocking(self._journal.file, content)
            if known is None:
                missing[content] = file
            else:
                mentions[content] = json.loads(known)

        async def upload(item: tuple[str, Any]) -> None:
            content, file = item
            sent = await AsyncFiles(self._session).upload(file, user=self._user, **self._options)
            mentions[content] = sent.to_mention()
            await _io.blocking(self._journal.file, content, json.dumps(mentions[content]))

        if missing:
            await WorkerPool(self._concurrency).each(missing.items(), upload)
        return {key: mentions[content] for key, content in contents.items()}

    # An executor's workers run the rows.

    async def _spread(self, executor: Executor, plan: Plan) -> None:
        source = ClientSource(self._session.options.without_secrets(), self._client)

        def tasks() -> Iterator[Task]:
            for first in range(0, self._total, self._chunk):
                last = min(first + self._chunk, self._total)
                yield Task(source, self._journal, self._identity, plan, first, last)

        async def collect(task: Task, totals: Totals) -> None:
            self._totals += totals
            if self._on_result is not None:
                count = task.last - task.first
                for record in await _io.blocking(self._journal.read, plan.current, task.first, count):
                    if record.finished_in == plan.current:
                        await _io.settled(self._on_result(RowResult.of(self._kind, record)))
            await self._tell(None)

        await spread(executor, run_task, tasks(), collect)

    async def _tell(self, record: Record | None) -> None:
        """Call ``on_result`` for a row, and ``progress``, one at a time."""
        async with self._telling:
            if record is not None and self._on_result is not None:
                await _io.settled(self._on_result(RowResult.of(self._kind, record)))
            if self._progress is not None:
                seconds = time.monotonic() - self._started
                await _io.settled(self._progress(BatchProgress.of(self._totals, self._total, seconds)))


def _journal(given: Any) -> Journal:
    if isinstance(given, Journal):
        return given
    if given is None or isinstance(given, str | os.PathLike):
        return SqliteJournal(given)
    raise ConfigurationError(f"journal must be a path or a RedisJournal, not {type(given).__name__}")


def _read(journal: Journal, current: int, first: int, count: int) -> list[Record]:
    """Rows for a report, which keeps nothing open."""
    try:
        return journal.read(current, first, count)
    finally:
        journal.close()


def _count(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ConfigurationError(f"{name} must be a whole number, 1 or more, not {value!r}")
    return value


def _digest(file: Any) -> str:
    """The digest of a file's name and bytes; a file that is open is left where it was."""
    name, content = "", file
    if isinstance(file, tuple):
        name, content = json.dumps([file[0], *file[2:]]), file[1]
    found = hashlib.sha256((name or str(getattr(content, "name", ""))).encode())
    if isinstance(content, bytes | bytearray | memoryview):
        found.update(content)
    elif isinstance(content, Path):
        try:
            with content.open("rb") as opened:
                while block := opened.read(_BLOCK):
                    found.update(block)
        except OSError as error:
            raise ConfigurationError(f"the file {str(content)!r} cannot be read: {error}") from error
    else:
        start = content.tell()
        while block := content.read(_BLOCK):
            found.update(block)
        content.seek(start)
    return found.hexdigest()
