from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)
from .process_rules import ProcessRules

if TYPE_CHECKING:
    from .process_mode import ProcessMode


@define(kw_only=True)
class ProcessRule:
    """How a text is cleaned and cut. In a request the server wants `mode`.

    Attributes:
        mode: By which rules.
        rules: The rules, where the mode is not `automatic`.
        id: The id of the stored rules (UUID); in answers.
        dataset_id: The id of their knowledge base (UUID); in answers.
    """

    mode: ProcessMode | None = None
    rules: ProcessRules | None = None
    id: str | None = None
    dataset_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "mode": self.mode,
                    "rules": plain(self.rules),
                    "id": self.id,
                    "dataset_id": self.dataset_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.mode = d.pop("mode", None)
        self.rules = optional(d, "rules", ProcessRules.from_dict)
        self.id = d.pop("id", None)
        self.dataset_id = d.pop("dataset_id", None)
        self.additional_properties = d or {}
        return self if cls is ProcessRule else called(self)
