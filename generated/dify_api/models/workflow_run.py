from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    either,
    optional,
    plain,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .workflow_status import WorkflowStatus


@define(kw_only=True)
class WorkflowRun:
    """A run as it stands. All of it is null if a server up to 1.12.1 knows no such run.

    Attributes:
        id: The run's id.
        workflow_id: The version of the workflow that runs.
        status: How the run stands.
        inputs: The run's inputs by their names, those of the system starting with `sys.`: a JSON
            object in a string.
        outputs: What the run gives, by the names its end node has for it; `{}` until it has ended.
            1.8.1 gives a JSON object in a string.
        error: Why the run failed or was stopped; null where it was not.
        total_steps: How many nodes ran so far.
        total_tokens: Tokens of all its models so far.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970; null until then.
        elapsed_time: Seconds it took; 0 until it has ended.
    """

    id: str | None = None
    workflow_id: str | None = None
    status: WorkflowStatus | None = None
    inputs: str | None = None
    outputs: dict[str, Any] | str | None = None
    error: str | None = None
    total_steps: int | None = None
    total_tokens: int | None = None
    created_at: int | None = None
    finished_at: int | None = None
    elapsed_time: float | None = None
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
                    "inputs": self.inputs,
                    "outputs": plain(self.outputs),
                    "error": self.error,
                    "total_steps": self.total_steps,
                    "total_tokens": self.total_tokens,
                    "created_at": self.created_at,
                    "finished_at": self.finished_at,
                    "elapsed_time": self.elapsed_time,
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
        self.inputs = d.pop("inputs", None)
        self.outputs = optional(d, "outputs", either(object=as_object))
        self.error = d.pop("error", None)
        self.total_steps = d.pop("total_steps", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowRun else called(self)
