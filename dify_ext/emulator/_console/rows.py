"""Apps in the console's answers."""

from __future__ import annotations

from typing import Any

from .._spec import row
from .call import ConsoleCall
from .state import Change, Record

#: What an app in a list does not have, a new one, and one alone.
_NOT_LISTED = ("api_base_url", "deleted_tools", "enable_api", "enable_site", "site", "tracing")
_NOT_NEW = (
    *("api_base_url", "app_id", "author_name", "bound_agent_id", "create_user_name", "deleted_tools"),
    *("has_draft_trigger", "icon_type", "icon_url", "is_starred", "max_active_requests", "site"),
)
_NOT_ALONE = ("author_name", "create_user_name", "has_draft_trigger", "is_starred")


def changes(created: Change, updated: Change) -> dict[str, Any]:
    """Who created and who changed something, and when."""
    return {
        "created_by": created.by,
        "created_at": int(created.at),
        "updated_by": updated.by,
        "updated_at": int(updated.at),
    }


def _app(
    call: ConsoleCall, record: Record, config: dict[str, Any] | None, without: tuple[str, ...], **fields: Any
) -> dict[str, Any]:
    app, info, author = record.app, record.app.info, call.console.account(record.created.by)
    known = {
        **{name: info[name] for name in ("name", "description")},
        "id": app.id,
        "mode": app.mode,
        "max_active_requests": app.max_active_requests,
        **dict.fromkeys(("enable_site", "enable_api"), True),
        "tags": [],
        "deleted_tools": [],
        "permission_keys": [],
        **dict.fromkeys(("is_starred", "has_draft_trigger"), False),
        "model_config": config,
        "workflow": workflow_of(record),
        **changes(record.created, record.updated),
        "author_name": author.name if author else None,
        "maintainer": record.created.by,
        **fields,
    }
    shown = row("App", record, **known)
    return {name: value for name, value in shown.items() if name not in without}


def app_in_list(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """An app in the list: with the beginning of its configuration."""
    config, change = record.model_config, record.configured
    prompt, short = (config or {}).get("pre_prompt") or "", None
    if config is not None and change is not None:
        short = {"model": config["model"], "pre_prompt": config["pre_prompt"], **changes(change, change)}
    return _app(call, record, short, _NOT_LISTED, description=record.app.info["description"] or prompt)


def new_app(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """An app in the answer that creates it."""
    lacks = _NOT_NEW if "tags" not in call.traits.app_lacks else (*_NOT_NEW, "tags")
    return _app(call, record, full_config(call, record), lacks)


def single_app(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """An app alone."""
    fields = {"api_base_url": f"{call.base_url}/v1", "site": site_of(call, record)}
    return _app(call, record, full_config(call, record), (*_NOT_ALONE, *call.traits.app_lacks), **fields)


def site_of(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """The app's page."""
    known = {
        **record.app.site,
        **changes(record.created, record.created),
        "access_token": record.code,
        "code": record.code,
        "input_placeholder": None,
        "customize_token_strategy": "not_allow",
        "prompt_public": False,
        "app_base_url": call.base_url,
        "icon_url": None,
    }
    return row("AppSiteSettings", **known)


def workflow_of(record: Record) -> dict[str, Any] | None:
    """The published workflow."""
    if record.published is None:
        return None
    at = int(record.published.at)
    ids = {"id": record.app.workflow_id, "created_by": record.published.by}
    return row("AppWorkflow", **ids, created_at=at, updated_at=at)


def full_config(call: ConsoleCall, record: Record) -> dict[str, Any] | None:
    """The whole configuration."""
    config, change = record.model_config, record.configured
    if config is None or change is None:
        return None
    shown = {**config, "annotation_reply": record.app.annotation_reply}
    words = shown["sensitive_word_avoidance"]
    if call.traits.moderation == "configs" and "config" in words:
        known = {"enabled": words["enabled"], "type": words["type"]}
        shown["sensitive_word_avoidance"] = {**known, "configs": []}
    return {**shown, **changes(change, change)}
