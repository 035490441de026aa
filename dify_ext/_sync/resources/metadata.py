# Made from dify_ext/_async/resources/metadata.py by scripts/regenerate: change that one.
"""Metadata of documents: ``client.metadata``."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from typing import Any

from dify_api.api.metadata import (
    create_metadata_field,
    delete_metadata_field,
    list_built_in_metadata_fields,
    list_metadata_fields,
    switch_built_in_metadata_fields,
    update_documents_metadata,
    update_metadata_field,
)
from dify_api.models.built_in_metadata_field import BuiltInMetadataField
from dify_api.models.document_metadata_operation import DocumentMetadataOperation
from dify_api.models.documents_metadata_request import DocumentsMetadataRequest
from dify_api.models.metadata_field import MetadataField
from dify_api.models.metadata_field_list import MetadataFieldList
from dify_api.models.metadata_field_request import MetadataFieldRequest
from dify_api.models.metadata_field_update_request import MetadataFieldUpdateRequest

from dify_ext._core.arguments import given_all
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw

_ELSEWHERE = {404: "Dify 1.8.1 has this list elsewhere, at /v1/datasets/metadata/built-in"}


class Metadata(Resource):
    """The fields that a knowledge base's documents can have values for, and the values."""

    def create(self, dataset_id: str, name: str, type: str) -> MetadataField:
        """Add a field; ``type`` says what its values are: ``"string"``, ``"number"`` or ``"time"`` (seconds since
        1970). A :class:`BadRequestError` where there is one of this name.

        POST /v1/datasets/{dataset_id}/metadata
        """
        body = MetadataFieldRequest(name=name, type=type)
        return self._session.execute(call(create_metadata_field, dataset_id, body=body))

    def list(self, dataset_id: str) -> Page[MetadataField]:
        """The fields that were added, each with the ``count`` of documents that have a value; one complete page.

        GET /v1/datasets/{dataset_id}/metadata
        """

        def ask(cursor: object) -> Call[PageData[MetadataField]]:
            return call(list_metadata_fields, dataset_id).map(
                lambda fields: PageData(fields.doc_metadata or [])
            )

        return self._session.page(Paging(ask, "all"))

    def fields(self, dataset_id: str) -> MetadataFieldList:
        """The same in one piece: ``doc_metadata``, the fields that were added, and ``built_in_field_enabled``, whether
        those that come with the server are switched on.

        GET /v1/datasets/{dataset_id}/metadata
        """
        return self._session.execute(call(list_metadata_fields, dataset_id))

    def update(self, dataset_id: str, metadata_id: str, name: str) -> MetadataField:
        """Rename a field; documents keep their values. For a field that is not there Dify answers with success and a
        field whose ``id`` is None.

        PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}
        """
        body = MetadataFieldUpdateRequest(name=name)
        return self._session.execute(call(update_metadata_field, dataset_id, metadata_id, body=body))

    def delete(self, dataset_id: str, metadata_id: str) -> None:
        """Delete a field, and the values that documents have for it. One that is not there is no error.

        DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}
        """
        return self._session.execute(call(delete_metadata_field, dataset_id, metadata_id).done())

    def built_in(self, dataset_id: str) -> builtins.list[BuiltInMetadataField]:
        """The fields that come with the server (``document_name``, ``uploader`` …), whether switched on or not.

        GET /v1/datasets/{dataset_id}/metadata/built-in
        """
        asked = call(list_built_in_metadata_fields, dataset_id).with_advice(_ELSEWHERE)
        return self._session.execute(asked.map(lambda answer: answer.fields or []))

    def enable_built_in(self, dataset_id: str) -> None:
        """Let the server fill its own fields for every document.

        POST /v1/datasets/{dataset_id}/metadata/built-in/enable
        """
        return self._session.execute(call(switch_built_in_metadata_fields, dataset_id, "enable").done())

    def disable_built_in(self, dataset_id: str) -> None:
        """Take the server's own fields away from every document.

        POST /v1/datasets/{dataset_id}/metadata/built-in/disable
        """
        return self._session.execute(call(switch_built_in_metadata_fields, dataset_id, "disable").done())

    def update_documents(
        self, dataset_id: str, operation_data: Iterable[DocumentMetadataOperation | Mapping[str, Any]]
    ) -> None:
        """Give documents values: models, or mappings with ``document_id`` and ``metadata_list``, whose entries have
        ``id``, ``name`` and ``value``. What a document had before is taken away, unless its ``partial_update`` is
        true.

        A :class:`BadRequestError` where a document is not there; Dify 1.8.1 passes over it.

        POST /v1/datasets/{dataset_id}/documents/metadata
        """
        body = DocumentsMetadataRequest(operation_data=given_all(DocumentMetadataOperation, operation_data))
        return self._session.execute(call(update_documents_metadata, dataset_id, body=body).done())


class MetadataWithRawResponse:
    """``client.with_raw_response.metadata``."""

    def __init__(self, metadata: Metadata) -> None:
        self.create = raw(metadata.create)
        self.list = raw(metadata.list)
        self.fields = raw(metadata.fields)
        self.update = raw(metadata.update)
        self.delete = raw(metadata.delete)
        self.built_in = raw(metadata.built_in)
        self.enable_built_in = raw(metadata.enable_built_in)
        self.disable_built_in = raw(metadata.disable_built_in)
        self.update_documents = raw(metadata.update_documents)
