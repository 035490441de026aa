# Made from dify_ext/_async/resources/made/tags.py by scripts/regenerate: change that one.
# Made from spec/tags.yaml by scripts/regenerate: change that one.
"""``dify.tags``: The tags of knowledge bases."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Unpack

from dify_api.api.tags import (
    bind_dataset_tags,
    create_dataset_tag,
    delete_dataset_tag,
    list_dataset_tags,
    list_tags_of_dataset,
    update_dataset_tag,
)
from dify_api.models import (
    Tag,
    TagBindingRequest,
    TagDeleteRequest,
    TagRequest,
    TagUnbindingRequest,
    TagUpdateRequest,
)

from dify_ext._core.arguments import (
    texts,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.resources._senders import unbind


class Tags(Resource):
    """The tags of knowledge bases."""

    def list(self, **options: Unpack[RequestOptions]) -> Page[Tag]:
        """List the workspace's tags.

        Returns all tags for knowledge bases at once.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The tags. All rows are on one page.

        Raises:
            BadRequestError: A value is missing or wrong. If the message names binding_count, this
                is a bug of Dify 1.12.1 to 1.14.2, which cannot list tags if there is one: use
                tags.of_dataset.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        GET /v1/datasets/tags
        """
        advice = {
            400: (
                "if the message names binding_count, this is a bug of Dify 1.12.1 to 1.14.2, "
                "which cannot list tags if there is one: use tags.of_dataset"
            )
        }

        def ask(cursor: object) -> Call[PageData[Tag]]:
            return call(list_dataset_tags).with_advice(advice).map(PageData)

        return pages(self._session, Paging(ask, "all"), None, options)

    def create(self, name: str, **options: Unpack[RequestOptions]) -> Tag:
        """Create a tag.

        Adds a tag for knowledge bases to the workspace. The server answers 400 if there is a tag of
        this name.

        Args:
            name: The tag's name, 1 to 50 characters.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The tag as it was stored.

        Raises:
            BadRequestError: A value is missing or wrong. If the message names binding_count, this
                is a bug of Dify 1.12.1 to 1.14.2: the tag was created, do not create it again.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        POST /v1/datasets/tags
        """
        advice = {
            400: (
                "if the message names binding_count, this is a bug of Dify 1.12.1 to 1.14.2: the "
                "tag was created, do not create it again"
            )
        }
        body = TagRequest(name=name)
        return self._session.execute(call(create_dataset_tag, body=body).with_advice(advice), options)

    def delete(self, tag_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a tag.

        Removes a tag from the workspace and from each knowledge base that has it.

        Args:
            tag_id: The tag's id.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        DELETE /v1/datasets/tags
        """
        body = TagDeleteRequest(tag_id=tag_id)
        return self._session.execute(call(delete_dataset_tag, body=body).done(), options)

    def update(self, tag_id: str, name: str, **options: Unpack[RequestOptions]) -> Tag:
        """Rename a tag.

        Gives a tag another name.

        Args:
            tag_id: The tag's id.
            name: The new name, 1 to 50 characters.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The tag as it is now.

        Raises:
            BadRequestError: A value is missing or wrong. If the message names binding_count, this
                is a bug of Dify 1.12.1 to 1.14.2: the tag was renamed.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        PATCH /v1/datasets/tags
        """
        advice = {
            400: (
                "if the message names binding_count, this is a bug of Dify 1.12.1 to 1.14.2: the "
                "tag was renamed"
            )
        }
        body = TagUpdateRequest(tag_id=tag_id, name=name)
        return self._session.execute(call(update_dataset_tag, body=body).with_advice(advice), options)

    def bind(self, tag_ids: str | Iterable[str], dataset_id: str, **options: Unpack[RequestOptions]) -> None:
        """Put tags on a knowledge base.

        A tag that the knowledge base has already stays.

        Args:
            tag_ids: The ids of the tags, at least one. One, or several.
            dataset_id: The knowledge base's id.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        POST /v1/datasets/tags/binding
        """
        body = TagBindingRequest(tag_ids=texts(tag_ids), target_id=dataset_id)
        return self._session.execute(call(bind_dataset_tags, body=body).done(), options)

    def unbind(
        self, tag_ids: str | Iterable[str], dataset_id: str, **options: Unpack[RequestOptions]
    ) -> None:
        """Take tags off a knowledge base.

        A tag that the knowledge base does not have is no error.

        Each tag needs its own request, because releases up to 1.13.2 accept only one. An empty list
        is a :class:`ConfigurationError`.

        Args:
            tag_ids: The tags' ids. One, or several.
            dataset_id: The knowledge base's id.
            **options: Options of each request: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        POST /v1/datasets/tags/unbinding
        """
        body = TagUnbindingRequest(tag_ids=texts(tag_ids), target_id=dataset_id)
        return unbind(self._session, body, options)

    def of_dataset(self, dataset_id: str, **options: Unpack[RequestOptions]) -> builtins.list[Tag]:
        """List the tags of a knowledge base.

        Returns all tags of one knowledge base at once. For an unknown knowledge base 1.8.1 gives an
        empty list, later releases answer 404.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The tags.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.2

        GET /v1/datasets/{dataset_id}/tags
        """
        return self._session.execute(
            call(list_tags_of_dataset, dataset_id).map(lambda answer: answer.data), options
        )
