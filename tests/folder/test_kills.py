"""A sync in a process of its own that is killed at work, and begun again:
every file has its document, once.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext.emulator import Emulator

ROOT = Path(__file__).parents[2]
PROCESS = Path(__file__).with_name("sync_process.py")
# Where the tests run without the package installed, a process finds it as they do.
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
HEADERS = {"Authorization": "Bearer dataset-emulator"}


@contextlib.contextmanager
def emulator_process() -> Iterator[str]:
    """An emulator in a process of its own; its URL."""
    command = [sys.executable, "-m", "dify_ext.emulator", "--port", "0", "--indexing-seconds", "0.05"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
    ) as emulator:
        try:
            assert emulator.stdout is not None
            yield emulator.stdout.readline().split()[-1]
        finally:
            emulator.kill()


def start(flavour: str, url: str, base: str, folder: Path, *options: str) -> subprocess.Popen[str]:
    """A sync, under way."""
    command = [
        sys.executable,
        "-W",
        "error",
        str(PROCESS),
        flavour,
        url,
        "dataset-emulator",
        base,
        str(folder),
        *options,
    ]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


def ended(sync: subprocess.Popen[str]) -> dict[str, Any]:
    """What came of it."""
    out, err = sync.communicate(timeout=140)
    assert (sync.returncode, err) == (0, "")
    return dict(json.loads(out))


def make(folder: Path, count: int) -> None:
    """Small files, in some folders."""
    for number in range(count):
        path = folder / f"folder {number % 10}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"file {number}")


def documents(http: httpx.Client, base: str) -> list[dict[str, Any]]:
    """All of a knowledge base's documents."""
    found: list[dict[str, Any]] = []
    while True:
        params = {"limit": 100, "page": len(found) // 100 + 1}
        page = http.get(f"/v1/datasets/{base}/documents", params=params).json()["data"]
        found += page
        if len(page) < 100:
            return found


def assert_all_there(http: httpx.Client, base: str, folder: Path) -> None:
    """Each file has one document, and its marker says what the file holds."""
    found = documents(http, base)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix().replace("/", "%2F"): path for path in paths}
    assert Counter(document["name"] for document in found) == dict.fromkeys(names, 1)
    for document in found:
        (marker,) = [field["value"] for field in document["doc_metadata"] if field["name"] == "sync_sha256"]
        content = sha256(names[document["name"]].read_bytes()).hexdigest()
        assert marker == f"{content} {document['data_source_info']['upload_file_id']}"


def test_hundreds_of_files_killed_half_way(tmp_path: Path) -> None:
    """SIGKILL when the server has about half of them;
    again: four hundred documents, each once, none sent for nothing.
    """
    make(tmp_path, 400)
    with emulator_process() as url, httpx.Client(base_url=url, headers=HEADERS, timeout=30) as http:
        base = http.post("/v1/datasets", json={"name": "hundreds"}).json()["id"]
        sync = start("sync", url, base, tmp_path)
        while (
            count := http.get(f"/v1/datasets/{base}/documents", params={"limit": 1}).json()["total"]
        ) < 200:
            assert sync.poll() is None, sync.communicate()
            time.sleep(0.01)
        sync.send_signal(signal.SIGKILL)
        _, err = sync.communicate()
        assert sync.returncode == -signal.SIGKILL, err
        left = http.get(f"/v1/datasets/{base}/documents", params={"limit": 1}).json()["total"]
        assert 200 <= count <= left < 300

        came = ended(start("async", url, base, tmp_path))
        assert came["created"] == 400 - left
        assert came["updated"] <= 4  # at most what was at work when the first was killed
        assert came["updated"] + came["unchanged"] == left
        assert (came["files"], came["failed"], came["vanished"], came["duplicates"]) == (400, 0, 0, 0)
        assert_all_there(http, base, tmp_path)

        again = ended(start("sync", url, base, tmp_path))
        assert (again["unchanged"], again["files"]) == (400, 400)
        (tmp_path / "none").mkdir()
        empty = ended(start("sync", url, base, tmp_path / "none", 'pattern="none"'))
        assert again["memory"] - empty["memory"] < 8 * 1024


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_killed_again_and_again(flavour: str, tmp_path: Path) -> None:
    """Whenever it is killed: the next run goes on from there, and no document is there twice."""
    make(tmp_path, 90)
    with (
        Emulator(indexing_seconds=0.02, upload_seconds=0.01) as emulator,
        httpx.Client(base_url=emulator.base_url, headers=HEADERS, timeout=30) as http,
    ):
        base = http.post("/v1/datasets", json={"name": flavour}).json()["id"]
        for step in range(3):
            wanted = len(documents(http, base)) + 10
            sync = start(flavour, emulator.base_url, base, tmp_path, f"concurrency={step + 1}")
            while sync.poll() is None and len(documents(http, base)) < wanted:
                time.sleep(0.002)
            sync.kill()
            _, err = sync.communicate()
            assert sync.returncode == -signal.SIGKILL, err
        came = ended(start(flavour, emulator.base_url, base, tmp_path))
        assert came["created"] + came["updated"] + came["unchanged"] == came["files"] == 90
        assert came["unchanged"] >= 20
        assert_all_there(http, base, tmp_path)
