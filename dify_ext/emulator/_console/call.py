"""A request to an operation of the console: the account, the parameters, the errors of this
release.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from .._answers import json_answer
from .._call import read_json
from .._checks import Field, read, report
from .._errors import Refusal, guess
from .._options import Options
from .._state import State
from .state import Account, Console, Record, console_of

Handler = Callable[["ConsoleCall"], Awaitable[Response]]


class OtherRefusal(Refusal):
    """An error whose body is not `{code, message, status}`."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(status, "", "")
        self.body = dict(body)

    def answer(self, path: str) -> Response:
        """The response with this body."""
        return json_answer(self.body, self.status)


@dataclass(slots=True)
class ConsoleCall:
    """The argument of a handler."""

    request: Request
    console: Console
    account: Account

    @property
    def state(self) -> State:
        """The state that the Service API uses, too."""
        return self.console.state

    @property
    def options(self) -> Options:
        """The options of this emulator."""
        return self.console.state.options

    @property
    def base_url(self) -> str:
        """The address under which the client reached this server."""
        return str(self.request.base_url).rstrip("/")

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def query(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked query parameters."""
        return self._checked(model, dict(self.request.query_params), fields, "query string")

    async def body(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked fields of the body."""
        return self._checked(model, await self.json(), fields, "JSON body")

    async def json(self) -> dict[str, Any]:
        """The JSON body. Older releases read a broken body as an empty one."""
        if self.options.dialect == "1.13":
            return await read_json(self.request)
        try:
            body = json.loads(await self.request.body())
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}

    def _checked(
        self, model: str, given: dict[str, Any], fields: Mapping[str, Field], place: str
    ) -> dict[str, Any]:
        values, problems = read(given, fields)
        if problems and self.options.dialect == "1.13":
            raise report(model, [problem.in_new_words() for problem in problems])
        if problems:
            # only the first problem is reported
            errors = {problems[0].place: problems[0].in_old_words(place)}
            raise OtherRefusal(400, {"errors": errors, "message": "Input payload validation failed"})
        return values

    def record(self, *modes: str, name: str = "app_id") -> Record:
        """The app of the path, or 404; `modes` are the kinds that are allowed, in the server's
        order.
        """
        found = self.console.records.get(self.path(name))
        if found is None:
            raise Refusal(404, "app_not_found", "App not found")
        if modes and found.app.mode not in modes:
            names = ", ".join(f"'{mode}'" for mode in modes)
            raise Refusal(404, "app_not_found", f"App mode is not in the supported list: {{{names}}}")
        return found

    def record_of_keys(self) -> Record:
        """The app of a path of keys.

        Another part of the server looks it up and uses other words.
        """
        found = self.console.records.get(self.path("resource_id"))
        if found is None:
            raise OtherRefusal(404, {"message": guess(self.request.url.path, "App not found")})
        return found


def endpoint(
    handler: Handler, authenticate: Callable[[Request, Console], Account]
) -> Callable[[Request], Awaitable[Response]]:
    """A handler for Starlette, with its authentication."""

    async def serve(request: Request) -> Response:
        console = console_of(request.app)
        try:
            return await handler(ConsoleCall(request, console, authenticate(request, console)))
        except Refusal as refusal:
            return refusal.answer(request.url.path)

    return serve


def nobody(request: Request, console: Console) -> Account:
    """Authentication of the operations that need no sign-in."""
    return console.owner
