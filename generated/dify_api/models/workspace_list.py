from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    required_list,
    short_repr,
)
from .workspace import Workspace


@define(kw_only=True)
class WorkspaceList:
    """All workspaces of an account.

    Attributes:
        workspaces: The workspaces.
    """

    workspaces: list[Workspace]
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "workspaces": plain(self.workspaces),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.workspaces = required_list(d, "workspaces", Workspace.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkspaceList else called(self)
