"""Answers as bytes: JSON as Flask writes it, stream frames as Dify writes them, and speech."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

#: A silent MPEG frame: 128 kbit/s, 44.1 kHz. 24 of them are the speech of the recordings.
_FRAME = bytes([0xFF, 0xFB, 0x90, 0x64]) + bytes(413)
SPEECH_PIECE = _FRAME * 8
SPEECH = SPEECH_PIECE * 3

PING = b"event: ping\n\n"


def json_answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON in ASCII with a line end: the usual answer."""
    content = json.dumps(body, separators=(",", ":")) + "\n"
    return Response(content.encode(), status, headers, media_type="application/json")


def blocking_answer(body: dict[str, Any]) -> Response:
    """JSON of the operations that can also stream: with spaces and a charset."""
    return Response(json.dumps(body).encode(), 200, media_type="application/json; charset=utf-8")


def empty_answer() -> Response:
    """204, with a content type but no content."""
    return Response(status_code=204, media_type="application/json")


def frame(event: dict[str, Any], form: str = "raw") -> bytes:
    """One event of a stream. Raw ones escape nothing: U+2028 and similar characters stay."""
    if event["event"] == "ping":
        return PING
    raw = form == "raw"
    text = json.dumps(event, separators=(",", ":") if raw else None, ensure_ascii=not raw)
    return f"data: {text}\n\n".encode()
