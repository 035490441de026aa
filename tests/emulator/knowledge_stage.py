"""The knowledge bases of the recorded servers, with their ids, as they stood when a request was recorded."""

from __future__ import annotations

from typing import Any

from dify_ext.emulator._knowledge.indexing import Indexing, Piece, pieces
from dify_ext.emulator._knowledge.state import (
    DEFAULT_RETRIEVAL,
    ChildChunk,
    Dataset,
    Document,
    MetadataField,
    Rule,
    Segment,
    Source,
    Tag,
)
from dify_ext.emulator._state import State, StoredFile

PROVIDER = "fakeorg/fakeprov/fakeprov"
HQ, ECONOMY, MINIMAL, TREE, MORE = (
    "1a800dab-6fe1-42ab-80ce-e3e70b533f93",
    "2f70d2cb-440d-4cd0-be82-45ae26538af8",
    "eee08bc1-522a-475a-86a7-22de20544d7e",
    "d0731f1a-7e0f-4470-8b5c-017212750cc0",
    "57f5f9b7-c47a-48e5-9a2e-78d97e8474cb",
)
#: The same ones in the recordings of 1.14.2.
LATER = {
    HQ: "580fed69-803d-4cc2-929d-c47d61d0175e",
    ECONOMY: "2f2c9e90-a9b5-464a-b873-72a601776013",
    TREE: "439e0867-db6b-401d-b09b-e7db43287e76",
}
TEXT, ALIAS, FILE, OTHER, BRANCH = (
    "e0738208-7286-4747-89fc-dca7e86fb812",
    "358a8698-73bf-48e0-b39e-b16363d6acb2",
    "e5fa0502-9976-4cfa-b985-9bb0eb31a3e2",
    "26639d1e-94d3-44f7-98da-cacf25783768",
    "34eaf974-1587-45c4-b78f-47b6dfd58b96",
)
FIRST, WRITTEN, PARENT = (
    "729cd57c-619d-477d-a579-655480792559",
    "415a160e-e9b6-446a-8ed4-e579f23cbcea",
    "312f9dc7-9c1c-40cf-9cbf-42695120fe02",
)
CHILD, TAG = "a98033b9-5f94-4a33-8b82-fb855075a5c7", "3d75e498-ad4b-44c1-9daa-95a4306b957a"
FIELDS = {
    "c0c1c8e2-fb82-40bb-9dfe-c3fe89e92fe0": ("author", "string"),
    "0fa61a7b-b4de-4350-9475-150981fd5b25": ("year", "number"),
    "73bc4948-1ce9-4293-bdac-bc96d22bdf62": ("when", "time"),
}
LONG_TEXT = "Dify is an open platform for LLM apps.\nThe sky is blue today.\n知识库 是 很好 的 工具。\n" * 3
SHORT_TEXT = "Updated text one.\nThe sky is blue.\n知识库 更新。"
TREE_TEXT = "Parent one line a. line b.\nchild two.\n\nParent two 段落。\nchild x."
FILE_TEXT = "File content here. 文件内容。"
BATCHES = {TEXT: "20261120111248895216", OTHER: "20261120111248588588"}

_CUT = {"separator": "\n", "max_tokens": 60, "chunk_overlap": 0}
_SPACES = [{"id": "remove_extra_spaces", "enabled": True}, {"id": "remove_urls_emails", "enabled": False}]
_AUTOMATIC_CUT = {"delimiter": "\n", "max_tokens": 500, "chunk_overlap": 50}
AUTOMATIC = Rule("automatic", {"pre_processing_rules": _SPACES, "segmentation": _AUTOMATIC_CUT})


def custom(before: list[dict[str, Any]]) -> Rule:
    """The recorded rule of one line each."""
    rules = {"pre_processing_rules": before, "segmentation": _CUT}
    return Rule("custom", {**rules, "parent_mode": None, "subchunk_segmentation": None})


#: How far back, in seconds, everything was done.
AGO = 1000.0


class Stage:
    """Brings an emulator to where the recorded server stood."""

    def __init__(self, name: str, state: State) -> None:
        self.version, _, self.case = name.partition("/")
        self.state, self.then = state, state.time() - AGO
        for id_, dataset_name, technique in (
            (MORE, "more", None),
            (TREE, "trees", "high_quality"),
            (MINIMAL, "DS minimal", None),
            (ECONOMY, "DS economy 经济", "economy"),
            (HQ, "DS hq", "high_quality"),
        ):
            self.add_dataset(id_, dataset_name, technique)

    def dataset(self, id_: str) -> Dataset:
        """One of the knowledge bases."""
        return self.state.knowledge.datasets[LATER.get(id_, id_) if self.version == "1.14.2" else id_]

    def add_dataset(self, id_: str, name: str, technique: str | None) -> None:
        """A knowledge base with the recorded id."""
        model, provider = ("fake-embed", PROVIDER) if technique == "high_quality" else (None, None)
        dataset = Dataset(
            name, "", "vendor", "only_me", technique, model, provider, None, self.then, self.then
        )
        dataset.id = LATER.get(id_, id_) if self.version == "1.14.2" else id_
        self.state.knowledge.datasets[dataset.id] = dataset

    def set(self) -> None:
        """Everything that the recorded request speaks of, as far as it had happened by then."""
        economy, hq = self.dataset(ECONOMY), self.dataset(HQ)
        economy.description, economy.permission = "desc", "all_team_members"
        reranker = {"reranking_provider_name": PROVIDER, "reranking_model_name": "fake-rerank"}
        hq.retrieval_model = {
            **DEFAULT_RETRIEVAL,
            "reranking_enable": True,
            "reranking_model": reranker,
            "top_k": 3,
        }
        if self.case == "datasets-list--empty":
            self.state.knowledge.datasets.clear()
        if self.case == "datasets-update--partial-members":
            minimal = self.dataset(MINIMAL)
            minimal.name, minimal.description = "DS renamed", "new 描述"
        if not self.case.startswith("datasets-"):
            self.add_documents(hq, economy)
            self.add_tree()
            self.describe(hq)
            self.write_segments(hq)
        self.mark(hq)

    def add(
        self, dataset: Dataset, id_: str, name: str, text: str, rule: Rule, doc_form: str = "text_model"
    ) -> Document:
        """A document with the recorded id, indexed long ago."""
        dataset.last_position += 1
        extension = name.rpartition(".")[2] if name.endswith(".txt") else "txt"
        stored = StoredFile(
            f"00000000-0000-0000-0000-{dataset.last_position:012}",
            "",
            "",
            name,
            "text/plain",
            text.encode(),
            self.then,
        )
        self.state.files[stored.id] = stored
        size = len(text.encode()) if name.endswith(".txt") else len(text)
        document = Document(
            dataset.last_position,
            name,
            BATCHES.get(id_, f"batch-{id_}"),
            Source(stored, extension, size, text),
            rule,
            doc_form,
            "Chinese",
            "api",
            self.then,
            self.then,
            Indexing(float("inf"), 0.0, fails=False),
        )
        document.id = id_
        economy = dataset.indexing_technique == "economy"
        document.index(
            Indexing(self.then, 1.0, fails=False), pieces(text, rule.mode, rule.rules, doc_form), economy
        )
        dataset.latest_rule = rule
        dataset.add(document)
        return document

    def add_documents(self, hq: Dataset, economy: Dataset) -> None:
        """Those of the two knowledge bases, as far as the request comes after them."""
        self.add(economy, OTHER, "doc1.txt", LONG_TEXT, AUTOMATIC)
        if self.case.startswith(("document-", "documents-")) and self.case != "documents-get--with-metadata":
            document = self.add(hq, TEXT, "doc hq", LONG_TEXT, custom(_SPACES))
        else:
            document = self.add(hq, TEXT, "updated doc", SHORT_TEXT, custom([]))
            document.created_from = "web"
        if self.case == "document-indexing-status--early":
            document.indexing = Indexing(self.state.time() - 50, 100.0, fails=False)
        if self.case == "document-create-by-text--underscore-alias":
            return
        latest = hq.latest_rule
        alias = self.add(hq, ALIAS, "doc alias", "alias text", AUTOMATIC)
        if self.case == "documents-delete--again":
            hq.remove(alias)
        if self.case != "document-create-by-file--ok":
            self.add(hq, FILE, "说明 file.txt", FILE_TEXT, AUTOMATIC)
        if self.case != "documents-get--with-metadata":
            hq.latest_rule = latest

    def add_tree(self) -> None:
        """A document with child chunks."""
        tree = self.dataset(TREE)
        rules = {"pre_processing_rules": [], "segmentation": {"separator": "\n\n"}}
        branch = self.add(tree, BRANCH, "hier", TREE_TEXT, Rule("hierarchical", rules), "hierarchical_model")
        parent = self.renamed(branch, 0, PARENT)
        if self.case in ("child-chunks-update--ok", "child-chunks-delete--ok"):
            parent.children[CHILD] = ChildChunk(
                3, "new child 子块", "customized", self.then, self.then, CHILD
            )

    def renamed(self, document: Document, index: int, id_: str) -> Segment:
        """A segment of a document, with the recorded id from now on."""
        segments = list(document.segments.values())
        segments[index].id = id_
        document.segments = {segment.id: segment for segment in segments}
        return segments[index]

    def write_segments(self, hq: Dataset) -> None:
        """Segments that were written by hand."""
        document = hq.documents[TEXT]
        self.renamed(document, 0, FIRST)
        if self.case == "documents-get--with-metadata":
            document.add_segment(Piece("Seg two"), self.then)
        if not self.case.startswith(("segments-get", "segments-update", "segments-delete")):
            return
        written = document.add_segment(Piece("Seg one 片段"), self.then)
        written.keywords = ["seg", "one"]
        self.renamed(document, 3, WRITTEN)
        if self.case.endswith(("able", "missing")):
            written.content, written.tokens, written.updated_by = (
                "Seg one updated 更新",
                5,
                self.state.account_id,
            )
        if self.case.endswith("--enable"):
            written.enabled, written.busy_until = False, self.state.time() + 60

    def describe(self, hq: Dataset) -> None:
        """The metadata fields, and what a document says in one."""
        for id_, (name, type) in FIELDS.items():
            if (self.case, name) != ("metadata-create--number", "year"):
                hq.fields[id_] = MetadataField(name, type, id_)
        if self.case == "documents-get--with-metadata":
            author = next(iter(FIELDS))
            hq.documents[TEXT].metadata, hq.documents[TEXT].bindings = {"author": "me2"}, {author}

    def mark(self, hq: Dataset) -> None:
        """The tag that there was."""
        names = {"tags-create--duplicate": "标签 one", "tags-update--ok": "标签 one"}
        if not self.case.startswith("tags-") or self.case.startswith("tags-create--ok"):
            return
        if self.case not in ("tags-delete--again", "tags-list--ok-empty-again"):
            self.state.knowledge.tags[TAG] = Tag(names.get(self.case, "renamed"), TAG)
        if self.case in ("tags-of-dataset--ok", "tags-unbind--ok"):
            hq.tags.add(TAG)
