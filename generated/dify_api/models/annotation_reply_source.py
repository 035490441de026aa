from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    optional,
)
from .annotation_author import AnnotationAuthor


@define(kw_only=True, repr=False)
class AnnotationReplySource(Model):
    """The annotation that was given as the answer instead of asking the model.

    Attributes:
        id: The annotation's id.
        account: Who wrote the annotation.
    """

    id: str | None = None
    account: AnnotationAuthor | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.account = optional(d, "account", AnnotationAuthor.from_dict)
        self.additional_properties = d or {}
        return self if cls is AnnotationReplySource else called(self)
