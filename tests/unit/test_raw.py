"""The HTTP answer beside its result."""

from __future__ import annotations

import httpx

from dify_ext import RawResponse


def test_a_raw_response() -> None:
    """Status, headers and the answer itself are there at once;
    the result is read when asked for, each time anew.
    """
    response = httpx.Response(201, headers={"X-Version": "1.13.2"}, content=b"7")
    read: list[httpx.Response] = []

    def decode(given: httpx.Response) -> int:
        read.append(given)
        return int(given.content)

    raw = RawResponse(response, decode)
    assert raw.http_response is response
    assert (raw.status_code, raw.headers["x-version"], read) == (201, "1.13.2", [])
    assert raw.parse() == raw.parse() == 7
    assert read == [response, response]


def test_its_repr_shows_no_header() -> None:
    """The repr has the status alone."""
    response = httpx.Response(200, headers={"Set-Cookie": "hunter2"})
    assert repr(RawResponse(response, lambda given: given)) == "<RawResponse [200]>"
    assert repr(RawResponse.__new__(RawResponse)) == "<RawResponse, not made>"


def test_its_request_id() -> None:
    """The server's, or that of a proxy; None if nobody gave one."""
    ids = {"X-Request-Id": "r1"}, {"X-Trace-Id": "t1"}, {}
    raws = [RawResponse(httpx.Response(200, headers=headers), lambda given: given) for headers in ids]
    assert [raw.request_id for raw in raws] == ["r1", "t1", None]
