"""The file: private, whole or not there, refused where others could read or change it."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from filelock import lock_descriptor

from dify_ext._console import token_file as _token_file
from dify_ext.errors import ConfigurationError, TokenStoreError
from tests.redis.flavours import file_store, tokens


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store keeps its file."""
    return tmp_path / "made" / "tokens.json"


@pytest.fixture
def store(flavour: str, path: Path) -> Any:
    """A file store of each flavour."""
    return file_store(flavour, path)


async def saved(store: Any, key: str = "k", name: str = "one", ttl: float = 60) -> None:
    async with store.lock(key, 5.0) as fence:
        assert await store.save(key, tokens(name), ttl, fence) is True


def modes(folder: Path) -> dict[str, int]:
    return {found.name: found.stat().st_mode & 0o777 for found in folder.iterdir()}


async def test_all_that_is_made_is_private(store: Any, path: Path) -> None:
    """Whatever the umask: the folder is 0700,
    the file and the locks beside it 0600, and nothing else is left.
    """
    before = os.umask(0)
    try:
        await saved(store)
    finally:
        os.umask(before)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    found = modes(path.parent)
    assert set(found.values()) == {0o600}
    assert {"tokens.json", "tokens.json.lock"} <= set(found)
    assert all(name.endswith((".json", ".lock")) for name in found)
    assert await store.load("k") == tokens("one")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o666])
async def test_a_file_that_others_can_use(store: Any, path: Path, mode: int) -> None:
    """A file that others can read or write is refused, with the command that mends it."""
    await saved(store)
    path.chmod(mode)
    for call in (store.load("k"), store.save("k", tokens(), 60, 10**13), store.delete("k")):
        with pytest.raises(TokenStoreError, match=f"chmod 600 {path}"):
            await call
    path.chmod(0o600)
    assert await store.load("k") == tokens("one")


async def test_a_lock_that_others_can_use(store: Any, path: Path) -> None:
    """So is a lock: who can open it could hold us up."""
    await saved(store)
    for lock in path.parent.glob("*.lock"):
        lock.chmod(0o644)
        with pytest.raises(TokenStoreError, match=f"chmod 600 {lock}$"):
            async with store.lock("k", 5.0):
                pass
        lock.chmod(0o600)
    await saved(store)


async def test_somebody_elses_file(store: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another user is refused."""
    await saved(store)
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(TokenStoreError, match="belongs to another user"):
        await store.load("k")


async def test_a_folder_where_anybody_writes(store: Any, path: Path) -> None:
    """A folder in which others can replace the file is refused; one like /tmp is not."""
    path.parent.mkdir()
    path.parent.chmod(0o777)
    with pytest.raises(TokenStoreError, match="chmod o-w"):
        await store.save("k", tokens(), 60, 1)
    path.parent.chmod(0o1777)
    await saved(store)


async def test_links_folders_and_pipes(store: Any, path: Path, tmp_path: Path) -> None:
    """A link is not followed, a pipe not waited for, a folder no file."""
    path.parent.mkdir()
    (tmp_path / "elsewhere").touch(0o600)
    for make, why in (
        (lambda: path.symlink_to(tmp_path / "elsewhere"), "symbolic link"),
        (lambda: os.mkfifo(path, 0o600), "not a file"),
        (lambda: path.mkdir(0o700), "not a file"),
    ):
        make()
        with pytest.raises(TokenStoreError, match=why):
            await store.load("k")
        path.rmdir() if path.is_dir() else path.unlink()


async def test_what_the_disk_refuses(flavour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be made, or a full disk,
    is a TokenStoreError with its cause, and no lock stays.
    """
    (tmp_path / "file").touch()
    with pytest.raises(TokenStoreError) as caught:
        await saved(file_store(flavour, tmp_path / "file" / "tokens.json"))
    assert isinstance(caught.value.__cause__, OSError)
    store = file_store(flavour, tmp_path / "tokens.json")
    await saved(store)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(TokenStoreError, match="No space left"):
            await saved(store, name="two")
    assert await store.load("k") == tokens("one")
    with anyio.fail_after(2):
        await saved(store, name="three")
    assert await store.load("k") == tokens("three")


async def test_what_a_killed_writer_left(store: Any, path: Path) -> None:
    """The rest of a writer that was killed is no hindrance, and does not stay."""
    await saved(store)
    path.with_name("tokens.json.new").write_text('{"half')
    await saved(store, name="two")
    assert await store.load("k") == tokens("two")
    assert not path.with_name("tokens.json.new").exists()


def spoilt(text: str) -> dict[str, bytes]:
    """Ways for a file to be of no use."""
    good = json.loads(text)
    entry = good["keys"]["k"]

    def with_entry(changed: Any) -> bytes:
        return json.dumps({**good, "keys": {"k": changed}}).encode()

    return {
        "empty": b"",
        "half": text[: len(text) // 2].encode(),
        "bytes": b"\xff\xfe\x00",
        "deep": b"[" * 100_000,
        "list": b"[]",
        "null": b"null",
        "no keys": b'{"format":1}',
        "keys are a list": b'{"format":1,"keys":[]}',
        "foreign": json.dumps({**good, "format": 2}).encode(),
        "entry is none": with_entry("ACCESS"),
        "entry lacks": with_entry({"tokens": entry["tokens"]}),
        "fence is text": with_entry({**entry, "issued": "1"}),
        "fence is huge": with_entry({**entry, "written": 10**30}),
        "endless": with_entry({**entry, "until": float("inf")}),
        "time is huge": with_entry({**entry, "until": 10**400}),
        "tokens are none": with_entry({**entry, "tokens": {"access_token": "ACCESS-x"}}),
    }


async def test_garbage(store: Any, path: Path, flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is absent, said once without a word of it, and written over."""
    await saved(store)
    for case, content in spoilt(path.read_text()).items():
        path.write_bytes(content)
        again = file_store(flavour, path)
        for _ in range(2):
            assert await again.load("k") is None, case
        (record,) = caplog.records
        assert (record.name, record.levelname) == ("dify_ext", "WARNING")
        assert str(path) in record.getMessage()
        assert "ACCESS" not in record.getMessage()
        caplog.clear()
        await saved(again, name="new")
        assert await again.load("k") == tokens("new"), case
        assert not caplog.records


async def test_one_bad_entry_spoils_no_other(store: Any, path: Path) -> None:
    """An entry that cannot be read leaves the others as they are."""
    await saved(store, "good")
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, "keys": {**data["keys"], "bad": 7}}))
    assert await store.load("good") == tokens("one")
    assert await store.load("bad") is None
    await store.delete("bad")
    assert await store.load("good") == tokens("one")


async def test_what_has_expired_goes_with_the_next_writing(
    store: Any, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An expired value is absent, said once, and not in the file any more when that is written again."""
    await saved(store, "old", "old", ttl=1.0)  # the lock's own writing is still within it
    await anyio.sleep(1.0)
    for _ in range(2):
        assert await store.load("old") is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "expired" in caplog.text
    assert "ACCESS-old" in path.read_text()
    await saved(store, "new", "new")
    assert "ACCESS-old" not in path.read_text()


async def test_nothing_new_is_not_written(store: Any, path: Path) -> None:
    """Deleting what is not there, and a late save, leave the file untouched."""
    await saved(store)
    before = path.stat().st_ino
    await store.delete("never there")
    assert await store.save("k", tokens("early"), 60, 1) is False
    assert path.stat().st_ino == before


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By default in the user's folder for settings, as each system has it; a relative one is none."""
    monkeypatch.setenv("HOME", str(tmp_path))
    at = _token_file.default_path
    assert at({}, "linux") == tmp_path / ".config/dify-ext/tokens.json"
    assert at({"XDG_CONFIG_HOME": "/etc/me"}, "linux") == Path("/etc/me/dify-ext/tokens.json")
    assert at({"XDG_CONFIG_HOME": "relative"}, "linux") == tmp_path / ".config/dify-ext/tokens.json"
    assert at({"APPDATA": "/c/me"}, "win32") == Path("/c/me/dify-ext/tokens.json")
    assert at({}, "win32") == tmp_path / "AppData/Roaming/dify-ext/tokens.json"


async def test_default_and_home(flavour: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a path the default one, and ``~`` is the home directory."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    await saved(file_store(flavour))
    assert modes(tmp_path / "settings/dify-ext")["tokens.json"] == 0o600
    assert str(tmp_path / "mine.json") in repr(file_store(flavour, "~/mine.json"))


def test_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home directory is told to pass a path."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(ConfigurationError, match="FileTokenStore"):
        _token_file.default_path({}, "linux")


async def test_a_file_that_nobody_lets_go(
    store: Any, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a process keeps the file locked and does not go on,
    writing is an error after a while; reading works.
    """
    caplog.set_level(logging.DEBUG)
    await saved(store)
    monkeypatch.setattr(_token_file, "_PATIENCE", 0.05)
    held = os.open(path.with_name("tokens.json.lock"), os.O_RDWR)
    assert lock_descriptor(held, blocking=False)
    with pytest.raises(TokenStoreError, match="does not release it"):
        await store.delete("k")
    assert await store.load("k") == tokens("one")
    os.close(held)
    await store.delete("k")
    assert await store.load("k") is None


def test_without_filelock(monkeypatch: pytest.MonkeyPatch, flavour: str) -> None:
    """The error says what to install; so does that for an older filelock."""
    monkeypatch.setitem(sys.modules, "filelock", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'dify-ext\[file\]'"):
        file_store(flavour, "/nowhere/tokens.json")
