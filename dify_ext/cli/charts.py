"""Statistics as charts: of block characters in a terminal, or as SVG, PNG or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dify_ext.cli.output import number

if TYPE_CHECKING:
    from rich.console import RenderableType

_BLOCKS = " ▁▂▃▄▅▆▇█"
FORMATS = (".svg", ".png", ".html")


@dataclass(frozen=True)
class Series:
    """A value for each day.

    Attributes:
        name: The name of the statistic, such as ``daily_messages``.
        title: Its title.
        days: The days, without gaps.
        values: The value of each day.
        total: The sum, or the mean over the days that have a value.
        is_sum: Whether ``total`` is a sum.
    """

    name: str
    title: str
    days: Sequence[date]
    values: Sequence[float]
    total: float
    is_sum: bool


def filled(rows: Sequence[tuple[date, float]], first: date, last: date) -> tuple[list[date], list[float]]:
    """A row for each day from the first to the last: the server leaves out days without a value."""
    found = dict(rows)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return days, [found.get(day, 0.0) for day in days]


def columns(values: Sequence[float], height: int) -> list[str]:
    """A column chart as lines of text, from the top; a value above zero is never invisible."""
    top = max(values, default=0.0)
    if top <= 0 or not isfinite(top):
        return ["·" * len(values)] + [""] * (height - 1)
    eighths = [max(round(value / top * height * 8), 1) if value > 0 else 0 for value in values]
    return [
        "".join(_BLOCKS[min(max(eighth - 8 * row, 0), 8)] for eighth in eighths)
        for row in reversed(range(height))
    ]


def in_terminal(series: Sequence[Series], width: int) -> RenderableType:
    """The charts, two side by side if they fit into the width; of a long time the last days."""
    from rich.columns import Columns

    days = len(series[0].days)
    each = max(1, min(3, (width // 2 - 5) // days))  # columns of the terminal for a day
    kept = min(days, width - 4)
    box = max(kept * each, *(len(one.title) + 2 for one in series), 11) + 4
    return Columns([_panel(one, kept, each, box) for one in series], padding=(0, 1))


def _panel(series: Series, kept: int, each: int, width: int) -> RenderableType:
    from rich.panel import Panel
    from rich.text import Text

    lines = ["".join(block * each for block in line) for line in columns(series.values[-kept:], 5)]
    first, last = series.days[-kept:][0], series.days[-1]
    axis = f"{first:%m-%d}" + f"{last:%m-%d}".rjust(max(kept * each, 11) - 5)
    body = Text("\n".join(lines), style="cyan").append(f"\n{axis}", style="dim")
    return Panel(body, title=series.title, subtitle=_subtitle(series), width=width)


def _subtitle(series: Series) -> str:
    return f"{'total' if series.is_sum else 'mean'} {short(series.total)}"


def short(value: float) -> str:
    """A number for people: 1,234 or 0.0123."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) >= 1 else number(float(f"{value:.4g}"))


def plot(series: Sequence[Series], path: Path, title: str) -> None:
    """Write all charts to a file; its ending chooses SVG, PNG or HTML (extra ``plot``).

    Raises:
        ConfigurationError: The ending is none of these, or a package is missing.
    """
    from dify_ext.errors import ConfigurationError

    if path.suffix.lower() not in FORMATS:
        raise ConfigurationError(f"{path}: a plot is one of {', '.join(FORMATS)}")
    try:
        import altair
        import vl_convert  # noqa: F401  (makes SVG and PNG, and HTML that needs no network)
    except ImportError:
        raise ConfigurationError("--plot needs altair: pip install 'dify-ext[plot]'") from None
    charts = [_chart(altair, one) for one in series]
    heading = altair.TitleParams(title, fontSize=16, offset=16)
    whole = altair.concat(*charts, columns=2, title=heading, align="all", bounds="flush", spacing=60)
    whole = whole.configure_title(anchor="start", frame="group").configure_view(strokeWidth=0)
    whole.properties(padding=24).save(str(path), **_settings(path))


def _settings(path: Path) -> dict[str, Any]:
    # HTML with its scripts inside needs no network; PNG has pixels enough for a sharp screen.
    settings: dict[str, dict[str, Any]] = {".html": {"inline": True}, ".png": {"scale_factor": 2}}
    return settings.get(path.suffix.lower(), {})


def _chart(altair: Any, series: Series) -> Any:
    rows = [
        {"day": day.isoformat(), "value": value}
        for day, value in zip(series.days, series.values, strict=True)
    ]
    days = altair.Axis(labelExpr="slice(datum.value, 5)", labelOverlap=True, labelSeparation=8, labelAngle=0)
    # A tick at the top of each axis keeps the charts of a row at one height.
    scale = altair.Scale(nice=4) if any(series.values) else altair.Scale(domain=[0, 1])
    step = 1 if all(value == int(value) for value in series.values) else altair.Undefined
    axis = altair.Axis(format=",.4~r", tickCount=4, tickMinStep=step)
    return (
        altair.Chart(altair.Data(values=rows), width=360, height=150)
        .mark_bar(color="#3b6fe0", cornerRadiusEnd=2)
        .encode(
            x=altair.X("day:O", title=None, axis=days),
            y=altair.Y("value:Q", title=None, scale=scale, axis=axis),
            tooltip=[altair.Tooltip("day:N"), altair.Tooltip("value:Q", format=",")],
        )
        .properties(
            title=altair.TitleParams(
                series.title, subtitle=_subtitle(series), fontSize=13, subtitleColor="#666"
            )
        )
    )
