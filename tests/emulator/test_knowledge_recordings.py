"""Recorded requests about knowledge bases, sent to the emulator: it answers as the real servers did.

Answers are compared value for value, but for ids, times and what hangs on the models of the recorded servers.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext.emulator import create_app
from dify_ext.emulator._data import load
from dify_ext.emulator._knowledge.state import DATASET_KEY
from dify_ext.emulator._state import state_of

from .contract import assert_response_fits, operation
from .knowledge_stage import FILE_TEXT, PROVIDER, Stage
from .recorded import assert_same_shape, error, without_guess

FOLDER = Path(__file__).resolve().parents[1] / "wire"
NAMES = re.compile("(child-chunks|datasets|documents?|metadata|models|pipeline|retrieve|segments|tags)-.*")
#: What is the same only in shape: the scores of other models, and the models themselves.
ONLY_SHAPE = ("retrieve--", "models-list--")

EMBEDDING = {"context_size": 8192, "max_chunks": 32}
_MASKS = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "ID"),
    (re.compile(r"\d{20}|batch-\S+"), "BATCH"),
    (re.compile(r"\d{10}\.\d+|\d{4}-\d\d-\d\dT[\d:.]+"), "TIME"),
    (re.compile(r"timestamp=.*?&as"), "SIGNED&as"),
)


@cache
def exchange(name: str) -> dict[str, Any]:
    """A recorded request and its response."""
    return without_guess(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def to_replay() -> list[str]:
    """All recordings about knowledge bases."""
    names = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("1.1*/*.json"))
    return [name for name in names if NAMES.fullmatch(name.partition("/")[2])]


async def send(client: httpx.AsyncClient, recorded: dict[str, Any]) -> httpx.Response:
    """A recorded request, with our key in place of the recorded one."""
    headers = dict(recorded.get("headers", {}))
    headers["Authorization"] = re.sub(r"dataset-key-\w+", DATASET_KEY, headers.get("Authorization", ""))
    sent: dict[str, Any] = {"params": recorded.get("query")}
    if "form" in recorded:
        fields = [(field, (None, text)) for field, text in recorded["form"]["fields"]]
        files = [(field, (name, b"x" * size, kind)) for field, name, size, kind in recorded["form"]["files"]]
        sent["files"] = [*fields, *files]
    elif "json" in recorded:
        sent["json"] = recorded["json"]
    return await client.request(recorded["method"], recorded["path"], headers=headers, **sent)


def plain(value: Any) -> Any:
    """JSON without what differs each time."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if name != "indexing_latency"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, str):
        for pattern, mask in _MASKS:
            value = pattern.sub(mask, value)
    elif isinstance(value, (int, float)) and value > 1_700_000_000:
        return "TIME"
    return value


@pytest.mark.parametrize("name", to_replay())
async def test_answers_as_recorded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status, headers and body are the recorded ones."""
    models = load("apps/models")
    monkeypatch.setitem(models, "provider", PROVIDER)
    monkeypatch.setitem(
        models["types"],
        "text-embedding",
        {
            "model": "fake-embed",
            "label": {"en_US": "Fake Embed", "zh_Hans": "Fake Embed"},
            "model_properties": EMBEDDING,
        },
    )
    recorded = exchange(name)["response"]
    app = create_app(version=name.partition("/")[0])
    Stage(name, state_of(app)).set()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:5101"
    ) as client:
        response = await send(client, exchange(name)["request"])
    assert response.status_code == recorded["status"], response.text
    for header in ("Content-Type", "X-Version", "WWW-Authenticate", "Cache-Control"):
        assert response.headers.get(header) == recorded["headers"].get(header), header
    if operation(response.request.method, response.request.url.path):
        assert_response_fits(response)
    if "bytes" in recorded:
        assert archived(response.content) == {"说明 file.txt": FILE_TEXT.encode()}
        assert "说明 file.txt".encode() in base64.b64decode(recorded["bytes"]["head"])
    elif "json" not in recorded:
        assert response.text == recorded["text"]
    elif response.status_code >= 400:
        assert error(response.json()) == error(recorded["json"])
    else:
        assert_same_shape(response.json(), recorded["json"])
        if not name.partition("/")[2].startswith(ONLY_SHAPE):
            assert plain(response.json()) == plain(recorded["json"])


def archived(content: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def test_the_recordings_are_there() -> None:
    """Of all kinds of operations, and of two releases."""
    names = to_replay()
    assert {"1.13.2/documents-list--ok", "1.14.2/retrieve--ok", "1.13.2/tags-create--ok"} <= set(names)
    assert len(names) > 130
