"""The files of a folder on this machine: found one after another, and read on their way to the server."""

from __future__ import annotations

import io
import os
from collections.abc import Generator
from hashlib import sha256
from typing import Any

import attrs

from dify_ext._folder_sync.plan import Pattern, State
from dify_ext.errors import ConfigurationError

_CHUNK = 64 * 1024


@attrs.frozen
class Found:
    """A file: ``path`` below the folder (with ``/``), and where it is. With ``error`` one that cannot be looked at, or
    a folder that cannot be listed (``is_folder``).
    """

    path: str
    where: str
    error: OSError | None = None
    is_folder: bool = False


def walk(folder: str | os.PathLike[str], pattern: Pattern) -> Generator[Found, None, None]:
    """The files that are meant, in no order, each folder listed as it is come to and never held in memory.

    Links to files are files, links to folders are not followed: so there are no circles. What is neither file nor
    folder, or is gone in between, is passed over. A folder that is not there, or cannot be listed itself, is a
    :class:`ConfigurationError`, at once: an empty list in its place would look as if all its files had vanished.
    """
    top = Found("", os.path.abspath(folder))
    try:
        os.scandir(top.where).close()
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"cannot read the folder {os.fspath(folder)!r}: {getattr(error, 'strerror', None) or error}"
        ) from error
    return _walk(top, pattern)


def _walk(top: Found, pattern: Pattern) -> Generator[Found, None, None]:
    opened: list[tuple[Found, Any, State]] = []  # the folders from the top to where the walk is

    def enter(folder: Found, state: State) -> Found | None:
        try:
            opened.append((folder, os.scandir(folder.where), state))
        except OSError as error:
            if folder is top or not isinstance(error, FileNotFoundError):
                return attrs.evolve(folder, error=error, is_folder=True)
        return None

    failed = enter(top, pattern.start)
    try:
        while failed or opened:
            if failed:
                yield failed
                failed = None
                continue
            folder, entries, state = opened[-1]
            try:
                entry = next(entries, None)
            except OSError as error:
                entry, failed = None, attrs.evolve(folder, error=error, is_folder=True)
            if entry is None:
                opened.pop()[1].close()
                continue
            found = Found(f"{folder.path}/{entry.name}" if folder.path else entry.name, entry.path)
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError as error:  # what it is cannot be known: what is below it may be there
                failed = attrs.evolve(found, error=error, is_folder=True)
                continue
            if is_folder:
                inside = pattern.enter(state, entry.name)
                failed = enter(found, inside) if inside else None
            elif pattern.takes(state, entry.name):
                try:
                    is_file = entry.is_file()
                except OSError as error:
                    is_file, found = True, attrs.evolve(found, error=error)
                if is_file:
                    yield found
    finally:
        for _, entries, _ in opened:
            entries.close()


class Reading:
    """A file while it is sent: what is read is hashed on the way, so that the hash is that of what was sent, whatever
    becomes of the file meanwhile. It is opened by :meth:`read_through`.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._file: io.FileIO | None = None
        self._hash = sha256()
        self._end = 0
        self.shrank = False
        """Whether it ended before the end it once had: somebody cut it short."""

    @property
    def _opened(self) -> io.FileIO:
        if self._file is None:
            self._file = io.FileIO(self._where)
        return self._file

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, where the hash begins anew."""
        self._hash = sha256()
        place = self._opened.seek(offset, whence)
        self._end = max(self._end, place)
        return place

    def tell(self) -> int:
        """Where it stands."""
        return self._opened.tell()

    def read(self, size: int = -1) -> bytes:
        """Bytes from where it stands."""
        chunk = self._opened.read(size)
        self._hash.update(chunk)
        if not chunk and self._opened.tell() < self._end:
            self.shrank = True
        return chunk

    def read_through(self) -> tuple[str, int]:
        """Open it, read it to its end and go back: the hash, and the size in bytes."""
        self.seek(0)
        while self.read(_CHUNK):
            pass
        read = self.sha, self.tell()
        self.seek(0)
        return read

    @property
    def sha(self) -> str:
        """The SHA-256 of what was read since the beginning."""
        return self._hash.hexdigest()

    def close(self) -> None:
        """Close it, if it is open."""
        if self._file is not None:
            self._file.close()
