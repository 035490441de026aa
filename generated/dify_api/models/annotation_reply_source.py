from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.account = optional(d, "account", AnnotationAuthor.from_dict)
