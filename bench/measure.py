"""Measures works: CPU time of this process, all peers in turns, medians."""

from __future__ import annotations

import asyncio
import gc
import inspect
import statistics
import time
from collections.abc import Awaitable, Callable
from typing import Any

from attrs import define

Figures = dict[str, float]
"""A figure for each peer, by its label."""


@define
class Peer:
    """A client under measurement, with the event loop that is its own."""

    label: str
    client: Any
    runner: asyncio.Runner | None = None

    def do(self, work: Callable[[Any], Any]) -> Any:
        """Do some work with the client, whichever its flavour."""
        result = work(self.client)
        if inspect.isawaitable(result):
            assert self.runner is not None
            return self.runner.run(_awaited(result))
        return result


async def _awaited(result: Awaitable[Any]) -> Any:
    return await result


@define
class Bench:
    """The peers, and how often each work is done."""

    url: str
    peers: list[Peer]
    rounds: int

    def having(self, method: str, *, flavour: bool | None = None) -> list[Peer]:
        """The peers that can do a work; ``flavour`` True takes the asynchronous ones only."""
        return [
            peer
            for peer in self.peers
            if getattr(peer.client, method, None) and flavour in (None, peer.client.is_async)
        ]

    def cpu(
        self, method: str, work: Callable[[Any], Any], units: int, *, flavour: bool | None = None
    ) -> Figures:
        """Microseconds of CPU for each unit of a work, the median of the rounds.

        Args:
            method: The method that a peer must have.
            work: Does it, with the client.
            units: How many units one go has.
            flavour: True for the asynchronous peers only, False for the others.
        """
        peers = self.having(method, flavour=flavour)
        taken: dict[str, list[float]] = {peer.label: [] for peer in peers}
        for turn in range(self.rounds + 1):
            for peer in peers:
                gc.collect()
                started = time.process_time()
                peer.do(work)
                seconds = time.process_time() - started
                if turn:  # the first one warms up
                    taken[peer.label].append(seconds / units * 1e6)
        return {label: statistics.median(figures) for label, figures in taken.items()}


def repeated(times: int, call: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A work that is done several times, one after the other."""

    async def awaiting(client: Any) -> None:
        for _ in range(times):
            await call(client)

    def calling(client: Any) -> Any:
        if client.is_async:
            return awaiting(client)
        for _ in range(times):
            call(client)
        return None

    return calling


def together(times: int, call: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A work that is done several times at once, by asynchronous peers."""

    async def gathering(client: Any) -> None:
        await asyncio.gather(*(call(client) for _ in range(times)))

    return gathering


def median(values: list[float]) -> float:
    """The median, NaN of nothing."""
    return statistics.median(values) if values else float("nan")
