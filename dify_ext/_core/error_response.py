"""Error answers of Dify servers, and of proxies before them, in all forms that were seen. Pure."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import httpx
from attrs import frozen

from dify_ext import errors
from dify_ext._core.release import Lacking, lacking
from dify_ext._redaction import secrets_in, shown, without
from dify_ext.errors import APIError, RateLimitError, one_line

_FLASK_SUFFIX = re.compile(r"\s*You have requested this URI \[.*", re.DOTALL)
_TITLE = re.compile(r"<(title|h1)[^>]*>(.*?)</\1", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?\w[^>]*>")
_LOOKED_AT = 4096  # characters of a page


@frozen
class ErrorBody:
    """``code``, ``message`` and ``params``, as far as the body has them."""

    code: str | None
    message: str
    params: Any = None


def error_body(response: httpx.Response) -> ErrorBody:
    """Read the body of an error answer, whatever its form."""
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return ErrorBody(None, _from_page(response))
    if not isinstance(body, dict):
        return ErrorBody(None, "" if body is None else as_text(body))
    if isinstance(body.get("error"), dict):  # {"error": {"type", "message", "status"}}
        body = {"code": body["error"].get("type"), **body["error"]}
    code = body.get("code") or body.get("custom")
    message = as_text(body.get("message") or body.get("error") or _failed_with(body) or "")
    params = body.get("params")
    if isinstance(body.get("errors"), dict):
        # 1.8: {"errors": {field: text}, "message": "Input payload validation failed"}
        params = body["errors"]
        message = f"{message}: " * bool(message) + "; ".join(
            f"{field}: {as_text(text)}" for field, text in params.items()
        )
    return ErrorBody(None if code is None else str(code), _FLASK_SUFFIX.sub("", message), params)


def is_busy(status: int, said: ErrorBody) -> bool:
    """Whether this is the 400 of an app at its concurrency limit."""
    return status == 400 and said.message.startswith("Too many requests")


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
    if now is None:  # by the server's own clock, if it sends one
        now = http_date(headers.get("date", "")) or time.time()
    return max(0.0, until - now)


def http_date(value: str) -> float | None:
    """Unix seconds of a date in a header; None for other text. No zone is GMT (RFC 9110)."""
    try:
        date = parsedate_to_datetime(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _failed_with(body: dict[str, Any]) -> Any:
    """The reason in ``{"result": "fail", "data": reason}``.

    Beside a code, the data of Dify 1.8 is a token to set a password with.
    """
    return body.get("data") if "result" in body and "code" not in body else None


def as_text(value: Any) -> str:
    """A value that should be text, as text; anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _from_page(response: httpx.Response) -> str:
    """A short text for a body that is no JSON: the title of an HTML page, else the first words."""
    text = response.content.decode("utf-8", "replace")
    if "html" in response.headers.get("content-type", "").lower() or text.lstrip()[:1] == "<":
        found = (unescape(_TAG.sub(" ", match[2])) for match in _TITLE.finditer(text[:_LOOKED_AT]))
        titles = dict.fromkeys(one_line(_TAG.sub(" ", title)) for title in found)
        title = ": ".join(filter(None, titles)) or "no title"
        no_path = "no such endpoint, or an id that is no UUID"
        why = no_path if response.status_code == 404 else "a proxy, or the server's own failure"
        return f"the answer is an HTML page ({title}): {why}"
    return one_line(text)


_BY_STATUS: dict[int, type[APIError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    413: errors.PayloadTooLargeError,
    415: errors.UnsupportedFileTypeError,
    429: RateLimitError,
}


_FITTING = "app.info().mode is its kind: call chat.send(), completion.send() or workflows.run()"
_ADVICE = {
    "not_chat_app": f"the key's app is no chat app: {_FITTING}; an agent must be published",
    "not_workflow_app": f"the key's app is no workflow: {_FITTING}",
    "not_completion_app": f"the key's app is no completion app: {_FITTING}",
    "app_unavailable": f"publish the app in the console; if it is of another kind: {_FITTING}",
    "agent_not_published": "publish the agent in the console",
    "workflow_not_published": "publish the workflow in the console",
    "workflow_version_execution_not_allowed": "leave out workflow_id: only the published version may run",
    "trigger_workflow_service_mode_unavailable": "the workflow begins with a trigger, which a key cannot do",
    "provider_not_initialize": "set up the app's model provider in the console",
}


def request_id_of(headers: httpx.Headers) -> str | None:
    """The id of a request for the administrator of the server; None if it got none."""
    found: str | None = headers.get("x-request-id") or headers.get("x-trace-id")
    return found


def lacking_of(response: httpx.Response) -> Lacking | None:
    """What a refusal says of the server's release; its body was read."""
    return lacking(response, error_body(response).message)


def absent(response: httpx.Response) -> errors.NotFoundError:
    """The error for a success that says, by a null, that there is no such thing."""
    place, request_id = shown(response.request.url.path), request_id_of(response.headers)
    return errors.NotFoundError(
        response.status_code,
        "not_found",
        f"not found: the server answered {place} with null in every field",
        request_id=request_id,
        response=response,
    )


def error_from_response(response: httpx.Response, advice: str | None = None) -> APIError:
    """The error for an answer that is not a success; its body was read.

    ``advice`` ends its sentence, if the code of the server has no advice here.
    """
    status = response.status_code
    said = error_body(response)
    request = getattr(response, "_request", None)
    secrets = secrets_in(request.headers.multi_items()) if request is not None else set()
    message = without(secrets, said.message)
    lacks = lacking(response, said.message)
    details: dict[str, Any] = {
        "params": json.loads(without(secrets, json.dumps(said.params))),
        "request_id": request_id_of(response.headers),
        "response": response,
        "advice": "; ".join(filter(None, [lacks and lacks.advice, _ADVICE.get(said.code or "") or advice])),
    }
    if lacks and lacks.advice:
        return errors.NotFoundError(status, said.code, message, **details)
    if 300 <= status < 400:
        place = one_line(shown(response.headers.get("location", "another place")))
        return APIError(status, said.code, f"the server redirects to {place}: set base_url to it", **details)
    if status == 429 or is_busy(status, said):
        wait = retry_after(response.headers)
        return RateLimitError(status, said.code, message, retry_after=wait, **details)
    kind = errors.ServerError if status >= 500 else _BY_STATUS.get(status, APIError)
    return kind(status, said.code, message, **details)
