from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .dataset_member import DatasetMember
from .external_retrieval_model import ExternalRetrievalModel
from .retrieval_model import RetrievalModel

if TYPE_CHECKING:
    from .dataset_permission import DatasetPermission
    from .indexing_technique import IndexingTechnique


@define(kw_only=True)
class UpdateDatasetRequest:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "name": self.name,
                    "description": self.description,
                    "indexing_technique": self.indexing_technique,
                    "permission": self.permission,
                    "embedding_model": self.embedding_model,
                    "embedding_model_provider": self.embedding_model_provider,
                    "retrieval_model": plain(self.retrieval_model),
                    "partial_member_list": plain(self.partial_member_list),
                    "external_retrieval_model": plain(self.external_retrieval_model),
                    "external_knowledge_id": self.external_knowledge_id,
                    "external_knowledge_api_id": self.external_knowledge_api_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is UpdateDatasetRequest else called(self)
