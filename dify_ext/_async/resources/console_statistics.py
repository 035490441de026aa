"""Numbers by day: ``server.statistics``."""

from __future__ import annotations

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

from dify_ext._async.resources.console_account import AsyncConsoleAccount, Moment
from dify_ext._async.session import AsyncSession, raw
from dify_ext._core.operation_call import call


class AsyncStatistics:
    """What an app's users did, a row a day; days without anything have none. ``pandas.DataFrame(row.to_dict() for row
    in rows)`` makes a table of any.

    ``start`` and ``end`` (which is not in it any more) are datetimes, dates (their midnight), or the wire's
    ``"YYYY-MM-DD HH:MM"``; the server reads them, and counts days, in the account's time zone. A datetime with a zone
    is converted to it (which is read once, from the account's profile), one without is sent as it is.
    """

    def __init__(self, session: AsyncSession, account: AsyncConsoleAccount) -> None:
        self._session = session
        self._account = account

    async def _range(self, start: Moment | None, end: Moment | None) -> tuple[str | None, str | None]:
        return await self._account.wire_time(start), await self._account.wire_time(end)

    async def daily_messages(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[DailyMessages]:
        """Messages a day: ``.date``, ``.message_count``.

        GET /console/api/apps/{app_id}/statistics/daily-messages
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_daily_messages, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def daily_conversations(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[DailyConversations]:
        """Conversations a day: ``.date``, ``.conversation_count``.

        GET /console/api/apps/{app_id}/statistics/daily-conversations
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_daily_conversations, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def daily_end_users(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[DailyEndUsers]:
        """End users a day: ``.date``, ``.terminal_count``.

        GET /console/api/apps/{app_id}/statistics/daily-end-users
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_daily_end_users, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def token_costs(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[TokenCosts]:
        """Tokens and their price a day: ``.date``, ``.token_count``, ``.total_price`` (a string), ``.currency``.

        GET /console/api/apps/{app_id}/statistics/token-costs
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_token_costs, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def average_session_interactions(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[AverageSessionInteractions]:
        """Messages a conversation, by day: ``.date``, ``.interactions``. Chat apps only, others are a 404.

        GET /console/api/apps/{app_id}/statistics/average-session-interactions
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_average_session_interactions, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def user_satisfaction_rate(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[UserSatisfactionRate]:
        """Likes per thousand messages, by day: ``.date``, ``.rate``.

        GET /console/api/apps/{app_id}/statistics/user-satisfaction-rate
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_user_satisfaction_rate, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def average_response_time(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[AverageResponseTime]:
        """How long an answer took, by day: ``.date``, ``.latency`` in milliseconds. Completion apps only.

        GET /console/api/apps/{app_id}/statistics/average-response-time
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_average_response_time, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def tokens_per_second(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[TokensPerSecond]:
        """How fast answers came, by day: ``.date``, ``.tps``.

        GET /console/api/apps/{app_id}/statistics/tokens-per-second
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_tokens_per_second, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def workflow_daily_conversations(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[WorkflowDailyConversations]:
        """A workflow's runs a day: ``.date``, ``.runs``.

        GET /console/api/apps/{app_id}/workflow/statistics/daily-conversations
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_workflow_daily_conversations, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def workflow_daily_terminals(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[WorkflowDailyTerminals]:
        """A workflow's end users a day: ``.date``, ``.terminal_count``.

        GET /console/api/apps/{app_id}/workflow/statistics/daily-terminals
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_workflow_daily_terminals, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def workflow_token_costs(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[WorkflowTokenCosts]:
        """A workflow's tokens a day: ``.date``, ``.token_count``.

        GET /console/api/apps/{app_id}/workflow/statistics/token-costs
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_workflow_token_costs, app_id, start=first, end=last).map(lambda it: it.data)
        )

    async def workflow_average_app_interactions(
        self, app_id: str, start: Moment | None = None, end: Moment | None = None
    ) -> list[WorkflowAverageAppInteractions]:
        """A workflow's runs an end user, by day: ``.date``, ``.interactions``.

        GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions
        """
        first, last = await self._range(start, end)
        return await self._session.execute(
            call(get_workflow_average_app_interactions, app_id, start=first, end=last).map(lambda it: it.data)
        )


class AsyncStatisticsWithRawResponse:
    """``server.with_raw_response.statistics``."""

    def __init__(self, statistics: AsyncStatistics) -> None:
        self.daily_messages = raw(statistics.daily_messages)
        self.daily_conversations = raw(statistics.daily_conversations)
        self.daily_end_users = raw(statistics.daily_end_users)
        self.token_costs = raw(statistics.token_costs)
        self.average_session_interactions = raw(statistics.average_session_interactions)
        self.user_satisfaction_rate = raw(statistics.user_satisfaction_rate)
        self.average_response_time = raw(statistics.average_response_time)
        self.tokens_per_second = raw(statistics.tokens_per_second)
        self.workflow_daily_conversations = raw(statistics.workflow_daily_conversations)
        self.workflow_daily_terminals = raw(statistics.workflow_daily_terminals)
        self.workflow_token_costs = raw(statistics.workflow_token_costs)
        self.workflow_average_app_interactions = raw(statistics.workflow_average_app_interactions)
