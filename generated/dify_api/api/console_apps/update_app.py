"""``PUT /console/api/apps/{app_id}``: Change an app."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(app_id: str, *, body: models.UpdateAppRequest) -> dict[str, Any]:
    return {
        "method": "put",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.App | models.Error | None:
    if response.is_success:
        return json_body(response, models.App.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)


def sync_detailed(
    app_id: str, *, client: Client, body: models.UpdateAppRequest
) -> Response[models.App | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(app_id: str, *, client: Client, body: models.UpdateAppRequest) -> models.App | models.Error | None:
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
    return sync_detailed(app_id, client=client, body=body).parsed


async def asyncio_detailed(
    app_id: str, *, client: Client, body: models.UpdateAppRequest
) -> Response[models.App | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    app_id: str, *, client: Client, body: models.UpdateAppRequest
) -> models.App | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client, body=body)).parsed
