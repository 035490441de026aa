"""What the client is expected to make of a recording, and whether it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from dify_api.models import ChatCompletion, WorkflowCompletion

from dify_ext import (
    APIError,
    AuthenticationError,
    BadRequestError,
    ChatAnswer,
    ConflictError,
    DifyError,
    NotFoundError,
    PayloadTooLargeError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    UnsupportedFileTypeError,
    WorkflowFailed,
    WorkflowPaused,
    WorkflowResult,
    events,
)

from .recordings import Recording, class_name, without_nulls

BY_STATUS = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    405: APIError,
    409: ConflictError,
    412: APIError,
    413: PayloadTooLargeError,
    415: UnsupportedFileTypeError,
    422: APIError,
    429: RateLimitError,
    500: ServerError,
}
# What the server says where it has nothing to tell; the method gives None.
NOTHING_TO_TELL = ({"result": "success"}, {})
# Fields that only a fork of Dify has: the spec leaves them out, the client keeps them all the same.
FORK_ONLY = {
    "chat_page_background_color",
    "default_user_avatar_file_id",
    "default_user_avatar_url",
    "enable_homepage",
    "show_answer_disclaimer",
}


def unknown_fields(value: Any) -> Iterator[str]:
    """The names of all fields, however deep, that the models have no attribute for."""
    if attrs.has(type(value)):
        yield from getattr(value, "additional_properties", {})
        for attribute in attrs.fields(type(value)):
            yield from unknown_fields(getattr(value, attribute.name))
    elif isinstance(value, list):
        for item in value:
            yield from unknown_fields(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from unknown_fields(item)


def in_wire_form(result: Any) -> Any:
    """What a method gave, as the server had put it."""
    if hasattr(result, "has_more"):  # a page
        page = {name: getattr(result, name) for name in ("has_more", "limit", "page", "total")}
        return {"data": [item.to_dict() for item in result.data], **page}
    if result is None:
        return {"result": "success"}
    if isinstance(result, str):
        return {"url": result}
    if isinstance(result, list):
        return {"data": [item.to_dict() if attrs.has(type(item)) else item for item in result]}
    return result.to_dict()


def assert_is_answer(answer: ChatAnswer, sent: dict[str, Any]) -> None:
    """An answer that came in one piece has all that was sent."""
    for field in ("answer", "id", "message_id", "task_id", "created_at", "mode"):
        assert getattr(answer, field) == sent[field], field
    assert answer.conversation_id == sent.get("conversation_id")
    assert answer.metadata is not None
    assert without_nulls(answer.metadata.to_dict()) == without_nulls(sent["metadata"])
    assert answer.usage is not None
    assert without_nulls(answer.usage.to_dict()) == without_nulls(sent["metadata"]["usage"])
    quoted = [resource.to_dict() for resource in answer.retriever_resources]
    assert without_nulls(quoted) == without_nulls(sent["metadata"].get("retriever_resources", []))
    assert answer.workflow_run_id == sent.get("workflow_run_id")
    assert answer.files == []
    assert answer.agent_thoughts == []


def assert_is_result(result: WorkflowResult, sent: dict[str, Any]) -> None:
    """A run's result that came in one piece has all that was sent."""
    assert (result.task_id, result.workflow_run_id) == (sent["task_id"], sent["workflow_run_id"])
    assert sent["data"]["id"] == sent["workflow_run_id"]
    said = {
        name: value for name, value in sent["data"].items() if name not in ("id", "paused_nodes", "reasons")
    }
    assert {name: getattr(result, name) for name in said} == said
    assert (result.text, result.files) == ("", [])


def as_sent(result: Any, recording: Recording) -> Any:
    """A result in the server's form; an answer or a result of a run is first checked to be whole."""
    if isinstance(result, ChatAnswer):
        assert_is_answer(result, recording.json)
        return ChatCompletion.from_dict(recording.json)
    if isinstance(result, WorkflowResult):
        assert_is_result(result, recording.json)
        return WorkflowCompletion.from_dict(recording.json)
    return result


def assert_says(error: APIError, recording: Recording, secrets: Iterable[str]) -> None:
    """An error has the class, the status, the code and the message of a refusal, and tells no secret."""
    assert error.status == recording.status
    assert error.response is not None
    assert error.response.content == b"".join(recording.body)
    if "json" in recording.response:
        said = recording.json
        told = said.get("message") or said.get("error") or said.get("data") or ""
        is_busy = told.startswith("Too many requests")
        assert type(error) is (RateLimitError if is_busy else BY_STATUS[recording.status])
        assert error.code == said.get("code", said.get("custom"))
        if "errors" in said:  # up to 1.9.2: what is wrong with each field
            assert error.message.startswith(told)
            assert all(text in error.message for text in said["errors"].values())
        else:
            assert error.message == told.partition(" You have requested this URI")[0]
        assert error.params == said.get("params", said.get("errors"))
    else:
        assert type(error) is BY_STATUS[recording.status]
        assert error.code is None
        assert error.message
        assert "<" not in error.message
    for shown in (str(error), repr(error)):
        assert not [secret for secret in secrets if secret in shown]
    assert str(recording.status) in str(error)
    assert len(str(error).splitlines()) == 1


def ends_with(recording: Recording) -> type[DifyError] | None:
    """What a stream raises at its end."""
    finished = recording.last("workflow_finished")
    if recording.last("error"):
        return StreamFailed
    if not recording.is_whole:
        return StreamIncomplete
    return WorkflowFailed if finished and finished["data"]["status"] == "failed" else None


def assert_same_event(event: Any, sent: dict[str, Any]) -> None:
    """An event is of its class and has all that was sent; in free-form objects null is kept."""
    assert type(event) is getattr(events, class_name(sent["event"]))
    assert event.event == sent["event"]
    assert without_nulls(event.to_dict()) == without_nulls(sent)
    for field in ("inputs", "outputs", "process_data"):
        data = sent.get("data")
        if isinstance(data, dict) and isinstance(free := data.get(field), dict):
            assert getattr(event.data, field) == free


def assert_same(outcome: Any, recording: Recording) -> None:
    """What a stream came to is what its events add up to."""
    if recording.is_of_workflow:
        assert_same_result(outcome, recording)
    else:
        assert_same_answer(outcome, recording)


def assert_same_result(result: Any, recording: Recording) -> None:
    """A run's result is what its events add up to: text, ids, and what its last pause and its end said."""
    assert isinstance(result, WorkflowResult)
    assert result.text == recording.text
    assert result.task_id == first(recording, "task_id")
    assert result.workflow_run_id == run_id_of(recording)
    told = [
        event
        for event in recording.events
        if event["event"] in ("workflow_started", "workflow_paused", "workflow_finished")
    ]
    said: dict[str, Any] = {"outputs": {}, "files": []}
    for event in told:
        said |= {name: value for name, value in event["data"].items() if value is not None}
    unchecked = {"task_id", "workflow_run_id", "text"}
    if [event["event"] for event in told[-1:]] == [
        "workflow_started"
    ]:  # how a run that goes on stands nobody has said
        unchecked.add("status")
    for field in attrs.fields(WorkflowResult):
        if field.name not in unchecked:
            assert getattr(result, field.name) == said.get(field.name), field.name


def assert_same_answer(answer: Any, recording: Recording) -> None:
    """An answer is what its events add up to: text, ids, mode, usage, sources, files, thoughts."""
    assert isinstance(answer, ChatAnswer)
    assert answer.answer == recording.text
    for field in ("task_id", "message_id", "conversation_id", "created_at", "workflow_run_id"):
        assert getattr(answer, field) == first(recording, field), field
    assert answer.id == answer.message_id
    if recording.events:
        assert answer.mode == mode_of(recording)
    end = recording.last("message_end")
    metadata = end["metadata"] if end else None
    assert without_nulls(answer.metadata and answer.metadata.to_dict()) == without_nulls(metadata)
    assert without_nulls(answer.usage and answer.usage.to_dict()) == without_nulls(
        metadata and metadata["usage"]
    )
    quoted = [resource.to_dict() for resource in answer.retriever_resources]
    assert without_nulls(quoted) == without_nulls((metadata or {}).get("retriever_resources") or [])
    files = [file.to_dict() for file in answer.files]
    told_as_files = [
        event for event in recording.events if event["event"] == "message_file" and "url" in event
    ]
    if not told_as_files:
        assert without_nulls(files) == without_nulls((end and end.get("files")) or [])
    thoughts = {event["id"]: event for event in recording.events if event["event"] == "agent_thought"}
    assert [thought.id for thought in answer.agent_thoughts] == list(thoughts)
    for thought in answer.agent_thoughts:
        sent = thoughts[thought.id]
        for field in (
            "message_id",
            "position",
            "thought",
            "tool",
            "tool_input",
            "tool_labels",
            "observation",
        ):
            assert getattr(thought, field) == sent[field], field
        assert thought.files == sent["message_files"]


def first(recording: Recording, field: str) -> Any:
    """The first that the events say of a field."""
    return next((event[field] for event in recording.events if field in event), None)


def run_id_of(recording: Recording) -> str | None:
    """The run's id, which is known before any event where the run is taken up again."""
    if recording.operation == "workflow-events":
        return str(recording.request["path"].split("/")[3])
    run_id: str | None = first(recording, "workflow_run_id")
    return run_id


def mode_of(recording: Recording) -> str:
    """The app's mode, by the events that only such apps send."""
    if recording.operation == "completion-messages":
        return "completion"
    names = {event["event"] for event in recording.events}
    if "workflow_started" in names:
        return "advanced-chat"
    return "agent-chat" if {"agent_message", "agent_thought"} & names else "chat"


def assert_right_end(error: DifyError, recording: Recording) -> None:
    """What a stream raised says what the server said, and brings what had arrived."""
    assert type(error) is ends_with(recording)
    assert_same(error.partial, recording)
    assert len(str(error).splitlines()) == 1
    if isinstance(error, StreamFailed):
        sent = recording.last("error")
        assert sent is not None
        assert (error.status, error.code, error.message) == (
            sent["status"],
            sent["code"],
            sent["message"] or "",
        )
    if isinstance(error, WorkflowFailed):
        sent = recording.last("workflow_finished")
        assert sent is not None
        assert without_nulls(error.run.to_dict()) == without_nulls(sent["data"])
        assert sent["data"]["error"].splitlines()[0][:80] in str(error)


def assert_not_begun_again(asked: list[str], recording: Recording) -> None:
    """A run is begun once. Where its stream broke,
    its events are asked for, or else how it ended; nothing else is.
    """
    run_id = run_id_of(recording)
    is_broken = run_id is not None and ends_with(recording) is StreamIncomplete
    rest = [f"GET /v1/workflow/{run_id}/events", f"GET /v1/workflows/run/{run_id}"] if is_broken else []
    assert asked == [f"{recording.request['method']} {recording.request['path']}", *rest]


def assert_is_pause(error: WorkflowPaused, recording: Recording) -> None:
    """A pause brings the answer so far, and the form that a human is asked to fill in."""
    assert_same(error.partial, recording)
    asked = recording.last("human_input_required")
    assert asked is not None
    assert without_nulls(error.form.to_dict()) == without_nulls(asked["data"])
    assert error.form.form_id == asked["data"]["form_id"]
