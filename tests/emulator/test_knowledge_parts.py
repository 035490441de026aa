"""Segments, child chunks, metadata and tags of the emulated knowledge bases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .knowledge_caller import Knowledge, knowledge

NOBODY = "11111111-1111-1111-1111-111111111111"


@pytest.fixture
def dify() -> Iterator[Knowledge]:
    """The default release."""
    with knowledge() as caller:
        yield caller


class TestSegments:
    def test_written_by_hand(self, dify: Knowledge) -> None:
        """Into a document that is ready and on; with content."""
        dataset = dify.dataset()
        document = f"{dataset}/documents/{dify.text(dataset)['document']['id']}"
        body = {"segments": [{"content": "Written.", "keywords": ["hand"], "answer": "lost"}]}
        dify("POST", f"{document}/segments", 404, json=body)
        assert dify("GET", f"{document}/segments").json()["total"] == 0
        dify.wait()
        made = dify("POST", f"{document}/segments", json=body).json()["data"][0]
        assert (made["position"], made["keywords"], made["answer"]) == (2, ["hand"], None)
        refused = dify.client.post(
            f"{document}/segments", json={}, headers={"Authorization": f"Bearer {dify.key}"}
        )
        assert (refused.status_code, refused.json()) == (400, {"error": "Segments is required"})
        assert dify("GET", f"{dataset}/documents").json()["data"][0]["word_count"] == len(
            "Some text.Written."
        )
        listed = dify("GET", f"{document}/segments", params={"keyword": "writ", "limit": 1}).json()
        assert ([row["id"] for row in listed["data"]], listed["has_more"]) == ([made["id"]], True)
        assert (
            dify("GET", f"{document}/segments", wrong=True, params={"status": "error"}).json()["data"] == []
        )
        dify("DELETE", f"{document}/segments/{made['id']}", 204)
        dify("GET", f"{document}/segments/{made['id']}", 404)
        dify(
            "PATCH",
            f"{dataset}/documents/status/disable",
            json={"document_ids": [document.rpartition("/")[2]]},
        )
        assert (
            dify("POST", f"{document}/segments", 404, json=body).json()["message"] == "Document is disabled."
        )

    def test_changed(self, dify: Knowledge) -> None:
        """Keywords only where the content stays; one that is switched off is busy for a while."""
        document = dify.ready(dify.dataset())
        path = f"{document}/segments/{dify('GET', f'{document}/segments').json()['data'][0]['id']}"

        def update(status: int = 200, **segment: Any) -> Any:
            answer = dify("POST", path, status, json={"segment": segment}).json()
            return answer["data"] if status == 200 else answer["message"]

        assert update(keywords=["k"])["keywords"] == ["k"]
        changed = update(content="Other words.", keywords=["lost"])
        assert (changed["content"], changed["keywords"], changed["tokens"]) == ("Other words.", ["k"], 3)
        assert update(enabled=False)["disabled_by"] == changed["created_by"]
        assert update(400, enabled=True) == "Segment is indexing, please try again later"
        assert dify("DELETE", path, 400).json()["message"] == "Segment is deleting."
        dify.wait()
        assert update(400, content="x") == "Can't update disabled segment"
        assert update(enabled=True)["disabled_at"] is None

    def test_questions_and_answers(self, dify: Knowledge) -> None:
        """Have both."""
        document = dify.ready(dify.dataset(), doc_form="qa_model")
        (row,) = dify("GET", f"{document}/segments").json()["data"]
        assert (row["content"], row["answer"]) == ("What does it say about some text?", "Some text.")
        body = {"segments": [{"content": "Why?"}]}
        assert dify("POST", f"{document}/segments", 400, json=body).json()["message"] == "Answer is required"
        body["segments"][0]["answer"] = "So."
        made = dify("POST", f"{document}/segments", json=body).json()["data"][0]
        assert made["answer"] == "So."
        change = {"segment": {"answer": "Because."}}
        changed = dify("POST", f"{document}/segments/{made['id']}", json=change).json()["data"]
        assert (changed["content"], changed["answer"]) == ("Why?", "Because.")


class TestChildChunks:
    def test_of_a_hierarchy(self, dify: Knowledge) -> None:
        """Parents are found by their children."""
        dataset = dify.dataset()
        rules = {
            "pre_processing_rules": [],
            "segmentation": {"separator": "\n\n", "max_tokens": 500},
            "parent_mode": "paragraph",
            "subchunk_segmentation": {"separator": "\n", "max_tokens": 200},
        }
        rule = {"mode": "hierarchical", "rules": rules}
        document = dify.ready(dataset, "a\nb c\n\nd", doc_form="hierarchical_model", process_rule=rule)
        parents = dify("GET", f"{document}/segments").json()["data"]
        assert [[child["content"] for child in row["child_chunks"]] for row in parents] == [
            ["a", "b c"],
            ["d"],
        ]
        (record,) = dify("POST", f"{dataset}/retrieve", json={"query": "c"}).json()["records"]
        assert record["segment"]["content"] == "a\nb c"
        assert [child["content"] for child in record["child_chunks"]] == ["a", "b c"]
        segment = f"{document}/segments/{parents[0]['id']}"
        body = {"segment": {"content": "x\ny", "regenerate_child_chunks": True}}
        chunks = dify("POST", segment, json=body).json()["data"]["child_chunks"]
        assert [child["content"] for child in chunks] == ["x", "y"]

    def test_by_hand(self, dify: Knowledge) -> None:
        """Made, listed, changed, deleted."""
        document = dify.ready(dify.dataset())
        segment = dify("GET", f"{document}/segments").json()["data"][0]["id"]
        dify("GET", f"{document}/segments/{segment}/child_chunks", wrong=True, params={"page": "x"})
        path = f"{document}/segments/{segment}/child_chunks"
        made = [dify("POST", path, json={"content": f"part {n}"}).json()["data"] for n in range(3)]
        assert [(row["position"], row["type"]) for row in made] == [
            (1, "customized"),
            (2, "customized"),
            (3, "customized"),
        ]
        page = dify("GET", path, params={"page": 2, "limit": 2}).json()
        assert ([row["id"] for row in page["data"]], page["total_pages"]) == ([made[2]["id"]], 2)
        changed = dify("PATCH", f"{path}/{made[0]['id']}", json={"content": "other"}).json()["data"]
        assert (changed["content"], changed["word_count"]) == ("other", 5)
        dify("DELETE", f"{path}/{made[0]['id']}", 204)
        dify("PATCH", f"{path}/{made[0]['id']}", 404, json={"content": "x"})
        assert dify("GET", path, params={"keyword": "part"}).json()["total"] == 2


class TestMetadata:
    def test_fields(self, dify: Knowledge) -> None:
        """Made, renamed with what documents say in them, deleted with it."""
        dataset = dify.dataset()
        path, document = f"{dataset}/metadata", dify.ready(dataset)
        made = dify("POST", path, 201, json={"type": "string", "name": "author"}).json()
        for name, words in (
            ("author", "already exists."),
            ("source", "in Built-in fields."),
            ("x" * 256, "255 characters."),
        ):
            refused = dify("POST", path, 400, json={"type": "string", "name": name}).json()
            assert refused["message"].endswith(words)
        write(dify, dataset, document, author=(made["id"], "me"))
        assert dify("GET", path).json()["doc_metadata"] == [{**made, "count": 1}]
        dify("PATCH", f"{path}/{made['id']}", json={"name": "writer"})
        assert said(dify, document)["writer"] == "me"
        dify("DELETE", f"{path}/{made['id']}", 204)
        assert said(dify, document) == {}

    def test_values(self, dify: Knowledge) -> None:
        """Replace what there was or are added to it; the built-in ones stand beside them."""
        dataset = dify.dataset()
        document = dify.ready(dataset)
        ids = [
            dify("POST", f"{dataset}/metadata", 201, json={"type": type, "name": name}).json()["id"]
            for name, type in (("a", "string"), ("n", "number"))
        ]
        write(dify, dataset, document, a=(ids[0], "x"))
        write(dify, dataset, document, True, n=(ids[1], 7))
        values = said(dify, document)
        assert (values["a"], values["n"], values["document_name"], values["source"]) == (
            "x",
            7,
            "text",
            "file_upload",
        )
        # A list has all values as texts.
        (row,) = dify.documents(dataset)
        assert {item["name"]: item["value"] for item in row["doc_metadata"]}["n"] == "7"
        write(dify, dataset, document, n=(ids[1], None))
        assert "a" not in said(dify, document)
        body: dict[str, Any] = {"operation_data": [{"document_id": NOBODY, "metadata_list": []}]}
        assert (
            dify("POST", f"{dataset}/documents/metadata", 400, json=body).json()["message"]
            == "Document not found."
        )
        nameless = {"document_id": NOBODY, "metadata_list": [{"id": "1"}]}
        wrong: Any
        for wrong in ("x", ["x"], [{"metadata_list": []}], [nameless]):
            dify("POST", f"{dataset}/documents/metadata", 400, wrong=True, json={"operation_data": wrong})

    def test_built_in(self, dify: Knowledge) -> None:
        """Switched on, they are in every document; off, in none."""
        dataset = dify.dataset()
        document = dify.ready(dataset)
        assert len(dify("GET", f"{dataset}/metadata/built-in").json()["fields"]) == 5
        dify("POST", f"{dataset}/metadata/built-in/enable")
        assert said(dify, document)["uploader"] == "Admin"
        assert dify("GET", dataset).json()["built_in_field_enabled"] is True
        newer = dify.ready(dataset, name="newer")
        write(dify, dataset, newer)
        assert said(dify, newer)["document_name"] == "newer"
        off = dify.ready(dataset, name="off")
        dify("PATCH", f"{dataset}/documents/status/disable", json={"document_ids": [off.rpartition("/")[2]]})
        dify("POST", f"{dataset}/metadata/built-in/disable")
        assert said(dify, document) == said(dify, newer) == {}
        assert said(dify, off)["document_name"] == "off"  # it was passed over


def write(
    dify: Knowledge, dataset: str, document: str, partial: bool = False, **values: tuple[str, Any]
) -> None:
    """Describe a document: by each name the id of the field, and the value."""
    listed = [{"id": id_, "name": name, "value": value} for name, (id_, value) in values.items()]
    operation = {
        "document_id": document.rpartition("/")[2],
        "metadata_list": listed,
        "partial_update": partial,
    }
    answer = dify("POST", f"{dataset}/documents/metadata", json={"operation_data": [operation]}).json()
    assert answer == {"result": "success"}


def said(dify: Knowledge, document: str) -> dict[str, Any]:
    """What describes a document."""
    rows = dify("GET", document, params={"metadata": "only"}).json()["doc_metadata"]
    return {row["name"]: row["value"] for row in rows or []}


class TestTags:
    @pytest.mark.parametrize(("version", "status"), [("1.13.2", 400), ("1.14.2", 400), ("1.16.0", 200)])
    def test_made_and_bound(self, version: str, status: int) -> None:
        """What makes and renames one is done, even where a release with the fault says that it is not."""
        with knowledge(version) as dify:
            dataset = dify.dataset()
            path, id_ = "/v1/datasets/tags", dataset.rpartition("/")[2]
            answer = dify("POST", path, status, json={"name": "one"}).json()
            tag = next(iter(dify.state.knowledge.tags))
            assert answer.get("id") == (tag if status == 200 else None)
            dify("GET", path, status)
            bound = {"tag_ids": [tag], "target_id": id_}
            dify("POST", f"{path}/binding", 204, json=bound)
            dify("PATCH", path, status, json={"name": "two", "tag_id": tag})
            assert dify("GET", f"{dataset}/tags").json() == {"data": [{"id": tag, "name": "two"}], "total": 1}
            assert dify("GET", dataset).json()["tags"] == [{"id": tag, "name": "two", "type": "knowledge"}]
            if status == 200:
                assert dify("GET", path).json()[0]["binding_count"] == "1"
                assert dify("GET", "/v1/datasets", wrong=True, params={"tag_ids": tag}).json()["total"] == 1
            else:
                dify("GET", "/v1/datasets", 400, wrong=True, params={"tag_ids": tag})
            dify("POST", f"{path}/unbinding", 204, json={"tag_id": tag, "target_id": id_})
            assert dify("GET", f"{dataset}/tags").json()["total"] == 0
            dify("DELETE", path, 204, json={"tag_id": tag})
            assert dify("GET", path).json() == []

    def test_refusals(self, dify: Knowledge) -> None:
        """Names that are taken, empty or too long; what is not there."""
        path, id_ = "/v1/datasets/tags", dify.dataset().rpartition("/")[2]
        dify("POST", path, 400, json={"name": "one"})
        assert dify("POST", path, 400, json={"name": "one"}).json()["message"] == "Tag name already exists"
        for name in ("", "x" * 51):
            assert (
                "[type=string_too_"
                in dify("POST", path, 400, wrong=True, json={"name": name}).json()["message"]
            )
        assert (
            dify("PATCH", path, 404, json={"name": "two", "tag_id": NOBODY})
            .json()["message"]
            .startswith("Tag not")
        )
        for wrong in ({"tag_ids": [], "target_id": id_}, {"tag_ids": "x", "target_id": id_}):
            dify("POST", f"{path}/binding", 400, wrong=True, json=wrong)
        assert (
            "Tag IDs is required."
            in dify("POST", f"{path}/unbinding", 400, wrong=True, json={"target_id": id_}).text
        )
