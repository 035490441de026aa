"""The clients that are measured. A peer has a method for each work that it can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from bench.peers import floor, others, ours, plain

Seen: TypeAlias = Callable[[str], None]
"""Gets the text of each event of a stream, if a work looks at it."""

SYNC: tuple[type[Any], ...] = (
    floor.Floor,
    plain.Httpx,
    plain.HttpxSse,
    ours.Sync,
    others.Anthropic,
    others.OpenAI,
    others.DifyClient,
    others.DifyOapi,
)
ASYNC: tuple[type[Any], ...] = (
    floor.AsyncFloor,
    plain.AsyncHttpx,
    plain.Aiohttp,
    ours.Async,
    ours.OnAiohttp,
    others.AsyncAnthropic,
    others.AsyncOpenAI,
    others.AsyncDifyOapi,
)
UVLOOP: tuple[type[Any], ...] = (ours.AsyncOnUvloop, ours.OnAiohttpAndUvloop)
