"""The cookies of a console: those of an answer are read, and no cookie jar keeps them. Pure.

They are read by RFC 6265, section 5.2: unknown attributes and odd dates are ignored. A cookie jar
would drop Secure cookies and those of another domain; ``http.cookies`` drops all cookies of a
header with an unknown attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from http.cookiejar import CookieJar

import attrs
import httpx

_PREFIX, _TOKEN = "__Host-|__Secure-|", "access_token|refresh_token|csrf_token"
_NAME = re.compile(f"({_PREFIX})({_TOKEN})")
# Some proxies join several headers, which the RFC forbids: a comma before one of our names ends a
# cookie.
_JOINED = re.compile(rf",[ \t]*(?=(?:{_PREFIX})(?:{_TOKEN})[ \t]*=)")
_WHITE = " \t"


@attrs.frozen
class TokenCookie:
    """A cookie of the console, ``prefix`` and ``name`` in full; ``max_age`` is in seconds."""

    prefix: str
    name: str
    value: str = attrs.field(repr=False)
    max_age: float | None = None


def token_cookies(headers: Iterable[str]) -> Iterator[TokenCookie]:
    """The token cookies of ``Set-Cookie`` headers, without empty ones, which delete."""
    for header in headers:
        for cookie in _JOINED.split(header):
            pair, *attributes = cookie.split(";")
            full_name, _, value = pair.partition("=")
            name = _NAME.fullmatch(full_name.strip(_WHITE))
            # The server drops the quotes, and compares the CSRF token without them.
            value = value.strip(_WHITE).removeprefix('"').removesuffix('"')
            if name and value:
                yield TokenCookie(name[1], name[2], value, _max_age(attributes))


def _max_age(attributes: Iterable[str]) -> float | None:
    found = None
    for attribute in attributes:
        if said := re.fullmatch(r"[ \t]*max-age[ \t]*=[ \t]*([0-9]{1,10})[ \t]*", attribute, re.IGNORECASE):
            found = float(said[1]) or found
    return found


def joined(others: str, own: str) -> str:
    """A ``Cookie`` header of others' cookies, such as a gateway's, without tokens, and our own."""
    pairs = [pair.strip(_WHITE) for pair in others.split(";")]
    kept = [pair for pair in pairs if pair and not _NAME.fullmatch(pair.partition("=")[0].strip(_WHITE))]
    return "; ".join([*kept, own])


class NoCookies(httpx.Cookies):
    """A client's cookies that takes none of anybody, and does not look for any."""

    def extract_cookies(self, response: httpx.Response) -> None:
        pass


def forget_cookies(jar: CookieJar) -> None:
    """Remove a console's tokens from a user's client, which would send them to other hosts."""
    for cookie in [cookie for cookie in jar if _NAME.fullmatch(cookie.name)]:
        jar.clear(cookie.domain, cookie.path, cookie.name)
