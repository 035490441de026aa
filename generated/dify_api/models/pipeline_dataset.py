from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .document_form import DocumentForm


@define(kw_only=True)
class PipelineDataset:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "name": self.name,
                    "description": self.description,
                    "chunk_structure": self.chunk_structure,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.chunk_structure = d.pop("chunk_structure", None)
        self.additional_properties = d or {}
        return self if cls is PipelineDataset else called(self)
