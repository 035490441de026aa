"""The report of a sync."""

from __future__ import annotations

import copy
import pickle

from dify_ext._folder_sync.report import Action, FileReport, SyncReport
from dify_ext.errors import BadRequestError

ACTIONS: list[Action] = [
    "created",
    "updated",
    "updated",
    "unchanged",
    "vanished",
    "deleted",
    "failed",
    "failed",
]


def test_the_counts_of_a_report() -> None:
    """One of each action, and 0 of those that did not happen."""
    report = SyncReport(
        [FileReport(f"{at}", f"{at}", action) for at, action in enumerate(ACTIONS)], dry_run=True
    )
    assert [
        report.created,
        report.updated,
        report.unchanged,
        report.vanished,
        report.deleted,
        report.failed,
    ] == [*(1, 2, 1, 1, 1, 2)]
    assert (len(report), report.dry_run, report.duplicates) == (8, True, 0)
    assert repr(report) == (
        "<SyncReport dry run, created=1, deleted=1, failed=2, unchanged=1, updated=2, vanished=1>"
    )
    empty = SyncReport([])
    assert repr(empty) == "<SyncReport of an empty folder>"
    assert (len(empty), bool(empty), empty.failed, empty.errors) == (0, True, 0, [])


def test_errors_have_a_length_and_a_truth() -> None:
    """They can be gone through again, also after the report was closed."""
    refused = BadRequestError(400, "invalid_param", "no")
    good, bad = FileReport("a", "a", "created"), FileReport("b", "b", "failed", error=refused)
    with SyncReport(iter([good, bad]), duplicates=2) as report:
        assert not SyncReport([good]).errors
        assert len(report.errors) == 1
        for _ in range(2):
            assert list(report) == [good, bad]
            assert report.errors == [bad]
            assert report.errors[0].error is refused
    report.close()
    assert list(report) == [good, bad]


def test_a_report_pickles_and_copies() -> None:
    """With its errors."""
    report = SyncReport([FileReport("caf\udce9", "a", "failed", error=OSError("no"), done=1, total=1)])
    for again in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
        (failed,) = again.errors
        assert (failed.path, str(failed.error), failed.done, failed.total) == ("caf\udce9", "no", 1, 1)
