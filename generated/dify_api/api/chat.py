"""Operations on chat: Ask a chat, agent or chatflow app, and stop an answer while it is written."""

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
)


class send_chat_message:
    """``POST /v1/chat-messages``: Ask a chat, agent or chatflow app."""

    @staticmethod
    def _get_kwargs(*, body: models.ChatRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/chat-messages",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ChatCompletion | models.Error | None:
        if response.is_success:
            return json_body(response, models.ChatCompletion.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 429, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.ChatRequest
    ) -> Response[models.ChatCompletion | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.ChatRequest) -> models.ChatCompletion | models.Error | None:
        """Ask a chat, agent or chatflow app.

        The answer comes in one piece (`blocking`) or as a stream of events (`streaming`). Agent
        apps refuse `blocking` with 400. The status of a stream is 200 even if the model fails: then
        an `error` event tells it. The stream continues after `message_end` if the app speaks or is
        a chatflow.

        ``POST /v1/chat-messages``

        Args:
            client: Whom to ask, and with which key.
            body: The message and who sends it.

        Returns:
            ``ChatCompletion`` or ``Error``. The answer in one piece, or a stream with one event in
                each `data:` line.
            ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.ChatRequest
    ) -> Response[models.ChatCompletion | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.ChatRequest
    ) -> models.ChatCompletion | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class stop_chat_message:
    """``POST /v1/chat-messages/{task_id}/stop``: Stop an answer that is being streamed."""

    @staticmethod
    def _get_kwargs(task_id: str, *, body: models.StopRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/chat-messages/{path_segment(task_id, 'task_id')}/stop",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 415, 500)

    @classmethod
    def sync_detailed(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(task_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> models.Result | models.Error | None:
        """Stop an answer that is being streamed.

        The server answers with success for an unknown task and for another user's task, too, and
        then does nothing.

        ``POST /v1/chat-messages/{task_id}/stop``

        Args:
            client: Whom to ask, and with which key.
            task_id: The task's id, from any event of the stream.
            body: The user who started the stream.

        Returns:
            ``Result`` or ``Error``. The request to stop was taken.
            ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(task_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(task_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, task_id: str, *, client: Client, body: models.StopRequest
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(task_id, client=client, body=body)).parsed
