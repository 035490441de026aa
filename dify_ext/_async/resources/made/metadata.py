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
from dify_api.models.built_in_metadata_field import BuiltInMetadataField
from dify_api.models.document_metadata_operation import DocumentMetadataOperation
from dify_api.models.documents_metadata_request import DocumentsMetadataRequest
from dify_api.models.metadata_field import MetadataField
from dify_api.models.metadata_field_list import MetadataFieldList
from dify_api.models.metadata_field_request import MetadataFieldRequest
from dify_api.models.metadata_field_update_request import MetadataFieldUpdateRequest

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.arguments import given_all
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging


class AsyncMetadata(AsyncResource):
    """The metadata fields of a knowledge base and the values its documents have for them."""

    def list(self, dataset_id: str, **options: Unpack[RequestOptions]) -> AsyncPager[MetadataField]:
        """List the metadata fields of a knowledge base.

        Gives all fields that were added, without pages, and whether those that come with the server
        are switched on.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The fields. All of it is on one page.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/metadata
        """

        def ask(cursor: object) -> Call[PageData[MetadataField]]:
            return call(list_metadata_fields, dataset_id).map(
                lambda answer: PageData(answer.doc_metadata or [])
            )

        return self._session.page(Paging(ask, "all"), None, options)

    async def fields(self, dataset_id: str, **options: Unpack[RequestOptions]) -> MetadataFieldList:
        """List the fields, and tell in ``built_in_field_enabled`` whether the server's own fields are
        switched on.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The fields.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/metadata
        """
        return await self._session.execute(call(list_metadata_fields, dataset_id), options)

    async def create(
        self, dataset_id: str, name: str, type: str, **options: Unpack[RequestOptions]
    ) -> MetadataField:
        """Add a metadata field to a knowledge base.

        Adds a field that the documents of a knowledge base can have a value for. 400 where there is
        one of this name.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            name: The field's name, up to 255 characters.
            type: What its values are. Known values: ``string``, ``number``, ``time``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The field as it was stored.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        POST /v1/datasets/{dataset_id}/metadata
        """
        body = MetadataFieldRequest(type=type, name=name)
        return await self._session.execute(call(create_metadata_field, dataset_id, body=body), options)

    async def delete(self, dataset_id: str, metadata_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a metadata field.

        Removes a field, and the values that documents have for it.

        A field that is not there is no failure. 1.8.1 answers 200 with the body ``204``.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            metadata_id: The field's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}
        """
        return await self._session.execute(
            call(delete_metadata_field, dataset_id, metadata_id).done(), options
        )

    async def update(
        self, dataset_id: str, metadata_id: str, name: str, **options: Unpack[RequestOptions]
    ) -> MetadataField:
        """Rename a metadata field.

        Gives a field another name; its documents keep their values. 400 where another field has the
        name.

        For a field that is not there 1.13.2 answers 200 and a field of nulls.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            metadata_id: The field's id, a UUID.
            name: The new name, up to 255 characters.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The field as it is now.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

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

        Gives the fields that the server can fill by itself, the same for every knowledge base.

        1.8.1 has it elsewhere (``/v1/datasets/metadata/built-in``) and answers 404 here.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The fields.

        Raises:
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace. Dify
                1.8.1 has this list elsewhere, at /v1/datasets/metadata/built-in.
            ServerError: The server failed.

        GET /v1/datasets/{dataset_id}/metadata/built-in
        """
        advice = {404: "Dify 1.8.1 has this list elsewhere, at /v1/datasets/metadata/built-in"}
        asked = call(list_built_in_metadata_fields, dataset_id).with_advice(advice)
        return await self._session.execute(asked.map(lambda answer: answer.fields or []), options)

    async def enable_built_in(self, dataset_id: str, **options: Unpack[RequestOptions]) -> None:
        """Let the server fill its own fields for every document.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        POST /v1/datasets/{dataset_id}/metadata/built-in/enable
        """
        return await self._session.execute(
            call(switch_built_in_metadata_fields, dataset_id, "enable").done(), options
        )

    async def disable_built_in(self, dataset_id: str, **options: Unpack[RequestOptions]) -> None:
        """Remove the server's own fields from every document.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

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

        Sets the values of each document that is named; those it had are taken away, unless
        ``partial_update`` is true. 400 for a document that is not there.

        1.8.1 answers with the body ``200``, and passes over a document that is not there.

        Args:
            dataset_id: The knowledge base's id, a UUID. Anything that is no UUID is answered with a
                404 page of HTML.
            operation_data: One entry for each document. Models of ``dify_api.models``, or mappings,
                which are sent as they are.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        POST /v1/datasets/{dataset_id}/documents/metadata
        """
        body = DocumentsMetadataRequest(operation_data=given_all(DocumentMetadataOperation, operation_data))
        return await self._session.execute(
            call(update_documents_metadata, dataset_id, body=body).done(), options
        )
