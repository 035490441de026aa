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
class HumanInputFormTimeoutData:
    """A form that nobody filled in. (Dify since 1.16)

    Attributes:
        node_id: The node in the workflow.
        node_title: The node's title.
        expiration_time: When it expired, in seconds since 1970.
    """

    node_id: str | None = None
    node_title: str | None = None
    expiration_time: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "node_id": self.node_id,
                    "node_title": self.node_title,
                    "expiration_time": self.expiration_time,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.node_id = d.pop("node_id", None)
        self.node_title = d.pop("node_title", None)
        self.expiration_time = d.pop("expiration_time", None)
        self.additional_properties = d or {}
        return self if cls is HumanInputFormTimeoutData else called(self)
