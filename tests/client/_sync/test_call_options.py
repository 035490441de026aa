# Made from tests/client/_async/test_call_options.py by scripts/regenerate: change that one.
"""The options of a call: every method takes them, hands them on, and refuses what is none."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_httpx import HTTPXMock

from dify_ext import APIError, Dify, DifyServer

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
