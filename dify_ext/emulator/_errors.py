"""Errors in the words of a real server, with its suggestions of similar paths."""

from __future__ import annotations

import difflib
import re
from typing import Any

from starlette.responses import Response

from ._answers import json_answer

NOT_FOUND_PAGE = (
    "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
    "<p>The requested URL was not found on the server. If you entered the URL manually "
    "please check your spelling and try again.</p>\n"
)


class Refusal(Exception):
    """An answer with an error status: ``{code, message, status}``."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message

    def answer(self, path: str) -> Response:
        """The response; the message of a 404 is completed as Flask-RESTX does it."""
        message = guess(path, self.message) if self.status == 404 else self.message
        headers = {"WWW-Authenticate": 'Bearer realm="api"'} if self.status == 401 else None
        body: dict[str, Any] = {"code": self.code, "message": message, "status": self.status}
        if self.code == "unknown":
            body = {"message": message, "code": self.code, "status": self.status}
        return json_answer(body, self.status, headers)


def invalid_param(message: str) -> Refusal:
    """400 of a wrong argument."""
    return Refusal(400, "invalid_param", message)


def not_found(message: str) -> Refusal:
    """404: the thing does not exist or belongs to another user."""
    return Refusal(404, "not_found", message)


def unauthorized(message: str) -> Refusal:
    """401."""
    return Refusal(401, "unauthorized", message)


def broken() -> Refusal:
    """500: a real server fails on this input."""
    return Refusal(500, "unknown", "Internal Server Error")


def not_chat_app() -> Refusal:
    """400 of a chat operation on an app that is no chat."""
    return Refusal(400, "not_chat_app", "Please check if your app mode matches the right API route.")


def not_workflow_app() -> Refusal:
    """400 of a workflow operation on an app without a workflow."""
    return Refusal(400, "not_workflow_app", "Please check if your app mode matches the right API route.")


def page_not_found() -> Response:
    """404 of an unknown path: HTML, not JSON."""
    return Response(NOT_FOUND_PAGE, 404, media_type="text/html")


# The paths that a real server suggests: of all its paths, those that are similar to the emulator's.
RULES = (
    "/v1/app/feedbacks",
    "/v1/apps/annotation-reply/<string:action>",
    "/v1/apps/annotation-reply/<string:action>/status/<uuid:job_id>",
    "/v1/apps/annotations",
    "/v1/apps/annotations/<uuid:annotation_id>",
    "/v1/audio-to-text",
    "/v1/chat-messages",
    "/v1/chat-messages/<string:task_id>/stop",
    "/v1/completion-messages",
    "/v1/completion-messages/<string:task_id>/stop",
    "/v1/conversations",
    "/v1/conversations/<uuid:c_id>",
    "/v1/conversations/<uuid:c_id>/name",
    "/v1/conversations/<uuid:c_id>/variables",
    "/v1/conversations/<uuid:c_id>/variables/<uuid:variable_id>",
    "/v1/datasets",
    "/v1/datasets/<uuid:dataset_id>",
    "/v1/datasets/<uuid:dataset_id>/document/create-by-file",
    "/v1/datasets/<uuid:dataset_id>/document/create-by-text",
    "/v1/datasets/<uuid:dataset_id>/document/create_by_file",
    "/v1/datasets/<uuid:dataset_id>/document/create_by_text",
    "/v1/datasets/<uuid:dataset_id>/documents",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>",
    "/v1/datasets/<uuid:dataset_id>/documents/<string:batch>/indexing-status",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/download",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/update-by-file",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/update-by-text",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/update_by_file",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/update_by_text",
    "/v1/datasets/<uuid:dataset_id>/documents/download-zip",
    "/v1/datasets/<uuid:dataset_id>/documents/metadata",
    "/v1/datasets/<uuid:dataset_id>/documents/status/<string:action>",
    "/v1/datasets/<uuid:dataset_id>/hit-testing",
    "/v1/datasets/<uuid:dataset_id>/metadata",
    "/v1/datasets/<uuid:dataset_id>/metadata/<uuid:metadata_id>",
    "/v1/datasets/<uuid:dataset_id>/metadata/built-in",
    "/v1/datasets/<uuid:dataset_id>/metadata/built-in/<string:action>",
    "/v1/datasets/<uuid:dataset_id>/pipeline/datasource-plugins",
    "/v1/datasets/<uuid:dataset_id>/pipeline/datasource/nodes/<string:node_id>/run",
    "/v1/datasets/<uuid:dataset_id>/pipeline/run",
    "/v1/datasets/<uuid:dataset_id>/retrieve",
    "/v1/datasets/<uuid:dataset_id>/tags",
    "/v1/datasets/pipeline/file-upload",
    "/v1/datasets/tags",
    "/v1/datasets/tags/binding",
    "/v1/datasets/tags/unbinding",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments/<uuid:segment_id>",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments/<uuid:segment_id>/child_chunks",
    "/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments/<uuid:segment_id>/child_chunks"
    "/<uuid:child_chunk_id>",
    "/v1/end-users/<uuid:end_user_id>",
    "/v1/files/<uuid:file_id>/preview",
    "/v1/files/upload",
    "/v1/form/human_input/<string:form_token>",
    "/v1/info",
    "/v1/messages",
    "/v1/messages/<uuid:message_id>/feedbacks",
    "/v1/messages/<uuid:message_id>/suggested",
    "/v1/meta",
    "/v1/parameters",
    "/v1/site",
    "/v1/text-to-audio",
    "/v1/workflow/<string:task_id>/events",
    "/v1/workflows/<string:workflow_id>/run",
    "/v1/workflows/logs",
    "/v1/workflows/run",
    "/v1/workflows/run/<string:workflow_run_id>",
    "/v1/workflows/tasks/<string:task_id>/stop",
    "/api/chat-messages",
    "/api/completion-messages",
    "/api/conversations",
    "/api/messages",
)
CONSOLE_RULES = (
    "/console/api/account/profile",
    "/console/api/apps",
    "/console/api/apps/<uuid:app_id>",
    "/console/api/apps/<uuid:app_id>/chat-conversations",
    "/console/api/apps/<uuid:app_id>/completion-conversations",
    "/console/api/apps/<uuid:app_id>/export",
    "/console/api/apps/<uuid:app_id>/model-config",
    "/console/api/apps/<uuid:app_id>/statistics/average-response-time",
    "/console/api/apps/<uuid:app_id>/statistics/average-session-interactions",
    "/console/api/apps/<uuid:app_id>/statistics/daily-conversations",
    "/console/api/apps/<uuid:app_id>/statistics/daily-end-users",
    "/console/api/apps/<uuid:app_id>/statistics/daily-messages",
    "/console/api/apps/<uuid:app_id>/statistics/token-costs",
    "/console/api/apps/<uuid:app_id>/statistics/tokens-per-second",
    "/console/api/apps/<uuid:app_id>/statistics/user-satisfaction-rate",
    "/console/api/apps/<uuid:app_id>/workflow/statistics/average-app-interactions",
    "/console/api/apps/<uuid:app_id>/workflow/statistics/daily-conversations",
    "/console/api/apps/<uuid:app_id>/workflow/statistics/daily-terminals",
    "/console/api/apps/<uuid:app_id>/workflow/statistics/token-costs",
    "/console/api/apps/<uuid:app_id>/workflows/publish",
    "/console/api/apps/<uuid:resource_id>/api-keys",
    "/console/api/apps/imports",
    "/console/api/datasets/<uuid:dataset_id>/error-docs",
    "/console/api/datasets/<uuid:dataset_id>/indexing-status",
    "/console/api/datasets/<uuid:dataset_id>/retry",
    "/console/api/rag/pipelines/<uuid:pipeline_id>/workflows/publish",
)


def _stripped(rules: tuple[str, ...]) -> dict[str, str]:
    return {re.sub("(<.*>)", "", rule): rule for rule in rules}


_STRIPPED, _STRIPPED_CONSOLE = _stripped(RULES), _stripped(CONSOLE_RULES)


def guess(path: str, message: str) -> str:
    """The message, followed by the paths with a similar spelling (even if the path was right)."""
    rules = _STRIPPED_CONSOLE if path.startswith("/console/") else _STRIPPED
    close = difflib.get_close_matches(path, rules)
    if not close:
        return message
    proposed = " or ".join(rules[match] for match in close)
    return f"{message.rstrip('.')}. You have requested this URI [{path}] but did you mean {proposed} ?"
