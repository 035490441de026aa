"""Odd answers to a sign-in, such as foreign cookies and deep JSON: they give tokens, or one of our errors."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._console.cookies import TokenCookie, token_cookies
from dify_ext._console.sign_in import (
    Account,
    Clock,
    Release,
    authorize,
    jwt_expiry,
    read_tokens,
    refresh,
    sign_in,
)
from dify_ext._redaction import Secret
from dify_ext.errors import DifyError, ResponseDecodeError
from dify_ext.tokens import Tokens
from tests.secrets.console import jwt

ME = Account("https://console.example.com", "me@example.com", Secret("pass"))
REFRESHABLE = Tokens("A", "R", 2e9, 2e9, "cookie", "C")


@pytest.mark.parametrize(
    "flags",
    [
        "",
        "; SameSite=None; Secure; HttpOnly",
        "; Partitioned",
        "; Secure; Partitioned; Priority=High",
        "; Expires=Thu, 01 Jan 2099 00:00:00 +0000",
        "; Expires=Thu, 01-Jan-99 00:00:00 GMT",
        "; Expires=soon",
        "; something-new",
        ";;; ;=;==x",
        "; Max-Age=; Max-Age=soon; Max-Age=-5; Max-Age=0; Max-Age=\u00b2; Max-Age=99999999999999999999",
        '; Path="/"; Comment="a; b',
    ],
)
@pytest.mark.parametrize("pair", ["{}=v-{}", " {} = v-{} ", '{}="v-{}"', "\t{}=v-{}"])
def test_no_flag_loses_a_token(flags: str, pair: str) -> None:
    """Unknown flags, odd dates, quotes and spaces are passed over (RFC 6265, section 5.2)."""
    names = ("access_token", "refresh_token", "csrf_token")
    lines = [pair.format(name, name) + flags for name in names]
    for headers in (lines, [", ".join(lines)], [",".join(lines)]):
        found = list(token_cookies(headers))
        assert found == [TokenCookie("", name, f"v-{name}") for name in names]


@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_a_value_has_no_lines(odd: str) -> None:
    """What Python takes for the end of a line is a part of the value; it does not end a cookie either."""
    lines = [f"access_token=a{odd}b; Path=/; x={odd}; Max-Age=7", f"csrf_token=c{odd}access_token=d"]
    for headers in (lines, [", ".join(lines)]):
        assert list(token_cookies(headers)) == [
            TokenCookie("", "access_token", f"a{odd}b", 7.0),
            TokenCookie("", "csrf_token", f"c{odd}access_token=d"),
        ]


def test_ages_and_prefixes() -> None:
    """The last good Max-Age counts, whatever its case; the prefix is part of the name."""
    (one,) = token_cookies(["__Host-access_token=A; max-AGE = 60 ; Max-Age=120; Path=/"])
    assert one == TokenCookie("__Host-", "access_token", "A", 120.0)
    assert "A" not in repr(one).replace("access_token", "").replace("TokenCookie", "")
    (other,) = token_cookies(["__Secure-csrf_token=a=b==; Max-Age=7"])
    assert (other.prefix, other.value, other.max_age) == ("__Secure-", "a=b==", 7.0)


@pytest.mark.parametrize(
    "line",
    ["", ";", "=", "=x", "access_token", "access_token=", 'access_token=""', "xaccess_token=A", "a b=c"],
)
def test_other_cookies_are_none(line: str) -> None:
    """Without our name, or without a value."""
    assert list(token_cookies([line])) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_around_a_token(before: str, after: str) -> None:
    """Nothing in another header, or after the first semicolon, loses the token."""
    found = list(token_cookies([before, f"refresh_token=R;{after}"]))
    assert "R" in [one.value for one in found if one.name == "refresh_token"]


ODD_NUMBERS = [10**400, float("inf"), float("-inf"), float("nan"), "soon", True, None, [], {}]


@pytest.mark.parametrize("expiry", ODD_NUMBERS)
def test_an_expiry_that_is_no_time(expiry: Any) -> None:
    """A JWT whose ``exp`` is no finite number says nothing."""
    assert jwt_expiry(jwt({"exp": expiry})) is None


def test_deep_claims() -> None:
    """Claims that are nested too deep to be read say nothing."""
    deep = base64.urlsafe_b64encode(b"[" * 100_000).decode().rstrip("=")
    assert jwt_expiry(f"a.{deep}.c") is None


@pytest.mark.parametrize("token", ["a b", "a\nb", "t\u00f6ken", "a;b", "a,b", 7, ["x"], {"x": 1}, "\ud800"])
def test_a_token_that_cannot_be_sent_is_none(token: Any) -> None:
    """It would break the first call that sends it."""
    good = {"access_token": "A", "refresh_token": "R"}
    for name in good:
        content = json.dumps({"result": "success", "data": {**good, name: token}})
        with pytest.raises(ResponseDecodeError, match="gave no tokens"):
            read_tokens(httpx.Response(200, content=content))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
TOKENS = st.sampled_from(["A", "", "a.b.c", "a b", "\u00e9", "[" * 9, jwt({"exp": 1e400}), jwt({"exp": -1})])
BODIES = st.one_of(
    st.fixed_dictionaries(
        {},
        optional={
            "result": st.sampled_from(["success", "fail", 1, None]),
            "data": st.one_of(
                VALUES,
                st.fixed_dictionaries(
                    {}, optional={"access_token": TOKENS | VALUES, "refresh_token": TOKENS | VALUES}
                ),
            ),
            "code": VALUES,
            "message": VALUES,
            "params": VALUES,
            "error": VALUES,
            "errors": VALUES,
        },
    ).map(lambda body: json.dumps(body).encode()),
    st.sampled_from(
        [b"", b"[" * 100_000, b'{"data":' * 50_000, b"\xff\xfe", b"<html>", b"9" * 5000, b"null"]
    ),
    st.binary(max_size=20),
)
LATIN = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30)
HEADERS = st.lists(
    st.one_of(
        st.tuples(st.just("X-Version"), LATIN | st.sampled_from(["1.13.2", "1." + "9" * 5000, "1.8.1"])),
        st.tuples(st.just("Date"), LATIN | st.sampled_from(["Fri, 31 Dec 99999 00:00:00 GMT", "soon"])),
        st.tuples(st.just("Retry-After"), LATIN),
        st.tuples(st.just("Content-Type"), LATIN | st.just("text/html")),
        st.tuples(
            st.just("Set-Cookie"),
            st.builds(
                "{}={}{}".format,
                st.sampled_from(["access_token", "refresh_token", "csrf_token", "__Host-access_token"]),
                TOKENS.filter(str.isascii) | LATIN,
                st.sampled_from(
                    ["", "; Max-Age=9", "; Max-Age=9999999999", "; Partitioned", "; Max-Age=\u00b2"]
                ),
            ),
        ),
    ),
    max_size=5,
)
ANSWERS = st.builds(
    lambda status, headers, content: httpx.Response(
        status, headers=[(name.encode(), value.encode("latin-1")) for name, value in headers], content=content
    ),
    st.sampled_from([200, 200, 200, 204, 302, 400, 401, 403, 415, 429, 500]),
    HEADERS,
    BODIES,
)


@given(
    st.sampled_from([Release(), Release.of("1.8.1"), Release.of("1.13.2")]), st.booleans(), st.lists(ANSWERS)
)
def test_any_answer_gives_tokens_or_our_error(
    release: Release, by_refresh: bool, answers: list[httpx.Response]
) -> None:
    """Whatever a server or a proxy says to any request of the sign-in; and tokens that came can be sent."""
    steps: Any = refresh(ME, REFRESHABLE) if by_refresh else sign_in(ME, release)
    clock = Clock()
    try:
        next(steps)
        for answer in answers:
            clock.note(answer)
            steps.send(answer)
    except StopIteration as done:
        tokens = done.value
        if tokens is not None:
            authorize(httpx.Request("GET", "https://console.example.com/console/api/apps"), tokens)
            assert Tokens.loads(tokens.dumps()) == tokens
            clock.fresh(tokens)
            clock.renewable(tokens)
    except DifyError:
        pass
