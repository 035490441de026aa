"""What a run gave in the end, the same whether it came in one piece or as a stream. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from dify_api.models.agent_thought import AgentThought
from dify_api.models.chat_completion import ChatCompletion
from dify_api.models.human_input_form import HumanInputForm
from dify_api.models.message_end_file import MessageEndFile
from dify_api.models.message_metadata import MessageMetadata
from dify_api.models.pause_reason import PauseReason
from dify_api.models.retriever_resource import RetrieverResource
from dify_api.models.usage import Usage
from dify_api.models.workflow_completion import WorkflowCompletion

from dify_ext.errors import WorkflowFailed, WorkflowPaused


@attrs.define
class ChatAnswer:
    """What an app answered, the same whether it came in one piece or as a stream.

    ``answer`` is the text; ``id`` and ``message_id`` the message's id; ``created_at`` Unix seconds; ``mode`` the app's
    mode (``chat``, ``agent-chat``, ``advanced-chat`` …; no stream says it, so it is inferred from the events);
    ``usage`` tokens and prices; ``retriever_resources`` the sources quoted; ``files`` what the app made;
    ``agent_thoughts`` an agent's steps; ``metadata`` all that the end of the message said.
    """

    answer: str = ""
    message_id: str | None = None
    conversation_id: str | None = None
    task_id: str | None = None
    created_at: int | None = None
    mode: str | None = None
    workflow_run_id: str | None = None
    metadata: MessageMetadata | None = None
    files: list[MessageEndFile] = attrs.field(factory=list)
    agent_thoughts: list[AgentThought] = attrs.field(factory=list)

    @property
    def id(self) -> str | None:
        """The message's id, as ``message_id``."""
        return self.message_id

    @property
    def usage(self) -> Usage | None:
        """Tokens, prices (strings, as the wire has them) and latency in seconds."""
        return self.metadata.usage if self.metadata else None

    @property
    def retriever_resources(self) -> list[RetrieverResource]:
        """The passages of knowledge bases that the answer rests on."""
        return (self.metadata.retriever_resources if self.metadata else None) or []

    @classmethod
    def from_completion(cls, completion: ChatCompletion) -> ChatAnswer:
        """The answer that came in one piece; raises :class:`WorkflowPaused` where it says that the run waits for a
        human.
        """
        answer = cls(
            answer=completion.answer or "",
            message_id=completion.message_id or completion.id,
            conversation_id=completion.conversation_id,
            task_id=completion.task_id,
            created_at=completion.created_at,
            mode=completion.mode,
            workflow_run_id=completion.workflow_run_id,
            metadata=completion.metadata,
        )
        if completion.event == "workflow_paused":
            data = completion.data.to_dict() if completion.data else {}
            raise paused(answer, forms_in(data.get("reasons")))
        return answer


@attrs.define
class WorkflowResult:
    """How a workflow's run ended, the same whether it came in one piece or as a stream.

    ``status`` is ``succeeded``, ``partial-succeeded``, ``stopped``, …; ``outputs`` what its end node gives, by name;
    ``error`` why it failed or was stopped; ``elapsed_time`` seconds; ``created_at`` and ``finished_at`` Unix seconds;
    ``text`` what it streamed as text on the way.
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

    @classmethod
    def from_completion(cls, completion: WorkflowCompletion) -> WorkflowResult:
        """The result that came in one piece; raises :class:`WorkflowFailed` and :class:`WorkflowPaused`, which Dify
        answers with 200.
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

    def take(self, data: Any) -> None:
        """Take over what an end of a run (or a pause) says; what it does not say stays."""
        self.workflow_run_id = self.workflow_run_id or getattr(data, "id", None)
        for name in _SAID:
            said = getattr(data, name, None)
            if said is not None:
                setattr(self, name, said)


_SAID = (
    *("status", "outputs", "error", "workflow_id", "elapsed_time", "total_tokens", "total_steps"),
    *("created_at", "finished_at", "files"),
)


def failed(data: Any, partial: Any) -> WorkflowFailed | None:
    """The error for a run that ended as failed, from what its end says; None for any other."""
    if data.status not in ("failed", "exception"):
        return None
    reason = data.error or "it gave no reason"
    return WorkflowFailed(f"the workflow failed: {reason} (run {data.id})", run=data, partial=partial)


def paused(partial: Any, forms: Iterable[HumanInputForm]) -> WorkflowPaused:
    """The error for a run that waits for a human whom nobody named."""
    form = next(iter(forms), None)
    asks = f" at the node {form.node_title or form.node_id}" if form else ""
    return WorkflowPaused(
        f"the run waits for human input{asks}: pass on_human_input=..., or answer its form with human_input.submit() "
        "and take the run up again with resume()",
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
