"""The table of operations, and what a reader finds at each method that it names."""

from __future__ import annotations

import inspect
import json
import pkgutil
import re
from importlib.resources import files
from pathlib import Path

import pytest

from dify_ext import AsyncDify, AsyncDifyServer, Dify, DifyServer
from dify_ext.emulator import Emulator

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| ([A-Z]+) (/\S+) \| (.+)<br>low level: `(\w+)` \| .* \|$", re.MULTILINE)
ROWS = [
    (http, path.replace("<wbr>", ""), methods, tag, name)
    for tag, table in SECTION.findall((ROOT / "docs/operations.md").read_text("utf-8"))
    for http, path, methods, name in ROW.findall(table)
]
SERVER = "https://dify.example"
CLIENTS = {
    "/v1": (Dify("key", user="u"), AsyncDify("key", user="u")),
    "/console": (DifyServer(SERVER), AsyncDifyServer(SERVER)),
}


def test_each_operation_has_its_row() -> None:
    """The rows are those of the spec: method, path, tag and id."""
    paths = json.loads(files("dify_api").joinpath("openapi.json").read_text("utf-8"))["paths"]
    spec = {
        (method.upper(), path, operation["tags"][0], operation["operationId"])
        for path, methods in paths.items()
        for method, operation in methods.items()
    }
    table = [(method, path, tag, name) for method, path, _, tag, name in ROWS]
    assert len(table) == len(spec)
    assert set(table) == spec


@pytest.mark.parametrize("row", ROWS, ids=[row[4] for row in ROWS])
def test_what_a_row_names_is_there(row: tuple[str, ...]) -> None:
    """The method in both flavours, with the endpoint in its docstring; the operation of the low level."""
    _, path, methods, tag, name = row
    operation = pkgutil.resolve_name(f"dify_api.api.{tag}.{name}")
    assert callable(operation.sync)
    assert callable(operation.asyncio)
    start = next(start for start in CLIENTS if path.startswith(start))
    named = re.findall(r"`(\w+)\.(\w+)`", methods)
    assert named or methods in ("(called by the client itself)", "(only in the low level)")
    for resource, function in named:
        for client in CLIENTS[start]:
            found = getattr(getattr(client, resource), function)
            assert f" {start}/" in (inspect.getdoc(found) or ""), function


def test_each_method_of_a_resource_is_in_the_table() -> None:
    """What has no operation of its own is known: it only helps others."""
    named = {method for row in ROWS for method in re.findall(r"`(\w+\.\w+)`", row[2])}
    for start, (client, _) in CLIENTS.items():
        resources = {
            name
            for name, value in inspect.getmembers(type(client))
            if not name.startswith("_") and type(value).__name__ == "cached_property"
        } - {"with_raw_response"}
        there = {
            f"{name}.{method}"
            for name in resources
            for method in dir(getattr(client, name))
            if not method.startswith("_")
        }
        assert len(resources) > 4, start
        assert there - named <= {"account.wire_time"}


# Paths that newer releases do not have.
OLDER = {"/v1/datasets/metadata/built-in", "/v1/datasets/{dataset_id}/documents/{document_id}/upload-file"}


@pytest.mark.parametrize("release", ["1.8.1", "1.16.0"])
def test_the_emulator_serves_each(release: str) -> None:
    """None of those of the Service API is an unknown path there: those answer with a page of HTML."""
    with Emulator(version=release, delay=0.0) as emulator, Dify("key", base_url=emulator.base_url) as dify:
        for method, path, *_ in ROWS:
            if path.startswith("/console") or (path in OLDER) != (release == "1.8.1"):
                continue
            some = re.sub(
                r"\{(\w+)\}", "11111111-1111-1111-1111-111111111111", path.replace("{action}", "enable")
            )
            answer = dify.low_level.get_httpx_client().request(method, some, json={})
            assert answer.status_code == 401, (method, path)
