from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .app_model_config import AppModelConfig
from .app_site_settings import AppSiteSettings
from .app_tag import AppTag
from .app_workflow import AppWorkflow

if TYPE_CHECKING:
    from .app_mode import AppMode
    from .icon_type import IconType


@define(kw_only=True)
class App:
    """An app as the console knows it. Which fields it has depends on the call. A list leaves out
    `site`, `enable_site`, `enable_api`, `api_base_url`, `tracing`, `deleted_tools` and most of
    `model_config`; a single app leaves out `author_name`, `create_user_name` and
    `has_draft_trigger`; and the answer that makes one also leaves out `site`, `icon_type`,
    `icon_url`, `api_base_url`, `max_active_requests` and `deleted_tools`.

    Attributes:
        id: The app's id (UUID).
        name: The app's name.
        description: What the app is for; in a list the beginning of its prompt where nothing was
            written.
        mode: The kind of the app.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of a picture.
        icon_background: The icon's background as `#RRGGBB`.
        icon_url: Address of the icon where it is a picture.
        max_active_requests: How many requests may run at once; 0 or null for no limit of its own.
        enable_site: Whether the app has a web page.
        enable_api: Whether the Service API answers for it.
        api_base_url: Where the Service API is, with `/v1`.
        model_config: How a chat, agent or completion app is set up; null for a chatflow or
            workflow.
        workflow: The published workflow of a chatflow or workflow app; null where nothing was
            published.
        site: How the app's web page looks, and where it is.
        tracing: Where runs are traced to, in whatever form it was stored; null where they are not.
            Of a single app only since 1.13.2.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
        tags: The tags it was given in the console.
        deleted_tools: Tools that the app uses and that are not there any more.
        access_mode: Who may use the web page, in editions that ask; else null. (Dify since 1.4.3)
        has_draft_trigger: Whether the draft of its workflow has a trigger. (Dify since 1.11.4)
        author_name: Name of the account that made it. (Dify since 1.4.3)
        create_user_name: Name of the account that made it, in editions that ask; else null. (Dify
            since 1.4.3)
        created_by: Id of the account that made it.
        created_at: When it was made, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
        app_id: The app that an agent app stands for; else null. (Dify since 1.16)
        bound_agent_id: The agent that an agent app (`agent`) runs; else null. (Dify since 1.16)
        maintainer: Id of the account that looks after it. (Dify since 1.16)
        is_starred: Whether the account has starred it. (Dify since 1.16)
        permission_keys: What the account may do with it, such as `app.acl.edit`. (Dify since 1.16)
    """

    id: str
    name: str | None = None
    description: str | None = None
    mode: AppMode | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    max_active_requests: int | None = None
    enable_site: bool | None = None
    enable_api: bool | None = None
    api_base_url: str | None = None
    model_config: AppModelConfig | None = None
    workflow: AppWorkflow | None = None
    site: AppSiteSettings | None = None
    tracing: Any = None
    use_icon_as_answer_icon: bool | None = None
    tags: list[AppTag] | None = None
    deleted_tools: list[dict[str, Any]] | None = None
    access_mode: str | None = None
    has_draft_trigger: bool | None = None
    author_name: str | None = None
    create_user_name: str | None = None
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None
    app_id: str | None = None
    bound_agent_id: str | None = None
    maintainer: str | None = None
    is_starred: bool | None = None
    permission_keys: list[str] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "name": self.name,
                    "description": self.description,
                    "mode": self.mode,
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                    "icon_url": self.icon_url,
                    "max_active_requests": self.max_active_requests,
                    "enable_site": self.enable_site,
                    "enable_api": self.enable_api,
                    "api_base_url": self.api_base_url,
                    "model_config": plain(self.model_config),
                    "workflow": plain(self.workflow),
                    "site": plain(self.site),
                    "tracing": plain(self.tracing),
                    "use_icon_as_answer_icon": self.use_icon_as_answer_icon,
                    "tags": plain(self.tags),
                    "deleted_tools": plain(self.deleted_tools),
                    "access_mode": self.access_mode,
                    "has_draft_trigger": self.has_draft_trigger,
                    "author_name": self.author_name,
                    "create_user_name": self.create_user_name,
                    "created_by": self.created_by,
                    "created_at": self.created_at,
                    "updated_by": self.updated_by,
                    "updated_at": self.updated_at,
                    "app_id": self.app_id,
                    "bound_agent_id": self.bound_agent_id,
                    "maintainer": self.maintainer,
                    "is_starred": self.is_starred,
                    "permission_keys": self.permission_keys,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.mode = d.pop("mode", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.max_active_requests = d.pop("max_active_requests", None)
        self.enable_site = d.pop("enable_site", None)
        self.enable_api = d.pop("enable_api", None)
        self.api_base_url = d.pop("api_base_url", None)
        self.model_config = optional(d, "model_config", AppModelConfig.from_dict)
        self.workflow = optional(d, "workflow", AppWorkflow.from_dict)
        self.site = optional(d, "site", AppSiteSettings.from_dict)
        self.tracing = d.pop("tracing", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.tags = optional_list(d, "tags", AppTag.from_dict)
        self.deleted_tools = optional_list(d, "deleted_tools", as_object)
        self.access_mode = d.pop("access_mode", None)
        self.has_draft_trigger = d.pop("has_draft_trigger", None)
        self.author_name = d.pop("author_name", None)
        self.create_user_name = d.pop("create_user_name", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)
        self.app_id = d.pop("app_id", None)
        self.bound_agent_id = d.pop("bound_agent_id", None)
        self.maintainer = d.pop("maintainer", None)
        self.is_starred = d.pop("is_starred", None)
        self.permission_keys = optional(d, "permission_keys", as_list)
        self.additional_properties = d or {}
        return self if cls is App else called(self)
