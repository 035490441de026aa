from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .run_creator import RunCreator

if TYPE_CHECKING:
    from .workflow_status import WorkflowStatus


@define(kw_only=True)
class WorkflowFinishedData:
    """A run that ended.

    Attributes:
        id: The run's id, the same as `workflow_run_id`.
        workflow_id: The version of the workflow that runs.
        status: How the run stands.
        outputs: What the run gives, by the names its end node has for it.
        error: Why the run failed or was stopped; null or empty where it was not.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        total_steps: How many nodes ran.
        created_by: Who started the run.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970.
        exceptions_count: How many nodes failed and were passed over.
        files: Files among the outputs.
        sequence_number: Number of the run among those of its app. (Dify until 0.15.8)
    """

    id: str | None = None
    workflow_id: str | None = None
    status: WorkflowStatus | None = None
    outputs: dict[str, Any] | None = None
    error: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None
    created_by: RunCreator | None = None
    created_at: int | None = None
    finished_at: int | None = None
    exceptions_count: int | None = None
    files: list[dict[str, Any]] | None = None
    sequence_number: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "workflow_id": self.workflow_id,
                    "status": self.status,
                    "outputs": plain(self.outputs),
                    "error": self.error,
                    "elapsed_time": self.elapsed_time,
                    "total_tokens": self.total_tokens,
                    "total_steps": self.total_steps,
                    "created_by": plain(self.created_by),
                    "created_at": self.created_at,
                    "finished_at": self.finished_at,
                    "exceptions_count": self.exceptions_count,
                    "files": plain(self.files),
                    "sequence_number": self.sequence_number,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.workflow_id = d.pop("workflow_id", None)
        self.status = d.pop("status", None)
        self.outputs = optional(d, "outputs", as_object)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_steps = d.pop("total_steps", None)
        self.created_by = optional(d, "created_by", RunCreator.from_dict)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.exceptions_count = d.pop("exceptions_count", None)
        self.files = optional_list(d, "files", as_object)
        self.sequence_number = d.pop("sequence_number", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowFinishedData else called(self)
