"""What is to be done with a row, how errors are judged, and how many run at a time."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    RequestTimeout,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    WorkflowFailed,
    WorkflowPaused,
)
from dify_ext._batch.concurrency import FIRST_PAUSE, LONGEST_PAUSE, AdaptiveConcurrency
from dify_ext._batch.records import PAUSED, Record, next_step, number_of, result_from
from dify_ext._batch.verdicts import MOST_OVERLOADS, Verdict, error_of, judge, unknown
from dify_ext._streaming.answers import ChatAnswer, WorkflowResult

PAUSED_ERROR = {"code": PAUSED}


@pytest.mark.parametrize(
    ("record", "options", "step"),
    [
        ({}, {}, "run"),
        ({"state": "started"}, {}, "look up"),
        ({"state": "started", "owner": "alive"}, {}, "wait"),
        ({"state": "waiting", "owner": "alive"}, {}, "wait"),
        ({"state": "waiting", "owner": "dead"}, {}, "run"),
        ({"state": "waiting", "owner": "unsure"}, {}, "look up"),
        ({"state": "done", "finished_in": "before"}, {"retry_failed": True}, "leave"),
        ({"state": "failed", "finished_in": "before"}, {}, "leave"),
        ({"state": "failed", "finished_in": "before"}, {"retry_failed": True}, "run"),
        ({"state": "failed", "finished_in": "now"}, {"retry_failed": True}, "leave"),
        (
            {"state": "failed", "finished_in": "before", "error": PAUSED_ERROR},
            {"retry_failed": True},
            "look up",
        ),
        ({"state": "unknown", "finished_in": "before"}, {}, "look up"),
        ({"state": "unknown", "finished_in": "now"}, {}, "leave"),
    ],
)
def test_the_next_step(record: dict[str, Any], options: dict[str, bool], step: str) -> None:
    """In the call "now"."""
    row = Record(0, "k", {}, **record)
    assert next_step(row, "now", {"alive"}, {"unsure"}, **{"retry_failed": False, **options}) == step


def test_a_row_that_failed_runs_again_for_another_end_user() -> None:
    """Else its first run would be found for the second one."""
    row = Record(0, "k", {}, state="failed", finished_in="before", error={}, ids={"task_id": "t"})
    assert row.end_user("me", "b1") == "me:b1:k"
    row.take("w", next_step(row, "now", (), (), retry_failed=True))
    assert (row.state, row.ids, row.error, row.attempt) == ("waiting", {}, None, 2)
    assert row.end_user("me", "b1") == "me:b1:k#2"
    assert Record(0, "k", {}, version=2).end_user("me", "b1") == "me:b1:k#2.1"


def test_a_row_that_is_looked_up_has_begun() -> None:
    """Until it is known how it ended."""
    row = Record(0, "k", {})
    row.take("w1", "run")
    assert (row.state, row.owner, row.attempt) == ("waiting", "w1", 1)
    row.take("w2", "look up")
    assert (row.state, row.owner, row.attempt) == ("started", "w2", 1)
    row.fail(unknown("why"), "unknown")
    assert (row.state, row.error) == ("unknown", unknown("why"))


def test_an_end_user_is_as_long_as_servers_store() -> None:
    """A long key is a digest, also of a long name; each attempt has another."""
    names = set()
    for key in ("x" * 300, "x" * 301):
        for attempt in (1, 2):
            for user in ("me", "u" * 300):
                names.add(Record(0, key, {}, attempt=attempt).end_user(user, "b1"))
    assert len(names) == 8
    assert max(map(len, names)) == 255


def test_results_come_back_from_json() -> None:
    result = WorkflowResult("succeeded", {"a": 1}, total_tokens=3)
    assert result_from("workflow", result.to_dict()) == result
    data = {
        "id": "m",
        "message_id": "m",
        "answer": "Hi",
        "usage": {"total_tokens": 3},
        "metadata": {"usage": {"total_tokens": 3, "total_price": "0.1"}},
        "files": [{"related_id": "f"}],
        "agent_thoughts": [{"id": "t", "thought": "well"}],
    }
    answer = result_from("chat", data)
    assert isinstance(answer, ChatAnswer)
    assert (answer.answer, answer.id, answer.usage and answer.usage.total_price) == ("Hi", "m", "0.1")
    assert (answer.files[0].related_id, answer.agent_thoughts[0].thought) == ("f", "well")
    assert result_from("completion", {"answer": "Hi"}) == ChatAnswer("Hi")


def test_a_row_as_text() -> None:
    """What is as it is in a new row is left out, and what belongs to one worker."""
    row = Record(3, "k", {"a": "é"}, digest="d", stored="before", begun=1)
    assert json.loads(row.text) == {"key": "k", "inputs": {"a": "é"}, "digest": "d", "ids": {}}
    row.succeed(WorkflowResult("succeeded", {"a": 1}, total_tokens=3), Decimal("0.5"))
    row.owner = "w"
    assert Record(3, **json.loads(row.text), stored="before", begun=1) == row
    assert (row.tokens, row.price) == (3, "0.5")
    assert row.name == "row:1:k"
    chat = {"usage": {"total_tokens": 4, "total_price": "0.1"}}
    row.succeed(result_from("chat", {"answer": "Hi", "metadata": chat}), None)
    assert (row.tokens, row.price) == (4, "0.1")
    row.succeed(ChatAnswer("Hi"), None)
    assert (row.tokens, row.price) == (0, None)


@pytest.mark.parametrize("told", [float("inf"), "sNaN", "NaN", "much", "1e999999999", None, [1]])
def test_a_number_that_is_none(told: Any) -> None:
    """It is left out: it ends no batch."""
    row = Record(0, "k", {})
    row.succeed(WorkflowResult("succeeded", {}, total_tokens=told), None)
    chat = {"usage": {"total_tokens": told, "total_price": told}}
    assert (row.tokens, row.price, number_of(told)) == (0, None, None)
    row.succeed(result_from("chat", {"answer": "Hi", "metadata": chat}), None)
    assert (row.tokens, row.price) == (0, None)


def because(error: DifyError, cause: Exception) -> DifyError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "has_ids", "verdict"),
    [
        (RateLimitError(429, "too_many_requests", "slow", retry_after=7), False, Verdict("again", True, 7)),
        (RateLimitError(400, "invalid_param", "Too many requests."), False, Verdict("again", True)),
        (RateLimitError(429, "rate_limit_error", "quota"), False, Verdict("stop")),
        (AuthenticationError(401, None, "key"), False, Verdict("stop")),
        (PermissionDeniedError(403, None, "off"), False, Verdict("stop")),
        (BadRequestError(400, "not_workflow_app", "kind"), False, Verdict("stop")),
        (ConfigurationError("no key"), False, Verdict("stop")),
        (NotFoundError(404, None, "path"), False, Verdict("stop")),
        (NotFoundError(404, None, "run"), True, Verdict("failed")),
        (BadRequestError(400, "invalid_param", "text is required"), False, Verdict("failed")),
        (because(ConnectionFailed("no"), httpx.ConnectError("no")), False, Verdict("again")),
        (because(RequestTimeout("no"), httpx.PoolTimeout("no")), False, Verdict("again", True)),
        (because(ConnectionFailed("no"), httpx.ReadError("no")), False, Verdict("look up")),
        (because(RequestTimeout("no"), httpx.ReadTimeout("no")), False, Verdict("look up", True)),
        (RequestTimeout("call_timeout"), True, Verdict("failed", True)),
        (StreamIncomplete("broke"), True, Verdict("look up")),
        (StreamStalled("silent"), True, Verdict("look up", True)),
        (ServerError(503, None, "proxy"), False, Verdict("look up", True)),
        (ServerError(500, None, "bug"), False, Verdict("failed")),
        (WorkflowFailed("the workflow failed: [openai] Rate limit, 429"), True, Verdict("anew", True)),
        (StreamFailed(None, None, "Overloaded"), True, Verdict("anew", True)),
        (WorkflowFailed("the workflow failed: bad prompt"), True, Verdict("failed")),
        (WorkflowPaused("waits"), True, Verdict("failed")),
    ],
)
def test_a_verdict(error: DifyError, has_ids: bool, verdict: Verdict) -> None:
    assert judge(error, has_ids=has_ids, begun=1) == verdict


def test_a_model_that_stays_overloaded_fails() -> None:
    error = StreamFailed(429, None, "too many requests")
    assert judge(error, has_ids=True, begun=MOST_OVERLOADS) == Verdict("failed", True)


def test_errors_in_the_journal() -> None:
    """With the server's code, or a code for the class."""
    codes = [
        error_of(error)["code"]
        for error in (
            APIError(500, None, "bug"),
            BadRequestError(400, "invalid_param", "no"),
            StreamFailed(400, "completion_request_error", "no"),
            WorkflowFailed("no"),
            WorkflowPaused("no"),
        )
    ]
    assert codes == ["apierror", "invalid_param", "completion_request_error", "workflow_failed", PAUSED]
    assert unknown("why") == {"code": "unknown", "message": "why", "kind": "Unknown"}


def test_fewer_at_a_time_and_more_again() -> None:
    """Half as many after a refusal, once for all runs that were under way; one more after a round."""
    concurrency = AdaptiveConcurrency(50)
    assert concurrency.wait(49, 0.0) == 0.0
    for _ in range(45):
        concurrency.refused(0.0, 1.0)
    assert (concurrency.limit, concurrency.failing_for(3.0)) == (25.0, 2.0)
    assert concurrency.wait(25, 1.0) >= FIRST_PAUSE
    assert 0 < concurrency.wait(0, 1.0) <= FIRST_PAUSE
    assert concurrency.wait(24, 2.0) == 0.0
    for _ in range(26):
        concurrency.succeeded()
    assert 25.9 < concurrency.limit < 26.1
    assert concurrency.failing_for(3.0) == 0.0


def test_longer_and_longer_pauses_until_a_success() -> None:
    concurrency, now = AdaptiveConcurrency(4), 0.0
    for number in range(12):
        concurrency.refused(now, now)
        waited = concurrency.wait(0, now)
        assert FIRST_PAUSE * 2**number / 2 <= waited <= LONGEST_PAUSE or waited >= LONGEST_PAUSE / 2
        assert waited <= LONGEST_PAUSE
        now += waited
    assert concurrency.limit == 1.0
    concurrency.succeeded()
    concurrency.refused(now, now)
    assert concurrency.wait(0, now) <= FIRST_PAUSE


def test_the_server_names_the_pause() -> None:
    """For all slots, also if the limit was lowered already."""
    concurrency = AdaptiveConcurrency(4)
    concurrency.refused(0.0, 1.0)
    concurrency.refused(0.0, 1.0, 90.0)
    assert concurrency.wait(0, 1.0) == 90.0
    assert concurrency.wait(0, 90.0) == 1.0
