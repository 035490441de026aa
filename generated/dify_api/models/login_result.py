from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    either,
    optional,
    plain,
    present,
    short_repr,
)
from .token_pair import TokenPair


@define(kw_only=True)
class LoginResult:
    """How signing in or refreshing went.

    Attributes:
        result: `success` or `fail`.
        data: The tokens where it succeeded, a text where it failed. Absent from 1.9.2 on, where
            tokens are cookies.
        code: Why it failed, such as `account_not_found`. (Dify until 1.8.1)
    """

    result: str | None = None
    data: TokenPair | str | None = None
    code: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "result": self.result,
                    "data": plain(self.data),
                    "code": self.code,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.result = d.pop("result", None)
        self.data = optional(d, "data", either(object=TokenPair.from_dict))
        self.code = d.pop("code", None)
        self.additional_properties = d or {}
        return self if cls is LoginResult else called(self)
