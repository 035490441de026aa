from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    FilePart,
    Model,
    as_object,
    form_fields,
    optional,
    optional_list,
    required,
    required_list,
)
from .workflow_completion_data import WorkflowCompletionData

if TYPE_CHECKING:
    from .enums import DatasourceType, DocumentForm, ResponseMode


@define(kw_only=True, repr=False, eq=False)
class DatasourceCredential(Model):
    """A credential of a source, without its secret.

    Attributes:
        id: The credential's id.
        name: The credential's name.
        type: The credential's kind, such as `api-key` or `oauth2`.
        is_default: Whether it is taken where none is named.
    """

    id: str | None = None
    name: str | None = None
    type: str | None = None
    is_default: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.is_default = d.pop("is_default", None)


@define(kw_only=True, repr=False, eq=False)
class DatasourceNodeRunRequest(Model):
    """How to ask a source what it has.

    Attributes:
        inputs: Values of the node's variables by their names; `{}` if there are none.
        datasource_type: The kind of the source.
        is_published: Whether the published pipeline's node is meant, or the draft's.
        credential_id: The id of the credentials for the source. Default: the default credentials.
    """

    inputs: dict[str, Any]
    datasource_type: DatasourceType
    is_published: bool
    credential_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.inputs = required(d, "inputs", as_object)
        self.datasource_type = required(d, "datasource_type")
        self.is_published = required(d, "is_published")
        self.credential_id = d.pop("credential_id", None)


@define(kw_only=True, repr=False, eq=False)
class DatasourcePlugin(Model):
    """A node where a pipeline begins, with the plugin that reads its source.

    Attributes:
        node_id: The node's id.
        plugin_id: The plugin's id.
        provider_name: The plugin's provider.
        datasource_type: The kind of its source.
        title: The node's title.
        user_input_variables: The variables that a run wants in `inputs`.
        credentials: What the source may be read with.
    """

    node_id: str | None = None
    plugin_id: str | None = None
    provider_name: str | None = None
    datasource_type: DatasourceType | None = None
    title: str | None = None
    user_input_variables: list[dict[str, Any]] | None = None
    credentials: list[DatasourceCredential] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.node_id = d.pop("node_id", None)
        self.plugin_id = d.pop("plugin_id", None)
        self.provider_name = d.pop("provider_name", None)
        self.datasource_type = d.pop("datasource_type", None)
        self.title = d.pop("title", None)
        self.user_input_variables = optional_list(d, "user_input_variables", as_object)
        self.credentials = optional_list(d, "credentials", DatasourceCredential.from_dict)


@define(kw_only=True, repr=False, eq=False)
class PipelineDataset(Model):
    """The knowledge base of a pipeline.

    Attributes:
        id: The knowledge base's id (UUID).
        name: Its name.
        description: What it is about.
        chunk_structure: How its documents are cut.
    """

    id: str | None = None
    name: str | None = None
    description: str | None = None
    chunk_structure: DocumentForm | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.chunk_structure = d.pop("chunk_structure", None)


@define(kw_only=True, repr=False, eq=False)
class PipelineDocument(Model):
    """A document that a pipeline makes.

    Attributes:
        id: The document's id (UUID).
        position: Its place in the knowledge base, from 1.
        data_source_type: Where it comes from.
        data_source_info: What of the source it was made of.
        name: The document's name.
        indexing_status: How far its indexing is.
        error: Why its indexing failed.
        enabled: Whether it may be found.
    """

    id: str | None = None
    position: int | None = None
    data_source_type: str | None = None
    data_source_info: dict[str, Any] | None = None
    name: str | None = None
    indexing_status: str | None = None
    error: str | None = None
    enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.position = d.pop("position", None)
        self.data_source_type = d.pop("data_source_type", None)
        self.data_source_info = optional(d, "data_source_info", as_object)
        self.name = d.pop("name", None)
        self.indexing_status = d.pop("indexing_status", None)
        self.error = d.pop("error", None)
        self.enabled = d.pop("enabled", None)


@define(kw_only=True, repr=False, eq=False)
class PipelineFile(Model):
    """A file that was stored for a pipeline.

    Attributes:
        id: The id to mention the file by (UUID).
        name: The file's name.
        size: The file's size in bytes.
        extension: The file's extension without the dot.
        mime_type: The file's MIME type as it was sent.
        created_by: The id of the account the key belongs to.
        created_at: When it was stored, ISO 8601 without a zone, in UTC.
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    mime_type: str | None = None
    created_by: str | None = None
    created_at: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class PipelineFileUploadRequest(Model):
    """A file to store.

    Attributes:
        file: The file, with its name and MIME type.
    """

    file: FilePart

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                }
            ),
            "files": {
                "file": self.file.to_tuple(),
            },
        }

    def _take(self, d: dict[str, Any]) -> None:
        self.file = required(d, "file")


@define(kw_only=True, repr=False, eq=False)
class PipelineRun(Model):
    """What a run answers in one piece. A published pipeline has `batch`, `dataset` and `documents`, a
    draft the other three. The fields are from the server's source.

    Attributes:
        batch: What to ask the documents' indexing status by.
        dataset: The knowledge base the documents are made in.
        documents: The documents that are to come.
        task_id: The task that ran the draft.
        workflow_run_id: The run of the draft.
        data: How the draft ended.
    """

    batch: str | None = None
    dataset: PipelineDataset | None = None
    documents: list[PipelineDocument] | None = None
    task_id: str | None = None
    workflow_run_id: str | None = None
    data: WorkflowCompletionData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.batch = d.pop("batch", None)
        self.dataset = optional(d, "dataset", PipelineDataset.from_dict)
        self.documents = optional_list(d, "documents", PipelineDocument.from_dict)
        self.task_id = d.pop("task_id", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowCompletionData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class PipelineRunRequest(Model):
    """What to run a pipeline on.

    Attributes:
        inputs: Values of the pipeline's variables by their names; `{}` if there are none.
        datasource_type: The kind of the source.
        datasource_info_list: What to read from the source, one entry for each document. A local
            file is `{reference, name}`, the id its upload gave and its name; an online document is
            `{workspace_id, page: {page_id, type, page_name}, credential_id}`; a website is `{url,
            title}`; a file of an online drive is `{id, type, bucket, name}`.
        start_node_id: The id of the node where the run begins.
        is_published: Whether the published pipeline is run, or the draft.
        response_mode: How the answer of a draft comes.
    """

    inputs: dict[str, Any]
    datasource_type: DatasourceType
    datasource_info_list: list[dict[str, Any]]
    start_node_id: str
    is_published: bool
    response_mode: ResponseMode

    def _take(self, d: dict[str, Any]) -> None:
        self.inputs = required(d, "inputs", as_object)
        self.datasource_type = required(d, "datasource_type")
        self.datasource_info_list = required_list(d, "datasource_info_list", as_object)
        self.start_node_id = required(d, "start_node_id")
        self.is_published = required(d, "is_published")
        self.response_mode = required(d, "response_mode")
