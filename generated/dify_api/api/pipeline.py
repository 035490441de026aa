"""Operations on pipeline: Knowledge pipelines, which make documents of files, sites, online documents
and drives.
"""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import bytes_body, error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    list_of,
    path_segment,
    query_fields,
)


class upload_pipeline_file:
    """``POST /v1/datasets/pipeline/file-upload``: Upload a file for a knowledge pipeline."""

    @staticmethod
    def _get_kwargs(*, body: models.PipelineFileUploadRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/datasets/pipeline/file-upload",
            **body.to_multipart(),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.PipelineFile | models.Error | None:
        if response.is_success:
            return json_body(response, models.PipelineFile.from_dict)
        return error_body(client, response, 400, 401, 403, 413, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.PipelineFileUploadRequest
    ) -> Response[models.PipelineFile | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.PipelineFileUploadRequest
    ) -> models.PipelineFile | models.Error | None:
        """Upload a file for a knowledge pipeline.

        A run of the pipeline mentions the file by its id. (Dify since 1.13.0)

        ``POST /v1/datasets/pipeline/file-upload``

        Args:
            client: Whom to ask, and with which key.
            body: The file.

        Returns:
            ``PipelineFile`` or ``Error``. The file on the server.
            ``Error`` for 400, 401, 403, 413, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.PipelineFileUploadRequest
    ) -> Response[models.PipelineFile | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.PipelineFileUploadRequest
    ) -> models.PipelineFile | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class list_datasource_plugins:
    """``GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins``: List the sources of a knowledge
    pipeline.
    """

    @staticmethod
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

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> list[models.DatasourcePlugin] | models.Error | None:
        if response.is_success:
            return json_body(response, list_of(models.DatasourcePlugin.from_dict))
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, is_published: bool | None = None
    ) -> Response[list[models.DatasourcePlugin] | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, is_published=is_published))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, is_published: bool | None = None
    ) -> list[models.DatasourcePlugin] | models.Error | None:
        """List the sources of a knowledge pipeline.

        Returns the nodes with which the pipeline begins, each with the plugin that reads its
        source. The server answers 400 if the knowledge base has no pipeline. (Dify since 1.13.0)

        ``GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            is_published: Whether to use the published pipeline, not the draft. Default: true.

        Returns:
            ``list[DatasourcePlugin]`` or ``Error``. The sources.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, is_published=is_published).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, is_published: bool | None = None
    ) -> Response[list[models.DatasourcePlugin] | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, is_published=is_published))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, is_published: bool | None = None
    ) -> list[models.DatasourcePlugin] | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, is_published=is_published)).parsed


class run_datasource_node:
    """``POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run``: Ask a source of a
    knowledge pipeline what it has.
    """

    @staticmethod
    def _get_kwargs(
        dataset_id: str, node_id: str, *, body: models.DatasourceNodeRunRequest
    ) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/pipeline/datasource/nodes/{path_segment(node_id, 'node_id')}/run",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
        if response.is_success:
            return bytes_body(response)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
    ) -> Response[bytes | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, node_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
    ) -> bytes | models.Error | None:
        """Ask a source of a knowledge pipeline what it has.

        Runs one of the nodes with which a pipeline begins, and tells what it finds (pages, files,
        sites), to choose from before the pipeline is run. The answer is a stream, with a
        `datasource_error` event if the source fails. (Dify since 1.13.0)

        ``POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            node_id: The node's id, from the list of sources.
            body: How to ask.

        Returns:
            ``bytes`` or ``Error``. A stream with one event in each `data:` line.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, node_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
    ) -> Response[bytes | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, node_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
    ) -> bytes | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, node_id, client=client, body=body)).parsed


class run_pipeline:
    """``POST /v1/datasets/{dataset_id}/pipeline/run``: Run a knowledge pipeline."""

    @staticmethod
    def _get_kwargs(dataset_id: str, *, body: models.PipelineRunRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/pipeline/run",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.PipelineRun | models.Error | None:
        if response.is_success:
            return json_body(response, models.PipelineRun.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, dataset_id: str, *, client: Client, body: models.PipelineRunRequest
    ) -> Response[models.PipelineRun | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, dataset_id: str, *, client: Client, body: models.PipelineRunRequest
    ) -> models.PipelineRun | models.Error | None:
        """Run a knowledge pipeline.

        The published pipeline answers at once, in one piece whatever mode is asked for, with the
        documents that are to come. A draft makes no documents: it runs to the end and tells the
        result, in one piece or as a stream of a workflow's events. The server answers 500
        `pipeline_run_error` if a run cannot begin. (Dify since 1.13.0) What the two kinds of runs
        answer is from the server's source; the official document says that both can stream.

        ``POST /v1/datasets/{dataset_id}/pipeline/run``

        Args:
            client: Whom to ask, and with which key.
            dataset_id: The knowledge base's id, a UUID.
            body: What to run, on what.

        Returns:
            ``PipelineRun`` or ``Error``. The answer in one piece, or a stream with one event in
                each `data:` line.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(dataset_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, dataset_id: str, *, client: Client, body: models.PipelineRunRequest
    ) -> Response[models.PipelineRun | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(dataset_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, dataset_id: str, *, client: Client, body: models.PipelineRunRequest
    ) -> models.PipelineRun | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(dataset_id, client=client, body=body)).parsed
