"""Taking several tags off a knowledge base."""

from __future__ import annotations

from dify_api.api.tags import unbind_dataset_tags
from dify_api.models import TagUnbindingRequest

from dify_ext._async.session import AsyncSession
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext.errors import ConfigurationError


async def unbind(session: AsyncSession, body: TagUnbindingRequest, options: RequestOptions) -> None:
    """Send a request for each tag, because releases up to 1.13.2 take only one."""
    if not body.tag_ids:
        raise ConfigurationError("no tags are named: tag_ids is empty")
    # Those releases read tag_id, later ones tag_ids, and each ignores the other.
    bodies = [
        TagUnbindingRequest(tag_ids=[one], tag_id=one, target_id=body.target_id) for one in body.tag_ids
    ]
    *others, last = [call(unbind_dataset_tags, body=one).done() for one in bodies]
    for other in others:
        await session.execute(other, options)
    return await session.execute(last, options)
