# Made from dify_ext/_async/resources/documents.py by scripts/regenerate: change that one.
"""The documents of a knowledge base: ``client.documents``, with a key for knowledge bases (``dataset-…``)."""

from __future__ import annotations

import builtins
import os
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from dify_api.api.documents import (
    create_document_by_file,
    create_document_by_text,
    delete_document,
    download_document,
    download_documents_zip,
    get_document,
    get_indexing_status,
    list_documents,
    set_document_status,
    update_document,
    update_document_by_file,
    update_document_by_text,
)
from dify_api.models.create_document_by_file_request import CreateDocumentByFileRequest
from dify_api.models.create_document_by_text_request import CreateDocumentByTextRequest
from dify_api.models.document import Document
from dify_api.models.document_created import DocumentCreated
from dify_api.models.document_ids_request import DocumentIdsRequest
from dify_api.models.document_indexing_status import DocumentIndexingStatus
from dify_api.models.process_rule import ProcessRule
from dify_api.models.retrieval_model import RetrievalModel
from dify_api.models.update_document_by_file_request import UpdateDocumentByFileRequest
from dify_api.models.update_document_by_text_request import UpdateDocumentByTextRequest
from dify_api.types import File, Readable

from dify_ext._core.arguments import as_json, given, texts
from dify_ext._core.indexing import next_look
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._sync import _io
from dify_ext._sync.binary import BinaryResponse
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw

if TYPE_CHECKING:
    from dify_ext._folder_sync.report import FileReport, SyncReport

_NO_DOWNLOADS = "Dify 1.8.1 has no downloads of documents, 1.13.2 and later have"
_NO_REASON = "where no reason is given, the server does not take files of this type, or of this size"
_NO_PATCH = "changing a document so wants Dify 1.14 or later: use update_by_file() or update_by_text()"


class Documents(Resource):
    """Add, change, look at, fetch and delete documents, and wait until they are indexed.

    How a document is indexed is said by ``indexing_technique`` (``"high_quality"``, ``"economy"``), ``doc_form``
    (``"text_model"``, ``"hierarchical_model"``, ``"qa_model"``), ``doc_language``, ``process_rule`` (how it is cut),
    ``retrieval_model``, ``embedding_model`` and ``embedding_model_provider``. The first document of a knowledge base
    that was made without an indexing technique needs one; what else is left out the server chooses.
    ``process_rule`` and ``retrieval_model`` are models of ``dify_api.models`` or plain mappings, such as
    ``{"mode": "automatic"}``.
    """

    def create_by_text(
        self,
        dataset_id: str,
        *,
        name: str,
        text: str,
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        original_document_id: str | None = None,
    ) -> DocumentCreated:
        """Add a text as a document: ``.document``, and ``.batch`` for :meth:`wait_indexed`. Where there is a document
        of this name that is switched on, the server puts the text in its place. ``original_document_id`` is that of a
        document which this one replaces.

        POST /v1/datasets/{dataset_id}/document/create-by-text
        """
        body = CreateDocumentByTextRequest(
            name=name,
            text=text,
            indexing_technique=indexing_technique,
            doc_form=doc_form,
            doc_language=doc_language,
            process_rule=given(ProcessRule, process_rule),
            retrieval_model=given(RetrievalModel, retrieval_model),
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
            original_document_id=original_document_id,
        )
        return self._session.execute(call(create_document_by_text, dataset_id, body=body))

    def create_by_file(
        self,
        dataset_id: str,
        file: FileSource,
        *,
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        original_document_id: str | None = None,
        progress: Progress | None = None,
    ) -> DocumentCreated:
        """Add a file as a document, in constant memory: ``.document``, and ``.batch`` for :meth:`wait_indexed`.

        ``file`` is a path, bytes, an open binary file, an iterable of bytes, or ``(filename, content[, mime_type])``;
        its name becomes the document's, and a document that has it already, and is switched on, is the one that gets
        the file: the server makes no second one. ``progress`` is called with the bytes sent and the total (None:
        unknown).

        POST /v1/datasets/{dataset_id}/document/create-by-file
        """
        upload = Upload.of(file, progress=progress)
        data = as_json(
            indexing_technique=indexing_technique,
            doc_form=doc_form,
            doc_language=doc_language,
            process_rule=process_rule,
            retrieval_model=retrieval_model,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
            original_document_id=original_document_id,
        )
        # The session knows an upload where generated code has an open file.
        body = CreateDocumentByFileRequest(file=File(payload=cast(Readable, upload)), data=data)
        sent = call(create_document_by_file, dataset_id, body=body).with_advice({400: _NO_REASON})
        return self._session.execute(sent)

    def list(
        self,
        dataset_id: str,
        *,
        keyword: str | None = None,
        status: str | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> Page[Document]:
        """The documents, newest first: those with ``keyword`` in their name, in the state ``status`` (``"queuing"``,
        ``"indexing"``, ``"paused"``, ``"error"``, ``"available"``, ``"disabled"``, ``"archived"``; one that the server
        does not know filters nothing), from page ``page`` (the first is 1), ``limit`` a page (a server gives 100 at
        most).

        GET /v1/datasets/{dataset_id}/documents
        """

        def ask(cursor: Any) -> Call[PageData[Document]]:
            return call(
                list_documents, dataset_id, page=cursor, limit=limit, keyword=keyword, status=status
            ).map(page_data)

        return self._session.page(Paging(ask, "page"), page)

    def get(self, dataset_id: str, document_id: str, *, metadata: str | None = None) -> Document:
        """A document with its rules, its language and its metadata; ``metadata="without"`` leaves the last out,
        ``"only"`` all else.

        GET /v1/datasets/{dataset_id}/documents/{document_id}
        """
        return self._session.execute(call(get_document, dataset_id, document_id, metadata=metadata))

    def update_by_text(
        self,
        dataset_id: str,
        document_id: str,
        *,
        name: str | None = None,
        text: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
    ) -> DocumentCreated:
        """Give a document another text, which needs a ``name`` with it; it is indexed anew, in the batch it was added
        with.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-text
        """
        body = UpdateDocumentByTextRequest(
            name=name,
            text=text,
            process_rule=given(ProcessRule, process_rule),
            doc_form=doc_form,
            doc_language=doc_language,
            retrieval_model=given(RetrievalModel, retrieval_model),
        )
        return self._session.execute(call(update_document_by_text, dataset_id, document_id, body=body))

    def update_by_file(
        self,
        dataset_id: str,
        document_id: str,
        file: FileSource | None = None,
        *,
        name: str | None = None,
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        progress: Progress | None = None,
    ) -> DocumentCreated:
        """Give a document another file (see :meth:`create_by_file`), or without one other rules; it is indexed anew, in
        the batch it was added with. A server refuses a ``name`` alone.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-file
        """
        body = _changed(
            file,
            progress,
            name=name,
            indexing_technique=indexing_technique,
            doc_form=doc_form,
            doc_language=doc_language,
            process_rule=process_rule,
            retrieval_model=retrieval_model,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
        )
        return self._session.execute(call(update_document_by_file, dataset_id, document_id, body=body))

    def update(
        self,
        dataset_id: str,
        document_id: str,
        file: FileSource | None = None,
        *,
        name: str | None = None,
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        progress: Progress | None = None,
    ) -> DocumentCreated:
        """The same as :meth:`update_by_file`, as Dify 1.14 and later want it; an older one answers with an error that
        says so.

        PATCH /v1/datasets/{dataset_id}/documents/{document_id}
        """
        body = _changed(
            file,
            progress,
            name=name,
            indexing_technique=indexing_technique,
            doc_form=doc_form,
            doc_language=doc_language,
            process_rule=process_rule,
            retrieval_model=retrieval_model,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
        )
        sent = call(update_document, dataset_id, document_id, body=body)
        return self._session.execute(sent.with_advice({405: _NO_PATCH}))

    def delete(self, dataset_id: str, document_id: str) -> None:
        """Delete a document; an archived one is a :class:`PermissionDeniedError`.

        DELETE /v1/datasets/{dataset_id}/documents/{document_id}
        """
        return self._session.execute(call(delete_document, dataset_id, document_id).done())

    def download_url(self, dataset_id: str, document_id: str) -> str:
        """An address that a document's file can be fetched from for a limited time, by whoever knows it: it needs no
        key. It is at the server's address for files, which may be another host, or begin with ``/`` and be at this one.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/download
        """
        sent = call(download_document, dataset_id, document_id).map(lambda download: download.url)
        return self._session.execute(sent.with_advice({404: _NO_DOWNLOADS}))

    def download(self, dataset_id: str, document_id: str) -> BinaryResponse:
        """The bytes of a document's file, fetched from its :meth:`download_url`; neither the key nor any header of
        yours goes to another host than the server's.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/download
        """
        return self._session.open_url(self.download_url(dataset_id, document_id))

    def download_zip(self, dataset_id: str, document_ids: str | Iterable[str]) -> BinaryResponse:
        """The files of up to 100 documents in one ZIP archive.

        POST /v1/datasets/{dataset_id}/documents/download-zip
        """
        body = DocumentIdsRequest(document_ids=texts(document_ids))
        sent = call(download_documents_zip, dataset_id, body=body)
        return self._session.open_binary(sent.with_advice({404: _NO_DOWNLOADS}))

    def set_status(self, dataset_id: str, action: str, document_ids: str | Iterable[str]) -> None:
        """``"enable"``, ``"disable"``, ``"archive"`` or ``"un_archive"`` documents: those that are off or archived are
        not found. Ids that the server does not know are passed over.

        PATCH /v1/datasets/{dataset_id}/documents/status/{action}
        """
        body = DocumentIdsRequest(document_ids=texts(document_ids))
        return self._session.execute(call(set_document_status, dataset_id, action, body=body).done())

    def indexing_status(self, dataset_id: str, batch: str) -> builtins.list[DocumentIndexingStatus]:
        """How far each document of a batch is.

        GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status
        """
        return self._session.execute(call(get_indexing_status, dataset_id, batch).map(lambda it: it.data))

    def wait_indexed(
        self,
        dataset_id: str,
        batch: str,
        *,
        timeout: float | None = None,
        progress: Callable[[builtins.list[DocumentIndexingStatus]], object] | None = None,
    ) -> builtins.list[DocumentIndexingStatus]:
        """Wait until all documents of a batch are indexed; gives how each ended. ``progress`` is called with how far
        each is, every time the server was asked: after half a second at first, later every 5 seconds.

        Raises :class:`IndexingFailed` (``.statuses``) as soon as a document failed or where the batch has none, and
        :class:`RequestTimeout` after ``timeout`` seconds, which says how far it got. Without ``timeout`` a batch that
        only waits for paused documents is an :class:`IndexingFailed`, too.

        GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status
        """
        started, looks = time.monotonic(), 0
        while True:
            statuses = self.indexing_status(dataset_id, batch)
            looks += 1
            if progress is not None:
                progress(statuses)
            waited = time.monotonic() - started
            wait = next_look(batch, statuses, looks=looks, waited=waited, timeout=timeout)
            if wait is None:
                return statuses
            _io.sleep(wait)

    def sync_folder(
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
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
    ) -> SyncReport:
        """Bring a folder into a knowledge base: new files are added, changed ones sent again, the others left alone.

        A file's document is named by the file's path below ``folder``, ``docs/a.txt`` as ``docs%2Fa.txt`` (names of
        over 200 characters, the most Dify takes, are shortened, each to its own). Which content it holds is kept in
        its metadata, in the field ``sync_sha256``: so any machine may sync, nothing is remembered on this one, and a
        run that was killed is simply begun again, without a document twice. A document of that name without the field,
        made by hand, becomes the file's. One whose indexing failed is sent again.

        ``pattern`` names the files, as ``glob`` does: one or several, ``**`` is any number of folders. Left out are
        hidden files (a pattern such as ``.github/**`` takes them), those that a ``.gitignore`` in the folder names,
        and those that ``exclude`` names, in the form of ``.gitignore`` (both need the extra ``folder``). Their
        documents are left alone. Links to folders are not followed. ``concurrency`` files are sent at a time.
        ``dry_run=True`` changes nothing and reports what would be done. Documents whose file is gone are reported,
        and with ``delete=True`` deleted. ``wait=True`` comes back when all sent documents are indexed. ``progress``
        is called with the :class:`FileReport` of each file, whose ``done`` and ``total`` tell how far the sync is;
        never twice at once, and with ``wait=True`` once more for a file that could not be indexed.

        What fails at one file (it cannot be read, its type is refused, its document is disabled) is in the report,
        and the others go on; a document that is still being indexed is waited for. Raised are a
        :class:`ConfigurationError` (the folder cannot be read), an :class:`AuthenticationError` or
        :class:`PermissionDeniedError`, a :class:`NotFoundError` where there is no such knowledge base, and what comes
        before the first file.

        The other options are those of :meth:`create_by_file`; where neither you nor the knowledge base says how to
        index, it is ``"high_quality"`` and ``{"mode": "automatic"}``.
        """
        from dify_ext._sync.folder_sync import FolderSync

        options = {
            "indexing_technique": indexing_technique,
            "doc_form": doc_form,
            "doc_language": doc_language,
            "process_rule": process_rule,
            "retrieval_model": retrieval_model,
            "embedding_model": embedding_model,
            "embedding_model_provider": embedding_model_provider,
        }
        sync = FolderSync(
            self._session,
            dataset_id,
            folder,
            pattern=pattern,
            exclude=exclude,
            concurrency=concurrency,
            dry_run=dry_run,
            delete=delete,
            wait=wait,
            progress=progress,
            options=options,
        )
        return sync.run()


class DocumentsWithRawResponse:
    """``client.with_raw_response.documents``."""

    def __init__(self, documents: Documents) -> None:
        self.create_by_text = raw(documents.create_by_text)
        self.create_by_file = raw(documents.create_by_file)
        self.list = raw(documents.list)
        self.get = raw(documents.get)
        self.update_by_text = raw(documents.update_by_text)
        self.update_by_file = raw(documents.update_by_file)
        self.update = raw(documents.update)
        self.delete = raw(documents.delete)
        self.download_url = raw(documents.download_url)
        self.set_status = raw(documents.set_status)
        self.indexing_status = raw(documents.indexing_status)


def _changed(
    file: FileSource | None, progress: Progress | None, **options: Any
) -> UpdateDocumentByFileRequest:
    upload = None if file is None else File(payload=cast(Readable, Upload.of(file, progress=progress)))
    return UpdateDocumentByFileRequest(file=upload, data=as_json(**options))
