"""The files of a folder: found before a sync, and read while they are sent."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from hashlib import sha256

import attrs

from dify_ext._folder_sync.selection import GITIGNORE, Selection
from dify_ext.errors import ConfigurationError

_CHUNK = 64 * 1024


@attrs.frozen
class Found:
    """A file by its path below the folder (with ``/``).

    ``error``: it could not be read; ``is_folder``: it is a folder that could not be listed.
    """

    path: str
    error: OSError | None = None
    is_folder: bool = False


def find_files(folder: str | os.PathLike[str], selection: Selection) -> list[Found]:
    """The selected files, in the order of their paths.

    Links to files are files; links to folders are not followed, so there are no circles. An entry
    that is neither file nor folder, or has vanished meanwhile, is left out.

    Raises:
        ConfigurationError: The folder itself cannot be listed. An empty list would look as if all
            files had vanished.
    """
    top = os.path.abspath(folder)
    try:
        os.scandir(top).close()
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"cannot read the folder {os.fspath(folder)!r}: {getattr(error, 'strerror', None) or error}"
        ) from error
    found: list[Found] = []
    folders = [""]
    while folders:
        path = folders.pop()
        try:
            for entry in _entries(top, path, selection):
                inside = f"{path}/{entry.name}" if path else entry.name
                try:
                    is_folder = entry.is_dir(follow_symlinks=False)
                except OSError as error:  # files may be below it
                    found.append(Found(inside, error, is_folder=True))
                    continue
                if is_folder:
                    if selection.enters(inside):
                        folders.append(inside)
                elif selection.takes(inside):
                    found += _file(entry, inside)
        except OSError as error:
            if not path or not isinstance(error, FileNotFoundError):
                found.append(Found(path, error, is_folder=True))
    return sorted(found, key=lambda one: one.path)


def _entries(top: str, path: str, selection: Selection) -> Iterator[os.DirEntry[str]]:
    where = os.path.join(top, path)
    with contextlib.closing(os.scandir(where)) as entries:
        if (text := _gitignore(where)) is not None:
            selection.add_gitignore(path, text)
        yield from entries


def _gitignore(where: str) -> str | None:
    try:
        # Names of files may have bytes that are no UTF-8, and so may patterns.
        with open(os.path.join(where, GITIGNORE), encoding="utf-8-sig", errors="surrogateescape") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _file(entry: os.DirEntry[str], path: str) -> list[Found]:
    try:
        return [Found(path)] if entry.is_file() else []
    except OSError as error:
        return [Found(path, error)]


class Reading(io.FileIO):
    """A file while it is sent, hashed as it is read: it may change meanwhile."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._hash = sha256()
        self._end = 0
        self.shrank = False
        """Whether it ended early: another program cut it short."""

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a position, from which a new hash begins."""
        self._hash = sha256()
        place = super().seek(offset, whence)
        self._end = max(self._end, place)
        return place

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes."""
        chunk = super().read(-1 if size is None else size) or b""
        self._hash.update(chunk)
        if not chunk and self.tell() < self._end:
            self.shrank = True
        return chunk

    def read_through(self) -> tuple[str, int]:
        """Read it to its end and go back; gives the hash and the size in bytes."""
        self.seek(0)
        while self.read(_CHUNK):
            pass
        result = self.sha, self.tell()
        self.seek(0)
        return result

    @property
    def sha(self) -> str:
        """The SHA-256 of the bytes since the last :meth:`seek`."""
        return self._hash.hexdigest()
