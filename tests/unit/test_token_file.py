"""The file of a token store, and which holders of a lock are known to be dead."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from filelock import lock_descriptor

from dify_ext._console import token_file
from dify_ext._console.token_entry import EMPTY, UNREADABLE, Entry
from dify_ext._console.token_file import TokenFile, default_path, given_path, holder_name, is_dead
from dify_ext.errors import ConfigurationError, TokenStoreError
from dify_ext.tokens import Tokens

TOKENS = Tokens("ACCESS", "REFRESH", 2e9, 2e9, "cookie", "CSRF", "__Host-")


@pytest.mark.parametrize("path", [7, b"/tmp/x", "", "/", "~nobody-has-this-name/x", "a\0b"])
def test_a_path_that_can_be_no_file(path: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"FileTokenStore\(path="):
        given_path(path)


def test_a_path_of_the_users_choice() -> None:
    assert given_path("x/tokens.json") == Path.cwd() / "x/tokens.json"
    assert given_path("~/tokens.json") == Path.home() / "tokens.json"


@pytest.fixture
def file(tmp_path: Path) -> TokenFile:
    """A file in a folder that is not made yet."""
    return TokenFile(tmp_path / "made" / "tokens.json")


def save(entry: Entry, now: float) -> Entry:
    return entry.save(TOKENS, 60, 1, now)


def delete(entry: Entry, now: float) -> Entry:
    return entry.delete()


def test_a_dead_holder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Known only of a process of this machine; one of another user lives."""
    name = holder_name("random")
    machine = name.rpartition(f" {os.getpid()} ")[0]
    assert not is_dead(name)
    assert is_dead(f"{machine} {2**22 + 1} random")
    assert is_dead(f"{machine} {10**30} random")
    assert not any(map(is_dead, ("", "garbage", f"{machine} x y", "other/1 4194305 z")))

    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert not is_dead(name)
    monkeypatch.setattr(os, "stat", lambda path: (_ for _ in ()).throw(FileNotFoundError()))
    assert holder_name("x").startswith(token_file.platform.node())


def test_a_file_keeps_entries(file: TokenFile) -> None:
    """Each change is written, and only a change; what cannot be read is unusable, and written over."""
    assert file.read("k") == EMPTY
    saved = file.update("k", save)
    assert file.read("k") == saved
    before = file.path.stat().st_ino
    assert file.update("k", lambda entry, now: entry) == saved
    assert file.path.stat().st_ino == before
    for foreign in ('{"format": 2, "keys": {}}', "{"):
        file.path.write_text(foreign)
        assert file.read("k") is UNREADABLE
    assert file.update("k", delete) == EMPTY
    assert file.read("k") == EMPTY


def test_a_file_that_is_held(file: TokenFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change waits, and gives up; a folder that others can change is refused."""
    file.update("k", save)
    monkeypatch.setattr(token_file, "_PATIENCE", 0.1)
    held = os.open(file.path.with_name("tokens.json.lock"), os.O_RDWR)
    lock_descriptor(held, blocking=False)
    with pytest.raises(TokenStoreError, match="does not release it"):
        file.update("k", delete)
    os.close(held)
    file.path.parent.chmod(0o777)
    with pytest.raises(TokenStoreError, match="chmod o-w"):
        file.update("k", delete)


def test_a_file_that_others_can_use(file: TokenFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link, another kind of file, another owner or open rights: refused, with the remedy."""
    file.update("k", save)
    file.path.chmod(0o640)
    with pytest.raises(TokenStoreError, match="chmod 600"):
        file.read("k")
    file.path.chmod(0o600)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: 4711)
        with pytest.raises(TokenStoreError, match="belongs to another user"):
            file.read("k")
        patch.setattr(sys, "platform", "win32")
        assert file.read("k").tokens == TOKENS
    file.path.rename(file.path.with_name("other"))
    file.path.symlink_to("other")
    with pytest.raises(TokenStoreError, match="symbolic link"):
        file.read("k")
    file.path.unlink()
    file.path.mkdir()
    with pytest.raises(TokenStoreError, match="not a file"):
        file.read("k")


def test_a_reader_on_windows_is_waited_for(file: TokenFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """An open file cannot be replaced there: a moment later it can, or it is an error."""
    replace, refusals = os.replace, iter([True, True])

    def busy(old: Any, new: Any) -> None:
        if next(refusals, False):
            raise PermissionError(13, "Permission denied")
        replace(old, new)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", busy)
    assert file.update("k", save).tokens == TOKENS
    refusals = iter([True] * 60)
    with pytest.raises(TokenStoreError, match="Permission denied"):
        file.update("k", delete)
    assert not is_dead(f"{holder_name('x').partition(' ')[0]} 4194305 x")


def test_where_it_is_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the user's folder for settings; a user without a home directory is told to pass a path."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path({}, "linux") == tmp_path / ".config/dify-ext/tokens.json"
    assert default_path({"XDG_CONFIG_HOME": "/etc/me"}, "linux") == Path("/etc/me/dify-ext/tokens.json")

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(ConfigurationError, match="FileTokenStore"):
        default_path({}, "linux")


def test_without_filelock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "filelock", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'dify-ext\[file\]'"):
        TokenFile(tmp_path / "tokens.json")
