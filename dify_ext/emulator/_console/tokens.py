"""Tokens of signed-in accounts: created, looked up, rotated, ended."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from .._errors import unauthorized
from .._options import Options

#: Shorter lifetimes are exact to the millisecond; longer ones are whole seconds, as on a real
#: server.
SHORT = 60.0
#: With more access tokens than this, those that ended long ago are forgotten.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Issued:
    """The tokens of a sign-in or a refresh; the ages are seconds for Max-Age."""

    access: str
    refresh: str
    csrf: str
    access_age: int
    refresh_age: int
    at: float


@dataclass(frozen=True, slots=True)
class Held:
    """A known token: its account, its end and its number."""

    account_id: str
    expires_at: float
    number: int


class Tokens:
    """All tokens of one emulator. No emulator knows the tokens of another."""

    def __init__(self, options: Options, clock: Callable[[], float]) -> None:
        self._options, self._clock = options, clock
        self._secret = secrets.token_bytes(32)
        self._access: dict[str, Held] = {}
        self._refresh: dict[str, Held] = {}
        self._count = 0
        self._ended = 0  # access tokens up to this number have ended

    def issue(self, account_id: str) -> Issued:
        """New tokens of an account."""
        options, now = self._options, self._clock()
        begin, end = _span(now, options.access_lifetime)
        self._count += 1
        stamps = {"exp": end, "iat": begin, "jti": str(uuid4())}
        claims = {"user_id": account_id, "iss": "SELF_HOSTED", "sub": "Console API Passport", **stamps}
        access = secrets.token_urlsafe(40) if options.opaque_tokens else jwt(claims, self._secret)
        refresh = secrets.token_hex(64)
        self._forget_old(now)
        self._access[access] = Held(account_id, end, self._count)
        self._refresh[refresh] = Held(account_id, now + options.refresh_lifetime, self._count)
        csrf = jwt({"exp": end, "sub": account_id, "jti": str(uuid4())}, self._secret)
        ages = (max(1, int(options.access_lifetime)), max(1, int(options.refresh_lifetime)))
        return Issued(access, refresh, csrf, *ages, now)

    def account_of(self, access: str) -> str:
        """The account of an access token; 401 if there is none, or if the token has ended."""
        held = self._access.get(access)
        if held is None:
            read_jwt(access, self._secret)
            raise unauthorized("Invalid token.")
        if held.number <= self._ended or held.expires_at <= self._clock():
            raise unauthorized("Token has expired.")
        return held.account_id

    def check_csrf(self, sent: str | None, cookie: str | None, account_id: str) -> None:
        """401 if the header is not the cookie, or no CSRF token of this account."""
        wrong = unauthorized("CSRF token is missing or invalid.")
        if not sent or sent != cookie:
            raise wrong
        claims = read_jwt(sent, self._secret)
        if claims["exp"] <= self._clock():
            raise unauthorized("Token has expired.")
        if claims.get("sub") != account_id:
            raise wrong

    def use_refresh(self, refresh: str) -> str | None:
        """The account of a refresh token, which works once; None if it does not work."""
        held = self._refresh.pop(refresh, None)
        return held.account_id if held and held.expires_at > self._clock() else None

    def end_refresh(self, account_id: str, refresh: str | None) -> None:
        """End a refresh token; without a name, the account's newest."""
        owned = [token for token, held in self._refresh.items() if held.account_id == account_id]
        if refresh is None and owned:
            refresh = owned[-1]
        if refresh in owned:
            del self._refresh[refresh]

    def expire_access(self) -> None:
        """End every access token."""
        self._ended = self._count

    def forget_refresh(self) -> None:
        """End every refresh token."""
        self._refresh = {}

    def _forget_old(self, now: float) -> None:
        # An hour after its end a token may turn from "expired" to "invalid", to save memory.
        if len(self._access) > MOST:
            self._access = {
                token: held for token, held in self._access.items() if held.expires_at > now - 3600
            }


def _span(now: float, lifetime: float) -> tuple[float, float]:
    if lifetime < SHORT:
        return round(now, 3), round(now + lifetime, 3)
    return int(now), int(now + lifetime)


def jwt(claims: dict[str, Any], secret: bytes) -> str:
    """A JSON Web Token, signed with HS256."""
    parts = [
        _encode(json.dumps(part, separators=(",", ":")).encode())
        for part in ({"alg": "HS256", "typ": "JWT"}, claims)
    ]
    return ".".join([*parts, _signature(".".join(parts), secret)])


def read_jwt(token: str, secret: bytes) -> dict[str, Any]:
    """The claims of a JSON Web Token; 401 if it is none, or its signature is wrong."""
    signed, _, signature = token.rpartition(".")
    try:
        head, claims = (json.loads(_decode(part)) for part in signed.split("."))
    except (ValueError, binascii.Error):
        raise unauthorized("Invalid token.") from None
    if not (isinstance(head, dict) and isinstance(claims, dict)):
        raise unauthorized("Invalid token.")
    if not hmac.compare_digest(signature.encode(), _signature(signed, secret).encode()):
        raise unauthorized("Invalid token signature.")
    return claims


def _signature(signed: str, secret: bytes) -> str:
    return _encode(hmac.new(secret, signed.encode(), hashlib.sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
