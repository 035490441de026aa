"""From a recorded request to the client's method that makes it,
and where the client makes another on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

from dify_ext import Tokens
from tests.wire.changes import Different, default, drop, put
from tests.wire.recordings import Recording

from .recordings import PATTERNS, ROUTES, asked, rules_of, version

Request = dict[str, Any]
FOREVER = 4e9  # Unix seconds: no recorded token says when it expires

_AN_ARGUMENT = "what the server needs are arguments that one must give"
_ALL_IS_SENT = "what is left out stays as it is, so all is sent"
_NO_ARGUMENT = "the method has no such argument"
# By recording.
DIFFERENT = {
    "1.13.2/app-create--missing-name": Different(_AN_ARGUMENT, put("json", name="")),
    "1.13.2/apps-update--max-active": Different(_ALL_IS_SENT, put("json", use_icon_as_answer_icon=False)),
    "1.13.2/apps-update--missing-name": Different(
        _ALL_IS_SENT, put("json", name="", use_icon_as_answer_icon=False)
    ),
    "1.13.2/members-invite--missing": Different(_AN_ARGUMENT, default("json", emails=[], role="")),
    "1.13.2/apps-list--tag-ids": Different(_NO_ARGUMENT, drop("query", "tag_ids")),
    "1.13.2/chat-conversations--message_count_gte": Different(
        _NO_ARGUMENT, drop("query", "message_count_gte")
    ),
    "1.8.1/account-profile--query-token": Different("tokens are no part of a URL", drop("query", "_token")),
}
# Recordings whose requests are not signed as the client signs each of its own, and how they are.
SIGNED_OTHERWISE = {
    "1.13.2/account-profile--access-cookie+csrf-header-no-csrf-cookie": "without the CSRF cookie",
    "1.13.2/account-profile--bearer+csrf-cookie+header": "with a bearer token in the place of its cookie",
    "1.13.2/account-profile--cookies-no-csrf": "without the CSRF header",
    "1.13.2/account-profile--garbage-bearer": "with a bearer token that is none",
    "1.13.2/account-profile--lowercase-bearer": "with a bearer token, in small letters",
    "1.13.2/account-profile--no-auth": "not at all",
    "1.13.2/account-profile-https-domain--bearer+host-csrf-cookie": "with a bearer token in the place "
    "of its cookie",
    "1.13.2/apps-list--no-auth": "not at all",
    "1.8.1/account-profile--basic": "with Basic",
    "1.8.1/account-profile--no-auth": "not at all",
    "1.8.1/account-profile--query-token": "in the URL",
}


def cookies_in(header: str) -> dict[str, str]:
    """Names and values of a Cookie header."""
    return {name: morsel.value for name, morsel in SimpleCookie(header).items()}


def tokens_of(recording: Recording) -> Tokens:
    """The tokens that a recorded request has, wherever it has them;
    for those that it has not, some that are none.
    """
    request = recording.request
    headers = {name.lower(): value for name, value in request.get("headers", {}).items()}
    cookies = cookies_in(headers.get("cookie", ""))
    prefix = "__Host-" if any(name.startswith("__Host-") for name in cookies) else ""
    body = request.get("json") or {}
    way = kind(version(recording))
    csrf = cookies.get(f"{prefix}csrf_token") or headers.get("x-csrf-token")
    return Tokens(
        access_token=cookies.get(f"{prefix}access_token")
        or headers.get("authorization", "Bearer jwt-none").split()[1],
        refresh_token=cookies.get(f"{prefix}refresh_token") or body.get("refresh_token") or "refresh-none",
        expires_at=FOREVER,
        refresh_expires_at=FOREVER,
        kind=way,
        csrf_token=csrf or "jwt-none" if way == "cookie" else None,
        cookie_prefix=prefix,
    )


def kind(release: str) -> Any:
    """How tokens travel on a release that was recorded."""
    return "body" if release == "1.8.1" else "cookie"


def headers_with(tokens: Tokens) -> dict[str, str]:
    """How a call is signed."""
    if tokens.kind == "body":
        return {"Authorization": f"Bearer {tokens.access_token}"}
    assert tokens.csrf_token
    names = {"access_token": tokens.access_token, "csrf_token": tokens.csrf_token}
    cookies = "; ".join(f"{tokens.cookie_prefix}{name}={value}" for name, value in names.items())
    return {"Cookie": cookies, "X-CSRF-Token": tokens.csrf_token}


def request_of(recording: Recording) -> Request:
    """The request that the client is to send: the recorded one, or the one it sends instead.

    The refresh token goes nowhere but where tokens are renewed or ended; a browser sends it with every call.
    """
    request = recording.request
    if recording.name in DIFFERENT:
        DIFFERENT[recording.name].change(request)
    if recording.name in SIGNED_OTHERWISE:
        request["headers"] = headers_with(tokens_of(recording))
    else:
        request["headers"] = without_refresh_token(request["headers"])
    return request


def without_refresh_token(headers: dict[str, str]) -> dict[str, str]:
    """The headers with all cookies but this."""
    sent = headers.get("Cookie", "").split("; ")
    cookies = "; ".join(part for part in sent if "refresh_token=" not in part)
    return {**headers, "Cookie": cookies} if cookies else headers


def _query(method: str) -> Callable[..., Any]:
    return lambda server, r, *ids: _method(server, method)(*ids, **r.get("query", {}))


def _body(method: str) -> Callable[..., Any]:
    return lambda server, r, *ids: _method(server, method)(*ids, **r.get("json", {}))


def _method(server: Any, name: str) -> Any:
    resource, _, method = name.partition(".")
    return getattr(getattr(server, resource), method)


# Where it is not by query or body as they are.
_CALLS: dict[str, Callable[..., Any]] = {
    "apps.update_model_config": lambda server, r, app_id: server.apps.update_model_config(app_id, r["json"]),
    "apps.import_dsl": lambda server, r: server.apps.import_dsl(r["json"]["yaml_content"]),
}
METHODS = {
    name: (_query if route.startswith("GET ") else _body)(name) for name, route in ROUTES.items()
} | _CALLS


def call(server: Any, recording: Recording, request: Request | None = None) -> Any:
    """Call the method of a recording, with the arguments of its request."""
    (rule,) = rules_of(recording)
    match = PATTERNS[rule].fullmatch(asked(recording))
    assert match
    return METHODS[rule](server, request if request is not None else request_of(recording), *match.groups())
