from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)
from .retrieval_model import RetrievalModel
from .summary_index_setting import SummaryIndexSetting

if TYPE_CHECKING:
    from .dataset_permission import DatasetPermission
    from .dataset_provider import DatasetProvider
    from .indexing_technique import IndexingTechnique


@define(kw_only=True)
class CreateDatasetRequest:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "name": self.name,
            **present(
                {
                    "description": self.description,
                    "indexing_technique": self.indexing_technique,
                    "permission": self.permission,
                    "provider": self.provider,
                    "embedding_model": self.embedding_model,
                    "embedding_model_provider": self.embedding_model_provider,
                    "retrieval_model": plain(self.retrieval_model),
                    "external_knowledge_api_id": self.external_knowledge_api_id,
                    "external_knowledge_id": self.external_knowledge_id,
                    "summary_index_setting": plain(self.summary_index_setting),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is CreateDatasetRequest else called(self)
