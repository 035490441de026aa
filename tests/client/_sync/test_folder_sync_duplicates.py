# Made from tests/client/_async/test_folder_sync_duplicates.py by scripts/regenerate: change that one.
"""A name that came to have two documents, and runs that race: one document is left, and holds the file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from dify_ext.emulator import Emulator
from tests.client._sync.folder_road import (
    HIGH,
    Road,
    Server,
    actions,
    base_of,
    client_on,
    failing,
    once,
    put,
)


def test_a_creation_that_comes_to_its_end_late(emulator: Emulator, rival: Server, tmp_path: Path) -> None:
    """A killed run's creation that the server finishes after this run has listed:
    the oldest of the two stays, and holds the file.
    """
    put(tmp_path, a_txt="a", b_txt="b")
    road = Road()
    dify, http = client_on(emulator, road)
    with http:
        base = base_of(dify)
        late: list[str] = []

        def arrive(request: httpx.Request) -> httpx.Response | None:
            if not late and request.url.path.endswith("create-by-file"):
                late.append(rival.create(base, "a.txt", b"what it was before"))
                late.append(rival.create(base, "a.txt", b"what it was before"))
            return None

        road.before = arrive
        report = dify.documents.sync_folder(base, tmp_path, concurrency=1, **HIGH)
        assert actions(report) == {"a.txt": "created", "b.txt": "created"}
        assert report.duplicates == 1
        assert sorted(document["name"] for document in rival.documents(base)) == ["a.txt", "b.txt"]
        assert {one.document_id for one in report} == set(rival.markers(base))
        assert late[0] in rival.markers(base)
        assert set(actions(dify.documents.sync_folder(base, tmp_path)).values()) == {"unchanged"}


def test_duplicates_that_were_left_are_cleaned_up(emulator: Emulator, rival: Server, tmp_path: Path) -> None:
    """By the next run, though it creates nothing:
    those with a marker, those of the file's size; a stranger's stays.
    """
    put(tmp_path, a_txt="content")
    dify, http = client_on(emulator, Road())
    with http:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path)
        (first,) = rival.markers(base)
        duplicates = [rival.create(base, "a.txt", b"content"), rival.create(base, "a.txt", b"a stranger's")]
        report = dify.documents.sync_folder(base, tmp_path)
        assert actions(report) == {"a.txt": "unchanged"}
        assert report.duplicates == 1
        assert [document["id"] for document in rival.documents(base)] == [duplicates[1], first]
        # Now the oldest is one without a marker, and the one with a marker is too many.
        rival.delete(base, first)
        dify.documents.sync_folder(base, tmp_path)
        assert list(rival.markers(base)) == [duplicates[1]]
        rival.create(base, "a.txt", b"content")
        put(tmp_path, a_txt="new")  # what was left is of the size that the file had then
        report = dify.documents.sync_folder(base, tmp_path)
        assert actions(report) == {"a.txt": "updated"}
        assert report.duplicates == 1
        assert [document["id"] for document in rival.documents(base)] == [duplicates[1]]
        assert list(rival.markers(base)) == [duplicates[1]]


def test_a_duplicate_gets_a_marker_before_it_is_changed(
    emulator: Emulator, rival: Server, tmp_path: Path
) -> None:
    """A change takes away the sign that a program made it:
    a run that is killed there leaves it known as ours.
    """
    put(tmp_path, a_txt="content")
    road = Road()
    dify, http = client_on(emulator, road)
    with http:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path, pattern="none")
        older = rival.create(base, "a.txt", b"1")
        newer = rival.create(base, "a.txt", b"content")
        road.before = once("update-by-file", failing(LookupError("killed")))
        with pytest.raises(LookupError):
            dify.documents.sync_folder(base, tmp_path)
        assert rival.markers(base) == {older: "pending"}
        report = dify.documents.sync_folder(base, tmp_path)
        assert (report.updated, report.duplicates) == (1, 1)
        assert list(rival.markers(base)) == [older]
        assert newer not in [document["id"] for document in rival.documents(base)]


def test_duplicates_stay_if_the_one_that_stays_cannot_be_put_right(
    emulator: Emulator, rival: Server, tmp_path: Path
) -> None:
    """Nothing is deleted before the file is surely there; the file's report says what failed."""
    put(tmp_path, a_txt="content")
    road = Road()
    dify, http = client_on(emulator, road)
    with http:
        base = base_of(dify)
        late: list[str] = []

        def arrive(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not late and request.method == "POST" and request.url.path.endswith("/documents/metadata"):
                # One that is older than ours, yet came to light later: ours is made anew behind it.
                (ours,) = rival.markers(base)
                rival.delete(base, ours)
                late.append(rival.create(base, "a.txt", b"other"))
                late.append(rival.create(base, "a.txt", b"content"))
                (tmp_path / "a.txt").unlink()
            return response

        road.after = arrive
        report = dify.documents.sync_folder(base, tmp_path, **HIGH)
        (failed,) = report.errors
        assert (failed.path, type(failed.error)) == ("a.txt", FileNotFoundError)
        assert sorted(document["id"] for document in rival.documents(base)) == sorted(late)


def test_a_document_that_another_run_deletes(emulator: Emulator, rival: Server, tmp_path: Path) -> None:
    """Before its marker, before its change, before its deletion:
    the file is brought anew, and what is gone is gone.
    """
    put(tmp_path, a_txt="a", b_txt="b")
    road = Road()
    dify, http = client_on(emulator, road)
    with http:
        base = base_of(dify)

        def delete(request: httpx.Request) -> None:
            rival.delete(base, rival.documents(base)[0]["id"])

        road.before = once("/documents/metadata", delete)
        report = dify.documents.sync_folder(base, tmp_path, pattern="a.txt", **HIGH)
        assert actions(report) == {"a.txt": "created"}
        put(tmp_path, a_txt="changed")
        road.before = once("update-by-file", delete)
        assert actions(dify.documents.sync_folder(base, tmp_path, pattern="a.txt")) == {"a.txt": "updated"}
        assert [document["name"] for document in rival.documents(base)] == ["a.txt"]
        (document_id,) = rival.markers(base)
        (tmp_path / "a.txt").unlink()
        road.before = once(document_id, delete)
        report = dify.documents.sync_folder(base, tmp_path, pattern="a.txt", delete=True)
        assert actions(report) == {"a.txt": "deleted"}
        assert rival.documents(base) == []


def test_another_run_that_brought_the_same(emulator: Emulator, rival: Server, tmp_path: Path) -> None:
    """A document that is gone when it is to be changed,
    and another in its place with the same content: that is it.
    """
    put(tmp_path, a_txt="a")
    road = Road()
    dify, http = client_on(emulator, road)
    with http:
        base = base_of(dify)
        dify.documents.sync_folder(base, tmp_path)
        (document_id,) = rival.markers(base)
        put(tmp_path, a_txt="changed")
        other, other_http = client_on(emulator, Road())
        found: list[str] = []

        def replace(request: httpx.Request) -> None:
            rival.delete(base, document_id)
            created = rival.create(base, "a.txt", b"changed")
            upload = rival.documents(base)[0]["data_source_info"]["upload_file_id"]
            (field,) = rival.http.get(f"/{base}/metadata").json()["doc_metadata"]
            value = f"{sha256(b'changed').hexdigest()} {upload}"
            entry = {"id": field["id"], "name": field["name"], "value": value}
            operation = {"document_id": created, "metadata_list": [entry]}
            rival.http.post(
                f"/{base}/documents/metadata", json={"operation_data": [operation]}
            ).raise_for_status()
            found.append(created)

        with other_http:
            road.before = once("update-by-file", replace)
            report = dify.documents.sync_folder(base, tmp_path)
            assert [(one.action, one.document_id) for one in report] == [("updated", found[0])]
            assert actions(other.documents.sync_folder(base, tmp_path)) == {"a.txt": "unchanged"}
