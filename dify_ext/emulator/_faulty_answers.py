"""Faulty answers: what each kind of fault does to the answer of a request."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from http.client import responses
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ._answers import PING, frame, json_answer
from ._console.tokens import Tokens
from ._faults import OF_CONSOLE, OF_STREAMS, Fault, error_of
from ._request_log import PREFIX
from ._state import State

#: Seconds between pings and between bytes, where the fault does not say it.
PING_PAUSE, BYTE_PAUSE = 0.05, 0.02

PROXY_PAGE = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n"
    "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


class Gone(Exception):
    """Nobody waits for the rest: the client is gone, or the emulator is being stopped."""


class Exchange:
    """A request, the answer that the app gives, and the answer that goes out instead.

    The app runs as a task of its own. It sees that the client is gone, as without a fault.
    """

    def __init__(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, rule: Fault) -> None:
        self.scope, self.rule = scope, rule
        self._app, self._receive, self._send = app, receive, send
        self._requested: asyncio.Queue[Message] = asyncio.Queue()
        self._answered: asyncio.Queue[Message | None] = asyncio.Queue(1)
        self._gone = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._head: Message | None = None
        self._broken: Exception | None = None
        self._left = b""  # of an event that was cut
        self._last = b""  # the last event that was sent

    async def serve(self) -> None:
        """Answer as the rule says."""
        self._tasks.append(asyncio.create_task(self._watch()))
        try:
            await _answer(self, self.rule)
        except Gone:
            state = self.scope.get("state", {})
            if "reset" in state:
                state["reset"]()
                await asyncio.sleep(0)  # the server notices that the connection is gone
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def leave(self) -> None:
        """End it as if the client were gone."""
        self._gone.set()
        self._requested.put_nowait({"type": "http.disconnect"})

    async def _watch(self) -> None:
        while not self._gone.is_set():
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.leave()
            else:
                self._requested.put_nowait(message)

    async def _request(self) -> Message:
        message = await self._requested.get()
        if message["type"] == "http.disconnect":
            self._requested.put_nowait(message)  # it stays like that
        return message

    async def _run(self) -> None:
        try:
            await self._app(self.scope, self._request, self._answered.put)
        except Exception as error:
            self._broken = error
        await self._answered.put(None)

    async def head(self) -> Message:
        """The status and the headers of the app's answer; the app begins when they are needed."""
        if self._head is None:
            self._tasks.append(asyncio.create_task(self._run()))
            self._head = await self._answered.get()
            if self._head is None:
                raise self._broken or Gone
        return self._head

    async def streams(self) -> bool:
        """Whether the app's answer is a stream."""
        headers = Headers(raw=(await self.head())["headers"])
        return headers.get("content-type", "").startswith("text/event-stream")

    async def rest(self) -> AsyncIterator[bytes]:
        """The rest of the body of the app's answer; of a stream one event after the other."""
        if self._left:
            left, self._left = self._left, b""
            yield left
        while (message := await self._answered.get()) is not None:
            if message.get("body"):
                yield message["body"]
            if not message.get("more_body"):
                return

    async def next_event(self) -> bytes:
        """The next event, empty at the end; pings are sent."""
        async for chunk in self.rest():
            if chunk != PING:
                self._last = chunk
                return chunk
            await self.send(chunk)
        return b""

    def ids(self) -> dict[str, Any]:
        """The ids of the run, as its last event has them."""
        event = json.loads(self._last.removeprefix(b"data: ") or "{}")
        return {name: event[name] for name in _IDS if name in event}

    async def send_head(self, length: int | None = None, status: int | None = None) -> None:
        """Send status and headers, with another length of the body if there is one."""
        head = await self.head()
        if length is not None:
            kept = [(name, value) for name, value in head["headers"] if name.lower() != b"content-length"]
            head = {**head, "headers": [*kept, (b"content-length", str(length).encode())]}
        await self._send({**head, "status": status or head["status"]})

    async def send(self, data: bytes, more: bool = True) -> None:
        """Send a part of the body."""
        if self._gone.is_set():
            raise Gone
        await self._send({"type": "http.response.body", "body": data, "more_body": more})

    async def send_part(self, events: int = 0) -> None:
        """Send the head and what comes before the fault: bytes, else events of a stream."""
        await self.send_head()
        if self.rule.after_bytes is not None:
            left = self.rule.after_bytes
            async for chunk in self.rest():
                if chunk[:left]:
                    await self.send(chunk[:left])
                self._left, left = chunk[left:], max(0, left - len(chunk))
                if self._left or not left:
                    return
        elif await self.streams():
            for _ in range(events if self.rule.after_events is None else self.rule.after_events):
                await self.send(await self.next_event())

    async def send_rest(self, end: bool = True) -> None:
        """Send the rest, and the end of the answer."""
        async for chunk in self.rest():
            await self.send(chunk)
        if end:
            await self.send(b"", more=False)

    async def send_whole(self, change: Callable[[bytes], bytes], status: int | None = None) -> None:
        """Send the whole body, changed."""
        await self.head()
        body = change(b"".join([chunk async for chunk in self.rest()]))
        await self.send_head(len(body), status)
        await self.send(body, more=False)

    async def wait(self, seconds: float | None = None) -> None:
        """Wait, for ever or some seconds; `Gone` as soon as the client is gone."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._gone.wait(), seconds)
            raise Gone

    async def refuse(self, answer: ASGIApp) -> None:
        """Read the request and answer it without the app."""
        while (message := await self._request())["type"] != "http.disconnect":
            if not message.get("more_body"):
                await answer(self.scope, self._request, self._send)
                return
        raise Gone


class Faulty:
    """Middleware that applies the faults to answers."""

    def __init__(self, app: ASGIApp, state: State, tokens: Tokens) -> None:
        self.app, self.state, self.tokens = app, state, tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(PREFIX):
            await self.app(scope, receive, send)
            return
        try:
            rule = self.state.rules.take(scope)
        except ValueError as error:
            body = {"code": "invalid_fault", "message": str(error), "status": 400}
            await json_answer(body, 400)(scope, receive, send)
            return
        if rule is None:
            await self.app(scope, receive, send)
            return
        if rule.kind in OF_CONSOLE:
            self.tokens.expire_access()
        if rule.kind == "revoke_tokens":
            self.tokens.forget_refresh()
        exchange = Exchange(self.app, scope, receive, send, rule)
        self.state.on_close.add(exchange.leave)
        try:
            await exchange.serve()
        finally:
            self.state.on_close.discard(exchange.leave)


async def _answer(exchange: Exchange, rule: Fault) -> None:
    if rule.kind in OF_STREAMS and not await exchange.streams():
        rule.taken -= 1  # the rule waits for a stream
        await _unharmed(exchange, rule)
        return
    await _KINDS[rule.kind](exchange, rule)


async def _refused(exchange: Exchange, rule: Fault) -> None:
    status, code, message = error_of(rule.status, rule.code, rule.message)
    headers = dict(rule.headers)
    if rule.retry_after is not None:
        headers["Retry-After"] = f"{rule.retry_after:g}"
    if status in (204, 304):  # they have no body
        await exchange.refuse(Response(None, status, headers))
        return
    if isinstance(rule.body, str):
        await exchange.refuse(Response(rule.body, status, headers, media_type="text/plain"))
        return
    body = {"code": code, "message": message, "status": status} if rule.body is None else rule.body
    await exchange.refuse(json_answer(body, status, headers))


async def _html(exchange: Exchange, rule: Fault) -> None:
    status = rule.status or 502
    title = "Welcome to nginx!" if status < 300 else f"{status} {responses.get(status, 'Error')}"
    page = PROXY_PAGE.format(rule.message or title)
    await exchange.refuse(Response(page, status, dict(rule.headers), media_type="text/html"))


async def _reset(exchange: Exchange, rule: Fault) -> None:
    if rule.after_events is None and rule.after_bytes is None:
        await exchange.refuse(_reset_now)
    await exchange.send_part()
    raise Gone


async def _reset_now(scope: Scope, receive: Receive, send: Send) -> None:
    raise Gone


async def _stall(exchange: Exchange, rule: Fault) -> None:
    if await exchange.streams() or rule.after_bytes is not None:
        await exchange.send_part()
    await exchange.wait()


async def _pings(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_part()
    while True:
        await exchange.send(PING)
        await exchange.wait(PING_PAUSE if rule.seconds is None else rule.seconds)


async def _drip(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_part()
    async for chunk in exchange.rest():
        for index in range(len(chunk)):
            await exchange.send(chunk[index : index + 1])
            await exchange.wait(BYTE_PAUSE if rule.seconds is None else rule.seconds)
    await exchange.send(b"", more=False)


async def _truncate(exchange: Exchange, rule: Fault) -> None:
    if not await exchange.streams():
        await exchange.send_whole(lambda body: body[: len(body) // 2])
        return
    await exchange.send_part(1)
    event = await exchange.next_event()
    await exchange.send(event[: len(event) // 2], more=False)


_IDS = ("task_id", "workflow_run_id", "conversation_id", "message_id", "created_at")


async def _error_event(exchange: Exchange, rule: Fault) -> None:
    code = rule.code or ("completion_request_error" if rule.status is None else None)
    status, code, message = error_of(rule.status, code, rule.message)
    error: dict[str, Any] = {"code": code, "status": status, "message": message}
    if not await exchange.streams():
        await exchange.send_whole(lambda body: json.dumps(error).encode(), 200)
        return
    await exchange.send_part(1)
    await exchange.send(frame({"event": "error", **exchange.ids(), **error}), more=False)


async def _open_end(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_head()
    await exchange.send_rest(end=False)
    await exchange.wait()


async def _duplicate(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_part()
    await exchange.send(2 * await exchange.next_event())
    await exchange.send_rest()


async def _reorder(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_part()
    first, second = await exchange.next_event(), await exchange.next_event()
    await exchange.send(second + first)
    await exchange.send_rest()


async def _unknown_event(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_part(1)
    await exchange.send(frame({"event": "emulated_novelty", **exchange.ids(), "data": {"new": True}}))
    await exchange.send_rest()


async def _lose_rows(exchange: Exchange, rule: Fault) -> None:
    # Of the rows on a page one is lost that is not the cursor to the next page.
    newest_first = exchange.scope["path"] != "/v1/messages"

    def lose(body: bytes) -> bytes:
        try:
            found = json.loads(body)
            del found["data"][0 if newest_first else -1]
        except (ValueError, LookupError, TypeError):
            rule.taken -= 1  # not a list, or an empty one: the rule waits
            return body
        return json.dumps(found).encode()

    await exchange.send_whole(lose)


async def _unharmed(exchange: Exchange, rule: Fault) -> None:
    await exchange.send_head()
    await exchange.send_rest()


_KINDS: dict[str | None, Callable[[Exchange, Fault], Awaitable[None]]] = {
    None: _refused,
    "html": _html,
    "reset": _reset,
    "stall": _stall,
    "pings": _pings,
    "drip": _drip,
    "truncate": _truncate,
    "error_event": _error_event,
    "open_end": _open_end,
    "duplicate": _duplicate,
    "reorder": _reorder,
    "unknown_event": _unknown_event,
    "lose_rows": _lose_rows,
    "expire_tokens": _unharmed,
    "revoke_tokens": _unharmed,
}
