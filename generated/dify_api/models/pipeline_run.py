from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

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
from .pipeline_dataset import PipelineDataset
from .pipeline_document import PipelineDocument
from .workflow_completion_data import WorkflowCompletionData


@define(kw_only=True)
class PipelineRun:
    """What a run answers in one piece. A published pipeline has `batch`, `dataset` and `documents`, a
    draft the other three. The fields are from the server's source.

    Attributes:
        batch: What to ask the documents' indexing status by.
        dataset: The knowledge base the documents are made in.
        documents: The documents that are to come.
        task_id: The task that ran the draft.
        workflow_run_id: The run of the draft.
        data: How the draft ended.
    """

    batch: str | None = None
    dataset: PipelineDataset | None = None
    documents: list[PipelineDocument] | None = None
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
                    "batch": self.batch,
                    "dataset": plain(self.dataset),
                    "documents": plain(self.documents),
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
        self.batch = d.pop("batch", None)
        self.dataset = optional(d, "dataset", PipelineDataset.from_dict)
        self.documents = optional_list(d, "documents", PipelineDocument.from_dict)
        self.task_id = d.pop("task_id", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowCompletionData.from_dict)
        self.additional_properties = d or {}
        return self if cls is PipelineRun else called(self)
