"""What differs between releases: a table of traits, and a table of fields.

A row holds from its release on, until a later row says otherwise; a release between two rows is
like the older one. The routes of each release are in the tables of operations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, Literal, NamedTuple, TypeVar

Release = tuple[int, ...]

#: The first and the last minor release that the emulator knows.
FIRST, LAST = (0, 15), (1, 16)
#: Operations of all releases; operations that never went.
ALL: Release = FIRST
NEVER: Release = (99,)


Handler = TypeVar("Handler")


class Operation(NamedTuple, Generic[Handler]):
    """An operation, and the releases that have it: from `first` on, before `gone`."""

    method: str
    path: str
    handler: Handler
    first: Release = ALL
    gone: Release = NEVER

    def is_in(self, release: Release) -> bool:
        """Whether a release has it."""
        return self.first <= release < self.gone


@dataclass(frozen=True, slots=True)
class Traits:
    """How a release answers. The defaults are those of the first one."""

    release: Release

    # Errors
    validation: Literal["params", "errors", "pydantic"] = "params"
    body_validation: Literal["", "422"] = ""  # of the console, if it differs
    console_json: Literal["strict", "lenient"] = "lenient"  # a body that is no JSON: refused, or empty
    unknown_errors: bool = True  # whether errors of no class of Dify's are `{message, code: "unknown"}`
    too_large: str = "File size exceeded. {message}"
    file_types_judged: bool = False  # whether a file's type must be the one that a request says
    missing_file: Literal["bad_request_key_error", "usual"] = "bad_request_key_error"
    mode_required: bool = True  # whether a run must name its response mode

    # Sign-in
    tokens: Literal["body", "cookies"] = "body"
    base64_password: bool = False
    strong_password: bool = True  # whether the form of a password is checked
    wrong_password: tuple[int, str, str] = (
        400,
        "email_or_password_mismatch",
        "The email or password is mismatched.",
    )
    unknown_account: Literal["400", "200", "as wrong password"] = "400"
    free_logout: bool = True  # whether a sign-out needs no sign-in, where it ends cookies
    admin_key: bool = False

    # Apps
    # `mode=chat` gives chatflows, too
    app_modes: Literal["pairs", "each", "each, and agent"] = "pairs"
    app_tags: bool = True  # whether apps can be listed by tags
    app_update_needs: bool = True  # whether an update without a description is a 500
    dsl: str = "0.1.5"
    annotated_conversations: bool = True
    moderation: Literal["configs", "config"] = "configs"  # the field of a moderation without settings
    conversation_model: bool = False  # whether a conversation tells its model
    empty_status_count: bool = True  # whether apps without runs have counts of null

    # Messages and runs
    conversation_delete: Literal["result", "204"] = "result"
    name_needed: int = 500  # the status of a new name that is missing
    variable_by_name: Literal["all", "500"] = "all"
    empty_conversation_id: Literal["404", "empty"] = "404"
    unknown_run: Literal["nulls", "404"] = "nulls"
    run_outputs: Literal["text", "object"] = "text"
    run_times: Literal["text", "number"] = "text"
    node_places: Literal["counted", "one"] = "counted"  # `index` and `predecessor_node_id`
    message_end: Literal["last", "before workflow_finished"] = "last"
    streams: Literal["ascii", "raw"] = "ascii"
    first_ping: bool = False  # whether the stream of a workflow begins with a ping
    start_node: Literal["system", "own"] = "system"  # whether it shows the inputs `sys.…`
    null_annotation_reply: bool = True  # whether the end of a stream says that no annotation answered
    finished_error: Literal["text", "null"] = "text"
    model_error: Literal["completion_request_error", "invalid_param"] = "completion_request_error"
    text_as_files: bool = False  # text comes in `message_file`, if the message mentions a file
    logs_by_both: bool = True  # whether a keyword and an end user work together
    snapshot_waits: bool = True  # whether the stream of a paused run stays open after its snapshot
    people: bool = False  # whether a run can ask a person
    people_api: bool = False  # whether the Service API has these forms, and 1.14's shape of them
    annotation_status: int = 200  # of a new annotation
    annotations: Literal["right", "broken"] = "right"

    # Knowledge bases
    deletes: Literal["result", "204 in the body", "204"] = "result"
    done: Literal["200 in the body", "result"] = "200 in the body"
    unknown_dataset: str = "Dataset is not exist."  # when a document is created; "" for the usual 404
    checked_queries: bool = False
    checked_documents: bool = False  # whether an unknown document in a metadata write is an error
    rule_needed: bool = True  # whether a text without rules is a 500
    null_technique: bool = True  # whether null is refused as a technique
    update_segment: Literal["whole", "part"] = "whole"
    empty_segments: Literal["nothing", "400"] = "nothing"
    external: bool = False
    tags: Literal["right", "unknown dataset", "done but 400"] = "right"
    tag_count: Literal["number", "text"] = "number"
    tag_filter: bool = True
    retrieve_query: Literal["object", "text"] = "object"
    unknown_field: Literal["nulls", "400"] = "nulls"  # of a rename of an unknown metadata field
    empty_metadata: Literal["null", "list"] = "null"  # of a document without any, in lists
    console_unknown_dataset: Literal["empty", "404"] = "empty"
    late_records: bool = False  # whether some empty fields of `retrieve` have another form
    float_times: bool = True  # whether a document's time of creation is a float

    def known(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        """The row without the fields that this release does not have."""
        for path in _absent(self.release).get(kind, ()):
            row = _without(row, path)
        return row


#: From which release on which traits hold.
HISTORY: tuple[tuple[Release, dict[str, Any]], ...] = (
    (
        (1, 4, 3),
        {
            "console_json": "strict",
            "missing_file": "usual",
            "app_modes": "each",
            "conversation_delete": "204",
            "run_times": "number",
            "deletes": "204 in the body",
            "unknown_dataset": "Dataset does not exist.",
            "update_segment": "part",
            "dsl": "0.3.0",
        },
    ),
    (
        (1, 8),
        {
            "validation": "errors",
            "console_json": "lenient",
            "unknown_errors": False,
            "file_types_judged": True,
            "streams": "raw",
            "mode_required": False,
            "wrong_password": (401, "authentication_failed", "Invalid email or password."),
            "unknown_account": "200",
            "annotation_status": 201,
            "tag_count": "text",
            "dsl": "0.3.1",
        },
    ),
    ((1, 9), {"run_outputs": "object", "node_places": "one", "finished_error": "null"}),
    (
        (1, 9, 2),
        {
            "tokens": "cookies",
            "strong_password": False,
            "unknown_account": "as wrong password",
            "mode_required": True,
            "model_error": "invalid_param",
            "annotations": "broken",
            "tags": "unknown dataset",
            "dsl": "0.4.0",
        },
    ),
    (
        (1, 10),
        {
            "too_large": "",
            "rule_needed": False,
            "annotations": "right",
            "tags": "right",
            "app_update_needs": False,
        },
    ),
    (
        (1, 11),
        {
            "validation": "pydantic",
            "console_json": "strict",
            "mode_required": False,
            "admin_key": True,
            "name_needed": 400,
            "unknown_dataset": "",
            "dsl": "0.5.0",
        },
    ),
    ((1, 11, 2), {"base64_password": True, "text_as_files": True}),
    ((1, 12), {"tags": "done but 400", "tag_filter": False, "variable_by_name": "500"}),
    (
        (1, 13),
        {
            "unknown_run": "404",
            "message_end": "before workflow_finished",
            "text_as_files": False,
            "first_ping": True,
            "people": True,
            "moderation": "config",
            "deletes": "204",
            "done": "result",
            "checked_queries": True,
            "checked_documents": True,
            "null_technique": False,
            "external": True,
            "float_times": False,
            "dsl": "0.6.0",
        },
    ),
    (
        (1, 14),
        {
            "people_api": True,
            "annotated_conversations": False,
            "conversation_model": True,
            "empty_status_count": False,
            "retrieve_query": "text",
            "late_records": True,
            "app_tags": False,
            "logs_by_both": False,
        },
    ),
    ((1, 15), {"tags": "right", "tag_filter": True, "retrieve_query": "object", "snapshot_waits": False}),
    (
        (1, 16),
        {
            "body_validation": "422",
            "console_json": "lenient",
            "empty_conversation_id": "empty",
            "start_node": "own",
            "null_annotation_reply": False,
            "empty_segments": "400",
            "unknown_field": "400",
            "empty_metadata": "list",
            "console_unknown_dataset": "404",
            "app_modes": "each, and agent",
            "free_logout": False,
            "dsl": "0.7.0",
        },
    ),
)

#: Fields that not every release has: the kind of object, their names, the first release that has
#: them, and the first that has them no more. A name with dots is a field inside an object.
FIELDS: tuple[tuple[str, str, Release, Release | None], ...] = (
    # Service API
    ("info", "mode author_name", (1, 4), None),
    ("site", "input_placeholder", (1, 16), None),
    ("upload", "preview_url", (1, 4), None),
    ("upload", "source_url", (1, 9, 2), None),
    ("upload", "original_url user_id tenant_id conversation_id file_key", (1, 10), None),
    ("upload", "reference", (1, 16), None),
    ("message", "extra_contents", (1, 13), None),
    (
        "message",
        "message_tokens answer_tokens total_tokens total_price currency provider_response_latency",
        (1, 16),
        None,
    ),
    ("message", "agent_thoughts.answer", (1, 16), None),
    ("log", "details workflow_run.triggered_from", (1, 10), None),
    ("metadata", "retriever_resources annotation_reply", (1, 4), None),
    ("metadata", "usage.time_to_first_token usage.time_to_generate", (1, 10), None),
    ("metadata", "reasoning", (1, 16), None),
    # Knowledge bases
    ("dataset", "doc_metadata built_in_field_enabled", (1, 1, 1), None),
    (
        "dataset",
        "pipeline_id runtime_mode chunk_structure icon_info is_published total_documents"
        " total_available_documents enable_api",
        (1, 9, 2),
        None,
    ),
    ("dataset", "author_name", (1, 10), None),
    ("dataset", "is_multimodal", (1, 11), None),
    ("dataset", "summary_index_setting", (1, 12), None),
    ("dataset", "maintainer", (1, 16), None),
    ("document", "doc_metadata", (1, 1, 1), None),
    ("document", "summary_index_status need_summary", (1, 12), None),
    ("document status", "error_code estimated_vector_space_mb vector_space_limit_mb", (1, 16), None),
    ("segment", "sign_content", (1, 4), None),
    ("segment", "attachments", (1, 11), None),
    ("segment", "summary", (1, 12), None),
    ("segments", "has_more limit page", (1, 4), None),
    ("record", "segment.sign_content segment.document.doc_metadata", (1, 4), None),
    ("record", "files", (1, 11), None),
    ("record", "summary", (1, 12), None),
    ("model", "models.has_invalid_load_balancing_configs", (1, 8), None),
    ("model", "icon_large", (0, 15), (1, 11)),
    ("model", "icon_small_dark", (1, 11), None),
    # Console
    ("app", "tags", (1, 8), None),
    ("app", "access_mode", (1, 4), None),
    ("single app", "tracing", (1, 10), None),
    ("app", "maintainer permission_keys", (1, 16), None),
    ("single app", "max_active_requests", (1, 8), None),
    ("single app", "app_id bound_agent_id site.input_placeholder", (1, 16), None),
    ("app in a list", "access_mode author_name create_user_name", (1, 4), None),
    ("app in a list", "has_draft_trigger", (1, 10), None),
    ("app in a list", "maintainer permission_keys app_id bound_agent_id is_starred", (1, 16), None),
    ("import", "app_mode", (1, 4), None),
    ("import", "permission_keys warnings", (1, 16), None),
    ("member", "roles", (1, 16), None),
    ("invitation", "tenant_id", (1, 8), None),
    ("workspace", "last_opened_at", (1, 16), None),
    ("current workspace", "trial_credits trial_credits_used next_credit_reset_date", (1, 11), None),
    ("status count", "paused", (1, 13), None),
    # Events
    ("message_end", "metadata.retriever_resources metadata.annotation_reply", (1, 4), None),
    ("message_end", "metadata.usage.time_to_first_token metadata.usage.time_to_generate", (1, 10), None),
    ("message_end", "metadata.reasoning", (1, 16), None),
    ("workflow_started", "data.sequence_number", (0, 15), (1, 4)),
    ("workflow_started", "data.reason", (1, 13), None),
    ("workflow_finished", "data.sequence_number", (0, 15), (1, 4)),
    *(
        row
        for node in ("node_started", "node_finished", "node_retry")
        for row in (
            (node, "data.loop_id data.agent_strategy", (1, 4), None),
            (node, "data.parallel_id data.parallel_start_node_id", (0, 15), (1, 9)),
            (node, "data.parent_parallel_id data.parent_parallel_start_node_id", (0, 15), (1, 9)),
            (node, "data.parallel_run_id", (0, 15), (1, 9)),
            (node, "data.inputs_truncated data.outputs_truncated", (1, 9), None),
            (node, "data.process_data_truncated", (1, 9), None),
        )
    ),
    *(
        row
        for kind in ("iteration", "loop")
        for when in ("started", "next", "completed")
        for row in (
            (f"{kind}_{when}", "data.parallel_id data.parallel_start_node_id", (0, 15), (1, 9)),
            (f"{kind}_{when}", "data.parallel_mode_run_id data.duration", (0, 15), (1, 9)),
            (f"{kind}_{when}", "data.pre_iteration_output", (0, 15), (1, 9)),
            (f"{kind}_{when}", "data.metadata.iterator_length", (0, 15), (1, 9)),
            (f"{kind}_{when}", "data.metadata.iteration_length", (1, 9), None),
            (f"{kind}_{when}", "data.inputs_truncated data.outputs_truncated", (1, 9), None),
            (f"{kind}_{when}", "data.execution_metadata.total_price", (1, 9), None),
            (f"{kind}_{when}", "data.execution_metadata.currency", (1, 9), None),
            (f"{kind}_{when}", "data.execution_metadata.iteration_duration_map", (1, 9), None),
        )
    ),
    ("form", "approval_channels", (1, 16), None),
    ("reason of a pause", "display_in_ui", (1, 13), (1, 14)),
    ("reason of a pause", "expiration_time", (1, 14), None),
    ("reason of a pause", "approval_channels", (1, 16), None),
)


def release_of(version: str) -> Release:
    """The numbers of a release; ValueError if the emulator does not know it."""
    found = re.fullmatch(r"v?(\d+)\.(\d+)(?:\.(\d+))?(?:[-+].*)?", version)
    release = tuple(int(part) for part in found.groups(default="0")) if found else ()
    if not FIRST <= release[:2] <= LAST:
        first, last = (".".join(map(str, known)) for known in (FIRST, LAST))
        raise ValueError(f"The emulator knows Dify {first} to {last}: {version!r} is none of these releases.")
    return release


@cache
def traits_of(release: Release) -> Traits:
    """The traits of a release."""
    found = Traits(release)
    for first, changes in HISTORY:
        if first <= release:
            found = replace(found, **changes)
    return found


@cache
def _absent(release: Release) -> dict[str, list[list[str]]]:
    """The fields that a release does not have, by kind of object."""
    found: dict[str, list[list[str]]] = {}
    for kind, names, first, gone in FIELDS:
        if release < first or (gone is not None and release >= gone):
            found.setdefault(kind, []).extend(name.split(".") for name in names.split())
    return found


def _without(value: Any, path: list[str]) -> Any:
    if isinstance(value, list):
        return [_without(item, path) for item in value]
    if not isinstance(value, dict) or path[0] not in value:
        return value
    name, rest = path[0], path[1:]
    if not rest:
        return {other: item for other, item in value.items() if other != name}
    return {**value, name: _without(value[name], rest)}


class NodePlaces:
    """The places of a run's nodes in releases before 1.9: counted, with the node before."""

    def __init__(self) -> None:
        self._count = 0
        self._before: str | None = None
        self._places: dict[str, tuple[int, str | None]] = {}

    def note(self, event: dict[str, Any]) -> None:
        """Write the place of a node into its event."""
        data = event["data"]
        if event["event"] == "node_started":
            self._count += 1
            self._places[data["id"]] = self._count, self._before
        else:
            self._before = data["node_id"]
        data["index"], data["predecessor_node_id"] = self._places[data["id"]]
