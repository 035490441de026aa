"""``POST /console/api/apps/imports/{import_id}/confirm``: Confirm an import that waits."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
)


def _get_kwargs(import_id: str) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/console/api/apps/imports/{path_segment(import_id, 'import_id')}/confirm",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.AppImport | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppImport.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 422, 500)


def sync_detailed(import_id: str, *, client: Client) -> Response[models.AppImport | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(import_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(import_id: str, *, client: Client) -> models.AppImport | models.Error | None:
    """Confirm an import that waits.

    Creates the app of an import whose `status` is `pending`. If the import is gone, the server
    answers 400 with the body of a success, whose `status` is `failed`. From the server's source; it
    was not recorded.

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
    return sync_detailed(import_id, client=client).parsed


async def asyncio_detailed(import_id: str, *, client: Client) -> Response[models.AppImport | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(import_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(import_id: str, *, client: Client) -> models.AppImport | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(import_id, client=client)).parsed
