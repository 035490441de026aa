from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class FormAction(Model):
    """One button of a form.

    Attributes:
        id: The action to name when the form is submitted; a letter or underscore, then letters,
            digits and underscores, up to 20 characters.
        title: What the button says, up to 100 characters.
        button_style: How the button looks, such as `primary` or `default`.
    """

    id: str | None = None
    title: str | None = None
    button_style: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.title = d.pop("title", None)
        self.button_style = d.pop("button_style", None)
