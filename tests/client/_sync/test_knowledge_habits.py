# Made from tests/client/_async/test_knowledge_habits.py by scripts/regenerate: change that one.
"""Knowledge as real servers behave: what a caller leaves out comes from the base;
older releases have other paths.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pytest_httpx import HTTPXMock

from dify_ext import BadRequestError, Dify, DifyServer, NotFoundError, ServerError
from dify_ext.emulator import Emulator

URL = "https://dify.example.com/v1"
BASE = f"{URL}/datasets/d"
CREATE = f"{BASE}/document/create-by-text"
CREATED = {"document": {"id": "doc", "name": "n"}, "batch": "b"}
AUTOMATIC = {"mode": "automatic"}
HTML = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
NO_BASE = {"code": "not_found", "message": "Dataset not found.", "status": 404}
FIELDS = {"fields": [{"name": "document_name", "type": "string"}, {"name": "upload_date", "type": "time"}]}


def settings(method: str, **others: Any) -> dict[str, Any]:
    """The retrieval_model_dict of 1.4.3 to 1.16.1."""
    reranking = {"reranking_provider_name": "", "reranking_model_name": ""}
    return {
        "search_method": method,
        "reranking_enable": False,
        "reranking_mode": None,
        "reranking_model": reranking,
        "weights": None,
        "top_k": 2,
        "score_threshold_enabled": False,
        "score_threshold": None,
        **others,
    }


def base(technique: str | None = "economy", model: Any = None, **others: Any) -> dict[str, Any]:
    """A knowledge base as `datasets.get` tells it."""
    return {
        "id": "d",
        "provider": "vendor",
        "indexing_technique": technique,
        "retrieval_model_dict": model,
        **others,
    }


def without_nulls(model: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in model.items() if value is not None}


def make(**options: Any) -> Dify:
    return Dify("dataset-key", **{"base_url": URL, "max_retries": 0, **options})


def asked(httpx_mock: HTTPXMock) -> list[str]:
    return [f"{one.method} {one.url.path}" for one in httpx_mock.get_requests()]


def sent(httpx_mock: HTTPXMock) -> Any:
    """The JSON of the last request."""
    return json.loads(httpx_mock.get_requests()[-1].content)


# Searching.

SEMANTIC, HYBRID = settings("semantic_search"), settings("hybrid_search", top_k=3, reranking_enable=True)


@pytest.mark.parametrize(
    ("answer", "model"),
    [
        (
            base("economy", settings("keyword_search")),
            {**without_nulls(SEMANTIC), "search_method": "keyword_search"},
        ),
        # 1.4.3 tells an economy base to be searched semantically.
        (base("economy", SEMANTIC), {**without_nulls(SEMANTIC), "search_method": "keyword_search"}),
        (base("high_quality", SEMANTIC), without_nulls(SEMANTIC)),
        (base("high_quality", HYBRID), without_nulls(HYBRID)),
        (
            base("high_quality", {"search_method": "full_text_search", "top_k": None}),
            {
                "search_method": "full_text_search",
                "reranking_enable": False,
                "top_k": 4,
                "score_threshold_enabled": False,
            },
        ),
        (
            base("economy"),
            {
                "search_method": "keyword_search",
                "reranking_enable": False,
                "top_k": 4,
                "score_threshold_enabled": False,
            },
        ),
        (base(None, SEMANTIC), None),
        (base(None, SEMANTIC, provider="external"), None),
        (base("high_quality", SEMANTIC, provider="external"), None),
    ],
)
def test_a_search_that_fits_the_base(
    httpx_mock: HTTPXMock, answer: dict[str, Any], model: dict[str, Any] | None
) -> None:
    """An economy base by keywords, others by their own settings, complete;
    external ones as the server does.
    """
    httpx_mock.add_response(url=BASE, json=answer)
    httpx_mock.add_response(url=f"{BASE}/retrieve", json={"query": "q", "records": []})
    with make() as dify:
        dify.datasets.retrieve("d", "q", attachment_ids="f", extra_headers={"X-Call": "1"})
    assert asked(httpx_mock) == ["GET /v1/datasets/d", "POST /v1/datasets/d/retrieve"]
    assert sent(httpx_mock) == {
        "query": "q",
        "attachment_ids": ["f"],
        **({"retrieval_model": model} if model else {}),
    }
    assert [one.headers["X-Call"] for one in httpx_mock.get_requests()] == ["1", "1"]


@pytest.mark.parametrize(
    "model", [{"retrieval_model": {"top_k": 1}}, {"external_retrieval_model": {"top_k": 1}}]
)
def test_a_model_saves_the_question(httpx_mock: HTTPXMock, model: dict[str, Any]) -> None:
    """It is sent as it is."""
    httpx_mock.add_response(url=f"{BASE}/retrieve", json={"query": "q", "records": []})
    with make() as dify:
        dify.datasets.retrieve("d", "q", **model)
    assert sent(httpx_mock) == {"query": "q", **model}
    assert len(httpx_mock.get_requests()) == 1


@pytest.mark.parametrize("method", ["retrieve", "create_by_text"])
def test_the_error_of_the_question_is_the_error(httpx_mock: HTTPXMock, method: str) -> None:
    """An unknown base, and a release that does not tell its settings, and whose list fails."""
    httpx_mock.add_response(url=BASE, status_code=404, json=NO_BASE)
    httpx_mock.add_response(
        url=BASE, status_code=405, json={"code": "method_not_allowed", "message": "No.", "status": 405}
    )
    httpx_mock.add_response(url=f"{BASE.removesuffix('/d')}?page=1&limit=100", status_code=404, json=NO_BASE)
    with make() as dify:
        calls = {
            "retrieve": lambda: dify.datasets.retrieve("d", "q"),
            "create_by_text": lambda: dify.documents.create_by_text("d", name="n", text="t"),
        }
        with pytest.raises(NotFoundError, match="Dataset not found"):
            calls[method]()
        with pytest.raises(
            NotFoundError, match=r"needs Dify 1\.2\.0 .*pass (retrieval_model|indexing_technique)="
        ):
            calls[method]()
    assert asked(httpx_mock) == [*["GET /v1/datasets/d"] * 2, "GET /v1/datasets"]


def test_raw_answers_are_those_of_the_call_itself(httpx_mock: HTTPXMock) -> None:
    """Not of the question before it."""
    httpx_mock.add_response(
        url=BASE, json=base(model=SEMANTIC), headers={"X-Version": "1.4.3"}, is_reusable=True
    )
    httpx_mock.add_response(
        url=f"{BASE}/retrieve", json={"query": "q", "records": []}, headers={"X-Which": "search"}
    )
    httpx_mock.add_response(url=CREATE, json=CREATED, headers={"X-Which": "document"})
    with make() as dify:
        found = dify.with_raw_response.datasets.retrieve("d", "q")
        made = dify.with_raw_response.documents.create_by_text("d", name="n", text="t")
    assert (found.headers["X-Which"], found.parse().records) == ("search", [])
    assert (made.headers["X-Which"], made.parse().batch) == ("document", "b")


def test_one_call_has_one_time(httpx_mock: HTTPXMock) -> None:
    """Both requests together have ``call_timeout`` seconds."""

    def slow(request: httpx.Request) -> httpx.Response:
        time.sleep(0.2)
        return httpx.Response(200, json=base(model=SEMANTIC))

    httpx_mock.add_callback(slow, url=BASE)
    httpx_mock.add_response(url=f"{BASE}/retrieve", json={"query": "q", "records": []})
    with make() as dify:
        dify.datasets.retrieve("d", "q", call_timeout=5.0)
    first, second = [one.extensions["timeout"]["read"] for one in httpx_mock.get_requests()]
    assert first <= 5.0
    assert second <= first - 0.2


# Adding a text.


@pytest.mark.parametrize(
    ("technique", "release", "given", "options"),
    [
        ("economy", "1.13.2", {}, {"indexing_technique": "economy"}),
        ("high_quality", "1.16.1", {}, {"indexing_technique": "high_quality"}),
        # Up to 1.9.2 a text without a rule is a 500.
        ("economy", "1.8.1", {}, {"indexing_technique": "economy", "process_rule": AUTOMATIC}),
        ("economy", "1.9.2", {}, {"indexing_technique": "economy", "process_rule": AUTOMATIC}),
        ("economy", "1.8.1", {"process_rule": {"mode": "hierarchical"}}, {"indexing_technique": "economy"}),
        # The first document.
        (None, "1.13.2", {}, {"indexing_technique": "high_quality", "process_rule": AUTOMATIC}),
        (
            None,
            "1.13.2",
            {"process_rule": None, "doc_form": "text_model"},
            {"indexing_technique": "high_quality", "process_rule": AUTOMATIC},
        ),
        (None, "1.13.2", {"process_rule": {"mode": "custom"}}, {"indexing_technique": "high_quality"}),
    ],
)
def test_a_text_is_indexed_as_its_base_is(
    httpx_mock: HTTPXMock, technique: str | None, release: str, given: dict[str, Any], options: dict[str, Any]
) -> None:
    """The base's technique, and what the release needs; what is given stays. One POST."""
    httpx_mock.add_response(url=BASE, json=base(technique), headers={"X-Version": release})
    httpx_mock.add_response(url=CREATE, method="POST", json=CREATED)
    with make() as dify:
        dify.documents.create_by_text("d", name="n", text="t", **given)
    assert asked(httpx_mock) == ["GET /v1/datasets/d", "POST /v1/datasets/d/document/create-by-text"]
    assert sent(httpx_mock) == {"name": "n", "text": "t", **options, **without_nulls(given)}


def test_a_text_without_a_rule_on_an_old_release(httpx_mock: HTTPXMock) -> None:
    """With the technique the base is not asked; the 500 of Dify up to 1.9.2 says what to do."""
    httpx_mock.add_response(status_code=500, json={"message": "Internal Server Error", "code": "unknown"})
    httpx_mock.add_response(status_code=500, json={"message": "Internal Server Error", "code": "unknown"})
    with make() as dify:
        with pytest.raises(ServerError, match="fails without process_rule"):
            dify.documents.create_by_text("d", name="n", text="t", indexing_technique="economy")
        with pytest.raises(ServerError) as caught:
            dify.documents.create_by_text(
                "d", name="n", text="t", indexing_technique="economy", process_rule=AUTOMATIC
            )
    assert "process_rule" not in str(caught.value)


# On a server.


@pytest.fixture(params=["1.8.1", "1.13.2", "1.16.1"])
def emulator(request: pytest.FixtureRequest) -> Iterator[Emulator]:
    with Emulator(version=request.param, indexing_seconds=0) as running:
        yield running


def test_a_text_is_found(emulator: Emulator) -> None:
    """As in README, without a word about techniques and models;
    the server itself would refuse, and find nothing.
    """
    with Dify(emulator.dataset_key, base_url=emulator.base_url) as dify:
        made = dify.datasets.create("Handbook", indexing_technique="economy")
        text = dify.documents.create_by_text(made.id, name="holidays", text="Thirty days of holidays.")
        dify.documents.wait_indexed(made.id, text.batch, timeout=20)
        [record] = (dify.datasets.retrieve(made.id, "How many holidays?")).records
        assert record.segment is not None
        assert record.segment.content == "Thirty days of holidays."
        assert "document_name" in [field.name for field in dify.metadata.built_in(made.id)]
        with dify.documents.download(made.id, text.document.id) as file:
            assert file.read() == b"Thirty days of holidays."
        asks = {"name": "n", "text": "t", "process_rule": AUTOMATIC}
        with httpx.Client(headers={"Authorization": f"Bearer {emulator.dataset_key}"}) as plain:
            root = f"{emulator.base_url}/v1/datasets/{made.id}"
            refused = plain.post(f"{root}/document/create-by-text", json=asks)
            assert "indexing_technique" in refused.json()["message"]
            found = plain.post(f"{root}/retrieve", json={"query": "holidays"})
            assert found.json()["records"] == []


# Older paths.


def test_built_in_fields_of_older_releases(httpx_mock: HTTPXMock) -> None:
    """Up to 1.8.x they are in another place, as recorded on 1.4.3;
    also asked if a server hides its release.
    """
    for headers in ({"X-Version": "1.8.1"}, {}):
        httpx_mock.add_response(url=f"{BASE}/metadata/built-in", status_code=404, html=HTML, headers=headers)
        httpx_mock.add_response(url=f"{URL}/datasets/metadata/built-in", json=FIELDS, headers=headers)
    with make() as dify:
        fields = dify.metadata.built_in("d")
        raw = dify.with_raw_response.metadata.built_in("d")
    assert [(field.name, field.type) for field in fields] == [
        ("document_name", "string"),
        ("upload_date", "time"),
    ]
    assert raw.parse() == fields


def test_a_release_that_has_the_path_is_asked_once(httpx_mock: HTTPXMock) -> None:
    """Its 404 is the base's or the document's."""
    httpx_mock.add_response(status_code=404, json=NO_BASE, headers={"X-Version": "1.13.1"}, is_reusable=True)
    with make() as dify:
        with pytest.raises(NotFoundError, match="Dataset not found"):
            dify.metadata.built_in("d")
        with pytest.raises(NotFoundError, match="Dataset not found"):
            dify.documents.download_url("d", "doc")
    assert len(httpx_mock.get_requests()) == 2


UPLOAD_FILE = {
    "id": "431d5fde-cca3-4b02-b066-9995e4dbe57d",
    "name": "c.txt",
    "size": 300,
    "extension": "txt",
    "url": "https://dify.example.com/files/f/file-preview?sign=s",
    "download_url": "https://dify.example.com/files/f/file-preview?sign=s&as_attachment=true",
    "mime_type": "text/plain",
    "created_by": "e763b342-0052-4fca-bcbb-d282746cb9c2",
    "created_at": 1795796089.281562,
}


def test_a_file_of_older_releases(httpx_mock: HTTPXMock) -> None:
    """Its address is told by another operation, as recorded on 1.4.3."""
    old = {"X-Version": "1.4.3"}
    document = f"{BASE}/documents/doc"
    httpx_mock.add_response(
        url=f"{document}/download", status_code=404, html=HTML, headers=old, is_reusable=True
    )
    httpx_mock.add_response(url=f"{document}/upload-file", json=UPLOAD_FILE, headers=old)
    httpx_mock.add_response(url=f"{document}/upload-file", json={"id": "f", "url": "/files/f"}, headers=old)
    httpx_mock.add_response(
        url=f"{document}/upload-file",
        status_code=404,
        json={"code": "not_found", "message": "UploadFile not found.", "status": 404},
        headers=old,
    )
    with make() as dify:
        assert dify.documents.download_url("d", "doc") == UPLOAD_FILE["download_url"]
        assert dify.documents.download_url("d", "doc") == "/files/f"
        with pytest.raises(NotFoundError, match=r"UploadFile not found\."):
            dify.documents.download_url("d", "doc")


# Apps.

APP = {
    "id": "a",
    "name": "Old",
    "description": "d",
    "mode": "chat",
    "icon_type": "image",
    "icon": "f1",
    "icon_background": "#FFEAD5",
    "use_icon_as_answer_icon": True,
    "max_active_requests": 5,
    "enable_site": True,
}
KEPT = {name: APP[name] for name in APP.keys() - {"id", "mode", "enable_site"}}


@pytest.mark.parametrize(
    ("app", "changes", "all_of_it"),
    [
        (APP, {"name": "New"}, {**KEPT, "name": "New"}),
        (
            APP,
            {"description": "", "max_active_requests": 0},
            {**KEPT, "description": "", "max_active_requests": 0},
        ),
        # Up to 1.9.2 description and use_icon_as_answer_icon are a 500 if they are missing.
        (
            {"id": "a", "name": "Old", "description": None, "icon": None},
            {"name": "New"},
            {"name": "New", "description": "", "use_icon_as_answer_icon": False},
        ),
    ],
)
def test_an_app_keeps_what_is_not_named(
    httpx_mock: HTTPXMock, app: dict[str, Any], changes: dict[str, Any], all_of_it: dict[str, Any]
) -> None:
    """The server empties what is left out, so it is read and sent again."""
    url = "https://dify.example.com/console/api/apps/a"
    httpx_mock.add_response(url=url, method="GET", json=app)
    httpx_mock.add_response(url=url, method="PUT", json={**app, **changes})
    with DifyServer(URL, admin_key="admin", workspace_id="w") as server:
        server.apps.update("a", **changes)
    assert sent(httpx_mock) == all_of_it


def test_an_app_that_is_not_there(httpx_mock: HTTPXMock) -> None:
    """The error of reading it; nothing is changed."""
    httpx_mock.add_response(
        status_code=404, json={"code": "app_not_found", "message": "App not found.", "status": 404}
    )
    with DifyServer(URL, admin_key="admin", workspace_id="w") as server:
        with pytest.raises(NotFoundError, match="App not found"):
            server.apps.update("a", "New")
        httpx_mock.add_response(method="GET", json=APP)
        httpx_mock.add_response(
            method="PUT",
            status_code=400,
            json={"code": "invalid_param", "message": "too long", "status": 400},
        )
        with pytest.raises(BadRequestError, match="too long"):
            server.with_raw_response.apps.update("a", "New")


def test_a_log_by_two_conditions(httpx_mock: HTTPXMock) -> None:
    """Which some releases answer with 500: the error says so."""
    httpx_mock.add_response(status_code=500, json={"message": "Internal Server Error", "code": "unknown"})
    with Dify("app-key", base_url=URL, max_retries=0) as dify:
        with pytest.raises(ServerError, match="keyword and created_by_end_user_session_id"):
            dify.workflows.logs(keyword="k", created_by_end_user_session_id="u")
