from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class AppWorkflow:
    """The published workflow of an app, without its nodes.

    Attributes:
        id: The id of this version of the workflow (UUID).
        created_by: Id of the account that published it.
        created_at: When it was published, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
    """

    id: str
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "created_by": self.created_by,
                    "created_at": self.created_at,
                    "updated_by": self.updated_by,
                    "updated_at": self.updated_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)
        self.additional_properties = d or {}
        return self if cls is AppWorkflow else called(self)
