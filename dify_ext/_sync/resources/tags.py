# Made from dify_ext/_async/resources/tags.py by scripts/regenerate: change that one.
"""Tags of knowledge bases: ``client.tags``."""

from __future__ import annotations

import builtins
from collections.abc import Iterable

from dify_api.api.tags import (
    bind_dataset_tags,
    create_dataset_tag,
    delete_dataset_tag,
    list_dataset_tags,
    list_tags_of_dataset,
    unbind_dataset_tags,
    update_dataset_tag,
)
from dify_api.models.tag import Tag
from dify_api.models.tag_binding_request import TagBindingRequest
from dify_api.models.tag_delete_request import TagDeleteRequest
from dify_api.models.tag_request import TagRequest
from dify_api.models.tag_unbinding_request import TagUnbindingRequest
from dify_api.models.tag_update_request import TagUpdateRequest

from dify_ext._core.arguments import texts
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw
from dify_ext.errors import ConfigurationError

_FAULT = "where it speaks of binding_count this is a fault of Dify 1.13.2 and 1.14.2"
_CREATED = {400: f"{_FAULT}: the tag was made all the same, do not make it again"}
_RENAMED = {400: f"{_FAULT}: the tag was renamed all the same"}
_LISTED = {400: f"{_FAULT}, which cannot list tags once there is one: tags.of_dataset can"}


class Tags(Resource):
    """Tags for knowledge bases, which all of a workspace's share.

    Dify 1.13.2 and 1.14.2 have a fault here: they do what :meth:`create` and :meth:`update` ask and yet answer with
    400, and :meth:`list` is a 400 as soon as there is a tag. The :class:`BadRequestError` says so.
    """

    def create(self, name: str) -> Tag:
        """Make a tag; ``name`` has 1 to 50 characters. A :class:`BadRequestError` where there is one of this name.

        POST /v1/datasets/tags
        """
        return self._session.execute(
            call(create_dataset_tag, body=TagRequest(name=name)).with_advice(_CREATED)
        )

    def list(self) -> Page[Tag]:
        """All tags of the workspace; one complete page.

        GET /v1/datasets/tags
        """

        def ask(cursor: object) -> Call[PageData[Tag]]:
            return call(list_dataset_tags).with_advice(_LISTED).map(PageData)

        return self._session.page(Paging(ask, "all"))

    def update(self, tag_id: str, name: str) -> Tag:
        """Rename a tag.

        PATCH /v1/datasets/tags
        """
        body = TagUpdateRequest(tag_id=tag_id, name=name)
        return self._session.execute(call(update_dataset_tag, body=body).with_advice(_RENAMED))

    def delete(self, tag_id: str) -> None:
        """Delete a tag; it is gone from every knowledge base that had it.

        DELETE /v1/datasets/tags
        """
        return self._session.execute(call(delete_dataset_tag, body=TagDeleteRequest(tag_id=tag_id)).done())

    def bind(self, tag_ids: str | Iterable[str], dataset_id: str) -> None:
        """Put a tag, or several, on a knowledge base.

        POST /v1/datasets/tags/binding
        """
        body = TagBindingRequest(tag_ids=texts(tag_ids), target_id=dataset_id)
        return self._session.execute(call(bind_dataset_tags, body=body).done())

    def unbind(self, tag_ids: str | Iterable[str], dataset_id: str) -> None:
        """Take a tag, or several, off a knowledge base; one that it does not have is no error. Each tag is a request of
        its own, for releases up to 1.13.2 take no more.

        POST /v1/datasets/tags/unbinding
        """
        calls = [
            call(unbind_dataset_tags, body=_unbinding(tag_id, dataset_id)).done() for tag_id in texts(tag_ids)
        ]
        if not calls:
            raise ConfigurationError("no tags are named: tag_ids is empty")
        for each in calls[:-1]:
            self._session.execute(each)
        return self._session.execute(calls[-1])

    def of_dataset(self, dataset_id: str) -> builtins.list[Tag]:
        """The tags of one knowledge base: ``id`` and ``name``.

        GET /v1/datasets/{dataset_id}/tags
        """
        return self._session.execute(call(list_tags_of_dataset, dataset_id).map(lambda tags: tags.data))


class TagsWithRawResponse:
    """``client.with_raw_response.tags``. Of several tags, ``unbind`` gives the answer for the last."""

    def __init__(self, tags: Tags) -> None:
        self.create = raw(tags.create)
        self.list = raw(tags.list)
        self.update = raw(tags.update)
        self.delete = raw(tags.delete)
        self.bind = raw(tags.bind)
        self.unbind = raw(tags.unbind)
        self.of_dataset = raw(tags.of_dataset)


def _unbinding(tag_id: str, dataset_id: str) -> TagUnbindingRequest:
    # Releases up to 1.13.2 read tag_id, later ones tag_ids, and each passes over the other.
    return TagUnbindingRequest(tag_ids=[tag_id], tag_id=tag_id, target_id=dataset_id)
