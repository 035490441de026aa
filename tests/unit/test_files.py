"""Files on the server, and how a question names them."""

from __future__ import annotations

import copy
import pickle
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import RemoteFile, UploadedFile
from dify_ext.files import file_type, mentioned, with_mentions

# As the server answers an upload.
WIRE = {
    "id": "72fa9618-8f89-4a37-9b33-7e1178a24a67",
    "name": "example.png",
    "size": 1024,
    "extension": "png",
    "mime_type": "image/png",
    "created_by": "6ad1ab0a-73ff-4ac1-b9e4-cdb312f71f13",
    "created_at": 1577836800,
    "a_newer_field": {"kept": [1]},
}


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("a.png a.JPG a.jpeg a.webp a.gif a.svg png .png dir/a.b.png", "image"),
        (
            "a.txt a.md a.markdown a.mdx a.pdf a.html a.htm a.xlsx a.xls a.vtt a.properties a.docx a.csv a.eml a.epub",
            "document",
        ),
        ("a.mp3 a.m4a a.wav a.amr a.mpga", "audio"),
        ("a.mp4 a.mov a.mpeg", "video"),
        ("a.zip a.tar.gz README a. a.png.bak a.pngx", "custom"),
    ],
)
def test_the_groups(names: str, kind: str) -> None:
    """A file belongs to the group that Dify puts its extension in, whatever its case; anything else is custom."""
    assert {file_type(name) for name in names.split()} == {kind}
    assert file_type("") == "custom"


def test_an_uploaded_file() -> None:
    """What ``upload`` gives has the wire's fields, its group, and gives back what came, newer fields too."""
    file = UploadedFile.from_dict(WIRE)
    assert (file.id, file.name, file.size, file.extension, file.mime_type) == (*list(WIRE.values())[:5],)
    assert (file.created_by, file.created_at, file.type) == (WIRE["created_by"], WIRE["created_at"], "image")
    assert file.to_dict() == WIRE
    assert isinstance(file, UploadedFile)


def test_the_group_of_an_uploaded_file() -> None:
    """It is by the extension, else by the name, else custom."""
    assert UploadedFile(id="1", extension="pdf", name="a.png").type == "document"
    assert UploadedFile(id="1", name="a.mp3").type == "audio"
    assert UploadedFile(id="1").type == "custom"


def test_a_file_uploaded_earlier() -> None:
    """An id and a type are enough to name a file; the type may be one that this version does not know."""
    file = UploadedFile.from_id("1", type="video")
    assert file.to_mention() == {"type": "video", "transfer_method": "local_file", "upload_file_id": "1"}
    assert UploadedFile.from_id("1", type="hologram").type == "hologram"
    assert file.to_dict() == {"id": "1"}


def test_a_remote_file() -> None:
    """A file that the server fetches itself is named by its URL; it is an image unless said otherwise."""
    assert RemoteFile("https://h/a.png").to_mention() == {
        "type": "image",
        "transfer_method": "remote_url",
        "url": "https://h/a.png",
    }
    assert RemoteFile("https://h/a.pdf", type="document").to_mention()["type"] == "document"


def test_files_are_values() -> None:
    """They compare, show themselves, pickle and copy."""
    for file in (
        UploadedFile.from_dict(WIRE),
        UploadedFile.from_id("1", type="image"),
        RemoteFile("https://h/a"),
    ):
        assert pickle.loads(pickle.dumps(file)) == copy.deepcopy(file) == file
        assert type(file).__name__ in repr(file)
    assert UploadedFile.from_id("1", type="image") != UploadedFile.from_id("1", type="audio")
    assert "example.png" in repr(UploadedFile.from_dict(WIRE))


def test_mentions_anywhere() -> None:
    """A file in ``files=`` and at any depth of the inputs is named as requests name files; nothing else changes."""
    photo, page = UploadedFile.from_id("1", type="image"), RemoteFile("https://h/a.pdf", type="document")
    inputs = {
        "a": photo,
        "b": [page, (photo, 1)],
        "c": MappingProxyType({"d": {"e": page}}),
        "f": "text",
        "g": None,
    }
    assert with_mentions(inputs) == {
        "a": photo.to_mention(),
        "b": [page.to_mention(), [photo.to_mention(), 1]],
        "c": {"d": {"e": page.to_mention()}},
        "f": "text",
        "g": None,
    }
    assert inputs["a"] is photo


def test_a_mention_by_hand() -> None:
    """A mention that the program wrote itself goes through as it is."""
    by_hand = {"type": "image", "transfer_method": "tool_file", "tool_file_id": "1"}
    assert with_mentions([by_hand]) == [by_hand]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_what_has_no_files_is_unchanged(value: object) -> None:
    """Any JSON without files is what it was."""
    assert with_mentions(value) == value


def test_files_are_named_for_a_request() -> None:
    """Files on the server, remote ones and plain mappings become mentions; no files stay none."""
    assert mentioned(None) is None
    named = mentioned(
        [
            UploadedFile.from_id("f1", type="image"),
            RemoteFile("https://x/a.png"),
            {"type": "audio", "transfer_method": "remote_url", "url": "u"},
        ]
    )
    assert [mention.to_dict() for mention in named or []] == [
        {"type": "image", "transfer_method": "local_file", "upload_file_id": "f1"},
        {"type": "image", "transfer_method": "remote_url", "url": "https://x/a.png"},
        {"type": "audio", "transfer_method": "remote_url", "url": "u"},
    ]
