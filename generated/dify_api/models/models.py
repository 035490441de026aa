from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    optional,
    optional_list,
    required_list,
)

if TYPE_CHECKING:
    from .enums import ModelType


@define(kw_only=True, repr=False, eq=False)
class LocalizedText(Model):
    """A text by language. Other languages may stand beside these two.

    Attributes:
        en_us: In English.
        zh_hans: In Chinese.
    """

    en_us: str | None = None
    zh_hans: str | None = None

    _wire_names: ClassVar[Mapping[str, str]] = {"en_us": "en_US", "zh_hans": "zh_Hans"}

    def _take(self, d: dict[str, Any]) -> None:
        self.en_us = d.pop("en_US", None)
        self.zh_hans = d.pop("zh_Hans", None)


@define(kw_only=True, repr=False, eq=False)
class ModelProvider(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
        self.tenant_id = d.pop("tenant_id", None)
        self.provider = d.pop("provider", None)
        self.label = optional(d, "label", LocalizedText.from_dict)
        self.icon_small = optional(d, "icon_small", LocalizedText.from_dict)
        self.icon_small_dark = optional(d, "icon_small_dark", LocalizedText.from_dict)
        self.icon_large = optional(d, "icon_large", LocalizedText.from_dict)
        self.status = d.pop("status", None)
        self.models = optional_list(d, "models", ProviderModel.from_dict)


@define(kw_only=True, repr=False, eq=False)
class ModelProviderList(Model):
    """The providers that have models of a type.

    Attributes:
        data: The providers.
    """

    data: list[ModelProvider]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", ModelProvider.from_dict)


@define(kw_only=True, repr=False, eq=False)
class ProviderModel(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
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
