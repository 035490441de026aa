"""The signed-in account, its workspace and the members of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, text, texts
from .._errors import Refusal
from .call import ConsoleCall
from .state import Account

CREDITS = ("trial_credits", "trial_credits_used", "next_credit_reset_date")
#: The roles that an invitation can give.
ROLES = ("admin", "editor", "normal", "dataset_operator")


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
    return json_answer(profile)


def workspace_row(call: ConsoleCall, plan: str) -> dict[str, Any]:
    """The workspace. The plan depends on the operation."""
    return {
        "id": call.state.tenant_id,
        "name": "Admin's Workspace",
        "plan": plan,
        "status": "normal",
        "created_at": int(call.console.created_at),
    }


async def list_workspaces(call: ConsoleCall) -> Response:
    """GET /console/api/workspaces."""
    opened = {"last_opened_at": int(call.account.last_active_at), "current": True}
    row = call.traits.known("workspace", {**workspace_row(call, "sandbox"), **opened})
    return json_answer({"workspaces": [row]})


async def get_current_workspace(call: ConsoleCall) -> Response:
    """POST /console/api/workspaces/current; a GET up to 1.8."""
    trial = dict.fromkeys(("in_trial", "trial_end_reason", "custom_config", *CREDITS))
    row = {**workspace_row(call, "basic"), "role": call.account.role, **trial}
    return json_answer(call.traits.known("current workspace", row))


async def list_members(call: ConsoleCall) -> Response:
    """GET /console/api/workspaces/current/members."""
    return json_answer(
        {"accounts": [member_row(call, account) for account in call.console.accounts.values()]}
    )


def member_row(call: ConsoleCall, account: Account) -> dict[str, Any]:
    """A member."""
    login = account.last_login_at
    row = {
        "avatar": None,
        "id": account.id,
        "name": account.name,
        "email": account.email,
        "last_login_at": None if login is None else int(login),
        "last_active_at": int(account.last_active_at),
        "created_at": int(account.created_at),
        "role": account.role,
        "roles": [{"id": account.role, "name": account.role}],
        "status": account.status,
        "avatar_url": None,
    }
    return call.traits.known("member", row)


async def invite_members(call: ConsoleCall) -> Response:
    """POST /console/api/workspaces/current/members/invite-email: addresses are not checked."""
    asked = await call.body(
        "MemberInvitePayload",
        {
            "emails": Field(texts, []) if call.traits.validation == "pydantic" else Field(texts),
            "role": Field(text),
            "language": Field(text, None, nullable=True),
        },
    )
    if asked["role"] not in ROLES:
        raise Refusal(400, body={"code": "invalid-role", "message": "Invalid role"})
    results = [invited(call, email, asked["role"]) for email in asked["emails"]]
    body = {"result": "success", "invitation_results": results, "tenant_id": call.state.tenant_id}
    return json_answer(call.traits.known("invitation", body), 201)


def invited(call: ConsoleCall, email: str, role: str) -> dict[str, Any]:
    """Invite somebody, or invite them again if they have not signed in yet."""
    account = call.console.accounts.get(email)
    url = f"{call.base_url}/signin"
    if account is None:
        now = call.state.now()
        account = Account(email, email.partition("@")[0], role, created_at=now, last_active_at=now)
        call.console.accounts[email] = account
    if account.password is None:
        url = f"{call.base_url}/activate?email={quote(email, safe='')}&token={uuid4()}"
    return {"status": "success", "email": email, "url": url}
