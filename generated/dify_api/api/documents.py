"""Operations on documents: The documents of a knowledge base, from texts or files, and the state of
their indexing.
"""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import bytes_body, error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    path_segment,
    query_fields,
)


class create_document_by_text:
    """``POST /v1/datasets/{dataset_id}/document/create-by-text``: Add a document by its text."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.CreateDocumentByTextRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/document/create-by-text",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentCreated | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentCreated.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByTextRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByTextRequest
    ) -> models.DocumentCreated | models.Error | None:
        """Add a document by its text.

        Stores a text as a document and starts to index it. The first document of a knowledge base
        needs an indexing technique if the base has none, and an embedding model if that technique
        needs one.

        ``POST /v1/datasets/{dataset_id}/document/create-by-text``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: The text, and how it is to be cut and indexed.

        Returns:
            ``DocumentCreated`` or ``Error``. The document, which is still being indexed, and its
                `batch`.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByTextRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByTextRequest
    ) -> models.DocumentCreated | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed


class create_document_by_file:
    """``POST /v1/datasets/{dataset_id}/document/create-by-file``: Add a document by its file."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.CreateDocumentByFileRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/document/create-by-file",
            **body.to_multipart(),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentCreated | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentCreated.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 413, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByFileRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByFileRequest
    ) -> models.DocumentCreated | models.Error | None:
        """Add a document by its file.

        Stores a file as a document and starts to index it. Only one file is taken. The first
        document of a knowledge base needs an indexing technique if the base has none.

        ``POST /v1/datasets/{dataset_id}/document/create-by-file``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: The file, and how it is to be cut and indexed.

        Returns:
            ``DocumentCreated`` or ``Error``. The document, which is still being indexed, and its
                `batch`.
            ``Error`` for 400, 401, 403, 404, 413, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByFileRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.CreateDocumentByFileRequest
    ) -> models.DocumentCreated | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed


class list_documents:
    """``GET /v1/datasets/{dataset_id}/documents``: List the documents of a knowledge base."""

    @staticmethod
    def _get_kwargs(
        dataset_id: str,
        *,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        status: models.DocumentDisplayStatus | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                    "keyword": keyword,
                    "status": status,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentPage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        status: models.DocumentDisplayStatus | None = None,
    ) -> Response[models.DocumentPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(dataset_id, page=page, limit=limit, keyword=keyword, status=status)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        status: models.DocumentDisplayStatus | None = None,
    ) -> models.DocumentPage | models.Error | None:
        """List the documents of a knowledge base.

        Returns the documents page by page, the newest first.

        ``GET /v1/datasets/{dataset_id}/documents``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            keyword: Only documents whose name contains this text.
            status: Only documents in this state. An unknown state filters nothing.

        Returns:
            ``DocumentPage`` or ``Error``. One page of documents.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            dataset_id, client=client, page=page, limit=limit, keyword=keyword, status=status
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        status: models.DocumentDisplayStatus | None = None,
    ) -> Response[models.DocumentPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(dataset_id, page=page, limit=limit, keyword=keyword, status=status)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        status: models.DocumentDisplayStatus | None = None,
    ) -> models.DocumentPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                dataset_id, client=client, page=page, limit=limit, keyword=keyword, status=status
            )
        ).parsed


class get_document:
    """``GET /v1/datasets/{dataset_id}/documents/{document_id}``: Get a document."""

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, *, metadata: models.DocumentMetadataChoice | None = None
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}",
            "params": query_fields(
                {
                    "metadata": metadata,
                }
            ),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Document | models.Error | None:
        if response.is_success:
            return json_body(response, models.Document.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 405, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        metadata: models.DocumentMetadataChoice | None = None,
    ) -> Response[models.Document | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, metadata=metadata))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        metadata: models.DocumentMetadataChoice | None = None,
    ) -> models.Document | models.Error | None:
        """Get a document.

        Returns a document with its rules, its language and its metadata. (Dify since 1.5.1)

        ``GET /v1/datasets/{dataset_id}/documents/{document_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            metadata: Whether the answer contains the metadata. Default: `all`.

        Returns:
            ``Document`` or ``Error``. The document. With `only` it has its id, type and metadata
                alone.
            ``Error`` for 400, 401, 403, 404, 405, 500: see ``dify_api.errors``.
            405: 0.15.8 does not have this operation.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client, metadata=metadata).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        metadata: models.DocumentMetadataChoice | None = None,
    ) -> Response[models.Document | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, metadata=metadata))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        document_id: str,
        *,
        client: Client,
        metadata: models.DocumentMetadataChoice | None = None,
    ) -> models.Document | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client, metadata=metadata)).parsed


class delete_document:
    """``DELETE /v1/datasets/{dataset_id}/documents/{document_id}``: Delete a document."""

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, dataset_id: str, document_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, document_id: str, *, client: Client) -> models.Error | None:
        """Delete a document.

        Removes a document with its segments. The server answers 403 if it is archived, and
        sometimes 400 while it is being indexed. 1.4 to 1.12 answer 200 with the body `204`.

        ``DELETE /v1/datasets/{dataset_id}/documents/{document_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.

        Returns:
            ``Error``. The document is gone.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, dataset_id: str, document_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client)).parsed


class update_document:
    """``PATCH /v1/datasets/{dataset_id}/documents/{document_id}``: Change a document, with a file or
    without.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, *, body: models.UpdateDocumentByFileRequest
    ) -> dict[str, Any]:
        return {
            "method": "patch",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}",
            **body.to_multipart(),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentCreated | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentCreated.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 405, 413, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> models.DocumentCreated | models.Error | None:
        """Change a document, with a file or without.

        Replaces the document's file, or indexes it again by other rules. Without a file the rules
        must be sent; the server refuses a name alone. (Dify since 1.14.0)

        ``PATCH /v1/datasets/{dataset_id}/documents/{document_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            body: What changes.

        Returns:
            ``DocumentCreated`` or ``Error``. The document, which is still being indexed, and its
                `batch`.
            ``Error`` for 400, 401, 403, 404, 405, 413, 415, 500: see ``dify_api.errors``.
            405: 0.15.8 does not have this operation.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> models.DocumentCreated | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client, body=body)).parsed


class download_document:
    """``GET /v1/datasets/{dataset_id}/documents/{document_id}/download``: Get the address of a
    document's file.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/download",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentDownload | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentDownload.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.DocumentDownload | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> models.DocumentDownload | models.Error | None:
        """Get the address of a document's file.

        The file can be fetched from the address for a limited time, without a key. The address may
        be on another host, or begin with `/` and be on this one. (Dify since 1.13.1)

        ``GET /v1/datasets/{dataset_id}/documents/{document_id}/download``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.

        Returns:
            ``DocumentDownload`` or ``Error``. The address.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.DocumentDownload | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> models.DocumentDownload | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client)).parsed


class get_document_upload_file:
    """``GET /v1/datasets/{dataset_id}/documents/{document_id}/upload-file``: Get a document's file and
    its address, on older releases.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, document_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/upload-file",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentUploadFile | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentUploadFile.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.DocumentUploadFile | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> models.DocumentUploadFile | models.Error | None:
        """Get a document's file and its address, on older releases.

        Returns the file that a document was made from. Its addresses hold for a limited time,
        without a key. (Dify until 1.8.1) Later releases answer 404; 1.13.1 and later have
        `download` instead.

        ``GET /v1/datasets/{dataset_id}/documents/{document_id}/upload-file``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.

        Returns:
            ``DocumentUploadFile`` or ``Error``. The file.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> Response[models.DocumentUploadFile | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client
    ) -> models.DocumentUploadFile | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client)).parsed


class update_document_by_text:
    """``POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-text``: Replace a document's
    text.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, *, body: models.UpdateDocumentByTextRequest
    ) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/update-by-text",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentCreated | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentCreated.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByTextRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByTextRequest
    ) -> models.DocumentCreated | models.Error | None:
        """Replace a document's text.

        Gives a document another name or text and indexes it again, in the same batch. A new text
        needs a name.

        ``POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-text``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            body: What changes.

        Returns:
            ``DocumentCreated`` or ``Error``. The document, which is still being indexed, and its
                `batch`.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByTextRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByTextRequest
    ) -> models.DocumentCreated | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client, body=body)).parsed


class update_document_by_file:
    """``POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-file``: Replace a document's
    file.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, document_id: str, *, body: models.UpdateDocumentByFileRequest
    ) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/update-by-file",
            **body.to_multipart(),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DocumentCreated | models.Error | None:
        if response.is_success:
            return json_body(response, models.DocumentCreated.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 413, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> models.DocumentCreated | models.Error | None:
        """Replace a document's file.

        Gives a document another file and indexes it again, in the same batch. Without a file the
        rules must be sent; the server refuses a name alone. From 1.14.0 on a PATCH of the document
        does the same.

        ``POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-file``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            document_id: The document's id, a UUID.
            body: What changes.

        Returns:
            ``DocumentCreated`` or ``Error``. The document, which is still being indexed, and its
                `batch`.
            ``Error`` for 400, 401, 403, 404, 413, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, document_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> Response[models.DocumentCreated | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, document_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, document_id: str, *, client: Client, body: models.UpdateDocumentByFileRequest
    ) -> models.DocumentCreated | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, document_id, client=client, body=body)).parsed


class get_indexing_status:
    """``GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status``: Get the indexing state of a
    batch.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, batch: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(batch, 'batch')}/indexing-status",
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
        cls, dataset_id: str, batch: str, *, client: Client
    ) -> Response[models.DocumentIndexingStatusList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, batch))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, batch: str, *, client: Client
    ) -> models.DocumentIndexingStatusList | models.Error | None:
        """Get the indexing state of a batch.

        Returns the state of each document that was added or changed together.

        ``GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            batch: The batch, from the answer that added or changed a document.

        Returns:
            ``DocumentIndexingStatusList`` or ``Error``. The state of each document.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, batch, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, batch: str, *, client: Client
    ) -> Response[models.DocumentIndexingStatusList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, batch))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, batch: str, *, client: Client
    ) -> models.DocumentIndexingStatusList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, batch, client=client)).parsed


class download_documents_zip:
    """``POST /v1/datasets/{dataset_id}/documents/download-zip``: Get the files of documents as one ZIP
    archive.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.DocumentIdsRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/download-zip",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
        if response.is_success:
            return bytes_body(response)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
    ) -> Response[bytes | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
    ) -> bytes | models.Error | None:
        """Get the files of documents as one ZIP archive.

        The archive holds the files of up to 100 documents that came from files. (Dify since 1.13.1)

        ``POST /v1/datasets/{dataset_id}/documents/download-zip``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: Which documents.

        Returns:
            ``bytes`` or ``Error``. The archive, a ZIP.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
    ) -> Response[bytes | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
    ) -> bytes | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed


class set_document_status:
    """``PATCH /v1/datasets/{dataset_id}/documents/status/{action}``: Switch documents on or off, or
    archive them.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, action: models.DocumentStatusAction, *, body: models.DocumentIdsRequest
    ) -> dict[str, Any]:
        return {
            "method": "patch",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/status/{path_segment(action, 'action')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls,
        dataset_id: str,
        action: models.DocumentStatusAction,
        *,
        client: Client,
        body: models.DocumentIdsRequest,
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, action, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        dataset_id: str,
        action: models.DocumentStatusAction,
        *,
        client: Client,
        body: models.DocumentIdsRequest,
    ) -> models.Result | models.Error | None:
        """Switch documents on or off, or archive them.

        Documents that are off or archived are not found by searches. The server ignores ids that it
        does not know. (Dify since 1.5.0)

        ``PATCH /v1/datasets/{dataset_id}/documents/status/{action}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            action: What to do with the documents.
            body: Which documents.

        Returns:
            ``Result`` or ``Error``. It has been done.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, action, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        dataset_id: str,
        action: models.DocumentStatusAction,
        *,
        client: Client,
        body: models.DocumentIdsRequest,
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, action, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        dataset_id: str,
        action: models.DocumentStatusAction,
        *,
        client: Client,
        body: models.DocumentIdsRequest,
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, action, client=client, body=body)).parsed
