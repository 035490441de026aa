"""The rows of a table: from an iterable of mappings, or a file in CSV, JSONL or Parquet."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from dify_api.types import WrongShape, json_value

from dify_ext._batch.records import digest
from dify_ext.errors import ConfigurationError
from dify_ext.files import with_mentions

T = TypeVar("T")
Row: TypeAlias = Mapping[str, Any]
ByRow: TypeAlias = "str | Callable[[Row], Any]"

_LONGEST_FIELD: Final = 16 * 1024 * 1024  # characters of one value in a CSV


def rows_of(table: Any) -> Iterator[tuple[str, Row]]:
    """The rows of a table, each with its place for errors: of an iterable, or a file."""
    if isinstance(table, str | os.PathLike):
        yield from _of_file(Path(table))
        return
    if isinstance(table, Mapping) or not isinstance(table, Iterable):
        raise ConfigurationError(
            f"rows must be an iterable of mappings or the path of a file, not {type(table).__name__}"
        )
    for number, row in enumerate(table, 1):
        yield checked(row, f"row {number}")


def checked(row: Any, place: str) -> tuple[str, Row]:
    """A row with its place; anything but a mapping of names is refused."""
    if not isinstance(row, Mapping):
        raise ConfigurationError(
            f"{place} is of type {type(row).__name__}: a row is a mapping of names to values"
        )
    wrong = next((name for name in row if not isinstance(name, str)), None)
    if wrong is not None:
        raise ConfigurationError(f"{place}: the name {wrong!r} is not a string")
    return place, row


def _of_file(path: Path) -> Iterator[tuple[str, Row]]:
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise ConfigurationError(f"{str(path)!r}: a file of rows ends with {', '.join(_READERS)}")
    try:
        yield from read(path)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{str(path)!r} cannot be read: {error}") from error


def _of_csv(path: Path) -> Iterator[tuple[str, Row]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        with _csv_limit():
            rows = csv.DictReader(file, strict=True)
            names = rows.fieldnames or []
            if len(set(names)) != len(names):
                raise ConfigurationError(f"{path}: line 1 has a column twice")
        while True:
            place = f"{path}, line {rows.line_num + 1}"
            try:
                with _csv_limit():
                    row = next(rows, None)
            except csv.Error as error:
                raise ConfigurationError(f"{place} cannot be read: {error}") from error
            if row is None:
                return
            if None in row or None in row.values():
                raise ConfigurationError(f"{place} has more or fewer values than line 1 has names")
            yield place, row


@contextmanager
def _csv_limit() -> Iterator[None]:
    """Long texts are read: the limit of the module is for all of the program."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _of_jsonl(path: Path) -> Iterator[tuple[str, Row]]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            place = f"{path}, line {number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ConfigurationError(f"{place} is not JSON: {error}") from error
            yield checked(row, place)


def _of_parquet(path: Path) -> Iterator[tuple[str, Row]]:
    try:
        import pyarrow.parquet as pq
        from pyarrow.lib import ArrowInvalid
    except ImportError as error:
        raise ConfigurationError("a Parquet file needs the package pyarrow: pip install pyarrow") from error
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1000):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{path}, row {number}", row
    except ArrowInvalid as error:
        raise ConfigurationError(f"{str(path)!r} is not a Parquet file: {error}") from error


_READERS: Final[dict[str, Callable[[Path], Iterator[tuple[str, Row]]]]] = {
    ".csv": _of_csv,
    ".jsonl": _of_jsonl,
    ".ndjson": _of_jsonl,
    ".parquet": _of_parquet,
}


def value_by(by: ByRow, row: Row, place: str, option: str) -> str:
    """The value of a column, or of a function of the row, as text; ``option`` asks for it."""
    if callable(by):
        value = by(row)
    elif by in row:
        value = row[by]
    else:
        raise ConfigurationError(
            f"{place} has no column {by!r} ({option}=): it has {', '.join(row) or 'none'}"
        )
    text = "" if value is None else str(value)
    if not text:
        raise ConfigurationError(f"{place}: its {option} is empty")
    try:
        return str(json_value(text))
    except WrongShape as error:
        raise ConfigurationError(f"{place}: its {option} cannot be sent: {error.reason}") from error


def is_file(value: Any) -> bool:
    """Whether a value of a row is a file that is to be uploaded."""
    if isinstance(value, tuple):
        has_name = len(value) in (2, 3) and isinstance(value[0], str)
        return has_name and is_file(value[1])
    return isinstance(value, Path | bytes | bytearray | memoryview) or hasattr(value, "read")


def with_files(value: Any, change: Callable[[Any], Any]) -> Any:
    """A copy of a row in which each file, however deep, is what ``change`` makes of it."""
    if is_file(value):
        return change(value)
    try:
        if isinstance(value, Mapping):
            return {name: with_files(item, change) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [with_files(item, change) for item in value]
    except RecursionError:
        raise ConfigurationError("a row contains itself, or is nested too deeply") from None
    return value


def as_json(row: Any, place: str) -> dict[str, Any]:
    """A row as JSON has it; it may hold files of the server, dates and decimal numbers."""
    try:
        text = json.dumps(with_mentions(row), ensure_ascii=False, allow_nan=False, default=_plain)
        found: dict[str, Any] = json.loads(text.encode())
    except (ArithmeticError, RecursionError, TypeError, ValueError) as error:
        raise ConfigurationError(f"{place} cannot be sent as JSON: {error}") from error
    return found


def digest_of(inputs: dict[str, Any], query: str | None) -> str:
    """The digest of a row, whatever the order of its names; the question may be no column."""
    return digest(json.dumps([inputs, query], sort_keys=True))


def pieces(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of so many; the last one may have fewer."""
    left = iter(items)
    while piece := list(islice(left, size)):
        yield piece


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "item"):  # a number of numpy
        return value.item()
    return json_value(value)
