# Made from dify_ext/_async/resources/files.py by scripts/regenerate: change that one.
"""Files on the server: ``client.files``."""

from __future__ import annotations

from typing import cast

from dify_api.api.files import preview_file, upload_file
from dify_api.models.file_upload_request import FileUploadRequest
from dify_api.types import File, Readable

from dify_ext._core.operation_call import call
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._sync.binary import BinaryResponse
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw
from dify_ext.files import UploadedFile


class Files(Resource):
    """Upload files to mention in questions, and look at them again."""

    def upload(
        self, file: FileSource, *, user: str | None = None, progress: Progress | None = None
    ) -> UploadedFile:
        """Upload a file, in constant memory: a path, bytes, an open binary file, an iterable of bytes, or
        ``(filename, content[, mime_type])``. ``progress`` is called with the bytes sent and the total (None: unknown).

        POST /v1/files/upload
        """
        user = self._session.user(user)
        upload = Upload.of(file, progress=progress)
        # The session knows an upload where generated code has an open file.
        body = FileUploadRequest(file=File(payload=cast(Readable, upload)), user=user)
        sent = call(upload_file, body=body)
        return self._session.execute(sent.map(lambda uploaded: UploadedFile.from_dict(uploaded.to_dict())))

    def preview(
        self, file_id: str, *, as_attachment: bool = False, user: str | None = None
    ) -> BinaryResponse:
        """The bytes of an uploaded file; a :class:`NotFoundError` until a message has used it. ``as_attachment=True``
        asks for them as a download, with the file's name.

        GET /v1/files/{file_id}/preview
        """
        sent = call(preview_file, file_id, as_attachment=as_attachment or None, user=self._session.user(user))
        return self._session.open_binary(sent)


class FilesWithRawResponse:
    """``client.with_raw_response.files``."""

    def __init__(self, files: Files) -> None:
        self.upload = raw(files.upload)
