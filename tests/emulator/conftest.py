"""An emulator for the tests, and a caller that holds everything it sends and gets against the spec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from dify_ext.emulator import Emulator

from .contract import assert_request_fits, assert_response_fits, events_of


class Caller:
    """Calls one app of an emulator as one user."""

    def __init__(self, client: httpx.Client, key: str, user: str) -> None:
        self.client, self.key, self.user = client, key, user

    def __call__(
        self, method: str, path: str, status: int = 200, *, wrong: bool = False, headers: Any = None, **sent: Any
    ) -> httpx.Response:
        """Send a request and read its answer. `wrong` is for requests that the spec does not allow."""
        headers = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        request = self.client.build_request(method, path, headers=headers, **sent)
        if not wrong:
            form = {**sent.get("data", {}), "file": "-"} if "files" in sent else None
            request.read()
            assert_request_fits(request, form)
        response = self.client.send(request)
        assert_response_fits(response)
        assert response.status_code == status, response.text
        return response

    def ask(self, query: str = "hello", status: int = 200, **more: Any) -> dict[str, Any]:
        """A question and its answer in one piece."""
        body = {"inputs": {}, "query": query, "user": self.user, "response_mode": "blocking", **more}
        answer: dict[str, Any] = self("POST", "/v1/chat-messages", status, json=body).json()
        return answer

    def stream(self, query: str = "hello", path: str = "/v1/chat-messages", **more: Any) -> list[dict[str, Any]]:
        """A question and the events that answer it."""
        body = {"inputs": {}, "query": query, "user": self.user, "response_mode": "streaming", **more}
        return events_of(self("POST", path, json=body).text)

    def upload(self, name: str = "notes.txt", content: bytes = b"some notes", kind: str = "text/plain") -> str:
        """The id of a new file."""
        sent = {"data": {"user": self.user}, "files": {"file": (name, content, kind)}}
        return str(self("POST", "/v1/files/upload", 201, **sent).json()["id"])


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """One for all tests that do not care about each other."""
    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def client(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=emulator.base_url, timeout=10) as opened:
        yield opened


@pytest.fixture
def chat(emulator: Emulator, client: httpx.Client) -> Caller:
    """The chat app, as a user whom no other test knows."""
    return Caller(client, emulator.keys["chat"], f"user-{uuid4()}")


@pytest.fixture
def agent(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["agent"], f"user-{uuid4()}")


@pytest.fixture
def completion(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["completion"], f"user-{uuid4()}")


@pytest.fixture
def chatflow(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["chatflow"], f"user-{uuid4()}")
