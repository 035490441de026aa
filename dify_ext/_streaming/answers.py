"""Answers and results, the same whether they came in one piece or as a stream. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import attrs
from dify_api.models import (
    AgentThought,
    ChatCompletion,
    HumanInputForm,
    MessageEndFile,
    MessageMetadata,
    PauseReason,
    PipelineRun,
    RetrieverResource,
    Usage,
    WorkflowCompletion,
)

from dify_ext.errors import WorkflowFailed, WorkflowPaused

# At runtime an id may be None: a completion has no conversation, a partial answer no ids yet.
# ``Any`` saves users of type checkers a check at each use.
Id: TypeAlias = "str | Any"


@attrs.define
class ChatAnswer:
    """The answer of an app, the same whether it came in one piece or as a stream.

    Attributes:
        answer: The text.
        message_id: The message's id, for ``messages.feedback`` and others; ``id`` is the same.
        conversation_id: The conversation, for the next question. None for a completion app.
        task_id: The id for stopping the run.
        created_at: The time of the message, in Unix seconds.
        mode: The app's mode: ``chat``, ``agent-chat``, ``advanced-chat``, ``completion``. In a
            stream it is inferred from the events.
        workflow_run_id: The id of a chatflow's run, for ``workflows.get_run`` and ``chat.resume``.
        metadata: Usage and sources, from the end of the message.
        files: The files that the app created.
        agent_thoughts: The steps of an agent.
        request_id: The id of the request, for the administrator of the server; None if unknown.
    """

    answer: str = ""
    message_id: Id = None
    conversation_id: Id = None
    task_id: str | None = None
    created_at: int | None = None
    mode: str | None = None
    workflow_run_id: str | None = None
    metadata: MessageMetadata | None = None
    files: list[MessageEndFile] = attrs.field(factory=list)
    agent_thoughts: list[AgentThought] = attrs.field(factory=list)
    request_id: str | None = attrs.field(default=None, eq=False)

    @property
    def id(self) -> Id:
        """The message's id, as ``message_id``."""
        return self.message_id

    @property
    def usage(self) -> Usage | None:
        """The numbers of tokens, the prices (as strings), and the latency in seconds."""
        return self.metadata.usage if self.metadata else None

    @property
    def retriever_resources(self) -> list[RetrieverResource]:
        """The passages of knowledge bases that were used for the answer."""
        return (self.metadata.retriever_resources if self.metadata else None) or []

    def to_dict(self) -> dict[str, Any]:
        """A dictionary for JSON, with ``usage`` and ``retriever_resources``; absent values are
        left out.
        """
        quoted = {"usage": self.usage, "retriever_resources": self.retriever_resources or None}
        return _json({"id": self.id, **attrs.asdict(self, recurse=False), **quoted})

    @classmethod
    def from_completion(cls, completion: ChatCompletion) -> ChatAnswer:
        """The answer of one piece; raises :class:`WorkflowPaused` if the run waits for a human."""
        answer = cls()
        _take(answer, completion)
        answer.message_id = answer.message_id or completion.id
        if completion.event == "workflow_paused":
            data = completion.data.to_dict() if completion.data else {}
            raise paused(answer, forms_in(data.get("reasons")))
        return answer


@attrs.define
class WorkflowResult:
    """The result of a workflow's run, the same whether it came in one piece or as a stream.

    Attributes:
        status: ``succeeded``, ``partial-succeeded``, ``stopped``, ``paused`` …
        outputs: The outputs of the end node, by name.
        error: Why the run failed or was stopped.
        workflow_run_id: The id of the run, for ``workflows.get_run`` and ``workflows.resume``.
        task_id: The id for stopping the run.
        workflow_id: The id of the version of the workflow that ran.
        elapsed_time: The duration of the run in seconds.
        total_tokens: The tokens of all models.
        total_steps: The number of nodes that ran.
        created_at: The beginning of the run, in Unix seconds.
        finished_at: Its end, in Unix seconds.
        files: The files that the run created.
        text: The text that was streamed.
        request_id: The id of the request, for the administrator of the server; None if unknown.
    """

    status: str | None = None
    outputs: dict[str, Any] = attrs.field(factory=dict)
    error: str | None = None
    workflow_run_id: str | None = None
    task_id: str | None = None
    workflow_id: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None
    created_at: int | None = None
    finished_at: int | None = None
    files: list[dict[str, Any]] = attrs.field(factory=list)
    text: str = ""
    request_id: str | None = attrs.field(default=None, eq=False)

    @classmethod
    def from_completion(cls, completion: WorkflowCompletion) -> WorkflowResult:
        """The result of one piece.

        Dify answers 200 also for :class:`WorkflowFailed` and :class:`WorkflowPaused`, raised here.
        """
        result = cls(workflow_run_id=completion.workflow_run_id, task_id=completion.task_id)
        data = completion.data
        if data is None:
            return result
        result.take(data)
        if data.status == "paused":
            raise paused(result, forms_in(data.to_dict().get("reasons")))
        failure = failed(data, result)
        if failure is not None:
            raise failure
        return result

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON has it; absent values are left out."""
        return _json(attrs.asdict(self, recurse=False))

    def take(self, data: Any) -> None:
        """Take the fields of the end or pause of a run; fields that it lacks are kept."""
        _take(self, data)
        self.workflow_run_id = self.workflow_run_id or getattr(data, "id", None)


def _take(result: ChatAnswer | WorkflowResult, data: Any) -> None:
    for field in attrs.fields(type(result)):
        said = getattr(data, field.name, None)
        if said is not None:
            setattr(result, field.name, said)


def _json(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def failed(data: Any, partial: Any) -> WorkflowFailed | None:
    """The error for a run that ended as failed; None for any other end."""
    if data.status not in ("failed", "exception"):
        return None
    reason = data.error or "it gave no reason"
    return WorkflowFailed(f"the workflow failed: {reason} (run {data.id})", run=data, partial=partial)


def ended(run: PipelineRun) -> PipelineRun:
    """The answer of a pipeline; raises :class:`WorkflowFailed` for a failed draft (status 200)."""
    if run.data is not None:
        WorkflowResult.from_completion(
            WorkflowCompletion(task_id=run.task_id, workflow_run_id=run.workflow_run_id, data=run.data)
        )
    return run


def paused(partial: Any, forms: Iterable[HumanInputForm]) -> WorkflowPaused:
    """The error for a run that waits for a human when there is no handler."""
    form = next(iter(forms), None)
    asks = f" at the node {form.node_title or form.node_id}" if form else ""
    return WorkflowPaused(
        f"the run waits for human input{asks}: pass on_human_input=..., or answer its form with "
        "human_input.submit() and continue the run with resume()",
        partial=partial,
        form=form,
    )


def forms_in(reasons: Any) -> list[HumanInputForm]:
    """The forms among the reasons of a pause."""
    said = [reason.to_dict() if isinstance(reason, PauseReason) else reason for reason in reasons or []]
    return [
        HumanInputForm.from_dict(reason)
        for reason in said
        if isinstance(reason, dict) and "form_id" in reason
    ]
