"""Server-sent events from bytes, by the WHATWG standard ("Interpreting an event stream"). Pure.

A line ends only at LF, CRLF or CR: Dify sends U+2028, U+2029 and U+0085 unescaped inside JSON. The
bytes are UTF-8 and may be cut anywhere. An event without data, as Dify's ping, is none; an
incomplete one at the end is dropped. Ids and reconnection times are not kept: Dify sends none.
"""

from __future__ import annotations

_BOM = b"\xef\xbb\xbf"
MAX_EVENT_BYTES = 64 * 1024 * 1024


class EventTooLarge(ValueError):
    """One event grew beyond the limit: whatever sends this is no event stream."""


class EventSplitter:
    """Takes bytes; gives type (by default ``message``) and data of each complete event."""

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self._max = max_event_bytes
        self._rest: list[bytes] = []  # of an event that has not ended
        self._rest_size = 0
        self._ends_in_cr = False  # the last byte was a CR: an LF now belongs to it
        self._is_first = True  # a byte order mark may come

    def feed(self, chunk: bytes) -> list[tuple[str, str]]:
        """Take the next bytes, however they were cut, and return the events they complete."""
        if self._ends_in_cr and chunk:
            self._ends_in_cr = False
            chunk = chunk.removeprefix(b"\n")
        if b"\r" in chunk:
            self._ends_in_cr = chunk.endswith(b"\r")
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if self._rest:
            if b"\n\n" not in chunk and not (chunk[:1] == b"\n" and self._rest[-1].endswith(b"\n")):
                return self._keep(chunk)  # joined later, so that a large event costs linear time
            chunk = b"".join((*self._rest, chunk))
            self._rest, self._rest_size = [], 0
        end = chunk.rfind(b"\n\n")
        if end < 0:
            return self._keep(chunk)
        if self._is_first and chunk.startswith(_BOM):
            chunk, end = chunk[3:], end - 3
        self._is_first = False
        if end > self._max:
            self._check(max(map(len, chunk[:end].split(b"\n\n"))))
        if chunk.startswith(b"data: ") and chunk.find(b"\n") == len(chunk) - 2:  # one event, as a rule
            return [("message", chunk[6:-2].decode("utf-8", "replace"))]
        events: list[tuple[str, str]] = []
        for frame in chunk[:end].decode("utf-8", "replace").split("\n\n"):
            if frame.startswith("data: ") and "\n" not in frame:  # as almost all are
                events.append(("message", frame[6:]))
            else:
                events += _read(frame)
        if end + 2 < len(chunk):
            self._keep(chunk[end + 2 :])
        return events

    def _keep(self, chunk: bytes) -> list[tuple[str, str]]:
        if chunk:
            self._rest.append(chunk)
            self._rest_size += len(chunk)
            self._check(self._rest_size - chunk.endswith(b"\n"))  # the line end may belong to the empty line
        return []

    def _check(self, size: int) -> None:
        if size > self._max:
            raise EventTooLarge(f"an event of the stream is larger than {self._max} bytes")


def _read(frame: str) -> list[tuple[str, str]]:
    """The event in the lines of a frame, if they have data."""
    kind, data = "", []
    for line in frame.split("\n"):
        name, _, value = line.partition(":")
        if name == "data":
            data.append(value.removeprefix(" "))
        elif name == "event":
            kind = value.removeprefix(" ")
    return [(kind or "message", "\n".join(data))] if data else []
