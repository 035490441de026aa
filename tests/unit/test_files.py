"""Files on the server, and how a question names them."""

from __future__ import annotations

import copy
import io
import pickle
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import ConfigurationError, RemoteFile, UploadedFile
from dify_ext._file_types import file_type, mime_type_of
from dify_ext.files import mentioned, with_mentions

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
        ("a.png a.JPG a.jpeg a.webp a.gif a.svg png .png dir/a.b.png a.heic a.bmp a.tiff a.avif", "image"),
        (
            "a.txt a.md a.markdown a.mdx a.pdf a.html a.htm a.xlsx a.xls a.vtt a.properties a.docx "
            "a.csv a.eml "
            "a.epub a.py a.log a.odt a.yaml",
            "document",
        ),
        ("a.mp3 a.m4a a.wav a.amr a.mpga a.ogg a.flac a.opus", "audio"),
        ("a.mp4 a.mov a.mpeg a.webm a.avi a.mkv", "video"),
        ("a.zip a.tar.gz README a. a.png.bak a.pngx a.json", "custom"),
    ],
)
def test_the_groups(names: str, kind: str) -> None:
    """A file belongs to the group of its extension,
    whatever its case, else of its MIME type; others are custom.
    """
    assert {name: file_type(name) for name in names.split()} == dict.fromkeys(names.split(), kind)
    assert file_type("") == "custom"


@pytest.mark.parametrize(
    ("name", "mime_type", "kind"),
    [
        ("a.png", "application/zip", "image"),
        ("a", "image/x-new", "image"),
        ("a", "Video/MP4", "video"),
        ("a", "audio/x-new; codecs=opus", "audio"),
        ("a.new", "application/vnd.oasis.opendocument.text", "document"),
        ("a.new", "application/x-pdf", "document"),
        ("a.heic", "application/octet-stream", "custom"),
        ("a.heic", "", "image"),
    ],
)
def test_the_group_by_the_mime_type(name: str, mime_type: str, kind: str) -> None:
    """The extension goes first; then the MIME type that the server has, not the one that is usual."""
    assert file_type(name, mime_type) == kind
    assert UploadedFile(id="1", name=name, mime_type=mime_type).type == kind


@pytest.mark.parametrize(
    ("name", "mime_type"),
    [
        ("a.webp", "image/webp"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.MD", "text/markdown"),
        ("a.m4a", "audio/mp4"),
        ("a.tar.gz", "application/gzip"),
        ("a.new", None),
        ("README", None),
    ],
)
def test_mime_types(name: str, mime_type: str | None) -> None:
    """They are by a table of our own: that of the machine may know none of these."""
    assert mime_type_of(name) == mime_type


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
    assert RemoteFile("https://h/a.pdf", type="image").to_mention()["type"] == "image"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://h/a.pdf", "document"),
        ("https://h/a.MP4?x=a.png#b.png", "video"),
        ("https://h/%E4%BD%A0.docx", "document"),
        ("https://h/archive.zip", "custom"),
        ("https://h/x/a.ogg", "audio"),
        *(
            (url, "image")
            for url in ("https://h/a", "https://h/show.php", "https://h.pdf", "https://h/png", "", "//[")
        ),
    ],
)
def test_the_group_of_a_remote_file(url: str, kind: str) -> None:
    """It is by the extension in the URL's path, else an image."""
    assert RemoteFile(url).type == RemoteFile(url).to_mention()["type"] == kind


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
    """A file in ``files=`` and at any depth of the inputs is named as requests name files; nothing else
    changes.
    """
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


PICTURE = {"type": "image", "transfer_method": "remote_url", "url": "u"}


@pytest.mark.parametrize(
    "file",
    [
        UploadedFile.from_id("f1", type="image"),
        RemoteFile("https://x/a.png"),
        PICTURE,
        MappingProxyType(PICTURE),
    ],
)
def test_one_file_alone(file: Any) -> None:
    """It is a list of one; any iterable is gone through."""
    for files in (file, [file], (file,), iter([file])):
        (mention,) = mentioned(files) or []
        assert mention.to_dict() == with_mentions(file)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        *(
            (wrong, rf"^files\[0\] is of type {type(wrong).__name__}: give .*RemoteFile\(url\)")
            for wrong in (
                "https://x/a.png",
                b"%PDF",
                bytearray(b"x"),
                Path("a.pdf"),
                5,
                io.BytesIO(),
                UploadedFile,
            )
        ),
        *((["f1"], r"^files\[0\] is of type str"), ([None], r"^files\[0\] is of type NoneType")),
        *(
            ([PICTURE, None], r"^files\[1\] is of type NoneType"),
            ((PICTURE, [PICTURE]), r"^files\[1\] is of type list"),
        ),
        *(
            ({}, r"^files\[0\]\.type: required"),
            ([PICTURE, {"type": "image"}], r"^files\[1\]\.transfer_method: req"),
        ),
    ],
)
def test_what_is_no_file(files: Any, message: str) -> None:
    """It is refused with its place, and with what to give instead."""
    with pytest.raises(ConfigurationError, match=message):
        mentioned(files)


def test_inputs_that_hold_themselves() -> None:
    """They come back as they are: the JSON of the request is what refuses them, with the place."""
    inputs: dict[str, Any] = {"file": RemoteFile("u")}
    inputs["again"] = [inputs, inputs]
    assert with_mentions(inputs) is inputs
