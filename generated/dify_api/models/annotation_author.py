from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.additional_properties = d or {}
        return self if cls is AnnotationAuthor else called(self)
