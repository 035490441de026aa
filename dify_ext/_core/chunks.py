"""Takes the chunks of an HTTP/1.1 body apart. Pure.

A server sends each event in a chunk of its own, and httpcore and h11 spend most of their time on
taking chunks apart. So a connection gives the content of plain chunks past them: httpcore sees the
head of the answer and the last chunk. Nothing is waited for, and whatever is not a plain chunk is
left to httpcore, which judges it.
"""

from __future__ import annotations

import re

_HEAD_END = b"\r\n\r\n"
_MAX_HEAD = 64 * 1024
_CODING = re.compile(rb"\r\ntransfer-encoding:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)", re.IGNORECASE)
_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d")
_WITH_BODY = re.compile(rb"HTTP/1\.[01] (?!204|304)")
_SIZE = re.compile(rb"\r\n([0-9A-Fa-f]{1,8})\r\n")
_SIZE_BEGUN = re.compile(rb"(\r(\n[0-9A-Fa-f]{0,8}\r?)?)?")


class ChunkedBody:
    """The answers of one connection.

    ``begin`` is called with the head of each request, ``feed`` with what is received for httpcore.
    While ``is_open``, what is received may be given to ``content`` instead, until that closes it.
    """

    def __init__(self) -> None:
        self.begin(b"")

    def begin(self, request: bytes) -> None:
        """The next bytes belong to the answer to this request."""
        self._head: bytes | None = b""  # of the answer, as far as it is there; None after it
        self._may_have_body = not request.startswith(b"HEAD ")
        self.is_open = False  # plain chunks follow
        self._left = 0  # bytes to the end of a chunk that has begun
        self._unread = b""  # received, and read by nobody: from the line end before a chunk's size on

    def feed(self, data: bytes) -> bytes:
        """What httpcore gets of these bytes; the chunks that follow a head wait.

        Args:
            data: What was received, b"" at the end.
        """
        if self._head is None:
            return data
        before = len(self._head)
        head = self._head + data
        end = head.find(_HEAD_END) + len(_HEAD_END)
        while end >= len(_HEAD_END) and _INTERIM.match(head):  # an interim answer: another head follows
            head, before = head[end:], before - end
            end = head.find(_HEAD_END) + len(_HEAD_END)
        if end < len(_HEAD_END):
            self._head = head if len(head) <= _MAX_HEAD else None
            return data
        self._head = None
        has_body = self._may_have_body and _WITH_BODY.match(head) is not None
        self.is_open = has_body and [name.lower() for name in _CODING.findall(head[:end])] == [b"chunked"]
        if not self.is_open:
            return data
        cut = end - before  # where the body begins in the data
        self._unread = b"\r\n" + data[cut:]
        return data[:cut]

    def content(self, data: bytes) -> bytes:
        """The content of chunks as far as these bytes bring it.

        Args:
            data: What was received; b"" for what came with the head.
        """
        if len(data) < self._left:
            self._left -= len(data)
            return data
        pieces, at = [data[: self._left]], 0
        data = self._unread + data[self._left :]
        self._left = 0
        while match := _SIZE.match(data, at):
            size = int(match[1], 16)
            if size == 0:
                self.is_open = False
                break
            start = match.end()
            at = start + size
            pieces.append(data[start:at])
        self._left = max(at - len(data), 0)
        self._unread = data[at:]
        if not _SIZE_BEGUN.fullmatch(self._unread):
            self.is_open = False
        return b"".join(pieces)

    def unread(self) -> bytes:
        """What nobody has read: for httpcore, which reads on from here."""
        unread, self._unread, self.is_open = self._unread, b"", False
        if b"\r\n".startswith(unread[:2]):
            return unread[2:]
        return b"\r\n" + unread  # no line end after a chunk: this is no chunk, either
