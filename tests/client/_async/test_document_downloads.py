"""Files of documents, fetched from wherever the server says: the key stays at home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from pytest_httpx import HTTPXMock

from dify_ext import (
    AsyncDify,
    ConnectionFailed,
    NotFoundError,
    PermissionDeniedError,
    ResponseDecodeError,
)

URL = "https://dify.example.com/v1"
SIGNED = "file-preview?timestamp=1&nonce=n&sign=gvyg%2F3VI9%3D&as_attachment=true"


def make(**options: Any) -> AsyncDify:
    return AsyncDify("dataset-key", **{"base_url": URL, "max_retries": 0, **options})


@pytest.mark.parametrize(
    "place", [f"https://files.example.org/files/f/{SIGNED}", f"http://dify.example.com/files/f/{SIGNED}"]
)
async def test_the_key_stays_at_home(httpx_mock: HTTPXMock, place: str) -> None:
    """The file is at another host, or at this one without TLS:
    no key goes there, nor any header of the user's.
    """
    httpx_mock.add_response(url=f"{URL}/datasets/d/documents/doc/download", json={"url": place})
    disposition = {
        "Content-Disposition": "attachment; filename*=UTF-8''a%20b.txt",
        "Content-Type": "text/plain",
    }
    httpx_mock.add_response(url=place, content=b"hello", headers=disposition)
    headers = {"X-Gateway": "secret", "Cookie": "a=secret"}
    async with make(default_headers=headers) as dify, await dify.documents.download("d", "doc") as file:
        assert (file.filename, file.content_type, file.content_length) == ("a b.txt", "text/plain", 5)
        assert await file.read() == b"hello"
    first, second = httpx_mock.get_requests()
    assert (first.headers["Authorization"], first.headers["X-Gateway"]) == ("Bearer dataset-key", "secret")
    assert "secret" not in str(second.headers.multi_items())
    assert "dataset-key" not in str(second.headers.multi_items())
    assert str(second.url) == place  # the signature as it was given
    assert second.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("place", [f"/files/f/{SIGNED}", f"https://dify.example.com/files/f/{SIGNED}"])
async def test_a_file_at_the_server_itself(httpx_mock: HTTPXMock, place: str) -> None:
    """A gateway in front of it gets its headers; the key is not needed."""
    httpx_mock.add_response(url=f"{URL}/datasets/d/documents/doc/download", json={"url": place})
    httpx_mock.add_response(url=f"https://dify.example.com/files/f/{SIGNED}", content=b"hello")
    async with make(default_headers={"X-Gateway": "secret"}) as dify:
        async with await dify.documents.download("d", "doc") as file:
            assert await file.read() == b"hello"
        request = httpx_mock.get_requests()[-1]
    assert request.headers["X-Gateway"] == "secret"
    assert "Authorization" not in request.headers


async def test_a_file_is_written(httpx_mock: HTTPXMock, tmp_path: Path) -> None:
    """Straight to the disk; JSON that is a document is no message."""
    place = "https://files.example.org/a.json"
    httpx_mock.add_response(json={"url": place})
    headers = {"Content-Type": "application/json", "Content-Disposition": "attachment; filename=a.json"}
    httpx_mock.add_response(url=place, content=b'{"a": 1}', headers=headers)
    async with make() as dify:
        assert await (await dify.documents.download("d", "doc")).write_to(tmp_path / "a.json") == 8
    assert (tmp_path / "a.json").read_bytes() == b'{"a": 1}'


async def test_the_address_alone(httpx_mock: HTTPXMock) -> None:
    """For whoever fetches it otherwise: nothing is fetched."""
    httpx_mock.add_response(json={"url": f"/files/f/{SIGNED}"})
    async with make() as dify:
        assert await dify.documents.download_url("d", "doc") == f"/files/f/{SIGNED}"
        assert len(httpx_mock.get_requests()) == 1


async def test_an_address_that_leads_nowhere(httpx_mock: HTTPXMock) -> None:
    """Expired, a page, a host that is not there: errors that do not show the signature, and never a file."""
    place = f"https://files.example.org/files/f/{SIGNED}"
    httpx_mock.add_response(
        url=f"{URL}/datasets/d/documents/doc/download", json={"url": place}, is_reusable=True
    )
    httpx_mock.add_response(url=place, status_code=403, json={"code": "forbidden", "message": "Expired."})
    httpx_mock.add_response(url=place, html="<html>sign in</html>")
    httpx_mock.add_exception(httpx.ConnectError("no such host"), url=place)
    async with make() as dify:
        for expected in (PermissionDeniedError, ResponseDecodeError, ConnectionFailed):
            with pytest.raises(expected) as caught:
                await dify.documents.download("d", "doc")
            assert "gvyg" not in str(caught.value)
            assert "/files/f/file-preview" in str(caught.value)


async def test_a_release_without_downloads(httpx_mock: HTTPXMock) -> None:
    """404 is said to be the release's, maybe."""
    httpx_mock.add_response(
        status_code=404, html="<!doctype html><title>404 Not Found</title>", is_reusable=True
    )
    async with make() as dify:
        with pytest.raises(NotFoundError, match=r"needs Dify 1\.13\.1 or later, .* does not say its release"):
            await dify.documents.download("d", "doc")
        with pytest.raises(NotFoundError, match=r"needs Dify 1\.13\.1 or later"):
            await dify.documents.download_zip("d", ["doc"])


async def test_an_archive(httpx_mock: HTTPXMock) -> None:
    """Bytes, with the server's name for them."""
    headers = {"Content-Type": "application/zip", "Content-Disposition": "attachment; filename=af41.zip"}
    asked = f"{URL}/datasets/d/documents/download-zip"
    httpx_mock.add_response(url=asked, method="POST", content=b"PK\x03\x04", headers=headers)
    async with make() as dify, await dify.documents.download_zip("d", "doc") as archive:
        assert (archive.content_type, archive.filename) == ("application/zip", "af41.zip")
        assert b"".join([chunk async for chunk in archive.iter_bytes()]) == b"PK\x03\x04"
    assert json.loads(httpx_mock.get_requests()[-1].content) == {"document_ids": ["doc"]}


async def test_nothing_of_the_users_goes_elsewhere() -> None:
    """Neither the key, nor the client's headers, nor those of a user's own httpx client;
    and the bytes are asked for as they are.
    """
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.host == "dify.example.com":
            return httpx.Response(200, json={"url": f"https://files.example.org/files/f/{SIGNED}"})
        return httpx.Response(200, content=b"abc", headers={"Content-Type": "text/plain"})

    headers = {"X-Gateway-Token": "s3cret"}
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), headers=headers) as http:
        dify = make(http_client=http, default_headers={"X-Team": "a", "Accept-Encoding": "br"})
        async with await dify.documents.download("d", "doc") as file:
            assert await file.read() == b"abc"
    here, there = asked
    assert here.headers["X-Gateway-Token"] == "s3cret"
    assert not {"x-gateway-token", "x-team", "authorization"} & {name.lower() for name in there.headers}
    assert there.headers["Accept-Encoding"] == "identity"
