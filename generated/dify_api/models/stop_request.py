from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    required,
)


@define(kw_only=True, repr=False)
class StopRequest(Model):
    """Who asks for a stream to be stopped.

    Attributes:
        user: The end user who started the stream.
    """

    user: str

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.user = required(d, "user")
        self.additional_properties = d or {}
        return self if cls is StopRequest else called(self)
