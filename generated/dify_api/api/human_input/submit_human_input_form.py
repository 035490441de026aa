"""``POST /v1/form/human_input/{form_token}``: Answer a form, and let the run continue."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(form_token: str, *, body: models.HumanInputSubmitRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/form/human_input/{path_segment(form_token, 'form_token')}",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
    if response.is_success:
        return json_body(response, models.Result.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 412, 415, 500)


def sync_detailed(
    form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
) -> Response[models.Result | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(form_token, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
) -> models.Result | models.Error | None:
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
        ``Result`` or ``Error``. The form was taken. The object is empty.
        ``Error`` for 400, 401, 403, 404, 412, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(form_token, client=client, body=body).parsed


async def asyncio_detailed(
    form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
) -> Response[models.Result | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(form_token, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
) -> models.Result | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(form_token, client=client, body=body)).parsed
