"""Calls that need to know the knowledge base, or the release of the server, first."""

from __future__ import annotations

from typing import TypeVar

from dify_api.api.datasets import get_dataset
from dify_api.models.dataset import Dataset

from dify_ext._async.session import AsyncSession
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions, shared_options
from dify_ext._core.raw_response import RawResponse
from dify_ext._core.release import may_lack
from dify_ext.errors import NotFoundError

T = TypeVar("T")


async def knowledge_base(
    session: AsyncSession, dataset_id: str, options: RequestOptions, *, unless: str
) -> RawResponse[Dataset]:
    """Read a knowledge base, by a session of any kind; the argument ``unless`` would spare it."""
    asked = call(get_dataset, dataset_id).with_advice(
        {405: f"Dify before 1.2 does not say how a knowledge base is indexed: pass {unless}=..."}
    )
    return RawResponse((await session.send(asked, options)).response, asked.decode)


async def by_either_path(
    session: AsyncSession, newer: Call[T], older: Call[T], since: tuple[int, ...], options: RequestOptions
) -> T:
    """Make a call at its path of release ``since``, or at the older path for older servers."""
    turn = shared_options(session.options, options)
    try:
        return await session.execute(newer, turn())
    except NotFoundError as error:
        version = error.response.headers.get("x-version") if error.response else None
        if not may_lack(version, since):
            raise
    return await session.execute(older, turn())
