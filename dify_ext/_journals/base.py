"""What a journal of a batch is, and how the keys of a table are made."""

from __future__ import annotations

import secrets
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from dify_ext._batch.records import Record, Step, next_step
from dify_ext.errors import ConfigurationError, DifyError

FORMAT: Final = "1"
_TAKEN: Final = ("run", "look up")
LEASE: Final = 10.0  # seconds after which a worker that says nothing is taken for dead


class JournalFailed(DifyError):
    """The journal cannot be read or written: the batch ends, and can be run again."""


@attrs.frozen
class Retries:
    """Which rows of earlier passes run again."""

    failed: bool = False
    unknown: bool = False


class Journal(ABC):
    """The state of each row, shared by all workers of a batch. It does I/O, and blocks.

    A *pass* is one call of ``run_many``: it gives the rows their numbers. A worker *owns* the rows
    that it has in work, as long as it renews its lease; without it they are taken over.
    """

    batch: str
    """The journal's own id, part of the end users of its rows; known after :meth:`open`."""

    @abstractmethod
    def open(self, identity: Mapping[str, str]) -> None:
        """Open the journal; a new one gets the identity, another's is refused.

        Args:
            identity: What the batch is of, by names that an error can say.
        """

    @abstractmethod
    def close(self) -> None:
        """Close what is open; it opens again by itself."""

    @abstractmethod
    def begin(self) -> int:
        """Begin a pass, and give its number."""

    @abstractmethod
    def add(self, current: int, rows: Sequence[Record], *, may_change: bool) -> None:
        """Add rows in the order of the table, or find them again.

        Args:
            current: The pass.
            rows: Rows with number, key, inputs and query.
            may_change: Whether the row of a key can have other inputs than in an earlier pass.
        """

    @abstractmethod
    def read(self, current: int, first: int, count: int) -> list[Record]:
        """The rows from a number on.

        Args:
            current: The pass.
            first: The number of the first row.
            count: How many, at most.
        """

    @abstractmethod
    def alive(self, owners: set[str]) -> set[str]:
        """Which of these workers are alive.

        Args:
            owners: The workers.
        """

    def unsure(self, owners: set[str]) -> set[str]:
        """Which of these workers may have written something that the journal has lost.

        Args:
            owners: The workers.
        """
        return set()

    @abstractmethod
    def own(self, records: Sequence[Record], owners: Sequence[str | None], worker: str) -> list[Record]:
        """Take rows over that still have the owner they had; gives those that were.

        Args:
            records: The rows, as they are to be.
            owners: The owner of each before.
            worker: Their new owner.
        """

    @abstractmethod
    def save(self, record: Record, *, durable: bool = False) -> bool:
        """Write state, attempt, ids, result and error of a row; False if another worker owns it.

        Args:
            record: The row.
            durable: Whether it must outlive a power cut.
        """

    @abstractmethod
    def renew(self, worker: str) -> float:
        """Renew the lease of a worker; gives the seconds for which no run may begin.

        Args:
            worker: The worker.
        """

    @abstractmethod
    def leave(self, worker: str) -> None:
        """End the lease of a worker.

        Args:
            worker: The worker.
        """

    @abstractmethod
    def pause(self, seconds: float) -> None:
        """Keep all workers of the batch from beginning a run.

        Args:
            seconds: For how long from now on.
        """

    @abstractmethod
    def file(self, content: str, mention: str | None = None) -> str | None:
        """The mention of a file that was uploaded, or with ``mention`` remember it.

        Args:
            content: The digest of the file.
            mention: How requests mention it, as JSON.
        """

    def claim(
        self, current: int, first: int, count: int, worker: str, retries: Retries
    ) -> list[tuple[Record, Step]]:
        """Read rows, and take those over that there is something to do for.

        Args:
            current: The pass.
            first: The number of the first row.
            count: How many, at most.
            worker: The worker.
            retries: Which rows run again.
        """
        records = self.read(current, first, count)
        owners = [record.owner for record in records]
        known = {owner for owner in owners if owner}
        alive, unsure = self.alive(known), self.unsure(known)
        steps: list[Step] = [
            next_step(record, current, alive, unsure, retry_failed=retries.failed) for record in records
        ]
        wanted = [index for index, step in enumerate(steps) if step in _TAKEN]
        taken = self.own([records[index] for index in wanted], [owners[index] for index in wanted], worker)
        ours = {record.number for record in taken}
        found: list[tuple[Record, Step]] = []
        for record, step in zip(records, steps, strict=True):
            found.append((record, "wait" if step in _TAKEN and record.number not in ours else step))
        return found


class Keys:
    """The keys of a table, in a temporary file: each comes once."""

    def __init__(self) -> None:
        # Threads of the asynchronous flavour may change between two rows.
        self._known = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._known.execute("CREATE TABLE keys (key TEXT PRIMARY KEY, count INT, place TEXT) WITHOUT ROWID")
        self._known.execute("BEGIN")

    def count(self, key: str, place: str) -> tuple[int, str]:
        """How often a key came with this one, and the place where it came first.

        Args:
            key: The key.
            place: The place of the row.
        """
        found: tuple[int, str] = self._known.execute(
            "INSERT INTO keys VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1 "
            "RETURNING count, place",
            (key, place),
        ).fetchone()
        return found

    def close(self) -> None:
        """Remove the file."""
        self._known.close()


def new_id() -> str:
    """An id that no other journal has."""
    return secrets.token_hex(6)


def new_worker() -> str:
    """An id that no other worker has; it begins with that of this machine's present start."""
    return f"{boot_id()}.{new_id()}"


def boot_id() -> str:
    """What changes when the machine starts anew, as after a power cut."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read(8)
    except OSError:  # no Linux: the time of its start, roughly
        return f"{round((time.time() - time.monotonic()) / 600):x}"


def refuse_another(where: str, found: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Raise an error if a journal is of another batch.

    Args:
        where: The journal, for the error.
        found: The identity in the journal.
        wanted: That of this batch.
    """
    for name, value in wanted.items():
        if found.get(name) != value:
            raise ConfigurationError(
                f"the journal {where} is of another batch: it was begun with another {name}; "
                "name another journal, or delete this one if it is no longer needed"
            )
