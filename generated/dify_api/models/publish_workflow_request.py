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
class PublishWorkflowRequest:
    """What a version of a workflow is called.

    Attributes:
        marked_name: A name for the version.
        marked_comment: A comment on the version.
    """

    marked_name: str | None = None
    marked_comment: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "marked_name": self.marked_name,
                    "marked_comment": self.marked_comment,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.marked_name = d.pop("marked_name", None)
        self.marked_comment = d.pop("marked_comment", None)
        self.additional_properties = d or {}
        return self if cls is PublishWorkflowRequest else called(self)
