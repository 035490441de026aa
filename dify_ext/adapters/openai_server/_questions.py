"""A request of the OpenAI API, read into what Dify wants: one question with its files. Pure."""

from __future__ import annotations

import base64
import binascii
import json
import mimetypes
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

import attrs

from dify_ext import RemoteFile, UploadedFile

_SYSTEM = ("system", "developer")


class BadRequest(Exception):
    """A request that cannot be answered."""

    def __init__(
        self, message: str, *, status: int = 400, param: str | None = None, code: str | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.param, self.code = status, param, code


@attrs.frozen
class Attached:
    """A file whose bytes came with the question; it is uploaded before the run."""

    name: str
    content: bytes = attrs.field(repr=False)
    mime_type: str


@attrs.frozen
class Message:
    """One message: its role, its text, and its files."""

    role: str
    text: str
    files: tuple[Attached | RemoteFile | UploadedFile, ...] = ()


@attrs.frozen
class Question:
    """What one request asks.

    Attributes:
        model: The name of the model.
        instructions: The text of all system messages.
        history: The messages before the question, without system messages.
        last: The question: the last message, of the user.
        user: The end user, if the request names one.
        stream: Whether the answer is streamed.
        include_usage: Whether a stream ends with the usage.
        conversation_id: The conversation to go on in, if the request names one.
        inputs: Values of the app's variables.
    """

    model: str
    instructions: str
    history: tuple[Message, ...]
    last: Message
    user: str | None = None
    stream: bool = False
    include_usage: bool = False
    conversation_id: str | None = None
    inputs: Mapping[str, Any] = attrs.field(factory=dict)


def read_question(body: bytes, headers: Mapping[str, str]) -> Question:
    """Read the body of a request; fields that Dify has no use for are ignored."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("the body is no JSON") from None
    if not isinstance(said, dict):
        raise BadRequest("the body must be a JSON object")
    if said.get("n") not in (None, 1):
        raise BadRequest("an app gives one answer: leave n out", param="n")
    messages = said.get("messages")
    if not isinstance(messages, list) or not messages:
        raise BadRequest("messages must be a list with at least one message", param="messages")
    read = [_message(message, f"messages[{number}]") for number, message in enumerate(messages)]
    told = [message for message in read if message.role not in _SYSTEM]
    if not told or told[-1].role != "user":
        raise BadRequest("the last message must be the user's", param="messages")
    options, dify = _object(said, "stream_options"), _object(said, "dify")
    return Question(
        model=_text(said, "model") or "",
        instructions="\n\n".join(m.text for m in read if m.role in _SYSTEM and m.text),
        history=tuple(told[:-1]),
        last=told[-1],
        user=_text(said, "user") or _text(said, "safety_identifier") or headers.get("x-openwebui-user-id"),
        stream=bool(said.get("stream")),
        include_usage=bool(options.get("include_usage")),
        conversation_id=_text(dify, "conversation_id") or headers.get("x-dify-conversation-id"),
        inputs=_object(dify, "inputs"),
    )


def _text(said: Mapping[str, Any], name: str) -> str | None:
    value = said.get(name)
    if value is None or isinstance(value, str):
        return value
    raise BadRequest(f"{name} must be a string", param=name)


def _object(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = said.get(name) or {}
    if isinstance(value, dict):
        return value
    raise BadRequest(f"{name} must be an object", param=name)


def _message(message: Any, place: str) -> Message:
    if not isinstance(message, dict) or not isinstance(message.get("role"), str):
        raise BadRequest(f"{place} must be an object with a role", param=place)
    content = message.get("content")
    if content is None or isinstance(content, str):
        return Message(message["role"], content or "")
    if not isinstance(content, list):
        raise BadRequest(f"{place}.content must be a string or a list of parts", param=place)
    texts: list[str] = []
    files: list[Attached | RemoteFile | UploadedFile] = []
    for number, part in enumerate(content):
        for found in _part(part, f"{place}.content[{number}]"):
            (texts if isinstance(found, str) else files).append(found)  # type: ignore[arg-type]
    return Message(message["role"], "\n".join(texts), tuple(files))


def _part(part: Any, place: str) -> Iterator[str | Attached | RemoteFile | UploadedFile]:
    kind = part.get("type") if isinstance(part, dict) else None
    said = part.get(kind) if kind else None
    match kind:
        case "text" | "refusal" if isinstance(said, str):
            yield said
        case "image_url" if isinstance(said, dict | str):
            url = said.get("url") if isinstance(said, dict) else said
            if not isinstance(url, str):
                raise BadRequest(f"{place}.image_url needs a url", param=place)
            yield _data(url, "image", place) if url.startswith("data:") else RemoteFile(url, type="image")
        case "input_audio" if isinstance(said, dict):
            ending = str(said.get("format") or "wav")
            yield Attached(f"audio.{ending}", _decoded(said.get("data"), place), f"audio/{ending}")
        case "file" if isinstance(said, dict) and isinstance(said.get("file_data"), str):
            data = said["file_data"]
            name = str(said.get("filename") or "file")
            if data.startswith("data:"):
                yield _data(data, name, place)
            else:
                kind_of_file = mimetypes.guess_type(name)[0] or "application/octet-stream"
                yield Attached(name, _decoded(data, place), kind_of_file)
        case "file" if isinstance(said, dict) and isinstance(said.get("file_id"), str):
            yield UploadedFile.from_id(said["file_id"], type=str(said.get("type") or "document"))
        case _:
            raise BadRequest(f"{place} is no text, image_url, input_audio or file", param=place)


def _data(url: str, name: str, place: str) -> Attached:
    head, comma, data = url[5:].partition(",")
    mime_type, *parameters = head.split(";")
    if not comma:
        raise BadRequest(f"{place} has a data URL without data", param=place)
    content = _decoded(data, place) if "base64" in parameters else unquote_to_bytes(data)
    mime_type = mime_type or "text/plain"
    if "." not in name:
        name += mimetypes.guess_extension(mime_type) or ""
    return Attached(name, content, mime_type)


def _decoded(data: Any, place: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise BadRequest(f"{place} is not base64", param=place) from None
