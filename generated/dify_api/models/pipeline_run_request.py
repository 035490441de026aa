from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    required,
    required_list,
    short_repr,
)

if TYPE_CHECKING:
    from .datasource_type import DatasourceType
    from .response_mode import ResponseMode


@define(kw_only=True)
class PipelineRunRequest:
    """What to run a pipeline on.

    Attributes:
        inputs: Values of the pipeline's variables by their names; `{}` if there are none.
        datasource_type: The kind of the source.
        datasource_info_list: What of the source is meant, one entry for each document to be. A
            local file is `{reference, name}`, the id its upload gave and its name; an online
            document is `{workspace_id, page: {page_id, type, page_name}, credential_id}`; a website
            is `{url, title}`; a file of an online drive is `{id, type, bucket, name}`.
        start_node_id: The id of the node where the run begins.
        is_published: Whether the published pipeline is run, or the draft.
        response_mode: How the answer of a draft comes.
    """

    inputs: dict[str, Any]
    datasource_type: DatasourceType
    datasource_info_list: list[dict[str, Any]]
    start_node_id: str
    is_published: bool
    response_mode: ResponseMode
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "inputs": plain(self.inputs),
            "datasource_type": self.datasource_type,
            "datasource_info_list": plain(self.datasource_info_list),
            "start_node_id": self.start_node_id,
            "is_published": self.is_published,
            "response_mode": self.response_mode,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.inputs = required(d, "inputs", as_object)
        self.datasource_type = required(d, "datasource_type")
        self.datasource_info_list = required_list(d, "datasource_info_list", as_object)
        self.start_node_id = required(d, "start_node_id")
        self.is_published = required(d, "is_published")
        self.response_mode = required(d, "response_mode")
        self.additional_properties = d or {}
        return self if cls is PipelineRunRequest else called(self)
