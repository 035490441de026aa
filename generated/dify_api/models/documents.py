from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    FilePart,
    Model,
    as_list,
    form_fields,
    optional,
    optional_list,
    required,
    required_list,
)
from .retrieval_model import RetrievalModel

if TYPE_CHECKING:
    from .enums import (
        DocumentDisplayStatus,
        DocumentForm,
        IndexingStatus,
        IndexingTechnique,
        ParentMode,
        PreProcessingRuleId,
        ProcessMode,
    )


@define(kw_only=True, repr=False, eq=False)
class CreateDocumentByFileRequest(Model):
    """A file to add, and how it is to be cut and indexed.

    Attributes:
        file: The file, with its name and MIME type.
        data: The other fields of an added text as the text of a JSON object.
    """

    file: FilePart
    data: str | None = None

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                    "data": self.data,
                }
            ),
            "files": {
                "file": self.file.to_tuple(),
            },
        }

    def _take(self, d: dict[str, Any]) -> None:
        self.file = required(d, "file")
        self.data = d.pop("data", None)


@define(kw_only=True, repr=False, eq=False)
class CreateDocumentByTextRequest(Model):
    """A text to add, and how it is to be cut and indexed.

    Attributes:
        name: The document's name.
        text: Its text.
        indexing_technique: How it is indexed. The first document of a knowledge base needs it if
            the base has none.
        doc_form: How the text is cut. Default: `text_model`.
        doc_language: The language, for `qa_model`. Default: English.
        process_rule: How the text is cleaned and cut. 1.8.1 answers 500 without it where it is the
            first document, 1.13.2 takes the automatic one.
        retrieval_model: How the knowledge base is searched. It counts with the first document.
        embedding_model: The embedding model's name. It counts with the first document.
        embedding_model_provider: The embedding model's provider. It counts with the first document.
        original_document_id: Id of the document that this one replaces.
    """

    name: str
    text: str
    indexing_technique: IndexingTechnique | None = None
    doc_form: DocumentForm | None = None
    doc_language: str | None = None
    process_rule: ProcessRule | None = None
    retrieval_model: RetrievalModel | None = None
    embedding_model: str | None = None
    embedding_model_provider: str | None = None
    original_document_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = required(d, "name")
        self.text = required(d, "text")
        self.indexing_technique = d.pop("indexing_technique", None)
        self.doc_form = d.pop("doc_form", None)
        self.doc_language = d.pop("doc_language", None)
        self.process_rule = optional(d, "process_rule", ProcessRule.from_dict)
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
        self.embedding_model = d.pop("embedding_model", None)
        self.embedding_model_provider = d.pop("embedding_model_provider", None)
        self.original_document_id = d.pop("original_document_id", None)


@define(kw_only=True, repr=False, eq=False)
class Document(Model):
    """A document of a knowledge base. A list leaves out what only the document alone has.

    Attributes:
        id: The document's id (UUID).
        position: Its number in the knowledge base, from 1.
        data_source_type: Where it came from, such as `upload_file`.
        data_source_info: Where it came from, more closely. A list names the file by its id, the
            document alone describes it.
        data_source_detail_dict: The file it came from; in lists, and where it was added or changed.
        dataset_process_rule_id: The id of the rules by which it was cut (UUID).
        dataset_process_rule: The rules of the knowledge base; of the document alone.
        document_process_rule: The rules by which the document was cut; of the document alone.
        name: Its name.
        created_from: Who added it, `api` or `web`; `web` after it was changed.
        created_by: The id of the account that added it (UUID).
        created_at: When it was added, in seconds since 1970. 1.8.1 has a fraction where the
            document alone is asked for.
        tokens: Its length in tokens of the embedding model; null until that is known.
        indexing_status: How far it is.
        error: Why it could not be indexed.
        enabled: Whether it is found at all.
        disabled_at: When it was switched off, in seconds since 1970.
        disabled_by: The id of the account that switched it off.
        archived: Whether it is archived.
        display_status: Its state as people are shown it.
        word_count: Its length, in words or characters of its language; null until that is known.
        hit_count: How often its segments have been found.
        doc_form: How the text is cut.
        doc_language: Its language; of the document alone.
        doc_type: What kind of text it is, where somebody said so; of the document alone.
        doc_metadata: Its metadata; null where it has none. (Dify since 1.4.3)
        completed_at: When it was indexed, in seconds since 1970; of the document alone.
        updated_at: When it was changed last, in seconds since 1970; of the document alone.
        indexing_latency: How many seconds indexing took; of the document alone.
        segment_count: How many segments it has; of the document alone.
        average_segment_length: Their average length; of the document alone.
        summary_index_status: How far its summaries are. (Dify since 1.12.1)
        need_summary: Whether summaries are to be made. (Dify since 1.12.1)
    """

    id: str
    position: int | None = None
    data_source_type: str | None = None
    data_source_info: DocumentSource | None = None
    data_source_detail_dict: DocumentSource | None = None
    dataset_process_rule_id: str | None = None
    dataset_process_rule: ProcessRule | None = None
    document_process_rule: ProcessRule | None = None
    name: str | None = None
    created_from: str | None = None
    created_by: str | None = None
    created_at: float | None = None
    tokens: int | None = None
    indexing_status: IndexingStatus | None = None
    error: str | None = None
    enabled: bool | None = None
    disabled_at: float | None = None
    disabled_by: str | None = None
    archived: bool | None = None
    display_status: DocumentDisplayStatus | None = None
    word_count: int | None = None
    hit_count: int | None = None
    doc_form: DocumentForm | None = None
    doc_language: str | None = None
    doc_type: str | None = None
    doc_metadata: list[DocumentMetadataValue] | None = None
    completed_at: float | None = None
    updated_at: float | None = None
    indexing_latency: float | None = None
    segment_count: int | None = None
    average_segment_length: float | None = None
    summary_index_status: str | None = None
    need_summary: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.position = d.pop("position", None)
        self.data_source_type = d.pop("data_source_type", None)
        self.data_source_info = optional(d, "data_source_info", DocumentSource.from_dict)
        self.data_source_detail_dict = optional(d, "data_source_detail_dict", DocumentSource.from_dict)
        self.dataset_process_rule_id = d.pop("dataset_process_rule_id", None)
        self.dataset_process_rule = optional(d, "dataset_process_rule", ProcessRule.from_dict)
        self.document_process_rule = optional(d, "document_process_rule", ProcessRule.from_dict)
        self.name = d.pop("name", None)
        self.created_from = d.pop("created_from", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.tokens = d.pop("tokens", None)
        self.indexing_status = d.pop("indexing_status", None)
        self.error = d.pop("error", None)
        self.enabled = d.pop("enabled", None)
        self.disabled_at = d.pop("disabled_at", None)
        self.disabled_by = d.pop("disabled_by", None)
        self.archived = d.pop("archived", None)
        self.display_status = d.pop("display_status", None)
        self.word_count = d.pop("word_count", None)
        self.hit_count = d.pop("hit_count", None)
        self.doc_form = d.pop("doc_form", None)
        self.doc_language = d.pop("doc_language", None)
        self.doc_type = d.pop("doc_type", None)
        self.doc_metadata = optional_list(d, "doc_metadata", DocumentMetadataValue.from_dict)
        self.completed_at = d.pop("completed_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.indexing_latency = d.pop("indexing_latency", None)
        self.segment_count = d.pop("segment_count", None)
        self.average_segment_length = d.pop("average_segment_length", None)
        self.summary_index_status = d.pop("summary_index_status", None)
        self.need_summary = d.pop("need_summary", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentCreated(Model):
    """A document that was added or changed, and the batch by which to ask how far it is.

    Attributes:
        document: The document, which is still being indexed, and its `batch`.
        batch: The batch that the document was added with.
    """

    document: Document
    batch: str

    def _take(self, d: dict[str, Any]) -> None:
        self.document = required(d, "document", Document.from_dict)
        self.batch = required(d, "batch")


@define(kw_only=True, repr=False, eq=False)
class DocumentDownload(Model):
    """Where a document's file is.

    Attributes:
        url: Signed address of the file, for a limited time; at the server's address for files,
            which may be another host.
        download_url: Signed address for downloading the file, where `url` is for showing it. (Dify
            until 1.8.1)
    """

    url: str
    download_url: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.url = required(d, "url")
        self.download_url = d.pop("download_url", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentFile(Model):
    """The file that a document came from; of a text it is one that the server made of it.

    Attributes:
        id: The file's id (UUID).
        name: The file's name.
        size: Its size in bytes.
        extension: Its extension without the dot.
        mime_type: Its MIME type as it was sent.
        created_by: The id of the account that sent it (UUID).
        created_at: When it was sent, in seconds since 1970, with a fraction.
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    mime_type: str | None = None
    created_by: str | None = None
    created_at: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentIdsRequest(Model):
    """Which documents.

    Attributes:
        document_ids: The documents' ids.
    """

    document_ids: list[str]

    def _take(self, d: dict[str, Any]) -> None:
        self.document_ids = required(d, "document_ids", as_list)


@define(kw_only=True, repr=False, eq=False)
class DocumentMetadataValue(Model):
    """The value of one metadata field.

    Attributes:
        id: The field's id (UUID); `built-in` of one that every document has.
        name: The field's name.
        type: The type of its values: `string`, `number` or `time`.
        value: The value; a time is seconds since 1970, in a string of built-in fields.
    """

    id: str
    name: str | None = None
    type: str | None = None
    value: str | float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.value = d.pop("value", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentPage(Model):
    """One page of documents.

    Attributes:
        data: The documents of this page.
        has_more: Whether more follow. It says whether the page holds as many as were asked for, so
            it is wrong where over 100 were asked for.
        limit: How many rows were asked for.
        total: How many documents there are on all pages.
        page: Number of this page, from 1.
    """

    data: list[Document]
    has_more: bool | None = None
    limit: int | None = None
    total: int | None = None
    page: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Document.from_dict)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.total = d.pop("total", None)
        self.page = d.pop("page", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentSource(Model):
    """Where a document came from. One that came from elsewhere has fields of its own.

    Attributes:
        upload_file_id: The file's id (UUID).
        upload_file: The file.
    """

    upload_file_id: str | None = None
    upload_file: DocumentFile | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.upload_file_id = d.pop("upload_file_id", None)
        self.upload_file = optional(d, "upload_file", DocumentFile.from_dict)


@define(kw_only=True, repr=False, eq=False)
class DocumentUploadFile(Model):
    """The file that a document was made from.

    Attributes:
        id: The file's id.
        name: The file's name.
        size: Its size in bytes.
        extension: The extension, without a dot.
        url: Signed address for showing the file, for a limited time.
        download_url: Signed address for downloading the file, for a limited time.
        mime_type: The MIME type.
        created_by: Id of the account that added it.
        created_at: When it was added, in seconds since 1970.
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    url: str | None = None
    download_url: str | None = None
    mime_type: str | None = None
    created_by: str | None = None
    created_at: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.url = d.pop("url", None)
        self.download_url = d.pop("download_url", None)
        self.mime_type = d.pop("mime_type", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class PreProcessingRule(Model):
    """One thing that may be taken away before a text is cut.

    Attributes:
        id: What.
        enabled: Whether it is taken away.
    """

    id: PreProcessingRuleId | None = None
    enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.enabled = d.pop("enabled", None)


@define(kw_only=True, repr=False, eq=False)
class ProcessRule(Model):
    """How a text is cleaned and cut. In a request the server wants `mode`.

    Attributes:
        mode: By which rules.
        rules: The rules, where the mode is not `automatic`.
        id: The id of the stored rules (UUID); in answers.
        dataset_id: The id of their knowledge base (UUID); in answers.
    """

    mode: ProcessMode | None = None
    rules: ProcessRules | None = None
    id: str | None = None
    dataset_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.mode = d.pop("mode", None)
        self.rules = optional(d, "rules", ProcessRules.from_dict)
        self.id = d.pop("id", None)
        self.dataset_id = d.pop("dataset_id", None)


@define(kw_only=True, repr=False, eq=False)
class ProcessRules(Model):
    """Rules by which a text is cleaned and cut.

    Attributes:
        pre_processing_rules: What is taken away first.
        segmentation: How the text is cut into segments.
        parent_mode: What the parents of child chunks are, where the mode is `hierarchical`.
        subchunk_segmentation: How segments are cut into child chunks, where the mode is
            `hierarchical`.
    """

    pre_processing_rules: list[PreProcessingRule] | None = None
    segmentation: Segmentation | None = None
    parent_mode: ParentMode | None = None
    subchunk_segmentation: Segmentation | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.pre_processing_rules = optional_list(d, "pre_processing_rules", PreProcessingRule.from_dict)
        self.segmentation = optional(d, "segmentation", Segmentation.from_dict)
        self.parent_mode = d.pop("parent_mode", None)
        self.subchunk_segmentation = optional(d, "subchunk_segmentation", Segmentation.from_dict)


@define(kw_only=True, repr=False, eq=False)
class Segmentation(Model):
    """How a text is cut.

    Attributes:
        separator: What stands between two pieces. The server takes a line break where it is left
            out.
        delimiter: The separator under another name, where the rules are the server's own.
        max_tokens: The most tokens of a piece.
        chunk_overlap: How many tokens of a piece are in the next as well.
    """

    separator: str | None = None
    delimiter: str | None = None
    max_tokens: int | None = None
    chunk_overlap: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.separator = d.pop("separator", None)
        self.delimiter = d.pop("delimiter", None)
        self.max_tokens = d.pop("max_tokens", None)
        self.chunk_overlap = d.pop("chunk_overlap", None)


@define(kw_only=True, repr=False, eq=False)
class UpdateDocumentByFileRequest(Model):
    """What changes of a document.

    Attributes:
        file: The new file, with its name and MIME type.
        data: The other fields of an added text, the name among them, as the text of a JSON object.
    """

    file: FilePart | None = None
    data: str | None = None

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                    "data": self.data,
                }
            ),
            "files": {
                **({} if self.file is None else {"file": self.file.to_tuple()}),
            },
        }

    def _take(self, d: dict[str, Any]) -> None:
        self.file = d.pop("file", None)
        self.data = d.pop("data", None)


@define(kw_only=True, repr=False, eq=False)
class UpdateDocumentByTextRequest(Model):
    """What changes of a document.

    Attributes:
        name: The new name. A new text needs it.
        text: Its new text.
        process_rule: How the text is cleaned and cut.
        doc_form: How the text is cut. Default: `text_model`.
        doc_language: The language, for `qa_model`. Default: English.
        retrieval_model: How the knowledge base is searched from now on.
    """

    name: str | None = None
    text: str | None = None
    process_rule: ProcessRule | None = None
    doc_form: DocumentForm | None = None
    doc_language: str | None = None
    retrieval_model: RetrievalModel | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.text = d.pop("text", None)
        self.process_rule = optional(d, "process_rule", ProcessRule.from_dict)
        self.doc_form = d.pop("doc_form", None)
        self.doc_language = d.pop("doc_language", None)
        self.retrieval_model = optional(d, "retrieval_model", RetrievalModel.from_dict)
