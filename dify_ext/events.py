# Made from spec/events.yaml and a template by scripts/regenerate: change those.
"""The events of Dify's streams: a class for each name (``message_end``: ``MessageEndEvent``).

All but :class:`UnknownEvent` are generated from the spec, and imported when they are first used.
Each has its name in ``event``; ``to_dict()`` gives the JSON object that came (without nulls).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import dify_api.events as _generated  # in this form type checkers read its __all__

if TYPE_CHECKING:
    from dify_api.events import (
        AgentLogEvent,
        AgentMessageEvent,
        AgentThoughtEvent,
        DatasourceCompletedEvent,
        DatasourceErrorEvent,
        DatasourceProcessingEvent,
        ErrorEvent,
        HumanInputFormFilledEvent,
        HumanInputFormTimeoutEvent,
        HumanInputRequiredEvent,
        IterationCompletedEvent,
        IterationNextEvent,
        IterationStartedEvent,
        LoopCompletedEvent,
        LoopNextEvent,
        LoopStartedEvent,
        MessageEndEvent,
        MessageEvent,
        MessageFileEvent,
        MessageReplaceEvent,
        NodeFinishedEvent,
        NodeRetryEvent,
        NodeStartedEvent,
        ParallelBranchFinishedEvent,
        ParallelBranchStartedEvent,
        ReasoningChunkEvent,
        StreamEvent,
        TextChunkEvent,
        TextReplaceEvent,
        TtsMessageEndEvent,
        TtsMessageEvent,
        WorkflowFinishedEvent,
        WorkflowPausedEvent,
        WorkflowStartedEvent,
    )

# Written out for type checkers, which do not run this.
__all__ = [
    "AgentLogEvent",
    "AgentMessageEvent",
    "AgentThoughtEvent",
    "DatasourceCompletedEvent",
    "DatasourceErrorEvent",
    "DatasourceProcessingEvent",
    "ErrorEvent",
    "Event",
    "HumanInputFormFilledEvent",
    "HumanInputFormTimeoutEvent",
    "HumanInputRequiredEvent",
    "IterationCompletedEvent",
    "IterationNextEvent",
    "IterationStartedEvent",
    "LoopCompletedEvent",
    "LoopNextEvent",
    "LoopStartedEvent",
    "MessageEndEvent",
    "MessageEvent",
    "MessageFileEvent",
    "MessageReplaceEvent",
    "NodeFinishedEvent",
    "NodeRetryEvent",
    "NodeStartedEvent",
    "ParallelBranchFinishedEvent",
    "ParallelBranchStartedEvent",
    "ReasoningChunkEvent",
    "TextChunkEvent",
    "TextReplaceEvent",
    "TtsMessageEndEvent",
    "TtsMessageEvent",
    "UnknownEvent",
    "WorkflowFinishedEvent",
    "WorkflowPausedEvent",
    "WorkflowStartedEvent",
]


@attrs.frozen
class UnknownEvent:
    """An event that this version does not know, by name; ``data`` is the whole object."""

    event: str
    data: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The object as it came."""
        return dict(self.data)


Event: TypeAlias = "StreamEvent | UnknownEvent"


def parse_event(data: Mapping[str, Any]) -> Event:
    """Make the typed event of one object of a stream.

    Raises:
        dify_api.types.WrongShape: The object has not the shape that the API promises.
    """
    name = data.get("event")
    known = _generated.event_class(name) if isinstance(name, str) else None
    return UnknownEvent(str(name), dict(data)) if known is None else known.from_dict(data)


def __getattr__(name: str) -> Any:
    value = globals()[name] = getattr(_generated, name)  # looked up once: streams ask for each event
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
