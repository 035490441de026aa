"""``POST /console/api/apps/imports``: Create an app from YAML.

Creates an app from an export, or overwrites a chatflow or workflow. An export of another major
version waits ten minutes to be confirmed: its `status` is `pending`. If the export cannot be used,
the server answers 400 with the body of a success, whose `status` is `failed` and whose `error`
tells why.
"""

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
    from ...models.app_import import AppImport
    from ...models.error import Error
    from ...models.import_app_request import ImportAppRequest


def _get_kwargs(*, body: ImportAppRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/apps/imports",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AppImport | Error | None:
    from ...models.app_import import AppImport
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
        ``AppImport`` or ``Error``.
        200: The import, with its `status`.
        202: It waits for `confirm_app_import`.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        415: The request is not of the content type the server wants, or the file is of a type it
            refuses.
        422: A value is missing or wrong; `message` is then a list in JSON that says which. Only in
            the console, since 1.16.1; earlier releases answer 400.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
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
