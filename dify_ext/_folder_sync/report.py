"""What came of each file of a folder that was synced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from dify_ext._folder_sync.rows import Rows

Action: TypeAlias = Literal["created", "updated", "unchanged", "vanished", "deleted", "failed"]


@attrs.frozen
class FileReport:
    """What became of one file: ``action`` is ``"created"``, ``"updated"``, ``"unchanged"`` or ``"failed"``; or of a
    document whose file is gone: ``"vanished"``, or ``"deleted"`` where that was asked for.

    ``path`` is the file's path below the folder, with ``/`` (None for a document whose name was too long to tell it),
    ``name`` the document's name, ``document_id`` and ``batch`` the document's (``batch`` where something was sent: what
    ``documents.indexing_status`` wants), ``bytes`` the file's size. ``error`` is the :class:`DifyError` or ``OSError``
    of a failure.
    """

    path: str | None
    name: str | None
    action: Action
    document_id: str | None = None
    batch: str | None = None
    error: Exception | None = None
    bytes: int | None = None


class SyncReport:
    """What a sync did: how many files it ``created``, ``updated``, left ``unchanged`` and ``failed`` at, and how many
    documents have lost their file: ``vanished``, or ``deleted``. After a dry run (``dry_run``): would have done.

    Iterating gives a :class:`FileReport` for each, ``errors`` those that failed, as often as wanted; ``len()`` is how
    many there are. They are in a temporary file, which goes when the report is closed or forgotten: it takes no more
    memory for a large folder than for a small one. The counts stay. A context manager; plain in both flavours.
    """

    def __init__(self, rows: Rows, *, dry_run: bool, duplicates: int) -> None:
        self._rows = rows
        self._counts = rows.counts()
        self.dry_run = dry_run
        self.duplicates = duplicates
        """How many documents were removed because a creation that did not come to its end had left a name twice."""

    @property
    def created(self) -> int:
        """Files that had no document."""
        return self._counts.get("created", 0)

    @property
    def updated(self) -> int:
        """Files whose document held something else, or nobody knew what."""
        return self._counts.get("updated", 0)

    @property
    def unchanged(self) -> int:
        """Files whose document holds them."""
        return self._counts.get("unchanged", 0)

    @property
    def vanished(self) -> int:
        """Documents whose file is gone, and that are still there."""
        return self._counts.get("vanished", 0)

    @property
    def deleted(self) -> int:
        """Documents whose file is gone, and that were deleted."""
        return self._counts.get("deleted", 0)

    @property
    def failed(self) -> int:
        """Files, folders and documents at which something failed; the others were gone on with."""
        return self._counts.get("failed", 0)

    @property
    def errors(self) -> Iterator[FileReport]:
        """What failed."""
        return self._reports("failed")

    def __iter__(self) -> Iterator[FileReport]:
        return self._reports(None)

    def __len__(self) -> int:
        return sum(self._counts.values())

    def __bool__(self) -> bool:
        return True  # that of an empty folder, too

    def _reports(self, action: Action | None) -> Iterator[FileReport]:
        for row in self._rows.files(action):
            yield FileReport(**row)

    def close(self) -> None:
        """Let the temporary file go; the counts stay."""
        self._rows.close()

    def __enter__(self) -> SyncReport:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def __repr__(self) -> str:
        said = [f"{action}={count}" for action, count in sorted(self._counts.items())]
        return (
            f"<{type(self).__name__} {', '.join(['dry run'] * self.dry_run + said) or 'of an empty folder'}>"
        )
