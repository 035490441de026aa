"""What the documents say is there: programs run, links lead somewhere, files and numbers are right."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dify_ext
from dify_ext import errors, events, testing
from dify_ext._async import connections, run_driver
from dify_ext._console import process_memory, refusal
from dify_ext._core import limits, options, retry
from dify_ext._streaming import waiting
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator

ROOT = Path(__file__).parents[2]
PAGES = sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").rglob("*.md"))
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "spec/README.md", "README.zh-CN.md", *PAGES]
DOCUMENTS += ["tests/wire/README.md", "tests/wire_console/README.md"]
FOLDERS = ("bench", "dify_ext", "docs", "generated", "scripts", "spec", "tests")


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def programs(document: str) -> list[str]:
    """The Python blocks that run without a package that the tests do not have."""
    blocks = re.findall(r"^```python\n(.*?)^```$", text_of(document), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "# not checked" not in block]


PROGRAMS = [
    pytest.param(document, program, id=f"{document}-{number}")
    for document in ["README.md", "README.zh-CN.md", *PAGES]
    if not document.startswith("docs/recipes/")  # tests/recipes runs them, with what they need
    for number, program in enumerate(programs(document))
]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0, indexing_seconds=0.0) as running:
        yield running


def test_the_documents_have_programs() -> None:
    """They are found: the README's main jobs, and those of the pages."""
    assert len(programs("README.md")) >= 2
    assert len(PROGRAMS) >= 40


@pytest.fixture
def _log_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a program says about logging is gone after it."""
    monkeypatch.setattr(logging.root, "handlers", [logging.NullHandler()])
    yield
    logging.getLogger("dify_ext").setLevel(logging.NOTSET)


@pytest.mark.usefixtures("_log_settings")
@pytest.mark.parametrize(("document", "program"), PROGRAMS)
def test_program(
    document: str, program: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs to its end with the key and host of the emulator in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIFY_BASE_URL", emulator.base_url)
    monkeypatch.setenv("DIFY_API_KEY", emulator.keys["chat"])
    monkeypatch.setenv("WORKFLOW_KEY", emulator.keys["workflow"])
    monkeypatch.setenv("DATASET_KEY", emulator.dataset_key)
    monkeypatch.setenv("DIFY_EMAIL", ADMIN_EMAIL)
    monkeypatch.setenv("DIFY_PASSWORD", ADMIN_PASSWORD)
    exec(compile(program, document, "exec"), {"__name__": "__main__"})


SITE = "https://dify-ext.readthedocs.io/en/latest/"
SOURCE = re.compile(
    r"https://(?:github\.com/dify-ext/dify-ext/blob|raw\.githubusercontent\.com/dify-ext/dify-ext)/main/"
)


def target(document: str, link: str) -> Path:
    """The file of the project behind a link, also of one to the site or to the repository."""
    if link.startswith(SITE):
        page = link.removeprefix(SITE).rstrip("/")
        found = [ROOT / "docs" / f"{page}.md", ROOT / "docs" / page / "index.md"]
        return found[0] if found[0].exists() else found[1]
    return ROOT / SOURCE.sub("", link) if SOURCE.match(link) else (ROOT / document).parent / link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    """What a document links to is there."""
    links = re.findall(r"(?:\]\(|^\[\S+\]: )([^)#\s]+)", text_of(document), re.MULTILINE)
    ours = [link for link in links if link.startswith(SITE) or SOURCE.match(link) or "://" not in link]
    assert [link for link in ours if not target(document, link).exists()] == []
    if document == "README.md":  # PyPI shows it, where no relative link leads anywhere
        assert [link for link in ours if "://" not in link] == []


def test_the_readme_is_short() -> None:
    """The rest is elsewhere."""
    assert len(text_of("README.md").split("\n")) < 150


def test_each_page_is_linked() -> None:
    """A reader finds every page from the navigation of the site."""
    assert [page for page in PAGES if f"{page.removeprefix('docs/')}\n" not in text_of("mkdocs.yml")] == []


def test_the_reference_has_every_public_name() -> None:
    """Except the asynchronous classes, which are described with the synchronous ones."""
    reference = "".join(text_of(page) for page in PAGES if page.startswith("docs/reference/"))
    assert "show_docstring_description" not in reference  # it would hide what each method does
    shown = set(re.findall(r"^::: [\w.]+\.(\w+)$", reference, re.MULTILINE))
    twins = {f"Async{name}" for name in shown}
    elsewhere = {"__version__", "Drop", "Event", "UnknownEvent", *errors.__all__}
    assert {*dify_ext.__all__, *testing.__all__, *events.__all__} - shown - twins - elsewhere == set()


def test_what_contributing_names_is_there() -> None:
    """Each file and folder, by its path or by the end of it."""
    named = set(re.findall(r"`([\w./-]+(?:\.(?:py|md|txt|toml|yaml)|/))`", text_of("CONTRIBUTING.md")))
    paths = [f"/{path.name}" for path in ROOT.iterdir()]
    for folder in FOLDERS:
        paths += [f"/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*")]
    assert len(named) > 40
    assert {
        name for name in named if not any(path.endswith(f"/{name.rstrip('/')}") for path in paths)
    } == set()


def test_the_layers_are_those_of_the_imports() -> None:
    """The plan of the rooms in CONTRIBUTING.md is the one that tests/imports checks."""
    plan = re.search(r"^```text\n(.*?)^```$", text_of("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    assert plan
    drawn = [set(line.split("   ")[0].split()) for line in reversed(plan[1].splitlines())]
    tree = ast.parse(text_of("tests/imports/test_imports.py"))
    layers = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "LAYERS"
    )
    assert drawn == [{"generated/dify_api"}, *layers]


LIMITS = f"""
connect {options.DEFAULT_TIMEOUT.connect:g}, pool {options.DEFAULT_TIMEOUT.pool:g},
write {options.DEFAULT_TIMEOUT.write:g}, read {options.DEFAULT_TIMEOUT.read:g}
`stall_timeout` | {options.DEFAULT_STALL_TIMEOUT:g}
`max_retries` | {options.DEFAULT_MAX_RETRIES}
{options.DEFAULT_MAX_RESPONSE_BYTES // 1024**2} MiB
{connections._LIMITS.max_connections:,} connections
{limits.SLOWEST:,} bytes a second
ends after {waiting.QUIET:g} seconds without an event
at most {run_driver.STOP_TIMEOUT:g} seconds
at most {retry.BASE_DELAY:g} seconds before the first retry
4 and {retry.MAX_DELAY:g}
up to {retry.MAX_RETRY_AFTER:g} seconds
"""
PROCESSES = f"""
up to {connections._LIMITS.max_connections:,} connections
keeps {connections._LIMITS.max_keepalive_connections} open
for {connections._LIMITS.keepalive_expiry:g} seconds
for {refusal.WAITS[0] / 60:g} minutes
at most {run_driver.STOP_TIMEOUT:g} seconds
"""


@pytest.mark.parametrize(("page", "said"), [("docs/limits.md", LIMITS), ("docs/processes.md", PROCESSES)])
def test_the_numbers_are_those_of_the_code(page: str, said: str) -> None:
    """Each number that a page gives is the one that holds."""
    text = " ".join(text_of(page).split())
    assert [phrase for phrase in said.strip().splitlines() if phrase.rstrip(",") not in text] == []
    assert (waiting.GRACE, waiting.LONGEST_RUN) == (1, 3600)  # in words: a second, an hour
    assert (process_memory.RETRY_AFTER, refusal.WAITS[1:]) == (60, (3600, 86_400))  # a minute; an hour, a day
