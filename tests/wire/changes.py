"""How the tables of calls are written:
what a recorded request is changed into, and what stands in its path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any, NamedTuple

from dify_ext import RemoteFile, UploadedFile

Request = dict[str, Any]
Change = Callable[[Request], None]
Method = Callable[[Any, Request], Any]
USER = "user-1"


class Different(NamedTuple):
    """Why the client does not send what was recorded, and what it sends instead."""

    reason: str
    change: Change


def put(part: str, **items: Any) -> Change:
    """The client sends these, whatever was recorded."""

    def change(request: Request) -> None:
        request[part] = {**request.get(part, {}), **items}

    return change


def default(part: str, **items: Any) -> Change:
    """The client sends these where the recorded request has none."""

    def change(request: Request) -> None:
        request[part] = {**items, **request.get(part, {})}

    return change


def drop(part: str, name: str) -> Change:
    """The client does not send this."""

    def change(request: Request) -> None:
        request.get(part, {}).pop(name, None)

    return change


def instead(part: str, value: Any, *, of: str | None = None) -> Change:
    """The client sends this part, and none of what was in its place."""

    def change(request: Request) -> None:
        request.pop(of or part, None)
        request[part] = value

    return change


NAMES_A_USER = "every call that takes an end user names one, or is refused before it is sent"
USER_IN_BODY = Different(NAMES_A_USER, default("json", user=USER))
USER_IN_QUERY = Different(NAMES_A_USER, default("query", user=USER))
USER_IN_FORM = Different(NAMES_A_USER, put("form", fields=[["user", USER]]))
WRONG_KIND = Different(
    "a key of another kind is not sent where its prefix tells; here is one without",
    put("headers", Authorization="Bearer other-key"),
)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("([^/]+)".join(map(re.escape, re.split(r"\{\w+\}", path))))


# The API description that the client was made of.
DOCUMENT = json.loads(files("dify_api").joinpath("openapi.json").read_text(encoding="utf-8"))
# Those with a word first where others have an id.
_PATHS = [_pattern(path) for path in sorted(DOCUMENT["paths"], key=lambda path: path.count("{"))]


def ids(request: Request) -> list[str]:
    """What stands in a request's path where the documented path has names:
    the positional arguments of the method.
    """
    return list(
        next(found.groups() for found in (pattern.fullmatch(request["path"]) for pattern in _PATHS) if found)
    )


def mention(file: dict[str, Any]) -> Any:
    """A file that a recorded request mentions, as one gives it to the client;
    what the client has no word for stays.
    """
    match file:
        case {"transfer_method": "local_file"}:
            return UploadedFile.from_id(file["upload_file_id"], type=file["type"])
        case {"transfer_method": "remote_url"}:
            return RemoteFile(file["url"], type=file["type"])
    return file


def content_of(size: int) -> bytes:
    """A file's content, of which only the size was recorded."""
    return bytes(range(256)) * (size // 256) + bytes(range(size % 256))


def upload(method: Callable[..., Any], *arguments: Any, request: Request) -> Any:
    """A method that takes a file, with the one recorded; the form's other fields are its keywords."""
    ((_, name, size, mime_type),) = request["form"]["files"]
    return method(*arguments, (name, content_of(size), mime_type), **dict(request["form"]["fields"]))
