from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)
from .localized_text import LocalizedText

if TYPE_CHECKING:
    from .model_type import ModelType


@define(kw_only=True)
class ProviderModel:
    """A model.

    Attributes:
        model: The model's name, as requests want it.
        label: The model's name for people.
        model_type: What it does.
        features: What it can do besides, such as `vision`.
        fetch_from: Who knows of it, `predefined-model` or `customizable-model`.
        model_properties: What its type of model has, such as `context_size`.
        deprecated: Whether its provider is about to give it up.
        status: Whether it can be used, such as `active`.
        load_balancing_enabled: Whether several keys of the provider share the load.
        has_invalid_load_balancing_configs: Whether one of these keys does not work. (Dify since
            1.8.1)
    """

    model: str | None = None
    label: LocalizedText | None = None
    model_type: ModelType | None = None
    features: list[str] | None = None
    fetch_from: str | None = None
    model_properties: dict[str, Any] | None = None
    deprecated: bool | None = None
    status: str | None = None
    load_balancing_enabled: bool | None = None
    has_invalid_load_balancing_configs: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "model": self.model,
                    "label": plain(self.label),
                    "model_type": self.model_type,
                    "features": self.features,
                    "fetch_from": self.fetch_from,
                    "model_properties": plain(self.model_properties),
                    "deprecated": self.deprecated,
                    "status": self.status,
                    "load_balancing_enabled": self.load_balancing_enabled,
                    "has_invalid_load_balancing_configs": self.has_invalid_load_balancing_configs,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.model = d.pop("model", None)
        self.label = optional(d, "label", LocalizedText.from_dict)
        self.model_type = d.pop("model_type", None)
        self.features = optional(d, "features", as_list)
        self.fetch_from = d.pop("fetch_from", None)
        self.model_properties = optional(d, "model_properties", as_object)
        self.deprecated = d.pop("deprecated", None)
        self.status = d.pop("status", None)
        self.load_balancing_enabled = d.pop("load_balancing_enabled", None)
        self.has_invalid_load_balancing_configs = d.pop("has_invalid_load_balancing_configs", None)
        self.additional_properties = d or {}
        return self if cls is ProviderModel else called(self)
