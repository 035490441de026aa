"""Operations on app: The app's name, mode and settings, and the feedback of its users."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    query_fields,
)


class get_app_info:
    """``GET /v1/info``: Get the app's name and mode."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/info",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.AppInfo | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppInfo.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.AppInfo | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.AppInfo | models.Error | None:
        """Get the app's name and mode.

        Tells which app the key belongs to: its name, description, tags, mode and author.

        ``GET /v1/info``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``AppInfo`` or ``Error``. The app.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.AppInfo | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.AppInfo | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class get_app_parameters:
    """``GET /v1/parameters``: Get the app's settings."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/parameters",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AppParameters | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppParameters.from_dict)
        return error_body(client, response, 400, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.AppParameters | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.AppParameters | models.Error | None:
        """Get the app's settings.

        Returns what a chat window needs: the opening statement, the input form, the features that
        are on, and the limits for files. The server answers 400 if the app has not been published.

        ``GET /v1/parameters``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``AppParameters`` or ``Error``. The settings.
            ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.AppParameters | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.AppParameters | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class get_app_meta:
    """``GET /v1/meta``: Get the icons of the app's tools."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/meta",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.AppMeta | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppMeta.from_dict)
        return error_body(client, response, 401, 403, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.AppMeta | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.AppMeta | models.Error | None:
        """Get the icons of the app's tools.

        Returns an icon for each tool that the app's agent or workflow uses.

        ``GET /v1/meta``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``AppMeta`` or ``Error``. The icons.
            ``Error`` for 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.AppMeta | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.AppMeta | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class get_app_site:
    """``GET /v1/site``: Get the settings of the app's web page."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/site",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.AppSite | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppSite.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[models.AppSite | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> models.AppSite | models.Error | None:
        """Get the settings of the app's web page.

        Returns the title, the icon, the colors and the texts of the app's web page. (Dify since
        1.4.0)

        ``GET /v1/site``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``AppSite`` or ``Error``. The settings of the web page.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.
            404: 0.15.8 does not have this operation and answers with a page of HTML.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[models.AppSite | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> models.AppSite | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class list_app_feedbacks:
    """``GET /v1/app/feedbacks``: List the feedback on the app's answers."""

    @staticmethod
    def _get_kwargs(*, page: int | None = None, limit: int | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/app/feedbacks",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AppFeedbackPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppFeedbackPage.from_dict)
        return error_body(client, response, 400, 401, 403, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, page: int | None = None, limit: int | None = None
    ) -> Response[models.AppFeedbackPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(page=page, limit=limit))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, page: int | None = None, limit: int | None = None
    ) -> models.AppFeedbackPage | models.Error | None:
        """List the feedback on the app's answers.

        Returns the feedback of all users on all messages of the app, page by page. The answer does
        not tell whether more pages follow: a page that is not full is the last one. (Dify since
        1.4.0)

        ``GET /v1/app/feedbacks``

        Args:
            client: Whom to ask, and with which key.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 101. Default: 20.

        Returns:
            ``AppFeedbackPage`` or ``Error``. One page of feedback.
            ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, page=page, limit=limit).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, page: int | None = None, limit: int | None = None
    ) -> Response[models.AppFeedbackPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(page=page, limit=limit))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, page: int | None = None, limit: int | None = None
    ) -> models.AppFeedbackPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, page=page, limit=limit)).parsed
