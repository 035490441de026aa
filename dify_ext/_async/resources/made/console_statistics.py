# Made from spec/console_statistics.yaml by scripts/regenerate: change that one.
"""``server.statistics``: How an app was used, day by day."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.console_statistics import (
    get_average_response_time,
    get_average_session_interactions,
    get_daily_conversations,
    get_daily_end_users,
    get_daily_messages,
    get_token_costs,
    get_tokens_per_second,
    get_user_satisfaction_rate,
    get_workflow_average_app_interactions,
    get_workflow_daily_conversations,
    get_workflow_daily_terminals,
    get_workflow_token_costs,
)
from dify_api.models.average_response_time import AverageResponseTime
from dify_api.models.average_session_interactions import AverageSessionInteractions
from dify_api.models.daily_conversations import DailyConversations
from dify_api.models.daily_end_users import DailyEndUsers
from dify_api.models.daily_messages import DailyMessages
from dify_api.models.token_costs import TokenCosts
from dify_api.models.tokens_per_second import TokensPerSecond
from dify_api.models.user_satisfaction_rate import UserSatisfactionRate
from dify_api.models.workflow_average_app_interactions import WorkflowAverageAppInteractions
from dify_api.models.workflow_daily_conversations import WorkflowDailyConversations
from dify_api.models.workflow_daily_terminals import WorkflowDailyTerminals
from dify_api.models.workflow_token_costs import WorkflowTokenCosts

from dify_ext._async.resources._resource import AsyncAccountResource, Moment
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions


class AsyncStatistics(AsyncAccountResource):
    """How an app was used, day by day."""

    async def daily_messages(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[DailyMessages]:
        """Count the messages of each day.

        Counts the messages that users sent to the app, test runs in the console left out.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/daily-messages
        """
        asked = call(
            get_daily_messages,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def daily_conversations(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[DailyConversations]:
        """Count the conversations of each day.

        Counts the conversations in which something was said, test runs in the console left out.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/daily-conversations
        """
        asked = call(
            get_daily_conversations,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def daily_end_users(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[DailyEndUsers]:
        """Count the end users of each day.

        Counts the end users who said something, test runs in the console left out.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/daily-end-users
        """
        asked = call(
            get_daily_end_users,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def token_costs(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[TokenCosts]:
        """Add up the tokens of each day and what they cost.

        Adds up the tokens of questions and answers and their price, test runs in the console left
        out.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/token-costs
        """
        asked = call(
            get_token_costs,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def average_session_interactions(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[AverageSessionInteractions]:
        """Say how many messages a conversation has on average.

        Averages over the conversations begun on each day. Apps that are no chat, agent or chatflow
        are a 404.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/average-session-interactions
        """
        asked = call(
            get_average_session_interactions,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def user_satisfaction_rate(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[UserSatisfactionRate]:
        """Say how many answers were liked.

        Relates the answers that were liked to all of each day, test runs in the console left out.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/user-satisfaction-rate
        """
        asked = call(
            get_user_satisfaction_rate,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def average_response_time(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[AverageResponseTime]:
        """Say how long answers took on average.

        Averages over the answers of each day. Apps that are no completion app are a 404.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/average-response-time
        """
        asked = call(
            get_average_response_time,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def tokens_per_second(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[TokensPerSecond]:
        """Say how fast answers were.

        Relates the tokens of the answers of each day to the time they took, test runs in the
        console left out.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/tokens-per-second
        """
        asked = call(
            get_tokens_per_second,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def workflow_daily_conversations(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowDailyConversations]:
        """Count the runs of a workflow on each day.

        Counts the runs that users started. An app that is no workflow has none.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/daily-conversations
        """
        asked = call(
            get_workflow_daily_conversations,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def workflow_daily_terminals(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowDailyTerminals]:
        """Count the end users of a workflow on each day.

        Counts the end users who started a run. An app that is no workflow has none.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/daily-terminals
        """
        asked = call(
            get_workflow_daily_terminals,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def workflow_token_costs(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowTokenCosts]:
        """Add up the tokens of a workflow on each day.

        Adds up the tokens of the runs that users started. An app that is no workflow has none.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/token-costs
        """
        asked = call(
            get_workflow_token_costs,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)

    async def workflow_average_app_interactions(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowAverageAppInteractions]:
        """Say how often an end user runs a workflow on average.

        Averages over the end users of each day. Apps that are no workflow are a 404.

        Args:
            app_id: The app's id, a UUID. Anything that is no UUID is answered with a 404 page of
                HTML.
            start: From when on, as ``YYYY-MM-DD HH:MM`` in the time zone of the account, without
                seconds and offset. Left out it is from the beginning. An empty text is as if left
                out, up to 1.8.1 it is a 400. A ``datetime``, a ``date`` (its midnight), or text
                like ``"2025-01-31 18:00"``.
            end: Until when, as ``YYYY-MM-DD HH:MM`` in the time zone of the account; this minute is
                not in it any more. Left out it is until now. An ``end`` before ``start`` is a 400,
                up to 1.8.1 an empty list. A ``datetime``, a ``date`` (its midnight), or text like
                ``"2025-01-31 18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The days on which there was something, in order.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions
        """
        asked = call(
            get_workflow_average_app_interactions,
            app_id,
            start=await self._account.wire_time(start),
            end=await self._account.wire_time(end),
        )
        return await self._session.execute(asked.map(lambda answer: answer.data), options)
