"""The calls of chat apps and of what all apps have:
messages, conversations, files, audio, the app, annotations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .changes import (
    USER,
    USER_IN_BODY,
    USER_IN_FORM,
    USER_IN_QUERY,
    WRONG_KIND,
    Different,
    Method,
    Request,
    default,
    drop,
    ids,
    instead,
    mention,
    put,
    upload,
)

_ABOUT_THE_APP = Different(
    "what the app is does not depend on the end user: none is sent", drop("query", "user")
)
_SENDS_A_KEY = Different(
    "the client sends a bearer key, or nothing", put("headers", Authorization="Bearer app-other")
)
_BOTH_NEEDED = Different(
    "question and answer are arguments that one must give", default("json", question="", answer="")
)
_QUESTION: Request = {"inputs": {}, "query": "x", "response_mode": "streaming", "user": USER}
_IS_A_POST = Different("a question is a POST", lambda request: request.update(method="POST", json=_QUESTION))
_ONE_FILE = {"fields": [["user", USER]], "files": [["file", "a.txt", 1, "text/plain"]]}

# By operation, for all of its recordings.
DIFFERENT_ALWAYS = {
    "conversations-name": Different(
        "the client always says who makes the name", default("json", auto_generate=False)
    ),
    "conversations-variables": Different(
        "pages of 100 whatever is asked, for last_id loses rows", put("query", limit=100)
    ),
    "files-preview": USER_IN_QUERY,
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
    "1.13.2/audio-to-text--no-user": USER_IN_FORM,
    "1.13.2/chat-messages--401-basic": _SENDS_A_KEY,
    "1.13.2/chat-messages--401-no-auth": _SENDS_A_KEY,
    "1.13.2/chat-messages--401-no-space": _SENDS_A_KEY,
    "1.13.2/chat-messages--405-get": _IS_A_POST,
    "1.13.2/chat-messages--bad-json": Different(
        "the client writes JSON", instead("json", _QUESTION, of="raw")
    ),
    "1.13.2/chat-messages--bad-parent": Different(
        "no documented parameter", drop("json", "parent_message_id")
    ),
    "1.13.2/chat-messages--null-conv-id": Different("None is not sent", drop("json", "conversation_id")),
    "1.13.2/chat-messages--options": _IS_A_POST,
    "1.13.2/chat-messages--user-int": Different("an end user is a string", put("json", user="123")),
    "1.13.2/chat-messages-stop--no-body": Different("a stop has its body", instead("json", {"user": USER})),
    "1.13.2/conversations--no-user": USER_IN_QUERY,
    "1.13.2/conversations-delete--no-user": USER_IN_BODY,
    "1.13.2/conversations-name--no-user": USER_IN_BODY,
    "1.13.2/conversations-variables--no-user": USER_IN_QUERY,
    "1.13.2/conversations-variables-put--no-user": USER_IN_BODY,
    "1.13.2/files-upload--json-body": Different("an upload is a form", instead("form", _ONE_FILE, of="json")),
    "1.13.2/files-upload--no-file": Different("an upload has a file", instead("form", _ONE_FILE)),
    "1.13.2/files-upload--no-user": USER_IN_FORM,
    "1.13.2/info--dataset-key": WRONG_KIND,
    "1.13.2/messages--no-user": USER_IN_QUERY,
    "1.13.2/messages-feedbacks--no-user": USER_IN_BODY,
    "1.13.2/messages-suggested--no-user": USER_IN_QUERY,
    "1.13.2/meta--dataset-key": WRONG_KIND,
    "1.13.2/parameters--dataset-key": WRONG_KIND,
    "1.13.2/site--dataset-key": WRONG_KIND,
    "1.13.2/text-to-audio--multipart-form": Different(
        "the client sends JSON", instead("json", {"text": "hi", "user": USER}, of="form")
    ),
    "1.13.2/text-to-audio--no-user": USER_IN_BODY,
    "1.13.2/text-to-audio--streaming": Different(
        "it streams as it is: no such parameter", drop("json", "streaming")
    ),
}


def _question(request: Request) -> dict[str, Any]:
    arguments = {name: value for name, value in request["json"].items() if name != "response_mode"}
    if "files" in arguments:
        arguments["files"] = [mention(file) for file in arguments["files"]]
    return arguments


def stream_chat(client: Any, request: Request) -> Any:
    """``chat.stream`` with a recorded question."""
    return client.chat.stream(**_question(request))


def send_chat(client: Any, request: Request) -> Any:
    """``chat.send`` with a recorded question: the default, which streams, where streaming was recorded."""
    mode = request["json"]["response_mode"]
    return client.chat.send(**_question(request), **({} if mode == "streaming" else {"response_mode": mode}))


METHODS: dict[str, Method] = {
    "app-feedbacks": lambda client, r: client.app.feedbacks(**r.get("query", {})),
    "apps-annotation-reply": lambda client, r: client.annotations.enable_reply(**r["json"]),
    "apps-annotation-reply-status": lambda client, r: client.annotations.reply_status(*ids(r)),
    "apps-annotations-create": lambda client, r: client.annotations.create(**r["json"]),
    "apps-annotations-delete": lambda client, r: client.annotations.delete(*ids(r)),
    "apps-annotations-list": lambda client, r: client.annotations.list(**r.get("query", {})),
    "apps-annotations-update": lambda client, r: client.annotations.update(*ids(r), **r["json"]),
    "audio-to-text": lambda client, r: upload(client.audio.audio_to_text, request=r),
    "chat-messages": send_chat,
    "chat-messages-stop": lambda client, r: client.chat.stop(*ids(r), **r["json"]),
    "conversations": lambda client, r: client.conversations.list(**r["query"]),
    "conversations-delete": lambda client, r: client.conversations.delete(*ids(r), **r["json"]),
    "conversations-name": lambda client, r: client.conversations.rename(*ids(r), **r["json"]),
    "conversations-variables": lambda client, r: client.conversations.variables(*ids(r), **r["query"]),
    "conversations-variables-put": lambda client, r: client.conversations.update_variable(
        *ids(r), **r["json"]
    ),
    "files-preview": lambda client, r: client.files.preview(*ids(r), **r["query"]),
    "files-upload": lambda client, r: upload(client.files.upload, request=r),
    "info": lambda client, r: client.app.info(),
    "messages": lambda client, r: client.messages.list(**r["query"]),
    "messages-feedbacks": lambda client, r: client.messages.feedback(*ids(r), **r["json"]),
    "messages-suggested": lambda client, r: client.messages.suggested(*ids(r), **r["query"]),
    "meta": lambda client, r: client.app.meta(),
    "parameters": lambda client, r: client.app.parameters(),
    "site": lambda client, r: client.app.site(),
    "text-to-audio": lambda client, r: client.audio.text_to_audio(**r["json"]),
}
# By operation: how its stream is asked for.
STREAMS: dict[str, Method] = {"chat-messages": stream_chat}
# What of an answer a method gives, where that is not all.
GIVES: dict[str, Callable[[Any], Any]] = {"messages-suggested": lambda sent: {"data": sent["data"]}}
# The generated module of each operation.
MODULES = {
    "app-feedbacks": "app.list_app_feedbacks",
    "apps-annotation-reply": "annotations.set_annotation_reply",
    "apps-annotation-reply-status": "annotations.get_annotation_reply_status",
    "apps-annotations-create": "annotations.create_annotation",
    "apps-annotations-delete": "annotations.delete_annotation",
    "apps-annotations-list": "annotations.list_annotations",
    "apps-annotations-update": "annotations.update_annotation",
    "audio-to-text": "audio.audio_to_text",
    "chat-messages": "chat.send_chat_message",
    "chat-messages-stop": "chat.stop_chat_message",
    "conversations": "conversations.list_conversations",
    "conversations-delete": "conversations.delete_conversation",
    "conversations-name": "conversations.rename_conversation",
    "conversations-variables": "conversations.list_conversation_variables",
    "conversations-variables-put": "conversations.update_conversation_variable",
    "files-preview": "files.preview_file",
    "files-upload": "files.upload_file",
    "info": "app.get_app_info",
    "messages": "messages.list_messages",
    "messages-feedbacks": "messages.post_feedback",
    "messages-suggested": "messages.get_suggested_questions",
    "meta": "app.get_app_meta",
    "parameters": "app.get_app_parameters",
    "site": "app.get_app_site",
    "text-to-audio": "audio.text_to_audio",
}
