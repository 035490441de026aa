"""``GET /console/api/apps``: List the apps of the workspace."""

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


def _parse_response(*, client: Client, response: httpx.Response) -> models.AppPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppPage.from_dict)
    return error_body(client, response, 400, 401, 403, 422, 500)


def sync_detailed(
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
        _get_kwargs(
            page=page, limit=limit, mode=mode, name=name, tag_ids=tag_ids, is_created_by_me=is_created_by_me
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
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
        tag_ids: Only apps with one of these tags, their ids with commas between. 1.14.2 answers it
            with a 400.
        is_created_by_me: Whether to give only apps that the account created. `false` filters
            nothing.

    Returns:
        ``AppPage`` or ``Error``. One page of apps.
        ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        client=client,
        page=page,
        limit=limit,
        mode=mode,
        name=name,
        tag_ids=tag_ids,
        is_created_by_me=is_created_by_me,
    ).parsed


async def asyncio_detailed(
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
        _get_kwargs(
            page=page, limit=limit, mode=mode, name=name, tag_ids=tag_ids, is_created_by_me=is_created_by_me
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
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
        await asyncio_detailed(
            client=client,
            page=page,
            limit=limit,
            mode=mode,
            name=name,
            tag_ids=tag_ids,
            is_created_by_me=is_created_by_me,
        )
    ).parsed
