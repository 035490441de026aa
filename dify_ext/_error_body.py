"""What a refusal says: every form of error body a Dify server, or a proxy before it, has been seen to send. Pure."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from attrs import frozen

_FLASK_SUFFIX = re.compile(r"\s*You have requested this URI \[.*", re.DOTALL)
_PYDANTIC_LINK = re.compile(r"\s*For further information visit \S+")
_TITLE = re.compile(r"<(title|h1)[^>]*>(.*?)</\1", re.DOTALL | re.IGNORECASE)
_SHOWN = 300
_LOOKED_AT = 4096  # characters of a page


@frozen
class ErrorBody:
    """``code``, ``message`` and ``params`` as far as the body has them."""

    code: str | None
    message: str
    params: Any = None


def read(status: int, content_type: str, content: bytes) -> ErrorBody:
    """Read the body of a refusal, whatever its form."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return ErrorBody(None, _from_page(status, content_type, content.decode("utf-8", "replace")))
    if not isinstance(body, dict):
        return ErrorBody(None, "" if body is None else as_text(body))
    if isinstance(body.get("error"), dict):  # {"error": {"type", "message", "status"}}
        body = {"code": body["error"].get("type"), **body["error"]}
    code = body.get("code") or body.get("custom")
    message = as_text(body.get("message") or body.get("error") or _failed_with(body) or "")
    params = body.get("params")
    if isinstance(
        body.get("errors"), dict
    ):  # 1.8: {"errors": {field: text}, "message": "Input payload validation failed"}
        params = body["errors"]
        message = f"{message}: " * bool(message) + "; ".join(
            f"{field}: {as_text(text)}" for field, text in params.items()
        )
    return ErrorBody(None if code is None else str(code), _FLASK_SUFFIX.sub("", message), params)


def is_busy(status: int, said: ErrorBody) -> bool:
    """Whether this is the 400 of an app at its concurrency limit."""
    return status == 400 and said.message.startswith("Too many requests")


def is_quota(said: ErrorBody) -> bool:
    """Whether a 429 means a used-up quota, which no waiting mends."""
    return said.code == "rate_limit_error"


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Seconds that ``Retry-After`` asks to wait, from its number or its date; never negative."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    until = http_date(value)
    if until is None:
        return None
    if now is None:  # The server's own clock, where it says what time it has.
        now = http_date(headers.get("date", "")) or time.time()
    return max(0.0, until - now)


def http_date(value: str) -> float | None:
    """Unix seconds of a date in a header; None where it is none. A date without a zone is GMT (RFC 9110)."""
    try:
        date = parsedate_to_datetime(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def one_line(text: str) -> str:
    """A message on one line: white space folded, links to a validator's documentation dropped, cut where it is long."""
    line = " ".join(_PYDANTIC_LINK.sub("", text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _failed_with(body: dict[str, Any]) -> Any:
    """The reason in ``{"result": "fail", "data": reason}``; beside a code, 1.8's data is a token to set a password
    with.
    """
    return body.get("data") if "result" in body and "code" not in body else None


def as_text(value: Any) -> str:
    """What should be text, as text; JSON where it is not."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _from_page(status: int, content_type: str, text: str) -> str:
    """The gist of what is no JSON: an HTML page's title, else the first words."""
    if "html" in content_type.lower() or text.lstrip()[:1] == "<":
        titles = dict.fromkeys(one_line(unescape(match[2])) for match in _TITLE.finditer(text[:_LOOKED_AT]))
        gist = ": ".join(filter(None, titles)) or "no title"
        why = "no such endpoint, or an id that is no UUID" if status == 404 else "a proxy, or the server's own failure"
        return f"the answer is an HTML page ({gist}): {why}"
    return one_line(text)
