"""The goals of ``goals.toml``, compared with the figures of a run."""

from __future__ import annotations

import tomllib
from pathlib import Path

from attrs import define

from bench.measure import Figures

_TOLERATED = 1.5  # a machine is noisy: so many times its goal a figure may be


@define
class Goal:
    """One goal; ``figure`` is None if the run did not measure it."""

    work: str
    ours: str
    beside: str | None
    goal: float
    figure: float | None

    @property
    def is_met(self) -> bool:
        """Whether the figure is as good as the goal."""
        return self.figure is not None and self.figure <= self.goal

    @property
    def is_failed(self) -> bool:
        """Whether the figure is so far away that something is wrong."""
        return self.figure is not None and self.figure > self.goal * _TOLERATED


def compared(results: dict[str, Figures]) -> list[Goal]:
    """Each goal with its figure."""
    goals = []
    for entry in tomllib.loads(Path(__file__).with_name("goals.toml").read_text())["goal"]:
        figures = results.get(entry["work"], {})
        beside = entry.get("beside")
        figure = figures.get(entry["ours"])
        if beside is not None and figure is not None:
            figure = figure / figures[beside] if figures.get(beside) else None
        goal = float(entry.get("goal", entry.get("most", 0)))
        goals.append(Goal(entry["work"], entry["ours"], beside, goal, figure))
    return goals
