"""The state of the console: accounts, sign-ins, and everything of an app that its API does not
show.
"""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

from starlette.applications import Starlette

from .._accounts import ADMIN_EMAIL, ADMIN_PASSWORD, OTHER_EMAIL, OTHER_PASSWORD
from .._knowledge.state import Dataset
from .._state import App, State
from .config import config_of
from .knowledge import first_dataset
from .tokens import Tokens

#: The largest number of keys of an app, and of the knowledge bases.
MOST_KEYS = 10
#: Wrong passwords before an e-mail address is locked.
MOST_ATTEMPTS = 6

_LETTERS = string.ascii_letters + string.digits


@dataclass(slots=True)
class Account:
    """An account; without a password it was invited and has not signed in yet."""

    email: str
    name: str
    role: str
    password: str | None = None
    timezone: str = "America/New_York"
    created_at: float = 0.0
    last_login_at: float | None = None
    last_active_at: float = 0.0
    id: str = field(default_factory=lambda: str(uuid4()))

    @property
    def status(self) -> str:
        """The status in the list of members."""
        return "pending" if self.password is None else "active"


@dataclass(slots=True)
class Key:
    """A key of the Service API."""

    type: str
    token: str
    created_at: float
    id: str = field(default_factory=lambda: str(uuid4()))


@dataclass(slots=True)
class Change:
    """The author and the time of a change."""

    by: str
    at: float


@dataclass(slots=True)
class Record:
    """An app in the console. `draft` is its workflow, as in a DSL."""

    app: App
    created: Change
    updated: Change
    code: str = field(default_factory=lambda: new_code())
    keys: list[Key] = field(default_factory=list)
    icon_type: str | None = None
    icon: str | None = None
    icon_background: str | None = None
    use_icon_as_answer_icon: bool = False
    model_config: dict[str, Any] | None = None
    configured: Change | None = None
    draft: dict[str, Any] | None = None
    published: Change | None = None


@dataclass(slots=True)
class PendingImport:
    """An import that waits to be confirmed, and the end of that wait."""

    asked: dict[str, Any]
    version: str
    until: float


class Console:
    """The state of one console. Only the serving thread writes its counters."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.tokens = Tokens(state.options, state.time)
        self.sign_ins = self.refused_sign_ins = self.refreshes = self.refused_refreshes = 0
        now = state.now()
        admin = Account(ADMIN_EMAIL, "Admin", "owner", ADMIN_PASSWORD, created_at=now, last_active_at=now)
        admin.id = state.account_id
        other = Account(
            OTHER_EMAIL, "Other", "admin", OTHER_PASSWORD, "Asia/Shanghai", now, last_active_at=now
        )
        # By address in small letters: a sign-in does not tell capitals apart.
        self.accounts = {account.email: account for account in (admin, other)}
        self.bad_attempts: dict[str, int] = {}
        self.created_at = now
        self.records: dict[str, Record] = {}
        self.dataset_keys: list[Key] = []
        self.datasets: dict[str, Dataset] = {}
        dataset = first_dataset(now, state.options.indexing_seconds)
        self.datasets[dataset.id] = dataset
        self.imports: dict[str, PendingImport] = {}
        for token, app in state.apps.items():
            self.add_ready(app, token)

    @property
    def owner(self) -> Account:
        """The owner of the workspace."""
        return self.accounts[ADMIN_EMAIL]

    def account(self, account_id: str) -> Account | None:
        """The account with this id."""
        return next((account for account in self.accounts.values() if account.id == account_id), None)

    def add(self, app: App, account: Account) -> Record:
        """Add an app."""
        change = Change(account.id, self.state.now())
        record = Record(app, change, change)
        if not app.flows:
            record.configured = change
        self.records[app.id] = record
        return record

    def add_ready(self, app: App, token: str) -> None:
        """Add an app of the owner that is set up and published, with this key."""
        record = self.add(app, self.owner)
        record.icon_type, record.icon = app.site["icon_type"], app.site["icon"]
        record.icon_background = app.site["icon_background"]
        record.keys.append(Key("app", token, self.state.now()))
        if app.flows:
            record.published, record.draft = record.created, {"graph": {"edges": [], "nodes": []}}
        else:
            record.model_config = config_of(app)

    def new_key(self, type: str) -> Key:
        """A new key."""
        return Key(type, f"{type}-{''.join(secrets.choice(_LETTERS) for _ in range(24))}", self.state.now())


def new_code() -> str:
    """The token in the address of an app's page."""
    return secrets.token_hex(8)


def console_of(app: Starlette) -> Console:
    """The console of an app that `create_app` made."""
    return cast("Console", app.state.console)
