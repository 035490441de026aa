# Made from dify_ext/_async/resources/pipeline.py by scripts/regenerate: change that one.
"""Knowledge pipelines: ``client.pipeline``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.pipeline import run_datasource_node, run_pipeline
from dify_api.models.datasource_node_run_request import DatasourceNodeRunRequest
from dify_api.models.pipeline_run import PipelineRun
from dify_api.models.pipeline_run_request import PipelineRunRequest
from dify_api.models.workflow_completion import WorkflowCompletion

from dify_ext._core.arguments import given_mappings
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming.accumulators import DatasourceAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import WorkflowResult
from dify_ext._sync.resources.made.pipeline import PipelineBase
from dify_ext._sync.run_driver import Run
from dify_ext._sync.streams import EventStream, WorkflowStream
from dify_ext.files import with_mentions


class Pipeline(PipelineBase):
    """Pipelines that make the documents of a knowledge base out of files, websites, online documents and drives."""

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
        """Ask a source what it has, to choose from before the pipeline is run.

        The stream gives :class:`DatasourceProcessingEvent`, then :class:`DatasourceCompletedEvent` with
        what was found in ``data``. The server cannot be asked to stop.

        Args:
            dataset_id: The knowledge base's id.
            node_id: The source's node, from :meth:`datasource_plugins`.
            datasource_type: ``"online_document"``, ``"website_crawl"`` or ``"online_drive"``.
            inputs: The node's variables by name.
            credential_id: The credentials to use, if the source needs some.
            is_published: False asks the draft's node.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which sends the request when it is entered or iterated over.

        Raises:
            StreamFailed: The source failed (raised by the stream); ``partial`` lists what was found.
            BadRequestError: The knowledge base has no pipeline (raised by the stream).

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
        return EventStream(
            Run(
                self._session,
                call(run_datasource_node, dataset_id, node_id, body=body),
                DatasourceAccumulator(),
                options=options,
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
        **options: Unpack[RequestOptions],
    ) -> PipelineRun:
        """Run the pipeline. It answers at once; the documents are made in the background.

        Args:
            dataset_id: The knowledge base's id.
            start_node_id: The source's node, from :meth:`datasource_plugins`.
            datasource_type: The source's kind: ``"local_file"``, ``"online_document"``,
                ``"website_crawl"`` or ``"online_drive"``.
            datasource_info_list: A mapping for each document: ``{"reference": file.id, "name":
                file.name}`` for a local file, ``{"workspace_id", "page": {"page_id", "type"}}`` for an
                online document, ``{"url", "title"}`` for a website, ``{"id", "type", "bucket",
                "name"}`` for a drive.
            inputs: The pipeline's variables by name.
            is_published: False tries the draft, which makes no document: it is waited for, and ``data``
                says how it ended.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The ``documents`` that are to come, and their ``batch`` for ``documents.wait_indexed``.

        Raises:
            WorkflowFailed: The draft failed.
            BadRequestError: The knowledge base has no pipeline, or a value is wrong.

        Since:
            Dify 1.13.0

        POST /v1/datasets/{dataset_id}/pipeline/run
        """
        body = _request(
            start_node_id, datasource_type, datasource_info_list, inputs, is_published, "blocking"
        )
        return self._session.execute(call(run_pipeline, dataset_id, body=body).map(_ended), options)

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

        Only a draft streams: the published pipeline answers in one piece. The server cannot be asked to
        stop, nor for the rest of a stream that broke.

        Args:
            dataset_id: The knowledge base's id.
            start_node_id: The source's node, from :meth:`datasource_plugins`.
            datasource_type: The source's kind, as for :meth:`run`.
            datasource_info_list: A mapping for each document, as for :meth:`run`.
            inputs: The pipeline's variables by name.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which sends the request when it is entered or iterated over.

        Raises:
            WorkflowFailed: The draft failed (raised by the stream).
            BadRequestError: The knowledge base has no pipeline (raised by the stream).

        Since:
            Dify 1.13.0

        POST /v1/datasets/{dataset_id}/pipeline/run
        """
        body = _request(start_node_id, datasource_type, datasource_info_list, inputs, False, "streaming")
        return WorkflowStream(
            Run(
                self._session,
                call(run_pipeline, dataset_id, body=body),
                WorkflowAccumulator(),
                options=options,
            )
        )


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
