from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    optional_list,
    required,
    required_list,
)
from .metadata_field import MetadataField

if TYPE_CHECKING:
    from .enums import MetadataFieldType


@define(kw_only=True, repr=False, eq=False)
class BuiltInMetadataField(Model):
    """A metadata field that comes with the server; it has no id.

    Attributes:
        name: The field's name, such as `uploader`.
        type: The type of the values; `time` is seconds since 1970.
    """

    name: str | None = None
    type: MetadataFieldType | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)


@define(kw_only=True, repr=False, eq=False)
class BuiltInMetadataFieldList(Model):
    """The metadata fields that come with the server.

    Attributes:
        fields: The fields.
    """

    fields: list[BuiltInMetadataField] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.fields = optional_list(d, "fields", BuiltInMetadataField.from_dict)


@define(kw_only=True, repr=False, eq=False)
class DocumentMetadataOperation(Model):
    """A document and its values for metadata fields.

    Attributes:
        document_id: The document's id.
        metadata_list: The values.
        partial_update: Whether values that are not named stay. Default: false. (Dify since 1.13.2)
    """

    document_id: str
    metadata_list: list[MetadataValue]
    partial_update: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.document_id = required(d, "document_id")
        self.metadata_list = required_list(d, "metadata_list", MetadataValue.from_dict)
        self.partial_update = d.pop("partial_update", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentsMetadataRequest(Model):
    """Documents and their values for metadata fields.

    Attributes:
        operation_data: One entry for each document: `document_id`, and `metadata_list` of `id`,
            `name` and `value`.
    """

    operation_data: list[DocumentMetadataOperation]

    def _take(self, d: dict[str, Any]) -> None:
        self.operation_data = required_list(d, "operation_data", DocumentMetadataOperation.from_dict)


@define(kw_only=True, repr=False, eq=False)
class MetadataFieldList(Model):
    """The metadata fields of a knowledge base.

    Attributes:
        doc_metadata: The fields that were added.
        built_in_field_enabled: Whether the server's own fields are switched on.
    """

    doc_metadata: list[MetadataField] | None = None
    built_in_field_enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.doc_metadata = optional_list(d, "doc_metadata", MetadataField.from_dict)
        self.built_in_field_enabled = d.pop("built_in_field_enabled", None)


@define(kw_only=True, repr=False, eq=False)
class MetadataFieldRequest(Model):
    """A metadata field to add.

    Attributes:
        type: The type of the values; `time` is seconds since 1970.
        name: The field's name, up to 255 characters.
    """

    type: MetadataFieldType
    name: str

    def _take(self, d: dict[str, Any]) -> None:
        self.type = required(d, "type")
        self.name = required(d, "name")


@define(kw_only=True, repr=False, eq=False)
class MetadataFieldUpdateRequest(Model):
    """The new name of a metadata field.

    Attributes:
        name: The new name, up to 255 characters.
    """

    name: str

    def _take(self, d: dict[str, Any]) -> None:
        self.name = required(d, "name")


@define(kw_only=True, repr=False, eq=False)
class MetadataValue(Model):
    """A document's value for a metadata field.

    Attributes:
        id: The field's id.
        name: The field's name.
        value: The value; left out, the document has none.
    """

    id: str
    name: str
    value: str | float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = required(d, "name")
        self.value = d.pop("value", None)
