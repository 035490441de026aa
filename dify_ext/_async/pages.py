"""A page of a list, and the way to the next."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from typing import Any, Generic, TypeVar

from dify_ext._async.session import AsyncSession
from dify_ext._core.html import html_table
from dify_ext._core.operation_call import Call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, Walk
from dify_ext.errors import APIError

T = TypeVar("T")


class AsyncPage(Generic[T]):
    """One page of a list. Iterating over it also goes over all following pages.

    The next page is requested when it is needed, and each item comes once. Dify pages by timestamps
    of whole seconds, so the client may request some rows twice, and drops the duplicates. Rows can
    be missing only if 100 or more have the same second; then a warning is logged.

    Attributes:
        data: The items, in the order of the server.
        has_more: Whether there are more items, as the server says; None if it does not say. It may
            be wrong; ``next_page`` is always right.
        limit: The number of items on a full page; None if the server does not say.
        page: The number of this page; None for lists that are not paged by number.
        total: The number of items on all pages; None if the server does not say.
        request_id: The id of the request, for the administrator of the server; None if unknown.
    """

    def __init__(self, walk: Walk[T], execute: Callable[[Call[PageData[T]]], Awaitable[PageData[T]]]) -> None:
        self.data = walk.fresh
        self.has_more = walk.page.has_more
        self.limit = walk.limit
        self.page = walk.page.page
        self.total = walk.page.total
        self.request_id = walk.page.request_id
        self._walk = walk
        self._execute = execute

    async def next_page(self) -> AsyncPage[T] | None:
        """Get the page after this one.

        Returns:
            The next page, without items of earlier pages; None after the last page.

        Raises:
            ResponseDecodeError: The server repeats a page.
            DifyError: The errors of every call.
        """
        return await self._following(self._walk.copy())

    async def _following(self, walk: Walk[T]) -> AsyncPage[T] | None:
        while (place := walk.following()) is not None:
            walk.take(place, await self._execute(walk.call(place)))
            if walk.has_new:
                return AsyncPage(walk, self._execute)
        return None

    async def __aiter__(self) -> AsyncIterator[T]:
        walk = self._walk.copy()
        page: AsyncPage[T] | None = self
        while page is not None:
            for item in walk.paging.in_order(page.data):
                yield item
            page = await page._following(walk)

    def __repr__(self) -> str:
        if "data" not in self.__dict__:
            return f"<{type(self).__name__}, not made>"
        return f"<{type(self).__name__} of {len(self.data)}, has_more={self.has_more}>"

    def _repr_html_(self) -> str:
        return html_table(self.data, repr(self).strip("<>"))


# async only
class AsyncPager(Generic[T]):
    """A list: ``await`` gives its first page, ``async for`` iterates over all its items."""

    def __init__(self, first_page: Callable[..., Awaitable[AsyncPage[T]]], *args: Any) -> None:
        self._first_page = first_page
        self._args = args

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self._first_page(*self._args).__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self:
            yield item


# end async only


def pages(session: AsyncSession, paging: Paging[T], cursor: Any, options: RequestOptions) -> AsyncPager[T]:
    """A list from a cursor on."""
    # sync: return _first_page(session, paging, cursor, options)
    return AsyncPager(_first_page, session, paging, cursor, options)  # sync:


async def _first_page(
    session: AsyncSession, paging: Paging[T], cursor: Any, options: RequestOptions
) -> AsyncPage[T]:
    async def execute(call: Call[PageData[T]]) -> PageData[T]:
        return call.decode((await session.send(call, options)).response)

    call = paging.ask(cursor).map(lambda data: AsyncPage(Walk(paging, cursor, data), execute))
    try:
        return await session.execute(call, options)
    except APIError as error:
        if paging.fallback is None or error.status not in (400, 500):
            raise
    return await _first_page(session, paging.fallback, cursor, options)
