"""Which files a sync takes:
patterns as ``glob`` reads them, hidden files, ``exclude=`` and ``.gitignore``.
"""

from __future__ import annotations

import glob
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._folder_sync.files import find_files
from dify_ext._folder_sync.selection import Selection
from dify_ext.errors import ConfigurationError

TREE = (
    *(
        "a.txt",
        "b.md",
        ".hidden",
        ".dot/in.txt",
        "docs/a.txt",
        "docs/b.MD",
        "docs/deep/a.txt",
        "docs/deep/er/c.txt",
    ),
    *("other/a.txt", "docs.txt", "doc[1].txt", "docs/docs/docs/a.txt"),
)
PATTERNS = (
    *(
        "**/*",
        "*",
        "*.txt",
        "**/*.txt",
        "docs/*",
        "docs/**/*",
        "docs/**/*.txt",
        "**/a.txt",
        "a.txt",
        "*/a.txt",
    ),
    *(
        "**/docs/*.txt",
        "**/deep/**/*.txt",
        "**/**/*",
        "./docs/./*",
        "docs//*",
        "*/*/*",
        ".*",
        ".*/*",
        "**/.*",
    ),
    *(
        "doc[[]1].txt",
        "[a-b].*",
        "[!a]*",
        "?.txt",
        "docs/**/deep/*",
        "nowhere/**/*",
        "docs/a.txt/*",
        "**/docs/**/a.*",
    ),
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some files in some folders."""
    top = tmp_path_factory.mktemp("tree")
    for path in TREE:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(path)
    (top / "empty").mkdir()
    return top


def meant_by_glob(tree: Path, pattern: str) -> set[str]:
    """The files that ``glob`` finds: it leaves out hidden names, if the pattern does not name them."""
    found = glob.glob(pattern, root_dir=tree, recursive=True)
    return {path.as_posix() for path in map(Path, found) if (tree / path).is_file()}


def taken(tree: Path, selection: Selection) -> set[str]:
    """The files that a walk takes; a path alone tells the same."""
    found = {one.path for one in find_files(tree, selection)}
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    assert {path for path in files if selection.means(path)} == found
    return found


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_mean_what_glob_means(tree: Path, pattern: str) -> None:
    """The files that ``glob`` finds, and no others."""
    assert taken(tree, Selection(pattern)) == meant_by_glob(tree, pattern)


@given(
    st.lists(st.sampled_from(["**", "*", "a", "b*", "?", ".*", "d*"]), min_size=1, max_size=5).map("/".join)
)
def test_patterns_of_any_form(tree: Path, pattern: str) -> None:
    """Wildcards in any order mean what ``glob`` means,
    short of a ** at the end, which it reads in two ways.
    """
    if not pattern.endswith("**"):
        assert taken(tree, Selection(pattern)) == meant_by_glob(tree, pattern)


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [("**", {"a", "b/c", "b/d/e"}), ("b/**", {"b/c", "b/d/e"}), ("b/d/**/**", {"b/d/e"}), ("a/**", set())],
)
def test_two_stars_at_the_end_are_all_files_below(pattern: str, matched: set[str]) -> None:
    """As pathlib reads it since Python 3.13, under every Python."""
    assert {path for path in ("a", "b/c", "b/d/e", ".h", "b/.h") if Selection(pattern).means(path)} == matched


def test_several_patterns(tree: Path) -> None:
    """A file that any of them names is taken, once."""
    selection = Selection(["*.md", "docs/*", "**/a.txt"])
    assert taken(tree, selection) == meant_by_glob(tree, "*.md") | meant_by_glob(
        tree, "docs/*"
    ) | meant_by_glob(tree, "**/a.txt")
    assert taken(tree, Selection(iter(("a.txt", "b.md")))) == {"a.txt", "b.md"}


def test_a_folder_without_matches_is_not_entered() -> None:
    """Only one below which a file can match is."""
    selection = Selection(["docs/*.txt", "other/x/*"])
    assert [path for path in ("docs", "nowhere", "docs/deep", "other/x") if selection.enters(path)] == [
        "docs",
        "other/x",
    ]
    assert selection.takes("docs/a.txt")
    assert not selection.takes("a.txt")


@pytest.mark.parametrize("pattern", ["", ".", "/", "/etc/*", "../*", "docs/../*", [], ["*", "/"]])
def test_a_pattern_stays_below_the_folder(pattern: str | list[str]) -> None:
    """A pattern that names nothing, or leaves the folder, is refused."""
    with pytest.raises(ConfigurationError, match="pattern"):
        Selection(pattern)


def test_the_patterns_that_take_all() -> None:
    """They are known as such, however they are written; not if something is left out."""
    patterns = ("**/*", "**", "**/**/*", "*", "**/*.txt", "docs/**")
    assert [text for text in patterns if Selection(text).takes_all] == ["**/*", "**", "**/**/*"]
    assert Selection(["*.md", "**/*"]).takes_all
    assert not Selection("**/*", "*.log").takes_all
    ignoring = Selection("**/*")
    ignoring.add_gitignore("", "*.log")
    assert not ignoring.takes_all


def make(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ("*.log", {"a.txt", "b/a.txt", "b/c/a.txt"}),
        ("b/", {"a.txt", "a.log"}),
        (["/a.*", "b/c"], {"b/a.txt", "b/a.log"}),
        ("*.log\n!b/a.log", {"a.txt", "b/a.txt", "b/a.log", "b/c/a.txt"}),
        ("", {"a.txt", "a.log", "b/a.txt", "b/a.log", "b/c/a.txt"}),
        (iter(["**/a.txt", "# a comment"]), {"a.log", "b/a.log"}),
    ],
)
def test_exclude(tmp_path: Path, exclude: str | list[str], left: set[str]) -> None:
    """In the form of ``.gitignore``: a string, one with several lines, or several."""
    make(tmp_path, a_txt="", a_log="", b__a_txt="", b__a_log="", b__c__a_txt="")
    assert taken(tmp_path, Selection("**/*", exclude)) == left


def test_gitignore_as_git_reads_it(tmp_path: Path) -> None:
    """Nested files, negations, anchors, folders, comments and bytes: the same files as ``git ls-files``."""
    make(
        tmp_path,
        **dict.fromkeys(
            ("a_txt", "a_log", "keep_log", "b__a_log", "b__keep_log", "b__x_tmp", "b__c__x_tmp"), ""
        ),
        **dict.fromkeys(
            ("build__a_txt", "b__build__a_txt", "b__c__only_txt", "b__c__other_txt", "c__a_log"), ""
        ),
        **{
            "_gitignore": "# logs\n*.log\n!keep.log\n/build/\n\\\n!\n[z-a]\n",
            "b___gitignore": "*.tmp\n!a.log\n",
        },
        **{"b__c___gitignore": "\ufeff*\n!only.txt\n!*.tmp\n", "c___gitignore": "caf\u00e9\n"},
    )
    for command in (["init", "-q"], ["config", "core.excludesFile", "/dev/null"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    expected = {path for path in listed if ".gitignore" not in path}
    assert {"keep.log", "b/a.log", "b/c/x.tmp", "b/c/only.txt", "b/build/a.txt"} <= expected
    assert taken(tmp_path, Selection("**/*")) == expected
    assert "b/a.log" not in taken(tmp_path, Selection("**/*", "*.log"))  # exclude= has the last word


def test_lines_as_git_sees_them() -> None:
    """Only a line feed ends one, also after a carriage return; a name may hold other separators."""
    selection = Selection("**/*", "c\u0085d\r\n")
    selection.add_gitignore("", "a\u2028b\r\ne")
    left = [name for name in ("a\u2028b", "c\u0085d", "e", "a", "b", "c", "d") if selection.means(name)]
    assert left == ["a", "b", "c", "d"]


@pytest.mark.parametrize("exclude", ["!", ["*.log", "a\\"], "[z-a]", [7]])
def test_exclude_that_is_no_pattern(exclude: str | list[str]) -> None:
    """It is refused, and named."""
    with pytest.raises(ConfigurationError, match="exclude="):
        Selection("**/*", exclude)


def test_without_pathspec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only who needs it is told to install it: nothing that git ignores is sent by mistake."""
    monkeypatch.setitem(sys.modules, "pathspec", None)
    make(tmp_path, a_txt="")
    assert taken(tmp_path, Selection("**/*")) == {"a.txt"}
    with pytest.raises(ConfigurationError, match=r"exclude= .* pip install 'dify-ext\[folder\]'"):
        Selection("**/*", "*.log")
    make(tmp_path, _gitignore="*.log")
    with pytest.raises(ConfigurationError, match=r".gitignore .* pip install 'dify-ext\[folder\]'"):
        find_files(tmp_path, Selection("**/*"))
