"""Lists of servers that page by whole seconds: no row is lost, none comes twice."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import Page
from dify_ext._core import log
from dify_ext._core.operation_call import Call
from dify_ext._core.paging import PageData, Paging, Place, Walk


@attrs.frozen
class Row:
    """Something of a second; ``updated_at`` as real rows have it."""

    id: str
    created_at: int
    updated_at: int | None = None


class RealServer:
    """A list as Dify's servers page it: with ``<`` or ``>`` on the second of the cursor's row.

    ``kind``: conversations say by ``has_more`` whether there is anything beyond the last row's second;
    messages and variables look one row further; variables of old releases never have more. Rows of one
    second come in an order that may be another for each request.
    """

    def __init__(self, kind: str, seconds: list[int], is_shuffled: bool = False) -> None:
        self.kind = kind
        self.is_ascending = "variables" in kind
        rows = [Row(f"r{number}", second, second) for number, second in enumerate(seconds)]
        self.rows = sorted(rows, key=lambda row: row.created_at, reverse=not self.is_ascending)
        self.is_shuffled = is_shuffled
        self.requests: list[tuple[Any, int]] = []

    def __call__(self, call: Call[PageData[Row]]) -> PageData[Row]:
        params = call.request["params"]
        cursor, limit = params["cursor"], params.get("limit", 20)
        assert 1 <= limit <= 100
        self.requests.append((cursor, limit))
        left = self.rows
        if self.is_shuffled:
            chance = random.Random(len(self.requests))
            left = sorted(left, key=lambda row: chance.random())
            left.sort(key=lambda row: row.created_at, reverse=not self.is_ascending)
        if cursor is not None:
            second = next(row.created_at for row in self.rows if row.id == cursor)
            left = [row for row in left if self.is_beyond(row, second)]
        page = left[:limit]
        has_more = len(left) > limit
        if self.kind == "conversations":
            has_more = len(page) == limit and any(self.is_beyond(row, page[-1].created_at) for row in left)
        elif self.kind == "old variables":
            has_more = False
        return PageData(page[::-1] if self.kind == "messages" else page, has_more, limit)

    def is_beyond(self, row: Row, second: int) -> bool:
        return row.created_at > second if self.is_ascending else row.created_at < second

    def page(self, limit: int | None) -> Page[Row]:
        """The first page of the list."""

        def ask(cursor: Any) -> Call[PageData[Row]]:
            params = {"cursor": cursor} if limit is None else {"cursor": cursor, "limit": limit}
            return Call({"params": params}, lambda _: PageData([]))

        paging = Paging(ask, "first_id" if self.kind == "messages" else "last_id")
        return Page(Walk(paging, None, self(ask(None))), self)


KINDS = st.sampled_from(["conversations", "messages", "variables", "old variables"])
SECONDS = st.lists(st.integers(1, 12) | st.integers(1, 2), max_size=90)
LIMITS = st.none() | st.integers(1, 100) | st.integers(1, 5)


@given(KINDS, SECONDS, LIMITS)
def test_no_row_of_a_second_is_lost(kind: str, seconds: list[int], limit: int | None) -> None:
    """Whatever seconds the rows are of, and however small the pages are: all of them, once, in order."""
    server = RealServer(kind, seconds)
    assert list(server.page(limit)) == server.rows
    assert len(server.requests) == len(set(server.requests))


@given(KINDS, SECONDS, LIMITS)
def test_no_row_of_a_second_is_lost_page_by_page(kind: str, seconds: list[int], limit: int | None) -> None:
    """``next_page`` gives full pages, in the order of the wire, and each row on one of them."""
    server = RealServer(kind, seconds)
    page: Page[Row] | None = server.page(limit)
    pages: list[list[Row]] = []
    while page is not None:
        assert page.limit == (limit or 20)
        assert len(page.data) <= (limit or 20)
        pages.append(page.data)
        page = page.next_page()
    assert [row for data in pages for row in (data[::-1] if kind == "messages" else data)] == server.rows


@given(KINDS, SECONDS, LIMITS)
def test_rows_of_a_second_in_another_order_each_time(
    kind: str, seconds: list[int], limit: int | None
) -> None:
    """A database gives the rows of one second in any order: none is lost, none comes twice."""
    server = RealServer(kind, seconds, is_shuffled=True)
    got = list(server.page(limit))
    assert sorted(got, key=lambda row: row.id) == sorted(server.rows, key=lambda row: row.id)
    assert [row.created_at for row in got] == [row.created_at for row in server.rows]


@pytest.mark.parametrize("before", [0, 1, 5])
@pytest.mark.parametrize("count", [99, 100, 101, 103])
@pytest.mark.parametrize("after", [1, 5])
def test_a_hundred_rows_of_one_second(before: int, count: int, after: int) -> None:
    """A server gives no more than 100 rows of one second;
    it is said if that may be too few, and the rest comes.
    """
    server = RealServer("conversations", [9] * before + [5] * count + [1] * after)
    with recorded() as messages:
        got = list(server.page(100))
    assert len(got) == len(set(got)) == before + min(count, 100) + after
    assert bool(messages) == (count >= 100)
    assert messages == ["a list has 100 or more rows of the same second; the server returns only these"] * (
        count >= 100
    )


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The warnings that are logged meanwhile."""
    messages: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    log.logger.addHandler(handler)
    try:
        yield messages
    finally:
        log.logger.removeHandler(handler)


def test_the_field_that_a_list_is_sorted_by() -> None:
    """Without ``sort_by`` two rows are of different seconds if all of their times differ; with it, by that
    one.
    """
    rows = [Row("a", 1, 9), Row("b", 2, 9), Row("c", 2, 8)]
    page = PageData(rows, has_more=True, limit=3)

    def following(sort_by: str | None, rows: list[Any] = rows) -> Place | None:
        paging: Paging[Any] = Paging(
            lambda _: Call({"params": {"sort_by": sort_by}}, lambda _: page), "last_id"
        )
        return Walk(paging, None, attrs.evolve(page, data=rows)).following()

    assert following(None) == Place("a", 5)
    assert following("created_at") == Place("a", 5)
    assert following("-updated_at") == Place("b", 4)
    assert following("name") == Place("c")
    assert following(None, [Row("a", 1), Row("b", 2)]) == Place("a", 4)
    nameless = [attrs.evolve(rows[0], id=None), Row("b", 2)]
    assert following(None, nameless) == Place("b")
