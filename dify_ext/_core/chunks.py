"""Joins the chunks of an HTTP/1.1 body that arrived together. Pure.

A server sends each event in a chunk of its own, and httpcore spends most of its time on taking
chunks apart. One large chunk means the same as many small ones (RFC 9112, section 7.1), so those
that came in one read are joined before httpcore sees them. Nothing is waited for, and whatever is
not a plain chunk stays as it is: httpcore judges it.
"""

from __future__ import annotations

import re

_HEAD_END = b"\r\n\r\n"
_MAX_HEAD = 64 * 1024
_CODING = re.compile(rb"\r\ntransfer-encoding:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)", re.IGNORECASE)
_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})\r\n")
_SIZE_BEGUN = re.compile(rb"[0-9A-Fa-f]{0,8}\r?")


class ChunkJoiner:
    """One connection: ``begin`` is called for each request, ``feed`` for what is received."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """The next bytes belong to the answer to another request."""
        self._head: bytes | None = b""  # of the answer, as far as it is there; None after it
        self._is_chunked = False
        self._left = 0  # bytes to the end of a chunk that has begun
        self._held = b""  # the beginning of the next one's size

    def feed(self, data: bytes) -> bytes:
        """The same bytes with their chunks joined; none if more are needed, or at the end.

        Args:
            data: What was received, b"" at the end.
        """
        if self._head is not None:
            return self._feed_head(data)
        return self._join(data) if self._is_chunked else data

    def _feed_head(self, data: bytes) -> bytes:
        before = len(self._head or b"")
        head = (self._head or b"") + data
        end = head.find(_HEAD_END) + len(_HEAD_END)
        while end >= len(_HEAD_END) and _INTERIM.match(head):  # an interim answer: another head follows
            head, before = head[end:], before - end
            end = head.find(_HEAD_END) + len(_HEAD_END)
        if end < len(_HEAD_END):
            self._head = head if len(head) <= _MAX_HEAD else None
            return data
        self._head = None
        self._is_chunked = [name.lower() for name in _CODING.findall(head[:end])] == [b"chunked"]
        cut = end - before  # where the body begins in the data
        return data[:cut] + self._join(data[cut:]) if self._is_chunked else data

    def _join(self, data: bytes) -> bytes:
        if not data:  # the end
            held, self._held = self._held, b""
            return held
        if self._left >= len(data):
            self._left -= len(data)
            return data
        begun, data = data[: self._left], self._held + data[self._left :]
        self._left, self._held = 0, b""
        pieces, at, start, end = [], 0, 0, 0
        while match := _SIZE.match(data, at):
            start = match.end()
            end = start + int(match[1], 16)
            if end == start or data[end : end + 2] != b"\r\n":  # the last, or not here as a whole
                break
            pieces.append(data[start:end])
            at = end + 2
        rest = data[at:]
        if match and end > start and end + 2 > len(data):
            self._left = end + 2 - len(data)
        elif not match and _SIZE_BEGUN.fullmatch(rest):
            rest, self._held = b"", rest
        else:
            self._is_chunked = False  # the last chunk, or none at all: httpcore reads on alone
        if len(pieces) < 2:
            return begun + data[: len(data) - len(self._held)]
        joined = b"".join(pieces)
        return b"%b%x\r\n%b\r\n%b" % (begun, len(joined), joined, rest)
