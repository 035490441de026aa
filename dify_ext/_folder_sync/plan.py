"""What a sync does with a file and its document. Pure.

The name of a document is the path of its file. A metadata field of the document, :data:`FIELD`, has
the hash of its content. It is on the server, so this machine needs to remember nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

import attrs

from dify_ext._core.knowledge import DEFAULT_INDEXING
from dify_ext._folder_sync.files import Found
from dify_ext._folder_sync.names import document_name, file_path
from dify_ext._folder_sync.selection import Selection
from dify_ext.errors import APIError, AuthenticationError, ConfigurationError, PermissionDeniedError

FIELD: Final = "sync_sha256"
"""The metadata field of a document for its marker: SHA-256 of the content, id of the upload."""

PENDING: Final = "pending"
"""A marker of a document whose content is not known yet."""


@attrs.frozen
class SyncedDocument:
    """A document, as far as a sync needs it. One that was not made from a file has no name.

    Attributes:
        marker: The value of its field; None if it has none.
        upload_id: The id of its present content.
        size: The bytes of that content.
        others: The rest of its metadata, which is sent back with a marker.
    """

    id: str
    name: str
    created_at: float = 0
    position: int = 0
    marker: str | None = None
    upload_id: str | None = None
    size: int | None = None
    by_api: bool = False
    status: str | None = None
    others: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> SyncedDocument:
        """The document of an answer."""
        if document.get("data_source_type") not in (None, "upload_file"):
            return cls(str(document.get("id")), "")
        # A list has it in two places, the document alone in a third.
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
            marker=str(own[0].get("value") or PENDING) if own else None,
            upload_id=upload_id if isinstance(upload_id, str) else None,
            size=size if isinstance(size, int) else None,
            by_api=document.get("created_from") == "api",
            status=_status(document.get("display_status"), document.get("indexing_status")),
            # The server writes the built-in ones itself.
            others=tuple(
                {name: field.get(name) for name in ("id", "name", "value")}
                for field in fields
                if field.get("name") != FIELD and field.get("id") != "built-in"
            ),
        )

    @property
    def sha(self) -> str | None:
        """The hash of its content; None if unknown, as after a change without the marker."""
        sha, _, upload_id = (self.marker or "").partition(" ")
        return sha if sha not in ("", PENDING) and self.upload_id in (None, upload_id) else None

    @property
    def age(self) -> tuple[float, int, str]:
        """The order of the documents of a name, the oldest first: the same in every run."""
        return self.created_at, self.position, self.id


def marker(sha: str, document: SyncedDocument) -> str:
    """The marker of a document made from content of that hash.

    It has the id of the upload, so that it does not hold for another content.
    """
    return f"{sha} {document.upload_id}" if document.upload_id else sha


Work: TypeAlias = Literal["created", "updated", "unchanged"]


def what_to_do(document: SyncedDocument | None, sha: str) -> Work:
    """What to do with a file of that hash and its document.

    A document of unknown content is sent again, but not doubled: a run was killed between creation
    and marker, or somebody made it by hand. So is one whose indexing failed.
    """
    if document is None:
        return "created"
    return "unchanged" if document.sha == sha and document.status != "error" else "updated"


def is_ours(document: SyncedDocument) -> bool:
    """Whether a document counts as that of its file: it has a marker, or a program made it.

    An update sets ``created_from`` to ``web``, so a document with duplicates gets a marker before
    it.
    """
    return document.marker is not None or document.by_api


def by_name(documents: Iterable[SyncedDocument]) -> dict[str, list[SyncedDocument]]:
    """The documents of each name."""
    found: dict[str, list[SyncedDocument]] = {}
    for document in documents:
        found.setdefault(document.name, []).append(document)
    return found


def choose(documents: Sequence[SyncedDocument]) -> SyncedDocument | None:
    """The document of a file among those of its name: the oldest of ours, else the oldest."""
    ours = [document for document in documents if is_ours(document)]
    return min(ours or documents, key=lambda document: document.age, default=None)


def extra_documents(
    documents: Sequence[SyncedDocument], size: int, before: Mapping[str, SyncedDocument]
) -> list[SyncedDocument]:
    """Which documents of a file's name are too many; the file has ``size`` bytes.

    ``before`` has the documents, by their ids, that were there when the run began.

    A name gets two documents if a run was killed while the server was still creating one, or if two
    runs listed before either created. (Since 1.0 a server replaces a document of the same name,
    unless it is disabled.)

    The oldest of ours stays, whatever its marker says. If the one with the right content stayed,
    two runs that look at different moments could each delete the one that the other keeps. Age does
    not change: a document is deleted only if an older one of ours stays, so one is left however
    many runs clean up at once. Each run first puts the right content into the one that stays, then
    deletes.

    Others are deleted if they have a marker, or if a program made them and they appeared during
    this run, or have the size of the file now or of the document that stays before: creations
    without their marker. All others stay: somebody else made them. A creation that the server
    finishes later is left for the next run.
    """
    kept = choose(documents)
    kept_before = before.get(kept.id) if kept else None
    sizes = {size, kept_before.size if kept_before else None} - {None}
    return [
        document
        for document in sorted(documents, key=lambda document: document.age)
        if document != kept
        and (
            document.marker is not None
            or (is_ours(document) and (document.id not in before or document.size in sizes))
        )
    ]


def vanished(
    documents: Iterable[SyncedDocument], files: Sequence[Found], selection: Selection
) -> list[SyncedDocument]:
    """The documents whose file is surely gone: it would be selected, and its folder was listed.

    Only those with a marker: all others may never have had a file.
    """
    names = {document_name(found.path) for found in files}
    unlisted = {found.path for found in files if found.is_folder}

    def is_gone(name: str) -> bool:
        path = file_path(name)
        if path is None:  # a shortened name
            return selection.takes_all and not unlisted
        folders = ["", *(path[:end] for end, letter in enumerate(path) if letter == "/")]
        return unlisted.isdisjoint(folders) and selection.means(path)

    return [
        document
        for document in documents
        if document.marker is not None and document.name not in names and is_gone(document.name)
    ]


Refused: TypeAlias = Literal["wait", "replace", "give up"]


def after_refusal(status: str | None, before: str | None) -> Refused:
    """What to do if the server does not change a document; ``before`` is its status at the last
    refusal.

    The server changes available documents only. One that is being indexed will be available; one
    that is available may have become so just now; one whose indexing failed can be replaced; a
    disabled or archived one was chosen to be so.
    """
    if status in _BUSY or (status in _AVAILABLE and status != before):
        return "wait"
    return "replace" if status == "error" else "give up"


def missing_option(error: APIError) -> Mapping[str, Any]:
    """The option that the first document of a knowledge base needs, from the server's refusal."""
    missing = [name for name in DEFAULT_INDEXING if f"{name} is required" in error.message]
    return {name: DEFAULT_INDEXING[name] for name in missing}


def is_fatal(error: Exception) -> bool:
    """Whether all other files would have the same error: the key, permissions, an option."""
    archived = isinstance(error, APIError) and error.code == "archived_document_immutable"
    return (
        isinstance(error, AuthenticationError | PermissionDeniedError | ConfigurationError) and not archived
    )


_AVAILABLE = frozenset({"available", "completed"})
_BUSY = frozenset({"waiting", "queuing", "parsing", "cleaning", "splitting", "indexing"})


def _status(shown: Any, indexing: Any) -> str | None:
    """The displayed status has more (disabled, archived, paused), but not every answer has it."""
    for said in (shown, indexing):
        if isinstance(said, str) and said:
            return said
    return None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else 0
