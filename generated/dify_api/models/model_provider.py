from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .localized_text import LocalizedText
from .provider_model import ProviderModel


@define(kw_only=True)
class ModelProvider:
    """A provider of models, and those of its models that are of the type asked for.

    Attributes:
        tenant_id: The workspace's id (UUID).
        provider: The provider's name, as requests want it, such as `langgenius/openai/openai`.
        label: The provider's name for people.
        icon_small: Addresses of its icon.
        icon_small_dark: Addresses of its icon for dark surroundings. (Dify since 1.11.4)
        icon_large: Addresses of its large icon. (Dify until 1.9.2)
        status: Whether it can be used, such as `active`.
        models: Its models of the type.
    """

    tenant_id: str | None = None
    provider: str | None = None
    label: LocalizedText | None = None
    icon_small: LocalizedText | None = None
    icon_small_dark: LocalizedText | None = None
    icon_large: LocalizedText | None = None
    status: str | None = None
    models: list[ProviderModel] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "tenant_id": self.tenant_id,
                    "provider": self.provider,
                    "label": plain(self.label),
                    "icon_small": plain(self.icon_small),
                    "icon_small_dark": plain(self.icon_small_dark),
                    "icon_large": plain(self.icon_large),
                    "status": self.status,
                    "models": plain(self.models),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.tenant_id = d.pop("tenant_id", None)
        self.provider = d.pop("provider", None)
        self.label = optional(d, "label", LocalizedText.from_dict)
        self.icon_small = optional(d, "icon_small", LocalizedText.from_dict)
        self.icon_small_dark = optional(d, "icon_small_dark", LocalizedText.from_dict)
        self.icon_large = optional(d, "icon_large", LocalizedText.from_dict)
        self.status = d.pop("status", None)
        self.models = optional_list(d, "models", ProviderModel.from_dict)
        self.additional_properties = d or {}
        return self if cls is ModelProvider else called(self)
