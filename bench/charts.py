"""Charts of the figures, as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

from bench.growth import GROWTHS, Curve
from bench.measure import Figures
from bench.works import WORKS

_OURS, _OTHERS, _FLOOR = "#2563eb", "#94a3b8", "#16a34a"
_BARS = ("burst", "paced_500", "call", "first_event", "upload", "download", "startup")
_LINES = {
    "floor (async)": (_FLOOR, "-"),
    "httpx": (_OTHERS, "--"),
    "httpx (async)": (_OTHERS, "-"),
    "aiohttp (async)": ("#334155", ":"),
    "dify-ext": (_OURS, "--"),
    "dify-ext (async)": (_OURS, "-"),
    "dify-ext on aiohttp (async)": ("#ea580c", "-"),
}


def draw(results: dict[str, Figures], curves: dict[str, Curve], folder: Path) -> None:
    """Write a chart for each work that people ask about, and for each curve."""
    mpl.rcParams.update(
        {
            "svg.hashsalt": "bench",  # the same figures give the same file
            "svg.fonttype": "none",
            "font.family": "sans-serif",
            "axes.spines.top": False,
            "axes.spines.right": False,
            # A white card with a margin: pages are light or dark.
            "savefig.facecolor": "white",
            "figure.constrained_layout.w_pad": 0.15,
            "figure.constrained_layout.h_pad": 0.15,
        }
    )
    for name in _BARS:
        if results.get(name):
            _bars(WORKS[name].title, WORKS[name].unit, results[name], folder / f"{name}.svg")
    for name, curve in curves.items():
        _curve(name, curve, folder / f"growth_{name}.svg")


def _bars(title: str, unit: str, figures: Figures, path: Path) -> None:
    ordered = sorted(figures.items(), key=lambda item: -item[1])
    figure, axes = plt.subplots(figsize=(7.5, 0.8 + 0.32 * len(ordered)), layout="constrained")
    colours = [_colour(label) for label, _ in ordered]
    bars = axes.barh([label for label, _ in ordered], [value for _, value in ordered], color=colours)
    axes.bar_label(bars, fmt=lambda value: f"{value:,.0f}" if value >= 100 else f"{value:.3g}", padding=4)
    axes.set_title(title, loc="left")
    axes.set_xlabel(f"{unit}; shorter is better")
    axes.margins(x=0.12)
    _save(figure, path)


def _colour(label: str) -> str:
    if label.startswith("floor"):
        return _FLOOR
    return _OURS if label.startswith("dify-ext") else _OTHERS


def _curve(name: str, curve: Curve, path: Path) -> None:
    growth = GROWTHS[name]
    figure, axes = plt.subplots(figsize=(7.5, 4.2), layout="constrained")
    for label, points in curve.items():
        colour, style = _LINES.get(label, (_OURS, "-"))
        axes.plot(*zip(*points, strict=True), marker="o", color=colour, linestyle=style, label=label)
    axes.set_xscale("log")
    values = [value for points in curve.values() for _, value in points]
    if max(values) > 20 * min(values):  # the first unit brings a cost of its own
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.set_title(growth.title, loc="left")
    axes.set_xlabel(growth.x)
    axes.set_ylabel(growth.y)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, position: f"{value:,.0f}")
    if len(curve) > 1:
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
    _save(figure, path)


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
