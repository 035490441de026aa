"""A file that is received: whether it is one, its name and size, and its decompression. Pure."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from dify_ext.errors import ResponseDecodeError

COMPRESSED = ("gzip", "x-gzip", "deflate")
ENCODINGS = ("", "identity", *COMPRESSED)  # a short body is noticed in all of them
_PIECE = 1024 * 1024  # bytes that are decompressed at once, however well they were compressed
_PARAMETER = re.compile(r';\s*([\w-]+\*?)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]*))', re.ASCII)
_CHARSETS = ("utf-8", "utf8", "iso-8859-1", "gbk", "gb18030", "gb2312", "big5")
_GZIP = zlib.MAX_WBITS + 16


def filename_of(disposition: str) -> str | None:
    """The file name in a ``Content-Disposition`` header (RFC 6266), without any folder."""
    given: dict[str, str] = {}
    for name, quoted, token in _PARAMETER.findall(disposition):
        given.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) or token.strip())
    name = given.get("filename", "")
    charset, _, encoded = given.get("filename*", "").partition("'")
    encoded = encoded.partition("'")[2]
    if encoded and charset.lower() in _CHARSETS:  # it wins over the plain name beside it
        name = unquote(encoded, encoding=charset, errors="replace")
    name = PurePath("".join(c for c in name if c.isprintable()).replace("\\", "/")).name
    return name if name not in ("", ".", "..") else None


def length_of(headers: Mapping[str, str]) -> int | None:
    """The size in bytes that an answer announces, None if it does not or if it is compressed."""
    length = headers.get("content-length", "")
    is_known = re.fullmatch("[0-9]{1,18}", length) and "content-encoding" not in headers
    return int(length) if is_known else None


def promises_file(headers: Mapping[str, str]) -> bool:
    """Whether an answer is a file: Dify answers some failures with 200 and JSON."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/json", "text/html"):
        return True
    # A file of JSON or HTML: Dify serves it as a download, or lets it be cached for an hour.
    if headers.get("content-disposition", "").lower().startswith("attachment"):
        return True
    return kind == "application/json" and "max-age" in headers.get("cache-control", "")


class Decompressor:
    """Undoes ``gzip`` or ``deflate`` and, unlike httpx, knows whether it came to the end."""

    def __init__(self, encoding: str) -> None:
        self._wbits = zlib.MAX_WBITS if encoding == "deflate" else _GZIP
        self._inner: Any = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes that follow from these.

        Raises:
            ResponseDecodeError: The data is not compressed in this way.
        """
        if data and self._inner is None:
            # Some servers send deflate without the header of zlib, which these bits of its first
            # byte show.
            is_bare = self._wbits != _GZIP and data[0] & 15 != 8
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS if is_bare else self._wbits)
        is_full = False  # then there may be more without more data
        while data or is_full:
            if self._inner.eof:
                if self._wbits != _GZIP or not data.startswith(b"\x1f"):
                    return  # what follows is not the next member of a gzip
                self._inner = zlib.decompressobj(_GZIP)
            before = self._inner.copy()
            try:
                piece = self._inner.decompress(data, _PIECE)
            except zlib.error as error:
                yield from _until_it_fails(before, data)
                raise ResponseDecodeError(f"the answer cannot be decompressed: {error}") from error
            data = self._inner.unconsumed_tail or self._inner.unused_data
            is_full = len(piece) == _PIECE
            if piece:
                yield piece

    def finish(self) -> None:
        """Say that no more data comes.

        Raises:
            ResponseDecodeError: The data was cut short.
        """
        if self._inner is not None and not self._inner.eof:
            raise ResponseDecodeError("the compressed answer was cut short")


def _until_it_fails(decompressor: Any, data: bytes) -> Iterator[bytes]:
    """What comes out before the first bytes that are no compressed data."""
    with suppress(zlib.error):
        for byte in data:  # pragma: no branch - it fails on the way
            if piece := decompressor.decompress(bytes((byte,))):
                yield piece
