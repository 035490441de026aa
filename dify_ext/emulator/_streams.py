"""Answers that are streams, and the ways in which they break."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import StreamingResponse

from ._answers import PING
from ._directives import Cut


def stream(
    request: Request, frames: AsyncIterator[bytes], cut: Cut | None, **headers: str
) -> StreamingResponse:
    """The frames as an answer, which breaks as `cut` says."""
    if cut is not None:
        # Without a server there is no connection to drop: then the stream just ends.
        frames = broken_off(frames, cut, getattr(request.state, "hang_up", None))
    return StreamingResponse(frames, media_type="text/event-stream", headers=headers)


async def broken_off(
    frames: AsyncIterator[bytes], cut: Cut, hang_up: Callable[[], None] | None
) -> AsyncIterator[bytes]:
    """The frames up to the cut."""
    left = cut.after
    # Closed first: a client that was cut off reads no more.
    async with aclosing(frames) as source:  # type: ignore[type-var]
        while left:
            try:
                frame = await anext(source)
            except StopAsyncIteration:
                return
            yield frame
            left -= frame != PING
        torn = b""
        if cut.how == "torn":
            async for frame in source:
                if frame != PING:
                    torn = frame[: len(frame) // 2]
                    break
    if torn:
        yield torn
    if cut.how != "clean" and hang_up is not None:
        hang_up()
        await asyncio.sleep(5)  # the server ends this as soon as it notices that the connection is gone
