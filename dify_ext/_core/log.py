"""The logger ``dify_ext``, set up by ``DIFY_LOG=debug|info``, and masks for all that is logged."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterable, Mapping
from functools import cache

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
    """Log to standard error if ``DIFY_LOG`` asks for it; leave any other set-up alone."""
    name = environ.get("DIFY_LOG", "").strip().lower()
    if not name:
        return
    level = {"debug": logging.DEBUG, "info": logging.INFO}.get(name)
    if level is None:
        _warn_of_level(name)
        return
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)


@cache  # once for each process, not for each client
def _warn_of_level(name: str) -> None:
    logger.warning("DIFY_LOG must be debug or info, not %.20r: nothing is logged", masked_text(name))


def masked_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers as they may be shown."""
    return {name: MASK if is_secret_name(name) else masked_text(value) for name, value in headers}


def shown_body(content_type: str, content: bytes | None) -> str:
    """A body as it may be shown: no stream, no file, secrets masked, cut at 4 KB."""
    if content is None or content_type.lower().startswith(_OPAQUE):
        return f"<{content_type or 'a body'}, not shown>"
    text = masked_json(content)
    if text is None:
        text = masked_text(content[: 2 * MAX_BODY].decode("utf-8", "replace"))
    text = text.encode("utf-8", "replace").decode()  # JSON may hold half a character
    return text if len(text) <= MAX_BODY else f"{text[:MAX_BODY]}… ({len(content)} bytes)"


def log_request(request: httpx.Request) -> None:
    """With DEBUG a request that is about to be sent."""
    if logger.isEnabledFor(logging.DEBUG):
        gist = f"request {request.method} {shown(request.url.path)}"
        _log_message(gist, request.headers, getattr(request, "_content", None))


def log_attempt(
    request: httpx.Request, outcome: str, started: float, attempt: int, response: httpx.Response | None = None
) -> None:
    """A line for an attempt, by its outcome; with DEBUG also the answer."""
    if not logger.isEnabledFor(logging.INFO):
        return
    milliseconds = (time.monotonic() - started) * 1000
    request_id = "-" if response is None else response.headers.get("x-request-id") or "-"
    logger.info(
        "%s %s %s in %.0f ms, attempt %d, request id %s",
        *(request.method, shown(request.url.path), outcome, milliseconds, attempt, request_id),
    )
    if response is not None and logger.isEnabledFor(logging.DEBUG):
        _log_message(f"answer {response.status_code}", response.headers, getattr(response, "_content", None))


def _log_message(gist: str, headers: httpx.Headers, content: bytes | None) -> None:
    body = shown_body(headers.get("content-type", ""), content)
    logger.debug("%s %s %s", gist, masked_headers(headers.multi_items()), body)


def mask_httpx() -> None:
    """Mask the cookies in headers that httpcore logs, and the tokens in URLs that httpx logs."""
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
