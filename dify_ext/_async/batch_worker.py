"""A worker of a batch: it takes rows from the journal, runs them, and writes how they ended."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import anyio  # sync: import threading
import anyio.lowlevel  # sync:
import attrs

from dify_ext._async import _io
from dify_ext._async.batch_runs import AsyncRowRun, AsyncSearch
from dify_ext._async.executors import ClientSource
from dify_ext._async.session import AsyncSession
from dify_ext._async.worker_pool import WorkerPool
from dify_ext._batch.concurrency import AdaptiveConcurrency
from dify_ext._batch.records import Kind, Record
from dify_ext._batch.report import RunningTotals
from dify_ext._batch.verdicts import Verdict, error_of, judge, unknown
from dify_ext._core.log import logger
from dify_ext._core.options import RequestOptions
from dify_ext._journals.base import Journal, JournalFailed, new_id, new_worker
from dify_ext.errors import (
    DifyError,
    ServerError,
    StreamFailed,
    TransportError,
    WorkflowFailed,
    WorkflowPaused,
)

_IDLE = 0.05  # seconds between two looks for a row
_RENEWAL = 1.0  # seconds between two renewals of the lease
_GRACE = 2.0  # seconds for the first answer to runs that just began, if the batch ends early
_UNREACHABLE_FOR = 60.0  # seconds without any success, before a server counts as down
_NOT_FOUND = (
    "it was begun, and the server does not know its run: it may have run. It is left alone; "
    "retry_unknown=True runs it again"
)
_NOT_ASKED = "it was begun, and may have run; the server cannot be asked for its run"


@attrs.frozen
class Plan:
    """What all workers of a batch know."""

    kind: Kind
    identity: dict[str, str] = attrs.field(repr=False)  # of its journal
    user: str
    concurrency: int
    chunk: int
    retry_failed: bool
    retry_unknown: bool
    query_column: str | None
    options: RequestOptions  # of each row's calls
    call_id: str = attrs.field(factory=new_id)  # of this call of ``run_many``


class AsyncBatchWorker:
    """Runs the rows of a range, many at a time, until all have ended."""

    def __init__(
        self,
        session: AsyncSession,
        journal: Journal,
        plan: Plan,
        tell: Callable[[Record], Awaitable[None]] | None = None,
    ) -> None:
        self._session, self._journal, self._plan, self._tell = session, journal, plan, tell
        self._workers = WorkerPool(plan.concurrency + 1)
        self._search = AsyncSearch(session, plan.kind, self._workers.sleep)
        self._concurrency = AdaptiveConcurrency(plan.concurrency)
        self._id = new_worker()
        self._taking = anyio.Lock()  # sync: self._taking = threading.Lock()
        self._rows: deque[Record] = deque()  # of this worker, to be begun or looked up
        self._others: deque[int] = deque()  # numbers of rows that other workers have
        self._at_work: set[AsyncRowRun] = set()
        self._active = 0
        self._looked = 0.0  # when the rows of other workers were looked at
        self._next_number = self._last_number = 0
        self._is_over = False
        self.totals = RunningTotals()

    async def run(self, blocks: Sequence[str], first: int, last: int) -> RunningTotals:
        """Run rows, and give their sum.

        Args:
            blocks: The blocks of rows in the journal.
            first: The number of the first row.
            last: The number after that of the last row.
        """
        self._blocks, self._next_number, self._last_number = blocks, first, last
        await self._renew()
        try:
            await self._workers.each(range(-1, self._plan.concurrency), self._work)
        finally:
            with _io.finishing(5.0):
                await _io.blocking(self._journal.release, self._id)
        return self.totals

    async def _work(self, slot: int) -> None:
        if slot < 0:
            return await self._keep_alive()
        while not self._is_over:
            wait = self._concurrency.wait(slot, time.monotonic())
            record = None if wait else await self._take()
            if record is None:
                await self._workers.sleep(min(max(wait, _IDLE), _RENEWAL))
                continue
            await (self._begin(record) if record.state == "waiting" else self._look_up(record))
            async with self._taking:
                self._active -= 1
        return None

    async def _keep_alive(self) -> None:
        renewed = time.monotonic()
        try:
            while not self._is_over:
                await self._workers.sleep(_IDLE)
                if (now := time.monotonic()) - renewed > _RENEWAL:
                    renewed = now
                    await self._renew()
        finally:
            self._is_over = True
            until = time.monotonic() + _GRACE
            with _io.finishing(_GRACE):
                while any(run.is_opening for run in list(self._at_work)) and time.monotonic() < until:
                    await _io.sleep(_IDLE)
            for run in list(self._at_work):
                await run.hang_up()

    async def _renew(self) -> None:
        if await _io.blocking(self._journal.renew, self._id):
            self._concurrency.pause(time.monotonic(), _RENEWAL + _IDLE)  # until the next renewal

    async def _take(self) -> Record | None:
        """The next row; None if there is none at the moment."""
        async with self._taking:
            if not self._rows and not self._is_over:
                await self._refill()
            if self._rows:
                self._active += 1
                return self._rows.popleft()
            if not self._active and not self._others and self._next_number >= self._last_number:
                self._is_over = True
            return None

    async def _refill(self) -> None:
        if self._next_number < self._last_number:
            count = min(max(2 * self._plan.concurrency, 16), 100, self._last_number - self._next_number)
            await self._claim(self._next_number, count)
            self._next_number += count
        elif self._others and (now := time.monotonic()) - self._looked > _RENEWAL:
            self._looked = now
            for _ in range(len(self._others)):
                await self._claim(self._others.popleft(), 1)

    async def _claim(self, first: int, count: int) -> None:
        plan = self._plan
        records = await _io.blocking(self._journal.read, self._blocks, first, count)
        claim = partial(self._journal.claim, records, self._id, plan.call_id)
        steps = await _io.blocking(claim, retry_failed=plan.retry_failed)
        for record, step in zip(records, steps, strict=True):
            if step == "wait":
                self._others.append(record.number)
            elif step == "leave":
                self.totals.add(record, plan.call_id)
            else:
                self._rows.append(record)

    async def _begin(self, record: Record) -> None:
        plan, began = self._plan, time.monotonic()
        inputs, query = {**record.inputs}, record.query
        if plan.query_column is not None:
            query = str(inputs.pop(plan.query_column))
        record.begun += 1
        user = record.end_user(plan.user, self._journal.batch)
        run = AsyncRowRun(self._session, plan.kind, inputs, query, user, plan.options)
        self._at_work.add(run)
        try:
            result, price = await run.follow(partial(self._mark, record, run))
        except JournalFailed:
            raise
        except DifyError as error:
            self._at_work.discard(run)
            record.ids |= run.ids
            await self._failed(record, error, began)
        except _Lost:
            self._others.append(record.number)
        else:
            record.ids |= run.ids
            self._concurrency.succeeded()
            record.succeed(result, price)
            await self._end(record)
        finally:
            self._at_work.discard(run)

    async def _mark(self, record: Record, run: AsyncRowRun) -> None:
        """Write that the run begins, right before the body of its request goes out; then its ids.

        It outlives the process. A power cut may take it back, but not who had the row.
        """
        if not run.ids:  # it is not too late to end
            await anyio.lowlevel.checkpoint_if_cancelled()  # sync: self._workers.sleep(0)
        record.state = "started"
        record.ids |= run.ids
        # Not in another thread: a kill in between would leave a row of which nobody knows.
        if not self._journal.write([record]):
            raise _Lost

    async def _save(self, record: Record, *, durable: bool = False) -> bool:
        """Write a row, also if the work is to end; False if another worker took it over."""
        written: list[Record] = []
        with _io.finishing(5.0):
            written = await _io.blocking(self._journal.write, [record], durable=durable)
        return bool(written)

    async def _failed(self, record: Record, error: DifyError, began: float) -> None:
        verdict = judge(error, has_ids=bool(record.ids), begun=record.begun)
        if verdict.is_too_many or verdict.step == "again":
            self._slow_down(error, verdict, began)
        if verdict.step == "failed":
            record.fail(error_of(error))
            return await self._end(record)
        if verdict.step == "look up":
            await self._workers.sleep(0)  # raises if the batch is ending
            return await self._look_up(record, error)
        if verdict.step == "anew":
            record.begin_again()
        record.state = "waiting"
        return await self._put_back(record, error, verdict)

    def _slow_down(self, error: DifyError, verdict: Verdict, began: float) -> None:
        concurrency = self._concurrency
        concurrency.refused(began, time.monotonic(), verdict.retry_after)
        logger.info("a row has to wait, from now on %d rows run at a time: %s", int(concurrency.limit), error)

    async def _put_back(self, record: Record, error: DifyError, verdict: Verdict) -> None:
        """Take the row again later; raise the error if no row can run."""
        if await self._save(record):
            self._rows.append(record)
        else:
            self._others.append(record.number)
        if verdict.retry_after is not None:
            await _io.blocking(self._journal.pause, verdict.retry_after)
        down_for = self._concurrency.failing_for(time.monotonic())
        is_down = isinstance(error, TransportError | ServerError) and down_for > _UNREACHABLE_FOR
        if verdict.step == "stop" or is_down:
            raise error

    async def _look_up(self, record: Record, cause: DifyError | None = None) -> None:
        plan, began = self._plan, time.monotonic()
        user = record.end_user(plan.user, self._journal.batch)
        try:
            found = await self._search.find(record.ids, user)
        except (StreamFailed, WorkflowFailed, WorkflowPaused) as error:  # so the run has ended
            record.fail(error_of(error))
            return await self._end(record)
        except DifyError as error:
            await self._workers.sleep(0)
            verdict = judge(error, has_ids=False, begun=record.begun)
            if verdict.step == "failed":
                record.fail(unknown(f"{_NOT_ASKED}: {error}"), "unknown")
                return await self._end(record)
            self._slow_down(error, verdict, began)
            return await self._put_back(record, error, verdict)
        self._concurrency.failing_since = None
        if found is not None:
            record.succeed(*found)
            return await self._end(record)
        if plan.retry_unknown and not record.begun:
            record.begin_again()
            return await self._begin(record)
        record.fail(unknown(_NOT_FOUND if cause is None else f"{cause}; {_NOT_FOUND}"), "unknown")
        return await self._end(record)

    async def _end(self, record: Record) -> None:
        record.finished_in, record.owner = self._plan.call_id, None
        if not await self._save(record, durable=True):
            self._others.append(record.number)  # another worker took it over, and tells its end
            return
        async with self._taking:
            self.totals.add(record, self._plan.call_id)
        if self._tell is not None:
            await self._tell(record)


class _Lost(Exception):
    """Another worker owns the row."""


@attrs.frozen
class Task:
    """A range of rows in some blocks, for a worker elsewhere."""

    source: ClientSource
    journal: Journal
    plan: Plan
    blocks: list[str]
    first: int
    last: int


def run_task(task: Task) -> RunningTotals:
    """Run the rows of a task, in a worker of an executor."""
    return anyio.run(_run_task, task)  # sync: return _run_task(task)


async def _run_task(task: Task) -> RunningTotals:
    async with task.source.session() as session:
        try:
            task.journal.open({**task.plan.identity, "API key": session.options.need_api_key().digest()})
            return await AsyncBatchWorker(session, task.journal, task.plan).run(
                task.blocks, task.first, task.last
            )
        finally:
            task.journal.close()
