"""``GET /v1/form/human_input/{form_token}``: Get a form that a run waits for.

Gives the form of a token. The server answers 404 for an unknown token and for the form of another
app, and 412 if the form was answered before or its time is over. (Dify since 1.14.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.human_input_form_definition import HumanInputFormDefinition


def _get_kwargs(form_token: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/form/human_input/{path_segment(form_token, 'form_token')}",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HumanInputFormDefinition | Error | None:
    from ...models.error import Error
    from ...models.human_input_form_definition import HumanInputFormDefinition

    if response.is_success:
        return json_body(response, HumanInputFormDefinition.from_dict)
    if response.status_code in (401, 403, 404, 412, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    form_token: str, *, client: AuthenticatedClient | Client
) -> Response[HumanInputFormDefinition | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(form_token))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(form_token: str, *, client: AuthenticatedClient | Client) -> HumanInputFormDefinition | Error | None:
    """Get a form that a run waits for.

    Gives the form of a token. The server answers 404 for an unknown token and for the form of
    another app, and 412 if the form was answered before or its time is over. (Dify since 1.14.0)

    ``GET /v1/form/human_input/{form_token}``

    Args:
        client: Whom to ask, and with which key.
        form_token: The form's token, from the event `human_input_required` or from
            `WorkflowPaused`.

    Returns:
        ``HumanInputFormDefinition`` or ``Error``.
        200: The form.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        404: There is no such thing, or it belongs to another user or app. A page of HTML comes
            instead of JSON if an id in the path is no UUID, or if the release does not have the
            operation.
        412: The form was filled in before (`human_input_form_submitted`), or the time for it is
            over (`human_input_form_expired`).
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(form_token, client=client).parsed


async def asyncio_detailed(
    form_token: str, *, client: AuthenticatedClient | Client
) -> Response[HumanInputFormDefinition | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(form_token))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    form_token: str, *, client: AuthenticatedClient | Client
) -> HumanInputFormDefinition | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(form_token, client=client)).parsed
