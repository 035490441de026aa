"""What the package offers is what the snapshot says."""

from __future__ import annotations

from .public_api import check, current


def test_the_public_api_is_as_written_down() -> None:
    """A difference is meant (scripts/check --fix, and a line in CHANGELOG.md) or a mistake."""
    assert "\n".join(check()) == ""


def test_the_snapshot_reaches_the_resources() -> None:
    """Methods that are called through a client's attributes are listed, in both flavours."""
    text = current()
    for line in (
        "class Dify",
        "class AsyncDify",
        "class Chat(",
        "class AsyncChat(",
        "class AsyncChatWithRawResponse",
    ):
        assert f"\n{line}" in text
    assert "    chat: Chat  (property)" in text
