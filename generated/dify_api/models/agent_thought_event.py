from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    optional,
    required,
)


@define(kw_only=True, repr=False)
class AgentThoughtEvent(Model):
    """A step of an agent. A later event of the same id replaces it.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        id: The step's id.
        position: Place of the step in its message, from 1.
        thought: What the agent thought.
        observation: What the tools answered.
        tool: The tools that are used, their names separated by `;`.
        tool_labels: Names of the tools for people, by tool and then by language.
        tool_input: What the tools are asked: a JSON object in a string, by tool.
        message_files: Ids of the files the step made.
    """

    event: Literal["agent_thought"] = "agent_thought"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    id: str | None = None
    position: int | None = None
    thought: str | None = None
    observation: str | None = None
    tool: str | None = None
    tool_labels: dict[str, Any] | None = None
    tool_input: str | None = None
    message_files: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.id = d.pop("id", None)
        self.position = d.pop("position", None)
        self.thought = d.pop("thought", None)
        self.observation = d.pop("observation", None)
        self.tool = d.pop("tool", None)
        self.tool_labels = optional(d, "tool_labels", as_object)
        self.tool_input = d.pop("tool_input", None)
        self.message_files = optional(d, "message_files", as_list)
