"""The class of each stream event. A class is imported when its first event comes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from .models.agent_events import AgentLogEvent, AgentMessageEvent, AgentThoughtEvent
    from .models.datasource_events import (
        DatasourceCompletedEvent,
        DatasourceErrorEvent,
        DatasourceProcessingEvent,
    )
    from .models.error_events import ErrorEvent
    from .models.human_events import (
        HumanInputFormFilledEvent,
        HumanInputFormTimeoutEvent,
        HumanInputRequiredEvent,
    )
    from .models.iteration_events import IterationCompletedEvent, IterationNextEvent, IterationStartedEvent
    from .models.loop_events import LoopCompletedEvent, LoopNextEvent, LoopStartedEvent
    from .models.message_events import MessageEndEvent, MessageEvent, MessageFileEvent, MessageReplaceEvent
    from .models.node_events import NodeFinishedEvent, NodeRetryEvent, NodeStartedEvent
    from .models.parallel_events import ParallelBranchFinishedEvent, ParallelBranchStartedEvent
    from .models.reasoning_events import ReasoningChunkEvent
    from .models.text_events import TextChunkEvent, TextReplaceEvent
    from .models.tts_events import TtsMessageEndEvent, TtsMessageEvent
    from .models.workflow_events import WorkflowFinishedEvent, WorkflowPausedEvent, WorkflowStartedEvent

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
_MODULES = {
    "AgentLogEvent": "agent_events", "AgentMessageEvent": "agent_events", "AgentThoughtEvent": "agent_events",
    "DatasourceCompletedEvent": "datasource_events", "DatasourceErrorEvent": "datasource_events",
    "DatasourceProcessingEvent": "datasource_events", "ErrorEvent": "error_events",
    "HumanInputFormFilledEvent": "human_events", "HumanInputFormTimeoutEvent": "human_events",
    "HumanInputRequiredEvent": "human_events", "IterationCompletedEvent": "iteration_events",
    "IterationNextEvent": "iteration_events", "IterationStartedEvent": "iteration_events",
    "LoopCompletedEvent": "loop_events", "LoopNextEvent": "loop_events", "LoopStartedEvent": "loop_events",
    "MessageEndEvent": "message_events", "MessageEvent": "message_events",
    "MessageFileEvent": "message_events", "MessageReplaceEvent": "message_events",
    "NodeFinishedEvent": "node_events", "NodeRetryEvent": "node_events", "NodeStartedEvent": "node_events",
    "ParallelBranchFinishedEvent": "parallel_events", "ParallelBranchStartedEvent": "parallel_events",
    "ReasoningChunkEvent": "reasoning_events", "TextChunkEvent": "text_events",
    "TextReplaceEvent": "text_events", "TtsMessageEndEvent": "tts_events", "TtsMessageEvent": "tts_events",
    "WorkflowFinishedEvent": "workflow_events", "WorkflowPausedEvent": "workflow_events",
    "WorkflowStartedEvent": "workflow_events",
}

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
        found = _classes[name] = __getattr__(EVENTS[name])
    return found


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".models.{_MODULES[name]}", __package__), name)
    globals()[name] = value  # the next lookup does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
