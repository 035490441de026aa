"""Many streams at once, as models send them: each has an event now and then."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any

from bench.measure import Bench, Figures, Peer

# The others wait for a free connection long before there are so many streams, or take minutes.
_PEERS = ("floor (async)", "httpx (async)", "aiohttp (async)")


def five_hundred(bench: Bench, full: bool) -> Figures:
    """Microseconds of CPU for each event while 500 streams are open."""
    return {peer.label: paced(peer, 500, 250, 4.0 if full else 1.0) for peer in peers(bench, full)}


def two_thousand(bench: Bench, full: bool) -> Figures:
    """The same of 2,000 streams; not in a quick run."""
    return {peer.label: paced(peer, 2000, 1000, 4.0) for peer in peers(bench, full)} if full else {}


def peers(bench: Bench, full: bool) -> list[Peer]:
    """The peers that can have so many streams."""
    having = bench.having("stream", flavour=True)
    return [
        peer
        for peer in having
        if peer.label in _PEERS
        or (peer.label.startswith("dify-ext") and (full or "uvloop" not in peer.label))
    ]


def paced(peer: Peer, streams: int, pause: int, seconds: float) -> float:
    """Microseconds of CPU for an event, measured when all streams are open.

    Args:
        peer: Who reads them.
        streams: How many there are.
        pause: Milliseconds between two events of a stream.
        seconds: How long it is measured.
    """

    async def read(client: Any) -> float:
        begun = events = 0
        ends = asyncio.Event()

        async def one() -> None:
            is_first = True

            def seen(text: str) -> None:
                nonlocal begun, events, is_first
                events += 1
                begun += is_first
                is_first = False
                if ends.is_set():
                    raise _Enough

            with suppress(_Enough):
                await client.stream(f"paced-{pause}-100000", seen)

        tasks = [asyncio.create_task(one()) for _ in range(streams)]
        while begun < streams:
            await asyncio.sleep(0.05)
            for task in tasks:
                if task.done():
                    task.result()
        cpu, before = time.process_time(), events
        await asyncio.sleep(seconds)
        # On a busy machine the server may not have sent one.
        figure = (time.process_time() - cpu) / ((events - before) or float("nan")) * 1e6
        ends.set()
        await asyncio.gather(*tasks)
        return figure

    return float(peer.do(read))


class _Enough(Exception):
    """Raised to leave a stream."""
