"""The output of commands: data to stdout, messages and progress to stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console

#: Control characters that could move the cursor, or change what a terminal shows.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: What would break a row of a table in a pipe.
_BREAKS = re.compile(r"[\t\n\r]+")


class Advance(Protocol):
    """Updates a progress bar."""

    def __call__(self, done: float, total: float | None, text: str = "") -> None:
        """Show that ``done`` of ``total`` are done."""


class Output:
    """The two channels of a command.

    Args:
        json: Whether data is printed as JSON.
    """

    def __init__(self, *, json: bool = False) -> None:
        self.json = json

    @property
    def is_terminal(self) -> bool:
        """Whether data is shown to a person: not piped, and not JSON."""
        return not self.json and sys.stdout.isatty()

    @property
    def stdout(self) -> Console:
        """The terminal or pipe for data; ``NO_COLOR`` turns colors off."""
        return _console(sys.stdout)

    @property
    def stderr(self) -> Console:
        """The terminal for messages."""
        return _console(sys.stderr)

    def say(self, line: str) -> None:
        """Write a message."""
        sys.stderr.write(f"{clean(line)}\n")
        sys.stderr.flush()

    def write(self, text: str) -> None:
        """Print text as it is, at once; a terminal gets it without control characters."""
        sys.stdout.write(clean(text) if sys.stdout.isatty() else text)
        sys.stdout.flush()

    def value(self, value: Any) -> None:
        """Print one value as JSON."""
        self.write(f"{json.dumps(plain(value), ensure_ascii=False, indent=2)}\n")

    def line(self, value: Any) -> None:
        """Print one value as a line of JSON Lines."""
        self.write(f"{json.dumps(plain(value), ensure_ascii=False)}\n")

    def markdown(self, text: str) -> None:
        """Print text that may be Markdown: rendered on a terminal, else as it is."""
        if self.is_terminal:
            from rich.markdown import Markdown

            self.stdout.print(Markdown(clean(text)))
        else:
            self.write(f"{text}\n")

    def rows(self, rows: Iterable[Any], columns: Mapping[str, Any]) -> None:
        """Print rows: a table on a terminal, tab-separated in a pipe, or an array of JSON.

        Args:
            rows: Models or mappings, read one after the other.
            columns: For each title the attribute, or a function of the row.
        """
        if self.json:
            self._array(rows)
            return
        cells = ([_cell(row, column) for column in columns.values()] for row in rows)
        if self.is_terminal:
            self._table(list(columns), cells)
            return
        for row in cells:
            self.write("\t".join(_BREAKS.sub(" ", cell) for cell in row) + "\n")

    def _array(self, rows: Iterable[Any]) -> None:
        between = "[\n"
        for row in rows:
            self.write(f"{between}{json.dumps(plain(row), ensure_ascii=False)}")
            between = ",\n"
        self.write("[]\n" if between == "[\n" else "\n]\n")

    def _table(self, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, header_style="bold", pad_edge=False)
        for title in titles:
            table.add_column(title, overflow="fold", no_wrap=title == "id")  # an id is to be copied
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        if table.row_count:
            self.stdout.print(table)

    @contextmanager
    def progress(self, what: str) -> Iterator[Advance]:
        """A progress bar on stderr; nothing is shown if that is no terminal."""
        if not sys.stderr.isatty():
            yield lambda done, total, text="": None
            return
        from rich.progress import BarColumn, Progress, ProgressColumn, TaskProgressColumn, TextColumn
        from rich.table import Column

        console = self.stderr
        is_wide = console.width >= 90
        title: list[ProgressColumn] = [
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=16),
        ]
        # A line that fills the terminal would wrap when it echoes ^C, and stay there.
        rest = Column(no_wrap=True, overflow="ellipsis", max_width=console.width - (31 if is_wide else 8))
        bar = Progress(
            *(title if is_wide else ()),
            TaskProgressColumn(),
            TextColumn("{task.fields[text]}", markup=False, table_column=rest),
            console=console,
            transient=True,
        )
        with bar:
            task = bar.add_task(what, total=None, text="")

            def advance(done: float, total: float | None, text: str = "") -> None:
                bar.update(task, completed=done, total=total, text=clean(text))

            yield advance


def _console(file: TextIO) -> Console:
    from rich.console import Console

    return Console(file=file, highlight=False, markup=False, emoji=False)


def clean(text: str) -> str:
    """Text of a server or a file without the characters that control a terminal."""
    return _CONTROL.sub("", text)


def plain(value: Any) -> Any:
    """What ``json.dumps`` takes, of a model or of a collection with models."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def moment(seconds: float | None) -> str:
    """A time of the API (Unix seconds) in the time zone of this machine."""
    from datetime import datetime

    return "" if seconds is None else f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}"


def number(value: float) -> str:
    """A number without an exponent: never 1.5e-05."""
    return f"{value:.8f}".rstrip("0").rstrip(".")


def masked(key: str) -> str:
    """A key that can be shown: only its prefix and its last characters."""
    kind, dash, rest = key.partition("-")
    return f"{kind}{dash}…{rest[-4:]}" if dash and len(rest) > 8 else "…"


def _cell(row: Any, column: Any) -> str:
    if callable(column):
        value = column(row)
    else:
        value = row.get(column) if isinstance(row, Mapping) else getattr(row, column)
    if isinstance(value, float):
        return number(value)
    return "" if value is None else str(value)
