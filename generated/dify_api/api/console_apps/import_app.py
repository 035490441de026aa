"""``POST /console/api/apps/imports``: Create an app from YAML."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.ImportAppRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/apps/imports",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.AppImport | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppImport.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 422, 500)


def sync_detailed(
    *, client: Client, body: models.ImportAppRequest
) -> Response[models.AppImport | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.ImportAppRequest) -> models.AppImport | models.Error | None:
    """Create an app from YAML.

    Creates an app from an export, or overwrites a chatflow or workflow. An export of another major
    version waits ten minutes to be confirmed: its `status` is `pending`. If the export cannot be
    used, the server answers 400 with the body of a success, whose `status` is `failed` and whose
    `error` tells why.

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
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.ImportAppRequest
) -> Response[models.AppImport | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client, body: models.ImportAppRequest) -> models.AppImport | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
