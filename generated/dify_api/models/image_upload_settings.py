from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .transfer_method import TransferMethod


@define(kw_only=True)
class ImageUploadSettings:
    """Which pictures may go with a message.

    Attributes:
        enabled: Whether pictures may go with a message.
        number_limits: How many pictures may go with one message.
        detail: How closely the model looks: `high` or `low`.
        transfer_methods: How pictures may come.
    """

    enabled: bool | None = None
    number_limits: int | None = None
    detail: str | None = None
    transfer_methods: list[TransferMethod] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "enabled": self.enabled,
                    "number_limits": self.number_limits,
                    "detail": self.detail,
                    "transfer_methods": self.transfer_methods,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.enabled = d.pop("enabled", None)
        self.number_limits = d.pop("number_limits", None)
        self.detail = d.pop("detail", None)
        self.transfer_methods = optional(d, "transfer_methods", as_list)
        self.additional_properties = d or {}
        return self if cls is ImageUploadSettings else called(self)
