"""Lines of the log for requests and their answers."""

from __future__ import annotations

import logging
import time

import httpx

from dify_ext._core import log
from dify_ext._redaction import shown


def log_attempt(
    request: httpx.Request,
    outcome: str,
    started: float,
    attempt: int,
    response: httpx.Response | None = None,
) -> None:
    """Log a line for an attempt; with DEBUG also the answer, except of streams and files.

    Args:
        request: The request.
        outcome: The status of the answer, or the name of the exception.
        started: When the attempt began, by the monotonic clock.
        attempt: Its number, from 1.
        response: The answer, if there is one.
    """
    if not log.logger.isEnabledFor(logging.INFO):
        return
    milliseconds = (time.monotonic() - started) * 1000
    request_id = (response.headers.get("x-request-id") if response else None) or "-"
    log.logger.info(
        "%s %s %s in %.0f ms, attempt %d, request id %s",
        *(request.method, shown(request.url.path), outcome, milliseconds, attempt, request_id),
    )
    if response is not None and log.logger.isEnabledFor(logging.DEBUG):
        content = response.content if hasattr(response, "_content") else None
        _log_message("answer", str(response.status_code), response.headers, content)


def log_request(request: httpx.Request) -> None:
    """Log a request that is about to be sent, if DEBUG is on.

    Args:
        request: The request.
    """
    if not log.logger.isEnabledFor(logging.DEBUG):
        return
    try:
        content: bytes | None = request.content
    except httpx.RequestNotRead:
        content = None
    _log_message("request", f"{request.method} {shown(request.url.path)}", request.headers, content)


def _log_message(what: str, gist: str, headers: httpx.Headers, content: bytes | None) -> None:
    body = log.shown_body(headers.get("content-type", ""), content)
    log.logger.debug("%s %s %s %s", what, gist, log.masked_headers(headers.multi_items()), body)
