"""``GET /v1/files/{file_id}/preview``: Get the bytes of an uploaded file.

The server answers 404 until a message has used the file, and 403 if the file belongs to another
app. (Dify since 1.7.2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import bytes_body, error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)

if TYPE_CHECKING:
    from ...models.error import Error


def _get_kwargs(
    file_id: str, *, as_attachment: bool | None = None, user: str | None = None
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/files/{path_segment(file_id, 'file_id')}/preview",
        "params": query_fields(
            {
                "as_attachment": as_attachment,
                "user": user,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> bytes | Error | None:
    from ...models.error import Error

    if response.is_success:
        return bytes_body(response)
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    file_id: str,
    *,
    client: AuthenticatedClient | Client,
    as_attachment: bool | None = None,
    user: str | None = None,
) -> Response[bytes | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(file_id, as_attachment=as_attachment, user=user))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    file_id: str,
    *,
    client: AuthenticatedClient | Client,
    as_attachment: bool | None = None,
    user: str | None = None,
) -> bytes | Error | None:
    """Get the bytes of an uploaded file.

    The server answers 404 until a message has used the file, and 403 if the file belongs to another
    app. (Dify since 1.7.2)

    ``GET /v1/files/{file_id}/preview``

    Args:
        client: Whom to ask, and with which key.
        file_id: The id that the upload gave, a UUID.
        as_attachment: Whether to send the file as a download, with its name. Default: false.
        user: The end user for whom the call is made: an id of your own.

    Returns:
        ``bytes`` or ``Error``.
        200: The file's bytes, with the file's own content type.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        404: There is no such thing, or it belongs to another user or app. A page of HTML comes
            instead of JSON if an id in the path is no UUID, or if the release does not have the
            operation.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(file_id, client=client, as_attachment=as_attachment, user=user).parsed


async def asyncio_detailed(
    file_id: str,
    *,
    client: AuthenticatedClient | Client,
    as_attachment: bool | None = None,
    user: str | None = None,
) -> Response[bytes | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(file_id, as_attachment=as_attachment, user=user))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    file_id: str,
    *,
    client: AuthenticatedClient | Client,
    as_attachment: bool | None = None,
    user: str | None = None,
) -> bytes | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(file_id, client=client, as_attachment=as_attachment, user=user)).parsed
