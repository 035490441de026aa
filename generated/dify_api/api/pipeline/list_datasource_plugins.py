"""``GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins``: List the sources of a knowledge
pipeline.

Gives the nodes with which the pipeline begins, each with the plugin that reads its source. The
server answers 400 if the knowledge base has no pipeline. (Dify since 1.13.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    list_of,
    path_segment,
    query_fields,
)

if TYPE_CHECKING:
    from ...models.datasource_plugin import DatasourcePlugin
    from ...models.error import Error


def _get_kwargs(dataset_id: str, *, is_published: bool | None = None) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/pipeline/datasource-plugins",
        "params": query_fields(
            {
                "is_published": is_published,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[DatasourcePlugin] | Error | None:
    from ...models.datasource_plugin import DatasourcePlugin
    from ...models.error import Error

    if response.is_success:
        return json_body(response, list_of(DatasourcePlugin.from_dict))
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    dataset_id: str, *, client: AuthenticatedClient | Client, is_published: bool | None = None
) -> Response[list[DatasourcePlugin] | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, is_published=is_published))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: AuthenticatedClient | Client, is_published: bool | None = None
) -> list[DatasourcePlugin] | Error | None:
    """List the sources of a knowledge pipeline.

    Gives the nodes with which the pipeline begins, each with the plugin that reads its source. The
    server answers 400 if the knowledge base has no pipeline. (Dify since 1.13.0)

    ``GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        is_published: Whether to use the published pipeline, not the draft. Default: true.

    Returns:
        ``list[DatasourcePlugin]`` or ``Error``.
        200: The sources.
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
    return sync_detailed(dataset_id, client=client, is_published=is_published).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: AuthenticatedClient | Client, is_published: bool | None = None
) -> Response[list[DatasourcePlugin] | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, is_published=is_published))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: AuthenticatedClient | Client, is_published: bool | None = None
) -> list[DatasourcePlugin] | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, is_published=is_published)).parsed
