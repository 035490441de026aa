from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    short_repr,
)
from .invitation_result import InvitationResult


@define(kw_only=True)
class InvitationResults:
    """What became of the invitations.

    Attributes:
        result: Always `success`; the addresses have results of their own.
        invitation_results: A result for each address.
        tenant_id: The id of the workspace (UUID). (Dify since 1.9.2)
    """

    result: str | None = None
    invitation_results: list[InvitationResult] | None = None
    tenant_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "result": self.result,
                    "invitation_results": plain(self.invitation_results),
                    "tenant_id": self.tenant_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.result = d.pop("result", None)
        self.invitation_results = optional_list(d, "invitation_results", InvitationResult.from_dict)
        self.tenant_id = d.pop("tenant_id", None)
        self.additional_properties = d or {}
        return self if cls is InvitationResults else called(self)
