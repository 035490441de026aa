"""The answer to one request: in one piece, or as a stream; it stops when the caller is gone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dify_ext import AsyncWorkflowStream, DifyError
from dify_ext._core.log import logger
from dify_ext._streaming.answers import paused
from dify_ext.adapters.openai_server import _answers as shapes
from dify_ext.adapters.openai_server._questions import Question
from dify_ext.adapters.openai_server._runs import App, Stream, answer_text


class Completion(Response):
    """Runs the app while the caller waits."""

    def __init__(self, app: App, question: Question) -> None:
        super().__init__()
        self._app = app
        self._question = question
        self._shapes = shapes.Shapes(app.name)
        self._begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def respond() -> None:
            try:
                await self._respond(scope, receive, send)
            except DifyError as error:
                logger.warning("the model %s failed: %s", self._app.name, error)
                await self._fail(error, scope, receive, send)

        await _while_connected(receive, respond)

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        question, app = self._question, self._app
        known = app.conversations.take(app.name, question)
        conversation_id = question.conversation_id or known
        try:
            stream = await app.stream(question, conversation_id)
            # Leaving it early, as when the caller is gone, stops the run on the server.
            async with stream:
                result, text = await self._read(stream, send)
        except DifyError as error:
            if known is not None and shapes.never_ran(error):
                app.conversations.put_back(app.name, question, known)
            raise
        if now := getattr(result, "conversation_id", None):
            app.conversations.went_on(app.name, question, text, now)
        if not question.stream:
            whole = self._shapes.completion(text, result)
            await shapes.JSONAnswer(whole)(scope, receive, send)

    async def _read(self, stream: Stream, send: Send) -> tuple[Any, str]:
        """Read the stream to its end; gives the result, and the text that the caller has."""
        is_streamed, told = self._question.stream, ""
        async for text in stream.text_stream:
            if is_streamed:
                told += text
                await self._send(send, self._shapes.chunk({"content": text}))
        if isinstance(stream, AsyncWorkflowStream):
            result: Any = await stream.get_final_result()
        else:
            result = await stream.get_final_answer()
        if stream.is_paused:
            raise paused(result, stream.forms)
        if is_streamed:
            if not told:
                told = answer_text(result)
                await self._send(send, self._shapes.chunk({"content": told}))
            last = self._shapes.chunk({}, finish_reason="stop", dify=shapes.ids_of(result))
            usage = self._shapes.usage(result) if self._question.include_usage else b""
            await self._send(send, last + usage + b"data: [DONE]\n\n", is_last=True)
        return result, told or answer_text(result)

    async def _send(self, send: Send, data: bytes, *, is_last: bool = False) -> None:
        if not self._begun:  # not before the first text: an error has a status of its own until then
            self._begun = True
            headers = [
                (b"content-type", b"text/event-stream; charset=utf-8"),
                (b"cache-control", b"no-cache"),
            ]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            data = self._shapes.chunk({"role": "assistant", "content": ""}) + data
        await send({"type": "http.response.body", "body": data, "more_body": not is_last})

    async def _fail(self, error: DifyError, scope: Scope, receive: Receive, send: Send) -> None:
        status, code = shapes.status_of(error), shapes.code_of(error)
        if not self._begun:
            answer = shapes.refusal(status, str(error), code=code, headers=shapes.headers_of(error))
            await answer(scope, receive, send)
        else:
            await self._send(
                send, shapes.event(shapes.error_body(status, str(error), code=code)), is_last=True
            )


async def _while_connected(receive: Receive, work: Callable[[], Awaitable[None]]) -> None:
    """Do the work; it is cancelled if the caller hangs up."""
    failure: Exception | None = None

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        group.cancel_scope.cancel()

    async with anyio.create_task_group() as group:
        group.start_soon(watch)
        try:
            await work()
        except Exception as error:
            failure = error
        group.cancel_scope.cancel()
    if failure is not None:
        raise failure
