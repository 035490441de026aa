"""``POST /v1/form/human_input/{form_token}``: Answer a form, and let the run continue.

A form can be answered once: the second time the server answers 412. It answers 400 if an input is
missing, and leaves the form open. (Dify since 1.14.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.human_input_submit_request import HumanInputSubmitRequest
    from ...models.result import Result


def _get_kwargs(form_token: str, *, body: HumanInputSubmitRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/form/human_input/{path_segment(form_token, 'form_token')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Result | Error | None:
    from ...models.error import Error
    from ...models.result import Result

    if response.is_success:
        return json_body(response, Result.from_dict)
    if response.status_code in (400, 401, 403, 404, 412, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    form_token: str, *, client: AuthenticatedClient | Client, body: HumanInputSubmitRequest
) -> Response[Result | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(form_token, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    form_token: str, *, client: AuthenticatedClient | Client, body: HumanInputSubmitRequest
) -> Result | Error | None:
    """Answer a form, and let the run continue.

    A form can be answered once: the second time the server answers 412. It answers 400 if an input
    is missing, and leaves the form open. (Dify since 1.14.0)

    ``POST /v1/form/human_input/{form_token}``

    Args:
        client: Whom to ask, and with which key.
        form_token: The form's token, from the event `human_input_required` or from
            `WorkflowPaused`.
        body: What was filled in.

    Returns:
        ``Result`` or ``Error``.
        200: The form was taken. The object is empty.
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
        412: The form was filled in before (`human_input_form_submitted`), or the time for it is
            over (`human_input_form_expired`).
        415: The request is not of the content type the server wants, or the file is of a type it
            refuses.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(form_token, client=client, body=body).parsed


async def asyncio_detailed(
    form_token: str, *, client: AuthenticatedClient | Client, body: HumanInputSubmitRequest
) -> Response[Result | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(form_token, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    form_token: str, *, client: AuthenticatedClient | Client, body: HumanInputSubmitRequest
) -> Result | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(form_token, client=client, body=body)).parsed
