from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..types import (
    Model,
    as_list,
    optional_list,
    required,
    required_list,
)

if TYPE_CHECKING:
    from .enums import MemberRole, MemberStatus


@define(kw_only=True, repr=False, eq=False)
class InvitationResult(Model):
    """What became of one invitation.

    Attributes:
        status: `success` or `failed`.
        email: The address.
        url: Where the invitation is accepted, with its token; whoever has it can accept.
        message: Why it failed. From the server's source; absent from a success.
    """

    status: str | None = None
    email: str | None = None
    url: str | None = field(default=None, repr=False)
    message: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.status = d.pop("status", None)
        self.email = d.pop("email", None)
        self.url = d.pop("url", None)
        self.message = d.pop("message", None)


@define(kw_only=True, repr=False, eq=False)
class InvitationResults(Model):
    """What became of the invitations.

    Attributes:
        result: Always `success`; the addresses have results of their own.
        invitation_results: A result for each address.
        tenant_id: The id of the workspace (UUID). (Dify since 1.9.2)
    """

    result: str | None = None
    invitation_results: list[InvitationResult] | None = None
    tenant_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.result = d.pop("result", None)
        self.invitation_results = optional_list(d, "invitation_results", InvitationResult.from_dict)
        self.tenant_id = d.pop("tenant_id", None)


@define(kw_only=True, repr=False, eq=False)
class InviteMembersRequest(Model):
    """Whom to invite, and as what.

    Attributes:
        emails: The e-mail addresses.
        role: The role. Nobody can be invited as the owner.
        language: The language of the invitation, such as `en-US`.
    """

    emails: list[str]
    role: MemberRole
    language: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.emails = required(d, "emails", as_list)
        self.role = required(d, "role")
        self.language = d.pop("language", None)


@define(kw_only=True, repr=False, eq=False)
class Member(Model):
    """An account in a workspace.

    Attributes:
        id: The account's id (UUID).
        name: The account's name.
        email: The account's e-mail address.
        avatar: The account's picture, an address or the id of a file.
        avatar_url: Address of the picture.
        role: What it may do here.
        status: The state of the account.
        last_login_at: When it last signed in, in seconds since 1970.
        last_active_at: When it last did something, in seconds since 1970.
        created_at: When it was made, in seconds since 1970.
        roles: Its roles, of which servers up to 1.15 know one. (Dify since 1.16)
    """

    id: str
    name: str | None = None
    email: str | None = None
    avatar: str | None = None
    avatar_url: str | None = None
    role: MemberRole | None = None
    status: MemberStatus | None = None
    last_login_at: int | None = None
    last_active_at: int | None = None
    created_at: int | None = None
    roles: list[MemberRoleName] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.email = d.pop("email", None)
        self.avatar = d.pop("avatar", None)
        self.avatar_url = d.pop("avatar_url", None)
        self.role = d.pop("role", None)
        self.status = d.pop("status", None)
        self.last_login_at = d.pop("last_login_at", None)
        self.last_active_at = d.pop("last_active_at", None)
        self.created_at = d.pop("created_at", None)
        self.roles = optional_list(d, "roles", MemberRoleName.from_dict)


@define(kw_only=True, repr=False, eq=False)
class MemberList(Model):
    """All members of a workspace.

    Attributes:
        accounts: The members.
    """

    accounts: list[Member]

    def _take(self, d: dict[str, Any]) -> None:
        self.accounts = required_list(d, "accounts", Member.from_dict)


@define(kw_only=True, repr=False, eq=False)
class MemberRoleName(Model):
    """A role of a member. (Dify since 1.16)

    Attributes:
        id: The role's id, such as `editor`.
        name: The role's name.
    """

    id: str
    name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
