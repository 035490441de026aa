"""How the next page of a list is requested, and when there is none. Pure.

Dify has three kinds of paging: by the id of the last item (conversations, variables), by the id of
the first (messages: the newest page first, each page ascending), and by page number (annotations,
feedbacks, knowledge). Most of the last kind give the total; feedbacks do not: a page that is not
full is their last.

After an id, a server continues with the next *second*, so a page that ends within a second loses
the rest of it. :class:`Walk` therefore continues from the last item of an earlier second, asks for
as many more rows as it has seen of the later one, and drops those.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

import attrs

from dify_ext._core import log
from dify_ext._core.operation_call import Call
from dify_ext.errors import ResponseDecodeError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_LARGEST = 100  # rows that a page may have, whatever was asked for

Style = Literal["last_id", "first_id", "page", "all"]


def identity(item: object) -> str | int | None:
    """The id of an item, if it has one."""
    name = getattr(item, "id", None)
    return name if isinstance(name, str | int) else None


def _number(said: object) -> int | None:
    """A number above zero that a server said, if it said one."""
    return said if isinstance(said, int) and said > 0 else None


@attrs.define
class PageData(Generic[T]):
    """One page as the server gave it; None for a field that the endpoint does not have."""

    data: list[T]
    has_more: bool | None = None
    limit: int | None = None
    page: int | None = None
    total: int | None = None
    request_id: str | None = None


class Listed(Protocol[T_co]):
    """The answer of every list of the API: its items, and fields about its pages."""

    @property
    def data(self) -> Sequence[T_co]:
        """The items, in the wire's order."""
        ...


def page_data(answer: Listed[T]) -> PageData[T]:
    """The page in an endpoint's answer."""
    said = {name: getattr(answer, name, None) for name in ("has_more", "limit", "page", "total")}
    return PageData(list(answer.data), **said)


@attrs.frozen
class Paging(Generic[T]):
    """A list's way from page to page.

    ``ask`` makes the call for a cursor (an id, or a page number), ``style`` says which.
    """

    ask: Callable[[Any], Call[PageData[T]]]
    style: Style
    page_size: int = 20
    keep: Callable[[T], bool] | None = None  # a filter that the server may not apply
    fallback: Paging[T] | None = None  # how to ask a server that fails at this with 400 or 500

    def in_order(self, items: Sequence[T]) -> Sequence[T]:
        """The items of a page in the order of iteration: messages run from newest to oldest."""
        return items[::-1] if self.style == "first_id" else items


def filtered(
    ask: Callable[..., Call[PageData[T]]],
    style: Style,
    field: str,
    value: str | None,
    of: Collection[str] = (),
) -> Paging[T]:
    """A list of the rows that have a value in a field.

    The server filters; if it fails at that, all rows are read and filtered here. ``of`` names the
    values that not all releases know: a release may give other rows for them, and at any other
    value there is nothing to make good. ``ask`` takes the cursor, and the value as its second
    argument.
    """
    if value is None or (of and value not in of):
        return Paging(ask, style)
    here = Paging(lambda cursor: ask(cursor, None), style, keep=lambda row: getattr(row, field) == value)
    return attrs.evolve(here, ask=ask, fallback=here, keep=here.keep if of else None)


class Place(NamedTuple):
    """What to ask for: a cursor, and how many rows (None: as many as the program asked for)."""

    cursor: Any
    size: int | None = None


class Walk(Generic[T]):
    """The way through a list so far, and what to ask for next."""

    def __init__(self, paging: Paging[T], cursor: Any, page: PageData[T]) -> None:
        asked = paging.ask(cursor).request.get("params", {})
        self.paging = paging
        self._sort_by = str(asked.get("sort_by") or "")
        self._start = cursor
        self._rows = asked.get("limit") or _number(page.limit) or paging.page_size
        self._seen: set[str | int] = set()
        self._all_named = True
        self._tail: set[str | int] = set()  # the ids seen beyond the cursor, of one second
        self._repeats = 0  # pages in a row without anything new
        self._is_second_pass = False
        self.take(Place(cursor), page)

    @property
    def limit(self) -> int | None:
        """The limit that the last page has, without the rows that are asked for twice."""
        return self._rows if self.page.limit is not None and self._place.size else self.page.limit

    def copy(self) -> Walk[T]:
        """The same way, to be gone on independently."""
        other = copy.copy(self)
        other._seen = set(self._seen)
        return other

    def call(self, place: Place) -> Call[PageData[T]]:
        """The call for the next page."""
        call = self.paging.ask(place.cursor)
        if place.size is None:
            return call
        params = {**call.request.get("params", {}), "limit": place.size}
        return attrs.evolve(call, request={**call.request, "params": params})

    def take(self, place: Place, page: PageData[T]) -> None:
        """Take a page; ``fresh`` is its items that no page had before and that pass the filter."""
        self._place, self.page = place, page
        keys = [identity(item) for item in page.data]
        names = {key for key in keys if key is not None}
        self._all_named &= None not in keys
        self._repeats = self._repeats + 1 if names and self._seen.issuperset(names) else 0
        fresh = page.data
        if self.paging.style != "all" and not (len(names) == len(keys) and self._seen.isdisjoint(names)):
            fresh = []
            for item, key in zip(page.data, keys, strict=True):
                if key is None or key not in self._seen:
                    fresh.append(item)
                    self._seen.update(() if key is None else (key,))
        self._seen |= names
        self.has_new = bool(fresh)
        self.fresh = [item for item in fresh if self.paging.keep is None or self.paging.keep(item)]

    def following(self) -> Place | None:
        """What to ask for next; None after the last page.

        Raises:
            ResponseDecodeError: The server does not go on: it repeats itself.
        """
        if self.paging.style == "all" or not self.page.data:
            return None
        if self.paging.style == "page":
            place = self._next_number()
            # An item that is added at the beginning moves the others: one repeated page is allowed.
            may_repeat = self._repeats <= 1 or self._is_second_pass
        else:
            place = self._next_cursor()
            may_repeat = not self._repeats or (place is not None and place.cursor == self._place.cursor)
        if place is None or (may_repeat and place != self._place):
            return place
        raise ResponseDecodeError("the server repeats a page of the list: it ignores the cursor")

    def _next_number(self) -> Place | None:
        page = self.page
        size = _number(page.limit) or self.paging.page_size
        number = (None if self._is_second_pass else _number(page.page)) or self._place.cursor or 1
        total = page.total if isinstance(page.total, int) else None
        if self._is_second_pass:
            is_last = number * _LARGEST >= min(total or 0, 2 * len(self._seen))
        elif total is not None:
            # Lists of knowledge give 100 rows at most, and then repeat a larger limit and say that
            # this was the last page. The total is right.
            is_last = not page.has_more and (number - 1) * min(size, _LARGEST) + len(page.data) >= total
        else:
            is_last = page.has_more is False or (page.has_more is None and len(page.data) < size)
        if not is_last:
            return Place(number + 1, self._place.size)
        # Rows of one second come in another order on each page: some twice, others not at all.
        is_short = self._all_named and len(self._seen) < (total or 0) <= 2 * len(self._seen)
        if is_short and self._start in (None, 1) and size < _LARGEST and not self._is_second_pass:
            self._is_second_pass = True
            return Place(1, _LARGEST)
        return None

    def _next_cursor(self) -> Place | None:
        page, asked = self.page, self._place.size or _number(self.page.limit) or self._rows
        ordered = self.paging.in_order(page.data)
        last = ordered[-1]
        is_full = len(page.data) >= asked
        has_times = self._all_named and any(self._times(last))
        # By has_more a server of `last_id` means rows beyond the second of the last one.
        may_mislead = self.paging.style == "last_id" and has_times
        if not page.has_more and not (is_full and (page.has_more is None or may_mislead)):
            return None
        if has_times and (place := self._step_back(ordered, asked)):
            return place
        following = identity(last)
        if not isinstance(following, str) or following == self._place.cursor:
            # Going on would ask for the same page for ever.
            raise ResponseDecodeError(
                f"the list does not go on: its page after {self._place.cursor!r} ends where it began"
            )
        self._tail = set()
        return Place(following)

    def _step_back(self, ordered: Sequence[T], asked: int) -> Place | None:
        """The last item of an earlier second, and the rows to ask for; None if it leads nowhere."""
        before = (at for at in range(len(ordered) - 2, -1, -1) if self._is_before(ordered[at], ordered[-1]))
        at = next(before, None)
        tail = {key for item in ordered[0 if at is None else at + 1 :] if (key := identity(item)) is not None}
        cursor = self._place.cursor if at is None else identity(ordered[at])
        if at is None:
            tail |= self._tail
        size = min(_LARGEST, self._rows + len(tail))
        if cursor == self._place.cursor and size <= asked:
            log.logger.warning(
                "a list has %d or more rows of the same second; the server returns only these", asked
            )
            return None
        self._tail = tail
        return Place(cursor, size)

    def _times(self, item: T) -> tuple[Any, ...]:
        names = [self._sort_by.lstrip("-")] if self._sort_by else ["created_at", "updated_at"]
        return tuple(getattr(item, name, None) for name in names)

    def _is_before(self, item: T, last: T) -> bool:
        """Whether an item is surely of another second than the last one."""
        pairs = [pair for pair in zip(self._times(item), self._times(last), strict=True) if None not in pair]
        return bool(pairs) and all(one != other for one, other in pairs) and isinstance(identity(item), str)
