# Made from dify_ext/_async/raw_session.py by scripts/regenerate: change that one.
"""``with_raw_response``: calls that give the HTTP answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from dify_ext._core.operation_call import Call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging
from dify_ext._core.raw_response import RawResponse
from dify_ext._sync.pages import Page
from dify_ext._sync.session import Session

P = ParamSpec("P")
T = TypeVar("T")


class RawSession(Session):
    """A session whose calls give the HTTP answer itself, to be read on request."""

    def __init__(self, plain: Session) -> None:
        super().__init__(plain.options, plain.connections, plain.auth, is_private=plain.is_private)
        self.hooks = plain.hooks
        self._plain = plain

    def execute(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """Send a call.

        Args:
            call: The call.
            options: Options of the call.

        Returns:
            The HTTP answer; its declared type is the plain method's, which :func:`raw` replaces.
        """
        return cast(T, RawResponse((self.send(call, options)).response, call.decode))

    def _page_of(
        self, paging: Paging[T], cursor: Any, data: PageData[T], options: RequestOptions | None = None
    ) -> Page[T]:
        return self._plain._page_of(paging, cursor, data, options)


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The type of a resource's method when its resource is on a raw session."""
    return cast(Callable[P, RawResponse[T]], method)
