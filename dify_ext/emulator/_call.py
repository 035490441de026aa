"""A request to an operation: its key, its end user, its body."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ._checks import Field, Problem, Wrong, read, refusal
from ._dialects import Traits
from ._errors import Refusal, broken, invalid_param, not_chat_app, not_found, unauthorized
from ._options import Options
from ._state import App, Conversation, Message, State, User, state_of

#: The place of the end user in a request.
Place = Literal["json", "query", "form", "none"]

Handler = Callable[["Call"], Awaitable[Response]]


@dataclass(slots=True)
class BaseCall:
    """A request to any operation."""

    request: Request
    state: State

    @property
    def options(self) -> Options:
        """The options of this emulator."""
        return self.state.options

    @property
    def traits(self) -> Traits:
        """How this release answers."""
        return self.state.options.traits

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

    def checked(
        self,
        model: str,
        given: Mapping[str, Any],
        fields: Mapping[str, Field],
        source: str = "JSON body",
    ) -> dict[str, Any]:
        """The checked fields of a payload, or the refusal of this release."""
        values, problems = read(given, fields)
        if problems:
            raise refusal(model, problems, self.traits.validation, source)
        return values

    def check_query(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked query parameters."""
        return self.checked(model, self.query, fields, "query string")

    def wrong(self, model: str, place: str, wrong: Wrong, value: Any) -> Refusal:
        """The refusal of one value."""
        return refusal(model, [Problem(place, wrong, value)], self.traits.validation)


@dataclass(slots=True)
class Call(BaseCall):
    """The argument of a handler of an app's operation."""

    app: App
    user: User
    body: dict[str, Any] = field(default_factory=dict)
    file: UploadFile | None = None
    file_count: int = 0

    def check(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked fields of the JSON body."""
        return self.checked(model, self.body, fields)

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
        except Refusal as refused:
            return refused.answer(state.options.traits)

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
    if not isinstance(name, str | int | float | None):
        raise invalid_param("user must be a string.")
    if name is not None and len(str(name)) > 255:
        raise broken()
    return app.user(None if name is None else str(name))


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON body. 415 if the content type is not JSON, 400 if the body is no JSON object."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Refusal(
            415,
            "unsupported_media_type",
            "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
        )
    body = json_of(await request.body())
    if not isinstance(body, dict):
        raise Refusal(
            400, "bad_request", "The browser (or proxy) sent a request that this server could not understand."
        )
    return body


def json_of(content: bytes | str) -> Any:
    """JSON; None if it is none, is nested too deeply, or has half of a character."""
    try:
        found = json.loads(content)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return found


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
