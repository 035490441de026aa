"""Documents of the emulated knowledge bases: made, indexed, made anew, found, downloaded."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Iterator

import httpx
import pytest
from starlette.types import Message

from dify_ext.emulator import Emulator
from dify_ext.emulator._knowledge.state import Dataset
from dify_ext.emulator._state import state_of

from .knowledge_caller import AUTOMATIC, Knowledge, knowledge

NOBODY = "11111111-1111-1111-1111-111111111111"


@pytest.fixture
def dify() -> Iterator[Knowledge]:
    """The default release."""
    with knowledge() as caller:
        yield caller


@pytest.fixture
def later() -> Iterator[Knowledge]:
    """A release that knows more."""
    with knowledge("1.14.2") as caller:
        yield caller


def states(dify: Knowledge, dataset: str, batch: str, step: float = 1.0) -> list[str]:
    """The states of a document from second to second, each once."""
    seen: list[str] = []
    for _ in range(12):
        (row,) = dify("GET", f"{dataset}/documents/{batch}/indexing-status").json()["data"]
        if row["indexing_status"] not in seen:
            seen.append(row["indexing_status"])
        dify.wait(step)
    return seen


class TestIndexing:
    def test_it_takes_its_time(self, dify: Knowledge) -> None:
        """One state after the other, by the clock; its segments are there when it is split."""
        dataset = dify.dataset()
        made = dify.text(dataset, "one\n\ntwo", process_rule={"mode": "custom", "rules": lines()})
        assert (made["document"]["indexing_status"], made["document"]["display_status"]) == (
            "waiting",
            "queuing",
        )
        all_states = ["waiting", "parsing", "cleaning", "splitting", "indexing", "completed"]
        status = f"{dataset}/documents/{made['batch']}/indexing-status"
        assert dify("GET", status).json()["data"][0]["total_segments"] == 0
        assert states(dify, dataset, made["batch"]) == all_states
        (row,) = dify("GET", status).json()["data"]
        assert (row["completed_segments"], row["total_segments"], row["error"]) == (2, 2, None)
        assert row["completed_at"] - row["processing_started_at"] == 10
        (listed,) = dify.documents(dataset)
        assert (listed["display_status"], listed["word_count"], listed["tokens"]) == ("available", 6, 2)
        dify("GET", f"{dataset}/documents/nothing/indexing-status", 404)

    def test_it_may_fail(self, dify: Knowledge) -> None:
        """The document says why; only a document of the same name helps, or the console."""
        dataset = dify.dataset()
        made = dify.text(dataset, "[[fail]]")
        assert states(dify, dataset, made["batch"])[-1] == "error"
        (row,) = dify("GET", f"{dataset}/documents/{made['batch']}/indexing-status").json()["data"]
        assert (row["error"], row["total_segments"]) == ("The document could not be indexed.", 0)
        assert row["stopped_at"] - row["processing_started_at"] == 4
        (listed,) = dify.documents(dataset, status="error")
        path = f"{dataset}/documents/{listed['id']}/update-by-text"
        refused = dify("POST", path, 400, json={"name": "text", "text": "good", **AUTOMATIC}).json()
        assert refused["message"] == "Document is not available"
        dify.ready(dataset, "good")
        assert dify.documents(dataset)[0]["display_status"] == "available"

    def test_meanwhile(self, dify: Knowledge) -> None:
        """It cannot be made anew or switched off, but deleted."""
        dataset = dify.dataset()
        document = f"{dataset}/documents/{dify.text(dataset)['document']['id']}"
        update = {"name": "text", "text": "other", **AUTOMATIC}
        refused = dify("POST", f"{document}/update-by-text", 400, json=update).json()
        assert refused["message"] == "Document is not available"
        ids = {"document_ids": [document.rpartition("/")[2]]}
        refused = dify("PATCH", f"{dataset}/documents/status/disable", 400, json=ids).json()
        assert (refused["code"], refused["message"]) == ("invalid_action", "Document: text is not completed.")
        assert dify("DELETE", document, 204).content == b""
        assert dify.documents(dataset) == []
        dify("GET", document, 404)

    def test_an_answer_may_come_late(self) -> None:
        """The document is there before whoever sent it knows."""
        emulator = Emulator(indexing_seconds=0.0)

        async def send() -> None:
            transport = httpx.ASGITransport(emulator.asgi)
            headers = {"Authorization": f"Bearer {emulator.dataset_key}"}
            async with httpx.AsyncClient(
                base_url="http://test", transport=transport, headers=headers
            ) as client:
                made = await client.post("/v1/datasets", json={"name": "n", "indexing_technique": "economy"})
                path = f"/v1/datasets/{made.json()['id']}"
                body = {"name": "text", "text": "[[slow:60]]", "indexing_technique": "economy", **AUTOMATIC}
                sent = asyncio.create_task(client.post(f"{path}/document/create-by-text", json=body))
                while not emulator.documents_created:
                    await asyncio.sleep(0)
                (row,) = (await client.get(f"{path}/documents")).json()["data"]
                assert (row["name"], row["indexing_status"], sent.done()) == ("text", "completed", False)
                sent.cancel()

        asyncio.run(send())


@pytest.mark.parametrize(
    ("end", "kind"), [("text", "application/json"), ("file", "multipart/form-data; boundary=x")]
)
async def test_a_client_that_goes_away(end: str, kind: str) -> None:
    """In the middle of its request: nothing is made, nothing is said, nothing is raised."""
    emulator, sent = Emulator(), list[Message]()
    path = f"/v1/datasets/{NOBODY}/document/create-by-{end}"
    key = f"Bearer {emulator.dataset_key}".encode()
    headers = [(b"authorization", key), (b"content-type", kind.encode()), (b"content-length", b"99")]
    dataset = Dataset("n", "", "vendor", "only_me", "economy", None, None, None, 0.0, 0.0, id=NOBODY)
    state_of(emulator.asgi).knowledge.datasets[NOBODY] = dataset
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await emulator.asgi(scope, receive, send)
    assert (sent, emulator.documents_created) == ([], 0)


def lines() -> dict[str, object]:
    """Rules that make a segment of each line."""
    return {
        "pre_processing_rules": [],
        "segmentation": {"separator": "\n", "max_tokens": 60, "chunk_overlap": 0},
    }


class TestRules:
    @pytest.mark.parametrize(
        ("rules", "words"),
        [
            (None, "Process rule rules is required"),
            ({"segmentation": {"max_tokens": 9}}, "Process rule pre_processing_rules is required"),
            ({"pre_processing_rules": []}, "Process rule segmentation is required"),
            (
                {"pre_processing_rules": [], "segmentation": {"separator": 1}},
                "process_rule.rules.segmentation.separator",
            ),
            ({"parent_mode": "whole"}, "process_rule.rules.parent_mode"),
        ],
    )
    def test_that_will_not_do(self, rules: dict[str, object] | None, words: str, dify: Knowledge) -> None:
        """Each with its reason."""
        body = {"name": "text", "text": "x", "process_rule": {"mode": "custom", "rules": rules}}
        body["indexing_technique"] = "high_quality"
        path = f"{dify.dataset()}/document/create-by-text"
        assert words in dify("POST", path, 400, wrong=True, json=body).json()["message"]
        assert dify.emulator.documents_created == 0

    def test_no_technique(self, dify: Knowledge) -> None:
        """A text is refused, though the knowledge base has one."""
        body = {"name": "text", "text": "x", **AUTOMATIC}
        refused = dify("POST", f"{dify.dataset()}/document/create-by-text", 400, json=body).json()
        assert "KnowledgeConfig\nindexing_technique\n  Field required [type=missing" in refused["message"]

    def test_before_cutting(self, dify: Knowledge) -> None:
        """Spaces and addresses are taken out; what is too long for a segment is cut."""
        clean = [{"id": name, "enabled": True} for name in ("remove_extra_spaces", "remove_urls_emails")]
        rules = {"pre_processing_rules": clean, "segmentation": {"separator": "\\n", "max_tokens": 2}}
        text = "a  b\nhttps://example.com/x me@example.com\n12345678more"
        document = dify.ready(dify.dataset(), text, process_rule={"mode": "custom", "rules": rules})
        segments = dify("GET", f"{document}/segments").json()["data"]
        assert [segment["content"] for segment in segments] == ["a b", "12345678", "more"]

    def test_long_texts(self, dify: Knowledge) -> None:
        """Are cut where there is no rule but the automatic one; the whole document may be a parent."""
        dataset = dify.dataset()
        document = dify.ready(dataset, "\n".join(["x" * 999] * 3))
        assert [row["word_count"] for row in dify("GET", f"{document}/segments").json()["data"]] == [
            1999,
            999,
        ]
        rules = {
            **lines(),
            "parent_mode": "full-doc",
            "subchunk_segmentation": {"separator": "\n", "max_tokens": 9},
        }
        rule = {"mode": "hierarchical", "rules": rules}
        document = dify.ready(dataset, "a\nb", name="tree", doc_form="hierarchical_model", process_rule=rule)
        (row,) = dify("GET", f"{document}/segments").json()["data"]
        assert (row["content"], len(row["child_chunks"])) == ("a\nb", 2)


class TestFiles:
    def test_what_cannot_be_read(self, dify: Knowledge) -> None:
        """Of a PDF the emulator knows the name; long names are cut."""
        dataset = dify.dataset()
        made = dify.file(f"{dataset}/document/create-by-file", f"{'long' * 60}.pdf", b"%PDF")["document"]
        assert made["name"] == f"{('long' * 60)[:200]}.pdf"
        dify.wait()
        (row,) = dify("GET", f"{dataset}/documents/{made['id']}/segments").json()["data"]
        assert row["content"] == f"The contents of {made['name']}"

    def test_an_external_knowledge_base(self, later: Knowledge) -> None:
        """Takes no files."""
        made = later("POST", "/v1/datasets", json={"name": "e", "provider": "external"}).json()
        dataset = f"/v1/datasets/{made['id']}"
        for path in (f"{dataset}/document/create-by-file", f"{dataset}/documents/{NOBODY}"):
            assert later.file(path, "a.txt", status=400)["message"] == "External datasets are not supported."

    def test_in_place_of_another(self, dify: Knowledge) -> None:
        """What makes a document may name the one that it is."""
        dataset = dify.dataset()
        id_ = dify.ready(dataset).rpartition("/")[2]
        made = dify.text(dataset, "other", name="other", original_document_id=id_)["document"]
        assert (made["id"], made["name"], dify.emulator.documents_created) == (id_, "other", 1)

    def test_the_same_name_again(self, dify: Knowledge) -> None:
        """Makes that document anew, unless it is told not to, or the document is switched off."""
        dataset = dify.dataset()
        path = f"{dataset}/document/create-by-file"
        first, second = (dify.file(path, "a.txt", content) for content in (b"one", b"two!"))
        assert first["document"]["id"] == second["document"]["id"]
        assert first["batch"] != second["batch"]
        assert dify.emulator.documents_created == 1
        dify.wait()
        (row,) = dify.documents(dataset)
        assert (row["word_count"], row["data_source_detail_dict"]["upload_file"]["size"]) == (4, 4)
        dify("GET", f"{dataset}/documents/{first['batch']}/indexing-status", 404)
        assert dify.file(path, "a.txt", duplicate=False)["document"]["position"] == 2
        dify.wait()
        ids = {"document_ids": [row["id"] for row in dify.documents(dataset)]}
        dify("PATCH", f"{dataset}/documents/status/disable", json=ids)
        assert dify.file(path, "a.txt")["document"]["position"] == 3

    @pytest.mark.parametrize("letter", "/\\:*?<>|")  # quotes come escaped, as something else
    def test_names_that_are_refused(self, letter: str, dify: Knowledge) -> None:
        """As a server refuses them, of files; a text may be called anything."""
        dataset, name = dify.dataset(), f"a{letter}b.txt"
        made = dify.text(dataset, name=name)["document"]
        assert made["name"] == name
        refused = dify.file(f"{dataset}/document/create-by-file", name, status=400)
        assert (refused["code"], refused["message"]) == (
            "invalid_param",
            "Filename contains invalid characters",
        )

    @pytest.mark.parametrize(
        ("name", "size", "status", "code"),
        [
            ("a.exe", 1, 415, "unsupported_file_type"),
            ("a", 1, 415, "unsupported_file_type"),
            ("a.txt", 15 * 1024 * 1024 + 1, 413, "file_too_large"),
        ],
    )
    def test_files_that_are_refused(
        self, name: str, size: int, status: int, code: str, later: Knowledge
    ) -> None:
        """Where one is made, without a word about why."""
        dataset = later.dataset()
        refused = later.file(f"{dataset}/document/create-by-file", name, bytes(size), status=400)
        assert refused == {"code": "invalid_param", "message": "", "status": 400}
        document = later.ready(dataset)
        assert later.file(document, name, bytes(size), status=status)["code"] == code
        assert later.file(f"{document}/update-by-file", name, bytes(size), status=status)["code"] == code

    def test_other_refusals(self, dify: Knowledge) -> None:
        """No file, a form that says nothing about cutting or indexing, JSON that is none."""
        dataset = dify.dataset()
        path, sent = f"{dataset}/document/create-by-file", {"file": ("a.txt", b"x", "text/plain")}
        assert dify("POST", path, 400, files=sent).json()["message"] == "process_rule is required."
        assert dify("POST", path, 400, files=sent, data={"data": "{"}).json()["code"] == "invalid_param"
        assert dify("POST", path, 400, files=sent, data={"data": "[]"}).json()["code"] == "invalid_param"
        plain = f"/v1/datasets/{dify('POST', '/v1/datasets', json={'name': 'plain'}).json()['id']}"
        refused = dify("POST", f"{plain}/document/create-by-file", 400, files=sent).json()
        assert refused["message"] == "indexing_technique is required."
        dify.text(dataset)  # from now on there are rules to take
        assert dify("POST", path, files=sent).json()["document"]["name"] == "a.txt"

    def test_made_anew(self, later: Knowledge) -> None:
        """By PATCH, since 1.14; what was counted stays until it is indexed."""
        dataset = later.dataset()
        document = later.ready(dataset, "one two")
        changed = later.file(document, "b.md", b"x", name="c.md")["document"]
        assert (changed["name"], changed["word_count"], changed["indexing_status"]) == ("c.md", 7, "waiting")
        later.wait()
        shown = later("GET", document).json()
        assert (shown["name"], shown["tokens"], shown["data_source_info"]["upload_file"]["name"]) == (
            "c.md",
            1,
            "b.md",
        )
        with knowledge("1.13.2") as older:
            refused = older("PATCH", f"/v1/datasets/{NOBODY}/documents/{NOBODY}", 405, wrong=True, json={})
            assert refused.json()["code"] == "method_not_allowed"

    def test_a_text_made_anew(self, dify: Knowledge) -> None:
        """With a name; by its rules alone, too."""
        dataset = dify.dataset()
        path = f"{dify.ready(dataset, 'one' + chr(10) + 'two')}/update-by-text"
        refused = dify("POST", path, 400, json={"text": "x"}).json()
        assert "Value error, name is required when text is provided" in refused["message"]
        refused = dify("POST", path, 400, json={}).json()
        assert refused["message"] == "Data source or Process rule is required"
        dify("POST", path, json={"process_rule": {"mode": "custom", "rules": lines()}})
        dify.wait()
        segments = dify("GET", path.replace("update-by-text", "segments")).json()["data"]
        assert [segment["content"] for segment in segments] == ["one", "two"]

    def test_downloads(self, dify: Knowledge) -> None:
        """By an address that needs no key; several in an archive, in which every name is there once."""
        dataset = dify.dataset()
        path = f"{dataset}/document/create-by-file"
        made = [
            dify.file(path, "a.txt", content, duplicate=False)["document"] for content in (b"one", b"two")
        ]
        url = dify("GET", f"{dataset}/documents/{made[0]['id']}/download").json()["url"]
        plain = dify.client.get(url)
        assert (plain.content, plain.headers["Content-Disposition"][:10]) == (b"one", "attachment")
        assert dify.client.get(url.replace("sign=", "sign=x")).status_code == 403
        ids = [document["id"] for document in made]
        archive = dify("POST", f"{dataset}/documents/download-zip", json={"document_ids": ids}).content
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            assert {name: opened.read(name) for name in opened.namelist()} == {
                "a.txt": b"one",
                "a (1).txt": b"two",
            }
        for wrong, status in (([], 400), (["x"] * 101, 400), ([NOBODY], 404)):
            body = {"document_ids": wrong}
            dify("POST", f"{dataset}/documents/download-zip", status, wrong=True, json=body)


class TestLists:
    def test_pages(self, dify: Knowledge) -> None:
        """The newest first, a hundred at most; a full page claims that there are more."""
        dataset = dify.dataset()
        for number in range(1, 106):
            dify.text(dataset, name=f"text {number}")
        names: list[str] = []
        for page, more in ((1, True), (2, True), (3, True), (4, False)):
            body = dify("GET", f"{dataset}/documents", params={"page": page, "limit": 35}).json()
            assert (body["has_more"], body["total"]) == (more, 105)
            names += [row["name"] for row in body["data"]]
        assert names == [f"text {number}" for number in range(105, 0, -1)]
        body = dify("GET", f"{dataset}/documents", params={"limit": 500}).json()
        assert (len(body["data"]), body["limit"], body["has_more"]) == (100, 500, False)
        assert len(dify("GET", f"{dataset}/documents", wrong=True, params={"limit": 0}).json()["data"]) == 20
        assert [row["name"] for row in dify.documents(dataset, keyword="TEXT 10")][-2:] == [
            "text 100",
            "text 10",
        ]

    def test_by_status(self, dify: Knowledge) -> None:
        """As people see it; one that there is not is passed over."""
        dataset = dify.dataset()
        ids = [dify.text(dataset, name=name)["document"]["id"] for name in ("off", "old", "on")]
        dify.wait()
        dify.text(dataset, name="new")
        path = f"{dataset}/documents/status"
        dify("PATCH", f"{path}/disable", json={"document_ids": [ids[0], NOBODY]})
        dify("PATCH", f"{path}/archive", json={"document_ids": [ids[1]]})
        for status, name in (
            ("queuing", "new"),
            ("disabled", "off"),
            ("archived", "old"),
            ("available", "on"),
        ):
            assert [row["name"] for row in dify.documents(dataset, status=status)] == [name]
        rows = dify("GET", f"{dataset}/documents", wrong=True, params={"status": "nothing"}).json()["data"]
        assert len(rows) == 4
        assert (
            dify("DELETE", f"{dataset}/documents/{ids[1]}", 403).json()["code"]
            == "archived_document_immutable"
        )
        dify("PATCH", f"{path}/un_archive", json={"document_ids": [ids[1]]})
        dify("DELETE", f"{dataset}/documents/{ids[1]}", 204)

    def test_one_by_itself(self, dify: Knowledge) -> None:
        """With its metadata, without it, or that alone."""
        document = dify.ready(dify.dataset(), doc_language="Chinese")
        shown = {
            choice: dify("GET", document, params={"metadata": choice}).json() for choice in ("all", "without")
        }
        assert set(shown["all"]) - set(shown["without"]) == {"doc_type", "doc_metadata"}
        assert (shown["all"]["doc_language"], shown["all"]["indexing_latency"]) == ("Chinese", 10.0)
