"""What is known of a file that is received: its name, its size, whether it is one, and that it is whole."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.downloads import Decompressor, filename_of, length_of, promises_file
from dify_ext.errors import ResponseDecodeError


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a.txt"', "a.txt"),
        ("attachment; filename=a.txt", "a.txt"),
        ("attachment; filename=a.txt; filename*=UTF-8''%e4%bd%a0.txt", "你.txt"),
        ("attachment; filename*=UTF-8''%e4%bd%a0.txt; filename=\"a.txt\"", "你.txt"),
        ("inline; filename*=UTF-8''a%20b%2Fc.txt", "c.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        (r'attachment; filename="C:\\dir\\a.txt"', "a.txt"),
        (r'attachment; filename="a\"b.txt"', 'a"b.txt'),
        ("attachment; filename*=UTF-8''%00a.txt", "a.txt"),
        ("attachment; filename*=utf-8''%ff.txt", "\ufffd.txt"),
        ("attachment; filename*=UTF-8''", None),
        ("attachment; filename=my file.txt ; size=1", "my file.txt"),
        ("attachment; filename*=gbk'zh'%c4%e3.txt", "你.txt"),
        *(
            (f"attachment; filename=a.txt; filename*={code}''%ff", "a.txt")
            for code in ("no-such", "hex", "idna", "undefined", "unicode_escape", "utf-8%00", "")
        ),
        *((f'attachment; filename="{name}"', None) for name in ("..", "a/..", ".", "", "..\\\\")),
        *((header, None) for header in ("attachment", "inline", "", ";;;")),
    ],
)
def test_the_name_of_a_download(disposition: str, name: str | None) -> None:
    """The name the server gives, in any of its forms; never a folder, nor what leads out of one."""
    assert filename_of(disposition) == name


@given(st.text(st.characters(max_codepoint=255, exclude_characters="\r\n")))
def test_any_header_has_a_name_or_none(value: str) -> None:
    """Whatever the header says, the name is one that stays in its folder."""
    for header in (
        value,
        f"attachment; filename={value}",
        f'attachment; filename="{value}"',
        f"inline; filename*={value}",
    ):
        name = filename_of(header)
        assert name is None or (name not in ("", ".", "..") and not set(name) & {"/", "\\", "\0"})


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"content-type": "audio/mpeg"}, True),
        ({"content-type": "image/png; q=1"}, True),
        ({}, True),
        ({"content-type": "application/json"}, False),
        ({"content-type": "Application/JSON ; charset=utf-8"}, False),
        ({"content-type": "text/html; charset=utf-8"}, False),
        ({"content-type": "application/json", "content-disposition": "Attachment; filename=a.json"}, True),
        ({"content-type": "text/html", "content-disposition": "attachment; filename=a.html"}, True),
        ({"content-type": "text/html", "content-disposition": "inline"}, False),
        ({"content-type": "application/json", "cache-control": "public, max-age=3600"}, True),
        ({"content-type": "application/json", "cache-control": "no-store"}, False),
        ({"content-type": "text/html", "cache-control": "public, max-age=3600"}, False),
    ],
)
def test_whether_an_answer_is_a_file(headers: dict[str, str], expected: bool) -> None:
    """JSON or a page where bytes were promised is a message,
    unless the server serves it as the file it is.
    """
    assert promises_file(headers) is expected


@pytest.mark.parametrize(
    ("headers", "length"),
    [
        ({"content-length": "12"}, 12),
        ({"content-length": "12", "content-encoding": "gzip"}, None),
        *(({"content-length": text}, None) for text in ("", "²", "-1", "1_0", " 1", "9" * 5000)),
        ({}, None),
    ],
)
def test_the_length_of_a_download(headers: dict[str, str], length: int | None) -> None:
    """The number of bytes where it is one, and where it is that of the content."""
    assert length_of(headers) == length


def packed(content: bytes, kind: str) -> tuple[str, bytes]:
    """The content, compressed, and what ``Content-Encoding`` says."""
    if kind == "bare deflate":
        compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return "deflate", compressor.compress(content) + compressor.flush()
    if kind == "two members":
        return "gzip", gzip.compress(content) + gzip.compress(b"more")
    if kind == "followed by zeros":
        return "gzip", gzip.compress(content) + bytes(8)
    return kind, zlib.compress(content) if kind == "deflate" else gzip.compress(content)


def unpacked(encoding: str, data: bytes, size: int) -> bytes:
    """The content again, when the data comes in pieces of this size."""
    decompressor = Decompressor(encoding)
    pieces = [piece for at in range(0, len(data), size) for piece in decompressor.feed(data[at : at + size])]
    decompressor.finish()
    assert all(0 < len(piece) <= 1 << 20 for piece in pieces)
    return b"".join(pieces)


CONTENT = st.binary(max_size=300) | st.builds(
    lambda text, n: text * n, st.binary(max_size=9), st.integers(0, 50_000)
)
KINDS = ["gzip", "deflate", "bare deflate", "two members", "followed by zeros"]


@given(CONTENT, st.sampled_from(KINDS), st.integers(1, 5000))
def test_compressed_content_comes_back(content: bytes, kind: str, size: int) -> None:
    """In whatever pieces it comes."""
    encoding, data = packed(content, kind)
    assert unpacked(encoding, data, size) == content + b"more" * (kind == "two members")


@pytest.mark.parametrize("kind", KINDS)
def test_compressed_content_byte_by_byte(kind: str) -> None:
    """What follows the content is its next member, or is left out; nothing may be missing."""
    encoding, data = packed(b"content", kind)
    assert unpacked(encoding, data, 1) == b"content" + b"more" * (kind == "two members")
    with pytest.raises(ResponseDecodeError, match="cut short"):
        unpacked(encoding, data[:8], 1)


@given(CONTENT, st.sampled_from(["gzip", "deflate", "bare deflate"]), st.data(), st.integers(1, 5000))
def test_content_that_is_cut_short(content: bytes, kind: str, data: st.DataObject, size: int) -> None:
    """However much is missing, it is an error; nothing at all is empty content."""
    encoding, whole = packed(content, kind)
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(ResponseDecodeError, match="cut short"):
        unpacked(encoding, cut, size)
    assert unpacked(encoding, b"", size) == b""


@given(CONTENT, st.binary(max_size=300), st.integers(1, 5000))
def test_what_comes_before_a_fault(content: bytes, more: bytes, size: int) -> None:
    """All that can be decompressed comes first, in whatever pieces the data comes."""
    check_a_fault(content, more, size)


def test_a_fault_in_one_piece() -> None:
    """What comes before it in the same piece is not lost."""
    check_a_fault(b"content", b"more", 5000)


def check_a_fault(content: bytes, more: bytes, size: int) -> None:
    """All of the content comes out, then the error."""
    compressor = zlib.compressobj(wbits=31)
    good = compressor.compress(content) + compressor.flush(zlib.Z_SYNC_FLUSH)
    data = good + b"\xff" + more  # no block begins like this
    decompressor, got = Decompressor("gzip"), b""
    with pytest.raises(ResponseDecodeError, match="cannot be decompressed"):
        for at in range(0, len(data), size):
            for piece in decompressor.feed(data[at : at + size]):
                got += piece
    assert got == content


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_content_that_is_not_compressed(encoding: str) -> None:
    """It is an error, not the content as it is."""
    with pytest.raises(ResponseDecodeError, match="cannot be decompressed"):
        unpacked(encoding, b"plain text", 4)


def test_content_that_is_far_larger_than_its_data() -> None:
    """It comes in pieces of a megabyte at most."""
    assert unpacked("gzip", gzip.compress(bytes(5_000_000)), 10**9) == bytes(5_000_000)
