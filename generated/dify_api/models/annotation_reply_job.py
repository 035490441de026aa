from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .job_status import JobStatus


@define(kw_only=True)
class AnnotationReplyJob:
    """The job that switches prepared answers on or off.

    Attributes:
        job_id: The job's id (UUID).
        job_status: How far it is.
        error_msg: Why it failed; empty where it did not. Absent from the answer that starts the
            job.
    """

    job_id: str
    job_status: JobStatus | None = None
    error_msg: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "job_id": self.job_id,
            **present(
                {
                    "job_status": self.job_status,
                    "error_msg": self.error_msg,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.job_id = required(d, "job_id")
        self.job_status = d.pop("job_status", None)
        self.error_msg = d.pop("error_msg", None)
        self.additional_properties = d or {}
        return self if cls is AnnotationReplyJob else called(self)
