"""What is logged, and what never is: the logger ``dify_ext``, set up by ``DIFY_LOG=debug|info``."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Mapping

import httpx

from dify_ext._redaction import MASK, is_secret_name, masked_json, masked_text, shown

logger = logging.getLogger("dify_ext")

MAX_BODY = 4096
_SET_COOKIE = re.compile(r"(b'set-cookie', b)(?:'[^']*'|\"[^\"]*\")", re.IGNORECASE)
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
    return {name: MASK if is_secret_name(name) else masked_text(value) for name, value in headers}


def shown_body(content_type: str, content: bytes | None) -> str:
    """A body as it may be shown: a stream's or a file's never, secrets masked, cut at 4 KB."""
    if content is None or content_type.lower().startswith(_OPAQUE):
        return f"<{content_type or 'a body'}, not shown>"
    text = masked_json(content)
    if text is None:
        text = masked_text(content[: 2 * MAX_BODY].decode("utf-8", "replace"))
    text = text.encode("utf-8", "replace").decode()  # JSON may hold half a character
    return text if len(text) <= MAX_BODY else f"{text[:MAX_BODY]}… ({len(content)} bytes)"


def mask_httpx() -> None:
    """Httpcore logs the headers of answers at debug: let it do so without the cookies that they set; and httpx the URL
    of each request, which may carry a signature or a token.
    """
    for name, mask in (
        ("httpcore.http11", _without_cookies),
        ("httpcore.http2", _without_cookies),
        ("httpx", _without_tokens),
    ):
        theirs = logging.getLogger(name)
        if mask not in theirs.filters:
            theirs.addFilter(mask)


def _without_cookies(record: logging.LogRecord) -> bool:
    record.msg = _SET_COOKIE.sub(rf"\1'{MASK}'", str(record.msg))
    return True


def _without_tokens(record: logging.LogRecord) -> bool:
    if isinstance(record.args, tuple):
        record.args = tuple(shown(str(part)) if isinstance(part, httpx.URL) else part for part in record.args)
    return True
