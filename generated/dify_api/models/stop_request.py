from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False)
class StopRequest(Model):
    """Who asks for a stream to be stopped.

    Attributes:
        user: The end user who started the stream.
    """

    user: str

    def _take(self, d: dict[str, Any]) -> None:
        self.user = required(d, "user")
