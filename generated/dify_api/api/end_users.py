"""Operations on end_users: The end users of the app."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    path_segment,
)


class get_end_user:
    """``GET /v1/end-users/{end_user_id}``: Get an end user."""

    @staticmethod
    def _get_kwargs(end_user_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/end-users/{path_segment(end_user_id, 'end_user_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.EndUser | models.Error | None:
        if response.is_success:
            return json_body(response, models.EndUser.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, end_user_id: str, *, client: Client) -> Response[models.EndUser | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(end_user_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, end_user_id: str, *, client: Client) -> models.EndUser | models.Error | None:
        """Get an end user.

        Finds the end user of an id that messages, uploads and logs name. `session_id` is the text
        that was given as `user`. (Dify since 1.13.0)

        ``GET /v1/end-users/{end_user_id}``

        Args:
            client: Whom to ask, and with which key.
            end_user_id: The server's id of the end user, a UUID.

        Returns:
            ``EndUser`` or ``Error``. The end user.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(end_user_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, end_user_id: str, *, client: Client
    ) -> Response[models.EndUser | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(end_user_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, end_user_id: str, *, client: Client) -> models.EndUser | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(end_user_id, client=client)).parsed
