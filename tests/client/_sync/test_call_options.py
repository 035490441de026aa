# Made from tests/client/_async/test_call_options.py by scripts/regenerate: change that one.
"""The options of a call: every method takes them, hands them on, and refuses what is none."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_httpx import HTTPXMock

from dify_ext import APIError, Dify, DifyServer, RateLimitError

URL = "https://dify.example.com"
# Values of arguments that are no plain text.
VALUES: dict[str, Any] = {
    "config": {},
    "datasource_info_list": [],
    "file": b"x",
    "operation_data": [],
    "score_threshold": 0.5,
    "segments": [],
    "value": 1,
}
# What asks more than once, or is no call, is tested by itself.
ALONE = {"documents.wait_indexed", "documents.sync_folder", "account.wire_time"}
ALONE |= {"chat.send_many", "completion.send_many", "workflows.run_many"}


def clients() -> dict[str, Any]:
    return {
        "dify": Dify("key", user="u", base_url=URL),
        "server": DifyServer(URL, admin_key="admin", workspace_id="w"),
    }


def methods() -> Iterator[str]:
    for name, client in clients().items():
        for resource, value in inspect.getmembers(type(client)):
            if type(value).__name__ == "cached_property" and not resource.startswith("_"):
                for method, _ in inspect.getmembers(getattr(client, resource), inspect.ismethod):
                    if not method.startswith("_") and f"{resource}.{method}" not in ALONE:
                        yield f"{name}.{resource}.{method}"


def finish(called: Any) -> None:
    """Do what was called: a stream sends when it is read, anything else when it is awaited."""
    if hasattr(called, "stop"):
        for _ in called:
            pass
    elif inspect.isawaitable(called):
        called


def prepared(name: str) -> tuple[Any, dict[str, Any]]:
    """A client's method, and a value for each argument that it needs."""
    client, resource, method = name.split(".")
    function = getattr(getattr(clients()[client], resource), method)
    needed = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
    ]
    return function, {argument: VALUES.get(argument, "x") for argument in needed}


@pytest.mark.parametrize("name", list(methods()))
def test_a_method_hands_its_options_on(name: str, httpx_mock: HTTPXMock) -> None:
    """Headers and timeout are those of the call, beside what the client says."""
    httpx_mock.add_response(status_code=418, json={"code": "teapot", "message": "short and stout"})
    function, arguments = prepared(name)
    with pytest.raises(APIError, match="stout"):
        finish(function(**arguments, extra_headers={"X-Call": name}, timeout=7.0, max_retries=0))
    [request] = httpx_mock.get_requests()
    assert request.headers["X-Call"] == name
    assert request.extensions["timeout"]["connect"] == 7.0


@pytest.mark.parametrize("name", list(methods()))
def test_what_is_no_option_is_a_mistake(name: str, httpx_mock: HTTPXMock) -> None:
    """As for any function; nothing is sent."""
    function, arguments = prepared(name)
    with pytest.raises(TypeError, match="nonsense"):
        finish(function(**arguments, nonsense=1))
    assert httpx_mock.get_requests() == []


# One method of each kind.
KINDS = {
    "call": "dify.app.info",
    "page": "dify.conversations.list",
    "binary": "dify.files.preview",
    "upload": "dify.files.upload",
    "stream": "dify.chat.stream",
    "run": "dify.workflows.run",
    "console": "server.apps.get",
    "console page": "server.apps.list",
}


@pytest.mark.parametrize("kind", KINDS)
def test_retries_and_the_whole_time_of_a_call(kind: str, httpx_mock: HTTPXMock, waits: list[float]) -> None:
    """They are those of the call.
    What may not be sent twice is not, unless the server says it did not run.
    """
    for _ in range(2):
        httpx_mock.add_response(status_code=429, json={"code": "too_many_requests", "message": "slow down"})
    function, arguments = prepared(KINDS[kind])
    with pytest.raises(RateLimitError):
        finish(function(**arguments, max_retries=1, call_timeout=40.0))
    requests = httpx_mock.get_requests()
    assert len(requests) == 2
    assert all(request.extensions["timeout"]["read"] <= 40.0 for request in requests)


@pytest.mark.parametrize("resource", ["dify.conversations", "server.apps"])
def test_the_following_pages_have_the_options(resource: str, httpx_mock: HTTPXMock) -> None:
    """As the first one has."""
    for page, name in ((1, "a"), (2, "b")):
        rows = [{"id": name, "name": name, "inputs": {}, "created_at": 1, "updated_at": 1}]
        httpx_mock.add_response(
            json={"data": rows, "has_more": page == 1, "limit": 1, "page": page, "total": 2}
        )
    function, _ = prepared(f"{resource}.list")
    listed = [one.id for one in function(limit=1, extra_headers={"X-Call": "1"}, timeout=7.0)]
    assert listed == ["a", "b"]
    for request in httpx_mock.get_requests():
        assert (request.headers["X-Call"], request.extensions["timeout"]["connect"]) == ("1", 7.0)


def test_what_a_run_asks_later_has_the_options(httpx_mock: HTTPXMock, waits: list[float]) -> None:
    """A run whose connection broke is taken up again,
    and asked for where the server has no events to give.
    """
    started = {"event": "workflow_started", "task_id": "t", "workflow_run_id": "r", "data": {"id": "r"}}
    stream = {"Content-Type": "text/event-stream", "X-Version": "1.13.2"}
    httpx_mock.add_response(
        url=f"{URL}/v1/workflows/run", text=f"data: {json.dumps(started)}\n\n", headers=stream
    )
    httpx_mock.add_response(
        url=re.compile(f"{URL}/v1/workflow/r/events.*"),
        status_code=404,
        json={"code": "not_found", "message": "Not found.", "status": 404},
    )
    httpx_mock.add_response(
        url=f"{URL}/v1/workflows/run/r", json={"id": "r", "status": "succeeded", "outputs": {"a": 1}}
    )
    function, _ = prepared("dify.workflows.run")
    result = function({}, extra_headers={"X-Call": "1"}, timeout=7.0)
    assert (result.outputs, result.workflow_run_id) == ({"a": 1}, "r")
    requests = httpx_mock.get_requests()
    assert len(requests) == 3
    assert {(one.headers["X-Call"], one.extensions["timeout"]["connect"]) for one in requests} == {("1", 7.0)}
