"""What can be sent as a file, under which name and type, and the form it travels in."""

from __future__ import annotations

import io
import mmap
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dify_api.models import FileUploadRequest

from dify_ext._core.uploads import Upload
from dify_ext.errors import ConfigurationError

PNG = b"\x89PNG\r\n\x1a\n"


def of(file: Any, **options: Any) -> Upload:
    """What is known of a source."""
    return Upload.of(file, **options)


def seen(file: Any) -> tuple[str, str, int | None, bool]:
    """Name, type, size, and whether it can be sent twice."""
    upload = of(file)
    return upload.filename, upload.mime_type, upload.size, upload.resendable


def chunks() -> Iterator[bytes]:
    """A source that comes but once."""
    yield from (b"a", b"b")


async def async_chunks() -> AsyncIterator[bytes]:
    """The same for an event loop."""
    yield b"a"


class Again:
    """A source that can be gone over again, in either flavour."""

    def __iter__(self) -> Iterator[bytes]:
        return chunks()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return async_chunks()


class AsyncAgain:
    """The same for an event loop alone."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return async_chunks()


class ReadOnly:
    """Something that has ``read`` and a name that is none, as standard input has, and nothing else."""

    name = "<stdin>"

    def read(self, size: int = -1) -> bytes:
        return b""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return async_chunks()


# Sources.


def test_a_path(tmp_path: Path) -> None:
    """A path, as text or as a path, is sent under its own name, from its own place, and can be sent again."""
    path = tmp_path / "photo.png"
    path.write_bytes(PNG)
    assert seen(path) == seen(str(path)) == ("photo.png", "image/png", 8, True)
    assert of(("other.txt", path)).filename == "other.txt"
    assert of(path).content == of(str(path)).content == path


def test_bytes() -> None:
    """Bytes of each kind are sent as they are; they have no name of their own."""
    for content in (PNG, bytearray(PNG), memoryview(PNG)):
        assert seen(content) == ("file", "application/octet-stream", 8, True)
        assert of(content).content == PNG
    assert seen(b"") == ("file", "application/octet-stream", 0, True)


def test_an_open_file(tmp_path: Path) -> None:
    """An open file is sent from where it stands, under its name, and stays where it stands until then."""
    path = tmp_path / "notes.txt"
    path.write_bytes(b"0123456789")
    with path.open("rb") as file:
        file.seek(4)
        assert (*seen(file), of(file).start, file.tell()) == ("notes.txt", "text/plain", 6, True, 4, 4)
        assert of(("other.png", file)).filename == "other.png"


def test_a_file_in_memory() -> None:
    """A file in memory has no name."""
    assert seen(io.BytesIO(b"abc")) == ("file", "application/octet-stream", 3, True)


def test_a_mapped_file() -> None:
    """A memory-mapped file is one too."""
    with mmap.mmap(-1, 100) as mapped:
        mapped.seek(30)
        assert (of(mapped).size, of(mapped).start, mapped.tell()) == (70, 30, 30)


def test_temporary_files() -> None:
    """Python's own temporary files are files."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file, tempfile.SpooledTemporaryFile() as spooled:
        for temporary in (file, spooled):
            temporary.write(b"abc")
            with pytest.raises(ConfigurationError, match=r"seek\(0\)"):
                of(temporary)
            temporary.seek(1)
        assert of(file).mime_type == "application/pdf"
        assert (of(file).size, of(file).start) == (of(spooled).size, of(spooled).start) == (2, 1)


@pytest.mark.parametrize("position", [3, 50])
def test_a_file_at_its_end(position: int) -> None:
    """A file from which nothing would be sent is refused; an empty one is not."""
    file = io.BytesIO(b"abc")
    file.seek(position)
    with pytest.raises(ConfigurationError, match=r"read to its end; call seek\(0\)"):
        of(("a.txt", file))
    assert of(io.BytesIO()).size == 0


def test_a_pipe() -> None:
    """What cannot be wound back has no size and is sent once; a descriptor's number is no name."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file, os.fdopen(writing, "wb"):
        assert seen(file) == ("file", "application/octet-stream", None, False)
    assert seen(ReadOnly()) == ("file", "application/octet-stream", None, False)


def test_a_pipe_by_its_path(tmp_path: Path) -> None:
    """A path that is no plain file has no size either, whatever the system says."""
    path = tmp_path / "pipe.wav"
    os.mkfifo(path)
    assert seen(path) == ("pipe.wav", of(("pipe.wav", b"")).mime_type, None, False)


def test_iterables() -> None:
    """What can be gone over again can be sent again; an iterator cannot.
    Nobody knows the size before the end.
    """
    for again in ([b"a", b"b"], Again(), AsyncAgain()):
        assert seen(again) == ("file", "application/octet-stream", None, True)
    for once in (chunks(), async_chunks(), iter([b"a"]), map(bytes, [])):
        assert seen(once) == ("file", "application/octet-stream", None, False)


def test_which_need_an_event_loop() -> None:
    """Only what a loop alone can read does."""
    assert of(async_chunks()).is_async
    assert of(AsyncAgain()).is_async
    for content in (b"", chunks(), io.BytesIO(), "/dev/null", ReadOnly()):
        assert not of(content).is_async


def test_progress_is_carried_along() -> None:
    """Whom to tell is remembered, and no source shows its content."""

    def told(sent: int, total: int | None) -> None:
        """Whom to tell."""

    upload = of(b"hunter2", progress=told)
    assert upload.progress is told
    assert "hunter2" not in repr(upload)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("/no/such/file.png", r"^cannot send '/no/such/file.png': No such file or directory$"),
        ("a\0b", "cannot send"),
        ("/", "folder"),
        (io.StringIO("x"), "binary"),
        (5, "int"),
        (None, "NoneType"),
        (object(), "object"),
        ({"a": b""}, "dict"),
        ((), "tuple"),
        (("name",), "tuple"),
        (("name", b"", "text/plain", "more"), "tuple"),
        (("", b""), "tuple"),
        ((5, b""), "tuple"),
        ((None, b""), "tuple"),
        (("name", b"", 5), "tuple"),
        (("name", b"", "text/plain\r\nX: y"), "MIME"),
        (("name", b"", "text/plän"), "MIME"),
    ],
)
def test_what_cannot_be_sent(source: Any, words: str) -> None:
    """It is refused before anything is sent, with words that say what could be."""
    with pytest.raises(ConfigurationError, match=words):
        of(source)


def test_files_in_text_mode(tmp_path: Path) -> None:
    """A file that gives text is refused, in a wrapper of Python's too, with the way to open it."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    with (
        path.open() as file,
        tempfile.NamedTemporaryFile("w+") as named,
        tempfile.SpooledTemporaryFile(mode="w+") as spooled,
    ):
        for text in (file, named, spooled):
            with pytest.raises(ConfigurationError, match="binary"):
                of(text)


def test_a_closed_file(tmp_path: Path) -> None:
    """A file that is closed is refused, not sent as nothing."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    file = path.open("rb")
    file.close()
    with pytest.raises(ConfigurationError, match="closed"):
        of(file)


def test_a_path_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before anything is sent."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def refuse(*args: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigurationError, match=r"^cannot send '.*a\.txt': Permission denied$"):
        of(path)


def test_a_file_that_is_open_for_writing(tmp_path: Path) -> None:
    """It is refused by its name, in a wrapper too."""
    with (tmp_path / "a.txt").open("ab") as file, tempfile.NamedTemporaryFile("wb") as named:
        for written in (file, named):
            with pytest.raises(ConfigurationError, match="open for writing alone"):
                of(written)


class Unusual(io.RawIOBase):
    """A file that reads, though its base class says that it does not."""

    def read(self, size: int = -1) -> bytes:
        return b""


class Moody:
    """A file that has a place, and cannot go to its end."""

    def tell(self) -> int:
        return 0

    def seek(self, offset: int, whence: int = 0) -> int:
        raise ValueError("invalid whence")

    def read(self, size: int = -1) -> bytes:
        return b""


def test_files_that_do_not_know_their_end() -> None:
    """They have no size, and are sent once."""
    for file in (Unusual(), Moody()):
        assert seen(file) == ("file", "application/octet-stream", None, False)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="there is no /proc")
def test_a_size_of_nothing_is_not_believed(tmp_path: Path) -> None:
    """The files of /proc say that they have no bytes; an empty one has none."""
    assert seen("/proc/self/status")[2:] == (None, True)
    with open("/proc/self/status", "rb") as file:
        assert of(file).size is None
        assert file.tell() == 0
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert seen(empty) == ("empty.txt", "text/plain", 0, True)
    with empty.open("rb") as file:
        assert of(file).size == 0


class Framework:
    """A file as a framework has it."""

    def __init__(self, filename: Any, content_type: Any = None) -> None:
        self.name, self.filename, self.content_type = "attachment", filename, content_type

    def read(self, size: int = -1) -> bytes:
        return b""


@pytest.mark.parametrize(
    ("file", "name", "mime_type"),
    [
        (Framework("a.pdf", "application/x-mine"), "a.pdf", "application/x-mine"),
        (("b.png", Framework("a.pdf", "application/x-mine")), "b.png", "application/x-mine"),
        (("b.png", Framework("a.pdf", "application/x-mine"), "image/png"), "b.png", "image/png"),
        *(
            (Framework("a.md", kind), "a.md", "text/markdown")
            for kind in (None, "", 5, "a/b\r\nX: y", "x/\xe4")
        ),
        (Framework("a.md", "application/octet-stream"), "a.md", "text/markdown"),
        (Framework("dir/a.pdf"), "a.pdf", "application/pdf"),
        *((Framework(name), "file", "application/octet-stream") for name in (None, "", 5)),
    ],
)
def test_the_file_of_a_framework(file: Any, name: str, mime_type: str) -> None:
    """Its ``filename`` and ``content_type`` are used if they say something;
    ``name`` is that of a form's field.
    """
    assert seen(file)[:2] == (name, mime_type)


def test_an_object_that_has_a_file() -> None:
    """What has its file in ``file``, and cannot be read itself, is sent from there."""
    content = io.BytesIO(b"abc")
    file: Any = SimpleNamespace(file=content, filename="a.pdf", name="attachment", content_type="a/b")
    assert seen(file) == ("a.pdf", "a/b", 3, True)
    assert of(file).content is content


@pytest.mark.parametrize(
    ("file", "mime_type"),
    [
        (Framework("blob", "audio/webm;codecs=opus"), "audio/webm"),
        (Framework("blob", "audio/mpeg"), "audio/mp3"),
        (Framework("a.mp3", "audio/mpeg"), "audio/mp3"),
        (Framework("blob", "video/webm"), "audio/mp3"),
        (("speech", b"RIFF....WAVE"), "audio/wav"),
    ],
)
def test_speech_of_a_framework(file: Any, mime_type: str) -> None:
    """Its type is by the extension, else by the type that it came with, in Dify's words."""
    assert of(file, audio=True).mime_type == mime_type


# Names and types.


@pytest.mark.parametrize(
    ("name", "mime_type"),
    [
        *(
            ("a.png", "image/png"),
            ("a.PDF", "application/pdf"),
            ("a.txt", "text/plain"),
            ("a.html", "text/html"),
        ),
        *(
            ("a.unknown", "application/octet-stream"),
            ("README", "application/octet-stream"),
            ("a.tar.gz", "application/gzip"),
        ),
    ],
)
def test_the_type_is_guessed_from_the_name(name: str, mime_type: str) -> None:
    """It is the name's, and that of the packing where a file is packed; bytes where nobody knows."""
    assert (
        of((name, b"")).mime_type
        == of((name, b"", None)).mime_type
        == of((name, b"", "")).mime_type
        == mime_type
    )


def test_a_type_that_is_given() -> None:
    """A type that is given holds, for speech too."""
    assert of(("a.png", b"", "image/x-mine")).mime_type == "image/x-mine"
    assert of(("a.png", b"", "audio/ogg"), audio=True).mime_type == "audio/ogg"


def test_a_name_has_no_folder() -> None:
    """Only the last part of a name is sent."""
    assert of(("dir/sub/a.png", b"")).filename == "a.png"
    assert of(("/", b"")).filename == "/"


@pytest.mark.parametrize(
    ("name", "mime_type"),
    [
        *(("a.mp3", "audio/mp3"), ("a.WAV", "audio/wav"), ("a.m4a", "audio/m4a"), ("a.b.webm", "audio/webm")),
        *(("speech", "audio/mp3"), ("a.", "audio/mp3"), ("mp3", "audio/mp3"), ("a.x y", "audio/mp3")),
    ],
)
def test_the_type_of_speech(name: str, mime_type: str) -> None:
    """Dify refuses ``audio/mpeg`` and takes ``audio/`` with the extension."""
    assert of((name, b""), audio=True).mime_type == mime_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        *(
            (b"RIFF....WAVE", "audio.wav"),
            (b"OggS..", "audio.ogg"),
            (b"fLaC..", "audio.flac"),
            (b"#!AMR\n", "audio.amr"),
        ),
        *(
            (b"\x1aE\xdf\xa3..", "audio.webm"),
            (b"\0\0\0 ftypM4A ", "audio.m4a"),
            (b"ID3..", "audio.mp3"),
            (b"", "audio.mp3"),
        ),
    ],
)
def test_speech_without_a_name(content: bytes, name: str) -> None:
    """Speech that has no name gets one by its first bytes, for its type is by its name."""
    upload = of(content, audio=True)
    assert (upload.filename, upload.mime_type) == (name, f"audio/{name[6:]}")


def test_streamed_speech_without_a_name() -> None:
    """Speech that nobody can look into is called MP3."""
    assert of(chunks(), audio=True).filename == of(io.BytesIO(b"RIFF"), audio=True).filename == "audio.mp3"


def test_generated_code_hands_an_upload_on() -> None:
    """A form takes it like a file of its own, and the session finds it again."""
    upload = Upload.of(("a.txt", b"x"))
    body = FileUploadRequest(file=upload, user="u").to_multipart()
    assert body == {"data": {"user": "u"}, "files": {"file": ("a.txt", upload, "text/plain")}}
