"""A request to an operation of the console: the account, and the body as its release reads it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any, Self

from starlette.requests import Request

from .._call import Call, json_of, read_json
from .._errors import Refusal
from .._knowledge.state import Dataset
from .._spec import Operation
from .._state import State
from .auth import signed_in
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
