"""Knowledge bases and the models they can be set up with: what is sent, and what becomes of the answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dify_api.api.datasets import list_datasets
from dify_api.models import (
    DatasetMember,
    ExternalRetrievalModel,
    RerankingModel,
    RetrievalModel,
    RetrievalQuery,
    SummaryIndexSetting,
)
from pytest_httpx import HTTPXMock

from dify_ext import (
    AsyncDify,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    RawResponse,
    ResponseDecodeError,
)

URL = "https://dify.example.com/v1"
SETTINGS = {"search_method": "keyword_search", "reranking_enable": False, "top_k": 3, "score_threshold": None}


def make(key: str = "dataset-key") -> AsyncDify:
    return AsyncDify(key, base_url=URL, max_retries=0)


def sent(httpx_mock: HTTPXMock) -> Any:
    """The JSON of the last request."""
    return json.loads(httpx_mock.get_requests()[-1].content)


async def test_create_sends_what_is_given(httpx_mock: HTTPXMock) -> None:
    """A name is enough; settings are models or mappings, and mappings go out as they are."""
    httpx_mock.add_response(
        url=f"{URL}/datasets", method="POST", json={"id": "d", "name": "n"}, is_reusable=True
    )
    async with make() as dify:
        assert (await dify.datasets.create("n")).id == "d"
        assert sent(httpx_mock) == {"name": "n"}
        await dify.datasets.create(
            "n",
            indexing_technique="high_quality",
            permission="only_me",
            embedding_model="e",
            embedding_model_provider="p",
            retrieval_model=SETTINGS,
            summary_index_setting=SummaryIndexSetting(enable=False),
        )
    assert sent(httpx_mock) == {
        "name": "n",
        "indexing_technique": "high_quality",
        "permission": "only_me",
        "embedding_model": "e",
        "embedding_model_provider": "p",
        "retrieval_model": SETTINGS,
        "summary_index_setting": {"enable": False},
    }


async def test_a_name_that_is_taken(httpx_mock: HTTPXMock) -> None:
    """409 is a ConflictError with the server's word for it."""
    refusal = {"code": "dataset_name_duplicate", "message": "The dataset name already exists.", "status": 409}
    httpx_mock.add_response(status_code=409, json=refusal)
    async with make() as dify:
        with pytest.raises(ConflictError, match="already exists") as caught:
            await dify.datasets.create("n")
    assert caught.value.code == "dataset_name_duplicate"


async def test_update_changes_what_is_given(httpx_mock: HTTPXMock) -> None:
    """Members are ids, mappings or models; what is left out is not sent."""
    httpx_mock.add_response(url=f"{URL}/datasets/d", method="PATCH", json={"id": "d"}, is_reusable=True)
    async with make() as dify:
        members: list[Any] = ["a", {"user_id": "b"}, DatasetMember(user_id="c")]
        await dify.datasets.update("d", permission="partial_members", partial_member_list=members)
        assert sent(httpx_mock) == {
            "permission": "partial_members",
            "partial_member_list": [{"user_id": "a"}, {"user_id": "b"}, {"user_id": "c"}],
        }
        await dify.datasets.update("d", external_retrieval_model=ExternalRetrievalModel(top_k=2), name="n")
        assert sent(httpx_mock) == {"name": "n", "external_retrieval_model": {"top_k": 2}}
        await dify.datasets.update("d", partial_member_list=[])
    assert sent(httpx_mock) == {"partial_member_list": []}


async def test_pages_go_on_by_number(httpx_mock: HTTPXMock) -> None:
    """All pages with the same filters, each knowledge base once."""
    asked = f"{URL}/datasets?limit=2&keyword=k&include_all=true"
    first = {"data": [{"id": "1"}, {"id": "2"}], "has_more": True, "limit": 2, "total": 3, "page": 1}
    httpx_mock.add_response(url=asked, json=first)
    last = {"data": [{"id": "3"}], "has_more": False, "limit": 2, "total": 3, "page": 2}
    httpx_mock.add_response(url=f"{asked}&page=2", json=last)
    async with make() as dify:
        found = [one.id async for one in dify.datasets.list(limit=2, keyword="k", include_all=True)]
    assert found == ["1", "2", "3"]


async def test_tags_are_asked_for_one_by_one(httpx_mock: HTTPXMock) -> None:
    """Each tag is a parameter of its own; one may be given as it is, and is sent with every page."""
    page = {"data": [{"id": "1"}], "has_more": True, "limit": 1, "total": 2, "page": 1}
    httpx_mock.add_response(url=f"{URL}/datasets?limit=1&tag_ids=a&tag_ids=b", json=page)
    httpx_mock.add_response(
        url=f"{URL}/datasets?page=2&limit=1&tag_ids=a&tag_ids=b",
        json={**page, "data": [{"id": "2"}], "has_more": False, "page": 2},
    )
    httpx_mock.add_response(url=f"{URL}/datasets?tag_ids=a", json={"data": [], "has_more": False})
    async with make() as dify:
        assert [one.id async for one in dify.datasets.list(limit=1, tag_ids=iter(["a", "b"]))] == ["1", "2"]
        assert (await dify.datasets.list(tag_ids="a")).data == []


async def test_releases_that_refuse_tags_are_named(httpx_mock: HTTPXMock) -> None:
    """The error says which releases have the fault, with tags alone;
    the server's own words stay the message.
    """
    refusal = {"code": "invalid_param", "message": "tag_ids\n  Input should be a valid list", "status": 400}
    httpx_mock.add_response(status_code=400, json=refusal, is_reusable=True)
    async with make() as dify:
        with pytest.raises(
            BadRequestError, match=r"valid list .*Dify 1\.13\.2 and 1\.14\.2 refuse tag_ids"
        ) as caught:
            await dify.datasets.list(tag_ids=["a"])
        assert caught.value.message == refusal["message"]
        assert len(str(caught.value).splitlines()) == 1
        with pytest.raises(BadRequestError) as caught:
            await dify.datasets.list(keyword="a")
        assert "refuse" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body"), [(204, b""), (200, b"204\n"), (200, b"204"), (200, b'{"result": "success"}')]
)
async def test_a_delete_of_any_release(httpx_mock: HTTPXMock, status: int, body: bytes) -> None:
    """204 and nothing, or as 1.8.1 has it 200 and the number in the body: it is gone."""
    headers = {"Content-Type": "application/json"}
    httpx_mock.add_response(
        url=f"{URL}/datasets/d", method="DELETE", status_code=status, content=body, headers=headers
    )
    async with make() as dify:
        await dify.datasets.delete("d")


async def test_a_page_is_no_delete(httpx_mock: HTTPXMock) -> None:
    """A proxy's page with 200 deleted nothing."""
    httpx_mock.add_response(html="<html>sign in</html>")
    async with make() as dify:
        with pytest.raises(ResponseDecodeError, match="HTML"):
            await dify.datasets.delete("d")


async def test_what_is_found(httpx_mock: HTTPXMock) -> None:
    """Records in the server's order, with segment and score;
    the query as an object, and as 1.14 has it a string.
    """
    record = {"segment": {"id": "s", "content": "c", "document": {"id": "doc", "name": "n"}}, "score": 0.5}
    asked = f"{URL}/datasets/d/retrieve"
    httpx_mock.add_response(url=f"{URL}/datasets/d", json={"id": "d", "provider": "external"})
    httpx_mock.add_response(url=asked, json={"query": {"content": "q"}, "records": [record]})
    httpx_mock.add_response(
        url=asked, json={"query": "q", "records": [{**record, "child_chunks": [{"id": "k"}]}]}
    )
    async with make() as dify:
        old = await dify.datasets.retrieve("d", "q")
        assert sent(httpx_mock) == {"query": "q"}
        new = await dify.datasets.retrieve("d", "q", retrieval_model=SETTINGS, attachment_ids=["f"])
    assert sent(httpx_mock) == {"query": "q", "retrieval_model": SETTINGS, "attachment_ids": ["f"]}
    assert (old.query, new.query) == (RetrievalQuery(content="q"), "q")
    (found,) = old.records
    assert found.segment is not None
    assert (found.segment.content, found.score, found.child_chunks) == ("c", 0.5, None)
    assert found.segment.document is not None
    assert found.segment.document.name == "n"
    assert [chunk.id for chunk in new.records[0].child_chunks or []] == ["k"]


async def test_a_model_of_settings_can_be_had_from_an_answer(httpx_mock: HTTPXMock) -> None:
    """How a knowledge base is searched is what a search takes: changed a little, and sent again."""
    settings = {
        **SETTINGS,
        "score_threshold": 0.4,
        "reranking_model": {"reranking_model_name": "r"},
        "new": 1,
    }
    httpx_mock.add_response(url=f"{URL}/datasets/d", json={"id": "d", "retrieval_model_dict": settings})
    httpx_mock.add_response(url=f"{URL}/datasets/d/retrieve", json={"query": "q", "records": []})
    async with make() as dify:
        model = (await dify.datasets.get("d")).retrieval_model_dict
        assert isinstance(model, RetrievalModel)
        assert model.reranking_model == RerankingModel(reranking_model_name="r")
        model.top_k = 9
        await dify.datasets.retrieve("d", "q", retrieval_model=model)
    assert sent(httpx_mock)["retrieval_model"] == {**settings, "top_k": 9}


async def test_models_are_one_page(httpx_mock: HTTPXMock) -> None:
    """Providers with their models; the list is complete, and iterating asks for nothing more."""
    provider = {"provider": "p", "label": {"en_US": "P", "ja_JP": "ピー"}, "models": [{"model": "m"}]}
    path = f"{URL}/workspaces/current/models/model-types/text-embedding"
    httpx_mock.add_response(url=path, json={"data": [provider]}, is_reusable=True)
    async with make() as dify:
        page = await dify.models.list("text-embedding")
        assert [one.provider async for one in page] == ["p"]
        assert (page.has_more, page.total, await page.next_page()) == (None, None, None)
    assert page.data[0].label is not None
    assert page.data[0].label.additional_properties == {"ja_JP": "ピー"}
    assert [one.model for one in page.data[0].models or []] == ["m"]
    assert len(httpx_mock.get_requests()) == 1


async def test_the_key_of_an_app_is_refused_here() -> None:
    """Before anything is sent: the prefix tells that the server would refuse it."""
    async with make("app-key") as dify:
        with pytest.raises(ConfigurationError, match=r"dataset-\.\.\."):
            await dify.datasets.list()
        with pytest.raises(ConfigurationError, match=r"dataset-\.\.\."):
            await dify.models.list("llm")


async def test_one_client_serves_apps_and_knowledge(httpx_mock: HTTPXMock) -> None:
    """A view with a key for knowledge bases goes over the connections of an app's client."""
    httpx_mock.add_response(url=f"{URL}/datasets", json={"data": [{"id": "d"}], "has_more": False})
    async with make("app-key") as app:
        knowledge = app.with_options(api_key="dataset-key")
        assert [one.id async for one in knowledge.datasets.list()] == ["d"]
    (request,) = httpx_mock.get_requests()
    assert request.headers["Authorization"] == "Bearer dataset-key"


async def test_raw_answers_and_the_low_level(httpx_mock: HTTPXMock) -> None:
    """Status, headers and the page on request; the generated operation on the same connections."""
    answer = {"data": [{"id": "d"}], "has_more": False, "limit": 20, "total": 1, "page": 1}
    httpx_mock.add_response(
        url=f"{URL}/datasets", json=answer, headers={"X-Version": "1.14.2"}, is_reusable=True
    )
    async with make() as dify:
        raw = await dify.with_raw_response.datasets.list()
        assert isinstance(raw, RawResponse)
        assert (raw.status_code, raw.headers["X-Version"]) == (200, "1.14.2")
        page = raw.parse()
        assert (page.total, [one.id for one in page.data]) == (1, ["d"])
        low = await list_datasets.asyncio(client=dify.low_level)
    assert low is not None
    assert low.to_dict() == answer
