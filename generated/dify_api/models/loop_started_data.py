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
from .loop_metadata import LoopMetadata


@define(kw_only=True)
class LoopStartedData:
    """A loop that began.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        created_at: When it began, in seconds since 1970.
        extras: What a kind of node has to say besides.
        metadata: How long the loop may go on.
        inputs: What the node took, by name.
        inputs_truncated: Whether `inputs` was cut short. (Dify since 1.9.2)
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    created_at: int | None = None
    extras: dict[str, Any] | None = None
    metadata: LoopMetadata | None = None
    inputs: dict[str, Any] | None = None
    inputs_truncated: bool | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "node_id": self.node_id,
                    "node_type": self.node_type,
                    "title": self.title,
                    "created_at": self.created_at,
                    "extras": plain(self.extras),
                    "metadata": plain(self.metadata),
                    "inputs": plain(self.inputs),
                    "inputs_truncated": self.inputs_truncated,
                    "parallel_id": self.parallel_id,
                    "parallel_start_node_id": self.parallel_start_node_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.created_at = d.pop("created_at", None)
        self.extras = optional(d, "extras", as_object)
        self.metadata = optional(d, "metadata", LoopMetadata.from_dict)
        self.inputs = optional(d, "inputs", as_object)
        self.inputs_truncated = d.pop("inputs_truncated", None)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)
        self.additional_properties = d or {}
        return self if cls is LoopStartedData else called(self)
