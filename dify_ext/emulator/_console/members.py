"""The signed-in account, its workspace and the members of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from .._errors import Refusal
from .._spec import row
from .call import ConsoleCall
from .state import Account

#: The roles that an invitation can give.
ROLES = ("admin", "editor", "normal", "dataset_operator")


async def get_account_profile(call: ConsoleCall) -> Any:
    """Who has signed in."""
    return row(
        "Account",
        call.account,
        is_password_set=call.account.password is not None,
        interface_language="en-US",
        interface_theme="light",
        last_login_ip="127.0.0.1",
    )


def _workspace(call: ConsoleCall, plan: str) -> dict[str, Any]:
    """The workspace. The plan depends on the operation."""
    return row(
        "Workspace",
        id=call.state.tenant_id,
        name="Admin's Workspace",
        plan=plan,
        status="normal",
        created_at=int(call.console.created_at),
    )


async def list_workspaces(call: ConsoleCall) -> Any:
    """There is one."""
    known = _workspace(call, "sandbox")
    shown = {name: known[name] for name in ("id", "name", "plan", "status", "created_at")}
    return {"workspaces": [{**shown, "last_opened_at": int(call.account.last_active_at), "current": True}]}


async def get_current_workspace(call: ConsoleCall) -> Any:
    """With the role of the account."""
    shown = {**_workspace(call, "basic"), "role": call.account.role}
    del shown["current"], shown["last_opened_at"]
    return shown


async def list_members(call: ConsoleCall) -> Any:
    """Everybody who was invited, too."""
    return {"accounts": [_member(account) for account in call.console.accounts.values()]}


def _member(account: Account) -> dict[str, Any]:
    return row("Member", account, roles=[{"id": account.role, "name": account.role}])


async def invite_members(call: ConsoleCall) -> Any:
    """Addresses are not checked."""
    asked = await call.body(*(("emails",) if call.traits.validation == "pydantic" else ()))
    if asked["role"] not in ROLES:
        raise Refusal(400, body={"code": "invalid-role", "message": "Invalid role"})
    results = [_invited(call, email, asked["role"]) for email in asked["emails"] or ()]
    return {"result": "success", "invitation_results": results, "tenant_id": call.state.tenant_id}


def _invited(call: ConsoleCall, email: str, role: str) -> dict[str, Any]:
    """Invite somebody, or invite them again if they have not signed in yet."""
    account = call.console.accounts.get(email.lower())
    url = f"{call.base_url}/signin"
    if account is None:
        now = call.state.now()
        account = Account(email, email.partition("@")[0], role, created_at=now, last_active_at=now)
        call.console.accounts[email.lower()] = account
    if account.password is None:
        url = f"{call.base_url}/activate?email={quote(email, safe='')}&token={uuid4()}"
    return {"status": "success", "email": email, "url": url}
