"""``python -m bench.run``: measures, prints the table, writes ``docs/performance/``. See --help."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# `python bench/run.py` works as well.
sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import goals, report, server
from bench.growth import GROWTHS
from bench.measure import Bench, Peer
from bench.peers import all as peers
from bench.works import WORKS


def peers_of(url: str) -> list[Peer]:
    """All peers, ready for the server at this URL."""
    made = [Peer(kind.name, kind(url)) for kind in peers.SYNC]
    loops: list[tuple[tuple[type[Any], ...], Callable[[], Any] | None]] = [(peers.ASYNC, None)]
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        pass
    else:
        loops.append((peers.UVLOOP, uvloop.new_event_loop))
    for kinds, loop_factory in loops:
        runner = asyncio.Runner(loop_factory=loop_factory)
        made += [
            Peer(f"{kind.name} (async)", runner.run(_made(kind, url)), runner)  # httpx wants its loop
            for kind in kinds
        ]
    return made


async def _made(kind: type[Any], url: str) -> Any:
    return kind(url)


def _close(all_peers: list[Peer]) -> None:
    for peer in all_peers:
        peer.do(lambda client: client.close())
    for runner in {peer.runner for peer in all_peers if peer.runner is not None}:
        runner.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measures this package beside others.")
    parser.add_argument("--quick", action="store_true", help="small works, under a minute (the default)")
    parser.add_argument("--full", action="store_true", help="large works and all sizes, some minutes")
    parser.add_argument("--check", action="store_true", help="fail if a goal of bench/goals.toml is far away")
    parser.add_argument("--only", metavar="WORKS", help=f"of {', '.join((*WORKS, *GROWTHS))}")
    parser.add_argument("--peers", metavar="NAMES", help="peers whose label has one of these words in it")
    parser.add_argument("--out", type=Path, help="write Markdown, JSON and charts to this folder")
    return parser.parse_args()


def _main() -> int:
    arguments = _arguments()
    started = time.monotonic()
    wanted = arguments.only.split(",") if arguments.only else [*WORKS, *GROWTHS]
    names = arguments.peers.split(",") if arguments.peers else [""]
    with server.running() as url:
        all_peers = peers_of(url)
        chosen = [peer for peer in all_peers if any(name in peer.label for name in names)]
        bench = Bench(url, chosen, rounds=5 if arguments.full else 2)
        gc.collect()
        gc.freeze()  # what the peers have imported is not looked at again
        results = {}
        for name, work in WORKS.items():
            if name in wanted:
                results[name] = work.run(bench, arguments.full)
                print(report.lines_of(work, results[name]), flush=True)
        curves = {}
        for name, growth in GROWTHS.items():
            if name in wanted:
                curves[name] = growth.run(bench, arguments.full)
                print(report.lines_of_curve(growth, curves[name]), flush=True)
        _close(all_peers)
    reached = goals.compared(results)
    print(report.goals_table(reached))
    print(f"{time.monotonic() - started:.0f} s")
    if arguments.out:
        from bench import charts

        arguments.out.mkdir(parents=True, exist_ok=True)
        (arguments.out / "figures.json").write_text(
            json.dumps({"works": results, "growth": curves}, indent=1)
        )
        (arguments.out / "figures.md").write_text(report.page(results, curves, reached, arguments.full))
        charts.draw(results, curves, arguments.out)
    failed = [goal for goal in reached if goal.is_failed]
    return 1 if arguments.check and failed else 0


if __name__ == "__main__":
    sys.exit(_main())
