"""A request to an operation: its key, its end user, its body."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ._errors import Refusal, broken, invalid_param, not_chat_app, not_found, unauthorized
from ._state import App, Conversation, Message, State, User, state_of

#: The place of the end user in a request.
Place = Literal["json", "query", "form", "none"]

Handler = Callable[["Call"], Awaitable[Response]]


@dataclass(slots=True)
class Call:
    """The argument of a handler."""

    request: Request
    state: State
    app: App
    user: User
    body: dict[str, Any] = field(default_factory=dict)
    file: UploadFile | None = None
    file_count: int = 0

    @property
    def query(self) -> dict[str, str]:
        """The query parameters."""
        return dict(self.request.query_params)

    @property
    def base_url(self) -> str:
        """The address under which the client reached this server."""
        return str(self.request.base_url).rstrip("/")

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def must_chat(self) -> None:
        """400 if the app has no conversations."""
        if not self.app.chats:
            raise not_chat_app()

    def conversation(self, conversation_id: str) -> Conversation:
        """The user's conversation, or 404."""
        found = self.app.conversation(conversation_id, self.user)
        if found is None:
            raise not_found("Conversation Not Exists.")
        return found

    def message(self, message_id: str) -> Message:
        """The user's message, or 404."""
        found = self.app.message(message_id, self.user)
        if found is None:
            raise not_found("Message Not Exists.")
        return found


def endpoint(
    handler: Handler, user: Place = "none", required: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """A handler for Starlette: it checks the key, finds the user and reads the body."""

    async def serve(request: Request) -> Response:
        state = state_of(request.app)
        try:
            app = signed_in(request, state)
            if user == "form":
                return await with_form(handler, request, state, app)
            body: dict[str, Any] = {}
            name: Any = None
            # Every request that may have a body is checked for its content type.
            if user == "json" or (user == "none" and request.method in ("POST", "PUT")):
                body = await read_json(request)
                name = body.get("user")
            elif user == "query":
                name = request.query_params.get("user")
            if required and not name:
                raise invalid_param("Arg user must be provided.")
            return await handler(Call(request, state, app, end_user(app, name), body))
        except Refusal as refusal:
            return refusal.answer(request.url.path)

    return serve


def key_of(request: Request) -> str:
    """The key of the request, or 401."""
    header = request.headers.get("Authorization")
    if header is None or " " not in header:
        raise unauthorized("Authorization header must be provided and start with 'Bearer'")
    scheme, _, key = header.partition(" ")
    if scheme.lower() != "bearer":
        raise unauthorized("Authorization scheme must be 'Bearer'")
    return key.strip()


def signed_in(request: Request, state: State) -> App:
    """The app that the request's key belongs to, or 401."""
    app = state.app_for(key_of(request), request.url.path)
    if app is None:
        raise unauthorized("Access token is invalid")
    return app


def end_user(app: App, name: Any) -> User:
    """The user of that name. A name that is too long for the server's table is a 500."""
    if name is not None and len(str(name)) > 255:
        raise broken()
    return app.user(None if name is None else str(name))


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON body. 415 if the content type is not JSON, 400 if the body is not."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Refusal(
            415,
            "unsupported_media_type",
            "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
        )
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise Refusal(
            400, "bad_request", "The browser (or proxy) sent a request that this server could not understand."
        ) from None
    if not isinstance(body, dict):
        raise broken()
    return body


async def with_form(handler: Handler, request: Request, state: State, app: App) -> Response:
    """Call a handler that takes a file, and remove the temporary copy afterwards."""
    async with request.form() as form:
        name = form.get("user")
        uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        file = form.get("file")
        call = Call(request, state, app, end_user(app, name if isinstance(name, str) else None))
        call.file = file if isinstance(file, UploadFile) else None
        call.file_count = len(uploads)
        return await handler(call)
