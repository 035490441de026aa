from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .icon_type import IconType


@define(kw_only=True)
class AppSite:
    """How the app's web page looks.

    Attributes:
        title: The page's title.
        chat_color_theme: The colour of the chat as `#RRGGBB`.
        chat_color_theme_inverted: Whether that colour is turned round.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the address or id of a picture.
        icon_background: The icon's background as `#RRGGBB`.
        icon_url: Address of the icon where it is a picture.
        description: What the app is for.
        copyright: Who holds the rights.
        privacy_policy: Address of the privacy policy.
        input_placeholder: What stands in the empty input line. (Dify since 1.16)
        custom_disclaimer: A text that limits what may be expected of the answers.
        default_language: The page's language, such as `en-US`.
        show_workflow_steps: Whether the steps of a run are shown.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
    """

    title: str | None = None
    chat_color_theme: str | None = None
    chat_color_theme_inverted: bool | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    description: str | None = None
    copyright: str | None = None
    privacy_policy: str | None = None
    input_placeholder: str | None = None
    custom_disclaimer: str | None = None
    default_language: str | None = None
    show_workflow_steps: bool | None = None
    use_icon_as_answer_icon: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "title": self.title,
                    "chat_color_theme": self.chat_color_theme,
                    "chat_color_theme_inverted": self.chat_color_theme_inverted,
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                    "icon_url": self.icon_url,
                    "description": self.description,
                    "copyright": self.copyright,
                    "privacy_policy": self.privacy_policy,
                    "input_placeholder": self.input_placeholder,
                    "custom_disclaimer": self.custom_disclaimer,
                    "default_language": self.default_language,
                    "show_workflow_steps": self.show_workflow_steps,
                    "use_icon_as_answer_icon": self.use_icon_as_answer_icon,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.title = d.pop("title", None)
        self.chat_color_theme = d.pop("chat_color_theme", None)
        self.chat_color_theme_inverted = d.pop("chat_color_theme_inverted", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.description = d.pop("description", None)
        self.copyright = d.pop("copyright", None)
        self.privacy_policy = d.pop("privacy_policy", None)
        self.input_placeholder = d.pop("input_placeholder", None)
        self.custom_disclaimer = d.pop("custom_disclaimer", None)
        self.default_language = d.pop("default_language", None)
        self.show_workflow_steps = d.pop("show_workflow_steps", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.additional_properties = d or {}
        return self if cls is AppSite else called(self)
