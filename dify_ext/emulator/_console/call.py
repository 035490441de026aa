"""A request to an operation of the console: the account, the parameters, the errors of this
release.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from .._call import BaseCall, json_of, read_json
from .._checks import Field, read, refusal
from .._errors import Refusal
from .state import Account, Console, Record, console_of

Handler = Callable[["ConsoleCall"], Awaitable[Response]]


@dataclass(slots=True)
class ConsoleCall(BaseCall):
    """The argument of a handler."""

    console: Console
    account: Account

    async def body(
        self, model: str, fields: Mapping[str, Field], given: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The checked fields of the body."""
        found = await self.json() if given is None else given
        values, problems = read(found, fields)
        if problems:
            raise refusal(model, problems, self.traits.body_validation or self.traits.validation)
        return values

    async def json(self) -> dict[str, Any]:
        """The JSON body. Some releases read a broken body as an empty one."""
        if self.traits.console_json == "strict":
            return await read_json(self.request)
        body = json_of(await self.request.body())
        return body if isinstance(body, dict) else {}

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
            raise Refusal(404, body={"message": "App not found"})
        return found


def endpoint(
    handler: Handler, authenticate: Callable[[Request, Console], Account]
) -> Callable[[Request], Awaitable[Response]]:
    """A handler for Starlette, with its authentication."""

    async def serve(request: Request) -> Response:
        console = console_of(request.app)
        try:
            account = authenticate(request, console)
            return await handler(ConsoleCall(request, console.state, console, account))
        except Refusal as refused:
            return refused.answer(console.state.options.traits)

    return serve


def nobody(request: Request, console: Console) -> Account:
    """Authentication of the operations that need no sign-in."""
    return console.owner
