"""Who asks the console, and where it is: arguments, environment, and what is said where one is missing."""

from __future__ import annotations

import os
from typing import Any
from unittest import mock

import httpx
import pytest

from dify_ext._console.credentials import Credentials, console_url, service_root
from dify_ext._core.options import same_origin, server_root
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError


def test_arguments_win_over_the_environment() -> None:
    """E-mail and password come from the arguments, else from DIFY_EMAIL and DIFY_PASSWORD."""
    with mock.patch.dict(os.environ, {"DIFY_EMAIL": "env@example.com", "DIFY_PASSWORD": "env-pw"}):
        assert Credentials.read().need_account() == ("env@example.com", Secret("env-pw"))
        given = Credentials.read(email="me@example.com", password=Secret("pw"))
        assert given.need_account() == ("me@example.com", Secret("pw"))


@pytest.mark.parametrize("environ", [{}, {"DIFY_EMAIL": "a@b.c"}, {"DIFY_PASSWORD": "x"}, {"DIFY_EMAIL": ""}])
def test_a_missing_account_says_what_to_do(environ: dict[str, str]) -> None:
    """Half an account is none: the error names the arguments and the variables."""
    refused = pytest.raises(ConfigurationError, match=r"DIFY_EMAIL and DIFY_PASSWORD.*admin_key")
    with mock.patch.dict(os.environ, environ), refused:
        Credentials.read().need_account()


@pytest.mark.parametrize("email", [7, b"a@b.c", True, "\ud800@b.c"])
def test_an_email_that_is_no_text(email: Any) -> None:
    with pytest.raises(ConfigurationError, match="email must be a string"):
        Credentials.read(email=email, password=Secret("x"))


@pytest.mark.parametrize("given", [{"email": ""}, {"email": "a@b.c", "password": Secret("")}])
def test_empty_is_refused(given: dict[str, object]) -> None:
    """An empty e-mail or password is a mistake, not a missing one."""
    with pytest.raises(ConfigurationError, match="must not be empty"):
        Credentials.read(**given)  # type: ignore[arg-type]


def test_an_admin_key_goes_with_a_workspace() -> None:
    """One without the other is refused; both together ask for no account."""
    credentials = Credentials.read(admin_key=Secret(" key "), workspace_id="w")
    assert (credentials.admin_key, credentials.workspace_id) == (Secret("key"), "w")
    for half in ({"admin_key": Secret("key")}, {"workspace_id": "w"}):
        with pytest.raises(ConfigurationError, match="must be given together"):
            Credentials.read(**half)  # type: ignore[arg-type]
    for workspace in ("", "a\nb"):
        with pytest.raises(ConfigurationError, match="workspace_id must be"):
            Credentials.read(admin_key=Secret("key"), workspace_id=workspace)
    with pytest.raises(ConfigurationError, match="valid Unicode characters"):
        Credentials.read(email="a@b.c", password=Secret("\ud83d"))
    with pytest.raises(ConfigurationError, match="admin_key must be"):
        Credentials.read(admin_key=Secret("a b"), workspace_id="w")


def test_where_the_console_is() -> None:
    """The argument, else DIFY_CONSOLE_URL, else DIFY_BASE_URL, else nowhere."""
    with mock.patch.dict(os.environ, {"DIFY_BASE_URL": "https://b"}):
        assert console_url(None) == "https://b"
        os.environ["DIFY_CONSOLE_URL"] = "https://c"
        assert console_url("https://a") == "https://a"
        assert console_url(None) == "https://c"
    for nothing in ({}, {"DIFY_CONSOLE_URL": ""}):
        refused = pytest.raises(ConfigurationError, match="DIFY_CONSOLE_URL")
        with mock.patch.dict(os.environ, nothing), refused:
            console_url(None)
    assert server_root("https://c/dify/console/api/") == "https://c/dify"


def test_where_the_service_api_of_a_console_is() -> None:
    """On the same host; in Dify's cloud it has one of its own."""
    assert service_root("https://cloud.dify.ai") == "https://api.dify.ai"
    assert service_root("https://dify.example.com/x") == "https://dify.example.com/x"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://c.example.com/x", True),
        ("https://c.example.com:443/x", True),
        ("http://c.example.com/x", False),
        ("https://c.example.com:8443/", False),
        ("https://example.com/", False),
    ],
)
def test_one_server_and_no_other(url: str, same: bool) -> None:
    """Scheme, host and port must all be the server's."""
    assert same_origin(httpx.URL(url), "https://c.example.com/below") is same
