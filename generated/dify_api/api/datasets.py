"""Operations on datasets: The knowledge bases of a workspace, and searches in them."""

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


class list_datasets:
    """``GET /v1/datasets``: List the knowledge bases."""

    @staticmethod
    def _get_kwargs(
        *,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        tag_ids: list[str] | None = None,
        include_all: bool | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/datasets",
            "params": query_fields(
                {
                    "page": page,
                    "limit": limit,
                    "keyword": keyword,
                    "tag_ids": tag_ids,
                    "include_all": include_all,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DatasetPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.DatasetPage.from_dict)
        return error_body(client, response, 400, 401, 403, 500)

    @classmethod
    def sync_detailed(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        tag_ids: list[str] | None = None,
        include_all: bool | None = None,
    ) -> Response[models.DatasetPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        tag_ids: list[str] | None = None,
        include_all: bool | None = None,
    ) -> models.DatasetPage | models.Error | None:
        """List the knowledge bases.

        Returns the knowledge bases of the workspace page by page, the newest first.

        ``GET /v1/datasets``

        Args:
            client: Whom to ask, and with which key.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            keyword: Only knowledge bases whose name contains this text.
            tag_ids: Only knowledge bases with one of these tags, by the tags' ids. 1.13.2 and
                1.14.2 answer 400 whatever is sent here; 1.8.1 filters.
            include_all: Whether to include knowledge bases that not everybody may see. Default:
                false.

        Returns:
            ``DatasetPage`` or ``Error``. One page of knowledge bases.
            ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            client=client, page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        tag_ids: list[str] | None = None,
        include_all: bool | None = None,
    ) -> Response[models.DatasetPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        *,
        client: Client,
        page: int | None = None,
        limit: int | None = None,
        keyword: str | None = None,
        tag_ids: list[str] | None = None,
        include_all: bool | None = None,
    ) -> models.DatasetPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                client=client,
                page=page,
                limit=limit,
                keyword=keyword,
                tag_ids=tag_ids,
                include_all=include_all,
            )
        ).parsed


class create_dataset:
    """``POST /v1/datasets``: Create a knowledge base."""

    @staticmethod
    def _get_kwargs(*, body: models.CreateDatasetRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/datasets",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Dataset | models.Error | None:
        if response.is_success:
            return json_body(response, models.Dataset.from_dict)
        return error_body(client, response, 400, 401, 403, 409, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.CreateDatasetRequest
    ) -> Response[models.Dataset | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.CreateDatasetRequest
    ) -> models.Dataset | models.Error | None:
        """Create a knowledge base.

        Creates an empty knowledge base, or one that stands for an external knowledge base. The
        server answers 409 if the name is taken. It does not check whether the embedding model
        exists.

        ``POST /v1/datasets``

        Args:
            client: Whom to ask, and with which key.
            body: What it is called and how it is to work.

        Returns:
            ``Dataset`` or ``Error``. The knowledge base.
            ``Error`` for 400, 401, 403, 409, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.CreateDatasetRequest
    ) -> Response[models.Dataset | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.CreateDatasetRequest
    ) -> models.Dataset | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class get_dataset:
    """``GET /v1/datasets/{dataset_id}``: Get a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Dataset | models.Error | None:
        if response.is_success:
            return json_body(response, models.Dataset.from_dict)
        return error_body(client, response, 401, 403, 404, 405, 500)

    @classmethod
    def sync_detailed(cls, dataset_id: str, *, client: Client) -> Response[models.Dataset | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, *, client: Client) -> models.Dataset | models.Error | None:
        """Get a knowledge base.

        Returns a knowledge base and its settings. (Dify since 1.2.0)

        ``GET /v1/datasets/{dataset_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``Dataset`` or ``Error``. The knowledge base.
            ``Error`` for 401, 403, 404, 405, 500: see ``dify_api.errors``.
            405: 0.15.8 does not have this operation.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client
    ) -> Response[models.Dataset | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, dataset_id: str, *, client: Client) -> models.Dataset | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed


class delete_dataset:
    """``DELETE /v1/datasets/{dataset_id}``: Delete a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 401, 403, 404, 409, 500)

    @classmethod
    def sync_detailed(cls, dataset_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, dataset_id: str, *, client: Client) -> models.Error | None:
        """Delete a knowledge base.

        Removes a knowledge base with all of its documents. The server answers 409 if an app uses
        it. 1.4 to 1.12 answer 200 with the body `204`.

        ``DELETE /v1/datasets/{dataset_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.

        Returns:
            ``Error``. The knowledge base is gone.
            ``Error`` for 401, 403, 404, 409, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client).parsed

    @classmethod
    async def asyncio_detailed(cls, dataset_id: str, *, client: Client) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, dataset_id: str, *, client: Client) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client)).parsed


class update_dataset:
    """``PATCH /v1/datasets/{dataset_id}``: Change a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.UpdateDatasetRequest) -> dict[str, Any]:
        return {
            "method": "patch",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Dataset | models.Error | None:
        if response.is_success:
            return json_body(response, models.Dataset.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 405, 409, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
    ) -> Response[models.Dataset | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
    ) -> models.Dataset | models.Error | None:
        """Change a knowledge base.

        Changes what is given and leaves the rest as it is. (Dify since 1.2.0)

        ``PATCH /v1/datasets/{dataset_id}``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: What changes.

        Returns:
            ``Dataset`` or ``Error``. The knowledge base as it is now.
            ``Error`` for 400, 401, 403, 404, 405, 409, 415, 500: see ``dify_api.errors``.
            405: 0.15.8 does not have this operation.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
    ) -> Response[models.Dataset | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
    ) -> models.Dataset | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed


class retrieve_segments:
    """``POST /v1/datasets/{dataset_id}/retrieve``: Search a knowledge base."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.RetrieveRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/retrieve",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.Retrieval | models.Error | None:
        if response.is_success:
            return json_body(response, models.Retrieval.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.RetrieveRequest
    ) -> Response[models.Retrieval | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.RetrieveRequest
    ) -> models.Retrieval | models.Error | None:
        """Search a knowledge base.

        Returns the segments that fit a text best, as an app would get them.

        ``POST /v1/datasets/{dataset_id}/retrieve``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: What to look for and how.

        Returns:
            ``Retrieval`` or ``Error``. The segments in `records`, the best first, each with its
                `score`.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.RetrieveRequest
    ) -> Response[models.Retrieval | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.RetrieveRequest
    ) -> models.Retrieval | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed
