"""The sign-in to the console on every release of Dify, as requests and answers. Pure.

The generators yield a request, are sent its answer, and return ``Tokens``. Releases differ: up to
1.9.1 tokens come in the body and go back as a bearer token; from 1.9.2 on they come and go as
cookies, with a CSRF token that goes back as a header. The password is plain up to 1.11.1, then the
base64 of its UTF-8.

The release is in the header ``X-Version``. If a proxy hides it, both ways to send the password are
tried, each once: a server locks an account after six bad passwords, so a refused one is not sent
again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import time
from collections.abc import Generator, Mapping
from typing import Any, Literal, TypeAlias

import attrs
import httpx

from dify_ext._console.cookies import joined, token_cookies
from dify_ext._console.token_entry import lifetime
from dify_ext._core.error_response import error_body, error_from_response, http_date
from dify_ext._core.release import release_of
from dify_ext._redaction import Secret
from dify_ext.errors import APIError, AuthenticationError, ResponseDecodeError
from dify_ext.tokens import Tokens, is_token

Exchange: TypeAlias = Generator[httpx.Request, httpx.Response, Tokens]

LOGIN = "/console/api/login"
REFRESH = "/console/api/refresh-token"
LOGOUT = "/console/api/logout"
PROBE = "/console/api/setup"  # answered without a sign-in

DEFAULT_LIFETIME = 3600.0  # of an access token that does not say
DEFAULT_REFRESH_LIFETIME = 30 * 24 * 3600.0
# The refusals of up to 1.7 have the status 400, and that of an unknown account in 1.8.
_WRONG_ACCOUNT = frozenset({"email_or_password_mismatch", "account_not_found"})

Family = Literal["body", "cookie", "unknown"]


@attrs.frozen
class Release:
    """How a release signs in; ``version`` is its ``X-Version``, None if it is not known."""

    version: tuple[int, ...] | None = None

    @classmethod
    def of(cls, x_version: str | None) -> Release:
        """From the header's value; a value that does not begin with numbers is unknown."""
        return cls(release_of(x_version))

    @property
    def family(self) -> Family:
        """How tokens travel: tokens of one family do not work with another."""
        if self.version is None:
            return "unknown"
        return "body" if self.version < (1, 9, 2) else "cookie"

    @property
    def encodings(self) -> tuple[Literal["base64", "plain"], ...]:
        """The ways to send the password, the likeliest first."""
        if self.version is None:
            return ("base64", "plain")
        return ("base64",) if self.version >= (1, 11, 2) else ("plain",)


@attrs.frozen
class Account:
    """An account, and the server that it signs in to."""

    root: str
    email: str
    password: Secret

    def request(self, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> httpx.Request:
        """A request of the sign-in."""
        return httpx.Request("POST" if path != PROBE else "GET", self.root + path, json=body, headers=headers)

    def refusal(self, status: int, code: str | None, message: str) -> APIError:
        """The error of a refusal that another process met."""
        body = {"code": code, "message": message}
        return _refused(httpx.Response(status, json=body, request=self.request(LOGIN)), self.email, 1)


def sign_in(account: Account, release: Release) -> Exchange:
    """Sign in with the password: one attempt if the release is known, else at most two.

    Raises:
        AuthenticationError: The server refuses e-mail or password.
        APIError: Another refusal.
    """
    encodings = list(release.encodings)
    made = 0
    while True:
        encoding = encodings.pop(0)
        made += 1
        response = yield _attempt(account, encoding)
        if _is_accepted(response):
            return read_tokens(response)
        said = error_body(response)
        if made == 1 and release.version is not None:
            # The server was upgraded, as this answer shows, or it could not read the password.
            now = Release.of(response.headers.get("x-version"))
            encodings = [other for other in now.encodings if now.version is not None and other != encoding]
            if encoding == "plain" and "encrypted" in said.message:
                encodings = ["base64"]
        if not (encodings and response.status_code in (400, 401)):
            raise _refused(response, account.email, made)


def _attempt(account: Account, encoding: str) -> httpx.Request:
    """The password is a local of this frame only, which raises nothing: no traceback shows it."""
    password = account.password.reveal()
    sent = base64.b64encode(password.encode()).decode() if encoding == "base64" else password
    return account.request(LOGIN, {"email": account.email, "password": sent, "remember_me": True})


def refresh(account: Account, tokens: Tokens) -> Generator[httpx.Request, httpx.Response, Tokens | None]:
    """Trade the refresh token for new tokens; None if the server does not accept it any more."""
    if tokens.kind == "body":
        request = account.request(REFRESH, {"refresh_token": tokens.refresh_token})
    else:
        request = account.request(
            REFRESH, headers={"Cookie": f"{tokens.cookie_prefix}refresh_token={tokens.refresh_token}"}
        )
    response = yield request
    if _is_accepted(response):
        return read_tokens(response, before=tokens)
    if response.status_code in (400, 401, 403) or response.is_success:
        return None
    raise error_from_response(response)


def sign_out(account: Account, tokens: Tokens) -> httpx.Request:
    """The request that ends the refresh token, a GET up to 1.9.1; the access token lives on."""
    request = account.request(LOGOUT)
    if tokens.kind == "body":
        request = httpx.Request("GET", account.root + LOGOUT)
    authorize(request, tokens)
    return request


def authorize(request: httpx.Request, tokens: Tokens) -> None:
    """Put the tokens on a request to the same server, in place of others."""
    if tokens.kind == "body":
        request.headers["Authorization"] = f"Bearer {tokens.access_token}"
        return
    if request.headers.get("Authorization", "").startswith("Bearer "):
        del request.headers["Authorization"]  # of an older release; one of a user's gateway stays
    pairs = {"access_token": tokens.access_token, "csrf_token": tokens.csrf_token or ""}
    if request.url.path.endswith(LOGOUT):
        pairs["refresh_token"] = tokens.refresh_token
    own = "; ".join(f"{tokens.cookie_prefix}{name}={value}" for name, value in pairs.items())
    request.headers["Cookie"] = joined(request.headers.get("Cookie", ""), own)
    request.headers["X-CSRF-Token"] = tokens.csrf_token or ""


def read_tokens(response: httpx.Response, before: Tokens | None = None) -> Tokens:
    """The tokens in the answer to a sign-in or refresh; a refresh may leave some as they were."""
    tokens = _find_tokens(response, before)
    if tokens is None:  # raised here, in a frame whose locals hold no token
        raise ResponseDecodeError(
            "the server accepted the sign-in but gave no tokens, neither in its body nor as cookies",
            response=response,
        )
    return tokens


def _find_tokens(response: httpx.Response, before: Tokens | None) -> Tokens | None:
    now = http_date(response.headers.get("date", "")) or time.time()
    cookies = {one.name: one for one in token_cookies(response.headers.get_list("set-cookie"))}
    if in_cookies := "access_token" in cookies:
        found = {name: cookie.value for name, cookie in cookies.items()}
    else:
        found = _in_body(response)
    access = found.get("access_token")
    refresh_token = found.get("refresh_token") or (before.refresh_token if before else None)
    csrf_token = found.get("csrf_token") or (before.csrf_token if before else None)
    if not (is_token(access) and is_token(refresh_token) and (csrf_token is None or is_token(csrf_token))):
        return None
    ages = {name: lifetime(cookie.max_age or 0.0) for name, cookie in cookies.items()}
    return Tokens(
        access_token=access,
        refresh_token=refresh_token,
        expires_at=jwt_expiry(access) or now + (ages.get("access_token") or DEFAULT_LIFETIME),
        refresh_expires_at=now + (ages.get("refresh_token") or DEFAULT_REFRESH_LIFETIME),
        kind="cookie" if in_cookies else "body",
        csrf_token=csrf_token,
        cookie_prefix=cookies["access_token"].prefix if in_cookies else "",
        issued_at=now,
    )


def jwt_expiry(token: str) -> float | None:
    """When a JWT says that it expires; None for another token. Only the server verifies it."""
    try:
        _, payload, _ = token.split(".")
        expiry = json.loads(base64.urlsafe_b64decode(f"{payload}=="))["exp"]
        is_time = isinstance(expiry, int | float) and not isinstance(expiry, bool) and math.isfinite(expiry)
        return float(expiry) if is_time else None
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError):
        return None


def _body(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _is_accepted(response: httpx.Response) -> bool:
    return response.is_success and _body(response).get("result") != "fail"  # which may come with 200


def _refused(response: httpx.Response, email: str, made: int) -> APIError:
    error = error_from_response(response)
    is_wrong = response.is_success or response.status_code == 401 or error.code in _WRONG_ACCOUNT
    if error.code == "not_setup" or not is_wrong:
        return error
    attempts = "one attempt" if made == 1 else f"{made} attempts (the server does not say its release)"
    advice = (
        f"the console did not let {email} in: check email= and password= (DIFY_EMAIL, DIFY_PASSWORD); it was "
        f"{attempts}, and the same password is not sent again by itself, because the server locks an account "
        "after six: login() sends it"
    )
    said = error.message or error.code or "no reason given"
    return AuthenticationError(
        response.status_code, error.code, said, request_id=error.request_id, response=response, advice=advice
    )


def is_final(error: APIError) -> bool:
    """Whether Dify itself refuses this account: another attempt would only count towards its lock.

    The refusal of a gateway, or of too many requests, may be over the next time.
    """
    if error.status == 429:
        return error.code == "email_code_login_limit"
    return error.status < 300 or (error.status in (400, 401, 403, 415) and bool(error.code or error.params))


def _in_body(response: httpx.Response) -> dict[str, str]:
    data = _body(response).get("data")
    names = ("access_token", "refresh_token")
    return {name: data[name] for name in names if name in data} if isinstance(data, dict) else {}


LEEWAY = 60.0  # seconds before its end at which a token is renewed; a tenth of a short life


@attrs.define
class Clock:
    """The server's clock, from the ``Date`` of its answers: it decides when a token expires."""

    ahead: float = 0.0  # seconds

    def note(self, response: httpx.Response) -> None:
        """Learn from an answer; a few seconds are ignored, as time on the way and rounding."""
        there = http_date(response.headers.get("date", ""))
        if there is not None:
            ahead = there - time.time()
            self.ahead = ahead if abs(ahead) > 5.0 else 0.0

    def now(self) -> float:
        """The server's time."""
        return time.time() + self.ahead

    def fresh(self, tokens: Tokens | None) -> bool:
        """Whether the access token stays good for a while."""
        if tokens is None:
            return False
        life = tokens.expires_at - tokens.issued_at if tokens.issued_at else 10 * LEEWAY
        return self.now() < tokens.expires_at - min(LEEWAY, max(0.0, life) / 10)

    def renewable(self, tokens: Tokens | None) -> bool:
        """Whether the refresh token can still be traded."""
        return tokens is not None and self.now() < tokens.refresh_expires_at


def store_key(root: str, email: str, family: Family) -> str:
    """The key of an account's tokens in a store: by server, account and kind of tokens."""
    account = f"{root} {email.lower()}".encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(account).hexdigest()[:32]}:{family}"
