# Made from dify_ext/_async/resources/messages.py by scripts/regenerate: change that one.
"""The messages of a conversation: ``client.messages``."""

from __future__ import annotations

import builtins
from typing import Any

from dify_api.api.messages import get_suggested_questions, list_messages, post_feedback
from dify_api.models.feedback_request import FeedbackRequest
from dify_api.models.message import Message

from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw


class Messages(Resource):
    """Read messages, judge them, ask what could be asked next."""

    def list(
        self,
        conversation_id: str,
        *,
        first_id: str | None = None,
        limit: int | None = None,
        user: str | None = None,
    ) -> Page[Message]:
        """The messages of a conversation, the newest page first, each page ascending as on the wire; iterating runs
        from the newest message to the oldest. ``first_id`` asks for what came before that message, ``limit`` for pages
        of that size (1–100).

        GET /v1/messages
        """
        user = self._session.user(user)

        def ask(cursor: Any) -> Call[PageData[Message]]:
            return call(
                list_messages, conversation_id=conversation_id, first_id=cursor, limit=limit, user=user
            ).map(page_data)

        return self._session.page(Paging(ask, "first_id"), first_id)

    def feedback(
        self, message_id: str, rating: str | None, *, content: str | None = None, user: str | None = None
    ) -> None:
        """Judge a message: ``"like"``, ``"dislike"``; ``None`` takes the judgement back. ``content`` says why.

        POST /v1/messages/{message_id}/feedbacks
        """
        body = FeedbackRequest(rating=rating, content=content, user=self._session.user(user))
        return self._session.execute(call(post_feedback, message_id, body=body).done())

    def suggested(self, message_id: str, *, user: str | None = None) -> builtins.list[str]:
        """Questions that could be asked next; a :class:`BadRequestError` where the app does not suggest any.

        GET /v1/messages/{message_id}/suggested
        """
        sent = call(get_suggested_questions, message_id, user=self._session.user(user))
        return self._session.execute(sent.map(lambda answer: answer.data or []))


class MessagesWithRawResponse:
    """``client.with_raw_response.messages``."""

    def __init__(self, messages: Messages) -> None:
        self.list = raw(messages.list)
        self.feedback = raw(messages.feedback)
        self.suggested = raw(messages.suggested)
