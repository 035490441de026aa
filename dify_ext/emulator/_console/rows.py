"""Apps in the console's answers."""

from __future__ import annotations

from typing import Any

from .call import ConsoleCall
from .state import Change, Key, Record


def key_row(key: Key) -> dict[str, Any]:
    """A key, in clear text."""
    return {
        "id": key.id,
        "type": key.type,
        "token": key.token,
        "last_used_at": None,
        "created_at": int(key.created_at),
    }


def changes(created: Change, updated: Change) -> dict[str, Any]:
    """Who created and who changed something, and when."""
    return {
        "created_by": created.by,
        "created_at": int(created.at),
        "updated_by": updated.by,
        "updated_at": int(updated.at),
    }


def app_in_list(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """An app in the list."""
    config = record.model_config
    prompt = (config or {}).get("pre_prompt") or ""
    row: dict[str, Any] = {
        "id": record.app.id,
        "name": record.app.info["name"],
        "max_active_requests": record.app.max_active_requests,
        "description": record.app.info["description"] or prompt,
        "mode": record.app.mode,
        "icon_type": record.icon_type,
        "icon": record.icon,
        "icon_background": record.icon_background,
        "model_config": short_config(record),
        "workflow": workflow_of(record),
        "use_icon_as_answer_icon": record.use_icon_as_answer_icon,
        **changes(record.created, record.updated),
        "tags": [],
        "access_mode": None,
        "create_user_name": None,
        "author_name": author(call, record),
        "has_draft_trigger": False,
        "permission_keys": [],
        "bound_agent_id": None,
        "app_id": None,
        "is_starred": False,
        "maintainer": record.created.by,
        "icon_url": None,
    }
    return call.traits.known("app in a list", row)


def new_app(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """An app in the answer that creates it."""
    row = {
        "id": record.app.id,
        "name": record.app.info["name"],
        "description": record.app.info["description"],
        "mode": record.app.mode,
        "icon": record.icon,
        "icon_background": record.icon_background,
        "enable_site": True,
        "enable_api": True,
        "model_config": full_config(call, record),
        "workflow": workflow_of(record),
        "tracing": None,
        "use_icon_as_answer_icon": record.use_icon_as_answer_icon,
        **changes(record.created, record.updated),
        "access_mode": None,
        "tags": [],
        "permission_keys": [],
        "maintainer": record.created.by,
    }
    return call.traits.known("app", row)


def single_app(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """An app alone."""
    row = {
        **new_app(call, record),
        "bound_agent_id": None,
        "app_id": None,
        "icon_type": record.icon_type,
        "api_base_url": f"{call.base_url}/v1",
        "max_active_requests": record.app.max_active_requests,
        "deleted_tools": [],
        "site": site_of(call, record),
        "icon_url": None,
    }
    return call.traits.known("single app", row)


def site_of(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """The app's page."""
    site = record.app.site
    return {
        "access_token": record.code,
        "code": record.code,
        **{name: site[name] for name in ("title", "icon_type", "icon", "icon_background", "description")},
        "default_language": site["default_language"],
        "chat_color_theme": site["chat_color_theme"],
        "chat_color_theme_inverted": site["chat_color_theme_inverted"],
        "customize_domain": None,
        **{name: site[name] for name in ("copyright", "privacy_policy", "custom_disclaimer")},
        "input_placeholder": None,
        "customize_token_strategy": "not_allow",
        "prompt_public": False,
        "app_base_url": call.base_url,
        "show_workflow_steps": site["show_workflow_steps"],
        "use_icon_as_answer_icon": site["use_icon_as_answer_icon"],
        **changes(record.created, record.created),
        "icon_url": None,
    }


def workflow_of(record: Record) -> dict[str, Any] | None:
    """The published workflow."""
    if record.published is None:
        return None
    return {
        "id": record.app.workflow_id,
        "created_by": record.published.by,
        "created_at": int(record.published.at),
        "updated_by": None,
        "updated_at": int(record.published.at),
    }


def short_config(record: Record) -> dict[str, Any] | None:
    """The configuration in a list."""
    config, change = record.model_config, record.configured
    if config is None or change is None:
        return None
    return {"model": config["model"], "pre_prompt": config["pre_prompt"], **changes(change, change)}


def full_config(call: ConsoleCall, record: Record) -> dict[str, Any] | None:
    """The whole configuration."""
    config, change = record.model_config, record.configured
    if config is None or change is None:
        return None
    shown = {**config, "annotation_reply": record.app.annotation_reply}
    words = shown["sensitive_word_avoidance"]
    if call.traits.moderation == "configs" and "config" in words:
        shown["sensitive_word_avoidance"] = {
            "enabled": words["enabled"],
            "type": words["type"],
            "configs": [],
        }
    return {**shown, **changes(change, change)}


def author(call: ConsoleCall, record: Record) -> str | None:
    """The name of the author."""
    account = call.console.account(record.created.by)
    return account.name if account else None
