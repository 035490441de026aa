"""What the events of a knowledge pipeline's source add up to."""

from __future__ import annotations

from typing import Any

import pytest

from dify_ext import StreamFailed
from dify_ext._streaming.accumulators import DatasourceAccumulator
from dify_ext.events import parse_event


def event(name: str, **fields: Any) -> Any:
    return parse_event({"event": name, **fields})


PROCESSING = event("datasource_processing", total=2, completed=1)


def test_results_are_kept_in_turn() -> None:
    """It is whole if it ends after a result, not while the source is being read; a result may be any
    JSON.
    """
    accumulator = DatasourceAccumulator()
    accumulator.connection_ended()
    assert not accumulator.whole
    for result in ([{"source_url": "u"}], {"workspace_id": "w"}, None):
        assert accumulator.add(PROCESSING) == ""
        accumulator.connection_ended()
        assert not accumulator.whole
        accumulator.add(event("datasource_completed", data=result, total=2, completed=2, time_consuming=0.5))
        assert not accumulator.whole  # another result may follow
    accumulator.connection_ended()
    assert accumulator.whole
    assert accumulator.result == [[{"source_url": "u"}], {"workspace_id": "w"}, None]
    assert accumulator.failure() is None


def test_partial_is_a_copy() -> None:
    """What an error carries away does not grow."""
    accumulator = DatasourceAccumulator()
    accumulator.add(event("datasource_completed", data=[]))
    before = accumulator.result
    accumulator.add(event("datasource_completed", data=[1]))
    assert before == [[]]


@pytest.mark.parametrize(("said", "message"), [("no credentials", "no credentials"), (None, "")])
def test_a_source_that_fails(said: str | None, message: str) -> None:
    """A datasource_error raises, with what had been found;
    it has neither status nor code, and may have no text.
    """
    accumulator = DatasourceAccumulator()
    accumulator.add(event("datasource_completed", data=["a"]))
    with pytest.raises(StreamFailed, match=said or "the server gave no reason") as caught:
        accumulator.add(event("datasource_error", error=said))
    assert (caught.value.status, caught.value.code, caught.value.message) == (None, None, message)
    assert caught.value.partial == [["a"]]


def test_other_events_pass() -> None:
    """What a newer server adds does no harm, and an error event fails as in every stream."""
    accumulator = DatasourceAccumulator()
    assert accumulator.add(event("datasource_news", data={})) == ""
    assert not accumulator.whole
    with pytest.raises(StreamFailed) as caught:
        accumulator.add(event("error", status=400, code="invalid_param", message="no"))
    assert (caught.value.status, caught.value.code, caught.value.partial) == (400, "invalid_param", [])
