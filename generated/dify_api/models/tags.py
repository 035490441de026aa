from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
    required,
    required_list,
)
from .tag import Tag


@define(kw_only=True, repr=False, eq=False)
class TagBindingRequest(Model):
    """Tags to put on a knowledge base.

    Attributes:
        tag_ids: The ids of the tags, at least one.
        target_id: The knowledge base's id.
    """

    tag_ids: list[str]
    target_id: str

    def _take(self, d: dict[str, Any]) -> None:
        self.tag_ids = required(d, "tag_ids", as_list)
        self.target_id = required(d, "target_id")


@define(kw_only=True, repr=False, eq=False)
class TagDeleteRequest(Model):
    """A tag to delete.

    Attributes:
        tag_id: The tag's id.
    """

    tag_id: str

    def _take(self, d: dict[str, Any]) -> None:
        self.tag_id = required(d, "tag_id")


@define(kw_only=True, repr=False, eq=False)
class TagList(Model):
    """The tags of a knowledge base.

    Attributes:
        data: The tags.
        total: How many there are.
    """

    data: list[Tag]
    total: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Tag.from_dict)
        self.total = d.pop("total", None)


@define(kw_only=True, repr=False, eq=False)
class TagRequest(Model):
    """A tag to make.

    Attributes:
        name: The tag's name, 1 to 50 characters.
    """

    name: str

    def _take(self, d: dict[str, Any]) -> None:
        self.name = required(d, "name")


@define(kw_only=True, repr=False, eq=False)
class TagUnbindingRequest(Model):
    """Tags to take off a knowledge base.

    Attributes:
        target_id: The knowledge base's id.
        tag_ids: The ids of the tags, at least one. (Dify since 1.14.2)
        tag_id: The id of one tag. 1.8.1 and 1.13.2 read this alone; later ones only where `tag_ids`
            is not sent.
    """

    target_id: str
    tag_ids: list[str] | None = None
    tag_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.target_id = required(d, "target_id")
        self.tag_ids = optional(d, "tag_ids", as_list)
        self.tag_id = d.pop("tag_id", None)


@define(kw_only=True, repr=False, eq=False)
class TagUpdateRequest(Model):
    """A tag and its new name.

    Attributes:
        tag_id: The tag's id.
        name: The new name, 1 to 50 characters.
    """

    tag_id: str
    name: str

    def _take(self, d: dict[str, Any]) -> None:
        self.tag_id = required(d, "tag_id")
        self.name = required(d, "name")
