"""Operations on tags: The tags of knowledge bases."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    list_of,
    path_segment,
)


class list_dataset_tags:
    """``GET /v1/datasets/tags``: List the workspace's tags."""

    @staticmethod
    def _get_kwargs() -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/datasets/tags",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> list[models.Tag] | models.Error | None:
        if response.is_success:
            return json_body(response, list_of(models.Tag.from_dict))
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client) -> Response[list[models.Tag] | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client) -> list[models.Tag] | models.Error | None:
        """List the workspace's tags.

        Returns all tags for knowledge bases at once. (Dify since 1.4.2) 1.12.1 to 1.14.2 answer 400
        as soon as there is a tag; 1.9.2 answers 404.

        ``GET /v1/datasets/tags``

        Args:
            client: Whom to ask, and with which key.

        Returns:
            ``list[Tag]`` or ``Error``. The tags.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.
            404: 1.9.2 takes `tags` for the id of a knowledge base and does not find it.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, *, client: Client) -> Response[list[models.Tag] | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs())
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client) -> list[models.Tag] | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client)).parsed


class create_dataset_tag:
    """``POST /v1/datasets/tags``: Create a tag."""

    @staticmethod
    def _get_kwargs(*, body: models.TagRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/datasets/tags",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Tag | models.Error | None:
        if response.is_success:
            return json_body(response, models.Tag.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client, body: models.TagRequest) -> Response[models.Tag | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.TagRequest) -> models.Tag | models.Error | None:
        """Create a tag.

        Adds a tag for knowledge bases to the workspace. The server answers 400 if there is a tag of
        this name. (Dify since 1.4.2) 1.12.1 to 1.14.2 store the tag and yet answer 400 ("validation
        error … binding_count").

        ``POST /v1/datasets/tags``

        Args:
            client: Whom to ask, and with which key.
            body: The tag's name.

        Returns:
            ``Tag`` or ``Error``. The tag as it was stored.
            ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.TagRequest
    ) -> Response[models.Tag | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client, body: models.TagRequest) -> models.Tag | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class delete_dataset_tag:
    """``DELETE /v1/datasets/tags``: Delete a tag."""

    @staticmethod
    def _get_kwargs(*, body: models.TagDeleteRequest) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": "/v1/datasets/tags",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client, body: models.TagDeleteRequest) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.TagDeleteRequest) -> models.Error | None:
        """Delete a tag.

        Removes a tag from the workspace and from each knowledge base that has it. (Dify since
        1.4.2) 1.4 to 1.12 answer 200 with the body `204`.

        ``DELETE /v1/datasets/tags``

        Args:
            client: Whom to ask, and with which key.
            body: The tag.

        Returns:
            ``Error``. The tag is gone.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.TagDeleteRequest
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client, body: models.TagDeleteRequest) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class update_dataset_tag:
    """``PATCH /v1/datasets/tags``: Rename a tag."""

    @staticmethod
    def _get_kwargs(*, body: models.TagUpdateRequest) -> dict[str, Any]:
        return {
            "method": "patch",
            "url": "/v1/datasets/tags",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Tag | models.Error | None:
        if response.is_success:
            return json_body(response, models.Tag.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.TagUpdateRequest
    ) -> Response[models.Tag | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.TagUpdateRequest) -> models.Tag | models.Error | None:
        """Rename a tag.

        Gives a tag another name. (Dify since 1.4.2) 1.12.1 to 1.14.2 rename the tag and yet answer
        400 ("validation error … binding_count").

        ``PATCH /v1/datasets/tags``

        Args:
            client: Whom to ask, and with which key.
            body: The tag and its new name.

        Returns:
            ``Tag`` or ``Error``. The tag as it is now.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.TagUpdateRequest
    ) -> Response[models.Tag | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.TagUpdateRequest
    ) -> models.Tag | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class bind_dataset_tags:
    """``POST /v1/datasets/tags/binding``: Put tags on a knowledge base."""

    @staticmethod
    def _get_kwargs(*, body: models.TagBindingRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/datasets/tags/binding",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client, body: models.TagBindingRequest) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.TagBindingRequest) -> models.Error | None:
        """Put tags on a knowledge base.

        A tag that the knowledge base has already stays. (Dify since 1.4.2) 1.4 to 1.12 answer 200
        with the body `204`.

        ``POST /v1/datasets/tags/binding``

        Args:
            client: Whom to ask, and with which key.
            body: The tags and the knowledge base.

        Returns:
            ``Error``. The knowledge base has the tags.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.TagBindingRequest
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client, body: models.TagBindingRequest) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class unbind_dataset_tags:
    """``POST /v1/datasets/tags/unbinding``: Take tags off a knowledge base."""

    @staticmethod
    def _get_kwargs(*, body: models.TagUnbindingRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/datasets/tags/unbinding",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(cls, *, client: Client, body: models.TagUnbindingRequest) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.TagUnbindingRequest) -> models.Error | None:
        """Take tags off a knowledge base.

        A tag that the knowledge base does not have is no error. (Dify since 1.4.2) 1.4 to 1.12
        answer 200 with the body `204`.

        ``POST /v1/datasets/tags/unbinding``

        Args:
            client: Whom to ask, and with which key.
            body: The tags and the knowledge base.

        Returns:
            ``Error``. The knowledge base has the tags no more.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.TagUnbindingRequest
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client, body: models.TagUnbindingRequest) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class list_tags_of_dataset:
    """``GET /v1/datasets/{dataset_id}/tags``: List the tags of a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/tags",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.TagList | models.Error | None:
        if response.is_success:
            return json_body(response, models.TagList.from_dict)
        return error_body(client, response, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(cls, dataset_id: str, *, client: Client) -> Response[models.TagList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, *, client: Client) -> models.TagList | models.Error | None:
        """List the tags of a knowledge base.

        Returns all tags of one knowledge base at once. For an unknown knowledge base 1.8.1 gives an
        empty list, later releases answer 404. (Dify since 1.4.2) 1.8.1 gives an empty list for a
        knowledge base it does not know; later ones answer 404.

        ``GET /v1/datasets/{dataset_id}/tags``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``TagList`` or ``Error``. The tags.
            ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.TagList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, dataset_id: str, *, client: Client) -> models.TagList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed
