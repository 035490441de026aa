"""Recorded sign-ins, renewals and sign-outs, through the pure conversations and through whole clients."""

from __future__ import annotations

import base64
import time
import traceback
from collections.abc import Generator, Iterator
from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    AuthenticationError,
    BadRequestError,
    RateLimitError,
    Tokens,
    UnsupportedFileTypeError,
)
from dify_ext._console import sign_in as protocol
from dify_ext._core.options import Secret
from tests.wire.recordings import Recording
from tests.wire.replay import HOST, Server, play, settle

from .calls import cookies_in, kind, tokens_of
from .recordings import LOGIN, LOGOUT, PROBES, RECORDINGS, REFRESH, SETUP, of_rule, version
from .replay import EMAIL, FLAVOURS, PASSWORD, Console, assert_signed, client_for, tokens_in, told

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)
BY_STATUS = {
    400: BadRequestError,
    401: AuthenticationError,
    405: APIError,
    415: UnsupportedFileTypeError,
    429: RateLimitError,
}
# Sign-ins that the client makes in another way, on a server that says its release.
DIFFERENT_SIGN_INS = {
    "1.13.2/login--before-setup": "the password was sent as it is",
    "1.13.2/login--empty-body": "without e-mail and password",
    "1.13.2/login--extra-fields": "with fields more",
    "1.13.2/login--missing-password": "without a password",
    "1.13.2/login--no-body": "without a body",
    "1.13.2/login--plain-password": "the password was sent as it is",
    "1.8.1/login--base64-password": "the password was sent in base64",
    "1.8.1/login--empty": "without e-mail and password",
    "1.8.1/login--missing-password": "without a password",
}
# Where the server does not say its release, or a wrong one: what is tried first, and then.
SECOND_ATTEMPTS = {
    "1.13.2/login--plain-password": ("1.10.0", "1.13.2/login--ok"),
    "1.8.1/login--base64-password": (None, "1.8.1/login--ok"),
}
# Renewals that were asked for as the client never does it.
DIFFERENT_RENEWALS = {
    "1.13.2/refresh-token--get-method": "by GET",
    "1.13.2/refresh-token--none": "without a token",
    "1.8.1/refresh-token--missing": "without a token",
}
DIFFERENT_SIGN_OUTS = {
    "1.13.2/logout--get-method": "by GET, and without tokens",
    "1.13.2/logout--no-csrf": "without the CSRF header",
    "1.8.1/logout--no-auth": "without tokens",
}


def encoded(password: str) -> str:
    """A password as 1.11.2 and later want it."""
    return base64.b64encode(password.encode()).decode()


def account_of(recording: Recording) -> tuple[str, str]:
    """E-mail and password of a recorded sign-in;
    in the place of a password that was not recorded stands another.
    """
    body = recording.request.get("json", {})
    sent = body.get("password", "password-")
    if sent.startswith("password-") or recording.name in DIFFERENT_SIGN_INS:
        sent = PASSWORD
    elif version(recording) != "1.8.1":
        sent = base64.b64decode(sent).decode()
    return body.get("email", EMAIL), sent


def sign_in_of(recording: Recording, *, way: str | None = None) -> dict[str, Any]:
    """The sign-in that the client is to send:
    the recorded one, with the account's own password, as it is wanted.
    """
    email, password = account_of(recording)
    plain = (way or ("plain" if version(recording) == "1.8.1" else "base64")) == "plain"
    body = {"email": email, "password": password if plain else encoded(password), "remember_me": True}
    if recording.name not in DIFFERENT_SIGN_INS:
        recorded = recording.request["json"]
        assert set(recorded) | {"remember_me"} == set(body)
        assert recorded["email"] == body["email"]
        placeholder = "password-e57e78eca7" if plain else "password-b64-7a53c48b21"
        assert recorded["password"] in (body["password"], placeholder)
        assert recording.request["method"] == "POST"
    return {"method": "POST", "path": LOGIN, "json": body}


def answer(recording: Recording, request: httpx.Request) -> httpx.Response:
    """The recorded answer to a request, read."""
    response = Server(recording)(request)
    response.read()
    response.request = request
    return response


def converse(
    conversation: Generator[httpx.Request, httpx.Response, Any], *answers: Recording
) -> tuple[Any, Any]:
    """What a conversation sent, and what it came to in the end: its result, or what it raised."""
    sent = [next(conversation)]
    try:
        for recording in answers:
            sent.append(conversation.send(answer(recording, sent[-1])))
    except StopIteration as done:
        return sent, done.value
    except APIError as error:
        return sent, error
    raise AssertionError(f"it goes on, and asks for {sent[-1].url}")


def account(recording: Recording) -> protocol.Account:
    """Who signs in."""
    email, password = account_of(recording)
    return protocol.Account(HOST, email, Secret(password))


def release_of(recording: Recording) -> protocol.Release:
    """The release that an answer tells of."""
    release = protocol.Release.of(dict(recording.headers)["X-Version"])
    assert release.version == tuple(map(int, version(recording).split(".")))
    assert release.family == kind(version(recording))
    return release


def assert_refused(error: Any, recording: Recording, password: str) -> None:
    """A refused sign-in has the class of its status, says what the server said, and not the password."""
    assert type(error) is BY_STATUS[recording.status]
    said = recording.json
    assert (error.status, error.code) == (recording.status, said.get("code"))
    if "errors" in said:
        assert error.params == said["errors"]
        assert all(text in error.message for text in said["errors"].values())
    else:
        assert said["message"] in error.message
    assert isinstance(error.response, httpx.Response)
    assert len(str(error).splitlines()) == 1
    shown = str(error) + repr(error)
    assert encoded(password) not in shown
    if password not in ("short", "zzz"):  # such words may be there by themselves
        assert password not in shown
    if recording.status == 401:
        assert ("DIFY_PASSWORD" in str(error)) == (said["code"] != "not_setup")  # then no account would do
        assert "DIFY_API_KEY" not in str(error)  # it is an account that was refused


def assert_times(tokens: Tokens) -> None:
    """Times of tokens that say nothing themselves: an hour and thirty days, as the cookies have it too."""
    assert abs(tokens.expires_at - time.time() - 3600) < 60
    assert abs(tokens.refresh_expires_at - time.time() - 30 * 86400) < 60


@pytest.mark.parametrize("name", of_rule("sign_in"))
def test_a_sign_in(name: str) -> None:
    """One attempt, with the password as this release wants it:
    the tokens wherever they are, or the refusal.
    """
    recording = RECORDINGS[name]
    sent, came_to = converse(protocol.sign_in(account(recording), release_of(recording)), recording)
    (request,) = sent
    assert_signed(request, sign_in_of(recording))
    if recording.status == 200:
        assert told(came_to) == tokens_in(recording)
        assert_times(came_to)
    else:
        assert_refused(came_to, recording, account_of(recording)[1])


@pytest.mark.parametrize("name", SECOND_ATTEMPTS)
def test_a_sign_in_the_other_way(name: str) -> None:
    """Where the password was not wanted as it was sent, it is sent once the other way, and not again."""
    recording = RECORDINGS[name]
    told_release, then = SECOND_ATTEMPTS[name]
    release = protocol.Release.of(told_release)
    first, second = ("plain", "base64") if told_release else ("base64", "plain")
    expected = [sign_in_of(recording, way=first), sign_in_of(recording, way=second)]
    assert expected[0]["json"] != expected[1]["json"]

    sent, tokens = converse(protocol.sign_in(account(recording), release), recording, RECORDINGS[then])
    for request, wanted in zip(sent, expected, strict=True):
        assert_signed(request, wanted)
    assert told(tokens) == tokens_in(RECORDINGS[then])

    wrong = RECORDINGS["1.13.2/login--wrong-password-b64"]
    sent, error = converse(protocol.sign_in(account(recording), release), recording, wrong)
    assert len(sent) == 2
    assert_refused(error, wrong, PASSWORD)
    assert "2 attempts" in str(error)


def refresh_of(recording: Recording) -> tuple[Tokens, dict[str, Any]]:
    """The tokens of a recorded renewal, and the request that the client is to send."""
    tokens = tokens_of(recording)
    request = recording.request
    by_body = "json" in request if name_is_known(recording) else tokens.kind == "body"
    if not name_is_known(recording):
        request = {"method": "POST", "path": REFRESH}
        if by_body:
            request["json"] = {"refresh_token": tokens.refresh_token}
        else:
            request["headers"] = {"Cookie": f"refresh_token={tokens.refresh_token}"}
    way: Any = {"kind": "body" if by_body else "cookie"}
    return Tokens.from_dict({**tokens.to_dict(), **way}), request


def name_is_known(recording: Recording) -> bool:
    """Whether the client asks for a renewal as was recorded."""
    return recording.name not in DIFFERENT_RENEWALS


@pytest.mark.parametrize("name", of_rule("refresh"))
def test_a_renewal(name: str) -> None:
    """The refresh token travels as it came;
    what comes is new tokens, or None where it is dead, or an error.
    """
    recording = RECORDINGS[name]
    tokens, expected = refresh_of(recording)
    sent, came_to = converse(protocol.refresh(account(recording), tokens), recording)
    (request,) = sent
    assert_signed(request, expected)
    if recording.status == 200:
        assert told(came_to) == tokens_in(recording)
        assert_times(came_to)
        assert came_to.refresh_token != tokens.refresh_token
    elif recording.status == 405:
        assert (type(came_to), came_to.status, came_to.code) == (APIError, 405, "method_not_allowed")
    else:
        assert recording.status in (400, 401)
        assert came_to is None


def sign_out_of(recording: Recording) -> dict[str, Any]:
    """The sign-out that the client is to send."""
    request = recording.request
    if recording.name not in DIFFERENT_SIGN_OUTS:
        return request
    tokens = tokens_of(recording)
    if tokens.kind == "body":
        return {
            "method": "GET",
            "path": LOGOUT,
            "headers": {"Authorization": f"Bearer {tokens.access_token}"},
        }
    pairs = {"access": tokens.access_token, "csrf": tokens.csrf_token, "refresh": tokens.refresh_token}
    cookies = "; ".join(f"{name}_token={value}" for name, value in pairs.items())
    return {
        "method": "POST",
        "path": LOGOUT,
        "headers": {"Cookie": cookies, "X-CSRF-Token": str(tokens.csrf_token)},
    }


@pytest.mark.parametrize("name", of_rule("sign_out"))
def test_a_sign_out(name: str) -> None:
    """A sign-out has all cookies, the refresh token's too; up to 1.9.1 it is a GET with the bearer token."""
    recording = RECORDINGS[name]
    assert_signed(protocol.sign_out(account(recording), tokens_of(recording)), sign_out_of(recording))


@both_flavours
@pytest.mark.parametrize("name", of_rule("sign_out"))
def test_a_client_signs_out(name: str, flavour: str) -> None:
    """Whatever the server says of it, the tokens are gone, here and in the store."""
    recording = RECORDINGS[name]
    console = Console(version(recording), recording)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(recording)) as client:
            await settle(client.server.logout())
            assert await client.stored() is None
        assert console.asked == [SETUP, LOGOUT]
        assert_signed(console.requests[-1], sign_out_of(recording))

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_rule("probe"))
def test_what_a_client_asks_first(name: str, flavour: str) -> None:
    """Before all else a client asks for what needs no sign-in,
    and hears of the release, whatever the answer says.
    """
    recording = RECORDINGS[name]
    good = RECORDINGS[f"{version(recording)}/login--ok"]
    console = Console(version(recording), good)
    assert RECORDINGS[PROBES[version(recording)]] is recording

    async def scenario() -> None:
        async with client_for(flavour, console) as client:
            assert await settle(client.server.login()) is None
            first, second = console.requests
            assert_signed(first, recording.request)
            assert_signed(second, sign_in_of(good))
            await settle(client.server.login())
        assert console.asked == [SETUP, LOGIN, LOGIN]

    play(scenario())


PROFILES = {"1.8.1": "1.8.1/account-profile--bearer", "1.13.2": "1.13.2/account-profile--cookies+csrf"}


@both_flavours
@pytest.mark.parametrize("name", of_rule("sign_in"))
def test_a_client_signs_in(name: str, flavour: str) -> None:
    """A client asks for the release, signs in once, and calls;
    a refused password is never sent again by itself.
    """
    recording = RECORDINGS[name]
    email, password = account_of(recording)
    console = Console(version(recording), recording, RECORDINGS[PROFILES[version(recording)]])

    async def scenario() -> None:
        async with client_for(flavour, console, email=email, password=password) as client:
            if recording.status == 200:
                profile = await settle(client.server.account.profile())
                assert profile.email == EMAIL
                assert console.asked == [SETUP, LOGIN, "/console/api/account/profile"]
                assert told(await client.stored()) == tokens_in(recording)
                assert_uses(console.requests[-1], await client.stored())
            else:
                for _ in range(2):
                    with pytest.raises(APIError) as caught:
                        await settle(client.server.account.profile())
                    assert_refused(caught.value, recording, password)
                assert console.asked == [SETUP, LOGIN]
                assert await client.stored() is None
            assert_signed(console.requests[0], {"method": "GET", "path": SETUP})
            assert_signed(console.requests[1], sign_in_of(recording))
            assert password not in repr(client.server)

    play(scenario())


def locals_of_ours(error: Exception) -> Iterator[str]:
    """The variables that a traceback with locals shows of this package."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if "/dify_ext/" in frame.f_code.co_filename:
            yield from (f"{name}={value!r}" for name, value in frame.f_locals.items())


@both_flavours
@pytest.mark.parametrize("refused", ["1.13.2/login--wrong-password-b64", "1.8.1/login--base64-password"])
def test_a_refusal_that_is_told_again(refused: str, flavour: str) -> None:
    """A refusal is told to every call;
    it does not grow by that, and a traceback with locals shows no password.
    """
    recording = RECORDINGS[refused]
    email, password = account_of(recording)
    console = Console(version(recording), recording)
    depths: list[int] = []

    async def scenario() -> None:
        async with client_for(flavour, console, email=email, password=password) as client:
            for _ in range(3):
                with pytest.raises(AuthenticationError) as caught:
                    await settle(client.server.account.profile())
                depths.append(len([*traceback.walk_tb(caught.value.__traceback__)]))
                shown = "\n".join(locals_of_ours(caught.value))
                assert password not in shown
                assert encoded(password) not in shown

    play(scenario())
    assert depths[1] == depths[2]


@both_flavours
@pytest.mark.parametrize("name", ["1.13.2/login--wrong-password-b64", "1.8.1/login--base64-password"])
def test_login_tries_again_when_told_to(name: str, flavour: str) -> None:
    """After a refusal ``login`` sends the password again, once each time."""
    recording = RECORDINGS[name]
    good = RECORDINGS[f"{version(recording)}/login--ok"]
    email, password = account_of(recording)
    console = Console(version(recording), recording, recording, good)

    async def scenario() -> None:
        async with client_for(flavour, console, email=email, password=password) as client:
            for attempts in (1, 2):
                with pytest.raises(AuthenticationError):
                    await settle(client.server.login())
                assert console.asked == [SETUP, *[LOGIN] * attempts]
            assert await settle(client.server.login()) is None
            assert told(await client.stored()) == tokens_in(good)

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", [name for name in of_rule("refresh") if name_is_known(RECORDINGS[name])])
def test_a_client_renews_tokens(name: str, flavour: str) -> None:
    """A client with an old access token renews it first, and signs in where that is refused."""
    recording = RECORDINGS[name]
    tokens, expected = refresh_of(recording)
    # A renewal the other way is asked for by a store that has tokens of another kind under this server's key.
    old = Tokens.from_dict({**tokens.to_dict(), "expires_at": time.time() - 1})
    good = RECORDINGS[f"{version(recording)}/login--ok"]
    console = Console(version(recording), recording, good, RECORDINGS[PROFILES[version(recording)]])
    is_renewed = recording.status == 200

    async def scenario() -> None:
        async with client_for(flavour, console, old) as client:
            await settle(client.server.account.profile())
            assert console.asked == [
                SETUP,
                REFRESH,
                *[LOGIN] * (not is_renewed),
                "/console/api/account/profile",
            ]
            assert_signed(console.requests[1], expected)
            assert told(await client.stored()) == tokens_in(recording if is_renewed else good)
            assert_uses(console.requests[-1], await client.stored())

    play(scenario())


def assert_uses(request: httpx.Request, tokens: Tokens | None) -> None:
    """A call has these tokens, under the names that they came with, and not the refresh token."""
    assert tokens is not None
    if tokens.kind == "body":
        assert request.headers["Authorization"] == f"Bearer {tokens.access_token}"
        assert "Cookie" not in request.headers
        return
    prefix = tokens.cookie_prefix
    assert cookies_in(request.headers["Cookie"]) == {
        f"{prefix}access_token": tokens.access_token,
        f"{prefix}csrf_token": tokens.csrf_token,
    }
    assert request.headers["X-CSRF-Token"] == tokens.csrf_token
    assert "Authorization" not in request.headers
