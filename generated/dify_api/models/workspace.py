from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .member_role import MemberRole


@define(kw_only=True)
class Workspace:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "name": self.name,
                    "plan": self.plan,
                    "status": self.status,
                    "created_at": self.created_at,
                    "current": self.current,
                    "role": self.role,
                    "in_trial": self.in_trial,
                    "custom_config": plain(self.custom_config),
                    "trial_credits": self.trial_credits,
                    "trial_credits_used": self.trial_credits_used,
                    "trial_end_reason": self.trial_end_reason,
                    "next_credit_reset_date": self.next_credit_reset_date,
                    "last_opened_at": self.last_opened_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is Workspace else called(self)
