"""The emulated knowledge bases themselves: made, found, searched, their keys, models and pipelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from dify_ext.emulator import Emulator, create_app
from tests.bundled import bundled_spec

from .console_caller import ConsoleCaller, InProcess
from .contract import events_of
from .knowledge_caller import AUTOMATIC, Knowledge, knowledge

NOBODY = "11111111-1111-1111-1111-111111111111"
SEARCH: dict[str, Any] = {
    "search_method": "semantic_search",
    "reranking_enable": False,
    "top_k": 3,
    "score_threshold_enabled": False,
}

RUN: dict[str, Any] = {
    "inputs": {},
    "datasource_type": "local_file",
    "datasource_info_list": [],
    "start_node_id": "file",
    "is_published": True,
    "response_mode": "streaming",
}


@pytest.fixture
def dify() -> Iterator[Knowledge]:
    """The default release."""
    with knowledge() as caller:
        yield caller


def test_every_operation_is_served() -> None:
    """All that the spec has of knowledge bases, by its method and path."""
    routes = [route for route in create_app(version="1.16.0").routes if isinstance(route, Route)]
    served = {
        (method.lower(), re.sub(r"\{(\w+):uuid\}", r"{\1}", route.path))
        for route in routes
        for method in route.methods or ()
    }
    paths = bundled_spec()["paths"].items()
    knowledge_paths = [
        (path, ways) for path, ways in paths if path.startswith(("/v1/datasets", "/v1/workspaces"))
    ]
    described = {
        (method, path) for path, ways in knowledge_paths for method in ways if method != "parameters"
    }
    older = {
        ("get", "/v1/datasets/metadata/built-in"),
        ("get", "/v1/datasets/{dataset_id}/documents/{document_id}/upload-file"),
    }
    assert described - served == older
    assert len(described) == 48


class TestDatasets:
    def test_made_and_found(self, dify: Knowledge) -> None:
        """Names are of one knowledge base each; lists have the newest first."""
        names = ["first notes", "second", "third notes"]
        paths = [dify.dataset(name) for name in names]
        refused = dify("POST", "/v1/datasets", 409, json={"name": "second"}).json()
        assert refused["code"] == "dataset_name_duplicate"
        page = dify("GET", "/v1/datasets", params={"limit": 2}).json()
        assert ([row["name"] for row in page["data"]], page["has_more"]) == (["third notes", "second"], True)
        found = dify("GET", "/v1/datasets", params={"keyword": "NOTES"}).json()
        assert [row["name"] for row in found["data"]] == ["third notes", "first notes"]
        refused = dify("PATCH", paths[0], 400, json={"name": "second"}).json()
        assert refused["message"] == "Dataset name already exists"
        dify("DELETE", paths[1], 204)
        dify("DELETE", paths[1], 404)
        changed = dify(
            "PATCH", paths[0], json={"name": "second", "description": "d", "retrieval_model": SEARCH}
        ).json()
        assert (changed["description"], changed["retrieval_model_dict"]["top_k"]) == ("d", 3)

    def test_what_it_says_of_itself(self, dify: Knowledge) -> None:
        """Its model, its documents, how it is searched."""
        path = dify.dataset(retrieval_model={**SEARCH, "top_k": 5})
        dify.ready(path)
        dify.text(path, name="another")
        row = dify("GET", path).json()
        assert (row["embedding_model"], row["embedding_available"]) == ("emulator-embedding", True)
        assert (row["document_count"], row["total_available_documents"], row["word_count"]) == (2, 1, 10)
        assert (row["retrieval_model_dict"]["top_k"], row["doc_form"]) == (5, "text_model")
        row = dify("GET", dify.dataset("cheap", indexing_technique="economy")).json()
        assert (row["embedding_model"], row["retrieval_model_dict"]["search_method"]) == (
            None,
            "keyword_search",
        )
        other = dify.dataset("other", embedding_model="m", embedding_model_provider="p")
        assert dify("GET", other).json()["embedding_available"] is False
        members = [{"user_id": NOBODY}]
        dify("PATCH", other, json={"permission": "partial_members", "partial_member_list": members})
        assert dify("GET", other).json()["partial_member_list"] == [NOBODY]
        assert dify("PATCH", other, json={"permission": "only_me"}).json()["partial_member_list"] == []

    def test_keys(self, dify: Knowledge) -> None:
        """Those of apps open nothing here, and the other way round; the console makes more."""
        for key, path in ((dify.emulator.keys["chat"], "/v1/datasets"), (dify.key, "/v1/info")):
            answer = dify.client.get(path, headers={"Authorization": f"Bearer {key}"})
            assert (answer.status_code, answer.json()["message"]) == (401, "Access token is invalid")
        console = ConsoleCaller(dify.emulator, dify.client, "1.13")
        console.sign_in()
        made = console("POST", "/datasets/api-keys").json()
        headers = {"Authorization": f"Bearer {made['token']}"}
        assert dify.client.get("/v1/datasets", headers=headers).status_code == 200
        console("DELETE", f"/datasets/api-keys/{made['id']}", 204)
        assert dify.client.get("/v1/datasets", headers=headers).status_code == 401

    def test_the_console_knows_them(self, dify: Knowledge) -> None:
        """How far their documents are, and has those that failed indexed once more."""
        dataset = dify.dataset()
        failed = dify.ready(dataset, "[[fail]]", "bad").rpartition("/")[2]
        console = ConsoleCaller(dify.emulator, dify.client, "1.13")
        console.sign_in()
        root = f"/datasets/{dataset.rpartition('/')[2]}"
        assert [row["id"] for row in console("GET", f"{root}/error-docs").json()["data"]] == [failed]
        console("POST", f"{root}/retry", 204, json={"document_ids": [failed, NOBODY]})
        assert console("GET", f"{root}/indexing-status").json()["data"][0]["indexing_status"] == "waiting"
        dify.wait()
        status = console("GET", f"{root}/documents/{failed}/indexing-status").json()
        assert (status["indexing_status"], status["error"]) == ("completed", None)
        console("GET", f"{root}/documents/{NOBODY}/indexing-status", 404)

    def test_models(self, dify: Knowledge) -> None:
        """One of each kind."""
        for kind in ("llm", "text-embedding", "rerank", "speech2text", "moderation", "tts"):
            (provider,) = dify("GET", f"/v1/workspaces/current/models/model-types/{kind}").json()["data"]
            assert [model["model_type"] for model in provider["models"]] == [kind]


class TestRetrieval:
    def test_words_of_the_question(self, dify: Knowledge) -> None:
        """As many as are asked for, none that is switched off."""
        dataset = dify.dataset()
        for name, text in (("a", "The sky is blue."), ("b", "blue sky"), ("c", "A red house.")):
            document = dify.ready(dataset, text, name)

        def found(query: str = "blue sky", **model: Any) -> list[tuple[str, float]]:
            body = {"query": query, "retrieval_model": {**SEARCH, **model}}
            records = dify("POST", f"{dataset}/retrieve", json=body).json()["records"]
            return [(record["segment"]["document"]["name"], record["score"]) for record in records]

        assert found() == [("a", 1.0), ("b", 1.0)]
        assert found(top_k=1) == [("a", 1.0)]
        assert found(query="sky is red") == [("a", 1.0), ("b", 1.0), ("c", 1.0)]
        ids = [row["id"] for row in dify.documents(dataset, keyword="b")]
        dify("PATCH", f"{dataset}/documents/status/disable", json={"document_ids": ids})
        assert found() == [("a", 1.0)]
        segment = f"{document}/segments/{dify('GET', f'{document}/segments').json()['data'][0]['id']}"
        dify("POST", segment, json={"segment": {"enabled": False}})
        assert dify("POST", f"{dataset}/retrieve", json={"query": "house"}).json()["records"] == []
        refused = dify(
            "POST", f"{dataset}/retrieve", 400, wrong=True, json={"query": "x", "retrieval_model": {}}
        ).json()
        assert "retrieval_model.search_method" in refused["message"]

    @pytest.mark.parametrize(
        ("operator", "value", "names"),
        [
            ("contains", "e", ["me", "them"]),
            ("not contains", "h", ["me"]),
            ("start with", "t", ["them"]),
            ("end with", "e", ["me"]),
            ("is", "me", ["me"]),
            ("is not", "me", ["them"]),
            ("in", ["me", "you"], ["me"]),
            ("not in", ["me"], ["them"]),
            ("empty", None, ["nobody"]),
            ("not empty", None, ["me", "them"]),
            (">", 1, []),
            ("nonsense", "x", []),
        ],
    )
    def test_by_metadata(self, operator: str, value: Any, names: list[str], dify: Knowledge) -> None:
        """Only documents that fit are searched."""
        dataset = dify.dataset()
        for name in ("me", "them", "nobody"):
            document = dify.ready(dataset, name=name)
            if name != "nobody":
                dify.state.knowledge.datasets[dataset.rpartition("/")[2]].documents[
                    document.rpartition("/")[2]
                ].metadata["author"] = name
        condition = {"name": "author", "comparison_operator": operator, "value": value}
        filters = {"logical_operator": "and", "conditions": [condition]}
        body = {"query": "text", "retrieval_model": {**SEARCH, "metadata_filtering_conditions": filters}}
        records = dify("POST", f"{dataset}/retrieve", wrong=True, json=body).json()["records"]
        assert sorted(record["segment"]["document"]["name"] for record in records) == names

    def test_an_economical_one(self, dify: Knowledge) -> None:
        """Has keywords in place of scores; the answer repeats the question as the release does."""
        dataset = dify.dataset(indexing_technique="economy")
        dify.ready(dataset, "blue blue sky")
        model = {**SEARCH, "search_method": "keyword_search"}
        answer = dify("POST", f"{dataset}/retrieve", json={"query": "sky", "retrieval_model": model}).json()
        (record,) = answer["records"]
        assert dify("POST", f"{dataset}/retrieve", json={"query": "sky"}).json()["records"] == []
        assert (record["score"], record["segment"]["keywords"]) == (0.0, ["blue", "sky"])
        assert answer["query"] == {"content": "sky"}
        with knowledge("1.14.2") as later:
            answer = later("POST", f"{later.dataset()}/retrieve", json={"query": "sky"}).json()
            assert answer == {"query": "sky", "records": []}


class TestPipelines:
    @pytest.fixture
    def dify(self) -> Iterator[Knowledge]:
        """A release whose recordings have pipelines."""
        with knowledge("1.14.2") as caller:
            yield caller

    def test_documents_of_a_file(self, dify: Knowledge) -> None:
        """What is published answers at once, and indexes what was uploaded."""
        dataset = dify.dataset("[[pipeline]] notes")
        assert dify("GET", dataset).json()["runtime_mode"] == "rag_pipeline"
        sent = {"file": ("a.txt", b"Some text.", "text/plain")}
        file = dify("POST", "/v1/datasets/pipeline/file-upload", 201, files=sent).json()
        info = [{"reference": file["id"], "name": "a.txt"}, {"url": "https://example.com", "title": "Page"}]
        made = dify("POST", f"{dataset}/pipeline/run", json={**RUN, "datasource_info_list": info}).json()
        assert [row["name"] for row in made["documents"]] == ["a.txt", "Page"]
        dify.wait()
        rows = dify("GET", f"{dataset}/documents/{made['batch']}/indexing-status").json()["data"]
        assert [row["indexing_status"] for row in rows] == ["completed", "completed"]
        assert dify.documents(dataset)[1]["word_count"] == len("Some text.")

    def test_a_draft(self, dify: Knowledge) -> None:
        """Runs as a workflow, in one piece or as a stream, and makes nothing."""
        path = f"{dify.dataset('[[pipeline]]')}/pipeline/run"
        draft = {**RUN, "is_published": False}
        stream = events_of(dify("POST", path, json=draft).text)
        names = ["workflow_started", "node_started", "node_finished", "workflow_finished"]
        assert [event["event"] for event in stream] == names
        whole = dify(
            "POST", path, json={**draft, "response_mode": "blocking", "inputs": {"x": "[[fail]]"}}
        ).json()
        assert (whole["data"]["status"], whole["data"]["error"]) == ("failed", "The pipeline failed.")
        assert dify.emulator.documents_created == 0
        refused = dify("POST", path, 500, json={**RUN, "start_node_id": "nothing"}).json()
        assert refused["code"] == "pipeline_run_error"

    def test_sources(self, dify: Knowledge) -> None:
        """Tell what they have; a failure is an event."""
        dataset = dify.dataset("[[pipeline]]")
        listed = dify("GET", f"{dataset}/pipeline/datasource-plugins", params={"is_published": "true"}).json()
        assert [row["node_id"] for row in listed] == ["file", "site"]
        body = {"inputs": {}, "datasource_type": "website_crawl", "is_published": True}
        run = f"{dataset}/pipeline/datasource/nodes"
        stream = events_of(dify("POST", f"{run}/site/run", json=body).text)
        assert [event["event"] for event in stream] == [
            *["datasource_processing"] * 2,
            "datasource_completed",
        ]
        assert len(stream[-1]["data"]) == 2
        for node, inputs in (("site", {"url": "[[fail]]"}), ("nothing", {})):
            stream = events_of(dify("POST", f"{run}/{node}/run", json={**body, "inputs": inputs}).text)
            assert stream[-1]["event"] == "datasource_error"
        dify("POST", f"{dify.dataset()}/pipeline/datasource/nodes/site/run", 400, json=body)


class TestAnOldRelease:
    @pytest.fixture
    def dify(self) -> Iterator[httpx.Client]:
        """A 1.8.1, with its key."""
        emulator = Emulator(version="1.8.1", indexing_seconds=0.0)
        headers = {"Authorization": f"Bearer {emulator.dataset_key}"}
        with httpx.Client(base_url="http://test", transport=InProcess(emulator), headers=headers) as client:
            yield client

    def test_its_bodies(self, dify: httpx.Client) -> None:
        """Deletes and writes answer with a number, checks in other words, rows have fewer fields."""
        row = dify.post("/v1/datasets", json={"name": "n", "indexing_technique": "economy"}).json()
        assert not {"author_name", "total_documents", "pipeline_id"} & set(row)
        refused = dify.post("/v1/datasets", json={})
        assert refused.status_code == 400
        assert refused.json() == {
            "errors": {"name": "Missing required parameter in the JSON body"},
            "message": "Input payload validation failed",
        }
        root = f"/v1/datasets/{row['id']}"
        body = {"name": "t", "text": "x", **AUTOMATIC}
        refused = dify.post(f"{root}/document/create-by-text", json=body)
        assert (refused.status_code, "literal_error" in refused.json()["message"]) == (400, True)
        body["indexing_technique"] = "economy"
        made = dify.post(f"{root}/document/create-by-text", json=body).json()
        assert "need_summary" not in made["document"]
        document = f"{root}/documents/{made['document']['id']}"
        assert isinstance(dify.get(document).json()["created_at"], float)
        body = {"operation_data": [{"document_id": NOBODY, "metadata_list": []}]}
        assert dify.post(f"{root}/documents/metadata", json=body).text == "200\n"
        assert dify.post(f"{root}/metadata/built-in/enable").text == "200\n"
        for path in (document, root):
            gone = dify.delete(path)
            assert (gone.status_code, gone.text) == (200, "204\n")

    def test_its_tags(self, dify: httpx.Client) -> None:
        """Are made and listed as one would think."""
        tag = dify.post("/v1/datasets/tags", json={"name": "one"}).json()
        assert (tag["type"], tag["binding_count"]) == ("knowledge", "0")
        assert dify.get("/v1/datasets/tags").json() == [tag]
        assert dify.get(f"/v1/datasets/{NOBODY}/tags").json() == {"data": [], "total": 0}
        assert dify.get("/v1/datasets", params={"page": "x", "tag_ids": tag["id"]}).json()["total"] == 0

    @pytest.mark.parametrize(
        "path", ["metadata/built-in", f"documents/{NOBODY}/download", "pipeline/datasource-plugins"]
    )
    def test_what_it_does_not_have(self, path: str, dify: httpx.Client) -> None:
        """404, HTML."""
        answer = dify.get(f"/v1/datasets/{NOBODY}/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")

    def test_other_refusals(self, dify: httpx.Client) -> None:
        """In its own way."""
        body = {"name": "t", "text": "x"}
        refused = dify.post(f"/v1/datasets/{NOBODY}/document/create-by-text", json=body)
        assert (refused.status_code, refused.json()["message"]) == (400, "Dataset does not exist.")
        root = f"/v1/datasets/{dify.post('/v1/datasets', json={'name': 'n'}).json()['id']}"
        body["indexing_technique"] = "economy"
        assert dify.post(f"{root}/document/create-by-text", json=body).status_code == 500
        assert dify.post("/v1/datasets", json={"name": "x", "provider": "external"}).status_code == 500
        made = dify.post(f"{root}/document/create-by-text", json={**body, **AUTOMATIC}).json()
        segments = f"{root}/documents/{made['document']['id']}/segments"
        segment = f"{segments}/{dify.get(segments).json()['data'][0]['id']}"
        assert dify.post(segment, json={}).status_code == 400
        assert dify.get(f"{segment}/child_chunks", params={"limit": 0}).status_code == 200

    def test_its_models(self, dify: httpx.Client) -> None:
        """Have other icons."""
        (row,) = dify.get("/v1/workspaces/current/models/model-types/llm").json()["data"]
        assert {name for name in row if name.startswith("icon")} == {"icon_small", "icon_large"}
