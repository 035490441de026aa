"""The report of a sync: the result of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import attrs

Action: TypeAlias = Literal["created", "updated", "unchanged", "vanished", "deleted", "failed"]


@attrs.frozen
class FileReport:
    """The result of one file, or of a document whose file is gone.

    Attributes:
        path: The file's path below the folder, with ``/``; None if the name is shortened.
        name: The document's name; None for a folder that could not be listed.
        action: ``"created"``, ``"updated"``, ``"unchanged"`` or ``"failed"`` for a file;
            ``"vanished"`` for a document whose file is gone, or ``"deleted"`` on request.
        document_id: The document's id.
        batch: The batch of a document that was sent, for ``documents.indexing_status``.
        error: The :class:`DifyError` or ``OSError`` of a failure.
        bytes: The size of the file.
        done: The number of files and documents that are done, with this one.
        total: The number of files and documents in this sync.
    """

    path: str | None
    name: str | None
    action: Action
    document_id: str | None = None
    batch: str | None = None
    error: Exception | None = None
    bytes: int | None = None
    done: int = attrs.field(default=0, eq=False)
    total: int = attrs.field(default=0, eq=False)


class SyncReport:
    """The result of a sync, or of a dry run (``dry_run``): what a sync would do.

    Iterating gives a :class:`FileReport` for each file, and for each document whose file is gone;
    ``len()`` is their number.
    """

    dry_run: bool
    created: int
    """The number of files that had no document."""
    updated: int
    """The number of files whose document had another content, or an unknown one."""
    unchanged: int
    """The number of files whose document is up to date."""
    vanished: int
    """The number of documents whose file no longer exists, and that were kept."""
    deleted: int
    """The number of documents whose file no longer exists, and that were deleted."""
    failed: int
    """The number of files, folders and documents that failed."""
    duplicates: int
    """The number of deleted duplicates, which an interrupted sync had left."""

    def __init__(self, reports: Iterable[FileReport], *, dry_run: bool = False, duplicates: int = 0) -> None:
        self._reports = list(reports)
        self._counts = counts = Counter(report.action for report in self._reports)
        self.dry_run, self.duplicates = dry_run, duplicates
        self.created, self.updated, self.unchanged = counts["created"], counts["updated"], counts["unchanged"]
        self.vanished, self.deleted, self.failed = counts["vanished"], counts["deleted"], counts["failed"]

    @property
    def errors(self) -> list[FileReport]:
        """The reports of those that failed."""
        return [report for report in self._reports if report.action == "failed"]

    def __iter__(self) -> Iterator[FileReport]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)

    def __bool__(self) -> bool:
        return True  # also of an empty folder

    def close(self) -> None:
        """Do nothing: reports of earlier versions had to be closed."""

    def __enter__(self) -> SyncReport:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def __repr__(self) -> str:
        said = [f"{action}={count}" for action, count in sorted(self._counts.items())]
        return (
            f"<{type(self).__name__} {', '.join(['dry run'] * self.dry_run + said) or 'of an empty folder'}>"
        )
