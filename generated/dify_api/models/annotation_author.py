from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class AnnotationAuthor(Model):
    """The console account that wrote an annotation.

    Attributes:
        id: The account's id.
        name: The account's name.
    """

    id: str | None = None
    name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
