"""Signing in to the console, on every release of Dify, as a conversation of requests and answers. Pure.

The generators yield a request and are sent its answer, read; what they return is ``Tokens``. What differs between
releases:

========================  ==========================  =====================================================
release                   the password                the tokens
========================  ==========================  =====================================================
up to 1.9.1               as it is                    in the body; sent back as a bearer token
1.9.2 to 1.11.1           as it is                    in cookies, with a CSRF token to send back as a header
1.11.2 and later          base64 of its UTF-8         in cookies, likewise
========================  ==========================  =====================================================

The release is in the header ``X-Version`` of every answer. Where a proxy hides it, both ways to send the password are
tried, each once: a server locks an account after six bad passwords, so a refused one is never tried again by itself.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import time
from collections.abc import Generator, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Literal, TypeAlias

import attrs
import httpx

from dify_ext._core.error_response import error_from_response, http_date
from dify_ext._core.error_response import read as read_error
from dify_ext._redaction import Secret
from dify_ext.errors import APIError, AuthenticationError, ResponseDecodeError
from dify_ext.tokens import Tokens

Conversation: TypeAlias = Generator[httpx.Request, httpx.Response, Tokens]

LOGIN = "/console/api/login"
REFRESH = "/console/api/refresh-token"
LOGOUT = "/console/api/logout"
PROBE = "/console/api/setup"  # answered without a sign-in, with X-Version

DEFAULT_LIFETIME = 3600.0  # of an access token that does not say
DEFAULT_REFRESH_LIFETIME = 30 * 24 * 3600.0
_COOKIE = re.compile(r"(?P<prefix>__Host-|__Secure-)?(?P<name>access_token|refresh_token|csrf_token)")

Family = Literal["body", "cookie", "unknown"]


@attrs.frozen
class Release:
    """What a server's release means for signing in; ``version`` is its ``X-Version``, None where it does not say."""

    version: tuple[int, ...] | None = None

    @classmethod
    def of(cls, x_version: str | None) -> Release:
        """From the header's value; anything that does not begin with numbers is unknown."""
        match = re.match(r"v?(\d+)\.(\d+)(?:\.(\d+))?", (x_version or "").strip())
        return cls(tuple(int(part or 0) for part in match.groups()) if match else None)

    @property
    def family(self) -> Family:
        """How tokens travel: tokens of one family are of no use to another."""
        if self.version is None:
            return "unknown"
        return "body" if self.version < (1, 9, 2) else "cookie"

    @property
    def encodings(self) -> tuple[Literal["base64", "plain"], ...]:
        """How the password may be wanted, the likeliest first."""
        if self.version is None:
            return ("base64", "plain")
        return ("base64",) if self.version >= (1, 11, 2) else ("plain",)


@attrs.frozen
class Account:
    """Who signs in, and where."""

    root: str
    email: str
    password: Secret

    def request(self, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> httpx.Request:
        """A request of the conversation."""
        return httpx.Request("POST" if path != PROBE else "GET", self.root + path, json=body, headers=headers)


def sign_in(account: Account, release: Release) -> Conversation:
    """Sign in with the password: one attempt where the release is known, at most two where it is not.

    Raises :class:`AuthenticationError` with what the server said, and any other refusal as its own error.
    """
    encodings = list(release.encodings)
    made = 0
    while True:
        encoding = encodings.pop(0)
        made += 1
        response = yield _attempt(account, encoding)
        if response.is_success and _result(response) != "fail":
            return read_tokens(response)
        said = read_error(response.status_code, response.headers.get("content-type", ""), response.content)
        if made == 1 and release.version is not None:
            # The server was changed since, as this very answer shows; or it did not even look at the password.
            now = Release.of(response.headers.get("x-version"))
            encodings = [other for other in now.encodings if now.version is not None and other != encoding]
            if encoding == "plain" and "encrypted" in said.message:
                encodings = ["base64"]
        if not (encodings and response.status_code in (400, 401)):
            raise _refused(response, account.email, made)


def _attempt(account: Account, encoding: str) -> httpx.Request:
    """The password is a local of this frame alone, which raises nothing: no traceback shows it."""
    password = account.password.reveal()
    sent = base64.b64encode(password.encode()).decode() if encoding == "base64" else password
    return account.request(LOGIN, {"email": account.email, "password": sent, "remember_me": True})


def refresh(account: Account, tokens: Tokens) -> Generator[httpx.Request, httpx.Response, Tokens | None]:
    """Trade the refresh token for new tokens; None where the server does not take it any more."""
    if tokens.kind == "body":
        request = account.request(REFRESH, {"refresh_token": tokens.refresh_token})
    else:
        request = account.request(
            REFRESH, headers={"Cookie": f"{tokens.cookie_prefix}refresh_token={tokens.refresh_token}"}
        )
    response = yield request
    if response.is_success and _result(response) != "fail":
        return read_tokens(response, before=tokens)
    if response.status_code in (400, 401, 403) or response.is_success:
        return None
    raise error_from_response(response)


def sign_out(account: Account, tokens: Tokens) -> httpx.Request:
    """The request that ends the refresh token; the access token lives on until it expires. Up to 1.9.1 it is a GET."""
    request = account.request(LOGOUT)
    if tokens.kind == "body":
        request = httpx.Request("GET", account.root + LOGOUT)
    authorize(request, tokens)
    return request


def authorize(request: httpx.Request, tokens: Tokens) -> None:
    """Put the tokens on a request of the same server, in the place of those it may have had."""
    if tokens.kind == "body":
        request.headers["Authorization"] = f"Bearer {tokens.access_token}"
        return
    if request.headers.get("Authorization", "").startswith("Bearer "):
        del request.headers["Authorization"]  # of an older release; a gateway's own, a user's default, stays
    pairs = {"access_token": tokens.access_token, "csrf_token": tokens.csrf_token or ""}
    if request.url.path.endswith(LOGOUT):
        pairs["refresh_token"] = tokens.refresh_token
    request.headers["Cookie"] = "; ".join(
        f"{tokens.cookie_prefix}{name}={value}" for name, value in pairs.items()
    )
    request.headers["X-CSRF-Token"] = tokens.csrf_token or ""


def read_tokens(response: httpx.Response, before: Tokens | None = None) -> Tokens:
    """The tokens in the answer to a sign-in or refresh, wherever they are; a refresh may leave some as they were."""
    tokens = _find_tokens(response, before)
    if tokens is None:  # raised here, where no local holds half of them
        raise ResponseDecodeError(
            "the server took the sign-in but gave no tokens, neither in its body nor as cookies",
            response=response,
        )
    return tokens


def _find_tokens(response: httpx.Response, before: Tokens | None) -> Tokens | None:
    now = server_time(response)
    found = _in_cookies(response) or _in_body(response)
    access = found.get("access_token")
    refresh_token = found.get("refresh_token") or (before.refresh_token if before else None)
    if not access or not refresh_token:
        return None
    lifetime = found.get("access_max_age") or DEFAULT_LIFETIME
    return Tokens(
        access_token=access,
        refresh_token=refresh_token,
        expires_at=jwt_expiry(access) or now + lifetime,
        refresh_expires_at=now + (found.get("refresh_max_age") or DEFAULT_REFRESH_LIFETIME),
        kind=found["kind"],
        csrf_token=found.get("csrf_token") or (before.csrf_token if before else None),
        cookie_prefix=found.get("prefix", ""),
        issued_at=now,
    )


def jwt_expiry(token: str) -> float | None:
    """When a JWT says it expires; None for a token that is no JWT, or says nothing. Nothing is verified: the server
    does.
    """
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return None
    expiry = claims.get("exp") if isinstance(claims, dict) else None
    return float(expiry) if isinstance(expiry, int | float) and not isinstance(expiry, bool) else None


def server_time(response: httpx.Response) -> float:
    """What time the server had when it answered; this machine's, where it does not say."""
    return http_date(response.headers.get("date", "")) or time.time()


def _result(response: httpx.Response) -> str | None:
    """``fail`` may come with 200."""
    try:
        body = response.json()
    except ValueError:
        return None
    return body.get("result") if isinstance(body, dict) else None


def _refused(response: httpx.Response, email: str, made: int) -> APIError:
    error = error_from_response(response)
    if error.code == "not_setup" or not (response.is_success or response.status_code == 401):
        return error
    attempts = "one attempt" if made == 1 else f"{made} attempts (the server does not say its release)"
    advice = (
        f"the console did not let {email} in: check email= and password= (DIFY_EMAIL, DIFY_PASSWORD); it was {attempts}"
        ", and none is made by itself again, for the server locks an account after six: login() makes one"
    )
    said = error.message or error.code or "no reason given"
    return AuthenticationError(
        response.status_code, error.code, said, request_id=error.request_id, response=response, advice=advice
    )


def is_final(error: APIError) -> bool:
    """Whether it is Dify that refuses this account for good, so that asking again only counts towards the lock-out; a
    gateway's refusal, or too many requests, may be another the next time.
    """
    if error.status == 429:
        return error.code == "email_code_login_limit"
    return error.status < 300 or (error.status in (400, 401, 403, 415) and bool(error.code or error.params))


def _in_cookies(response: httpx.Response) -> dict[str, Any]:
    """From Set-Cookie itself: a cookie jar would drop Secure cookies and those of another domain."""
    found: dict[str, Any] = {}
    for header in response.headers.get_list("set-cookie"):
        try:
            cookies = SimpleCookie(header)
        except CookieError:
            continue
        for full_name, morsel in cookies.items():
            match = _COOKIE.fullmatch(full_name)
            if match and morsel.value:
                found[match["name"]] = morsel.value
                found["prefix"] = match["prefix"] or ""
                if morsel["max-age"].isdigit() and match["name"] != "csrf_token":
                    found[match["name"].replace("token", "max_age")] = float(morsel["max-age"])
    return {**found, "kind": "cookie"} if "access_token" in found else {}


def _in_body(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict):
        return {}
    return {
        name: data[name] for name in ("access_token", "refresh_token") if isinstance(data.get(name), str)
    } | {"kind": "body"}


LEEWAY = 60.0  # seconds before the end of its life at which a token is renewed; a tenth of a short life


@attrs.define
class Clock:
    """What time the server has, as far as the ``Date`` of its answers tells: their clocks, not ours, end a token's
    life.
    """

    ahead: float = 0.0  # seconds

    def note(self, response: httpx.Response) -> None:
        """Learn from an answer. A difference of a few seconds is the way the answer took, and whole seconds."""
        there = http_date(response.headers.get("date", ""))
        if there is not None:
            ahead = there - time.time()
            self.ahead = ahead if abs(ahead) > 5.0 else 0.0

    def now(self) -> float:
        """The server's time."""
        return time.time() + self.ahead

    def fresh(self, tokens: Tokens | None) -> bool:
        """Whether the access token is still good for a while."""
        if tokens is None:
            return False
        life = tokens.expires_at - tokens.issued_at if tokens.issued_at else 10 * LEEWAY
        return self.now() < tokens.expires_at - min(LEEWAY, max(0.0, life) / 10)

    def renewable(self, tokens: Tokens | None) -> bool:
        """Whether the refresh token can still be traded."""
        return tokens is not None and self.now() < tokens.refresh_expires_at


def store_key(root: str, email: str, family: Family) -> str:
    """Where an account's tokens lie in a store: its own for each server, account and way that tokens travel."""
    return f"{hashlib.sha256(f'{root} {email.lower()}'.encode()).hexdigest()[:32]}:{family}"
