# Made from dify_ext/_async/synced_base.py by scripts/regenerate: change that one.
"""The knowledge base that a folder is synced with: its documents, and their markers."""

from __future__ import annotations

from dify_api.models import Dataset

from dify_ext._folder_sync.plan import FIELD, SyncedDocument
from dify_ext._sync.resources.documents import Documents
from dify_ext._sync.resources.made.datasets import Datasets
from dify_ext._sync.resources.made.metadata import Metadata
from dify_ext._sync.session import Session
from dify_ext.errors import BadRequestError, NotFoundError, ResponseDecodeError, ServerError, TransportError

_PAGE = 100  # no server gives more at once
_LISTINGS = _TRIES = 3


class SyncedBase:
    """One knowledge base; ``field_id`` is the metadata field of the markers."""

    def __init__(self, session: Session, dataset_id: str) -> None:
        self._dataset_id = dataset_id
        self._datasets, self._metadata = Datasets(session), Metadata(session)
        self._documents = Documents(session)
        self.field_id = ""

    def read(self) -> Dataset:
        """The knowledge base itself; an error if it is gone."""
        return self._datasets.get(self._dataset_id)

    def make_field(self) -> None:
        """Find the field of the markers, or create it."""
        for attempt in range(2):
            fields = (self._metadata.fields(self._dataset_id)).doc_metadata or []
            found = [field.id for field in fields if field.name == FIELD]
            if not found:
                try:
                    found.append((self._metadata.create(self._dataset_id, FIELD, "string")).id)
                except BadRequestError:
                    if attempt:
                        raise
                    continue  # another run was faster
            self.field_id = str(found[0])
            return

    def documents(self) -> list[SyncedDocument]:
        """List all documents.

        If something is deleted meanwhile, rows move to pages that were read already: then all is
        read once more. Pages are requested one by one, because iterating would remember all rows.
        """
        listed: dict[str, SyncedDocument] = {}
        for _ in range(_LISTINGS):
            listed = {}
            number, rows, repeated = 1, 0, 0
            while True:
                page = self._documents.list(self._dataset_id, page=number, limit=_PAGE)
                listed_before = len(listed)
                listed |= {
                    document.id: document
                    for document in (SyncedDocument.of(one.to_dict()) for one in page.data)
                }
                # One page may repeat, if documents come in at the beginning of the list.
                repeated = 0 if len(listed) > listed_before else repeated + 1
                if page.data and repeated > 1:
                    raise ResponseDecodeError("the server repeats the same page of documents")
                number, rows = number + 1, rows + len(page.data)
                total = page.total if isinstance(page.total, int) else None
                # The total is reliable: a page may be shorter than was asked for.
                if not page.data or (page.has_more is False if total is None else rows >= total):
                    break
            if total is None or len(listed) >= total:
                break
        return [*listed.values()]

    def write_marker(self, document: SyncedDocument, value: str) -> None:
        """Write a document's marker, with its other metadata, which old releases would remove.

        Args:
            document: The document.
            value: The marker.

        Raises:
            NotFoundError: The document is gone.
        """
        values = [*document.others, {"id": self.field_id, "name": FIELD, "value": value}]
        operation = {"document_id": document.id, "metadata_list": values, "partial_update": True}
        for tries_left in reversed(range(_TRIES)):
            try:
                self._metadata.update_documents(self._dataset_id, [operation])
                return
            except BadRequestError:
                self._documents.get(self._dataset_id, document.id)
                raise
            except (TransportError, ServerError):
                if not tries_left:
                    raise

    def find(self, name: str) -> list[SyncedDocument]:
        """The documents of a name.

        Args:
            name: The name.
        """
        listed = self._documents.list(self._dataset_id, keyword=name, limit=_PAGE)
        return [SyncedDocument.of(document.to_dict()) for document in listed if document.name == name]

    def remove(self, document: SyncedDocument) -> None:
        """Delete a document; one that is gone already is fine.

        Args:
            document: The document.
        """
        try:
            self._documents.delete(self._dataset_id, document.id)
        except NotFoundError:
            self.read()  # only the document may be gone
