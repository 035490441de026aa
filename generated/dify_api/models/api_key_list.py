from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    required_list,
)
from .api_key import ApiKey


@define(kw_only=True, repr=False)
class ApiKeyList(Model):
    """All keys there are.

    Attributes:
        data: The keys, in no order that is promised.
    """

    data: list[ApiKey]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", ApiKey.from_dict)
        self.additional_properties = d or {}
        return self if cls is ApiKeyList else called(self)
