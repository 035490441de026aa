"""Messages of a conversation: the list, feedback, suggested questions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from ._app_info import moment
from ._call import AppCall
from ._errors import Refusal, invalid_param, not_found
from ._files import mention_in_message
from ._spec import row
from ._state import Feedback, Message

SUGGESTED = ["What is one?", "第二个问题\uff1f", "Third question?"]
NO_PARENT = "00000000-0000-0000-0000-000000000000"


async def list_messages(call: AppCall) -> Any:
    """The newest page first, each page from old to new."""
    call.must_chat()
    asked = call.query()
    limit = asked["limit"]
    if not asked["conversation_id"] and call.traits.empty_conversation_id == "empty":
        return {"limit": limit, "has_more": False, "data": []}
    messages = call.conversation(asked["conversation_id"] or "").messages
    if asked["first_id"]:
        first = next((message for message in messages if message.id == asked["first_id"]), None)
        if first is None:
            raise not_found("First Message Not Exists.")
        # Whole seconds are compared: other messages of the first one's second are lost.
        messages = [message for message in messages if int(message.created_at) < int(first.created_at)]
    shown = [message_row(call, message) for message in messages[-limit:]]
    return {"limit": limit, "has_more": len(messages) > limit, "data": shown}


def message_row(call: AppCall, message: Message) -> dict[str, Any]:
    """A message in the list."""
    return row(
        "Message",
        message,
        parent_message_id=NO_PARENT,
        feedback={"rating": message.feedback.rating} if message.feedback else None,
        message_files=[mention_in_message(call, mention) for mention in message.mentions],
        message_tokens=message.question_tokens,
        total_tokens=message.question_tokens + message.answer_tokens,
        provider_response_latency=message.latency,
        total_price=message.price,
        currency="USD",
    )


async def post_feedback(call: AppCall) -> Any:
    """A rating of null takes the feedback back."""
    asked, message = await call.body(), call.find("message_id")
    rating, now = asked["rating"], call.state.now()
    if rating is None:
        if message.feedback is None:
            raise invalid_param("rating cannot be None when feedback not exists")
        message.feedback = None
    elif message.feedback is None:
        message.feedback = Feedback(str(uuid4()), rating, asked["content"], now, now)
    else:
        message.feedback.rating, message.feedback.content = rating, asked["content"]
        message.feedback.updated_at = now
    return {"result": "success"}


async def get_suggested_questions(call: AppCall) -> Any:
    """Always the same ones."""
    call.must_chat()
    call.find("message_id")
    if not call.app.parameters["suggested_questions_after_answer"]["enabled"]:
        raise Refusal(400, "bad_request", "Suggested Questions Is Disabled.")
    return {"result": "success", "data": SUGGESTED}


async def list_app_feedbacks(call: AppCall) -> Any:
    """Of all users, the newest first."""
    asked = call.query()
    rated = [message for message in call.app.messages.values() if message.feedback]
    rated.sort(key=lambda message: message.feedback.created_at if message.feedback else 0.0, reverse=True)
    start = (asked["page"] - 1) * asked["limit"]
    rows = [
        row(
            "AppFeedback",
            message.feedback,
            app_id=call.app.id,
            conversation_id=message.conversation_id,
            message_id=message.id,
            from_source="user",
            from_end_user_id=message.user.id,
            created_at=moment(message.feedback.created_at),
            updated_at=moment(message.feedback.updated_at),
        )
        for message in rated[start : start + asked["limit"]]
        if message.feedback
    ]
    return {"data": rows}
