from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
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
        name: Its new name; needed where there is a text.
        text: Its new text.
        process_rule: How it is cleaned and cut.
        doc_form: How it is cut. The server takes `text_model` where it is left out.
        doc_language: Its language, which counts for `qa_model`. The server takes English where it
            is left out.
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
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
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
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            name=d.pop("name", None),
            text=d.pop("text", None),
            process_rule=optional(d, "process_rule", ProcessRule.from_dict),
            doc_form=d.pop("doc_form", None),
            doc_language=d.pop("doc_language", None),
            retrieval_model=optional(d, "retrieval_model", RetrievalModel.from_dict),
            additional_properties=d,
        )
