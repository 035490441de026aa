"""Operations on metadata: The metadata fields of a knowledge base and the values its documents have
for them.
"""

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


class list_metadata_fields:
    """``GET /v1/datasets/{dataset_id}/metadata``: List the metadata fields of a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.MetadataFieldList | models.Error | None:
        if response.is_success:
            return json_body(response, models.MetadataFieldList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.MetadataFieldList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, *, client: Client) -> models.MetadataFieldList | models.Error | None:
        """List the metadata fields of a knowledge base.

        Returns all fields that were added at once, and whether the server's own fields are switched
        on. (Dify since 1.1.1)

        ``GET /v1/datasets/{dataset_id}/metadata``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``MetadataFieldList`` or ``Error``. The fields.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.MetadataFieldList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client
    ) -> models.MetadataFieldList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed


class create_metadata_field:
    """``POST /v1/datasets/{dataset_id}/metadata``: Add a metadata field to a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.MetadataFieldRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.MetadataField | models.Error | None:
        if response.is_success:
            return json_body(response, models.MetadataField.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.MetadataFieldRequest
    ) -> Response[models.MetadataField | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.MetadataFieldRequest
    ) -> models.MetadataField | models.Error | None:
        """Add a metadata field to a knowledge base.

        The documents of the knowledge base can have a value for the field. The server answers 400
        if there is a field of this name. (Dify since 1.1.1)

        ``POST /v1/datasets/{dataset_id}/metadata``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: The field.

        Returns:
            ``MetadataField`` or ``Error``. The field as it was stored.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.MetadataFieldRequest
    ) -> Response[models.MetadataField | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.MetadataFieldRequest
    ) -> models.MetadataField | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed


class delete_metadata_field:
    """``DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}``: Delete a metadata field."""

    @staticmethod
    def _get_kwargs(dataset_id: str, metadata_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata/{path_segment(metadata_id, 'metadata_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, dataset_id: str, metadata_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, metadata_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, metadata_id: str, *, client: Client) -> models.Error | None:
        """Delete a metadata field.

        Removes a field and the values that documents have for it. It is no error if the field does
        not exist. (Dify since 1.1.1) A field that is not there is no failure. 1.8.1 answers 200
        with the body `204`.

        ``DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            metadata_id: The field's id, a UUID.

        Returns:
            ``Error``. The field is gone.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, metadata_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, metadata_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, metadata_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, dataset_id: str, metadata_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, metadata_id, client=client)).parsed


class update_metadata_field:
    """``PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}``: Rename a metadata field."""

    @staticmethod
    def _get_kwargs(
        dataset_id: str, metadata_id: str, *, body: models.MetadataFieldUpdateRequest
    ) -> dict[str, Any]:
        return {
            "method": "patch",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata/{path_segment(metadata_id, 'metadata_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.MetadataField | models.Error | None:
        if response.is_success:
            return json_body(response, models.MetadataField.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
    ) -> Response[models.MetadataField | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, metadata_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
    ) -> models.MetadataField | models.Error | None:
        """Rename a metadata field.

        Documents keep their values. The server answers 400 if another field has the name. For a
        field that does not exist some releases answer with success and a field whose `id` is null.
        (Dify since 1.1.1) For a field that is not there 1.13.2 answers 200 and a field of nulls.

        ``PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            metadata_id: The field's id, a UUID.
            body: The new name.

        Returns:
            ``MetadataField`` or ``Error``. The field as it is now.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, metadata_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
    ) -> Response[models.MetadataField | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, metadata_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
    ) -> models.MetadataField | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, metadata_id, client=client, body=body)).parsed


class list_built_in_metadata_fields_of_all:
    """``GET /v1/datasets/metadata/built-in``: List the metadata fields that come with the server, on
    older releases.
    """

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/datasets/metadata/built-in",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.BuiltInMetadataFieldList | models.Error | None:
        if response.is_success:
            return json_body(response, models.BuiltInMetadataFieldList.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.BuiltInMetadataFieldList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.BuiltInMetadataFieldList | models.Error | None:
        """List the metadata fields that come with the server, on older releases.

        Returns the fields that the server can fill by itself. (Dify since 1.1.1, until 1.8.1) 1.9.0
        and later have it below the knowledge base and answer 404 here.

        ``GET /v1/datasets/metadata/built-in``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``BuiltInMetadataFieldList`` or ``Error``. The fields.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client
    ) -> Response[models.BuiltInMetadataFieldList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.BuiltInMetadataFieldList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class list_built_in_metadata_fields:
    """``GET /v1/datasets/{dataset_id}/metadata/built-in``: List the metadata fields that come with the
    server.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata/built-in",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.BuiltInMetadataFieldList | models.Error | None:
        if response.is_success:
            return json_body(response, models.BuiltInMetadataFieldList.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.BuiltInMetadataFieldList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client
    ) -> models.BuiltInMetadataFieldList | models.Error | None:
        """List the metadata fields that come with the server.

        Returns the fields that the server can fill by itself. They are the same for each knowledge
        base. (Dify since 1.9.0) 1.8.1 and older have it elsewhere
        (`/v1/datasets/metadata/built-in`) and answer 404 here.

        ``GET /v1/datasets/{dataset_id}/metadata/built-in``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``BuiltInMetadataFieldList`` or ``Error``. The fields.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.BuiltInMetadataFieldList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client
    ) -> models.BuiltInMetadataFieldList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed


class switch_built_in_metadata_fields:
    """``POST /v1/datasets/{dataset_id}/metadata/built-in/{action}``: Switch the server's own metadata
    fields on or off.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, action: models.BuiltInMetadataAction) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata/built-in/{path_segment(action, 'action')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, action))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
    ) -> models.Result | models.Error | None:
        """Switch the server's own metadata fields on or off.

        Lets the server fill its own fields for each document of a knowledge base, or removes them.
        The server answers with success to an unknown action, and does nothing. (Dify since 1.1.1)
        1.8.1 answers with the body `200`.

        ``POST /v1/datasets/{dataset_id}/metadata/built-in/{action}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            action: Whether the fields are switched on or off.

        Returns:
            ``Result`` or ``Error``. They are on, or off.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, action, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, action))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, action, client=client)).parsed


class update_documents_metadata:
    """``POST /v1/datasets/{dataset_id}/documents/metadata``: Give documents values for metadata
    fields.
    """

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.DocumentsMetadataRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/metadata",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.DocumentsMetadataRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.DocumentsMetadataRequest
    ) -> models.Result | models.Error | None:
        """Give documents values for metadata fields.

        Sets the values of each document that is named. Its earlier values are removed, unless
        `partial_update` is true. The server answers 400 if a document does not exist; 1.8.1 ignores
        it. (Dify since 1.1.1) 1.8.1 answers with the body `200`, and passes over a document that is
        not there.

        ``POST /v1/datasets/{dataset_id}/documents/metadata``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: The documents and their values.

        Returns:
            ``Result`` or ``Error``. The values were set.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.DocumentsMetadataRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.DocumentsMetadataRequest
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed
