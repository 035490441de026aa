"""Apps: the list, a single one, making, changing, setting up, publishing, deleting."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, flag, one_of, text, uuids, whole
from .call import ConsoleCall
from .rows import app_in_list, single_app

MODES = ("completion", "chat", "advanced-chat", "workflow", "agent-chat", "channel", "all")
PAGE, LIMIT = Field(whole(1, 99999), 1), Field(whole(1, 100), 20)


def page_of(rows: list[Any], page: int, limit: int) -> dict[str, Any]:
    """One page of rows, as every paged list of the console has it; `data` is still to be shown."""
    start = (page - 1) * limit
    return {
        "page": page,
        "limit": limit,
        "total": len(rows),
        "has_more": len(rows) > start + limit,
        "data": rows[start : start + limit],
    }


async def list_apps(call: ConsoleCall) -> Response:
    """GET /console/api/apps: the newest first."""
    asked = call.query(
        "AppListQuery",
        {
            "page": PAGE,
            "limit": LIMIT,
            "mode": Field(one_of(*MODES), "all"),
            "name": Field(text, None),
            "tag_ids": Field(uuids(call.options.release >= (1, 14)), None),
            "is_created_by_me": Field(flag, None),
        },
    )
    rows = list(call.console.records.values())[::-1]
    if asked["mode"] == "channel":
        rows = [row for row in rows if row.app.mode in ("workflow", "advanced-chat")]
    elif asked["mode"] != "all":
        rows = [row for row in rows if row.app.mode == asked["mode"]]
    if asked["name"]:
        rows = [row for row in rows if asked["name"].lower() in row.app.info["name"].lower()]
    if asked["is_created_by_me"]:
        rows = [row for row in rows if row.created.by == call.account.id]
    if asked["tag_ids"]:
        rows = []  # nothing has a tag here
    page = page_of(rows, asked["page"], asked["limit"])
    page["data"] = [app_in_list(call, row) for row in page["data"]]
    return json_answer(page)


async def get_app(call: ConsoleCall) -> Response:
    """GET /console/api/apps/{app_id}."""
    return json_answer(single_app(call, call.record()))
