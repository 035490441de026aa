"""Bodies whose chunks pass httpcore by mean what h11 reads in them."""

from __future__ import annotations

from itertools import pairwise

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.chunks import ChunkedBody

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


def read_past(pieces: list[bytes]) -> tuple[bytes, str]:
    """The same of a body whose chunks are taken apart here, and of whose rest h11 reads the end."""
    body, content, left = ChunkedBody(), b"", []
    for piece in [*pieces, b""]:
        if body.is_open and piece:
            content += body.content(piece)
        else:
            left += [body.unread(), body.feed(piece)]
            content += body.content(b"") if body.is_open else b""
    rest, end = read([piece for piece in left if piece])
    return content + rest, end


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
def test_it_means_the_same_to_h11(chunks: list[bytes], end: bytes, places: list[int]) -> None:
    """However the bytes are cut, whole, cut short or broken: the same body and the same end."""
    pieces = cut(HEAD + b"".join(chunks) + end, places)
    assert read_past(pieces) == read(pieces)


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=8), PLACES)
def test_nothing_is_held_back(contents: list[bytes], places: list[int]) -> None:
    """After each piece the body is there as far as it has come."""
    pieces = cut(HEAD + b"".join(map(chunk, contents)), places)
    for number in range(1, len(pieces) + 1):
        assert read_past(pieces[:number])[0] == read(pieces[:number])[0]


def test_chunks_that_come_together_are_one() -> None:
    """Of the head httpcore sees the head alone, of the body its end."""
    body = ChunkedBody()
    assert body.feed(HEAD + chunk(b"a" * 200) * 100 + chunk(b"b" * 10)[:-4]) == HEAD
    assert body.content(b"") == b"a" * 20_000 + b"b" * 8
    assert body.content(b"bb\r\n" + END[:2]) == b"bb"
    assert body.is_open
    assert body.content(END[2:]) == b""
    assert not body.is_open
    assert body.unread() == END
    assert body.feed(b"more") == b"more"


def test_httpcore_may_read_it_all() -> None:
    """If nobody takes the chunks apart, they go to httpcore."""
    body = ChunkedBody()
    assert body.feed(HEAD + chunk(b"a")) == HEAD
    assert body.unread() == chunk(b"a")
    assert body.feed(chunk(b"b")) == chunk(b"b")


def test_a_chunk_without_a_line_end() -> None:
    """What follows it is no chunk either, whatever it looks like."""
    body = ChunkedBody()
    body.feed(HEAD)
    assert body.content(b"1\r\na1\r\nb\r\n") == b"a"
    assert not body.is_open
    assert body.unread() == b"\r\n1\r\nb\r\n"


def test_a_chunk_in_pieces() -> None:
    """What is inside a chunk goes through at once."""
    body = ChunkedBody()
    assert body.feed(HEAD + b"8\r\nab") == HEAD
    pieces = [b"", b"cd", b"efgh\r\n", chunk(b"ij") + END]
    assert [body.content(piece) for piece in pieces] == [b"ab", b"cd", b"efgh", b"ij"]


@pytest.mark.parametrize(
    ("head", "request_head"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", b""),
        (HEAD, b"HEAD / HTTP/1.1\r\n\r\n"),
        (HEAD.replace(b"200 OK", b"204 No Content"), b""),
        (HEAD.replace(b"200 OK", b"304 Not Modified"), b""),
        (b"", b""),  # a proxy by SOCKS, before it is HTTP
    ],
)
def test_other_bodies_are_left_alone(head: bytes, request_head: bytes) -> None:
    """What is not surely a body in chunks goes through as it is."""
    body, data = ChunkedBody(), chunk(b"a") + chunk(b"b")
    body.begin(request_head)
    assert [body.feed(head + data), body.feed(data), body.unread()] == [head + data, data, b""]
    assert not body.is_open


def test_a_head_without_end() -> None:
    """It is not kept for ever."""
    body = ChunkedBody()
    for piece in (
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000,
        b"\r\nTransfer-Encoding: chunked\r\n\r\n",
        chunk(b"a") * 2,
    ):
        assert body.feed(piece) == piece


def test_answers_one_after_the_other() -> None:
    """Each request begins anew; an interim answer comes before the answer."""
    body = ChunkedBody()
    interim = b"HTTP/1.1 100 Continue\r\n\r\n"
    assert body.feed(interim + HEAD[:30]) == interim + HEAD[:30]
    assert body.feed(HEAD[30:] + chunk(b"a") + END) == HEAD[30:]
    assert (body.content(b""), body.unread()) == (b"a", END)
    body.begin(b"GET / HTTP/1.1\r\n\r\n")
    assert body.feed(HEAD + chunk(b"b")) == HEAD
    assert body.content(b"") == b"b"
    body.begin(b"GET / HTTP/1.1\r\n\r\n")
    assert body.feed(b"HTTP/1.1 204 No Content\r\n\r\n") == b"HTTP/1.1 204 No Content\r\n\r\n"
