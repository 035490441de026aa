# Made from tests/client/_async/test_options.py by scripts/regenerate: change that one.
"""Options, environment, views: what a client is told, and what it never tells."""

from __future__ import annotations

import copy
import logging
import pickle
from typing import Any

import httpx
import pytest
from dify_api.api.conversations import list_conversations
from dify_api.api.datasets import list_datasets
from pytest_httpx import HTTPXMock

from dify_ext import ConfigurationError, Dify, DifyError

KEY = "app-SECRET0123456789abcd"
URL = "https://dify.example.com"
INFO = {"name": "T", "description": "", "tags": [], "mode": "chat", "author_name": "A"}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DIFY_API_KEY", "DIFY_USER", "DIFY_BASE_URL", "DIFY_LOG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("given", [URL, f"{URL}/", f"{URL}/v1", f"{URL}/v1/"])
def test_base_url_with_and_without_v1(given: str, httpx_mock: HTTPXMock) -> None:
    """The host may be given with or without /v1 and a slash."""
    httpx_mock.add_response(url=f"{URL}/v1/info", json=INFO)
    with Dify(KEY, base_url=given) as dify:
        assert (dify.app.info()).name == "T"


def test_base_url_below_a_path(httpx_mock: HTTPXMock) -> None:
    """A server below a path of its host is reached there."""
    httpx_mock.add_response(url=f"{URL}/ai/v1/info", json=INFO)
    with Dify(KEY, base_url=f"{URL}/ai/v1") as dify:
        dify.app.info()


def test_the_cloud_is_the_default(httpx_mock: HTTPXMock) -> None:
    """Without any URL it is Dify's cloud."""
    httpx_mock.add_response(url="https://api.dify.ai/v1/info", json=INFO)
    with Dify(KEY) as dify:
        dify.app.info()


@pytest.mark.parametrize(
    "bad", ["dify.example.com", "ftp://x", "https://", "https://me:pw@x/v1", "https://x/v1?a=1"]
)
def test_an_unusable_base_url_is_refused(bad: str) -> None:
    """What cannot be a server's URL is refused at once, without showing a password in it."""
    with pytest.raises(ConfigurationError, match="base_url") as caught:
        Dify(KEY, base_url=bad)
    assert "pw" not in str(caught.value)


def test_environment(monkeypatch: pytest.MonkeyPatch, httpx_mock: HTTPXMock) -> None:
    """Key, user and host come from the environment, read once, when the client is made."""
    monkeypatch.setenv("DIFY_API_KEY", KEY)
    monkeypatch.setenv("DIFY_USER", "from-env")
    monkeypatch.setenv("DIFY_BASE_URL", f"{URL}/v1")
    httpx_mock.add_response(
        url=f"{URL}/v1/conversations?user=from-env",
        match_headers={"Authorization": f"Bearer {KEY}"},
        json={"limit": 20, "has_more": False, "data": []},
    )
    with Dify() as dify:
        monkeypatch.setenv("DIFY_USER", "too-late")
        assert (dify.conversations.list()).data == []


def test_no_key_and_no_user_are_said_before_any_request() -> None:
    """A missing key or user says what to pass and which variable to set; nothing is sent."""
    with Dify(base_url=URL) as dify:
        with pytest.raises(ConfigurationError, match="DIFY_API_KEY"):
            dify.app.info()
    with Dify(KEY, base_url=URL) as dify:
        with pytest.raises(ConfigurationError, match="DIFY_USER"):
            dify.conversations.list()
        with pytest.raises(ConfigurationError, match="user="):
            dify.chat.send("Hi")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("timeout", 0),
        ("timeout", "5"),
        ("stall_timeout", -1.0),
        ("max_retries", -1),
        ("max_retries", 1.5),
        ("user", ""),
        ("api_key", ""),
        ("api_key", "app-with space"),
        ("default_headers", {"X-A": "line\r\nbreak"}),
        ("http_client", object()),
    ],
)
def test_bad_options_are_refused(option: str, value: Any) -> None:
    """An option that cannot work is refused when the client is made, by name."""
    with pytest.raises(ConfigurationError, match=option.split("_")[-1]):
        Dify(**{"api_key": KEY, option: value})


def test_views_share_connections_and_change_options(httpx_mock: HTTPXMock) -> None:
    """A view sends its own key, user and headers; its client is unchanged; closing a view closes nothing."""
    httpx_mock.add_response(json={"limit": 20, "has_more": False, "data": []}, is_reusable=True)
    with Dify(KEY, user="a", base_url=URL, default_headers={"X-One": "1"}) as dify:
        with dify.with_options(api_key="app-other", user="b", default_headers={"X-Two": "2"}) as view:
            view.conversations.list()
        dify.conversations.list()
        dify.with_options().conversations.list(user="c")
    first, second, third = httpx_mock.get_requests()
    assert first.headers["authorization"] == "Bearer app-other"
    assert (first.headers["x-one"], first.headers["x-two"], first.url.params["user"]) == ("1", "2", "b")
    assert second.headers["authorization"] == f"Bearer {KEY}"
    assert ("x-two" in second.headers, second.url.params["user"]) == (False, "a")
    assert third.url.params["user"] == "c"


def test_a_view_outlives_the_name_of_its_client(httpx_mock: HTTPXMock) -> None:
    """A view keeps the connections alive when nobody holds the client any more."""
    httpx_mock.add_response(json=INFO)
    view = Dify(KEY, base_url=URL).with_options(user="x")
    assert (view.app.info()).mode == "chat"


def test_a_closed_client_says_so() -> None:
    """A call on a closed client is a ConfigurationError."""
    dify = Dify(KEY, base_url=URL)
    dify.close()
    with pytest.raises(ConfigurationError, match="closed"):
        dify.app.info()


def test_the_users_own_http_client(httpx_mock: HTTPXMock) -> None:
    """Its headers and hooks hold, its auth does not replace our key, and it is not closed with the client."""
    seen: list[str] = []

    def hook(request: httpx.Request) -> None:
        seen.append(request.url.path)

    httpx_mock.add_response(json=INFO, match_headers={"X-Gateway": "g", "Authorization": f"Bearer {KEY}"})
    own = httpx.Client(headers={"X-Gateway": "g"}, auth=("me", "pw"), event_hooks={"request": [hook]})
    with Dify(KEY, base_url=URL, http_client=own) as dify:
        dify.app.info()
    assert seen == ["/v1/info"]
    assert not own.is_closed
    own.close()


def test_timeouts_reach_the_wire(httpx_mock: HTTPXMock) -> None:
    """Ten seconds to connect, sixty to read, unless told otherwise; a view may be told otherwise."""
    httpx_mock.add_response(json=INFO, is_reusable=True)
    with Dify(KEY, base_url=URL) as dify:
        dify.app.info()
        dify.with_options(timeout=7).app.info()
    first, second = httpx_mock.get_requests()
    assert first.extensions["timeout"] == {"connect": 10.0, "read": 60.0, "write": 60.0, "pool": 10.0}
    assert set(second.extensions["timeout"].values()) == {7.0}


def test_nothing_shows_the_key() -> None:
    """Not the repr of a client, its options or its views, not the pickle."""
    dify = Dify(KEY, base_url=URL, default_headers={"X-Api-Key": "hush-hush", "X-Team": "blue"})
    shown = repr(dify) + repr(dify._options) + repr(dify.with_options(user="u"))
    assert KEY not in shown
    data = pickle.dumps(dify)
    assert KEY.encode() not in data
    assert b"hush-hush" not in data
    assert b"blue" in data


def test_a_client_pickles_by_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its options travel, its key is read from the environment where it arrives."""
    dify = Dify(KEY, user="a", base_url=URL, timeout=3, stall_timeout=9.0, max_retries=5)
    monkeypatch.setenv("DIFY_API_KEY", "app-over-there")
    there = pickle.loads(pickle.dumps(dify))
    assert there._options.need_api_key().reveal() == "app-over-there"
    assert there._options.without_secrets() == dify._options.without_secrets()
    assert copy.deepcopy(dify)._options.user == "a"


def test_an_error_tells_no_secret(httpx_mock: HTTPXMock) -> None:
    """Neither its text, nor its pickle, nor those of its cause and context hold the key."""
    httpx_mock.add_response(
        status_code=401, json={"code": "unauthorized", "message": "Access token is invalid"}
    )
    with Dify(KEY, base_url=URL) as dify:
        with pytest.raises(DifyError) as caught:
            dify.app.info()
    assert KEY not in str(caught.value) + repr(caught.value)
    assert KEY.encode() not in pickle.dumps(caught.value)


def test_a_key_of_the_wrong_kind(httpx_mock: HTTPXMock) -> None:
    """Where its prefix tells, nothing is sent:
    by a method, a stream, the low level, a view, below a path, too.
    """
    with Dify("dataset-hunter2", user="u", base_url=f"{URL}/ai") as dify:
        for use in (
            lambda: dify.chat.send("q"),
            lambda: dify.workflows.run({}),
            lambda: dify.workflows.resume("r1").get_final_result(),
            lambda: dify.human_input.get_form("t"),
            lambda: list_conversations.sync(client=dify.low_level, user="u"),
            lambda: dify.with_options(api_key=KEY).datasets.get("d"),
            lambda: list_datasets.sync(client=dify.with_options(api_key=KEY).low_level),
        ):
            with pytest.raises(ConfigurationError, match=r"/v1/.* needs .*with_options") as caught:
                use()
            assert "hunter2" not in str(caught.value)
        assert httpx_mock.get_requests() == []
        httpx_mock.add_response(json=INFO, is_reusable=True)
        for key in (KEY, "sk-any", "datasets-any"):
            assert (dify.with_options(api_key=key).app.info()).name == "T"


def test_the_low_level_of_the_other_flavour(httpx_mock: HTTPXMock) -> None:
    """Its requests would go out without a key: they are refused."""
    with Dify(KEY, user="u", base_url=URL) as dify:
        with pytest.raises(ConfigurationError, match="need the low_level of"):
            dify.low_level.get_async_httpx_client()


def test_the_log(httpx_mock: HTTPXMock, caplog: pytest.LogCaptureFixture) -> None:
    """A line per request at info;
    headers and bodies at debug, with what is secret masked and bodies cut at 4 KB.
    """
    answer = {**INFO, "token": "t-secret", "description": "x" * 9000}
    httpx_mock.add_response(json=answer, headers={"X-Request-Id": "r1"})
    caplog.set_level(logging.DEBUG, logger="dify_ext")
    with Dify(KEY, base_url=URL, default_headers={"Cookie": "c=1"}) as dify:
        dify.app.info()
    lines = [record.getMessage() for record in caplog.records if record.name == "dify_ext"]
    (line,) = [text for text in lines if text.startswith("GET /v1/info 200 in ")]
    assert line.endswith("attempt 1, request id r1")
    assert KEY not in caplog.text
    assert "t-secret" not in caplog.text
    assert "c=1" not in caplog.text
    assert max(map(len, lines)) < 6000


def test_dify_log_sets_the_log_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """DIFY_LOG=info gives the package's logger a level and one handler, however many clients are made."""
    logger = logging.getLogger("dify_ext")
    before = (logger.level, list(logger.handlers))
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setenv("DIFY_LOG", "info")
    try:
        Dify(KEY)
        Dify(KEY)
        assert logger.level == logging.INFO
        assert len(logger.handlers) == 1
    finally:
        logger.setLevel(before[0])
