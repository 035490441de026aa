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
class LocalizedText:
    """A text by language. Other languages may stand beside these two.

    Attributes:
        en_us: In English.
        zh_hans: In Chinese.
    """

    en_us: str | None = None
    zh_hans: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "en_US": self.en_us,
                    "zh_Hans": self.zh_hans,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.en_us = d.pop("en_US", None)
        self.zh_hans = d.pop("zh_Hans", None)
        self.additional_properties = d or {}
        return self if cls is LocalizedText else called(self)
