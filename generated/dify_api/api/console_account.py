"""Operations on console_account: The account that is signed in and its workspaces."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
)


class get_account_profile:
    """``GET /console/api/account/profile``: Get the account that is signed in."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/console/api/account/profile",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Account | models.Error | None:
        if response.is_success:
            return json_body(response, models.Account.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.Account | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.Account | models.Error | None:
        """Get the account that is signed in.

        Returns the name, the e-mail, the language and the time zone of the account. Statistics are
        in this time zone.

        ``GET /console/api/account/profile``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``Account`` or ``Error``. The account.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.Account | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.Account | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class list_workspaces:
    """``GET /console/api/workspaces``: List the account's workspaces."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/console/api/workspaces",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkspaceList | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkspaceList.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.WorkspaceList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.WorkspaceList | models.Error | None:
        """List the account's workspaces.

        Returns all workspaces of the account at once; `current` tells in which one it works.

        ``GET /console/api/workspaces``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``WorkspaceList`` or ``Error``. The workspaces.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.WorkspaceList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.WorkspaceList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class get_current_workspace:
    """``POST /console/api/workspaces/current``: Get the workspace in which the account works."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/workspaces/current",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.Workspace | models.Error | None:
        if response.is_success:
            return json_body(response, models.Workspace.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.Workspace | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.Workspace | models.Error | None:
        """Get the workspace in which the account works.

        Returns the workspace that the other calls are about, and the account's role in it. It
        changes nothing. (Dify until 1.16.0) Up to 1.8.1 it is a GET, and a POST is a 405.

        ``POST /console/api/workspaces/current``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``Workspace`` or ``Error``. The workspace.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.Workspace | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.Workspace | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed
