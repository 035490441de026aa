# Made from spec/messages.yaml by scripts/regenerate: change that one.
"""``dify.messages``: The messages of a conversation, feedback on them and what to ask next."""

from __future__ import annotations

import builtins
from typing import Any, Unpack

from dify_api.api.messages import get_suggested_questions, list_messages, post_feedback
from dify_api.models.feedback_request import FeedbackRequest
from dify_api.models.message import Message

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncMessages(AsyncResource):
    """The messages of a conversation, feedback on them and what to ask next."""

    def list(
        self,
        conversation_id: str,
        *,
        first_id: str | None = None,
        limit: int | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Message]:
        """List the messages of a conversation.

        Pages through a conversation from its end: the first page holds the newest messages, each
        page is in the order in which they were said. A conversation of another user is 404.

        Args:
            conversation_id: The conversation to read.
            first_id: The id of the first message of the page before; the page ends with the message
                before it.
            limit: How many rows a page may hold, 1 to 100. The server takes 20 where it is left
                out.
            user: The end user on whose behalf the call is made, in the words of the calling
                program. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of messages. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        GET /v1/messages
        """
        user_ = self._session.user(user)

        def ask(cursor: Any) -> Call[PageData[Message]]:
            return call(
                list_messages, conversation_id=conversation_id, user=user_, first_id=cursor, limit=limit
            ).map(page_data)

        return self._session.page(Paging(ask, "first_id"), first_id, options)

    async def feedback(
        self,
        message_id: str,
        rating: str | None,
        *,
        content: str | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Rate a message.

        Stores what the end user thinks of an answer, in place of what was stored before. A null
        rating takes it back.

        Args:
            message_id: The message's id, a UUID. Anything that is no UUID is answered with a 404
                page of HTML.
            rating: The rating; null takes an earlier one back, which is why it is always sent.
                Known values: ``like``, ``dislike``.
            content: What the user says about the answer, in words.
            user: The end user whose feedback this is. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        POST /v1/messages/{message_id}/feedbacks
        """
        body = FeedbackRequest(rating=rating, user=self._session.user(user), content=content)
        return await self._session.execute(call(post_feedback, message_id, body=body).done(), options)

    async def suggested(
        self, message_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]
    ) -> builtins.list[str]:
        """Get questions the user might ask next.

        Has the model think of questions that follow from a message. 400 where the app does not
        offer them.

        Args:
            message_id: The message's id, a UUID. Anything that is no UUID is answered with a 404
                page of HTML.
            user: The end user who got the message; without it the server answers 400. None takes
                the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The questions.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        GET /v1/messages/{message_id}/suggested
        """
        asked = call(get_suggested_questions, message_id, user=self._session.user(user))
        return await self._session.execute(asked.map(lambda answer: answer.data), options)
