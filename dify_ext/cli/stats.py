"""``dify-ext stats``: the statistics of an app for each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from dify_ext.cli.charts import Series, filled, in_terminal, plot, short
from dify_ext.cli.commands import command
from dify_ext.cli.invocation import Invocation, find_app

if TYPE_CHECKING:
    from dify_ext import DifyServer


@dataclass(frozen=True)
class Statistic:
    """One statistic of the console: its method, its field, and whether days are added up."""

    method: str
    field: str
    title: str
    is_sum: bool = True


OF_CHATS = (
    Statistic("daily_messages", "message_count", "Messages"),
    Statistic("daily_conversations", "conversation_count", "Conversations"),
    Statistic("daily_end_users", "terminal_count", "End users a day", is_sum=False),
    Statistic("token_costs", "token_count", "Tokens"),
    Statistic("token_costs", "total_price", "Price"),
    Statistic("average_session_interactions", "interactions", "Messages a conversation", is_sum=False),
    Statistic("user_satisfaction_rate", "rate", "Likes per 1,000 messages", is_sum=False),
    Statistic("tokens_per_second", "tps", "Tokens a second", is_sum=False),
)
OF_COMPLETIONS = (
    *(one for one in OF_CHATS if "conversation" not in one.method and "session" not in one.method),
    Statistic("average_response_time", "latency", "Milliseconds an answer", is_sum=False),
)
OF_WORKFLOWS = (
    Statistic("workflow_daily_conversations", "runs", "Runs"),
    Statistic("workflow_daily_terminals", "terminal_count", "End users a day", is_sum=False),
    Statistic("workflow_token_costs", "token_count", "Tokens"),
    Statistic("workflow_average_app_interactions", "interactions", "Runs an end user", is_sum=False),
)


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "stats",
        'dify-ext stats "Support bot"',
        'dify-ext stats "Support bot" --days 30 --plot month.html',
        'dify-ext stats "Support bot" --start 2026-01-01 --end 2026-01-31 --json',
    )(stats)


def stats(
    ctx: typer.Context,
    app: Annotated[str, typer.Argument(help="The app, by name or id.")],
    days: Annotated[int, typer.Option("--days", min=1, help="The number of days, up to today.")] = 14,
    start: Annotated[
        datetime | None,
        typer.Option("--start", formats=["%Y-%m-%d"], help="The first day. Default: from --days."),
    ] = None,
    end: Annotated[
        datetime | None, typer.Option("--end", formats=["%Y-%m-%d"], help="The last day. Default: today.")
    ] = None,
    plot_to: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Also write charts: .svg, .png or .html.")
    ] = None,
) -> None:
    """Show the statistics of an app, and charts.

    A terminal shows a table and charts, a pipe gets a row for each day. `--plot` writes charts to a
    file. The days are in the time zone of the account.
    """
    from dify_ext import ConfigurationError

    invocation = Invocation.of(ctx)
    out = invocation.out
    server = invocation.server(ctx)
    last = end.date() if end else _today(server)
    first = start.date() if start else last - timedelta(days=days - 1)
    if first > last:
        raise ConfigurationError(f"--start {first} is after --end {last}")
    found = server.apps.get(find_app(server, app))
    series = read(server, found.id, str(found.mode), first, last)
    if plot_to is not None:
        plot(series, plot_to, f"{found.name or app}, {first} to {last}")
        out.say(f"Charts: {plot_to}")
    if out.json:
        out.value({"app_id": found.id, "name": found.name, "mode": found.mode, "days": _by_day(series)})
    elif out.is_terminal:
        out.rows(series, {"statistic": "title", "": _label, "value": lambda one: short(one.total)})
        out.stdout.print(in_terminal(series, min(out.stdout.width, 100)))
    else:
        header = {name: name for name in ("date", *(one.name for one in series))}
        out.rows([header, *_by_day(series)], header)


def _today(server: DifyServer) -> date:
    """Today, where the account is: the server's days are those of its time zone."""
    try:
        zone = ZoneInfo(server.account.profile().timezone or "UTC")
    except (ValueError, ZoneInfoNotFoundError):  # Windows has no table of zones
        return date.today()
    return datetime.now(zone).date()


def read(server: DifyServer, app_id: str, mode: str, first: date, last: date) -> list[Series]:
    """All statistics of an app for some days."""
    wanted = {"workflow": OF_WORKFLOWS, "completion": OF_COMPLETIONS}.get(mode, OF_CHATS)
    answers: dict[str, Sequence[Any]] = {}
    series = []
    for one in wanted:
        if one.method not in answers:
            ask = getattr(server.statistics, one.method)
            answers[one.method] = ask(app_id, start=first, end=last + timedelta(days=1))
        rows = [
            (date.fromisoformat(row.date[:10]), float(value))
            for row in answers[one.method]
            if row.date and (value := getattr(row, one.field)) is not None
        ]
        series.append(_series(one, [row for row in rows if first <= row[0] <= last], first, last))
    return series


def _series(one: Statistic, rows: list[tuple[date, float]], first: date, last: date) -> Series:
    days, values = filled(rows, first, last)
    there = sum(value for _, value in rows)
    total = there if one.is_sum else there / len(rows) if rows else 0.0
    return Series(_name(one), one.title, days, values, total, one.is_sum)


def _name(one: Statistic) -> str:
    return "total_price" if one.field == "total_price" else one.method


def _label(series: Series) -> str:
    return "total" if series.is_sum else "mean"


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _by_day(series: Sequence[Series]) -> list[dict[str, Any]]:
    return [
        {"date": day.isoformat(), **{one.name: _number(one.values[number]) for one in series}}
        for number, day in enumerate(series[0].days)
    ]
