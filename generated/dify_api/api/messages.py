"""Operations on messages: The messages of a conversation, feedback on them and what to ask next."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    path_segment,
    query_fields,
)


class list_messages:
    """``GET /v1/messages``: List the messages of a conversation."""

    @staticmethod
    def _get_kwargs(
        *,
        conversation_id: str,
        user: str | None = None,
        first_id: str | None = None,
        limit: int | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/messages",
            "params": query_fields(
                {
                    "conversation_id": conversation_id,
                    "user": user,
                    "first_id": first_id,
                    "limit": limit,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.MessagePage | models.Error | None:
        if response.is_success:
            return json_body(response, models.MessagePage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        *,
        client: Client,
        conversation_id: str,
        user: str | None = None,
        first_id: str | None = None,
        limit: int | None = None,
    ) -> Response[models.MessagePage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(conversation_id=conversation_id, user=user, first_id=first_id, limit=limit)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        *,
        client: Client,
        conversation_id: str,
        user: str | None = None,
        first_id: str | None = None,
        limit: int | None = None,
    ) -> models.MessagePage | models.Error | None:
        """List the messages of a conversation.

        The first page holds the newest messages; each page is in the order in which they were said.
        The server answers 404 for the conversation of another user.

        ``GET /v1/messages``

        Args:
            client: Whom to ask, and with which key.
            conversation_id: The conversation to read.
            user: The end user for whom the call is made: an id that your program chooses.
            first_id: Id of a message: only older ones.
            limit: Rows on a page, 1 to 100. Default: 20.

        Returns:
            ``MessagePage`` or ``Error``. One page of messages.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            client=client, conversation_id=conversation_id, user=user, first_id=first_id, limit=limit
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        *,
        client: Client,
        conversation_id: str,
        user: str | None = None,
        first_id: str | None = None,
        limit: int | None = None,
    ) -> Response[models.MessagePage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(conversation_id=conversation_id, user=user, first_id=first_id, limit=limit)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        *,
        client: Client,
        conversation_id: str,
        user: str | None = None,
        first_id: str | None = None,
        limit: int | None = None,
    ) -> models.MessagePage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                client=client, conversation_id=conversation_id, user=user, first_id=first_id, limit=limit
            )
        ).parsed


class post_feedback:
    """``POST /v1/messages/{message_id}/feedbacks``: Rate a message."""

    @staticmethod
    def _get_kwargs(message_id: str, *, body: models.FeedbackRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/messages/{path_segment(message_id, 'message_id')}/feedbacks",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, message_id: str, *, client: Client, body: models.FeedbackRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(message_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, message_id: str, *, client: Client, body: models.FeedbackRequest
    ) -> models.Result | models.Error | None:
        """Rate a message.

        Stores the end user's opinion of an answer, in place of an earlier one. A `null` rating
        takes it back.

        ``POST /v1/messages/{message_id}/feedbacks``

        Args:
            client: Whom to ask, and with which key.
            message_id: The message's id, a UUID.
            body: The rating and whose it is.

        Returns:
            ``Result`` or ``Error``. The feedback was stored.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(message_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, message_id: str, *, client: Client, body: models.FeedbackRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(message_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, message_id: str, *, client: Client, body: models.FeedbackRequest
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(message_id, client=client, body=body)).parsed


class get_suggested_questions:
    """``GET /v1/messages/{message_id}/suggested``: Get questions that the user might ask next."""

    @staticmethod
    def _get_kwargs(message_id: str, *, user: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/messages/{path_segment(message_id, 'message_id')}/suggested",
            "params": query_fields(
                {
                    "user": user,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.SuggestedQuestions | models.Error | None:
        if response.is_success:
            return json_body(response, models.SuggestedQuestions.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls, message_id: str, *, client: Client, user: str
    ) -> Response[models.SuggestedQuestions | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(message_id, user=user))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, message_id: str, *, client: Client, user: str
    ) -> models.SuggestedQuestions | models.Error | None:
        """Get questions that the user might ask next.

        The model thinks of questions that follow from a message. The server answers 400 if the app
        does not offer them.

        ``GET /v1/messages/{message_id}/suggested``

        Args:
            client: Whom to ask, and with which key.
            message_id: The message's id, a UUID.
            user: The end user who got the message. The server answers 400 without it.

        Returns:
            ``SuggestedQuestions`` or ``Error``. The questions.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(message_id, client=client, user=user).parsed

    @classmethod
    async def asyncio_detailed(
        cls, message_id: str, *, client: Client, user: str
    ) -> Response[models.SuggestedQuestions | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(message_id, user=user))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, message_id: str, *, client: Client, user: str
    ) -> models.SuggestedQuestions | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(message_id, client=client, user=user)).parsed
