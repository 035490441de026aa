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
from dify_ext._core.arguments import refuse_uncallable, refuse_unknown
from dify_ext._core.indexing import next_look
from dify_ext._core.options import RequestOptions

if TYPE_CHECKING:
    from dify_ext._folder_sync.report import FileReport, SyncReport


class IndexingOptions(RequestOptions, total=False):
    """The options for indexing a document. The server chooses the values that are left out.

    Args:
        indexing_technique: ``"high_quality"`` or ``"economy"``. The first document needs it if the
            knowledge base has none.
        doc_form: ``"text_model"``, ``"hierarchical_model"`` or ``"qa_model"``.
        doc_language: The language, for ``"qa_model"``.
        process_rule: How the text is cleaned and split: a model of ``dify_api.models``, or a
            mapping such as ``{"mode": "automatic"}``.
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
    """Add, change, read, download and delete documents, and wait until they are indexed.

    :class:`IndexingOptions` describes the arguments for indexing.
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

        The server is polled, first after half a second, later every 5 seconds.

        Args:
            dataset_id: The knowledge base's id.
            batch: The batch, from the answer of the method that added the document.
            timeout: The longest time to wait, in seconds. None: no limit.
            progress: Called with the indexing status of each document, after each poll.

        Returns:
            The last indexing status of each document.

        Raises:
            IndexingFailed: A document failed, or the batch has no documents, or (without
                ``timeout``) all unfinished documents are paused. ``statuses`` has the status of
                each.
            RequestTimeout: ``timeout`` seconds have passed; the message says how far indexing is.

        Example:
            made = await dify.documents.create_by_text(
                dataset.id, name="notes", text="Some text", process_rule={"mode": "automatic"}
            )
            await dify.documents.wait_indexed(dataset.id, made.batch, timeout=60)

        GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status
        """
        refuse_uncallable(progress=progress)
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
        """Sync a folder to a knowledge base: add new files, and update changed ones.

        The document of a file is named after its path below ``folder``: ``docs%2Fa.txt`` for
        ``docs/a.txt`` (shortened to 200 characters, Dify's limit). The metadata field
        ``sync_sha256`` of the document keeps the SHA-256 digest of the file. So no local state is
        needed: any machine can sync, and if a sync was killed, the next one continues without
        duplicates. An existing document of that name without the field is taken for the file. A
        file whose indexing failed is sent again.

        Args:
            dataset_id: The knowledge base's id.
            folder: The folder.
            pattern: One glob pattern or several; ``**`` matches any number of folders. Hidden files
                are only found by a pattern that names them, such as ``.github/**``. Links to
                folders are not followed.
            exclude: Patterns of files to leave out, as in ``.gitignore``. A ``.gitignore`` in the
                folder is respected, too (both need the extra ``folder``). Documents of such files
                are not changed.
            concurrency: The number of files that are sent at the same time.
            dry_run: True: nothing is changed; the report says what would be done.
            delete: True: documents whose file no longer exists are deleted, if they have the field
                ``sync_sha256`` and ``pattern`` matches their name. False: they are only reported.
            wait: True: the method returns when all documents that were sent are indexed.
            progress: Called with the :class:`FileReport` of each file, one at a time; its ``done``
                and ``total`` are the progress. With ``wait=True`` it is called again for a file
                whose indexing fails.
            executor: Spreads the files over other processes or machines that have the same folder:
                any ``concurrent.futures.Executor``. Each worker sends ``concurrency`` files at the
                same time, with the key of its own environment (``DIFY_API_KEY``), or of ``client``.
            chunk: The number of files in one task of the executor.
            client: A function of a module that creates the client of each worker.
            **options: How files are indexed: see :class:`IndexingOptions`; by default
                ``"high_quality"`` and ``{"mode": "automatic"}``. Also :class:`RequestOptions`.

        Returns:
            The report. A file that failed (unreadable, refused, or with a disabled document) is in
            its ``errors``, and does not stop the others.

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
