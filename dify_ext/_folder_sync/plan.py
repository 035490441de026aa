"""A folder in a knowledge base: what a file's document is called, which files are meant, what is done with each. Pure.

A file and its document know each other by the document's name, which is the file's path. What the document holds is
said by a metadata field of it, :data:`FIELD`, on the server: so nothing needs to be remembered on this machine.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias

import attrs

from dify_ext.errors import APIError, AuthenticationError, ConfigurationError, PermissionDeniedError

FIELD: Final = "sync_sha256"
"""The metadata field that marks a document as a file's: the SHA-256 of what it was made from, and of which upload."""

PENDING: Final = "pending"
"""A mark that says whose the document is, and of its content nothing."""

LONGEST_NAME: Final = 200
"""Dify cuts longer names, in characters."""

# What releases refuse in a name, what ends a line somewhere on the way, and the escape sign itself.
_UNSAFE = re.compile('[%/\\\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_ESCAPE = re.compile("%(?:u([0-9A-F]{4})|([0-9A-F]{2}))")
_CUT = "%~"  # stands in no name that is whole, for there a % begins an escape
_LONGEST_EXTENSION = 32


def document_name(path: str) -> str:
    """The name of a file's document: its path below the folder (with ``/``), what cannot stand in a name escaped.

    ``%2F`` is a character, ``%80`` to ``%FF`` a byte that is no UTF-8, ``%u2028`` a character that has no short form;
    so is the quote, since servers read ``%22`` as one. Nothing is lost: :func:`file_path` is the way back. A name that
    gets longer than Dify takes ends in ``%~``, a hash of the path, and the extension, which Dify goes by.
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
    """The path whose document has this name; None where it was too long to tell, or is no name of ours."""
    path = _ESCAPE.sub(_plain, name)
    return path if document_name(path) == name else None


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # how Python shows a byte of a file's name that is no text
        return f"%{code - 0xDC00:02X}"
    return f"%u{code:04X}" if found[0] == '"' or code >= 0x80 else f"%{code:02X}"


def _plain(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    code = int(found[2], 16)
    return chr(code if code < 0x80 else code + 0xDC00)


State: TypeAlias = frozenset[int]


class Pattern:
    """Which files are meant, as ``pathlib``'s ``glob`` says it: ``**`` is any number of folders, the other wildcards
    stay within a name. Files whose name begins with a dot are files as others. A ``**`` at the end means all files
    below.

    It is followed along a walk: ``start`` is the state in the folder itself, ``enter`` gives the state in a folder of
    it (empty: nothing below can match), ``takes`` says whether a file in a folder is meant.
    """

    start: Final[State] = frozenset({0})

    def __init__(self, text: str, *, ignore_case: bool = os.name == "nt") -> None:
        parts = [part for part in text.replace(os.sep, "/").split("/") if part not in ("", ".")]
        if not parts or text.startswith(("/", os.sep)) or ".." in parts:
            raise ConfigurationError(
                f"pattern={text!r} names no files below the folder: '**/*' are all of them"
            )
        # Two ** in a row are one.
        self._parts = [part for at, part in enumerate(parts) if (part, *parts[at - 1 : at]) != ("**", "**")]
        flags = re.IGNORECASE if ignore_case else re.NOFLAG
        self._tests = [
            None if part == "**" else re.compile(fnmatch.translate(part), flags) for part in self._parts
        ]

    @property
    def takes_all(self) -> bool:
        """Whether every file there can be is meant."""
        return self._parts in (["**"], ["**", "*"])

    def enter(self, state: State, name: str) -> State:
        """The state in the folder ``name`` of a folder."""
        inside = set()
        for at in self._places(state):
            test = self._tests[at]
            if test is None:
                inside.add(at)
            elif at + 1 < len(self._tests) and test.match(name):
                inside.add(at + 1)
        return frozenset(inside)

    def takes(self, state: State, name: str) -> bool:
        """Whether the file ``name`` in a folder is meant."""
        last = len(self._tests) - 1
        return any(
            at == last and ((test := self._tests[at]) is None or test.match(name))
            for at in self._places(state)
        )

    def matches(self, path: str) -> bool:
        """Whether the file at a path below the folder is meant."""
        *folders, name = path.split("/")
        state = self.start
        for folder in folders:
            state = self.enter(state, folder)
        return self.takes(state, name)

    def _places(self, state: State) -> Iterable[int]:
        """Where in the pattern one may be: a ``**`` may be no folder at all."""
        for at in state:
            yield at
            if self._tests[at] is None and at + 1 < len(self._tests):
                yield at + 1


@attrs.frozen
class Known:
    """A document as the server tells of it, as far as it matters here; one that is no file's has no name.

    ``mark`` is its field's value (None: it has none), ``upload_id`` the id of its present content, ``size`` that
    content's bytes, and ``was`` what they were when it was listed first; ``others`` what else the metadata has, to be
    sent back with a mark. ``appeared``: it was not there when the run began; ``twin``: it is not the only one of its
    name.
    """

    id: str
    name: str
    created_at: float = 0
    position: int = 0
    mark: str | None = None
    upload_id: str | None = None
    size: int | None = None
    was: int | None = None
    by_api: bool = False
    status: str | None = None
    others: Sequence[Mapping[str, Any]] = attrs.field(factory=list)
    appeared: bool = False
    twin: bool = False

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Known:
        """The document in an answer."""
        if document.get("data_source_type") not in (None, "upload_file"):
            return cls(str(document.get("id")), "")
        # A list says it in two places, the document alone in a third.
        info = _mapping(document.get("data_source_info"))
        upload = _mapping(_mapping(document.get("data_source_detail_dict")).get("upload_file")) or _mapping(
            info.get("upload_file")
        )
        upload_id, size = upload.get("id") or info.get("upload_file_id"), upload.get("size")
        said = document.get("doc_metadata")
        fields = [field for field in said if isinstance(field, Mapping)] if isinstance(said, list) else []
        own = [field for field in fields if field.get("name") == FIELD]
        return cls(
            id=str(document.get("id")),
            name=str(document.get("name")),
            created_at=_number(document.get("created_at")),
            position=int(_number(document.get("position"))),
            mark=str(own[0].get("value") or PENDING) if own else None,
            upload_id=upload_id if isinstance(upload_id, str) else None,
            size=size if isinstance(size, int) else None,
            by_api=document.get("created_from") == "api",
            status=_status(document.get("display_status"), document.get("indexing_status")),
            # The server writes the built-in ones itself.
            others=[
                {name: field.get(name) for name in ("id", "name", "value")}
                for field in fields
                if field.get("name") != FIELD and field.get("id") != "built-in"
            ],
        )

    @property
    def sha(self) -> str | None:
        """The hash of the content it holds; None where nothing tells, as when it was replaced without its mark."""
        sha, _, upload_id = (self.mark or "").partition(" ")
        return sha if sha not in ("", PENDING) and self.upload_id in (None, upload_id) else None

    @property
    def age(self) -> tuple[float, int, str]:
        """What the documents of a name are ordered by, the oldest first: the same for all who look."""
        return self.created_at, self.position, self.id


def mark(sha: str, known: Known) -> str:
    """The mark of a document made from content of that hash.

    The upload's id makes it one with the content: a mark that was not renewed with the content is none.
    """
    return f"{sha} {known.upload_id}" if known.upload_id else sha


Work: TypeAlias = Literal["created", "updated", "unchanged"]


def what_to_do(known: Known | None, sha: str) -> Work:
    """What a file of that hash needs, its document (if any) being as it is.

    A document whose content nobody knows is sent again, never a second one made: it was left by a run that was killed
    between a creation and its mark, or somebody made it by hand. So is one whose indexing failed.
    """
    if known is None:
        return "created"
    return "unchanged" if known.sha == sha and known.status != "error" else "updated"


def ours(known: Known) -> bool:
    """Whether a document of a file's name may be counted as that file's: it has a mark, or was made by a program and
    has none yet.

    Once true of a document it stays true. An update makes ``created_from`` say ``web``: so a document that has twins is
    marked before it is updated.
    """
    return known.mark is not None or known.by_api


def choose(documents: Sequence[Known]) -> Known:
    """Which of the documents of a name is the file's: the oldest of ours, else the oldest."""
    return min([known for known in documents if ours(known)] or documents, key=lambda known: known.age)


def surplus(documents: Sequence[Known], size: int) -> list[Known]:
    """Which of the documents of a file's name are too many, the file being of that many bytes.

    How a name comes to have two: a run was killed while the server was still busy with its creation, which came to an
    end after the next run had listed the documents; or two runs listed before either created. (Since 1.0 a server that
    is asked to create what it has replaces it instead, unless it is disabled; so this is about the others.)

    Which stays is the oldest of ours, whatever its mark says, and never the one whose content is right: of marks, two
    runs that look at different moments see different things, and each would delete what the other keeps. Age does not
    change, a document is only deleted where an older one of ours stays, and nobody deletes that one but for one older
    still: so however many runs clean up at once, one is left. Whoever cleans up first sees to it that the one that
    stays holds the right content, then deletes.

    Which of the others go: those with a mark, and those without that were made by a program and have either appeared
    during this run, or the very size of the file, or that which the one that stays had until this run. These are left
    by creations that did not come to their mark. All others stay: somebody else made them, though the name is a file's.

    A creation that the server finishes after this run has looked is left for the next run to find.
    """
    kept = choose(documents)
    sizes = {size, kept.was}
    return [
        known
        for known in sorted(documents, key=lambda known: known.age)
        if known.id != kept.id
        and (known.mark is not None or (ours(known) and (known.appeared or known.size in sizes - {None})))
    ]


Refused: TypeAlias = Literal["wait", "replace", "give up"]


def after_refusal(status: str | None, before: str | None) -> Refused:
    """What to do where the server does not change a document, which turns out to be of that status; ``before`` is what
    it was when the server refused the last time.

    It refuses all that are not available. One that is being indexed will be, and one that is by now may have become it
    a moment ago; one whose indexing failed can be replaced; one that was disabled or archived is so because somebody
    wants it.
    """
    if status in _BUSY or (status in _AVAILABLE and status != before):
        return "wait"
    return "replace" if status == "error" else "give up"


def missing_option(error: APIError) -> Mapping[str, Any]:
    """What a knowledge base's first document needs said, where the server complains that nobody did."""
    if "process_rule is required" in error.message:
        return {"process_rule": {"mode": "automatic"}}
    return {"indexing_technique": "high_quality"} if "indexing_technique is required" in error.message else {}


def is_fatal(error: Exception) -> bool:
    """Whether an error that came up at one file would come up at all others: the key, the dataset's permissions, an
    option that cannot be sent.
    """
    archived = isinstance(error, APIError) and error.code == "archived_document_immutable"
    return (
        isinstance(error, AuthenticationError | PermissionDeniedError | ConfigurationError) and not archived
    )


_AVAILABLE = frozenset({"available", "completed"})
_BUSY = frozenset({"waiting", "queuing", "parsing", "cleaning", "splitting", "indexing"})


def _status(shown: Any, indexing: Any) -> str | None:
    """What is shown knows more (disabled, archived, paused), but not every answer has it."""
    for said in (shown, indexing):
        if isinstance(said, str) and said:
            return said
    return None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else 0
