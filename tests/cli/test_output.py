"""What is printed: to people, to pipes, as JSON; and charts."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from dify_ext import ConfigurationError
from dify_ext.cli.charts import Series, columns, filled, in_terminal, short
from dify_ext.cli.inputs import read_inputs
from dify_ext.cli.markdown import MarkdownStream, finished
from dify_ext.cli.output import Output, clean, masked, plain


def test_text_cannot_take_over_a_terminal() -> None:
    """Control characters are dropped; lines and tabs stay."""
    assert clean("a\x1b[2J\x1b]0;title\x07b\tc\n\x9bd\r") == "a[2J]0;titleb\tc\nd"


def test_rows_for_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Tab-separated, one line a row, whatever is in the cells."""
    Output().rows(
        [{"a": "x\ty\nz", "b": None}, {"a": 0.123456, "b": True}], {"A": "a", "B": lambda row: row["b"]}
    )
    assert capsys.readouterr().out == "x y z\t\n0.123456\tTrue\n"


@pytest.mark.parametrize(
    ("rows", "text"), [([], "[]\n"), ([{"a": 1}, {"a": 2}], '[\n{"a": 1},\n{"a": 2}\n]\n')]
)
def test_rows_as_json(rows: list[object], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An array, written row by row."""
    Output(json=True).rows(rows, {})
    assert capsys.readouterr().out == text


def test_what_json_cannot_hold_is_text() -> None:
    """Such as a date, deep inside."""
    assert plain({"a": [(date(2026, 1, 2), None)]}) == {"a": [["2026-01-02", None]]}


@pytest.mark.parametrize(
    ("key", "shown"), [("app-0123456789abcd", "app-…abcd"), ("app-12", "…"), ("secret", "…")]
)
def test_a_key_is_masked(key: str, shown: str) -> None:
    """A short one wholly."""
    assert masked(key) == shown


def test_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, JSON, files and stdin; later ones win."""
    (tmp_path / "notes.txt").write_text("some notes")
    monkeypatch.setattr("sys.stdin", io.StringIO('{"d": 4}'))
    words = ["a=1=2", "b:=[1]", f"c=@{tmp_path}/notes.txt", "-", '{"a": "last"}', "e="]
    assert read_inputs(words) == {"a": "last", "b": [1], "c": "some notes", "d": 4, "e": ""}


@pytest.mark.parametrize("word", ["novalue", "=x", ":=1", "a:={", "{", "[1]", "-"])
def test_what_is_no_input(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused, and the error says how to write it."""
    monkeypatch.setattr("sys.stdin", io.StringIO("[]"))
    with pytest.raises(ConfigurationError, match="JSON"):
        read_inputs([word])


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("one", ""),
        ("one\n\ntwo", "one\n\n"),
        ("```\ncode\n\nmore", ""),
        ("# Title\ntext", "# Title\n"),
        ("a\u2028b\x0bc\x85d\n\ne\r\n\r\nf", "a\u2028b\x0bc\x85d\n\ne\r\n\r\n"),
        ("- a\n- b\n\n- c", ""),
        ("| a |\n|---|\n| 1 |\n\nend", "| a |\n|---|\n| 1 |\n\n"),
    ],
)
def test_finished_blocks(text: str, done: str) -> None:
    """All blocks but the last one, which more text may change."""
    assert text[: finished(text)] == done


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_streamed_markdown_is_the_same_however_it_comes(size: int) -> None:
    """On a terminal that is lower than the text, too."""
    text = (
        "# Title\n\n"
        + "\n\n".join(f"para {n} **bold**\n\n1. one\n2. two" for n in range(9))
        + "\n\n```\nx\n```\n"
    )
    shown = []
    for piece in (size, len(text)):
        console = Console(file=io.StringIO(), force_terminal=True, width=40, height=6, color_system=None)
        with MarkdownStream(console) as stream:
            for start in range(0, len(text), piece):
                stream.add(text[start : start + piece])
        shown.append(screen(console.file.getvalue()))  # type: ignore[attr-defined]
    assert shown[0] == shown[1]
    assert shown[0].count("bold") == 9


def screen(written: str) -> str:
    """What a terminal shows at last: lines that were erased are gone."""
    import re

    lines: list[str] = [""]
    row = 0
    for part in re.findall(r"\x1b\[(\d*)([A-Za-z])|(\x1b\[\?25[lh])|(\r)|(\n)|([^\x1b\r\n]+)", written):
        number, code, _, _, newline, text = part
        if code == "A":
            row -= int(number or 1)
        elif code == "K":
            lines[row] = ""
        elif newline:
            row += 1
            lines += [""] * (row >= len(lines))
        elif text:
            lines[row] += text
    return "\n".join(line.rstrip() for line in lines).rstrip()


def series(values: list[float], *, is_sum: bool = True) -> Series:
    days, _ = filled([], date(2026, 1, 1), date(2026, 1, len(values)))
    return Series("messages", "Messages", days, values, sum(values), is_sum)


def test_days_without_a_value_are_zero() -> None:
    """The server leaves them out."""
    days, values = filled([(date(2026, 1, 2), 3.0)], date(2026, 1, 1), date(2026, 1, 3))
    assert [day.day for day in days] == [1, 2, 3]
    assert values == [0.0, 3.0, 0.0]


def test_columns_of_blocks() -> None:
    """The highest value fills the height, and a small one can still be seen."""
    assert columns([0, 1, 8, 16, 0.001], 2) == ["   █ ", " ▁██▁"]
    assert columns([0, 0], 2) == ["··", ""]
    assert columns([], 1) == [""]


def test_charts_in_a_terminal() -> None:
    """Each with its title, its days and its total; side by side, or many days cut at the left."""

    def drawn(days: int, width: int) -> str:
        console = Console(file=io.StringIO(), width=width)
        console.print(in_terminal([series([1.0] * days), series([2.0] * days, is_sum=False)], width))
        return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]

    assert all(part in drawn(3, 80) for part in ("Messages", "total 3", "mean 6", "01-01", "01-03"))
    assert [drawn(14, width).splitlines()[0].count("Messages") for width in (100, 60, 30)] == [2, 2, 1]
    assert [first in drawn(31, 30) for first in ("01-05", "01-06")] == [False, True]
    assert max(map(len, drawn(31, 30).splitlines())) == 30


@pytest.mark.parametrize(("value", "text"), [(1234.0, "1,234"), (12.345, "12.35"), (0.000015, "0.000015")])
def test_numbers_for_people(value: float, text: str) -> None:
    """With as many digits as say something."""
    assert short(value) == text
