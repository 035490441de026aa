# Made from tests/client/_async/test_segments.py by scripts/regenerate: change that one.
"""Segments and child chunks: what is sent, what of the answer is given, and where their lists end."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dify_api.models import SegmentInput
from pytest_httpx import HTTPXMock

from dify_ext import BadRequestError, ConfigurationError, Dify, RawResponse, ResponseDecodeError

URL = "https://dify.example.com/v1"
SEGMENTS = f"{URL}/datasets/d/documents/o/segments"
CHUNKS = f"{SEGMENTS}/s/child_chunks"


def make() -> Dify:
    return Dify("dataset-key", base_url=URL, max_retries=0)


def sent(httpx_mock: HTTPXMock) -> Any:
    """The body of the last request."""
    return json.loads(httpx_mock.get_requests()[-1].content)


def segment(number: int) -> dict[str, Any]:
    return {"id": f"s{number}", "position": number, "content": f"text {number}", "created_at": 1795173237}


def test_create_takes_models_and_mappings(httpx_mock: HTTPXMock) -> None:
    """Models and mappings stand side by side; a mapping goes out as it is;
    the segments come without what is round them.
    """
    httpx_mock.add_response(
        url=SEGMENTS, method="POST", json={"data": [segment(1), segment(2)], "doc_form": "text_model"}
    )
    with make() as dify:
        made = dify.segments.create(
            "d", "o", (SegmentInput(content="a", keywords=["k"]), {"content": "b", "answer": None, "new": 1})
        )
    assert [(each.id, each.content) for each in made] == [("s1", "text 1"), ("s2", "text 2")]
    assert sent(httpx_mock) == {
        "segments": [{"content": "a", "keywords": ["k"]}, {"content": "b", "answer": None, "new": 1}]
    }


def test_what_is_no_segment_is_not_sent() -> None:
    """A text is not taken for its characters: it is said before the call."""
    with make() as dify:
        with pytest.raises(ConfigurationError, match="expected SegmentInput or a mapping, got str"):
            dify.segments.create("d", "o", ["text"])  # type: ignore[list-item]


def test_a_key_of_an_app_is_refused_before_the_call() -> None:
    """Knowledge wants a key for knowledge bases; where the prefix tells another kind nothing is sent."""
    with Dify("app-key", base_url=URL) as dify:
        with pytest.raises(ConfigurationError, match="dataset-"):
            dify.segments.get("d", "o", "s")
        with pytest.raises(ConfigurationError, match="dataset-"):
            dify.tags.list()


def test_segments_are_listed_by_pages(httpx_mock: HTTPXMock) -> None:
    """Iterating goes on by number until has_more is false;
    filters go with every page, each status by itself.
    """
    query = "limit=2&status=completed&status=error&keyword=text"
    page = {"doc_form": "text_model", "total": 3, "limit": 2}
    httpx_mock.add_response(
        url=f"{SEGMENTS}?{query}",
        json={**page, "data": [segment(1), segment(2)], "has_more": True, "page": 1},
    )
    httpx_mock.add_response(
        url=f"{SEGMENTS}?page=2&{query}", json={**page, "data": [segment(3)], "has_more": False, "page": 2}
    )
    with make() as dify:
        found = dify.segments.list("d", "o", keyword="text", status=iter(["completed", "error"]), limit=2)
        assert [each.id for each in found] == ["s1", "s2", "s3"]


def test_one_status_is_no_list_of_letters(httpx_mock: HTTPXMock) -> None:
    """A status alone is one."""
    httpx_mock.add_response(
        url=f"{SEGMENTS}?page=3&status=error", json={"data": [], "has_more": False, "page": 3}
    )
    with make() as dify:
        assert (dify.segments.list("d", "o", status="error", page=3)).data == []


def test_update_sends_what_is_given(httpx_mock: HTTPXMock) -> None:
    """What is left out stays out of the request; false and empty are sent."""
    httpx_mock.add_response(url=f"{SEGMENTS}/s1", method="POST", json={"data": segment(1)}, is_reusable=True)
    with make() as dify:
        assert (dify.segments.update("d", "o", "s1", enabled=False)).id == "s1"
        assert sent(httpx_mock) == {"segment": {"enabled": False}}
        dify.segments.update(
            "d",
            "o",
            "s1",
            content="c",
            answer="",
            keywords=(),
            regenerate_child_chunks=True,
            attachment_ids="f",
            summary="s",
        )
    assert sent(httpx_mock)["segment"] == {
        "content": "c",
        "answer": "",
        "keywords": [],
        "regenerate_child_chunks": True,
        "attachment_ids": ["f"],
        "summary": "s",
    }


def test_get_and_delete(httpx_mock: HTTPXMock) -> None:
    """The segment comes without what is round it;
    a delete is content with 204, and with the 200 and ``204`` of old.
    """
    httpx_mock.add_response(url=f"{SEGMENTS}/s1", json={"data": segment(1), "doc_form": "text_model"})
    httpx_mock.add_response(url=f"{SEGMENTS}/s1", method="DELETE", status_code=204)
    httpx_mock.add_response(url=f"{SEGMENTS}/s1", method="DELETE", json=204)
    with make() as dify:
        assert (dify.segments.get("d", "o", "s1")).position == 1
        dify.segments.delete("d", "o", "s1")
        dify.segments.delete("d", "o", "s1")


def test_an_answer_without_its_segment(httpx_mock: HTTPXMock) -> None:
    """What is not as promised is said, with the place."""
    httpx_mock.add_response(json={"doc_form": "text_model"})
    with make() as dify:
        with pytest.raises(ResponseDecodeError, match="data"):
            dify.segments.get("d", "o", "s1")


def chunk(number: int) -> dict[str, Any]:
    return {
        "id": f"k{number}",
        "segment_id": "s",
        "content": f"c{number}",
        "position": number,
        "type": "automatic",
    }


def test_child_chunks_end_by_their_total(httpx_mock: HTTPXMock) -> None:
    """A page says the total and no has_more: a last page that is full is not asked beyond."""
    page = {"total": 4, "total_pages": 2, "limit": 2}
    httpx_mock.add_response(url=f"{CHUNKS}?limit=2", json={**page, "data": [chunk(1), chunk(2)], "page": 1})
    httpx_mock.add_response(
        url=f"{CHUNKS}?page=2&limit=2", json={**page, "data": [chunk(3), chunk(4)], "page": 2}
    )
    with make() as dify:
        assert [each.id for each in dify.child_chunks.list("d", "o", "s", limit=2)] == [
            "k1",
            "k2",
            "k3",
            "k4",
        ]


def test_a_page_of_child_chunks(httpx_mock: HTTPXMock) -> None:
    """The endpoint does not say has_more; the page that the total ends has no next one."""
    httpx_mock.add_response(
        url=f"{CHUNKS}?page=2&limit=1&keyword=c",
        json={"data": [chunk(2)], "total": 2, "total_pages": 2, "page": 2, "limit": 1},
    )
    with make() as dify:
        page = dify.child_chunks.list("d", "o", "s", keyword="c", page=2, limit=1)
        assert (page.total, page.page, page.limit, page.has_more) == (2, 2, 1, None)
        assert page.next_page() is None


def test_a_child_chunk_is_made_changed_and_deleted(httpx_mock: HTTPXMock) -> None:
    """The child chunk comes without what is round it;
    where it comes from may be a word that nobody knows yet.
    """
    httpx_mock.add_response(url=CHUNKS, method="POST", json={"data": chunk(1)})
    httpx_mock.add_response(
        url=f"{CHUNKS}/k1", method="PATCH", json={"data": {**chunk(1), "type": "by_agent"}}
    )
    httpx_mock.add_response(url=f"{CHUNKS}/k1", method="DELETE", status_code=204)
    with make() as dify:
        assert (dify.child_chunks.create("d", "o", "s", "text")).type == "automatic"
        assert sent(httpx_mock) == {"content": "text"}
        assert (dify.child_chunks.update("d", "o", "s", "k1", "other")).type == "by_agent"
        assert sent(httpx_mock) == {"content": "other"}
        dify.child_chunks.delete("d", "o", "s", "k1")


def test_a_segment_that_is_being_indexed(httpx_mock: HTTPXMock) -> None:
    """The refusal of a change too early is the server's own, and not tried again by itself."""
    httpx_mock.add_response(
        status_code=400,
        json={"code": "invalid_param", "message": "Segment is indexing, please try again later"},
    )
    with Dify("dataset-key", base_url=URL, max_retries=3) as dify:
        with pytest.raises(BadRequestError, match="Segment is indexing"):
            dify.segments.update("d", "o", "s", enabled=True)
    assert len(httpx_mock.get_requests()) == 1


def test_raw_answers(httpx_mock: HTTPXMock) -> None:
    """The answer itself, and on request what the method gives: a segment, not what is round it."""
    httpx_mock.add_response(url=f"{SEGMENTS}/s1", json={"data": segment(1), "doc_form": "text_model"})
    httpx_mock.add_response(url=f"{CHUNKS}", json={"data": [chunk(1)], "total": 1})
    with make() as dify:
        raw = dify.with_raw_response.segments.get("d", "o", "s1")
        assert isinstance(raw, RawResponse)
        assert raw.http_response.json()["doc_form"] == "text_model"
        assert raw.parse().id == "s1"
        page = (dify.with_raw_response.child_chunks.list("d", "o", "s")).parse()
        assert [each.id for each in page.data] == ["k1"]
