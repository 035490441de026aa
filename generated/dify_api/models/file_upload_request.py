from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    FilePart,
    as_object,
    called,
    form_fields,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class FileUploadRequest:
    """A file to store.

    Attributes:
        file: The file, with its name and MIME type.
        user: The end user who may use it: an id of your own.
    """

    file: FilePart
    user: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "file": self.file,
            **present(
                {
                    "user": self.user,
                }
            ),
        }

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                    "user": self.user,
                }
            ),
            "files": {
                "file": self.file.to_tuple(),
            },
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.file = required(d, "file")
        self.user = d.pop("user", None)
        self.additional_properties = d or {}
        return self if cls is FileUploadRequest else called(self)
