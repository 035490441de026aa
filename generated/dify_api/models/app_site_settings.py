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
class AppSiteSettings:
    """The app's web page, with what only the console shows.

    Attributes:
        access_token: The code in the page's address, under its old name.
        code: The code in the page's address.
        title: The page's title.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of a picture.
        icon_background: The icon's background as `#RRGGBB`.
        icon_url: Address of the icon where it is a picture.
        description: What the app is for, as the page says it.
        default_language: The page's language, such as `en-US`.
        chat_color_theme: The colour of the chat as `#RRGGBB`.
        chat_color_theme_inverted: Whether that colour is turned round.
        customize_domain: A domain of one's own for the page.
        customize_token_strategy: Whether the page takes a key of the visitor's, such as
            `not_allow`.
        copyright: Who holds the rights.
        privacy_policy: Address of the privacy policy.
        custom_disclaimer: A text that limits what may be expected of the answers.
        prompt_public: Whether the prompt can be seen.
        app_base_url: The host that the page is on.
        show_workflow_steps: Whether the steps of a run are shown.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
        created_by: Id of the account that made it.
        created_at: When it was made, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
        input_placeholder: The text that invites to write. (Dify since 1.16)
    """

    access_token: str | None = None
    code: str | None = None
    title: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    description: str | None = None
    default_language: str | None = None
    chat_color_theme: str | None = None
    chat_color_theme_inverted: bool | None = None
    customize_domain: str | None = None
    customize_token_strategy: str | None = None
    copyright: str | None = None
    privacy_policy: str | None = None
    custom_disclaimer: str | None = None
    prompt_public: bool | None = None
    app_base_url: str | None = None
    show_workflow_steps: bool | None = None
    use_icon_as_answer_icon: bool | None = None
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None
    input_placeholder: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "access_token": self.access_token,
                    "code": self.code,
                    "title": self.title,
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                    "icon_url": self.icon_url,
                    "description": self.description,
                    "default_language": self.default_language,
                    "chat_color_theme": self.chat_color_theme,
                    "chat_color_theme_inverted": self.chat_color_theme_inverted,
                    "customize_domain": self.customize_domain,
                    "customize_token_strategy": self.customize_token_strategy,
                    "copyright": self.copyright,
                    "privacy_policy": self.privacy_policy,
                    "custom_disclaimer": self.custom_disclaimer,
                    "prompt_public": self.prompt_public,
                    "app_base_url": self.app_base_url,
                    "show_workflow_steps": self.show_workflow_steps,
                    "use_icon_as_answer_icon": self.use_icon_as_answer_icon,
                    "created_by": self.created_by,
                    "created_at": self.created_at,
                    "updated_by": self.updated_by,
                    "updated_at": self.updated_at,
                    "input_placeholder": self.input_placeholder,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.access_token = d.pop("access_token", None)
        self.code = d.pop("code", None)
        self.title = d.pop("title", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.description = d.pop("description", None)
        self.default_language = d.pop("default_language", None)
        self.chat_color_theme = d.pop("chat_color_theme", None)
        self.chat_color_theme_inverted = d.pop("chat_color_theme_inverted", None)
        self.customize_domain = d.pop("customize_domain", None)
        self.customize_token_strategy = d.pop("customize_token_strategy", None)
        self.copyright = d.pop("copyright", None)
        self.privacy_policy = d.pop("privacy_policy", None)
        self.custom_disclaimer = d.pop("custom_disclaimer", None)
        self.prompt_public = d.pop("prompt_public", None)
        self.app_base_url = d.pop("app_base_url", None)
        self.show_workflow_steps = d.pop("show_workflow_steps", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)
        self.input_placeholder = d.pop("input_placeholder", None)
        self.additional_properties = d or {}
        return self if cls is AppSiteSettings else called(self)
