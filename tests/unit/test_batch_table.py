"""The rows of a table: from iterables and files, each with its place; what cannot be read is named."""

from __future__ import annotations

import builtins
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dify_ext import ConfigurationError, RemoteFile
from dify_ext._batch.table import as_json, digest_of, pieces, rows_of, value_by, with_files


def of(table: Any) -> list[Mapping[str, Any]]:
    return [dict(row) for _, row in rows_of(table)]


def test_an_iterable_of_mappings() -> None:
    """Also a generator; the places count from 1."""
    assert list(rows_of({"n": n} for n in range(2))) == [("row 1", {"n": 0}), ("row 2", {"n": 1})]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (7, "rows must be an iterable of mappings or the path of a file, not int"),
        ({"n": 1}, "rows must be an iterable of mappings or the path of a file, not dict"),
        ([{"n": 1}, ["n"]], "row 2 is of type list: a row is a mapping of names to values"),
        ([{1: "n"}], "row 1: the name 1 is not a string"),
        ("table.xlsx", r"'table.xlsx': a file of rows ends with .csv, .jsonl, .ndjson, .parquet"),
        ("missing.csv", "'missing.csv' cannot be read: "),
        ("a\0b.csv", "cannot be read: embedded null byte"),
    ],
)
def test_what_is_no_table(table: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        of(table)


def test_csv(tmp_path: Path) -> None:
    """With Excel's mark, line ends inside values, and texts longer than the module's limit."""
    path, long = tmp_path / "a.csv", "x" * 200_000
    path.write_text(f'id,text\r\n1,"two\nlines"\r\n2,{long}\r\n', "utf-8-sig", newline="")
    assert of(path) == [{"id": "1", "text": "two\nlines"}, {"id": "2", "text": long}]
    assert of(str(path)) == of(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n3\n", "line 3 has more or fewer values than line 1 has names"),
        ("a,b\n1,2,3\n", "line 2 has more or fewer values than line 1 has names"),
        ("a,a\n1,2\n", "line 1 has a column twice"),
        ('a\n"1" 2\n', "line 2 cannot be read: "),
        ("a\n\xe9\n", "cannot be read: 'utf-8' codec"),
    ],
)
def test_csv_that_cannot_be_read(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=message):
        of(path)


def test_an_empty_csv_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    assert of(tmp_path / "a.csv") == []


def test_jsonl(tmp_path: Path) -> None:
    """Empty lines are passed over; a separator that JSON may hold ends no line."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": "x\u2028y"}\n\n{"a": [1]}\n', "utf-8")
    assert of(path) == [{"a": "x\u2028y"}, {"a": [1]}]
    path.write_text('{"a": 1}\n\n{"a": \n', "utf-8")
    with pytest.raises(ConfigurationError, match="line 3 is not JSON"):
        of(path)
    path.write_text("[1]\n", "utf-8")
    with pytest.raises(ConfigurationError, match="line 1 is of type list"):
        of(path)


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": ["x", "y"], "n": [1, None]}), path)
    assert list(rows_of(path))[1] == (f"{path}, row 2", {"a": "y", "n": None})
    path.write_bytes(b"no parquet at all")
    with pytest.raises(ConfigurationError, match="is not a Parquet file"):
        of(path)


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return imported(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigurationError, match="pip install pyarrow"):
        of("a.parquet")


def test_a_value_by_column_or_function() -> None:
    row = {"id": 7, "none": None}
    assert value_by("id", row, "row 1", "key") == "7"
    assert value_by(lambda row: row["id"] + 1, row, "row 1", "key") == "8"
    with pytest.raises(ConfigurationError, match=r"row 1 has no column 'x' \(key=\): it has id, none"):
        value_by("x", row, "row 1", "key")
    with pytest.raises(ConfigurationError, match="it has none"):
        value_by("x", {}, "row 1", "key")
    with pytest.raises(ConfigurationError, match="row 1: its key is empty"):
        value_by("none", row, "row 1", "key")
    with pytest.raises(ConfigurationError, match=r"row 1: its query cannot be sent: .* lone surrogate"):
        value_by(lambda row: "\ud83d", row, "row 1", "query")


def test_files_in_a_row() -> None:
    """Paths, bytes, open files and pairs with a name; everything else is a value."""
    opened = io.BytesIO(b"c")
    row = {
        "a": Path("a.txt"),
        "b": [b"b", ("b.txt", b"b"), ("c.txt", opened, "text/plain")],
        "c": {"d": opened, "e": ("a pair", "of texts"), "f": "text"},
    }
    found: list[Any] = []
    with_files(row, found.append)
    assert found == [Path("a.txt"), b"b", ("b.txt", b"b"), ("c.txt", opened, "text/plain"), opened]
    numbered = with_files(row, found.index)
    assert numbered == {"a": 0, "b": [1, 2, 3], "c": {"d": 4, "e": ["a pair", "of texts"], "f": "text"}}


def test_a_row_as_json() -> None:
    """With files of the server, dates, decimals, UUIDs and numbers of numpy."""
    row = {
        "file": RemoteFile("https://a.example/a.png"),
        "day": date(2026, 1, 2),
        "time": datetime(2026, 1, 2, 3),
        "whole": Decimal("2.00"),
        "half": Decimal("0.5"),
        "id": UUID(int=1),
        "numpy": pa.scalar(3),
    }
    row["numpy"] = type("int64", (), {"item": lambda self: 3})()
    assert as_json(row, "row 1") == {
        "file": {"type": "image", "transfer_method": "remote_url", "url": "https://a.example/a.png"},
        "day": "2026-01-02",
        "time": "2026-01-02T03:00:00",
        "whole": 2,
        "half": 0.5,
        "id": "00000000-0000-0000-0000-000000000001",
        "numpy": 3,
    }


def circle() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


NO_TIME: Any = type("NaTType", (datetime,), {"__eq__": lambda self, other: False, "__hash__": None})
WRONG = [object(), float("nan"), Decimal("Infinity"), {1, 2}, circle(), "\ud800", NO_TIME(2026, 1, 1)]


@pytest.mark.parametrize("value", WRONG)
def test_a_row_that_is_no_json(value: Any) -> None:
    with pytest.raises(ConfigurationError, match="row 3 cannot be sent as JSON"):
        as_json({"a": value}, "row 3")


def test_a_row_that_holds_itself() -> None:
    with pytest.raises(ConfigurationError, match="a row contains itself"):
        with_files({"a": circle()}, str)


def test_the_digest_does_not_depend_on_the_order_of_names() -> None:
    assert digest_of({"a": 1, "b": 2}, None) == digest_of({"b": 2, "a": 1}, None)
    assert len({digest_of({"a": 1}, None), digest_of({"a": 1}, "q"), digest_of({"a": 2}, "q")}) == 3


def test_pieces_of_a_list() -> None:
    assert list(pieces(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_rows_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    def endless() -> Iterator[dict[str, int]]:
        number = 0
        while True:
            yield {"n": (number := number + 1)}

    assert next(iter(rows_of(endless()))) == ("row 1", {"n": 1})
