from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.number_limits = d.pop("number_limits", None)
        self.detail = d.pop("detail", None)
        self.transfer_methods = optional(d, "transfer_methods", as_list)
