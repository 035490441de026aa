"""Recordings of the consoles of nine releases, replayed in both flavours through the client's methods."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from dify_ext import APIError, AuthenticationError, Tokens
from dify_ext._console.sign_in import store_key
from tests.wire.expect import assert_says
from tests.wire.recordings import Recording, without_nulls
from tests.wire.replay import BEFORE, HOST, Server, entered, settle
from tests.wire_console.calls import FOREVER, METHODS
from tests.wire_console.recordings import LOGIN, PATTERNS, ROUTES, SETUP, asked, rules_of
from tests.wire_console.replay import EMAIL, FLAVOURS, PASSWORD, in_wire_form, tokens_in, told

from .counting import replay_all
from .recordings import REPLAYED_HERE, recordings
from .requests import accepted
from .spec import numbers

# The method takes the body, or a text in it, as it is.
_WHOLE_BODY = ("apps.update_model_config", "apps.import_dsl")


# Renewing tokens is a part of other calls; the probe says nothing but the release.
_BY_OTHER_TESTS = ("low_level", "probe", "refresh")


def kind(release: str) -> Any:
    """How tokens travel on a release."""
    return "body" if numbers(release) < (1, 9, 2) else "cookie"


class Console:
    """Answers the recorded request as recorded; it tells its release, and takes the account's password."""

    def __init__(self, release: str, recording: Recording) -> None:
        self.release = release
        self.recording = recording
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        recorded, path = self.recording.request, request.url.path
        self.requests.append(request)
        if (request.method, path) == (recorded["method"], recorded["path"]):
            return Server(self.recording)(request)
        headers = {"X-Version": self.release}
        if request.method == "GET" and self.recording.operation in BEFORE:
            return httpx.Response(200, json=BEFORE[self.recording.operation], headers=headers)
        if path == SETUP:
            return httpx.Response(200, json={"step": "finished"}, headers=headers)
        if path == LOGIN:
            return self._signed_in(headers)
        return httpx.Response(401, json={"code": "unauthorized", "message": "no"}, headers=headers)

    def _signed_in(self, headers: dict[str, str]) -> httpx.Response:
        tokens = {"access_token": "jwt-new", "refresh_token": "refresh-new"}
        if kind(self.release) == "body":
            return httpx.Response(200, json={"result": "success", "data": tokens}, headers=headers)
        cookies = [("Set-Cookie", f"{name}={value}; Path=/") for name, value in tokens.items()]
        cookies.append(("Set-Cookie", "csrf_token=jwt-csrf; Path=/"))
        return httpx.Response(200, json={"result": "success"}, headers=[*headers.items(), *cookies])


async def replay(flavour: str, release: str, recording: Recording) -> None:
    """Call the method of a recording; its result is what was recorded."""
    make_server, make_http, make_store = FLAVOURS[flavour]
    console = Console(release, recording)
    store, key = make_store(), store_key(HOST, EMAIL, kind(release))
    csrf = "jwt-csrf" if kind(release) == "cookie" else None
    tokens = Tokens("jwt-old", "refresh-old", FOREVER, FOREVER, kind(release), csrf_token=csrf)
    http = make_http(transport=httpx.MockTransport(console))
    server = make_server(
        HOST, email=EMAIL, password=PASSWORD, token_store=store, http_client=http, max_retries=0
    )
    (rule,) = rules_of(recording)
    async with entered(http), entered(server):
        if rule in ROUTES:
            await settle(store.save(key, tokens, 3600.0, 1))
            await _call(server, rule, recording)
        elif rule == "sign_in":
            await _sign_in(server, release, recording, console)
            if recording.status == 200 and recording.json["result"] == "success":
                assert told(await settle(store.load(key))) == tokens_in(recording)
        elif rule == "sign_out":
            await settle(store.save(key, tokens, 3600.0, 1))
            await settle(server.logout())
            assert await settle(store.load(key)) is None
    assert any(request.url.path == recording.request["path"] for request in console.requests)


async def _sign_in(server: Any, release: str, recording: Recording, console: Console) -> None:
    if recording.status == 200 and recording.json["result"] == "success":
        await settle(server.login())
        sent = httpx.Response(200, content=console.requests[-1].content).json()["password"]
        is_plain = numbers(release) < (1, 11, 2)
        assert sent == (PASSWORD if is_plain else base64.b64encode(PASSWORD.encode()).decode())
        return
    with pytest.raises(APIError) as caught:
        await settle(server.login())
    said = recording.json if "json" in recording.response else {}
    of_account = ("account_not_found", "authentication_failed", "email_or_password_mismatch")
    if said.get("code") in of_account:
        assert type(caught.value) is AuthenticationError
        assert "DIFY_PASSWORD" in str(caught.value)
    assert caught.value.status == recording.status


async def _call(server: Any, rule: str, recording: Recording) -> None:
    match = PATTERNS[rule].fullmatch(asked(recording))
    assert match
    resource, _, name = rule.partition(".")
    request = recording.request
    method = getattr(getattr(server, resource), name)
    for part in ("query", "json"):
        if isinstance(request.get(part), dict) and rule not in _WHOLE_BODY:
            request[part] = accepted(method, request[part])
    if rule == "apps.create":
        request["json"] = {"name": "", "mode": ""} | request.get("json", {})
    if rule == "members.invite":
        request["json"] = {"emails": [], "role": ""} | request.get("json", {})
    if recording.status < 400:
        result = await settle(METHODS[rule](server, request, *match.groups()))
        _compare(result, rule, recording)
        return
    with pytest.raises(APIError) as caught:
        await settle(METHODS[rule](server, request, *match.groups()))
    assert_says(caught.value, recording, ["jwt-old", "refresh-old", "jwt-new", "refresh-new"])


def _compare(result: Any, rule: str, recording: Recording) -> None:
    if result is not None:
        sent = recording.json
        if rule == "datasets.error_documents":
            sent.pop("total")
        assert without_nulls(in_wire_form(recording, result)) == without_nulls(sent)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("release", REPLAYED_HERE)
def test_each_recording_of_a_console_reads_right(release: str, flavour: str, record_property: Any) -> None:
    """Each answer gives what the method promises, each refusal its error, each sign-in its tokens."""
    here = [one for one in recordings(release, "console") if rules_of(one)[0] not in _BY_OTHER_TESTS]

    async def one(recording: Recording) -> None:
        await replay(flavour, release, recording)

    replay_all(here, one, record_property, f"{release} console")
