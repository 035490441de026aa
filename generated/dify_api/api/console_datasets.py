"""Operations on console_datasets: The keys for knowledge bases, and the indexing state of documents."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    path_segment,
)


class list_dataset_api_keys:
    """``GET /console/api/datasets/api-keys``: List the keys for knowledge bases."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/console/api/datasets/api-keys",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ApiKeyList | models.Error | None:
        if response.is_success:
            return json_body(response, models.ApiKeyList.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.ApiKeyList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.ApiKeyList | models.Error | None:
        """List the keys for knowledge bases.

        Returns all keys of the workspace for its knowledge bases at once.

        ``GET /console/api/datasets/api-keys``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``ApiKeyList`` or ``Error``. The keys.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.ApiKeyList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.ApiKeyList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class create_dataset_api_key:
    """``POST /console/api/datasets/api-keys``: Create a key for knowledge bases."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/datasets/api-keys",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.ApiKey | models.Error | None:
        if response.is_success:
            return json_body(response, models.ApiKey.from_dict)
        return error_body(client, response, 400, 401, 403, 422, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.ApiKey | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.ApiKey | models.Error | None:
        """Create a key for knowledge bases.

        Each call creates another key for all knowledge bases of the workspace. There are at most
        ten; then the server answers 400.

        ``POST /console/api/datasets/api-keys``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``ApiKey`` or ``Error``. The new key (with status 200, not 201).
            ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.ApiKey | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.ApiKey | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class delete_dataset_api_key:
    """``DELETE /console/api/datasets/api-keys/{api_key_id}``: Delete a key for knowledge bases."""

    @staticmethod
    def _get_kwargs(api_key_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/console/api/datasets/api-keys/{path_segment(api_key_id, 'api_key_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, api_key_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(api_key_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, api_key_id: str, *, client: Client) -> models.Error | None:
        """Delete a key for knowledge bases.

        The key stops working at once.

        ``DELETE /console/api/datasets/api-keys/{api_key_id}``

        Args:
            client: Whom to ask, and with which key.
            api_key_id: The key's id, a UUID, not the key itself.

        Returns:
            ``Error``. The key is gone.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(api_key_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, api_key_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(api_key_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, api_key_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(api_key_id, client=client)).parsed


class get_dataset_indexing_status:
    """``GET /console/api/datasets/{dataset_id}/indexing-status``: Get the indexing state of a
    knowledge base.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/indexing-status",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentIndexingStatusList | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentIndexingStatusList.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.DocumentIndexingStatusList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client
    ) -> models.DocumentIndexingStatusList | models.Error | None:
        """Get the indexing state of a knowledge base.

        Returns the state of each document at once. For a knowledge base that does not exist the
        list is empty.

        ``GET /console/api/datasets/{dataset_id}/indexing-status``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``DocumentIndexingStatusList`` or ``Error``. The state of each document.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.DocumentIndexingStatusList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client
    ) -> models.DocumentIndexingStatusList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed


class get_document_indexing_status:
    """``GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status``: Get the
    indexing state of a document.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/indexing-status",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentIndexingStatus | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentIndexingStatus.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.DocumentIndexingStatus | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> models.DocumentIndexingStatus | models.Error | None:
        """Get the indexing state of a document.

        Returns the state of one document.

        ``GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.

        Returns:
            ``DocumentIndexingStatus`` or ``Error``. The state of the document.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.DocumentIndexingStatus | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> models.DocumentIndexingStatus | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client)).parsed


class list_error_documents:
    """``GET /console/api/datasets/{dataset_id}/error-docs``: List the documents that failed."""

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/error-docs",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ErrorDocumentList | models.Error | None:
        if response.is_success:
            return json_body(response, models.ErrorDocumentList.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.ErrorDocumentList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, *, client: Client) -> models.ErrorDocumentList | models.Error | None:
        """List the documents that failed.

        Returns the documents that could not be indexed or were paused, at once. From the server's
        source; it was not recorded.

        ``GET /console/api/datasets/{dataset_id}/error-docs``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``ErrorDocumentList`` or ``Error``. The documents.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.ErrorDocumentList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client
    ) -> models.ErrorDocumentList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed


class retry_documents:
    """``POST /console/api/datasets/{dataset_id}/retry``: Index failed documents again."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.RetryDocumentsRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/retry",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
    ) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
    ) -> models.Error | None:
        """Index failed documents again.

        Documents that cannot be retried are ignored. From the server's source; it was not recorded.

        ``POST /console/api/datasets/{dataset_id}/retry``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: Which documents.

        Returns:
            ``Error``. It has been started.
            ``Error`` for 400, 401, 403, 404, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
    ) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed
