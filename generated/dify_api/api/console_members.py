"""Operations on console_members: The members of a workspace."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
)


class list_members:
    """``GET /console/api/workspaces/current/members``: List the members of the workspace."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/console/api/workspaces/current/members",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.MemberList | models.Error | None:
        if response.is_success:
            return json_body(response, models.MemberList.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.MemberList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.MemberList | models.Error | None:
        """List the members of the workspace.

        Returns all members of the account's workspace at once, also invited ones who have not
        accepted yet.

        ``GET /console/api/workspaces/current/members``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``MemberList`` or ``Error``. The members.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.MemberList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.MemberList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class invite_members:
    """``POST /console/api/workspaces/current/members/invite-email``: Invite people to the workspace."""

    @staticmethod
    def _get_kwargs(*, body: models.InviteMembersRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/workspaces/current/members/invite-email",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.InvitationResults | models.Error | None:
        if response.is_success:
            return json_body(response, models.InvitationResults.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.InviteMembersRequest
    ) -> Response[models.InvitationResults | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.InviteMembersRequest
    ) -> models.InvitationResults | models.Error | None:
        """Invite people to the workspace.

        Creates an invitation for each address, and sends it if the server can send e-mail. Each
        address has its own result; an address that was invited before is invited again. The server
        answers 400 for `owner` and for unknown roles.

        ``POST /console/api/workspaces/current/members/invite-email``

        Args:
            client: Whom to ask, and with which key.
            body: Whom to invite.

        Returns:
            ``InvitationResults`` or ``Error``. The result of each address.
            ``Error`` for 400, 401, 403, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.InviteMembersRequest
    ) -> Response[models.InvitationResults | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.InviteMembersRequest
    ) -> models.InvitationResults | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed
