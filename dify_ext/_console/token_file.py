"""The file behind ``FileTokenStore``: private, replaced as a whole, locked between processes. It blocks, briefly."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from dify_ext._console.token_table import TokenTable
from dify_ext.errors import ConfigurationError, TokenStoreError
from dify_ext.tokens import Tokens

# Reading and writing takes milliseconds: who holds the file for longer is stopped or broken.
_PATIENCE: Final = 5.0

if sys.platform == "win32":
    import msvcrt

    # What is locked on Windows cannot be read: a byte far behind the text.
    _FAR = 2**30

    def _try_lock(fd: int) -> bool:
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(fd: int) -> None:
        # Said, not left to closing: a child that was forked meanwhile has the file open too.
        fcntl.flock(fd, fcntl.LOCK_UN)


def default_path(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the tokens of this user are kept: in the folder for settings that the system has."""
    folder = environ.get("APPDATA" if platform == "win32" else "XDG_CONFIG_HOME", "")
    if not os.path.isabs(folder):
        try:
            folder = str(Path.home() / ("AppData/Roaming" if platform == "win32" else ".config"))
        except RuntimeError as error:
            raise ConfigurationError("this user has no home directory: pass FileTokenStore(path)") from error
    return Path(folder) / "dify-ext" / "tokens.json"


class TokenFile:
    """One JSON file with the tokens of all keys, and lock files beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock_path = path.with_name(f"{path.name}.lock")

    def load(self, key: str) -> Tokens | None:
        """The tokens under a key; what is there is always whole, for it is never written in place."""
        with _our_errors(self.path):
            return self._read().load(key, time.time())

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens; False where a later fence has written."""
        with self.transaction() as table:
            return table.save(key, tokens, ttl, fence, time.time())

    def delete(self, key: str) -> None:
        """Forget tokens."""
        with self.transaction() as table:
            table.delete(key, time.time())

    def lock(self, key: str) -> KeyLock:
        """The lock of one key, not held yet."""
        name = hashlib.sha256(key.encode()).hexdigest()[:16]
        return KeyLock(self, key, self.path.with_name(f"{self.path.name}.{name}.lock"))

    @contextmanager
    def transaction(self) -> Iterator[TokenTable]:
        """What is in the file, nobody else's meanwhile; what became of it is written at the end."""
        with _our_errors(self.path):
            self._make_folder()
            with self._alone():
                table = self._read()
                before = table.dumps(time.time())
                yield table
                after = table.dumps(time.time())
                if after != before:
                    self._write(after.encode())

    def _make_folder(self) -> None:
        folder = self.path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = folder.stat().st_mode
        if os.name == "posix" and mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise TokenStoreError(f"anybody can replace files in {folder}: run chmod o-w {folder}")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        fd = _open(self._lock_path, os.O_RDWR | os.O_CREAT)
        try:
            patience = time.monotonic() + _PATIENCE
            while not _try_lock(fd):
                if time.monotonic() > patience:
                    raise TokenStoreError(
                        f"{self._lock_path} is held by another process, which does not go on"
                    )
                time.sleep(0.002)
            try:
                yield
            finally:
                _unlock(fd)
        finally:
            os.close(fd)

    def _read(self) -> TokenTable:
        try:
            fd = _open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return TokenTable()
        with open(fd, "rb") as file:
            text = file.read()
        return TokenTable.loads(text)

    def _write(self, text: bytes) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        new.unlink(missing_ok=True)  # of a writer that was killed
        with open(_open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _replace(new, self.path)


class KeyLock:
    """A lock on one key, held by an open file: the system drops it with its holder's process."""

    def __init__(self, file: TokenFile, key: str, path: Path) -> None:
        self._file = file
        self._key = key
        self._path = path
        self._guard = threading.Lock()
        self._fd: int | None = None
        self._left = False

    def attempt(self, lease: float) -> int | None:
        """The fence, and the lock is held; None where another holds it, whose lease runs."""
        fd = fence = None
        try:
            # All in a transaction: what the lock file says and who holds it never differ for others.
            with self._file.transaction() as table:
                fd = self._take(lease)
                if fd is not None:
                    fence = table.next_fence(self._key, time.time())
            with self._guard:
                # Who waits may be cancelled while this runs in a thread.
                if not self._left:
                    self._fd, fd = fd, None
                    return fence
        finally:
            if fd is not None:
                _let_go(fd)
        return None

    def leave(self) -> None:
        """Let it go, if it is held, and never hold it again."""
        with self._guard:
            self._left = True
            fd, self._fd = self._fd, None
        if fd is not None:
            _let_go(fd)

    def _take(self, lease: float) -> int | None:
        fd = _open(self._path, os.O_RDWR | os.O_CREAT)
        taken = False
        try:
            taken = _try_lock(fd)
            if taken:
                os.lseek(fd, 0, os.SEEK_SET)
                os.ftruncate(fd, 0)
                os.write(fd, f"{time.time() + lease:.3f}\n".encode())
                return fd
            over = not _lease_of(fd) > time.time()  # garbage may be no number at all
        except BaseException:
            taken = False
            raise
        finally:
            if not taken:
                os.close(fd)
        if over:
            # The holder lives, but has had its time: the next lock is another file. Windows removes no file that is
            # open: there a holder that hangs is waited for.
            with suppress(PermissionError):
                self._path.unlink(missing_ok=True)
        return None


def _lease_of(fd: int) -> float:
    os.lseek(fd, 0, os.SEEK_SET)
    try:
        return float(os.read(fd, 32))
    except ValueError:
        return 0.0


def _let_go(fd: int) -> None:
    try:
        _unlock(fd)
    finally:
        os.close(fd)


@contextmanager
def _our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        link = error.errno == errno.ELOOP
        reason = "it is a symbolic link" if link else error.strerror or type(error).__name__
        raise TokenStoreError(f"{error.filename or path} cannot be used: {reason}") from error


def _open(path: Path, flags: int) -> int:
    """Open a file that is nobody else's business; no link is followed, and a pipe is not waited for."""
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
        raise TokenStoreError(f"{path} is no file")
    if sys.platform == "win32":
        return  # the rights of the user's own folders hold there
    if found.st_uid != os.geteuid():
        raise TokenStoreError(
            f"{path} belongs to another user: remove it, or pass FileTokenStore(path) a path of your own"
        )
    if found.st_mode & 0o077:
        raise TokenStoreError(f"others can read or write {path}: run chmod 600 {path}")


def _replace(new: Path, old: Path) -> None:
    # The folder is not synced: after a power failure the file is the old one or the new one, and either will do.
    if sys.platform == "win32":
        for _ in range(50):  # who reads it at the moment is done in another
            with suppress(PermissionError):
                os.replace(new, old)
                return
            time.sleep(0.01)
    os.replace(new, old)
