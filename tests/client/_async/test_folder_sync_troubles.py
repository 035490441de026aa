"""A sync that is killed, cut off or badly served:
nothing twice, nothing lost, the next run puts right the rest.
"""

from __future__ import annotations

from pathlib import Path

# async only
import anyio

# end async only
import httpx
import pytest

from dify_ext import ConfigurationError, ConnectionFailed, NotFoundError, ResponseDecodeError
from dify_ext._async.uploads import AsyncUploadStream
from dify_ext.emulator import Emulator
from tests.client._async.folder_road import (
    HIGH,
    AsyncRoad,
    Server,
    actions,
    base_of,
    client_on,
    failing,
    once,
    put,
)


async def test_a_run_that_ends_between_creation_and_mark(
    emulator: Emulator, rival: Server, tmp_path: Path
) -> None:
    """The next run finds the document, sends it again,
    since nobody knows what it holds, and makes no second one.
    """
    put(tmp_path, a_txt="a")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)
        road.before = once("/documents/metadata", failing(LookupError("killed")))
        with pytest.raises(LookupError, match="killed"):
            await dify.documents.sync_folder(base, tmp_path)
        (document_id,) = [document["id"] for document in rival.documents(base)]
        assert rival.markers(base) == {}
        assert actions(await dify.documents.sync_folder(base, tmp_path)) == {"a.txt": "updated"}
        assert list(rival.markers(base)) == [document_id]


@pytest.mark.parametrize("path", ["create-by-file", "update-by-file", "/documents/metadata"])
async def test_an_answer_that_is_lost(emulator: Emulator, rival: Server, tmp_path: Path, path: str) -> None:
    """Whether the request ran is found out; the file is there, once, and has its marker."""
    put(tmp_path, a_txt="a")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)
        if path == "update-by-file":
            await dify.documents.sync_folder(base, tmp_path)
            put(tmp_path, a_txt="b")
        lost: list[str] = []

        def lose(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if request.url.path.endswith(path) and response.is_success and not lost:
                lost.append(path)
                raise httpx.ReadError("reset")
            return response

        road.after = lose
        report = await dify.documents.sync_folder(base, tmp_path)
        assert lost
        assert list(actions(report)) == ["a.txt"]
        assert len(rival.documents(base)) == len(rival.markers(base)) == 1
        assert actions(await dify.documents.sync_folder(base, tmp_path)) == {"a.txt": "unchanged"}


async def test_a_server_that_is_gone_is_said_at_each_file(emulator: Emulator, tmp_path: Path) -> None:
    """After some tries; what was done stays done."""
    put(tmp_path, a_txt="a", b_txt="b")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)

        def gone(request: httpx.Request) -> httpx.Response | None:
            if request.url.path.endswith("create-by-file"):
                raise httpx.ConnectError("refused")
            return None

        road.before = gone
        report = await dify.documents.sync_folder(base, tmp_path)
        assert report.failed == 2
        assert all(isinstance(one.error, ConnectionFailed) for one in report.errors)
        road.before = lambda request: None
        assert (await dify.documents.sync_folder(base, tmp_path)).created == 2


async def test_a_list_that_moves_while_it_is_read(emulator: Emulator, tmp_path: Path) -> None:
    """A document that slipped through is found when the list is read once more;
    one that repeats itself is an error.
    """
    put(tmp_path, a_txt="a", b_txt="b")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)
        await dify.documents.sync_folder(base, tmp_path)
        lists = 0

        def slip(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            nonlocal lists
            if not request.url.path.endswith("/documents"):
                return response
            lists += 1
            answer = response.json()
            return httpx.Response(
                200, json={**answer, "data": answer["data"][1:] if lists == 1 else answer["data"]}
            )

        road.after = slip
        assert set(actions(await dify.documents.sync_folder(base, tmp_path)).values()) == {"unchanged"}
        assert lists > 1
        known = (await dify.documents.list(base)).data

        def repeat(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not request.url.path.endswith("/documents"):
                return response
            answer = {**response.json(), "has_more": True, "total": 10_000}
            return httpx.Response(200, json={**answer, "data": [document.to_dict() for document in known]})

        road.after = repeat
        with pytest.raises(ResponseDecodeError):
            await dify.documents.sync_folder(base, tmp_path)


async def test_two_runs_that_make_the_field_at_once(emulator: Emulator, tmp_path: Path) -> None:
    """The slower one takes the faster one's; a refusal with another reason is raised."""
    put(tmp_path, a_txt="a")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)
        await dify.metadata.create(base, "sync_sha256", "string")
        looks: list[str] = []

        def not_yet(request: httpx.Request) -> httpx.Response | None:
            if request.method == "GET" and request.url.path.endswith("/metadata"):
                looks.append("look")
                if len(looks) == 1:
                    return httpx.Response(200, json={"doc_metadata": [], "built_in_field_enabled": False})
            return None

        road.before = not_yet
        assert (await dify.documents.sync_folder(base, tmp_path)).created == 1
        assert len(looks) == 2
        assert len((await dify.metadata.fields(base)).doc_metadata or []) == 1


async def test_a_document_that_becomes_available_a_moment_later(emulator: Emulator, tmp_path: Path) -> None:
    """Refused, and yet available when it is asked why:
    it is tried once more; refused again, it has another reason.
    """
    put(tmp_path, a_txt="a")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)
        await dify.documents.sync_folder(base, tmp_path)
        refusals: list[str] = []

        def refuse(request: httpx.Request) -> httpx.Response | None:
            if not request.url.path.endswith("update-by-file") or len(refusals) >= most:
                return None
            refusals.append("no")
            return httpx.Response(400, json={"code": "invalid_param", "message": "no", "status": 400})

        road.before, most = refuse, 1
        put(tmp_path, a_txt="changed")
        assert actions(await dify.documents.sync_folder(base, tmp_path)) == {"a.txt": "updated"}
        put(tmp_path, a_txt="changed again")
        most = 9
        assert (await dify.documents.sync_folder(base, tmp_path)).failed == 1
        assert len(refusals) == 3


async def test_a_server_that_names_documents_its_own_way(
    emulator: Emulator, rival: Server, tmp_path: Path
) -> None:
    """No later run would find it: the document goes again, and the file is said to have failed."""
    put(tmp_path, a_txt="a")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)

        def rename(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not (request.url.path.endswith("create-by-file") and response.is_success):
                return response
            answer = response.json()
            answer["document"]["name"] = "A.TXT"
            return httpx.Response(200, json=answer)

        road.after = rename
        report = await dify.documents.sync_folder(base, tmp_path)
        assert "'A.TXT'" in str(report.errors[0].error)
        assert rival.documents(base) == []


async def test_a_knowledge_base_that_goes_while_it_is_filled(
    emulator: Emulator, rival: Server, tmp_path: Path
) -> None:
    """It is no single file's matter."""
    put(tmp_path, a_txt="a", b_txt="b")
    road = AsyncRoad()
    dify, http = client_on(emulator, road)
    async with http:
        base = await base_of(dify)
        road.before = once("create-by-file", lambda request: rival.http.delete(f"/{base}") and None)
        with pytest.raises(NotFoundError):
            await dify.documents.sync_folder(base, tmp_path, concurrency=1)


async def test_a_file_that_changes_while_it_is_sent(
    emulator: Emulator, rival: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker is of what was sent, so that the next run sees the rest;
    one that is cut short fails alone.
    """
    put(tmp_path, a_txt="before", b_txt="0123456789")
    dify, http = client_on(emulator, AsyncRoad())
    prepare = AsyncUploadStream.prepare
    changes: list[dict[str, str]] = []

    async def changed(stream: AsyncUploadStream) -> None:
        """The file changes after it was looked at, and before it is read to be sent."""
        if changes:
            put(tmp_path, **changes.pop())
        await prepare(stream)

    monkeypatch.setattr(AsyncUploadStream, "prepare", changed)
    async with http:
        base = await base_of(dify)
        changes.append({"a_txt": "after!"})
        report = await dify.documents.sync_folder(base, tmp_path, pattern="a.txt", **HIGH)
        assert actions(report) == {"a.txt": "created"}
        assert actions(await dify.documents.sync_folder(base, tmp_path, pattern="a.txt")) == {
            "a.txt": "unchanged"
        }
        changes.append({"b_txt": "012"})
        report = await dify.documents.sync_folder(base, tmp_path, pattern="b.txt")
        (failed,) = report.errors
        assert isinstance(failed.error, ConfigurationError)
        assert "changed while it was sent" in str(failed.error)


# async only
async def test_a_run_that_is_cancelled(emulator: Emulator, tmp_path: Path) -> None:
    """It ends where it is, closes what it opened (a warning would be an error), and may be begun again."""
    put(tmp_path, **{f"f{number}_txt": f"{number}" for number in range(50)})
    dify, http = client_on(emulator, AsyncRoad())
    async with http:
        base = await base_of(dify)
        seen: list[object] = []
        with anyio.CancelScope() as scope:
            await dify.documents.sync_folder(
                base, tmp_path, progress=lambda one: seen.append(one) or (len(seen) == 10 and scope.cancel())
            )
        assert scope.cancelled_caught
        report = await dify.documents.sync_folder(base, tmp_path)
        assert report.failed == 0
        assert len(report) == 50
        assert report.unchanged >= 10


# end async only
