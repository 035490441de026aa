"""``POST /console/api/workspaces/current/members/invite-email``: Invite people to the workspace."""

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
    from ...models.console_members import InvitationResults, InviteMembersRequest
    from ...models.error import Error


def _get_kwargs(*, body: InviteMembersRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/workspaces/current/members/invite-email",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> InvitationResults | Error | None:
    from ...models.console_members import InvitationResults
    from ...models.error import Error

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
        ``InvitationResults`` or ``Error``. The result of each address.
        ``Error`` for 400, 401, 403, 415, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
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
