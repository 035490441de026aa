"""The form that a file is sent in."""

from __future__ import annotations

import os
import re
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dify_ext._core.uploads import Upload, multipart

PNG = b"\x89PNG\r\n\x1a\n"
of = Upload.of


def parts_of(fields: dict[str, str], upload: Upload, content: bytes = b"content") -> list[Message]:
    """The parts as Python's own parser for mail, which knows the form, reads them."""
    content_type, head, tail = multipart(fields, "file", upload)
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + head + content + tail)
    assert message.is_multipart()
    return [part for part in message.walk() if part is not message]


def test_the_form() -> None:
    """Plain fields first, then the file with its name and type."""
    user, file = parts_of({"user": "alice"}, of(("a.png", b"")), PNG)
    assert user.get_param("name", header="content-disposition") == "user"
    assert user.get_payload(decode=True) == b"alice"
    assert "content-type" not in user
    assert file.get_param("name", header="content-disposition") == "file"
    assert (file.get_filename(), file.get_content_type()) == ("a.png", "image/png")
    assert file.get_payload(decode=True) == PNG


def test_the_exact_bytes() -> None:
    """Every line ends as the form wants it."""
    content_type, head, tail = multipart({"user": "ä"}, "file", of(("a.bin", b"", "x/y")))
    boundary = content_type.removeprefix("multipart/form-data; boundary=")
    expected = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="user"\r\n\r\nä\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n'
        "Content-Type: x/y\r\n\r\n"
    )
    assert head == expected.encode()
    assert tail == f"\r\n--{boundary}--\r\n".encode()


def test_the_boundary_is_new_each_time() -> None:
    """Nobody can write a file that holds it."""
    found = {multipart({}, "file", of(b""))[0] for _ in range(50)}
    assert len(found) == 50
    assert all(re.fullmatch(r"multipart/form-data; boundary=[0-9a-f]{32}", one) for one in found)


NAMES = st.text(st.characters(exclude_characters="/\0")).filter(lambda name: Path(name).name == name)


@given(NAMES, st.text())
def test_no_name_or_value_leaves_its_place(name: str, user: str) -> None:
    """Whatever stands in a file's name or in a field, there are two parts and two headers in each."""
    _, head, _ = multipart({"user": user}, "file", of((name or "x", b"")))
    boundary = head[: head.index(b"\r\n")]
    first, second = head.split(boundary)[1:]
    assert first == f'\r\nContent-Disposition: form-data; name="user"\r\n\r\n{user}\r\n'.encode(
        errors="replace"
    )
    assert second.count(b"\r") == second.count(b"\n") == 4
    assert second.count(b'"') == 4


def test_a_name_that_is_no_text() -> None:
    """A file whose name on disk is no UTF-8 can be sent all the same."""
    assert b"Content-Type" in multipart({}, "file", of((os.fsdecode(b"\xff.txt"), b"")))[1]
