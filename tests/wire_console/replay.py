"""A console that answers as recorded, and clients of both flavours that have tokens for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import attrs
import httpx

from dify_ext import AsyncDifyServer, AsyncMemoryTokenStore, DifyServer, MemoryTokenStore, Tokens
from dify_ext._console.sign_in import store_key
from tests.wire.expect import in_wire_form as plain_wire_form
from tests.wire.recordings import Recording
from tests.wire.replay import BEFORE, HOST, Server, assert_sent, entered, settle

from .calls import cookies_in, kind
from .recordings import LOGIN, PROBES, RECORDINGS, REFRESH, SETUP, version

FLAVOURS: dict[str, tuple[Any, Any, Any]] = {
    "sync": (DifyServer, httpx.Client, MemoryTokenStore),
    "async": (AsyncDifyServer, httpx.AsyncClient, AsyncMemoryTokenStore),
}
EMAIL = "admin@example.com"
PASSWORD = "Passw0rd-1"
_SIGNATURES = ("Authorization", "Cookie", "X-CSRF-Token")


class Console:
    """Answers each path with its recordings in turn,
    the last of them again and again, and keeps what it was asked.
    """

    def __init__(self, release: str, *answers: Recording) -> None:
        self.release = release
        self.requests: list[httpx.Request] = []
        self._answers: dict[str, list[Recording]] = {SETUP: [RECORDINGS[PROBES[release]]]}
        for recording in answers:
            self.answer(recording.request["path"], recording)

    def answer(self, path: str, recording: Recording) -> None:
        """Answer a path with this, too."""
        self._answers.setdefault(path, []).append(recording)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        answers = self._answers[request.url.path]
        if request.method == "GET" and answers[0].operation in BEFORE:
            return Server(answers[0])(request)
        # A copy: a call that is tried again is the same object, signed anew.
        self.requests.append(
            httpx.Request(
                request.method, request.url, headers=request.headers, content=request.content or None
            )
        )
        return Server(answers.pop(0) if len(answers) > 1 else answers[0])(request)

    @property
    def transport(self) -> httpx.MockTransport:
        """A way to it for an httpx client of either flavour."""
        return httpx.MockTransport(self)

    @property
    def asked(self) -> list[str]:
        """The paths asked for."""
        return [request.url.path for request in self.requests]


def renewals(recording: Recording) -> tuple[Recording, Recording]:
    """What the server of a recording answered when tokens were renewed, and at a sign-in."""
    secure = "-https" if "__Host-" in recording.request.get("headers", {}).get("Cookie", "") else ""
    names = (f"refresh-token{secure}--ok", f"login{secure}--ok")
    renewed, signed_in = (RECORDINGS[f"{version(recording)}/{name}"] for name in names)
    return renewed, signed_in


class Client(NamedTuple):
    """A client, and the store its tokens lie in."""

    server: Any
    store: Any
    key: str

    async def stored(self) -> Tokens | None:
        """The tokens in the store."""
        tokens: Tokens | None = await settle(self.store.load(self.key))
        return tokens


@asynccontextmanager
async def client_for(
    flavour: str,
    console: Console,
    tokens: Tokens | None = None,
    *,
    email: str = EMAIL,
    password: str = PASSWORD,
) -> AsyncIterator[Client]:
    """A client of this flavour for this console, with tokens or without."""
    make_server, make_http, make_store = FLAVOURS[flavour]
    store, key = make_store(), store_key(HOST, email, kind(console.release))
    if tokens is not None:
        assert await settle(store.save(key, tokens, 3600.0, 1))
    http = make_http(transport=console.transport)
    server = make_server(
        HOST, email=email, password=password, token_store=store, http_client=http, max_retries=0
    )
    async with entered(http), entered(server):
        yield Client(server, store, key)


def tokens_in(recording: Recording, before: Tokens | None = None) -> dict[str, Any]:
    """The tokens that an answer brought, worked out without the client."""
    sent = dict(
        value.partition(";")[0].split("=", 1) for name, value in recording.headers if name == "Set-Cookie"
    )
    if not sent:
        return {"kind": "body", "cookie_prefix": "", "csrf_token": None, **recording.json["data"]}
    prefix = "__Host-" if any(name.startswith("__Host-") for name in sent) else ""
    found = {name.removeprefix(prefix): value for name, value in sent.items()}
    assert set(found) == {"access_token", "refresh_token", "csrf_token"}
    return {"kind": "cookie", "cookie_prefix": prefix, **found}


def told(tokens: Tokens | None) -> dict[str, Any]:
    """The same of tokens that the client has: all but their times."""
    assert tokens is not None
    times = {"expires_at", "refresh_expires_at", "issued_at"}
    return {name: value for name, value in attrs.asdict(tokens).items() if name not in times}


def assert_signed(request: httpx.Request, expected: dict[str, Any]) -> None:
    """The request is the one expected, signed as expected and in no other way."""
    headers = dict(expected.get("headers", {}))
    for name in _SIGNATURES:
        assert (name in request.headers) == (name in headers), name
    if "Cookie" in headers:
        assert cookies_in(request.headers["Cookie"]) == cookies_in(headers.pop("Cookie"))
    assert_sent(request, {**expected, "headers": headers})


def assert_renewed_by(console: Console, recording: Recording) -> None:
    """The call was tried thrice: with the tokens there were, with renewed ones, and after a sign-in."""
    path = recording.request["path"]
    assert console.asked == [SETUP, path, REFRESH, path, LOGIN, path]


def in_wire_form(recording: Recording, result: Any) -> Any:
    """What a method gave, as the server had put it."""
    if isinstance(result, list):
        name = "workspaces" if recording.request["path"].endswith("/workspaces") else "data"
        return {name: [item.to_dict() for item in result]}
    if isinstance(result, str):
        return {"data": result}
    found = plain_wire_form(result)
    return {"accounts": found["data"]} if recording.request["path"].endswith("/members") else found
