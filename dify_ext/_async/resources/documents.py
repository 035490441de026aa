"""Documents: ``client.documents``, with a key for knowledge bases (``dataset-…``)."""

from __future__ import annotations

import builtins
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any, Unpack

from dify_api.models import DocumentIndexingStatus, ProcessRule, RetrievalModel
from dify_api.types import present

from dify_ext._async import _io
from dify_ext._async.resources.made.documents import AsyncDocumentsBase
from dify_ext._core.arguments import refuse_unknown
from dify_ext._core.indexing import next_look
from dify_ext._core.options import RequestOptions

if TYPE_CHECKING:
    from dify_ext._folder_sync.report import FileReport, SyncReport


class IndexingOptions(RequestOptions, total=False):
    """The arguments for indexing a document; the server chooses those that are left out.

    Args:
        indexing_technique: ``"high_quality"`` or ``"economy"``. The first document needs it if the
            knowledge base has none.
        doc_form: ``"text_model"``, ``"hierarchical_model"`` or ``"qa_model"``.
        doc_language: The language, for ``"qa_model"``.
        process_rule: How the text is cleaned and cut: a model of ``dify_api.models``, or a mapping
            such as ``{"mode": "automatic"}``.
        retrieval_model: How the knowledge base is searched: a model, or a mapping.
        embedding_model: The embedding model's name.
        embedding_model_provider: The embedding model's provider.
    """

    indexing_technique: str | None
    doc_form: str | None
    doc_language: str | None
    process_rule: ProcessRule | Mapping[str, Any] | None
    retrieval_model: RetrievalModel | Mapping[str, Any] | None
    embedding_model: str | None
    embedding_model_provider: str | None


class AsyncDocuments(AsyncDocumentsBase):
    """Add, change, look at, fetch and delete documents, and wait until they are indexed.

    How a document is indexed is said by the arguments of :class:`IndexingOptions`.
    """

    async def wait_indexed(
        self,
        dataset_id: str,
        batch: str,
        *,
        timeout: float | None = None,
        progress: Callable[[builtins.list[DocumentIndexingStatus]], object] | None = None,
    ) -> builtins.list[DocumentIndexingStatus]:
        """Wait until all documents of a batch are indexed.

        The server is asked after half a second at first, later every 5 seconds.

        Args:
            dataset_id: The knowledge base's id.
            batch: The batch, which adding a document gave.
            timeout: Seconds to wait at most, for all of it. None waits as long as it takes.
            progress: Called with the state of each document, every time the server was asked.

        Returns:
            How each document ended.

        Raises:
            IndexingFailed: A document failed, or the batch has no documents, or without ``timeout``
                all that are left are paused. ``statuses`` holds the state of each.
            RequestTimeout: ``timeout`` seconds are over; the error says how far it got.

        Example:
            made = await dify.documents.create_by_text(
                dataset.id, name="notes", text="Some text", process_rule={"mode": "automatic"}
            )
            await dify.documents.wait_indexed(dataset.id, made.batch, timeout=60)

        GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status
        """
        return await self._indexed(dataset_id, batch, timeout=timeout, progress=progress)

    async def _indexed(
        self,
        dataset_id: str,
        batch: str,
        *,
        timeout: float | None,
        progress: Callable[[builtins.list[DocumentIndexingStatus]], object] | None = None,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> builtins.list[DocumentIndexingStatus]:
        started, looks = time.monotonic(), 0
        while True:
            statuses = await self.indexing_status(dataset_id, batch)
            looks += 1
            if progress is not None:
                progress(statuses)
            waited = time.monotonic() - started
            wait = next_look(batch, statuses, looks=looks, waited=waited, timeout=timeout)
            if wait is None:
                return statuses
            await (sleep or _io.sleep)(wait)

    async def sync_folder(
        self,
        dataset_id: str,
        folder: str | os.PathLike[str],
        *,
        pattern: str | Iterable[str] = "**/*",
        exclude: str | Iterable[str] | None = None,
        concurrency: int = 4,
        dry_run: bool = False,
        delete: bool = False,
        wait: bool = False,
        progress: Callable[[FileReport], object] | None = None,
        executor: Executor | None = None,
        chunk: int = 100,
        client: Callable[[], Any] | None = None,
        **options: Unpack[IndexingOptions],
    ) -> SyncReport:
        """Bring a folder into a knowledge base: new files are added, changed ones sent again.

        The name of a file's document is its path below ``folder``: ``docs%2Fa.txt`` for
        ``docs/a.txt`` (shortened to 200 characters, Dify's limit). The digest of its content is in
        its metadata, in the field ``sync_sha256``. So any machine may sync, and a run that was
        killed is started again: no document comes twice. A document of that name without the field
        becomes the file's. A document whose indexing failed is sent again.

        Args:
            dataset_id: The knowledge base's id.
            folder: The folder.
            pattern: One pattern or several, as for ``glob``; ``**`` is any number of folders.
                Hidden files need a pattern of their own, such as ``.github/**``. No link to a
                folder is followed.
            exclude: Files to leave out, in the form of ``.gitignore``; a ``.gitignore`` in the
                folder counts, too (both need the extra ``folder``). Their documents are left alone.
            concurrency: Files that are sent at a time. Memory does not grow with the folder.
            dry_run: True changes nothing, and reports what would be done.
            delete: True deletes the documents whose file is gone, if they have the field and
                ``pattern`` matches their name. Else they are only reported.
            wait: True returns when all documents that were sent are indexed.
            progress: Called with the :class:`FileReport` of each file, one at a time; ``done`` and
                ``total`` are the progress. With ``wait=True`` it is called again for a file whose
                indexing fails.
            executor: Spreads the files over other processes or machines that see the same folder:
                any ``concurrent.futures.Executor``. Each worker sends ``concurrency`` at a time,
                with the key of its own environment (``DIFY_API_KEY``), or of ``client``.
            chunk: The number of files of one task of the executor.
            client: A function of a module, by which each worker makes its client.
            **options: How files are indexed, as for :meth:`create_by_file`, by default
                ``"high_quality"`` and ``{"mode": "automatic"}``; and :class:`RequestOptions`.

        Returns:
            The report. It has the files that failed (unreadable, refused, or with a disabled
            document); the others went on.

        Raises:
            ConfigurationError: The folder cannot be read.
            AuthenticationError: The key is wrong.
            PermissionDeniedError: The key may not do this.
            NotFoundError: There is no such knowledge base.

        POST /v1/datasets/{dataset_id}/document/create-by-file, for each file
        """
        from dify_ext._async.folder_sync import AsyncFolderSync, SyncJob
        from dify_ext._folder_sync.selection import Selection

        refuse_unknown(options, IndexingOptions)
        job = SyncJob(dataset_id, folder, concurrency, dry_run, delete, wait, present({**options}))
        sync = AsyncFolderSync(self._session, job, Selection(pattern, exclude), progress)
        return await sync.run(executor, chunk, client)
