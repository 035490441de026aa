"""When a request is sent again:
nothing that may have run runs twice, and no wait is longer than it should be.
"""

from __future__ import annotations

import json
import random
import ssl
from email.utils import formatdate
from typing import Any

import httpx
import pytest

from dify_ext._core import retry
from dify_ext._core.retry import MAX_DELAY, Attempts, pause, repeatable

CHAT = "/v1/chat-messages"
BUSY = {
    "code": "invalid_param",
    "message": "Too many requests. Please try again later. The current maximum …",
    "status": 400,
}
TOO_MANY = {"code": "too_many_requests", "message": "Too many requests", "status": 429}
QUOTA = {"code": "rate_limit_error", "message": "Your quota is used up", "status": 429}

NEVER_SENT = [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError]
ANSWER_LOST = [
    *(httpx.ReadError, httpx.ReadTimeout, httpx.WriteError, httpx.WriteTimeout, httpx.CloseError),
    httpx.RemoteProtocolError,
]
HARMLESS = [
    *(("GET", "/v1/messages"), ("PUT", "/v1/apps/annotations/1"), ("DELETE", "/v1/conversations/1")),
    *(("POST", "/v1/chat-messages/t/stop"), ("POST", "/v1/messages/m/feedbacks")),
]
MAY_NOT_RUN_TWICE = [
    *(
        ("POST", CHAT),
        ("POST", "/v1/files/upload"),
        ("POST", "/v1/workflows/run"),
        ("POST", "/v1/completion-messages"),
    ),
    *(("POST", "/v1/apps/annotations"), ("POST", "/v1/conversations/c/name"), ("PATCH", "/v1/runs/r/stop")),
    *(("POST", "/v1/messages/m/feedbacks/more"), ("POST", "/v1/stop/files/upload"), ("POST", "/v1/nonstop")),
]


def attempts(method: str = "GET", path: str = "/v1/messages", max_retries: int = 2) -> Attempts:
    """The tries at one request, with the same luck each time."""
    return Attempts(method, path, max_retries, jitter=random.Random(1))


def after(
    tries: Attempts, status: int, body: Any = None, *, resendable: bool = True, **headers: str
) -> float | None:
    """What follows an answer."""
    said = {"content-type": "application/json"} | {
        name.replace("_", "-"): text for name, text in headers.items()
    }
    response = httpx.Response(status, headers=said, content=json.dumps(body).encode())
    return tries.after_answer(response, resendable=resendable)


@pytest.mark.parametrize(("method", "path"), HARMLESS)
def test_what_may_run_twice(method: str, path: str) -> None:
    """Reads, changes to a given state, deletes, and the POSTs that stop a run or give feedback."""
    assert repeatable(method, path)


@pytest.mark.parametrize(("method", "path"), MAY_NOT_RUN_TWICE)
def test_what_may_not_run_twice(method: str, path: str) -> None:
    """Every other POST, and PATCH."""
    assert not repeatable(method, path)


@pytest.mark.parametrize(("method", "path"), HARMLESS + MAY_NOT_RUN_TWICE)
@pytest.mark.parametrize("kind", NEVER_SENT)
def test_what_was_never_sent_is_sent_again(kind: type[Exception], method: str, path: str) -> None:
    """A failure to connect is tried again always,
    even where the body could not be sent twice: none of it was.
    """
    tries = attempts(method, path)
    assert tries.after_failure(kind("no"), resendable=False) is not None
    assert not tries.may_have_run


@pytest.mark.parametrize("kind", ANSWER_LOST)
def test_a_lost_answer(kind: type[Exception]) -> None:
    """Without an answer nobody knows whether it ran:
    what does no harm twice is sent again, the rest is not.
    """
    for method, path in HARMLESS:
        assert attempts(method, path).after_failure(kind("lost"), resendable=True) is not None
    for method, path in MAY_NOT_RUN_TWICE:
        tries = attempts(method, path)
        assert tries.after_failure(kind("lost"), resendable=True) is None
        assert tries.may_have_run


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxys_failure(status: int) -> None:
    """The server behind it may have run the request: only what does no harm twice is sent again."""
    for method, path in HARMLESS:
        assert after(attempts(method, path), status) is not None
    for method, path in MAY_NOT_RUN_TWICE:
        tries = attempts(method, path)
        assert after(tries, status) is None
        assert tries.may_have_run


@pytest.mark.parametrize(("method", "path"), HARMLESS + MAY_NOT_RUN_TWICE)
def test_a_refusal_before_it_ran(method: str, path: str) -> None:
    """429, and the 400 of an app at its concurrency limit, say that it did not run:
    everything is sent again.
    """
    for status, body in [(429, TOO_MANY), (400, BUSY), (429, None)]:
        tries = attempts(method, path)
        assert after(tries, status, body) is not None
        assert not tries.may_have_run


@pytest.mark.parametrize(
    ("path", "body", "is_again"),
    [
        ("/v1/datasets/d/document/create-by-text", {"code": "service_unavailable", "message": "later"}, True),
        ("/v1/datasets/d/document/create-by-text", {"code": "unknown", "message": "no"}, False),
        ("/v1/datasets/d/document/create-by-text", None, False),
        (CHAT, {"code": "service_unavailable", "message": "later"}, False),
    ],
)
def test_a_knowledge_base_that_takes_nothing_for_now(path: str, body: Any, is_again: bool) -> None:
    """The 503 of Dify itself says that a write to a knowledge base did not run."""
    tries = attempts("POST", path)
    assert (after(tries, 503, body) is not None) is is_again
    assert tries.may_have_run is not is_again


@pytest.mark.parametrize(("method", "path"), HARMLESS + MAY_NOT_RUN_TWICE)
def test_a_used_up_quota(method: str, path: str) -> None:
    """No waiting mends it."""
    assert after(attempts(method, path), 429, QUOTA) is None


@pytest.mark.parametrize("status", [200, 201, 204, 301, 400, 401, 403, 404, 409, 413, 415, 422, 500, 501])
def test_answers_that_are_kept(status: int) -> None:
    """A success, a refusal that would come again, and a 500, which Dify answers to bad input."""
    tries = attempts()
    assert (
        after(tries, status, {"code": "invalid_param", "message": "query is required"}, retry_after="1")
        is None
    )
    assert not tries.may_have_run


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_body_that_cannot_be_rewound_is_never_sent_twice(status: int) -> None:
    """Once it may have begun to go out, it is not sent again, whatever the answer."""
    assert after(attempts("PUT"), status, TOO_MANY, resendable=False) is None
    assert attempts("PUT").after_failure(httpx.ReadError("lost"), resendable=False) is None


@pytest.mark.parametrize(
    "error", [httpx.UnsupportedProtocol("x"), httpx.LocalProtocolError("x"), httpx.DecodingError("x")]
)
def test_failures_that_would_come_again(error: Exception) -> None:
    """What is wrong here stays wrong."""
    assert attempts().after_failure(error, resendable=True) is None


@pytest.mark.parametrize("max_retries", [0, 1, 2, 5])
def test_how_often(max_retries: int) -> None:
    """``max_retries`` is how many tries follow the first, over all kinds of failures together."""
    tries = attempts(max_retries=max_retries)
    waits = [
        after(tries, 503) if number % 2 else tries.after_failure(httpx.ConnectError("no"), resendable=True)
        for number in range(max_retries + 2)
    ]
    assert [wait is None for wait in waits] == [False] * max_retries + [True, True]
    assert tries.made == max_retries + 1


class Highest(random.Random):
    """The worst luck."""

    def uniform(self, a: float, b: float) -> float:
        return b


class Lowest(random.Random):
    """The best luck."""

    def uniform(self, a: float, b: float) -> float:
        return a


def waits(jitter: random.Random, count: int) -> list[float | None]:
    """How long each of many tries waits."""
    tries = Attempts("GET", "/v1/info", count, jitter=jitter)
    return [tries.after_failure(httpx.ConnectError("no"), resendable=True) for _ in range(count)]


def test_backoff_is_exponential_with_full_jitter() -> None:
    """Anything from nothing to a limit that doubles until it is eight seconds."""
    assert waits(Highest(), 7) == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert waits(Lowest(), 3) == [0.0, 0.0, 0.0]
    drawn = [waits(random.Random(seed), 1)[0] for seed in range(200)]
    assert min(filter(None, drawn)) < 0.05
    assert max(filter(None, drawn)) > 0.45


def test_thousands_of_tries() -> None:
    """Who asks for thousands of tries gets them."""
    assert waits(Highest(), 3000)[-1] == retry.MAX_DELAY


@pytest.mark.parametrize(("asked", "longest"), [("0", 0), ("1", 1.1), ("2.5", 2.75), ("30", 31), ("60", 61)])
def test_retry_after_in_seconds_is_obeyed(asked: str, longest: float) -> None:
    """At least what the server asks for,
    and a tenth or a second more at most, so that not all come back at once.
    """
    for status, body in [(429, TOO_MANY), (503, None), (400, BUSY)]:
        lucky, unlucky = (Attempts("GET", "/v1/info", 2, jitter=jitter) for jitter in (Lowest(), Highest()))
        assert after(lucky, status, body, retry_after=asked) == float(asked)
        assert after(unlucky, status, body, retry_after=asked) == pytest.approx(longest)


def test_retry_after_as_a_date_is_obeyed() -> None:
    """The date counts from the server's own clock."""
    now = 1_795_172_724
    wait = after(
        attempts(), 503, retry_after=formatdate(now + 7, usegmt=True), date=formatdate(now, usegmt=True)
    )
    assert wait is not None
    assert 7 <= wait <= 8


@pytest.mark.parametrize("asked", ["61", "86400", "9" * 400])
def test_a_wait_beyond_the_cap_is_not_waited(asked: str) -> None:
    """Rather than block a program for minutes the answer is kept:
    its error says how long the server asked for.
    """
    tries = attempts()
    assert after(tries, 429, TOO_MANY, retry_after=asked) is None
    assert tries.made == 1


def test_an_unreadable_retry_after_is_none() -> None:
    """What cannot be read is as if it were not there."""
    wait = after(attempts(), 503, retry_after="soon")
    assert wait is not None
    assert wait <= 0.5


def test_a_delete_that_finds_nothing_the_second_time() -> None:
    """A 404 after a try that may have deleted it is a success;
    one after a failure to connect, or at once, is not.
    """
    lost = attempts("DELETE")
    lost.after_failure(httpx.ReadError("lost"), resendable=True)
    gateway = attempts("DELETE")
    after(gateway, 502)
    unsent = attempts("DELETE")
    unsent.after_failure(httpx.ConnectError("no"), resendable=True)
    limited = attempts("DELETE")
    after(limited, 429, TOO_MANY)
    assert lost.found_deleted(404)
    assert gateway.found_deleted(404)
    assert not lost.found_deleted(403)
    assert not unsent.found_deleted(404)
    assert not limited.found_deleted(404)
    assert not attempts("DELETE").found_deleted(404)


def test_a_read_that_finds_nothing_the_second_time() -> None:
    """A 404 is a success for a delete alone."""
    tries = attempts("GET")
    tries.after_failure(httpx.ReadError("lost"), resendable=True)
    assert not tries.found_deleted(404)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"[1]", b"null", b'"Too many requests"'])
def test_bodies_of_any_form(body: bytes) -> None:
    """A 429 is tried again whatever its body; a 400 only with Dify's own words."""
    limited, refused = (httpx.Response(status, content=body) for status in (429, 400))
    assert attempts("POST", CHAT).after_answer(limited, resendable=True) is not None
    kept = attempts("POST", CHAT).after_answer(refused, resendable=True)
    assert (kept is None) == (b"Too many" not in body)


def test_pauses_grow() -> None:
    """What is asked for in vain is asked for again at once,
    then after longer and longer, and never after too long.
    """
    assert [pause(attempt) for attempt in range(4)] == [0.0, 0.5, 1.0, 2.0]
    assert pause(50) == MAX_DELAY


@pytest.mark.parametrize(
    "error",
    [
        httpx.ProxyError("407 Proxy Authentication Required"),
        httpx.ProxyError("the proxy p:1 failed: 407 Proxy Authentication Required"),
        httpx.RemoteProtocolError("Invalid URL in location header: Invalid port"),
    ],
)
def test_what_waiting_does_not_help(error: httpx.TransportError) -> None:
    """A proxy that wants a password, and a redirect to nowhere, are tried once."""
    assert attempts().after_failure(error, resendable=True) is None


def test_a_proxy_whose_address_contains_407() -> None:
    """It is tried again, as any proxy that does not answer."""
    error = httpx.ProxyError("the proxy 127.0.0.1:40797 failed: Connection refused")
    assert attempts().after_failure(error, resendable=True) is not None


@pytest.mark.parametrize("link", ["__cause__", "__context__"])
def test_a_certificate_that_is_not_trusted(link: str) -> None:
    """It is tried once, however deep below the error it lies; other TLS failures may pass."""
    for cause, is_final in ((ssl.SSLCertVerificationError("self-signed"), True), (ssl.SSLEOFError(), False)):
        error, middle = httpx.ConnectError("TLS"), OSError()
        setattr(middle, link, cause)
        setattr(error, link, middle)
        assert (attempts().after_failure(error, resendable=True) is None) == is_final
