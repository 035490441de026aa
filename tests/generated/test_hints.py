"""The hints of the spec: what is made of them, and each mistake in them named with what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from scripts.codegen import main
from scripts.codegen.bundle import bundle
from scripts.codegen.hints import resources
from scripts.codegen.problems import Problem
from scripts.codegen.resources import check_by_hand, write_resources
from scripts.codegen.tree import files

from .conftest import HERE

GET, ADD = "/v1/things/{thing_id}", "/v1/things"


@pytest.fixture
def document() -> dict[str, Any]:
    return bundle(HERE / "mini/spec")


@pytest.fixture
def made(root: Path) -> str:
    return (root / main.RESOURCES / "things.py").read_text()


def function(source: str, name: str) -> ast.AsyncFunctionDef:
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.AsyncFunctionDef)]
    return next(node for node in found if node.name == name)


def test_a_method_reads_like_one_by_hand(made: str) -> None:
    get = function(made, "get")
    assert ast.unparse(get.args) == (
        "self, thing_id: str, *, deep: bool=False, colours: str, kind: str | None=None, "
        "**options: Unpack[RequestOptions]"
    )
    assert ast.get_docstring(get) == """\
One thing.

Args:
    thing_id: Which thing.
    deep: With its parts.
    colours: Only in this colour. Known values: ``red``, ``green``, ``blue``.
    kind: A word that Python has too.
    **options: Options of this call: see :class:`RequestOptions`.

Returns:
    The thing.

Raises:
    BadRequestError: A value is missing or wrong, or the app does not support this.
    NotFoundError: It does not exist, or belongs to another user, app or workspace. Look
        behind the shelf.

Example:
    thing = await dify.things.get("1", colours="red")

GET /v1/things/{thing_id}"""
    assert "advice = {404: 'look behind the shelf'}" in ast.unparse(get)
    assert "call(get_thing, thing_id, deep=deep or None, colour=colours, type=kind)" in ast.unparse(get)


def test_an_upload_brings_its_errors_and_its_progress(made: str) -> None:
    add = ast.unparse(function(made, "add"))
    assert "Upload.of(file, progress=progress)" in add
    assert "small=None if small is None else Upload.of(small, progress=progress)" in add
    assert "self._session.options.need_user(user)" in add
    assert "ConfigurationError: No end user is named. The file cannot be read." in add


def test_bytes_are_opened_and_have_no_raw_view(root: Path, made: str) -> None:
    assert "self._session.open_binary(call(get_picture), options)" in made
    views = (root / main.RESOURCES / "raw_views.py").read_text()
    assert re.findall(r"raw\(things\.(\w+)\)", views) == ["get", "find", "change", "add"]


def test_the_client_gets_an_accessor_in_both_flavours(root: Path) -> None:
    accessors = (root / main.RESOURCES / "accessors.py").read_text()
    assert "from dify_ext._async.resources.things import AsyncThings" in accessors
    twin = (root / "dify_ext/_sync/resources/made/accessors.py").read_text()
    assert "def things(self) -> Things:" in twin
    assert "class DifyServer" not in twin  # the small spec has no console


def test_the_table_has_a_row_for_each_operation(root: Path, document: dict[str, Any]) -> None:
    rows = re.findall(r"^\| (?:GET|PATCH|POST) .*", (root / "docs/operations.md").read_text(), re.MULTILINE)
    assert len(rows) == sum(len(path.keys() - {"parameters"}) for path in document["paths"].values())
    assert rows[0] == (
        "| GET /v1/things/<wbr>{thing_id} | `things.get`, `things.find`<br>low level: `get_thing` |  |"
    )


def test_every_made_file_says_so(root: Path) -> None:
    for path in files(root / main.RESOURCES).values():
        assert path.read_text().startswith("# Made from spec/")


def test_hints_do_not_go_into_the_package(root: Path) -> None:
    packaged = (root / main.PACKAGE / "openapi.json").read_text()
    assert "x-client" not in packaged
    assert "x-java" not in packaged


def test_java_methods_stand_beside_ours(root: Path) -> None:
    rows = [line for line in (root / "docs/java.md").read_text().splitlines() if line.startswith("| `")]
    assert rows == ["| `Things.thing` | `dify.things.get`, `dify.things.find` | GET /v1/things/{thing_id} |  |"]


def test_the_reference_names_the_class_of_each_flavour(root: Path) -> None:
    sync, async_ = ((root / f"docs/reference/{name}.md").read_text() for name in ("dify", "async-dify"))
    assert "::: dify_ext._sync.resources.things.Things\n" in sync
    assert "::: dify_ext._async.resources.things.AsyncThings\n" in async_


CALL = "dify.things.get(thing_id, *, deep, colour)"
WITHOUT = {"without": ["X-Trace-Id", "tags", "type"]}
MISTAKES = {
    "none": (None, "it has no x-client: add one, such as"),
    "a number": (5, "x-client is text, a mapping, or a list of these, not 5"),
    "no name": ("things.get()", "'things.get' is no method: write dify.<resource>.<method>"),
    "no signature": ("dify.things.get(a b)", "is no signature"),
    "stars": ("dify.things.get(*a)", "only plain arguments and a bare"),
    "an unknown argument": (
        {"call": "dify.things.get(thing_id, depth)"},
        r"the argument 'depth' is no value of the operation; it has thing_id, deep, colour",
    ),
    "an unknown converter": ("dify.things.get(thing_id: magic)", "converter 'magic' is unknown; there are audio"),
    "an unknown hint": ({"call": CALL, "page": "last_id"}, "hint 'page' is unknown; there are absent"),
    "an unknown hint by hand": ({"by_hand": "dify.things.find", "pick": "x"}, "hint 'pick' is unknown"),
    "a forgotten value": ({"call": CALL}, "is no argument: add it, set it under 'fixed'"),
    "an unknown value": ({"call": CALL, "fixed": {"size": 1}}, "'size' is no value of the operation"),
    "a rename of nothing": ({"call": CALL, "rename": {"x": "deep"}, **WITHOUT}, "renamed argument 'x' is unknown"),
    "without what is used": (
        {"call": CALL, "without": ["deep", *WITHOUT["without"]]},
        "'deep' stands under 'without', but it is used or required",
    ),
    "an unknown style": ({"call": CALL, "pages": "offset", **WITHOUT}, "'pages' is one of page, first_id"),
    "no cursor": ({"call": CALL, "pages": "page", **WITHOUT}, "a list by page needs the argument page"),
    "an unknown class": ({"call": CALL, "into": "Thing", **WITHOUT}, "class under 'into' 'Thing' is unknown"),
    "advice without a status": ({"call": CALL, "advice": {"bad": "x"}, **WITHOUT}, "'advice' is by status"),
    "advice with nothing": (
        {"call": CALL, "advice": {404: "x"}, "advice_with": "y", **WITHOUT},
        "argument under 'advice_with' 'y' is unknown",
    ),
    "a method twice": (
        [{"call": CALL, **WITHOUT}, {"call": CALL, **WITHOUT}],
        "dify.things.get is there already",
    ),
    "an unknown resource": ("server.things.get(thing_id)", r"openapi.yaml has no tag console_things"),
}


@pytest.mark.parametrize(("hints", "reason"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named(document: dict[str, Any], hints: Any, reason: str) -> None:
    operation = document["paths"][GET]["get"]
    del operation["x-client"]
    if hints is not None:
        operation["x-client"] = hints
    if isinstance(hints, str) and hints.startswith("server"):
        operation["x-client"] = {"call": hints, "without": ["deep", "colour", *WITHOUT["without"]]}
    with pytest.raises(Problem, match=reason):
        resources(document)


def test_an_upload_needs_progress(document: dict[str, Any]) -> None:
    document["paths"][ADD]["post"]["x-client"] = "dify.things.add(file, *, user, small, count, inputs)"
    with pytest.raises(Problem, match="an upload needs the argument progress"):
        resources(document)


@pytest.mark.parametrize(
    ("hints", "reason"),
    [
        ({"pick": "weight"}, "'pick' names 'weight', which Thing does not have"),
        ({"inside": "weight"}, "'inside' names 'weight', which the body does not have"),
    ],
)
def test_a_field_that_is_not_there(
    document: dict[str, Any], hints: dict[str, str], reason: str, tmp_path: Path
) -> None:
    call = "dify.things.add(file, *, user, small, count, inputs, progress)"
    document["paths"][ADD]["post"]["x-client"] = {"call": call, **hints}
    with pytest.raises(Problem, match=reason):
        write_resources(document, tmp_path / "made")


def test_a_method_by_hand_must_be_written(document: dict[str, Any]) -> None:
    check_by_hand(document, HERE / "mini")
    document["paths"][ADD]["post"]["x-client"] = {"by_hand": "dify.things.stream"}
    with pytest.raises(Problem, match=r"dify\.things\.stream: write it in dify_ext/_async/resources/things\.py"):
        check_by_hand(document, HERE / "mini")


def test_all_mistakes_are_told_at_once(document: dict[str, Any]) -> None:
    del document["paths"][GET]["get"]["x-client"], document["paths"][ADD]["post"]["x-client"]
    with pytest.raises(Problem) as told:
        resources(document)
    assert str(told.value).count("it has no x-client") == 2
