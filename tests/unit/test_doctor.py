"""The report about a server and a key."""

from __future__ import annotations

import httpx
import pytest

from dify_ext._core.doctor import report_on
from dify_ext._core.error_response import error_from_response
from dify_ext.errors import ConnectionFailed

URL = "https://dify.example.com"
NOW = 1_700_000_000.0
DATE = "Tue, 14 Nov 2023 22:13:20 GMT"  # the same moment


def answer(status: int = 200, body: object = None, **headers: str) -> httpx.Response:
    named = {"x-version": "1.13.2", "date": DATE} | headers
    return httpx.Response(status, headers=named, json=body, request=httpx.Request("GET", f"{URL}/v1/info"))


def test_all_is_well() -> None:
    """Everything that is known is told."""
    report = report_on(URL, "app", answer(body={"mode": "chat"}), NOW)
    assert report.ok
    assert (report.version, report.key_accepted, report.app_mode, report.clock_skew) == (
        "1.13.2",
        True,
        "chat",
        0,
    )
    assert str(report).splitlines() == [
        f"server: {URL} (reached)",
        "release: 1.13.2",
        "key: accepted",
        "kind of key: app",
        "app mode: chat",
        "clock skew: +0 s",
        "this release cannot: human_input.get_form (since 1.14.0), human_input.submit (since 1.14.0), "
        "workflows.resume (since 1.14.0), chat.resume (since 1.14.0)",
        "all is well",
    ]


@pytest.mark.parametrize(
    ("release", "kind", "has", "has_not"),
    [
        ("0.15.8", "app", "app.site (since 1.4.0)", "tags.list (since 1.4.2)"),
        ("0.15.8", "dataset", "tags.list (since 1.4.2)", "app.site (since 1.4.0)"),
        ("1.8.1", "dataset", "documents.update (since 1.14.0)", "metadata.built_in (since 1.9.0)"),
    ],
)
def test_what_a_release_cannot_do(release: str, kind: str, has: str, has_not: str) -> None:
    """It is no problem; what goes by another path is not told."""
    report = report_on(URL, kind, answer(body={}, **{"x-version": release}), NOW)
    assert report.ok
    assert (has in report.missing) is (has != "documents.update (since 1.14.0)")  # an older path does it
    assert has_not not in report.missing


def test_a_release_that_is_too_old() -> None:
    """It may work, or may not; nothing is missing from the newest."""
    report = report_on(URL, "app", answer(body={}, **{"x-version": "0.14.2"}), NOW)
    assert report.problems == ("Dify 0.14.2 is older than 0.15, the first release that this client knows",)
    assert report_on(URL, None, answer(body={}, **{"x-version": "1.16.1"}), NOW).missing == ()


@pytest.mark.parametrize("body", [[], {"mode": 5}, {}, None])
def test_a_body_without_a_mode(body: object) -> None:
    """Then no mode is told."""
    assert report_on(URL, None, answer(body=body), NOW).app_mode is None


def test_no_dify() -> None:
    """A page of another server has no release, and no mode."""
    page = httpx.Response(200, text="<html>", request=httpx.Request("GET", URL))
    report = report_on(URL, None, page)
    assert (report.version, report.app_mode, report.clock_skew) == (None, None, None)
    assert report.problems == ("no X-Version header: is this a Dify server?",)


def test_clocks_apart() -> None:
    """A minute and more is a problem."""
    assert report_on(URL, None, answer(body={}), NOW + 60).ok
    report = report_on(URL, None, answer(body={}), NOW + 61)
    assert report.clock_skew == -61
    assert "61 s apart" in str(report)


@pytest.mark.parametrize(("status", "accepted"), [(401, False), (400, None), (503, None)])
def test_a_refusal(status: int, accepted: bool | None) -> None:
    """Only a 401 tells that the key was not accepted."""
    error = error_from_response(answer(status, {"code": "c", "message": "no"}))
    report = report_on(URL, "app", error, NOW)
    assert (report.reachable, report.key_accepted, report.problems) == (True, accepted, (str(error),))
    assert ("key: refused" in str(report)) == (accepted is False)


def test_no_server() -> None:
    """The reason is the problem."""
    report = report_on(URL, None, ConnectionFailed("nobody there"), NOW)
    assert (report.reachable, report.ok) == (False, False)
    assert str(report) == f"server: {URL} (not reached)\nproblem: nobody there"
