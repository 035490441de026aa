from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class DatasourceCredential:
    """A credential of a source, without its secret.

    Attributes:
        id: The credential's id.
        name: The credential's name.
        type: The credential's kind, such as `api-key` or `oauth2`.
        is_default: Whether it is taken where none is named.
    """

    id: str | None = None
    name: str | None = None
    type: str | None = None
    is_default: bool | None = None
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
                    "type": self.type,
                    "is_default": self.is_default,
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
        self.type = d.pop("type", None)
        self.is_default = d.pop("is_default", None)
        self.additional_properties = d or {}
        return self if cls is DatasourceCredential else called(self)
