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
class DatasetIcon:
    """The icon of a knowledge base; all null where it was never set.

    Attributes:
        icon_type: `emoji` or `image`.
        icon: The emoji, or the image's id.
        icon_background: The colour behind it.
        icon_url: The image's address.
    """

    icon_type: str | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                    "icon_url": self.icon_url,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.additional_properties = d or {}
        return self if cls is DatasetIcon else called(self)
