"""Programs that run in a process of their own: they fork, use several event loops, cancel, or press Ctrl-C.

``python -m tests.processes.programs NAME URL``; each prints a JSON object of what came of it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import signal
import socket
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx

from dify_ext import AiohttpClient, AsyncDify, ConfigurationError, Dify, DifyServer
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD

KEY = "app-secret0123456789"


def in_child(work: Callable[[], Any]) -> Callable[[], Any]:
    """Fork; the child does the work.
    Call what is returned for what it came to, None if the child hangs or fails.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads, which is the point
        child = os.fork()
    if not child:
        os.close(reading)
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)

    def outcome() -> Any:
        until = time.monotonic() + 100
        while time.monotonic() < until:
            if os.waitpid(child, os.WNOHANG)[0]:
                with open(reading, "rb") as pipe:
                    text = pipe.read()
                return json.loads(text) if text else None
            time.sleep(0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None

    return outcome


def said(call: Callable[[], Any]) -> str:
    try:
        return str(call())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def forked_calls(url: str) -> dict[str, Any]:
    """A client that has an idle connection, used in many children at once: each must get its own answers."""
    client = Dify(KEY, user="parent", base_url=url)
    client.chat.send("warm")
    view = client.with_options(user="view")
    low_level = client.low_level

    def ask(number: int) -> list[str]:
        from dify_api.api.app import get_app_info

        names = [client.chat.send(f"{number}-{turn}").answer for turn in range(3)]
        names.append(view.chat.send(f"{number}-view").answer)
        info = get_app_info.sync(client=low_level)
        return [*names, str(getattr(info, "name", None))]

    children = [in_child(lambda number=number: ask(number)) for number in range(20)]
    mine = [client.chat.send(f"parent-{turn}").answer for turn in range(5)]
    answers = [outcome() for outcome in children]
    wrong = [
        answer
        for number, answer in enumerate(answers)
        if answer != [f"{number}-0", f"{number}-1", f"{number}-2", f"{number}-view", "good"]
    ]
    return {"wrong": wrong, "parent": mine == [f"parent-{turn}" for turn in range(5)]}


def forked_async_calls(url: str) -> dict[str, Any]:
    """The asynchronous client, used in a loop of the parent and then in loops of the children."""
    client = AsyncDify(KEY, user="u", base_url=url)

    async def ask(text: str) -> str:
        return (await client.chat.send(text)).answer

    asyncio.run(ask("warm"))
    children = [in_child(lambda number=number: asyncio.run(ask(str(number)))) for number in range(10)]
    answers = [outcome() for outcome in children]
    asyncio.run(client.aclose())
    return {"wrong": [answer for number, answer in enumerate(answers) if answer != str(number)]}


def forked_while_signing_in(url: str) -> dict[str, Any]:
    """A fork while another thread signs in:
    no child hangs, each has signed in by itself or taken the tokens.
    """
    server = DifyServer(url, email=ADMIN_EMAIL, password=ADMIN_PASSWORD)
    thread = threading.Thread(target=lambda: said(lambda: server.account.profile().name))
    thread.start()
    time.sleep(0.05)
    children = [in_child(lambda: said(lambda: server.account.profile().name)) for _ in range(5)]
    answers = [outcome() for outcome in children]
    thread.join(100)
    return {"answers": answers, "parent": said(lambda: server.account.profile().name)}


def forked_with_a_users_client(url: str) -> dict[str, Any]:
    """A user's own httpx client that was used before the fork is refused in the child, a fresh one is not."""
    with httpx.Client() as used, httpx.Client() as fresh:
        first, second = Dify(KEY, base_url=url, http_client=used), Dify(KEY, base_url=url, http_client=fresh)
        first.app.info()
        refused = in_child(lambda: said(lambda: first.app.info().name))()
        taken = in_child(lambda: said(lambda: second.app.info().name))()
    return {"refused": refused, "taken": taken}


def loops(url: str) -> dict[str, Any]:
    """One asynchronous client in many loops,
    one after the other and in threads at once, closed in yet another.
    """
    warnings.simplefilter("error")
    client = AsyncDify(KEY, user="u", base_url=url)
    answers: list[str] = []

    async def ask() -> None:
        answers.append((await client.chat.send("hello")).answer)
        answers.append((await client.app.info()).name)

    for _ in range(5):
        asyncio.run(ask())
    threads = [threading.Thread(target=lambda: [asyncio.run(ask()) for _ in range(3)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(100)
    asyncio.run(client.aclose())
    closed = said(lambda: asyncio.run(ask()))
    gc.collect()
    return {"answers": Counter(answers), "closed": closed}


def loops_with_a_users_client(url: str) -> dict[str, Any]:
    """A user's own AsyncClient works in its loop, and is refused in another."""
    warnings.simplefilter("ignore", ResourceWarning)  # its loop is gone: nobody can close it
    return {kind.__name__: _in_two_loops(url, kind()) for kind in (httpx.AsyncClient, AiohttpClient)}


def _in_two_loops(url: str, own: httpx.AsyncClient) -> dict[str, Any]:
    client = AsyncDify(KEY, base_url=url, http_client=own)

    async def ask() -> str:
        return (await client.app.info()).name

    async def twice() -> list[str]:
        return [await ask(), await ask()]

    first = asyncio.run(twice())
    try:
        second = asyncio.run(ask())
    except ConfigurationError as error:
        second = str(error)
    return {"first": first, "second": second}


def cancelled(url: str) -> dict[str, Any]:
    """Calls and streams cancelled at random moments: then a pool of ten still serves ten at once."""
    chance = random.Random(3)

    async def run(http_client: httpx.AsyncClient | None) -> dict[str, Any]:
        client = AsyncDify(KEY, user="u", base_url=url, http_client=http_client, timeout=40, max_retries=0)
        calls: list[Callable[[], Any]] = [lambda: client.app.info(), lambda: client.chat.send("hello")]
        took = []
        for call in calls * 3:
            began = time.monotonic()
            await call()
            took.append(time.monotonic() - began)
        typical = min(took)
        outcomes: Counter[str] = Counter()
        for number in range(300):
            task = asyncio.ensure_future(calls[number % 2]())
            await asyncio.sleep(chance.uniform(0, 1.2) * typical)
            for _ in range(1 + number % 3):  # also again while it is cleaning up
                task.cancel()
                await asyncio.sleep(0)
            try:
                await task
                outcomes["done"] += 1
            except asyncio.CancelledError:
                outcomes["cancelled"] += 1
            except Exception as error:
                outcomes[type(error).__name__] += 1
        together = await asyncio.gather(*(client.chat.send("together") for _ in range(10)))
        await client.aclose()
        return {"outcomes": outcomes, "together": [answer.answer for answer in together]}

    async def both() -> dict[str, Any]:
        limits = httpx.Limits(max_connections=10, max_keepalive_connections=10)
        async with httpx.AsyncClient(limits=limits) as http_client:
            theirs = await run(http_client)
        async with AiohttpClient(limits=limits) as http_client:
            on_aiohttp = await run(http_client)
        return {"theirs": theirs, "on_aiohttp": on_aiohttp, "ours": await run(None)}

    return asyncio.run(both(), debug=False)  # -X dev would double the time


def interrupted(url: str) -> dict[str, Any]:
    """Ctrl-C in the middle of calls of the synchronous client: later calls work, and nothing stays open."""
    warnings.simplefilter("ignore", ResourceWarning)  # of a socket that nobody had yet when Ctrl-C came
    client = Dify(KEY, user="u", base_url=url, timeout=40, max_retries=0)
    chance = random.Random(5)
    outcomes: Counter[str] = Counter()
    for number in range(60):
        try:
            signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.0005, 0.02))
            try:
                client.chat.send("slow") if number % 2 else client.app.info()
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            outcomes["done"] += 1
        except KeyboardInterrupt:
            outcomes["interrupted"] += 1
        except Exception as error:
            outcomes[type(error).__name__] += 1
    answers = [client.chat.send("hello").answer for _ in range(3)]
    client.close()
    gc.collect()
    still_open = sum(isinstance(one, socket.socket) and one.fileno() != -1 for one in gc.get_objects())
    return {"outcomes": outcomes, "answers": answers, "open": still_open}


def _interrupt(*args: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, _interrupt)
    print(json.dumps(globals()[sys.argv[1]](sys.argv[2])))
