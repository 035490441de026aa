"""What a ``multipart/form-data`` body that arrived at a fault server holds,
read without the code under test.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from tests.faults.server import Request


def sent_file(request: Request) -> tuple[str, str, bytes]:
    """Name, type and content of the file in a body that was kept; the field ``user`` must be before it."""
    head, tail = _frame(request)
    body = request.body
    assert body.startswith(head)
    assert body.endswith(tail)
    name = re.search(rb'filename="([^"]*)"', head)
    kind = re.search(rb"\r\nContent-Type: ([^\r]*)\r\n\r\n\Z", head)
    assert name is not None
    assert kind is not None
    return name[1].decode(), kind[1].decode(), body[len(head) : len(body) - len(tail)]


def same_content(request: Request, content: Iterable[bytes], *, field: str = "user") -> bool:
    """Whether a body too large to be kept is a form around this content, with this field before it."""
    head, tail = _frame(request, field)
    digest = hashlib.sha256(head)
    length = len(head) + len(tail)
    for piece in content:
        digest.update(piece)
        length += len(piece)
    digest.update(tail)
    return (length, digest.hexdigest()) == (request.length, request.digest)


def announced(request: Request) -> int | None:
    """The length that was announced, None where the body came in chunks; it is one or the other, and true."""
    length = request.headers.get("content-length")
    if length is None:
        assert request.headers["transfer-encoding"] == "chunked"
        return None
    assert "transfer-encoding" not in request.headers
    assert int(length) == request.length
    return int(length)


def _frame(request: Request, field: str = "user") -> tuple[bytes, bytes]:
    """What stands before and after the file."""
    kind, _, boundary = request.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    mark = b"--" + boundary.encode()
    before, file = re.match(rb"(?s)(.*?\r\n)(%b\r\n.*?\r\n\r\n)" % mark, request.first[len(mark) :]).groups()  # type: ignore[union-attr]
    assert b'name="%b"\r\n\r\n' % field.encode() in before
    assert b'name="file"; filename=' in file
    return mark + before + file, b"\r\n" + mark + b"--\r\n"
