from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .dataset_icon import DatasetIcon
from .external_knowledge_info import ExternalKnowledgeInfo
from .external_retrieval_model import ExternalRetrievalModel
from .metadata_field import MetadataField
from .retrieval_model import RetrievalModel
from .summary_index_setting import SummaryIndexSetting
from .tag import Tag

if TYPE_CHECKING:
    from .dataset_permission import DatasetPermission
    from .dataset_provider import DatasetProvider
    from .document_form import DocumentForm
    from .indexing_technique import IndexingTechnique


@define(kw_only=True)
class Dataset:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "name": self.name,
                    "description": self.description,
                    "provider": self.provider,
                    "permission": self.permission,
                    "data_source_type": self.data_source_type,
                    "indexing_technique": self.indexing_technique,
                    "app_count": self.app_count,
                    "document_count": self.document_count,
                    "word_count": self.word_count,
                    "created_by": self.created_by,
                    "author_name": self.author_name,
                    "created_at": self.created_at,
                    "updated_by": self.updated_by,
                    "updated_at": self.updated_at,
                    "embedding_model": self.embedding_model,
                    "embedding_model_provider": self.embedding_model_provider,
                    "embedding_available": self.embedding_available,
                    "retrieval_model_dict": plain(self.retrieval_model_dict),
                    "summary_index_setting": plain(self.summary_index_setting),
                    "tags": plain(self.tags),
                    "doc_form": self.doc_form,
                    "external_knowledge_info": plain(self.external_knowledge_info),
                    "external_retrieval_model": plain(self.external_retrieval_model),
                    "doc_metadata": plain(self.doc_metadata),
                    "built_in_field_enabled": self.built_in_field_enabled,
                    "pipeline_id": self.pipeline_id,
                    "runtime_mode": self.runtime_mode,
                    "chunk_structure": self.chunk_structure,
                    "icon_info": plain(self.icon_info),
                    "is_published": self.is_published,
                    "total_documents": self.total_documents,
                    "total_available_documents": self.total_available_documents,
                    "enable_api": self.enable_api,
                    "is_multimodal": self.is_multimodal,
                    "maintainer": self.maintainer,
                    "partial_member_list": self.partial_member_list,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is Dataset else called(self)
