"""Results of workflows that came in one piece:
the same as from a stream, and failures and pauses are errors.
"""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from dify_api.models import WorkflowCompletion

from dify_ext import WorkflowFailed, WorkflowPaused, WorkflowResult
from dify_ext._streaming.accumulators import WorkflowAccumulator
from dify_ext.events import parse_event
from tests.wire.recordings import RECORDINGS


def result_of(body: dict[str, Any]) -> WorkflowResult:
    """The result of an answer in one piece."""
    return WorkflowResult.from_completion(WorkflowCompletion.from_dict(body))


def test_a_recorded_result() -> None:
    """All that the server said of the run."""
    body = RECORDINGS["1.13.2/workflows-run--blocking"].json
    result = result_of(body)
    said = body["data"]
    for name in ("status", "outputs", "error", "workflow_id", "elapsed_time", "total_tokens", "total_steps"):
        assert getattr(result, name) == said[name]
    assert (result.created_at, result.finished_at) == (said["created_at"], said["finished_at"])
    assert (result.task_id, result.workflow_run_id) == (body["task_id"], body["workflow_run_id"])
    assert (result.files, result.text) == ([], "")


def test_the_same_in_one_piece_and_as_a_stream() -> None:
    """A result is the same, whichever way it came; a stream has its text besides."""
    data = {
        "id": "r",
        "workflow_id": "w",
        "status": "succeeded",
        "outputs": {"a": 1},
        "total_steps": 2,
        "files": [{}],
    }
    ids = {"task_id": "t", "workflow_run_id": "r"}
    accumulator = WorkflowAccumulator()
    accumulator.add(parse_event({"event": "text_chunk", **ids, "data": {"text": "a"}}))
    accumulator.add(parse_event({"event": "workflow_finished", **ids, "data": data}))
    in_one_piece = result_of({**ids, "data": data})
    assert (in_one_piece.text, accumulator.result.text) == ("", "a")
    in_one_piece.text = "a"
    assert in_one_piece == accumulator.result


def test_a_result_that_says_little() -> None:
    """What is left out is absent; the run's id is also that of its end."""
    assert result_of({"task_id": "t", "workflow_run_id": "r"}) == WorkflowResult(
        task_id="t", workflow_run_id="r"
    )
    assert result_of({"data": {"id": "r", "outputs": None}}) == WorkflowResult(workflow_run_id="r")


@pytest.mark.parametrize("status", ["succeeded", "stopped", "partial-succeeded", "a-newer-word"])
def test_ends_that_are_no_failure(status: str) -> None:
    """A run that was stopped, or succeeded in part, does not raise."""
    assert result_of({"data": {"id": "r", "status": status, "error": "e"}}).status == status


def test_a_recorded_failure() -> None:
    """A failed run is answered with 200; it raises with the run's end and the result."""
    body = RECORDINGS["1.13.2/workflows-run--blocking-error"].json
    with pytest.raises(WorkflowFailed, match="fake rate_limit error") as caught:
        result_of(body)
    error = caught.value
    assert body["workflow_run_id"] in str(error)
    assert (error.run.status, error.partial.status, error.partial.error) == (
        *("failed", "failed"),
        "fake rate_limit error",
    )
    with pytest.raises(WorkflowFailed, match="no reason"):
        result_of({"data": {"id": "r", "status": "exception"}})


def test_recorded_pauses() -> None:
    """A paused run raises; 1.14.2 says what it waits for, 1.13.2 does not."""
    body = RECORDINGS["1.13.2/workflows-run--human-blocking"].json
    with pytest.raises(WorkflowPaused, match="resume") as caught:
        result_of(body)
    assert (caught.value.form, caught.value.partial.workflow_run_id) == (None, body["workflow_run_id"])
    reasons = [{"TYPE": "scheduled"}, {"TYPE": "human_input_required", "form_id": "f", "node_id": "n"}]
    body["data"] |= {"paused_nodes": ["n"], "reasons": reasons}
    with pytest.raises(WorkflowPaused, match="at the node n") as caught:
        result_of(body)
    assert (caught.value.form.form_id, caught.value.partial.status) == ("f", "paused")


def test_results_are_values() -> None:
    """They compare, pickle and copy, inside an error too."""
    result = result_of(RECORDINGS["1.13.2/workflows-run--blocking"].json)
    assert pickle.loads(pickle.dumps(result)) == copy.deepcopy(result) == result
    with pytest.raises(WorkflowPaused) as caught:
        result_of(RECORDINGS["1.13.2/workflows-run--human-blocking"].json)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.partial, again.form, str(again)) == (caught.value.partial, None, str(caught.value))


def test_results_as_json() -> None:
    """All that a result has; null inside outputs stays."""
    result = result_of(
        {"task_id": "t", "data": {"id": "r", "status": "succeeded", "outputs": {"n": [1, None]}}}
    )
    assert json.loads(json.dumps(result.to_dict())) == {
        **{"status": "succeeded", "outputs": {"n": [1, None]}, "workflow_run_id": "r", "task_id": "t"},
        **{"files": [], "text": ""},
    }
