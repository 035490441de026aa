"""The report of a batch: counts, cost, and the result of each row."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from decimal import Decimal
from typing import Any, Literal

import attrs

from dify_ext._batch.records import Kind, Record, result_from
from dify_ext._batch.table import pieces
from dify_ext._streaming.answers import ChatAnswer, WorkflowResult
from dify_ext.errors import BatchFailed, ConfigurationError

_PAGE = 200  # rows that are read from the journal at a time


@attrs.frozen
class RowError:
    """Why a row failed, or is unknown.

    Attributes:
        code: The error code of the server, or of this package, such as ``workflow_failed``.
        message: The reason, in one line.
        kind: The name of the class of the error.
    """

    code: str
    message: str
    kind: str

    def __str__(self) -> str:
        return self.message


@attrs.frozen
class RowResult:
    """The result of one row.

    Attributes:
        key: The row's key.
        inputs: Its values, with files as they were sent.
        status: ``"done"``; ``"failed"``; ``"unknown"``: it may or may not have run.
        result: A :class:`WorkflowResult` or :class:`ChatAnswer`; None if it is not done.
        error: Why it failed, or is unknown; None if it is done.
        workflow_run_id: The id of the workflow run; None if it is unknown.
        tokens: The tokens of all models.
        price: The price as the server tells it; of a workflow, the sum of its nodes.
    """

    key: str
    inputs: dict[str, Any]
    status: Literal["waiting", "started", "done", "failed", "unknown"]
    result: Any = None
    error: RowError | None = None
    workflow_run_id: str | None = None
    tokens: int = 0
    price: Decimal | None = None

    @classmethod
    def of(cls, kind: Kind, record: Record) -> RowResult:
        """The result of a row in the journal of a batch of this kind."""
        return cls(
            record.key,
            record.inputs,
            record.state,
            None if record.result is None else result_from(kind, record.result),
            None if record.error is None else RowError(**record.error),
            record.ids.get("workflow_run_id"),
            record.tokens,
            None if record.price is None else Decimal(record.price),
        )

    def to_dict(self) -> dict[str, Any]:
        """A dictionary for JSON, without absent values."""
        found = {
            "key": self.key,
            "inputs": self.inputs,
            "status": self.status,
            "result": self.result and self.result.to_dict(),
            "error": self.error and attrs.asdict(self.error),
            "workflow_run_id": self.workflow_run_id,
            "tokens": self.tokens,
            "price": None if self.price is None else str(self.price),
        }
        return {name: value for name, value in found.items() if value is not None}

    def to_columns(self) -> dict[str, Any]:
        """The columns of ``to_csv``: ``inputs.…``, and ``outputs.…`` or ``answer``."""
        found: dict[str, Any] = {"key": self.key, "status": self.status}
        found |= {f"inputs.{name}": value for name, value in self.inputs.items()}
        if isinstance(self.result, WorkflowResult):
            found |= {f"outputs.{name}": value for name, value in self.result.outputs.items()}
        elif isinstance(self.result, ChatAnswer):
            found["answer"] = self.result.answer
        error = self.error
        found |= {"error_code": error and error.code, "error": error and error.message}
        found |= {"workflow_run_id": self.workflow_run_id, "tokens": self.tokens}
        return found | {"price": None if self.price is None else str(self.price)}


@attrs.define
class Totals:
    """The sums of a batch."""

    succeeded: int = 0
    """The number of rows that succeeded in this call."""
    failed: int = 0
    """The number of rows that failed, in this call or in an earlier one."""
    unknown: int = 0
    """The number of rows that may or may not have run. They do not run again by themselves."""
    skipped: int = 0
    """The number of rows that were done in an earlier call."""
    tokens: int = 0
    """The tokens of all rows, including those of earlier calls."""
    price: Decimal = Decimal(0)
    """The price of all rows for which the server sends a price."""
    failures: Counter[str] = attrs.field(factory=Counter)
    """The number of rows that failed or are unknown, by the code of their error."""

    @property
    def _ended(self) -> int:
        return self.succeeded + self.failed + self.unknown + self.skipped

    def _per_second(self, seconds: float) -> float:
        """Rows that ended in a call of so many seconds."""
        return (self._ended - self.skipped) / seconds if seconds else 0.0


@attrs.define
class RunningTotals(Totals):
    """Sums that grow; those of workers add up."""

    def add(self, record: Record, call_id: str) -> None:
        """Count a row that ended, in the call with this id or in an earlier one."""
        if record.state == "done":
            self.succeeded += record.finished_in == call_id
            self.skipped += record.finished_in != call_id
        else:
            self.failed += record.state == "failed"
            self.unknown += record.state == "unknown"
            self.failures[(record.error or {}).get("code", record.state)] += 1
        self.tokens += record.tokens
        self.price += Decimal(record.price or 0)

    def __iadd__(self, other: Totals) -> RunningTotals:
        for field in attrs.fields(Totals):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    def so_far(self) -> dict[str, Any]:
        """The sums by name, for a report; the most frequent failures come first."""
        failures = Counter(dict(self.failures.most_common()))
        return {**attrs.asdict(self, recurse=False), "failures": failures}


@attrs.define
class BatchProgress(Totals):
    """The progress of a batch; its sums are those of the rows that ended so far."""

    total: int = 0
    """The number of rows of the table."""
    seconds: float = 0.0
    """Seconds since the call began."""

    @property
    def done(self) -> int:
        """The number of rows that ended with any result, including those of earlier calls."""
        return self._ended

    @property
    def rate(self) -> float:
        """Rows per second in this call."""
        return self._per_second(self.seconds)

    @property
    def seconds_left(self) -> float | None:
        """Seconds that the other rows will take at this rate; None if unknown."""
        return (self.total - self._ended) / self.rate if self.rate else None


class Results:
    """The results of all rows, in the order of the table: for ``for`` and for ``async for``."""

    def __init__(self, read: Callable[[int, int], list[Record]], kind: Kind) -> None:
        self._read = read
        self._kind: Kind = kind

    def __iter__(self) -> Iterator[RowResult]:
        first = 0
        while records := self._read(first, _PAGE):
            first += len(records)
            yield from (RowResult.of(self._kind, record) for record in records)

    async def __aiter__(self) -> AsyncIterator[RowResult]:
        for row in self:
            yield row


@attrs.define(repr=False, eq=False)
class BatchReport(Totals):
    """The result of a batch, which reads the rows from the journal, a few at a time."""

    seconds: float = 0.0
    """How long this call took."""
    _results: Results = attrs.field(kw_only=True, alias="results")

    @property
    def total(self) -> int:
        """The number of rows: the sum of succeeded, failed, unknown and skipped."""
        return self._ended

    @property
    def throughput(self) -> float:
        """Rows that ended in this call, by the second."""
        return self._per_second(self.seconds)

    def results(self) -> Results:
        """Give the result of each row, in the order of the table.

        Returns:
            An iterable, also for ``async for``. It holds a few rows at a time.
        """
        return self._results

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Write all rows as CSV, with the columns of all of them; other values than text are JSON.

        Args:
            path: The file, which is replaced.
        """
        columns = self._columns()
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            for row in self._results:
                writer.writerow({name: _as_cell(value) for name, value in row.to_columns().items()})

    def to_jsonl(self, path: str | os.PathLike[str]) -> None:
        """Write all rows as JSON, one on a line, with the whole results.

        Args:
            path: The file, which is replaced.
        """
        # A character that a model's text has half of is written as JSON has it: \\ud83d.
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
            for row in self._results:
                file.write(json.dumps(row.to_dict(), ensure_ascii=False) + "\n")

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write all rows as Parquet, in the columns of :meth:`to_csv`; all but ``tokens`` are text.

        Args:
            path: The file, which is replaced.

        Raises:
            ConfigurationError: The package pyarrow is not installed.
        """
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise ConfigurationError("Parquet needs the package pyarrow: pip install pyarrow") from error
        columns = self._columns()
        schema = pa.schema([(name, pa.int64() if name == "tokens" else pa.string()) for name in columns])
        with pq.ParquetWriter(path, schema) as writer:
            for rows in pieces(self._results, _PAGE):
                cells = [row.to_columns() for row in rows]
                table = {name: [_as_cell(row.get(name)) for row in cells] for name in columns}
                table["tokens"] = [row["tokens"] for row in cells]
                writer.write_table(pa.table(table, schema))

    def to_pandas(self) -> Any:
        """Give all rows as a ``pandas.DataFrame`` with the columns of :meth:`to_csv`.

        Raises:
            ConfigurationError: The package pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ConfigurationError("to_pandas() needs the package pandas: pip install pandas") from error
        return pd.DataFrame([row.to_columns() for row in self._results], columns=self._columns())

    def raise_for_failures(self) -> None:
        """Raise an error if a row failed or is unknown.

        Raises:
            BatchFailed: With this report as ``report``.
        """
        if self.failures:
            raise BatchFailed(
                f"{self.failed} of {self.total} rows failed, {self.unknown} are unknown "
                f"({', '.join(f'{code}: {count}' for code, count in self.failures.items())}); "
                "run them again with retry_failed=True or retry_unknown=True",
                report=self,
            )

    def _columns(self) -> list[str]:
        """The columns of all rows; the last ones are the same in each."""
        found: dict[str, None] = {}
        last: list[str] = []
        for row in self._results:
            columns = list(row.to_columns())
            last = columns[-5:]
            found |= dict.fromkeys(columns[:-5])
        return [*found, *last]

    def __repr__(self) -> str:
        counts = f"succeeded={self.succeeded}, failed={self.failed}, unknown={self.unknown}"
        return f"<{type(self).__name__} total={self.total}, {counts}, skipped={self.skipped}>"


def _as_cell(value: Any) -> str | None:
    """Text, in which half of a character is escaped; other values are JSON."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode(errors="backslashreplace").decode()
