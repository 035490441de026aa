"""Server-sent events from bytes, by the WHATWG standard ("Interpreting an event stream"). Pure.

A line ends only at LF, CRLF or CR: Dify sends U+2028, U+2029 and U+0085 unescaped inside JSON. The
bytes are UTF-8 and may be cut anywhere. An event without data, as Dify's ping, is none.
"""

from __future__ import annotations

import re

from attrs import frozen

_LINE_END = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"
MAX_EVENT_BYTES = 64 * 1024 * 1024


class EventTooLarge(ValueError):
    """One event grew beyond the limit: whatever sends this is no event stream."""


@frozen
class ServerSentEvent:
    """One event: its type, by default ``message``, its lines joined by LF, and the last id."""

    event: str
    data: str
    id: str = ""


class SSEDecoder:
    """Takes bytes in pieces; gives complete events.

    An event ends with an empty line; an incomplete one at the end is dropped. ``retry`` is the last
    reconnection time from the server, in milliseconds.
    """

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self.retry: int | None = None
        self._max = max_event_bytes
        self._pieces: list[bytes] = []  # of a line that has not ended yet
        self._pieces_size = 0
        self._event_size = 0  # of the lines that have ended, of the event being read
        self._skip_lf = False  # the last byte was a CR: an LF now belongs to it
        self._started = False
        self._data: list[bytes] = []
        self._event = b""
        self._id = ""

    @property
    def is_between_events(self) -> bool:
        """Whether the next byte begins a new event."""
        return self._started and not (
            self._pieces or self._data or self._event or self._event_size or self._skip_lf
        )

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """Take the next bytes, however they were cut, and return the events they complete."""
        if self._skip_lf and chunk:
            self._skip_lf = False
            chunk = chunk[1:] if chunk[0] == 0x0A else chunk
        if not chunk:
            return []
        self._pieces.append(chunk)
        self._pieces_size += len(chunk)
        if b"\n" not in chunk and b"\r" not in chunk:  # keeps a large event linear
            self._check_size(self._event_size + self._pieces_size)
            return []
        self._skip_lf = chunk[-1] == 0x0D
        text = b"".join(self._pieces)
        lines = _LINE_END.split(text) if b"\r" in text else text.split(b"\n")
        rest = lines.pop()
        self._pieces = [rest] if rest else []
        self._pieces_size = len(rest)
        events: list[ServerSentEvent] = []
        for line in lines:
            if not self._started:
                self._started = True
                line = line.removeprefix(_BOM)
            if line:
                self._event_size += len(line)
                self._check_size(self._event_size)
                self._field(line)
            else:
                self._event_size = 0
                self._dispatch(events)
        self._check_size(self._event_size + self._pieces_size)
        return events

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value[1:] if value[:1] == b" " else value
        if name == b"data":
            self._data.append(value)
        elif name == b"event":
            self._event = value
        elif name == b"id":
            if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and re.fullmatch(rb"[0-9]{1,18}", value):
            self.retry = int(value)

    def _dispatch(self, events: list[ServerSentEvent]) -> None:
        if self._data:
            data = b"\n".join(self._data).decode("utf-8", "replace")
            event = self._event.decode("utf-8", "replace") or "message"
            events.append(ServerSentEvent(event, data, self._id))
            self._data = []
        self._event = b""

    def _check_size(self, size: int) -> None:
        if size > self._max:
            raise EventTooLarge(f"an event of the stream is larger than {self._max} bytes")


class EventSplitter:
    """Gives type and data of each event: as :class:`SSEDecoder` does, at a fraction of its cost.

    An event as Dify sends it, one line ``data: …`` with or without a line ``event: …`` before it,
    is cut out of the bytes; all others go through the decoder.
    """

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self._decoder = SSEDecoder(max_event_bytes)
        self._max = max_event_bytes
        self._is_between_events = False  # false at first, when a BOM may come

    def feed(self, chunk: bytes) -> list[tuple[str, str]]:
        """Take the next bytes, however they were cut, and return the events they complete."""
        if b"\r" in chunk or len(chunk) > self._max:
            return self._decode(chunk)
        if self._is_between_events and chunk.startswith(b"data: ") and chunk.find(b"\n") == len(chunk) - 2:
            text = chunk.decode("utf-8", "replace")  # as a rule a chunk brings one event
            if text[-1] == "\n":
                return [("message", text[6:-2])]
        events: list[tuple[str, str]] = []
        start = 0
        if not self._is_between_events:
            start = chunk.find(b"\n\n") + 2
            if start < 2:
                return self._decode(chunk)
            events = self._decode(chunk[:start])
        end = chunk.rfind(b"\n\n")
        if end >= start:
            try:
                frames = chunk[start:end].decode().split("\n\n")
            except UnicodeDecodeError:
                return events + self._decode(chunk[start:])
            for frame in frames:
                if frame.startswith("data: ") and "\n" not in frame:
                    events.append(("message", frame[6:]))
                else:
                    events += self._split(frame)
            start = end + 2
        if start < len(chunk):
            events += self._decode(chunk[start:])
        return events

    def _split(self, frame: str) -> list[tuple[str, str]]:
        kind, _, data = frame.partition("\n")
        if kind.startswith("event: ") and data.startswith("data: ") and "\n" not in data:
            return [(kind[7:] or "message", data[6:])]
        return self._decode(f"{frame}\n\n".encode())

    def _decode(self, chunk: bytes) -> list[tuple[str, str]]:
        events = [(event.event, event.data) for event in self._decoder.feed(chunk)]
        self._is_between_events = self._decoder.is_between_events
        return events
