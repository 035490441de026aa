from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    called,
    optional,
    required,
    required_list,
)
from .tag import Tag


@define(kw_only=True, repr=False)
class TagBindingRequest(Model):
    """Tags to put on a knowledge base.

    Attributes:
        tag_ids: The ids of the tags, at least one.
        target_id: The knowledge base's id.
    """

    tag_ids: list[str]
    target_id: str

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.tag_ids = required(d, "tag_ids", as_list)
        self.target_id = required(d, "target_id")
        self.additional_properties = d or {}
        return self if cls is TagBindingRequest else called(self)


@define(kw_only=True, repr=False)
class TagDeleteRequest(Model):
    """A tag to delete.

    Attributes:
        tag_id: The tag's id.
    """

    tag_id: str

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.tag_id = required(d, "tag_id")
        self.additional_properties = d or {}
        return self if cls is TagDeleteRequest else called(self)


@define(kw_only=True, repr=False)
class TagList(Model):
    """The tags of a knowledge base.

    Attributes:
        data: The tags.
        total: How many there are.
    """

    data: list[Tag]
    total: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", Tag.from_dict)
        self.total = d.pop("total", None)
        self.additional_properties = d or {}
        return self if cls is TagList else called(self)


@define(kw_only=True, repr=False)
class TagRequest(Model):
    """A tag to make.

    Attributes:
        name: The tag's name, 1 to 50 characters.
    """

    name: str

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = required(d, "name")
        self.additional_properties = d or {}
        return self if cls is TagRequest else called(self)


@define(kw_only=True, repr=False)
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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.target_id = required(d, "target_id")
        self.tag_ids = optional(d, "tag_ids", as_list)
        self.tag_id = d.pop("tag_id", None)
        self.additional_properties = d or {}
        return self if cls is TagUnbindingRequest else called(self)


@define(kw_only=True, repr=False)
class TagUpdateRequest(Model):
    """A tag and its new name.

    Attributes:
        tag_id: The tag's id.
        name: The new name, 1 to 50 characters.
    """

    tag_id: str
    name: str

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.tag_id = required(d, "tag_id")
        self.name = required(d, "name")
        self.additional_properties = d or {}
        return self if cls is TagUpdateRequest else called(self)
