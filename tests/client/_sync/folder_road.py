# Made from tests/client/_async/folder_road.py by scripts/regenerate: change that one.
"""What tests of a sync have in common:
a road to the server where things happen, and somebody else at the server.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from dify_ext import Dify, SyncReport
from dify_ext.emulator import Emulator

HIGH = {"indexing_technique": "high_quality", "process_rule": {"mode": "automatic"}}
Step = Callable[[httpx.Request], "httpx.Response | None"]


class Road(httpx.HTTPTransport):
    """The way to the server. ``before`` may answer in its place, or raise; ``after`` may change an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.before: Step = lambda request: None
        self.after: Callable[[httpx.Request, httpx.Response], httpx.Response] = lambda request, response: (
            response
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self.before(request)
        if answer is not None:
            return answer
        response = super().handle_request(request)
        response.read()
        return self.after(request, response)


class Server:
    """The emulator, as somebody else sees it who changes things meanwhile."""

    def __init__(self, emulator: Emulator) -> None:
        headers = {"Authorization": f"Bearer {emulator.dataset_key}"}
        self.http = httpx.Client(base_url=f"{emulator.base_url}/v1/datasets", headers=headers)

    def create(self, base: str, name: str, content: bytes) -> str:
        """A document beside those of its name, as a server makes it that does not replace them."""
        data = json.dumps({**HIGH, "duplicate": False})
        answer = self.http.post(
            f"/{base}/document/create-by-file", data={"data": data}, files={"file": (name, content)}
        )
        return str(answer.raise_for_status().json()["document"]["id"])

    def documents(self, base: str) -> list[dict[str, Any]]:
        """All there are, newest first."""
        answer: dict[str, Any] = self.http.get(f"/{base}/documents", params={"limit": 100}).json()
        return list(answer["data"])

    def delete(self, base: str, document_id: str) -> None:
        self.http.delete(f"/{base}/documents/{document_id}").raise_for_status()

    def markers(self, base: str) -> dict[str, str]:
        """The hash in each document's marker, by its id."""
        return {
            document["id"]: field["value"].split()[0]
            for document in self.documents(base)
            for field in document["doc_metadata"] or []
            if field["name"] == "sync_sha256"
        }


def client_on(emulator: Emulator, road: Road) -> tuple[Dify, httpx.Client]:
    """A client over that road, and what is to be closed."""
    http = httpx.Client(transport=road)
    return Dify(emulator.dataset_key, base_url=emulator.base_url, max_retries=0, http_client=http), http


def base_of(dify: Dify) -> str:
    return (dify.datasets.create(f"kb {os.urandom(8).hex()}")).id


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)


def actions(report: SyncReport) -> dict[str | None, str]:
    assert [one.error for one in report if one.error] == []
    return {one.path: one.action for one in report}


def once(path: str, step: Step) -> Step:
    """A step at the first request whose path ends so."""
    done: list[str] = []

    def before(request: httpx.Request) -> httpx.Response | None:
        if done or not request.url.path.endswith(path):
            return None
        done.append(path)
        return step(request)

    return before


def failing(error: BaseException) -> Step:
    def step(request: httpx.Request) -> httpx.Response | None:
        raise error

    return step
