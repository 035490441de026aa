from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    required,
    required_list,
)

if TYPE_CHECKING:
    from .enums import MemberRole


@define(kw_only=True, repr=False, eq=False)
class Account(Model):
    """An account of the console.

    Attributes:
        id: The account's id (UUID).
        name: The account's name.
        email: The account's e-mail address.
        avatar: The account's picture, an address or the id of a file.
        avatar_url: Address of the picture.
        is_password_set: Whether it can sign in by password.
        interface_language: Language of the console, such as `en-US`.
        interface_theme: Looks of the console, `light` or `dark`.
        timezone: Name of the time zone, such as `America/New_York`, which it is unless set.
        last_login_at: When it last signed in, in seconds since 1970.
        last_login_ip: From which address it last signed in.
        created_at: When it was made, in seconds since 1970.
    """

    id: str
    name: str | None = None
    email: str | None = None
    avatar: str | None = None
    avatar_url: str | None = None
    is_password_set: bool | None = None
    interface_language: str | None = None
    interface_theme: str | None = None
    timezone: str | None = None
    last_login_at: int | None = None
    last_login_ip: str | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.email = d.pop("email", None)
        self.avatar = d.pop("avatar", None)
        self.avatar_url = d.pop("avatar_url", None)
        self.is_password_set = d.pop("is_password_set", None)
        self.interface_language = d.pop("interface_language", None)
        self.interface_theme = d.pop("interface_theme", None)
        self.timezone = d.pop("timezone", None)
        self.last_login_at = d.pop("last_login_at", None)
        self.last_login_ip = d.pop("last_login_ip", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class Workspace(Model):
    """A workspace, to which apps, knowledge bases and members belong.

    Attributes:
        id: The workspace's id (UUID).
        name: The workspace's name.
        plan: What was paid for, such as `sandbox` or `basic`.
        status: `normal` or `archive`.
        created_at: When it was made, in seconds since 1970.
        current: Whether the other calls are about it. Only in the list.
        role: The role of the account in it. Only of the current workspace.
        in_trial: Whether it is tried out, in Dify's cloud. Only of the current workspace.
        custom_config: The logo of the workspace, in editions that have one. (Dify since 1.11.4)
        trial_credits: Messages that a trial has, in Dify's cloud. (Dify since 1.11.4)
        trial_credits_used: Messages of the trial that were used. (Dify since 1.11.4)
        trial_end_reason: Why the trial ended. (Dify since 1.11.4)
        next_credit_reset_date: When credits are counted anew, in seconds since 1970. (Dify since
            1.11.4)
        last_opened_at: When the account last opened it, in seconds since 1970. (Dify since 1.16)
    """

    id: str
    name: str | None = None
    plan: str | None = None
    status: str | None = None
    created_at: int | None = None
    current: bool | None = None
    role: MemberRole | None = None
    in_trial: bool | None = None
    custom_config: dict[str, Any] | None = None
    trial_credits: int | None = None
    trial_credits_used: int | None = None
    trial_end_reason: str | None = None
    next_credit_reset_date: int | None = None
    last_opened_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.plan = d.pop("plan", None)
        self.status = d.pop("status", None)
        self.created_at = d.pop("created_at", None)
        self.current = d.pop("current", None)
        self.role = d.pop("role", None)
        self.in_trial = d.pop("in_trial", None)
        self.custom_config = optional(d, "custom_config", as_object)
        self.trial_credits = d.pop("trial_credits", None)
        self.trial_credits_used = d.pop("trial_credits_used", None)
        self.trial_end_reason = d.pop("trial_end_reason", None)
        self.next_credit_reset_date = d.pop("next_credit_reset_date", None)
        self.last_opened_at = d.pop("last_opened_at", None)


@define(kw_only=True, repr=False, eq=False)
class WorkspaceList(Model):
    """All workspaces of an account.

    Attributes:
        workspaces: The workspaces.
    """

    workspaces: list[Workspace]

    def _take(self, d: dict[str, Any]) -> None:
        self.workspaces = required_list(d, "workspaces", Workspace.from_dict)
