"""The bytes that the server sends as event streams, in the forms of Dify, OpenAI and Anthropic.

A question names its stream: ``burst-20000`` is 20,000 events that are sent at once, each in an HTTP
chunk of its own, as servers do.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

STAMP = b"0000000000000000"  # in a paced event: the nanoseconds at which it was sent
_ID = "11111111-2222-3333-4444-555555555555"

Event = Callable[[str], bytes]


def _data(value: object, name: str = "") -> bytes:
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(value)}\n\n".encode()


def _dify(text: str) -> bytes:
    ids = {"task_id": _ID, "message_id": _ID, "conversation_id": _ID, "created_at": 1750000000}
    return _data({"event": "message", **ids, "answer": text, "from_variable_selector": None})


def _openai(text: str) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "logprobs": None, "finish_reason": None}
    base = {"id": f"chatcmpl-{_ID}", "object": "chat.completion.chunk", "created": 1750000000}
    return _data({**base, "model": "gpt-4o-mini", "system_fingerprint": "fp_0123456789", "choices": [choice]})


def _anthropic(text: str) -> bytes:
    delta = {"type": "text_delta", "text": text}
    return _data({"type": "content_block_delta", "index": 0, "delta": delta}, "content_block_delta")


_ENDS = {
    "dify": _data({"event": "message_end", "task_id": _ID, "message_id": _ID, "conversation_id": _ID}),
    "openai": b"data: [DONE]\n\n",
    "anthropic": _data({"type": "message_stop"}, "message_stop"),
}
EVENTS: dict[str, Event] = {"dify": _dify, "openai": _openai, "anthropic": _anthropic}


def chunk(data: bytes) -> bytes:
    """One chunk of a chunked body."""
    return b"%x\r\n%b\r\n" % (len(data), data)


def end(dialect: str) -> bytes:
    """The last event of a stream, and the end of its body."""
    return chunk(_ENDS[dialect]) + b"0\r\n\r\n"


@cache
def paced_event(dialect: str) -> bytes:
    """A chunk of one event, with a place for the time of its sending."""
    return chunk(EVENTS[dialect](STAMP.decode()))


@cache
def body(dialect: str, name: str) -> bytes:
    """The whole body of a stream that is sent at once.

    Args:
        dialect: Whose events they are.
        name: ``burst-COUNT``, ``split-COUNT`` (cut in any place, not between events), or
            ``size-BYTES-COUNT`` (events so large).
    """
    kind, *numbers = name.split("-")
    event = EVENTS[dialect]
    if kind == "size":
        size, count = map(int, numbers)
        # As a server behind a proxy sends it: chunks of at most 8 KiB.
        return _in_chunks(event("x" * max(1, size - len(event("")))) * count, 8192) + end(dialect)
    count = int(numbers[0])
    if kind == "split":
        return _in_chunks(event("hello world") * count, 97) + end(dialect)
    return chunk(event("hello world")) * count + end(dialect)


def _in_chunks(data: bytes, size: int) -> bytes:
    return b"".join(chunk(data[at : at + size]) for at in range(0, len(data), size))
