# Made from dify_ext/_async/resources/metadata.py by scripts/regenerate: change that one.
"""Metadata fields of a knowledge base, and documents' values for them: ``client.metadata``."""

from __future__ import annotations

import builtins
from typing import Unpack

from dify_api.api.metadata import list_built_in_metadata_fields, list_built_in_metadata_fields_of_all
from dify_api.models.built_in_metadata_field import BuiltInMetadataField
from dify_api.models.built_in_metadata_field_list import BuiltInMetadataFieldList

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.resources._knowledge import by_either_path
from dify_ext._sync.resources.made.metadata import MetadataBase


class Metadata(MetadataBase):
    """The metadata fields of a knowledge base, and the values that documents have for them."""

    def built_in(
        self, dataset_id: str, **options: Unpack[RequestOptions]
    ) -> builtins.list[BuiltInMetadataField]:
        """List the metadata fields that come with the server.

        The server can fill these fields by itself. They are the same for each knowledge base. For
        Dify before 1.9 they come from ``/v1/datasets/metadata/built-in``.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of each request: see :class:`RequestOptions`.

        Returns:
            The fields.

        Raises:
            NotFoundError: There is no such knowledge base, or the server is older than 1.1.1.

        Since:
            Dify 1.1.1

        GET /v1/datasets/{dataset_id}/metadata/built-in
        """
        newer = call(list_built_in_metadata_fields, dataset_id).map(_fields)
        older = call(list_built_in_metadata_fields_of_all).map(_fields)
        return by_either_path(self._session, newer, older, (1, 9), options)


def _fields(answer: BuiltInMetadataFieldList) -> list[BuiltInMetadataField]:
    return answer.fields or []
