"""``POST /v1/datasets/{dataset_id}/pipeline/run``: Run a knowledge pipeline."""

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


def _get_kwargs(dataset_id: str, *, body: models.PipelineRunRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/pipeline/run",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.PipelineRun | models.Error | None:
    if response.is_success:
        return json_body(response, models.PipelineRun.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, *, client: Client, body: models.PipelineRunRequest
) -> Response[models.PipelineRun | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: Client, body: models.PipelineRunRequest
) -> models.PipelineRun | models.Error | None:
    """Run a knowledge pipeline.

    The published pipeline answers at once, in one piece whatever mode is asked for, with the
    documents that are to come. A draft makes no documents: it runs to the end and tells the result,
    in one piece or as a stream of a workflow's events. The server answers 500 `pipeline_run_error`
    if a run cannot begin. (Dify since 1.13.0) What the two kinds of runs answer is from the
    server's source; the official document says that both can stream.

    ``POST /v1/datasets/{dataset_id}/pipeline/run``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        body: What to run, on what.

    Returns:
        ``PipelineRun`` or ``Error``. The answer in one piece, or a stream with one event in each
            `data:` line.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client, body: models.PipelineRunRequest
) -> Response[models.PipelineRun | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client, body: models.PipelineRunRequest
) -> models.PipelineRun | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
