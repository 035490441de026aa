"""What the spec says of releases, read without any help of the client."""

from __future__ import annotations

from typing import Any


def numbers(release: str) -> tuple[int, ...]:
    """A release as numbers."""
    return tuple(int(number) for number in release.split("."))


def lacks(release: str, operation: dict[str, Any]) -> str | None:
    """The release that an operation needs, if this one lacks it."""
    since, until = (operation.get(key, release) for key in ("x-since", "x-until"))
    if numbers(release) < numbers(since):
        return str(since)
    return str(until) if numbers(until) < numbers(release) else None
