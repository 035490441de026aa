"""What a sync keeps of documents and files, and the report it gives: lazily, and gone when closed."""

from __future__ import annotations

import gc
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest

from dify_ext._folder_sync.plan import Known
from dify_ext._folder_sync.report import FileReport, SyncReport
from dify_ext._folder_sync.rows import Rows
from dify_ext.errors import BadRequestError, ConfigurationError, DifyError


def document(number: int, name: str | None = None, **more: Any) -> Known:
    """A document with a mark."""
    return Known(**{"id": f"d{number}", "name": name or f"{number}.txt", "mark": "abc", **more})


def listed(*documents: Known) -> Rows:
    """Rows of one listing."""
    rows = Rows()
    rows.begin_listing()
    rows.add(documents)
    return rows


def put(rows: Rows, report: FileReport, sha: str | None = "abc") -> None:
    """The report of a file."""
    rows.report(attrs.asdict(report), sha=sha, file=report.name)


def test_documents_are_found_by_their_name() -> None:
    """As they were listed, and none that has another name."""
    others = [{"id": "f", "name": "author", "value": "me"}]
    one = document(1, "a\udce9.txt", mark=None, others=others, size=3, by_api=True)
    rows = listed(one, document(2))
    assert rows.named("a\udce9.txt") == [attrs.evolve(one, was=3)]
    assert rows.named("other.txt") == []
    rows.close()


def test_a_listing_counts_each_document_once() -> None:
    """A list that moves on while it is read gives some twice: the later word counts."""
    rows = Rows()
    rows.begin_listing()
    assert rows.add([document(1), document(2)]) == 2
    assert rows.add([document(2, mark="new"), document(3)]) == 1
    assert rows.listed() == 3
    assert rows.named("2.txt") == [document(2, mark="new")]
    rows.close()


def test_the_last_listing_counts() -> None:
    """What is not in it any more is gone; what was not there when the work began has appeared; twins are twins."""
    rows = listed(document(1), document(2))
    rows.begin_listing()
    rows.add([document(1), document(3, "1.txt")])
    assert rows.named("2.txt") == []
    assert rows.named("1.txt") == [document(1, twin=True), document(3, "1.txt", twin=True)]
    rows.begin_work()
    rows.begin_listing()
    rows.add([document(3, "1.txt", size=7), document(4)])
    assert rows.named("1.txt") == [document(3, "1.txt", size=7)]
    rows.begin_listing()
    rows.add([document(4, size=9)])
    assert rows.named("4.txt") == [document(4, size=9, was=None, appeared=True)]
    rows.close()


def test_documents_whose_file_was_not_seen() -> None:
    """Those with a mark, of the last listing; more than are read at a time."""
    rows = listed(*(document(number) for number in range(250)), document(999, mark=None))
    for number in range(0, 250, 2):
        rows.see(f"{number}.txt")
    assert {known.name for known in rows.unseen()} == {f"{number}.txt" for number in range(1, 250, 2)}
    rows.close()


def test_a_file_in_a_folder_that_could_not_be_listed_may_be_there() -> None:
    """At any depth below it, and nowhere else."""
    rows = Rows()
    assert not rows.may_be_there("a/b/c.txt")
    assert not rows.may_be_there(None)
    rows.cannot_list("a/b")
    rows.cannot_list("a/b")
    assert rows.may_be_there("a/b/c.txt")
    assert rows.may_be_there("a/b/d/e.txt")
    assert rows.may_be_there(None)  # nobody knows where that one was
    assert not rows.may_be_there("a/c.txt")
    assert not rows.may_be_there("b")
    rows.cannot_list("")
    assert rows.may_be_there("b")
    rows.close()


def test_names_that_several_documents_have() -> None:
    """Names of files that were read, with what was read; more than are read at a time."""
    rows = listed(*(document(number, f"{number // 2}.txt") for number in range(300)), document(999))
    assert not rows.has_twins()
    for number in range(150):
        put(rows, FileReport(f"{number}.txt", f"{number}.txt", "created", bytes=number))
    put(rows, FileReport("999.txt", "999.txt", "created", bytes=1))
    assert rows.has_twins()
    assert sorted(rows.twins()) == sorted((f"{number}.txt", "abc", number) for number in range(150))
    put(rows, FileReport("7.txt", "7.txt", "failed", error=OSError("no")), sha=None)
    assert len(list(rows.twins())) == 149
    rows.close()


def test_there_is_one_report_of_a_file() -> None:
    """The last, in the first one's place; documents without a file have each their own."""
    rows = Rows()
    put(rows, FileReport("a", "a", "created", "d1"))
    put(rows, FileReport("b", "b", "created", "d2"))
    put(rows, FileReport("a", "a", "failed", "d3", "b3", OSError("no"), 5))
    for number in range(2):
        rows.report(attrs.asdict(FileReport("c", "c", "vanished", f"d{number}")))
    report = SyncReport(rows, dry_run=False, duplicates=0)
    assert [(one.name, one.action, one.document_id) for one in report] == [
        ("a", "failed", "d3"),
        ("b", "created", "d2"),
        ("c", "vanished", "d0"),
        ("c", "vanished", "d1"),
    ]
    report.close()


def test_a_files_document_may_turn_out_to_be_another() -> None:
    """Its id is corrected, and its batch where it was sent again."""
    rows = Rows()
    put(rows, FileReport("a", "a", "created", "d1", "b1"))
    rows.settle("a", "d2", None)
    assert [(row["document_id"], row["batch"], row["action"]) for row in rows.files()] == [
        ("d2", "b1", "created")
    ]
    rows.settle("a", "d3", "b3")
    assert [(row["document_id"], row["batch"]) for row in rows.files()] == [("d3", "b3")]
    rows.close()


def test_a_report_gives_back_what_was_put_in() -> None:
    """Each field, errors with what they know, names of any make; as often as wanted, more than are read at a time."""
    rows = Rows()
    refused = BadRequestError(400, "invalid_param", "no")
    given = [FileReport(f"{number}", f"n{number}", "unchanged", bytes=number) for number in range(250)]
    given += [
        FileReport("a\udce9", "a%E9", "failed", None, None, refused, 3),
        FileReport(None, "x%~y", "vanished", "d"),
    ]
    for one in given:
        put(rows, one)
    with SyncReport(rows, dry_run=False, duplicates=2) as report:
        for _ in range(2):
            again = list(report)
            assert again[:250] == given[:250]
            assert again[251] == given[251]
            assert attrs.evolve(again[250], error=refused) == given[250]
        (failed,) = report.errors
        assert isinstance(failed.error, BadRequestError)
        assert (failed.path, failed.error.code, str(failed.error)) == (
            "a\udce9",
            "invalid_param",
            str(refused),
        )
        assert len(report) == 252
        assert report.duplicates == 2


class Unportable(DifyError):
    """An error that does not travel."""

    def __reduce__(self) -> Any:
        raise TypeError("it does not")


def test_an_error_that_does_not_travel_leaves_its_text() -> None:
    """Whatever it holds, the report is not lost over it."""
    rows = Rows()
    put(rows, FileReport("a", "a", "failed", error=Unportable("oh no")))
    (one,) = SyncReport(rows, dry_run=False, duplicates=0).errors
    assert type(one.error) is DifyError
    assert str(one.error) == "Unportable: oh no"
    rows.close()


def test_the_counts_of_a_report() -> None:
    """One of each action, and none of what did not happen; they stay when it is closed."""
    rows = Rows()
    for number, action in enumerate(
        ["created", "updated", "updated", "unchanged", "vanished", "deleted", "failed"]
    ):
        put(rows, FileReport(str(number), str(number), action))  # type: ignore[arg-type]
    report = SyncReport(rows, dry_run=True, duplicates=0)
    counts = [
        report.created,
        report.updated,
        report.unchanged,
        report.vanished,
        report.deleted,
        report.failed,
    ]
    assert counts == [1, 2, 1, 1, 1, 1]
    assert repr(report) == (
        "<SyncReport dry run, created=1, deleted=1, failed=1, unchanged=1, updated=2, vanished=1>"
    )
    report.close()
    report.close()
    assert (report.updated, len(report), report.dry_run) == (2, 7, True)
    with pytest.raises(ConfigurationError, match="closed"):
        list(report)
    empty = SyncReport(Rows(), dry_run=False, duplicates=0)
    assert repr(empty) == "<SyncReport of an empty folder>"
    assert (len(empty), bool(empty), empty.failed) == (0, True, 0)
    empty.close()


def test_a_report_that_is_forgotten_closes_its_file() -> None:
    """No connection is left open (a warning would be an error), and the file has no name that could stay behind."""

    def open_files() -> set[str]:
        links = Path("/proc/self/fd")
        return {os.readlink(link) for link in links.iterdir() if link.exists() or link.is_symlink()}

    before = open_files() if Path("/proc/self/fd").is_dir() else set()
    rows = listed(*(document(number, f"{number}" * 100) for number in range(6000)))
    report = SyncReport(rows, dry_run=False, duplicates=0)
    if before:
        (opened,) = {name for name in open_files() - before if "proc" not in name}
        assert opened.endswith("(deleted)")
    del rows, report
    gc.collect()
    if before:
        assert not {name for name in open_files() - before if "proc" not in name}


def test_many_threads_may_use_the_rows() -> None:
    """What they put in is all there."""
    rows = listed(*(document(number) for number in range(200)))
    barrier = threading.Barrier(4)

    def work(first: int) -> None:
        barrier.wait()
        for number in range(first, 200, 4):
            assert rows.named(f"{number}.txt")
            rows.see(f"{number}.txt")
            put(rows, FileReport("p", f"{number}.txt", "unchanged"))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert list(rows.unseen()) == []
    assert rows.counts() == {"unchanged": 200}
    rows.close()


def test_closing_while_a_thread_is_at_work() -> None:
    """A cancelled task leaves its thread behind: closing waits for its statement, and its next one is refused."""
    rows = Rows()
    began, ended = threading.Event(), []

    def work() -> None:
        try:
            for number in range(1_000_000):
                rows.see(f"{number}")
                began.set()
        except ConfigurationError as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert began.wait(10)
    rows.close()
    thread.join(10)
    assert len(ended) == 1
