# Made from tests/client/_async/test_metadata.py by scripts/regenerate: change that one.
"""Metadata: fields, those that come with the server, and documents' values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dify_api.models import DocumentMetadataOperation, MetadataValue
from pytest_httpx import HTTPXMock

from dify_ext import BadRequestError, Dify

URL = "https://dify.example.com/v1"
FIELDS = f"{URL}/datasets/d/metadata"
YEAR = {"id": "f1", "name": "year", "type": "number", "count": 2}


def make() -> Dify:
    return Dify("dataset-key", base_url=URL, max_retries=0)


def sent(httpx_mock: HTTPXMock) -> Any:
    """The body of the last request."""
    return json.loads(httpx_mock.get_requests()[-1].content)


def test_fields_are_one_page(httpx_mock: HTTPXMock) -> None:
    """The server does not page fields: one complete page;
    the switch of the built-in ones stands beside them.
    """
    httpx_mock.add_response(
        url=FIELDS, json={"doc_metadata": [YEAR], "built_in_field_enabled": True}, is_reusable=True
    )
    with make() as dify:
        page = dify.metadata.list("d")
        assert [(field.id, field.name, field.type, field.count) for field in page.data] == [
            ("f1", "year", "number", 2)
        ]
        assert page.next_page() is None
        assert [field.name for field in dify.metadata.list("d")] == ["year"]
        fields = dify.metadata.fields("d")
        assert (fields.doc_metadata, fields.built_in_field_enabled) == (page.data, True)


@pytest.mark.parametrize(
    "body", [{}, {"doc_metadata": None}, {"doc_metadata": [], "built_in_field_enabled": False}]
)
def test_a_knowledge_base_without_fields(body: Any, httpx_mock: HTTPXMock) -> None:
    """No fields are an empty page, however the server says it."""
    httpx_mock.add_response(url=FIELDS, json=body)
    with make() as dify:
        assert (dify.metadata.list("d")).data == []


def test_create_and_rename(httpx_mock: HTTPXMock) -> None:
    """A field has a name and a type; another name keeps the type."""
    httpx_mock.add_response(url=FIELDS, method="POST", status_code=201, json={**YEAR, "count": None})
    httpx_mock.add_response(url=f"{FIELDS}/f1", method="PATCH", json={**YEAR, "name": "since"})
    with make() as dify:
        assert (dify.metadata.create("d", "year", "number")).id == "f1"
        assert sent(httpx_mock) == {"name": "year", "type": "number"}
        assert (dify.metadata.update("d", "f1", "since")).name == "since"
        assert sent(httpx_mock) == {"name": "since"}


def test_renaming_a_field_that_is_not_there(httpx_mock: HTTPXMock) -> None:
    """The server answers with success and nulls: it reads as a field without an id."""
    httpx_mock.add_response(url=f"{FIELDS}/f2", method="PATCH", json={"id": None, "type": None, "name": None})
    with make() as dify:
        field = dify.metadata.update("d", "f2", "since")
    assert (field.id, field.name, field.type) == (None, None, None)


def test_delete(httpx_mock: HTTPXMock) -> None:
    """A delete is content with 204, and with the 200 and ``204`` of 1.8.1."""
    httpx_mock.add_response(url=f"{FIELDS}/f1", method="DELETE", status_code=204)
    httpx_mock.add_response(url=f"{FIELDS}/f1", method="DELETE", json=204)
    with make() as dify:
        dify.metadata.delete("d", "f1")
        dify.metadata.delete("d", "f1")


def test_built_in_fields(httpx_mock: HTTPXMock) -> None:
    """They have a name and a type, and no id."""
    httpx_mock.add_response(
        url=f"{FIELDS}/built-in",
        json={"fields": [{"name": "uploader", "type": "string"}, {"name": "upload_date", "type": "time"}]},
    )
    with make() as dify:
        fields = dify.metadata.built_in("d")
    assert [(field.name, field.type) for field in fields] == [("uploader", "string"), ("upload_date", "time")]


def test_built_in_fields_are_switched(httpx_mock: HTTPXMock) -> None:
    """On and off, without a body; 1.8.1 answers with a bare 200."""
    httpx_mock.add_response(url=f"{FIELDS}/built-in/enable", method="POST", json={"result": "success"})
    httpx_mock.add_response(url=f"{FIELDS}/built-in/disable", method="POST", json=200)
    with make() as dify:
        dify.metadata.enable_built_in("d")
        dify.metadata.disable_built_in("d")
    assert [request.content for request in httpx_mock.get_requests()] == [b"", b""]


def test_documents_get_values(httpx_mock: HTTPXMock) -> None:
    """Models and mappings stand side by side;
    a mapping goes out as it is, nulls too; 1.8.1 answers with a bare 200.
    """
    url = f"{URL}/datasets/d/documents/metadata"
    httpx_mock.add_response(url=url, method="POST", json={"result": "success"})
    httpx_mock.add_response(url=url, method="POST", json=200)
    model = DocumentMetadataOperation(
        document_id="a", metadata_list=[MetadataValue(id="f1", name="year", value=2026)], partial_update=True
    )
    mapping = {"document_id": "b", "metadata_list": [{"id": "f1", "name": "year", "value": None}]}
    with make() as dify:
        dify.metadata.update_documents("d", [model, mapping])
        assert sent(httpx_mock) == {
            "operation_data": [
                {
                    "document_id": "a",
                    "metadata_list": [{"id": "f1", "name": "year", "value": 2026}],
                    "partial_update": True,
                },
                mapping,
            ]
        }
        dify.metadata.update_documents("d", mapping)  # type: ignore[arg-type]
        assert sent(httpx_mock) == {"operation_data": [mapping]}


def test_values_of_an_unknown_document(httpx_mock: HTTPXMock) -> None:
    """The server refuses with 400."""
    httpx_mock.add_response(status_code=400, json={"code": "invalid_param", "message": "Document not found."})
    with make() as dify:
        with pytest.raises(BadRequestError, match="Document not found"):
            dify.metadata.update_documents("d", [{"document_id": "x", "metadata_list": []}])


def test_raw_answers(httpx_mock: HTTPXMock) -> None:
    """Every method has its raw form, a list's parses to its page."""
    httpx_mock.add_response(url=FIELDS, json={"doc_metadata": [YEAR]}, headers={"X-Version": "1.13.2"})
    httpx_mock.add_response(url=f"{FIELDS}/built-in", json={"fields": []})
    httpx_mock.add_response(url=f"{FIELDS}/f1", method="DELETE", status_code=204)
    with make() as dify:
        raw = dify.with_raw_response.metadata.list("d")
        assert raw.headers["X-Version"] == "1.13.2"
        assert [field.id for field in raw.parse().data] == ["f1"]
        assert (dify.with_raw_response.metadata.built_in("d")).parse() == []
        deleted = dify.with_raw_response.metadata.delete("d", "f1")
        assert (deleted.status_code, deleted.parse()) == (204, None)
