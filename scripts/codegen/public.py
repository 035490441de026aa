"""``dify_ext`` and ``dify_ext.events``: the public names, for type checkers and lazy imports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .document import Document
from .events import event_names
from .unasync import sync_words

TEMPLATES = Path(__file__).parent / "templates"
FILES = {"dify_ext/__init__.py": "client_init.py.jinja", "dify_ext/events.py": "client_events.py.jinja"}

# The public names and their modules; the names of _async have a sync flavour, too.
# All of dify_ext.errors and dify_ext.events are public as well.
PUBLIC = {
    "dify_api.models": ("HumanInputForm",),
    "dify_ext._async.binary": ("AsyncBinaryResponse",),
    "dify_ext._async.client": ("AsyncDify",),
    "dify_ext._async.health": ("AsyncHealthCheck",),
    "dify_ext._async.pages": ("AsyncPage",),
    "dify_ext._async.server": ("AsyncDifyServer",),
    "dify_ext._async.stores": ("AsyncFileTokenStore", "AsyncMemoryTokenStore", "AsyncRedisTokenStore"),
    "dify_ext._async.streams": ("AsyncChatStream", "AsyncEventStream", "AsyncWorkflowStream"),
    "dify_ext._core.doctor": ("DoctorReport",),
    "dify_ext._core.health": ("Health", "HealthReport"),
    "dify_ext._core.hooks": ("DROP", "Drop"),
    "dify_ext._core.options": ("RequestOptions",),
    "dify_ext._core.raw_response": ("RawResponse",),
    "dify_ext._folder_sync.report": ("FileReport", "SyncReport"),
    "dify_ext._streaming.answers": ("ChatAnswer", "WorkflowResult"),
    "dify_ext.adapters.aiohttp.client": ("AiohttpClient",),
    "dify_ext.batch": (
        "BatchOptions",
        "BatchProgress",
        "BatchReport",
        "RedisJournal",
        "RowError",
        "RowResult",
    ),
    "dify_ext.files": ("RemoteFile", "UploadedFile"),
    "dify_ext.tokens": ("AsyncTokenStore", "Tokens", "TokenStore"),
}


def write_public(document: Document, paths: dict[str, Path]) -> None:
    """Write each of ``FILES`` to its path."""
    classes = [name for _, name in event_names(document)]
    names = {
        "homes": sorted(_homes()),
        "events": sorted(classes),
        "exported": sorted([*classes, "Event", "UnknownEvent"]),
    }
    for name, template in FILES.items():
        paths[name].write_text(_rendered(template, **names), encoding="utf-8")


def write_hooks(document: Document, into: Path) -> None:
    """Write ``on()``, which has an overload for each event, beside the resources."""
    (into / "hooks.py").write_text(
        _rendered("hooks.py.jinja", events=event_names(document)), encoding="utf-8"
    )


def _rendered(template: str, **names: object) -> str:
    loader = FileSystemLoader(TEMPLATES)
    templates = Environment(loader=loader, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701 - no HTML
    return templates.get_template(template).render(names)


def _homes() -> Iterator[tuple[str, str]]:
    for module, names in PUBLIC.items():
        for name in names:
            yield name, module
            if "._async." in module:
                yield sync_words(name), sync_words(module)
