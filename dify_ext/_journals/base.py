"""What a journal of a batch is: rows by name, and how workers share them."""

from __future__ import annotations

import json
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, TypeAlias

from dify_ext._batch.records import Record, Step, digest, next_step
from dify_ext.errors import ConfigurationError, DifyError

Change: TypeAlias = tuple[str, str | None, str]
"""A name, the text that it has to have (None: none), and its new text."""

LEASE: Final = 10.0  # seconds after which a worker that says nothing is taken for dead
BLOCK: Final = 200  # rows that are added at a time
_FORMAT: Final = "1"


class JournalFailed(DifyError):
    """The journal cannot be read or written: the batch ends, and can be run again."""


class Journal(ABC):
    """The state of each row, shared by all workers of a batch. It does I/O, and blocks.

    A *pass* is one call of ``run_many``: it gives the rows their numbers. A worker *owns* the rows
    that it has in work, as long as it renews its lease; without it they are taken over. All of it
    is texts by name: a row is written only if it still is what was read.
    """

    batch: str
    """The journal's own id, part of the end users of its rows; known after :meth:`open`."""
    forgets: ClassVar[bool]
    """Whether a power cut may take back what was not written durably."""

    # What each journal does in its own way.

    @abstractmethod
    def get(self, names: Sequence[str]) -> list[str | None]:
        """Texts by their names; None for one that is not there, or not any more."""

    @abstractmethod
    def put(self, name: str, text: str | None, *, seconds: float | None = None) -> None:
        """Keep a text, for some seconds or for ever; None removes it."""

    @abstractmethod
    def swap(self, changes: Sequence[Change], *, durable: bool = False) -> list[bool]:
        """Compare and swap; gives which of the changes were made.

        What is ``durable`` outlives a power cut, all else the end of the process.
        """

    @abstractmethod
    def close(self) -> None:
        """Close what is open; it opens again by itself."""

    # What all of them do with it.

    def open(self, identity: Mapping[str, str]) -> None:
        """Open the journal; a new one gets the identity, and that of another batch is refused."""
        wanted = {"format": _FORMAT, **identity}
        self.swap([("identity", None, json.dumps({"batch": new_id(), **wanted}))], durable=True)
        found = json.loads(self.get(["identity"])[0] or "{}")
        for name, value in wanted.items():
            if found.get(name) != value:
                raise ConfigurationError(
                    f"the journal {self} belongs to another batch: it was begun with another {name}; "
                    "pass another journal, or delete this one if it is no longer needed"
                )
        self.batch = found["batch"]

    def begin(self) -> int:
        """Begin a pass, and give its number."""
        while True:
            (last,) = self.get(["pass"])
            current = 1 + int((last or "0").partition(".")[0])
            if all(self.swap([("pass", last, f"{current}.{new_id()}")])):
                return current

    def add(self, current: int, rows: Sequence[Record]) -> None:
        """Add the next block of rows, or find them again, in the pass ``current``.

        The row of a key with other inputs than in an earlier pass is a new version of it.
        """
        left = list(rows)
        while left:
            new, others = [], []
            for row, text in zip(left, self.get([row.name for row in left]), strict=True):
                if text is None:
                    new.append(row)
                elif json.loads(text)["digest"] != row.digest:
                    row.version += 1
                    others.append(row)
            added = self.swap([(row.name, None, row.text) for row in new])
            left = [*others, *(row for row, is_new in zip(new, added, strict=True) if not is_new)]
        if rows:
            # Each pass keeps its order, also if many run at once; those of the same order share it.
            order = json.dumps([row.name for row in rows])
            name = f"order:{digest(order)}"
            self.swap([(name, None, order), (_block(current, rows[0].number), None, name)])

    def read(self, current: int, first: int, count: int) -> list[Record]:
        """At most so many rows, from the number ``first`` on."""
        blocks = range(first // BLOCK * BLOCK, first + count, BLOCK)
        orders = [name for name in self.get([_block(current, block) for block in blocks]) if name]
        names = [name for order in self.get(orders) for name in json.loads(order or "[]")]
        names = names[first % BLOCK :][:count]
        found = []
        for number, (name, text) in enumerate(zip(names, self.get(names), strict=True), first):
            if text is None:
                raise JournalFailed(f"the journal {self} has lost the row {name!r}")
            found.append(Record(**json.loads(text), number=number, stored=text))
        return found

    def read_all(self, current: int, first: int, count: int) -> list[Record]:
        """So many rows that :meth:`add` has added, from the number ``first`` on."""
        found = self.read(current, first, count)
        if len(found) < count:
            raise JournalFailed(f"the journal {self} has lost rows of this batch: was it deleted?")
        return found

    def write(self, records: Sequence[Record], *, durable: bool = False) -> list[Record]:
        """Write rows, but none that somebody else has written in between; gives those written."""
        changes = [(record.name, record.stored, record.text) for record in records]
        made = self.swap(changes, durable=durable)
        written = []
        for record, (_, _, text), is_made in zip(records, changes, made, strict=True):
            if is_made:
                record.stored = text
                written.append(record)
        return written

    def claim(
        self, current: int, first: int, count: int, worker: str, *, retry_failed: bool
    ) -> list[tuple[Record, Step]]:
        """Read rows, and take those over that there is something to do for."""
        records = self.read_all(current, first, count)
        owners = sorted({record.owner for record in records if record.owner})
        leases = self.get([_lease(owner) for owner in owners])
        alive = [owner for owner, lease in zip(owners, leases, strict=True) if lease]
        unsure = [owner for owner in owners if self.forgets and owner.partition(".")[0] != boot_id()]
        steps: list[Step] = [
            next_step(record, current, alive, unsure, retry_failed=retry_failed) for record in records
        ]
        wanted = []
        for record, step in zip(records, steps, strict=True):
            if step in ("run", "look up"):
                record.state, record.owner = "waiting" if step == "run" else "started", worker
                wanted.append(record)
        taken = {record.number for record in self.write(wanted, durable=True)}
        found: list[tuple[Record, Step]] = []
        for record, step in zip(records, steps, strict=True):
            is_lost = step in ("run", "look up") and record.number not in taken
            found.append((record, "wait" if is_lost else step))
        return found

    def renew(self, worker: str) -> bool:
        """Renew the lease of a worker; gives whether no run may begin at present."""
        self.put(_lease(worker), "1", seconds=LEASE)
        return self.get(["pause"])[0] is not None

    def leave(self, worker: str) -> None:
        """End the lease of a worker."""
        self.put(_lease(worker), None)

    def pause(self, seconds: float) -> None:
        """Keep all workers of the batch from beginning a run."""
        self.put("pause", "1", seconds=seconds)


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


def _block(current: int, first: int) -> str:
    return f"block:{current}:{first}"


def _lease(worker: str) -> str:
    return f"worker:{worker}"
