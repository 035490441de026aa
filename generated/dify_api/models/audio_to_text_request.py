from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    FilePart,
    as_object,
    form_fields,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class AudioToTextRequest:
    """A sound file to write down.

    Attributes:
        file: The sound file (mp3, mp4, mpeg, mpga, m4a, wav, webm), with its MIME type.
        user: The end user, in the words of the calling program.
    """

    file: FilePart
    user: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
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
        """As httpx takes forms with files; each file is a part with a name, the rest plain fields."""
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
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            file=required(d, "file"),
            user=d.pop("user", None),
            additional_properties=d,
        )
