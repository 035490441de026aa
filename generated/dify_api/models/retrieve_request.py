from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)
from .external_retrieval_model import ExternalRetrievalModel
from .retrieval_model import RetrievalModel


@define(kw_only=True)
class RetrieveRequest:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "query": self.query,
            **present(
                {
                    "retrieval_model": plain(self.retrieval_model),
                    "attachment_ids": self.attachment_ids,
                    "external_retrieval_model": plain(self.external_retrieval_model),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.query = required(d, "query")
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.attachment_ids = optional(d, "attachment_ids", as_list)
        self.external_retrieval_model = optional(
            d, "external_retrieval_model", ExternalRetrievalModel.from_dict
        )
        self.additional_properties = d or {}
        return self if cls is RetrieveRequest else called(self)
