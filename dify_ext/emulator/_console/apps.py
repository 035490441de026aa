"""Apps: listed, made, changed, set up, published, deleted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from .._checks import Wrong
from .._data import copied
from .._errors import broken, invalid_param
from .._resources import Resource, page_of
from .._state import FLOWS, App
from .call import ConsoleCall
from .config import DEFAULTS, completed, must_be_config, show
from .rows import app_in_list, new_app, single_app
from .state import Change, Record

LOOKS = ("icon_type", "icon", "icon_background")
MODES = ["completion", "chat", "advanced-chat", "workflow", "agent-chat", "channel"]
#: The kinds that the list can be limited to.
FILTERS = {
    "pairs": ["chat", "workflow", "agent-chat", "channel", "all"],
    "each": [*MODES, "all"],
    "each, and agent": [*MODES, "agent", "all"],
}
#: In the oldest releases these two stand for others, too.
PAIRS = {"chat": ("chat", "advanced-chat"), "workflow": ("workflow", "completion")}


async def list_apps(call: ConsoleCall) -> Any:
    """The newest first."""
    asked = call.query(mode={"enum": FILTERS[call.traits.app_modes]})
    if asked["tag_ids"] and not call.traits.app_tags:
        raise call.wrong("tag_ids", Wrong("value_error", "Value error, Unsupported tag_ids type."), "")
    rows = list(call.console.records.values())[::-1]
    if asked["mode"] not in ("all", "channel"):  # "channel" filters nothing
        wanted = PAIRS.get(asked["mode"]) if call.traits.app_modes == "pairs" else None
        rows = [row for row in rows if row.app.mode in (wanted or (asked["mode"],))]
    if asked["name"]:
        rows = [row for row in rows if asked["name"].lower() in row.app.info["name"].lower()]
    if asked["is_created_by_me"]:
        rows = [row for row in rows if row.created.by == call.account.id]
    if asked["tag_ids"]:
        rows = []  # no app has a tag here
    return page_of(rows, asked, lambda record: app_in_list(call, record))


async def create_app(call: ConsoleCall) -> Any:
    """A new app, not set up yet."""
    asked = await call.body()
    return new_app(call, made(call, asked["mode"], asked))


def made(call: ConsoleCall, mode: str, asked: dict[str, Any]) -> Record:
    """A new app of that kind, with the name and the icon of the request."""
    app = App(asked["name"], mode)
    app.published = not app.flows
    app.info.update(name=asked["name"], description=asked["description"] or "", mode=mode)
    app.info["author_name"] = call.account.name
    app.site.update(title=asked["name"], icon_type=asked["icon_type"], icon=asked["icon"])
    app.site.update(icon_background=asked["icon_background"], description=None)
    config = copied(DEFAULTS)
    show(app, config)
    record = call.console.add(app, call.account)
    record.icon_type, record.icon, record.icon_background = (asked[name] for name in LOOKS)
    if not app.flows:
        record.model_config = config
    return record


def _change(call: ConsoleCall, record: Record, asked: dict[str, Any]) -> None:
    """Fields that are left out are emptied."""
    if call.traits.app_update_needs and asked["description"] is None:
        raise broken()  # the column of this release must not be empty
    record.app.info.update(name=asked["name"], description=asked["description"] or "")
    record.icon_type, record.icon = asked["icon_type"], asked["icon"] or ""
    record.icon_background = asked["icon_background"] or ""
    record.use_icon_as_answer_icon = bool(asked["use_icon_as_answer_icon"])
    record.app.max_active_requests = asked["max_active_requests"] or 0
    record.updated = Change(call.account.id, call.state.now())


async def delete_app(call: ConsoleCall) -> None:
    """Its keys stop working."""
    record = call.record()
    for key in record.keys:
        call.state.apps.pop(key.token, None)
    del call.console.records[record.app.id]


APPS = Resource("app_id", single_app, change=_change)


async def update_model_config(call: ConsoleCall) -> Any:
    """Set up a chat, agent or completion app."""
    record = call.record("agent-chat", "chat", "completion")
    configure(call, record, await call.json())
    return {"result": "success"}


def configure(call: ConsoleCall, record: Record, given: dict[str, Any]) -> None:
    """Change the configuration of an app; 400 if it cannot be one."""
    must_be_config(given)
    record.model_config = completed(given)
    record.configured = record.updated = Change(call.account.id, call.state.now())
    show(record.app, record.model_config)


async def publish_workflow(call: ConsoleCall) -> Any:
    """From now on, its draft is what runs."""
    record = call.record(*FLOWS)
    call.checked(call.operation.body, await call.json(), call.traits.validation)
    if record.draft is None:
        raise invalid_param("No valid workflow found.")
    record.published = Change(call.account.id, call.state.now())
    record.app.workflow_id, record.app.published = str(uuid4()), True
    return {"result": "success", "created_at": int(record.published.at)}
