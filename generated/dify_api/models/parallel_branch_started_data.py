from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class ParallelBranchStartedData:
    """A strand of nodes that began. (Dify until 1.8.1)

    Attributes:
        parallel_id: The group of strands.
        parallel_branch_id: The strand: the id of its first node.
        parent_parallel_id: The group around it.
        parent_parallel_start_node_id: The first node of the strand around it.
        iteration_id: The iteration it belongs to.
        loop_id: The loop it belongs to.
        created_at: When it happened, in seconds since 1970.
    """

    parallel_id: str | None = None
    parallel_branch_id: str | None = None
    parent_parallel_id: str | None = None
    parent_parallel_start_node_id: str | None = None
    iteration_id: str | None = None
    loop_id: str | None = None
    created_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "parallel_id": self.parallel_id,
                    "parallel_branch_id": self.parallel_branch_id,
                    "parent_parallel_id": self.parent_parallel_id,
                    "parent_parallel_start_node_id": self.parent_parallel_start_node_id,
                    "iteration_id": self.iteration_id,
                    "loop_id": self.loop_id,
                    "created_at": self.created_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_branch_id = d.pop("parallel_branch_id", None)
        self.parent_parallel_id = d.pop("parent_parallel_id", None)
        self.parent_parallel_start_node_id = d.pop("parent_parallel_start_node_id", None)
        self.iteration_id = d.pop("iteration_id", None)
        self.loop_id = d.pop("loop_id", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is ParallelBranchStartedData else called(self)
