"""The splitter of server-sent events: the standard's examples, its grammar, and that no cut ever matters."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._streaming.sse import EventSplitter, EventTooLarge

# Pieces that make hard cases likely; between them anything may stand.
PIECES = st.sampled_from(
    [
        *(
            b"\r",
            b"\n",
            b"\r\n",
            b"\n\n",
            b"\r\r",
            b"\n\r\n",
            b":",
            b" ",
            b"\0",
            b"\xef\xbb\xbf",
            b"\xef",
            b"\xbb\xbf",
        ),
        *(
            b"data",
            b"data:",
            b"data: ",
            b"event: ping",
            b"id: 7",
            b"id",
            b"retry: 5",
            b": comment",
            b"data: {}\n\n",
        ),
        *("data: \u2028\u2029\u0085\n\n".encode(), "é€😀".encode(), b"\xff", b"\xf0\x9f", b"\xc2"),
    ]
)
STREAMS = st.lists(PIECES | st.binary(max_size=8), max_size=30).map(b"".join)


def decoded(*chunks: bytes) -> list[tuple[str, str]]:
    """Type and data of the events of a stream that comes in these chunks."""
    splitter = EventSplitter()
    return [event for chunk in chunks for event in splitter.feed(chunk)]


def data_of(*chunks: bytes) -> list[str]:
    """The data of those events."""
    return [data for _, data in decoded(*chunks)]


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    """The stream in pieces, cut at these places."""
    edges = [0, *sorted(place % (len(stream) + 1) for place in places), len(stream)]
    return [stream[start:end] for start, end in pairwise(edges)]


def by_the_standard(stream: bytes) -> list[tuple[str, str]]:
    """The standard's algorithm written down plainly, over a whole stream:
    text first, then lines, then fields.
    """
    events = []
    text = stream.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]
    data, kind = "", ""
    for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                events.append((kind or "message", data.removesuffix("\n")))
            data = kind = ""
        elif name == "data":
            data += value + "\n"
        elif name == "event":
            kind = value
    return events


@given(STREAMS, st.lists(st.integers(0, 10_000), max_size=12))
def test_it_is_what_the_standard_says(stream: bytes, places: list[int]) -> None:
    """Any bytes give what the standard's own algorithm gives: at once, cut anywhere, byte by byte."""
    expected = by_the_standard(stream)
    assert decoded(stream) == decoded(*cut(stream, places)) == expected
    assert decoded(*(bytes([byte]) for byte in stream)) == expected


@given(st.lists(st.text().filter(lambda text: "\r" not in text and "\n" not in text), min_size=1), STREAMS)
def test_data_arrives_as_it_was_sent(lines: list[str], garbage: bytes) -> None:
    """Any text comes back as it is, one event of one line each, whatever stood before the last empty line."""
    sent = "".join(f"data: {line}\n\n" for line in lines).encode("utf-8", "replace")
    expected = [line.encode("utf-8", "replace").decode() for line in lines]
    assert data_of(garbage, b"\n\n", sent)[-len(lines) :] == expected


# The examples of the WHATWG standard, section "Interpreting an event stream".


def test_the_standards_stock_ticker() -> None:
    """Several data lines of one event are joined by a line feed."""
    assert data_of(b"data: YHOO\ndata: +2\ndata: 10\n\n") == ["YHOO\n+2\n10"]


def test_the_standards_four_blocks() -> None:
    """A comment is no event, an id no data; one space after a colon is dropped."""
    stream = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n"
    assert data_of(stream) == ["first event", "second event"]
    assert data_of(stream, b"\n") == ["first event", "second event", " third event"]


def test_the_standards_empty_data() -> None:
    """A data line without value gives an empty event,
    two a line feed, and one that no empty line follows nothing.
    """
    assert data_of(b"data\n\ndata\ndata\n\ndata:") == ["", "\n"]


def test_the_standards_optional_space() -> None:
    """``data:test`` and ``data: test`` are the same."""
    assert data_of(b"data:test\n\ndata: test\n\n") == ["test", "test"]


def test_the_standards_add_and_remove() -> None:
    """An event's type is its own: the next one is a message again."""
    stream = b"event: add\ndata: 73857293\n\ndata: 113411\n\n"
    assert decoded(stream) == [("add", "73857293"), ("message", "113411")]


# The grammar, piece by piece.


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_each_line_end(end: bytes) -> None:
    """LF, CRLF and CR alone each end a line, and two of them an event."""
    assert data_of(end.join([b"data: a", b"data: b", b"", b""])) == ["a\nb"]


def test_a_crlf_cut_in_two() -> None:
    """A CR ends its line at once; the LF that follows in the next chunk belongs to it."""
    splitter = EventSplitter()
    assert splitter.feed(b"data: a\r") == []
    assert splitter.feed(b"\n") == []
    assert splitter.feed(b"") == []
    assert splitter.feed(b"\r") == [("message", "a")]
    assert splitter.feed(b"\ndata: b\r\n") == []
    assert splitter.feed(b"\r\n") == [("message", "b")]


def test_mixed_line_ends() -> None:
    """LF CR is two line ends, not one."""
    assert data_of(b"data: a\n\rdata: b\r\r\ndata: c\r\n\n") == ["a", "b", "c"]


def test_a_byte_order_mark_only_at_the_start() -> None:
    """A byte order mark before the first line is dropped, in pieces too;
    a second one, or a later one, is text.
    """
    bom = b"\xef\xbb\xbf"
    assert data_of(bom + b"data: a\n\n") == data_of(bom[:1], bom[1:2], bom[2:] + b"data: a\n\n") == ["a"]
    assert data_of(bom + bom + b"data: a\n\n") == []
    assert data_of(b"\n" + bom + b"data: a\n\n") == []
    assert data_of(b"data: " + bom + b"a\n\n") == ["\ufeffa"]


def test_no_event_without_data() -> None:
    """Dify's keep-alive has a type and no data:
    it is no event, and its type does not stick to the next one.
    """
    assert decoded(b"event: ping\n\n", b'data: {"event": "message"}\n\n') == [
        ("message", '{"event": "message"}')
    ]


def test_what_is_left_at_the_end_is_no_event() -> None:
    """An event that no empty line ended is dropped, as the standard says: it may have been cut."""
    assert data_of(b"data: a\n\ndata: b\n") == ["a"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\v", "\f", "\x1c", "\x1d", "\x1e"])
def test_no_other_character_ends_a_line(separator: str) -> None:
    """Dify sends U+2028, U+2029 and U+0085 unescaped inside its JSON: no line ends there."""
    text = json.dumps({"answer": f"one{separator}two"}, ensure_ascii=False)
    assert data_of(f"data: {text}\n\n".encode()) == [text]


def test_a_character_cut_in_two() -> None:
    """A character whose bytes come in different chunks is one character."""
    whole = "data: 日本😀\n\n".encode()
    assert data_of(*(whole[at : at + 1] for at in range(len(whole)))) == ["日本😀"]


def test_invalid_utf8_is_replaced() -> None:
    """Bytes that are no UTF-8 become U+FFFD, in data and type alike;
    nothing raises and nothing else is lost.
    """
    assert decoded(b"data: a\xffb\xe2\x82\nevent: \xfe\n\n") == [("\ufffd", "a\ufffdb\ufffd")]


def test_unknown_fields_are_passed_over() -> None:
    """A field of another name, of another case, or with a space before its colon is ignored."""
    assert data_of(b"data: a\nfoo: b\nData: c\ndata : d\n data: e\nfoo\n\n") == ["a"]


# Size.


def seconds_for(end: bytes, megabytes: int) -> float:
    """CPU seconds for one event of that size in chunks of 1 kB, the best of three."""
    line = b"data: " + b"x" * (73 if end else megabytes * 1_000_000) + end
    stream = line * (megabytes * 1_000_000 // len(line) if end else 1) + b"\n\n"
    times = []
    for _ in range(3):
        splitter = EventSplitter()
        started = time.process_time()  # of this process alone, however busy the machine
        ((_, data),) = (
            event for at in range(0, len(stream), 1000) for event in splitter.feed(stream[at : at + 1000])
        )
        times.append(time.process_time() - started)
        assert data.count("x") > megabytes * 900_000
    return min(times)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_large_event_is_linear(end: bytes) -> None:
    """Eight times as much takes about eight times as long, not sixty-four: in one line or in many."""
    assert seconds_for(end, 8) < 32 * seconds_for(end, 1) + 0.05


@pytest.mark.parametrize("size", [1, 7, 100])
def test_an_event_without_end_is_refused(size: int) -> None:
    """What grows beyond the limit is no event stream: it raises instead of filling the memory."""
    splitter = EventSplitter(max_event_bytes=50)
    stream = b"data: " + b"x" * 100
    with pytest.raises(EventTooLarge, match="50 bytes"):
        for at in range(0, len(stream), size):
            splitter.feed(stream[at : at + size])


def test_lines_without_end_are_refused_too() -> None:
    """An event of ever more short lines counts as well."""
    splitter = EventSplitter(max_event_bytes=1000)
    with pytest.raises(EventTooLarge):
        for _ in range(1000):
            splitter.feed(b"data: x\n")


def test_the_limit_is_an_events_not_the_streams() -> None:
    """A stream may be as long as it likes, in chunks larger than the limit too."""
    splitter = EventSplitter(max_event_bytes=50)
    events = [event for _ in range(20) for event in splitter.feed(b"data: 0123456789\n\n" * 10)]
    assert len(events) == 200
    assert splitter.feed(b"data: " + b"x" * 20) + splitter.feed(b"\n\n") == [("message", "x" * 20)]


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize("stream", [b"data: 0123456789\n\n", b"data: 1\ndata: 23\n\n", b"data: 1\ndata: 23"])
def test_the_limit_does_not_depend_on_the_cut(stream: bytes, size: int) -> None:
    """An event over the limit is refused also where it comes in one piece; one just as large is not."""
    room = len(stream.removesuffix(b"\n\n"))
    chunks = [stream[at : at + size] for at in range(0, len(stream), size)]
    large, small = EventSplitter(room), EventSplitter(room - 1)
    assert len([event for chunk in chunks for event in large.feed(chunk)]) == stream.endswith(b"\n\n")
    with pytest.raises(EventTooLarge):
        for chunk in chunks:
            small.feed(chunk)


def test_an_event_and_the_beginning_of_the_next() -> None:
    """The only line end is the second byte from the end, and what follows it is no line end."""
    splitter = EventSplitter()
    assert splitter.feed(b"data: 0\n\n") == [("message", "0")]
    assert splitter.feed(b"data: 1\n:") == []
    assert splitter.feed(b"\n\ndata: 2\n\n") == [("message", "1"), ("message", "2")]
