"""Keeps the state of an emulator in an SQLite file, so that it is there again after a restart.

Each thing (an app, a message, a file, …) is a row, pickled by itself; it refers to others by their
rows. A save writes the rows that have changed. The file can be read only by the emulator's own
classes: no other class is ever loaded.
"""

from __future__ import annotations

import asyncio
import io
import pickle
import sqlite3
import time
from collections.abc import Callable
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from ._console.state import Account, Record, console_of
from ._faults import Fault
from ._flow_runs import FlowRun
from ._human import Form
from ._knowledge.state import Dataset, Document
from ._options import UnusableFile
from ._runs import Listener, Run
from ._state import App, Conversation, Message, StoredFile, User, state_of

#: The format of the file. A file of another format is refused.
FORMAT = 1
#: Seconds between two looks for something new, and the share of the time that saving may take.
LOOK, SHARE = 0.2, 0.1
#: The things that are rows of their own.
KINDS = (App, User, Conversation, Message, StoredFile, FlowRun, Form, Dataset, Document, Account, Record)
_STATE = ("tenant_id", "account_id", "apps", "files", "knowledge", "used_files", "forms", "clock_ahead")
_CONSOLE = ("accounts", "bad_attempts", "created_at", "records", "dataset_keys", "datasets", "imports")
_TOKENS = ("_secret", "_access", "_refresh", "_count", "_ended")
_PLAIN = frozenset({("builtins", "set"), ("builtins", "frozenset")})


class PersistError(UnusableFile):
    """The file cannot be used; the message says why."""


def nothing() -> None:
    """Stands in the file for what is not kept: runs that are under way, and functions."""


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, row_of: Callable[[Any], int]) -> None:
        super().__init__(file, protocol=5)
        self._row_of = row_of

    def persistent_id(self, obj: Any) -> Any:
        return self._row_of(obj) if type(obj) in KINDS else None

    def reducer_override(self, obj: Any) -> Any:
        function = callable(obj) and not isinstance(obj, type) and obj is not nothing
        if function or isinstance(obj, (Run, Listener, asyncio.Event)):
            return nothing, ()
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, things: dict[int, Any]) -> None:
        super().__init__(io.BytesIO(data))
        self._things = things

    def persistent_load(self, pid: Any) -> Any:
        return self._things[pid]

    def find_class(self, module: str, name: str) -> Any:
        ours = module == __package__ or module.startswith(f"{__package__}.")
        if not ours and (module, name) not in _PLAIN:
            raise PersistError(f"It holds {module}.{name}, which no emulator writes.")
        return super().find_class(module, name)


class Store:
    """The file of one emulator.

    Args:
        path: The path of the file; it is made if it is not there.
        app: The emulator.

    Raises:
        PersistError: It is no such file, of another version, or in use.
    """

    def __init__(self, path: Path, app: Starlette) -> None:
        self.path, self._app = path, app
        self._numbers: dict[int, int] = {}  # id of a thing → its row
        self._things: dict[int, Any] = {}  # row → the thing
        self._digests: dict[int, bytes] = {}  # row → the digest of what was written
        self._next = 1
        try:
            self._file = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
            try:
                self.new = self._open()
            except BaseException:
                self._file.close()
                raise
        except sqlite3.DatabaseError as error:
            reason = "it is no file of an emulator"
            if isinstance(error, sqlite3.OperationalError):
                reason = "another emulator uses it" if "locked" in str(error) else str(error)
            raise PersistError(f"Cannot use {path}: {reason}") from None

    def _open(self) -> bool:
        """Lock the file, and load what is in it. Whether it is new."""
        self._file.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._file.execute("BEGIN EXCLUSIVE")
        columns = "row INTEGER PRIMARY KEY, kind TEXT, state BLOB"
        self._file.execute(f"CREATE TABLE IF NOT EXISTS thing ({columns})")
        self._file.execute("COMMIT")
        known = self._file.execute("PRAGMA user_version").fetchone()[0]
        if known == FORMAT:
            self._load()
        elif known:
            raise PersistError(f"Cannot use {self.path}: another version of dify-ext has made it")
        return not known

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    async def keep(self) -> None:
        """Save whenever something may have changed. Saving takes a small share of the time."""
        state = state_of(self._app)
        seen: Any = None
        while True:
            now = (state.requests.total, state.runs_started, len(state.apps), bool(state.stops))
            took = 0.0
            if now != seen or state.stops:
                started = time.perf_counter()
                self.save()
                seen, took = now, time.perf_counter() - started
            await asyncio.sleep(max(LOOK, took / SHARE))

    def save(self) -> None:
        """Write what has changed."""
        state, console = state_of(self._app), console_of(self._app)
        root = {
            "state": {name: getattr(state, name) for name in _STATE},
            "console": {name: getattr(console, name) for name in _CONSOLE},
            "tokens": {name: getattr(console.tokens, name) for name in _TOKENS},
            "faults": [
                {one.name: getattr(rule, one.name) for one in fields(rule) if one.init}
                for rule in state.rules
            ],
        }
        waiting: list[Any] = []
        seen: set[int] = {0}

        def row_of(thing: Any) -> int:
            row = self._numbers.get(id(thing))
            if row is None:
                row = self._number(thing)
            if row not in seen:
                seen.add(row)
                waiting.append(thing)
            return row

        changed = [self._changed(0, "", root, row_of)]
        while waiting:
            thing = waiting.pop()
            row = self._numbers[id(thing)]
            changed.append(self._changed(row, type(thing).__name__, _state_of(thing), row_of))
        gone = [row for row in self._digests if row not in seen]
        rows = [row for row in changed if row is not None]
        self._file.execute("BEGIN")
        self._file.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", rows)
        self._file.executemany("DELETE FROM thing WHERE row = ?", [(row,) for row in gone])
        self._file.execute(f"PRAGMA user_version = {FORMAT}")
        self._file.execute("COMMIT")
        for row in gone:
            del self._digests[row], self._numbers[id(self._things.pop(row))]

    def _number(self, thing: Any) -> int:
        row, self._next = self._next, self._next + 1
        self._numbers[id(thing)], self._things[row] = row, thing
        return row

    def _changed(
        self, row: int, kind: str, state: Any, row_of: Callable[[Any], int]
    ) -> tuple[int, str, bytes] | None:
        buffer = io.BytesIO()
        _Pickler(buffer, row_of).dump(state)
        data = buffer.getvalue()
        digest = blake2b(data, digest_size=16).digest()
        if self._digests.get(row) == digest:
            return None
        self._digests[row] = digest
        return row, kind, data

    def _load(self) -> None:
        found = self._file.execute("SELECT row, kind, state FROM thing").fetchall()
        kinds: dict[str, type[Any]] = {kind.__name__: kind for kind in KINDS}
        try:
            for row, kind, _ in found:
                if row:
                    thing = object.__new__(kinds[kind])
                    self._numbers[id(thing)], self._things[row] = row, thing
            self._next = max((row for row, *_ in found), default=0) + 1
            root: dict[str, Any] = {}
            for row, _, data in found:
                loaded = _Unpickler(data, self._things).load()
                if not row:
                    root = loaded
                    continue
                for name, value in loaded.items():
                    setattr(self._things[row], name, value)
            self._restore(root)
        except (
            PersistError,
            pickle.UnpicklingError,
            LookupError,
            AttributeError,
            TypeError,
            EOFError,
        ) as error:
            raise PersistError(f"Cannot use {self.path}: it cannot be read ({error})") from error

    def _restore(self, root: dict[str, Any]) -> None:
        state, console = state_of(self._app), console_of(self._app)
        for owner, part in ((state, "state"), (console, "console"), (console.tokens, "tokens")):
            for name, value in root[part].items():
                setattr(owner, name, value)
        for settings in root["faults"]:
            state.rules.add(Fault(**settings))
        for app in dict.fromkeys(record.app for record in console.records.values()):
            app.active = 0
            for run in app.flow_runs.values():
                if run.finished_at is None:
                    run.status, run.error = "stopped", "The emulator was restarted."
                    run.finished_at = state.time()
        for form in state.forms.values():
            form.expired = form.expired or form.action is None


def _state_of(thing: Any) -> dict[str, Any]:
    names = getattr(thing, "__slots__", None) or vars(thing)
    return {name: getattr(thing, name) for name in names}
