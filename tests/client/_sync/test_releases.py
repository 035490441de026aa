# Made from tests/client/_async/test_releases.py by scripts/regenerate: change that one.
"""Servers of older releases: what they do by another path, and what they cannot do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pytest_httpx import HTTPXMock

from dify_ext import (
    BadRequestError,
    Dify,
    DifyServer,
    MemoryTokenStore,
    NotFoundError,
    RequestTimeout,
    ServerError,
)

HOST = "https://dify.example.com"
BASE = f"{HOST}/v1/datasets/d"
DOCUMENT = f"{BASE}/documents/doc"
PAGE = "<!doctype html><title>404 Not Found</title><h1>Not Found</h1>"
METHOD = {"code": "method_not_allowed", "message": "The method is not allowed for the requested URL."}
MADE = {"document": {"id": "doc"}, "batch": "b"}


def make(**options: Any) -> Dify:
    return Dify("dataset-key", **{"base_url": HOST, "max_retries": 0, **options})


def missing(httpx_mock: HTTPXMock, url: str, version: str, *, method: str | None = None) -> None:
    """The server does not know this path."""
    httpx_mock.add_response(404, url=url, method=method, html=PAGE, headers={"X-Version": version})


def asked(httpx_mock: HTTPXMock) -> list[str]:
    return [f"{request.method} {request.url.path}" for request in httpx_mock.get_requests()]


@pytest.mark.parametrize("version", ["1.8.1", "1.4.3", ""])
def test_built_in_fields_of_older_servers(httpx_mock: HTTPXMock, version: str) -> None:
    """They are in another place; a server that does not tell its release may be of any."""
    missing(httpx_mock, f"{BASE}/metadata/built-in", version)
    httpx_mock.add_response(
        url=f"{HOST}/v1/datasets/metadata/built-in", json={"fields": [{"name": "author"}]}
    )
    with make() as dify:
        fields = dify.metadata.built_in("d")
    assert [field.name for field in fields] == ["author"]


def test_the_address_of_a_document_on_older_servers(httpx_mock: HTTPXMock) -> None:
    """The one for downloading, not the one for showing the file."""
    missing(httpx_mock, f"{DOCUMENT}/download", "1.8.1")
    answer = {"id": "f", "url": "/files/f", "download_url": "/files/f?as_attachment=true"}
    httpx_mock.add_response(url=f"{DOCUMENT}/upload-file", json=answer)
    with make() as dify:
        assert dify.documents.download_url("d", "doc") == "/files/f?as_attachment=true"


def test_a_release_with_neither_path(httpx_mock: HTTPXMock) -> None:
    """It is asked once, and the error names the release that can."""
    missing(httpx_mock, f"{DOCUMENT}/download", "1.11.4")
    with make() as dify:
        with pytest.raises(NotFoundError, match=r"needs Dify 1\.13\.1 or later, and the server is 1\.11\.4"):
            dify.documents.download_url("d", "doc")


def test_an_older_path_that_is_not_there_either(httpx_mock: HTTPXMock) -> None:
    """The first refusal is told, which names the release; what was not found there is told as it is."""
    missing(httpx_mock, f"{DOCUMENT}/download", "0.15.8")
    missing(httpx_mock, f"{DOCUMENT}/upload-file", "0.15.8")
    with make() as dify:
        with pytest.raises(NotFoundError, match=r"1\.13\.1") as caught:
            dify.documents.download_url("d", "doc")
        assert "/download" in str(caught.value)
        missing(httpx_mock, f"{DOCUMENT}/download", "0.15.8")
        gone = {"code": "not_found", "message": "Document not found."}
        httpx_mock.add_response(404, url=f"{DOCUMENT}/upload-file", json=gone)
        with pytest.raises(NotFoundError, match="Document not found"):
            dify.documents.download_url("d", "doc")


def test_a_file_goes_to_the_path_that_there_is(httpx_mock: HTTPXMock) -> None:
    """The refused PATCH did not run: the same form is sent again, to where the release takes it."""
    httpx_mock.add_response(405, url=DOCUMENT, method="PATCH", json=METHOD, headers={"X-Version": "1.13.2"})
    httpx_mock.add_response(url=f"{DOCUMENT}/update-by-file", method="POST", json=MADE)
    httpx_mock.add_response(405, url=f"{DOCUMENT}/update-by-file", method="POST", json=METHOD)
    httpx_mock.add_response(url=DOCUMENT, method="PATCH", json=MADE)
    with make() as dify:
        assert (dify.documents.update("d", "doc", ("a.txt", b"text"))).batch == "b"
        assert (dify.documents.update_by_file("d", "doc", ("a.txt", b"text"))).batch == "b"
    assert asked(httpx_mock) == [
        "PATCH /v1/datasets/d/documents/doc",
        *["POST /v1/datasets/d/documents/doc/update-by-file"] * 2,
        "PATCH /v1/datasets/d/documents/doc",
    ]
    for request in httpx_mock.get_requests():
        assert b'filename="a.txt"' in request.content
        assert b"\r\ntext\r\n" in request.content


def test_a_file_that_can_be_read_once(httpx_mock: HTTPXMock) -> None:
    """It is not sent again: the error names the release."""

    def refuse(request: httpx.Request) -> httpx.Response:
        for _ in request.stream:
            pass
        return httpx.Response(405, json=METHOD, headers={"X-Version": "1.13.2"})

    def pieces() -> Iterator[bytes]:
        yield b"text"

    httpx_mock.add_callback(refuse, url=DOCUMENT, method="PATCH")

    with make() as dify:
        with pytest.raises(NotFoundError, match=r"needs Dify 1\.14\.0 or later"):
            dify.documents.update("d", "doc", ("a.txt", pieces()))
    assert len(httpx_mock.get_requests()) == 1


def test_the_time_of_both_requests(httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they have the call's ``call_timeout``."""
    now = [100.0]

    def slow(request: httpx.Request) -> httpx.Response:
        now[0] += 5.0
        return httpx.Response(404, html=PAGE, headers={"X-Version": "1.8.1"})

    monkeypatch.setattr("dify_ext._sync.session.time.monotonic", lambda: now[0])
    httpx_mock.add_callback(slow, url=f"{BASE}/metadata/built-in")
    httpx_mock.add_exception(httpx.ReadTimeout("slow"), url=f"{HOST}/v1/datasets/metadata/built-in")
    with make(call_timeout=8.0) as dify:
        with pytest.raises(RequestTimeout):
            dify.metadata.built_in("d")
    first, second = httpx_mock.get_requests()
    assert first.extensions["timeout"]["read"] == pytest.approx(8.0, abs=0.1)
    assert second.extensions["timeout"]["read"] == pytest.approx(3.0, abs=0.1)


def test_a_base_that_only_the_list_tells_of(httpx_mock: HTTPXMock) -> None:
    """Before 1.2 a knowledge base is found in the list, page by page."""
    httpx_mock.add_response(
        405, url=BASE, method="GET", json=METHOD, headers={"X-Version": "0.15.8"}, is_reusable=True
    )
    rows = [{"id": "c", "indexing_technique": "high_quality"}]
    pages = f"{HOST}/v1/datasets?page={{}}&limit=100"
    httpx_mock.add_response(url=pages.format(1), json={"data": rows, "has_more": True}, is_reusable=True)
    rows = [{"id": "d", "indexing_technique": "economy"}]
    httpx_mock.add_response(url=pages.format(2), json={"data": rows, "has_more": False}, is_reusable=True)
    httpx_mock.add_response(url=f"{BASE}/retrieve", json={"query": {"content": "q"}, "records": []})
    with make() as dify:
        dify.datasets.retrieve("d", "q")
        sent = json.loads(httpx_mock.get_requests()[-1].content)
        assert sent["retrieval_model"]["search_method"] == "keyword_search"
        httpx_mock.add_response(
            405, url=f"{HOST}/v1/datasets/x", json=METHOD, headers={"X-Version": "0.15.8"}
        )
        with pytest.raises(NotFoundError, match=r"needs Dify 1\.2\.0 .* pass retrieval_model="):
            dify.datasets.retrieve("x", "q")


def test_a_list_of_bases_that_fails(httpx_mock: HTTPXMock) -> None:
    """Then the first refusal is told; one of a base that is not there is told at once."""
    httpx_mock.add_response(405, url=BASE, method="GET", json=METHOD, headers={"X-Version": "0.15.8"})
    httpx_mock.add_response(500, url=f"{HOST}/v1/datasets?page=1&limit=100")
    gone = {"code": "not_found", "message": "Dataset not found."}
    httpx_mock.add_response(404, url=BASE, method="GET", json=gone, headers={"X-Version": "1.4.3"})
    with make() as dify:
        with pytest.raises(NotFoundError, match=r"needs Dify 1\.2\.0"):
            dify.documents.create_by_text("d", name="n", text="t")
        with pytest.raises(NotFoundError, match="Dataset not found"):
            dify.documents.create_by_text("d", name="n", text="t")


def test_an_unknown_run(httpx_mock: HTTPXMock) -> None:
    """Up to 1.12.1 it is a run of nulls."""
    httpx_mock.add_response(url=f"{HOST}/v1/workflows/run/r", json={"id": None, "status": None})
    with Dify("app-key", base_url=HOST) as dify:
        with pytest.raises(NotFoundError):
            dify.workflows.get_run("r")


@pytest.mark.parametrize(("code", "tries"), [("service_unavailable", 2), ("unknown", 1)])
def test_a_base_that_takes_nothing_for_now(
    httpx_mock: HTTPXMock, waits: list[float], code: str, tries: int
) -> None:
    """Dify's own 503 did not run, and is tried again; any other may have run."""
    httpx_mock.add_response(503, json={"code": code, "message": "later", "status": 503})
    if tries > 1:
        httpx_mock.add_response(json=MADE)
    with make(max_retries=1) as dify:
        text = {"name": "n", "text": "t", "indexing_technique": "economy"}
        if tries == 1:
            with pytest.raises(ServerError):
                dify.documents.create_by_text("d", **text)
        else:
            assert (dify.documents.create_by_text("d", **text)).batch == "b"
    assert len(httpx_mock.get_requests()) == tries
    assert len(waits) == tries - 1


def console(httpx_mock: HTTPXMock, version: str) -> DifyServer:
    """A console of an old release, and a client of it."""
    data = {"access_token": "jwt", "refresh_token": "refresh"}
    headers = {"X-Version": version}
    httpx_mock.add_response(url=f"{HOST}/console/api/setup", json={"step": "finished"}, headers=headers)
    httpx_mock.add_response(
        url=f"{HOST}/console/api/login", json={"result": "success", "data": data}, headers=headers
    )
    return DifyServer(HOST, email="a@b.c", password="p", token_store=MemoryTokenStore(), max_retries=0)


def apps(*modes: str) -> dict[str, Any]:
    rows = [{"id": f"{number}", "mode": mode} for number, mode in enumerate(modes)]
    return {"page": 1, "limit": 20, "total": len(rows), "has_more": False, "data": rows}


def test_kinds_of_apps_are_filtered_here(httpx_mock: HTTPXMock) -> None:
    """0.15 and 1.0 give others as well, and refuse two kinds."""
    asked = f"{HOST}/console/api/apps"
    httpx_mock.add_response(url=f"{asked}?mode=chat", json=apps("chat", "advanced-chat", "chat"))
    bad = {"code": "invalid_param", "message": "completion is not a valid choice", "params": "mode"}
    httpx_mock.add_response(400, url=f"{asked}?mode=completion", json=bad)
    httpx_mock.add_response(url=asked, json=apps("workflow", "completion", "chat"))
    httpx_mock.add_response(400, url=f"{asked}?mode=zz", json=bad)
    httpx_mock.add_response(url=f"{asked}?mode=channel", json=apps("chat", "workflow"))
    with console(httpx_mock, "0.15.8") as server:
        assert [app.mode for app in (server.apps.list(mode="chat")).data] == ["chat", "chat"]
        assert [app.mode for app in server.apps.list(mode="completion")] == ["completion"]
        with pytest.raises(BadRequestError):
            server.apps.list(mode="zz")
        assert len((server.apps.list(mode="channel")).data) == 2
