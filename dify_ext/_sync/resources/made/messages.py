# Made from dify_ext/_async/resources/made/messages.py by scripts/regenerate: change that one.
# Made from spec/messages.yaml by scripts/regenerate: change that one.
"""``dify.messages``: The messages of a conversation, feedback on them and what to ask next."""

from __future__ import annotations

import builtins
from typing import Any, Unpack

from dify_api.api.messages import get_suggested_questions, list_messages, post_feedback
from dify_api.models import FeedbackRequest, Message

from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource


class Messages(Resource):
    """The messages of a conversation, feedback on them and what to ask next."""

    def list(
        self,
        conversation_id: str,
        *,
        first_id: str | None = None,
        limit: int | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Message]:
        """List the messages of a conversation.

        The first page holds the newest messages; each page is in the order in which they were said.
        The server answers 404 for the conversation of another user.

        Args:
            conversation_id: The conversation to read.
            first_id: Id of a message: only older ones.
            limit: Rows on a page, 1 to 100. Default: 20.
            user: The end user for whom the call is made: an id that your program chooses. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of messages. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            for message in dify.messages.list(conversation_id):
                print(message.query, message.answer)

        GET /v1/messages
        """
        user_ = self._session.options.need_user(user)

        def ask(cursor: Any) -> Call[PageData[Message]]:
            return call(
                list_messages, conversation_id=conversation_id, user=user_, first_id=cursor, limit=limit
            ).map(page_data)

        return pages(self._session, Paging(ask, "first_id"), first_id, options)

    def feedback(
        self,
        message_id: str,
        rating: str | None,
        *,
        content: str | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Rate a message.

        Stores the end user's opinion of an answer, in place of an earlier one. A ``None`` rating
        takes it back.

        Args:
            message_id: The message's id, a UUID.
            rating: The rating. ``None`` takes an earlier one back, so it is always sent. Known
                values: ``like``, ``dislike``.
            content: The user's comment.
            user: The end user whose feedback this is. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            dify.messages.feedback(message_id, "like", content="Just right")

        POST /v1/messages/{message_id}/feedbacks
        """
        body = FeedbackRequest(rating=rating, user=self._session.options.need_user(user), content=content)
        return self._session.execute(call(post_feedback, message_id, body=body).done(), options)

    def suggested(
        self, message_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]
    ) -> builtins.list[str]:
        """Get questions that the user might ask next.

        The model thinks of questions that follow from a message. The server answers 400 if the app
        does not offer them.

        Args:
            message_id: The message's id, a UUID.
            user: The end user who got the message. The server answers 400 without it. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The questions.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            for question in dify.messages.suggested(message_id):
                print(question)

        GET /v1/messages/{message_id}/suggested
        """
        asked = call(get_suggested_questions, message_id, user=self._session.options.need_user(user))
        return self._session.execute(asked.map(lambda answer: answer.data), options)
