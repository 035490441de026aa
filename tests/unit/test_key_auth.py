"""Keys go to the server itself, and nowhere else."""

from __future__ import annotations

import httpx
import pytest

from dify_ext._core.key_auth import KeyAuth
from dify_ext._core.options import Options
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError

SERVER = "https://dify.example/v1"
ELSEWHERE = httpx.Request("GET", "https://files.example/a")


def signed(auth: KeyAuth, request: httpx.Request) -> httpx.Headers:
    headers: httpx.Headers = next(auth.auth_flow(request)).headers
    return headers


def test_an_api_key() -> None:
    auth = KeyAuth(Options(api_key=Secret("app-key"), base_url=SERVER))
    assert signed(auth, httpx.Request("GET", f"{SERVER}/info"))["Authorization"] == "Bearer app-key"
    assert "Authorization" not in signed(auth, ELSEWHERE)


def test_no_api_key() -> None:
    auth = KeyAuth(Options(base_url=SERVER))
    with pytest.raises(ConfigurationError):
        signed(auth, httpx.Request("GET", f"{SERVER}/info"))
