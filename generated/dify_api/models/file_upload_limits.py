from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class FileUploadLimits(Model):
    """How large and how many files may be. Sizes are in megabytes.

    Attributes:
        file_size_limit: Size of a document, in megabytes.
        batch_count_limit: How many files may be uploaded at once.
        image_file_size_limit: Size of a picture, in megabytes.
        video_file_size_limit: Size of a video, in megabytes.
        audio_file_size_limit: Size of a sound file, in megabytes.
        workflow_file_upload_limit: How many files one run may take.
    """

    file_size_limit: int | None = None
    batch_count_limit: int | None = None
    image_file_size_limit: int | None = None
    video_file_size_limit: int | None = None
    audio_file_size_limit: int | None = None
    workflow_file_upload_limit: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.file_size_limit = d.pop("file_size_limit", None)
        self.batch_count_limit = d.pop("batch_count_limit", None)
        self.image_file_size_limit = d.pop("image_file_size_limit", None)
        self.video_file_size_limit = d.pop("video_file_size_limit", None)
        self.audio_file_size_limit = d.pop("audio_file_size_limit", None)
        self.workflow_file_upload_limit = d.pop("workflow_file_upload_limit", None)
