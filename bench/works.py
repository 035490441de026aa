"""The works that are measured, each with its unit."""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define

from bench import files, paced, startup
from bench.measure import Bench, Figures, median, repeated, together
from bench.streams import STAMP


@define
class Work:
    """A work: its title and unit for readers, and how it is measured."""

    title: str
    unit: str
    run: Callable[[Bench, bool], Figures]


def _stream(name: str, count: int, *, flavour: bool | None = None) -> Callable[[Bench], Figures]:
    def checked(bench: Bench) -> Figures:
        return bench.cpu("stream", lambda client: client.stream(name), count, flavour=flavour)

    return checked


def _burst(bench: Bench, full: bool) -> Figures:
    count = 20_000 if full else 2_000
    return _stream(f"burst-{count}", count)(bench)


def _split(bench: Bench, full: bool) -> Figures:
    count = 5_000 if full else 500
    return _stream(f"split-{count}", count)(bench)


def _large(bench: Bench, full: bool) -> Figures:
    count = 200 if full else 20
    return _stream(f"size-100000-{count}", count)(bench)


def _first_event(bench: Bench, full: bool) -> Figures:
    times = 200 if full else 25
    return bench.cpu("stream", repeated(times, lambda client: client.stream("burst-1")), times)


def _call(bench: Bench, full: bool) -> Figures:
    times = 300 if full else 40
    return bench.cpu("call", repeated(times, lambda client: client.call()), times)


def _calls_at_once(bench: Bench, full: bool) -> Figures:
    return bench.cpu("call", together(50, lambda client: client.call()), 50, flavour=True)


def _delay(bench: Bench, full: bool) -> Figures:
    """The median time from the sending of an event to its user, of one paced stream."""
    count = 150 if full else 30
    name = f"paced-10-{count}"
    delays: dict[str, list[float]] = {}
    for _ in range(3 if full else 1):
        for peer in bench.having("stream"):
            into = delays.setdefault(peer.label, [])

            def seen(text: str, into: list[float] = into) -> None:
                if len(text) == len(STAMP) and text.isdecimal():
                    into.append((time.monotonic_ns() - int(text)) / 1e3)

            peer.do(lambda client, seen=seen: client.stream(name, seen))
    return {label: median(values) for label, values in delays.items()}


def _messages(bench: Bench, full: bool) -> Figures:
    times = 50 if full else 10
    return bench.cpu("messages", repeated(times, lambda client: client.messages(100)), times)


def _decode(bench: Bench, full: bool) -> Figures:
    times = 50 if full else 10
    return bench.cpu("decode", repeated(times, lambda client: client.decode(100)), times)


WORKS: dict[str, Work] = {
    "burst": Work("Streamed event, all at once", "µs an event", _burst),
    "split": Work("Streamed event, cut anywhere", "µs an event", _split),
    "large": Work("Streamed event of 100 KB", "µs an event", _large),
    "delay": Work("Delay of a paced event (not CPU)", "µs", _delay),
    "paced_500": Work("Event of 500 paced streams at once", "µs an event", paced.five_hundred),
    "paced_2000": Work("Event of 2,000 paced streams at once", "µs an event", paced.two_thousand),
    "first_event": Work("First event, and the end", "µs a stream", _first_event),
    "call": Work("Blocking call", "µs a call", _call),
    "calls_at_once": Work("50 calls at once", "µs a call", _calls_at_once),
    "messages": Work("Page of 100 messages", "µs a page", _messages),
    "decode": Work("Page of 100 messages, from its bytes", "µs a page", _decode),
    "upload": Work("Upload of a file", "µs a MiB", files.upload),
    "download": Work("Download to disk", "µs a MiB", files.download),
    "upload_memory": Work("Peak of memory of an upload", "KiB", files.upload_memory),
    "download_memory": Work("Peak of memory of a download", "KiB", files.download_memory),
    "startup": Work("Import and first client", "ms", startup.startup),
    "console": Work("Console call, tokens in Redis", "µs a call", startup.console),
}
