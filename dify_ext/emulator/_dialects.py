"""How releases answer, where the spec does not say it (`_spec` has what it says).

``releases.json`` has the changes of the traits. They hold from their release on, until a later one
says otherwise; a release between two of them is like the older one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from ._data import load

Release = tuple[int, ...]

#: The first and the last minor release that the emulator knows.
FIRST, LAST = (0, 15), (1, 16)


@dataclass(frozen=True, eq=False, repr=False)
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
    # fields of an app alone that the release does not have
    app_lacks: Sequence[str] = ("tags", "tracing", "max_active_requests")
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


@cache
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
    for first, changes in load("releases").items():
        if release_of(first) <= release:
            found = replace(found, **changes)
    return found


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
