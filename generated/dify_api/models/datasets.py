from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    either,
    optional,
    optional_list,
    required,
    required_list,
)
from .metadata_field import MetadataField
from .retrieval_model import RetrievalModel
from .segment_attachment import SegmentAttachment
from .tag import Tag

if TYPE_CHECKING:
    from .enums import DatasetPermission, DatasetProvider, DocumentForm, IndexingTechnique


@define(kw_only=True, repr=False, eq=False)
class CreateDatasetRequest(Model):
    """A knowledge base to make.

    Attributes:
        name: Its name, at most 40 characters.
        description: The description, at most 400 characters.
        indexing_technique: How documents are indexed. Default: the first document decides.
        permission: Who may use it. Default: `only_me`.
        provider: Who holds the documents: this server, or an external knowledge base. Default:
            `vendor`. 1.8.1 answers 500 to an external one whose two ids are missing, 1.13.2 makes
            it all the same.
        embedding_model: The embedding model's name.
        embedding_model_provider: The embedding model's provider.
        retrieval_model: How it is searched.
        external_knowledge_api_id: The id of the API that reaches the external knowledge base
            (UUID).
        external_knowledge_id: The external knowledge base's id at that API.
        summary_index_setting: Whether and how summaries of documents are written and searched.
            (Dify since 1.16)
    """

    name: str
    description: str | None = None
    indexing_technique: IndexingTechnique | None = None
    permission: DatasetPermission | None = None
    provider: DatasetProvider | None = None
    embedding_model: str | None = None
    embedding_model_provider: str | None = None
    retrieval_model: RetrievalModel | None = None
    external_knowledge_api_id: str | None = None
    external_knowledge_id: str | None = None
    summary_index_setting: SummaryIndexSetting | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = required(d, "name")
        self.description = d.pop("description", None)
        self.indexing_technique = d.pop("indexing_technique", None)
        self.permission = d.pop("permission", None)
        self.provider = d.pop("provider", None)
        self.embedding_model = d.pop("embedding_model", None)
        self.embedding_model_provider = d.pop("embedding_model_provider", None)
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.external_knowledge_api_id = d.pop("external_knowledge_api_id", None)
        self.external_knowledge_id = d.pop("external_knowledge_id", None)
        self.summary_index_setting = optional(d, "summary_index_setting", SummaryIndexSetting.from_dict)


@define(kw_only=True, repr=False, eq=False)
class Dataset(Model):
    """A knowledge base.

    Attributes:
        id: The knowledge base's id (UUID).
        name: Its name.
        description: What it is about.
        provider: Who holds the documents: this server, or an external knowledge base.
        permission: Who may use it.
        data_source_type: Where its documents come from, such as `upload_file`; null before there is
            one.
        indexing_technique: How it is indexed; null before that is known.
        app_count: How many apps use it.
        document_count: How many documents it has.
        word_count: Length of all documents, in words or characters of their language.
        created_by: The id of the account that made it (UUID).
        author_name: The name of the account that made it. (Dify since 1.11.4)
        created_at: When it was made, in seconds since 1970.
        updated_by: The id of the account that changed it last (UUID).
        updated_at: When it was changed last, in seconds since 1970.
        embedding_model: The embedding model's name.
        embedding_model_provider: The embedding model's provider.
        embedding_available: Whether the embedding model can be used; null where nobody looked.
        retrieval_model_dict: How it is searched.
        summary_index_setting: Whether and how summaries of documents are written and searched.
            (Dify since 1.12.1)
        tags: Its tags.
        doc_form: How its documents are cut; null before there is one.
        external_knowledge_info: Where an external knowledge base is; all null for one of Dify's
            own.
        external_retrieval_model: How an external knowledge base is searched.
        doc_metadata: The metadata fields that its documents can have. (Dify since 1.4.3)
        built_in_field_enabled: Whether documents have the built-in metadata fields, too. (Dify
            since 1.4.3)
        pipeline_id: The id of the pipeline that fills it, where there is one (UUID). (Dify since
            1.9.2)
        runtime_mode: How it is filled, `general` or by a pipeline (`rag_pipeline`). (Dify since
            1.9.2)
        chunk_structure: How the pipeline cuts documents. (Dify since 1.9.2)
        icon_info: Its icon. (Dify since 1.9.2)
        is_published: Whether its pipeline is published. (Dify since 1.9.2)
        total_documents: How many documents it has. (Dify since 1.9.2)
        total_available_documents: How many of its documents are found. (Dify since 1.9.2)
        enable_api: Whether the Service API may use it. (Dify since 1.9.2)
        is_multimodal: Whether its embedding model knows images. (Dify since 1.11.4)
        maintainer: Who looks after it. (Dify since 1.16)
        partial_member_list: The ids of the accounts that may use it, where only some may. Only in
            the answer that changes it and where one knowledge base is looked at.
    """

    id: str
    name: str | None = None
    description: str | None = None
    provider: DatasetProvider | None = None
    permission: DatasetPermission | None = None
    data_source_type: str | None = None
    indexing_technique: IndexingTechnique | None = None
    app_count: int | None = None
    document_count: int | None = None
    word_count: int | None = None
    created_by: str | None = None
    author_name: str | None = None
    created_at: float | None = None
    updated_by: str | None = None
    updated_at: float | None = None
    embedding_model: str | None = None
    embedding_model_provider: str | None = None
    embedding_available: bool | None = None
    retrieval_model_dict: RetrievalModel | None = None
    summary_index_setting: SummaryIndexSetting | None = None
    tags: list[Tag] | None = None
    doc_form: DocumentForm | None = None
    external_knowledge_info: ExternalKnowledgeInfo | None = None
    external_retrieval_model: ExternalRetrievalModel | None = None
    doc_metadata: list[MetadataField] | None = None
    built_in_field_enabled: bool | None = None
    pipeline_id: str | None = None
    runtime_mode: str | None = None
    chunk_structure: str | None = None
    icon_info: DatasetIcon | None = None
    is_published: bool | None = None
    total_documents: int | None = None
    total_available_documents: int | None = None
    enable_api: bool | None = None
    is_multimodal: bool | None = None
    maintainer: str | None = None
    partial_member_list: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.provider = d.pop("provider", None)
        self.permission = d.pop("permission", None)
        self.data_source_type = d.pop("data_source_type", None)
        self.indexing_technique = d.pop("indexing_technique", None)
        self.app_count = d.pop("app_count", None)
        self.document_count = d.pop("document_count", None)
        self.word_count = d.pop("word_count", None)
        self.created_by = d.pop("created_by", None)
        self.author_name = d.pop("author_name", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)
        self.embedding_model = d.pop("embedding_model", None)
        self.embedding_model_provider = d.pop("embedding_model_provider", None)
        self.embedding_available = d.pop("embedding_available", None)
        self.retrieval_model_dict = optional(d, "retrieval_model_dict", RetrievalModel.from_dict)
        self.summary_index_setting = optional(d, "summary_index_setting", SummaryIndexSetting.from_dict)
        self.tags = optional_list(d, "tags", Tag.from_dict)
        self.doc_form = d.pop("doc_form", None)
        self.external_knowledge_info = optional(d, "external_knowledge_info", ExternalKnowledgeInfo.from_dict)
        self.external_retrieval_model = optional(
            d, "external_retrieval_model", ExternalRetrievalModel.from_dict
        )
        self.doc_metadata = optional_list(d, "doc_metadata", MetadataField.from_dict)
        self.built_in_field_enabled = d.pop("built_in_field_enabled", None)
        self.pipeline_id = d.pop("pipeline_id", None)
        self.runtime_mode = d.pop("runtime_mode", None)
        self.chunk_structure = d.pop("chunk_structure", None)
        self.icon_info = optional(d, "icon_info", DatasetIcon.from_dict)
        self.is_published = d.pop("is_published", None)
        self.total_documents = d.pop("total_documents", None)
        self.total_available_documents = d.pop("total_available_documents", None)
        self.enable_api = d.pop("enable_api", None)
        self.is_multimodal = d.pop("is_multimodal", None)
        self.maintainer = d.pop("maintainer", None)
        self.partial_member_list = optional(d, "partial_member_list", as_list)


@define(kw_only=True, repr=False, eq=False)
class DatasetIcon(Model):
    """The icon of a knowledge base; all null where it was never set.

    Attributes:
        icon_type: `emoji` or `image`.
        icon: The emoji, or the image's id.
        icon_background: The colour behind it.
        icon_url: The image's address.
    """

    icon_type: str | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)


@define(kw_only=True, repr=False, eq=False)
class DatasetMember(Model):
    """A member of the workspace who may use a knowledge base.

    Attributes:
        user_id: The account's id (UUID).
    """

    user_id: str

    def _take(self, d: dict[str, Any]) -> None:
        self.user_id = required(d, "user_id")


@define(kw_only=True, repr=False, eq=False)
class DatasetPage(Model):
    """One page of knowledge bases.

    Attributes:
        data: The knowledge bases of this page.
        has_more: Whether more follow. It says whether the page holds as many as were asked for, so
            it is wrong where over 100 were asked for.
        limit: How many rows were asked for.
        total: How many knowledge bases there are on all pages.
        page: Number of this page, from 1.
    """

    data: list[Dataset]
    has_more: bool | None = None
    limit: int | None = None
    total: int | None = None
    page: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Dataset.from_dict)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.total = d.pop("total", None)
        self.page = d.pop("page", None)


@define(kw_only=True, repr=False, eq=False)
class ExternalKnowledgeInfo(Model):
    """Where an external knowledge base is.

    Attributes:
        external_knowledge_id: Its id at its API.
        external_knowledge_api_id: The API's id (UUID).
        external_knowledge_api_name: The API's name.
        external_knowledge_api_endpoint: The API's address.
    """

    external_knowledge_id: str | None = None
    external_knowledge_api_id: str | None = None
    external_knowledge_api_name: str | None = None
    external_knowledge_api_endpoint: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.external_knowledge_id = d.pop("external_knowledge_id", None)
        self.external_knowledge_api_id = d.pop("external_knowledge_api_id", None)
        self.external_knowledge_api_name = d.pop("external_knowledge_api_name", None)
        self.external_knowledge_api_endpoint = d.pop("external_knowledge_api_endpoint", None)


@define(kw_only=True, repr=False, eq=False)
class ExternalRetrievalModel(Model):
    """How an external knowledge base is searched.

    Attributes:
        top_k: How many segments are found at most.
        score_threshold: The least score of a segment that is found, 0 to 1.
        score_threshold_enabled: Whether `score_threshold` counts.
    """

    top_k: int | None = None
    score_threshold: float | None = None
    score_threshold_enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.top_k = d.pop("top_k", None)
        self.score_threshold = d.pop("score_threshold", None)
        self.score_threshold_enabled = d.pop("score_threshold_enabled", None)


@define(kw_only=True, repr=False, eq=False)
class Retrieval(Model):
    """What was found in a knowledge base.

    Attributes:
        records: The segments in `records`, the best first, each with its `score`.
        query: What was looked for. An object up to 1.13.2, a string in 1.14.2.
    """

    records: list[RetrievalRecord]
    query: RetrievalQuery | str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.records = required_list(d, "records", RetrievalRecord.from_dict)
        self.query = optional(d, "query", either(object=RetrievalQuery.from_dict))


@define(kw_only=True, repr=False, eq=False)
class RetrievalQuery(Model):
    """What was looked for.

    Attributes:
        content: The text, in `text`.
    """

    content: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.content = d.pop("content", None)


@define(kw_only=True, repr=False, eq=False)
class RetrievalRecord(Model):
    """A segment that was found.

    Attributes:
        segment: The segment.
        child_chunks: The child chunks by which it was found, where documents are cut
            hierarchically. Where there are none 1.13.2 has null, 1.14.2 an empty list.
        score: How well it fits, usually 0 to 1; 0 in a search by keywords.
        tsne_position: Where it stands in a drawing of all; null in all recordings.
        files: The images of the segment. (Dify since 1.11.4) Where there are none 1.13.2 has null,
            1.14.2 an empty list.
        summary: The summary by which it was found. (Dify since 1.13.2)
    """

    segment: RetrievedSegment | None = None
    child_chunks: list[RetrievedChildChunk] | None = None
    score: float | None = None
    tsne_position: dict[str, Any] | None = None
    files: list[SegmentAttachment] | None = None
    summary: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.segment = optional(d, "segment", RetrievedSegment.from_dict)
        self.child_chunks = optional_list(d, "child_chunks", RetrievedChildChunk.from_dict)
        self.score = d.pop("score", None)
        self.tsne_position = optional(d, "tsne_position", as_object)
        self.files = optional_list(d, "files", SegmentAttachment.from_dict)
        self.summary = d.pop("summary", None)


@define(kw_only=True, repr=False, eq=False)
class RetrieveRequest(Model):
    """What to look for and how.

    Attributes:
        query: The text, at most 250 characters. It may be empty only if there are attachments.
        retrieval_model: How to search. Default: as the knowledge base is set up.
        attachment_ids: Ids of uploaded images to look for. (Dify since 1.13.2)
        external_retrieval_model: How to search an external knowledge base.
    """

    query: str
    retrieval_model: RetrievalModel | None = None
    attachment_ids: list[str] | None = None
    external_retrieval_model: ExternalRetrievalModel | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.query = required(d, "query")
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.attachment_ids = optional(d, "attachment_ids", as_list)
        self.external_retrieval_model = optional(
            d, "external_retrieval_model", ExternalRetrievalModel.from_dict
        )


@define(kw_only=True, repr=False, eq=False)
class RetrievedChildChunk(Model):
    """A child chunk by which a segment was found.

    Attributes:
        id: The child chunk's id (UUID).
        content: Its text.
        position: Its place in the segment, from 1.
        score: How well it fits, usually 0 to 1.
    """

    id: str
    content: str | None = None
    position: int | None = None
    score: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.content = d.pop("content", None)
        self.position = d.pop("position", None)
        self.score = d.pop("score", None)


@define(kw_only=True, repr=False, eq=False)
class RetrievedDocument(Model):
    """The document of a segment that was found.

    Attributes:
        id: The document's id (UUID).
        data_source_type: Where it came from, such as `upload_file`.
        name: Its name.
        doc_type: What kind of text it is, where somebody said so.
        doc_metadata: Its metadata, values by the names of the fields. (Dify since 1.4.3)
    """

    id: str
    data_source_type: str | None = None
    name: str | None = None
    doc_type: str | None = None
    doc_metadata: dict[str, Any] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.data_source_type = d.pop("data_source_type", None)
        self.name = d.pop("name", None)
        self.doc_type = d.pop("doc_type", None)
        self.doc_metadata = optional(d, "doc_metadata", as_object)


@define(kw_only=True, repr=False, eq=False)
class RetrievedSegment(Model):
    """A segment as a search gives it.

    Attributes:
        id: The segment's id (UUID).
        position: Its place in the document, from 1.
        document_id: The id of its document (UUID).
        content: Its text, or the question where it is one with an answer.
        sign_content: Its text with signed addresses of its images. (Dify since 1.4.3) Null in
            1.14.2.
        answer: The answer, where its text is a question.
        word_count: Its length, in words or characters of its language.
        tokens: Its length in tokens of the embedding model.
        keywords: Its keywords. Where there are none 1.13.2 has null, 1.14.2 an empty list.
        index_node_id: Its id in the index.
        index_node_hash: The hash of its text.
        hit_count: How often it has been found.
        enabled: Whether it is found at all.
        disabled_at: When it was switched off, in seconds since 1970.
        disabled_by: The id of the account that switched it off.
        status: How far it is, such as `completed`.
        created_by: The id of the account that made it (UUID).
        created_at: When it was made, in seconds since 1970. Null in 1.14.2.
        indexing_at: When its indexing began, in seconds since 1970.
        completed_at: When it was indexed, in seconds since 1970.
        error: Why it could not be indexed.
        stopped_at: When its indexing was stopped, in seconds since 1970.
        document: The document that it is of.
    """

    id: str
    position: int | None = None
    document_id: str | None = None
    content: str | None = None
    sign_content: str | None = None
    answer: str | None = None
    word_count: int | None = None
    tokens: int | None = None
    keywords: list[str] | None = None
    index_node_id: str | None = None
    index_node_hash: str | None = None
    hit_count: int | None = None
    enabled: bool | None = None
    disabled_at: float | None = None
    disabled_by: str | None = None
    status: str | None = None
    created_by: str | None = None
    created_at: float | None = None
    indexing_at: float | None = None
    completed_at: float | None = None
    error: str | None = None
    stopped_at: float | None = None
    document: RetrievedDocument | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.position = d.pop("position", None)
        self.document_id = d.pop("document_id", None)
        self.content = d.pop("content", None)
        self.sign_content = d.pop("sign_content", None)
        self.answer = d.pop("answer", None)
        self.word_count = d.pop("word_count", None)
        self.tokens = d.pop("tokens", None)
        self.keywords = optional(d, "keywords", as_list)
        self.index_node_id = d.pop("index_node_id", None)
        self.index_node_hash = d.pop("index_node_hash", None)
        self.hit_count = d.pop("hit_count", None)
        self.enabled = d.pop("enabled", None)
        self.disabled_at = d.pop("disabled_at", None)
        self.disabled_by = d.pop("disabled_by", None)
        self.status = d.pop("status", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.indexing_at = d.pop("indexing_at", None)
        self.completed_at = d.pop("completed_at", None)
        self.error = d.pop("error", None)
        self.stopped_at = d.pop("stopped_at", None)
        self.document = optional(d, "document", RetrievedDocument.from_dict)


@define(kw_only=True, repr=False, eq=False)
class SummaryIndexSetting(Model):
    """Whether and how summaries of documents are made and searched; all null where it was never set.

    Attributes:
        enable: Whether summaries are made.
        model_name: The name of the model that makes them.
        model_provider_name: The provider of the model that makes them.
        summary_prompt: What the model is told.
    """

    enable: bool | None = None
    model_name: str | None = None
    model_provider_name: str | None = None
    summary_prompt: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enable = d.pop("enable", None)
        self.model_name = d.pop("model_name", None)
        self.model_provider_name = d.pop("model_provider_name", None)
        self.summary_prompt = d.pop("summary_prompt", None)


@define(kw_only=True, repr=False, eq=False)
class UpdateDatasetRequest(Model):
    """What changes of a knowledge base.

    Attributes:
        name: Its new name, at most 40 characters.
        description: The description, at most 400 characters.
        indexing_technique: How documents are indexed. A change indexes all of them again.
        permission: Who may use it.
        embedding_model: The embedding model's name.
        embedding_model_provider: The embedding model's provider.
        retrieval_model: How it is searched.
        partial_member_list: The members who may use it, if the permission is `partial_members`.
        external_retrieval_model: How an external knowledge base is searched.
        external_knowledge_id: The external knowledge base's id at its API.
        external_knowledge_api_id: The id of the API that reaches the external knowledge base
            (UUID).
    """

    name: str | None = None
    description: str | None = None
    indexing_technique: IndexingTechnique | None = None
    permission: DatasetPermission | None = None
    embedding_model: str | None = None
    embedding_model_provider: str | None = None
    retrieval_model: RetrievalModel | None = None
    partial_member_list: list[DatasetMember] | None = None
    external_retrieval_model: ExternalRetrievalModel | None = None
    external_knowledge_id: str | None = None
    external_knowledge_api_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.indexing_technique = d.pop("indexing_technique", None)
        self.permission = d.pop("permission", None)
        self.embedding_model = d.pop("embedding_model", None)
        self.embedding_model_provider = d.pop("embedding_model_provider", None)
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.partial_member_list = optional_list(d, "partial_member_list", DatasetMember.from_dict)
        self.external_retrieval_model = optional(
            d, "external_retrieval_model", ExternalRetrievalModel.from_dict
        )
        self.external_knowledge_id = d.pop("external_knowledge_id", None)
        self.external_knowledge_api_id = d.pop("external_knowledge_api_id", None)
