"""The pages to look at an emulator with. Their templates are in the folder ``page``."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from ._faults import KINDS
from ._state import App, State


def clock(seconds: float) -> str:
    """A time of the day."""
    return time.strftime("%H:%M:%S", time.localtime(seconds))


def as_json(value: Any) -> str:
    """JSON, to be read."""
    return json.dumps(value, indent=1, ensure_ascii=False, default=str)


def brief(event: dict[str, Any]) -> str:
    """What an event says, in a few words."""
    data: Any = event.get("data")
    data = data if isinstance(data, dict) else {}
    said = (*(event.get(name) for name in ("answer", "message")), *map(data.get, ("title", "text", "status")))
    text = next((value for value in said if isinstance(value, str) and value), "")
    return text if len(text) < 60 else f"{text[:57]}..."


@cache
def _templates() -> Environment:
    found = Environment(loader=FileSystemLoader(Path(__file__).with_name("page")), autoescape=True)
    found.trim_blocks = found.lstrip_blocks = True
    found.filters |= {"clock": clock, "as_json": as_json, "brief": brief}
    return found


def page(name: str, state: State, title: str, **known: Any) -> str:
    """A page, by the name of its template."""
    keys: dict[App, list[str]] = {}
    for key, app in list(state.apps.items()):
        keys.setdefault(app, []).append(key)
    template = _templates().get_template(f"{name}.html")
    return template.render(state=state, title=title, keys=keys, kinds=KINDS, now=state.time(), **known)
