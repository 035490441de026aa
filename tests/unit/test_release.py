"""What a server of an older or a newer release lacks, and what it has instead."""

from __future__ import annotations

import httpx
import pytest

from dify_ext import NotFoundError
from dify_ext._core.error_response import error_from_response
from dify_ext._core.operation_call import Call
from dify_ext._core.operations import OPERATIONS
from dify_ext._core.release import Lacking, lacking, missing_methods
from dify_ext._core.uploads import Upload
from dify_ext.errors import APIError

PAGE = "the answer is an HTML page (404 Not Found): no such endpoint, or an id that is no UUID"
NO_ROUTE = "The requested URL was not found on the server."
METHOD = "The method is not allowed for the requested URL."
DOCUMENT = "/v1/datasets/d/documents/doc"


def answer_to(asked: str, status: int, version: str | None) -> httpx.Response:
    """The answer to a request, of a release."""
    method, _, path = asked.partition(" ")
    headers = {} if version is None else {"X-Version": version}
    return httpx.Response(status, headers=headers, request=httpx.Request(method, f"https://h{path}"))


@pytest.mark.parametrize(
    ("asked", "status", "message", "version", "found"),
    [
        # It needs a later release.
        ("GET /v1/site", 404, PAGE, "0.15.8", "this needs Dify 1.4.0 or later, and the server is 0.15.8"),
        (
            "GET /dify/v1/site",
            404,
            NO_ROUTE,
            "1.3.9",
            "this needs Dify 1.4.0 or later, and the server is 1.3.9",
        ),
        (
            "PATCH /v1/datasets/d",
            405,
            METHOD,
            "0.15.8",
            "this needs Dify 1.2.0 or later, and the server is 0.15.8",
        ),
        (
            "GET /v1/datasets/tags",
            404,
            "",
            "1.4.1",
            "this needs Dify 1.4.2 or later, and the server is 1.4.1",
        ),
        (
            "GET /v1/site",
            *(404, PAGE, None, "this needs Dify 1.4.0 or later, and the server does not say its release"),
        ),
        # Later releases do not have it any more.
        (
            "POST /console/api/workspaces/current",
            *(404, PAGE, "1.16.1", "Dify has this up to 1.16.0, and the server is 1.16.1"),
        ),
        # The server has it, or nothing is known: something else was not found.
        ("GET /v1/site", 404, PAGE, "1.4.0", None),
        ("GET /v1/site", 404, "Site not found.", None, None),
        ("GET /v1/info", 404, PAGE, None, None),
        ("GET /v1/site", 401, "no", "0.15.8", None),
        ("GET /v1/nothing", 404, PAGE, "0.15.8", None),
        ("DELETE /v1/site", 405, METHOD, "0.15.8", None),
        ("GET /site", 404, PAGE, "0.15.8", None),
    ],
)
def test_a_refusal(asked: str, status: int, message: str, version: str | None, found: str | None) -> None:
    """It is said which release has it, if the server's does not."""
    assert lacking(answer_to(asked, status, version), message) == (None if found is None else Lacking(found))


@pytest.mark.parametrize(
    ("asked", "message", "version", "instead"),
    [
        ("GET /v1/datasets/d/metadata/built-in", PAGE, "1.8.1", "GET /v1/datasets/metadata/built-in"),
        ("GET /v1/datasets/d/metadata/built-in", PAGE, None, "GET /v1/datasets/metadata/built-in"),
        ("GET /v1/datasets/d/metadata/built-in", PAGE, "0.15.8", None),
        ("GET /v1/datasets/d/metadata/built-in", "Dataset not found.", None, None),
        (f"GET {DOCUMENT}/download", PAGE, "1.8.1", f"GET {DOCUMENT}/upload-file"),
        (f"GET {DOCUMENT}/download", PAGE, "1.11.4", None),
        (f"PATCH {DOCUMENT}", METHOD, "1.13.2", f"POST {DOCUMENT}/update-by-file"),
        (f"PATCH {DOCUMENT}", "Document not found.", "1.14.2", None),
        (f"POST {DOCUMENT}/update-by-file", NO_ROUTE, "1.99.0", f"PATCH {DOCUMENT}"),
        (f"POST {DOCUMENT}/update-by-file", PAGE, "1.13.2", None),
    ],
)
def test_another_path(asked: str, message: str, version: str | None, instead: str | None) -> None:
    """The path that the release has, never one that it lacks, too."""
    found = lacking(answer_to(asked, 404, version), message)
    assert (f"{found.method} {found.path}" if found and found.method else None) == instead


def test_each_other_way_is_an_operation() -> None:
    """What is named is there, and each endpoint comes once."""
    endpoints = [operation.endpoint for operation in OPERATIONS]
    assert len(set(endpoints)) == len(endpoints)
    assert {operation.instead for operation in OPERATIONS} - {""} <= set(endpoints)


def test_the_newest_release_has_all() -> None:
    """Of a server that does not tell its release nothing is known to be missing."""
    assert list(missing_methods("1.16.1")) == []
    assert list(missing_methods(None)) == []
    assert "chat.resume (since 1.14.0)" in list(missing_methods("1.13.2"))


def refusal(status: int, version: str, body: object = None) -> httpx.Response:
    request = httpx.Request("GET", "https://dify.example/v1/site")
    return httpx.Response(status, json=body, headers={"X-Version": version}, request=request)


def test_an_operation_that_is_missing_is_not_found() -> None:
    """Whatever its status; advice of the call is added."""
    body = {"code": "method_not_allowed", "message": METHOD}
    error = error_from_response(refusal(405, "1.3.0", body), "pass x=... to do without")
    assert type(error) is NotFoundError
    assert (error.status, error.code) == (405, "method_not_allowed")
    assert str(error).endswith(
        "this needs Dify 1.4.0 or later, and the server is 1.3.0; pass x=... to do without"
    )
    assert type(error_from_response(refusal(405, "1.4.0", body))) is APIError


def test_a_call_is_replaced_once() -> None:
    """By the request that does the same; what took another's place is not replaced again."""
    upload = Upload.of(("a.txt", b"text"))
    form = {"method": "patch", "url": DOCUMENT, "files": {"file": upload.to_tuple()}}
    call = Call(form, lambda response: response)
    request = httpx.Request("PATCH", f"https://dify.example{DOCUMENT}")
    refused = httpx.Response(405, json={"message": METHOD}, headers={"X-Version": "1.13.2"}, request=request)
    other = call.instead(refused)
    assert other is not None
    assert other.request == {**form, "method": "post", "url": f"{DOCUMENT}/update-by-file"}
    assert other.instead(refused) is None
    once = {"file": Upload.of(("a.txt", iter([b"text"]))).to_tuple()}
    assert Call({**form, "files": once}, lambda response: response).instead(refused) is None
    assert call.instead(refusal(404, "0.15.8")) is None
    assert call.instead(httpx.Response(404)) is None


def test_a_success_that_tells_of_nothing() -> None:
    """Servers up to 1.12.1 answer for an unknown run with with null in every field."""
    request = httpx.Request("GET", "https://dify.example/v1/workflows/run/r")
    response = httpx.Response(200, json={"id": None}, headers={"X-Request-Id": "q"}, request=request)

    class Thing:
        id: str | None = None

    found, nothing = Thing(), Thing()
    found.id = "r"
    assert Call({}, lambda response: found).unless_absent("id").decode(response) is found
    with pytest.raises(NotFoundError, match="with null in every field") as caught:
        Call({}, lambda response: nothing).unless_absent("id").decode(response)
    assert (caught.value.status, caught.value.code, caught.value.request_id) == (200, "not_found", "q")
