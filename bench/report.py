"""The figures as text and as Markdown."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version

from bench.goals import Goal
from bench.growth import GROWTHS, Curve, Growth
from bench.measure import Figures
from bench.works import WORKS, Work

_PACKAGES = ("httpx", "httpx-sse", "aiohttp", "anthropic", "openai", "dify-client", "dify-oapi2", "uvloop")


def _shown(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def lines_of(work: Work, figures: Figures) -> str:
    """A work and its figures, for a terminal."""
    lines = [f"{work.title} ({work.unit})"]
    lines += [f"  {label:34} {_shown(figure):>9}" for label, figure in figures.items()]
    return "\n".join(lines)


def lines_of_curve(growth: Growth, curve: Curve) -> str:
    """A curve, for a terminal."""
    lines = [f"{growth.title} ({growth.y})"]
    for label, points in curve.items():
        lines.append(f"  {label:34} " + "  ".join(f"{size:,}: {_shown(figure)}" for size, figure in points))
    return "\n".join(lines)


def goals_table(goals: list[Goal]) -> str:
    """All goals with their figures, in Markdown."""
    lines = ["| work | ours | beside | goal | figure | |", "|---|---|---|---|---|---|"]
    for goal in goals:
        figure = "not measured" if goal.figure is None else f"{goal.figure:.2f}"
        if goal.beside is None and goal.figure is not None:
            figure = f"{goal.figure:,.0f}"
        met = "" if goal.figure is None else "met" if goal.is_met else "missed"
        aim = f"{goal.goal:,.0f} {WORKS[goal.work].unit}" if goal.beside is None else f"{goal.goal}"
        title = WORKS[goal.work].title
        lines.append(f"| {title} | {goal.ours} | {goal.beside or '–'} | ≤ {aim} | {figure} | {met} |")
    return "\n".join(lines)


def _work_table(figures: Figures, floor: str) -> list[str]:
    lines = [f"| client | figure | × {floor} |", "|---|---|---|"]
    base = figures.get(floor)
    for label, figure in sorted(figures.items(), key=lambda item: item[1]):
        ratio = f"{figure / base:.2f}" if base else "–"
        lines.append(f"| {label} | {_shown(figure)} | {ratio} |")
    return lines


def page(results: dict[str, Figures], curves: dict[str, Curve], goals: list[Goal], full: bool) -> str:
    """The page with all figures."""
    installed = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        "# All figures",
        "",
        f"Made by `scripts/bench {'--full' if full else '--quick'} --out docs/performance`; "
        "[what they mean](index.md).",
        f"Python {platform.python_version()} on {sys.platform}, {platform.machine()}; {installed}.",
        "",
        "## Goals",
        "",
        goals_table(goals),
    ]
    for name, figures in results.items():
        work = WORKS[name]
        lines += ["", f"## {work.title}", "", f"{work.unit[0].upper()}{work.unit[1:]}.", ""]
        lines += _split_by_flavour(figures)
    lines += ["", "## As the work grows"]
    for name, curve in curves.items():
        growth = GROWTHS[name]
        sizes = [f"{size:,}" for size, _ in next(iter(curve.values()))]
        lines += ["", f"### {growth.title}", "", f"In {growth.y}, by {growth.x}.", ""]
        lines += [f"| | {' | '.join(sizes)} |", "|---" * (len(sizes) + 1) + "|"]
        for label, points in curve.items():
            lines.append(f"| {label} | {' | '.join(_shown(figure) for _, figure in points)} |")
    return "\n".join(lines) + "\n"


def _split_by_flavour(figures: Figures) -> list[str]:
    tables = []
    for suffix in ("", " (async)"):
        part = {k: v for k, v in figures.items() if k.endswith(" (async)") == bool(suffix)}
        if part:
            floor = "floor" if "floor" + suffix in part else "httpx"
            tables.append(_work_table(part, floor + suffix))
    return [line for number, table in enumerate(tables) for line in ([""] if number else []) + table]
