"""``POST /console/api/apps/{app_id}/model-config``: Replace an app's configuration."""

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


def _get_kwargs(app_id: str, *, body: models.AppModelConfig) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/model-config",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
    if response.is_success:
        return json_body(response, models.Result.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)


def sync_detailed(
    app_id: str, *, client: Client, body: models.AppModelConfig
) -> Response[models.Result | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(app_id: str, *, client: Client, body: models.AppModelConfig) -> models.Result | models.Error | None:
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
    return sync_detailed(app_id, client=client, body=body).parsed


async def asyncio_detailed(
    app_id: str, *, client: Client, body: models.AppModelConfig
) -> Response[models.Result | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    app_id: str, *, client: Client, body: models.AppModelConfig
) -> models.Result | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client, body=body)).parsed
