"""Operations on completion: Let a completion app write a text, and stop it while it is written."""

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


class send_completion_message:
    """``POST /v1/completion-messages``: Let a completion app write a text."""

    @staticmethod
    def _get_kwargs(*, body: models.CompletionRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/completion-messages",
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
        cls, *, client: Client, body: models.CompletionRequest
    ) -> Response[models.ChatCompletion | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.CompletionRequest
    ) -> models.ChatCompletion | models.Error | None:
        """Let a completion app write a text.

        The text comes in one piece (`blocking`) or as a stream of events (`streaming`), which ends
        with `message_end`. There is no conversation: each call is independent. The status of a
        stream is 200 even if the model fails: then an `error` event tells it.

        ``POST /v1/completion-messages``

        Args:
            client: Whom to ask, and with which key.
            body: What the text is to be made of, and for whom.

        Returns:
            ``ChatCompletion`` or ``Error``. The text in one piece, or a stream with one event in
                each `data:` line.
            ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.CompletionRequest
    ) -> Response[models.ChatCompletion | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.CompletionRequest
    ) -> models.ChatCompletion | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class stop_completion_message:
    """``POST /v1/completion-messages/{task_id}/stop``: Stop a text that is being streamed."""

    @staticmethod
    def _get_kwargs(task_id: str, *, body: models.StopRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/completion-messages/{path_segment(task_id, 'task_id')}/stop",
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
        """Stop a text that is being streamed.

        The server answers with success for an unknown task and for another user's task, too, and
        then does nothing.

        ``POST /v1/completion-messages/{task_id}/stop``

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
