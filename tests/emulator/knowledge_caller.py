"""Knowledge bases of an emulator whose clock stands until a test moves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from dify_ext.emulator import Emulator
from dify_ext.emulator._state import State, state_of

from .caller import Caller
from .console_caller import InProcess

AUTOMATIC = {"process_rule": {"mode": "automatic"}}


class Knowledge(Caller):
    """A caller with the key of the knowledge bases.
    Indexing takes ten seconds of a clock that is moved by hand.
    """

    def __init__(self, emulator: Emulator, client: httpx.Client) -> None:
        super().__init__(client, emulator.dataset_key, "")
        self.emulator, self.state = emulator, state_of(emulator.asgi)
        stand_still(self.state)

    def wait(self, seconds: float = 10.0) -> None:
        """Move the clock on."""
        stand_still(self.state, self.state.time() + seconds)

    def dataset(self, name: str = "notes", **more: Any) -> str:
        """The path of a new knowledge base."""
        body = {"name": name, "indexing_technique": "high_quality", **more}
        return f"/v1/datasets/{self('POST', '/v1/datasets', json=body).json()['id']}"

    def text(self, dataset: str, text: str = "Some text.", name: str = "text", **more: Any) -> dict[str, Any]:
        """The answer that makes a document of a text."""
        technique = {"indexing_technique": "high_quality"}  # the base's own stays
        body = {"name": name, "text": text, **technique, **AUTOMATIC, **more}
        answer: dict[str, Any] = self("POST", f"{dataset}/document/create-by-text", json=body).json()
        return answer

    def ready(self, dataset: str, text: str = "Some text.", name: str = "text", **more: Any) -> str:
        """The path of a new document that has been indexed."""
        made = self.text(dataset, text, name, **more)
        self.wait()
        return f"{dataset}/documents/{made['document']['id']}"

    def file(
        self, path: str, filename: str, content: bytes = b"Some text.", status: int = 200, **data: Any
    ) -> dict[str, Any]:
        """The answer to a file that is sent there."""
        sent = {
            "data": {"data": json.dumps({**AUTOMATIC, **data})},
            "files": {"file": (filename, content, "text/plain")},
        }
        method = "POST" if "-by-file" in path else "PATCH"
        answer: dict[str, Any] = self(method, path, status, **sent).json()
        return answer

    def documents(self, dataset: str, **query: Any) -> list[dict[str, Any]]:
        """The documents on a page."""
        rows: list[dict[str, Any]] = self("GET", f"{dataset}/documents", params=query).json()["data"]
        return rows


def stand_still(state: State, now: float = 1_800_000_000.0) -> None:
    """Have it be `now` in a world."""
    state.time = lambda: now  # type: ignore[method-assign]


@contextmanager
def knowledge(version: str | None = None) -> Iterator[Knowledge]:
    """The knowledge bases of a new emulator of this release; there are none yet."""
    emulator = Emulator(version=version, indexing_seconds=10.0)
    with httpx.Client(base_url="http://test", transport=InProcess(emulator)) as client:
        yield Knowledge(emulator, client)
