from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    required_list,
)


@define(kw_only=True, repr=False, eq=False)
class AverageResponseTime(Model):
    """How long answers took on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        latency: Milliseconds that an answer took on average.
    """

    date: str | None = None
    latency: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.latency = d.pop("latency", None)


@define(kw_only=True, repr=False, eq=False)
class AverageResponseTimeList(Model):
    """How long answers took on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[AverageResponseTime]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", AverageResponseTime.from_dict)


@define(kw_only=True, repr=False, eq=False)
class AverageSessionInteractions(Model):
    """Messages in the conversations begun on a day, on average.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        interactions: Messages in a conversation on average, to two decimals.
    """

    date: str | None = None
    interactions: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.interactions = d.pop("interactions", None)


@define(kw_only=True, repr=False, eq=False)
class AverageSessionInteractionsList(Model):
    """Messages in the conversations begun on a day, on average, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[AverageSessionInteractions]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", AverageSessionInteractions.from_dict)


@define(kw_only=True, repr=False, eq=False)
class DailyConversations(Model):
    """Conversations of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        conversation_count: In how many conversations something was said.
    """

    date: str | None = None
    conversation_count: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.conversation_count = d.pop("conversation_count", None)


@define(kw_only=True, repr=False, eq=False)
class DailyConversationsList(Model):
    """Conversations of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyConversations]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", DailyConversations.from_dict)


@define(kw_only=True, repr=False, eq=False)
class DailyEndUsers(Model):
    """End users of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        terminal_count: How many end users said something.
    """

    date: str | None = None
    terminal_count: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.terminal_count = d.pop("terminal_count", None)


@define(kw_only=True, repr=False, eq=False)
class DailyEndUsersList(Model):
    """End users of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyEndUsers]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", DailyEndUsers.from_dict)


@define(kw_only=True, repr=False, eq=False)
class DailyMessages(Model):
    """Messages of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        message_count: How many messages were sent.
    """

    date: str | None = None
    message_count: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.message_count = d.pop("message_count", None)


@define(kw_only=True, repr=False, eq=False)
class DailyMessagesList(Model):
    """Messages of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyMessages]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", DailyMessages.from_dict)


@define(kw_only=True, repr=False, eq=False)
class TokenCosts(Model):
    """Tokens of a day and what they cost.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        token_count: Tokens of questions and answers together.
        total_price: What they cost, in `currency`, as a decimal number in a string.
        currency: Currency of the price, always `USD`.
    """

    date: str | None = None
    token_count: int | None = None
    total_price: str | float | None = None
    currency: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.token_count = d.pop("token_count", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)


@define(kw_only=True, repr=False, eq=False)
class TokenCostsList(Model):
    """Tokens of a day and what they cost, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[TokenCosts]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", TokenCosts.from_dict)


@define(kw_only=True, repr=False, eq=False)
class TokensPerSecond(Model):
    """How fast answers were on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        tps: Tokens in a second, to four decimals.
    """

    date: str | None = None
    tps: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.tps = d.pop("tps", None)


@define(kw_only=True, repr=False, eq=False)
class TokensPerSecondList(Model):
    """How fast answers were on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[TokensPerSecond]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", TokensPerSecond.from_dict)


@define(kw_only=True, repr=False, eq=False)
class UserSatisfactionRate(Model):
    """How content users were on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        rate: Liked answers in a thousand, to two decimals.
    """

    date: str | None = None
    rate: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.rate = d.pop("rate", None)


@define(kw_only=True, repr=False, eq=False)
class UserSatisfactionRateList(Model):
    """How content users were on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[UserSatisfactionRate]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", UserSatisfactionRate.from_dict)


@define(kw_only=True, repr=False, eq=False)
class WorkflowAverageAppInteractions(Model):
    """Runs of an end user on a day, on average.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        interactions: Runs of an end user on average, to two decimals.
    """

    date: str | None = None
    interactions: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.interactions = d.pop("interactions", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowAverageAppInteractionsList(Model):
    """Runs of an end user on a day, on average, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowAverageAppInteractions]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", WorkflowAverageAppInteractions.from_dict)


@define(kw_only=True, repr=False, eq=False)
class WorkflowDailyConversations(Model):
    """Runs of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        runs: How many runs were started.
    """

    date: str | None = None
    runs: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.runs = d.pop("runs", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowDailyConversationsList(Model):
    """Runs of a workflow on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowDailyConversations]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", WorkflowDailyConversations.from_dict)


@define(kw_only=True, repr=False, eq=False)
class WorkflowDailyTerminals(Model):
    """End users of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        terminal_count: How many end users started a run.
    """

    date: str | None = None
    terminal_count: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.terminal_count = d.pop("terminal_count", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowDailyTerminalsList(Model):
    """End users of a workflow on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowDailyTerminals]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", WorkflowDailyTerminals.from_dict)


@define(kw_only=True, repr=False, eq=False)
class WorkflowTokenCosts(Model):
    """Tokens of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        token_count: Tokens of the day; the server sends the number in a string.
    """

    date: str | None = None
    token_count: str | int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.date = d.pop("date", None)
        self.token_count = d.pop("token_count", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowTokenCostsList(Model):
    """Tokens of a workflow on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowTokenCosts]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", WorkflowTokenCosts.from_dict)
