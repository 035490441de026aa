# Made from spec/pipeline.yaml by scripts/regenerate: change that one.
"""``dify.pipeline``: Knowledge pipelines, which make documents of files, sites, online documents and
drives.
"""

from __future__ import annotations

from typing import Unpack

from dify_api.api.pipeline import list_datasource_plugins, upload_pipeline_file
from dify_api.models.datasource_plugin import DatasourcePlugin
from dify_api.models.pipeline_file import PipelineFile
from dify_api.models.pipeline_file_upload_request import PipelineFileUploadRequest

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._core.uploads import FileSource, Progress, Upload


class AsyncPipelineBase(AsyncResource):
    """Knowledge pipelines, which make documents of files, sites, online documents and drives. The
    methods that only call.
    """

    async def upload_file(
        self, file: FileSource, *, progress: Progress | None = None, **options: Unpack[RequestOptions]
    ) -> PipelineFile:
        """Upload a file for a knowledge pipeline.

        A run of the pipeline mentions the file by its id.

        Args:
            file: The file, with its name and MIME type. A path, bytes, an open binary file, an
                iterable of bytes, or ``(filename, content[, mime_type])``.
            progress: Called with the bytes sent and the total, which is None if it is not known.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The file on the server.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not take files of this type.
            ServerError: The server failed.
            ConfigurationError: The file cannot be read.

        Since:
            Dify 1.13.0

        POST /v1/datasets/pipeline/file-upload
        """
        body = PipelineFileUploadRequest(file=Upload.of(file, progress=progress))
        return await self._session.execute(call(upload_pipeline_file, body=body), options)

    async def datasource_plugins(
        self, dataset_id: str, *, is_published: bool | None = None, **options: Unpack[RequestOptions]
    ) -> list[DatasourcePlugin]:
        """List the sources of a knowledge pipeline.

        Gives the nodes with which the pipeline begins, each with the plugin that reads its source.
        The server answers 400 if the knowledge base has no pipeline.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            is_published: Whether to use the published pipeline, not the draft. Default: true.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The sources.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.13.0

        GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins
        """
        return await self._session.execute(
            call(list_datasource_plugins, dataset_id, is_published=is_published), options
        )
