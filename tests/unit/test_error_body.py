"""Each form of error body a server has been seen to send, and those it may yet send."""

from __future__ import annotations

import json
import time
from email.utils import formatdate

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.error_response import ErrorBody, error_body, is_busy, retry_after
from dify_ext.errors import one_line

NOW = 1_795_172_724  # a Wednesday
PYDANTIC = (
    "1 validation error for AppListQuery\nlimit\n  Input should be greater than or equal to 1 "
    "[type=greater_than_equal, input_value='0', input_type=str]\n"
    "    For further information visit https://errors.pydantic.dev/2.12/v/greater_than_equal"
)
NOT_FOUND_PAGE = (
    "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The "
    "requested URL was not "
    "found on the server. If you entered the URL manually please check your spelling and try again.</p>\n"
)
NGINX_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad "
    "Gateway</h1></center>\r\n"
    "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


def read(status: int, content_type: str, content: bytes) -> ErrorBody:
    """What the body of an error answer says."""
    headers = {"content-type": content_type.encode("utf-8", "surrogatepass")}
    return error_body(httpx.Response(status, headers=headers, content=content))


# As recorded from servers of 1.8.1, 1.13.2 and 1.14.2.
RECORDED = [
    (
        400,
        {"code": "invalid_param", "message": "query is required", "status": 400},
        ErrorBody("invalid_param", "query is required"),
    ),
    (
        400,
        {"code": "invalid_param", "message": "The app is gone", "params": "app_id", "status": 400},
        ErrorBody("invalid_param", "The app is gone", "app_id"),
    ),
    (
        400,
        {"code": "invalid_param", "message": PYDANTIC, "status": 400},
        ErrorBody("invalid_param", PYDANTIC),
    ),
    (400, {"code": "invalid_param", "message": "", "status": 400}, ErrorBody("invalid_param", "")),
    (
        400,
        {
            "errors": {"email": "Missing required parameter in the JSON body"},
            "message": "Input payload validation failed",
        },
        ErrorBody(
            None,
            "Input payload validation failed: email: Missing required parameter in the JSON body",
            {"email": "Missing required parameter in the JSON body"},
        ),
    ),
    (404, {"message": "API key not found"}, ErrorBody(None, "API key not found")),
    (
        400,
        {
            "custom": "max_keys_exceeded",
            "message": "Cannot create more than 10 API keys for this resource type.",
        },
        ErrorBody("max_keys_exceeded", "Cannot create more than 10 API keys for this resource type."),
    ),
    (400, {"error": "no such thing"}, ErrorBody(None, "no such thing")),
    (
        403,
        {"error": {"type": "authorization_error", "message": "Forbidden", "status": 403}},
        ErrorBody("authorization_error", "Forbidden"),
    ),
    (401, {"result": "fail", "message": "Invalid refresh token"}, ErrorBody(None, "Invalid refresh token")),
    (401, {"result": "fail", "data": "Invalid refresh token"}, ErrorBody(None, "Invalid refresh token")),
    (
        404,
        {
            "code": "not_found",
            "message": "Conversation Not Exists. You have requested this URI [/v1/chat-messages] but "
            "did you mean "
            "/v1/chat-messages or /api/chat-messages ?",
            "status": 404,
        },
        ErrorBody("not_found", "Conversation Not Exists."),
    ),
    (
        500,
        {"message": "Internal Server Error", "code": "unknown", "status": 500},
        ErrorBody("unknown", "Internal Server Error"),
    ),
]


@pytest.mark.parametrize(("status", "body", "expected"), RECORDED)
def test_recorded_forms(status: int, body: object, expected: ErrorBody) -> None:
    """The code, the whole message and what is blamed, from each recorded form;
    the router's guesses are cut off.
    """
    assert read(status, "application/json", json.dumps(body).encode()) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (None, ErrorBody(None, "")),
        ("gone", ErrorBody(None, "gone")),
        (["a", 1], ErrorBody(None, '["a", 1]')),
        ({}, ErrorBody(None, "")),
        ({"code": None, "message": None}, ErrorBody(None, "")),
        ({"code": 1040, "message": 7}, ErrorBody("1040", "7")),
        ({"message": {"user": "ist nötig"}}, ErrorBody(None, '{"user": "ist nötig"}')),
        ({"data": "not for errors"}, ErrorBody(None, "")),
        ({"error": {"message": "m", "code": "c"}}, ErrorBody("c", "m")),
        ({"errors": ["not", "fields"], "message": "m"}, ErrorBody(None, "m")),
        (
            {"errors": {"a": ["x", "y"]}, "message": "m"},
            ErrorBody(None, 'm: a: ["x", "y"]', {"a": ["x", "y"]}),
        ),
        ({"errors": {"a": "x", "b": "y"}}, ErrorBody(None, "a: x; b: y", {"a": "x", "b": "y"})),
    ],
)
def test_other_json(body: object, expected: ErrorBody) -> None:
    """JSON of a form nobody has seen yet says what it can."""
    assert read(400, "application/json", json.dumps(body).encode()) == expected


def test_an_unknown_path_or_a_bad_id_is_a_page() -> None:
    """Dify's own 404 page says what its reasons are."""
    message = read(404, "text/html; charset=utf-8", NOT_FOUND_PAGE.encode()).message
    assert "404 Not Found: Not Found" in message
    assert "no UUID" in message


def test_a_proxys_page() -> None:
    """A proxy's page gives its title, once, and no tags."""
    said = read(502, "text/html", NGINX_PAGE.encode())
    assert said.code is None
    assert said.message.count("502 Bad Gateway") == 1
    assert "<" not in said.message
    assert "proxy" in said.message


def test_a_page_that_says_it_is_text() -> None:
    """A page is known by its type, or by its first character where its type does not say so."""
    assert "(A & B)" in read(503, "text/plain", b"\n <h1 class=x>A &amp;\n B</h1>").message
    assert "(Gone)" in read(503, "Text/HTML", b"oops <h1>Gone</h1>").message


def test_a_page_without_title() -> None:
    """A page without title is still said to be a page."""
    assert "no title" in read(500, "text/html", b"<p>oops").message
    assert "no title" in read(500, "text/html", b"<title> </title>").message


def test_plain_text() -> None:
    """Text is its own message, on one line."""
    assert (
        read(503, "text/plain", b"upstream connect error\nor reset").message
        == "upstream connect error or reset"
    )
    assert read(503, "", b"").message == ""


def test_a_large_page_is_read_in_no_time() -> None:
    """A page made to be slow to search, as large as a proxy may send, is read at once."""
    started = time.process_time()
    read(502, "text/html", b"<h1>" * 15_000)
    read(502, "text/html", b"<title" * 15_000)
    assert time.process_time() - started < 1


@given(
    st.integers(400, 599), st.sampled_from(["application/json", "text/html", "text/plain", ""]), st.binary()
)
def test_any_bytes_are_read(status: int, content_type: str, content: bytes) -> None:
    """Whatever bytes come, a message is made of them."""
    assert isinstance(read(status, content_type, content).message, str)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["code", "message", "error", "errors", "params", "custom", "result", "data", "type", "status"]
)


@given(st.dictionaries(KEYS, JSON))
def test_any_json_is_read(body: dict[str, object]) -> None:
    """Whatever stands in the known fields, code and message are text."""
    said = read(400, "application/json", json.dumps(body).encode())
    assert isinstance(said.message, str)
    assert said.code is None or isinstance(said.code, str)


def test_deeply_nested_json() -> None:
    """JSON too deep to be parsed is no reason to lose the status."""
    assert isinstance(read(400, "application/json", b"[" * 100_000).message, str)


def test_busy() -> None:
    """The 400 of an app at its limit is told by its first words."""
    busy = ErrorBody(
        "invalid_param", "Too many requests. Please try again later. The current maximum … is 1."
    )
    assert is_busy(400, busy)
    assert not is_busy(429, busy)
    assert not is_busy(400, ErrorBody("invalid_param", "the model said: Too many requests"))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 5 ", 5),
        ("2.5", 2.5),
        ("", None),
        ("-1", None),
        ("1e3", None),
        ("soon", None),
        ("5 s", None),
    ],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    """A number of seconds; what is none is none."""
    assert retry_after({"retry-after": value}) == seconds
    assert retry_after({}) is None


def test_retry_after_as_a_date() -> None:
    """A date counts from the server's clock where it has one, else from ours;
    one that has passed is no wait.
    """
    later, earlier, now = (formatdate(NOW + offset, usegmt=True) for offset in (30, -30, 0))
    assert retry_after({"retry-after": later}, NOW) == 30
    assert retry_after({"retry-after": later, "date": now}) == 30
    assert retry_after({"retry-after": earlier}, NOW) == 0
    soon = retry_after({"retry-after": formatdate(time.time() + 30, usegmt=True)})
    assert soon is not None
    assert 25 < soon <= 30


def test_retry_after_with_an_unreadable_clock() -> None:
    """A server whose own date cannot be read is waited for by our clock."""
    wait = retry_after({"retry-after": formatdate(time.time() + 30, usegmt=True), "date": "garbage"})
    assert wait is not None
    assert 25 < wait <= 30


@pytest.mark.parametrize(
    "form", ["%a %b %d %H:%M:%S %Y", "%A, %d-%b-%y %H:%M:%S GMT", "%a, %d %b %Y %H:%M:%S -0000"]
)
def test_the_older_forms_of_a_date(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP's two older forms of a date are in GMT as well, wherever this machine stands."""
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    try:
        assert retry_after({"retry-after": time.strftime(form, time.gmtime(NOW + 30))}, NOW) == 30
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "value",
    [
        "Wed, 21 Oct 2015 07:28:00 +99999999999999999999",
        "Wed, 21 Oct 99999999999999999999 07:28:00 GMT",
        "Wed, 21 Oct 2015 07:28:00 +9999",
        "Wed, 99 Oct 2015 07:28:00 GMT",
    ],
)
def test_impossible_dates(value: str) -> None:
    """A date that cannot be is none, neither as Retry-After nor as the server's clock."""
    assert retry_after({"retry-after": value}) is None
    later = formatdate(time.time() + 30, usegmt=True)
    assert (retry_after({"retry-after": later, "date": value}) or 0) > 25


@given(st.text(st.characters(max_codepoint=255)), st.text(st.characters(max_codepoint=255)))
def test_any_header_is_read(value: str, date: str) -> None:
    """Whatever stands in the headers, the wait is a number of seconds, never negative, or none."""
    wait = retry_after({"retry-after": value, "date": date})
    assert wait is None or wait >= 0


def test_one_line() -> None:
    """White space of all kinds is folded, links to a validator's documentation go, long texts are cut."""
    assert one_line(PYDANTIC).endswith(
        "greater than or equal to 1 [type=greater_than_equal, input_value='0', input_type=str]"
    )
    assert one_line(" a\r\n\tb\u2028c\u0085d\v") == "a b c d"
    assert one_line("x" * 300) == "x" * 300
    assert one_line("x" * 301) == "x" * 300 + "…"


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    """Whatever the text, it is one line and not long."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 301
