"""The file of ``FileTokenStore``: private, replaced as a whole, locked between processes."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dify_ext._console.token_entry import EMPTY, UNREADABLE, Change, Entry
from dify_ext.errors import ConfigurationError, TokenStoreError

_FORMAT: Final = 1
# Reading and writing takes milliseconds: a process that takes longer is stopped or broken.
_PATIENCE: Final = 5.0


def default_path(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The tokens of this user are in the system's folder for settings."""
    folder = environ.get("APPDATA" if platform == "win32" else "XDG_CONFIG_HOME", "")
    if not os.path.isabs(folder):
        try:
            folder = str(Path.home() / ("AppData/Roaming" if platform == "win32" else ".config"))
        except RuntimeError as error:
            raise ConfigurationError("this user has no home directory: pass FileTokenStore(path)") from error
    return Path(folder) / "dify-ext" / "tokens.json"


def given_path(path: str | os.PathLike[str]) -> Path:
    """The file of a user's choice; what can be no file is refused."""
    try:
        found = Path(path)
        if found.name and "\0" not in str(found):
            return found.expanduser().absolute()
        reason = "it names no file"
    except (TypeError, RuntimeError) as error:
        reason = str(error)
    raise ConfigurationError(f"FileTokenStore(path={path!r}): {reason}")


class TokenFile:
    """One JSON file with the entries of all keys, and a lock file beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock_path = path.with_name(f"{path.name}.lock")
        self._lock, self._unlock = _locks()

    def read(self, key: str) -> Entry:
        """An entry. The file is always whole, since it is never written in place."""
        with self._our_errors():
            return _entry(self._read(), key)

    def update(self, key: str, change: Change) -> Entry:
        """Change an entry in the file; gives the new one."""
        with self._our_errors(), self._alone():
            entries, now = self._read(), time.time()
            before = _entry(entries, key)
            entry = change(before, now)
            if entry != before:
                entries = {**(entries or {}), key: entry}
                kept = {name: one.to_dict() for name, old in entries.items() if (one := old.pruned(now))}
                self._write(json.dumps({"format": _FORMAT, "keys": kept}, indent=1).encode() + b"\n")
            return entry

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        self._make_folder()
        fd = _open(self._lock_path, os.O_RDWR | os.O_CREAT)
        try:
            until = time.monotonic() + _PATIENCE
            while not self._lock(fd):
                if time.monotonic() > until:
                    raise TokenStoreError(
                        f"{self._lock_path} is locked by a process that does not release it"
                    )
                time.sleep(0.002)
            try:
                yield
            finally:
                # Not only closed: a child that was forked meanwhile has the file open, too.
                self._unlock(fd)
        finally:
            os.close(fd)

    def _make_folder(self) -> None:
        folder = self.path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = folder.stat().st_mode
        if os.name == "posix" and mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise TokenStoreError(f"anybody can replace files in {folder}: run chmod o-w {folder}")

    def _read(self) -> dict[str, Entry] | None:
        """The entries of all keys; None if the file's content is not ours."""
        try:
            with open(_open(self.path, os.O_RDONLY), "rb") as file:
                data = json.loads(file.read())
            if data["format"] == _FORMAT:
                return {key: Entry.from_dict(entry) for key, entry in data["keys"].items()}
        except FileNotFoundError:
            return {}
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            pass
        return None

    def _write(self, text: bytes) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        new.unlink(missing_ok=True)  # of a writer that was killed
        with open(_open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # The folder is not synced: after a power failure the file is the old or the new one.
        if sys.platform == "win32":
            for _ in range(50):  # a reader is done in a moment
                with contextlib.suppress(PermissionError):
                    os.replace(new, self.path)
                    return
                time.sleep(0.01)
        os.replace(new, self.path)

    @contextlib.contextmanager
    def _our_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            link = error.errno == errno.ELOOP
            reason = "it is a symbolic link" if link else error.strerror or type(error).__name__
            raise TokenStoreError(f"{error.filename or self.path} cannot be used: {reason}") from error


def _entry(entries: Mapping[str, Entry] | None, key: str) -> Entry:
    return UNREADABLE if entries is None else entries.get(key, EMPTY)


def _locks() -> tuple[Callable[[int], Any], Callable[[int], None]]:
    try:
        from filelock import lock_descriptor, unlock_descriptor
    except ImportError as error:
        raise ConfigurationError(
            "FileTokenStore needs the package filelock 3.30 or later: pip install 'dify-ext[file]'"
        ) from error
    return lambda fd: lock_descriptor(fd, blocking=False), unlock_descriptor


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


def _machine() -> str:
    """The scope of a process id: the machine, on Linux also the namespace of a container."""
    try:
        return f"{platform.node()}/{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        return platform.node()


def holder_name(random: str) -> str:
    """A name for the holder of a lock, with its process."""
    return f"{_machine()} {os.getpid()} {random}"


def is_dead(holder: str) -> bool:
    """Whether the process of a holder has surely ended. Windows has no harmless way to ask."""
    machine, _, process = holder.partition(" ")
    pid = process.partition(" ")[0]
    if machine != _machine() or not pid.isdecimal() or sys.platform == "win32":
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        pass
    return False
