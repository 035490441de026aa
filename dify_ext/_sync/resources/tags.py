# Made from dify_ext/_async/resources/tags.py by scripts/regenerate: change that one.
"""Tags of knowledge bases: ``client.tags``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from dify_api.api.tags import unbind_dataset_tags
from dify_api.models.tag_unbinding_request import TagUnbindingRequest

from dify_ext._core.arguments import texts
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.resources.made.tags import TagsBase
from dify_ext.errors import ConfigurationError


class Tags(TagsBase):
    """Tags for knowledge bases, shared by a workspace.

    Dify 1.12.1 to 1.14.2 have a fault: :meth:`create` and :meth:`update` succeed, but answer 400,
    and :meth:`list` is a 400 as soon as there is a tag. The :class:`BadRequestError` says so.
    """

    def unbind(
        self, tag_ids: str | Iterable[str], dataset_id: str, **options: Unpack[RequestOptions]
    ) -> None:
        """Take tags off a knowledge base. A tag that it does not have is no error.

        Each tag is a request of its own, because releases up to 1.13.2 take only one.

        Args:
            tag_ids: The tags' ids. One, or several.
            dataset_id: The knowledge base's id.
            **options: Options of each call: see :class:`RequestOptions`.

        Raises:
            NotFoundError: There is no such knowledge base.
            ConfigurationError: ``tag_ids`` is empty.

        POST /v1/datasets/tags/unbinding
        """
        calls = [
            call(unbind_dataset_tags, body=_unbinding(tag_id, dataset_id)).done() for tag_id in texts(tag_ids)
        ]
        if not calls:
            raise ConfigurationError("no tags are named: tag_ids is empty")
        for each in calls[:-1]:
            self._session.execute(each, options)
        return self._session.execute(calls[-1], options)


def _unbinding(tag_id: str, dataset_id: str) -> TagUnbindingRequest:
    # Releases up to 1.13.2 read tag_id, later ones tag_ids, and each ignores the other.
    return TagUnbindingRequest(tag_ids=[tag_id], tag_id=tag_id, target_id=dataset_id)
