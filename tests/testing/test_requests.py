"""The log of requests: what each one says of what was sent, and the assertions."""

from __future__ import annotations

from typing import Any
from unittest.mock import ANY

import httpx
import pytest

from dify_ext.testing import DifyEmulator, RequestLog

from .conftest import Connect


@pytest.fixture
def log(emulator: DifyEmulator) -> RequestLog:
    emulator.requests.clear()
    return emulator.requests


def test_a_json_body(emulator: DifyEmulator, connect: Connect, log: RequestLog) -> None:
    """Method, path, operation, headers, JSON, user, status, and the events of the answer."""
    connect(emulator).chat.send("Hi", inputs={"a": 1})
    request = log.last
    assert (request.method, request.path, request.status) == ("POST", "/v1/chat-messages", 200)
    assert request.operation == "POST /v1/chat-messages"
    assert request.json == {"inputs": {"a": 1}, "query": "Hi", "user": "ada", "response_mode": "streaming"}
    assert request.user == "ada"
    assert request.headers["content-type"] == request.headers["Content-Type"] == "application/json"
    assert emulator.api_key not in repr(request.headers)
    assert request.headers["Authorization"] == "Bearer ***"
    assert request.events[-1]["event"] == "message_end"
    assert (request.form, request.files, request.query, request.answer) == ({}, [], {}, None)
    assert repr(request) == "<POST /v1/chat-messages 200>"


def test_a_query(emulator: DifyEmulator, connect: Connect, log: RequestLog) -> None:
    """Each parameter, one that came several times as a list; the template of the operation."""
    dify = connect(emulator, user="bo")
    dify.conversations.list(limit=5)
    assert log.last.query == {"limit": "5", "user": "bo"}
    assert (log.last.user, log.last.json, log.last.events) == ("bo", None, [])
    assert log.last.answer["data"] == []
    httpx.get(f"{emulator.base_url}/v1/datasets?tag_ids=a&tag_ids=b&keyword=")
    assert log.last.query == {"tag_ids": ["a", "b"], "keyword": ""}
    assert (log.last.status, log.last.user) == (401, None)
    path = "/v1/messages/11111111-1111-1111-1111-111111111111/suggested"
    httpx.get(emulator.base_url + path)
    assert log.last.operation == "GET /v1/messages/{message_id}/suggested"
    assert log.of("GET /v1/messages/{any}/suggested") == log.of(f"GET {path}") == [log.last]
    httpx.get(f"{emulator.base_url}/v1/unknown")
    assert log.last.operation is None


def test_a_form(emulator: DifyEmulator, connect: Connect, log: RequestLog) -> None:
    """Its fields and files, by place and by the field's name."""
    content = b"caf\xc3\xa9\r\n--\x00" * 1000
    connect(emulator).files.upload(("Übersicht.txt", content, "text/plain"))
    request = log.last
    assert (request.form, request.user, request.json) == ({"user": "ada"}, "ada", None)
    (file,) = request.files
    assert (file.form_field, file.filename, file.content_type) == ("file", "Übersicht.txt", "text/plain")
    assert (file.content, file.size) == (content, len(content))
    assert request.files["file"] is file is request.files[0]
    assert "caf" not in repr(file)
    with pytest.raises(KeyError):
        _ = request.files["other"]


def test_assertions(emulator: DifyEmulator, connect: Connect, log: RequestLog) -> None:
    """As with mocks: how often, with what, and what was there instead."""
    operation = "POST /v1/chat-messages"
    with pytest.raises(AssertionError, match=r"No request has arrived\."):
        _ = log.last
    with pytest.raises(AssertionError, match=r"was not called\. No request has arrived"):
        log.assert_called(operation)
    log.assert_not_called(operation)
    dify = connect(emulator)
    dify.chat.send("one")
    body = {"inputs": {}, "query": "one", "user": ANY, "response_mode": "streaming"}
    log.assert_called_once_with(operation, json=body, user="ada", status=200)
    with pytest.raises(AssertionError, match="but user is 'ada', not 'bo'"):
        log.assert_called_once_with(operation, user="bo")
    dify.chat.send("two")
    with pytest.raises(AssertionError, match="2 times, not once"):
        log.assert_called_once_with(operation)
    with pytest.raises(AssertionError, match="was called 2 times"):
        log.assert_not_called(operation)
    log.assert_any_call(operation, json=body)
    with pytest.raises(AssertionError, match="No call of POST /v1/chat-messages is as expected"):
        log.assert_any_call(operation, status=500)
    with pytest.raises(AssertionError, match=r"was not called\. The requests were POST /v1/chat-messages"):
        log.assert_called("GET /v1/info")
    log.assert_called_with(operation, json={**body, "query": "two"})
    wrong: dict[str, Any] = {"colour": "red"}
    with pytest.raises(TypeError, match="no attribute 'colour'"):
        log.assert_called_with(operation, **wrong)
    with pytest.raises(ValueError, match="did you mean 'POST /v1/chat-messages'"):
        log.of("POST /v1/chat-message")


def test_what_is_no_form(emulator: DifyEmulator, log: RequestLog) -> None:
    """A form that is broken, and a body that is not what its type says, are read as far as they go."""
    for kind, body in (("multipart/form-data; boundary=x", b"--y\r\n"), ("application/json", b"{")):
        httpx.post(f"{emulator.base_url}/v1/files/upload", content=body, headers={"Content-Type": kind})
        assert (log.last.json, log.last.form, log.last.files, log.last.user) == (None, {}, [], None)
        assert log.last.body == body


def test_only_the_newest_are_kept(emulator: DifyEmulator, log: RequestLog) -> None:
    """A log that keeps a number of requests forgets the oldest; one that keeps none is empty."""
    for most, kept in ((2, ["/v1/b", "/v1/c"]), (0, [])):
        short = RequestLog(log.operations)
        short.most = most
        for name in "abc":
            httpx.get(f"{emulator.base_url}/v1/{name}")
            short.arrived(log.last)
        assert [request.path for request in short] == kept
