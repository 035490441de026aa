"""Knowledge bases as the console sees them: ``server.datasets``."""

from __future__ import annotations

from collections.abc import Iterable

from dify_api.api.console_datasets import (
    create_dataset_api_key,
    delete_dataset_api_key,
    get_dataset_indexing_status,
    get_document_indexing_status,
    list_dataset_api_keys,
    list_error_documents,
    retry_documents,
)
from dify_api.models.api_key import ApiKey
from dify_api.models.document_indexing_status import DocumentIndexingStatus
from dify_api.models.retry_documents_request import RetryDocumentsRequest

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._core.operation_call import call


class AsyncConsoleDatasets(AsyncResource):
    """Keys for knowledge bases, and how indexing goes."""

    async def api_keys(self) -> list[ApiKey]:
        """The workspace's keys for knowledge bases.

        GET /console/api/datasets/api-keys
        """
        return await self._session.execute(call(list_dataset_api_keys).map(lambda keys: keys.data))

    async def create_api_key(self) -> ApiKey:
        """Make a new key; a server keeps at most ten.

        POST /console/api/datasets/api-keys
        """
        return await self._session.execute(call(create_dataset_api_key))

    async def ensure_api_key(self) -> ApiKey:
        """The first key there is, else a new one."""
        keys = await self.api_keys()
        return keys[0] if keys else await self.create_api_key()

    async def delete_api_key(self, key_id: str) -> None:
        """Delete a key: it is dead at once.

        DELETE /console/api/datasets/api-keys/{api_key_id}
        """
        return await self._session.execute(call(delete_dataset_api_key, key_id).done())

    async def indexing_status(self, dataset_id: str) -> list[DocumentIndexingStatus]:
        """How far the indexing of each document is.

        GET /console/api/datasets/{dataset_id}/indexing-status
        """
        return await self._session.execute(
            call(get_dataset_indexing_status, dataset_id).map(lambda it: it.data)
        )

    async def document_indexing_status(self, dataset_id: str, document_id: str) -> DocumentIndexingStatus:
        """How far the indexing of a document is.

        GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status
        """
        return await self._session.execute(call(get_document_indexing_status, dataset_id, document_id))

    async def error_documents(self, dataset_id: str) -> list[DocumentIndexingStatus]:
        """The documents whose indexing failed.

        GET /console/api/datasets/{dataset_id}/error-docs
        """
        return await self._session.execute(call(list_error_documents, dataset_id).map(lambda it: it.data))

    async def retry(self, dataset_id: str, document_ids: str | Iterable[str]) -> None:
        """Index documents again that failed.

        POST /console/api/datasets/{dataset_id}/retry
        """
        ids = [document_ids] if isinstance(document_ids, str) else [*document_ids]
        body = RetryDocumentsRequest(document_ids=ids)
        return await self._session.execute(call(retry_documents, dataset_id, body=body).done())


class AsyncConsoleDatasetsWithRawResponse:
    """``server.with_raw_response.datasets``."""

    def __init__(self, datasets: AsyncConsoleDatasets) -> None:
        self.api_keys = raw(datasets.api_keys)
        self.create_api_key = raw(datasets.create_api_key)
        self.delete_api_key = raw(datasets.delete_api_key)
        self.indexing_status = raw(datasets.indexing_status)
        self.document_indexing_status = raw(datasets.document_indexing_status)
        self.error_documents = raw(datasets.error_documents)
        self.retry = raw(datasets.retry)
