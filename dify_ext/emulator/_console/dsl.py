"""Apps as DSL: import, confirmation of an import, export."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from .._errors import invalid_param
from .._spec import row
from .._state import APPS
from .apps import LOOKS, configure, made
from .call import ConsoleCall
from .config import MODEL
from .state import Change, PendingImport, Record

#: Seconds that an import waits to be confirmed.
PATIENCE = 600.0


class Unusable(Exception):
    """A DSL that cannot become an app."""


async def import_app(call: ConsoleCall) -> Response:
    """Into a new app, or over one that is there."""
    asked = await call.body()
    if asked["mode"] not in ("yaml-content", "yaml-url"):
        raise invalid_param(f"Invalid import_mode: {asked['mode']}")
    version, import_id = "", str(uuid4())
    try:
        parts = parts_of(asked)
        version = str(parts.get("version") or "0.1.0")
        status = fits(version, call.traits.dsl)
        if status == "pending":
            call.console.imports[import_id] = PendingImport(asked, version, call.state.time() + PATIENCE)
            return outcome(call, import_id, "pending", version)
        record = imported(call, asked, parts)
    except Unusable as unusable:
        return outcome(call, import_id, "failed", version, error=str(unusable))
    return outcome(call, import_id, status, version, record)


async def confirm_app_import(call: ConsoleCall) -> Response:
    """An import from another version goes on."""
    import_id = call.path("import_id")
    pending = call.console.imports.pop(import_id, None)
    if pending is None or pending.until <= call.state.time():
        return outcome(call, import_id, "failed", "", error="Import information expired or does not exist")
    try:
        record = imported(call, pending.asked, parts_of(pending.asked))
    except Unusable as unusable:
        return outcome(call, import_id, "failed", pending.version, error=str(unusable))
    return outcome(call, import_id, "completed", pending.version, record)


def parts_of(asked: dict[str, Any]) -> dict[str, Any]:
    """The parts of the DSL in the request."""
    import yaml  # takes long, and few need it

    if asked["mode"] == "yaml-url":
        raise Unusable("Failed to fetch YAML from URL: the emulator fetches nothing")
    if not asked["yaml_content"]:
        raise Unusable("yaml_content is required when import_mode is yaml-content")
    try:
        parts = yaml.safe_load(asked["yaml_content"])
        parts = json.loads(json.dumps(parts, default=str))  # dates are texts
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise Unusable(f"Invalid YAML format: {error}") from None
    if not isinstance(parts, dict):
        raise Unusable("Invalid YAML format: content must be a mapping")
    if not isinstance(parts.get("app"), dict):
        raise Unusable("Missing app data in YAML content")
    if parts["app"].get("mode") not in APPS.values():
        raise Unusable("Invalid app mode")
    return parts


def fits(version: str, current: str) -> str:
    """The status of an import of that version into a server of another version."""
    try:
        theirs, ours = (tuple(int(part) for part in text.split(".")) for text in (version, current))
    except ValueError:
        raise Unusable(f"Invalid version: {version}") from None
    if theirs > ours or theirs[:1] < ours[:1]:
        return "pending"
    return "completed-with-warnings" if theirs[:2] < ours[:2] else "completed"


def imported(call: ConsoleCall, asked: dict[str, Any], parts: dict[str, Any]) -> Record:
    """The app of a DSL, new or overwritten."""
    named = {**dict.fromkeys(("name", "description", *LOOKS)), **parts["app"]}
    named.update({name: asked[name] for name in ("name", "description", *LOOKS) if asked[name]})
    named["name"] = str(named["name"] or "Imported")
    named["description"] = str(named["description"] or "")
    if asked["app_id"]:
        record = call.console.records.get(asked["app_id"])
        if record is None:
            raise Unusable("App not found")
        if not record.app.flows:
            raise Unusable("Only workflow or advanced chat apps can be overwritten")
        record.app.info.update(name=named["name"], description=named["description"] or "")
        record.updated = Change(call.account.id, call.state.now())
    else:
        record = made(call, named["mode"], named)
    if record.app.flows:
        record.draft = parts.get("workflow") or {}
    else:
        config = parts.get("model_config")
        configure(call, record, {"model": MODEL, **(config if isinstance(config, dict) else {})})
    return record


def outcome(
    call: ConsoleCall,
    import_id: str,
    status: str,
    version: str,
    record: Record | None = None,
    error: str = "",
) -> Response:
    """The result of an import."""
    body = row(
        "AppImport",
        id=import_id,
        status=status,
        app_id=record.app.id if record else None,
        app_mode=record.app.mode if record else None,
        permission_keys=[],
        current_dsl_version=call.traits.dsl,
        imported_dsl_version=version,
        error=error,
        warnings=[],
    )
    return call.answer(body, {"failed": 400, "pending": 202}.get(status, 200))


async def export_app(call: ConsoleCall) -> Any:
    """As YAML."""
    import yaml  # takes long, and few need it

    record = call.record()
    call.query()
    info = record.app.info
    about = {
        "description": info["description"],
        "icon": record.icon or "🤖",
        "icon_background": record.icon_background or "#FFEAD5",
        "icon_type": record.icon_type or "emoji",
        "mode": record.app.mode,
        "name": info["name"],
        "use_icon_as_answer_icon": record.use_icon_as_answer_icon,
    }
    version = call.traits.dsl
    parts: dict[str, Any] = {"app": about, "dependencies": [], "kind": "app", "version": version}
    if not record.app.flows:
        parts["model_config"] = record.model_config
    elif record.draft is None:
        raise invalid_param("Missing draft workflow configuration, please check.")
    else:
        parts["workflow"] = record.draft
    return {"data": yaml.safe_dump(parts, allow_unicode=True)}
