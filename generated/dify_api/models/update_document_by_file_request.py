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
    short_repr,
)


@define(kw_only=True)
class UpdateDocumentByFileRequest:
    """What changes of a document.

    Attributes:
        file: The new file, with its name and MIME type.
        data: The other fields of an added text, the name among them, as the text of a JSON object.
    """

    file: FilePart | None = None
    data: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "file": self.file,
                    "data": self.data,
                }
            ),
        }

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                    "data": self.data,
                }
            ),
            "files": {
                **({} if self.file is None else {"file": self.file.to_tuple()}),
            },
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.file = d.pop("file", None)
        self.data = d.pop("data", None)
        self.additional_properties = d or {}
        return self if cls is UpdateDocumentByFileRequest else called(self)
