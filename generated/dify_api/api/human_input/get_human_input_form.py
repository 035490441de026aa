"""``GET /v1/form/human_input/{form_token}``: Get a form that a run waits for."""

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


def _get_kwargs(form_token: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/form/human_input/{path_segment(form_token, 'form_token')}",
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.HumanInputFormDefinition | models.Error | None:
    if response.is_success:
        return json_body(response, models.HumanInputFormDefinition.from_dict)
    return error_body(client, response, 401, 403, 404, 412, 500)


def sync_detailed(
    form_token: str, *, client: Client
) -> Response[models.HumanInputFormDefinition | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(form_token))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(form_token: str, *, client: Client) -> models.HumanInputFormDefinition | models.Error | None:
    """Get a form that a run waits for.

    Returns the form of a token. The server answers 404 for an unknown token and for the form of
    another app, and 412 if the form was answered before or its time is over. (Dify since 1.14.0)

    ``GET /v1/form/human_input/{form_token}``

    Args:
        client: Whom to ask, and with which key.
        form_token: The form's token, from the event `human_input_required` or from
            `WorkflowPaused`.

    Returns:
        ``HumanInputFormDefinition`` or ``Error``. The form.
        ``Error`` for 401, 403, 404, 412, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(form_token, client=client).parsed


async def asyncio_detailed(
    form_token: str, *, client: Client
) -> Response[models.HumanInputFormDefinition | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(form_token))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    form_token: str, *, client: Client
) -> models.HumanInputFormDefinition | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(form_token, client=client)).parsed
