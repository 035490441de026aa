"""No password, token, cookie or key gets out:
not into a log, a repr, an error, a pickle, however one looks at it.
"""

from __future__ import annotations

import base64
import logging
import pickle
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from functools import partial
from typing import Any

import httpx
import pytest

from dify_ext import (
    AiohttpClient,
    AsyncDify,
    AsyncDifyServer,
    AsyncMemoryTokenStore,
    ConfigurationError,
    Dify,
    DifyServer,
    HumanInputForm,
    MemoryTokenStore,
    Tokens,
    TokenStoreError,
)
from dify_ext._streaming.answers import paused
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from tests.faults import steps
from tests.faults.server import FaultServer
from tests.secrets.clients import AsyncServerOf, ServerOf
from tests.secrets.console import APP, KEY, LOGIN, PASSWORD, PROFILE, REFRESH, FakeConsole
from tests.secrets.leaks import failure, leaks, logged, outcome, shown_by

FLAVOURS = ("async", "sync")
HEADERS = {"X-Team": "a", "X-Gate-Token": "gate-SECRET"}
RESET = "5b6e7a0c-SECRET-reset"
KEYS = f"GET /console/api/apps/{APP}/api-keys"


def server_of(flavour: str, console: Any, **options: Any) -> Any:
    """A client of a console in memory, whose headers and whose own client's headers are secret, too."""
    kinds: dict[str, Any] = {"async": (AsyncServerOf, httpx.AsyncClient), "sync": (ServerOf, httpx.Client)}
    make, client = kinds[flavour]
    http_client = client(transport=httpx.MockTransport(console), headers={"X-Proxy-Token": "proxy-SECRET"})
    return make(
        console, **{"default_headers": HEADERS, "http_client": http_client, "max_retries": 0, **options}
    )


def secrets_of(console: FakeConsole) -> set[str]:
    return console.secrets | {"SECRET"}


async def everything(server: Any, console: FakeConsole) -> None:
    """Sign in, refresh, be refused, fail, make keys, sign out."""
    await outcome(server.account.profile)
    console.expire_access()
    await outcome(server.apps.list)
    console.expire_access()
    console.forget_refresh()
    await outcome(server.apps.ensure_api_key, APP)
    dify = await outcome(server.dify, APP, user="u")
    await outcome(dify.app.info)
    await outcome(server.login)
    for answer in (httpx.Response(500, text="<html>"), httpx.Response(404), httpx.ReadTimeout("slow")):
        console.script(PROFILE, answer)
        await failure(server.account.profile)
    console.expire_access()
    console.script(REFRESH, httpx.ReadTimeout("slow"))
    await outcome(server.account.profile)
    await outcome(server.logout)
    console.password = "changed-SECRET"
    await failure(server.account.profile)
    console.script(
        LOGIN, httpx.Response(200, json={"result": "fail", "data": RESET, "code": "account_not_found"})
    )
    await failure(server.login)
    console.script(
        LOGIN, httpx.Response(200, json={"result": "success", "data": {"access_token": "half-SECRET"}})
    )
    await failure(server.login)


@pytest.mark.parametrize("speaks", ["1.8.1", "1.10.1", "1.13.2"])
@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_log(flavour: str, speaks: str, caplog: pytest.LogCaptureFixture) -> None:
    """With every logger at DEBUG, whatever happens."""
    caplog.set_level(logging.DEBUG)
    for opaque in (False, True):
        console = FakeConsole(speaks, prefix="__Host-", opaque=opaque)
        await everything(server_of(flavour, console), console)
        assert len(caplog.records) > 50
        assert leaks(logged(caplog.records), secrets_of(console)) == []


def keeping(flavour: str, kept: set[str]) -> Any:
    """A token store that remembers every secret it was given."""

    def remember(tokens: Tokens) -> None:
        kept.update(filter(None, (tokens.access_token, tokens.refresh_token, tokens.csrf_token)))

    class Async(AsyncMemoryTokenStore):
        async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
            remember(tokens)
            return await super().save(key, tokens, ttl, fence)

    class Sync(MemoryTokenStore):
        def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
            remember(tokens)
            return super().save(key, tokens, ttl, fence)

    return Sync() if flavour == "sync" else Async()


@pytest.mark.parametrize(("flavour", "dialect"), [("async", "1.8"), ("sync", "1.13"), ("aiohttp", "1.13")])
async def test_no_log_over_a_real_connection(
    flavour: str, dialect: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor in what the layers below log, who show headers at DEBUG;
    an invitation's token is one of the secrets.
    """
    caplog.set_level(logging.DEBUG)
    kind: Any = DifyServer if flavour == "sync" else AsyncDifyServer
    if flavour == "aiohttp":
        kind = partial(AsyncDifyServer, http_client=(http_client := AiohttpClient()))
    kept = {ADMIN_PASSWORD, base64.b64encode(ADMIN_PASSWORD.encode()).decode()}
    with Emulator(dialect=dialect) as emulator:
        server = kind(
            emulator.base_url, email=ADMIN_EMAIL, password=ADMIN_PASSWORD, token_store=keeping(flavour, kept)
        )
        await outcome(server.account.profile)
        emulator.expire_access_tokens()
        await outcome(server.account.profile)
        dify = await outcome(server.dify, emulator.app_ids["chat"], user="u")
        await outcome(dify.chat.send, "hello there")
        made = await outcome(server.apps.create_api_key, emulator.app_ids["chat"])
        kept |= {*emulator.keys.values(), made.token}
        invited = await outcome(server.members.invite, "new@example.com", "editor")
        (result,) = invited.invitation_results
        kept.add(httpx.URL(result.url).params["token"])
        await outcome(server.logout)
        wrong = kind(emulator.base_url, email=ADMIN_EMAIL, password="Wrong-SECRET1")
        await failure(wrong.account.profile)
        for client in (server, wrong):
            await outcome(client.close if flavour == "sync" else client.aclose)
        if flavour == "aiohttp":
            await http_client.aclose()
    assert leaks(logged(caplog.records), kept | {"SECRET"}) == []
    assert leaks(iter([("repr", f"{invited!r} {made!r}")]), kept) == []


def refused(console: FakeConsole) -> None:
    console.password = "another-SECRET"


def later_refused(console: FakeConsole) -> None:
    console.script(LOGIN, *[httpx.Response(401, json={"code": "x", "message": "no"})] * 2)


def scripted(what: str, *answers: Any) -> Callable[[FakeConsole], None]:
    return lambda console: console.script(what, *answers)


NO_ID = {"data": [{"id": "1", "token": KEY}, {"token": "app-SECRETwithoutid0001", "type": "app"}]}
FAILURES: dict[str, Callable[[FakeConsole], None]] = {
    "wrong password": refused,
    "locked": scripted(
        LOGIN, httpx.Response(429, json={"code": "email_code_login_limit", "message": "Too many"})
    ),
    "unknown account": scripted(
        LOGIN, httpx.Response(200, json={"result": "fail", "data": RESET, "code": "account_not_found"})
    ),
    "half the tokens": scripted(
        LOGIN, httpx.Response(200, json={"result": "success", "data": {"access_token": "half-SECRET"}})
    ),
    "half the cookies": scripted(
        LOGIN,
        httpx.Response(200, headers={"Set-Cookie": "access_token=half-SECRET"}, json={"result": "success"}),
    ),
    "login breaks off": scripted(LOGIN, httpx.ReadError("gone")),
    "login times out": scripted(LOGIN, httpx.ReadTimeout("slow")),
    "login fails": scripted(LOGIN, httpx.Response(503, text="<html>")),
    "answer is a page": scripted(KEYS, httpx.Response(200, text="<html>")),
    "answer is wrong": scripted(KEYS, httpx.Response(200, json=NO_ID)),
    "call is refused": scripted(KEYS, httpx.Response(403, json={"message": "no"})),
    "call is refused for good": lambda console: setattr(console, "always_401", True),
    "call breaks off": scripted(KEYS, httpx.ReadError("gone")),
    "call fails on the way": scripted(KEYS, httpx.DecodingError("bad gzip")),
}


@pytest.mark.parametrize("speaks", ["1.8.1", "1.13.2"])
@pytest.mark.parametrize("happens", FAILURES)
@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_error(flavour: str, happens: str, speaks: str) -> None:
    """Not in its text, causes, notes, frames with their locals, pickle or copy."""
    console = FakeConsole(speaks)
    server = server_of(flavour, console)
    FAILURES[happens](console)
    error = await failure(server.apps.api_keys, APP)
    assert leaks(shown_by(error), secrets_of(console)) == []
    again = await failure(server.login) if happens == "wrong password" else error
    repeated = await failure(server.apps.api_keys, APP) if happens == "wrong password" else error
    assert leaks(shown_by(again), secrets_of(console)) == []
    assert leaks(shown_by(repeated), secrets_of(console)) == []


@pytest.mark.parametrize("happens", ["login breaks off", "wrong password", "half the tokens"])
@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_error_after_a_refresh(flavour: str, happens: str) -> None:
    """Nor where tokens were at hand, refused, and could not be renewed."""
    console = FakeConsole()
    server = server_of(flavour, console)
    await outcome(server.apps.api_keys, APP)
    console.expire_access()
    console.script(REFRESH, httpx.ReadTimeout("slow"))
    FAILURES[happens](console)
    error = await failure(server.apps.api_keys, APP)
    assert leaks(shown_by(error), secrets_of(console)) == []


class Broken:
    """What a store fails with knows what it was given, as those of drivers do."""

    def __init__(self, flavour: str) -> None:
        self.kind = AsyncMemoryTokenStore if flavour == "async" else MemoryTokenStore

    def make(self, what: str) -> Any:
        def fail(tokens: Any = None) -> None:
            raise TokenStoreError(f"cannot {what}")

        class Async(AsyncMemoryTokenStore):
            async def save(self, *args: Any) -> bool:
                return fail(args) or False

        class Sync(MemoryTokenStore):
            def save(self, *args: Any) -> bool:
                return fail(args) or False

        return Async() if self.kind is AsyncMemoryTokenStore else Sync()


@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_warning_about_a_store(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """A store that fails is warned of without what it should have kept."""
    caplog.set_level(logging.DEBUG)
    console = FakeConsole()
    server = server_of(flavour, console, token_store=Broken(flavour).make("save"))
    await outcome(server.account.profile)
    assert any(record.levelno == logging.WARNING for record in caplog.records)
    assert leaks(logged(caplog.records), secrets_of(console)) == []


@pytest.mark.parametrize("kind", [Dify, AsyncDify, DifyServer, AsyncDifyServer])
def test_no_error_of_a_client_that_cannot_be_made(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where secrets come from the environment, the environment is in no frame of the error either."""
    monkeypatch.setenv("DIFY_PASSWORD", PASSWORD)
    monkeypatch.setenv("DIFY_API_KEY", KEY)
    monkeypatch.setenv("DIFY_EMAIL", "me@example.com")
    wrong: list[dict[str, Any]] = [{"base_url": "nonsense"}, {"timeout": -1}, {"max_retries": -1}]
    wrong += [{"default_headers": {"a b": "c"}}, {"http_client": object()}]
    wrong += [{**given, "default_headers": HEADERS} for given in wrong[:3]]
    wrong += [{"default_headers": HEADERS | {"X-A": "gate-SECRET\n"}}, {"default_headers": [("X", "SECRET")]}]
    if "Server" in kind.__name__:
        wrong += [{"email": ""}, {"workspace_id": "w"}, {"base_url": None}, {"token_store": object()}]
    for given in wrong:
        with pytest.raises(ValueError) as caught:
            kind(**{"base_url": "https://dify.example.com", **given})
        assert leaks(shown_by(caught.value), {PASSWORD, KEY, "SECRET"}) == [], given


@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_repr_and_no_pickle(flavour: str) -> None:
    """Of a client, and of all that it is made of; what cannot be without a secret is not pickled."""
    console = FakeConsole(opaque=True)
    server = server_of(flavour, console)
    await outcome(server.apps.api_keys, APP)
    dify = await outcome(server.dify, APP)
    (key,) = await outcome(server.apps.api_keys, APP)
    signed_in = server._auth
    parts = [
        server,
        dify,
        key,
        signed_in,
        server._session,
        server._session.auth,
        server._credentials,
        server._options,
    ]
    parts += [
        dify._session.auth,
        signed_in._tokens,
        signed_in._account,
        server.token_store,
        server.apps,
        server.low_level,
    ]
    texts = [("repr", repr(part)) for part in parts] + [("str", str(part)) for part in parts]
    texts += [(f"what {type(part).__name__} has", repr(getattr(part, "__dict__", None))) for part in parts]
    texts += [("pickle", pickle.dumps(one).decode("latin-1")) for one in (server, dify)]
    assert leaks(iter(texts), secrets_of(console)) == []
    for part in (server._credentials, signed_in._account, server.token_store):
        with pytest.raises(TypeError):
            pickle.dumps(part)


@asynccontextmanager
async def dify_of(flavour: str, answer: Any) -> Any:
    """A client of an app, whose server gives one answer."""

    def give(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise type(answer)(str(answer))
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    transport = httpx.MockTransport(give)
    headers = {"X-Proxy-Token": "proxy-SECRET"}
    options: dict[str, Any] = {"base_url": "https://d.example.com", "user": "u", "max_retries": 0}
    if flavour == "async":
        async with httpx.AsyncClient(transport=transport, headers=headers) as http_client:
            yield AsyncDify(KEY, http_client=http_client, default_headers=HEADERS, **options)
    else:
        with closing(httpx.Client(transport=transport, headers=headers)) as client:
            yield Dify(KEY, http_client=client, default_headers=HEADERS, **options)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401, json={"code": "unauthorized", "message": "Access token is invalid"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json=[]),
        httpx.Response(302, headers={"Location": "/elsewhere"}),
        httpx.Response(
            200, headers={"Content-Type": "text/event-stream"}, text='data: {"event": "error"}\n\n'
        ),
        httpx.Response(200, headers={"Content-Type": "text/event-stream"}, text='data: {"event": "mess'),
        httpx.ReadError("gone"),
        httpx.ConnectTimeout("slow"),
    ],
)
@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_error_of_an_app(flavour: str, answer: Any, caplog: pytest.LogCaptureFixture) -> None:
    """The same for the client of an app and its key."""
    caplog.set_level(logging.DEBUG)
    async with dify_of(flavour, answer) as dify:
        for call in (dify.app.info, dify.conversations.list, dify.messages.suggested):
            error = await failure(call, *(["m"] if call == dify.messages.suggested else []))
            assert leaks(shown_by(error), {KEY, "SECRET"}) == []
        error = await failure(dify.chat.send, "hello")
        assert leaks(shown_by(error), {KEY, "SECRET"}) == []
        assert (
            leaks(iter([("pickle", pickle.dumps(dify).decode("latin-1")), ("repr", repr(dify))]), {KEY}) == []
        )
    assert leaks(logged(caplog.records), {KEY, "SECRET"}) == []


@pytest.mark.parametrize("transport", ["httpx", "aiohttp", "sync"])
async def test_no_error_of_a_real_connection(transport: str, caplog: pytest.LogCaptureFixture) -> None:
    """Nor in the frames of what sends a request, by any transport."""
    caplog.set_level(logging.DEBUG)
    broken = (steps.reset, steps.close, steps.hold)
    options: dict[str, Any] = {"user": "u", "timeout": 0.2, "max_retries": 0, "default_headers": HEADERS}
    with FaultServer() as server:
        server.on("GET /v1/info", *broken)
        server.on("POST /v1/files/upload", *broken)
        async with AsyncExitStack() as stack:
            if transport == "aiohttp":
                options["http_client"] = await stack.enter_async_context(AiohttpClient())
            elif transport == "httpx":
                options["http_client"] = await stack.enter_async_context(httpx.AsyncClient())
            kind: Any = Dify if transport == "sync" else AsyncDify
            for url in (*[server.url] * len(broken), "http://127.0.0.1:1"):
                dify = kind(KEY, base_url=url, **options)
                for call in (dify.app.info, lambda dify=dify: dify.files.upload(b"x")):
                    assert leaks(shown_by(await failure(call)), {KEY, "SECRET"}) == []
                await outcome(dify.close if transport == "sync" else dify.aclose)
    assert leaks(logged(caplog.records), {KEY, "SECRET"}) == []


@pytest.mark.parametrize("transport", ["own", "aiohttp", "sync"])
async def test_no_password_of_a_proxy(transport: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also not if the server behind the proxy fails."""
    with FaultServer() as proxy:
        proxy.on("GET /v1/info", steps.close)
        monkeypatch.setenv("HTTP_PROXY", f"http://me:proxy-SECRET@127.0.0.1:{proxy.port}")
        async with AsyncExitStack() as stack:
            options: dict[str, Any] = {"base_url": "http://dify.invalid", "max_retries": 0}
            if transport == "aiohttp":
                options["http_client"] = await stack.enter_async_context(AiohttpClient())
            dify: Any = (Dify if transport == "sync" else AsyncDify)(KEY, **options)
            shown = shown_by(await failure(dify.app.info))
            assert leaks(shown, {"SECRET", base64.b64encode(b"me:proxy-SECRET").decode()}) == []
            await outcome(dify.close if transport == "sync" else dify.aclose)
        assert proxy.count("GET /v1/info") == 1


@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_token_of_a_form(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever has a form's token can answer it: no log, no repr, no sentence shows it."""
    caplog.set_level(logging.DEBUG)
    form = HumanInputForm(form_id="f", form_token="SECRET-form", node_title="Review")
    gone = httpx.Response(404, json={"code": "not_found", "message": "Form not found.", "status": 404})
    async with dify_of(flavour, gone) as dify:
        errors = [
            await failure(dify.human_input.get_form, form.form_token),
            await failure(dify.human_input.submit, form.form_token, "approve", {}),
            paused(None, [form]),
        ]
    for error in errors:
        assert "SECRET" not in f"{error} {error!r} {form!r} {error.__dict__!r}"
    assert leaks(shown_by(errors[0]), {"SECRET"}) == leaks(shown_by(errors[1]), {"SECRET"}) == []
    assert "/v1/form/human_input/***" in str(errors[0])
    assert len(caplog.records) >= 4
    assert all("SECRET" not in record.getMessage() for record in caplog.records)
    async with dify_of(flavour, httpx.ReadError("gone")) as dify:
        for error in (
            await failure(dify.human_input.get_form, "SECRET-form"),
            await failure(dify.human_input.submit, "SECRET-form", "approve", {"when": object()}),
        ):
            assert leaks(shown_by(error), {"SECRET"}) == []


@pytest.mark.parametrize("flavour", FLAVOURS)
async def test_no_key_that_a_gateway_repeats(flavour: str) -> None:
    """A gateway that shows the key it refuses does not make the error show it."""
    answers = [
        httpx.Response(401, json={"code": "unauthorized", "message": f"Incorrect key: {KEY}"}),
        httpx.Response(403, text=f"<html><title>{KEY} and gate-SECRET are unknown</title></html>"),
    ]
    for answer in answers:
        async with dify_of(flavour, answer) as dify:
            for call, *arguments in ((dify.app.info,), (dify.chat.send, "hello")):
                error = await failure(call, *arguments)
                assert "***" in str(error)
                assert leaks(shown_by(error), {KEY, "SECRET"}) == []


@pytest.mark.parametrize("kind", [Dify, AsyncDify, DifyServer, AsyncDifyServer])
def test_a_half_made_client_has_a_repr(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A debugger may ask for it at any point of the constructor."""
    assert "not made" in repr(kind.__new__(kind))
    monkeypatch.setenv("ALL_PROXY", "socks://me:SECRET@127.0.0.1:7890")
    with pytest.raises(ConfigurationError, match="ALL_PROXY") as caught:
        kind(base_url="https://dify.example.com", default_headers=HEADERS)
    assert leaks(shown_by(caught.value), {"SECRET"}) == []
