from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    short_repr,
)
from .datasource_credential import DatasourceCredential

if TYPE_CHECKING:
    from .datasource_type import DatasourceType


@define(kw_only=True)
class DatasourcePlugin:
    """A node where a pipeline begins, with the plugin that reads its source.

    Attributes:
        node_id: The node's id.
        plugin_id: The plugin's id.
        provider_name: The plugin's provider.
        datasource_type: The kind of its source.
        title: The node's title.
        user_input_variables: The variables that a run wants in `inputs`.
        credentials: What the source may be read with.
    """

    node_id: str | None = None
    plugin_id: str | None = None
    provider_name: str | None = None
    datasource_type: DatasourceType | None = None
    title: str | None = None
    user_input_variables: list[dict[str, Any]] | None = None
    credentials: list[DatasourceCredential] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "node_id": self.node_id,
                    "plugin_id": self.plugin_id,
                    "provider_name": self.provider_name,
                    "datasource_type": self.datasource_type,
                    "title": self.title,
                    "user_input_variables": plain(self.user_input_variables),
                    "credentials": plain(self.credentials),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.node_id = d.pop("node_id", None)
        self.plugin_id = d.pop("plugin_id", None)
        self.provider_name = d.pop("provider_name", None)
        self.datasource_type = d.pop("datasource_type", None)
        self.title = d.pop("title", None)
        self.user_input_variables = optional_list(d, "user_input_variables", as_object)
        self.credentials = optional_list(d, "credentials", DatasourceCredential.from_dict)
        self.additional_properties = d or {}
        return self if cls is DatasourcePlugin else called(self)
