"""Messages of a conversation: the list, feedback, suggested questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from ._answers import json_answer, taken
from ._call import Call
from ._checks import Field, one_of, text, uuid, whole
from ._errors import Refusal, invalid_param, not_found
from ._files import mention_in_message
from ._state import Feedback, Message

SUGGESTED = ["What is one?", "第二个问题\uff1f", "Third question?"]
NO_PARENT = "00000000-0000-0000-0000-000000000000"


async def list_messages(call: Call) -> Response:
    """GET /v1/messages: the newest page first, each page from old to new."""
    call.must_chat()
    asked = call.check_query(
        "MessageListQuery",
        {
            "conversation_id": Field(uuid()),
            "first_id": Field(uuid(), None),
            "limit": Field(whole(1, 100), 20),
        },
    )
    if not asked["conversation_id"] and call.traits.empty_conversation_id == "empty":
        return json_answer({"limit": asked["limit"], "has_more": False, "data": []})
    messages = call.conversation(asked["conversation_id"] or "").messages
    if asked["first_id"]:
        ids = [message.id for message in messages]
        if asked["first_id"] not in ids:
            raise not_found("First Message Not Exists.")
        # Whole seconds are compared: other messages of the first one's second are lost.
        first = int(messages[ids.index(asked["first_id"])].created_at)
        messages = [message for message in messages if int(message.created_at) < first]
    limit = asked["limit"]
    return json_answer(
        {
            "limit": limit,
            "has_more": len(messages) > limit,
            "data": [message_row(call, message) for message in messages[-limit:]],
        }
    )


def message_row(call: Call, message: Message) -> dict[str, Any]:
    """A message in the list."""
    row = {
        **taken(message, "id conversation_id inputs query answer created_at agent_thoughts status error"),
        **taken(message, "extra_contents answer_tokens"),
        "parent_message_id": NO_PARENT,
        "feedback": {"rating": message.feedback.rating} if message.feedback else None,
        "retriever_resources": message.retriever_resources,
        "message_files": [mention_in_message(call, mention) for mention in message.mentions],
        "message_tokens": message.question_tokens,
        "total_tokens": message.question_tokens + message.answer_tokens,
        "provider_response_latency": message.latency,
        "total_price": message.price,
        "currency": "USD",
    }
    return call.traits.known("message", row)


async def post_feedback(call: Call) -> Response:
    """POST /v1/messages/{message_id}/feedbacks."""
    asked = call.check(
        "MessageFeedbackPayload",
        {
            "rating": Field(one_of("like", "dislike"), None, nullable=True),
            "content": Field(text, None, nullable=True),
        },
    )
    message = call.message(call.path("message_id"))
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
    return json_answer({"result": "success"})


async def get_suggested_questions(call: Call) -> Response:
    """GET /v1/messages/{message_id}/suggested."""
    call.must_chat()
    call.message(call.path("message_id"))
    if not call.app.parameters["suggested_questions_after_answer"]["enabled"]:
        raise Refusal(400, "bad_request", "Suggested Questions Is Disabled.")
    return json_answer({"result": "success", "data": SUGGESTED})


async def list_app_feedbacks(call: Call) -> Response:
    """GET /v1/app/feedbacks: of all users, the newest first."""
    asked = call.check_query(
        "FeedbackListQuery", {"page": Field(whole(1), 1), "limit": Field(whole(1, 101), 20)}
    )
    rows = [
        feedback_row(call, message, message.feedback)
        for message in call.app.messages.values()
        if message.feedback
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    start = (asked["page"] - 1) * asked["limit"]
    return json_answer({"data": [row for _, row in rows[start : start + asked["limit"]]]})


def feedback_row(call: Call, message: Message, feedback: Feedback) -> tuple[float, dict[str, Any]]:
    """A feedback in the list, after the time to sort by."""

    def moment(seconds: float) -> str:
        return datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None).isoformat()

    return feedback.created_at, {
        **taken(feedback, "id rating content"),
        "app_id": call.app.id,
        "conversation_id": message.conversation_id,
        "message_id": message.id,
        "from_source": "user",
        "from_end_user_id": message.user.id,
        "from_account_id": None,
        "created_at": moment(feedback.created_at),
        "updated_at": moment(feedback.updated_at),
    }
