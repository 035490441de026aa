from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", ApiKey.from_dict)
