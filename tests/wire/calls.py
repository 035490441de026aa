"""From a recorded request to the client's method that makes it, and where the client makes another on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from dify_ext import RemoteFile, UploadedFile

from .recordings import Recording

Request = dict[str, Any]
Change = Callable[[Request], None]
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


_ABOUT_THE_APP = Different("what the app is does not depend on the end user: none is sent", drop("query", "user"))
_NAMES_A_USER = "every call that takes an end user names one, or is refused before it is sent"
_USER_IN_BODY = Different(_NAMES_A_USER, default("json", user=USER))
_USER_IN_QUERY = Different(_NAMES_A_USER, default("query", user=USER))
_USER_IN_FORM = Different(_NAMES_A_USER, put("form", fields=[["user", USER]]))
_SENDS_A_KEY = Different("the client sends a bearer key, or nothing", put("headers", Authorization="Bearer app-other"))
_BOTH_NEEDED = Different(
    "question and answer are arguments that one must give", default("json", question="", answer="")
)
_QUESTION: Request = {"inputs": {}, "query": "x", "response_mode": "streaming", "user": USER}
_IS_A_POST = Different("a question is a POST", lambda request: request.update(method="POST", json=_QUESTION))
_ONE_FILE = {"fields": [["user", USER]], "files": [["file", "a.txt", 1, "text/plain"]]}

# By operation, for all of its recordings.
DIFFERENT_ALWAYS = {
    "conversations-name": Different("the client always says who makes the name", default("json", auto_generate=False)),
    "conversations-variables": Different(
        "pages of 100 whatever is asked, for last_id loses rows", put("query", limit=100)
    ),
    "files-preview": _USER_IN_QUERY,
    "info": _ABOUT_THE_APP,
    "meta": _ABOUT_THE_APP,
    "parameters": _ABOUT_THE_APP,
    "site": _ABOUT_THE_APP,
}
# By recording.
DIFFERENT = {
    "1.13.2/apps-annotation-reply--bad-action": Different(
        "there is a method for each action", instead("path", "/v1/apps/annotation-reply/enable")
    ),
    "1.13.2/apps-annotations-create--empty": _BOTH_NEEDED,
    "1.13.2/apps-annotations-create--missing-answer": _BOTH_NEEDED,
    "1.13.2/apps-annotations-update--missing": _BOTH_NEEDED,
    "1.13.2/audio-to-text--no-user": _USER_IN_FORM,
    "1.13.2/chat-messages--401-basic": _SENDS_A_KEY,
    "1.13.2/chat-messages--401-no-auth": _SENDS_A_KEY,
    "1.13.2/chat-messages--401-no-space": _SENDS_A_KEY,
    "1.13.2/chat-messages--405-get": _IS_A_POST,
    "1.13.2/chat-messages--bad-json": Different("the client writes JSON", instead("json", _QUESTION, of="raw")),
    "1.13.2/chat-messages--bad-parent": Different("no documented parameter", drop("json", "parent_message_id")),
    "1.13.2/chat-messages--null-conv-id": Different("None is not sent", drop("json", "conversation_id")),
    "1.13.2/chat-messages--options": _IS_A_POST,
    "1.13.2/chat-messages--user-int": Different("an end user is a string", put("json", user="123")),
    "1.13.2/chat-messages-stop--no-body": Different("a stop has its body", instead("json", {"user": USER})),
    "1.13.2/conversations--no-user": _USER_IN_QUERY,
    "1.13.2/conversations-delete--no-user": _USER_IN_BODY,
    "1.13.2/conversations-name--no-user": _USER_IN_BODY,
    "1.13.2/conversations-variables--no-user": _USER_IN_QUERY,
    "1.13.2/conversations-variables-put--no-user": _USER_IN_BODY,
    "1.13.2/files-upload--json-body": Different("an upload is a form", instead("form", _ONE_FILE, of="json")),
    "1.13.2/files-upload--no-file": Different("an upload has a file", instead("form", _ONE_FILE)),
    "1.13.2/files-upload--no-user": _USER_IN_FORM,
    "1.13.2/messages--no-user": _USER_IN_QUERY,
    "1.13.2/messages-feedbacks--no-user": _USER_IN_BODY,
    "1.13.2/messages-suggested--no-user": _USER_IN_QUERY,
    "1.13.2/text-to-audio--multipart-form": Different(
        "the client sends JSON", instead("json", {"text": "hi", "user": USER}, of="form")
    ),
    "1.13.2/text-to-audio--no-user": _USER_IN_BODY,
    "1.13.2/text-to-audio--streaming": Different("it streams as it is: no such parameter", drop("json", "streaming")),
}


def request_of(recording: Recording) -> Request:
    """The request that the client is to send: the recorded one, or the one it sends instead."""
    request = recording.request
    for table, key in ((DIFFERENT_ALWAYS, recording.operation), (DIFFERENT, recording.name)):
        if key in table:
            table[key].change(request)
    return request


def _mention(file: dict[str, Any]) -> Any:
    match file:
        case {"transfer_method": "local_file"}:
            return UploadedFile.from_id(file["upload_file_id"], type=file["type"])
        case {"transfer_method": "remote_url"}:
            return RemoteFile(file["url"], type=file["type"])
    return file


def _question(request: Request) -> dict[str, Any]:
    arguments = {name: value for name, value in request["json"].items() if name != "response_mode"}
    if "files" in arguments:
        arguments["files"] = [_mention(file) for file in arguments["files"]]
    return arguments


def stream(client: Any, request: Request) -> Any:
    """``chat.stream`` with a recorded question."""
    return client.chat.stream(**_question(request))


def send(client: Any, request: Request) -> Any:
    """``chat.send`` with a recorded question: the default, which streams, where streaming was recorded."""
    mode = request["json"]["response_mode"]
    return client.chat.send(**_question(request), **({} if mode == "streaming" else {"response_mode": mode}))


def content_of(size: int) -> bytes:
    """A file's content, of which only the size was recorded."""
    return bytes(range(256)) * (size // 256) + bytes(range(size % 256))


def _upload(method: Callable[..., Any], request: Request) -> Any:
    ((_, name, size, mime_type),) = request["form"]["files"]
    return method((name, content_of(size), mime_type), **dict(request["form"]["fields"]))


def _ids(request: Request) -> list[str]:
    """What stands in the path where ids stand, and the action of an annotation reply."""
    found = re.fullmatch(
        r"/v1/(?:chat-messages|messages|conversations|files|apps/annotation-reply|apps/annotations)/(.+?)"
        r"(?:/(?:stop|feedbacks|suggested|name|preview|variables|(?:variables|status)/(.+)))?",
        request["path"],
    )
    assert found
    return [part for part in found.groups() if part is not None]


METHODS: dict[str, Callable[[Any, Request], Any]] = {
    "app-feedbacks": lambda client, r: client.app.feedbacks(**r.get("query", {})),
    "apps-annotation-reply": lambda client, r: client.annotations.enable_reply(**r["json"]),
    "apps-annotation-reply-status": lambda client, r: client.annotations.reply_status(*_ids(r)),
    "apps-annotations-create": lambda client, r: client.annotations.create(**r["json"]),
    "apps-annotations-delete": lambda client, r: client.annotations.delete(*_ids(r)),
    "apps-annotations-list": lambda client, r: client.annotations.list(**r.get("query", {})),
    "apps-annotations-update": lambda client, r: client.annotations.update(*_ids(r), **r["json"]),
    "audio-to-text": lambda client, r: _upload(client.audio.audio_to_text, r),
    "chat-messages": send,
    "chat-messages-stop": lambda client, r: client.chat.stop(*_ids(r), **r["json"]),
    "conversations": lambda client, r: client.conversations.list(**r["query"]),
    "conversations-delete": lambda client, r: client.conversations.delete(*_ids(r), **r["json"]),
    "conversations-name": lambda client, r: client.conversations.rename(*_ids(r), **r["json"]),
    "conversations-variables": lambda client, r: client.conversations.variables(*_ids(r), **r["query"]),
    "conversations-variables-put": lambda client, r: client.conversations.update_variable(*_ids(r), **r["json"]),
    "files-preview": lambda client, r: client.files.preview(*_ids(r), **r["query"]),
    "files-upload": lambda client, r: _upload(client.files.upload, r),
    "info": lambda client, r: client.app.info(),
    "messages": lambda client, r: client.messages.list(**r["query"]),
    "messages-feedbacks": lambda client, r: client.messages.feedback(*_ids(r), **r["json"]),
    "messages-suggested": lambda client, r: client.messages.suggested(*_ids(r), **r["query"]),
    "meta": lambda client, r: client.app.meta(),
    "parameters": lambda client, r: client.app.parameters(),
    "site": lambda client, r: client.app.site(),
    "text-to-audio": lambda client, r: client.audio.text_to_audio(**r["json"]),
}
# Streams of operations that have no method yet. They are made of the same events: `chat.stream` reads them.
STREAMS_OF_OTHERS = {
    "completion-messages": "completion apps",
    "workflow-events": "a workflow's run, taken up again",
    "workflows-run": "workflow apps",
    "workflows-run-by-id": "workflow apps, a version by its id",
}


def question(recording: Recording) -> dict[str, Any]:
    """The request to make: the recorded one, or, for streams that no method asks for yet, some question."""
    if recording.operation in STREAMS_OF_OTHERS:
        return {**recording.request, "method": "POST", "path": "/v1/chat-messages", "query": {}, "json": _QUESTION}
    return request_of(recording)
