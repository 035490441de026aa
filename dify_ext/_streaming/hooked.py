"""A run as its hooks leave it: the answer that the events add up to after the hooks. Pure.

The protocol of the run sees the events that the server sent, and judges by them whether the answer
is whole, what is a duplicate, and what is to be resumed. A reader sees what the hooks made of them,
and so does the second accumulator here.
"""

from __future__ import annotations

import copy
from typing import Generic, TypeVar

from dify_ext import events
from dify_ext._core.hooks import Hook
from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext.events import Event

R = TypeVar("R")

_IDS = ("request_id", "task_id", "workflow_run_id", "message_id", "conversation_id")
_FACTS = ("mode", "created_at", "status")  # of an answer or result, whatever was dropped


class HookedRun(Generic[R]):
    """What hooks, in order, make of one run that has not begun."""

    def __init__(self, hooks: tuple[Hook, ...], accumulator: RunAccumulator[R]) -> None:
        self.hooks = hooks
        self._original = accumulator
        self._hooked = copy.deepcopy(accumulator)
        self._unread = ""

    def restored(self, event: Event, text: str) -> Event | None:
        """The text that was lost and came with the end of the run, as an event for the hooks."""
        if not isinstance(event, events.WorkflowFinishedEvent):
            return None
        original = self._original
        whole = original.text.delivered if original.text.is_contradicted else text
        if not whole:
            return None
        ids = {name: getattr(original, name) for name in _IDS[1:] if getattr(original, name) is not None}
        if original.needs_text:
            return events.MessageEvent.from_dict({"event": "message", **ids, "answer": whole})
        return events.TextChunkEvent.from_dict({"event": "text_chunk", **ids, "data": {"text": whole}})

    def add_restored(self, event: Event | None) -> None:
        """Take restored text after the hooks."""
        text, hooked = _text_of(event), self._hooked.text
        if self._original.text.is_contradicted:
            hooked.replace(text)
        else:
            self._unread += hooked.complete(hooked.delivered + text)

    def add(self, event: Event | None) -> None:
        """Take an event after the hooks; None was dropped. An error event raises."""
        original, hooked = self._original, self._hooked
        if original.text.has_gap and not hooked.text.has_gap:
            hooked.lose_text()
        hooked.stop_requested = original.is_stopping
        if event is not None:
            self._unread += hooked.add(event)

    def take_text(self) -> str:
        """The text for a reader since this was last asked for."""
        text, self._unread = self._unread, ""
        return text

    @property
    def result(self) -> R:
        """The answer or result so far. Its ids, mode and status are those that the server sent."""
        original, hooked = self._original, self._hooked
        for name in _IDS:
            setattr(hooked, name, getattr(original, name))
        result, facts = hooked.result, original.result
        for name in _FACTS:
            if hasattr(result, name):
                setattr(result, name, getattr(facts, name))
        return result


def _text_of(event: Event | None) -> str:
    if isinstance(event, events.TextChunkEvent):
        return (event.data.text if event.data else None) or ""
    return getattr(event, "answer", None) or ""
