"""What was said before, as text: for a conversation that Dify does not know. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def transcript(instructions: str, history: Iterable[tuple[str, str]], last: str) -> str:
    """The text of a question that begins a conversation.

    Args:
        instructions: What a system message said.
        history: What was said before, each with its role.
        last: The question.
    """
    said = [f"{role}: {text.strip()}" for role, text in history]
    parts = [instructions] if instructions else []
    if said:
        last = f"user: {last}"
    return "\n\n".join([*parts, *said, last])
