# Made from dify_ext/_async/resources/made/console_statistics.py by scripts/regenerate: change that one.
# Made from spec/console_statistics.yaml by scripts/regenerate: change that one.
"""``server.statistics``: The statistics of an app for each day."""

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
from dify_api.models import (
    AverageResponseTime,
    AverageSessionInteractions,
    DailyConversations,
    DailyEndUsers,
    DailyMessages,
    TokenCosts,
    TokensPerSecond,
    UserSatisfactionRate,
    WorkflowAverageAppInteractions,
    WorkflowDailyConversations,
    WorkflowDailyTerminals,
    WorkflowTokenCosts,
)

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.resources._resource import AccountResource, Moment


class Statistics(AccountResource):
    """The statistics of an app for each day."""

    def daily_messages(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[DailyMessages]:
        """Count the messages of each day.

        Counts the messages that users sent to the app, without test runs in the console.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``message_count``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/daily-messages
        """
        asked = call(
            get_daily_messages,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def daily_conversations(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[DailyConversations]:
        """Count the conversations of each day.

        Counts the conversations in which something was said, without test runs in the console.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``conversation_count``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        Example:
            for day in server.statistics.daily_conversations(app_id, start="2025-01-31 00:00"):
                print(day.date, day.conversation_count)

        GET /console/api/apps/{app_id}/statistics/daily-conversations
        """
        asked = call(
            get_daily_conversations,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def daily_end_users(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[DailyEndUsers]:
        """Count the end users of each day.

        Counts the end users who said something, without test runs in the console.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``terminal_count``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/daily-end-users
        """
        asked = call(
            get_daily_end_users,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def token_costs(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[TokenCosts]:
        """Add up the tokens of each day and their price.

        Adds up the tokens of questions and answers, without test runs in the console.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``token_count``, ``total_price``
                (a string), ``currency``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/token-costs
        """
        asked = call(
            get_token_costs,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def average_session_interactions(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[AverageSessionInteractions]:
        """Get the average number of messages of a conversation.

        Returns the average over the conversations that began on each day. The server answers 404
        for apps other than chat, agent and chatflow.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``interactions``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/average-session-interactions
        """
        asked = call(
            get_average_session_interactions,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def user_satisfaction_rate(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[UserSatisfactionRate]:
        """Get the share of liked answers of each day.

        Compares the liked answers of each day with all answers, without test runs in the console.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``rate`` (liked answers per
                1,000).

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/user-satisfaction-rate
        """
        asked = call(
            get_user_satisfaction_rate,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def average_response_time(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[AverageResponseTime]:
        """Get the average response time of each day.

        Returns the average over the answers of each day. The server answers 404 for apps other than
        completion.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``latency`` (milliseconds).

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/average-response-time
        """
        asked = call(
            get_average_response_time,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def tokens_per_second(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[TokensPerSecond]:
        """Get the average speed of answers of each day.

        Compares the tokens of the answers of each day with the time they took, without test runs in
        the console.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``tps`` (tokens per second).

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/statistics/tokens-per-second
        """
        asked = call(
            get_tokens_per_second,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def workflow_daily_conversations(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowDailyConversations]:
        """Count the runs of a workflow on each day.

        Counts the runs that users started. For an app that is no workflow the list is empty.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``runs``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/daily-conversations
        """
        asked = call(
            get_workflow_daily_conversations,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def workflow_daily_terminals(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowDailyTerminals]:
        """Count the end users of a workflow on each day.

        Counts the end users who started a run. For an app that is no workflow the list is empty.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``terminal_count``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/daily-terminals
        """
        asked = call(
            get_workflow_daily_terminals,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def workflow_token_costs(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowTokenCosts]:
        """Add up the tokens of a workflow on each day.

        Adds up the tokens of the runs that users started. For an app that is no workflow the list
        is empty.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``token_count``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/token-costs
        """
        asked = call(
            get_workflow_token_costs,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)

    def workflow_average_app_interactions(
        self,
        app_id: str,
        start: Moment | None = None,
        end: Moment | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[WorkflowAverageAppInteractions]:
        """Get the average number of runs of an end user.

        Returns the average over the end users of each day. The server answers 404 for apps that are
        no workflow.

        Args:
            app_id: The app's id, a UUID.
            start: The first moment, as ``YYYY-MM-DD HH:MM`` in the account's time zone. Default:
                the beginning. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            end: The moment after the last one, as ``YYYY-MM-DD HH:MM`` in the account's time zone.
                Default: now. A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31
                18:00"``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            A row for each day with data, in order, with ``date``, ``interactions``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions
        """
        asked = call(
            get_workflow_average_app_interactions,
            app_id,
            start=self._account.wire_time(start),
            end=self._account.wire_time(end),
        )
        return self._session.execute(asked.map(lambda answer: answer.data), options)
