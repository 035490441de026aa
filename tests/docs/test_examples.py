"""The examples in docstrings run, in both flavours, against the emulator."""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dify_ext import AsyncDify, AsyncDifyServer, Dify, DifyServer
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator

CLIENTS = {"sync": (Dify, DifyServer), "async": (AsyncDify, AsyncDifyServer)}
# The kind of app whose key a resource needs, where it is not a chat app's.
APPS = {"completion": "completion", "workflows": "workflow"}
KNOWLEDGE = {"datasets", "documents"}


def examples(flavour: str) -> Iterator[tuple[str, str]]:
    """Each example by client, resource and method."""
    dify, server = CLIENTS[flavour]
    for name, client in (("dify", dify("key")), ("server", server("https://dify.example"))):
        for resource in sorted({one for one in dir(type(client)) if not one.startswith("_")}):
            if resource in ("low_level", "with_raw_response", "token_store"):
                continue
            for method, function in inspect.getmembers(getattr(client, resource), inspect.ismethod):
                section = re.search(
                    r"^Example:\n((?:    .*\n|\n)+)", inspect.getdoc(function) or "", re.MULTILINE
                )
                if section and not method.startswith("_"):
                    yield f"{name}.{resource}.{method}", textwrap.dedent(section[1]).strip()


ALL = [(flavour, *example) for flavour in CLIENTS for example in examples(flavour)]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.16.0", delay=0.0, indexing_seconds=0.0) as running:
        yield running


def names(emulator: Emulator, method: str, flavour: str, folder: Path) -> dict[str, Any]:
    """What an example may name: clients, and things that are there."""
    _, resource, _ = method.split(".")
    key = emulator.dataset_key if resource in KNOWLEDGE else emulator.keys[APPS.get(resource, "chat")]
    make, make_server = CLIENTS[flavour]
    found: dict[str, Any] = {
        "dify": make(key, user="u", base_url=emulator.base_url),
        "server": make_server(emulator.base_url, email=ADMIN_EMAIL, password=ADMIN_PASSWORD),
        "app_id": emulator.app_ids["chat"],
    }
    (folder / "cat.png").write_bytes(b"\x89PNG")
    (folder / "hello.mp3").write_bytes(b"ID3")
    with Dify(key, user="u", base_url=emulator.base_url) as dify:
        if resource in ("messages", "conversations"):
            answer = dify.chat.send("Hi")
            found |= {"conversation_id": answer.conversation_id, "message_id": answer.message_id}
        elif resource in KNOWLEDGE and method != "dify.datasets.create":
            found["dataset"] = dify.datasets.create(f"{flavour} {method}"[:40], indexing_technique="economy")
    return found


@pytest.mark.parametrize(("flavour", "method", "example"), ALL, ids=[f"{one[0]}-{one[1]}" for one in ALL])
def test_an_example(
    flavour: str,
    method: str,
    example: str,
    emulator: Emulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It calls the method whose docstring it is in, and runs to its end."""
    assert f"{method}(" in example
    monkeypatch.chdir(tmp_path)
    there = names(emulator, method, flavour, tmp_path)
    if method == "dify.datasets.create":
        example = example.replace("Notes", f"Notes {flavour}")
    code = compile(example, method, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

    async def asynchronous() -> None:
        done = eval(code, there)
        if inspect.iscoroutine(done):
            await done
        await there["dify"].aclose()
        await there["server"].aclose()

    if flavour == "async":
        asyncio.run(asynchronous())
    else:
        exec(code, there)
        there["dify"].close()
        there["server"].close()


def test_the_methods_that_people_use_most_have_one() -> None:
    """Twenty and more, the same in both flavours."""
    by_flavour = [{method for flavour, method, _ in ALL if flavour == wanted} for wanted in CLIENTS]
    assert by_flavour[0] == by_flavour[1]
    assert len(by_flavour[0]) >= 20
    assert {"dify.chat.send", "dify.workflows.run", "dify.files.upload", "server.apps.list"} <= by_flavour[0]
