from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    either,
    optional,
    required,
)
from .tool_icon import ToolIcon


@define(kw_only=True, repr=False, eq=False)
class AgentLogData(Model):
    """One entry in the log of an agent node.

    Attributes:
        id: The entry's id; a later one of the same id replaces it.
        node_execution_id: The execution of the node.
        node_id: The node in the workflow.
        label: What the entry is about, for people.
        parent_id: The entry it belongs under; null at the top.
        error: Why it failed; null where it did not.
        status: How far it is, such as `start` or `success`.
        data: What was thought or called, such as `thought`, `tool_name`, `tool_input`, `output`.
        metadata: Times, costs and looks.
    """

    id: str | None = None
    node_execution_id: str | None = None
    node_id: str | None = None
    label: str | None = None
    parent_id: str | None = None
    error: str | None = None
    status: str | None = None
    data: dict[str, Any] | None = None
    metadata: AgentLogMetadata | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_execution_id = d.pop("node_execution_id", None)
        self.node_id = d.pop("node_id", None)
        self.label = d.pop("label", None)
        self.parent_id = d.pop("parent_id", None)
        self.error = d.pop("error", None)
        self.status = d.pop("status", None)
        self.data = optional(d, "data", as_object)
        self.metadata = optional(d, "metadata", AgentLogMetadata.from_dict)


@define(kw_only=True, repr=False, eq=False)
class AgentLogEvent(Model):
    """What an agent node of a workflow is doing.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: What the agent is doing.
    """

    event: Literal["agent_log"] = "agent_log"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: AgentLogData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", AgentLogData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class AgentLogMetadata(Model):
    """Times, costs and looks of a log entry.

    Attributes:
        started_at: When it began, in seconds of a clock that the server keeps for measuring; only
            differences mean something.
        finished_at: When it ended, on the same clock.
        elapsed_time: Seconds it took.
        provider: Provider of the model or tool.
        total_price: What it cost, in `currency`.
        currency: Currency of the price.
        total_tokens: Tokens it took.
        icon: The provider's icon, as an address or as a sign on a background.
        icon_dark: The same for a dark page.
    """

    started_at: float | None = None
    finished_at: float | None = None
    elapsed_time: float | None = None
    provider: str | None = None
    total_price: str | float | None = None
    currency: str | None = None
    total_tokens: int | None = None
    icon: ToolIcon | str | None = None
    icon_dark: ToolIcon | str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.started_at = d.pop("started_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.provider = d.pop("provider", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.icon = optional(d, "icon", either(object=ToolIcon.from_dict))
        self.icon_dark = optional(d, "icon_dark", either(object=ToolIcon.from_dict))


@define(kw_only=True, repr=False, eq=False)
class AgentMessageEvent(Model):
    """A piece of an agent's answer, to be put after those before it.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        id: The same as `message_id`.
        answer: The piece of text; may be empty.
    """

    event: Literal["agent_message"] = "agent_message"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    id: str | None = None
    answer: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.id = d.pop("id", None)
        self.answer = d.pop("answer", None)


@define(kw_only=True, repr=False, eq=False)
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
