# Made from dify_ext/_async/folder_sync.py by scripts/regenerate: change that one.
"""A folder brought into a knowledge base: each file is a document, once, and holds what the file holds.

What is decided, and why, is in :mod:`dify_ext._folder_sync.plan`; here it is done. A file's way: look at it and
at its document, send it where they differ, mark the document. It may end anywhere, and the next run finds out from
what is there.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

import attrs
from dify_api.models.document_created import DocumentCreated

from dify_ext._core.indexing import FIRST_PAUSE, next_look
from dify_ext._folder_sync.files import Found, Reading, walk
from dify_ext._folder_sync.plan import (
    FIELD,
    PENDING,
    Known,
    Pattern,
    after_refusal,
    choose,
    document_name,
    file_path,
    is_fatal,
    mark,
    missing_option,
    ours,
    surplus,
    what_to_do,
)
from dify_ext._folder_sync.report import FileReport, SyncReport
from dify_ext._folder_sync.rows import Rows
from dify_ext._sync import _io
from dify_ext._sync.resources.documents import Documents
from dify_ext._sync.resources.made.datasets import Datasets
from dify_ext._sync.resources.made.metadata import Metadata
from dify_ext._sync.session import Session
from dify_ext._sync.worker_pool import WorkerPool
from dify_ext.errors import (
    BadRequestError,
    ConfigurationError,
    DifyError,
    NotFoundError,
    ResponseDecodeError,
    ServerError,
    TransportError,
)

_PAGE = 100  # no server gives more at once
_LISTINGS = 3
_TRIES = 3
_BUSY_FOR = 600.0  # seconds that a document may be indexed before its file gives up


@attrs.define
class _File:
    """A file at hand: its document's name, and once it was looked at, its hash (then that of what was sent), its bytes,
    and what documents there are of that name.
    """

    path: str
    name: str
    reading: Reading
    sha: str = ""
    size: int | None = None
    documents: list[Known] = attrs.field(factory=list)

    @classmethod
    def of(cls, path: str, where: str) -> _File:
        """A file that is still to be looked at."""
        return cls(path, document_name(path), Reading(where))

    def look(self, rows: Rows) -> None:
        """Open and read it."""
        rows.see(self.name)
        self.sha, self.size = self.reading.read_through()
        self.documents = rows.named(self.name)

    @property
    def content(self) -> tuple[str, IO[bytes]]:
        """What is to be sent, from its beginning."""
        self.reading.seek(0)
        return self.name, cast(IO[bytes], self.reading)


class FolderSync:
    """One run."""

    def __init__(
        self,
        session: Session,
        dataset_id: str,
        folder: str | os.PathLike[str],
        *,
        pattern: str,
        concurrency: int,
        dry_run: bool,
        delete: bool,
        wait: bool,
        progress: Callable[[FileReport], object] | None,
        options: dict[str, Any],
    ) -> None:
        if concurrency < 1:
            raise ConfigurationError(f"concurrency={concurrency!r}: at least one file must be at work")
        self._dataset_id = dataset_id
        self._datasets, self._metadata = Datasets(session), Metadata(session)
        self._documents = Documents(session)
        self._folder = os.path.abspath(folder)
        self._pattern = Pattern(pattern)
        self._files = walk(folder, self._pattern)
        self._dry_run, self._delete, self._wait = dry_run, delete, wait
        self._progress = progress
        self._options = {name: value for name, value in options.items() if value is not None}
        self._workers = WorkerPool(concurrency)
        self._rows = Rows()
        self._telling = threading.Lock()  # in one flavour the workers are threads
        self._field_id = ""
        self._created = False
        self._duplicates = 0

    def run(self) -> SyncReport:
        """Do it; what was opened is closed where that fails."""
        try:
            self._get_ready()
            self._list()
            self._rows.begin_work()
            self._workers.each(self._files, self._one)
            self._workers.each(self._rows.unseen(), self._without_file)
            if not self._dry_run and (self._created or _io.blocking(self._rows.has_twins)):
                self._list()
                self._workers.each(self._rows.twins(), self._one_of_twins)
            if self._wait and not self._dry_run:
                self._workers.each(self._sent(), self._wait_for)
            return SyncReport(self._rows, dry_run=self._dry_run, duplicates=self._duplicates)
        except BaseException:
            self._rows.close()
            raise
        finally:
            self._files.close()

    def _get_ready(self) -> None:
        """Whether there is such a knowledge base, and what its documents are like; the field for the marks."""
        dataset = self._datasets.get(self._dataset_id)
        if dataset.doc_form:
            self._options.setdefault("doc_form", dataset.doc_form)
        if self._dry_run:
            return
        for attempt in range(2):
            fields = (self._metadata.fields(self._dataset_id)).doc_metadata or []
            found = [field.id for field in fields if field.name == FIELD]
            if not found:
                try:
                    found.append((self._metadata.create(self._dataset_id, FIELD, "string")).id)
                except BadRequestError:
                    if attempt:
                        raise
                    continue  # another run was faster
            self._field_id = str(found[0])
            return

    def _list(self) -> None:
        """Note all documents.

        A list from which something is deleted meanwhile moves up, and leaves out what comes to stand on a page already
        read: then it is read once more. Pages are asked for one by one here, since going over a list remembers what it
        gave out, and this one may be long.
        """
        for _ in range(_LISTINGS):
            self._rows.begin_listing()
            number, rows, repeated = 1, 0, 0
            while True:
                page = self._documents.list(self._dataset_id, page=number, limit=_PAGE)
                new = _io.blocking(self._rows.add, [Known.of(document.to_dict()) for document in page.data])
                repeated = 0 if new else repeated + 1
                if (
                    page.data and repeated > 1
                ):  # one page may be, where documents come in at the list's beginning
                    raise ResponseDecodeError("the list of documents repeats itself instead of going on")
                number, rows = number + 1, rows + len(page.data)
                total = page.total if isinstance(page.total, int) else None
                # The total is what can be relied on: a page may be shorter than was asked for.
                if not page.data or (page.has_more is False if total is None else rows >= total):
                    break
            if total is None or self._rows.listed() >= total:
                return

    def _one(self, found: Found) -> None:
        """A file of the folder."""
        if found.is_folder:
            self._rows.cannot_list(found.path)
            self._tell(FileReport(found.path or ".", None, "failed", error=found.error))
            return
        file = _File.of(found.path, found.where)
        try:
            if found.error is not None:
                self._rows.see(file.name)
                raise found.error
            _io.blocking(file.look, self._rows)
            report = self._bring(file)
        except (DifyError, OSError) as error:
            self._judge(error, file)
            report = FileReport(file.path, file.name, "failed", error=error, bytes=file.size)
        finally:
            file.reading.close()
        self._tell(report, sha=file.sha if report.error is None else None, file=file.name)

    def _bring(self, file: _File) -> FileReport:
        """See to it that the file's document holds it."""
        known = choose(file.documents) if file.documents else None
        action = what_to_do(known, file.sha)
        document_id, batch = known.id if known else None, None
        if action != "unchanged" and not self._dry_run:
            document_id, batch = self._send(file, known)
        return FileReport(file.path, file.name, action, document_id, batch, bytes=file.size)

    def _send(self, file: _File, known: Known | None) -> tuple[str, str | None]:
        """Send the file and mark its document; gives its id and batch. Where it is not known whether a request ran, or
        the document is gone, what there is is looked at again.
        """
        for tries_left in reversed(range(_TRIES)):
            try:
                if known is not None and known.twin and known.mark is None:
                    self._mark(known, PENDING)
                answer = self._store(file, known)
                file.sha = file.reading.sha
                stored = Known.of(answer.document.to_dict())
                self._mark(stored, mark(file.sha, stored))
                return stored.id, answer.batch
            except (TransportError, ServerError, NotFoundError):
                if not tries_left:
                    raise
            known = self._find(file.name)
            if known is not None and what_to_do(known, file.sha) == "unchanged":
                return known.id, None  # another run brought the same
        raise AssertionError  # the last try has returned or raised

    def _store(self, file: _File, known: Known | None) -> DocumentCreated:
        """Update the document, or create one: where there is none, or one whose indexing failed. That is replaced by
        the server; if not, it is deleted afterwards.
        """
        started, pause, before = time.monotonic(), FIRST_PAUSE / 2, None
        while known is not None:
            try:
                return self._documents.update_by_file(
                    self._dataset_id, known.id, file.content, **self._options
                )
            except BadRequestError:
                now = Known.of((self._documents.get(self._dataset_id, known.id)).to_dict())
                step, before = after_refusal(now.status, before), now.status
                if step == "replace":
                    break
                if step == "give up" or time.monotonic() - started > _BUSY_FOR:
                    raise
            self._workers.sleep(pause)
            pause = min(2 * pause, 5.0)
        answer = self._create(file)
        if answer.document.name != file.name:
            self._documents.delete(self._dataset_id, answer.document.id)
            raise DifyError(
                f"the server named the document of {file.path!r} {answer.document.name!r}, where no later run would "
                "find it: it was deleted again"
            )
        if known is not None and known.id != answer.document.id and ours(known):
            self._documents.delete(self._dataset_id, known.id)
        return answer

    def _create(self, file: _File) -> DocumentCreated:
        self._created = True
        while True:
            options = self._options
            try:
                return self._documents.create_by_file(self._dataset_id, file.content, **options)
            except BadRequestError as error:
                needed = missing_option(error)
                if not needed.keys() - options.keys():
                    raise
                self._options = {**self._options, **needed}

    def _mark(self, known: Known, value: str) -> None:
        """Write a document's mark, its other metadata as it is: old releases take away what is not sent along, newer
        ones leave it. A :class:`NotFoundError` where the document is gone.
        """
        values = [*known.others, {"id": self._field_id, "name": FIELD, "value": value}]
        operation = {"document_id": known.id, "metadata_list": values, "partial_update": True}
        for tries_left in reversed(range(_TRIES)):
            try:
                self._metadata.update_documents(self._dataset_id, [operation])
                return
            except BadRequestError:
                self._documents.get(self._dataset_id, known.id)
                raise
            except (TransportError, ServerError):
                if not tries_left:
                    raise

    def _find(self, name: str) -> Known | None:
        """The file's document as it is now."""
        listed = self._documents.list(self._dataset_id, keyword=name, limit=_PAGE)
        found = [Known.of(document.to_dict()) for document in listed if document.name == name]
        return choose(found) if found else None

    def _without_file(self, known: Known) -> None:
        """A document whose file was not found: of this pattern, and surely gone?"""
        path = file_path(known.name)
        meant = self._pattern.takes_all if path is None else self._pattern.matches(path)
        if not meant or self._rows.may_be_there(path):
            return
        report = FileReport(path, known.name, "deleted" if self._delete else "vanished", known.id)
        if self._delete and not self._dry_run:
            try:
                self._remove(known)
            except DifyError as error:
                self._judge(error)
                report = attrs.evolve(report, action="failed", error=error)
        self._tell(report)

    def _one_of_twins(self, twins: tuple[str, str, int]) -> None:
        """A file whose name several documents have: one stays, and holds the file; those too many go."""
        path, sha, size = twins
        file = _File.of(path, os.path.join(self._folder, path))
        try:
            documents = self._rows.named(file.name)
            kept, batch = choose(documents), None
            document_id = kept.id
            if kept.sha != sha:
                _io.blocking(file.look, self._rows)
                report = self._bring(file)
                document_id, batch = report.document_id or kept.id, report.batch
            for known in surplus(documents, size):
                if known.id != document_id:
                    self._remove(known)
                    with self._telling:
                        self._duplicates += 1
            self._rows.settle(file.name, document_id, batch)
        except (DifyError, OSError) as error:
            self._judge(error, file)
            self._tell(FileReport(path, file.name, "failed", error=error, bytes=size), file=file.name)
        finally:
            file.reading.close()

    def _remove(self, known: Known) -> None:
        try:
            self._documents.delete(self._dataset_id, known.id)
        except NotFoundError:
            self._datasets.get(self._dataset_id)  # the document may be gone, but this must be there

    def _sent(self) -> Iterator[FileReport]:
        """The files that were sent."""
        for action in ("created", "updated"):
            for row in self._rows.files(action):
                yield FileReport(**row)

    def _wait_for(self, report: FileReport) -> None:
        """Until a document is indexed, or has failed at it."""
        if report.batch is None:
            return
        looks, started = 0, time.monotonic()
        try:
            while True:
                statuses = self._documents.indexing_status(self._dataset_id, report.batch)
                looks, waited = looks + 1, time.monotonic() - started
                pause = next_look(report.batch, statuses, looks=looks, waited=waited, timeout=_BUSY_FOR)
                if pause is None:
                    return
                self._workers.sleep(pause)
        except DifyError as error:
            self._judge(error)
            self._tell(attrs.evolve(report, action="failed", error=error), file=report.name)

    def _judge(self, error: Exception, file: _File | None = None) -> None:
        """Raise what is no single file's matter; come back from what is."""
        if is_fatal(error) and not (file is not None and file.reading.shrank):
            raise error
        if isinstance(error, NotFoundError):  # is it the knowledge base that is gone?
            self._datasets.get(self._dataset_id)

    def _tell(self, report: FileReport, *, sha: str | None = None, file: str | None = None) -> None:
        """Note what became of something, and say so, one at a time."""
        with self._telling:
            self._rows.report(attrs.asdict(report, recurse=False), sha=sha, file=file)
            if self._progress is not None:
                self._progress(report)
