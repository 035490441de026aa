from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)


@define(kw_only=True)
class AgentThought:
    """One step of an agent.

    Attributes:
        id: The step's id.
        chain_id: Id of the chain of steps, where there is one.
        message_id: The message it belongs to.
        position: Place of the step in its message, from 1.
        thought: What the agent thought.
        observation: What the tools answered.
        tool: The tools that were used, their names separated by `;`.
        tool_labels: Names of the tools for people, by tool and then by language.
        tool_input: What the tools were asked: a JSON object in a string, by tool.
        created_at: When the step was made, in seconds since 1970.
        files: Ids of the files the step made.
        message_files: Ids of the files the step made, under the name events use. Only the Java
            document has it here; `files` is what a message has.
        conversation_id: The conversation it belongs to. Only the Java document has it here.
        answer: What an agent app answered after this step. (Dify since 1.16)
    """

    id: str | None = None
    chain_id: str | None = None
    message_id: str | None = None
    position: int | None = None
    thought: str | None = None
    observation: str | None = None
    tool: str | None = None
    tool_labels: dict[str, Any] | None = None
    tool_input: str | None = None
    created_at: int | None = None
    files: list[str] | None = None
    message_files: list[str] | None = None
    conversation_id: str | None = None
    answer: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "chain_id": self.chain_id,
                    "message_id": self.message_id,
                    "position": self.position,
                    "thought": self.thought,
                    "observation": self.observation,
                    "tool": self.tool,
                    "tool_labels": plain(self.tool_labels),
                    "tool_input": self.tool_input,
                    "created_at": self.created_at,
                    "files": self.files,
                    "message_files": self.message_files,
                    "conversation_id": self.conversation_id,
                    "answer": self.answer,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.chain_id = d.pop("chain_id", None)
        self.message_id = d.pop("message_id", None)
        self.position = d.pop("position", None)
        self.thought = d.pop("thought", None)
        self.observation = d.pop("observation", None)
        self.tool = d.pop("tool", None)
        self.tool_labels = optional(d, "tool_labels", as_object)
        self.tool_input = d.pop("tool_input", None)
        self.created_at = d.pop("created_at", None)
        self.files = optional(d, "files", as_list)
        self.message_files = optional(d, "message_files", as_list)
        self.conversation_id = d.pop("conversation_id", None)
        self.answer = d.pop("answer", None)
        self.additional_properties = d or {}
        return self if cls is AgentThought else called(self)
