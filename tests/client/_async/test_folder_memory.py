"""Memory does not grow with the folder, nor with the knowledge base."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from dify_ext import AsyncDify, FileReport

Handler = Callable[[httpx.Request], httpx.Response]


def document(number: int, name: str) -> dict[str, Any]:
    """A document as a list has it."""
    source = {"upload_file": {"id": f"u{number}", "name": name, "size": 10}}
    return {"id": f"d{number}", "name": name, "created_from": "api", "data_source_detail_dict": source}


def client_of(handler: Handler) -> AsyncDify:
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return AsyncDify("dataset-key", base_url="https://dify.example.com", http_client=http)


def server_with(documents: int, taken: list[int]) -> Handler:
    """A server that has so many documents, takes what it is given, and keeps nothing of it; it notes how much memory is
    taken when it is asked for an early page and for a late one.
    """

    def handle(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("create-by-file"):
            head = request.read()
            name = head.partition(b'filename="')[2].partition(b'"')[0].decode()
            return httpx.Response(200, json={"document": document(0, name), "batch": "b"})
        if path.endswith("/metadata"):
            field = {"id": "f", "name": "sync_sha256", "type": "string"}
            return httpx.Response(
                200, json={"result": "success"} if request.method == "POST" else {"doc_metadata": [field]}
            )
        if path.endswith("/documents"):
            page = int(request.url.params.get("page", 1))
            if page in (5, 30):
                taken.append(blocks())
            first, last = page * 100 - 100, min(page * 100, documents)
            data = [document(number, f"other {number}.txt") for number in range(first, last)]
            answer = {
                "data": data,
                "has_more": len(data) == 100,
                "limit": 100,
                "total": documents,
                "page": page,
            }
            return httpx.Response(200, json=answer)
        return httpx.Response(200, content=json.dumps({"id": "kb", "name": "kb"}))

    return handle


def blocks() -> int:
    """How many blocks of memory Python's objects take."""
    gc.collect()
    return sys.getallocatedblocks()


async def test_memory_does_not_grow_with_the_folder(tmp_path: Path) -> None:
    """Five hundred files take not even one object each."""
    for number in range(700):
        path = tmp_path / f"{number % 10}" / f"file {number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{number:010}")
    taken: list[int] = []
    done = 0

    def progress(report: FileReport) -> None:
        nonlocal done
        done += 1
        if done in (200, 700):
            taken.append(blocks())

    async with client_of(server_with(0, [])) as dify:
        with await dify.documents.sync_folder("kb", tmp_path, concurrency=1, progress=progress) as report:
            assert report.created == 700
            before = blocks()
            assert sum(1 for one in report if one.batch) == 700
            assert blocks() - before < 400
    assert taken[1] - taken[0] < 400


async def test_memory_does_not_grow_with_the_knowledge_base(tmp_path: Path) -> None:
    """Thousands of documents take not even one object each."""
    taken: list[int] = []
    async with client_of(server_with(3000, taken)) as dify:
        with await dify.documents.sync_folder("kb", tmp_path) as report:
            assert len(report) == 0
    assert taken[1] - taken[0] < 1250
