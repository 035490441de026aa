from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    either,
    optional,
    plain,
    present,
    required_list,
    short_repr,
)
from .retrieval_query import RetrievalQuery
from .retrieval_record import RetrievalRecord


@define(kw_only=True)
class Retrieval:
    """What was found in a knowledge base.

    Attributes:
        records: The segments in `records`, the best first, each with its `score`.
        query: What was looked for. An object up to 1.13.2, a string in 1.14.2.
    """

    records: list[RetrievalRecord]
    query: RetrievalQuery | str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "records": plain(self.records),
            **present(
                {
                    "query": plain(self.query),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.records = required_list(d, "records", RetrievalRecord.from_dict)
        self.query = optional(d, "query", either(object=RetrievalQuery.from_dict))
        self.additional_properties = d or {}
        return self if cls is Retrieval else called(self)
