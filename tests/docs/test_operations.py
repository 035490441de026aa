"""The table of operations tells of each operation that there is, and of nothing that there is not."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from dify_ext import AsyncDify, Dify
from dify_ext.emulator import Emulator

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (GET|POST|PUT|PATCH|DELETE) (/v1/\S+) \| (.+) \| `(\w+)\.(\w+)` \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs/operations.md").read_text("utf-8"))
CLIENTS = (Dify("key", user="u"), AsyncDify("key", user="u"))


def test_each_operation_has_its_row() -> None:
    """82 rows, those of the spec: method, path, tag and id."""
    paths = json.loads(files("dify_api").joinpath("openapi.json").read_text("utf-8"))["paths"]
    spec = {
        (method.upper(), path, operation["tags"][0], operation["operationId"])
        for path, methods in paths.items()
        for method, operation in methods.items()
        if path.startswith("/v1/")
    }
    table = [(method, path, tag, name) for method, path, _, tag, name in ROWS]
    assert len(table) == len(set(table)) == 82
    assert set(table) == spec


@pytest.mark.parametrize(("methods", "tag", "name"), [row[2:] for row in ROWS], ids=[row[4] for row in ROWS])
def test_what_a_row_names_is_there(methods: str, tag: str, name: str) -> None:
    """The method in both flavours, documented, with the endpoint in its docstring; the module of the low level."""
    module = importlib.import_module(f"dify_api.api.{tag}.{name}")
    assert callable(module.sync)
    assert callable(module.asyncio)
    for method in methods.split(", "):
        resource, _, function = method.strip("`").partition(".")
        for client in CLIENTS:
            found = getattr(getattr(client, resource), function)
            assert "/v1/" in (inspect.getdoc(found) or ""), method


def test_the_emulator_serves_each() -> None:
    """None of them is an unknown path there: those answer with a page of HTML."""
    with Emulator(version="1.16.0", delay=0.0) as emulator, Dify("key", base_url=emulator.base_url) as dify:
        for method, path, *_ in ROWS:
            some = re.sub(
                r"\{(\w+)\}", "11111111-1111-1111-1111-111111111111", path.replace("{action}", "enable")
            )
            answer = dify.low_level.get_httpx_client().request(method, some, json={})
            assert answer.status_code == 401, (method, path)
