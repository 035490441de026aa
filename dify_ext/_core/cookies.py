"""Cookie jars that keep nothing: a console's cookies are sent to that console alone. Pure."""

from __future__ import annotations

import re
from http.cookiejar import CookieJar, DefaultCookiePolicy

_TOKENS = re.compile(r"(__Host-|__Secure-)?(access_token|refresh_token|csrf_token)")


def no_cookies() -> CookieJar:
    """A jar that takes no cookie of anybody."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def forget_cookies(jar: CookieJar) -> None:
    """Remove a console's tokens from a user's client, which would send them to other hosts."""
    for cookie in [cookie for cookie in jar if _TOKENS.fullmatch(cookie.name)]:
        jar.clear(cookie.domain, cookie.path, cookie.name)
