"""A page of a list, and the way to the next."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from typing import Any, Generic, TypeVar

from dify_ext._core.paging import REPEATS, PageData, Paging, identities, identity
from dify_ext.errors import ResponseDecodeError

T = TypeVar("T")


class AsyncPage(Generic[T]):
    """One page: ``data`` in the wire's order; ``has_more``, ``limit``, ``page``, ``total`` where the endpoint has them.

    Iterating goes on over all following pages, asking for each when it is needed; each item comes once.
    """

    def __init__(
        self,
        given: PageData[T],
        paging: Paging[T],
        cursor: Any,
        ask: Callable[[Any], Awaitable[PageData[T]]],
        asked: tuple[Any, ...] = (),
        repeats: int = 0,
    ) -> None:
        self.data = [item for item in given.data if paging.keep is None or paging.keep(item)]
        self.has_more = given.has_more
        self.limit = given.limit
        self.page = given.page
        self.total = given.total
        self._given = given
        self._paging = paging
        self._cursor = cursor
        self._ask = ask
        self._asked = (cursor, *asked)  # all cursors that led here
        self._repeats = repeats  # how many pages in a row, up to this one, had nothing new

    async def next_page(self) -> AsyncPage[T] | None:
        """The page after this one; None after the last."""
        cursor = self._paging.next_cursor(self._given, self._cursor)
        if cursor is None:
            return None
        if cursor in self._asked:
            raise ResponseDecodeError(REPEATS)
        given = await self._ask(cursor)
        if not given.data:
            return None
        is_repeated = identities(given) <= identities(self._given) != set()
        repeats = self._paging.judge_repeats(given, cursor, self._repeats + 1 if is_repeated else 0)
        return AsyncPage(given, self._paging, cursor, self._ask, self._asked, repeats)

    async def __aiter__(self) -> AsyncIterator[T]:
        seen: set[str | int] = set()  # what was given out
        asked: set[str | int] = set()  # what the server has sent
        repeats = 0
        page: AsyncPage[T] | None = self
        while page is not None:
            ids = identities(page._given)
            is_repeated = bool(ids) and ids <= asked
            repeats = self._paging.judge_repeats(page._given, page._cursor, repeats + 1 if is_repeated else 0)
            for item in self._paging.in_order(page.data):
                key = identity(item)
                if key is None or key not in seen:
                    yield item
                if key is not None:
                    seen.add(key)
            asked |= ids
            page = await page.next_page()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.data)}, has_more={self.has_more}>"


# async only
class AsyncPager(Generic[T]):
    """A list not yet asked for: ``await`` gives its first page, ``async for`` goes over all its items."""

    def __init__(self, first_page: Callable[..., Awaitable[AsyncPage[T]]], *args: Any) -> None:
        self._first_page = first_page
        self._args = args

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self._first_page(*self._args).__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self:
            yield item


# end async only
