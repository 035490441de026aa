# Made from dify_ext/_async/resources/pipeline.py by scripts/regenerate: change that one.
"""Knowledge pipelines: ``client.pipeline``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from dify_api.api.pipeline import (
    list_datasource_plugins,
    run_datasource_node,
    run_pipeline,
    upload_pipeline_file,
)
from dify_api.models.datasource_node_run_request import DatasourceNodeRunRequest
from dify_api.models.datasource_plugin import DatasourcePlugin
from dify_api.models.pipeline_file import PipelineFile
from dify_api.models.pipeline_file_upload_request import PipelineFileUploadRequest
from dify_api.models.pipeline_run import PipelineRun
from dify_api.models.pipeline_run_request import PipelineRunRequest
from dify_api.models.workflow_completion import WorkflowCompletion
from dify_api.types import File, Readable

from dify_ext._core.arguments import given_mappings
from dify_ext._core.operation_call import call
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._streaming.accumulators import DatasourceAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import WorkflowResult
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.run_driver import Run
from dify_ext._sync.session import raw
from dify_ext._sync.streams import EventStream, WorkflowStream
from dify_ext.files import with_mentions


class Pipeline(Resource):
    """Pipelines that make the documents of a knowledge base out of files, websites, online documents and drives."""

    def upload_file(self, file: FileSource, *, progress: Progress | None = None) -> PipelineFile:
        """Upload a file for a run, in constant memory: a path, bytes, an open binary file, an iterable of bytes, or
        ``(filename, content[, mime_type])``. ``progress`` is called with the bytes sent and the total (None: unknown).
        A run mentions the file by its ``id``.

        POST /v1/datasets/pipeline/file-upload
        """
        upload = Upload.of(file, progress=progress)
        # The session knows an upload where generated code has an open file.
        body = PipelineFileUploadRequest(file=File(payload=cast(Readable, upload)))
        return self._session.execute(call(upload_pipeline_file, body=body))

    def datasource_plugins(
        self, dataset_id: str, *, is_published: bool | None = None
    ) -> list[DatasourcePlugin]:
        """The sources where the pipeline begins: ``node_id``, ``datasource_type``, the ``user_input_variables`` a run
        wants, the ``credentials`` there are. ``is_published=False`` asks for the draft's.

        A :class:`BadRequestError` where the knowledge base has no pipeline.

        GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins
        """
        return self._session.execute(call(list_datasource_plugins, dataset_id, is_published=is_published))

    def run_datasource_node(
        self,
        dataset_id: str,
        node_id: str,
        *,
        datasource_type: str,
        inputs: Mapping[str, Any] | None = None,
        credential_id: str | None = None,
        is_published: bool = True,
    ) -> EventStream[list[Any]]:
        """Ask a source what it has, to choose from before the pipeline is run: a stream of
        :class:`DatasourceProcessingEvent`, then :class:`DatasourceCompletedEvent` with what was found in ``data``; see
        :class:`EventStream`. ``datasource_type`` is ``"online_document"``, ``"website_crawl"`` or ``"online_drive"``;
        ``inputs`` are the node's variables.

        Where the source fails it raises :class:`StreamFailed`; in ``.partial`` is a list of what had been found. The
        server cannot be asked to stop.

        POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run
        """
        body = DatasourceNodeRunRequest(
            inputs=with_mentions(inputs or {}),
            datasource_type=datasource_type,
            credential_id=credential_id,
            is_published=is_published,
        )
        return EventStream(
            Run(
                self._session,
                call(run_datasource_node, dataset_id, node_id, body=body),
                DatasourceAccumulator(),
            )
        )

    def run(
        self,
        dataset_id: str,
        *,
        start_node_id: str,
        datasource_type: str,
        datasource_info_list: Iterable[Mapping[str, Any]],
        inputs: Mapping[str, Any] | None = None,
        is_published: bool = True,
    ) -> PipelineRun:
        """Run the pipeline. It answers at once with the ``documents`` that are to come and their ``batch``, which
        ``documents.wait_indexed`` takes.

        ``start_node_id`` is the node of the source, ``datasource_type`` its kind, ``inputs`` the pipeline's variables,
        and each entry of ``datasource_info_list`` becomes a document: ``{"reference": file.id, "name": file.name}`` for
        ``"local_file"``, ``{"workspace_id", "page": {"page_id", "type"}}`` for ``"online_document"``, ``{"url",
        "title"}`` for ``"website_crawl"``, ``{"id", "type", "bucket", "name"}`` for ``"online_drive"``.

        ``is_published=False`` tries the draft, which makes no document: it is waited for, and ``data`` says how it
        ended; it raises :class:`WorkflowFailed` where it failed. See :meth:`stream` for its events.

        POST /v1/datasets/{dataset_id}/pipeline/run
        """
        body = _request(
            start_node_id, datasource_type, datasource_info_list, inputs, is_published, "blocking"
        )
        return self._session.execute(call(run_pipeline, dataset_id, body=body).map(_ended))

    def stream(
        self,
        dataset_id: str,
        *,
        start_node_id: str,
        datasource_type: str,
        datasource_info_list: Iterable[Mapping[str, Any]],
        inputs: Mapping[str, Any] | None = None,
    ) -> WorkflowStream:
        """Try the pipeline's draft, and see its events as they come: see :class:`WorkflowStream`. Arguments as for
        :meth:`run`. Only a draft streams: the published pipeline answers in one piece whatever is asked for. The server
        cannot be asked to stop, nor for the rest of a stream that broke.

        POST /v1/datasets/{dataset_id}/pipeline/run
        """
        body = _request(start_node_id, datasource_type, datasource_info_list, inputs, False, "streaming")
        return WorkflowStream(
            Run(self._session, call(run_pipeline, dataset_id, body=body), WorkflowAccumulator())
        )


class PipelineWithRawResponse:
    """``client.with_raw_response.pipeline``."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.upload_file = raw(pipeline.upload_file)
        self.datasource_plugins = raw(pipeline.datasource_plugins)
        self.run = raw(pipeline.run)


def _request(
    start_node_id: str,
    datasource_type: str,
    datasource_info_list: Iterable[Mapping[str, Any]],
    inputs: Mapping[str, Any] | None,
    is_published: bool,
    response_mode: str,
) -> PipelineRunRequest:
    return PipelineRunRequest(
        inputs=with_mentions(inputs or {}),
        datasource_type=datasource_type,
        datasource_info_list=given_mappings(datasource_info_list),
        start_node_id=start_node_id,
        is_published=is_published,
        response_mode=response_mode,
    )


def _ended(run: PipelineRun) -> PipelineRun:
    """The answer, unless it says that a draft failed, which the server answers with 200."""
    if run.data is not None:
        WorkflowResult.from_completion(
            WorkflowCompletion(task_id=run.task_id, workflow_run_id=run.workflow_run_id, data=run.data)
        )
    return run
