"""The cost of one unit as the work grows: it stays flat if the work is linear."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import define

from bench import paced
from bench.measure import Bench, Peer
from dify_ext import Dify

Curve = dict[str, list[tuple[int, float]]]
"""For each peer the size of the work, and microseconds of CPU for each unit."""


@define
class Growth:
    """One chart."""

    title: str
    x: str
    y: str
    run: Callable[[Bench, bool], Curve]


def _least(peer: Peer, work: Callable[[Any], Any], units: float, times: int = 3) -> float:
    taken = []
    for _ in range(times):
        started = time.process_time()
        peer.do(work)
        taken.append(time.process_time() - started)
    return min(taken) / units * 1e6


def _streams(bench: Bench, full: bool) -> Curve:
    curve: Curve = {}
    for streams in (10, 100, 500, 1000, 2000) if full else (10, 100):
        for peer in paced.peers(bench, full=False):
            figure = paced.paced(peer, streams, max(100, streams // 2), 3.0 if full else 0.5)
            curve.setdefault(peer.label, []).append((streams, figure))
    return curve


def _event_sizes(bench: Bench, full: bool) -> Curve:
    curve: Curve = {}
    for size in (1000, 10_000, 100_000, 1_000_000, 5_000_000) if full else (1000, 100_000):
        count = max(2, 2_000_000 // size)
        for peer in bench.having("stream"):
            if peer.label in _SHOWN:
                work = lambda client, name=f"size-{size}-{count}": client.stream(name)  # noqa: E731
                curve.setdefault(peer.label, []).append((size, _least(peer, work, size * count / 1000)))
    return curve


def _listed(bench: Bench, full: bool) -> Curve:
    curve: Curve = {"dify-ext": []}
    with Dify("app-key", base_url=bench.url, user="u") as client:
        for total in (1, 10, 100, 1000, 10_000, 100_000) if full else (1, 100, 1000):
            peer = Peer("dify-ext", client)

            def work(client: Any, total: int = total) -> None:
                read = sum(1 for _ in client.annotations.list(keyword=str(total), limit=100))
                assert read == total, read

            figure = _least(peer, work, total, 1 if total > 10_000 else 3)
            curve["dify-ext"].append((total, figure))
    return curve


def _files(bench: Bench, full: bool) -> Curve:
    curve: Curve = {"dify-ext": []}
    with Dify("dataset-key", base_url=bench.url) as client, TemporaryDirectory() as folder:
        made = 0
        for total in (1, 10, 100, 1000, 10_000, 100_000) if full else (1, 100, 1000):
            while made < total:
                place = Path(folder) / f"{made // 1000}"
                place.mkdir(exist_ok=True)
                (place / f"{made}.md").write_text(f"file {made}")
                made += 1

            def work(client: Any, total: int = total) -> None:
                report = client.documents.sync_folder("d", folder, dry_run=True)
                assert report.created == total, report

            figure = _least(Peer("dify-ext", client), work, total, 1)
            curve["dify-ext"].append((total, figure))
    return curve


_SHOWN = ("httpx (async)", "httpx", "dify-ext", "dify-ext (async)", "dify-ext on aiohttp (async)")

GROWTHS: dict[str, Growth] = {
    "streams": Growth("Paced streams at once", "streams", "µs an event", _streams),
    "event_size": Growth("Size of an event", "bytes of an event", "µs for 1,000 bytes", _event_sizes),
    "listed": Growth("Items of a list, read to its end", "items", "µs an item", _listed),
    "files": Growth("Files in a folder, planned to be synced", "files", "µs a file", _files),
}
