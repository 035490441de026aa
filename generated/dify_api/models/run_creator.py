from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False, eq=False)
class RunCreator(Model):
    """The end user who started a run.

    Attributes:
        id: The server's id of the end user.
        user: The id of the end user that the calling program chose.
        name: Name of the account, where an account started it. (Dify since 1.16)
        email: E-mail address of the account, where an account started it. (Dify since 1.16)
    """

    id: str | None = None
    user: str | None = None
    name: str | None = None
    email: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.user = d.pop("user", None)
        self.name = d.pop("name", None)
        self.email = d.pop("email", None)
