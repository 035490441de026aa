"""A request to an operation: who sent it, what it asks, and the answer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ._answers import blocking_answer, empty_answer, json_answer
from ._checks import Problem, Wrong, read, refusal
from ._dialects import Traits
from ._errors import Refusal, broken, invalid_param, not_found, unauthorized
from ._options import Options
from ._resources import STORES
from ._spec import Operation, Schema, as_of, merged
from ._state import CHATS, App, Conversation, State, User, state_of

#: Answers a call: with JSON, with nothing (204), or with a response of its own.
Handler = Callable[[Any], Awaitable[Any]]


@dataclass
class Call:
    """A request to any operation."""

    request: Request
    state: State
    operation: Operation
    _form: FormData | None = field(default=None, init=False)

    @classmethod
    async def open(cls, request: Request, state: State, operation: Operation) -> Self:
        """The call of a request; a `Refusal` if it has no right to be answered."""
        return cls(request, state, operation)

    @property
    def options(self) -> Options:
        """The options of this emulator."""
        return self.state.options

    @property
    def traits(self) -> Traits:
        """How this release answers."""
        return self.state.options.traits

    @property
    def now(self) -> float:
        """The time of the server's clock, in seconds."""
        return self.state.time()

    @property
    def base_url(self) -> str:
        """The address under which the client reached this server."""
        return str(self.request.base_url).rstrip("/")

    @property
    def validation(self) -> str:
        """The form of the report on a wrong body."""
        return self.traits.validation

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def find(self, part: str, missing: str | None = None) -> Any:
        """The thing whose id is a part of the path, or 404; `missing` is another text for that."""
        store = STORES[part]
        found = self.things(part).get(self.path(part))
        if found is None or (store.own and found.user is not self.caller):
            raise not_found(missing) if missing else store.missing()
        return found

    def things(self, part: str) -> dict[str, Any]:
        """All things of this kind, in the thing that the path names before."""
        store = STORES[part]
        return store.things(self if store.parent is None else self.find(store.parent))

    @property
    def caller(self) -> User | None:
        """The end user, who sees only things of their own."""
        return None

    async def json(self) -> dict[str, Any]:
        """The JSON body. 415 if the content type is not JSON, 400 if it is no JSON object."""
        return await read_json(self.request)

    async def form(self) -> FormData:
        """The form in the body."""
        if self._form is None:
            self._form = await self.request.form()
        return self._form

    async def close(self) -> None:
        """Remove the temporary files of the form."""
        if self._form is not None:
            await self._form.close()

    def checked(
        self, schema: Schema, given: Mapping[str, Any], validation: str, source: str = "JSON body"
    ) -> dict[str, Any]:
        """The checked fields, or the refusal of this release."""
        values, problems = read(given, schema)
        if problems:
            raise refusal(schema["title"], problems, validation, source)
        return values

    async def body(self, *optional: str, **changes: Schema) -> dict[str, Any]:
        """The checked fields of the JSON body.

        `optional` are fields that this release does not require; `changes` are keywords for others.
        """
        if self.operation.content_type is None:
            return {}
        schema = merged(self.operation.body, {"properties": changes})
        required = [name for name in schema.get("required", ()) if name not in optional]
        return self.checked({**schema, "required": required}, await self.json(), self.validation)

    @property
    def lenient(self) -> bool:
        """Whether query parameters that cannot be read are ignored."""
        return False

    def query(self, **changes: Schema) -> dict[str, Any]:
        """The checked query parameters; `changes` are keywords for some."""
        schema, given = merged(self.operation.query, {"properties": changes}), self.request.query_params
        if not self.lenient:
            return self.checked(schema, given, self.traits.validation, "query string")
        values, problems = read(given, schema)
        wrong = {problem.place: schema["properties"][problem.place].get("default") for problem in problems}
        return {**values, **wrong}

    def wrong(self, place: str, wrong: Wrong, value: Any, model: str | None = None) -> Refusal:
        """The refusal of one value of the body."""
        return refusal(model or self.operation.body["title"], [Problem(place, wrong, value)], self.validation)

    def as_of(self, value: Any) -> Any:
        """An answer, without the fields that this release does not have."""
        return as_of(self.operation.answer, value, self.options.release)

    def answer(self, value: Any, status: int | None = None) -> Response:
        """The answer in JSON; the usual status is that of the spec."""
        if value is None:
            return empty_answer()
        return json_answer(self.as_of(value), status or self.operation.status)

    def gone(self) -> Response | None:
        """The answer to a delete."""
        return None

    def in_one_piece(self, value: dict[str, Any]) -> Response:
        """The answer of an operation that could also have streamed."""
        return blocking_answer(self.as_of(value))


@dataclass
class AppCall(Call):
    """A request with an app's key."""

    app: App = field(init=False)
    user: User = field(init=False)
    given: dict[str, Any] = field(default_factory=dict, init=False)

    @classmethod
    async def open(cls, request: Request, state: State, operation: Operation) -> Self:
        """The call, its end user and its body."""
        call = cls(request, state, operation)
        app = state.app_for(key_of(request), request.url.path)
        if app is None:
            raise unauthorized("Access token is invalid")
        call.app = app
        name: Any = None
        if operation.content_type == "application/json":
            call.given = await read_json(request)
            name = call.given.get("user") if operation.user_place else None
        elif operation.content_type is not None:
            name = (await call.form()).get("user")
            name = name if isinstance(name, str) else None
        elif operation.user_place:
            name = request.query_params.get("user")
        if not name and operation.user_required:
            raise invalid_param("Arg user must be provided.")
        call.user = end_user(app, name)
        return call

    @property
    def caller(self) -> User | None:
        """The end user."""
        return self.user

    async def json(self) -> dict[str, Any]:
        """The JSON body."""
        return self.given

    def conversation(self, conversation_id: str) -> Conversation:
        """The user's conversation with this id, or 404."""
        found = self.app.conversations.get(conversation_id)
        if found is None or found.user is not self.user:
            raise STORES["conversation_id"].missing()
        return found

    def must_be(self, *modes: str, code: str) -> None:
        """400 if the app is of another kind."""
        if self.app.mode not in modes:
            raise Refusal(400, code, "Please check if your app mode matches the right API route.")

    def must_chat(self) -> None:
        """400 if the app has no conversations."""
        self.must_be(*CHATS, code="not_chat_app")


def endpoint(
    operation: Operation, handler: Handler, kind: type[Call]
) -> Callable[[Request], Awaitable[Response]]:
    """An operation for Starlette."""

    async def serve(request: Request) -> Response:
        state = state_of(request.app)
        try:
            call = await kind.open(request, state, operation)
            try:
                answer = await handler(call)
                return answer if isinstance(answer, Response) else call.answer(answer)
            finally:
                await call.close()
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


def uploads(form: FormData) -> list[UploadFile]:
    """All files of a form."""
    return [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
