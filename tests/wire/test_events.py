"""Each event of each recorded stream by itself, without a client."""

from __future__ import annotations

import pytest

from dify_ext import UnknownEvent, events
from dify_ext.events import parse_event

from .expect import assert_same_event, unknown_fields
from .recordings import RECORDINGS, of_kind, without_nulls

# Not on record, or only in recordings that are kept apart: their classes are there all the same.
OTHERS = {
    "agent_log",
    "datasource_completed",
    "datasource_error",
    "datasource_processing",
    "human_input_form_timeout",
    "iteration_completed",
    "iteration_next",
    "iteration_started",
    "loop_completed",
    "loop_next",
    "loop_started",
    "message_file",
    "parallel_branch_finished",
    "parallel_branch_started",
    "reasoning_chunk",
    "text_replace",
}


@pytest.mark.parametrize("name", of_kind("chunks"))
def test_each_event_is_typed(name: str) -> None:
    """Each recorded event has a class with an attribute for each of its fields, and nothing is lost."""
    for sent in RECORDINGS[name].events:
        event = parse_event(sent)
        assert not isinstance(event, UnknownEvent)
        assert_same_event(event, sent)
        assert list(unknown_fields(event)) == []
        assert without_nulls(parse_event(event.to_dict()).to_dict()) == without_nulls(event.to_dict())


def test_all_kinds_of_events_are_on_record() -> None:
    """Every event class is replayed here but for those named above."""
    recorded = {event["event"] for name in of_kind("chunks") for event in RECORDINGS[name].events}
    classes = {
        getattr(events, name)().event
        for name in events.__all__
        if name.endswith("Event") and name not in ("Event", "UnknownEvent")
    }
    assert classes - recorded == OTHERS
    assert recorded <= classes
