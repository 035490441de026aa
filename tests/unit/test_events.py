"""Events: a class for each name on the wire, nothing lost of any, and the unknown ones too."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from dify_api.events import EVENTS
from dify_api.types import WrongShape
from hypothesis import given
from hypothesis import strategies as st

import dify_ext
from dify_ext import events
from dify_ext.events import UnknownEvent, parse_event

# As recorded: each field of one message of a chatflow.
MESSAGE = {
    "event": "message",
    "conversation_id": "1b60ecf5-20bb-4912-945b-efdabece1cf0",
    "message_id": "fe57af89-a8a9-490f-acd2-b33d0bb335ae",
    "created_at": 1795172840,
    "task_id": "b6a5e940-1ed8-4fc8-bfde-877812c17ca2",
    "id": "fe57af89-a8a9-490f-acd2-b33d0bb335ae",
    "answer": "Ech\u2028o: ",
    "from_variable_selector": ["llm1", "text"],
}

JSON = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(("wire", "name"), EVENTS.items())
def test_each_event_has_its_class(wire: str, name: str) -> None:
    """The class is the wire's name in CamelCase and ``Event``;
    it is in ``dify_ext.events`` and in ``dify_ext``.
    """
    kind = getattr(events, name)
    event = parse_event({"event": wire})
    assert name == "".join(word.capitalize() for word in wire.split("_")) + "Event"
    assert type(event) is kind is getattr(dify_ext, name)
    assert event.event == wire
    assert kind().event == wire
    assert event.to_dict() == {"event": wire}


def test_the_names_that_type_checkers_see() -> None:
    """The list is written out, and has all events that are generated."""
    assert sorted(events.__all__) == events.__all__ == sorted(["Event", "UnknownEvent", *EVENTS.values()])
    assert dir(events) == events.__all__


def test_a_recorded_event() -> None:
    """Its fields are attributes, and it gives back what came."""
    event = parse_event(MESSAGE)
    assert isinstance(event, events.MessageEvent)
    assert (event.answer, event.id, event.from_variable_selector) == (
        "Ech\u2028o: ",
        MESSAGE["id"],
        ["llm1", "text"],
    )
    assert event.to_dict() == MESSAGE
    assert MESSAGE["event"] == "message"


def test_null_reads_as_absent() -> None:
    """A null is an absent field; it is not given back."""
    event = parse_event({**MESSAGE, "from_variable_selector": None, "answer": None})
    assert isinstance(event, events.MessageEvent)
    assert event.from_variable_selector is None
    assert event.to_dict() == {
        k: v for k, v in MESSAGE.items() if k not in ("from_variable_selector", "answer")
    }


@given(st.sampled_from(sorted(EVENTS)), st.dictionaries(st.text().map("new_{}".format), JSON, max_size=4))
def test_what_a_newer_server_adds_is_kept(wire: str, more: dict[str, Any]) -> None:
    """Any further fields of any known event come back as they were."""
    sent = {"event": wire, **more}
    event = parse_event(sent)
    assert not isinstance(event, UnknownEvent)
    assert event.to_dict() == sent
    assert event.additional_properties == more


@given(
    st.text().filter(lambda name: name not in EVENTS),
    st.dictionaries(st.text(), JSON | st.none(), max_size=4),
)
def test_an_unknown_event_is_whole(name: str, data: dict[str, Any]) -> None:
    """An event this version does not know is its name and the whole object."""
    sent = {**data, "event": name}
    event = parse_event(sent)
    assert event == UnknownEvent(name, sent)
    assert event.to_dict() == sent


@pytest.mark.parametrize("data", [{}, {"event": None}, {"event": 5}, {"event": ["message"]}, {"answer": "a"}])
def test_an_object_that_names_no_event(data: dict[str, Any]) -> None:
    """It is unknown, and nothing of it is lost."""
    event = parse_event(data)
    assert isinstance(event, UnknownEvent)
    assert isinstance(event.event, str)
    assert event.data == event.to_dict() == data


def test_an_unknown_event_is_its_own() -> None:
    """Changing what was given, or what is taken, does not change the event."""
    sent = {"event": "new", "a": 1}
    event = parse_event(sent)
    sent["a"] = 2
    event.to_dict()["a"] = 3
    assert event.to_dict() == {"event": "new", "a": 1}


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        ({"event": "workflow_finished", "data": "failed"}, "data"),
        ({"event": "message_end", "metadata": []}, "metadata"),
        ({"event": "message_end", "metadata": {"usage": "none"}}, "metadata.usage"),
        ({"event": "message_end", "files": [{}, 5]}, "files[1]"),
    ],
)
def test_a_wrong_shape_says_where(sent: dict[str, Any], path: str) -> None:
    """An event that is not what was promised raises with the place."""
    with pytest.raises(WrongShape) as caught:
        parse_event(sent)
    assert caught.value.path == path


@pytest.mark.parametrize("event", [parse_event(MESSAGE), UnknownEvent("new", {"event": "new", "a": [1]})])
def test_events_are_values(event: Any) -> None:
    """They compare, pickle and copy."""
    assert pickle.loads(pickle.dumps(event)) == copy.deepcopy(event) == event


def test_the_module() -> None:
    """It lists what it has, has what it lists, and says so of what it has not."""
    assert set(dir(events)) == set(events.__all__) == {*EVENTS.values(), "Event", "UnknownEvent"}
    for name in events.__all__:
        assert getattr(events, name) is not None
    with pytest.raises(AttributeError, match="NoSuchEvent"):
        _ = events.NoSuchEvent
    assert not any(name == "ping" for name in EVENTS)
