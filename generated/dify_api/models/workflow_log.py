from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

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
from .run_account import RunAccount
from .run_end_user import RunEndUser
from .workflow_run_summary import WorkflowRunSummary


@define(kw_only=True)
class WorkflowLog:
    """One run in the log of a workflow app.

    Attributes:
        id: The entry's id, not the run's.
        workflow_run: The run.
        details: What else the server knows of the run. (Dify since 1.11.4)
        created_from: By which way the run was started, such as `service-api`.
        created_by_role: What started it, `end_user` or `account`.
        created_by_account: The console account that started it; null where it was an end user.
        created_by_end_user: The end user for whom it was started; null where it was an account.
        created_at: When it was logged, in seconds since 1970.
    """

    id: str
    workflow_run: WorkflowRunSummary | None = None
    details: dict[str, Any] | None = None
    created_from: str | None = None
    created_by_role: str | None = None
    created_by_account: RunAccount | None = None
    created_by_end_user: RunEndUser | None = None
    created_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "workflow_run": plain(self.workflow_run),
                    "details": plain(self.details),
                    "created_from": self.created_from,
                    "created_by_role": self.created_by_role,
                    "created_by_account": plain(self.created_by_account),
                    "created_by_end_user": plain(self.created_by_end_user),
                    "created_at": self.created_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.workflow_run = optional(d, "workflow_run", WorkflowRunSummary.from_dict)
        self.details = optional(d, "details", as_object)
        self.created_from = d.pop("created_from", None)
        self.created_by_role = d.pop("created_by_role", None)
        self.created_by_account = optional(d, "created_by_account", RunAccount.from_dict)
        self.created_by_end_user = optional(d, "created_by_end_user", RunEndUser.from_dict)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowLog else called(self)
