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
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .app_mode import AppMode
    from .import_status import ImportStatus


@define(kw_only=True)
class AppImport:
    """An import and what became of it.

    Attributes:
        id: The import's id (UUID), by which it is confirmed.
        status: How it went.
        app_id: The app that was made or overwritten.
        app_mode: The kind of that app. (Dify since 1.4.3)
        current_dsl_version: The version of the DSL that the server writes.
        imported_dsl_version: The version of the DSL that was sent.
        error: Why it failed; empty where it did not.
        warnings: What was taken over only in part. (Dify since 1.16)
        permission_keys: What the account may do with the app, such as `app.acl.edit`. (Dify since
            1.16)
    """

    id: str
    status: ImportStatus | None = None
    app_id: str | None = None
    app_mode: AppMode | None = None
    current_dsl_version: str | None = None
    imported_dsl_version: str | None = None
    error: str | None = None
    warnings: list[Any] | None = None
    permission_keys: list[str] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "status": self.status,
                    "app_id": self.app_id,
                    "app_mode": self.app_mode,
                    "current_dsl_version": self.current_dsl_version,
                    "imported_dsl_version": self.imported_dsl_version,
                    "error": self.error,
                    "warnings": plain(self.warnings),
                    "permission_keys": self.permission_keys,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.status = d.pop("status", None)
        self.app_id = d.pop("app_id", None)
        self.app_mode = d.pop("app_mode", None)
        self.current_dsl_version = d.pop("current_dsl_version", None)
        self.imported_dsl_version = d.pop("imported_dsl_version", None)
        self.error = d.pop("error", None)
        self.warnings = optional(d, "warnings", as_list)
        self.permission_keys = optional(d, "permission_keys", as_list)
        self.additional_properties = d or {}
        return self if cls is AppImport else called(self)
