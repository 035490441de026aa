"""The conversations of an app."""

from __future__ import annotations

from typing import Any

from .._errors import broken
from .._resources import page_of
from .._spec import properties, row
from .._state import CHATS, Conversation
from .call import ConsoleCall
from .ranges import ends, read_range
from .state import Record


async def list_chat_conversations(call: ConsoleCall) -> Any:
    """In the order that is asked for. `message_count_gte` is accepted and ignored."""
    record = call.record(*CHATS)
    asked = call.query(**ends(call))
    start, end = read_range(call, asked["start"], asked["end"])
    if asked["annotation_status"] == "annotated" and not call.traits.annotated_conversations:
        raise broken()
    time = asked["sort_by"].lstrip("-")
    rows = list(record.app.conversations.values())
    if start is not None:
        rows = [row for row in rows if getattr(row, time) >= start]
    if end is not None:
        rows = [row for row in rows if getattr(row, time) < end + 60]  # that whole minute is included
    if asked["keyword"]:
        rows = [row for row in rows if holds(row, asked["keyword"].lower())]
    if asked["annotation_status"] == "annotated":
        rows = []  # annotations made through the Service API belong to no conversation
    rows.sort(key=lambda row: getattr(row, time), reverse=asked["sort_by"].startswith("-"))
    return page_of(rows, asked, lambda talk: conversation_row(call, record, talk))


def holds(conversation: Conversation, keyword: str) -> bool:
    """Whether the text is in a message, or in the name, the introduction or the user's name."""
    texts = [conversation.name, conversation.introduction, conversation.user.name]
    texts += [text for message in conversation.messages for text in (message.query, message.answer)]
    return any(keyword in text.lower() for text in texts)


def conversation_row(call: ConsoleCall, record: Record, talk: Conversation) -> dict[str, Any]:
    """A conversation in the list."""
    ratings = [message.feedback.rating for message in talk.messages if message.feedback]
    return row(
        "ChatConversation",
        talk,
        status="normal",
        from_source="api",
        from_end_user_id=talk.user.id,
        from_end_user_session_id=talk.user.name,
        summary=talk.messages[0].query if talk.messages else None,
        annotated=False,
        model_config=model_config(call, record),
        message_count=len(talk.messages),
        user_feedback_stats={rating: ratings.count(rating) for rating in ("like", "dislike")},
        admin_feedback_stats={"like": 0, "dislike": 0},
        status_count=status_count(call, record, talk),
    )


def model_config(call: ConsoleCall, record: Record) -> dict[str, Any]:
    """The model (releases before 1.14 do not find it) and the prompt."""
    config = record.model_config or {"model": None, "pre_prompt": None}
    model = config["model"] if call.traits.conversation_model else None
    return {"model": model, "pre_prompt": config["pre_prompt"]}


def status_count(
    call: ConsoleCall, record: Record, conversation: Conversation
) -> dict[str, int | None] | None:
    """The results of a chatflow's runs. Other apps have none, in one of two forms."""
    names = {"success": "normal", "failed": "error", "partial_success": "", "paused": "paused"}
    if record.app.mode == "advanced-chat":
        ends = [message.status for message in conversation.messages]
        return {name: ends.count(status) for name, status in names.items()}
    return dict.fromkeys(properties("StatusCount")) if call.traits.empty_status_count else None
