"""The emulator for tests: apps with given answers, faults, and what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Unpack

from dify_ext.emulator._accounts import ADMIN_EMAIL, ADMIN_PASSWORD
from dify_ext.emulator._faults import Fault, FaultKind
from dify_ext.emulator._options import Settings
from dify_ext.emulator._respond import Respond
from dify_ext.emulator._seed import check, plant, read_seed
from dify_ext.emulator._server import Emulator
from dify_ext.emulator._setup import (
    EmulatedAccount,
    EmulatedApp,
    EmulatedDataset,
    Inputs,
    add_account,
    add_app,
    add_dataset,
)
from dify_ext.emulator._state import ANY_APP


class DifyEmulator(Emulator):
    """An emulated Dify server in a thread of this process, to test a program that uses Dify.

    Use it as a context manager. It has the arguments and methods of `dify_ext.emulator.Emulator`,
    and serves the same apps (`keys`) besides those that the test adds.

    If a function for `respond` raises an error, or returns something that cannot be used, the run
    fails at once with status 500 and the reason, and leaving the ``with`` (in pytest, the end of
    the fixture) raises `RespondError`. So no such error stays hidden.

    Attributes:
        api_key: A key for all kinds of apps and for the knowledge bases. A call goes to the newest
            app of the kind that it needs.
        email: The e-mail address of the owner of the console.
        password: The password of the owner.
    """

    api_key = ANY_APP
    email, password = ADMIN_EMAIL, ADMIN_PASSWORD

    def __init__(self, **settings: Unpack[Settings]) -> None:
        super().__init__(**settings)
        self._state.any_app = True
        self._state.knowledge.keys.add(ANY_APP)

    def app(
        self,
        mode: str,
        *,
        inputs: Inputs | None = None,
        respond: Respond = None,
        name: str | None = None,
        api_key: str | None = None,
    ) -> EmulatedApp:
        """Add an app.

        Args:
            mode: Its kind: ``"chat"``, ``"agent-chat"``, ``"completion"``, ``"advanced-chat"`` or
                ``"workflow"``.
            inputs: The names of the inputs that it needs; or a dict of names with a type
                (``"number"``) or a description (``{"type": "select", "options": [...],
                "required": False}``). None takes any inputs.
            respond: What it answers: a text, a dict of outputs, an `Answer`, a list of events, a
                path to a recorded stream, a list of answers in turn, or a function that gets an
                `AskedRun` and gives one of these. The function may be asynchronous, and may raise
                `DifyFailure`. None echoes the question.
            name: Its name.
            api_key: Its API key; by default a random one.

        Returns:
            The app, with its `api_key`.

        Raises:
            ValueError: The mode, an input or the key cannot be used.
            RespondError: The app cannot answer with `respond`.
        """
        return add_app(self.asgi, mode, inputs=inputs, respond=respond, name=name, api_key=api_key)

    def fail(
        self,
        operation: str,
        *,
        status: int | None = None,
        code: str | None = None,
        message: str | None = None,
        kind: FaultKind | None = None,
        after_events: int | None = None,
        times: int | None = 1,
        after_bytes: int | None = None,
        after: int = 0,
        probability: float = 1.0,
        seed: int = 0,
        retry_after: float | None = None,
        seconds: float | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> Fault:
        """Make the next requests of an operation fail.

        Args:
            operation: ``"METHOD /path"``: the path of the documentation
                (``"GET /v1/messages/{message_id}/suggested"``) or that of one request.
            status: The HTTP status of the error.
            code: The error's code, such as ``"provider_quota_exceeded"``.
            message: The error's text.
            kind: The kind of fault, instead of an error:

                - ``"reset"``: the connection is reset before the answer, or after a part of it
                - ``"stall"``: no more bytes arrive; the connection stays open
                - ``"pings"``: only pings arrive
                - ``"drip"``: the answer arrives byte by byte
                - ``"truncate"``: the JSON of the answer is cut off
                - ``"html"``: the HTML error page of a proxy (status 502 by default)
                - ``"error_event"``: an ``error`` event in a stream; other answers have status 200
                - ``"open_end"``: the connection stays open after the whole answer
                - ``"duplicate"``: an event comes twice
                - ``"reorder"``: two events swap places
                - ``"unknown_event"``: an event has a name that no release knows
                - ``"lose_rows"``: a page of a list lacks a row
                - ``"expire_tokens"``: the access tokens of the console expire before the request
                - ``"revoke_tokens"``: its refresh tokens expire, too
            after_events: The number of events of a stream that come before the fault.
            times: The number of requests that fail; None for all.
            after_bytes: The number of bytes of the answer that come before the fault.
            after: The number of requests that succeed first.
            probability: The share of requests that fail, from 0 to 1.
            seed: Decides which requests fail: the same ones each time the test runs.
            retry_after: The seconds in the header ``Retry-After``.
            seconds: The seconds between pings, or between the bytes of ``"drip"``.
            headers: More headers of the error.
            body: The body of the error instead of ``{code, message, status}``.

        Returns:
            The rule; ``taken`` is the number of requests that it made fail.

        Raises:
            ValueError: There is no such operation, or the arguments do not fit together.
        """
        rule = Fault(
            operation,
            kind=kind,
            status=status,
            code=code,
            message=message,
            after_events=after_events,
            times=times,
            after_bytes=after_bytes,
            after=after,
            probability=probability,
            seed=seed,
            retry_after=retry_after,
            seconds=seconds,
            headers=dict(headers or {}),
            body=body,
        )
        return self._state.rules.add(rule)

    @property
    def faults(self) -> list[Fault]:
        """The rules of `fail`, also those that have done all they should."""
        return list(self._state.rules)

    def dataset(self, name: str, documents: Mapping[str, str] | Sequence[str] = ()) -> EmulatedDataset:
        """Add a knowledge base. Its documents are indexed already.

        Args:
            name: Its name.
            documents: The texts of its documents, or a text for each name.

        Returns:
            The knowledge base, with the ids of its documents by their names.

        Raises:
            ValueError: There is a knowledge base with this name, or a document is no text.
        """
        return add_dataset(self.asgi, name, documents)

    def account(
        self,
        email: str,
        password: str,
        *,
        name: str | None = None,
        role: str = "normal",
        timezone: str = "UTC",
    ) -> EmulatedAccount:
        """Add an account to the console.

        Args:
            email: Its e-mail address.
            password: Its password.
            name: Its name.
            role: ``"owner"``, ``"admin"``, ``"editor"``, ``"normal"`` or ``"dataset_operator"``.
            timezone: The time zone of its statistics, such as ``"Europe/Berlin"``.

        Returns:
            The account.

        Raises:
            ValueError: There is an account with this address, or no such role or time zone.
        """
        return add_account(self.asgi, email, password, name=name, role=role, timezone=timezone)

    def seed(self, source: str | Path | Mapping[str, Any]) -> list[EmulatedApp]:
        """Add all that a seed has: apps, knowledge bases, accounts, faults.

        Args:
            source: The path of a YAML or JSON file, or what would be in it.

        Returns:
            The apps, in the order of the seed.

        Raises:
            SeedError: It cannot be read, or something in it is wrong.
        """
        if isinstance(source, Mapping):
            seed = dict(source)
            check(seed)
        else:
            seed = read_seed(Path(source))
        return plant(self.asgi, seed)

    @property
    def clock_ahead(self) -> float:
        """The seconds by which the server's clock is ahead; can be set, negative if it is late."""
        return self._state.clock_ahead

    @clock_ahead.setter
    def clock_ahead(self, seconds: float) -> None:
        self._state.clock_ahead = seconds

    def raise_problems(self) -> None:
        """Raise the first error of a function that answers, if there was one since the last time.

        Leaving the ``with`` does it, too.

        Raises:
            RespondError: A function failed, or gave something that the app cannot answer with.
        """
        problems = self._state.problems[:]
        self._state.problems.clear()
        if problems:
            raise problems[0]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
        if error is None:
            self.raise_problems()
        else:
            for problem in self._state.problems:
                error.add_note(f"Also: {problem}")
