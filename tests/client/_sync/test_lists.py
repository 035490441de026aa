# Made from tests/client/_async/test_lists.py by scripts/regenerate: change that one.
"""Lists: pages, iteration, raw answers, and the low level on the same connections."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from dify_api.api.conversations import list_conversations
from pytest_httpx import HTTPXMock

from dify_ext import Dify, NotFoundError, RawResponse, ResponseDecodeError, ServerError

URL = "https://dify.example.com/v1"


def make() -> Dify:
    return Dify("app-key", user="u", base_url=URL, max_retries=0)


def conversation(number: int) -> dict[str, Any]:
    return {"id": f"c{number}", "name": f"n{number}", "inputs": {}, "status": "normal"}


def message(number: int) -> dict[str, Any]:
    return {"id": f"m{number}", "conversation_id": "c", "query": f"q{number}", "answer": "a"}


def test_conversations_go_on_from_the_last_id(httpx_mock: HTTPXMock) -> None:
    """Iterating asks for what follows the last item, page by page; each item once."""
    httpx_mock.add_response(
        url=f"{URL}/conversations?user=u&limit=2",
        json={"limit": 2, "has_more": True, "data": [conversation(1), conversation(2)]},
    )
    httpx_mock.add_response(
        url=f"{URL}/conversations?user=u&limit=2&last_id=c2",
        json={"limit": 2, "has_more": False, "data": [conversation(3)]},
    )
    with make() as dify:
        assert [item.id for item in dify.conversations.list(limit=2)] == ["c1", "c2", "c3"]


def test_a_page_says_what_the_endpoint_has(httpx_mock: HTTPXMock) -> None:
    """data, has_more and limit are the endpoint's;
    what it has not is None; the page after the last is None.
    """
    httpx_mock.add_response(json={"limit": 1, "has_more": True, "data": [conversation(1)]})
    httpx_mock.add_response(json={"limit": 1, "has_more": False, "data": [conversation(2)]})
    with make() as dify:
        page = dify.conversations.list(limit=1)
        assert (len(page.data), page.has_more, page.limit, page.page, page.total) == (1, True, 1, None, None)
        following = page.next_page()
        assert following is not None
        assert [item.id for item in following.data] == ["c2"]
        assert following.next_page() is None


def test_messages_run_from_the_newest_to_the_oldest(httpx_mock: HTTPXMock) -> None:
    """The newest page comes first, each page ascending on the wire; iteration turns each page round."""
    httpx_mock.add_response(json={"limit": 2, "has_more": True, "data": [message(4), message(5)]})
    httpx_mock.add_response(json={"limit": 2, "has_more": False, "data": [message(2), message(3)]})
    with make() as dify:
        assert [item.id for item in dify.messages.list("c", limit=2)] == ["m5", "m4", "m3", "m2"]
    assert httpx_mock.get_requests()[1].url.params["first_id"] == "m4"


def test_feedbacks_end_with_a_short_page(httpx_mock: HTTPXMock) -> None:
    """app/feedbacks has no has_more: a page that is not full is the last, and no request is made after it."""
    httpx_mock.add_response(url=f"{URL}/app/feedbacks?limit=2", json={"data": [{"id": "1"}, {"id": "2"}]})
    httpx_mock.add_response(url=f"{URL}/app/feedbacks?limit=2&page=2", json={"data": [{"id": "3"}]})
    with make() as dify:
        assert [item.id for item in dify.app.feedbacks(limit=2)] == ["1", "2", "3"]


def test_annotations_are_numbered(httpx_mock: HTTPXMock) -> None:
    """Annotations page by number, from the page asked for, and say their total."""
    answer = {"has_more": True, "limit": 1, "total": 3, "page": 2, "data": [{"id": "b", "question": "q"}]}
    httpx_mock.add_response(json=answer)
    httpx_mock.add_response(json={**answer, "page": 3, "has_more": False, "data": [{"id": "c"}]})
    with make() as dify:
        page = dify.annotations.list(page=2, limit=1)
        assert (page.page, page.total) == (2, 3)
        assert [item.id for item in page] == ["b", "c"]
    assert [request.url.params["page"] for request in httpx_mock.get_requests()] == ["2", "3"]


def test_a_list_that_repeats_itself_raises(httpx_mock: HTTPXMock) -> None:
    """A server that ignores the cursor does not keep anybody for ever."""
    httpx_mock.add_response(
        json={"limit": 2, "has_more": True, "data": [conversation(1), conversation(2)]}, is_reusable=True
    )
    with make() as dify:
        with pytest.raises(ResponseDecodeError, match="list"):
            _ = [item for item in dify.conversations.list()]


def test_variables_are_filtered_here_where_the_server_cannot(httpx_mock: HTTPXMock) -> None:
    """A 500 for variable_name: all are asked for, a hundred at a time, and the name is looked for here."""
    httpx_mock.add_response(
        url=f"{URL}/conversations/c/variables?user=u&limit=100&variable_name=b",
        status_code=500,
        json={"code": "unknown"},
    )
    data = [
        {"id": str(n), "name": name, "value": "1", "value_type": "number"} for n, name in enumerate("abc")
    ]
    httpx_mock.add_response(
        url=f"{URL}/conversations/c/variables?user=u&limit=100",
        json={"limit": 100, "has_more": False, "data": data},
    )
    with make() as dify:
        page = dify.conversations.variables("c", variable_name="b", limit=5)
    assert [item.name for item in page.data] == ["b"]


def test_other_failures_of_variables_stay_failures(httpx_mock: HTTPXMock) -> None:
    """Without a name, and for other errors, there is nothing to fall back on."""
    httpx_mock.add_response(status_code=500, json={"code": "unknown", "message": "Internal Server Error"})
    httpx_mock.add_response(
        status_code=404, json={"code": "not_found", "message": "Conversation Not Exists."}
    )
    with make() as dify:
        with pytest.raises(ServerError):
            dify.conversations.variables("c")
        with pytest.raises(NotFoundError):
            dify.conversations.variables("c", variable_name="b")


def test_raw_responses(httpx_mock: HTTPXMock) -> None:
    """Status, headers and the httpx answer;
    the result on request, a page that goes on too; errors still raise.
    """
    httpx_mock.add_response(
        json={"limit": 1, "has_more": True, "data": [conversation(1)]}, headers={"X-Version": "1.13.2"}
    )
    httpx_mock.add_response(json={"limit": 1, "has_more": False, "data": [conversation(2)]})
    httpx_mock.add_response(status_code=204)
    httpx_mock.add_response(
        status_code=404, json={"code": "not_found", "message": "Conversation Not Exists."}
    )
    with make() as dify:
        raw = dify.with_raw_response.conversations.list(limit=1)
        assert isinstance(raw, RawResponse)
        assert (raw.status_code, raw.headers["x-version"]) == (200, "1.13.2")
        assert isinstance(raw.http_response, httpx.Response)
        assert [item.id for item in raw.parse()] == ["c1", "c2"]
        deleted = dify.with_raw_response.conversations.delete("c1")
        assert (deleted.status_code, deleted.parse()) == (204, None)
        with pytest.raises(NotFoundError):
            dify.with_raw_response.conversations.delete("c1")


def test_the_low_level_uses_the_clients_connections(httpx_mock: HTTPXMock) -> None:
    """A generated operation goes out with the client's host, key, headers and retries."""
    httpx_mock.add_response(status_code=503)
    httpx_mock.add_response(
        url=f"{URL}/conversations?user=u",
        match_headers={"Authorization": "Bearer app-key", "X-Team": "blue"},
        json={"limit": 20, "has_more": False, "data": [conversation(1)]},
    )
    with Dify("app-key", base_url=URL, default_headers={"X-Team": "blue"}) as dify:
        page = list_conversations.sync(client=dify.low_level, user="u")
    assert page is not None
    assert page.to_dict()["data"][0]["id"] == "c1"
