"""``POST /console/api/workspaces/current/members/invite-email``: Invite people to the workspace.

Creates an invitation for each address, and sends it if the server can send e-mail. Each address has
its own result; an address that was invited before is invited again. The server answers 400 for
`owner` and for unknown roles.
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
    from ...models.error import Error
    from ...models.invitation_results import InvitationResults
    from ...models.invite_members_request import InviteMembersRequest


def _get_kwargs(*, body: InviteMembersRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/workspaces/current/members/invite-email",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> InvitationResults | Error | None:
    from ...models.error import Error
    from ...models.invitation_results import InvitationResults

    if response.is_success:
        return json_body(response, InvitationResults.from_dict)
    if response.status_code in (400, 401, 403, 415, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: InviteMembersRequest
) -> Response[InvitationResults | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: AuthenticatedClient | Client, body: InviteMembersRequest
) -> InvitationResults | Error | None:
    """Invite people to the workspace.

    Creates an invitation for each address, and sends it if the server can send e-mail. Each address
    has its own result; an address that was invited before is invited again. The server answers 400
    for `owner` and for unknown roles.

    ``POST /console/api/workspaces/current/members/invite-email``

    Args:
        client: Whom to ask, and with which key.
        body: Whom to invite.

    Returns:
        ``InvitationResults`` or ``Error``.
        201: The result of each address.
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
    *, client: AuthenticatedClient | Client, body: InviteMembersRequest
) -> Response[InvitationResults | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: InviteMembersRequest
) -> InvitationResults | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
