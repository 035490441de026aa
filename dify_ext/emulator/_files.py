"""Files: uploads, previews, and their form in messages and events."""

from __future__ import annotations

import base64
import hashlib
import hmac
from secrets import token_bytes, token_hex
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ._call import AppCall, Call, uploads
from ._dialects import Traits
from ._errors import Refusal, invalid_param
from ._spec import row
from ._state import Mention, State, StoredFile, state_of

_SECRET = token_bytes(32)
_MEGABYTE = 1024 * 1024

#: The largest file in bytes by the first part of its MIME type, as in `parameters`.
LARGEST = {"image": 10 * _MEGABYTE, "audio": 50 * _MEGABYTE, "video": 100 * _MEGABYTE}
LARGEST_OTHER = 15 * _MEGABYTE
#: The longest name of a file, in characters, and what it must not have.
LONGEST_NAME = 200
FORBIDDEN = frozenset('/\\:*?"<>|')


async def upload_file(call: AppCall) -> Any:
    """The file can be mentioned in questions."""
    file = await sent_file(call)
    mime_type = file.content_type or "application/octet-stream"
    if (file.size or 0) > LARGEST.get(mime_type.partition("/")[0], LARGEST_OTHER):
        raise too_large(call.traits)
    stored = await store(call.state, file, call.app.id, call.user.id)
    shown = {"size": len(stored.content), "created_by": call.user.id, "tenant_id": call.state.tenant_id}
    return row("FileUpload", stored, source_url=signed_url(call.base_url, stored), user_id=None, **shown)


async def sent_file(call: Call) -> UploadFile:
    """The single file of a form, or 400."""
    form = await call.form()
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise no_file(call, "no_file_uploaded", "Please upload your file.")
    if len(uploads(form)) > 1:
        raise Refusal(400, "too_many_files", "Only one file is allowed.")
    if not file.filename:
        raise Refusal(400, "filename_not_exists_error", "The specified filename does not exist.")
    return file


async def store(state: State, file: UploadFile, app_id: str, user_id: str) -> StoredFile:
    """Store a file that was sent."""
    name, kind = safe_name(file.filename or ""), file.content_type or "application/octet-stream"
    stored = StoredFile(str(uuid4()), app_id, user_id, name, kind, await file.read(), state.now())
    state.files[stored.id] = stored
    return stored


def too_large(traits: Traits) -> Refusal:
    """413. Some releases leave a placeholder in the message, later ones nothing at all."""
    return Refusal(413, "file_too_large", traits.too_large)


def safe_name(name: str) -> str:
    """The name of a file, cut at 200 characters; 400 if it has a character that is not allowed."""
    if not FORBIDDEN.isdisjoint(name):
        raise invalid_param("Filename contains invalid characters")
    if len(name) <= LONGEST_NAME:
        return name
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return f"{name.partition('.')[0][:LONGEST_NAME]}.{extension}"


def no_file(call: Call, code: str, message: str) -> Refusal:
    """400 of a form without a file."""
    if call.traits.missing_file == "usual":
        return Refusal(400, code, message)
    message = "The browser (or proxy) sent a request that this server could not understand."
    return Refusal(400, "bad_request_key_error", message)


async def preview_file(call: AppCall) -> Response:
    """The content of a file that a message of this app mentions."""
    asked = call.query()
    stored = call.state.files.get(call.path("file_id"))
    owner = call.state.used_files.get(stored.id) if stored else None
    if stored is None or owner is None:
        raise Refusal(404, "file_not_found", "File not found in message context")
    if owner != call.app.id:
        raise Refusal(403, "file_access_denied", "File access denied: not owned by requesting app")
    return bytes_of(stored, asked["as_attachment"])


async def signed_preview(request: Request) -> Response:
    """GET /files/{file_id}/file-preview, the address of files in answers.

    It needs no key, only its signature.
    """
    query = request.query_params
    state = state_of(request.app)
    stored = state.files.get(str(request.path_params["file_id"]))
    given = query.get("sign", "")
    if stored is None or not hmac.compare_digest(
        sign(stored.id, query.get("timestamp", ""), query.get("nonce", "")).encode(), given.encode()
    ):
        return Refusal(403, "forbidden", "Invalid signature.").answer(state.options.traits)
    return bytes_of(stored, query.get("as_attachment") == "true")


def bytes_of(stored: StoredFile, as_attachment: bool) -> Response:
    """The content of the file."""
    headers = {"Cache-Control": "public, max-age=3600", "Content-Type": stored.mime_type}
    if as_attachment:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
        headers["Content-Type"] = "application/octet-stream"
    return Response(stored.content, headers=headers)


def signed_url(base_url: str, stored: StoredFile) -> str:
    """The address of a file that needs no key."""
    timestamp, nonce = str(int(stored.created_at)), token_hex(16)
    query = urlencode({"timestamp": timestamp, "nonce": nonce, "sign": sign(stored.id, timestamp, nonce)})
    return f"{base_url}/files/{stored.id}/file-preview?{query}"


def sign(file_id: str, timestamp: str, nonce: str) -> str:
    """The signature in that address."""
    message = f"file-preview|{file_id}|{timestamp}|{nonce}".encode()
    return base64.urlsafe_b64encode(hmac.digest(_SECRET, message, hashlib.sha256)).decode()


def address(call: Call, mention: Mention) -> str:
    """The address of a mentioned file."""
    return signed_url(call.base_url, mention.stored) if mention.stored else mention.url


def mention_in_message(call: Call, mention: Mention) -> dict[str, Any]:
    """A mentioned file in the list of messages."""
    stored = mention.stored.id if mention.stored else None
    return row("MessageFile", mention, url=address(call, mention), belongs_to="user", upload_file_id=stored)


def mention_in_event(call: Call, mention: Mention) -> dict[str, Any]:
    """A mentioned file in ``message_end``."""
    return row(
        "MessageEndFile",
        mention,
        related_id=mention.id,
        extension=f".{mention.filename.rpartition('.')[2]}" if "." in mention.filename else "",
        url=address(call, mention),
        upload_file_id=mention.stored.id if mention.stored else None,
        remote_url=mention.url,
    )


def mention_in_workflow(call: Call, mention: Mention) -> dict[str, Any]:
    """A mentioned file in the inputs of a workflow."""
    identity = {"dify_model_identity": "__dify__file__", "id": mention.id, "tenant_id": call.state.tenant_id}
    return {**identity, **mention_in_event(call, mention)}
