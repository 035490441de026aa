from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
AnnotationReplyAction: TypeAlias = Literal["disable", "enable"] | str
"""On or off."""

AnnotationStatus: TypeAlias = Literal["all", "annotated", "not_annotated"] | str
"""Whether conversations have annotations."""

ApiKeyType: TypeAlias = Literal["app", "dataset"] | str
"""What a key is for, one app or all knowledge bases of the workspace."""

AppMode: TypeAlias = Literal["advanced-chat", "agent", "agent-chat", "chat", "completion", "workflow"] | str
"""The kind of an app."""

AppModeFilter: TypeAlias = (
    Literal["advanced-chat", "agent", "agent-chat", "all", "channel", "chat", "completion", "workflow"] | str
)
"""Which apps to list; `all` is as if it were left out."""

BuiltInMetadataAction: TypeAlias = Literal["disable", "enable"] | str
"""On or off."""

ChildChunkType: TypeAlias = Literal["automatic", "customized"] | str
"""Where a child chunk comes from; `automatic` was cut by the server, `customized` written or changed
by hand.
"""

ComparisonOperator: TypeAlias = (
    Literal[
        "<",
        "=",
        ">",
        "after",
        "before",
        "contains",
        "empty",
        "end with",
        "in",
        "is",
        "is not",
        "not contains",
        "not empty",
        "not in",
        "start with",
        "≠",
        "≤",
        "≥",
    ]
    | str
)
"""How the value of a metadata field is compared."""

ConversationSortBy: TypeAlias = Literal["-created_at", "-updated_at", "created_at", "updated_at"] | str
"""A field to order conversations by; a minus sign means newest first."""

DatasetPermission: TypeAlias = Literal["all_team_members", "only_me", "partial_members"] | str
"""Who of the workspace may use a knowledge base."""

DatasetProvider: TypeAlias = Literal["external", "vendor"] | str
"""Whether a knowledge base is Dify's own (`vendor`) or stands for another's (`external`)."""

DatasourceType: TypeAlias = Literal["local_file", "online_document", "online_drive", "website_crawl"] | str
"""The kind of a source."""

DocumentDisplayStatus: TypeAlias = (
    Literal["archived", "available", "disabled", "error", "indexing", "paused", "queuing"] | str
)
"""The state of a document as people are shown it."""

DocumentForm: TypeAlias = Literal["hierarchical_model", "qa_model", "text_model"] | str
"""How documents are cut. `hierarchical_model` has child chunks, `qa_model` questions and answers."""

DocumentMetadataChoice: TypeAlias = Literal["all", "only", "without"] | str
"""Whether a document comes with its metadata, without, or the metadata alone."""

DocumentStatusAction: TypeAlias = Literal["archive", "disable", "enable", "un_archive"] | str
"""What is done with documents."""

FeedbackRating: TypeAlias = Literal["dislike", "like"] | str
"""Thumbs up or thumbs down."""

FileOwner: TypeAlias = Literal["assistant", "user"] | str
"""Who brought a file into the conversation."""

FileType: TypeAlias = Literal["audio", "custom", "document", "image", "video"] | str
"""The group a file belongs to, judged by its extension; `custom` is what fits none of the others."""

IconType: TypeAlias = Literal["emoji", "image"] | str
"""What an icon is made of."""

ImportMode: TypeAlias = Literal["yaml-content", "yaml-url"] | str
"""Where the DSL of an import is."""

ImportStatus: TypeAlias = Literal["completed", "completed-with-warnings", "failed", "pending"] | str
"""How an import went; `pending` waits to be confirmed."""

IndexingStatus: TypeAlias = (
    Literal["cleaning", "completed", "error", "indexing", "parsing", "paused", "splitting", "waiting"] | str
)
"""How far a document is."""

IndexingTechnique: TypeAlias = Literal["economy", "high_quality"] | str
"""How a knowledge base is indexed. `high_quality` compares embeddings, `economy` keywords."""

JobStatus: TypeAlias = Literal["completed", "error", "waiting"] | str
"""How far a job is."""

LogicalOperator: TypeAlias = Literal["and", "or"] | str
"""Whether all conditions have to hold or one of them."""

MemberRole: TypeAlias = Literal["admin", "dataset_operator", "editor", "normal", "owner"] | str
"""What a member may do."""

MemberStatus: TypeAlias = Literal["active", "banned", "closed", "pending", "uninitialized"] | str
"""The state of a member's account; `pending` is invited and has not come yet."""

MetadataFieldType: TypeAlias = Literal["number", "string", "time"] | str
"""What the values of a field are; a `time` is in seconds since 1970."""

ModelType: TypeAlias = Literal["llm", "moderation", "rerank", "speech2text", "text-embedding", "tts"] | str
"""What a model does."""

NodeStatus: TypeAlias = (
    Literal["exception", "failed", "paused", "retry", "running", "stopped", "succeeded"] | str
)
"""How the execution of a node stands. `exception` means that it failed and the run went on."""

ParentMode: TypeAlias = Literal["full-doc", "paragraph"] | str
"""What the parents of child chunks are, the whole document or its paragraphs."""

PreProcessingRuleId: TypeAlias = (
    Literal["remove_extra_spaces", "remove_stopwords", "remove_urls_emails"] | str
)
"""What is taken away before a text is cut."""

ProcessMode: TypeAlias = Literal["automatic", "custom", "hierarchical"] | str
"""How a text is cleaned and cut. `automatic` needs no rules."""

RerankingMode: TypeAlias = Literal["reranking_model", "weighted_score"] | str
"""What puts the found segments in order."""

ResponseMode: TypeAlias = Literal["blocking", "streaming"] | str
"""Whether the answer comes as a stream of events or in one piece."""

SearchMethod: TypeAlias = (
    Literal["full_text_search", "hybrid_search", "keyword_search", "semantic_search"] | str
)
"""How segments are searched."""

TransferMethod: TypeAlias = Literal["local_file", "remote_url"] | str
"""How a file comes to the app. `remote_url` is fetched by the server, `local_file` was uploaded
before.
"""

WeightType: TypeAlias = Literal["customized", "keyword_first", "semantic_first"] | str
"""Which of meaning and keywords counts more."""

WorkflowLogStatus: TypeAlias = Literal["failed", "stopped", "succeeded"] | str
"""How a run in the log ended."""

WorkflowStatus: TypeAlias = (
    Literal["failed", "partial-succeeded", "paused", "running", "stopped", "succeeded"] | str
)
"""How a run stands. `partial-succeeded` means that it went on past nodes that failed."""
