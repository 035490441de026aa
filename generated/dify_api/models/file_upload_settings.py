from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
)
from .file_upload_limits import FileUploadLimits
from .image_upload_settings import ImageUploadSettings

if TYPE_CHECKING:
    from .enums import FileType, TransferMethod


@define(kw_only=True, repr=False)
class FileUploadSettings(Model):
    """Which files may go with a message.

    Attributes:
        enabled: Whether files may go with a message.
        image: What holds for pictures.
        allowed_file_types: The groups of files that are taken.
        allowed_file_extensions: The extensions that are taken, with their dots, for files of the
            group `custom`.
        allowed_file_upload_methods: How files may come.
        number_limits: How many files may go with one message.
        file_upload_config: How large files may be.
    """

    enabled: bool | None = None
    image: ImageUploadSettings | None = None
    allowed_file_types: list[FileType] | None = None
    allowed_file_extensions: list[str] | None = None
    allowed_file_upload_methods: list[TransferMethod] | None = None
    number_limits: int | None = None
    file_upload_config: FileUploadLimits | None = None

    _wire_names: ClassVar[Mapping[str, str]] = {"file_upload_config": "fileUploadConfig"}

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.image = optional(d, "image", ImageUploadSettings.from_dict)
        self.allowed_file_types = optional(d, "allowed_file_types", as_list)
        self.allowed_file_extensions = optional(d, "allowed_file_extensions", as_list)
        self.allowed_file_upload_methods = optional(d, "allowed_file_upload_methods", as_list)
        self.number_limits = d.pop("number_limits", None)
        self.file_upload_config = optional(d, "fileUploadConfig", FileUploadLimits.from_dict)
