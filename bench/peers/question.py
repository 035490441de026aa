"""What all peers ask."""

from __future__ import annotations

from typing import Any

KEY = "app-0123456789"
HEADERS = {"Authorization": f"Bearer {KEY}"}
TIMEOUT = 60.0


def chat(name: str) -> dict[str, Any]:
    """The body of a question that is answered with the stream of this name."""
    return {"inputs": {}, "query": name, "user": "u", "response_mode": "streaming"}
