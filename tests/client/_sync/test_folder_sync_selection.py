# Made from tests/client/_async/test_folder_sync_selection.py by scripts/regenerate: change that one.
"""Which files a sync takes, what it leaves alone, and what it tells on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from dify_ext import ConfigurationError, FileReport
from dify_ext.emulator import Emulator
from tests.client._sync.test_folder_sync import actions, base_of, client_of, names_in, put


def test_hidden_ignored_and_excluded_files_are_left_out(emulator: Emulator, tmp_path: Path) -> None:
    """Nested .gitignore files count; a pattern that begins with a dot takes hidden files."""
    put(tmp_path, a_txt="a", a_log="l", docs__b_md="b", docs__c_tmp="c", build__d_txt="d")
    (tmp_path / ".env").write_text("SECRET=1")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("c")
    (tmp_path / ".gitignore").write_text("*.log\n/build/\n")
    (tmp_path / "docs/.gitignore").write_text("*.tmp\n")
    with client_of(emulator) as dify:
        base = base_of(dify)
        report = dify.documents.sync_folder(base, tmp_path)
        assert actions(report) == {"a.txt": "created", "docs/b.md": "created"}
        report = dify.documents.sync_folder(base, tmp_path, exclude=["docs/"])
        assert actions(report) == {"a.txt": "unchanged"}
        (tmp_path / "docs/.notes.md").write_text("n")
        report = dify.documents.sync_folder(base, tmp_path, pattern=["*.txt", "**/.*.md"])
        assert set(actions(report)) == {"a.txt", "docs/.notes.md"}


def test_documents_of_left_out_files_are_left_alone(emulator: Emulator, tmp_path: Path) -> None:
    """They are not reported as vanished, and not deleted:
    their files are there, or nobody asked about them.
    """
    put(tmp_path, a_txt="a", b_html="b", docs__c_txt="c")
    with client_of(emulator) as dify:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path)
        (tmp_path / ".gitignore").write_text("*.html\n")
        (tmp_path / "a.txt").unlink()
        report = dify.documents.sync_folder(base, tmp_path, exclude="docs/", delete=True)
        assert actions(report) == {"a.txt": "deleted"}
        assert names_in(dify, base) == ["b.html", "docs%2Fc.txt"]


def test_a_dry_run_tells_what_would_be_done(emulator: Emulator, tmp_path: Path) -> None:
    """The action of each file, as the next run does it; nothing is changed, also not with delete=True."""
    put(tmp_path, a_txt="a", b_txt="b", c_txt="c")
    with client_of(emulator) as dify:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path)
        put(tmp_path, b_txt="changed", d_txt="d")
        (tmp_path / "c.txt").unlink()
        before = len(emulator.requests)
        dry = dify.documents.sync_folder(base, tmp_path, dry_run=True, delete=True, wait=True)
        assert {served.method for served in emulator.requests[before:]} == {"GET"}
        real = dify.documents.sync_folder(base, tmp_path, delete=True)
        assert actions(dry) == actions(real)
        assert set(actions(real).values()) == {"unchanged", "updated", "deleted", "created"}


def test_progress_knows_the_total(emulator: Emulator, tmp_path: Path) -> None:
    """From the first report on: files, and documents whose file is gone."""
    put(tmp_path, **{f"f{number}_txt": f"{number}" for number in range(9)})
    told: list[FileReport] = []
    with client_of(emulator) as dify:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path, progress=told.append)
        assert [(one.done, one.total) for one in told] == [(done, 9) for done in range(1, 10)]
        (tmp_path / "f0.txt").unlink()
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        told.clear()
        report = dify.documents.sync_folder(base, tmp_path, progress=told.append, dry_run=True)
        assert [(one.done, one.total) for one in told] == [(done, 10) for done in range(1, 11)]
        assert list(report) == told


def test_a_file_that_fails_later_is_told_again(tmp_path: Path) -> None:
    """With ``wait=True``: done and total stay as they were."""
    put(tmp_path, a_txt="a", b_txt="[[fail]]")
    told: list[FileReport] = []
    with Emulator(indexing_seconds=0.05) as emulator:
        with client_of(emulator) as dify:
            base = base_of(dify)
            report = dify.documents.sync_folder(base, tmp_path, wait=True, progress=told.append)
    assert [(one.done, one.total) for one in told] == [(1, 2), (2, 2), (2, 2)]
    assert told[-1].action == "failed"
    assert len(report.errors) == 1
    assert report.errors == list(report.errors)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"pattern": []}, "pattern"),
        ({"pattern": "/x"}, "pattern"),
        ({"exclude": "!"}, "exclude"),
        ({"pattern": 7}, "pattern=7 is no pattern"),
        ({"exclude": ["a", b"b"]}, "exclude=.* is no pattern"),
        ({"concurrency": 0}, "concurrency must be a whole number"),
        ({"concurrency": "4"}, "concurrency must be a whole number"),
        ({"chunk": 0}, "chunk must be a whole number"),
        ({"executor": 7}, "executor must be a concurrent.futures.Executor, not int"),
        ({"progress": 7}, "progress must be a function, not int"),
    ],
)
def test_an_option_that_cannot_be_used(
    emulator: Emulator, tmp_path: Path, options: dict[str, object], word: str
) -> None:
    """It is refused before any request."""
    with client_of(emulator) as dify:
        before = len(emulator.requests)
        with pytest.raises(ConfigurationError, match=word):
            dify.documents.sync_folder("kb", tmp_path, **options)  # type: ignore[arg-type]
        for folder in ("", None, b"/tmp"):  # not the present folder, for a variable that is empty
            with pytest.raises(ConfigurationError, match="folder must be the path of a folder"):
                dify.documents.sync_folder("kb", folder)  # type: ignore[arg-type]
        assert len(emulator.requests) == before
