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
from .process_rule import ProcessRule
from .retrieval_model import RetrievalModel

if TYPE_CHECKING:
    from .document_form import DocumentForm
    from .indexing_technique import IndexingTechnique


@define(kw_only=True)
class CreateDocumentByTextRequest:
    """A text to add, and how it is to be cut and indexed.

    Attributes:
        name: The document's name.
        text: Its text.
        indexing_technique: How it is indexed. The first document of a knowledge base needs it if
            the base has none.
        doc_form: How the text is cut. Default: `text_model`.
        doc_language: The language, for `qa_model`. Default: English.
        process_rule: How the text is cleaned and cut. 1.8.1 answers 500 without it where it is the
            first document, 1.13.2 takes the automatic one.
        retrieval_model: How the knowledge base is searched. It counts with the first document.
        embedding_model: The embedding model's name. It counts with the first document.
        embedding_model_provider: The embedding model's provider. It counts with the first document.
        original_document_id: Id of the document that this one replaces.
    """

    name: str
    text: str
    indexing_technique: IndexingTechnique | None = None
    doc_form: DocumentForm | None = None
    doc_language: str | None = None
    process_rule: ProcessRule | None = None
    retrieval_model: RetrievalModel | None = None
    embedding_model: str | None = None
    embedding_model_provider: str | None = None
    original_document_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "name": self.name,
            "text": self.text,
            **present(
                {
                    "indexing_technique": self.indexing_technique,
                    "doc_form": self.doc_form,
                    "doc_language": self.doc_language,
                    "process_rule": plain(self.process_rule),
                    "retrieval_model": plain(self.retrieval_model),
                    "embedding_model": self.embedding_model,
                    "embedding_model_provider": self.embedding_model_provider,
                    "original_document_id": self.original_document_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = required(d, "name")
        self.text = required(d, "text")
        self.indexing_technique = d.pop("indexing_technique", None)
        self.doc_form = d.pop("doc_form", None)
        self.doc_language = d.pop("doc_language", None)
        self.process_rule = optional(d, "process_rule", ProcessRule.from_dict)
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.embedding_model = d.pop("embedding_model", None)
        self.embedding_model_provider = d.pop("embedding_model_provider", None)
        self.original_document_id = d.pop("original_document_id", None)
        self.additional_properties = d or {}
        return self if cls is CreateDocumentByTextRequest else called(self)
