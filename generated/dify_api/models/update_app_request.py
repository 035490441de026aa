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
    from .icon_type import IconType


@define(kw_only=True)
class UpdateAppRequest:
    """What an app is called and looks like.

    Attributes:
        name: The app's name.
        description: What the app is for.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of an uploaded picture.
        icon_background: The icon's background as `#RRGGBB`.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
        max_active_requests: How many requests may run at once; 0 for no limit of its own.
    """

    name: str
    description: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    use_icon_as_answer_icon: bool | None = None
    max_active_requests: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "name": self.name,
            **present(
                {
                    "description": self.description,
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                    "use_icon_as_answer_icon": self.use_icon_as_answer_icon,
                    "max_active_requests": self.max_active_requests,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = required(d, "name")
        self.description = d.pop("description", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.max_active_requests = d.pop("max_active_requests", None)
        self.additional_properties = d or {}
        return self if cls is UpdateAppRequest else called(self)
