from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .workflow_status import WorkflowStatus


@define(kw_only=True)
class WorkflowRunSummary:
    """A run without its inputs and outputs.

    Attributes:
        id: The run's id.
        version: The version of the workflow: when it was published.
        status: How the run stands.
        triggered_from: What it was started by, such as `app-run`. (Dify since 1.11.4)
        error: Why the run failed; null where it did not.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        total_steps: How many nodes ran.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970; null until then.
        exceptions_count: How many nodes failed, those that were tried again included.
    """

    id: str | None = None
    version: str | None = None
    status: WorkflowStatus | None = None
    triggered_from: str | None = None
    error: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None
    created_at: int | None = None
    finished_at: int | None = None
    exceptions_count: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "version": self.version,
                    "status": self.status,
                    "triggered_from": self.triggered_from,
                    "error": self.error,
                    "elapsed_time": self.elapsed_time,
                    "total_tokens": self.total_tokens,
                    "total_steps": self.total_steps,
                    "created_at": self.created_at,
                    "finished_at": self.finished_at,
                    "exceptions_count": self.exceptions_count,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.version = d.pop("version", None)
        self.status = d.pop("status", None)
        self.triggered_from = d.pop("triggered_from", None)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_steps = d.pop("total_steps", None)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.exceptions_count = d.pop("exceptions_count", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowRunSummary else called(self)
