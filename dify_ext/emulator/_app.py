"""The emulator as an ASGI app: its paths, and the headers of every answer."""

from __future__ import annotations

from email.utils import formatdate
from functools import cache
from typing import Unpack

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import (
    _annotations,
    _app_info,
    _audio,
    _chat,
    _conversations,
    _end_users,
    _files,
    _forms,
    _messages,
    _resumed,
    _workflows,
)
from ._answers import json_answer
from ._call import Handler, Place, endpoint
from ._console.operations import routes as console_routes
from ._console.state import Console
from ._control import ROUTES as CONTROL
from ._dialects import ALL, Release, traits_of
from ._errors import Refusal, broken, page_not_found
from ._faults import FaultRules
from ._faulty_answers import Faulty
from ._knowledge.operations import routes as knowledge_routes
from ._operation_names import Operations
from ._options import Settings, options
from ._request_log import PREFIX, RecordedRequest, RequestLog
from ._state import State, state_of

#: Every operation: method, path, handler, the place of the end user, whether one is required.
OPERATIONS: tuple[tuple[str, str, Handler, Place, bool], ...] = (
    ("POST", "/v1/chat-messages", _chat.send_chat_message, "json", True),
    ("POST", "/v1/chat-messages/{task_id}/stop", _chat.stop_chat_message, "json", True),
    ("POST", "/v1/completion-messages", _chat.send_completion_message, "json", True),
    ("POST", "/v1/completion-messages/{task_id}/stop", _chat.stop_completion_message, "json", True),
    ("POST", "/v1/workflows/run", _workflows.run_workflow, "json", True),
    ("POST", "/v1/workflows/{workflow_id}/run", _workflows.run_workflow_by_id, "json", True),
    ("POST", "/v1/workflows/tasks/{task_id}/stop", _workflows.stop_workflow_task, "json", True),
    ("GET", "/v1/workflows/run/{workflow_run_id}", _workflows.get_workflow_run, "none", False),
    ("GET", "/v1/workflows/logs", _workflows.list_workflow_logs, "none", False),
    ("GET", "/v1/workflow/{workflow_run_id}/events", _resumed.stream_workflow_events, "query", True),
    ("GET", "/v1/form/human_input/{form_token}", _forms.get_human_input_form, "none", False),
    ("POST", "/v1/form/human_input/{form_token}", _forms.submit_human_input_form, "json", True),
    ("GET", "/v1/end-users/{end_user_id:uuid}", _end_users.get_end_user, "none", False),
    ("GET", "/v1/messages", _messages.list_messages, "query", False),
    ("POST", "/v1/messages/{message_id:uuid}/feedbacks", _messages.post_feedback, "json", True),
    ("GET", "/v1/messages/{message_id:uuid}/suggested", _messages.get_suggested_questions, "query", True),
    ("GET", "/v1/conversations", _conversations.list_conversations, "query", False),
    ("DELETE", "/v1/conversations/{conversation_id:uuid}", _conversations.delete_conversation, "json", False),
    (
        "POST",
        "/v1/conversations/{conversation_id:uuid}/name",
        _conversations.rename_conversation,
        "json",
        False,
    ),
    (
        "GET",
        "/v1/conversations/{conversation_id:uuid}/variables",
        _conversations.list_conversation_variables,
        "query",
        False,
    ),
    (
        "PUT",
        "/v1/conversations/{conversation_id:uuid}/variables/{variable_id:uuid}",
        _conversations.update_conversation_variable,
        "json",
        False,
    ),
    ("POST", "/v1/text-to-audio", _audio.text_to_audio, "json", False),
    ("POST", "/v1/audio-to-text", _audio.audio_to_text, "form", False),
    ("POST", "/v1/files/upload", _files.upload_file, "form", False),
    ("GET", "/v1/files/{file_id:uuid}/preview", _files.preview_file, "query", False),
    ("GET", "/v1/info", _app_info.get_app_info, "none", False),
    ("GET", "/v1/parameters", _app_info.get_app_parameters, "none", False),
    ("GET", "/v1/meta", _app_info.get_app_meta, "none", False),
    ("GET", "/v1/site", _app_info.get_app_site, "none", False),
    ("GET", "/v1/app/feedbacks", _messages.list_app_feedbacks, "none", False),
    ("GET", "/v1/apps/annotations", _annotations.list_annotations, "none", False),
    ("POST", "/v1/apps/annotations", _annotations.create_annotation, "none", False),
    ("PUT", "/v1/apps/annotations/{annotation_id:uuid}", _annotations.update_annotation, "none", False),
    ("DELETE", "/v1/apps/annotations/{annotation_id:uuid}", _annotations.delete_annotation, "none", False),
    ("POST", "/v1/apps/annotation-reply/{action}", _annotations.set_annotation_reply, "none", False),
    (
        "GET",
        "/v1/apps/annotation-reply/{action}/status/{job_id:uuid}",
        _annotations.get_annotation_reply_status,
        "none",
        False,
    ),
)

#: Operations that not every release has, with the first one that does.
SINCE: dict[Handler, Release] = {
    _workflows.run_workflow_by_id: (1, 7, 2),
    _resumed.stream_workflow_events: (1, 14),
    _forms.get_human_input_form: (1, 14),
    _forms.submit_human_input_form: (1, 14),
    _end_users.get_end_user: (1, 13),
    _conversations.list_conversation_variables: (1, 3, 1),
    _conversations.update_conversation_variable: (1, 7, 2),
    _files.preview_file: (1, 7, 2),
    _app_info.get_app_site: (1, 4),
    _messages.list_app_feedbacks: (1, 4),
    _annotations.list_annotations: (1, 2),
    _annotations.create_annotation: (1, 2),
    _annotations.update_annotation: (1, 3, 1),
    _annotations.delete_annotation: (1, 2),
    _annotations.set_annotation_reply: (1, 2),
    _annotations.get_annotation_reply_status: (1, 2),
}


@cache  # compiling the paths takes longer than all else in a new emulator; apps share the routes
def _routes(release: Release) -> tuple[Route, ...]:
    routes = [
        Route(path, endpoint(handler, user, required), methods=[method])
        for method, path, handler, user, required in OPERATIONS
        if release >= SINCE.get(handler, ALL)
    ]
    routes.append(Route("/files/{file_id:uuid}/file-preview", _files.signed_preview))
    if traits_of(release).people:
        routes.append(Route("/api/form/human_input/{form_token}", _forms.web_form, methods=["GET", "POST"]))
    return (*routes, *knowledge_routes(release), *console_routes(release))


@cache
def _operations(release: Release) -> Operations:
    return Operations(_routes(release))


def create_app(**settings: Unpack[Settings]) -> Starlette:
    """A new emulator that has only its apps. The arguments are those of `Emulator`."""
    state = State(options(**settings))
    console = Console(state)
    release = state.options.release
    operations = _operations(release)
    state.requests = RequestLog(operations)
    state.rules = FaultRules(operations)
    app = Starlette(
        routes=[*_routes(release), *CONTROL],
        middleware=[
            Middleware(Stamp, state=state, operations=operations),
            Middleware(Faulty, state=state, tokens=console.tokens),
        ],
        exception_handlers={HTTPException: http_error},
    )
    app.router.redirect_slashes = False  # a path with an extra slash is unknown
    app.state.emulator = state
    app.state.console = console
    return app


class Stamp:
    """Adds the release and the time to every response and records the request."""

    def __init__(self, app: ASGIApp, state: State, operations: Operations) -> None:
        self.app, self.state, self.operations = app, state, operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(PREFIX):
            await self.app(scope, receive, send)
            return
        started = False
        request = RecordedRequest(scope, self.operations)
        self.state.requests.arrived(request)

        async def stamped(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                await request.read_rest(receive)
                if not self.state.options.hide_version:
                    message["headers"].append((b"x-version", self.state.options.version.encode()))
                message["headers"].append((b"date", formatdate(self.state.time(), usegmt=True).encode()))
            request.note(message)
            await send(message)

        try:
            await self.app(scope, request.receiver(receive), stamped)
        except ClientDisconnect:
            return  # the client is gone while we read its request: there is nobody to answer
        except Exception:
            # A bug of the emulator: the client gets a real server's answer, the log gets the
            # traceback.
            if not started:
                await broken().answer(self.state.options.traits)(scope, receive, stamped)
            raise


async def http_error(request: Request, error: Exception) -> Response:
    """Unknown paths and methods, and forms that cannot be read."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return page_not_found()
    if status == 405:
        if request.method == "OPTIONS":
            return Response(media_type="text/html")
        return json_answer(
            {
                "code": "method_not_allowed",
                "message": "The method is not allowed for the requested URL.",
                "status": 405,
            },
            405,
        )
    return Refusal(status, "bad_request", str(error)).answer(state_of(request.app).options.traits)
