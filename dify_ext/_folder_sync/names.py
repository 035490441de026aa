"""The name of a file's document. Pure."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import Final

LONGEST_NAME: Final = 200
"""Dify cuts longer names, in characters."""

# Characters that a release refuses, line ends, and the escape sign itself.
_UNSAFE = re.compile('[%/\\\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_ESCAPE = re.compile("%(?:u([0-9A-F]{4})|([0-9A-F]{2}))")
_CUT = "%~"  # is in no name that was not cut: there a % begins an escape
_LONGEST_EXTENSION = 32


def document_name(path: str) -> str:
    """The name of a file's document: its path below the folder (with ``/``), escaped.

    ``%2F`` is a character, ``%80`` to ``%FF`` a byte that is no UTF-8, ``%u2028`` a character
    without a short form, also the quote, since servers read ``%22``. :func:`file_path` is the
    reverse. A name that is too long ends in ``%~``, a hash of the path, and the extension, which
    Dify needs.
    """
    name = _UNSAFE.sub(_escaped, path)
    if len(name) <= LONGEST_NAME:
        return name
    extension = _UNSAFE.sub(_escaped, os.path.splitext(path.rpartition("/")[2])[1])
    if len(extension) > _LONGEST_EXTENSION:
        extension = ""
    tail = _CUT + sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:32] + extension
    head = name[: LONGEST_NAME - len(tail)]
    broken = re.search("%(?:u[0-9A-F]{0,3}|[0-9A-F]?)$", head)
    return (head[: broken.start()] if broken else head) + tail


def file_path(name: str) -> str | None:
    """The path whose document has this name; None for a shortened or a foreign name."""
    path = _ESCAPE.sub(_plain, name)
    return path if document_name(path) == name else None


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file's name that is no text
        return f"%{code - 0xDC00:02X}"
    return f"%u{code:04X}" if found[0] == '"' or code >= 0x80 else f"%{code:02X}"


def _plain(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    code = int(found[2], 16)
    return chr(code if code < 0x80 else code + 0xDC00)
