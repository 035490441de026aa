from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False, eq=False)
class Result(Model):
    """The answer of calls that have nothing else to tell.

    Attributes:
        result: Always `success`.
    """

    result: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.result = d.pop("result", None)
