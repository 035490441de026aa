"""What a journal of a batch is, and how the keys of a table are made."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from dify_ext._batch.records import Record, Step, next_step
from dify_ext.errors import ConfigurationError, DifyError

LEASE: Final = 10.0  # seconds after which a worker that says nothing is taken for dead
_FORMAT: Final = "1"


class JournalFailed(DifyError):
    """The journal cannot be read or written: the batch ends, and can be run again."""


class Journal(ABC):
    """The state of each row, shared by all workers of a batch. It does I/O, and blocks.

    A *pass* is one call of ``run_many``: it gives the rows their numbers. A worker *owns* the rows
    that it has in work, as long as it renews its lease; without it they are taken over. A journal
    has rows, and *facts*: texts by name, some of which end by themselves.
    """

    batch: str
    """The journal's own id, part of the end users of its rows; known after :meth:`open`."""
    forgets: ClassVar[bool]
    """Whether a power cut may take back what was not written durably."""

    # What is kept, and where.

    @abstractmethod
    def begin(self) -> int:
        """Begin a pass, and give its number."""

    @abstractmethod
    def add(self, current: int, rows: Sequence[Record], *, may_change: bool) -> None:
        """Add rows in the order of the table, or find them again, in the pass ``current``.

        If a row ``may_change``, the row of a key can have other inputs than in an earlier pass.
        """

    @abstractmethod
    def read(self, current: int, first: int, count: int) -> list[Record]:
        """At most so many rows, from the number ``first`` on."""

    @abstractmethod
    def write(self, records: Sequence[Record], owner: str | None, *, durable: bool = False) -> list[Record]:
        """Write the status of rows and their new owner; gives the rows that were written.

        A row is not written if it has another owner by now than ``record.owner``.
        """

    @abstractmethod
    def recall(self, *names: str) -> list[str | None]:
        """Facts by their names; None for one that is not there, or not any more."""

    @abstractmethod
    def remember(
        self, name: str, value: str | None, *, seconds: float | None = None, once: bool = False
    ) -> None:
        """Keep a fact, for some seconds or for ever; None ends it.

        With ``once`` a fact that is there stays as it is.
        """

    @abstractmethod
    def close(self) -> None:
        """Close what is open; it opens again by itself."""

    # What all journals do with it.

    def open(self, identity: Mapping[str, str]) -> None:
        """Open the journal; a new one gets the identity, and that of another batch is refused."""
        wanted = {"format": _FORMAT, **identity}
        self.remember("identity", json.dumps({"batch": new_id(), **wanted}), once=True)
        found = json.loads(self.recall("identity")[0] or "{}")
        for name, value in wanted.items():
            if found.get(name) != value:
                raise ConfigurationError(
                    f"the journal {self} is of another batch: it was begun with another {name}; "
                    "name another journal, or delete this one if it is no longer needed"
                )
        self.batch = found["batch"]

    def claim(
        self, current: int, first: int, count: int, worker: str, *, retry_failed: bool
    ) -> list[tuple[Record, Step]]:
        """Read rows, and take those over that there is something to do for."""
        records = self.read(current, first, count)
        owners = sorted({record.owner for record in records if record.owner})
        leases = self.recall(*map(_lease, owners))
        alive = [owner for owner, lease in zip(owners, leases, strict=True) if lease]
        unsure = [owner for owner in owners if self.forgets and owner.partition(".")[0] != boot_id()]
        steps = [next_step(record, current, alive, unsure, retry_failed=retry_failed) for record in records]
        wanted = []
        for record, step in zip(records, steps, strict=True):
            if step in ("run", "look up"):
                record.state = "waiting" if step == "run" else "started"
                wanted.append(record)
        taken = {record.number for record in self.write(wanted, worker, durable=True)}
        lost = {record.number for record in wanted} - taken
        return [
            (record, "wait" if record.number in lost else step)
            for record, step in zip(records, steps, strict=True)
        ]

    def renew(self, worker: str) -> bool:
        """Renew the lease of a worker; gives whether no run may begin at present."""
        self.remember(_lease(worker), "1", seconds=LEASE)
        return self.recall("pause")[0] is not None

    def leave(self, worker: str) -> None:
        """End the lease of a worker."""
        self.remember(_lease(worker), None)

    def pause(self, seconds: float) -> None:
        """Keep all workers of the batch from beginning a run."""
        self.remember("pause", "1", seconds=seconds)


class Keys:
    """The keys of a table, in a temporary file: each comes once."""

    def __init__(self) -> None:
        # Threads of the asynchronous flavour may change between two rows.
        self._known = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._known.execute("CREATE TABLE keys (key TEXT PRIMARY KEY, count INT, place TEXT) WITHOUT ROWID")
        self._known.execute("BEGIN")

    def count(self, key: str, place: str) -> tuple[int, str]:
        """How often a key came with this one, and the place where it came first."""
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
    """An id that nothing else has."""
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


def _lease(worker: str) -> str:
    return f"worker:{worker}"
