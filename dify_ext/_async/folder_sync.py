"""The sync of a folder with a knowledge base: each file has one document with its content.

:mod:`dify_ext._folder_sync.plan` has the decisions and their reasons. A file is read, compared with
its document, sent if they differ, and the document gets a marker. A run may be killed at any
moment: the next one continues.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from typing import IO, Any, cast

import anyio  # sync:
import attrs
from dify_api.models import DocumentCreated

from dify_ext._async import _io
from dify_ext._async.executors import ClientSource, refuse_no_executor, spread
from dify_ext._async.resources.documents import AsyncDocuments
from dify_ext._async.session import AsyncSession
from dify_ext._async.synced_base import AsyncSyncedBase
from dify_ext._async.worker_pool import WorkerPool
from dify_ext._core.arguments import at_least_one, refuse_uncallable
from dify_ext._core.indexing import FIRST_PAUSE
from dify_ext._folder_sync.files import Found, Reading, find_files
from dify_ext._folder_sync.names import document_name, file_path
from dify_ext._folder_sync.plan import (
    PENDING,
    SyncedDocument,
    after_refusal,
    by_name,
    choose,
    extra_documents,
    is_fatal,
    is_ours,
    marker,
    missing_option,
    vanished,
    what_to_do,
)
from dify_ext._folder_sync.report import FileReport, SyncReport
from dify_ext._folder_sync.selection import Selection
from dify_ext.errors import (
    BadRequestError,
    ConfigurationError,
    DifyError,
    NotFoundError,
    ServerError,
    TransportError,
)

_TRIES = 3
_BUSY_FOR = 600.0  # seconds that a document may be indexed before its file gives up


class _File:
    """A file in work: after :meth:`read` with hash and size, later those of the bytes sent."""

    def __init__(self, folder: str, path: str) -> None:
        self.path, self.name = path, document_name(path)
        self._where = os.path.join(folder, path)
        self.reading: Reading | None = None
        self.sha = ""
        self.size: int | None = None

    def read(self) -> None:
        """Open and read it."""
        self.reading = Reading(self._where)
        self.sha, self.size = self.reading.read_through()

    @property
    def content(self) -> tuple[str, IO[bytes]]:
        """The bytes to send, from the beginning."""
        assert self.reading is not None
        self.reading.seek(0)
        return self.name, cast(IO[bytes], self.reading)

    def close(self) -> None:
        """Close it, if it is open."""
        if self.reading is not None:
            self.reading.close()


def _absolute(folder: str | os.PathLike[str]) -> str:
    if not isinstance(folder, str | os.PathLike) or not os.fspath(folder):
        raise ConfigurationError(f"folder must be the path of a folder, not {folder!r}")
    return os.path.abspath(folder)


@attrs.frozen
class SyncJob:
    """What all workers of a sync know; ``options`` are those of each upload."""

    dataset_id: str
    folder: str = attrs.field(converter=_absolute)
    concurrency: int
    dry_run: bool
    delete: bool
    wait: bool
    options: dict[str, Any]


class AsyncFolderSync:
    """One run."""

    def __init__(
        self,
        session: AsyncSession,
        job: SyncJob,
        selection: Selection,
        progress: Callable[[FileReport], object] | None = None,
    ) -> None:
        at_least_one("concurrency", job.concurrency)
        refuse_uncallable(progress=progress)
        self._session, self._job, self._selection, self._progress = session, job, selection, progress
        self._options = {**job.options}
        self._base, self._documents = AsyncSyncedBase(session, job.dataset_id), AsyncDocuments(session)
        self._workers = WorkerPool(job.concurrency)
        self._documents_of: dict[str, list[SyncedDocument]] = {}  # by their name
        self._reports: dict[str, FileReport] = {}  # by the document's name, or the folder's path
        self._telling = threading.Lock()  # in the synchronous flavour the workers are threads
        self._total = 0
        self._duplicates = 0

    async def run(
        self, executor: Executor | None, chunk: int, client: Callable[[], Any] | None
    ) -> SyncReport:
        """Do all of it.

        Args:
            executor: Spreads the files.
            chunk: The number of files of one of its tasks.
            client: Makes the client of a worker.
        """
        job = self._job
        refuse_no_executor(executor)
        refuse_uncallable(client=client)
        at_least_one("chunk", chunk)
        files = await _io.blocking(find_files, job.folder, self._selection)
        await self._get_ready()
        before = {document.id: document for document in await self._base.documents()}
        self._documents_of = by_name(before.values())
        without_file = vanished(before.values(), files, self._selection)
        self._total = len(files) + len(without_file)
        if executor is None:
            await self._workers.each(files, self._one)
        else:
            source = ClientSource(self._session.options.without_secrets(), client)
            await spread(executor, run_task, self._tasks(files, source, chunk), self._take)
        await self._workers.each(without_file, self._without_file)
        # A file that failed may have got a document, too.
        has_new = any(report.document_id not in before for report in self._reports.values())
        if not job.dry_run and (has_new or self._with_duplicates()):
            self._documents_of = by_name(await self._base.documents())
            await self._workers.each(
                self._with_duplicates(), lambda report: self._remove_duplicates(report, before)
            )
        if job.wait and not job.dry_run:
            sent = [report for report in self._reports.values() if report.batch and not report.error]
            await self._workers.each(sent, self._wait_for)
        return SyncReport(self._reports.values(), dry_run=job.dry_run, duplicates=self._duplicates)

    def _tasks(self, files: list[Found], source: ClientSource, chunk: int) -> Iterator[Task]:
        for first in range(0, len(files), chunk):
            some = files[first : first + chunk]
            documents = [one for found in some for one in self._named(document_name(found.path))]
            job = attrs.evolve(self._job, options=self._options)
            yield Task(source, job, self._base.field_id, some, documents)

    async def _take(self, task: Task, reports: list[FileReport]) -> None:
        for report in reports:
            self._tell(report)

    def _named(self, name: str) -> list[SyncedDocument]:
        return self._documents_of.get(name, [])

    async def _get_ready(self) -> None:
        """Read the form of the documents; create the field of the markers."""
        dataset = await self._base.read()
        if dataset.doc_form:
            self._options.setdefault("doc_form", dataset.doc_form)
        if not self._job.dry_run:
            await self._base.make_field()

    async def _one(self, found: Found) -> None:
        if found.error is not None:
            name = None if found.is_folder else document_name(found.path)
            self._tell(FileReport(found.path or ".", name, "failed", error=found.error))
            return
        with closing(_File(self._job.folder, found.path)) as file:
            failed = FileReport(file.path, file.name, "failed")
            report = await self._attempt(failed, lambda: self._bring(file), file)
        self._tell(attrs.evolve(report, bytes=file.size))

    async def _bring(self, file: _File) -> FileReport:
        await _io.blocking(file.read)
        documents = self._named(file.name)
        document = choose(documents)
        action = what_to_do(document, file.sha)
        document_id, batch = document.id if document else None, None
        if action != "unchanged" and not self._job.dry_run:
            document_id, batch = await self._send(file, documents)
        return FileReport(file.path, file.name, action, document_id, batch)

    async def _send(self, file: _File, documents: list[SyncedDocument]) -> tuple[str, str | None]:
        """Send the file and give its document a marker; returns id and batch.

        If it is not known whether a request ran, or the document is gone, the documents of its name
        are looked up.
        """
        for tries_left in reversed(range(_TRIES)):
            document = choose(documents)
            if document is not None and what_to_do(document, file.sha) == "unchanged":
                return document.id, None  # another run brought the same
            try:
                if document is not None and document.marker is None and len(documents) > 1:
                    await self._base.write_marker(document, PENDING)
                answer = await self._store(file, document)
                file.sha = file.reading.sha if file.reading else ""
                stored = SyncedDocument.of(answer.document.to_dict())
                await self._base.write_marker(stored, marker(file.sha, stored))
                return stored.id, answer.batch
            except (TransportError, ServerError, NotFoundError):
                if not tries_left:
                    raise
            documents = await self._base.find(file.name)
        raise AssertionError  # the last try has returned or raised

    async def _store(self, file: _File, document: SyncedDocument | None) -> DocumentCreated:
        """Update the document; or create one if there is none, or one whose indexing failed.

        The server replaces that one; if not, it is deleted afterwards.
        """
        started, pause, before = time.monotonic(), FIRST_PAUSE / 2, None
        while document is not None:
            try:
                return await self._documents.update_by_file(
                    self._job.dataset_id, document.id, file.content, **self._options
                )
            except BadRequestError:
                now = SyncedDocument.of(
                    (await self._documents.get(self._job.dataset_id, document.id)).to_dict()
                )
                step, before = after_refusal(now.status, before), now.status
                if step == "replace":
                    break
                if step == "give up" or time.monotonic() - started > _BUSY_FOR:
                    raise
            await self._workers.sleep(pause)
            pause = min(2 * pause, 5.0)
        answer = await self._create(file)
        if answer.document.name != file.name:
            await self._documents.delete(self._job.dataset_id, answer.document.id)
            raise DifyError(
                f"the server named the document of {file.path!r} {answer.document.name!r}, which no later "
                "run would find: it was deleted again"
            )
        if document is not None and document.id != answer.document.id and is_ours(document):
            await self._documents.delete(self._job.dataset_id, document.id)
        return answer

    async def _create(self, file: _File) -> DocumentCreated:
        while True:
            options = self._options
            try:
                return await self._documents.create_by_file(self._job.dataset_id, file.content, **options)
            except BadRequestError as error:
                needed = missing_option(error)
                if not needed.keys() - options.keys():
                    raise
                self._options = {**self._options, **needed}

    async def _without_file(self, document: SyncedDocument) -> None:
        path = file_path(document.name)
        report = FileReport(path, document.name, "deleted" if self._job.delete else "vanished", document.id)

        async def delete() -> FileReport:
            await self._base.remove(document)
            return report

        is_to_go = self._job.delete and not self._job.dry_run
        self._tell(await self._attempt(report, delete) if is_to_go else report)

    def _with_duplicates(self) -> list[FileReport]:
        return [
            report
            for name, report in self._reports.items()
            if report.bytes is not None and not report.error and len(self._named(name)) > 1
        ]

    async def _remove_duplicates(self, report: FileReport, before: Mapping[str, SyncedDocument]) -> None:
        """One document of the name stays and gets the file's content; those too many go."""
        assert report.path is not None

        async def clean_up() -> FileReport:
            again = await self._bring(file)
            for document in extra_documents(self._named(file.name), file.size or 0, before):
                if document.id != again.document_id:
                    await self._base.remove(document)
                    with self._telling:
                        self._duplicates += 1
            return attrs.evolve(report, document_id=again.document_id, batch=again.batch or report.batch)

        with closing(_File(self._job.folder, report.path)) as file:
            self._amend(await self._attempt(report, clean_up, file))

    async def _wait_for(self, report: FileReport) -> None:
        batch = report.batch
        assert batch is not None

        async def wait() -> FileReport:
            await self._documents._indexed(
                self._job.dataset_id, batch, timeout=_BUSY_FOR, sleep=self._workers.sleep
            )
            return report

        self._amend(await self._attempt(report, wait))

    async def _attempt(
        self, report: FileReport, work: Callable[[], Awaitable[FileReport]], file: _File | None = None
    ) -> FileReport:
        """The report that the work gives; if it fails, ``report`` with the error.

        Raises:
            DifyError: The error concerns all files.
        """
        try:
            return await work()
        except (DifyError, OSError) as error:
            was_cut_short = file is not None and file.reading is not None and file.reading.shrank
            if is_fatal(error) and not was_cut_short:
                raise
            if isinstance(error, NotFoundError):  # is the knowledge base gone?
                await self._base.read()
            return attrs.evolve(report, action="failed", error=error)

    def _amend(self, report: FileReport) -> None:
        """Replace the report of a file; ``progress`` is called only if the file has failed now."""
        if report.error is not None:
            self._tell(report)
        elif report.name is not None:
            self._reports[report.name] = report

    def _tell(self, report: FileReport) -> None:
        """Keep a report and call ``progress``, one at a time; a file's later report replaces it."""
        key = report.name or f"/{report.path}"
        with self._telling:
            done = len(self._reports) + (key not in self._reports)
            report = attrs.evolve(report, done=done, total=self._total)
            self._reports[key] = report
            if self._progress is not None:
                self._progress(report)


@attrs.frozen
class Task:
    """Files for a worker elsewhere, which sees the same folder."""

    source: ClientSource
    job: SyncJob
    field_id: str
    files: list[Found]
    documents: list[SyncedDocument]


def run_task(task: Task) -> list[FileReport]:
    """Sync the files of a task, in a worker, and give their reports.

    Args:
        task: The task.
    """
    return anyio.run(_run_task, task)  # sync: return _run_task(task)


async def _run_task(task: Task) -> list[FileReport]:
    async with task.source.session() as session:
        sync = AsyncFolderSync(session, task.job, Selection("**/*"))
        sync._documents_of, sync._base.field_id = by_name(task.documents), task.field_id
        await sync._workers.each(task.files, sync._one)
        return list(sync._reports.values())
