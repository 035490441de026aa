from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class DocumentDownload:
    """Where a document's file is.

    Attributes:
        url: Signed address of the file, for a limited time; at the server's address for files,
            which may be another host.
        download_url: Signed address for downloading the file, where `url` is for showing it. (Dify
            until 1.8.1)
    """

    url: str
    download_url: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "url": self.url,
            **present(
                {
                    "download_url": self.download_url,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.url = required(d, "url")
        self.download_url = d.pop("download_url", None)
        self.additional_properties = d or {}
        return self if cls is DocumentDownload else called(self)
