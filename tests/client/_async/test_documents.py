"""Documents: added by text and by file, changed, listed and looked at."""

from __future__ import annotations

import email
import email.policy
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dify_api.models import PreProcessingRule, ProcessRule, ProcessRules, Segmentation
from pytest_httpx import HTTPXMock

from dify_ext import (
    AsyncDify,
    ConfigurationError,
    NotFoundError,
    ResponseDecodeError,
)
from tests.faults import steps
from tests.faults.clients import AsyncOneConnection, within
from tests.faults.forms import same_content
from tests.faults.server import FaultServer

URL = "https://dify.example.com/v1"
CREATED = {"document": {"id": "doc", "name": "n", "indexing_status": "waiting"}, "batch": "b"}
MEGABYTE = 1 << 20


def make(**options: Any) -> AsyncDify:
    return AsyncDify("dataset-key", **{"base_url": URL, "max_retries": 0, **options})


def sent(httpx_mock: HTTPXMock) -> Any:
    """The JSON of the last request."""
    return json.loads(httpx_mock.get_requests()[-1].content)


def form(httpx_mock: HTTPXMock) -> dict[str, tuple[str | None, str, bytes]]:
    """The parts of the last request by their names: file name, type, content."""
    request = httpx_mock.get_requests()[-1]
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.read(), policy=email.policy.HTTP)
    assert message.get_content_type() == "multipart/form-data"
    parts = [part for part in message.iter_parts() if isinstance(part, email.message.EmailMessage)]
    assert all("name" in part["Content-Disposition"].params for part in parts)
    return {
        part["Content-Disposition"].params["name"]: (
            part["Content-Disposition"].params.get("filename"),
            part.get_content_type(),
            part.get_payload(decode=True),
        )
        for part in parts
    }


# Adding and changing.


async def test_a_text(httpx_mock: HTTPXMock) -> None:
    """Rules are models or mappings; the answer has the document and its batch."""
    asked = f"{URL}/datasets/d/document/create-by-text"
    httpx_mock.add_response(url=asked, method="POST", json=CREATED, is_reusable=True)
    rules = ProcessRules(
        pre_processing_rules=[PreProcessingRule(id="remove_extra_spaces", enabled=True)],
        segmentation=Segmentation(separator="\n", max_tokens=60),
    )
    async with make() as dify:
        created = await dify.documents.create_by_text("d", name="n", text="t", indexing_technique="economy")
        assert (created.document.id, created.batch) == ("doc", "b")
        assert sent(httpx_mock) == {"name": "n", "text": "t", "indexing_technique": "economy"}
        await dify.documents.create_by_text(
            "d",
            name="n",
            text="t",
            indexing_technique="economy",
            doc_form="text_model",
            doc_language="Chinese",
            process_rule=ProcessRule(mode="custom", rules=rules),
            retrieval_model={"top_k": 2, "score_threshold": None},
            embedding_model="e",
            embedding_model_provider="p",
            original_document_id="o",
        )
    assert sent(httpx_mock) == {
        "name": "n",
        "text": "t",
        "indexing_technique": "economy",
        "doc_form": "text_model",
        "doc_language": "Chinese",
        "process_rule": {
            "mode": "custom",
            "rules": {
                "pre_processing_rules": [{"id": "remove_extra_spaces", "enabled": True}],
                "segmentation": {"separator": "\n", "max_tokens": 60},
            },
        },
        "retrieval_model": {"top_k": 2, "score_threshold": None},
        "embedding_model": "e",
        "embedding_model_provider": "p",
        "original_document_id": "o",
    }


async def test_a_file_and_its_options(httpx_mock: HTTPXMock) -> None:
    """Two parts: the options as the text of a JSON object, and the file with its name and type."""
    asked = f"{URL}/datasets/d/document/create-by-file"
    httpx_mock.add_response(url=asked, method="POST", json=CREATED)
    calls: list[tuple[int, int | None]] = []
    async with make() as dify:
        created = await dify.documents.create_by_file(
            "d",
            ("说明 file.md", b"# x\r\n--\r\n", "text/markdown"),
            indexing_technique="high_quality",
            process_rule={"mode": "automatic", "rules": None},
            progress=lambda done, total: calls.append((done, total)),
        )
    assert created.batch == "b"
    parts = form(httpx_mock)
    assert list(parts) == ["data", "file"]
    assert json.loads(parts["data"][2]) == {
        "indexing_technique": "high_quality",
        "process_rule": {"mode": "automatic", "rules": None},
    }
    assert parts["data"][0] is None
    assert parts["file"] == ("说明 file.md", "text/markdown", b"# x\r\n--\r\n")
    assert calls == [(9, 9)]


async def test_a_file_alone(httpx_mock: HTTPXMock, tmp_path: Path) -> None:
    """Without options there is no part for them; a path gives name and type."""
    path = tmp_path / "notes.txt"
    path.write_bytes(b"hello")
    httpx_mock.add_response(url=f"{URL}/datasets/d/document/create-by-file", json=CREATED)
    async with make() as dify:
        await dify.documents.create_by_file("d", path)
    assert form(httpx_mock) == {"file": ("notes.txt", "text/plain", b"hello")}


async def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Said before anything is sent."""
    async with make() as dify:
        with pytest.raises(ConfigurationError, match=r"no\.txt"):
            await dify.documents.create_by_file("d", tmp_path / "no.txt")


async def test_a_large_file_in_constant_memory(server: FaultServer, tmp_path: Path) -> None:
    """32 MB and their options are sent, and never more than a little of it is in memory."""
    asked = "POST /v1/datasets/d/document/create-by-file"

    def content() -> Iterator[bytes]:
        for number in range(128):
            yield bytes([number]) * (MEGABYTE // 4)

    source = tmp_path / "large.bin"
    with source.open("wb") as file:
        file.writelines(content())
    server.on(asked, steps.json(CREATED))
    async with AsyncOneConnection(server) as app:
        dify = app.with_options(api_key="dataset-key")
        tracemalloc.start()
        try:
            with within(20):
                await dify.documents.create_by_file("d", source, indexing_technique="economy")
            assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
        finally:
            tracemalloc.stop()
    assert same_content(server.of(asked)[0], content(), field="data")


async def test_another_text(httpx_mock: HTTPXMock) -> None:
    """What is given is sent."""
    asked = f"{URL}/datasets/d/documents/doc/update-by-text"
    httpx_mock.add_response(url=asked, method="POST", json=CREATED)
    async with make() as dify:
        await dify.documents.update_by_text(
            "d", "doc", name="n", text="t", process_rule={"mode": "automatic"}
        )
    assert sent(httpx_mock) == {"name": "n", "text": "t", "process_rule": {"mode": "automatic"}}


async def test_another_file(httpx_mock: HTTPXMock) -> None:
    """By POST, and as 1.14 wants it by PATCH: the same form."""
    path = f"{URL}/datasets/d/documents/doc"
    httpx_mock.add_response(url=f"{path}/update-by-file", method="POST", json=CREATED)
    httpx_mock.add_response(url=path, method="PATCH", json=CREATED)
    async with make() as dify:
        await dify.documents.update_by_file("d", "doc", ("n.txt", b"x"), name="n")
        parts = form(httpx_mock)
        assert parts == {
            "data": (None, "text/plain", b'{"name": "n"}'),
            "file": ("n.txt", "text/plain", b"x"),
        }
        await dify.documents.update("d", "doc", ("n.txt", b"x"), name="n")
    assert form(httpx_mock) == parts


async def test_other_rules_without_a_file(httpx_mock: HTTPXMock) -> None:
    """Still a form of parts, without one for a file."""
    path = f"{URL}/datasets/d/documents/doc"
    httpx_mock.add_response(url=f"{path}/update-by-file", method="POST", json=CREATED)
    httpx_mock.add_response(url=path, method="PATCH", json=CREATED)
    async with make() as dify:
        await dify.documents.update_by_file("d", "doc", process_rule={"mode": "automatic"})
        parts = form(httpx_mock)
        assert parts == {"data": (None, "text/plain", b'{"process_rule": {"mode": "automatic"}}')}
        await dify.documents.update("d", "doc", process_rule=ProcessRule(mode="automatic"))
    assert form(httpx_mock) == parts


async def test_a_server_without_patch(httpx_mock: HTTPXMock) -> None:
    """405: the error says which release it wants, if the older way is not there either."""
    said = {"message": "The method is not allowed for the requested URL."}
    httpx_mock.add_response(status_code=405, json=said, is_reusable=True)
    async with make() as dify:
        with pytest.raises(NotFoundError, match=r"not allowed .*Dify 1\.14\.0 or later") as caught:
            await dify.documents.update("d", "doc", name="n")
    assert caught.value.status == 405
    assert len(httpx_mock.get_requests()) == 2


# Listing and looking.


def page(
    number: int, first: int, count: int, total: int, limit: int, *, has_more: bool | None
) -> dict[str, Any]:
    rows = [{"id": f"doc{first + index}"} for index in range(count)]
    answer: dict[str, Any] = {"data": rows, "limit": limit, "total": total, "page": number}
    return answer if has_more is None else {**answer, "has_more": has_more}


async def test_all_documents_come_where_more_were_asked_for_than_a_page_holds(httpx_mock: HTTPXMock) -> None:
    """A server gives 100 rows at most, repeats the limit, and says that was all:
    the total tells the truth.
    """
    asked = f"{URL}/datasets/d/documents?limit=500&keyword=k&status=available"
    httpx_mock.add_response(url=asked, json=page(1, 0, 100, 250, 500, has_more=False))
    httpx_mock.add_response(url=f"{asked}&page=2", json=page(2, 100, 100, 250, 500, has_more=False))
    httpx_mock.add_response(url=f"{asked}&page=3", json=page(3, 200, 50, 250, 500, has_more=False))
    async with make() as dify:
        found = [one.id async for one in dify.documents.list("d", limit=500, keyword="k", status="available")]
    assert found == [f"doc{number}" for number in range(250)]


@pytest.mark.parametrize("says", [True, None])
async def test_a_full_page_may_be_the_last(httpx_mock: HTTPXMock, says: bool | None) -> None:
    """has_more says only whether a page is full:
    an empty page ends the list, or the total where that is all.
    """
    httpx_mock.add_response(json=page(1, 0, 2, 4, 2, has_more=says))
    httpx_mock.add_response(json=page(2, 2, 2, 4, 2, has_more=says))
    if says:
        httpx_mock.add_response(json=page(3, 4, 0, 4, 2, has_more=False))
    async with make() as dify:
        assert [one.id async for one in dify.documents.list("d", limit=2)] == ["doc0", "doc1", "doc2", "doc3"]
    assert [request.url.params.get("page") for request in httpx_mock.get_requests()] == [None, "2", "3"][
        : 2 + bool(says)
    ]


async def test_a_list_from_a_page_on(httpx_mock: HTTPXMock) -> None:
    """The page asked for, and those after it."""
    httpx_mock.add_response(
        url=f"{URL}/datasets/d/documents?page=2&limit=1", json=page(2, 1, 1, 3, 1, has_more=True)
    )
    httpx_mock.add_response(
        url=f"{URL}/datasets/d/documents?page=3&limit=1", json=page(3, 2, 1, 3, 1, has_more=False)
    )
    async with make() as dify:
        first = await dify.documents.list("d", page=2, limit=1)
        assert (first.page, first.total, first.limit, first.has_more, len(first.data)) == (2, 3, 1, True, 1)
        assert [one.id async for one in first] == ["doc1", "doc2"]


async def test_a_list_that_ignores_its_page(httpx_mock: HTTPXMock) -> None:
    """The same rows again and again are an error, not a list without end."""
    httpx_mock.add_response(json=page(1, 0, 2, 9, 2, has_more=True), is_reusable=True)
    async with make() as dify:
        with pytest.raises(ResponseDecodeError, match="repeats"):
            _ = [one async for one in dify.documents.list("d", limit=2)]


async def test_one_document(httpx_mock: HTTPXMock) -> None:
    """With what a list has not; times may have fractions, as in 1.8.1."""
    metadata = [{"id": "built-in", "name": "upload_date", "type": "time", "value": "1795173169.0"}]
    answer = {"id": "doc", "created_at": 1795173169.5, "doc_metadata": metadata, "doc_language": "English"}
    httpx_mock.add_response(url=f"{URL}/datasets/d/documents/doc?metadata=only", json=answer)
    async with make() as dify:
        document = await dify.documents.get("d", "doc", metadata="only")
    assert (document.created_at, document.doc_language, document.tokens) == (1795173169.5, "English", None)
    assert [(one.name, one.value) for one in document.doc_metadata or []] == [("upload_date", "1795173169.0")]


@pytest.mark.parametrize(("status", "body"), [(204, b""), (200, b"204\n")])
async def test_a_delete_of_any_release(httpx_mock: HTTPXMock, status: int, body: bytes) -> None:
    """204 and nothing, or as 1.8.1 has it 200 and the number in the body."""
    asked = f"{URL}/datasets/d/documents/doc"
    httpx_mock.add_response(url=asked, method="DELETE", status_code=status, content=body)
    async with make() as dify:
        await dify.documents.delete("d", "doc")


async def test_a_status_of_documents(httpx_mock: HTTPXMock) -> None:
    """The action is in the path; one id or several."""
    asked = f"{URL}/datasets/d/documents/status/un_archive"
    httpx_mock.add_response(url=asked, method="PATCH", json={"result": "success"}, is_reusable=True)
    async with make() as dify:
        await dify.documents.set_status("d", "un_archive", "doc")
        assert sent(httpx_mock) == {"document_ids": ["doc"]}
        await dify.documents.set_status("d", "un_archive", (name for name in ("a", "b")))
    assert sent(httpx_mock) == {"document_ids": ["a", "b"]}


async def test_raw_answers(httpx_mock: HTTPXMock) -> None:
    """Of what gives no bytes: status, headers, and the result on request."""
    httpx_mock.add_response(
        json={"data": [{"id": "doc", "indexing_status": "parsing"}]}, headers={"X-Version": "1.14.2"}
    )
    httpx_mock.add_response(json={"url": "/files/f"})
    async with make() as dify:
        raw = await dify.with_raw_response.documents.indexing_status("d", "b")
        assert (raw.status_code, raw.headers["X-Version"]) == (200, "1.14.2")
        assert [one.indexing_status for one in raw.parse()] == ["parsing"]
        assert (await dify.with_raw_response.documents.download_url("d", "doc")).parse() == "/files/f"
        assert not hasattr(dify.with_raw_response.documents, "download")
