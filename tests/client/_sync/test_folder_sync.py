# Made from tests/client/_async/test_folder_sync.py by scripts/regenerate: change that one.
"""A folder brought into a knowledge base: what is sent, what is left alone, and what is said of it."""

from __future__ import annotations

import os
import pickle
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dify_ext import (
    AuthenticationError,
    ConfigurationError,
    Dify,
    DifyError,
    FileReport,
    NotFoundError,
    SyncReport,
)
from dify_ext.emulator import Emulator
from tests.folder.at_work import AtWork

HIGH = {"indexing_technique": "high_quality", "process_rule": {"mode": "automatic"}}


def client_of(emulator: Emulator) -> Dify:
    return Dify(emulator.dataset_key, base_url=emulator.base_url)


def base_of(dify: Dify) -> str:
    """A new knowledge base; nobody has said how it indexes."""
    return (dify.datasets.create(f"kb {os.urandom(8).hex()}")).id


def put(folder: Path, **files: str) -> None:
    """Files by name, ``__`` for a folder's end and ``_`` for the dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def actions(report: SyncReport) -> dict[str | None, str]:
    """What became of each path; errors are none here."""
    assert [one.error for one in report if one.error] == []
    return {one.path: one.action for one in report}


def names_in(dify: Dify, base: str) -> list[str | None]:
    return sorted([document.name for document in dify.documents.list(base, limit=100)])


def test_new_unchanged_changed_and_vanished(emulator: Emulator, tmp_path: Path) -> None:
    """A new file is created, an unchanged one left alone,
    a changed one updated, a document without its file said.
    """
    put(tmp_path, a_txt="a", docs__b_md="b", docs__deep__c_txt="c")
    with client_of(emulator) as dify:
        base = base_of(dify)
        with dify.documents.sync_folder(base, tmp_path) as report:
            assert actions(report) == dict.fromkeys(["a.txt", "docs/b.md", "docs/deep/c.txt"], "created")
            assert (report.created, len(report), report.failed) == (3, 3, 0)
            first = {one.path: one for one in report}
        assert names_in(dify, base) == ["a.txt", "docs%2Fb.md", "docs%2Fdeep%2Fc.txt"]
        again = dify.documents.sync_folder(base, str(tmp_path))
        assert set(actions(again).values()) == {"unchanged"}

        put(tmp_path, a_txt="changed", docs__new_txt="n")
        (tmp_path / "docs/b.md").unlink()
        report = dify.documents.sync_folder(base, tmp_path)
        assert actions(report) == {
            "a.txt": "updated",
            "docs/b.md": "vanished",
            "docs/deep/c.txt": "unchanged",
            "docs/new.txt": "created",
        }
        assert (report.created, report.updated, report.unchanged, report.vanished) == (1, 1, 1, 1)
        by_path = {one.path: one for one in report}
        changed, vanished, same = by_path["a.txt"], by_path["docs/b.md"], by_path["docs/deep/c.txt"]
        assert (changed.name, changed.bytes, changed.document_id) == ("a.txt", 7, first["a.txt"].document_id)
        assert changed.batch
        assert (vanished.document_id, vanished.bytes) == (first["docs/b.md"].document_id, None)
        assert (same.batch, same.bytes) == (None, 1)
        document = dify.documents.get(base, changed.document_id or "")
        markers = [str(field.value) for field in document.doc_metadata or [] if field.name == "sync_sha256"]
        assert [marker.split()[0] for marker in markers] == [sha256(b"changed").hexdigest()]
        with dify.documents.download(base, changed.document_id or "") as download:
            assert download.read() == b"changed"


@pytest.mark.parametrize("version", ["1.8.1", "1.14.2", "1.16.0"])
def test_every_release_will_do(tmp_path: Path, version: str) -> None:
    """Old ones and new ones, each with its own ways."""
    put(tmp_path, a_txt="a", b_txt="b")
    with Emulator(indexing_seconds=0, version=version) as emulator:
        with client_of(emulator) as dify:
            base = base_of(dify)
            assert (dify.documents.sync_folder(base, tmp_path)).created == 2
            put(tmp_path, a_txt="changed", c_txt="c")
            (tmp_path / "b.txt").unlink()
            report = dify.documents.sync_folder(base, tmp_path, delete=True)
            assert actions(report) == {"a.txt": "updated", "b.txt": "deleted", "c.txt": "created"}
            assert (dify.documents.sync_folder(base, tmp_path)).unchanged == 2


def test_the_sync_of_a_folder_changes_nothing_the_second_time(emulator: Emulator, tmp_path: Path) -> None:
    """Then only questions are asked."""
    put(tmp_path, **{f"f{number}_txt": f"{number}" for number in range(7)})
    with client_of(emulator) as dify:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path)
        before = len(emulator.requests)
        dify.documents.sync_folder(base, tmp_path)
        assert [served.method for served in emulator.requests[before:]] == ["GET"] * 3


def test_documents_whose_file_is_gone_are_deleted_on_request_alone(
    emulator: Emulator, tmp_path: Path
) -> None:
    """Those of the pattern, those that a sync made; nobody else's."""
    put(tmp_path, a_txt="a", b_txt="b", docs__c_txt="c", docs__d_md="d")
    with client_of(emulator) as dify:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path, **HIGH)
        dify.documents.create_by_text(base, name="by hand.txt", text="t")
        for gone in ("b.txt", "docs/c.txt", "docs/d.md"):
            (tmp_path / gone).unlink()
        report = dify.documents.sync_folder(base, tmp_path, pattern="docs/*.txt", delete=True)
        assert actions(report) == {"docs/c.txt": "deleted"}
        dry = dify.documents.sync_folder(base, tmp_path, delete=True, dry_run=True)
        assert actions(dry) == {"a.txt": "unchanged", "b.txt": "deleted", "docs/d.md": "deleted"}
        assert names_in(dify, base) == ["a.txt", "b.txt", "by hand.txt", "docs%2Fd.md"]
        report = dify.documents.sync_folder(base, tmp_path, delete=True)
        assert (report.deleted, report.vanished, report.unchanged) == (2, 0, 1)
        assert names_in(dify, base) == ["a.txt", "by hand.txt"]


def test_a_dry_run_touches_nothing(emulator: Emulator, tmp_path: Path) -> None:
    """It asks, and says what would be done; no field is made for the markers."""
    put(tmp_path, a_txt="a", b_txt="b")
    with client_of(emulator) as dify:
        base = base_of(dify)
        before = len(emulator.requests)
        report = dify.documents.sync_folder(base, tmp_path, dry_run=True)
        assert report.dry_run
        assert actions(report) == {"a.txt": "created", "b.txt": "created"}
        assert {served.method for served in emulator.requests[before:]} == {"GET"}
        assert (dify.metadata.fields(base)).doc_metadata == []
        dify.documents.sync_folder(base, tmp_path)
        put(tmp_path, b_txt="B")
        report = dify.documents.sync_folder(base, tmp_path, dry_run=True)
        assert actions(report) == {"a.txt": "unchanged", "b.txt": "updated"}


def test_names_of_any_make_come_and_go(emulator: Emulator, tmp_path: Path) -> None:
    """What servers refuse in a name, what is no text, what is too long:
    each file has its document, found again.
    """
    long = "/".join(["folder " + "x" * 60] * 4)
    paths = [
        'we "ird".txt',
        "a:b?.md",
        "100% %2F.txt",
        "c*<|>.txt",
        "нов/说明.txt",
        "line\nbreak.txt",
        "back\\slash.txt",
    ]
    paths += [f"{long}/{number}.txt" for number in range(2)] + [os.fsdecode(b"caf\xe9.txt")]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(repr(path))
    with client_of(emulator) as dify:
        base = base_of(dify)
        report = dify.documents.sync_folder(base, tmp_path)
        assert actions(report) == dict.fromkeys(paths, "created")
        names = names_in(dify, base)
        assert len(set(names)) == len(paths)
        assert sorted(one.name or "" for one in report) == names
        assert set(actions(dify.documents.sync_folder(base, tmp_path)).values()) == {"unchanged"}
        for path in paths:
            (tmp_path / path).unlink()
        gone = dify.documents.sync_folder(base, tmp_path, pattern="**/*.txt")
        shortened = {path for path in paths if len(path) > 200}
        assert set(actions(gone)) == set(paths) - shortened - {"a:b?.md"}
        gone = dify.documents.sync_folder(base, tmp_path, delete=True)
        assert gone.deleted == len(paths)
        assert [one.path for one in gone if one.name and "%~" in one.name] == [None, None]
        assert names_in(dify, base) == []


def test_what_somebody_else_did_is_seen(emulator: Emulator, tmp_path: Path) -> None:
    """A document of a file's name, made by hand, becomes the file's; one whose content was replaced is
    sent again; what its metadata has beside the marker stays.
    """
    put(tmp_path, a_txt="a", b_txt="b")
    with client_of(emulator) as dify:
        base = base_of(dify)
        field = dify.metadata.create(base, "author", "string")
        by_hand = dify.documents.create_by_text(base, name="a.txt", text="other", **HIGH)
        author = {"id": field.id, "name": "author", "value": "me"}
        document_id = by_hand.document.id
        dify.metadata.update_documents(base, [{"document_id": document_id, "metadata_list": [author]}])
        report = dify.documents.sync_folder(base, tmp_path)
        assert actions(report) == {"a.txt": "updated", "b.txt": "created"}
        kept = {
            value.name: value.value for value in (dify.documents.get(base, document_id)).doc_metadata or []
        }
        assert kept["author"] == "me"
        assert "sync_sha256" in kept
        dify.documents.update_by_text(base, document_id, name="a.txt", text="other again")
        assert actions(dify.documents.sync_folder(base, tmp_path)) == {
            "a.txt": "updated",
            "b.txt": "unchanged",
        }
        assert names_in(dify, base) == ["a.txt", "b.txt"]


def test_what_fails_at_one_file_is_said_and_the_others_go_on(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A type that is refused, a file and a folder that cannot be read;
    a document in such a folder is not gone.
    """
    put(tmp_path, a_txt="a", closed__b_txt="b")
    with client_of(emulator) as dify:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path)
        put(tmp_path, program_exe="x")
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        scandir = os.scandir

        def refusing(path: str) -> Any:
            if path.endswith("closed"):
                raise PermissionError(13, "Permission denied", path)
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refusing)
        report = dify.documents.sync_folder(base, tmp_path, delete=True)
        monkeypatch.undo()
        assert (report.unchanged, report.failed, report.deleted, len(report)) == (1, 3, 0, 4)
        failed = {one.path: one for one in report.errors}
        assert isinstance(failed["program.exe"].error, DifyError)
        assert isinstance(failed["self.txt"].error, OSError)
        assert isinstance(failed["closed"].error, PermissionError)
        assert (failed["closed"].name, failed["program.exe"].bytes) == (None, 1)
        assert names_in(dify, base) == ["a.txt", "closed%2Fb.txt"]


@pytest.mark.parametrize("concurrency", [1, 6])
def test_no_more_files_are_at_work_than_asked_for(tmp_path: Path, concurrency: int) -> None:
    """As the server sees it; and so many indeed."""
    put(tmp_path, **{f"f{number}_txt": f"{number}" for number in range(24)})
    seen: list[int] = []
    emulator = Emulator(indexing_seconds=0)
    emulator.asgi.add_middleware(AtWork, seen=seen, at_once=concurrency)
    with emulator:
        with client_of(emulator) as dify:
            base = base_of(dify)
            report = dify.documents.sync_folder(base, tmp_path, concurrency=concurrency, **HIGH)
            assert (report.created, len(seen)) == (24, 24)
            assert max(seen) == concurrency


def test_progress_is_told_of_each_file_one_at_a_time(emulator: Emulator, tmp_path: Path) -> None:
    """With its report, never twice at once; what it raises ends the run and comes out as it is."""
    put(tmp_path, **{f"f{number}_txt": f"{number}" for number in range(20)})
    told: list[FileReport] = []
    telling = threading.Lock()

    def progress(report: FileReport) -> None:
        assert telling.acquire(blocking=False)
        told.append(report)
        telling.release()

    def refuse(report: FileReport) -> None:
        told.append(report)
        raise LookupError("enough")

    with client_of(emulator) as dify:
        base = base_of(dify)
        report = dify.documents.sync_folder(base, tmp_path, progress=progress)
        assert sorted(told, key=repr) == sorted(report, key=repr)
        assert len(told) == 20
        told.clear()
        with pytest.raises(LookupError, match="enough"):
            dify.documents.sync_folder(base, tmp_path, progress=refuse)
        assert len(told) < 20


def test_waiting_for_the_index(tmp_path: Path) -> None:
    """``wait=True`` comes back when all that was sent is indexed,
    and says what was not; that is sent again.
    """
    put(tmp_path, a_txt="a", b_txt="[[fail]]")
    with Emulator(indexing_seconds=0.2) as emulator:
        with client_of(emulator) as dify:
            base = base_of(dify)
            report = dify.documents.sync_folder(base, tmp_path, wait=True)
            assert (report.created, report.failed) == (1, 1)
            (failed,) = report.errors
            assert (failed.path, failed.name) == ("b.txt", "b.txt")
            statuses = {document.name: document.indexing_status for document in dify.documents.list(base)}
            assert statuses == {"a.txt": "completed", "b.txt": "error"}
            put(tmp_path, b_txt="better")
            report = dify.documents.sync_folder(base, tmp_path, wait=True)
            assert actions(report) == {"a.txt": "unchanged", "b.txt": "updated"}
            assert names_in(dify, base) == ["a.txt", "b.txt"]


def test_a_document_that_is_being_indexed_is_waited_for(tmp_path: Path) -> None:
    """A server refuses to change it: its file's turn comes when it is done."""
    put(tmp_path, a_txt="a")
    with Emulator(indexing_seconds=0.3) as emulator:
        with client_of(emulator) as dify:
            base = base_of(dify)
            dify.documents.sync_folder(base, tmp_path)
            put(tmp_path, a_txt="changed")
            report = dify.documents.sync_folder(base, tmp_path)
            assert actions(report) == {"a.txt": "updated"}
            refused = [
                served for served in emulator.requests if served.status == 400 and "update" in served.path
            ]
            assert refused
            assert actions(dify.documents.sync_folder(base, tmp_path)) == {"a.txt": "unchanged"}


def test_a_document_that_was_put_away_is_left_alone(emulator: Emulator, tmp_path: Path) -> None:
    """Somebody has disabled or archived it: that is said, and it is neither changed nor deleted."""
    put(tmp_path, a_txt="a", b_txt="b")
    with client_of(emulator) as dify:
        base = base_of(dify)
        report = dify.documents.sync_folder(base, tmp_path)
        ids = {one.path: one.document_id or "" for one in report}
        dify.documents.set_status(base, "disable", ids["a.txt"])
        dify.documents.set_status(base, "archive", ids["b.txt"])
        put(tmp_path, a_txt="changed")
        (tmp_path / "b.txt").unlink()
        report = dify.documents.sync_folder(base, tmp_path, delete=True)
        assert {one.path: one.action for one in report} == {"a.txt": "failed", "b.txt": "failed"}
        assert "not available" in str(report.errors[0].error)
        assert names_in(dify, base) == ["a.txt", "b.txt"]


def test_what_would_fail_at_every_file_is_raised(emulator: Emulator, tmp_path: Path) -> None:
    """A key that is refused, a knowledge base that is not there, a folder that is none: at once."""
    put(tmp_path, a_txt="a")
    with client_of(emulator) as dify:
        base = base_of(dify)
        with pytest.raises(NotFoundError):
            dify.documents.sync_folder("00000000-0000-4000-8000-000000000000", tmp_path)
        with pytest.raises(AuthenticationError):
            dify.with_options(api_key="dataset-wrong").documents.sync_folder(base, tmp_path)
        before = len(emulator.requests)
        with pytest.raises(ConfigurationError, match="cannot read the folder"):
            dify.documents.sync_folder(base, tmp_path / "nothing", delete=True)
        with pytest.raises(ConfigurationError, match="concurrency"):
            dify.documents.sync_folder(base, tmp_path, concurrency=0)
        with pytest.raises(ConfigurationError, match="pattern"):
            dify.documents.sync_folder(base, tmp_path, pattern="../*")
        assert len(emulator.requests) == before


def test_how_to_index_may_be_said(emulator: Emulator, tmp_path: Path) -> None:
    """The options reach the server; where a knowledge base has its form of documents, that is taken."""
    put(tmp_path, a_txt="a")
    rules = {
        "mode": "custom",
        "rules": {
            "pre_processing_rules": [{"id": "remove_extra_spaces", "enabled": True}],
            "segmentation": {"separator": "\n", "max_tokens": 77, "chunk_overlap": 0},
        },
    }
    with client_of(emulator) as dify:
        base = base_of(dify)
        report = dify.documents.sync_folder(
            base, tmp_path, indexing_technique="economy", process_rule=rules, doc_language="Chinese"
        )
        (created,) = report
        document = dify.documents.get(base, created.document_id or "")
        assert document.doc_language == "Chinese"
        assert "77" in str(document.to_dict()["document_process_rule"])
        assert (dify.datasets.get(base)).indexing_technique == "economy"
        plain = base_of(dify)
        dify.documents.sync_folder(plain, tmp_path)
        assert (dify.datasets.get(plain)).indexing_technique == "high_quality"


class Pickled(ThreadPoolExecutor):
    """A worker that gets copies, as one in another process does."""

    def __init__(self) -> None:
        super().__init__(1)
        self.sent: list[bytes] = []

    def submit(self, work: Any, /, *args: Any, **options: Any) -> Future[Any]:
        sent = pickle.dumps((work, args))
        self.sent.append(sent)

        def run() -> Any:
            task, given = pickle.loads(sent)
            return pickle.loads(pickle.dumps(task(*given)))

        return super().submit(run)


def test_an_executor(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its workers send the files, with the key of their environment; no task has it."""
    monkeypatch.setenv("DIFY_API_KEY", emulator.dataset_key)
    put(tmp_path, a_txt="a", docs__b_md="b", c_txt="c")
    told: list[int | None] = []
    with Pickled() as pool:
        with client_of(emulator) as dify:
            base = base_of(dify)
            report = dify.documents.sync_folder(
                base, tmp_path, executor=pool, chunk=2, progress=lambda file: told.append(file.done)
            )
            assert actions(report) == dict.fromkeys(["a.txt", "c.txt", "docs/b.md"], "created")
            assert sorted(names_in(dify, base), key=str) == ["a.txt", "c.txt", "docs%2Fb.md"]
            put(tmp_path, a_txt="changed")
            again = dify.documents.sync_folder(base, tmp_path, executor=pool, chunk=2)
            assert (again.updated, again.unchanged, again.created) == (1, 2, 0)
    assert told == [1, 2, 3]
    assert len(pool.sent) == 4
    assert not [sent for sent in pool.sent if emulator.dataset_key.encode() in sent]
