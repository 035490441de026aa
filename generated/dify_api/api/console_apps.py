"""Operations on console_apps: The apps of a workspace, their keys, conversations and DSL."""

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
    query_fields,
)


class list_apps:
    """``GET /console/api/apps``: List the apps of the workspace."""

    @staticmethod
    def _get_kwargs(
        *,
        page: int | None = None,
        limit: int | None = None,
        mode: models.AppModeFilter | None = None,
        name: str | None = None,
        tag_ids: str | None = None,
        is_created_by_me: bool | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/console/api/apps",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                    "mode": mode,
                    "name": name,
                    "tag_ids": tag_ids,
                    "is_created_by_me": is_created_by_me,
                }
            ),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.AppPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppPage.from_dict)
        return error_body(client, response, 400, 401, 403, 422, 500)

    @classmethod
    def sync_detailed(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        mode: models.AppModeFilter | None = None,
        name: str | None = None,
        tag_ids: str | None = None,
        is_created_by_me: bool | None = None,
    ) -> Response[models.AppPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(
                page=page,
                limit=limit,
                mode=mode,
                name=name,
                tag_ids=tag_ids,
                is_created_by_me=is_created_by_me,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        mode: models.AppModeFilter | None = None,
        name: str | None = None,
        tag_ids: str | None = None,
        is_created_by_me: bool | None = None,
    ) -> models.AppPage | models.Error | None:
        """List the apps of the workspace.

        Returns the apps page by page, the newest first.

        ``GET /console/api/apps``

        Args:
            client: Whom to ask, and with which key.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            mode: Only apps of this kind. In 0.15.8 `chat` gives chatflows and `workflow` completion
                apps as well; `advanced-chat` and `completion` are a 400.
            name: Only apps whose name contains this text.
            tag_ids: Only apps with one of these tags, their ids with commas between. 1.14.2 answers
                it with a 400.
            is_created_by_me: Whether to give only apps that the account created. `false` filters
                nothing.

        Returns:
            ``AppPage`` or ``Error``. One page of apps.
            ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            client=client,
            page=page,
            limit=limit,
            mode=mode,
            name=name,
            tag_ids=tag_ids,
            is_created_by_me=is_created_by_me,
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        mode: models.AppModeFilter | None = None,
        name: str | None = None,
        tag_ids: str | None = None,
        is_created_by_me: bool | None = None,
    ) -> Response[models.AppPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(
                page=page,
                limit=limit,
                mode=mode,
                name=name,
                tag_ids=tag_ids,
                is_created_by_me=is_created_by_me,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        mode: models.AppModeFilter | None = None,
        name: str | None = None,
        tag_ids: str | None = None,
        is_created_by_me: bool | None = None,
    ) -> models.AppPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                client=client,
                page=page,
                limit=limit,
                mode=mode,
                name=name,
                tag_ids=tag_ids,
                is_created_by_me=is_created_by_me,
            )
        ).parsed


class create_app:
    """``POST /console/api/apps``: Create an app."""

    @staticmethod
    def _get_kwargs(*, body: models.CreateAppRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/apps",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.App | models.Error | None:
        if response.is_success:
            return json_body(response, models.App.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.CreateAppRequest
    ) -> Response[models.App | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.CreateAppRequest) -> models.App | models.Error | None:
        """Create an app.

        The app gets the default model of the workspace. A chatflow or workflow starts without
        nodes.

        ``POST /console/api/apps``

        Args:
            client: Whom to ask, and with which key.
            body: What to make.

        Returns:
            ``App`` or ``Error``. The new app.
            ``Error`` for 400, 401, 403, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.CreateAppRequest
    ) -> Response[models.App | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.CreateAppRequest
    ) -> models.App | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class get_app:
    """``GET /console/api/apps/{app_id}``: Get an app."""

    @staticmethod
    def _get_kwargs(app_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.App | models.Error | None:
        if response.is_success:
            return json_body(response, models.App.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, app_id: str, *, client: Client) -> Response[models.App | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, app_id: str, *, client: Client) -> models.App | models.Error | None:
        """Get an app.

        Returns an app with its configuration and the settings of its web page.

        ``GET /console/api/apps/{app_id}``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.

        Returns:
            ``App`` or ``Error``. The app.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, app_id: str, *, client: Client) -> Response[models.App | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, app_id: str, *, client: Client) -> models.App | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client)).parsed


class update_app:
    """``PUT /console/api/apps/{app_id}``: Change an app."""

    @staticmethod
    def _get_kwargs(app_id: str, *, body: models.UpdateAppRequest) -> dict[str, Any]:
        return {
            "method": "put",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.App | models.Error | None:
        if response.is_success:
            return json_body(response, models.App.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, body: models.UpdateAppRequest
    ) -> Response[models.App | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, body: models.UpdateAppRequest
    ) -> models.App | models.Error | None:
        """Change an app.

        Changes an app's name, icon, description and limit. A value that is left out is emptied.
        Releases up to 1.9.2 answer 500 to a name alone. The model and the prompt are set elsewhere.
        0.15.8 to 1.9.2 answer a name alone with a 500.

        ``PUT /console/api/apps/{app_id}``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            body: What it is called and looks like from now on; what is left out is emptied.

        Returns:
            ``App`` or ``Error``. The app as it is now.
            ``Error`` for 400, 401, 403, 404, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, body: models.UpdateAppRequest
    ) -> Response[models.App | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, body: models.UpdateAppRequest
    ) -> models.App | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, body=body)).parsed


class delete_app:
    """``DELETE /console/api/apps/{app_id}``: Delete an app."""

    @staticmethod
    def _get_kwargs(app_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, app_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, app_id: str, *, client: Client) -> models.Error | None:
        """Delete an app.

        Deletes an app with its keys, conversations and messages.

        ``DELETE /console/api/apps/{app_id}``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.

        Returns:
            ``Error``. The app is gone.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, app_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, app_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client)).parsed


class update_model_config:
    """``POST /console/api/apps/{app_id}/model-config``: Replace an app's configuration."""

    @staticmethod
    def _get_kwargs(app_id: str, *, body: models.AppModelConfig) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/model-config",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, body: models.AppModelConfig
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, body: models.AppModelConfig
    ) -> models.Result | models.Error | None:
        """Replace an app's configuration.

        Sets the model, the prompt, the tools and the features of a chat, agent or completion app.
        Settings that are left out get the values of a new app.

        ``POST /console/api/apps/{app_id}/model-config``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            body: The whole configuration.

        Returns:
            ``Result`` or ``Error``. The published version.
            ``Error`` for 400, 401, 403, 404, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, body: models.AppModelConfig
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, body: models.AppModelConfig
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, body=body)).parsed


class publish_workflow:
    """``POST /console/api/apps/{app_id}/workflows/publish``: Publish a workflow."""

    @staticmethod
    def _get_kwargs(app_id: str, *, body: models.PublishWorkflowRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/workflows/publish",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.PublishResult | models.Error | None:
        if response.is_success:
            return json_body(response, models.PublishResult.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, body: models.PublishWorkflowRequest
    ) -> Response[models.PublishResult | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, body: models.PublishWorkflowRequest
    ) -> models.PublishResult | models.Error | None:
        """Publish a workflow.

        The draft of a chatflow or workflow becomes the version that the Service API runs. The
        server answers 404 for other apps.

        ``POST /console/api/apps/{app_id}/workflows/publish``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            body: What the version is called; `{}` will do.

        Returns:
            ``PublishResult`` or ``Error``. The published version.
            ``Error`` for 400, 401, 403, 404, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, body: models.PublishWorkflowRequest
    ) -> Response[models.PublishResult | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, body: models.PublishWorkflowRequest
    ) -> models.PublishResult | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, body=body)).parsed


class list_app_api_keys:
    """``GET /console/api/apps/{resource_id}/api-keys``: List an app's keys."""

    @staticmethod
    def _get_kwargs(resource_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(resource_id, 'resource_id')}/api-keys",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ApiKeyList | models.Error | None:
        if response.is_success:
            return json_body(response, models.ApiKeyList.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, resource_id: str, *, client: Client) -> Response[models.ApiKeyList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(resource_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, resource_id: str, *, client: Client) -> models.ApiKeyList | models.Error | None:
        """List an app's keys.

        Returns all keys of the app for the Service API at once.

        ``GET /console/api/apps/{resource_id}/api-keys``

        Args:
            client: Whom to ask, and with which key.
            resource_id: The id of the app whose keys they are, a UUID.

        Returns:
            ``ApiKeyList`` or ``Error``. The keys.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(resource_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, resource_id: str, *, client: Client
    ) -> Response[models.ApiKeyList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(resource_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, resource_id: str, *, client: Client) -> models.ApiKeyList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(resource_id, client=client)).parsed


class create_app_api_key:
    """``POST /console/api/apps/{resource_id}/api-keys``: Create a key for an app."""

    @staticmethod
    def _get_kwargs(resource_id: str) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/console/api/apps/{path_segment(resource_id, 'resource_id')}/api-keys",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.ApiKey | models.Error | None:
        if response.is_success:
            return json_body(response, models.ApiKey.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(cls, resource_id: str, *, client: Client) -> Response[models.ApiKey | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(resource_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, resource_id: str, *, client: Client) -> models.ApiKey | models.Error | None:
        """Create a key for an app.

        Each call creates another key. An app has at most ten; then the server answers 400.

        ``POST /console/api/apps/{resource_id}/api-keys``

        Args:
            client: Whom to ask, and with which key.
            resource_id: The id of the app whose keys they are, a UUID.

        Returns:
            ``ApiKey`` or ``Error``. The new key.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(resource_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, resource_id: str, *, client: Client
    ) -> Response[models.ApiKey | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(resource_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, resource_id: str, *, client: Client) -> models.ApiKey | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(resource_id, client=client)).parsed


class delete_app_api_key:
    """``DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}``: Delete a key of an app."""

    @staticmethod
    def _get_kwargs(resource_id: str, api_key_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/console/api/apps/{path_segment(resource_id, 'resource_id')}/api-keys/{path_segment(api_key_id, 'api_key_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, resource_id: str, api_key_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(resource_id, api_key_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, resource_id: str, api_key_id: str, *, client: Client) -> models.Error | None:
        """Delete a key of an app.

        The key stops working at once.

        ``DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}``

        Args:
            client: Whom to ask, and with which key.
            resource_id: The id of the app whose keys they are, a UUID.
            api_key_id: The key's id, a UUID, not the key itself.

        Returns:
            ``Error``. The key is gone.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(resource_id, api_key_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, resource_id: str, api_key_id: str, *, client: Client
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(resource_id, api_key_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, resource_id: str, api_key_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(resource_id, api_key_id, client=client)).parsed


class list_chat_conversations:
    """``GET /console/api/apps/{app_id}/chat-conversations``: List the conversations of an app."""

    @staticmethod
    def _get_kwargs(
        app_id: str,
        *,
        page: int | None = None,
        limit: int | None = None,
        start: str | None = None,
        end: str | None = None,
        sort_by: models.ConversationSortBy | None = None,
        annotation_status: models.AnnotationStatus | None = None,
        keyword: str | None = None,
        message_count_gte: int | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/chat-conversations",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                    "start": start,
                    "end": end,
                    "sort_by": sort_by,
                    "annotation_status": annotation_status,
                    "keyword": keyword,
                    "message_count_gte": message_count_gte,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ChatConversationPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.ChatConversationPage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls,
        app_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        start: str | None = None,
        end: str | None = None,
        sort_by: models.ConversationSortBy | None = None,
        annotation_status: models.AnnotationStatus | None = None,
        keyword: str | None = None,
        message_count_gte: int | None = None,
    ) -> Response[models.ChatConversationPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(
                app_id,
                page=page,
                limit=limit,
                start=start,
                end=end,
                sort_by=sort_by,
                annotation_status=annotation_status,
                keyword=keyword,
                message_count_gte=message_count_gte,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        app_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        start: str | None = None,
        end: str | None = None,
        sort_by: models.ConversationSortBy | None = None,
        annotation_status: models.AnnotationStatus | None = None,
        keyword: str | None = None,
        message_count_gte: int | None = None,
    ) -> models.ChatConversationPage | models.Error | None:
        """List the conversations of an app.

        Returns the conversations that end users and accounts had with a chat, agent or chatflow
        app, page by page. The server answers 404 for other apps.

        ``GET /console/api/apps/{app_id}/chat-conversations``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            start: The earliest time, as `YYYY-MM-DD HH:MM` in the time zone of the account.
                `sort_by` decides which time of a conversation counts.
            end: The latest time, as `YYYY-MM-DD HH:MM` in the time zone of the account. If `end` is
                before `start`, the server answers 400; up to 1.8.1 an empty page. By the server's
                source this minute is still in it.
            sort_by: By what to order. Default: `-updated_at`.
            annotation_status: Only conversations with or without annotations. 1.14.2 answers
                `annotated` with a 500.
            keyword: Only conversations in whose messages, name, introduction or user this text is.
            message_count_gte: Only conversations with at least so many messages. 1.13.2 takes it
                and filters nothing.

        Returns:
            ``ChatConversationPage`` or ``Error``. One page of conversations.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            app_id,
            client=client,
            page=page,
            limit=limit,
            start=start,
            end=end,
            sort_by=sort_by,
            annotation_status=annotation_status,
            keyword=keyword,
            message_count_gte=message_count_gte,
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        app_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        start: str | None = None,
        end: str | None = None,
        sort_by: models.ConversationSortBy | None = None,
        annotation_status: models.AnnotationStatus | None = None,
        keyword: str | None = None,
        message_count_gte: int | None = None,
    ) -> Response[models.ChatConversationPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(
                app_id,
                page=page,
                limit=limit,
                start=start,
                end=end,
                sort_by=sort_by,
                annotation_status=annotation_status,
                keyword=keyword,
                message_count_gte=message_count_gte,
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        app_id: str,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        start: str | None = None,
        end: str | None = None,
        sort_by: models.ConversationSortBy | None = None,
        annotation_status: models.AnnotationStatus | None = None,
        keyword: str | None = None,
        message_count_gte: int | None = None,
    ) -> models.ChatConversationPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                app_id,
                client=client,
                page=page,
                limit=limit,
                start=start,
                end=end,
                sort_by=sort_by,
                annotation_status=annotation_status,
                keyword=keyword,
                message_count_gte=message_count_gte,
            )
        ).parsed


class import_app:
    """``POST /console/api/apps/imports``: Create an app from YAML."""

    @staticmethod
    def _get_kwargs(*, body: models.ImportAppRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/console/api/apps/imports",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AppImport | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppImport.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 422, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.ImportAppRequest
    ) -> Response[models.AppImport | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.ImportAppRequest) -> models.AppImport | models.Error | None:
        """Create an app from YAML.

        Creates an app from an export, or overwrites a chatflow or workflow. An export of another
        major version waits ten minutes to be confirmed: its `status` is `pending`. If the export
        cannot be used, the server answers 400 with the body of a success, whose `status` is
        `failed` and whose `error` tells why.

        ``POST /console/api/apps/imports``

        Args:
            client: Whom to ask, and with which key.
            body: The DSL, or where it is.

        Returns:
            ``AppImport`` or ``Error``. The import, with its `status`. It waits for
                `confirm_app_import`.
            ``Error`` for 400, 401, 403, 415, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.ImportAppRequest
    ) -> Response[models.AppImport | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.ImportAppRequest
    ) -> models.AppImport | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class confirm_app_import:
    """``POST /console/api/apps/imports/{import_id}/confirm``: Confirm an import that waits."""

    @staticmethod
    def _get_kwargs(import_id: str) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/console/api/apps/imports/{path_segment(import_id, 'import_id')}/confirm",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AppImport | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppImport.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(cls, import_id: str, *, client: Client) -> Response[models.AppImport | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(import_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, import_id: str, *, client: Client) -> models.AppImport | models.Error | None:
        """Confirm an import that waits.

        Creates the app of an import whose `status` is `pending`. If the import is gone, the server
        answers 400 with the body of a success, whose `status` is `failed`. From the server's
        source; it was not recorded.

        ``POST /console/api/apps/imports/{import_id}/confirm``

        Args:
            client: Whom to ask, and with which key.
            import_id: The id that the import gave.

        Returns:
            ``AppImport`` or ``Error``. The import, with its `status`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(import_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, import_id: str, *, client: Client
    ) -> Response[models.AppImport | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(import_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, import_id: str, *, client: Client) -> models.AppImport | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(import_id, client=client)).parsed


class export_app:
    """``GET /console/api/apps/{app_id}/export``: Export an app as YAML."""

    @staticmethod
    def _get_kwargs(
        app_id: str, *, include_secret: bool | None = None, workflow_id: str | None = None
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/export",
            "params": query_fields(
                {
                    "include_secret": include_secret,
                    "workflow_id": workflow_id,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AppExport | models.Error | None:
        if response.is_success:
            return json_body(response, models.AppExport.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls,
        app_id: str,
        *,
        client: Client,
        include_secret: bool | None = None,
        workflow_id: str | None = None,
    ) -> Response[models.AppExport | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(app_id, include_secret=include_secret, workflow_id=workflow_id)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        app_id: str,
        *,
        client: Client,
        include_secret: bool | None = None,
        workflow_id: str | None = None,
    ) -> models.AppExport | models.Error | None:
        """Export an app as YAML.

        Returns the app with the draft of its workflow, to be imported elsewhere.

        ``GET /console/api/apps/{app_id}/export``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            include_secret: Whether the export contains secret environment variables as plain text.
                From the server's source.
            workflow_id: The version of the workflow to export. Default: the draft. From the
                server's source; releases that do not know it give the draft.

        Returns:
            ``AppExport`` or ``Error``. The app as YAML.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            app_id, client=client, include_secret=include_secret, workflow_id=workflow_id
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        app_id: str,
        *,
        client: Client,
        include_secret: bool | None = None,
        workflow_id: str | None = None,
    ) -> Response[models.AppExport | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(app_id, include_secret=include_secret, workflow_id=workflow_id)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        app_id: str,
        *,
        client: Client,
        include_secret: bool | None = None,
        workflow_id: str | None = None,
    ) -> models.AppExport | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                app_id, client=client, include_secret=include_secret, workflow_id=workflow_id
            )
        ).parsed
