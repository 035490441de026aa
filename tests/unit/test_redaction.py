"""What hides: secrets, what is masked, jars that keep nothing, httpcore's own log;
sign-ins are not repeated.
"""

from __future__ import annotations

import logging
import pickle
from http.cookiejar import Cookie, CookieJar

import httpx
import pytest

from dify_ext._console.cookies import NoCookies, forget_cookies
from dify_ext._console.sign_in import is_final, read_tokens
from dify_ext._core import log
from dify_ext._core.retry import Attempts
from dify_ext._redaction import HiddenHeaders, Secret, alone, masked, masked_json, masked_text, shown
from dify_ext.errors import APIError
from dify_ext.tokens import Tokens


def test_a_secret_hides() -> None:
    """It shows itself on request alone, compares by what it is, and is not pickled."""
    secret = Secret("hush")
    assert (repr(secret), str(secret), secret.reveal()) == ("Secret(***)", "Secret(***)", "hush")
    assert secret == Secret("hush")
    assert secret != "hush"
    assert len({secret, Secret("hush"), Secret("other")}) == 2
    assert Secret.of(secret) is secret
    assert Secret.of(None) is None
    assert secret.digest() == Secret(secret.reveal()).digest() != Secret("another").digest()
    assert secret.reveal() not in secret.digest()
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(secret)


@pytest.mark.parametrize(
    ("value", "is_word"), [("a-b", True), (" a\n", True), ("", False), ("a b", False), (7, False)]
)
def test_what_can_stand_in_a_header(value: object, is_word: bool) -> None:
    """Printable ASCII without spaces, once what is around it is gone; what is no string is no word either."""
    assert Secret(value).stripped().is_word() is is_word  # type: ignore[arg-type]


def test_json_is_masked_below_secret_names() -> None:
    """However deep; and what 1.8 gives with an unknown account: a token to set a password with."""
    given = {"token": ["a", {"x": "b"}], "n": 1, "name": "c", "tokens": 3}
    assert masked(given) == {"token": ["***", {"x": "***"}], "n": 1, "name": "c", "tokens": 3}
    assert masked({"result": "fail", "data": "t", "code": "account_not_found"})["data"] == "***"
    assert masked({"result": "fail", "data": "why"})["data"] == "why"
    assert masked_json(b'{"password": "x"}') == '{"password": "***"}'
    assert masked_json(b"no json") is None


def test_tokens_show_nothing() -> None:
    """A repr says that there are tokens, and when they end."""
    tokens = Tokens("SECRET-a", "SECRET-r", 1.0, 2.0, csrf_token="SECRET-c")
    assert "SECRET" not in repr(tokens)
    assert "access_token=***" in repr(tokens)


def test_a_cookie_that_is_none_does_not_hide_the_others() -> None:
    """A gateway's odd Set-Cookie is passed over."""
    cookies = ["a@b=c", "access_token=t1; Max-Age=60", "refresh_token=t2", "csrf_token=t3"]
    response = httpx.Response(200, headers=[("Set-Cookie", one) for one in cookies])
    tokens = read_tokens(response)
    assert (tokens.access_token, tokens.refresh_token, tokens.csrf_token) == ("t1", "t2", "t3")


def test_headers_hide_their_values() -> None:
    """They are a mapping like any other, but a repr has their names only;
    what is no mapping hides altogether.
    """
    headers = HiddenHeaders.of({"X-B": "SECRET", "X-A": "SECRET"})
    assert repr(headers) == "['X-A', 'X-B']"
    assert headers == {"X-A": "SECRET", "X-B": "SECRET"}
    assert "SECRET" not in repr(HiddenHeaders.of([("X-A", "SECRET")]))
    assert HiddenHeaders.of(None) is None


def test_an_error_alone() -> None:
    """Its causes and frames are gone, in which locals are."""
    with pytest.raises(OSError, match="visible") as caught:
        raise OSError("visible") from ValueError("SECRET")
    found = alone(caught.value)
    assert found is caught.value
    assert (found.__cause__, found.__context__, found.__traceback__) == (None, None, None)


def test_text_is_masked() -> None:
    """Keys, bearer tokens, and what links carry in their queries."""
    text = "app-0123456789abc Bearer abc https://x/activate?email=a&token=t1&sign=s1"
    assert masked_text(text) == "*** *** https://x/activate?email=a&token=***&sign=***"


def test_urls_are_masked() -> None:
    """A form's token in a path, a signature in a query; the rest stays."""
    assert shown("/v1/form/human_input/W8jcgvJn") == "/v1/form/human_input/***"
    assert shown("https://x/v1/form/human_input/W8j?user=u") == "https://x/v1/form/human_input/***?user=u"
    assert (
        shown("https://x/files/1/file-preview?at=1&sign=s1") == "https://x/files/1/file-preview?at=1&sign=***"
    )
    assert shown("/v1/workflows/run") == "/v1/workflows/run"
    assert shown("https://x/login?code=c1&state=s") == "https://x/login?code=***&state=s"


def test_httpx_logs_no_tokens(caplog: pytest.LogCaptureFixture) -> None:
    """What httpx says of each request, at INFO, is masked, however often that was asked for."""
    log.mask_httpx()
    log.mask_httpx()
    theirs = logging.getLogger("httpx")
    caplog.set_level(logging.INFO, "httpx")
    theirs.info("HTTP Request: %s %s", "POST", httpx.URL("http://x/v1/form/human_input/W8j"))
    theirs.info("nothing to fill in")
    theirs.info("%(a)s", {"a": 1})
    assert caplog.messages == [
        "HTTP Request: POST http://x/v1/form/human_input/***",
        "nothing to fill in",
        "1",
    ]


def cookie(name: str) -> Cookie:
    fields = {
        "version": 0,
        "port": None,
        "port_specified": False,
        "domain_specified": True,
        "path_specified": True,
    }
    rest = {
        "secure": False,
        "expires": None,
        "discard": True,
        "comment": None,
        "comment_url": None,
        "rest": {},
    }
    return Cookie(
        name=name,
        value="v",
        domain="x.test",
        domain_initial_dot=False,
        path="/",
        rfc2109=False,
        **fields,
        **rest,
    )


def test_a_jar_that_keeps_nothing() -> None:
    """Whatever a server sets, the jar stays empty."""
    jar = NoCookies()
    request = httpx.Request("GET", "https://x.test/")
    jar.extract_cookies(httpx.Response(200, headers={"Set-Cookie": "a=b; Path=/"}, request=request))
    assert len(jar.jar) == 0


def test_a_users_jar_forgets_the_tokens_alone() -> None:
    """What a gateway set is the user's business and stays."""
    jar = CookieJar()
    for name in ("access_token", "__Host-refresh_token", "csrf_token", "sticky"):
        jar.set_cookie(cookie(name))
    forget_cookies(jar)
    assert [one.name for one in jar] == ["sticky"]


def test_httpcore_logs_no_cookies(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its debug lines show the headers of answers, without the cookies; the filter is there once."""
    for name in ("httpcore.http11", "httpcore.http2"):
        monkeypatch.setattr(logging.getLogger(name), "filters", [])
    log.mask_httpx()
    log.mask_httpx()
    logger = logging.getLogger("httpcore.http11")
    caplog.set_level(logging.DEBUG, logger="httpcore.http11")
    logger.debug("return_value=([(b'Set-Cookie', b'access_token=SECRET; Path=/'), (b'date', b'now')])")
    assert "SECRET" not in caplog.text
    assert "(b'Set-Cookie', b'***'), (b'date', b'now')" in caplog.text
    assert len([one for one in logger.filters if one is log._without_cookies]) == 1


@pytest.mark.parametrize("path", ["/console/api/login", "/console/api/refresh-token"])
@pytest.mark.parametrize("status", [400, 429])
def test_a_sign_in_is_not_repeated_by_itself(path: str, status: int) -> None:
    """Not even where the server says that it did not look at it: one too many locks the account."""
    attempts = Attempts("POST", path, 5)
    answer = httpx.Response(status, json={"message": "Too many requests"})
    assert attempts.after_answer(answer, resendable=True) is None


@pytest.mark.parametrize(
    ("status", "code", "params", "final"),
    [
        (200, "account_not_found", None, True),
        (401, "authentication_failed", None, True),
        (400, None, {"password": "weak"}, True),
        (429, "email_code_login_limit", None, True),
        (429, "too_many_requests", None, False),
        (401, None, None, False),
        (403, "forbidden", None, True),
        (403, None, None, False),
        (404, "not_found", None, False),
        (502, None, None, False),
    ],
)
def test_which_refusals_are_for_good(status: int, code: str | None, params: object, final: bool) -> None:
    """What Dify says of the account is; what a gateway says, or another try may mend, is not."""
    assert is_final(APIError(status, code, "no", params=params)) is final
