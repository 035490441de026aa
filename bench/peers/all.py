"""All clients, by flavour and event loop."""

from __future__ import annotations

from typing import Any

from bench.peers import floor, others, ours, plain

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
