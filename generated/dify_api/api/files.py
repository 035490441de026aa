"""Operations on files: Upload files for messages and runs, and download them."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import bytes_body, error_body, json_body
from ..client import Client
from ..types import (
    Response,
    path_segment,
    query_fields,
)


class upload_file:
    """``POST /v1/files/upload``: Upload a file."""

    @staticmethod
    def _get_kwargs(*, body: models.FileUploadRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/files/upload",
            **body.to_multipart(),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.FileUpload | models.Error | None:
        if response.is_success:
            return json_body(response, models.FileUpload.from_dict)
        return error_body(client, response, 400, 401, 403, 413, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.FileUploadRequest
    ) -> Response[models.FileUpload | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.FileUploadRequest
    ) -> models.FileUpload | models.Error | None:
        """Upload a file.

        Stores a file for the end user. Messages mention it by its id.

        ``POST /v1/files/upload``

        Args:
            client: Whom to ask, and with which key.
            body: The file and who sends it.

        Returns:
            ``FileUpload`` or ``Error``. The file on the server.
            ``Error`` for 400, 401, 403, 413, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.FileUploadRequest
    ) -> Response[models.FileUpload | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.FileUploadRequest
    ) -> models.FileUpload | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class preview_file:
    """``GET /v1/files/{file_id}/preview``: Get the bytes of an uploaded file."""

    @staticmethod
    def _get_kwargs(
        file_id: str, *, as_attachment: bool | None = None, user: str | None = None
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/files/{path_segment(file_id, 'file_id')}/preview",
            "params": query_fields(
                {
                    "as_attachment": as_attachment,
                    "user": user,
                }
            ),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
        if response.is_success:
            return bytes_body(response)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, file_id: str, *, client: Client, as_attachment: bool | None = None, user: str | None = None
    ) -> Response[bytes | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(file_id, as_attachment=as_attachment, user=user))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, file_id: str, *, client: Client, as_attachment: bool | None = None, user: str | None = None
    ) -> bytes | models.Error | None:
        """Get the bytes of an uploaded file.

        The server answers 404 until a message has used the file, and 403 if the file belongs to
        another app. (Dify since 1.7.2)

        ``GET /v1/files/{file_id}/preview``

        Args:
            client: Whom to ask, and with which key.
            file_id: The id that the upload gave, a UUID.
            as_attachment: Whether to send the file as a download, with its name. Default: false.
            user: The end user for whom the call is made: an id that your program chooses.

        Returns:
            ``bytes`` or ``Error``. The file's bytes, with the file's own content type.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(file_id, client=client, as_attachment=as_attachment, user=user).parsed

    @classmethod
    async def asyncio_detailed(
        cls, file_id: str, *, client: Client, as_attachment: bool | None = None, user: str | None = None
    ) -> Response[bytes | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(file_id, as_attachment=as_attachment, user=user))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, file_id: str, *, client: Client, as_attachment: bool | None = None, user: str | None = None
    ) -> bytes | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(file_id, client=client, as_attachment=as_attachment, user=user)
        ).parsed
