# Made from dify_ext/_async/resources/made/documents.py by scripts/regenerate: change that one.
# Made from spec/documents.yaml by scripts/regenerate: change that one.
"""``dify.documents``: The documents of a knowledge base, from texts or files, and the state of their
indexing.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.documents import (
    create_document_by_file,
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
from dify_api.models import (
    CreateDocumentByFileRequest,
    CreateDocumentByTextRequest,
    Document,
    DocumentCreated,
    DocumentIdsRequest,
    DocumentIndexingStatus,
    ProcessRule,
    RetrievalModel,
    UpdateDocumentByFileRequest,
    UpdateDocumentByTextRequest,
)

from dify_ext._core.arguments import (
    as_json,
    given,
    texts,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._sync.binary import BinaryResponse
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.resources._senders import create_by_text


class DocumentsBase(Resource):
    """The documents of a knowledge base, from texts or files, and the state of their indexing. The
    methods that only call.
    """

    def create_by_text(
        self,
        dataset_id: str,
        *,
        name: str,
        text: str,
        original_document_id: str | None = None,
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> DocumentCreated:
        """Add a text as a document.

        Servers refuse a text without ``indexing_technique``. If you leave it out, the client first
        reads that of the knowledge base, and takes ``"high_quality"`` if there is none. If you give
        it, this request is not needed.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            name: The document's name.
            text: Its text.
            original_document_id: Id of the document that this one replaces.
            indexing_technique: How it is indexed. The first document of a knowledge base needs it
                if the base has none. Known values: ``high_quality``, ``economy``.
            doc_form: How the text is cut. Default: ``text_model``. Known values: ``text_model``,
                ``hierarchical_model``, ``qa_model``.
            doc_language: The language, for ``qa_model``. Default: English.
            process_rule: How the text is cleaned and cut. A model of ``dify_api.models``, or a
                mapping, which is sent as it is.
            retrieval_model: How the knowledge base is searched. It counts with the first document.
                A model of ``dify_api.models``, or a mapping, which is sent as it is.
            embedding_model: The embedding model's name. It counts with the first document.
            embedding_model_provider: The embedding model's provider. It counts with the first
                document.
            **options: Options of each request: see :class:`RequestOptions`.

        Returns:
            The document, in ``document``, and its ``batch`` for :meth:`wait_indexed`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Example:
            made = dify.documents.create_by_text(dataset.id, name="notes", text="Some text")
            dify.documents.wait_indexed(dataset.id, made.batch)

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
        return create_by_text(self._session, dataset_id, body, options)

    def create_by_file(
        self,
        dataset_id: str,
        file: FileSource,
        *,
        original_document_id: str | None = None,
        indexing_technique: str | None = None,
        doc_form: str | None = None,
        doc_language: str | None = None,
        process_rule: ProcessRule | Mapping[str, Any] | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        progress: Progress | None = None,
        **options: Unpack[RequestOptions],
    ) -> DocumentCreated:
        """Add a file as a document, in constant memory.

        The document gets the name of the file. If there is an enabled document of this name, the
        server replaces its file, and creates no second document. If the knowledge base has no
        indexing technique yet, the first document must have one.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            file: The file, with its name and MIME type. A path, bytes, an open binary file, an
                iterable of bytes, or ``(filename, content[, mime_type])``.
            original_document_id: Id of the document that this one replaces.
            indexing_technique: How it is indexed. The first document of a knowledge base needs it
                if the base has none. Known values: ``high_quality``, ``economy``.
            doc_form: How the text is cut. Default: ``text_model``. Known values: ``text_model``,
                ``hierarchical_model``, ``qa_model``.
            doc_language: The language, for ``qa_model``. Default: English.
            process_rule: How the text is cleaned and cut. A model of ``dify_api.models``, or a
                mapping, which is sent as it is.
            retrieval_model: How the knowledge base is searched. It counts with the first document.
                A model of ``dify_api.models``, or a mapping, which is sent as it is.
            embedding_model: The embedding model's name. It counts with the first document.
            embedding_model_provider: The embedding model's provider. It counts with the first
                document.
            progress: Called with the bytes sent so far and the total in bytes; the total is None if
                unknown.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The document, in ``document``, and its ``batch`` for :meth:`wait_indexed`.

        Raises:
            BadRequestError: A value is missing or wrong. If no reason is given, the server does not
                accept files of this type or size.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not accept files of this type.
            ServerError: The server failed.
            ConfigurationError: The file cannot be read.

        Example:
            made = dify.documents.create_by_file(
                dataset.id, ("notes.txt", b"Some text"), process_rule={"mode": "automatic"}
            )
            dify.documents.wait_indexed(dataset.id, made.batch)

        POST /v1/datasets/{dataset_id}/document/create-by-file
        """
        advice = {400: ("if no reason is given, the server does not accept files of this type or size")}
        body = CreateDocumentByFileRequest(
            file=Upload.of(file, progress=progress),
            data=as_json(
                indexing_technique=indexing_technique,
                doc_form=doc_form,
                doc_language=doc_language,
                process_rule=given(ProcessRule, process_rule),
                retrieval_model=given(RetrievalModel, retrieval_model),
                embedding_model=embedding_model,
                embedding_model_provider=embedding_model_provider,
                original_document_id=original_document_id,
            ),
        )
        return self._session.execute(
            call(create_document_by_file, dataset_id, body=body).with_advice(advice), options
        )

    def list(
        self,
        dataset_id: str,
        *,
        keyword: str | None = None,
        status: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Document]:
        """List the documents of a knowledge base.

        Returns the documents page by page, the newest first.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            keyword: Only documents whose name contains this text.
            status: Only documents in this state. An unknown state filters nothing. Known values:
                ``queuing``, ``indexing``, ``paused``, ``error``, ``available``, ``disabled``,
                ``archived``.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of documents. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Example:
            for document in dify.documents.list(dataset.id):
                print(document.name, document.indexing_status)

        GET /v1/datasets/{dataset_id}/documents
        """

        def ask(cursor: Any) -> Call[PageData[Document]]:
            return call(
                list_documents, dataset_id, page=cursor, limit=limit, keyword=keyword, status=status
            ).map(page_data)

        return pages(self._session, Paging(ask, "page"), page, options)

    def get(
        self,
        dataset_id: str,
        document_id: str,
        *,
        metadata: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Document:
        """Get a document.

        Returns a document with its rules, its language and its metadata.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            metadata: Whether the answer contains the metadata. Default: ``all``. Known values:
                ``all``, ``only``, ``without``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The document. With ``only`` it has its id, type and metadata alone.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 405: the server's release does not have this operation.
            ServerError: The server failed.

        Since:
            Dify 1.5.1

        GET /v1/datasets/{dataset_id}/documents/{document_id}
        """
        return self._session.execute(call(get_document, dataset_id, document_id, metadata=metadata), options)

    def delete(self, dataset_id: str, document_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a document.

        Removes a document with its segments. The server answers 403 if it is archived, and
        sometimes 400 while it is being indexed.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        DELETE /v1/datasets/{dataset_id}/documents/{document_id}
        """
        return self._session.execute(call(delete_document, dataset_id, document_id).done(), options)

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
        **options: Unpack[RequestOptions],
    ) -> DocumentCreated:
        """Replace a document's file, or its rules, like :meth:`update_by_file`.

        This is the endpoint of Dify 1.14 and later; for earlier releases the client calls the other
        one. Without a file ``process_rule`` must be given; the server refuses a name alone.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            file: The new file, with its name and MIME type. A path, bytes, an open binary file, an
                iterable of bytes, or ``(filename, content[, mime_type])``.
            name: The document's name.
            indexing_technique: How it is indexed. The first document of a knowledge base needs it
                if the base has none. Known values: ``high_quality``, ``economy``.
            doc_form: How the text is cut. Default: ``text_model``. Known values: ``text_model``,
                ``hierarchical_model``, ``qa_model``.
            doc_language: The language, for ``qa_model``. Default: English.
            process_rule: How the text is cleaned and cut. A model of ``dify_api.models``, or a
                mapping, which is sent as it is.
            retrieval_model: How the knowledge base is searched. It counts with the first document.
                A model of ``dify_api.models``, or a mapping, which is sent as it is.
            embedding_model: The embedding model's name. It counts with the first document.
            embedding_model_provider: The embedding model's provider. It counts with the first
                document.
            progress: Called with the bytes sent so far and the total in bytes; the total is None if
                unknown.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The document, in ``document``, and its ``batch`` for :meth:`wait_indexed`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 405: the server's release does not have this operation.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not accept files of this type.
            ServerError: The server failed.
            ConfigurationError: The file cannot be read.

        PATCH /v1/datasets/{dataset_id}/documents/{document_id}
        """
        body = UpdateDocumentByFileRequest(
            file=None if file is None else Upload.of(file, progress=progress),
            data=as_json(
                name=name,
                indexing_technique=indexing_technique,
                doc_form=doc_form,
                doc_language=doc_language,
                process_rule=given(ProcessRule, process_rule),
                retrieval_model=given(RetrievalModel, retrieval_model),
                embedding_model=embedding_model,
                embedding_model_provider=embedding_model_provider,
            ),
        )
        return self._session.execute(call(update_document, dataset_id, document_id, body=body), options)

    def download_url(self, dataset_id: str, document_id: str, **options: Unpack[RequestOptions]) -> str:
        """Get the URL of a document's file, which works without a key for a limited time.

        The URL may be on another host; if it begins with ``/``, it is on the Dify server. Dify
        1.9.0 to 1.13.0 do not have this endpoint; earlier releases have ``…/upload-file``, which
        the client uses.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The URL.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/download
        """
        asked = call(download_document, dataset_id, document_id)
        return self._session.execute(asked.map(lambda answer: answer.download_url or answer.url), options)

    def download(
        self, dataset_id: str, document_id: str, **options: Unpack[RequestOptions]
    ) -> BinaryResponse:
        """Get the bytes of a document's file from its :meth:`download_url`.

        The key and your headers are sent only to the Dify server, not to other hosts.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The bytes, which are read later: a context manager.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/documents/{document_id}/download
        """
        return self._session.open_url(self.download_url(dataset_id, document_id, **options))

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
        **options: Unpack[RequestOptions],
    ) -> DocumentCreated:
        """Replace a document's text.

        Gives a document another name or text and indexes it again, in the same batch. A new text
        needs a name.

        Pass the answer's ``batch`` to :meth:`wait_indexed`.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            name: The new name. A new text needs it.
            text: Its new text.
            process_rule: How the text is cleaned and cut. A model of ``dify_api.models``, or a
                mapping, which is sent as it is.
            doc_form: How the text is cut. Default: ``text_model``. Known values: ``text_model``,
                ``hierarchical_model``, ``qa_model``.
            doc_language: The language, for ``qa_model``. Default: English.
            retrieval_model: How the knowledge base is searched from now on. A model of
                ``dify_api.models``, or a mapping, which is sent as it is.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The document, which is still being indexed, and its ``batch``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

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
        return self._session.execute(
            call(update_document_by_text, dataset_id, document_id, body=body), options
        )

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
        **options: Unpack[RequestOptions],
    ) -> DocumentCreated:
        """Give a document another file, or other rules.

        It is indexed again, in the batch it was added with. Without a file the rules must be sent;
        the server refuses a name alone.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            file: The new file, with its name and MIME type. A path, bytes, an open binary file, an
                iterable of bytes, or ``(filename, content[, mime_type])``.
            name: The document's name.
            indexing_technique: How it is indexed. The first document of a knowledge base needs it
                if the base has none. Known values: ``high_quality``, ``economy``.
            doc_form: How the text is cut. Default: ``text_model``. Known values: ``text_model``,
                ``hierarchical_model``, ``qa_model``.
            doc_language: The language, for ``qa_model``. Default: English.
            process_rule: How the text is cleaned and cut. A model of ``dify_api.models``, or a
                mapping, which is sent as it is.
            retrieval_model: How the knowledge base is searched. It counts with the first document.
                A model of ``dify_api.models``, or a mapping, which is sent as it is.
            embedding_model: The embedding model's name. It counts with the first document.
            embedding_model_provider: The embedding model's provider. It counts with the first
                document.
            progress: Called with the bytes sent so far and the total in bytes; the total is None if
                unknown.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The document, in ``document``, and its ``batch`` for :meth:`wait_indexed`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not accept files of this type.
            ServerError: The server failed.
            ConfigurationError: The file cannot be read.

        POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-file
        """
        body = UpdateDocumentByFileRequest(
            file=None if file is None else Upload.of(file, progress=progress),
            data=as_json(
                name=name,
                indexing_technique=indexing_technique,
                doc_form=doc_form,
                doc_language=doc_language,
                process_rule=given(ProcessRule, process_rule),
                retrieval_model=given(RetrievalModel, retrieval_model),
                embedding_model=embedding_model,
                embedding_model_provider=embedding_model_provider,
            ),
        )
        return self._session.execute(
            call(update_document_by_file, dataset_id, document_id, body=body), options
        )

    def indexing_status(
        self, dataset_id: str, batch: str, **options: Unpack[RequestOptions]
    ) -> builtins.list[DocumentIndexingStatus]:
        """Get the indexing state of a batch.

        Returns the state of each document that was added or changed together.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            batch: The batch, from the answer that added or changed a document.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The state of each document.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status
        """
        return self._session.execute(
            call(get_indexing_status, dataset_id, batch).map(lambda answer: answer.data), options
        )

    def download_zip(
        self, dataset_id: str, document_ids: str | Iterable[str], **options: Unpack[RequestOptions]
    ) -> BinaryResponse:
        """Get the files of documents as one ZIP archive.

        The archive holds the files of up to 100 documents that came from files.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_ids: The documents' ids. One, or several.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The archive, a ZIP.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.13.1

        POST /v1/datasets/{dataset_id}/documents/download-zip
        """
        body = DocumentIdsRequest(document_ids=texts(document_ids))
        return self._session.open_binary(call(download_documents_zip, dataset_id, body=body), options)

    def set_status(
        self,
        dataset_id: str,
        action: str,
        document_ids: str | Iterable[str],
        **options: Unpack[RequestOptions],
    ) -> None:
        """Switch documents on or off, or archive them.

        Documents that are off or archived are not found by searches. The server ignores ids that it
        does not know.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            action: What to do with the documents. Known values: ``enable``, ``disable``,
                ``archive``, ``un_archive``.
            document_ids: The documents' ids. One, or several.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.5.0

        PATCH /v1/datasets/{dataset_id}/documents/status/{action}
        """
        body = DocumentIdsRequest(document_ids=texts(document_ids))
        return self._session.execute(call(set_document_status, dataset_id, action, body=body).done(), options)
