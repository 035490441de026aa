from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    required_list,
)


@define(kw_only=True, repr=False)
class AverageResponseTime(Model):
    """How long answers took on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        latency: Milliseconds that an answer took on average.
    """

    date: str | None = None
    latency: float | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.latency = d.pop("latency", None)
        self.additional_properties = d or {}
        return self if cls is AverageResponseTime else called(self)


@define(kw_only=True, repr=False)
class AverageResponseTimeList(Model):
    """How long answers took on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[AverageResponseTime]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", AverageResponseTime.from_dict)
        self.additional_properties = d or {}
        return self if cls is AverageResponseTimeList else called(self)


@define(kw_only=True, repr=False)
class AverageSessionInteractions(Model):
    """Messages in the conversations begun on a day, on average.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        interactions: Messages in a conversation on average, to two decimals.
    """

    date: str | None = None
    interactions: float | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.interactions = d.pop("interactions", None)
        self.additional_properties = d or {}
        return self if cls is AverageSessionInteractions else called(self)


@define(kw_only=True, repr=False)
class AverageSessionInteractionsList(Model):
    """Messages in the conversations begun on a day, on average, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[AverageSessionInteractions]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", AverageSessionInteractions.from_dict)
        self.additional_properties = d or {}
        return self if cls is AverageSessionInteractionsList else called(self)


@define(kw_only=True, repr=False)
class DailyConversations(Model):
    """Conversations of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        conversation_count: In how many conversations something was said.
    """

    date: str | None = None
    conversation_count: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.conversation_count = d.pop("conversation_count", None)
        self.additional_properties = d or {}
        return self if cls is DailyConversations else called(self)


@define(kw_only=True, repr=False)
class DailyConversationsList(Model):
    """Conversations of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyConversations]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", DailyConversations.from_dict)
        self.additional_properties = d or {}
        return self if cls is DailyConversationsList else called(self)


@define(kw_only=True, repr=False)
class DailyEndUsers(Model):
    """End users of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        terminal_count: How many end users said something.
    """

    date: str | None = None
    terminal_count: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.terminal_count = d.pop("terminal_count", None)
        self.additional_properties = d or {}
        return self if cls is DailyEndUsers else called(self)


@define(kw_only=True, repr=False)
class DailyEndUsersList(Model):
    """End users of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyEndUsers]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", DailyEndUsers.from_dict)
        self.additional_properties = d or {}
        return self if cls is DailyEndUsersList else called(self)


@define(kw_only=True, repr=False)
class DailyMessages(Model):
    """Messages of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        message_count: How many messages were sent.
    """

    date: str | None = None
    message_count: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.message_count = d.pop("message_count", None)
        self.additional_properties = d or {}
        return self if cls is DailyMessages else called(self)


@define(kw_only=True, repr=False)
class DailyMessagesList(Model):
    """Messages of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyMessages]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", DailyMessages.from_dict)
        self.additional_properties = d or {}
        return self if cls is DailyMessagesList else called(self)


@define(kw_only=True, repr=False)
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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.token_count = d.pop("token_count", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.additional_properties = d or {}
        return self if cls is TokenCosts else called(self)


@define(kw_only=True, repr=False)
class TokenCostsList(Model):
    """Tokens of a day and what they cost, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[TokenCosts]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", TokenCosts.from_dict)
        self.additional_properties = d or {}
        return self if cls is TokenCostsList else called(self)


@define(kw_only=True, repr=False)
class TokensPerSecond(Model):
    """How fast answers were on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        tps: Tokens in a second, to four decimals.
    """

    date: str | None = None
    tps: float | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.tps = d.pop("tps", None)
        self.additional_properties = d or {}
        return self if cls is TokensPerSecond else called(self)


@define(kw_only=True, repr=False)
class TokensPerSecondList(Model):
    """How fast answers were on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[TokensPerSecond]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", TokensPerSecond.from_dict)
        self.additional_properties = d or {}
        return self if cls is TokensPerSecondList else called(self)


@define(kw_only=True, repr=False)
class UserSatisfactionRate(Model):
    """How content users were on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        rate: Liked answers in a thousand, to two decimals.
    """

    date: str | None = None
    rate: float | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.rate = d.pop("rate", None)
        self.additional_properties = d or {}
        return self if cls is UserSatisfactionRate else called(self)


@define(kw_only=True, repr=False)
class UserSatisfactionRateList(Model):
    """How content users were on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[UserSatisfactionRate]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", UserSatisfactionRate.from_dict)
        self.additional_properties = d or {}
        return self if cls is UserSatisfactionRateList else called(self)


@define(kw_only=True, repr=False)
class WorkflowAverageAppInteractions(Model):
    """Runs of an end user on a day, on average.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        interactions: Runs of an end user on average, to two decimals.
    """

    date: str | None = None
    interactions: float | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.interactions = d.pop("interactions", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowAverageAppInteractions else called(self)


@define(kw_only=True, repr=False)
class WorkflowAverageAppInteractionsList(Model):
    """Runs of an end user on a day, on average, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowAverageAppInteractions]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", WorkflowAverageAppInteractions.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkflowAverageAppInteractionsList else called(self)


@define(kw_only=True, repr=False)
class WorkflowDailyConversations(Model):
    """Runs of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        runs: How many runs were started.
    """

    date: str | None = None
    runs: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.runs = d.pop("runs", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowDailyConversations else called(self)


@define(kw_only=True, repr=False)
class WorkflowDailyConversationsList(Model):
    """Runs of a workflow on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowDailyConversations]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", WorkflowDailyConversations.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkflowDailyConversationsList else called(self)


@define(kw_only=True, repr=False)
class WorkflowDailyTerminals(Model):
    """End users of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        terminal_count: How many end users started a run.
    """

    date: str | None = None
    terminal_count: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.terminal_count = d.pop("terminal_count", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowDailyTerminals else called(self)


@define(kw_only=True, repr=False)
class WorkflowDailyTerminalsList(Model):
    """End users of a workflow on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowDailyTerminals]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", WorkflowDailyTerminals.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkflowDailyTerminalsList else called(self)


@define(kw_only=True, repr=False)
class WorkflowTokenCosts(Model):
    """Tokens of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        token_count: Tokens of the day; the server sends the number in a string.
    """

    date: str | None = None
    token_count: str | int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.token_count = d.pop("token_count", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowTokenCosts else called(self)


@define(kw_only=True, repr=False)
class WorkflowTokenCostsList(Model):
    """Tokens of a workflow on a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[WorkflowTokenCosts]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", WorkflowTokenCosts.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkflowTokenCostsList else called(self)
