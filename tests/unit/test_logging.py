"""What a log shows: everything that helps, nothing that is secret, no file and no stream."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.log import (
    MAX_BODY,
    log_attempt,
    log_request,
    logger,
    masked_headers,
    setup_from_environment,
    shown_body,
)

KEY = "app-hunter2hunter2"
JSON = "application/json"


@pytest.fixture
def untouched() -> Iterator[None]:
    """The logger as it was, after the test."""
    level, handlers = logger.level, list(logger.handlers)
    logger.handlers.clear()
    yield
    logger.setLevel(level)
    logger.handlers[:] = handlers


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("value", "level"), [("debug", logging.DEBUG), ("info", logging.INFO), (" INFO ", logging.INFO)]
)
def test_the_environment_sets_it_up(value: str, level: int, capsys: pytest.CaptureFixture[str]) -> None:
    """``DIFY_LOG`` sends the package's log to standard error, once however many clients there are."""
    setup_from_environment({"DIFY_LOG": value})
    setup_from_environment({"DIFY_LOG": value})
    logger.info("a line")
    logger.debug("a detail")
    shown = capsys.readouterr()
    assert logger.level == level
    assert shown.out == ""
    assert shown.err.count("a line") == 1
    assert shown.err.count("a detail") == (level == logging.DEBUG)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("environ", [{}, {"DIFY_LOG": ""}, {"DIFY_LOG": "yes"}, {"DIFY_LOG": "warning"}])
def test_otherwise_nothing_is_set_up(environ: dict[str, str]) -> None:
    """Without the variable, or with a value it does not have, logging is left to the program."""
    level = logger.level
    setup_from_environment(environ)
    assert (logger.level, logger.handlers) == (level, [])


def test_a_level_that_is_none(caplog: pytest.LogCaptureFixture) -> None:
    """It is warned of, once in a process, and a key that was put there by mistake is masked."""
    for _ in range(3):
        setup_from_environment({"DIFY_LOG": f" Verbose {KEY}"})
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "DIFY_LOG must be debug or info, not 'verbose ***'" in record.getMessage()


@pytest.mark.usefixtures("untouched")
def test_a_programs_own_handler_is_kept() -> None:
    """Who has set up a handler of their own gets the level and no second handler."""
    own = logging.NullHandler()
    logger.addHandler(own)
    setup_from_environment({"DIFY_LOG": "debug"})
    assert (logger.level, logger.handlers) == (logging.DEBUG, [own])


@pytest.mark.parametrize("level", [logging.WARNING, logging.INFO, logging.DEBUG])
def test_an_attempt(level: int, caplog: pytest.LogCaptureFixture) -> None:
    """INFO has a line for it, DEBUG also request and answer; a body that was not read is not shown."""
    request = httpx.Request("POST", "https://dify.test/v1/chat-messages?code=hunter2", json={"query": "Hi"})
    with caplog.at_level(level, "dify_ext"):
        log_request(request)
        log_attempt(request, "ReadError", 0.0, 1)
        answer = httpx.Response(200, headers={"X-Request-Id": "r1"}, json={"answer": "Hello"})
        log_attempt(request, "200", 0.0, 2, answer)
        log_request(httpx.Request("POST", "https://dify.test/v1/files/upload", content=iter([b"hunter2"])))
    said = [record.getMessage() for record in caplog.records]
    attempts = [line.partition(" in ")[0] for line in said if "attempt" in line]
    assert attempts == ["POST /v1/chat-messages ReadError", "POST /v1/chat-messages 200"] * (
        level < logging.WARNING
    )
    rest = [line for line in said if "attempt" not in line]
    assert len(rest) == (3 if level == logging.DEBUG else 0)
    if rest:
        assert rest[0].startswith("request POST /v1/chat-messages {")
        assert rest[0].endswith('{"query": "Hi"}')
        assert rest[1].startswith("answer 200 {")
        assert '"Hello"' in rest[1]
        assert rest[2].startswith("request POST /v1/files/upload")
        assert rest[2].endswith("not shown>")
    assert "hunter2" not in " ".join(said)


def test_headers() -> None:
    """Secret headers are masked by their name, keys anywhere by their form; the rest is shown."""
    headers = [
        ("Authorization", f"Bearer {KEY}"),
        ("Set-Cookie", "access_token=hunter2"),
        ("X-Note", f"sent with {KEY}!"),
    ]
    shown = masked_headers(
        [*headers, ("X-Other", "Bearer hunter2"), ("Content-Type", JSON), ("X-Version", "1.13.2")]
    )
    assert "hunter2" not in str(shown)
    assert list(shown) == ["Authorization", "Set-Cookie", "X-Note", "X-Other", "Content-Type", "X-Version"]
    assert shown["X-Note"].startswith("sent with ")
    assert (shown["Content-Type"], shown["X-Version"]) == (JSON, "1.13.2")


def test_a_json_body() -> None:
    """A question is shown as it was asked, in its own letters."""
    body = {"query": "日本 & co", "inputs": {"n": [1, None]}, "user": "alice"}
    assert json.loads(shown_body(JSON, json.dumps(body).encode())) == body
    assert "日本" in shown_body("application/json; charset=utf-8", json.dumps(body).encode())


@pytest.mark.parametrize(
    "body",
    [
        {"password": "hunter2"},
        {"data": {"access_token": "hunter2", "refresh_token": "hunter2"}},
        [{"inputs": {"api_key": "hunter2"}}],
        {"tokens": ["hunter2"]},
        {"credentials": {"openai": "hunter2", "more": [{"x": "hunter2"}]}},
        {"message": f"the key {KEY} is wrong"},
        {"headers": "Authorization: Bearer hunter2"},
        {"deep": [[[{"text": "dataset-hunter2hunter2"}]]]},
        KEY,
    ],
)
def test_secrets_in_a_body_are_masked(body: object) -> None:
    """By the name of their field, at any depth, or by their form, in any text."""
    shown = shown_body(JSON, json.dumps(body).encode())
    assert "hunter2" not in shown
    assert "***" in shown


def test_numbers_of_tokens_are_no_secret() -> None:
    """What a run used is shown, though its name has the word."""
    assert json.loads(shown_body(JSON, b'{"total_tokens": 12, "token_limit": null}')) == {
        "total_tokens": 12,
        "token_limit": None,
    }


@pytest.mark.parametrize(
    "content_type",
    [
        *(
            "text/event-stream; charset=utf-8",
            "multipart/form-data; boundary=x",
            "audio/mpeg",
            "Image/PNG",
            "video/mp4",
        ),
        *("application/octet-stream", "application/zip"),
    ],
)
def test_streams_and_files_are_not_shown(content_type: str) -> None:
    """A stream's or a file's body is never shown, only what it is."""
    shown = shown_body(content_type, b"hunter2")
    assert "hunter2" not in shown
    assert content_type in shown


def test_a_body_that_was_not_read() -> None:
    """What streams by is named, not shown."""
    assert JSON in shown_body(JSON, None)
    assert shown_body("", None) == "<a body, not shown>"


def test_text_that_is_no_json() -> None:
    """A page is shown as it is, with its keys masked and its bad bytes replaced."""
    assert shown_body("text/html", f"<h1>{KEY}</h1>\xff".encode("latin-1")) == "<h1>***</h1>\ufffd"
    assert shown_body("", b"") == ""


@pytest.mark.parametrize("content", [json.dumps({"query": "x" * 100_000}).encode(), b"<p>" + b"x" * 100_000])
def test_a_long_body_is_cut(content: bytes) -> None:
    """It is cut at 4 KB, and how long it was is said."""
    shown = shown_body(JSON, content)
    assert len(shown) < MAX_BODY + 50
    assert str(len(content)) in shown
    assert MAX_BODY == 4096


def test_a_body_of_4_kb_is_whole() -> None:
    """What is just as long as the limit is not cut."""
    assert shown_body("", b"x" * MAX_BODY) == "x" * MAX_BODY


@pytest.mark.parametrize("depth", [600, 100_000])
def test_a_deep_body_does_not_break_the_call(depth: int) -> None:
    """A body nested too deep to be masked is still logged, somehow:
    a log line must not be why a call fails.
    """
    assert len(shown_body(JSON, b"[" * depth + b"]" * depth)) < MAX_BODY + 50


@given(st.sampled_from([JSON, "", "text/plain"]), st.binary())
def test_any_bytes_can_be_logged(content_type: str, content: bytes) -> None:
    """Whatever the body, there is a text for it that can be written."""
    shown_body(content_type, content).encode()


def test_half_a_character_can_be_logged() -> None:
    """A lone surrogate, which JSON allows, does not stop the line from being written."""
    shown_body(JSON, b'{"answer": "\\ud83d"}').encode()
