"""Statistics by day: counted from an app's messages, in the account's time zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from .._call import Handler
from .._spec import merged
from .._state import CHATS, Conversation, Message
from .call import ConsoleCall
from .ranges import ends, read_range, zone

Item = TypeVar("Item", Message, Conversation)


class Statistic(NamedTuple):
    """A statistic of messages: the figures of a day, the kinds of apps (none: all)."""

    of_day: Callable[[list[Message]], dict[str, Any]]
    modes: tuple[str, ...] = ()
    of_runs: bool = False  # only apps whose messages are runs of a workflow


def days(call: ConsoleCall, items: Iterable[Item]) -> dict[str, list[Item]]:
    """Everything that began in the requested range, by day."""
    asked = call.checked(
        merged(call.operation.query, {"title": "StatisticTimeRangeQuery", "properties": ends(call)}),
        call.request.query_params,
        call.traits.validation,
        "query string",
    )
    start, end = read_range(call, asked["start"], asked["end"])
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: item.created_at):
        if (start is None or item.created_at >= start) and (end is None or item.created_at < end):
            day = datetime.fromtimestamp(item.created_at, zone(call)).date().isoformat()
            found.setdefault(day, []).append(item)
    return found


def _handler(statistic: Statistic) -> Handler:
    async def give(call: ConsoleCall) -> Any:
        app = call.record(*statistic.modes).app
        counted = app.flows if statistic.of_runs else app.mode != "workflow"
        found = days(call, app.messages.values() if counted else ())
        return {"data": [{"date": day, **statistic.of_day(items)} for day, items in found.items()]}

    return give


async def get_average_session_interactions(call: ConsoleCall) -> Any:
    """Of the conversations that began on a day."""
    app = call.record(*CHATS).app
    found = days(call, (item for item in app.conversations.values() if item.messages))
    rows = [
        {"date": day, "interactions": round(sum(len(item.messages) for item in items) / len(items), 2)}
        for day, items in found.items()
    ]
    return {"data": rows}


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


#: By the names of the operations.
STATISTICS = {
    "get_daily_messages": Statistic(lambda day: {"message_count": len(day)}),
    "get_daily_conversations": Statistic(lambda day: {"conversation_count": conversations(day)}),
    "get_daily_end_users": Statistic(lambda day: {"terminal_count": users(day)}),
    "get_token_costs": Statistic(costs),
    "get_user_satisfaction_rate": Statistic(lambda day: {"rate": satisfaction(day)}),
    "get_average_response_time": Statistic(lambda day: {"latency": latency(day)}, ("completion",)),
    "get_tokens_per_second": Statistic(lambda day: {"tps": speed(day)}),
    "get_workflow_daily_conversations": Statistic(lambda day: {"runs": len(day)}, of_runs=True),
    "get_workflow_daily_terminals": Statistic(lambda day: {"terminal_count": users(day)}, of_runs=True),
    "get_workflow_token_costs": Statistic(lambda day: {"token_count": str(tokens(day))}, of_runs=True),
    "get_workflow_average_app_interactions": Statistic(
        lambda day: {"interactions": round(len(day) / users(day), 2)}, ("workflow",), of_runs=True
    ),
}
HANDLERS: dict[str, Handler] = {name: _handler(statistic) for name, statistic in STATISTICS.items()}
