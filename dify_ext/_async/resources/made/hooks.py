# Made from spec/events.yaml and a template by scripts/regenerate: change those.
"""``dify.on()``: register a hook for the events of streams."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeAlias, TypeVar, overload

from dify_ext import events
from dify_ext._core.hooks import HookResult, Hooks, Kind

E = TypeVar("E")

AsyncHook: TypeAlias = "Callable[[E], HookResult | Awaitable[HookResult]]"
_Registered: TypeAlias = "Callable[[AsyncHook[E]], AsyncHook[E]]"


class _AsyncHooked:
    """A client whose streams have hooks."""

    _hooks: Hooks

    @overload
    def on(self, kind: Literal["agent_log"], /) -> _Registered[events.AgentLogEvent]: ...
    @overload
    def on(self, kind: Literal["agent_message"], /) -> _Registered[events.AgentMessageEvent]: ...
    @overload
    def on(self, kind: Literal["agent_thought"], /) -> _Registered[events.AgentThoughtEvent]: ...
    @overload
    def on(
        self, kind: Literal["datasource_completed"], /
    ) -> _Registered[events.DatasourceCompletedEvent]: ...
    @overload
    def on(self, kind: Literal["datasource_error"], /) -> _Registered[events.DatasourceErrorEvent]: ...
    @overload
    def on(
        self, kind: Literal["datasource_processing"], /
    ) -> _Registered[events.DatasourceProcessingEvent]: ...
    @overload
    def on(self, kind: Literal["error"], /) -> _Registered[events.ErrorEvent]: ...
    @overload
    def on(
        self, kind: Literal["human_input_form_filled"], /
    ) -> _Registered[events.HumanInputFormFilledEvent]: ...
    @overload
    def on(
        self, kind: Literal["human_input_form_timeout"], /
    ) -> _Registered[events.HumanInputFormTimeoutEvent]: ...
    @overload
    def on(self, kind: Literal["human_input_required"], /) -> _Registered[events.HumanInputRequiredEvent]: ...
    @overload
    def on(self, kind: Literal["iteration_completed"], /) -> _Registered[events.IterationCompletedEvent]: ...
    @overload
    def on(self, kind: Literal["iteration_next"], /) -> _Registered[events.IterationNextEvent]: ...
    @overload
    def on(self, kind: Literal["iteration_started"], /) -> _Registered[events.IterationStartedEvent]: ...
    @overload
    def on(self, kind: Literal["loop_completed"], /) -> _Registered[events.LoopCompletedEvent]: ...
    @overload
    def on(self, kind: Literal["loop_next"], /) -> _Registered[events.LoopNextEvent]: ...
    @overload
    def on(self, kind: Literal["loop_started"], /) -> _Registered[events.LoopStartedEvent]: ...
    @overload
    def on(self, kind: Literal["message"], /) -> _Registered[events.MessageEvent]: ...
    @overload
    def on(self, kind: Literal["message_end"], /) -> _Registered[events.MessageEndEvent]: ...
    @overload
    def on(self, kind: Literal["message_file"], /) -> _Registered[events.MessageFileEvent]: ...
    @overload
    def on(self, kind: Literal["message_replace"], /) -> _Registered[events.MessageReplaceEvent]: ...
    @overload
    def on(self, kind: Literal["node_finished"], /) -> _Registered[events.NodeFinishedEvent]: ...
    @overload
    def on(self, kind: Literal["node_retry"], /) -> _Registered[events.NodeRetryEvent]: ...
    @overload
    def on(self, kind: Literal["node_started"], /) -> _Registered[events.NodeStartedEvent]: ...
    @overload
    def on(
        self, kind: Literal["parallel_branch_finished"], /
    ) -> _Registered[events.ParallelBranchFinishedEvent]: ...
    @overload
    def on(
        self, kind: Literal["parallel_branch_started"], /
    ) -> _Registered[events.ParallelBranchStartedEvent]: ...
    @overload
    def on(self, kind: Literal["reasoning_chunk"], /) -> _Registered[events.ReasoningChunkEvent]: ...
    @overload
    def on(self, kind: Literal["text_chunk"], /) -> _Registered[events.TextChunkEvent]: ...
    @overload
    def on(self, kind: Literal["text_replace"], /) -> _Registered[events.TextReplaceEvent]: ...
    @overload
    def on(self, kind: Literal["tts_message"], /) -> _Registered[events.TtsMessageEvent]: ...
    @overload
    def on(self, kind: Literal["tts_message_end"], /) -> _Registered[events.TtsMessageEndEvent]: ...
    @overload
    def on(self, kind: Literal["workflow_finished"], /) -> _Registered[events.WorkflowFinishedEvent]: ...
    @overload
    def on(self, kind: Literal["workflow_paused"], /) -> _Registered[events.WorkflowPausedEvent]: ...
    @overload
    def on(self, kind: Literal["workflow_started"], /) -> _Registered[events.WorkflowStartedEvent]: ...
    @overload
    def on(self, kind: type[E], /) -> _Registered[E]: ...
    @overload
    def on(self, *kinds: Kind) -> _Registered[Any]: ...
    def on(self, *kinds: Any) -> Any:
        """Register a hook: a function that is called with each event of these kinds.

        It is called before the reader of a stream gets the event, for all streams, also those
        inside ``send`` and ``run`` and those of views (``with_options``). Hooks are called in the
        order of registration. A hook returns None to pass the event on, another event to replace
        it, or ``DROP`` to drop it. It gets a copy of the event, which it may change. In the
        asynchronous client it may be a coroutine function.

        The answer is made of the events after the hooks. Whether it is complete depends on what the
        server sent. Text that was lost and restored comes to the hooks as one more ``message`` or
        ``text_chunk`` event. An exception in a hook ends the stream and is raised to its reader,
        and the run is stopped on the server.

        Args:
            *kinds: Names (``"message_end"``) or classes (``MessageEndEvent``) of events. Without
                arguments: every event.

        Returns:
            A decorator, which returns the function unchanged.

        Raises:
            ConfigurationError: A kind is not an event, or the function cannot be called.
        """
        return self._hooks.adding(*kinds)
