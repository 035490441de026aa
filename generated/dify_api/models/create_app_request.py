from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .app_mode import AppMode
    from .icon_type import IconType


@define(kw_only=True)
class CreateAppRequest:
    """What app to make.

    Attributes:
        name: The app's name.
        mode: The kind of the app, which cannot be changed later.
        description: What the app is for.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of an uploaded picture.
        icon_background: The icon's background as `#RRGGBB`.
    """

    name: str
    mode: AppMode
    description: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "name": self.name,
            "mode": self.mode,
            **present(
                {
                    "description": self.description,
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = required(d, "name")
        self.mode = required(d, "mode")
        self.description = d.pop("description", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.additional_properties = d or {}
        return self if cls is CreateAppRequest else called(self)
