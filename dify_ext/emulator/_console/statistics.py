"""Statistics by day: counted from an app's messages, in the account's time zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from starlette.responses import Response

from .._answers import json_answer
from .._state import Conversation, Message
from .call import ConsoleCall, Handler
from .conversations import CHATS
from .ranges import fields, read_range, zone

Item = TypeVar("Item", Message, Conversation)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic of messages: its path, the figures of a day, the kinds of apps (none: all)."""

    path: str
    of_day: Callable[[list[Message]], dict[str, Any]]
    modes: tuple[str, ...] = ()
    of_runs: bool = False  # only apps whose messages are runs of a workflow


def days(call: ConsoleCall, items: Iterable[Item]) -> dict[str, list[Item]]:
    """Everything that began in the requested range, by day."""
    asked = call.check_query("StatisticTimeRangeQuery", fields(call))
    start, end = read_range(call, asked["start"], asked["end"])
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: item.created_at):
        if (start is None or item.created_at >= start) and (end is None or item.created_at < end):
            day = datetime.fromtimestamp(item.created_at, zone(call)).date().isoformat()
            found.setdefault(day, []).append(item)
    return found


def handler_of(statistic: Statistic) -> Handler:
    """The operation of a statistic."""

    async def give(call: ConsoleCall) -> Response:
        app = call.record(*statistic.modes).app
        counted = app.mode in ("advanced-chat", "workflow") if statistic.of_runs else app.mode != "workflow"
        found = days(call, app.messages.values() if counted else ())
        return json_answer(
            {"data": [{"date": day, **statistic.of_day(items)} for day, items in found.items()]}
        )

    return give


async def get_average_session_interactions(call: ConsoleCall) -> Response:
    """GET …/statistics/average-session-interactions: of the conversations that began on a day."""
    app = call.record(*CHATS).app
    found = days(call, (item for item in app.conversations.values() if item.messages))
    rows = [
        {"date": day, "interactions": round(sum(len(item.messages) for item in items) / len(items), 2)}
        for day, items in found.items()
    ]
    return json_answer({"data": rows})


def users(messages: list[Message]) -> int:
    """The number of end users."""
    return len({message.user.id for message in messages})


def conversations(messages: list[Message]) -> int:
    """The number of conversations; each completion counts as one."""
    return len({message.conversation_id or message.id for message in messages})


def tokens(messages: list[Message]) -> int:
    """Tokens of questions and answers."""
    return sum(message.question_tokens + message.answer_tokens for message in messages)


def costs(messages: list[Message]) -> dict[str, Any]:
    """Tokens and their price."""
    price = sum((Decimal(message.price) for message in messages), Decimal(0))
    return {"token_count": tokens(messages), "total_price": str(price), "currency": "USD"}


def satisfaction(messages: list[Message]) -> float:
    """Likes per thousand messages."""
    likes = sum(1 for message in messages if message.feedback and message.feedback.rating == "like")
    return round(likes * 1000 / len(messages), 2)


def speed(messages: list[Message]) -> float:
    """Tokens of answers per second."""
    seconds = sum(message.latency for message in messages)
    return round(sum(message.answer_tokens for message in messages) / seconds, 4) if seconds else 0.0


def latency(messages: list[Message]) -> float:
    """Average milliseconds of an answer."""
    return round(sum(message.latency for message in messages) / len(messages) * 1000, 4)


STATISTICS = (
    Statistic("statistics/daily-messages", lambda day: {"message_count": len(day)}),
    Statistic("statistics/daily-conversations", lambda day: {"conversation_count": conversations(day)}),
    Statistic("statistics/daily-end-users", lambda day: {"terminal_count": users(day)}),
    Statistic("statistics/token-costs", costs),
    Statistic("statistics/user-satisfaction-rate", lambda day: {"rate": satisfaction(day)}),
    Statistic("statistics/average-response-time", lambda day: {"latency": latency(day)}, ("completion",)),
    Statistic("statistics/tokens-per-second", lambda day: {"tps": speed(day)}),
    Statistic("workflow/statistics/daily-conversations", lambda day: {"runs": len(day)}, of_runs=True),
    Statistic(
        "workflow/statistics/daily-terminals", lambda day: {"terminal_count": users(day)}, of_runs=True
    ),
    Statistic("workflow/statistics/token-costs", lambda day: {"token_count": str(tokens(day))}, of_runs=True),
    Statistic(
        "workflow/statistics/average-app-interactions",
        lambda day: {"interactions": round(len(day) / users(day), 2)},
        ("workflow",),
        of_runs=True,
    ),
)
