"""The files of a folder: all of them, each once, whatever the tree is like; and the hash of what was read."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dify_ext._core.uploads import Upload
from dify_ext._folder_sync.files import Found, Reading, find_files
from dify_ext._folder_sync.selection import Selection
from dify_ext.errors import ConfigurationError


def make(folder: Path, *paths: str) -> None:
    """Files that hold their own path."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)


def paths(folder: Path, pattern: str = "**/*") -> list[str]:
    """The files that are found."""
    return [found.path for found in find_files(folder, Selection(pattern))]


def found_in(folder: str | Path) -> list[Found]:
    return find_files(folder, Selection("**/*"))


class Entries:
    """``os.scandir`` that fails: at a folder of some name, or after its first entry."""

    def __init__(self, entries: Iterator[Any], error: OSError) -> None:
        self.entries, self.error, self.given = entries, error, 0

    def __iter__(self) -> Entries:
        return self

    def __next__(self) -> Any:
        if self.given:
            raise self.error
        self.given += 1
        return next(self.entries)

    def close(self) -> None:
        self.entries.close()  # type: ignore[attr-defined]


def test_all_files_are_found_each_once(tmp_path: Path) -> None:
    """In all folders but hidden ones, in order."""
    make(tmp_path, "b/c.txt", "a.txt", "b/.d/e f.md", ".g", "b/d/e f.md")
    (tmp_path / "empty").mkdir()
    assert paths(tmp_path) == ["a.txt", "b/c.txt", "b/d/e f.md"]
    assert paths(tmp_path, "b/*") == ["b/c.txt"]
    assert paths(tmp_path, "*/c.txt") == ["b/c.txt"]


def test_links_to_files_are_files_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """So there are no circles; a link to nothing, and what is no file, are passed over."""
    make(tmp_path, "real/a.txt")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "real/a.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "real/up").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    assert paths(tmp_path) == ["linked.txt", "real/a.txt"]


def test_a_folder_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    """Not there, or a file: before anything is found;
    an empty list would look as if all files had vanished.
    """
    make(tmp_path, "a.txt")
    for folder in (tmp_path / "nothing", tmp_path / "a.txt", "a\0b"):
        with pytest.raises(ConfigurationError, match="cannot read the folder"):
            found_in(folder)


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are gone on with; one that is gone in between is no matter."""
    make(tmp_path, "a.txt", "closed/b.txt", "gone/c.txt", "open/d.txt")
    scandir = os.scandir

    def failing(path: str) -> Iterator[Any]:
        if path.endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        if path.endswith("gone"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", failing)
    found = {one.path: one for one in found_in(tmp_path)}
    assert sorted(found) == ["a.txt", "closed", "open/d.txt"]
    assert found["closed"].is_folder
    assert isinstance(found["closed"].error, PermissionError)
    assert not found["a.txt"].is_folder


def test_a_folder_that_fails_half_way_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before it failed is kept; the top itself may fail."""
    make(tmp_path, "b/1", "b/2", "b/3")
    scandir = os.scandir
    error = OSError(errno.EIO, "Input/output error")
    monkeypatch.setattr(os, "scandir", lambda path: Entries(scandir(path), error))
    first, second, third = found_in(tmp_path)
    assert [first, second] == [Found("", error, is_folder=True), Found("b", error, is_folder=True)]
    assert third.path.startswith("b/")


def test_a_file_that_cannot_be_looked_at_is_said(tmp_path: Path) -> None:
    """A link in a circle is neither file nor folder, and no reason to stop."""
    make(tmp_path, "a.txt")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = {one.path: one.error for one in found_in(tmp_path)}
    assert found["a.txt"] is None
    assert set(found) == {"a.txt", "self"}
    assert isinstance(found["self"], OSError)


def test_a_gitignore_that_cannot_be_read(tmp_path: Path) -> None:
    """Its folder fails: nobody knows which files were to be left out."""
    make(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "b/.gitignore").mkdir()
    first, second = found_in(tmp_path)
    assert (first.path, second.path, second.is_folder) == ("a.txt", "b", True)
    assert isinstance(second.error, IsADirectoryError)


def test_what_is_read_is_hashed(tmp_path: Path) -> None:
    """Through to the end; and again from the beginning, as an upload does it."""
    content = os.urandom(200_000)
    (tmp_path / "a.bin").write_bytes(content)
    reading = Reading(str(tmp_path / "a.bin"))
    assert reading.read_through() == (sha256(content).hexdigest(), len(content))
    upload = Upload.of(("a.bin", reading))
    assert (upload.size, upload.resendable, upload.start) == (len(content), True, 0)
    for _ in range(2):
        reading.seek(upload.start)
        sent = b"".join(iter(lambda: reading.read(4096), b""))
        assert (sent, reading.sha, reading.shrank) == (content, sha256(content).hexdigest(), False)
    reading.close()


def test_the_hash_is_of_what_was_read_whatever_becomes_of_the_file(tmp_path: Path) -> None:
    """A file that changes or grows after the first look has the hash of what was sent."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    reading = Reading(str(path))
    before, size = reading.read_through()
    path.write_bytes(b"after!, and longer")
    assert reading.read(size) == b"after!"
    assert before != reading.sha == sha256(b"after!").hexdigest()
    reading.close()


def test_a_file_that_shrinks_is_noticed(tmp_path: Path) -> None:
    """It ends before the end that was measured; one that was empty all along does not."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789")
    reading = Reading(str(path))
    reading.seek(0, io.SEEK_END)
    reading.seek(0)
    assert reading.read(5) == b"01234"
    os.truncate(path, 5)
    assert reading.read(5) == b""
    assert reading.shrank
    reading.close()
    path.write_bytes(b"")
    empty = Reading(str(path))
    assert empty.read_through() == (sha256().hexdigest(), 0)
    assert not empty.shrank
    empty.close()


def test_a_file_that_cannot_be_read_is_an_os_error(tmp_path: Path) -> None:
    """As the system says it."""
    with pytest.raises(FileNotFoundError):
        Reading(str(tmp_path / "nothing"))


def test_an_entry_of_which_nobody_knows_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems that do not say so in a list may refuse to say it at all:
    that entry fails, and may be a folder.
    """
    make(tmp_path, "a.txt", "b.txt")

    class Unknown:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path = entry.name, entry.path
            self.is_file = entry.is_file

        def is_dir(self, *, follow_symlinks: bool) -> bool:
            if self.name == "a.txt":
                raise PermissionError(errno.EACCES, "no")
            return False

    class Entries:
        def __init__(self, entries: Any) -> None:
            self._entries, self.close = entries, entries.close

        def __iter__(self) -> Entries:
            return self

        def __next__(self) -> Unknown:
            return Unknown(next(self._entries))

    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: Entries(scandir(path)))
    found = {one.path: one for one in found_in(tmp_path)}
    assert found.keys() == {"a.txt", "b.txt"}
    assert (type(found["a.txt"].error), found["a.txt"].is_folder) == (PermissionError, True)
    assert (found["b.txt"].error, found["b.txt"].is_folder) == (None, False)
