# Made from dify_ext/_async/resources/made/files.py by scripts/regenerate: change that one.
# Made from spec/files.yaml by scripts/regenerate: change that one.
"""``dify.files``: Upload files for messages and runs, and download them."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.files import preview_file, upload_file
from dify_api.models import FileUploadRequest

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._sync.binary import BinaryResponse
from dify_ext._sync.resources._resource import Resource
from dify_ext.files import UploadedFile


class Files(Resource):
    """Upload files for messages and runs, and download them."""

    def upload(
        self,
        file: FileSource,
        *,
        user: str | None = None,
        progress: Progress | None = None,
        **options: Unpack[RequestOptions],
    ) -> UploadedFile:
        """Upload a file.

        Stores a file for the end user. Messages mention it by its id.

        Args:
            file: The file, with its name and MIME type. A path, bytes, an open binary file, an
                iterable of bytes, or ``(filename, content[, mime_type])``.
            user: The end user who may use it: an id of your own. None: the user of the client.
            progress: Called with the bytes sent so far and the total in bytes; the total is None if
                unknown.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The file on the server.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not accept files of this type.
            ServerError: The server failed.
            ConfigurationError: No end user is named. The file cannot be read.

        Example:
            file = dify.files.upload("cat.png")
            answer = dify.chat.send("What is in the picture?", files=[file])

        POST /v1/files/upload
        """
        body = FileUploadRequest(
            file=Upload.of(file, progress=progress), user=self._session.options.need_user(user)
        )
        return self._session.execute(call(upload_file, body=body).read_by(UploadedFile.from_dict), options)

    def preview(
        self,
        file_id: str,
        *,
        as_attachment: bool = False,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> BinaryResponse:
        """Get the bytes of an uploaded file.

        The server answers 404 until a message has used the file, and 403 if the file belongs to
        another app.

        Args:
            file_id: The id that the upload gave, a UUID.
            as_attachment: Whether to send the file as a download, with its name. Default: false.
            user: The end user for whom the call is made: an id that your program chooses. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The file's bytes, with the file's own content type.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Since:
            Dify 1.7.2

        GET /v1/files/{file_id}/preview
        """
        return self._session.open_binary(
            call(
                preview_file,
                file_id,
                as_attachment=as_attachment or None,
                user=self._session.options.need_user(user),
            ),
            options,
        )
