"""Apps: list, get, create, update, configure, publish, delete."""

from __future__ import annotations

import copy
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from .._answers import empty_answer, json_answer
from .._checks import Field, Wrong, flag, one_of, sized, text, uuids, whole
from .._errors import broken, invalid_param
from .._state import App
from .call import ConsoleCall
from .config import DEFAULTS, completed, must_be_config, show
from .rows import app_in_list, new_app, single_app
from .state import Change, Record

#: Kinds of apps that can be created.
KINDS = ("chat", "agent-chat", "advanced-chat", "workflow", "completion")
#: Kinds that run a workflow, in the server's order.
FLOWS = ("workflow", "advanced-chat")
MODES = ("completion", "chat", "advanced-chat", "workflow", "agent-chat", "channel", "all")
MAYBE = Field(text, None, nullable=True)
ICON = Field(one_of("image", "emoji", "link", kind="enum"), None, nullable=True)
LOOKS = {"icon_type": ICON, "icon": MAYBE, "icon_background": MAYBE}
#: In the oldest releases these two stand for others, too.
PAIRS = {"chat": ("chat", "advanced-chat"), "workflow": ("workflow", "completion")}
PAGE, LIMIT = Field(whole(1, 99999), 1), Field(whole(1, 100), 20)


def page_of(rows: list[Any], page: int, limit: int) -> dict[str, Any]:
    """One page of rows, as in every list of the console; `data` is not converted yet."""
    start = (page - 1) * limit
    return {
        "page": page,
        "limit": limit,
        "total": len(rows),
        "has_more": len(rows) > start + limit,
        "data": rows[start : start + limit],
    }


def modes(call: ConsoleCall) -> tuple[str, ...]:
    """The kinds that the list can be limited to."""
    if call.traits.app_modes == "pairs":
        return ("chat", "workflow", "agent-chat", "channel", "all")
    return (*MODES[:-1], "agent", "all") if call.traits.app_modes == "each, and agent" else MODES


async def list_apps(call: ConsoleCall) -> Response:
    """GET /console/api/apps: the newest first."""
    asked = call.check_query(
        "AppListQuery",
        {
            "page": PAGE,
            "limit": LIMIT,
            "mode": Field(one_of(*modes(call)), "all"),
            "name": Field(text, None),
            "tag_ids": Field(uuids(not call.traits.app_tags), None),
            "is_created_by_me": Field(flag, None),
        },
    )
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
    page = page_of(rows, asked["page"], asked["limit"])
    page["data"] = [app_in_list(call, row) for row in page["data"]]
    return json_answer(page)


async def get_app(call: ConsoleCall) -> Response:
    """GET /console/api/apps/{app_id}."""
    return json_answer(single_app(call, call.record()))


def name_of(value: Any) -> str:
    """A name: a text that is not empty."""
    if not text(value):
        raise Wrong("string_too_short", "String should have at least 1 character")
    return str(value)


async def create_app(call: ConsoleCall) -> Response:
    """POST /console/api/apps."""
    asked = await call.body(
        "CreateAppPayload",
        {"name": Field(name_of), "description": MAYBE, "mode": Field(one_of(*KINDS)), **LOOKS},
    )
    return json_answer(new_app(call, made(call, asked["mode"], asked)), 201)


def made(call: ConsoleCall, mode: str, asked: dict[str, Any]) -> Record:
    """A new app of that kind, with the name and the icon of the request."""
    app = App(asked["name"], mode)
    app.published = mode not in FLOWS
    app.info.update(name=asked["name"], description=asked["description"] or "", mode=mode)
    app.info["author_name"] = call.account.name
    app.site.update(title=asked["name"], icon_type=asked["icon_type"], icon=asked["icon"])
    app.site.update(icon_background=asked["icon_background"], description=None)
    config = copy.deepcopy(DEFAULTS)
    show(app, config)
    record = call.console.add(app, call.account)
    record.icon_type, record.icon, record.icon_background = (asked[name] for name in LOOKS)
    if mode not in FLOWS:
        record.model_config = config
    return record


async def update_app(call: ConsoleCall) -> Response:
    """PUT /console/api/apps/{app_id}: fields that are left out are emptied."""
    record = call.record()
    asked = await call.body(
        "UpdateAppPayload",
        {
            "name": Field(name_of),
            "description": MAYBE,
            **LOOKS,
            "use_icon_as_answer_icon": Field(flag, None, nullable=True),
            "max_active_requests": Field(whole(0), None, nullable=True),
        },
    )
    if call.traits.app_update_needs and asked["description"] is None:
        raise broken()  # the column of this release must not be empty
    record.app.info.update(name=asked["name"], description=asked["description"] or "")
    record.icon_type, record.icon = asked["icon_type"], asked["icon"] or ""
    record.icon_background = asked["icon_background"] or ""
    record.use_icon_as_answer_icon = bool(asked["use_icon_as_answer_icon"])
    record.app.max_active_requests = asked["max_active_requests"] or 0
    record.updated = Change(call.account.id, call.state.now())
    return json_answer(single_app(call, record))


async def delete_app(call: ConsoleCall) -> Response:
    """DELETE /console/api/apps/{app_id}: its keys stop working."""
    record = call.record()
    for key in record.keys:
        call.state.apps.pop(key.token, None)
    del call.console.records[record.app.id]
    return empty_answer()


async def update_model_config(call: ConsoleCall) -> Response:
    """POST /console/api/apps/{app_id}/model-config."""
    record = call.record("agent-chat", "chat", "completion")
    given = await call.json()
    configure(call, record, given)
    return json_answer({"result": "success"})


def configure(call: ConsoleCall, record: Record, given: dict[str, Any]) -> None:
    """Change the configuration of an app; 400 if it cannot be one."""
    must_be_config(given)
    record.model_config = completed(given)
    record.configured = record.updated = Change(call.account.id, call.state.now())
    show(record.app, record.model_config)


async def publish_workflow(call: ConsoleCall) -> Response:
    """POST /console/api/apps/{app_id}/workflows/publish."""
    record = call.record(*FLOWS)
    marks = {
        "marked_name": Field(sized(0, 20), None, nullable=True),
        "marked_comment": Field(sized(0, 100), None, nullable=True),
    }
    call.checked("PublishWorkflowPayload", await call.json(), marks)
    if record.draft is None:
        raise invalid_param("No valid workflow found.")
    record.published = Change(call.account.id, call.state.now())
    record.app.workflow_id, record.app.published = str(uuid4()), True
    return json_answer({"result": "success", "created_at": int(record.published.at)})
