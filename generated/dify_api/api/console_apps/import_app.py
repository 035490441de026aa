"""``POST /console/api/apps/imports``: Create an app from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.console_apps import AppImport, ImportAppRequest
    from ...models.error import Error


def _get_kwargs(*, body: ImportAppRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/apps/imports",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AppImport | Error | None:
    from ...models.console_apps import AppImport
    from ...models.error import Error

    if response.is_success:
        return json_body(response, AppImport.from_dict)
    if response.status_code in (400, 401, 403, 415, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: ImportAppRequest
) -> Response[AppImport | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: ImportAppRequest) -> AppImport | Error | None:
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
    *, client: AuthenticatedClient | Client, body: ImportAppRequest
) -> Response[AppImport | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: ImportAppRequest
) -> AppImport | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
