"""What is logged, and what never is: the logger ``dify_ext``, set up by ``DIFY_LOG=debug|info``."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dify_ext._config import is_secret_name

logger = logging.getLogger("dify_ext")

MAX_BODY = 4096
_MASK = "***"
_KEYS = re.compile(r"\b(app|dataset)-[A-Za-z0-9_-]{8,}|\bBearer\s+[^\s\"',]+")
_OPAQUE = (
    "text/event-stream",
    "multipart/",
    "audio/",
    "image/",
    "video/",
    "application/octet-stream",
    "application/zip",
)


def setup_from_environment(environ: Mapping[str, str] = os.environ) -> None:
    """Send this package's log to standard error where ``DIFY_LOG`` asks for it; any other set-up is left alone."""
    level = {"debug": logging.DEBUG, "info": logging.INFO}.get(environ.get("DIFY_LOG", "").strip().lower())
    if level is None:
        return
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)


def masked_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers as they may be shown."""
    return {name: _MASK if is_secret_name(name) else _KEYS.sub(_MASK, value) for name, value in headers}


def shown_body(content_type: str, content: bytes | None) -> str:
    """A body as it may be shown: a stream's or a file's never, secrets masked, cut at 4 KB."""
    if content is None or content_type.lower().startswith(_OPAQUE):
        return f"<{content_type or 'a body'}, not shown>"
    try:
        text = json.dumps(_masked(json.loads(content)), ensure_ascii=False)
    except (ValueError, RecursionError):
        text = content[: 2 * MAX_BODY].decode("utf-8", "replace")
    text = _KEYS.sub(_MASK, text).encode("utf-8", "replace").decode()  # JSON may hold half a character
    return text if len(text) <= MAX_BODY else f"{text[:MAX_BODY]}… ({len(content)} bytes)"


def _masked(value: Any, secret: bool = False) -> Any:
    if isinstance(value, dict):
        if value.get("result") == "fail" and "code" in value:  # then 1.8's data is a token to set a password with
            value = {**value, "data": _MASK}
        return {key: _masked(item, secret or is_secret_name(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, secret) for item in value]
    return _MASK if secret and isinstance(value, str) else value
