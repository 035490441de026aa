"""Markdown on a terminal while it arrives: finished blocks stay, the last one is drawn again."""

from __future__ import annotations

import re
from types import TracebackType
from typing import Self

from markdown_it import MarkdownIt
from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.markdown import Markdown
from rich.segment import Segment

from dify_ext.cli.output import clean

#: As rich reads Markdown.
_PARSER = MarkdownIt().enable("strikethrough").enable("table")
#: Only these end a line in Markdown.
_LINE_END = re.compile(r"\r\n?|\n")


class MarkdownStream:
    """Shows Markdown that comes in pieces. A context manager.

    What is drawn again never fills more than the terminal, which could not take it back.

    Args:
        console: The terminal.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._before = ""  # the blocks that were printed last: space between blocks depends on them
        self._text = ""  # the block that is not finished
        self._live = Live(console=console, transient=True, auto_refresh=False, vertical_overflow="crop")

    def add(self, text: str) -> None:
        """Show the next piece."""
        self._text += clean(text)
        if end := finished(self._text):
            self._live.update("", refresh=True)
            self._print(end)
        self._live.update(_Lines(self._lines(self._text)[1 - self._console.height :]), refresh=True)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()
        self._print(len(self._text))

    def _print(self, end: int) -> None:
        """Print the text up to here, for good."""
        done, self._text = self._text[:end], self._text[end:]
        self._console.print(_Lines(self._lines(done)), end="")
        self._before = done

    def _lines(self, text: str) -> list[list[Segment]]:
        before = len(self._render(self._before)) if self._before else 0
        return [_without_padding(line) for line in self._render(self._before + text)[before:]]

    def _render(self, text: str) -> list[list[Segment]]:
        return self._console.render_lines(Markdown(text), pad=False)


class _Lines:
    """Lines that are rendered already."""

    def __init__(self, lines: list[list[Segment]]) -> None:
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            yield from line
            yield Segment.line()


def _without_padding(line: list[Segment]) -> list[Segment]:
    """A line that does not fill the width: it would wrap when the terminal echoes ^C."""
    while line and not (line[-1].style and line[-1].style.bgcolor):
        text = line[-1].text.rstrip()
        if text:
            return [*line[:-1], Segment(text, line[-1].style)]
        line = line[:-1]
    return line


def finished(text: str) -> int:
    """How much of a text is blocks that more text cannot change: all but the last one."""
    starts = [token.map[0] for token in _PARSER.parse(text) if token.level == 0 and token.map]
    if not starts or starts[-1] == 0:
        return 0
    ends = [end.end() for end in _LINE_END.finditer(text)]
    return ends[starts[-1] - 1]
