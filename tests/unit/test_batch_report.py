"""The report of a batch: sums, files and tables, in the order of the rows."""

from __future__ import annotations

import builtins
import copy
import csv
import json
import pickle
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import dify_ext
from dify_ext import BatchFailed, BatchProgress, BatchReport, ConfigurationError, WorkflowResult
from dify_ext._batch.records import Kind, Record
from dify_ext._batch.report import Results, RunningTotals

ERROR = {"code": "invalid_param", "message": "text is required", "kind": "BadRequestError"}


def done(number: int, *, kind: Kind = "workflow") -> Record:
    result: dict[str, Any] = {"outputs": {"out": f"o{number}"}, "status": "succeeded"}
    return Record(
        number,
        f"k{number}",
        {"text": f"t{number}"},
        state="done",
        finished_in="now",
        ids={"workflow_run_id": f"r{number}"},
        result=result if kind == "workflow" else {"answer": "Hi"},
        tokens=3,
        price="0.1",
    )


def failed(number: int, state: Any = "failed") -> Record:
    return Record(number, f"k{number}", {"text": "", "more": [1]}, state=state, error=ERROR)


class Journal:
    def __init__(self, *records: Record) -> None:
        self.records = records

    def read(self, first: int, count: int) -> list[Record]:
        return list(self.records[first : first + count])


def report_of(*records: Record, kind: Kind = "workflow", seconds: float = 2.0) -> BatchReport:
    totals = RunningTotals()
    for record in records:
        totals.add(record, "now")
    return BatchReport(**totals.so_far(), seconds=seconds, results=Results(Journal(*records).read, kind))


def test_sums() -> None:
    """Those of workers add up; a row of an earlier call was skipped, its tokens count."""
    earlier = done(0)
    earlier.finished_in = "before"
    totals, other = RunningTotals(), RunningTotals()
    totals.add(earlier, "now")
    totals.add(done(1), "now")
    other.add(failed(2), "now")
    other.add(failed(3, "unknown"), "now")
    totals += other
    assert totals == RunningTotals(1, 1, 1, 1, 6, Decimal("0.2"), Counter(invalid_param=2))
    progress = BatchProgress(**totals.so_far(), total=10, seconds=3.0)
    assert (progress.done, progress.rate, progress.seconds_left) == (4, 1.0, 6.0)
    assert BatchProgress(total=10).seconds_left is None


def test_a_report() -> None:
    report = report_of(done(0), failed(1), failed(2, "unknown"))
    assert (report.total, report.succeeded, report.failed, report.unknown, report.skipped) == (3, 1, 1, 1, 0)
    assert (report.tokens, report.price, report.throughput) == (3, Decimal("0.1"), 1.5)
    assert repr(report) == "<BatchReport total=3, succeeded=1, failed=1, unknown=1, skipped=0>"
    first, second, _ = report.results()
    assert (first.key, first.inputs, first.status, first.workflow_run_id) == (
        "k0",
        {"text": "t0"},
        "done",
        "r0",
    )
    assert isinstance(first.result, WorkflowResult)
    assert first.error is None
    assert (second.result, str(second.error)) == (None, "text is required")
    assert second.error is not None
    assert second.error.kind == "BadRequestError"
    assert report_of(seconds=0.0).throughput == 0.0


async def test_results_come_by_async_for_too() -> None:
    report = report_of(*(done(number) for number in range(450)))
    assert [row.key async for row in report.results()] == [row.key for row in report.results()]
    assert sum(1 for _ in report.results()) == 450


def test_failures_raise() -> None:
    report = report_of(done(0), failed(1), failed(2, "unknown"))
    with pytest.raises(
        BatchFailed, match=r"^1 of 3 rows failed, 1 are unknown \(invalid_param: 2\)"
    ) as caught:
        report.raise_for_failures()
    assert caught.value.report is report
    assert report.failures == {"invalid_param": 2}
    report_of(done(0)).raise_for_failures()


def test_a_report_is_copied_and_pickled_with_its_way_to_the_rows() -> None:
    report = report_of(done(0))
    for copied in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
        assert [row.key for row in copied.results()] == ["k0"]


def test_csv(tmp_path: Path) -> None:
    """The columns of all rows, whichever came first."""
    path = tmp_path / "a.csv"
    report_of(failed(0), done(1)).to_csv(path)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        *("key", "status", "inputs.text", "inputs.more", "outputs.out"),
        *("error_code", "error", "workflow_run_id", "tokens", "price"),
    ]
    assert (rows[0]["inputs.more"], rows[0]["error"]) == ("[1]", "text is required")
    assert (rows[1]["outputs.out"], rows[1]["tokens"], rows[1]["price"]) == ("o1", "3", "0.1")


def test_csv_of_answers_and_of_nothing(tmp_path: Path) -> None:
    report_of(done(0, kind="chat"), kind="chat").to_csv(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text().splitlines()[0].split(",")[2:4] == ["inputs.text", "answer"]
    report_of().to_csv(tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_text().strip() == ""


def test_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    report_of(done(0), failed(1)).to_jsonl(path)
    first, second = map(json.loads, path.read_text().splitlines())
    assert first["result"] == {"status": "succeeded", "outputs": {"out": "o0"}, "files": [], "text": ""}
    assert (first["price"], second["error"]["code"]) == ("0.1", "invalid_param")
    assert "result" not in second


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    report_of(*(done(number) for number in range(201)), failed(201)).to_parquet(path)
    rows = pq.read_table(path).to_pylist()
    assert (len(rows), rows[0]["outputs.out"], rows[0]["tokens"]) == (202, "o0", 3)
    assert (rows[201]["outputs.out"], rows[201]["inputs.more"]) == (None, "[1]")
    report_of(*(done(number) for number in range(200))).to_parquet(path)
    assert pq.read_metadata(path).num_rows == 200


def test_any_value_in_any_file(tmp_path: Path) -> None:
    """Numbers are JSON in a table; a text that ends within a character is kept, too."""
    record = done(0)
    assert record.result is not None
    record.result["outputs"] = {"n": 1, "yes": True, "half": "\ud83d", "list": ["\ud83d", "ä"]}
    report = report_of(Record(**json.loads(record.text), number=0))  # as a journal keeps it
    report.to_parquet(tmp_path / "a.parquet")
    report.to_csv(tmp_path / "a.csv")
    report.to_jsonl(tmp_path / "a.jsonl")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (
        pq.read_table(tmp_path / "a.parquet").to_pylist()[0].items()
        >= {"outputs.n": "1", "tokens": 3}.items()
    )
    assert (row["outputs.n"], row["outputs.yes"], row["tokens"]) == ("1", "true", "3")
    assert (row["outputs.half"], row["outputs.list"]) == (r"\ud83d", r'["\ud83d", "ä"]')
    assert (
        json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["result"]["outputs"] == record.result["outputs"]
    )


def test_pandas() -> None:
    frame = report_of(done(0), failed(1)).to_pandas()
    assert list(frame["key"]) == ["k0", "k1"]
    assert frame["inputs.more"][1] == [1]


@pytest.mark.parametrize(("package", "method"), [("pyarrow", "to_parquet"), ("pandas", "to_pandas")])
def test_a_package_is_missing(package: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name.split(".")[0] == package:
            raise ImportError(name)
        return imported(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigurationError, match=f"pip install {package}"):
        getattr(report_of(), method)(*["a.parquet"][: method == "to_parquet"])


def test_the_public_module_has_the_public_names() -> None:
    from dify_ext import batch

    for name in batch.__all__:
        assert getattr(dify_ext, name) is getattr(batch, name)
