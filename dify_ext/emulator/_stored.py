"""What is stored of a run at its end, or its pause: the message, the conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ._flow_runs import FlowRun

if TYPE_CHECKING:
    from ._runs import Run

#: What is stored of the event of an agent's thought.
STORED_THOUGHT = frozenset(
    {"id", "position", "thought", "tool", "tool_labels", "tool_input", "created_at", "observation"}
    | {"message_id"}
)


def store(run: Run, end: dict[str, Any]) -> None:
    """Store the outcome of the run, before the event that ends or pauses it is sent."""
    message, conversation = run.message, run.conversation
    replaced, ended, data = run.last("message_replace"), run.last("message_end"), end.get("data") or {}
    message.answer = replaced["answer"] if replaced else run.said
    message.latency = run.elapsed
    message.status, message.error = "normal", None
    if went_well(run):  # a failed run costs nothing
        cost = run.script.cost
        message.question_tokens, message.answer_tokens = cost.prompt, cost.completion
        message.price = cost.total_price
    if end["event"] == "error":
        message.status, message.error = "error", end["message"]
    elif end["event"] == "workflow_finished" and data.get("status") == "failed":
        message.status, message.error = "error", data["error"]
    elif end["event"] == "workflow_paused":
        message.status = "paused"
    if run.flow is not None:
        message.extra_contents = contents(run.flow)
    metadata = (ended and ended["metadata"]) or {}
    message.retriever_resources = metadata.get("retriever_resources") or []
    thoughts = {event.get("id"): event for event in run.events if event["event"] == "agent_thought"}
    for thought in thoughts.values():
        known = {name: value for name, value in thought.items() if name in STORED_THOUGHT}
        stored: dict[str, Any] = {"chain_id": None, "files": [], "answer": thought.get("thought")}
        message.agent_thoughts.append({**stored, **known})
    if conversation is None:
        return
    now = conversation.updated_at = run.state.now()
    if run.rename:
        conversation.name = title(message.query)
    if run.flow is None or run.directives.pauses or not went_well(run):
        return
    for variable in conversation.variables.values():  # what the chatflow assigns with each question
        if variable.name in ("count", "topic"):
            variable.value = variable.value + 1 if variable.name == "count" else run.question
            variable.updated_at = now


def went_well(run: Run) -> bool:
    """Whether the run succeeded. In 1.8 the end of the message comes after the workflow's."""
    finished = run.last("workflow_finished")
    if finished is not None:
        return (finished.get("data") or {}).get("status") in ("succeeded", "partial-succeeded")
    return run.last("message_end") is not None


def contents(flow: FlowRun) -> list[dict[str, Any]]:
    """The forms of a run, in its message."""
    return [
        {
            "workflow_run_id": flow.id,
            "submitted": form.action is not None,
            "form_definition": None if form.done else form.required(),
            "form_submission_data": form.submission() if form.action else None,
            "type": "human_input",
        }
        for form in flow.forms
    ]


def title(question: str) -> str:
    """The automatic name of a conversation; a real server asks a model for one."""
    words = re.sub(r"\[\[.*?\]\]", " ", question, flags=re.DOTALL).split()
    return " ".join(words)[:75] or "New conversation"
