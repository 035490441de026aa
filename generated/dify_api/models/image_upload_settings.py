from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    called,
    optional,
)

if TYPE_CHECKING:
    from .enums import TransferMethod


@define(kw_only=True, repr=False)
class ImageUploadSettings(Model):
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
