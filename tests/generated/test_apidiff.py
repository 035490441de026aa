"""``scripts/regenerate --diff``: what changed in the API, in words, and what of it breaks users."""

from __future__ import annotations

import copy
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.codegen import main
from scripts.codegen.apidiff import EMPTY, compare, spec_at
from scripts.codegen.bundle import bundle
from scripts.codegen.problems import Problem

from .conftest import HERE

Document = dict[str, Any]


@pytest.fixture
def old() -> Document:
    return bundle(HERE / "mini/spec")


@pytest.fixture
def new(old: Document) -> Document:
    return copy.deepcopy(old)


def told(old: Document, new: Document) -> list[str]:
    return [str(change).strip() for change in compare(old, new)]


def test_nothing_changed(old: Document, new: Document) -> None:
    new["components"]["schemas"]["Thing"]["description"] = "Said better."
    assert told(old, new) == []


def test_operations_come_go_and_move(old: Document, new: Document) -> None:
    paths = new["paths"]
    paths["/v1/pictures"] = paths.pop("/v1/things/picture")
    paths["/v2"] = {"post": {**paths["/v1/things"].pop("post"), "operationId": "add_more"}}
    assert told(old, new) == [
        "operation add_more (POST /v2) is new",
        "BREAKING  operation add_thing (POST /v1/things) is gone",
        "BREAKING  operation get_picture moved from GET /v1/things/picture to GET /v1/pictures",
    ]


def test_parameters_bodies_and_answers(old: Document, new: Document) -> None:
    get, change = (new["paths"]["/v1/things/{thing_id}"][method] for method in ("get", "patch"))
    get["parameters"][0]["required"] = True
    get["parameters"][1]["schema"] = {"type": "string"}
    get["parameters"][2] = {"name": "must", "in": "query", "required": True, "schema": {"type": "string"}}
    get["parameters"].append({"name": "may", "in": "query", "schema": {"type": "string"}})
    get["tags"] = ["others"]
    get["responses"]["409"] = {"$ref": "#/components/responses/Failed"}
    change["requestBody"]["required"] = True
    change["responses"]["200"]["content"]["application/json"]["schema"]["items"] = {"type": "integer"}
    del change["responses"]["204"]
    assert told(old, new) == [
        "BREAKING  operation change_thing: the body is now required",
        "BREAKING  operation change_thing: the answer 200 changed from application/json list of string"
        " to application/json list of integer",
        "BREAKING  operation change_thing: 204 is not documented any more",
        "BREAKING  operation get_thing moved from tag things to others",
        "BREAKING  operation get_thing: query parameter colour changed from Colour to string",
        "BREAKING  operation get_thing: query parameter deep is now required",
        "operation get_thing: new optional query parameter may",
        "BREAKING  operation get_thing: new required query parameter must",
        "BREAKING  operation get_thing: query parameter tags is gone",
        "operation get_thing: answers 409 too (application/json Error)",
    ]


def test_a_body_comes_and_goes(old: Document, new: Document) -> None:
    paths = new["paths"]
    paths["/v1/things/picture"]["get"]["requestBody"] = paths["/v1/things"]["post"].pop("requestBody")
    assert told(old, new) == [
        "BREAKING  operation add_thing: takes no body any more",
        "BREAKING  operation get_picture: now takes a body (multipart/form-data NewThing)",
    ]


def test_fields(old: Document, new: Document) -> None:
    """Error is only read, NewThing only sent: what breaks the one does not break the other."""
    schemas = new["components"]["schemas"]
    schemas["Error"] |= {"required": ["code"]}
    schemas["Error"]["properties"] = {"code": {"type": "string"}, "message": {"type": ["string", "integer"]}}
    sent = schemas["NewThing"]
    sent["required"] = ["file", "user", "when"]
    sent["properties"] |= {"when": {"type": "string"}, "count": {"type": ["string", "integer"]}}
    del sent["properties"]["small"]
    schemas["Colour"]["enum"] = ["red", "green", "pink"]
    schemas["Fresh"] = {"type": "object"}
    del schemas["GoneEvent"]
    assert told(old, new) == [
        "schema Colour: value 'blue' is gone",
        "schema Colour: value 'pink' is new",
        "schema Error: new required field code (string)",
        "BREAKING  schema Error: field message changed from null or string to integer or string",
        "schema Fresh is new",
        "BREAKING  schema GoneEvent is gone",
        "schema NewThing: field count changed from integer to integer or string",
        "BREAKING  schema NewThing: field small is gone",
        "BREAKING  schema NewThing: new required field when (string)",
    ]


def test_required_means_another_thing_to_who_sends_and_who_reads(old: Document, new: Document) -> None:
    schemas = new["components"]["schemas"]
    schemas["NewThing"]["required"] = ["file", "count"]
    schemas["Error"]["required"] = ["message"]
    assert told(old, new) == [
        "schema Error: field message is now required",
        "BREAKING  schema NewThing: field count is now required",
        "schema NewThing: field user is now optional",
    ]
    assert [change.breaking for change in compare(new, old)] == [True, False, True]


def test_null_is_absence_where_absence_is_allowed(old: Document, new: Document) -> None:
    schemas = new["components"]["schemas"]
    schemas["Owner"]["properties"]["name"] = {"type": ["string", "null"]}
    assert told(old, new) == []
    schemas["Thing"]["properties"]["id"] = {"type": ["string", "null"]}
    assert told(old, new) == ["BREAKING  schema Thing: field id changed from string to null or string"]


def test_everything_is_new_where_there_was_no_spec(old: Document) -> None:
    changes = compare(EMPTY, old)
    assert "operation get_thing (GET /v1/things/{thing_id}) is new" in [change.what for change in changes]
    assert not any(change.breaking for change in changes)


def test_a_revision_of_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From no spec to the first, to a changed one; an unknown revision is said."""
    options = ("-c", "user.name=t", "-c", "user.email=t@t.invalid", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=")

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *options, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("commit", "--allow-empty", "-m", "empty")
    (tmp_path / "spec").mkdir()
    for part in sorted((HERE / "mini/spec").iterdir()):
        (tmp_path / "spec" / part.name).write_text(part.read_text(encoding="utf-8"), encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "spec")
    assert spec_at(tmp_path, "HEAD~1") == EMPTY
    assert main.main(["--diff", "HEAD", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "the API is as at HEAD\n"
    things = tmp_path / "spec/things.yaml"
    things.write_text(things.read_text().replace("operationId: get_picture", "operationId: get_photo"))
    assert main.main(["--diff", "HEAD", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "          operation get_photo (GET /v1/things/picture) is new",
        "BREAKING  operation get_picture (GET /v1/things/picture) is gone",
        "2 changes since HEAD, 1 breaking",
    ]
    assert main.main(["--diff", "HEAD~1", "--root", str(tmp_path)]) == 0
    assert ", 0 breaking" in capsys.readouterr().out
    with pytest.raises(Problem, match="there is no revision nonsense"):
        spec_at(tmp_path, "nonsense")
