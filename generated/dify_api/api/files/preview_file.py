"""``GET /v1/files/{file_id}/preview``: Fetch an uploaded file.

Gives the bytes of an uploaded file. 404 until a message has used the file, 403 where it belongs to
another app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import bytes_body, error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
    present,
)

if TYPE_CHECKING:
    from ...models.error import Error


def _get_kwargs(
    file_id: str, *, as_attachment: bool | None = None, user: str | None = None
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/files/{path_segment(file_id, 'file_id')}/preview",
        "params": present(
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
    if response.status_code in (401, 403, 404, 500):
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
    """Fetch an uploaded file.

    Gives the bytes of an uploaded file. 404 until a message has used the file, 403 where it belongs
    to another app.

    ``GET /v1/files/{file_id}/preview``

    Args:
        client: Whom to ask, and with which key.
        file_id: The id that the upload gave, a UUID.
        as_attachment: Whether the answer names a file to save it as. The server takes false where
            it is left out.
        user: The end user on whose behalf the call is made, in the words of the calling program.

    Returns:
        ``bytes`` or ``Error``.
        200: The file's bytes; the content type is the file's own.
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
