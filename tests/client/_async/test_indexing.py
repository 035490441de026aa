"""Waiting until documents are indexed: how often one asks, and how the waiting ends."""

from __future__ import annotations

from typing import Any

import pytest
from dify_api.models import DocumentIndexingStatus
from pytest_httpx import HTTPXMock

from dify_ext import AsyncDify, IndexingFailed, NotFoundError, RequestTimeout, ServerError
from dify_ext._async import _io
from dify_ext._async.resources import documents

URL = "https://dify.example.com/v1"


def make(**options: Any) -> AsyncDify:
    return AsyncDify("dataset-key", **{"base_url": URL, "max_retries": 0, **options})


class Clock:
    """Time that passes only while one sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(documents, "time", clock)
    monkeypatch.setattr(_io, "sleep", clock.sleep)
    return clock


def statuses(*given: str, **more: Any) -> dict[str, Any]:
    return {
        "data": [{"id": f"doc{index}", "indexing_status": one, **more} for index, one in enumerate(given)]
    }


async def test_waiting_until_all_are_done(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """Asked again and again, ever more rarely; progress hears of every time, the last included."""
    asked = f"{URL}/datasets/d/documents/b/indexing-status"
    for answer in (
        statuses("waiting", "parsing"),
        statuses("completed", "indexing"),
        statuses("completed", "completed"),
    ):
        httpx_mock.add_response(url=asked, json=answer)
    heard: list[list[Any]] = []
    async with make() as dify:
        done = await dify.documents.wait_indexed(
            "d", "b", progress=lambda them: heard.append([one.indexing_status for one in them])
        )
    assert [(one.id, one.indexing_status) for one in done] == [("doc0", "completed"), ("doc1", "completed")]
    assert heard == [["waiting", "parsing"], ["completed", "indexing"], ["completed", "completed"]]
    assert clock.slept == [0.5, 0.75]


async def test_what_is_done_is_not_waited_for(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """One question, no sleep, also where there is no time left."""
    httpx_mock.add_response(json=statuses("completed"))
    async with make() as dify:
        assert len(await dify.documents.wait_indexed("d", "b", timeout=0)) == 1
    assert clock.slept == []


async def test_a_document_that_fails(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """At once, with what the server says of it, and how far the others are."""
    httpx_mock.add_response(json=statuses("indexing"))
    httpx_mock.add_response(json=statuses("error", "indexing", error="[openai] Incorrect API key\n"))
    heard: list[int] = []
    async with make() as dify:
        with pytest.raises(
            IndexingFailed, match=r"^indexing the document doc0 failed: \[openai\] Incorrect API key$"
        ) as e:
            await dify.documents.wait_indexed(
                "d", "b", timeout=60, progress=lambda them: heard.append(len(them))
            )
    assert [one.indexing_status for one in e.value.statuses] == ["error", "indexing"]
    assert all(isinstance(one, DocumentIndexingStatus) for one in e.value.statuses)
    assert heard == [1, 2]


async def test_a_timeout(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """To the second: the last question is asked when the time is over; the error says how far it got."""
    answer = statuses("completed", "indexing", completed_segments=2, total_segments=7)
    httpx_mock.add_response(json=answer, is_reusable=True)
    async with make() as dify:
        with pytest.raises(
            RequestTimeout, match="within 2 seconds: 1 of 2 documents are done; doc1 is indexing, 2 of 7"
        ):
            await dify.documents.wait_indexed("d", "b", timeout=2)
    assert clock.now == 1002
    assert clock.slept == [0.5, 0.75, 0.75]


async def test_a_pause(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """Without an end to the waiting a paused document is an error at once; with one it may go on."""
    httpx_mock.add_response(json=statuses("paused"))
    httpx_mock.add_response(json=statuses("paused"))
    httpx_mock.add_response(json=statuses("completed"))
    async with make() as dify:
        with pytest.raises(IndexingFailed, match="doc0 is paused"):
            await dify.documents.wait_indexed("d", "b")
        assert clock.slept == []
        assert len(await dify.documents.wait_indexed("d", "b", timeout=10)) == 1


async def test_a_batch_nobody_knows(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """No documents, or 404: an error at once."""
    httpx_mock.add_response(json={"data": []})
    httpx_mock.add_response(status_code=404, json={"code": "not_found", "message": "Documents not found."})
    async with make() as dify:
        with pytest.raises(IndexingFailed, match="the batch b has no documents"):
            await dify.documents.wait_indexed("d", "b", timeout=60)
        with pytest.raises(NotFoundError, match="Documents not found"):
            await dify.documents.wait_indexed("d", "b", timeout=60)
    assert clock.slept == []


async def test_a_server_that_stumbles_while_one_waits(httpx_mock: HTTPXMock, clock: Clock) -> None:
    """A gateway's 503 is tried again as with any question; where it stays, that is the error."""
    httpx_mock.add_response(json=statuses("indexing"))
    httpx_mock.add_response(status_code=503, html="<html>busy</html>")
    httpx_mock.add_response(json=statuses("completed"))
    async with make(max_retries=1) as dify:
        assert len(await dify.documents.wait_indexed("d", "b")) == 1
    httpx_mock.add_response(status_code=503, html="<html>busy</html>", is_reusable=True)
    async with make(max_retries=1) as dify:
        with pytest.raises(ServerError):
            await dify.documents.wait_indexed("d", "b")
