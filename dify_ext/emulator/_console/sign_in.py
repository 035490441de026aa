"""Sign-in, refresh and sign-out: with tokens in the body, or with cookies."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from datetime import UTC, datetime
from email.utils import formatdate
from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, Wrong, flag, text
from .._errors import Refusal, unauthorized
from .auth import cookie_name
from .call import ConsoleCall
from .state import MOST_ATTEMPTS
from .tokens import Issued

_EMAIL = re.compile(r"[\w.!#$%&'*+\-/=?^`{|}~]+@([\w-]+\.)+[\w-]{2,}")
_LONG_AGO = formatdate(0, usegmt=True)


def email(value: Any) -> str:
    """An e-mail address."""
    if not _EMAIL.fullmatch(text(value)):
        old = f"{value} is not a valid email."
        raise Wrong("value_error", f"Value error, {old}", old)
    return str(value)


def strong(value: Any) -> str:
    """A password in the form that 1.8 wants; it is checked before the password is compared."""
    if not re.fullmatch(r"(?=.*[a-zA-Z])(?=.*\d).{8,}", str(value)):
        old = "Password must contain letters and numbers, and the length must be greater than 8."
        raise Wrong("value_error", old, old)
    return str(value)


async def setup_state(call: ConsoleCall) -> Response:
    """GET /console/api/setup: the server is set up."""
    at = datetime.fromtimestamp(int(call.console.created_at), UTC).replace(tzinfo=None)
    return json_answer({"step": "finished", "setup_at": at.isoformat()})


async def login(call: ConsoleCall) -> Response:
    """POST /console/api/login."""
    console, traits = call.console, call.traits
    await asyncio.sleep(call.options.sign_in_delay)
    if traits.base64_password:
        await decode_password(call)
    asked = await call.body(
        "LoginPayload",
        {
            "email": Field(email),
            "password": Field(strong if traits.strong_password else text),
            "remember_me": Field(flag, False),
        },
    )
    name = asked["email"].lower()
    if console.bad_attempts.get(name, 0) >= MOST_ATTEMPTS:
        console.refused_sign_ins += 1
        message = "Too many incorrect password attempts. Please try again later."
        raise Refusal(429, "email_code_login_limit", message)
    password = decoded(asked["password"]) if traits.base64_password else asked["password"]
    account = console.accounts.get(name)
    if account is None and traits.unknown_account == "400":
        console.refused_sign_ins += 1
        raise Refusal(400, "account_not_found", "Account not found.")
    if account is None and traits.unknown_account == "200":
        console.refused_sign_ins += 1
        token = "5b6e7a0c-3f3e-4c55-9d52-0f5d6a1c9b11"  # noqa: S105 - of no use
        return json_answer({"result": "fail", "data": token, "code": "account_not_found"})
    if account is None or account.password is None or account.password != password:
        console.bad_attempts[name] = console.bad_attempts.get(name, 0) + 1
        console.refused_sign_ins += 1
        raise Refusal(*traits.wrong_password)
    console.bad_attempts.pop(name, None)
    console.sign_ins += 1
    account.last_login_at = call.state.time()
    return with_tokens(call, console.tokens.issue(account.id), ("access", "refresh", "csrf"))


async def decode_password(call: ConsoleCall) -> None:
    """401 if the password is not base64; it does not count as a wrong one."""
    body = await call.json()
    if isinstance(body.get("password"), str) and decoded(body["password"]) is None:
        call.console.refused_sign_ins += 1
        raise Refusal(401, "authentication_failed", "Invalid encrypted data")


def decoded(password: str) -> str | None:
    """Base64 of UTF-8, read as tolerantly as the server does; None if it is none."""
    try:
        return base64.b64decode(password).decode()
    except (ValueError, binascii.Error):
        return None


async def refresh_by_body(call: ConsoleCall) -> Response:
    """POST /console/api/refresh-token of a release with tokens in the body."""
    asked = await call.body("RefreshTokenPayload", {"refresh_token": Field(text)})
    return await rotated(call, asked["refresh_token"], "data")


async def refresh_by_cookie(call: ConsoleCall) -> Response:
    """POST /console/api/refresh-token of a release with cookies; the body is ignored."""
    token = call.request.cookies.get(cookie_name("refresh_token", call.options))
    if not token:
        call.console.refused_refreshes += 1
        raise Refusal(401, body={"result": "fail", "message": "No refresh token provided"})
    return await rotated(call, token, "message")


async def rotated(call: ConsoleCall, token: str, field: str) -> Response:
    """New tokens for a refresh token, which stops working."""
    await asyncio.sleep(call.options.sign_in_delay)
    account_id = call.console.tokens.use_refresh(token)
    if account_id is None:
        call.console.refused_refreshes += 1
        raise Refusal(401, body={"result": "fail", field: "Invalid refresh token"})
    call.console.refreshes += 1
    return with_tokens(call, call.console.tokens.issue(account_id), ("csrf", "access", "refresh"))


async def logout_by_bearer(call: ConsoleCall) -> Response:
    """GET /console/api/logout of a release with tokens in the body."""
    call.console.tokens.end_refresh(call.account.id, None)
    return json_answer({"result": "success"})


async def logout_by_cookie(call: ConsoleCall) -> Response:
    """POST /console/api/logout of a release with cookies. It succeeds without a sign-in, too."""
    cookies = call.request.cookies
    access = cookies.get(cookie_name("access_token", call.options))
    if not access and not call.traits.free_logout:
        raise unauthorized("Invalid Authorization token.")
    try:
        account_id = call.console.tokens.account_of(access or "")
    except Refusal:
        account_id = None
    if account_id:
        call.console.tokens.end_refresh(account_id, cookies.get(cookie_name("refresh_token", call.options)))
    response = json_answer({"result": "success"})
    for name in ("access", "refresh", "csrf"):
        set_cookie(call, response, name, "", f"Expires={_LONG_AGO}")
    return response


def with_tokens(call: ConsoleCall, issued: Issued, order: tuple[str, ...]) -> Response:
    """The answer with the tokens."""
    if call.traits.tokens == "body":
        data = {"access_token": issued.access, "refresh_token": issued.refresh}
        return json_answer({"result": "success", "data": data})
    response = json_answer({"result": "success"})
    values = {"access": issued.access, "refresh": issued.refresh, "csrf": issued.csrf}
    for name in order:
        age = issued.refresh_age if name == "refresh" else issued.access_age
        expires = formatdate(issued.at + age, usegmt=True)
        set_cookie(call, response, name, values[name], f"Expires={expires}; Max-Age={age}")
    return response


def set_cookie(call: ConsoleCall, response: Response, name: str, value: str, life: str) -> None:
    """Add a cookie, with its attributes in the server's order."""
    options = call.options
    parts = [f"{cookie_name(f'{name}_token', options)}={value}"]
    if options.cookie_domain and not options.host_cookies:
        parts.append(f"Domain={options.cookie_domain}")
    parts.append(life)
    if options.host_cookies or options.cookie_domain:
        parts.append("Secure")
    if name != "csrf":
        parts.append("HttpOnly")
    response.headers.append("Set-Cookie", "; ".join([*parts, "Path=/", "SameSite=Lax"]))
