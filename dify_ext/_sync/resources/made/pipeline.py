# Made from dify_ext/_async/resources/made/pipeline.py by scripts/regenerate: change that one.
# Made from spec/pipeline.yaml by scripts/regenerate: change that one.
"""``dify.pipeline``: Knowledge pipelines, which make documents of files, sites, online documents and
drives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.pipeline import (
    list_datasource_plugins,
    run_datasource_node,
    run_pipeline,
    upload_pipeline_file,
)
from dify_api.models import (
    DatasourceNodeRunRequest,
    DatasourcePlugin,
    PipelineFile,
    PipelineFileUploadRequest,
    PipelineRun,
    PipelineRunRequest,
)

from dify_ext._core.arguments import (
    given_mappings,
)
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._streaming.accumulators import DatasourceAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import ended
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.run_driver import Run
from dify_ext._sync.streams import EventStream, WorkflowStream
from dify_ext.files import with_mentions


class Pipeline(Resource):
    """Knowledge pipelines, which make documents of files, sites, online documents and drives."""

    def upload_file(
        self, file: FileSource, *, progress: Progress | None = None, **options: Unpack[RequestOptions]
    ) -> PipelineFile:
        """Upload a file for a knowledge pipeline.

        A run of the pipeline mentions the file by its id.

        Args:
            file: The file, with its name and MIME type. A path, bytes, an open binary file, an
                iterable of bytes, or ``(filename, content[, mime_type])``.
            progress: Called with the bytes sent so far and the total in bytes; the total is None if
                unknown.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The file on the server.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not accept files of this type.
            ServerError: The server failed.
            ConfigurationError: The file cannot be read.

        Since:
            Dify 1.13.0

        POST /v1/datasets/pipeline/file-upload
        """
        body = PipelineFileUploadRequest(file=Upload.of(file, progress=progress))
        return self._session.execute(call(upload_pipeline_file, body=body), options)

    def datasource_plugins(
        self, dataset_id: str, *, is_published: bool | None = None, **options: Unpack[RequestOptions]
    ) -> list[DatasourcePlugin]:
        """List the sources of a knowledge pipeline.

        Returns the nodes with which the pipeline begins, each with the plugin that reads its
        source. The server answers 400 if the knowledge base has no pipeline.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            is_published: Whether to use the published pipeline, not the draft. Default: true.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The sources.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.13.0

        GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins
        """
        return self._session.execute(
            call(list_datasource_plugins, dataset_id, is_published=is_published), options
        )

    def run_datasource_node(
        self,
        dataset_id: str,
        node_id: str,
        *,
        datasource_type: str,
        inputs: Mapping[str, Any] | None = None,
        credential_id: str | None = None,
        is_published: bool = True,
        **options: Unpack[RequestOptions],
    ) -> EventStream[list[Any]]:
        """Ask a source of a knowledge pipeline what it has.

        Runs one of the nodes with which a pipeline begins, and tells what it finds (pages, files,
        sites), to choose from before the pipeline is run. The answer is a stream, with a
        ``datasource_error`` event if the source fails.

        The stream gives :class:`DatasourceProcessingEvent`, then :class:`DatasourceCompletedEvent`
        with the result in ``data``. The server cannot be asked to stop.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            node_id: The node's id, from the list of sources.
            datasource_type: The kind of the source. Known values: ``local_file``,
                ``online_document``, ``website_crawl``, ``online_drive``.
            inputs: Values of the node's variables by their names; ``{}`` if there are none. Values
                may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            credential_id: The id of the credentials for the source. Default: the default
                credentials.
            is_published: Whether the published pipeline's node is meant, or the draft's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream. It sends the request when it is entered, or when iteration begins, and
                raises the errors below then; the call itself raises only ConfigurationError.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent.

        Since:
            Dify 1.13.0

        POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run
        """
        body = DatasourceNodeRunRequest(
            inputs=with_mentions(inputs or {}),
            datasource_type=datasource_type,
            credential_id=credential_id,
            is_published=is_published,
        )
        asked = call(run_datasource_node, dataset_id, node_id, body=body)
        run = Run(self._session, asked, DatasourceAccumulator(), options=options)
        return EventStream(run)

    def run(
        self,
        dataset_id: str,
        *,
        start_node_id: str,
        datasource_type: str,
        datasource_info_list: Iterable[Mapping[str, Any]],
        inputs: Mapping[str, Any] | None = None,
        is_published: bool = True,
        **options: Unpack[RequestOptions],
    ) -> PipelineRun:
        """Run the pipeline. It answers at once; the documents are made in the background.

        A draft (``is_published=False``) makes no document: the method waits for its end, which is
        in ``data``, and raises :class:`WorkflowFailed` if it failed.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            start_node_id: The id of the node where the run begins.
            datasource_type: The kind of the source. Known values: ``local_file``,
                ``online_document``, ``website_crawl``, ``online_drive``.
            datasource_info_list: What to read from the source, one entry for each document. A local
                file is ``{reference, name}``, the id its upload gave and its name; an online
                document is ``{workspace_id, page: {page_id, type, page_name}, credential_id}``; a
                website is ``{url, title}``; a file of an online drive is ``{id, type, bucket,
                name}``.
            inputs: Values of the pipeline's variables by their names; ``{}`` if there are none.
                Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            is_published: Whether the published pipeline is run, or the draft.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The ``documents`` that are to come, and their ``batch`` for ``documents.wait_indexed``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.13.0

        POST /v1/datasets/{dataset_id}/pipeline/run
        """
        body = PipelineRunRequest(
            inputs=with_mentions(inputs or {}),
            datasource_type=datasource_type,
            datasource_info_list=given_mappings(datasource_info_list),
            start_node_id=start_node_id,
            is_published=is_published,
            response_mode="blocking",
        )
        return self._session.execute(call(run_pipeline, dataset_id, body=body).map(ended), options)

    def stream(
        self,
        dataset_id: str,
        *,
        start_node_id: str,
        datasource_type: str,
        datasource_info_list: Iterable[Mapping[str, Any]],
        inputs: Mapping[str, Any] | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowStream:
        """Try the pipeline's draft, and read its events while it runs.

        Only a draft has a stream: the published pipeline answers in one piece. The server cannot be
        asked to stop, nor for the rest of a stream that broke.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            start_node_id: The id of the node where the run begins.
            datasource_type: The kind of the source. Known values: ``local_file``,
                ``online_document``, ``website_crawl``, ``online_drive``.
            datasource_info_list: What to read from the source, one entry for each document. A local
                file is ``{reference, name}``, the id its upload gave and its name; an online
                document is ``{workspace_id, page: {page_id, type, page_name}, credential_id}``; a
                website is ``{url, title}``; a file of an online drive is ``{id, type, bucket,
                name}``.
            inputs: Values of the pipeline's variables by their names; ``{}`` if there are none.
                Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream. It sends the request when it is entered, or when iteration begins, and
                raises the errors below then; the call itself raises only ConfigurationError.

        Raises:
            StreamFailed: The server sent an error event; ``partial`` is the answer so far.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: No event came for ``stall_timeout`` seconds.
            RequestTimeout: A time limit was reached; after ``call_timeout`` seconds the run is
                stopped.
            WorkflowFailed: The run failed; ``run`` is the data of its last event.
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: An argument cannot be sent.

        Since:
            Dify 1.13.0

        POST /v1/datasets/{dataset_id}/pipeline/run
        """
        body = PipelineRunRequest(
            inputs=with_mentions(inputs or {}),
            datasource_type=datasource_type,
            datasource_info_list=given_mappings(datasource_info_list),
            start_node_id=start_node_id,
            is_published=False,
            response_mode="streaming",
        )
        asked = call(run_pipeline, dataset_id, body=body)
        run = Run(self._session, asked, WorkflowAccumulator(), options=options)
        return WorkflowStream(run)
