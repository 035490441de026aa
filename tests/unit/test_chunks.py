"""Chunks joined before httpcore sees them mean to h11 what they meant before."""

from __future__ import annotations

from itertools import pairwise

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.chunks import ChunkJoiner

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """The data in pieces; where it is cut is taken modulo its length."""
    at = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[a:b] for a, b in pairwise(at)]


def read(pieces: list[bytes]) -> tuple[bytes, str]:
    """The body that h11 reads from these pieces and the end of the connection, and how it ends."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    connection.send(h11.EndOfMessage())
    body = b""
    try:
        for piece in [*pieces, b""]:
            connection.receive_data(piece)
            while (event := connection.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
                if isinstance(event, h11.Data):
                    body += event.data
                elif isinstance(event, h11.EndOfMessage):
                    return body, f"whole, {list(event.headers)}"
                elif isinstance(event, h11.ConnectionClosed):
                    return body, "closed"
    except h11.RemoteProtocolError:
        return body, "broken"
    return body, "not over"


def joined(pieces: list[bytes]) -> list[bytes]:
    """What comes out for each piece, and at the end."""
    joiner = ChunkJoiner()
    return [joiner.feed(piece) for piece in [*pieces, b""]]


ODD = st.sampled_from(
    [
        b"4;name=value\r\nabcd\r\n",
        b"4 \r\nabcd\r\n",
        b"3\r\nabcd\r\n",
        b"oops\r\n",
        b"4\nabcd\n",
        b"\r\n",
        b"0000000004\r\nabcd\r\n",
        b"F" * 30,
        b"-1\r\n",
        END,
        b"0\r\nTrailer: value\r\n\r\n",
    ]
)
CHUNKS = st.lists(
    st.one_of(st.binary(min_size=1, max_size=300).map(chunk), st.just(b"0004\r\nabcd\r\n"), ODD), max_size=8
)
PLACES = st.lists(st.integers(0, 5000), max_size=12)


@given(CHUNKS, st.sampled_from([END, b"0\r\nTrailer: value\r\n\r\n", b"", b"5\r\nab", b"5"]), PLACES)
def test_joined_chunks_mean_the_same(chunks: list[bytes], end: bytes, places: list[int]) -> None:
    """However the bytes are cut, whole, cut short or broken: the same body and the same end."""
    pieces = cut(HEAD + b"".join(chunks) + end, places)
    assert read([piece for piece in joined(pieces) if piece]) == read(pieces)


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=8), PLACES)
def test_nothing_is_held_back(contents: list[bytes], places: list[int]) -> None:
    """After each piece the body is there as far as it would be without joining."""
    pieces = cut(HEAD + b"".join(map(chunk, contents)), places)
    outcome = joined(pieces)
    for number in range(1, len(pieces) + 1):
        assert read([piece for piece in outcome[:number] if piece])[0] == read(pieces[:number])[0]


def test_many_chunks_become_one() -> None:
    """It is of use: chunks that come together are one."""
    data = HEAD + chunk(b"a" * 200) * 100 + chunk(b"b" * 10)[:-4]
    [first, end] = joined([data])
    assert first == HEAD + chunk(b"a" * 20_000) + chunk(b"b" * 10)[:-4]
    assert end == b""


def test_a_size_that_is_cut_waits() -> None:
    """The beginning of a chunk's size comes with the rest of it, or with the end."""
    joiner = ChunkJoiner()
    assert joiner.feed(HEAD + b"1") == HEAD
    assert joiner.feed(b"0\r") == b""
    assert joiner.feed(b"\n0123") == b"10\r\n0123"
    assert joiner.feed(b"456789abcdef\r\n1") == b"456789abcdef\r\n"
    assert joiner.feed(b"") == b"1"
    assert joiner.feed(b"") == b""


def test_a_chunk_in_pieces() -> None:
    """What is inside a chunk goes through at once."""
    joiner = ChunkJoiner()
    pieces = [HEAD + b"8\r\nab", b"cd", b"efgh\r\n", chunk(b"ij") + END]
    assert [joiner.feed(piece) for piece in pieces] == pieces


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"",  # a proxy by SOCKS, before it is HTTP
    ],
)
def test_other_bodies_are_left_alone(head: bytes) -> None:
    """What is not surely a chunked body goes through as it is."""
    body = chunk(b"a") + chunk(b"b")
    assert joined([head, body]) == [head, body, b""]


def test_a_head_without_end() -> None:
    """It is not kept for ever."""
    pieces = [
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000,
        b"\r\nTransfer-Encoding: chunked\r\n\r\n",
        chunk(b"a") * 2,
    ]
    assert joined(pieces) == [*pieces, b""]


def test_answers_one_after_the_other() -> None:
    """Each request begins anew; an interim answer comes before the answer."""
    joiner = ChunkJoiner()
    two = chunk(b"a") + chunk(b"b")
    assert (
        joiner.feed(b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD[:30])
        == b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD[:30]
    )
    assert joiner.feed(HEAD[30:] + two + END) == HEAD[30:] + chunk(b"ab") + END
    joiner.begin()
    assert joiner.feed(HEAD + two) == HEAD + chunk(b"ab")
    joiner.begin()
    assert joiner.feed(b"HTTP/1.1 204 No Content\r\n\r\n") == b"HTTP/1.1 204 No Content\r\n\r\n"
