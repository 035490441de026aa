"""The low-level client: no key in sight, a finite timeout, and nothing that changes behind one's back."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import httpx
import pytest

from dify_api import AuthenticatedClient, Client
from dify_api.api.app import get_app_info
from dify_api.client import DEFAULT_TIMEOUT
from dify_api.models import AppInfo

KEY = "app-very-secret"


class Recorder:
    """A transport of both colours that answers with an app and keeps the requests."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json={"name": "app"}, headers={"set-cookie": "a=b"})

    @property
    def last(self) -> httpx.Request:
        return self.requests[-1]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def test_the_timeout_is_finite() -> None:
    timeout = Client("https://dify.test").get_httpx_client().timeout
    assert (timeout.connect, timeout.pool, timeout.read, timeout.write) == (10, 10, 60, 60)
    assert Client().get_async_httpx_client().timeout == timeout == DEFAULT_TIMEOUT


@pytest.mark.parametrize("base_url", ["https://dify.test", "https://dify.test/", "https://dify.test/v1", "https://dify.test/v1/"])
def test_the_base_url_is_the_host_with_or_without_v1(base_url: str, recorder: Recorder) -> None:
    get_app_info.sync(client=Client(base_url, httpx_args={"transport": recorder.transport}))
    assert str(recorder.last.url) == "https://dify.test/v1/info"


def test_the_default_is_the_cloud() -> None:
    assert Client().base_url == "https://api.dify.ai"


def test_the_token_is_sent_and_never_shown(recorder: Recorder) -> None:
    client = AuthenticatedClient("https://dify.test", KEY, httpx_args={"transport": recorder.transport})
    detailed = get_app_info.sync_detailed(client=client)
    assert recorder.last.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(client) + str(client) + repr(client.with_headers({"X-Key": KEY}))
    assert "a=b" not in repr(detailed)
    for refused in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled"):
            refused(client)


def test_the_header_of_the_token_can_be_another(recorder: Recorder) -> None:
    options: dict[str, Any] = {"prefix": "", "auth_header_name": "X-Key", "httpx_args": {"transport": recorder.transport}}
    get_app_info.sync(client=AuthenticatedClient("https://dify.test", KEY, **options))
    assert recorder.last.headers["x-key"] == KEY


def test_a_missing_token_is_said() -> None:
    with pytest.raises(ValueError, match="token is missing"):
        AuthenticatedClient("https://dify.test", "")


def test_with_headers_cookies_and_timeout_leave_the_original_alone() -> None:
    client = AuthenticatedClient("https://dify.test", KEY, headers={"A": "1"})
    original = client.get_httpx_client()
    before = dict(original.headers)
    other = client.with_headers({"B": "2"}).with_cookies({"c": "3"}).with_timeout(5)
    made = other.get_httpx_client()
    assert made is not original
    assert (made.headers["a"], made.headers["b"], made.cookies["c"], made.timeout.read) == ("1", "2", "3", 5)
    assert made.headers["authorization"] == f"Bearer {KEY}"
    assert isinstance(other, AuthenticatedClient)
    assert client.get_httpx_client() is original
    assert (dict(original.headers), dict(original.cookies), original.timeout) == (before, {}, DEFAULT_TIMEOUT)


def test_a_client_of_ones_own_is_used_and_stays_as_it_is(recorder: Recorder) -> None:
    """What it knows holds; what was said to ours goes with each request, also for the copies made of it."""
    own = httpx.Client(transport=recorder.transport, headers={"X-Own": "1"}, timeout=7)
    client = AuthenticatedClient("https://dify.test/v1", KEY).set_httpx_client(own)
    get_app_info.sync(client=client.with_headers({"B": "2"}).with_cookies({"c": "3"}))
    assert str(recorder.last.url) == "https://dify.test/v1/info"
    sent = recorder.last.headers
    assert (sent["authorization"], sent["x-own"], sent["b"], sent["cookie"]) == (f"Bearer {KEY}", "1", "2", "c=3")
    assert recorder.last.extensions["timeout"]["read"] == 7
    get_app_info.sync(client=client.with_timeout(5))
    assert recorder.last.extensions["timeout"]["read"] == 5
    assert "b" not in own.headers
    with client:
        pass
    assert not own.is_closed


def test_the_base_url_of_a_client_of_ones_own_holds(recorder: Recorder) -> None:
    own = httpx.Client(transport=recorder.transport, base_url="https://mine.test", auth=("user", "word"))
    get_app_info.sync(client=Client().set_httpx_client(own))
    assert str(recorder.last.url) == "https://mine.test/v1/info"
    assert recorder.last.headers["authorization"].startswith("Basic ")


def test_leaving_a_client_closes_its_connections_and_it_can_be_used_again(recorder: Recorder) -> None:
    with Client("https://dify.test", httpx_args={"transport": recorder.transport}) as client:
        get_app_info.sync(client=client)
        inner = client.get_httpx_client()
    assert inner.is_closed
    assert get_app_info.sync(client=client) == AppInfo(name="app")


async def test_the_same_asynchronously(recorder: Recorder) -> None:
    own = httpx.AsyncClient(transport=recorder.transport, headers={"X-Own": "1"})
    client = AuthenticatedClient("https://dify.test", KEY)
    assert await get_app_info.asyncio(client=client.set_async_httpx_client(own)) == AppInfo(name="app")
    assert (recorder.last.headers["authorization"], recorder.last.headers["x-own"]) == (f"Bearer {KEY}", "1")
    await own.aclose()
    async with Client("https://dify.test", httpx_args={"transport": recorder.transport}) as other:
        answer = await get_app_info.asyncio_detailed(client=other)
        inner = other.get_async_httpx_client()
    assert inner.is_closed
    assert (answer.status_code, answer.parsed) == (200, AppInfo(name="app"))
