"""The synchronous twin: each rule, both signs, and whatever is still asynchronous afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.codegen.problems import Problem
from scripts.codegen.unasync import unasync, unasync_folder


def made(source: str) -> str:
    """The twin of a source without the line that says where it is from."""
    first, _, rest = unasync(source, "pkg/_async/a.py").partition("\n")
    assert first == "# Made from pkg/_async/a.py by scripts/regenerate: change that one."
    return rest


@pytest.mark.parametrize(
    ("source", "twin"),
    [
        ("async def f(): ...", "def f(): ..."),
        ("x = await f(await g())", "x = f(g())"),
        ("x = (await f()).parsed", "x = (f()).parsed"),
        ("async with a as b, c as d:\n    pass", "with a as b, c as d:\n    pass"),
        ("x = [y async for y in z]", "x = [y for y in z]"),
        ("from dify_ext import AsyncDify, AsyncPage", "from dify_ext import Dify, Page"),
        ("class _AsyncInner: ...", "class _Inner: ..."),
        ("httpx.AsyncClient, httpx.AsyncByteStream", "httpx.Client, httpx.SyncByteStream"),
        ("httpx.AsyncBaseTransport, httpx.AsyncHTTPTransport", "httpx.BaseTransport, httpx.HTTPTransport"),
        ("AsyncIterator, AsyncIterable, AsyncGenerator", "Iterator, Iterable, Generator"),
        ("x: AsyncGenerator[int, None]", "x: Generator[int, None, None]"),
        ("x: AsyncGenerator[list[int] | None, None]", "x: Generator[list[int] | None, None, None]"),
        ("x: Callable[[int], Awaitable[None]]", "x: Callable[[int], None]"),
        ("x: Awaitable[dict[str, list[int]]] | None", "x: dict[str, list[int]] | None"),
        ("__aenter__, __aexit__, __aiter__, __anext__", "__enter__, __exit__, __iter__, __next__"),
        ("raise StopAsyncIteration", "raise StopIteration"),
        ("r.aclose(), r.aread(), r.aiter_bytes(), r.aiter_raw()", "r.close(), r.read(), r.iter_bytes(), r.iter_raw()"),
        ("t.handle_async_request(r)", "t.handle_request(r)"),
        ("a.async_auth_flow(r)", "a.sync_auth_flow(r)"),
        ("from dify_ext._async.pages import AsyncPage", "from dify_ext._sync.pages import Page"),
        ("c.set_async_httpx_client(x).get_async_httpx_client()", "c.set_httpx_client(x).get_httpx_client()"),
        ("c.send_async(x)", "c.send(x)"),
        ("await m.asyncio_detailed(c)", "m.sync_detailed(c)"),
        ("await m.asyncio(client=c)", "m.sync(client=c)"),
        ("x = await anext(aiter(y))", "x = next(iter(y))"),
        ("from contextlib import asynccontextmanager, AsyncExitStack", "from contextlib import contextmanager, ExitStack"),
        ("already = 'as it is'", "already = 'as it is'"),
        ("asynchronous = awaiting = breads", "asynchronous = awaiting = breads"),
    ],
)
def test_a_rule(source: str, twin: str) -> None:
    assert made(source + "\n") == twin + "\n"


def test_marks_of_asynchronous_tests_go() -> None:
    assert made("@pytest.mark.anyio\nasync def test_x() -> None: ...\n") == "def test_x() -> None: ...\n"
    assert made("pytestmark = pytest.mark.anyio\nx = 1\n") == "x = 1\n"


def test_a_line_says_what_its_twin_is() -> None:
    source = "    return AsyncPager(self.first)  # sync: return self.first()\n    import anyio  # sync:\n"
    assert made("if x:\n" + source) == "if x:\n    return self.first()\n"


def test_what_is_asynchronous_only_goes() -> None:
    source = "a = 1\n# async only\nasync def f():\n    await g()\n# end async only\nb = 2\n"
    assert made(source) == "a = 1\nb = 2\n"
    assert made("class A:\n    # async only\n    x = 1\n    # end async only\n    y = 2\n") == "class A:\n    y = 2\n"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("# async only\nx = 1\n", "a.py:1: '# async only' is never closed"),
        ("x = 1\n# end async only\n", "a.py:2: '# end async only', but nothing was opened"),
        ("# async only\n# async only\n# end async only\n", "a.py:2: '# async only' again; the one of line 1"),
        ("import asyncio\n", "line 2: asyncio in 'import asyncio'"),
        ("x = async_thing\n", "line 2: async_thing"),
        ("x = [\n    await\n    f()]\ny = await_it if x else async\n", "line 5: async"),
        ("x = AsyncNothing\nx = Async\n", "line 3: Async"),
        ("x = (\n", "it is no Python any more"),
    ],
)
def test_what_is_still_asynchronous_or_wrong_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Problem, match=reason.replace("(", r"\(")):
        made(source)


def test_examples_change_with_the_code_and_prose_may_say_async() -> None:
    source = '"""The async way: ``async with AsyncDify() as dify: await dify.chat.send(x)``."""  # async\n'
    assert made(source) == '"""The async way: ``with Dify() as dify: dify.chat.send(x)``."""  # async\n'


def test_a_folder_with_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "from/deep").mkdir(parents=True)
    (tmp_path / "from/__init__.py").write_text("")
    (tmp_path / "from/deep/a.py").write_text("x = 1\n")
    (tmp_path / "from/notes.txt").write_text("not Python")
    unasync_folder(tmp_path / "from", tmp_path / "to", "pkg/_async")
    assert sorted(path.name for path in (tmp_path / "to").rglob("*")) == ["__init__.py", "a.py", "deep"]
    assert (tmp_path / "to/deep/a.py").read_text().startswith("# Made from pkg/_async/deep/a.py by")


def test_the_twin_of_a_whole_file_is_tidy(root: Path) -> None:
    """Imports that only the source needed are gone, the rest is sorted and formatted."""
    assert (root / "dify_ext/_sync/walk.py").read_text() == '''\
# Made from dify_ext/_async/walk.py by scripts/regenerate: change that one.
"""Asynchronous code with everything that needs a sign for its twin."""

from __future__ import annotations

from collections.abc import Iterator

import httpx


class Walk:
    """A walk; awaited, it is over."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def __enter__(self) -> Walk:
        return self

    def __exit__(self, *args: object) -> None:
        self._client.close()

    def steps(self) -> Iterator[bytes]:
        with self._client.stream("GET", "/") as response:
            yield from response.iter_bytes()

    def pace(self) -> str:
        return "sync"
'''
