from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    optional,
    optional_list,
)
from .pause_reason import PauseReason

if TYPE_CHECKING:
    from .enums import WorkflowStatus


@define(kw_only=True, repr=False, eq=False)
class WorkflowPausedData(Model):
    """A run that waits for a person. (Dify since 1.13.2)

    Attributes:
        workflow_run_id: The run's id.
        paused_nodes: The nodes that wait.
        outputs: What the run has given so far.
        reasons: What each of those nodes waits for.
        status: How the run stands.
        created_at: When the run began, in seconds since 1970.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        total_steps: How many nodes ran.
    """

    workflow_run_id: str | None = None
    paused_nodes: list[str] | None = None
    outputs: dict[str, Any] | None = None
    reasons: list[PauseReason] | None = None
    status: WorkflowStatus | None = None
    created_at: int | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.paused_nodes = optional(d, "paused_nodes", as_list)
        self.outputs = optional(d, "outputs", as_object)
        self.reasons = optional_list(d, "reasons", PauseReason.from_dict)
        self.status = d.pop("status", None)
        self.created_at = d.pop("created_at", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_steps = d.pop("total_steps", None)
