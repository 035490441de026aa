from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .icon_type import IconType
    from .import_mode import ImportMode


@define(kw_only=True)
class ImportAppRequest:
    """An app as its DSL.

    Attributes:
        mode: Where the DSL is.
        yaml_content: The exported app, as YAML or JSON.
        yaml_url: Where the server fetches the DSL from, for `yaml-url`.
        name: A name instead of the exported one.
        description: A description instead of the one in the DSL.
        icon_type: What the icon is made of, instead of what the DSL says.
        icon: An icon instead of the one in the DSL.
        icon_background: A background instead of the one in the DSL, as `#RRGGBB`.
        app_id: The chatflow or workflow to overwrite. Default: a new app.
    """

    mode: ImportMode
    yaml_content: str | None = None
    yaml_url: str | None = None
    name: str | None = None
    description: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    app_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "mode": self.mode,
            **present(
                {
                    "yaml_content": self.yaml_content,
                    "yaml_url": self.yaml_url,
                    "name": self.name,
                    "description": self.description,
                    "icon_type": self.icon_type,
                    "icon": self.icon,
                    "icon_background": self.icon_background,
                    "app_id": self.app_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.mode = required(d, "mode")
        self.yaml_content = d.pop("yaml_content", None)
        self.yaml_url = d.pop("yaml_url", None)
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.app_id = d.pop("app_id", None)
        self.additional_properties = d or {}
        return self if cls is ImportAppRequest else called(self)
