"""Nothing that a server sends or a document names is missing from the spec.

``recorded_fields.txt`` lists what three releases sent, by schema, and what the official document of a fourth
says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

Node = dict[str, Any]
FIELDS = Path(__file__).with_name("recorded_fields.txt")
REPLAYED = Path(__file__).parents[1] / "wire"

# The fields of the Java documents by the schema that has them here, in the wire's spelling. What is left out
# on purpose (the key, which is a header, and the user where the endpoint takes none) stands in
# spec/README.md.
JAVA: dict[str, str] = {
    "ChatRequest": "user conversation_id query files inputs",
    "FileMention": "id type url transfer_method belongs_to upload_file_id",
    "ChatCompletion": "conversation_id message_id created_at task_id id answer",
    "WorkflowStartedEvent": "workflow_run_id data",
    "NodeStartedEvent": "workflow_run_id data",
    "NodeFinishedEvent": "workflow_run_id data",
    "WorkflowFinishedEvent": "workflow_run_id data",
    "StopRequest": "user",
    "FeedbackRequest": "user rating content",
    "Result": "result",
    "Message": "id conversation_id inputs query message_files answer created_at feedback agent_thoughts",
    "MessageFile": "id filename type url mime_type size transfer_method belongs_to upload_file_id",
    "AgentThought": (
        "id message_id position thought observation tool tool_input created_at message_files conversation_id"
    ),
    "MessageFeedback": "rating",
    "AppFeedback": (
        "id app_id conversation_id message_id rating content from_source from_end_user_id "
        "from_account_id created_at"
        " updated_at"
    ),
    "ConversationVariable": "id name value_type value description created_at updated_at",
    "UpdateConversationVariableRequest": "user value",
    "Conversation": "id name inputs status introduction created_at updated_at",
    "RenameConversationRequest": "user name auto_generate",
    "DeleteConversationRequest": "user",
    "TextToAudioRequest": "user text message_id",
    "AudioToTextRequest": "user file",
    "AudioText": "text",
    "AppParameters": (
        "opening_statement suggested_questions suggested_questions_after_answer speech_to_text text_to_speech"
        " retriever_resource annotation_reply more_like_this user_input_form sensitive_word_avoidance "
        "file_upload"
        " system_parameters"
    ),
    "Toggle": "enabled",
    "TextToSpeechSettings": "enabled voice",
    "FileUploadSettings": (
        "enabled image allowed_file_types allowed_file_extensions allowed_file_upload_methods number_limits"
        " fileUploadConfig"
    ),
    "ImageUploadSettings": "enabled number_limits transfer_methods",
    "FileUploadLimits": (
        "file_size_limit batch_count_limit image_file_size_limit video_file_size_limit audio_file_size_limit"
        " workflow_file_upload_limit"
    ),
    "SystemParameters": (
        "file_size_limit batch_count_limit image_file_size_limit video_file_size_limit audio_file_size_limit"
        " workflow_file_upload_limit"
    ),
    "UserInputForm": "text-input paragraph select",
    "UserInputControl": "label variable required max_length default type options",
    "FileUploadRequest": "user file",
    "FileUpload": "id name size extension mime_type created_by created_at",
    "AppInfo": "name description tags",
    "AppMeta": "tool_icons",
    "AppSite": (
        "title chat_color_theme chat_color_theme_inverted icon_type icon icon_background icon_url "
        "description copyright"
        " privacy_policy custom_disclaimer default_language show_workflow_steps use_icon_as_answer_icon"
    ),
    "Annotation": "id question answer hit_count created_at",
    "AnnotationRequest": "question answer",
    "AnnotationReplyRequest": "embedding_provider_name embedding_model_name score_threshold",
    "AnnotationReplyJob": "job_id job_status error_msg",
    "AppPage": "data has_more limit page total",
    "App": (
        "id name max_active_requests description mode icon_type icon icon_background icon_url "
        "model_config workflow"
        " use_icon_as_answer_icon created_by created_at updated_by updated_at tags"
    ),
    "AppModelConfig": "model pre_prompt created_by created_at updated_by updated_at",
    "AppModel": "provider name mode completion_params",
    "CompletionParams": "stop",
    "ApiKey": "id type token last_used_at created_at",
    "ChatConversationPage": "data has_more limit page total",
    "ChatConversation": (
        "id status from_source from_end_user_id from_end_user_session_id from_account_id "
        "from_account_name name summary"
        " read_at created_at updated_at annotated model_config message_count user_feedback_stats "
        "admin_feedback_stats"
        " status_count"
    ),
    "FeedbackStats": "like dislike",
    "StatusCount": "success failed partial_success",
    "DailyConversations": "date conversation_count",
    "DailyEndUsers": "date terminal_count",
    "AverageSessionInteractions": "date interactions",
    "TokensPerSecond": "date tps",
}

# What no recording and no document has: the server's source does.
SOURCE = {
    "AppTag", "ErrorDocumentList", "RetryDocumentsRequest", "DatasourceProcessingEvent",
    "DatasourceCompletedEvent",
    "DatasourceErrorEvent", "PipelineRun", "PipelineDataset", "PipelineDocument",
    "TextReplaceEvent", "TextReplaceData", "ParallelBranchStartedEvent", "ParallelBranchStartedData",
    "ParallelBranchFinishedEvent", "ParallelBranchFinishedData", "MemberRoleName",
}  # fmt: skip

# Fields of a changed server that somebody sells; they are not Dify's.
FORK = {
    "chat_page_background_color",
    "default_user_avatar_url",
    "default_user_avatar_file_id",
    "enable_homepage",
    "show_answer_disclaimer",
}


def recorded() -> list[tuple[str, str, str, frozenset[str]]]:
    """Release, schema, path and types of each recorded field."""
    found, release, schema = [], "", ""
    for line in FIELDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            for item in line.split():
                path, kinds = item.split(":")
                found.append((release, schema, path, frozenset(kinds.split("/"))))
        elif not line.startswith("#"):
            release, schema = line.split()
    return found


def choices(document: Node, schema: Node) -> Iterator[Node]:
    """A schema, or those that it is a choice of, references followed."""
    if "$ref" in schema:
        yield from choices(document, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    elif "oneOf" in schema:
        for choice in schema["oneOf"]:
            yield from choices(document, choice)
    else:
        yield schema


def allowed(document: Node, schema: Node) -> set[str]:
    found: set[str] = set()
    for choice in choices(document, schema):
        if "type" not in choice:
            return {"any"}
        found |= {choice["type"]} if isinstance(choice["type"], str) else set(choice["type"])
    return found


def step(document: Node, schema: Node, name: str) -> Node | None:
    """The schema of a property, of an array's items (``[]``), or of anything where the object is free."""
    for choice in choices(document, schema):
        if name == "[]" and "items" in choice:
            items: Node = choice["items"]
            return items
        if name in choice.get("properties", {}):
            named: Node = choice["properties"][name]
            return named
        more = choice.get("additionalProperties")
        if name != "[]" and "properties" not in choice and more is not None:
            return more if isinstance(more, dict) else {}
        if "type" not in choice:
            return {}
    return None


def missing(document: Node, fields: list[tuple[str, str, str, frozenset[str]]]) -> Iterator[str]:
    for release, name, path, kinds in fields:
        schema: Node | None = document["components"]["schemas"].get(name)
        notes: list[Node] = [] if schema is None else [schema]
        for part in path.replace("[]", ".[]").split("."):
            schema = None if schema is None else step(document, schema, part)
            notes += [] if schema is None else [schema]
        if schema is None:
            yield f"{name}: {path} of {release} is not in the spec"
            continue
        may = allowed(document, schema)
        may |= {"integer"} if "number" in may else set()
        if "any" not in may and kinds - may - {"any"}:
            is_here, may_be = "/".join(sorted(kinds)), "/".join(sorted(may))
            yield f"{name}: {path} is {is_here} in {release}, the spec has {may_be}"
        for note in notes:
            if ordered(note.get("x-since", release)) > ordered(release):
                yield f"{name}: {path} is in {release}, before its x-since"
            if ordered(note.get("x-until", release)) < ordered(release):
                yield f"{name}: {path} is in {release}, after its x-until"


def ordered(release: str) -> tuple[int, ...]:
    return tuple(int(number) for number in release.split("."))


def test_every_recorded_field_is_in_the_spec(document: Node) -> None:
    """Each field is there, of a type it was seen with, and not outside the releases its notes name."""
    fields = recorded()
    assert len(fields) > 2000
    assert {release for release, *_ in fields} == {"1.4.3", "1.8.1", "1.13.2", "1.14.2", "1.16"}
    found = list(missing(document, fields))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (
            ("1.13.2", "Message", "colour", frozenset({"string"})),
            "Message: colour of 1.13.2 is not in the spec",
        ),
        (("1.13.2", "Message", "message_files[].colour", frozenset({"string"})), "is not in the spec"),
        (("1.13.2", "Colour", "id", frozenset({"string"})), "Colour: id of 1.13.2 is not in the spec"),
        (("1.13.2", "Message", "id", frozenset({"integer"})), "Message: id is integer in 1.13.2"),
        (("1.13.2", "Message", "id", frozenset({"null"})), "Message: id is null in 1.13.2"),
        (("1.8.1", "Usage", "time_to_generate", frozenset({"number"})), "before its x-since"),
        (("1.13.2", "NodeStartedData", "parallel_id", frozenset({"null"})), "after its x-until"),
    ],
)
def test_a_field_that_is_not_in_the_spec_is_found(
    field: tuple[str, str, str, frozenset[str]], says: str, document: Node
) -> None:
    """The check above can fail."""
    found = list(missing(document, [field]))
    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize("name", JAVA)
def test_every_field_of_the_java_documents_is_in_the_spec(name: str, document: Node) -> None:
    """What users of the Java client know by its documents is here, too."""
    properties = document["components"]["schemas"][name]["properties"]
    assert set(JAVA[name].split()) <= properties.keys()


def test_fields_of_a_fork_are_left_out(document: Node) -> None:
    """Fields that no Dify of its own makers has are not described; a client keeps them as unknown ones."""
    for name, schema in document["components"]["schemas"].items():
        assert not FORK & schema.get("properties", {}).keys(), name


def replayed(document: Node) -> set[str]:
    """The schemas that operations name which the client's tests replay a recording of."""
    kept = [json.loads(path.read_text("utf-8"))["request"] for path in REPLAYED.glob("*/*.json")]
    asked = {(request["method"], request["path"]) for request in kept}
    found: set[str] = set()
    for path, item in document["paths"].items():
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        for method, operation in item.items():
            if any(verb == method.upper() and pattern.fullmatch(where) for verb, where in asked):
                found |= set(re.findall(r"#/components/schemas/(\w+)", json.dumps(operation)))
    return found


def test_every_schema_is_known_to_have_been_sent(document: Node) -> None:
    """A schema that no recording or document reaches would be made up."""
    seen: set[str] = set()
    for _, name, path, _ in recorded():
        schema: Node | None = document["components"]["schemas"].get(name)
        seen.add(name)
        for part in path.replace("[]", ".[]").split("."):
            schema = None if schema is None else step(document, schema, part)
            for node in [schema or {}, *(schema or {}).get("oneOf", [])]:
                seen.add(node.get("$ref", "").rsplit("/", 1)[-1])
    seen |= replayed(document)
    silent = {name for name in document["components"]["schemas"] if name not in seen and name not in JAVA}
    parameters = {
        "ConversationSortBy", "AnnotationReplyAction", "AppModeFilter", "AnnotationStatus",
        "WorkflowLogStatus",
        "BuiltInMetadataAction", "DocumentMetadataChoice", "DocumentStatusAction",
    }  # fmt: skip
    assert silent == (SOURCE | parameters | {"StreamEvent"}) - replayed(document), silent
