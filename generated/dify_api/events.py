"""The class of each stream event. A class is imported when its first event comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from . import models

if TYPE_CHECKING:
    from .models import (
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
        TextChunkEvent,
        TextReplaceEvent,
        TtsMessageEndEvent,
        TtsMessageEvent,
        WorkflowFinishedEvent,
        WorkflowPausedEvent,
        WorkflowStartedEvent,
    )

    StreamEvent: TypeAlias = (
        AgentLogEvent
        | AgentMessageEvent
        | AgentThoughtEvent
        | DatasourceCompletedEvent
        | DatasourceErrorEvent
        | DatasourceProcessingEvent
        | ErrorEvent
        | HumanInputFormFilledEvent
        | HumanInputFormTimeoutEvent
        | HumanInputRequiredEvent
        | IterationCompletedEvent
        | IterationNextEvent
        | IterationStartedEvent
        | LoopCompletedEvent
        | LoopNextEvent
        | LoopStartedEvent
        | MessageEvent
        | MessageEndEvent
        | MessageFileEvent
        | MessageReplaceEvent
        | NodeFinishedEvent
        | NodeRetryEvent
        | NodeStartedEvent
        | ParallelBranchFinishedEvent
        | ParallelBranchStartedEvent
        | ReasoningChunkEvent
        | TextChunkEvent
        | TextReplaceEvent
        | TtsMessageEvent
        | TtsMessageEndEvent
        | WorkflowFinishedEvent
        | WorkflowPausedEvent
        | WorkflowStartedEvent
    )

# The value of ``event`` in JSON → the class in dify_api.models.
EVENTS: dict[str, str] = {
    "agent_log": "AgentLogEvent",
    "agent_message": "AgentMessageEvent",
    "agent_thought": "AgentThoughtEvent",
    "datasource_completed": "DatasourceCompletedEvent",
    "datasource_error": "DatasourceErrorEvent",
    "datasource_processing": "DatasourceProcessingEvent",
    "error": "ErrorEvent",
    "human_input_form_filled": "HumanInputFormFilledEvent",
    "human_input_form_timeout": "HumanInputFormTimeoutEvent",
    "human_input_required": "HumanInputRequiredEvent",
    "iteration_completed": "IterationCompletedEvent",
    "iteration_next": "IterationNextEvent",
    "iteration_started": "IterationStartedEvent",
    "loop_completed": "LoopCompletedEvent",
    "loop_next": "LoopNextEvent",
    "loop_started": "LoopStartedEvent",
    "message": "MessageEvent",
    "message_end": "MessageEndEvent",
    "message_file": "MessageFileEvent",
    "message_replace": "MessageReplaceEvent",
    "node_finished": "NodeFinishedEvent",
    "node_retry": "NodeRetryEvent",
    "node_started": "NodeStartedEvent",
    "parallel_branch_finished": "ParallelBranchFinishedEvent",
    "parallel_branch_started": "ParallelBranchStartedEvent",
    "reasoning_chunk": "ReasoningChunkEvent",
    "text_chunk": "TextChunkEvent",
    "text_replace": "TextReplaceEvent",
    "tts_message": "TtsMessageEvent",
    "tts_message_end": "TtsMessageEndEvent",
    "workflow_finished": "WorkflowFinishedEvent",
    "workflow_paused": "WorkflowPausedEvent",
    "workflow_started": "WorkflowStartedEvent",
}

# fmt: off
__all__ = [
    "AgentLogEvent", "AgentMessageEvent", "AgentThoughtEvent", "DatasourceCompletedEvent",
    "DatasourceErrorEvent", "DatasourceProcessingEvent", "ErrorEvent", "HumanInputFormFilledEvent",
    "HumanInputFormTimeoutEvent", "HumanInputRequiredEvent", "IterationCompletedEvent", "IterationNextEvent",
    "IterationStartedEvent", "LoopCompletedEvent", "LoopNextEvent", "LoopStartedEvent", "MessageEndEvent",
    "MessageEvent", "MessageFileEvent", "MessageReplaceEvent", "NodeFinishedEvent", "NodeRetryEvent",
    "NodeStartedEvent", "ParallelBranchFinishedEvent", "ParallelBranchStartedEvent", "ReasoningChunkEvent",
    "TextChunkEvent", "TextReplaceEvent", "TtsMessageEndEvent", "TtsMessageEvent", "WorkflowFinishedEvent",
    "WorkflowPausedEvent", "WorkflowStartedEvent",
]
# fmt: on

_classes: dict[str, Any] = {}  # those that were used, by the value of ``event``


def event_class(name: str) -> type[StreamEvent] | None:
    """The class for a value of ``event``; ``None`` if this version does not know it."""
    found: type[StreamEvent] | None = _classes.get(name)
    if found is None and name in EVENTS:
        found = _classes[name] = getattr(models, EVENTS[name])
    return found


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(models, name)  # the next lookup does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
