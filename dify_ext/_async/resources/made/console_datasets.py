# Made from spec/console_datasets.yaml by scripts/regenerate: change that one.
"""``server.datasets``: The keys for knowledge bases, and the indexing state of documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from dify_api.api.console_datasets import (
    create_dataset_api_key,
    delete_dataset_api_key,
    get_dataset_indexing_status,
    get_document_indexing_status,
    list_dataset_api_keys,
    list_error_documents,
    retry_documents,
)
from dify_api.models import ApiKey, DocumentIndexingStatus, RetryDocumentsRequest

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.arguments import (
    texts,
)
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions


class AsyncConsoleDatasets(AsyncResource):
    """The keys for knowledge bases, and the indexing state of documents."""

    async def api_keys(self, **options: Unpack[RequestOptions]) -> list[ApiKey]:
        """List the keys for knowledge bases.

        Returns all keys of the workspace for its knowledge bases at once.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The keys.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        GET /console/api/datasets/api-keys
        """
        return await self._session.execute(
            call(list_dataset_api_keys).map(lambda answer: answer.data), options
        )

    async def create_api_key(self, **options: Unpack[RequestOptions]) -> ApiKey:
        """Create a key for knowledge bases.

        Each call creates another key for all knowledge bases of the workspace. There are at most
        ten; then the server answers 400.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The new key (with status 200, not 201).

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/datasets/api-keys
        """
        return await self._session.execute(call(create_dataset_api_key), options)

    async def ensure_api_key(self, **options: Unpack[RequestOptions]) -> ApiKey:
        """Get the first key for knowledge bases; create one if there is none.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The key, in ``token``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/datasets/api-keys
        """
        found = await self.api_keys(**options)
        if found:
            return found[0]
        return await self._session.execute(call(create_dataset_api_key), options)

    async def delete_api_key(self, key_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a key for knowledge bases.

        The key stops working at once.

        Args:
            key_id: The key's id, a UUID, not the key itself.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        DELETE /console/api/datasets/api-keys/{api_key_id}
        """
        return await self._session.execute(call(delete_dataset_api_key, key_id).done(), options)

    async def indexing_status(
        self, dataset_id: str, **options: Unpack[RequestOptions]
    ) -> list[DocumentIndexingStatus]:
        """Get the indexing state of a knowledge base.

        Returns the state of each document at once. For a knowledge base that does not exist the
        list is empty.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The state of each document.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/datasets/{dataset_id}/indexing-status
        """
        return await self._session.execute(
            call(get_dataset_indexing_status, dataset_id).map(lambda answer: answer.data), options
        )

    async def document_indexing_status(
        self, dataset_id: str, document_id: str, **options: Unpack[RequestOptions]
    ) -> DocumentIndexingStatus:
        """Get the indexing state of a document.

        Returns the state of one document.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The state of the document.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status
        """
        return await self._session.execute(
            call(get_document_indexing_status, dataset_id, document_id), options
        )

    async def error_documents(
        self, dataset_id: str, **options: Unpack[RequestOptions]
    ) -> list[DocumentIndexingStatus]:
        """List the documents that failed.

        Returns the documents that could not be indexed or were paused, at once.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The documents.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/datasets/{dataset_id}/error-docs
        """
        return await self._session.execute(
            call(list_error_documents, dataset_id).map(lambda answer: answer.data), options
        )

    async def retry(
        self, dataset_id: str, document_ids: str | Iterable[str], **options: Unpack[RequestOptions]
    ) -> None:
        """Index failed documents again.

        Documents that cannot be retried are ignored.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            document_ids: The documents' ids. One, or several.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/datasets/{dataset_id}/retry
        """
        body = RetryDocumentsRequest(document_ids=texts(document_ids))
        return await self._session.execute(call(retry_documents, dataset_id, body=body).done(), options)
