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
from .run_creator import RunCreator

if TYPE_CHECKING:
    from .enums import WorkflowStatus


@define(kw_only=True, repr=False, eq=False)
class WorkflowCompletionData(Model):
    """A run that ended, well or not, or that waits for a person.

    Attributes:
        id: The run's id, the same as `workflow_run_id`.
        workflow_id: The version of the workflow that ran.
        status: How the run stands.
        outputs: What the run gives, by the names its end node has for it; `{}` where it failed or
            waits.
        error: Why the run failed or was stopped; null where it was not.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        total_steps: How many nodes ran.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970; null where it waits.
        paused_nodes: The nodes that wait; only where the run is `paused`. (Dify since 1.14.2)
        reasons: What each of those nodes waits for; only where the run is `paused`. (Dify since
            1.14.2)
        created_by: Who started the run. (Dify since 1.16)
        exceptions_count: How many nodes failed and were passed over. (Dify since 1.16)
        files: Files among the outputs. (Dify since 1.16)
    """

    id: str | None = None
    workflow_id: str | None = None
    status: WorkflowStatus | None = None
    outputs: dict[str, Any] | None = None
    error: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None
    created_at: int | None = None
    finished_at: int | None = None
    paused_nodes: list[str] | None = None
    reasons: list[PauseReason] | None = None
    created_by: RunCreator | None = None
    exceptions_count: int | None = None
    files: list[dict[str, Any]] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.workflow_id = d.pop("workflow_id", None)
        self.status = d.pop("status", None)
        self.outputs = optional(d, "outputs", as_object)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_steps = d.pop("total_steps", None)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.paused_nodes = optional(d, "paused_nodes", as_list)
        self.reasons = optional_list(d, "reasons", PauseReason.from_dict)
        self.created_by = optional(d, "created_by", RunCreator.from_dict)
        self.exceptions_count = d.pop("exceptions_count", None)
        self.files = optional_list(d, "files", as_object)
