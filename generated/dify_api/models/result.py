from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
)


@define(kw_only=True, repr=False)
class Result(Model):
    """The answer of calls that have nothing else to tell.

    Attributes:
        result: Always `success`.
    """

    result: str | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.result = d.pop("result", None)
        self.additional_properties = d or {}
        return self if cls is Result else called(self)
