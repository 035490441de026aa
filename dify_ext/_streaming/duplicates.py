"""Drops duplicates: servers send some events of a run again when it is resumed. Pure."""

from __future__ import annotations

from typing import Any

from dify_ext import events
from dify_ext._streaming.answers import forms_in
from dify_ext.events import Event, UnknownEvent

TEXT_EVENTS = frozenset({events.MessageEvent, events.TextChunkEvent, events.AgentMessageEvent})
# Events that share an id with another, and often its second: rounds of an iteration or loop,
# attempts of a node, a run that continues at once after a pause, and its node that was paused.
_COUNTED_BY = {"iteration_next": "index", "loop_next": "index", "node_retry": "retry_index"}
_NOT_THE_FIRST = {
    "workflow_started": ("reason", "resumption"),
    "node_finished": ("status", "paused", "retry"),
}


class Duplicates:
    """Remembers which events of a run were given out."""

    def __init__(self, began_elsewhere: bool = False) -> None:
        self.is_reconnected = began_elsewhere  # this is not the connection that began the run
        self._has_read = False  # events were given out over an earlier connection
        self.has_marker = False  # the last event has a marker
        self._markers: set[str] = set()
        self.texts = 0  # pieces of text given out
        self._texts_again = 0  # of those, the number that this connection repeated
        self._beginnings = 0  # how often this connection sent the beginning of the run
        self._at_beginning = False

    def reconnect(self) -> None:
        """From here on events arrive over another connection."""
        self.is_reconnected = self._has_read = True
        self._texts_again = self._beginnings = 0
        self._at_beginning = False

    def is_new(self, event: Event) -> bool:
        """Whether this event was not given out before; from now on it was."""
        at_beginning, self._at_beginning = self._at_beginning, event.event == "workflow_started"
        self.has_marker = False
        if type(event) in TEXT_EVENTS:
            return self._is_new_text()
        match event:
            case events.MessageReplaceEvent():
                # At the beginning it is a chatflow's stored text, older than the text that was
                # read.
                return not (self._has_read and at_beginning)
            case events.WorkflowStartedEvent() if event.data and event.data.reason == "initial":
                self._beginnings += 1
        marker = _marker(event)
        if marker is None:
            return True
        self.has_marker = True
        is_known = marker in self._markers
        self._markers.add(marker)
        return not (is_known and self.is_reconnected)

    def _is_new_text(self) -> bool:
        """Text has no marker. Servers do not repeat it, except those that keep a log of the run.

        They send a snapshot, then the whole log, which begins as the run did.
        """
        if self.is_reconnected and self._beginnings > 1 and self._texts_again < self.texts:
            self._texts_again += 1
            return False
        self.texts += 1
        self._texts_again += 1
        return True


def _marker(event: Event) -> str | None:
    """The marker of an event: its name, the id of its node or form, and when that began.

    None for an event without these, such as text: servers do not repeat it.
    """
    if isinstance(event, events.WorkflowPausedEvent) and event.data:
        # A pause has no id, and a new time when it is repeated: its forms are its marker.
        forms: list[Any] = [form.form_id for form in forms_in(event.data.reasons) if form.form_id]
        return repr((event.event, forms or [event.data.created_at, event.data.paused_nodes]))
    if isinstance(event, events.HumanInputRequiredEvent):
        return repr((event.event, event.data.form_id)) if event.data else None
    data = event.data.get("data") if isinstance(event, UnknownEvent) else getattr(event, "data", None)

    def field(name: str) -> Any:
        return data.get(name) if isinstance(data, dict) else getattr(data, name, None)

    id, began = field("id"), field("created_at")
    if id is None or began is None:
        return None
    if event.event == "workflow_started" and field("reason") == "initial":
        began = "the beginning"  # there is one, whatever its time
    word, *others = _NOT_THE_FIRST.get(event.event, ("",))
    other = field(word) if field(word) in others else field(_COUNTED_BY.get(event.event, ""))
    return repr((event.event, id, began, other))
