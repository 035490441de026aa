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
from .agent_log_metadata import AgentLogMetadata


@define(kw_only=True)
class AgentLogData:
    """One entry in the log of an agent node.

    Attributes:
        id: The entry's id; a later one of the same id replaces it.
        node_execution_id: The execution of the node.
        node_id: The node in the workflow.
        label: What the entry is about, for people.
        parent_id: The entry it belongs under; null at the top.
        error: Why it failed; null where it did not.
        status: How far it is, such as `start` or `success`.
        data: What was thought or called, such as `thought`, `tool_name`, `tool_input`, `output`.
        metadata: Times, costs and looks.
    """

    id: str | None = None
    node_execution_id: str | None = None
    node_id: str | None = None
    label: str | None = None
    parent_id: str | None = None
    error: str | None = None
    status: str | None = None
    data: dict[str, Any] | None = None
    metadata: AgentLogMetadata | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "node_execution_id": self.node_execution_id,
                    "node_id": self.node_id,
                    "label": self.label,
                    "parent_id": self.parent_id,
                    "error": self.error,
                    "status": self.status,
                    "data": plain(self.data),
                    "metadata": plain(self.metadata),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.node_execution_id = d.pop("node_execution_id", None)
        self.node_id = d.pop("node_id", None)
        self.label = d.pop("label", None)
        self.parent_id = d.pop("parent_id", None)
        self.error = d.pop("error", None)
        self.status = d.pop("status", None)
        self.data = optional(d, "data", as_object)
        self.metadata = optional(d, "metadata", AgentLogMetadata.from_dict)
        self.additional_properties = d or {}
        return self if cls is AgentLogData else called(self)
