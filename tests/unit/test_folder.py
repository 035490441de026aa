"""A folder in a knowledge base: the names of documents, and the decisions."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._folder_sync.files import Found
from dify_ext._folder_sync.names import LONGEST_NAME, document_name, file_path
from dify_ext._folder_sync.plan import (
    FIELD,
    PENDING,
    SyncedDocument,
    after_refusal,
    by_name,
    choose,
    extra_documents,
    is_fatal,
    is_ours,
    marker,
    missing_option,
    vanished,
    what_to_do,
)
from dify_ext._folder_sync.selection import Selection
from dify_ext.errors import (
    APIError,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    PermissionDeniedError,
)

REFUSED = set('/\\:*?"<>|')  # by some release or other

# Every character there is, halves of surrogate pairs (bytes that are no UTF-8) among them.
PARTS = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1, max_size=30
).filter(lambda part: part not in (".", ".."))
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.txt", "a.txt"),
        ("docs/a b.txt", "docs%2Fa b.txt"),
        ("100%.txt", "100%25.txt"),
        ("100%2F.txt", "100%252F.txt"),
        ('what"?.txt', "what%u0022%3F.txt"),  # %22 is read as a quote by servers
        ("说明/файл.md", "说明%2Fфайл.md"),
        ("e\u0301.txt", "e\u0301.txt"),  # as it is, composed or not
        ("a\nb\x7f.txt", "a%0Ab%7F.txt"),
        ("a\u0085b\u2028.txt", "a%u0085b%u2028.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),  # a byte that is no UTF-8
        ("\ud83d.txt", "%uD83D.txt"),
        (" a ", " a "),
    ],
)
def test_a_documents_name_is_the_files_path(path: str, name: str) -> None:
    """What cannot stand in a name is escaped, all else is kept, and the way back gives the path."""
    assert document_name(path) == name
    assert file_path(name) == path


@given(PATHS)
def test_names_lose_nothing(path: str) -> None:
    """Any path comes back from its name, or its name was too long for that;
    no name has what a server refuses.
    """
    name = document_name(path)
    assert len(name) <= LONGEST_NAME
    assert not REFUSED & set(name)
    assert "%22" not in name
    assert not [char for char in name if ord(char) < 32 or 127 <= ord(char) < 160]
    name.encode()  # no half of a pair is left
    if "%~" in name:
        assert file_path(name) is None
    else:
        assert file_path(name) == path


@given(PATHS, PATHS)
def test_names_confuse_nothing(one: str, other: str) -> None:
    """Two paths have two names."""
    assert (document_name(one) == document_name(other)) == (one == other)


def test_long_names_are_shortened_each_to_its_own() -> None:
    """A name stays within 200 characters, keeps its extension,
    and differs where the paths differ at their ends.
    """
    long = "folder/" + "x" * 300
    names = {document_name(f"{long}{end}.tar.md") for end in range(50)}
    assert len(names) == 50
    assert all(
        len(name) == LONGEST_NAME and name.endswith(".md") and name.startswith("folder%2Fxx")
        for name in names
    )
    assert document_name("x" * 200) == "x" * 200
    assert len(document_name("x" * 201)) == 200
    assert "." not in document_name("a" * 300 + "." + "e" * 40)  # that is no extension


@pytest.mark.parametrize("before", range(12))
def test_no_escape_is_cut_in_two(before: int) -> None:
    """Where a long name is cut, an escape goes as a whole."""
    name = document_name("x" * before + '"?' * 100)
    head = name.partition("%~")[0]
    assert file_path(head) == "x" * before + ('"?' * 100)[: len(file_path(head) or "") - before]


@pytest.mark.parametrize("name", ["100%.txt", "a%zz", "%2f", "a/b", "%41", "x" * 201, "%u0041", "%uD8"])
def test_what_is_no_name_of_ours_has_no_path(name: str) -> None:
    """A name that no path gives is somebody else's."""
    assert file_path(name) is None


LISTED = {
    "id": "d1",
    "name": "a.txt",
    "position": 3,
    "created_at": 1795173169,
    "created_from": "api",
    "data_source_type": "upload_file",
    "data_source_info": {"upload_file_id": "u1"},
    "data_source_detail_dict": {"upload_file": {"id": "u1", "size": 34}},
    "indexing_status": "completed",
    "display_status": "available",
    "doc_metadata": [
        {"id": "f1", "name": "author", "type": "string", "value": "me"},
        {"id": "f2", "name": FIELD, "type": "string", "value": "abc u1"},
        {"id": "built-in", "name": "source", "type": "string", "value": "file_upload"},
    ],
}


def known(**changes: Any) -> SyncedDocument:
    """A document of a file."""
    return attrs.evolve(
        SyncedDocument("d1", "a.txt", marker="abc u1", upload_id="u1", size=3, by_api=True), **changes
    )


def test_a_document_of_a_list_is_known() -> None:
    """What matters is taken from where the list has it; the built-in fields are the server's to write."""
    assert SyncedDocument.of(LISTED) == SyncedDocument(
        id="d1",
        name="a.txt",
        created_at=1795173169,
        position=3,
        marker="abc u1",
        upload_id="u1",
        size=34,
        by_api=True,
        status="available",
        others=({"id": "f1", "name": "author", "value": "me"},),
    )
    alone = {
        **LISTED,
        "data_source_info": {"upload_file": {"id": "u2", "size": 5}},
        "data_source_detail_dict": None,
    }
    found = SyncedDocument.of(alone)
    assert (found.upload_id, found.size) == ("u2", 5)
    plain = SyncedDocument.of({**LISTED, "data_source_detail_dict": {}})
    assert (plain.upload_id, plain.size) == ("u1", None)


def test_of_a_document_that_says_little_little_is_known() -> None:
    """What is missing, or of another kind than expected, is not known;
    only files' documents are of interest.
    """
    bare = SyncedDocument.of(
        {"id": "d", "name": "n", "doc_metadata": ["?"], "created_at": "yesterday", "indexing_status": "error"}
    )
    assert bare == SyncedDocument("d", "n", status="error")
    assert SyncedDocument.of({"id": "d", "name": "n", "data_source_type": "notion_import"}) == SyncedDocument(
        "d", ""
    )
    valueless = SyncedDocument.of(
        {"id": "d", "name": "n", "doc_metadata": [{"id": "f", "name": FIELD, "value": None}]}
    )
    assert (valueless.marker, valueless.sha) == (PENDING, None)


@pytest.mark.parametrize(
    ("said", "upload_id", "sha"),
    [
        ("abc u1", "u1", "abc"),
        ("abc u1", "u2", None),  # its content was replaced since
        ("abc", "u1", None),
        ("abc", None, "abc"),
        ("abc u1", None, "abc"),  # a server that does not tell
        (PENDING, "u1", None),
        (PENDING, None, None),
        (None, "u1", None),
        (None, None, None),
    ],
)
def test_a_marker_is_believed_of_its_upload_alone(
    said: str | None, upload_id: str | None, sha: str | None
) -> None:
    """The hash of what a document holds, or nothing."""
    assert known(marker=said, upload_id=upload_id).sha == sha


def test_a_marker_is_read_as_it_was_written() -> None:
    """With the upload's id where there is one, else without."""
    for document in (known(upload_id="u7"), known(upload_id=None)):
        assert attrs.evolve(document, marker=marker("abc", document)).sha == "abc"


def test_what_a_file_needs() -> None:
    """No document: create; the same content: nothing; other, unknown or unusable content: update."""
    assert what_to_do(None, "abc") == "created"
    assert what_to_do(known(), "abc") == "unchanged"
    assert what_to_do(known(status="indexing"), "abc") == "unchanged"
    assert what_to_do(known(), "def") == "updated"
    assert what_to_do(known(marker=None), "abc") == "updated"
    assert what_to_do(known(status="error"), "abc") == "updated"


def test_the_oldest_of_ours_is_the_files_document() -> None:
    """Marked or made by a program; where all are somebody's own, the oldest of them."""
    by_hand = known(id="d0", created_at=1, marker=None, by_api=False)
    first, second = known(id="d1", created_at=2, marker=None), known(id="d2", created_at=3)
    assert choose([second, first, by_hand]) is first
    assert choose([by_hand, attrs.evolve(by_hand, id="d9")]) is by_hand
    assert choose([]) is None
    assert [is_ours(document) for document in (by_hand, first, second)] == [False, True, True]
    assert is_ours(attrs.evolve(by_hand, marker=PENDING))


def test_extra_documents() -> None:
    """What has a marker, and what a creation left that did not come to one;
    somebody else's document stays.
    """
    kept = known(id="d1", created_at=1, marker=None)
    with_marker = known(id="d2", created_at=2, marker="other")
    left = known(id="d3", created_at=3, marker=None, size=3)
    late = known(id="d4", created_at=4, marker=None, size=99)
    other = known(id="d5", created_at=5, marker=None, size=99)
    by_hand = known(id="d6", created_at=6, marker=None, by_api=False)
    before = {document.id: document for document in (kept, with_marker, left, other)}
    documents = [by_hand, other, late, left, with_marker, kept]
    assert extra_documents(documents, 3, before) == [with_marker, left, late]
    assert extra_documents([kept], 3, before) == []
    assert extra_documents([kept, other], 3, {other.id: other}) == []  # the older one came to light later
    # What an unfinished creation left is a copy of what the file was then.
    assert extra_documents([kept, other], 3, {**before, kept.id: attrs.evolve(kept, size=99)}) == [other]
    other = attrs.evolve(other, size=None)
    assert extra_documents([kept, other], 3, {**before, kept.id: attrs.evolve(kept, size=None)}) == []
    assert extra_documents([], 3, before) == []


DOCUMENTS = st.builds(
    known,
    id=st.uuids().map(str),
    created_at=st.integers(0, 3),
    position=st.integers(0, 3),
    marker=st.sampled_from([None, PENDING, "abc u1", "def u1"]),
    size=st.sampled_from([3, 4]),
    by_api=st.booleans(),
)


@given(st.lists(DOCUMENTS, min_size=1, max_size=6, unique_by=lambda document: document.id), st.data())
def test_however_many_clean_up_one_is_left(documents: list[SyncedDocument], data: st.DataObject) -> None:
    """Runs that look at different moments (markers written or not,
    some documents already gone, or not yet there) never delete the last of ours.
    """
    family = [document for document in documents if is_ours(document)]
    deleted: set[str] = set()
    for _ in range(4):
        gone = data.draw(st.sets(st.sampled_from(sorted(deleted))) if deleted else st.just(set()))
        seen = [
            # A marker may have been written since, and is never taken away.
            attrs.evolve(document, marker=document.marker or data.draw(st.sampled_from([None, "abc u1"])))
            if is_ours(document)
            else document
            for document in documents
            if document.id not in gone
        ]
        if seen:
            before = {document.id: document for document in documents if data.draw(st.booleans())}
            deleted |= {document.id for document in extra_documents(seen, 3, before)}
    if family:
        assert min(family, key=lambda document: document.age).id not in deleted


def test_after_a_refusal() -> None:
    """What is being indexed is waited for, what has just become available tried again, what could not be
    indexed replaced, what somebody put away left alone.
    """
    busy = ("queuing", "waiting", "indexing", "splitting", "parsing")
    assert {after_refusal(status, before) for status in busy for before in (None, *busy)} == {"wait"}
    assert {after_refusal("available", before) for before in (None, "indexing")} == {"wait"}
    assert after_refusal("available", "available") == "give up"
    assert after_refusal("error", "indexing") == "replace"
    assert {after_refusal(status, None) for status in ("disabled", "archived", "paused", None)} == {"give up"}


def test_what_a_first_document_needs() -> None:
    """Rules and a technique, where nobody chose any; another refusal is another matter."""
    assert missing_option(BadRequestError(400, "invalid_param", "process_rule is required.")) == {
        "process_rule": {"mode": "automatic"}
    }
    assert missing_option(BadRequestError(400, "invalid_param", "indexing_technique is required.")) == {
        "indexing_technique": "high_quality"
    }
    assert missing_option(BadRequestError(400, "invalid_param", "")) == {}


def test_which_errors_end_a_run() -> None:
    """The key, a right, an option: they would come up at every file. Others are a file's own."""
    assert is_fatal(AuthenticationError(401, "unauthorized", "no"))
    assert is_fatal(PermissionDeniedError(403, "forbidden", "no"))
    assert is_fatal(ConfigurationError("no key"))
    assert not is_fatal(PermissionDeniedError(403, "archived_document_immutable", "it is archived"))
    others: list[Exception] = [
        BadRequestError(400, None, "no"),
        ConnectionFailed("no"),
        APIError(418, None, "no"),
    ]
    assert not any(map(is_fatal, [*others, DifyError("no"), PermissionError("no")]))


def test_documents_by_their_names() -> None:
    """Several may have the same one."""
    first, second, other = known(id="d1"), known(id="d2"), known(id="d3", name="b.txt")
    assert by_name([first, other, second]) == {"a.txt": [first, second], "b.txt": [other]}
    assert by_name([]) == {}


def test_documents_whose_file_is_gone() -> None:
    """Those of the selection with a marker; not those of a folder that could not be listed, nor, of
    a shortened name, if any file may have been left out.
    """
    gone, there, below = known(id="d1"), known(id="d2", name="b.txt"), known(id="d3", name="docs%2Fc.txt")
    cut = known(id="d4", name=document_name("x" * 201))
    by_hand = known(id="d5", name="d.txt", marker=None)
    documents = [gone, there, below, cut, by_hand]
    files = [Found("b.txt")]
    assert vanished(documents, files, Selection("**/*")) == [gone, below, cut]
    assert vanished(documents, files, Selection("*.txt")) == [gone]
    unlisted = [*files, Found("docs", OSError(), is_folder=True)]
    assert vanished(documents, unlisted, Selection("**/*")) == [gone]
    assert vanished(documents, [Found("", OSError(), is_folder=True)], Selection("**/*")) == []
