from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .datasource_type import DatasourceType


@define(kw_only=True)
class DatasourceNodeRunRequest:
    """How to ask a source what it has.

    Attributes:
        inputs: Values of the node's variables by their names; `{}` if there are none.
        datasource_type: The kind of the source.
        is_published: Whether the published pipeline's node is meant, or the draft's.
        credential_id: What the source is read with; the default one where it is left out.
    """

    inputs: dict[str, Any]
    datasource_type: DatasourceType
    is_published: bool
    credential_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "inputs": plain(self.inputs),
            "datasource_type": self.datasource_type,
            "is_published": self.is_published,
            **present(
                {
                    "credential_id": self.credential_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.inputs = required(d, "inputs", as_object)
        self.datasource_type = required(d, "datasource_type")
        self.is_published = required(d, "is_published")
        self.credential_id = d.pop("credential_id", None)
        self.additional_properties = d or {}
        return self if cls is DatasourceNodeRunRequest else called(self)
