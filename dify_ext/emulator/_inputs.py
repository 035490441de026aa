"""The inputs and files of a question."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from ._errors import invalid_param
from ._state import App, Mention, State

FILE_TYPES = frozenset({"image", "document", "audio", "video", "custom"})
TRANSFER_METHODS = frozenset({"remote_url", "local_file", "tool_file", "datasource_file"})


def read_inputs(app: App, given: dict[str, Any]) -> dict[str, Any]:
    """The inputs of the app's form, each checked, None if absent. Other inputs are dropped."""
    if app.any_inputs:
        return dict(given)
    values: dict[str, Any] = {}
    for entry in app.parameters["user_input_form"]:
        ((kind, control),) = entry.items()
        name = control["variable"]
        values[name] = _read_input("any" if name in app.untyped else kind, control, given.get(name))
    return values


def _read_input(kind: str, control: dict[str, Any], value: Any) -> Any:
    name = control["variable"]
    if value is None or (value == "" and kind in ("number", "select")):
        if control.get("required"):
            raise invalid_param(f"{name} is required in input form")
        return None
    if kind in ("text-input", "paragraph", "select") and not isinstance(value, str):
        raise invalid_param(f"(type '{kind}') {name} in input form must be a string")
    if kind == "number":
        try:
            return (
                value if isinstance(value, (int, float)) else (float(value) if "." in value else int(value))
            )
        except (TypeError, ValueError):
            raise invalid_param(f"{name} in input form must be a valid number") from None
    if kind == "select" and value not in (control.get("options") or ()):
        raise invalid_param(f"{name} in input form must be one of the following: {control.get('options')}")
    longest = control.get("max_length")
    if longest and kind in ("text-input", "paragraph") and len(value) > longest:
        raise invalid_param(f"{name} in input form must be less than {longest} characters")
    if kind == "file" and not isinstance(value, dict):
        raise invalid_param(f"{name} in input form must be a file")
    if kind == "file-list" and not (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
    ):
        raise invalid_param(f"{name} in input form must be a list of files")
    return value


#: The type of a file by its extension; others are "custom".
EXTENSIONS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "gif", "svg"), "image"),
    **dict.fromkeys(("mp4", "mov", "mpeg", "webm"), "video"),
    **dict.fromkeys(("mp3", "m4a", "wav", "amr", "mpga"), "audio"),
    **dict.fromkeys(("txt", "markdown", "md", "mdx", "pdf", "html", "htm", "xlsx", "xls"), "document"),
    **dict.fromkeys(("vtt", "properties", "doc", "docx", "csv", "eml", "msg"), "document"),
    **dict.fromkeys(("pptx", "ppt", "xml", "epub"), "document"),
}


def all_mentions(state: State, mentions: list[Mention], inputs: dict[str, Any]) -> list[Mention]:
    """All files of a question, also those in its inputs."""
    found = list(mentions)
    for value in inputs.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "transfer_method" in item:
                found.append(read_mention(state, item))
    return found


def read_mentions(state: State, given: list[dict[str, Any]] | None) -> list[Mention]:
    """The files that a question mentions."""
    return [read_mention(state, item) for item in given or []]


def judge(state: State, kind: str, filename: str, mime_type: str) -> None:
    """400 if a file is of another type than the request says."""
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    first = mime_type.partition("/")[0]
    found = EXTENSIONS.get(extension) or {"text": "document"}.get(first, first)
    if state.options.traits.file_types_judged and kind != "custom" and found in FILE_TYPES and found != kind:
        raise invalid_param("Detected file type does not match the specified type. Please verify the file.")


def read_mention(state: State, item: dict[str, Any]) -> Mention:
    """A mentioned file; 400 if it is no file or was never uploaded."""
    method = item.get("transfer_method")
    if not isinstance(method, str) or method not in TRANSFER_METHODS:
        raise invalid_param(f"No matching enum found for value '{method}'")
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in FILE_TYPES:
        raise invalid_param(f"'{kind}' is not a valid FileType")
    if method == "local_file":
        stored = state.files.get(str(item.get("upload_file_id")))
        if stored is None:
            raise invalid_param("Invalid upload file")
        judge(state, kind, stored.name, stored.mime_type)
        return Mention(
            str(uuid4()), kind, method, stored.name, stored.mime_type, len(stored.content), stored, ""
        )
    url = item.get("url") or item.get("remote_url")
    if not isinstance(url, str) or not url:
        raise invalid_param("Invalid file url")
    try:
        filename = unquote(PurePosixPath(urlsplit(url).path).name) or "file"
    except ValueError:
        raise invalid_param("Invalid file url") from None
    mime_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    judge(state, kind, filename, mime_type)
    return Mention(str(uuid4()), kind, method, filename, mime_type, -1, None, url)
