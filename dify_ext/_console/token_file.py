"""The file of ``FileTokenStore``: private, replaced as a whole, locked between processes. It blocks, briefly."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs

from dify_ext._console.token_table import TokenTable
from dify_ext.errors import ConfigurationError, TokenStoreError
from dify_ext.tokens import Tokens

# Reading and writing takes milliseconds: a process that holds the file for longer is stopped or broken.
_PATIENCE: Final = 5.0


def default_path(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the tokens of this user are kept: in the system's folder for settings."""
    folder = environ.get("APPDATA" if platform == "win32" else "XDG_CONFIG_HOME", "")
    if not os.path.isabs(folder):
        try:
            folder = str(Path.home() / ("AppData/Roaming" if platform == "win32" else ".config"))
        except RuntimeError as error:
            raise ConfigurationError("this user has no home directory: pass FileTokenStore(path)") from error
    return Path(folder) / "dify-ext" / "tokens.json"


@attrs.define(eq=False)
class Holder:
    """Who waits for the lock of a key, or holds it by an open file: the system unlocks it when a process dies."""

    fd: int | None = None
    left: bool = False
    mutex: threading.Lock = attrs.field(factory=threading.Lock)


class TokenFile:
    """One JSON file with the tokens of all keys, and lock files beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock_path = path.with_name(f"{path.name}.lock")
        self._lock, self._unlock = _locks()

    def load(self, key: str) -> Tokens | None:
        """The tokens under a key. The file is always whole, since it is never written in place."""
        with _our_errors(self.path):
            return self._read().load(key, time.time())

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens; False if a later fence has saved."""
        with self._transaction() as table:
            return table.save(key, tokens, ttl, fence, time.time())

    def delete(self, key: str) -> None:
        """Forget tokens."""
        with self._transaction() as table:
            table.delete(key, time.time())

    def attempt(self, key: str, holder: Holder, lease: float) -> int | None:
        """Lock a key; gives the fence, or None if another holds it whose lease runs."""
        path = self.path.with_name(f"{self.path.name}.{hashlib.sha256(key.encode()).hexdigest()[:16]}.lock")
        fd = fence = None
        try:
            # All in a transaction: table and lock file never tell others different things.
            with self._transaction() as table:
                fd = self._open_locked(path, 0.0)
                if fd is not None:
                    fence = table.lock(key, lease, time.time())
                elif not table.is_locked(key, time.time()):
                    # The holder lives, but its lease is over: the next lock is another file. Windows
                    # removes no open file: there a holder that hangs is waited for.
                    with suppress(PermissionError):
                        path.unlink(missing_ok=True)
            with holder.mutex:
                # The task that waits may have been cancelled while this runs in a thread.
                if not holder.left:
                    holder.fd, fd = fd, None
                    return fence
        finally:
            self._close(fd)
        return None

    def leave(self, holder: Holder) -> None:
        """Unlock the key, if it is locked, and never lock it again for this holder."""
        with holder.mutex:
            holder.left = True
            fd, holder.fd = holder.fd, None
        self._close(fd)

    @contextmanager
    def _transaction(self) -> Iterator[TokenTable]:
        """The table of the file, locked against other processes; it is written at the end if it has changed."""
        with _our_errors(self.path):
            self._make_folder()
            fd = self._open_locked(self._lock_path, _PATIENCE)
            if fd is None:
                raise TokenStoreError(f"{self._lock_path} is held by a process that does not go on")
            try:
                table = self._read()
                before = table.dumps(time.time())
                yield table
                after = table.dumps(time.time())
                if after != before:
                    self._write(after.encode())
            finally:
                self._close(fd)

    def _make_folder(self) -> None:
        folder = self.path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = folder.stat().st_mode
        if os.name == "posix" and mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise TokenStoreError(f"anybody can replace files in {folder}: run chmod o-w {folder}")

    def _open_locked(self, path: Path, patience: float) -> int | None:
        """A lock file, open and locked; None if another has it for ``patience`` seconds."""
        fd = _open(path, os.O_RDWR | os.O_CREAT)
        locked = False
        try:
            until = time.monotonic() + patience
            while not (locked := self._lock(fd)) and time.monotonic() < until:
                time.sleep(0.002)
        finally:
            if not locked:
                os.close(fd)
        return fd if locked else None

    def _close(self, fd: int | None) -> None:
        if fd is not None:
            try:
                # Unlocked, not only closed: a child that was forked meanwhile has the file open, too.
                self._unlock(fd)
            finally:
                os.close(fd)

    def _read(self) -> TokenTable:
        try:
            fd = _open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return TokenTable()
        with open(fd, "rb") as file:
            return TokenTable.loads(file.read())

    def _write(self, text: bytes) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        new.unlink(missing_ok=True)  # of a writer that was killed
        with open(_open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _replace(new, self.path)


def _locks() -> tuple[Callable[[int], bool], Callable[[int], None]]:
    """What locks and unlocks an open file on this system."""
    try:
        from filelock import lock_descriptor, unlock_descriptor
    except ImportError as error:
        raise ConfigurationError(
            "FileTokenStore needs the package filelock 3.30 or later: pip install 'dify-ext[file]'"
        ) from error
    return lambda fd: lock_descriptor(fd, blocking=False), unlock_descriptor


@contextmanager
def _our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        link = error.errno == errno.ELOOP
        reason = "it is a symbolic link" if link else error.strerror or type(error).__name__
        raise TokenStoreError(f"{error.filename or path} cannot be used: {reason}") from error


def _open(path: Path, flags: int) -> int:
    """Open a private file; no link is followed, and a pipe is not waited for."""
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    fd = os.open(path, flags, 0o600)
    try:
        _refuse_shared(path, os.fstat(fd))
    except BaseException:
        os.close(fd)
        raise
    return fd


def _refuse_shared(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise TokenStoreError(f"{path} is not a file")
    if sys.platform == "win32":
        return  # the rights of the user's own folders hold there
    if found.st_uid != os.geteuid():
        raise TokenStoreError(
            f"{path} belongs to another user: remove it, or pass FileTokenStore(path) a path of your own"
        )
    if found.st_mode & 0o077:
        raise TokenStoreError(f"others can read or write {path}: run chmod 600 {path}")


def _replace(new: Path, old: Path) -> None:
    # The folder is not synced: after a power failure the file is the old one or the new one; both are fine.
    if sys.platform == "win32":
        for _ in range(50):  # a reader is done in a moment
            with suppress(PermissionError):
                os.replace(new, old)
                return
            time.sleep(0.01)
    os.replace(new, old)
