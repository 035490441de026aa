from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .app_mode import AppMode


@define(kw_only=True)
class AppInfo:
    """The app a key belongs to.

    Attributes:
        name: The app's name.
        description: What it is for, in its author's words.
        tags: The tags it carries in its workspace.
        mode: The kind of the app. (Dify since 1.4.3)
        author_name: Who made it. (Dify since 1.4.3)
    """

    name: str | None = None
    description: str | None = None
    tags: list[str] | None = None
    mode: AppMode | None = None
    author_name: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "name": self.name,
                    "description": self.description,
                    "tags": self.tags,
                    "mode": self.mode,
                    "author_name": self.author_name,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.tags = optional(d, "tags", as_list)
        self.mode = d.pop("mode", None)
        self.author_name = d.pop("author_name", None)
        self.additional_properties = d or {}
        return self if cls is AppInfo else called(self)
