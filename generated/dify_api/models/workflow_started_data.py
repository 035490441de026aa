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


@define(kw_only=True)
class WorkflowStartedData:
    """A run that began.

    Attributes:
        id: The run's id, the same as `workflow_run_id`.
        workflow_id: The version of the workflow that runs.
        inputs: The run's inputs by their names; those of the system start with `sys.`.
        created_at: When the run began, in seconds since 1970.
        reason: `initial`, or `resumption` after a pause. (Dify since 1.13.2)
        sequence_number: Number of the run among those of its app. (Dify until 0.15.8)
    """

    id: str | None = None
    workflow_id: str | None = None
    inputs: dict[str, Any] | None = None
    created_at: int | None = None
    reason: str | None = None
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
                    "inputs": plain(self.inputs),
                    "created_at": self.created_at,
                    "reason": self.reason,
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
        self.inputs = optional(d, "inputs", as_object)
        self.created_at = d.pop("created_at", None)
        self.reason = d.pop("reason", None)
        self.sequence_number = d.pop("sequence_number", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowStartedData else called(self)
