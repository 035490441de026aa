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
"""A name, the text that it must have (None: none), and its new text."""

LEASE: Final = 10.0  # seconds after which a worker that says nothing is taken for dead
BLOCK: Final = 200  # rows that are added at a time
_FORMAT: Final = "1"


class JournalFailed(DifyError):
    """The journal cannot be read or written: the batch ends, and can be run again."""


class Journal(ABC):
    """The state of each row, shared by all workers of a batch. It does I/O, and blocks.

    It keeps texts by name:

    - ``identity``: of which app the batch is;
    - ``row:VERSION:KEY``: the record of a row, which is written only if it still is what was read;
    - ``block:DIGEST``: the names of some rows, in the order of the table;
    - ``worker:ID``: the lease of a worker, which owns the rows that it took until the lease ends;
    - ``pause``: no worker begins a run;
    - ``file:DIGEST``: a file that was uploaded.
    """

    batch: str
    """The journal's own id, part of the end users of its rows; known after :meth:`open`."""
    may_lose_writes: ClassVar[bool]
    """Whether a power cut may lose writes that were not durable."""

    # What a journal implements.

    @abstractmethod
    def get(self, names: Sequence[str]) -> list[str | None]:
        """Texts by their names; None for one that is not there, or not any more."""

    @abstractmethod
    def put(self, name: str, text: str | None, *, seconds: float | None = None) -> None:
        """Keep a text, for some seconds or for ever; None removes it."""

    @abstractmethod
    def swap(self, changes: Sequence[Change], *, durable: bool = False) -> list[bool]:
        """Compare and swap; gives which of the changes were made.

        All changes outlive the end of the process; ``durable`` ones also a power cut.
        """

    @abstractmethod
    def close(self) -> None:
        """Close what is open; it opens again by itself."""

    # What all journals have.

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

    def add(self, rows: Sequence[Record]) -> str:
        """Add a block of rows, and give its name; rows of an earlier call are found again.

        The row of a key with other inputs than in an earlier call is a new version of it.
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
        names = json.dumps([row.name for row in rows])
        block = f"block:{digest(names)}"  # each call has its order, and equal ones are kept once
        self.swap([(block, None, names)])
        return block

    def read(self, blocks: Sequence[str], first: int, count: int) -> list[Record]:
        """So many rows of blocks, which all but the last are full, from the number ``first`` on."""
        found = self.get(blocks[first // BLOCK : -(-(first + count) // BLOCK)])
        names = [name for block in found for name in json.loads(block or "[]")][first % BLOCK :][:count]
        texts = self.get(names)
        if len(names) < count or None in texts:
            raise JournalFailed(f"the journal {self} has lost rows of this batch: was it deleted?")
        return [
            Record(**json.loads(text), number=number, stored=text)
            for number, text in enumerate(filter(None, texts), first)
        ]

    def write(self, records: Sequence[Record], *, durable: bool = False) -> list[Record]:
        """Write rows, but none that another worker has written in between; gives those written."""
        changes = [(record.name, record.stored, record.text) for record in records]
        made = self.swap(changes, durable=durable)
        written = []
        for record, (_, _, text), is_made in zip(records, changes, made, strict=True):
            if is_made:
                record.stored = text
                written.append(record)
        return written

    def claim(
        self, records: Sequence[Record], worker: str, call_id: str, *, retry_failed: bool
    ) -> list[Step]:
        """Let a worker own the rows that are to be run or looked up; gives the step of each row."""
        owners = sorted({record.owner for record in records if record.owner})
        leases = self.get([_lease(owner) for owner in owners])
        alive = [owner for owner, lease in zip(owners, leases, strict=True) if lease]
        boot = f"{boot_id()}."
        unsure = [owner for owner in owners if self.may_lose_writes and not owner.startswith(boot)]
        steps: dict[str, Step] = {
            record.name: next_step(record, call_id, alive, unsure, retry_failed=retry_failed)
            for record in records
        }
        wanted = [record for record in records if steps[record.name] in ("run", "look up")]
        for record in wanted:
            record.take(worker, steps[record.name])
        written = {record.name for record in self.write(wanted, durable=True)}
        steps |= {record.name: "wait" for record in wanted if record.name not in written}
        return list(steps.values())

    def renew(self, worker: str) -> bool:
        """Renew the lease of a worker; gives whether all workers pause."""
        self.put(_lease(worker), "1", seconds=LEASE)
        return self.get(["pause"])[0] is not None

    def release(self, worker: str) -> None:
        """End the lease of a worker."""
        self.put(_lease(worker), None)

    def pause(self, seconds: float) -> None:
        """Keep all workers of the batch from beginning a run."""
        self.put("pause", "1", seconds=seconds)


def new_id() -> str:
    """An id that nothing else has."""
    return secrets.token_hex(6)


def new_worker() -> str:
    """An id that no other worker has; it begins with :func:`boot_id`."""
    return f"{boot_id()}.{new_id()}"


def boot_id() -> str:
    """An id of this start of the machine: after a power cut it has another."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read(8)
    except OSError:  # no Linux: the time of its start, roughly
        return f"{round((time.time() - time.monotonic()) / 600):x}"


def _lease(worker: str) -> str:
    return f"worker:{worker}"
