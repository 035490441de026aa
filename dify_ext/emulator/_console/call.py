"""A request to an operation of the console: the account, and the body as its release reads it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any, Self

from starlette.requests import Request

from .._call import Call, json_of, read_json
from .._errors import Refusal, unauthorized
from .._knowledge.state import Dataset
from .._options import Options
from .._spec import Operation
from .._state import State
from .state import Account, Console, Key, Record, console_of


class ConsoleCall(Call):
    """A request of somebody who has signed in."""

    console: Console
    account: Account

    @classmethod
    async def open(cls, request: Request, state: State, operation: Operation) -> Self:
        """The call, if its account has signed in or need not."""
        call = cls(request, state, operation)
        call.console = console_of(request.app)
        call.account = call.console.owner if operation.is_open else signed_in(request, call.console)
        return call

    @property
    def validation(self) -> str:
        """The form of the report on a wrong body."""
        return self.traits.body_validation or self.traits.validation

    @property
    def datasets(self) -> Mapping[str, Dataset]:
        """The console's own knowledge base, and those made with a dataset key."""
        return ChainMap(self.state.knowledge.datasets, self.console.datasets)

    async def json(self) -> dict[str, Any]:
        """The JSON body. Some releases read a broken body as an empty one."""
        if self.traits.console_json == "strict":
            return await read_json(self.request)
        body = json_of(await self.request.body())
        return body if isinstance(body, dict) else {}

    def record(self, *modes: str) -> Record:
        """The app of the path, or 404; `modes` are the kinds that are allowed, in the server's
        order.
        """
        found: Record = self.find("app_id")
        if modes and found.app.mode not in modes:
            names = ", ".join(f"'{mode}'" for mode in modes)
            raise Refusal(404, "app_not_found", f"App mode is not in the supported list: {{{names}}}")
        return found

    @property
    def of_an_app(self) -> bool:
        """Whether the path names the app that keys belong to, and not all knowledge bases."""
        return "resource_id" in self.request.path_params

    @property
    def keys(self) -> list[Key]:
        """The keys that the path names."""
        found: list[Key] = self.find("resource_id").keys if self.of_an_app else self.console.dataset_keys
        return found

    def gone(self) -> None:
        """The answer to a delete."""


def cookie_name(name: str, options: Options) -> str:
    """The name of a cookie on this server."""
    return f"__Host-{name}" if options.host_cookies else name


def signed_in(request: Request, console: Console) -> Account:
    """The account that sent the request, or 401."""
    options = console.state.options
    token = (
        bearer_or_query(request) if options.traits.tokens == "body" else cookie_or_bearer(request, options)
    )
    if not token:
        raise unauthorized("Invalid Authorization token.")
    workspace = request.headers.get("X-WORKSPACE-ID")
    if options.traits.admin_key and token == options.admin_key and workspace == console.state.tenant_id:
        return console.owner
    account = console.account(console.tokens.account_of(token))
    if account is None:
        raise unauthorized("Invalid token.")
    if options.traits.tokens == "cookies":
        csrf = request.cookies.get(cookie_name("csrf_token", options))
        console.tokens.check_csrf(request.headers.get("X-CSRF-Token"), csrf, account.id)
    account.last_active_at = console.state.time()
    return account


def bearer_or_query(request: Request) -> str | None:
    """The token, for releases with tokens in the body."""
    header = request.headers.get("Authorization")
    if not header:
        return request.query_params.get("_token")
    scheme, _, token = header.partition(" ")
    if not token or scheme.lower() != "bearer":
        raise unauthorized("Invalid Authorization header format. Expected 'Bearer <api-key>' format.")
    return token.strip()


def cookie_or_bearer(request: Request, options: Options) -> str | None:
    """The token, for releases with cookies."""
    cookie = request.cookies.get(cookie_name("access_token", options))
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return cookie or (token.strip() if scheme.lower() == "bearer" else None)
