"""Operations on console_auth: Sign in to the console, stay signed in and sign out."""

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


class login:
    """``POST /console/api/login``: Sign in to the console."""

    @staticmethod
    def _get_kwargs(*, body: models.LoginRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/login",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.LoginResult | models.Error | None:
        if response.is_success:
            return json_body(response, models.LoginResult.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 422, 429, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.LoginRequest
    ) -> Response[models.LoginResult | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.LoginRequest) -> models.LoginResult | models.Error | None:
        """Sign in to the console.

        Signs an account in by e-mail and password. Up to 1.9.1 the tokens are in the answer; from
        1.9.2 on they come as cookies `access_token`, `refresh_token` and `csrf_token`, over https
        mostly with `__Host-` before the name. After six wrong passwords the server refuses the
        account for a day with 429. An unknown e-mail is a 401, up to 1.8.1 a 200 whose `result` is
        `fail`, so look at `result`.

        ``POST /console/api/login``

        Args:
            client: Whom to ask, and with which key.
            body: Who signs in.

        Returns:
            ``LoginResult`` or ``Error``. Signed in, where `result` is `success`.
            ``Error`` for 400, 401, 403, 415, 422, 429, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.LoginRequest
    ) -> Response[models.LoginResult | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.LoginRequest
    ) -> models.LoginResult | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class refresh_token:
    """``POST /console/api/refresh-token``: Get new tokens for the refresh token."""

    @staticmethod
    def _get_kwargs(*, body: models.RefreshTokenRequest | None = None) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/refresh-token",
            **({} if body is None else {"json": json_value(body)}),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.LoginResult | models.Error | None:
        if response.is_success:
            return json_body(response, models.LoginResult.from_dict)
        return error_body(client, response, 400, 401, 403, 422, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.RefreshTokenRequest | None = None
    ) -> Response[models.LoginResult | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.RefreshTokenRequest | None = None
    ) -> models.LoginResult | models.Error | None:
        """Get new tokens for the refresh token.

        Returns new tokens and ends the refresh token that was sent; the old access token works
        until it expires. From 1.9.2 on only the cookie `refresh_token` is read, and the new tokens
        come as cookies, as at the sign-in. Up to 1.9.1 only the body is read, and the new tokens
        are in the answer.

        ``POST /console/api/refresh-token``

        Args:
            client: Whom to ask, and with which key.
            body: The refresh token, up to 1.9.1; later servers do not read it.

        Returns:
            ``LoginResult`` or ``Error``. There are new tokens.
            ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.RefreshTokenRequest | None = None
    ) -> Response[models.LoginResult | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.RefreshTokenRequest | None = None
    ) -> models.LoginResult | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class logout:
    """``POST /console/api/logout``: Sign out of the console."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/logout",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.Result | models.Error | None:
        """Sign out of the console.

        Ends the refresh token. The access token works until it expires. If nobody is signed in,
        that is a success, too. Up to 1.8.1 it is a GET, which a POST answers with 405, and needs
        the access token.

        ``POST /console/api/logout``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``Result`` or ``Error``. Signed out.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed
