"""How each endpoint's next page is asked for, and when there is none. Pure.

Dify pages in three ways: by the id of the last item (conversations, variables), by the id of the first (messages: the
newest page first, each page ascending), and by page number (annotations, feedbacks, all of knowledge). Most of the last
say how many there are in all; feedbacks say nothing: there a page that is not full is the last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Literal, Protocol, TypeVar

import attrs

from dify_ext._core.operation_call import Call
from dify_ext.errors import ResponseDecodeError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

REPEATS = "the list repeats a page instead of going on: the server ignores its cursor"
_LARGEST = 100  # rows a page may have, whatever was asked for

Style = Literal["last_id", "first_id", "page", "all"]


def identity(item: object) -> str | int | None:
    """What tells an item of a list from the others: its id, where it has one."""
    name = getattr(item, "id", None)
    return name if isinstance(name, str | int) else None


def identities(page: PageData[Any]) -> set[str | int]:
    """The ids of a page's items, as far as they have any."""
    return {key for item in page.data if (key := identity(item)) is not None}


@attrs.frozen
class PageData(Generic[T]):
    """One page as the server gave it; what the endpoint does not say is None."""

    data: list[T]
    has_more: bool | None = None
    limit: int | None = None
    page: int | None = None
    total: int | None = None


class Listed(Protocol[T_co]):
    """What every list of the API is: its items, and beside them what the endpoint says of its pages."""

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
    """A list's way from page to page: ``ask`` makes the call for a cursor (an id, or a page number), ``style`` says
    which.
    """

    ask: Callable[[Any], Call[PageData[T]]]
    style: Style
    page_size: int = 20
    keep: Callable[[T], bool] | None = None  # a filter the server would not apply
    fallback: Paging[T] | None = None  # how to ask where a server fails at this with 500

    def next_cursor(self, page: PageData[T], cursor: Any) -> Any:
        """The cursor of the page after this one, or None after the last."""
        if self.style == "all" or not page.data:
            return None
        size = page.limit if isinstance(page.limit, int) and page.limit else self.page_size
        number = page.page if isinstance(page.page, int) and page.page else cursor or 1
        if not page.has_more and self._is_last(page, number, size):
            return None
        if self.style == "page":
            return number + 1
        following = getattr(page.data[0 if self.style == "first_id" else -1], "id", None)
        if not isinstance(following, str) or following == cursor:
            # Going on would ask for the same page for ever.
            raise ResponseDecodeError(
                f"the list does not go on: its page after {cursor!r} ends where it began"
            )
        return following

    def judge_repeats(self, page: PageData[T], cursor: Any, repeats: int) -> int:
        """How many pages in a row had nothing new, or an error where the list does not go on. A list by number moves up
        where something is added at its beginning meanwhile: one such page may be.
        """
        if repeats > (self.style == "page") and self.next_cursor(page, cursor) is not None:
            raise ResponseDecodeError(REPEATS)
        return repeats

    def _is_last(self, page: PageData[T], number: int, size: int) -> bool:
        """Whether a page after which the server promises nothing is the last."""
        if self.style == "page" and isinstance(page.total, int):
            # Lists of knowledge give no more than 100 rows, say that this was the last page where one asked for more,
            # and repeat the limit that one asked for. The total tells the truth.
            return (number - 1) * min(size, _LARGEST) + len(page.data) >= page.total
        return page.has_more is False or len(page.data) < size

    def in_order(self, items: Sequence[T]) -> list[T]:
        """The items of a page in the order that iteration gives them: messages run from the newest to the oldest."""
        ordered = items[::-1] if self.style == "first_id" else items
        return [item for item in ordered if self.keep is None or self.keep(item)]
