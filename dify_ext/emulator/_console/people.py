"""The account that is signed in, its workspace, and who else is a member of it."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .call import ConsoleCall


async def get_account_profile(call: ConsoleCall) -> Response:
    """GET /console/api/account/profile."""
    account = call.account
    login = account.last_login_at
    profile: dict[str, Any] = {
        "avatar": None,
        "id": account.id,
        "name": account.name,
        "email": account.email,
        "is_password_set": account.password is not None,
        "interface_language": "en-US",
        "interface_theme": "light",
        "timezone": account.timezone,
        "last_login_at": None if login is None else int(login),
        "last_login_ip": "127.0.0.1",
        "created_at": int(account.created_at),
        "avatar_url": None,
    }
    if call.options.dialect == "1.8":
        first = ("id", "name", "avatar", "avatar_url")
        profile = {name: profile[name] for name in (*first, *(name for name in profile if name not in first))}
    return json_answer(profile)
