# Made from tests/client/_async/test_tags.py by scripts/regenerate: change that one.
"""Tags: one complete page, what each release takes, and the fault of two releases, which the error names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_httpx import HTTPXMock

from dify_ext import (
    BadRequestError,
    ConfigurationError,
    Dify,
    DifyError,
    NotFoundError,
    ResponseDecodeError,
)

URL = "https://dify.example.com/v1"
TAGS = f"{URL}/datasets/tags"
# As 1.12.1 to 1.14.2 answer where they have done what was asked.
FAULT = {
    "code": "invalid_param",
    "message": (
        "1 validation error for DataSetTag\nbinding_count\n  Input should be a valid string "
        "[type=string_type, "
        "input_value=0, input_type=int]\n    For further information visit https://errors.example/string_type"
    ),
    "status": 400,
}


def make() -> Dify:
    return Dify("dataset-key", base_url=URL, max_retries=0)


def bodies(httpx_mock: HTTPXMock) -> list[Any]:
    return [json.loads(request.content) for request in httpx_mock.get_requests()]


def assert_names_the_releases(error: DifyError, *words: str) -> None:
    """One line with the server's words, the releases at fault, and what happened all the same."""
    assert len(str(error).splitlines()) == 1
    for word in ("binding_count", "bug of Dify 1.12.1 to 1.14.2", *words):
        assert word in str(error)


def test_create_and_rename(httpx_mock: HTTPXMock) -> None:
    """A server without the fault answers with the tag; releases count in strings or in integers."""
    httpx_mock.add_response(
        url=TAGS, method="POST", json={"id": "t", "name": "n", "type": "knowledge", "binding_count": "0"}
    )
    httpx_mock.add_response(
        url=TAGS, method="PATCH", json={"id": "t", "name": "m", "type": "knowledge", "binding_count": 3}
    )
    with make() as dify:
        assert (dify.tags.create("n")).binding_count == "0"
        assert (dify.tags.update("t", "m")).binding_count == 3
    assert bodies(httpx_mock) == [{"name": "n"}, {"tag_id": "t", "name": "m"}]


def test_a_tag_that_was_made_though_the_server_says_no(httpx_mock: HTTPXMock) -> None:
    """The error says which releases do so, and that the tag is there: to make it again would fail."""
    httpx_mock.add_response(status_code=400, json=FAULT, is_reusable=True)
    with make() as dify:
        with pytest.raises(BadRequestError) as caught:
            dify.tags.create("n")
        assert_names_the_releases(caught.value, "the tag was created")
        assert caught.value.message == FAULT["message"]  # the server's own words, in full
        with pytest.raises(BadRequestError) as caught:
            dify.tags.update("t", "m")
        assert_names_the_releases(caught.value, "the tag was renamed")
        with pytest.raises(BadRequestError) as caught:
            dify.with_raw_response.tags.create("n")
        assert_names_the_releases(caught.value, "the tag was created")
    assert len(httpx_mock.get_requests()) == 3  # none was tried again


def test_tags_that_cannot_be_listed(httpx_mock: HTTPXMock) -> None:
    """The error of the list names the releases, too, whichever way the list is asked for."""
    httpx_mock.add_response(status_code=400, json=FAULT, is_reusable=True)
    with make() as dify:
        with pytest.raises(BadRequestError) as caught:
            dify.tags.list()
        assert_names_the_releases(caught.value, "use tags.of_dataset")
        with pytest.raises(BadRequestError) as caught:
            _ = [tag for tag in dify.tags.list()]
        assert_names_the_releases(caught.value)


def test_other_refusals_have_no_note(httpx_mock: HTTPXMock) -> None:
    """What is wrong for another reason than the fault is not blamed on it."""
    httpx_mock.add_response(
        status_code=404, json={"code": "not_found", "message": "Tag not found", "status": 404}
    )
    with make() as dify:
        with pytest.raises(NotFoundError) as caught:
            dify.tags.update("t", "m")
    assert "1.13.2" not in str(caught.value)


def test_a_bare_list_is_one_page(httpx_mock: HTTPXMock) -> None:
    """The server does not page tags: one complete page, which has no next."""
    tags = [{"id": f"t{number}", "name": "n"} for number in range(25)]
    httpx_mock.add_response(url=TAGS, json=tags, is_reusable=True)
    with make() as dify:
        page = dify.tags.list()
        assert (len(page.data), page.total, page.limit, page.page) == (25, None, None, None)
        assert page.next_page() is None
        assert [tag.id for tag in dify.tags.list()] == [tag["id"] for tag in tags]
    assert len(httpx_mock.get_requests()) == 2


@pytest.mark.parametrize("body", [{"data": []}, "tags", [{"name": "no id"}], [None]])
def test_a_list_of_another_shape(body: Any, httpx_mock: HTTPXMock) -> None:
    """What is no list of tags is said."""
    httpx_mock.add_response(url=TAGS, json=body)
    with make() as dify:
        with pytest.raises(ResponseDecodeError):
            dify.tags.list()


def test_bind_and_unbind(httpx_mock: HTTPXMock) -> None:
    """Binding takes all at once. Releases up to 1.13.2 unbind one tag at a time, by another name:
    each is asked for so that all of them understand.
    """
    httpx_mock.add_response(url=f"{TAGS}/binding", method="POST", status_code=204)
    httpx_mock.add_response(url=f"{TAGS}/unbinding", method="POST", status_code=204)
    httpx_mock.add_response(url=f"{TAGS}/unbinding", method="POST", json=204)  # as 1.8.1 does
    with make() as dify:
        dify.tags.bind(("a", "b"), "d")
        dify.tags.unbind(iter(["a", "b"]), "d")
    assert bodies(httpx_mock) == [
        {"tag_ids": ["a", "b"], "target_id": "d"},
        {"tag_ids": ["a"], "tag_id": "a", "target_id": "d"},
        {"tag_ids": ["b"], "tag_id": "b", "target_id": "d"},
    ]


def test_one_tag_is_a_list_of_one(httpx_mock: HTTPXMock) -> None:
    """An id alone is one tag, not its characters."""
    httpx_mock.add_response(status_code=204, is_reusable=True)
    with make() as dify:
        dify.tags.bind("tag", "d")
        dify.tags.unbind("tag", "d")
        raw = dify.with_raw_response.tags.unbind("tag", "d")
        assert raw.status_code == 204
    assert [body["tag_ids"] for body in bodies(httpx_mock)] == [["tag"]] * 3


def test_no_tag_to_unbind() -> None:
    """There is nothing that could be asked."""
    with make() as dify:
        with pytest.raises(ConfigurationError, match="tag_ids is empty"):
            dify.tags.unbind([], "d")


def test_the_rest_is_not_unbound_after_a_refusal(httpx_mock: HTTPXMock) -> None:
    """The first refusal is raised; what comes after it is left alone."""
    httpx_mock.add_response(status_code=404, json={"code": "not_found", "message": "Dataset not found."})
    with make() as dify:
        with pytest.raises(NotFoundError):
            dify.tags.unbind(["a", "b"], "d")
    assert len(httpx_mock.get_requests()) == 1


def test_tags_of_a_knowledge_base_and_delete(httpx_mock: HTTPXMock) -> None:
    """A knowledge base's tags have a name and an id; deleting has its body."""
    httpx_mock.add_response(
        url=f"{URL}/datasets/d/tags", json={"data": [{"id": "t", "name": "n"}], "total": 1}
    )
    httpx_mock.add_response(url=TAGS, method="DELETE", status_code=204)
    with make() as dify:
        (tag,) = dify.tags.of_dataset("d")
        assert (tag.id, tag.name, tag.type, tag.binding_count) == ("t", "n", None, None)
        dify.tags.delete("t")
    assert json.loads(httpx_mock.get_requests()[-1].content) == {"tag_id": "t"}
