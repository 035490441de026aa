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
    short_repr,
)
from .process_rule import ProcessRule
from .retrieval_model import RetrievalModel

if TYPE_CHECKING:
    from .document_form import DocumentForm


@define(kw_only=True)
class UpdateDocumentByTextRequest:
    """What changes of a document.

    Attributes:
        name: The new name. A new text needs it.
        text: Its new text.
        process_rule: How the text is cleaned and cut.
        doc_form: How the text is cut. Default: `text_model`.
        doc_language: The language, for `qa_model`. Default: English.
        retrieval_model: How the knowledge base is searched from now on.
    """

    name: str | None = None
    text: str | None = None
    process_rule: ProcessRule | None = None
    doc_form: DocumentForm | None = None
    doc_language: str | None = None
    retrieval_model: RetrievalModel | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "name": self.name,
                    "text": self.text,
                    "process_rule": plain(self.process_rule),
                    "doc_form": self.doc_form,
                    "doc_language": self.doc_language,
                    "retrieval_model": plain(self.retrieval_model),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = d.pop("name", None)
        self.text = d.pop("text", None)
        self.process_rule = optional(d, "process_rule", ProcessRule.from_dict)
        self.doc_form = d.pop("doc_form", None)
        self.doc_language = d.pop("doc_language", None)
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.additional_properties = d or {}
        return self if cls is UpdateDocumentByTextRequest else called(self)
