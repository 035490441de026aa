"""``GET /console/api/apps/{app_id}/export``: Export an app as YAML."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)


def _get_kwargs(
    app_id: str, *, include_secret: bool | None = None, workflow_id: str | None = None
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/export",
        "params": query_fields(
            {
                "include_secret": include_secret,
                "workflow_id": workflow_id,
            }
        ),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.AppExport | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppExport.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 422, 500)


def sync_detailed(
    app_id: str, *, client: Client, include_secret: bool | None = None, workflow_id: str | None = None
) -> Response[models.AppExport | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id, include_secret=include_secret, workflow_id=workflow_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    app_id: str, *, client: Client, include_secret: bool | None = None, workflow_id: str | None = None
) -> models.AppExport | models.Error | None:
    """Export an app as YAML.

    Returns the app with the draft of its workflow, to be imported elsewhere.

    ``GET /console/api/apps/{app_id}/export``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.
        include_secret: Whether the export contains secret environment variables as plain text. From
            the server's source.
        workflow_id: The version of the workflow to export. Default: the draft. From the server's
            source; releases that do not know it give the draft.

    Returns:
        ``AppExport`` or ``Error``. The app as YAML.
        ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(app_id, client=client, include_secret=include_secret, workflow_id=workflow_id).parsed


async def asyncio_detailed(
    app_id: str, *, client: Client, include_secret: bool | None = None, workflow_id: str | None = None
) -> Response[models.AppExport | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(app_id, include_secret=include_secret, workflow_id=workflow_id)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    app_id: str, *, client: Client, include_secret: bool | None = None, workflow_id: str | None = None
) -> models.AppExport | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(app_id, client=client, include_secret=include_secret, workflow_id=workflow_id)
    ).parsed
