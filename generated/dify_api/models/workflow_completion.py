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
    short_repr,
)
from .workflow_completion_data import WorkflowCompletionData


@define(kw_only=True)
class WorkflowCompletion:
    """A run in one piece.

    Attributes:
        task_id: The task of the run; what `stop` wants.
        workflow_run_id: The run's id.
        data: How the run ended, or how far it has come.
    """

    task_id: str | None = None
    workflow_run_id: str | None = None
    data: WorkflowCompletionData | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "task_id": self.task_id,
                    "workflow_run_id": self.workflow_run_id,
                    "data": plain(self.data),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.task_id = d.pop("task_id", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowCompletionData.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkflowCompletion else called(self)
