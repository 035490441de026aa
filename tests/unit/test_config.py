"""Options: where they come from, what is refused before anything is sent, and that no secret shows."""

from __future__ import annotations

import copy
import os
import pickle
import traceback
from typing import Any
from unittest import mock

import httpx
import pytest

from dify_ext._core.options import Options, Secret, checked_headers, is_secret_name, server_root
from dify_ext.errors import ConfigurationError

KEY = "app-hunter2hunter2"


def read(environ: dict[str, str] | None = None, **arguments: Any) -> Options:
    """Options from arguments and an environment of this test's own."""
    with mock.patch.dict(os.environ, environ or {}, clear=True):
        return Options.read(**arguments)


def key_of(options: Options) -> str | None:
    """The key in the clear."""
    return options.api_key.reveal() if options.api_key else None


# Where options come from.


def test_defaults() -> None:
    """Without arguments or environment: the cloud, no key, no user, finite timeouts, two retries."""
    options = read()
    assert (key_of(options), options.user, options.base_url) == (None, None, "https://api.dify.ai")
    assert options.timeout == httpx.Timeout(connect=10, pool=10, write=60, read=60)
    assert (options.stall_timeout, options.max_retries, options.default_headers) == (300.0, 2, {})


def test_the_environment() -> None:
    """The three variables are read."""
    options = read(
        {"DIFY_API_KEY": KEY, "DIFY_USER": "alice", "DIFY_BASE_URL": "http://dify.example.com/v1/"}
    )
    assert (key_of(options), options.user, options.base_url) == (KEY, "alice", "http://dify.example.com")


def test_arguments_win() -> None:
    """An argument wins over its variable."""
    environ = {"DIFY_API_KEY": "app-other", "DIFY_USER": "bob", "DIFY_BASE_URL": "http://other"}
    options = read(environ, api_key=KEY, user="alice", base_url="https://mine/v1")
    assert (key_of(options), options.user, options.base_url) == (KEY, "alice", "https://mine")


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is read when a client is made, not when the package is imported."""
    monkeypatch.setenv("DIFY_USER", "carol")
    assert Options.read().user == "carol"
    monkeypatch.delenv("DIFY_USER")
    assert Options.read().user is None


def test_an_empty_variable_is_none() -> None:
    """A variable that is set to nothing is as good as unset."""
    options = read({"DIFY_API_KEY": "", "DIFY_USER": "", "DIFY_BASE_URL": ""})
    assert (key_of(options), options.user, options.base_url) == (None, None, "https://api.dify.ai")


@pytest.mark.parametrize("seconds", [999.9, 1000, 1001.5, 86_400])
def test_a_long_timeout(seconds: float) -> None:
    """A run may take hours: a timeout of 1,000 s and more is taken."""
    options = read(timeout=seconds, stall_timeout=seconds)
    assert (options.timeout, options.stall_timeout) == (httpx.Timeout(seconds), seconds)


def test_numbers_and_headers() -> None:
    """Seconds may be whole numbers; a timeout may be httpx's own; headers are copied."""
    headers = {"X-Tenant": "a"}
    options = read(timeout=5, stall_timeout=7, max_retries=0, default_headers=headers)
    headers["X-Tenant"] = "b"
    assert options.timeout == httpx.Timeout(5.0)
    assert (options.stall_timeout, options.max_retries, options.default_headers) == (
        7.0,
        0,
        {"X-Tenant": "a"},
    )
    own = httpx.Timeout(None, read=3.0)
    assert read(timeout=own).timeout is own


# The server.


@pytest.mark.parametrize(
    ("given", "root"),
    [
        ("https://dify.example.com", "https://dify.example.com"),
        ("https://dify.example.com/", "https://dify.example.com"),
        ("https://dify.example.com/v1", "https://dify.example.com"),
        ("https://dify.example.com/v1/", "https://dify.example.com"),
        (" HTTP://localhost:5001//v1// ", "http://localhost:5001"),
        ("https://gateway.example.com/dify/v1", "https://gateway.example.com/dify"),
        ("https://gateway.example.com/v1/dify/", "https://gateway.example.com/v1/dify"),
        ("http://[::1]:5001/v1", "http://[::1]:5001"),
        ("http://my_service:5001/v1", "http://my_service:5001"),
        ("https://bücher.example/v1", "https://bücher.example"),
        ("https://dify.example.com./v1", "https://dify.example.com."),
    ],
)
def test_the_servers_root(given: str, root: str) -> None:
    """The host with or without ``/v1`` and a slash at the end, below a path too."""
    assert server_root(given) == root


@pytest.mark.parametrize(
    "given",
    [
        *(
            "dify.example.com",
            "ftp://dify.example.com",
            "https://",
            "//dify.example.com",
            "localhost:5001",
            " ",
            "/v1",
        ),
        *(
            "https://h/v1?key=1",
            "https://h/v1#top",
            "https://user@h/",
            "https://user:pw@h/",
            "https://:pw@h/",
        ),
        *("http://[::1", "http://host:port", "http://host:99999999", "http://h:0", "http://a b/"),
        *("http://a..b", "http://.", f"http://{'a' * 64}.com", f"http://{'a.' * 130}com", "http://999.1.1.1"),
        *("http://xn--a.com", "http://\xad.com", "http://[::zz]", "http://[1.2.3.4]", "http://h\\path"),
        *("http://ho%73t", "http://ho*st", "http://h:+80", "http://h:-1", "http://@h", "http://h/\udc80"),
    ],
)
def test_urls_that_cannot_work(given: str) -> None:
    """What is no plain http URL is refused when the client is made."""
    with pytest.raises(ConfigurationError, match="base_url"):
        read(base_url=given)
    with pytest.raises(ConfigurationError, match="base_url"):
        read({"DIFY_BASE_URL": given})


def test_an_empty_url_is_not_the_cloud() -> None:
    """A key is not sent to the cloud because a program's own setting happened to be empty."""
    with pytest.raises(ConfigurationError):
        read(base_url="")


@pytest.mark.parametrize(
    "given",
    [
        "https://u:hunter2@h/",
        "u:hunter2@h/v1",
        "https://h/?key=hunter2",
        "https://h/#hunter2",
        "http://u:hunter2",
    ],
)
def test_a_refused_url_is_not_repeated(given: str) -> None:
    """What may be a password is not in the message."""
    with pytest.raises(ConfigurationError) as caught:
        server_root(given)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


# What is refused.


@pytest.mark.parametrize("key", ["", "  ", "app key", "app-\n1", "app-ü", "app-\x7f", 5, b"app-1"])
def test_keys_that_cannot_be_sent(key: Any) -> None:
    """A key that cannot stand in a header is refused, and not repeated."""
    with pytest.raises(ConfigurationError, match="api_key") as caught:
        read(api_key=key)
    if key and isinstance(key, str) and key.strip():
        assert key not in str(caught.value)


@pytest.mark.parametrize("url", ["https://hunter2.example.com/v1", "HTTP://hunter2"])
def test_a_url_given_as_key(url: str) -> None:
    """It is refused, not sent, and the error says where it belongs."""
    with pytest.raises(ConfigurationError, match=r"api_key is a URL.*base_url=") as caught:
        read(api_key=url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("key", [KEY, " dataset-hunter2"])
def test_a_key_given_as_url(key: str) -> None:
    """It is refused and not shown, and the error says where it belongs."""
    with pytest.raises(ConfigurationError, match=r"base_url is an API key.*api_key=") as caught:
        read(base_url=key)
    assert "hunter2" not in str(caught.value)


def test_a_key_with_blanks_around_it() -> None:
    """The line end that a key read from a file has is cut off."""
    assert key_of(read(api_key=f" {KEY}\n")) == KEY


@pytest.mark.parametrize("user", ["", 5, b"alice", ["alice"]])
def test_users_that_cannot_be_sent(user: Any) -> None:
    """A user is a string that is not empty, for the client and for one call."""
    with pytest.raises(ConfigurationError, match="user"):
        read(user=user)
    with pytest.raises(ConfigurationError, match="user"):
        read(user="alice").need_user(user)


@pytest.mark.parametrize(
    "seconds", [0, -1, True, "5", float("nan"), float("inf"), pytest.param(10**400, id="huge")]
)
def test_seconds_that_are_none(seconds: Any) -> None:
    """Seconds are a finite number above 0."""
    with pytest.raises(ConfigurationError, match="stall_timeout"):
        read(stall_timeout=seconds)
    with pytest.raises(ConfigurationError, match="timeout"):
        read(timeout=seconds)


@pytest.mark.parametrize("count", [-1, 1.5, True, "2"])
def test_counts_that_are_none(count: Any) -> None:
    """Retries are a whole number, 0 or more."""
    with pytest.raises(ConfigurationError, match="max_retries"):
        read(max_retries=count)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("X-A", "hunter2\r\nX-B: c"),
            ("X-A", "hunter2\0"),
            ("X-A", "hunter2\x01"),
            ("X-A", " hunter2"),
            ("X-A", "hunter2 "),
        ),
        *(("X A", "hunter2"), ("", "hunter2"), ("X:", "hunter2"), ("Ä", "hunter2"), ("X\n", "hunter2")),
        *(
            ("X-A", 5),
            ("X-A", b"hunter2"),
            ("X-A", None),
            ("X-A", "hunter2 日本"),
            (5, "hunter2"),
            (b"X-A", "hunter2"),
        ),
    ],
)
def test_headers_that_cannot_be_sent(name: Any, value: Any) -> None:
    """A header that HTTP has no form for is refused when it is given, without repeating its value."""
    for attempt in (
        lambda: read(default_headers={name: value}),
        lambda: read().replace(default_headers={name: value}),
    ):
        with pytest.raises(ConfigurationError, match="default_headers") as caught:
            attempt()
        assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("headers", [[("X-A", "hunter2")], "X-A: hunter2", 5, {("X-A", "hunter2")}])
def test_headers_that_are_no_mapping(headers: Any) -> None:
    """They are refused without being repeated."""
    with pytest.raises(ConfigurationError, match="default_headers must be a mapping") as caught:
        read(default_headers=headers)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("name", ["Content-Length", "transfer-encoding"])
def test_headers_of_the_body(name: str) -> None:
    """What would contradict the body is refused, also in the headers of one call."""
    with pytest.raises(ConfigurationError, match=f"extra_headers: {name} belongs to the body"):
        checked_headers("extra_headers", {name: "5"})


def test_headers_that_can_be_sent() -> None:
    """Blanks and tabs inside, and no value at all, are fine."""
    headers = {"X-A": "a b\tc", "x_b!": "", "X-C": "~!@#"}
    assert read(default_headers=headers).default_headers == headers


# Views.


def test_a_view_changes_what_is_given() -> None:
    """Each option that is given is changed and the original stays as it is."""
    options = read(
        api_key="app-1", user="alice", base_url="http://h", default_headers={"X-A": "1", "X-B": "1"}
    )
    view = options.replace(
        api_key="app-2",
        user="bob",
        timeout=1,
        stall_timeout=2,
        max_retries=3,
        default_headers={"X-B": "2", "X-C": "2"},
    )
    assert (key_of(view), view.user, view.base_url, view.timeout) == (
        "app-2",
        "bob",
        "http://h",
        httpx.Timeout(1.0),
    )
    assert (view.stall_timeout, view.max_retries) == (2.0, 3)
    assert view.default_headers == {"X-A": "1", "X-B": "2", "X-C": "2"}
    assert (key_of(options), options.user, options.default_headers) == (
        "app-1",
        "alice",
        {"X-A": "1", "X-B": "1"},
    )


def test_what_is_left_out_of_a_view_stays() -> None:
    """None changes nothing."""
    options = read(api_key="app-1", user="alice", timeout=1, default_headers={"X-A": "1"})
    assert options.replace() == options
    assert (
        options.replace(api_key=None, user=None, timeout=None, default_headers=None, stall_timeout=None)
        == options
    )


@pytest.mark.parametrize(
    "changes", [{"api_key": ""}, {"user": ""}, {"timeout": 0}, {"stall_timeout": -1}, {"max_retries": -1}]
)
def test_a_view_is_checked_too(changes: dict[str, Any]) -> None:
    """A view refuses what a client refuses."""
    with pytest.raises(ConfigurationError):
        read().replace(**changes)


def test_a_header_has_no_case() -> None:
    """A view's header takes the place of the client's, however the two are written."""
    view = read(default_headers={"X-Tenant": "a", "X-B": "1"}).replace(default_headers={"x-tenant": "b"})
    assert {name.lower(): value for name, value in view.default_headers.items()} == {
        "x-tenant": "b",
        "x-b": "1",
    }
    assert len(view.default_headers) == 2


def test_the_options_of_one_call() -> None:
    """They stand over the client's; headers are added, for this call alone; an unknown one is a mistake."""
    options = read(timeout=1, call_timeout=1500, default_headers={"X-A": "1", "X-B": "1"})
    assert options.for_call(None) is options
    assert options.for_call({}) is options
    call = options.for_call(
        {"timeout": 2, "call_timeout": None, "max_retries": 0, "extra_headers": {"x-b": "2"}}
    )
    assert (call.timeout, call.call_timeout, call.max_retries) == (httpx.Timeout(2.0), 1500.0, 0)
    assert call.default_headers == {"X-A": "1", "x-b": "2"}
    assert options.default_headers == {"X-A": "1", "X-B": "1"}
    for wrong in ({"call_timeout": 0}, {"extra_headers": {"X A": "1"}}, {"max_retries": -1}):
        with pytest.raises(ConfigurationError, match=next(iter(wrong))):
            options.for_call(wrong)
    with pytest.raises(TypeError, match="no option 'tiemout'"):
        options.for_call({"tiemout": 5})  # type: ignore[typeddict-unknown-key]


def test_the_size_of_an_answer() -> None:
    """It is a number of bytes, for a client and for a view."""
    assert read().max_response_bytes == 64 * 1024 * 1024
    assert read(max_response_bytes=5).replace(max_response_bytes=7).max_response_bytes == 7


# What is missing.


def test_a_missing_key() -> None:
    """The error says what to pass and which variable to set."""
    with pytest.raises(ConfigurationError, match=r"api_key=.*DIFY_API_KEY"):
        read().need_api_key()
    assert read(api_key=KEY).need_api_key().reveal() == KEY


@pytest.mark.parametrize(
    ("path", "wants"),
    [
        *(
            (path, "dataset-")
            for path in ("/v1/datasets", "/v1/datasets/", "/v1/datasets/d/documents/x/segments")
        ),
        *(
            (path, "dataset-")
            for path in ("/v1/datasets/tags", "/v1/workspaces/current/models/model-types/llm")
        ),
        *(
            (path, "app-")
            for path in ("/v1/info", "/v1/chat-messages", "/v1/workflows/run", "/v1/datasetsx", "/v1")
        ),
        *(
            (path, "app-")
            for path in ("/v1/form/human_input/datasets", "/datasets", "/v1/workflow/datasets/events")
        ),
    ],
)
def test_a_key_of_the_wrong_kind(path: str, wants: str) -> None:
    """Where its prefix tells, it is said which kind the endpoint wants,
    and not what the key is; others go through.
    """
    wrong = {"app-": "dataset-hunter2", "dataset-": "app-hunter2"}[wants]
    with pytest.raises(
        ConfigurationError, match=rf"{path} needs .*{wants}.*but this is .*{wrong[:-7]}"
    ) as caught:
        read(api_key=wrong).need_api_key_for(path)
    assert "hunter2" not in str(caught.value)
    for key in (f"{wants}1", "sk-1", "App-1", "datasets-1", "application-1", "app", "ey.J0"):
        assert read(api_key=key).need_api_key_for(path).reveal() == key
    with pytest.raises(ConfigurationError, match="DIFY_API_KEY"):
        read().need_api_key_for(path)


def test_a_missing_user() -> None:
    """The error says what to pass and which variable to set; the call's user wins over the client's."""
    with pytest.raises(ConfigurationError, match=r"user=.*DIFY_USER"):
        read().need_user(None)
    assert read(user="alice").need_user(None) == "alice"
    assert read(user="alice").need_user("bob") == read().need_user("bob") == "bob"


# Secrets.


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Authorization",
            "proxy-authorization",
            "Cookie",
            "set-cookie",
            "X-API-Key",
            "apikey",
            "api_key",
            "access_token",
        ),
        *(
            "refresh-token",
            "X-CSRF-Token",
            "password",
            "new_password",
            "CF-Access-Client-Secret",
            "credentials",
            "passwd",
        ),
        *(
            "X-Auth",
            "X-Auth-Key",
            "Ocp-Apim-Subscription-Key",
            "Passphrase",
            "X-Amz-Signature",
            "JWT",
            "X-Session-Id",
        ),
    ],
)
def test_names_of_secrets(name: str) -> None:
    """Headers and fields whose names promise a secret, in any case."""
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name", ["Content-Type", "X-Version", "user", "query", "name", "X-Request-Id", "keyword", "author_name"]
)
def test_names_of_no_secrets(name: str) -> None:
    """What one wants to see in a log is shown."""
    assert not is_secret_name(name)


def test_a_secret_shows_itself_to_nobody() -> None:
    """Neither by repr, str, format nor pickle; only ``reveal`` gives it."""
    secret = Secret(KEY)
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret!r:>40}", str([secret]), repr([secret])):
        assert "hunter2" not in shown
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(secret, protocol)
    with pytest.raises(TypeError):
        copy.deepcopy(secret)
    assert secret.reveal() == KEY


def test_secrets_compare() -> None:
    """Two of the same string are equal and hash alike; a secret is not its string."""
    assert Secret(KEY) == Secret(KEY)
    assert Secret(KEY) != Secret("other")
    assert Secret(KEY) != KEY
    assert len({Secret(KEY), Secret(KEY)}) == 1


def test_options_show_no_secret() -> None:
    """The repr of options has neither the key nor any header's value."""
    shown = repr(read(api_key=KEY, user="alice", default_headers={"Cookie": "hunter2", "X-Plain": "hunter2"}))
    assert "hunter2" not in shown
    assert "alice" in shown
    assert "Cookie" in shown


def test_what_may_leave_the_process() -> None:
    """A client's options without the key and without secret headers can be pickled,
    and make the same options again.
    """
    options = read(
        api_key=KEY,
        user="alice",
        base_url="http://h/p/v1",
        timeout=3,
        default_headers={"Cookie": "hunter2", "X-B": "1"},
    )
    parts = options.without_secrets()
    assert b"hunter2" not in pickle.dumps(parts)
    again = read({"DIFY_API_KEY": KEY}, **pickle.loads(pickle.dumps(parts)))
    assert again == read(
        api_key=KEY, user="alice", base_url="http://h/p/v1", timeout=3, default_headers={"X-B": "1"}
    )
