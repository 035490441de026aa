# Made from tests/client/_async/test_request_ids.py by scripts/regenerate: change that one.
"""The id of a request, which whoever runs the server asks for, on every kind of answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_httpx import HTTPXMock

from dify_ext import Dify, WorkflowFailed

URL = "https://dify.example.com/v1"
STREAM = {"Content-Type": "text/event-stream"}
ANSWER = {"message_id": "m", "conversation_id": "c", "answer": "Hi", "mode": "chat"}
ENDED = {"id": "r", "status": "succeeded", "outputs": {"a": 1}}


def make() -> Dify:
    return Dify("app-key", user="u", base_url=URL, max_retries=0)


def events(*all_of_them: dict[str, Any]) -> str:
    return "".join(f"data: {json.dumps(event)}\n\n" for event in all_of_them)


CHAT = events(
    {"event": "message", "task_id": "t", "message_id": "m", "conversation_id": "c", "answer": "Hi"},
    {"event": "message_end", "task_id": "t", "message_id": "m", "conversation_id": "c"},
)
RUN = events(
    {"event": "workflow_started", "task_id": "t", "workflow_run_id": "r", "data": {"id": "r"}},
    {"event": "workflow_finished", "task_id": "t", "workflow_run_id": "r", "data": ENDED},
)


@pytest.mark.parametrize(
    ("headers", "request_id"),
    [
        ({"X-Request-Id": "one"}, "one"),
        ({"x-trace-id": "two"}, "two"),
        ({"X-Request-Id": "one", "X-Trace-Id": "two"}, "one"),
        ({}, None),
    ],
)
def test_answers_have_it(httpx_mock: HTTPXMock, headers: dict[str, str], request_id: str | None) -> None:
    """In one piece and streamed; None where the server sends none.
    It is no part of what makes answers equal.
    """
    httpx_mock.add_response(json=ANSWER, headers=headers)
    httpx_mock.add_response(text=CHAT, headers={**STREAM, **headers})
    httpx_mock.add_response(json={"task_id": "t", "workflow_run_id": "r", "data": ENDED}, headers=headers)
    httpx_mock.add_response(text=RUN, headers={**STREAM, **headers})
    with make() as dify:
        answers = [
            dify.chat.send("q", response_mode="blocking"),
            dify.chat.send("q"),
            dify.workflows.run({}, response_mode="blocking"),
            dify.workflows.run({}),
        ]
    assert [answer.request_id for answer in answers] == [request_id] * 4
    assert [answer.to_dict().get("request_id") for answer in answers] == [request_id] * 4


def test_a_stream_has_it(httpx_mock: HTTPXMock) -> None:
    """Once the answer has begun: that of the request that began the run."""
    httpx_mock.add_response(text=CHAT, headers={**STREAM, "X-Request-Id": "one"})
    with make() as dify:
        stream = dify.chat.stream("q")
        assert stream.request_id is None
        with stream:
            assert stream.request_id == "one"
            assert (stream.get_final_answer()).request_id == "one"


def test_a_run_that_failed_has_it(httpx_mock: HTTPXMock) -> None:
    """In what it came to, in one piece as streamed."""
    failed = {**ENDED, "status": "failed", "error": "no model"}
    headers = {"X-Request-Id": "one"}
    httpx_mock.add_response(json={"task_id": "t", "workflow_run_id": "r", "data": failed}, headers=headers)
    text = RUN.replace(json.dumps(ENDED), json.dumps(failed))
    httpx_mock.add_response(text=text, headers={**STREAM, **headers})
    with make() as dify:
        for mode in ("blocking", None):
            with pytest.raises(WorkflowFailed, match="no model") as caught:
                dify.workflows.run({}, response_mode=mode)
            assert caught.value.partial.request_id == "one"


def test_each_page_has_its_own(httpx_mock: HTTPXMock) -> None:
    """And the answer that is no model of ours has it in its raw form."""
    for number in (1, 2):
        row = {
            "id": str(number),
            "name": "n",
            "inputs": {},
            "created_at": 9 - number,
            "updated_at": 9 - number,
        }
        httpx_mock.add_response(
            json={"data": [row], "has_more": number == 1, "limit": 1},
            headers={"X-Request-Id": f"page {number}"},
        )
    httpx_mock.add_response(json={"name": "n"}, headers={"X-Request-Id": "info"})
    with make() as dify:
        first = dify.conversations.list(limit=1)
        second = first.next_page()
        assert second is not None
        assert (first.request_id, second.request_id) == ("page 1", "page 2")
        assert (dify.with_raw_response.app.info()).request_id == "info"


def test_bytes_have_it(httpx_mock: HTTPXMock) -> None:
    """Before they are read."""
    headers = {"Content-Type": "text/plain", "X-Trace-Id": "t"}
    httpx_mock.add_response(content=b"x", headers=headers)
    with make() as dify, dify.files.preview("f") as file:
        assert file.request_id == "t"
