from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    optional,
)
from .embedding_model import EmbeddingModel


@define(kw_only=True, repr=False)
class AnnotationReplySettings(Model):
    """Whether prepared answers are given, and how they are found.

    Attributes:
        enabled: Whether it is on. The other fields are there only then.
        id: Id of the setting.
        score_threshold: How well a question has to fit, 0 to 1.
        embedding_model: The model that compares questions.
    """

    enabled: bool | None = None
    id: str | None = None
    score_threshold: float | None = None
    embedding_model: EmbeddingModel | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.id = d.pop("id", None)
        self.score_threshold = d.pop("score_threshold", None)
        self.embedding_model = optional(d, "embedding_model", EmbeddingModel.from_dict)
