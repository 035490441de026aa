"""Lists: any list in pages of any size, each item once and in order,
and no server that keeps a program in circles.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from dify_api.models import AnnotationPage, AppFeedbackPage
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import Page
from dify_ext._core.operation_call import Call
from dify_ext._core.paging import PageData, Paging, Style, Walk, filtered, identity, page_data
from dify_ext.errors import ResponseDecodeError

SIZES = st.integers(1, 12)
LENGTHS = st.integers(0, 60)
SAYS = st.sampled_from([True, False])


@attrs.frozen
class Item:
    """Something with an id."""

    id: str


def items(count: int) -> list[Item]:
    """So many items, the oldest first."""
    return [Item(f"i{number}") for number in range(count)]


class Server:
    """A list in pages, in one of Dify's three ways; ``asked`` are the cursors it was asked for."""

    def __init__(
        self, style: Style, held: list[Item], size: int, *, says_more: bool = True, says_size: bool = True
    ) -> None:
        self.style, self.held, self.size = style, held, size
        self.says_more, self.says_size = says_more, says_size
        self.asked: list[Any] = []

    def __call__(self, cursor: Any) -> PageData[Item]:
        self.asked.append(cursor)
        ids = [item.id for item in self.held]
        if self.style == "first_id":
            end = len(ids) if cursor is None else ids.index(cursor)
            start = max(0, end - self.size)
            more = start > 0
        else:
            start = (
                (cursor or 1) * self.size - self.size
                if self.style == "page"
                else 0
                if cursor is None
                else ids.index(cursor) + 1
            )
            end = start + self.size
            more = end < len(ids)
        page = (cursor or 1) if self.style == "page" and self.says_size else None
        has_more = more if self.says_more else None
        return PageData(self.held[start:end], has_more, self.size if self.says_size else None, page, len(ids))


def asking(cursor: Any) -> Call[PageData[Any]]:
    """A call that names its cursor."""
    return Call({"params": {"cursor": cursor}}, lambda _: PageData([]))


def first(
    server: Callable[[Any], PageData[Item]], style: Style, size: int = 20, **options: Any
) -> Page[Item]:
    """The first page of a server's list."""
    paging = Paging(asking, style, size, **options)
    return Page(Walk(paging, None, server(None)), lambda call: server(call.request["params"]["cursor"]))


def next_cursor(paging: Paging[Item], page: PageData[Item], cursor: Any) -> Any:
    """What is asked for after this page."""
    place = Walk(paging, cursor, page).following()
    return None if place is None else place.cursor


STYLES: list[Style] = ["last_id", "first_id", "page"]


@given(st.sampled_from(STYLES), LENGTHS, SIZES, SAYS, SAYS)
def test_each_item_once_and_in_order(
    style: Style, count: int, size: int, says_more: bool, says_size: bool
) -> None:
    """Any list, any page size, whether or not the server says that there is more:
    all of it, no page twice.
    """
    server = Server(style, items(count), size, says_more=says_more, says_size=says_size)
    expected = server.held[::-1] if style == "first_id" else server.held
    assert list(first(server, style, size)) == expected
    assert len(server.asked) == len(set(server.asked))
    assert len(server.asked) <= count // size + 1
    if says_more:
        assert len(server.asked) == max(1, -(-count // size))


@given(st.sampled_from(STYLES), LENGTHS, SIZES)
def test_page_by_page(style: Style, count: int, size: int) -> None:
    """``next_page`` gives the same pages one after another, each in the wire's order, and then None."""
    server = Server(style, items(count), size)
    page: Page[Item] | None = first(server, style, size)
    pages: list[list[Item]] = []
    while page is not None:
        assert (page.limit, page.total) == (size, count)
        assert page.page == (len(pages) + 1 if style == "page" else None)
        pages.append(page.data)
        page = page.next_page()
    assert [item for data in (pages[::-1] if style == "first_id" else pages) for item in data] == server.held
    assert all(len(page) == size for page in pages[:-1])


@given(st.sampled_from(STYLES), LENGTHS, SIZES, st.integers(2, 5))
def test_a_filter_of_our_own(style: Style, count: int, size: int, nth: int) -> None:
    """What is filtered here leaves no gap: pages on which nothing is left are passed over."""
    server = Server(style, items(count), size)

    def keep(item: Item) -> bool:
        return int(item.id[1:]) % nth == 0

    expected = [item for item in server.held if keep(item)]
    page = first(server, style, size, keep=keep)
    assert list(page) == (expected[::-1] if style == "first_id" else expected)
    assert all(keep(item) for item in page.data)


@pytest.mark.parametrize(
    ("value", "of", "keeps", "has_fallback"),
    [
        ("a", (), False, True),
        ("a", ("a",), True, True),
        ("a", ("b",), False, False),
        (None, (), False, False),
    ],
)
def test_a_filter_of_the_server(
    value: str | None, of: tuple[str, ...], keeps: bool, has_fallback: bool
) -> None:
    """The server is asked with the value, and without it if it fails; then rows are looked at here."""

    def ask(cursor: Any, value: str | None = value) -> Call[PageData[Item]]:
        return Call({"params": {"id": value}}, lambda _: PageData([]))

    paging = filtered(ask, "page", "id", value, of)
    assert paging.ask(1).request["params"] == {"id": value}
    assert (paging.keep is not None, paging.fallback is not None) == (keeps, has_fallback)
    if paging.fallback is not None:
        assert paging.fallback.ask(1).request["params"] == {"id": None}
        assert paging.fallback.fallback is None
        assert paging.fallback.keep is not None
        assert paging.keep in (None, paging.fallback.keep)
        assert [paging.fallback.keep(Item(name)) for name in "ab"] == [True, False]


@given(
    st.sampled_from(STYLES),
    st.integers(1, 60),
    SIZES,
    st.integers(1, 60),
    st.integers(0, 60),
    st.integers(1, 3),
)
def test_a_server_that_repeats_a_page_raises(
    style: Style, count: int, size: int, turn: int, back: int, nth: int
) -> None:
    """One that goes round among earlier pages is found out, whatever is filtered;
    until then each item came once.
    """
    server = Server(style, items(count), size)
    pages = [given.data for given in whole(server)]
    pages = pages[: turn % len(pages) + 1]
    round_from = back % len(pages)
    asked = 0

    def circling(_: Any) -> PageData[Item]:
        nonlocal asked
        at = asked if asked < len(pages) else round_from + (asked - round_from) % (len(pages) - round_from)
        asked += 1
        assert asked < 3 * len(pages) + 3, "it goes round for ever"
        return PageData(pages[at], has_more=True)

    got = []
    with pytest.raises(ResponseDecodeError):
        for item in first(circling, style, size, keep=lambda item: int(item.id[1:]) % nth == 0):
            got.append(item)
    passed = [item for page in pages for item in (page[::-1] if style == "first_id" else page)]
    assert got == [item for item in passed if int(item.id[1:]) % nth == 0]


def whole(server: Server) -> list[PageData[Item]]:
    """All pages of a server, one after another."""
    way = paging(server.style, server.size)
    pages, cursor = [server(None)], None
    while (cursor := next_cursor(way, pages[-1], cursor)) is not None:
        pages.append(server(cursor))
    return pages


def circling_from(server: Server) -> Callable[[Any], PageData[Item]]:
    """A server that ignores its cursor: always the first page, and always more."""
    return lambda cursor: attrs.evolve(server(None), has_more=True)


@pytest.mark.parametrize("style", STYLES)
def test_a_server_that_ignores_its_cursor(style: Style) -> None:
    """The first page comes once, then the error."""
    server = Server(style, items(6), 3)
    got: list[Item] = []
    with pytest.raises(ResponseDecodeError, match="page"):
        for item in first(circling_from(server), style):
            got.append(item)
    assert len(got) == len(set(got)) == 3


@pytest.mark.parametrize("style", STYLES)
def test_going_on_by_hand_does_not_circle_either(style: Style) -> None:
    """``next_page`` raises where the pages that come have nothing new."""
    page = first(circling_from(Server(style, items(6), 3)), style)
    with pytest.raises(ResponseDecodeError, match=r"repeats|does not go on"):
        page.next_page()


def test_a_last_page_that_moved() -> None:
    """Rows that one has seen already on a page that is the last:
    nothing repeats, the list moved meanwhile.
    """
    pages = {
        None: PageData(items(2), has_more=True, total=3),
        2: PageData(items(2)[1:], page=2, limit=2, total=3),
        1: PageData(items(2), page=1, limit=100, total=2),
    }
    assert list(first(pages.__getitem__, "page", 2)) == items(2)


def test_going_on_by_hand_does_not_go_round() -> None:
    """A server that sends from one page to another and back is found out by the cursor that comes again."""
    there, back = PageData(items(2), has_more=True), PageData(items(4)[2:], has_more=True)
    page = first(lambda cursor: back if cursor == "i1" else there, "last_id")
    second = page.next_page()
    assert second is not None
    assert (page.data, second.data) == (items(2), items(4)[2:])
    with pytest.raises(ResponseDecodeError, match="repeats"):
        second.next_page()


@pytest.mark.parametrize(
    ("number", "rows", "total", "is_last"),
    [(1, 3, 7, False), (2, 3, 7, False), (3, 1, 7, True), (2, 3, 6, True)],
)
def test_a_list_that_says_how_many_there_are(number: int, rows: int, total: int, is_last: bool) -> None:
    """Where it does not say whether there is more, the total tells:
    no page is asked for in vain, none is left out.
    """
    page = PageData(items(rows), limit=3, page=number, total=total)
    assert next_cursor(paging("page"), page, number) == (None if is_last else number + 1)


def test_a_server_that_gives_fewer_rows_than_were_asked_for() -> None:
    """Lists of knowledge have 100 rows a page at most,
    and say then that there are no more: the total tells.
    """
    page = PageData(items(100), limit=500, page=1, total=250, has_more=False)
    assert next_cursor(paging("page"), page, 1) == 2
    assert next_cursor(paging("page"), attrs.evolve(page, page=2), 2) == 3
    assert next_cursor(paging("page"), attrs.evolve(page, data=items(50), page=3), 3) is None


def test_items_that_move_while_one_reads() -> None:
    """An item that a change on the server puts on the next page again comes once; what is new comes last."""
    server = Server("page", items(6), 3)
    reader = iter(first(server, "page", 3))
    got = [next(reader) for _ in range(3)]
    server.held = [Item("new"), *server.held]
    assert got + list(reader) == [*items(6), Item("new")]


def test_it_is_lazy() -> None:
    """A page is asked for when its first item is needed, not before."""
    server = Server("last_id", items(10), 3)
    reader = iter(first(server, "last_id"))
    assert server.asked == [None]
    for _ in range(3):
        next(reader)
    assert server.asked == [None]
    next(reader)
    assert server.asked == [None, "i2"]


def test_each_reading_starts_anew() -> None:
    """A page can be gone over twice; a later page goes on from itself."""
    page = first(Server("last_id", items(7), 3), "last_id")
    assert list(page) == list(page) == items(7)
    second = page.next_page()
    assert second is not None
    assert list(second) == items(7)[3:]


# The end.


def paging(style: Style, size: int = 2) -> Paging[Item]:
    """A way through a list, without a server."""
    return Paging(asking, style, size)


@pytest.mark.parametrize("style", [*STYLES, "all"])
def test_no_page_after_the_last(style: Style) -> None:
    """Neither after one that says so, nor after an empty one, whatever that says;
    a list without pages has but one.
    """
    assert next_cursor(paging(style), PageData(items(2), has_more=False), None) is None
    assert next_cursor(paging(style), PageData([], has_more=True), None) is None
    assert next_cursor(paging("all"), PageData(items(2), has_more=True), None) is None


@pytest.mark.parametrize("style", STYLES)
def test_a_server_that_does_not_say(style: Style) -> None:
    """A page that is not full is the last:
    by the size the server names, else by the one that was asked for.
    """
    assert next_cursor(paging(style, 3), PageData(items(2)), None) is None
    assert next_cursor(paging(style, 2), PageData(items(2)), None) is not None
    assert next_cursor(paging(style, 2), PageData(items(2), limit=3), None) is None
    assert next_cursor(paging(style, 3), PageData(items(2), limit=2), None) is not None
    usual = Paging(asking, style)
    assert next_cursor(usual, PageData(items(19)), None) is None
    assert next_cursor(usual, PageData(items(20)), None) is not None


def test_a_limit_that_is_no_number() -> None:
    """A limit of a type nobody expects does not end the list with an error of Python's."""
    limit: Any = "2"
    assert next_cursor(paging("last_id", 2), PageData(items(2), limit=limit), None) == "i1"


def test_the_cursor() -> None:
    """The last item's id, the first's, or the next page's number."""
    page = PageData(items(2), has_more=True)
    assert next_cursor(paging("last_id"), page, None) == "i1"
    assert next_cursor(paging("first_id"), page, None) == "i0"
    assert next_cursor(paging("page"), page, None) == 2
    assert next_cursor(paging("page"), page, 5) == 6


@pytest.mark.parametrize(("said", "following"), [(3, 4), (0, 6), (None, 6), ("3", 6)])
def test_the_number_of_a_page(said: Any, following: int) -> None:
    """It is the server's, else counted on from the one that was asked for."""
    assert next_cursor(paging("page"), PageData(items(2), has_more=True, page=said), 5) == following


@pytest.mark.parametrize("style", ["last_id", "first_id"])
@pytest.mark.parametrize(
    "item", [object(), attrs.evolve(Item("x"), id=None), attrs.evolve(Item("x"), id=["x"])]
)
def test_a_list_that_cannot_go_on(style: Style, item: Any) -> None:
    """More is promised and nothing says after what: that is an error, not the end."""
    with pytest.raises(ResponseDecodeError, match="does not go on"):
        next_cursor(paging(style), PageData([item], has_more=True), None)


def test_what_tells_items_apart() -> None:
    """Their id, where they have one that can; items without are never taken for the same."""
    assert (identity(Item("a")), identity(object()), identity(attrs.evolve(Item("a"), id=["a"]))) == (
        "a",
        None,
        None,
    )
    bare: list[Any] = [object(), object()]
    assert list(first(lambda _: PageData(bare, has_more=False), "all")) == bare


def test_the_next_page_is_empty_after_all() -> None:
    """A full last page of a server that does not say whether there is more has nothing after it."""
    page = first(Server("page", items(4), 4, says_more=False, says_size=False), "page", 4)
    assert page.next_page() is None


def test_a_list_without_pages() -> None:
    """A list that the server does not page is one complete page."""
    page = first(lambda _: PageData(items(3)), "all")
    assert (page.data, page.has_more, page.limit, page.page, page.total) == (items(3), None, None, None, None)
    assert page.next_page() is None
    assert list(page) == items(3)
    assert len(page.data) == 3
    assert "3" in repr(page)


def test_the_page_in_an_answer() -> None:
    """Items and what the endpoint says of its pages; what it does not say is None."""
    annotations = AnnotationPage.from_dict(
        {"data": [{"id": "a"}], "has_more": True, "limit": 1, "total": 7, "page": 2}
    )
    page = page_data(annotations)
    assert ([one.id for one in page.data], page.has_more, page.limit, page.page, page.total) == (
        ["a"],
        True,
        1,
        2,
        7,
    )
    bare = page_data(AppFeedbackPage.from_dict({"data": []}))
    assert (bare.data, bare.has_more, bare.limit, bare.page, bare.total) == ([], None, None, None, None)


@pytest.mark.parametrize("size", [3, 7])
def test_a_list_by_number_whose_rows_of_one_second_move(size: int) -> None:
    """Rows that a server put on no page come from a second pass in pages of 100; none comes twice."""
    held = items(40)
    asked: list[tuple[int, int]] = []

    def execute(call: Call[PageData[Item]]) -> PageData[Item]:
        number, limit = call.request["params"]["cursor"] or 1, call.request["params"].get("limit", size)
        asked.append((number, limit))
        moved = sorted(held, key=lambda item: random.Random(f"{item.id} {number} {limit}").random())
        page = moved[(number - 1) * limit : number * limit]
        return PageData(page, number * limit < 40, limit, number, 40)

    paging: Paging[Item] = Paging(asking, "page", size)
    page = Page(Walk(paging, None, execute(asking(None))), execute)
    assert sorted(page, key=lambda item: int(item.id[1:])) == held
    assert asked[-1] == (1, 100)
    assert [number for number, limit in asked if limit == 100] == [1]
    asked.clear()
    assert len(list(Page(Walk(paging, 2, execute(asking(2))), execute))) < 40
    assert (1, 100) not in asked  # a program that begins in the middle does not get what was before
