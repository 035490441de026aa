"""Operations on console_statistics: The statistics of an app for each day."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    path_segment,
    query_fields,
)


class get_daily_messages:
    """``GET /console/api/apps/{app_id}/statistics/daily-messages``: Count the messages of each day."""

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/daily-messages",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DailyMessagesList | models.Error | None:
        if response.is_success:
            return json_body(response, models.DailyMessagesList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.DailyMessagesList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.DailyMessagesList | models.Error | None:
        """Count the messages of each day.

        Counts the messages that users sent to the app, without test runs in the console.

        ``GET /console/api/apps/{app_id}/statistics/daily-messages``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``DailyMessagesList`` or ``Error``. A row for each day with data, in order, with `date`,
                `message_count`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.DailyMessagesList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.DailyMessagesList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_daily_conversations:
    """``GET /console/api/apps/{app_id}/statistics/daily-conversations``: Count the conversations of
    each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/daily-conversations",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DailyConversationsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.DailyConversationsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.DailyConversationsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.DailyConversationsList | models.Error | None:
        """Count the conversations of each day.

        Counts the conversations in which something was said, without test runs in the console.

        ``GET /console/api/apps/{app_id}/statistics/daily-conversations``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``DailyConversationsList`` or ``Error``. A row for each day with data, in order, with
                `date`, `conversation_count`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.DailyConversationsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.DailyConversationsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_daily_end_users:
    """``GET /console/api/apps/{app_id}/statistics/daily-end-users``: Count the end users of each day."""

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/daily-end-users",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.DailyEndUsersList | models.Error | None:
        if response.is_success:
            return json_body(response, models.DailyEndUsersList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.DailyEndUsersList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.DailyEndUsersList | models.Error | None:
        """Count the end users of each day.

        Counts the end users who said something, without test runs in the console.

        ``GET /console/api/apps/{app_id}/statistics/daily-end-users``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``DailyEndUsersList`` or ``Error``. A row for each day with data, in order, with `date`,
                `terminal_count`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.DailyEndUsersList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.DailyEndUsersList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_token_costs:
    """``GET /console/api/apps/{app_id}/statistics/token-costs``: Add up the tokens of each day and
    their price.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/token-costs",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.TokenCostsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.TokenCostsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.TokenCostsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.TokenCostsList | models.Error | None:
        """Add up the tokens of each day and their price.

        Adds up the tokens of questions and answers, without test runs in the console.

        ``GET /console/api/apps/{app_id}/statistics/token-costs``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``TokenCostsList`` or ``Error``. A row for each day with data, in order, with `date`,
                `token_count`, `total_price` (a string), `currency`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.TokenCostsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.TokenCostsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_average_session_interactions:
    """``GET /console/api/apps/{app_id}/statistics/average-session-interactions``: Get the average
    number of messages of a conversation.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/average-session-interactions",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AverageSessionInteractionsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.AverageSessionInteractionsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.AverageSessionInteractionsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.AverageSessionInteractionsList | models.Error | None:
        """Get the average number of messages of a conversation.

        Returns the average over the conversations that began on each day. The server answers 404
        for apps other than chat, agent and chatflow.

        ``GET /console/api/apps/{app_id}/statistics/average-session-interactions``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``AverageSessionInteractionsList`` or ``Error``. A row for each day with data, in order,
                with `date`, `interactions`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.AverageSessionInteractionsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.AverageSessionInteractionsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_user_satisfaction_rate:
    """``GET /console/api/apps/{app_id}/statistics/user-satisfaction-rate``: Get the share of liked
    answers of each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/user-satisfaction-rate",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.UserSatisfactionRateList | models.Error | None:
        if response.is_success:
            return json_body(response, models.UserSatisfactionRateList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.UserSatisfactionRateList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.UserSatisfactionRateList | models.Error | None:
        """Get the share of liked answers of each day.

        Compares the liked answers of each day with all answers, without test runs in the console.

        ``GET /console/api/apps/{app_id}/statistics/user-satisfaction-rate``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``UserSatisfactionRateList`` or ``Error``. A row for each day with data, in order, with
                `date`, `rate` (liked answers per 1,000).
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.UserSatisfactionRateList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.UserSatisfactionRateList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_average_response_time:
    """``GET /console/api/apps/{app_id}/statistics/average-response-time``: Get the average response
    time of each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/average-response-time",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AverageResponseTimeList | models.Error | None:
        if response.is_success:
            return json_body(response, models.AverageResponseTimeList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.AverageResponseTimeList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.AverageResponseTimeList | models.Error | None:
        """Get the average response time of each day.

        Returns the average over the answers of each day. The server answers 404 for apps other than
        completion.

        ``GET /console/api/apps/{app_id}/statistics/average-response-time``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``AverageResponseTimeList`` or ``Error``. A row for each day with data, in order, with
                `date`, `latency` (milliseconds).
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.AverageResponseTimeList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.AverageResponseTimeList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_tokens_per_second:
    """``GET /console/api/apps/{app_id}/statistics/tokens-per-second``: Get the average speed of
    answers of each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/statistics/tokens-per-second",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.TokensPerSecondList | models.Error | None:
        if response.is_success:
            return json_body(response, models.TokensPerSecondList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.TokensPerSecondList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.TokensPerSecondList | models.Error | None:
        """Get the average speed of answers of each day.

        Compares the tokens of the answers of each day with the time they took, without test runs in
        the console.

        ``GET /console/api/apps/{app_id}/statistics/tokens-per-second``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``TokensPerSecondList`` or ``Error``. A row for each day with data, in order, with
                `date`, `tps` (tokens per second).
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.TokensPerSecondList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.TokensPerSecondList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_workflow_daily_conversations:
    """``GET /console/api/apps/{app_id}/workflow/statistics/daily-conversations``: Count the runs of a
    workflow on each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/workflow/statistics/daily-conversations",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowDailyConversationsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowDailyConversationsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowDailyConversationsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowDailyConversationsList | models.Error | None:
        """Count the runs of a workflow on each day.

        Counts the runs that users started. For an app that is no workflow the list is empty.

        ``GET /console/api/apps/{app_id}/workflow/statistics/daily-conversations``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``WorkflowDailyConversationsList`` or ``Error``. A row for each day with data, in order,
                with `date`, `runs`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowDailyConversationsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowDailyConversationsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_workflow_daily_terminals:
    """``GET /console/api/apps/{app_id}/workflow/statistics/daily-terminals``: Count the end users of a
    workflow on each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/workflow/statistics/daily-terminals",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowDailyTerminalsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowDailyTerminalsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowDailyTerminalsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowDailyTerminalsList | models.Error | None:
        """Count the end users of a workflow on each day.

        Counts the end users who started a run. For an app that is no workflow the list is empty.

        ``GET /console/api/apps/{app_id}/workflow/statistics/daily-terminals``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``WorkflowDailyTerminalsList`` or ``Error``. A row for each day with data, in order,
                with `date`, `terminal_count`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowDailyTerminalsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowDailyTerminalsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_workflow_token_costs:
    """``GET /console/api/apps/{app_id}/workflow/statistics/token-costs``: Add up the tokens of a
    workflow on each day.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/workflow/statistics/token-costs",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowTokenCostsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowTokenCostsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowTokenCostsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowTokenCostsList | models.Error | None:
        """Add up the tokens of a workflow on each day.

        Adds up the tokens of the runs that users started. For an app that is no workflow the list
        is empty.

        ``GET /console/api/apps/{app_id}/workflow/statistics/token-costs``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``WorkflowTokenCostsList`` or ``Error``. A row for each day with data, in order, with
                `date`, `token_count`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowTokenCostsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowTokenCostsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed


class get_workflow_average_app_interactions:
    """``GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions``: Get the average
    number of runs of an end user.
    """

    @staticmethod
    def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/workflow/statistics/average-app-interactions",
            "params": query_fields(
                {
                    "start": start,
                    "end": end,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.WorkflowAverageAppInteractionsList | models.Error | None:
        if response.is_success:
            return json_body(response, models.WorkflowAverageAppInteractionsList.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 422, 500)

    @classmethod
    def sync_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowAverageAppInteractionsList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowAverageAppInteractionsList | models.Error | None:
        """Get the average number of runs of an end user.

        Returns the average over the end users of each day. The server answers 404 for apps that are
        no workflow.

        ``GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions``

        Args:
            client: Whom to ask, and with which key.
            app_id: The app's id, a UUID.
            start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
                beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
            end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
                Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

        Returns:
            ``WorkflowAverageAppInteractionsList`` or ``Error``. A row for each day with data, in
                order, with `date`, `interactions`.
            ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(app_id, client=client, start=start, end=end).parsed

    @classmethod
    async def asyncio_detailed(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> Response[models.WorkflowAverageAppInteractionsList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(app_id, start=start, end=end))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, app_id: str, *, client: Client, start: str | None = None, end: str | None = None
    ) -> models.WorkflowAverageAppInteractionsList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(app_id, client=client, start=start, end=end)).parsed
