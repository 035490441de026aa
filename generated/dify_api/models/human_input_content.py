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
from .human_input_form import HumanInputForm
from .human_input_submission import HumanInputSubmission


@define(kw_only=True)
class HumanInputContent:
    """A form that a run of the app put before a person.

    Attributes:
        workflow_run_id: The run that asked.
        submitted: Whether the form has been filled in.
        type: `human_input`.
        form_definition: The form; null once it has been filled in.
        form_submission_data: What was filled in; null until then.
    """

    workflow_run_id: str | None = None
    submitted: bool | None = None
    type: str | None = None
    form_definition: HumanInputForm | None = None
    form_submission_data: HumanInputSubmission | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "workflow_run_id": self.workflow_run_id,
                    "submitted": self.submitted,
                    "type": self.type,
                    "form_definition": plain(self.form_definition),
                    "form_submission_data": plain(self.form_submission_data),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.submitted = d.pop("submitted", None)
        self.type = d.pop("type", None)
        self.form_definition = optional(d, "form_definition", HumanInputForm.from_dict)
        self.form_submission_data = optional(d, "form_submission_data", HumanInputSubmission.from_dict)
        self.additional_properties = d or {}
        return self if cls is HumanInputContent else called(self)
