# Made from dify_ext/_async/pages.py by scripts/regenerate: change that one.
"""A page of a list, and the way to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from dify_ext._core.html import html_table
from dify_ext._core.operation_call import Call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, Walk
from dify_ext._sync.session import Session
from dify_ext.errors import APIError

T = TypeVar("T")


class Page(Generic[T]):
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

    def __init__(self, walk: Walk[T], execute: Callable[[Call[PageData[T]]], PageData[T]]) -> None:
        self.data = walk.fresh
        self.has_more = walk.page.has_more
        self.limit = walk.limit
        self.page = walk.page.page
        self.total = walk.page.total
        self.request_id = walk.page.request_id
        self._walk = walk
        self._execute = execute

    def next_page(self) -> Page[T] | None:
        """Get the page after this one.

        Returns:
            The next page, without items of earlier pages; None after the last page.

        Raises:
            ResponseDecodeError: The server repeats a page.
            DifyError: The errors of every call.
        """
        return self._following(self._walk.copy())

    def _following(self, walk: Walk[T]) -> Page[T] | None:
        while (place := walk.following()) is not None:
            walk.take(place, self._execute(walk.call(place)))
            if walk.has_new:
                return Page(walk, self._execute)
        return None

    def __iter__(self) -> Iterator[T]:
        walk = self._walk.copy()
        page: Page[T] | None = self
        while page is not None:
            yield from walk.paging.in_order(page.data)
            page = page._following(walk)

    def __repr__(self) -> str:
        if "data" not in self.__dict__:
            return f"<{type(self).__name__}, not made>"
        return f"<{type(self).__name__} of {len(self.data)}, has_more={self.has_more}>"

    def _repr_html_(self) -> str:
        return html_table(self.data, repr(self).strip("<>"))


def pages(session: Session, paging: Paging[T], cursor: Any, options: RequestOptions) -> Page[T]:
    """A list from a cursor on."""
    return _first_page(session, paging, cursor, options)


def _first_page(session: Session, paging: Paging[T], cursor: Any, options: RequestOptions) -> Page[T]:
    def execute(call: Call[PageData[T]]) -> PageData[T]:
        return call.decode((session.send(call, options)).response)

    call = paging.ask(cursor).map(lambda data: Page(Walk(paging, cursor, data), execute))
    try:
        return session.execute(call, options)
    except APIError as error:
        if paging.fallback is None or error.status not in (400, 500):
            raise
    return _first_page(session, paging.fallback, cursor, options)
