"""``GET /v1/datasets``: List the knowledge bases."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    query_fields,
)


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


def _parse_response(*, client: Client, response: httpx.Response) -> models.DatasetPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.DatasetPage.from_dict)
    return error_body(client, response, 400, 401, 403, 500)


def sync_detailed(
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
        _get_kwargs(page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all)
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
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
        tag_ids: Only knowledge bases with one of these tags, by the tags' ids. 1.13.2 and 1.14.2
            answer 400 whatever is sent here; 1.8.1 filters.
        include_all: Whether to include knowledge bases that not everybody may see. Default: false.

    Returns:
        ``DatasetPage`` or ``Error``. One page of knowledge bases.
        ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        client=client, page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all
    ).parsed


async def asyncio_detailed(
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
        _get_kwargs(page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
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
        await asyncio_detailed(
            client=client, page=page, limit=limit, keyword=keyword, tag_ids=tag_ids, include_all=include_all
        )
    ).parsed
