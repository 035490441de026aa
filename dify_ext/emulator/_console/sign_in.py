"""Sign-in, refresh and sign-out: with tokens in the body, or with cookies."""

from __future__ import annotations

import asyncio
import base64
import binascii
from email.utils import formatdate
from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._app_info import moment
from .._errors import Refusal, unauthorized
from .._spec import Schema
from .call import ConsoleCall, cookie_name, signed_in
from .state import MOST_ATTEMPTS
from .tokens import Issued

_LONG_AGO = formatdate(0, usegmt=True)


async def setup_state(call: ConsoleCall) -> Any:
    """The server is set up."""
    return {"step": "finished", "setup_at": moment(call.console.created_at)}


async def login(call: ConsoleCall) -> Response:
    """New tokens for an e-mail address and a password."""
    console, traits = call.console, call.traits
    await asyncio.sleep(call.options.sign_in_delay)
    if traits.base64_password:
        await decode_password(call)
    keywords: Schema = {"format": "password"} if traits.strong_password else {}
    asked = await call.body(password=keywords)
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


async def refresh_token(call: ConsoleCall) -> Response:
    """New tokens for a refresh token: of the body, in releases with cookies of a cookie."""
    if call.traits.tokens == "body":
        return await rotated(call, (await call.body())["refresh_token"], "data")
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


async def logout(call: ConsoleCall) -> Response:
    """In releases with cookies it succeeds without a sign-in, too."""
    if call.traits.tokens == "body":
        call.console.tokens.end_refresh(signed_in(call.request, call.console).id, None)
        return json_answer({"result": "success"})
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
