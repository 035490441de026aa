"""``GET /console/api/apps/{app_id}/statistics/token-costs``: Add up the tokens of each day and their
price.
"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)


def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/token-costs",
        "params": query_fields(
            {
                "start": start,
                "end": end,
            }
        ),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.TokenCostsList | models.Error | None:
    if response.is_success:
        return json_body(response, models.TokenCostsList.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 422, 500)


def sync_detailed(
    app_id: str, *, client: Client, start: str | None = None, end: str | None = None
) -> Response[models.TokenCostsList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id, start=start, end=end))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    app_id: str, *, client: Client, start: str | None = None, end: str | None = None
) -> models.TokenCostsList | models.Error | None:
    """Add up the tokens of each day and their price.

    Adds up the tokens of questions and answers, without test runs in the console.

    ``GET /console/api/apps/{app_id}/statistics/token-costs``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.
        start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
            beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
        end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
            Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

    Returns:
        ``TokenCostsList`` or ``Error``. A row for each day with data, in order, with `date`,
            `token_count`, `total_price` (a string), `currency`.
        ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(app_id, client=client, start=start, end=end).parsed


async def asyncio_detailed(
    app_id: str, *, client: Client, start: str | None = None, end: str | None = None
) -> Response[models.TokenCostsList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id, start=start, end=end))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    app_id: str, *, client: Client, start: str | None = None, end: str | None = None
) -> models.TokenCostsList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client, start=start, end=end)).parsed
