"""The class of each stream event. A class is imported when its first event comes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from .models.agent_log_event import AgentLogEvent
    from .models.agent_message_event import AgentMessageEvent
    from .models.agent_thought_event import AgentThoughtEvent
    from .models.datasource_completed_event import DatasourceCompletedEvent
    from .models.datasource_error_event import DatasourceErrorEvent
    from .models.datasource_processing_event import DatasourceProcessingEvent
    from .models.error_event import ErrorEvent
    from .models.human_input_form_filled_event import HumanInputFormFilledEvent
    from .models.human_input_form_timeout_event import HumanInputFormTimeoutEvent
    from .models.human_input_required_event import HumanInputRequiredEvent
    from .models.iteration_completed_event import IterationCompletedEvent
    from .models.iteration_next_event import IterationNextEvent
    from .models.iteration_started_event import IterationStartedEvent
    from .models.loop_completed_event import LoopCompletedEvent
    from .models.loop_next_event import LoopNextEvent
    from .models.loop_started_event import LoopStartedEvent
    from .models.message_end_event import MessageEndEvent
    from .models.message_event import MessageEvent
    from .models.message_file_event import MessageFileEvent
    from .models.message_replace_event import MessageReplaceEvent
    from .models.node_finished_event import NodeFinishedEvent
    from .models.node_retry_event import NodeRetryEvent
    from .models.node_started_event import NodeStartedEvent
    from .models.parallel_branch_finished_event import ParallelBranchFinishedEvent
    from .models.parallel_branch_started_event import ParallelBranchStartedEvent
    from .models.reasoning_chunk_event import ReasoningChunkEvent
    from .models.text_chunk_event import TextChunkEvent
    from .models.text_replace_event import TextReplaceEvent
    from .models.tts_message_end_event import TtsMessageEndEvent
    from .models.tts_message_event import TtsMessageEvent
    from .models.workflow_finished_event import WorkflowFinishedEvent
    from .models.workflow_paused_event import WorkflowPausedEvent
    from .models.workflow_started_event import WorkflowStartedEvent

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
    "AgentLogEvent": "agent_log_event", "AgentMessageEvent": "agent_message_event",
    "AgentThoughtEvent": "agent_thought_event", "DatasourceCompletedEvent": "datasource_completed_event",
    "DatasourceErrorEvent": "datasource_error_event",
    "DatasourceProcessingEvent": "datasource_processing_event", "ErrorEvent": "error_event",
    "HumanInputFormFilledEvent": "human_input_form_filled_event",
    "HumanInputFormTimeoutEvent": "human_input_form_timeout_event",
    "HumanInputRequiredEvent": "human_input_required_event",
    "IterationCompletedEvent": "iteration_completed_event", "IterationNextEvent": "iteration_next_event",
    "IterationStartedEvent": "iteration_started_event", "LoopCompletedEvent": "loop_completed_event",
    "LoopNextEvent": "loop_next_event", "LoopStartedEvent": "loop_started_event",
    "MessageEndEvent": "message_end_event", "MessageEvent": "message_event",
    "MessageFileEvent": "message_file_event", "MessageReplaceEvent": "message_replace_event",
    "NodeFinishedEvent": "node_finished_event", "NodeRetryEvent": "node_retry_event",
    "NodeStartedEvent": "node_started_event", "ParallelBranchFinishedEvent": "parallel_branch_finished_event",
    "ParallelBranchStartedEvent": "parallel_branch_started_event",
    "ReasoningChunkEvent": "reasoning_chunk_event", "TextChunkEvent": "text_chunk_event",
    "TextReplaceEvent": "text_replace_event", "TtsMessageEndEvent": "tts_message_end_event",
    "TtsMessageEvent": "tts_message_event", "WorkflowFinishedEvent": "workflow_finished_event",
    "WorkflowPausedEvent": "workflow_paused_event", "WorkflowStartedEvent": "workflow_started_event",
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
