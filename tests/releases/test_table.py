"""Which release has which operation: the spec, the documentation and the recordings say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.wire.changes import DOCUMENT
from tests.wire.recordings import Recording

from .recordings import PARTS, RELEASES, recordings
from .requests import HTTP_METHODS, operation_of
from .spec import lacks

DOCS = (Path(__file__).parents[2] / "docs/operations.md").read_text(encoding="utf-8")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_unknown(recording: Recording, path: str) -> bool | None:
    """Whether the server said that it does not know the path; None if that may have another reason."""
    if recording.status == 405:
        return True
    if recording.status != 404 or "text" not in recording.response:
        return False
    parts = zip(path.split("/"), recording.request["path"].split("/"), strict=True)
    ids = [part for name, part in parts if name.startswith("{") and name.endswith("_id}")]
    return True if all(_UUID.fullmatch(one) for one in ids) else None


def told() -> Iterator[tuple[str, str, str, bool]]:
    """Recording, operation, release, and whether the release has it."""
    for release in RELEASES:
        for recording in (one for part in PARTS for one in recordings(release, part)):
            found = operation_of(recording.request["method"], recording.request["path"])
            unknown = is_unknown(recording, found[0]) if found else None
            if found and unknown is not None:
                yield recording.name, found[1]["operationId"], release, not unknown


OPERATIONS = {
    operation["operationId"]: operation
    for item in DOCUMENT["paths"].values()
    for operation in (item[method] for method in HTTP_METHODS if method in item)
}


def test_the_spec_says_what_was_recorded() -> None:
    """No release was seen to have an operation that the spec says it lacks, nor the other way round."""
    rows = list(told())
    assert len(rows) > 1000
    assert {release for _, _, release, _ in rows} == set(RELEASES)
    wrong = [
        name for name, operation, release, has in rows if has is bool(lacks(release, OPERATIONS[operation]))
    ]
    assert wrong == []
    assert sum(not has for *_, has in rows) >= 15


def test_the_table_says_what_was_recorded() -> None:
    """Each method is on the releases that its row names; one without a row is on all."""
    section = DOCS.partition("## By release")[2]
    header, _, *lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if "|" in line
    ]
    assert tuple(header[1:]) == RELEASES
    table = {name: dict(zip(RELEASES, row[1:], strict=True)) for row in lines for name in row[0].split(", ")}
    rows = re.findall(r"^\| \S+ \S+ \| (`.+`)<br>low level: `(\w+)` \|", DOCS, re.MULTILINE)
    methods = {operation: names.split(", ") for names, operation in rows}
    methods["run_workflow_by_id"] = ["`workflows.run(workflow_id=)`", "`workflows.stream(workflow_id=)`"]
    other_ways = {operation["x-instead"] for operation in OPERATIONS.values() if "x-instead" in operation}
    for name, operation, release, has in told():
        instead = OPERATIONS[operation].get("x-instead")
        by_another_way = instead and not lacks(release, OPERATIONS[instead])
        for method in methods.get(operation, []) if operation not in other_ways else []:
            expected = "yes" if has or by_another_way else "–"
            assert table.get(method, {}).get(release, "yes") == expected, (name, method)
    assert len(table) > 50
