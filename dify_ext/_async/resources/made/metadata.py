# Made from spec/metadata.yaml by scripts/regenerate: change that one.
"""``dify.metadata``: The metadata fields of a knowledge base and the values its documents have for
them.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.metadata import (
    create_metadata_field,
    delete_metadata_field,
    list_built_in_metadata_fields,
    list_metadata_fields,
    switch_built_in_metadata_fields,
    update_documents_metadata,
    update_metadata_field,
)
from dify_api.models import (
    BuiltInMetadataField,
    DocumentMetadataOperation,
    DocumentsMetadataRequest,
    MetadataField,
    MetadataFieldList,
    MetadataFieldRequest,
    MetadataFieldUpdateRequest,
)

from dify_ext._async.pages import AsyncPager, pages
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.arguments import (
    given_all,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging


class AsyncMetadata(AsyncResource):
    """The metadata fields of a knowledge base and the values its documents have for them."""

    def list(self, dataset_id: str, **options: Unpack[RequestOptions]) -> AsyncPager[MetadataField]:
        """List the metadata fields of a knowledge base.

        Returns all fields that were added at once, and whether the server's own fields are switched
        on.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The fields. All rows are on one page.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        GET /v1/datasets/{dataset_id}/metadata
        """

        def ask(cursor: object) -> Call[PageData[MetadataField]]:
            return call(list_metadata_fields, dataset_id).map(
                lambda answer: PageData(answer.doc_metadata or [])
            )

        return pages(self._session, Paging(ask, "all"), None, options)

    async def fields(self, dataset_id: str, **options: Unpack[RequestOptions]) -> MetadataFieldList:
        """List the fields, and tell in ``built_in_field_enabled`` whether the server's own fields are
        switched on.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The fields.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        GET /v1/datasets/{dataset_id}/metadata
        """
        return await self._session.execute(call(list_metadata_fields, dataset_id), options)

    async def create(
        self, dataset_id: str, name: str, type: str, **options: Unpack[RequestOptions]
    ) -> MetadataField:
        """Add a metadata field to a knowledge base.

        The documents of the knowledge base can have a value for the field. The server answers 400
        if there is a field of this name.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            name: The field's name, up to 255 characters.
            type: The type of the values; ``time`` is seconds since 1970. Known values: ``string``,
                ``number``, ``time``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The field as it was stored.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        POST /v1/datasets/{dataset_id}/metadata
        """
        body = MetadataFieldRequest(type=type, name=name)
        return await self._session.execute(call(create_metadata_field, dataset_id, body=body), options)

    async def delete(self, dataset_id: str, metadata_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a metadata field.

        Removes a field and the values that documents have for it. It is no error if the field does
        not exist.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            metadata_id: The field's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}
        """
        return await self._session.execute(
            call(delete_metadata_field, dataset_id, metadata_id).done(), options
        )

    async def update(
        self, dataset_id: str, metadata_id: str, name: str, **options: Unpack[RequestOptions]
    ) -> MetadataField:
        """Rename a metadata field.

        Documents keep their values. The server answers 400 if another field has the name. For a
        field that does not exist some releases answer with success and a field whose ``id`` is
        null.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            metadata_id: The field's id, a UUID.
            name: The new name, up to 255 characters.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The field as it is now.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}
        """
        body = MetadataFieldUpdateRequest(name=name)
        return await self._session.execute(
            call(update_metadata_field, dataset_id, metadata_id, body=body), options
        )

    async def built_in(
        self, dataset_id: str, **options: Unpack[RequestOptions]
    ) -> builtins.list[BuiltInMetadataField]:
        """List the metadata fields that come with the server.

        Returns the fields that the server can fill by itself. They are the same for each knowledge
        base.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The fields.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/metadata/built-in
        """
        asked = call(list_built_in_metadata_fields, dataset_id)
        return await self._session.execute(asked.map(lambda answer: answer.fields or []), options)

    async def enable_built_in(self, dataset_id: str, **options: Unpack[RequestOptions]) -> None:
        """Let the server fill its own fields for every document.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        POST /v1/datasets/{dataset_id}/metadata/built-in/enable
        """
        return await self._session.execute(
            call(switch_built_in_metadata_fields, dataset_id, "enable").done(), options
        )

    async def disable_built_in(self, dataset_id: str, **options: Unpack[RequestOptions]) -> None:
        """Remove the server's own fields from every document.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        POST /v1/datasets/{dataset_id}/metadata/built-in/disable
        """
        return await self._session.execute(
            call(switch_built_in_metadata_fields, dataset_id, "disable").done(), options
        )

    async def update_documents(
        self,
        dataset_id: str,
        operation_data: Iterable[DocumentMetadataOperation | Mapping[str, Any]],
        **options: Unpack[RequestOptions],
    ) -> None:
        """Give documents values for metadata fields.

        Sets the values of each document that is named. Its earlier values are removed, unless
        ``partial_update`` is true. The server answers 400 if a document does not exist; 1.8.1
        ignores it.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            operation_data: One entry for each document: ``document_id``, and ``metadata_list`` of
                ``id``, ``name`` and ``value``. Models of ``dify_api.models``, or mappings, which
                are sent as they are.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.1.1

        POST /v1/datasets/{dataset_id}/documents/metadata
        """
        body = DocumentsMetadataRequest(operation_data=given_all(DocumentMetadataOperation, operation_data))
        return await self._session.execute(
            call(update_documents_metadata, dataset_id, body=body).done(), options
        )
