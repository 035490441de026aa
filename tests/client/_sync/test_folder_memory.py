# Made from tests/client/_async/test_folder_memory.py by scripts/regenerate: change that one.
"""Memory grows modestly with the folder and with the knowledge base."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from dify_ext import Dify, FileReport

Handler = Callable[[httpx.Request], httpx.Response]


def document(number: int, name: str) -> dict[str, Any]:
    """A document as a list has it."""
    source = {"upload_file": {"id": f"u{number}", "name": name, "size": 10}}
    return {"id": f"d{number}", "name": name, "created_from": "api", "data_source_detail_dict": source}


def client_of(handler: Handler) -> Dify:
    http = httpx.Client(transport=httpx.MockTransport(handler))
    return Dify("dataset-key", base_url="https://dify.example.com", http_client=http)


def server_with(documents: int) -> Handler:
    """A server that has so many documents, takes new ones, and keeps nothing of them."""

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


def test_memory_for_a_file(tmp_path: Path) -> None:
    """At most 2 KiB, for its report and all that is known of it; nothing of its content."""
    for number in range(400):
        path = tmp_path / f"{number % 10}" / f"file {number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{number:010}" * 1000)
    taken: list[int] = []

    def progress(report: FileReport) -> None:
        if report.done in (100, 400):
            gc.collect()
            taken.append(tracemalloc.get_traced_memory()[0])

    with client_of(server_with(0)) as dify:
        tracemalloc.start()
        try:
            report = dify.documents.sync_folder("kb", tmp_path, concurrency=1, progress=progress)
        finally:
            tracemalloc.stop()
    assert report.created == 400
    assert taken[1] - taken[0] < 300 * 2048


def test_memory_for_a_document(tmp_path: Path) -> None:
    """At most 2 KiB, as long as the sync runs."""
    tracemalloc.start()
    try:
        with client_of(server_with(3000)) as dify:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            report = dify.documents.sync_folder("kb", tmp_path)
            peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(report) == 0
    assert peak - before < 3000 * 2048
